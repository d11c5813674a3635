"""The nouns: a line, its label, a block of the story, the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a line of a paste is."""

    BLANK = "blank"
    """nothing on it"""
    HEADER = "header"
    """the editor's own words above the paste, fences included"""
    KICKER = "kicker"
    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CROSSHEAD = "crosshead"
    BODY = "body"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    BOILERPLATE = "boilerplate"
    """words of the page, not of the story; left out"""
    REPEAT = "repeat"
    """words of the story, standing a second time; left out"""


DROPPED = frozenset({Role.BOILERPLATE, Role.REPEAT})
"""Roles that `assemble` leaves out of the article."""

STORY = frozenset({Role.CAPTION, Role.CROSSHEAD, Role.BODY, Role.LIST_ITEM, Role.QUOTE})
"""Roles that become blocks."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paste."""

    number: int
    """counts from 1, as the editor's text editor does"""
    raw: str
    """as pasted, without its line end"""
    text: str
    """the same words, with plain single spaces and no invisible characters"""
    hint: str = ""
    """what a saved page's own marks say of it: `menu`, `h1`, `caption` ...; empty for pasted text"""
    linked: float = 0.0
    """in a saved page, the share of its characters that are a link"""
    marks: tuple[str, ...] = ()
    """in a saved page, the names of the elements around it and the words of their classes"""
    told: bool = False
    """True if a saved page gives these words as its article's, apart from what it shows"""


@dataclass(frozen=True, slots=True)
class Label:
    """The verdict on one line."""

    line: Line
    role: Role
    rule: str
    """the name of what decided, in kebab-case: `caption-twice`"""
    sure: bool = True
    """False: kept or dropped for want of a better reason; an editor should look"""
    why: str = ""
    """what spoke for the verdict, where a model weighed it"""

    @property
    def dropped(self) -> bool:
        """True if the line is left out of the article."""
        return self.role in DROPPED


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, crosshead, list item, quotation or caption of the story."""

    role: Role
    """one of STORY"""
    text: str
    """plain; in the row of a table, a list item, tabs stand between the cells"""
    lines: tuple[int, ...]
    """the numbers of the lines it was read from"""


@dataclass(frozen=True, slots=True)
class Article:
    """What a careful sub-editor reads in one paste."""

    headline: str
    kicker: str
    dek: str
    authors: tuple[str, ...]
    """names, without "By"; empty if the paste names nobody"""
    date: str
    """ISO day, `2021-02-25`; empty if the paste gives none"""
    date_evidence: str
    """where the date was read, in words an editor can check"""
    date_guessed: bool
    """True if the year was taken from the calendar, for the paste writes none"""
    other_date: str
    """the other ISO day that the date's figures may mean, where nothing decides; empty if none is open"""
    dateline: str
    """the place that opens the lede, `ERBIL, Iraq`; it also stands in the lede's text"""
    section: str
    """empty if neither kicker nor header names one"""
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...]
    """one a line of the paste, in order"""
    header: Mapping[str, str] = field(default_factory=dict)
    """the editor's keys, as written"""
    lang: str = ""
    """the code of the language that the text is written in; empty if it is not sure"""
    cut_short: bool = False
    """True for a saved page that ends before its end, as a download does that broke off"""
    columns: tuple[tuple[int, int], ...] = ()
    """of each block of lines in columns side by side, the number of the first line and of the last"""

    @property
    def body(self) -> str:
        """The story's text without captions: a line a paragraph, crosshead, quotation or list item."""
        return "\n".join(block.text for block in self.blocks if block.role is not Role.CAPTION)

    def line_of(self, key: str, value: str = "") -> int:
        """Return the number of the header's line that gives `key`, with this value if it is given; 0 if none does."""
        header = (label.line for label in self.labels if label.role is Role.HEADER)
        return next((line.number for line in header if line.text.casefold().startswith(key) and value in line.text), 0)

    @property
    def removed(self) -> tuple[Label, ...]:
        """The labels of the lines that were left out, in order."""
        return tuple(label for label in self.labels if label.dropped)
