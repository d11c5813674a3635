"""Work shared among the cores, by processes forked from the build: they see all that it has read, and hand back plain values.

Where there is no fork, as on Windows, a build does all its work in its own process.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar, cast

T = TypeVar("T")
R = TypeVar("R")
ENOUGH = 64
"""Things from which on their work is shared: below, starting helpers costs more."""
AT_ONCE = 16
"""Things handed to a helper at a time."""
CAN_FORK = hasattr(os, "fork")


def count() -> int:
    """Return how many processes can share work: one a core, or one alone where there is no fork."""
    if not CAN_FORK:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[T], R], things: Sequence[T]) -> Iterator[R]:
    """Yield what `work` returns of each thing, in their order; it has no other effect in this process.

    Raises what `work` raises, and BrokenProcessPool if a helper is killed.
    """
    global _work
    _work = lambda place: work(things[place])  # noqa: E731 -- inherited, for it cannot be handed over
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(count(), fork, initializer=end_with_parent) as pool:
        yield from pool.map(_done, range(len(things)), chunksize=AT_ONCE)


_work: Callable[[int], Any] = int
"""What a helper does; it inherits it from the build that made it."""


def _done(place: int) -> Any:
    return _work(place)


def apart(work: Callable[[], R]) -> R:
    """Return what `work` returns in a copy of this process: whatever else it does there, this one stays as it was.

    Where there is no fork it is done in this one. Raises ChildProcessError with what was raised there, or if it was killed.
    """
    if not CAN_FORK:
        try:
            return work()
        except Exception as error:
            raise ChildProcessError(f"{type(error).__name__}: {error}") from None
    fork = multiprocessing.get_context("fork")
    line, there = fork.Pipe(duplex=False)

    def run() -> None:
        try:
            there.send((work(), ""))
        except BaseException as error:
            there.send((None, f"{type(error).__name__}: {error}"))
        there.close()
        os._exit(0)  # what this process opened is its own to close

    helper = fork.Process(target=run, daemon=True)
    helper.start()
    there.close()
    try:
        found, wrong = line.recv()
    except EOFError:
        found, wrong = None, "it was killed"
    line.close()
    helper.join()
    if wrong:
        raise ChildProcessError(wrong)
    return cast(R, found)


def aside(work: Callable[[], object]) -> Any:
    """Begin work that a helper does while the build goes on, and return its process, which this one must join.

    The work has no effect in this process.
    """
    helper = multiprocessing.get_context("fork").Process(target=_at_work, args=(work,), daemon=True)
    helper.start()
    return helper


def _at_work(work: Callable[[], object]) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is told by the build
    work()


def end_with_parent(end: Callable[[], object] = lambda: os._exit(1)) -> None:
    """Have a helper end once the build is gone, even if it was killed: it would hold the lock that it has inherited."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            end()

    threading.Thread(target=wait, daemon=True).start()
