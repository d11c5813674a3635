"""Indexes, made by pagefind's program of what was laid out for it, in a process of their own."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fnmatch import fnmatch
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from ... import store
from ...workers import end_with_parent

FIRST = ("pagefind.js", "pagefind-worker.js", "wasm.*")
"""Files that a language's first index has for all of them."""
EACH = ("pagefind-entry.json", "*.pf_meta", "index", "fragment")
"""Files and folders of each index; pagefind adds ready-made forms of its own, larger than all of our pages."""
FACTS = "facts.json"
"""Beside an index: each entry's day and section, by the name pagefind gives the entry. Pagefind's own filters come out in
another order at each run, and a build must not."""
ROOMY = 1_000_000
"""Bytes for which there is room unless a disk is full."""
MADE = "made"
"""Where an index is made, beside what was laid out for it."""


class SearchFailed(Exception):
    """Pagefind made no index."""


@cache
def binary() -> str:
    """Return the path of pagefind's program; empty if it is not installed."""
    for name in ("pagefind_bin_extended", "pagefind_bin"):
        with suppress(ImportError, FileNotFoundError):
            return str(import_module(name).get_executable())
    return ""


class Work(NamedTuple):
    """An index to be made."""

    name: str
    place: Path
    """where its entries were laid out"""
    told: dict[str, list[str]]
    """days and sections by address"""
    first: bool
    """True for a language's first"""


def index_all(wanted: Sequence[Work], line: Connection) -> None:
    """Make indexes, and tell which are made: in a process of its own, for one that forks others must have no threads."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    end_with_parent(_end_group)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for told in pool.map(tried, wanted):
            line.send(told)


def _end_group() -> None:
    """End this helper, and pagefind with it."""
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def tried(work: Work) -> tuple[str, Exception | None]:
    """Make an index; return its name, and why it could not be made."""
    try:
        _index(work)
    except (OSError, ValueError, LookupError, SearchFailed) as error:
        return work.name, _full(work.place) or SearchFailed(str(error) or type(error).__name__)
    return work.name, None


def _full(place: Path) -> OSError | None:
    """Return what a full disk says: pagefind passes over it, and leaves files that are empty or cut short."""
    room = place / "room"
    try:
        room.write_bytes(bytes(ROOMY))
    except OSError as error:
        return OSError(error.errno, error.strerror) if error.errno in store.FULL else None
    finally:
        with suppress(OSError):
            room.unlink()
    return None


def _index(work: Work) -> None:
    """Have pagefind make an index of what was laid out. Raises SearchFailed."""
    made = work.place / MADE
    shutil.rmtree(made, ignore_errors=True)  # what one that was killed has left
    words = [binary(), "--site", str(work.place / "read"), "--output-path", str(made), "--silent", "--keep-index-url"]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode or not (made / "pagefind.js").exists():
        said = " ".join((done.stderr or done.stdout).split())[:200]
        raise SearchFailed(f"pagefind ended with {done.returncode}: {said}; write 'SEARCH = False' to go without")
    if full := _full(work.place):
        raise full
    missing = [pattern for pattern in (*EACH, *FIRST) if not any(map(_is_written, made.glob(pattern)))]
    if missing:
        raise SearchFailed(f"pagefind wrote no {missing[0]}; write 'SEARCH = False' to go without")
    for path in list(made.iterdir()):
        if not any(fnmatch(path.name, pattern) for pattern in (EACH + FIRST if work.first else EACH)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    rows = {path.stem: work.told[_address(path)] for path in sorted((made / "fragment").iterdir())}
    (made / FACTS).write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _is_written(path: Path) -> bool:
    """True for a file that is not empty, and for a folder that holds nothing but such."""
    return all(map(_is_written, path.iterdir())) if path.is_dir() else path.stat().st_size > 0


def _address(fragment: Path) -> str:
    """Return the address that an entry of an index tells: JSON behind a mark of twelve bytes, packed."""
    return str(json.loads(gzip.decompress(fragment.read_bytes())[len("pagefind_dcd") :])["url"])
