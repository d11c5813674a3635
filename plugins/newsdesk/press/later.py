"""Pages and feeds that need not be written at once: all cores write them, and begin while others are still being looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import NamedTuple

from pelican.plugins import signals

from . import cores

AHEAD = 256
"""Jobs that wait from which on a helper begins with them."""


class Job(NamedTuple):
    """A page or a feed yet to be written."""

    name: str
    write: Callable[[], list[str]]
    """returns the names of its files"""


def _unheard(job: Job) -> list[str]:
    """Do a job in a helper, where nobody listens."""
    with signals.content_written.muted():
        return job.write()


class Later:
    """The jobs that wait in one build."""

    def __init__(self, heard: Callable[[list[str]], None]) -> None:
        """`heard` is told the files of each job that a helper has done."""
        self._heard = heard
        self._jobs: list[Job] = []
        self._ahead: list[tuple[list[Job], cores.Aside[list[list[str]]]]] = []
        """the first jobs, and who does them"""
        self._begun = 0

    def add(self, job: Job) -> None:
        """Let a job wait; those before it may be begun."""
        self._jobs.append(job)
        if len(self._jobs) - self._begun >= AHEAD and not (self._ahead and not self._ahead[-1][1].is_done()):
            first = self._jobs[self._begun :]
            self._ahead.append((first, cores.Aside(lambda: list(map(_unheard, first)))))
            self._begun = len(self._jobs)

    def done(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the name and the files of each job; what helpers cannot do is done here, where its error can be told."""
        yield from self._shared(self._jobs[self._begun :])  # meanwhile the last helper comes to its end
        for first, helper in self._ahead:
            try:
                found = helper.result()
            except BrokenProcessPool:
                found = []
            for job, names in zip(first, found, strict=False):
                self._heard(names)
                yield job.name, names
            for job in first[len(found) :]:
                yield job.name, job.write()

    def _shared(self, jobs: list[Job]) -> Iterator[tuple[str, list[str]]]:
        done = 0
        if len(jobs) >= cores.ENOUGH:
            with suppress(Exception):
                for job, names in zip(jobs, cores.each(_unheard, jobs), strict=True):
                    self._heard(names)
                    done += 1
                    yield job.name, names
        for job in jobs[done:]:
            yield job.name, job.write()

    def end(self) -> None:
        """End helpers that are at work."""
        for _, helper in self._ahead:
            helper.end()
