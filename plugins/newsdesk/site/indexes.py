"""Indexes, of all tags or all months: one page while they are short; a long one is divided by letter or by year.

The first page of a long one has the rows that most readers look for, such as the tags with most stories, and leads to the groups.
A group is a letter or a year, so that a new row moves no other one to another group.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

MOST = 100
"""Rows on a page, so that it stays light."""
NO_LETTER = "#"
"""Stands for the first letter of a name that has neither letters nor figures."""
NO_ALPHABET = {"CJK": "一–龥", "HIRAGANA": "あ–ん", "KATAKANA": "ア–ン"}
"""Scripts, as Unicode's names of letters begin, with more letters than there may be groups: each script is one, with this title."""

Row = dict[str, Any]
"""`{"name", "url", "count"}`: plain words, an address, empty without a page, and how many stories."""
Link = dict[str, str]
"""`{"title", "url"}`, of a page of an index."""


@dataclass(slots=True)
class IndexPage:
    """One page of an index."""

    index: str
    """which one: a name among the theme's words"""
    url: str
    rows: list[Row]
    by: str = ""
    """what its groups are: a name among the theme's words; empty if all is one page"""
    title: str = ""
    """of its group, plain words; empty: it is the first page"""
    groups: list[Link] = field(default_factory=list)
    """of the whole index"""
    parts: list[Link] = field(default_factory=list)
    """the pages of its group, if it has several; each is named by its first row and its last"""
    up_url: str = ""
    """of the first page"""
    before_url: str = ""
    after_url: str = ""


@dataclass(slots=True)
class Group:
    """The rows of a letter or a year."""

    key: str
    """in addresses"""
    title: str
    """as it is read"""
    rows: list[Row] = field(default_factory=list)

    @property
    def parts(self) -> list[list[Row]]:
        """Its rows by page, as many on one as on another."""
        step = -(-len(self.rows) // -(-len(self.rows) // MOST))
        return [self.rows[start : start + step] for start in range(0, len(self.rows), step)]

    def pages(self, folder: str) -> list[Link]:
        """Return the places of its pages, each named by its first row and its last."""
        return [
            {
                "title": f"{rows[0]['name']} – {rows[-1]['name']}",
                "url": f"{folder}/{self.key}{f'-{number}' if number > 1 else ''}.html",
            }
            for number, rows in enumerate(self.parts, 1)
        ]


def name_index(index: str, url: str, rows: Iterable[Row]) -> list[IndexPage]:
    """Return the pages of an index of names, the first at `url`; of a long one that has the names with most stories.

    Without an address it is one page, however long.
    """
    rows = sorted(rows, key=lambda row: (sorted_as(row["name"]), row["name"]))
    if len(rows) <= MOST or not url:
        return [IndexPage(index, url, rows)]
    groups: dict[str, Group] = {}
    for row in rows:
        key, title = letter_of(row["name"])
        groups.setdefault(key, Group(key, title)).rows.append(row)
    most = sorted(rows, key=lambda row: -row["count"])[:MOST]
    found = {id(row) for row in most}
    first = [row for row in rows if id(row) in found]
    return _pages(IndexPage(index, url, first, "by_letter"), "letters", list(groups.values()))


def month_index(index: str, url: str, months: Sequence[Any]) -> list[IndexPage]:
    """Return the pages of an index of months, which are given the latest first, as `name_index` does; a long one begins with the latest."""
    rows: list[Row] = [{"name": each.title, "url": each.url, "count": each.count} for each in months]
    if len(rows) <= MOST or not url:
        return [IndexPage(index, url, rows)]
    groups: dict[str, Group] = {}
    for month, row in zip(months, rows, strict=True):
        year = str(month.year)
        groups.setdefault(year, Group(year, year)).rows.append(row)
    return _pages(IndexPage(index, url, rows[:MOST], "by_year"), "years", list(groups.values()))


def _pages(first: IndexPage, folder: str, groups: Sequence[Group]) -> list[IndexPage]:
    """Return the first page of an index and those of its groups, which stand in a folder beside it."""
    base = f"{PurePosixPath(first.url).with_suffix('')}/{folder}"
    places = [group.pages(base) for group in groups]
    links = [{"title": group.title, "url": parts[0]["url"]} for group, parts in zip(groups, places, strict=True)]
    first.groups = links
    pages = [
        IndexPage(
            first.index,
            part["url"],
            rows,
            by=first.by,
            title=link["title"],
            groups=links,
            parts=parts if len(parts) > 1 else [],
            up_url=first.url,
        )
        for group, link, parts in zip(groups, links, places, strict=True)
        for part, rows in zip(parts, group.parts, strict=True)
    ]
    for before, after in pairwise(pages):
        before.after_url, after.before_url = after.url, before.url
    return [first, *pages]


def letter_of(name: str) -> tuple[str, str]:
    """Return the letter that a name stands under, as it is in an address and as it is read.

    >>> letter_of("“Élysée”"), letter_of("Иран"), letter_of("3M"), letter_of("中国")
    (('e', 'E'), ('0438', 'И'), ('0-9', '0–9'), ('cjk', '一–龥'))
    """
    letter = (sorted_as(name) or NO_LETTER)[0]
    if letter == NO_LETTER:
        return "other", letter
    if letter.isdigit():
        return "0-9", "0–9"
    if letter.isascii():
        return letter, letter.upper()
    script = unicodedata.name(letter, "").partition(" ")[0]
    return (script.lower(), NO_ALPHABET[script]) if script in NO_ALPHABET else (f"{ord(letter):04x}", letter.title()[0])


def sorted_as(name: str) -> str:
    """Return what a name is sorted by: its small letters without marks, from the first letter or figure on.

    >>> sorted_as("“Élysée”"), sorted_as("Oslo")
    ('elysee”', 'oslo')
    """
    name = name.casefold()
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    start = next((place for place, letter in enumerate(name) if letter.isalnum()), len(name))
    return name[start:]
