"""What an editor asks of a build, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .. import store
from ..problems import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    stories: int = 0
    drafts: int = 0
    hidden: int = 0
    held: tuple[tuple[str, str], ...] = ()
    """paths of what is held back, each with the reason; they count as drafts, too"""
    held_until: str = ""
    """when the first of them is to come out, as ISO; empty if none has an hour"""
    seconds: float = 0.0
    published: store.Published | None = None
    """None: the output folder is as it was"""
    changes: store.Changes | None = None
    """what would be published, of a dry run"""
    made: tuple[tuple[str, str], ...] = ()
    """what was made anew, each with its reason"""
    troubles: tuple[tuple[str, str], ...] = ()
    """templates whose pages are made at every build, and why"""


@dataclass(slots=True)
class Options:
    """What the editor asks of a build; None leaves it to `pelicanconf.py`."""

    content: str | None = None
    output: str | None = None
    siteurl: str | None = None
    keep_going: bool = False
    drafts: bool = False
    """True: make the pages of drafts, too, to look at them"""
    fresh: bool = False
    """True: make everything anew, whatever earlier builds have kept"""
    allow_removal: bool = False
    """True: take most of the published stories down, if they are gone"""
    dry_run: bool = False
    """True: tell what would be published, and publish nothing"""
    progress: Callable[[str, int], None] = field(default=lambda _step, _count: None)
    """is told each step, "reading" or "writing", and how many files it has passed"""
    waiting: Callable[[str], object] = lambda _words: None
    """is told in words that another build must end first"""
    wait: Callable[[], object] | None = None
    """is called when all is read, while other builds may run; what has changed once it returns is read before the build goes on"""
    ready: Callable[[Any], object] = lambda _answers: None
    """is given what answers questions on the site as it was read, before `wait` is called, see `waiting.py`"""
    published: Callable[[], object] = lambda: None
    """is called when the output folder is as it shall be"""
    began: float = 0.0
    """when the build began, or went on, by `time.perf_counter`"""
