"""Work shared among the cores, by processes forked from the build: they see all that it has read, and hand back plain values."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

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


def aside(work: Callable[[], object]) -> ForkProcess:
    """Begin work that a helper does while the build goes on; it has no effect in this process, which must join the helper."""
    helper = FORK.Process(target=_at_work, args=(work,), daemon=True)
    helper.start()
    return helper


def _at_work(work: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is told by the build
    work()
