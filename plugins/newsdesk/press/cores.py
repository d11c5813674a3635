"""Work shared among the cores, by processes forked from the build: they see all that it has read, and hand back plain values."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
ENOUGH = 64
"""Things from which on their work is shared: below, starting helpers costs more."""
AT_ONCE = 16
"""Things handed to a helper at a time."""
FORK = multiprocessing.get_context("fork")


def count() -> int:
    """Return how many cores there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """Yield what `work` returns of each thing, in their order; it has no other effect in this process.

    Raises what `work` raises, and BrokenProcessPool if a helper is killed.
    """
    global _work
    _work = lambda place: work(things[place])  # noqa: E731 -- inherited, for it cannot be handed over
    with ProcessPoolExecutor(count(), FORK) as pool:
        yield from pool.map(_done, range(len(things)), chunksize=AT_ONCE)


_work: Callable[[int], Any] = int
"""What a helper does; it inherits it from the build that made it."""


def _done(place: int) -> Any:
    return _work(place)


class Aside(Generic[R]):
    """Work that a helper does while the build goes on."""

    def __init__(self, work: Callable[[], R]) -> None:
        """Begin; it has no effect in this process."""
        self._line, there = FORK.Pipe(duplex=False)
        self._helper = FORK.Process(target=_tell, args=(work, there), daemon=True)
        self._helper.start()
        there.close()

    def is_done(self) -> bool:
        """True if nobody need wait for it."""
        return self._line.poll()

    def result(self) -> R:
        """Wait for what the work returns. Raises BrokenProcessPool if it raises anything, or the helper is killed."""
        try:
            found: R = self._line.recv()
        except EOFError:
            raise BrokenProcessPool("a helper came to nothing") from None
        finally:
            self.end()
        return found

    def wait(self) -> None:
        """Wait until it is done, or has come to nothing."""
        with suppress(BrokenProcessPool):
            self.result()

    def end(self) -> None:
        """End it where it is."""
        self._helper.kill()
        self._helper.join()
        self._line.close()


def _tell(work: Callable[[], Any], line: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is told by the build
    with suppress(Exception):
        line.send(work())
