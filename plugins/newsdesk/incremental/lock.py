"""One build at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


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
