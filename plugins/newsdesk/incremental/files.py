"""What a site rests on besides its pastes' words, as digests: has anything changed since the last build?"""

from __future__ import annotations

import marshal
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .. import store
from ..digests import digest, file_digest, is_fresh, signature

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
Known = Mapping[str, Sequence[Any]]
"""Paths to signature and digest, as an earlier look found them."""
NO_SOURCE = ("__pycache__", ".egg-info")
"""How folders end that Python and its installer write."""


class Seen(NamedTuple):
    """A file as it was seen."""

    path: str
    mark: list[int] | None
    """its signature; empty if it was written so lately that its signature may hide another change"""
    digest: str
    """of its bytes"""


def seen(roots: Iterable[str], known: Known) -> list[Seen]:
    """Return all files below some folders, or single files; only those are read whose signature is another than is known."""
    now = time.time_ns()
    return [_seen(path, known.get(path), now) for root in roots for path in _files(root)]


def _seen(path: str, known: Sequence[Any] | None, now: int) -> Seen:
    mark = signature(path)
    if mark is None:
        return Seen(path, mark, "")
    if known and known[0] == mark:
        return Seen(path, mark, known[1])
    return Seen(path, [] if is_fresh(mark, now) else mark, file_digest(path))


def known_of(files: Iterable[Seen]) -> dict[str, list[Any]]:
    """Return what a look found, for another."""
    return {file.path: [file.mark, file.digest] for file in files}


def tree(files: Iterable[Seen], place: str) -> str:
    """Return a digest of the names, as seen from a folder, whose path ends with its separator, and the contents of files.

    It is the same wherever the folder lies.
    """
    return digest(marshal.dumps([(file.path.removeprefix(place), file.digest) for file in files], PLAINLY))


def _files(root: str) -> Iterator[str]:
    if not os.path.isdir(root):
        yield root
        return
    for parent, folders, names in os.walk(root, followlinks=True):
        folders[:] = sorted(folder for folder in folders if not folder.endswith(NO_SOURCE))
        place = os.path.join(parent, "")
        yield from [place + name for name in sorted(names) if not store.is_lock(name)]


def own_modules(settings: str) -> list[str]:
    """Return the files of the settings and of what was imported that no package installer put there."""
    apart = tuple({os.path.join(path, "") for path in (*sysconfig.get_paths().values(), str(PACKAGE), sys.base_prefix)})
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return sorted({settings, *(path for path in files if path and not path.startswith(apart))})
