"""What a site rests on besides its pastes' words, as digests: has anything changed since the last build?"""

from __future__ import annotations

import marshal
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .. import store
from ..digests import digest, is_fresh, signature

LOCALE = ("LANG", "LANGUAGE", "LC_ALL", "LC_TIME", "LC_CTYPE", "TZ", "PYTHONHASHSEED")
"""Of the environment, what may shape a page."""
PACKAGE = Path(__file__).resolve().parents[1]


def code() -> str:
    """Return a digest of our code and tables, the packages installed, Python and the locale."""
    own = sorted(path for kind in ("py", "toml", "npz") for path in PACKAGE.rglob(f"*.{kind}"))
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


PLAINLY = 2
"""The version of marshal that writes equal values alike, however often one object stands among them."""


class Seen(NamedTuple):
    """A file as it was seen."""

    path: str
    mark: list[int] | None
    """its signature"""
    fresh: bool
    """True if it was written so lately that its signature may hide another change"""


def seen(roots: Iterable[str]) -> list[Seen]:
    """Return all files below some folders, or single files."""
    now = time.time_ns()
    marks = ((path, signature(path)) for root in roots for path in _files(root))
    return [Seen(path, mark, mark is not None and is_fresh(mark, now)) for path, mark in marks]


def tree(files: Iterable[Seen]) -> str:
    """Return a digest of the names and signatures of files; empty if one is fresh."""
    rows = [(file.path, file.mark, file.fresh) for file in files]
    return "" if any(fresh for _, _, fresh in rows) else digest(marshal.dumps(rows, PLAINLY))


def _files(root: str) -> Iterator[str]:
    if not os.path.isdir(root):
        yield root
        return
    for parent, folders, names in os.walk(root, followlinks=True):
        folders[:] = sorted(folder for folder in folders if folder != "__pycache__")
        yield from (os.path.join(parent, name) for name in sorted(names) if not store.is_lock(name))


def own_modules(settings: str) -> list[str]:
    """Return the files of the settings and of what was imported that no package installer put there."""
    apart = tuple({os.path.join(path, "") for path in (*sysconfig.get_paths().values(), str(PACKAGE), sys.base_prefix)})
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted({settings, *(path for path in files if path and not path.startswith(apart))})
