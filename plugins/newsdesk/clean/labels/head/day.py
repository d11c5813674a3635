"""Which line tells the story's day."""

from __future__ import annotations

from datetime import date

import numpy as np

from ...model import Page, Trees, dates
from ...patterns import credit_of, is_date_line, is_entry
from ...rules import rule_for

LEAST = -1.0
"""Odds, as a logarithm, under which there is no day."""
CLOSE = 3
"""Lines from the likeliest day, that of an update, to one of publication that goes before."""
BELOW_STORY = 0.7
"""How much more it takes below the story, where other stories and readers have days, too."""
FAR_BELOW = 12
"""Lines below the story under which no day was the story's on any page that was looked at."""
UPDATED = 1.0
"""How much less the day of an update has than the model tells: many pages that it learned from give no other."""


def day_places(day: int | None) -> tuple[int, ...]:
    """Return the place of the day as a tuple, empty without one."""
    return () if day is None else (day,)


def find_day(page: Page, headline: int | None, model: Trees, latest: date | None) -> int | None:
    """Return the place of the line that tells the story's day."""
    found, _ = dates(page, headline, latest)
    odds = model.odds(model.leaves(found.rows)) - BELOW_STORY * (found.places >= page.end)
    columns, at = page.columns, found.places
    told = (columns["sentence"] > 0) & (columns["date"] == 0) & (columns["word published"] == 0)
    updated = (columns["word updated"] > 0) & (columns["word published"] == 0)
    says_so = (columns["word published"] > 0) & (columns["date"] > 0)
    comments = np.array([page.lines[place].hint == "comments" for place in at.tolist()], bool)
    says_so[at[comments]] = False
    others = np.array([_is_of_others(page, place) for place in at.tolist()], bool) & ~says_so[at]
    odds = np.where(told[at] | others | comments, -np.inf, odds - UPDATED * updated[at])
    odds = np.where(says_so[at], np.maximum(odds, LEAST), odds)
    if not len(odds) or odds.max() < LEAST:
        return None
    best = at[np.argmax(odds)]
    beside = says_so[at] & (abs(at - best) <= CLOSE) & updated[best]
    return int(at[np.argmax(np.where(beside, odds, -np.inf))] if beside.any() else best)


def _is_of_others(page: Page, place: int) -> bool:
    """True for a day of a caption or of a list of events, far below the story, or below the first headline of other stories there."""
    if is_entry(page.lines[place].text) or credit_of(page.lines[place].text):
        return True
    heading = rule_for(page.lines[place - 2].text) if place - 2 >= page.end else None
    return place >= page.end + FAR_BELOW or (heading is not None and heading.name == "related-heading")


def other_days(page: Page, headline: int, limit: int, day: int | None) -> list[int]:
    """Return the other lines between headline and text that are nothing but a day: they are no text."""
    return [
        p
        for p in range(headline + 1, limit)
        if page.columns["date"][p] and p != day and is_date_line(page.lines[p].text)
    ]
