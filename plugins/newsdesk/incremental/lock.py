"""One build at a time."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = "lock"
"""The file that a build holds, in the folder of what is kept."""


@contextmanager
def alone(path: Path, waiting: Callable[[], object]) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Hold a lock for as long as the block runs; `waiting` is called if somebody else holds it.

    Yields what lets go of the lock for as long as a block of its own runs.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path)

    def take() -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()

    @contextmanager
    def let_go() -> Iterator[None]:
        lock.release()
        try:
            yield
        finally:
            take()

    take()
    try:
        yield let_go
    finally:
        lock.release()


def writable(folder: Path) -> Path:
    """Return the folder, or one that is gone with the machine's next start if it cannot be written: then nothing is kept."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    lock = folder / LOCK
    if lock.exists() and not os.access(lock, os.R_OK | os.W_OK):  # somebody else's
        with contextlib.suppress(OSError):
            lock.unlink()
    usable = os.access(folder, os.W_OK) and (not lock.exists() or os.access(lock, os.R_OK | os.W_OK))
    return folder if usable else Path(tempfile.mkdtemp(prefix="newsdesk-"))
