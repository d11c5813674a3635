"""An import from end to end: read, compare, write, account for everything."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..desk.tags import VOCABULARY as VOCABULARY
from ..desk.tags import read_words
from ..incremental.lock import alone
from .content import JOURNAL, Content
from .item import Item, Spelled
from .sources import read_items
from .work import on_cluster, on_cores

LOCK = "import-lock"
"""The file, beside the journal, that an import holds."""


@dataclass(slots=True)
class Account:
    """What came of everything that a source holds."""

    came_in: int = 0
    unsure: list[tuple[str, str]] = field(default_factory=list)
    """pastes, each with what to look at"""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """places in the source, each with the reason"""
    there: list[tuple[str, str]] = field(default_factory=list)
    """places in the source, each with the paste that has the story"""
    unsure_stories: int = 0
    seconds: float = 0.0

    @property
    def count(self) -> int:
        """How many items were looked at."""
        return self.came_in + len(self.left_out) + len(self.there)


def spelling(content: Path) -> Spelled:
    """Return what gives a tag the spelling that the vocabulary beside the pastes has. Raises BadVocabulary, store.NotText."""
    found = read_words(content).spellings
    folded: dict[str, str] = {}
    for word, name in found.items():
        folded.setdefault(word.casefold(), name)
    return lambda tag: found.get(tag) or folded.get(tag.casefold(), tag)


Progress = Callable[[Account, float], object]
"""is told how much of the source has been read, 0 to 1"""


def run(
    source: Path,
    content: Path,
    added: date,
    spelled: Spelled,
    scheduler: str = "",
    progress: Progress = lambda _account, _passed: None,
    waiting: Callable[[str], object] = lambda _words: None,
) -> Account:
    """Take in all stories of a source, on this machine or on the cluster at an address; two never write at once.

    `waiting` is told in words if another one is at work. Raises NotRead, OSError.
    """
    with alone(JOURNAL.with_name(LOCK), waiting, "import"):
        return _run(source, Content(content), added, spelled, scheduler, progress)


def _run(source: Path, known: Content, added: date, spelled: Spelled, scheduler: str, progress: Progress) -> Account:
    began, account = time.perf_counter(), Account()

    def new_items() -> Iterator[Item]:
        for item in read_items(source, spelled):
            if taken := known.was_taken(item.key):
                account.there.append((item.place, taken))
            else:
                yield item

    rows = on_cluster(new_items(), added, scheduler) if scheduler else on_cores(new_items(), added)
    for row in rows:
        if row.refusal:
            account.left_out.append((row.place, row.refusal))
        elif twin := known.twin(row):
            account.there.append((row.place, twin))
        else:
            path = str(known.write(row))
            account.came_in += 1
            account.unsure_stories += bool(row.unsure)
            account.unsure += [(path, note) for note in row.unsure]
        progress(account, row.passed)
    account.seconds = time.perf_counter() - began
    return account
