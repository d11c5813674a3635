"""Editions: the stories of a day, with a lead and their sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any


@dataclass(slots=True)
class Edition:
    """A finite, dated brief."""

    number: int
    """counts from 1, the oldest"""
    date: date
    lead: Any
    """the story that opens it: the one with most related stories, of these the longest"""
    stories: list[Any]
    sections: list[tuple[Any, list[Any]]]
    """the other stories by section, by the section's name"""
    url: str
    before_url: str = ""
    """of the edition before; empty for the first"""
    after_url: str = ""

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return sum(getattr(story, "minutes", 1) for story in self.stories)

    @property
    def month(self) -> str:
        """What to sort months by."""
        return f"{self.date:%Y-%m}"


def editions(articles: Sequence[Any], url: str) -> list[Edition]:
    """Return the editions of `articles`, which come newest first; `url` is Pelican's pattern for a day's page."""
    days = [(day, list(stories)) for day, stories in groupby(articles, lambda article: article.date.date())]
    found = [_edition(len(days) - place, day, stories, url) for place, (day, stories) in enumerate(days)]
    for newer, older in pairwise(found):
        newer.before_url, older.after_url = older.url, newer.url
    return found


def _edition(number: int, day: date, stories: list[Any], url: str) -> Edition:
    lead = min(stories, key=lambda story: (-len(story.related), -getattr(story, "words_published", 0), story.slug))
    sections: defaultdict[Any, list[Any]] = defaultdict(list)
    for story in stories:
        if story is not lead:
            sections[story.category].append(story)
    return Edition(
        number,
        day,
        lead,
        stories,
        sorted(sections.items(), key=lambda pair: str(pair[0])),
        url.format(date=day),
    )


def by_size(categories: Sequence[tuple[Any, list[Any]]]) -> list[tuple[Any, list[Any]]]:
    """Return sections with their stories, those with most stories first."""
    return sorted(categories, key=lambda pair: (-len(pair[1]), str(pair[0])))
