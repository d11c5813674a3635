"""What went wrong in a build: one line each, all at once."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

KEY = "NEWSDESK_PROBLEMS"
"""The setting under which a build's problems are kept."""


class Unpublishable(Exception):
    """A source that cannot become a page; its reason has been told."""


def shown(path: str) -> str:
    """Return a path as the editor would type it: from here, if it lies below."""
    below = os.path.relpath(path)
    return path if below.startswith("..") else below


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
        return " ".join(f"{where}{self.reason}".split())


@dataclass(slots=True)
class Problems:
    """The errors and warnings of one build."""

    errors: dict[Problem, None] = field(default_factory=dict)
    warnings: dict[Problem, None] = field(default_factory=dict)
    """each once, in the order in which they were told"""
    keep_going: bool = False
    """True: publish what can be published all the same"""
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

    def warning(self, path: str, line: int, reason: str) -> None:
        """Note that a page is made, but should be looked at."""
        problem = self._named(path, line, reason)
        if problem not in self.warnings:
            self.warnings[problem] = None
            if not self.quiet:
                logger.warning("%s", problem)


def problems_of(settings: dict[str, object]) -> Problems:
    """Return the problems of the build that `settings` belong to."""
    found = settings.setdefault(KEY, Problems())
    assert isinstance(found, Problems)
    return found
