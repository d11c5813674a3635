"""What a page needs of a paste, as plain values that can be kept: facts, small, and text, large."""

from __future__ import annotations

import json
import marshal
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints

from .shown import FULL

T = TypeVar("T")


class Reach(Enum):
    """What a change of a story's fact can reach. A fact without such a mark can reach all: it decides where a story is filed."""

    LISTS = "lists in which the story stands"
    PAGE = "the story's own page"
    WORDS = "the story's own page, with any change of its text"
    BUILD = "no page"


ForLists = Annotated[T, Reach.LISTS]
ForPage = Annotated[T, Reach.PAGE]
ForWords = Annotated[T, Reach.WORDS]
ForBuild = Annotated[T, Reach.BUILD]


class Facts(NamedTuple):
    """What lists, feeds and other stories' pages read of a story; texts are HTML unless said otherwise."""

    title: ForLists[str]
    plain_title: ForPage[str]
    """not HTML"""
    dek: ForLists[str]
    summary: ForLists[str]
    lang: str
    dir: ForLists[str]
    status: str
    source: str
    """an address; empty if the header names none"""
    source_name: ForLists[str]
    """as the header gives it; empty if it gives none"""
    date_evidence: ForPage[str]
    words_pasted: ForWords[int]
    words_published: ForWords[int]
    minutes: ForLists[int]
    date: str
    """ISO, as the header or the paste gives it; empty for a draft without one"""
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...] | None
    """the editor's own; None: to be found"""
    image: str
    """a picture's path below the pastes; empty without one"""
    image_line: ForBuild[int]
    """where the header names it"""
    warnings: ForBuild[tuple[tuple[int, str], ...]]
    """line and reason, to be told at each build"""
    guessed_on: ForBuild[str]
    """the day of the reading, if it decided the story's year; empty otherwise"""
    text_digest: ForWords[str]
    """of the text below"""
    alt: ForPage[str] = ""
    """what the picture shows"""
    lead: ForLists[bool] = False
    """True: the editor lets it open its edition"""
    corrections: ForPage[tuple[tuple[str, str], ...]] = ()
    """ISO day and words, the first first"""
    lead_digest: ForBuild[str] = ""
    """of what lists tell of the story"""
    facts_digest: ForBuild[str] = ""
    """of all facts but those that change with the text"""
    slug: str = ""
    """what the file's name gives for an address"""
    show: ForLists[str] = FULL
    """how much of it the brief shows, see `shown.py`"""
    note: ForLists[str] = ""
    """why it matters, in the editor's own words"""
    via: ForPage[tuple[str, str]] = ("", "")
    """who pointed to it: a name and an address, each may be empty"""
    added: str = ""
    """when the brief took it in, and the day or week of the edition that runs it, as in the header; empty if it tells none"""
    edition: str = ""
    publish: str = ""
    """before this time it is held back, as in the header; empty if it is not"""
    unsure: ForBuild[int] = 0
    """lines of which it is not sure what they are"""

    @property
    def filed(self) -> tuple[Any, ...]:
        """What decides where a story is filed: the lists in which it stands, their order, its address, its picture."""
        return tuple([getattr(self, name) for name in facts_that_reach(None)])


@dataclass(frozen=True, slots=True)
class Text:
    """What only the story's own page and the feeds read of it."""

    content: str
    """the story as HTML"""
    plain_text: str
    """the story's words, for tags and links"""
    removed: list[dict[str, str]]
    """see `passages`"""
    pasted_head: str
    pasted_headline: str
    key_points: list[str] = field(default_factory=list)
    """sentences of the story, see `key_points.py`"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paste, read for its page."""

    facts: Facts
    text: Text

    def as_rows(self) -> tuple[bytes, str]:
        """Return the facts for `marshal.loads`, which reads ten thousand of them in no time, and the text as JSON."""
        text = {name: getattr(self.text, name) for name in self.text.__slots__}
        return marshal.dumps(tuple(self.facts)), json.dumps(text, ensure_ascii=False)


@cache
def facts_that_reach(*reaches: Reach | None) -> tuple[str, ...]:
    """Return the names of the facts whose change reaches one of these, None for those that reach all."""
    hints = get_type_hints(Facts, include_extras=True)
    marks = {name: next(iter(getattr(hint, "__metadata__", ())), None) for name, hint in hints.items()}
    return tuple(name for name, mark in marks.items() if mark in reaches)


def facts_of(row: bytes) -> Facts:
    """Return the facts that `as_rows` has written."""
    return Facts(*marshal.loads(row))


def text_of(row: str) -> Text:
    """Return the text that `as_rows` has written."""
    return Text(**json.loads(row))
