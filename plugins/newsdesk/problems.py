"""What went wrong in a build: one line each, all at once."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)


LONGEST = 200
"""Characters of what an exception says; some repeat all that they were given."""


class Unpublishable(Exception):
    """A source that cannot become a page; its reason has been told."""


def shown(path: str) -> str:
    """Return a path as the editor would type it: from here, if it lies below."""
    below = os.path.relpath(path)
    return path if below.startswith("..") else below


def raised(error: Exception) -> str:
    """Return in words what was raised, for the reason of a problem: its kind, and the start of what it says."""
    said = (
        error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    )  # no path of a folder of ours
    words = " ".join(said.split()).encode(errors="backslashreplace").decode()
    told = words if len(words) <= LONGEST else f"{words[:LONGEST]}..."
    return f"{type(error).__name__}: {told}" if told else type(error).__name__


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One line to an editor: where, what, what now."""

    path: str
    line: int
    """counts from 1; 0 for the whole file"""
    reason: str

    def __str__(self) -> str:
        place = shown(self.path) if self.path else ""
        where = f"{place}:{self.line}: " if self.line else f"{place}: " if place else ""
        words = " ".join(f"{where}{self.reason}".split())
        return words.encode(errors="backslashreplace").decode()  # a name that is no UTF-8


@dataclass(slots=True)
class Problems:
    """The errors and warnings of one build."""

    errors: dict[Problem, None] = field(default_factory=dict)
    warnings: dict[Problem, None] = field(default_factory=dict)
    """each once, in the order in which they were told"""
    output: tuple[str, str] = ("", "")
    """the folder that is built in, and the one it stands for, which the editor knows"""
    quiet: bool = False
    """True: who runs the build tells them; else they are logged as they come"""

    def _named(self, path: str, line: int, reason: str) -> Problem:
        built, known = self.output
        return (
            Problem(path.replace(built, known), line, reason.replace(built, known))
            if built
            else Problem(path, line, reason)
        )

    def error(self, path: str, line: int, reason: str) -> Unpublishable:
        """Note that no page is made, and return what to raise."""
        problem = self._named(path, line, reason)
        if problem not in self.errors:
            self.errors[problem] = None
            if not self.quiet:
                logger.error("%s", problem)
        return Unpublishable(str(problem))

    @property
    def failed(self) -> set[str]:
        """The paths of the files of which an error has been told."""
        return {problem.path for problem in self.errors}

    def warning(self, path: str, line: int, reason: str) -> None:
        """Note that a page is made, but should be looked at."""
        problem = self._named(path, line, reason)
        if problem not in self.warnings:
            self.warnings[problem] = None
            if not self.quiet:
                logger.warning("%s", problem)
