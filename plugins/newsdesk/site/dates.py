"""Days in words, for the theme: no locale of the machine, no hour of the build."""

from __future__ import annotations

import datetime

from .i18n import Words, count, english

SPANS = (("days", 1, 14), ("weeks", 7, 60), ("months", 30, 700))
"""What a time between two days is counted in, its days, and from how many days on it is too small."""


def day(date: datetime.date, words: Words | None = None) -> str:
    """Return a day as it is read: `25 February 2021`."""
    return _told(date, "day", words)


def long_day(date: datetime.date, words: Words | None = None) -> str:
    """Return a day with its weekday: `Thursday 25 February 2021`."""
    return _told(date, "long_day", words)


def month(date: datetime.date, words: Words | None = None) -> str:
    """Return a month: `February 2021`."""
    return _told(date, "month", words)


def _told(date: datetime.date, pattern: str, words: Words | None) -> str:
    words = words or english()
    weekday, name = words["weekdays"][date.weekday()], words["months"][date.month - 1]
    return str(words[pattern].format(day=date.day, month=name, year=date.year, weekday=weekday))


def part_of_day(date: datetime.date, pattern: str, words: Words | None = None) -> str:
    """Return a day without its year (`day_month`), or without its month, too (`day_number`)."""
    return _told(date, pattern, words)


def monday_of(when: datetime.date) -> datetime.date:
    """Return the first day of a day's ISO week."""
    return when - datetime.timedelta(days=when.weekday())


def between(days: int, words: Words | None = None) -> str:
    """Return how long after something it was, or before: `Five days later`."""
    words = words or english()
    if days == 0:
        return str(words["same_day"])
    side = "later" if days > 0 else "earlier"
    for unit, size, until in SPANS:
        if abs(days) < until:
            return _counted(words, f"{side}_{unit}", round(abs(days) / size))
    return _counted(words, f"{side}_years", round(abs(days) / 365))


def _counted(words: Words, name: str, number: int) -> str:
    """Return a count with its number in letters, where the language's table has it."""
    told = count(words, name, number)
    return told.replace(str(number), words["numbers"][number - 1], 1) if number <= len(words["numbers"]) else told


for _filter in (day, long_day, month):
    _filter.reads = frozenset()  # type: ignore[attr-defined] # nothing of a story: they are given days

FILTERS = {"day": day, "long_day": long_day, "month": month}
