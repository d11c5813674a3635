"""One build or import at a time, and whom another one waits for."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = "lock"
"""The file that a build holds, in the folder of what is kept."""
HOLDER = "-holder"
"""The ending of the file beside it that tells which process does so, and since when, in seconds since 1970."""
LONG = 60.0
"""Seconds after which a build that waits tells for whom."""


@contextmanager
def alone(
    path: Path, waiting: Callable[[str], object], what: str = "build"
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Hold a lock for as long as the block runs; `waiting` is told in words if somebody else holds it, and again after LONG.

    Yields what lets go of the lock for as long as a block of its own runs.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock, holder = FileLock(path), path.with_name(path.name + HOLDER)

    def take() -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting(f"waiting for another {what}")
            try:
                lock.acquire(timeout=LONG)
            except Timeout:
                waiting(f"still waiting for another {what}{_told_of(holder)}")
                lock.acquire()
        with contextlib.suppress(OSError):  # of a full disk the build tells
            holder.unlink(missing_ok=True)  # it may be a link, put there by somebody else
            with holder.open("x", encoding="ascii") as file:
                file.write(f"{os.getpid()} {int(time.time())}")

    def release() -> None:
        with contextlib.suppress(OSError):
            holder.unlink()
        lock.release()

    @contextmanager
    def let_go() -> Iterator[None]:
        release()
        try:
            yield
        finally:
            take()

    take()
    try:
        yield let_go
    finally:
        release()


def _told_of(holder: Path) -> str:
    """Return in words which process holds the lock, and since when; empty if it has not told."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        process, since = map(int, holder.read_text("ascii").split())
        return f": process {process}, since {time.strftime('%Y-%m-%d %H:%M:%S', time.localtime(since))}"
    return ""


def writable(folder: Path) -> Path:
    """Return the folder, or one that is gone when the program ends if it cannot be written: then nothing is kept."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    lock = folder / LOCK
    if not _is_fit(lock):  # somebody else's
        with contextlib.suppress(OSError):
            lock.unlink()
    usable = os.access(folder, os.W_OK) and _is_fit(lock)
    if usable:
        return folder
    made = Path(tempfile.mkdtemp(prefix="newsdesk-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def _is_fit(lock: Path) -> bool:
    """True for a plain file that can be held, or none."""
    if not os.path.lexists(lock):
        return True
    return lock.is_file() and not lock.is_symlink() and os.access(lock, os.R_OK | os.W_OK)
