"""What a site rests on besides its pastes' words, as digests: has anything changed since the last build?"""

from __future__ import annotations

import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..kept import digest, is_fresh, signature

LOCALE = ("LANG", "LANGUAGE", "LC_ALL", "LC_TIME", "LC_CTYPE", "TZ", "PYTHONHASHSEED")
"""Of the environment, what may shape a page."""
PACKAGE = Path(__file__).resolve().parents[1]


def code() -> str:
    """Return a digest of our code and tables, the packages installed, Python and the locale."""
    own = sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.toml")])
    parts = [sys.version, sys.platform, *(f"{name}={os.environ.get(name)}" for name in LOCALE), *_packages()]
    return digest(*parts, *(path.read_bytes() for path in own))


def _packages() -> list[str]:
    """Return the names and versions of what is installed, as the names of their folders tell them."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    return sorted(
        entry.name
        for folder in folders
        if os.path.isdir(folder)
        for entry in os.scandir(folder)
        if "-info" in entry.name
    )


def tree(roots: Iterable[str]) -> str:
    """Return a digest of the names and signatures of all files below some folders, or of single files.

    Empty if a file was written so lately that its signature may hide another change.
    """
    return trees(roots)[0]


def trees(roots: Iterable[str], more: Iterable[str] = ()) -> tuple[str, str]:
    """Return such a digest of some roots, and one of these and some more."""
    parts: list[str] = []
    found: list[str] = []
    now = time.time_ns()
    for group in (roots, more):
        for path in (path for root in group for path in _files(root)):
            mark = signature(path)
            if mark is not None and is_fresh(mark, now):
                return (found[0] if found else ""), ""
            parts.append(f"{path} {mark}")
        found.append(digest(*parts))
    return found[0], found[1]


def _files(root: str) -> Iterator[str]:
    if not os.path.isdir(root):
        yield root
        return
    for parent, folders, names in os.walk(root, followlinks=True):
        folders[:] = sorted(folder for folder in folders if folder != "__pycache__")
        yield from (os.path.join(parent, name) for name in sorted(names))


def own_modules(settings: str) -> list[str]:
    """Return the files of the settings and of what was imported that no package installer put there."""
    apart = tuple({os.path.join(path, "") for path in (*sysconfig.get_paths().values(), str(PACKAGE), sys.base_prefix)})
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted({settings, *(path for path in files if path and not path.startswith(apart))})
