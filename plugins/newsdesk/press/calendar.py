"""Days in words, for the theme: no locale of the machine, no hour of the build."""

from __future__ import annotations

import datetime

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen".split()
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(date: datetime.date) -> str:
    """Return a day as it is read: `25 February 2021`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def long_day(date: datetime.date) -> str:
    """Return a day with its weekday: `Thursday 25 February 2021`."""
    return f"{WEEKDAYS[date.weekday()]} {day(date)}"


def month(date: datetime.date) -> str:
    """Return a month: `February 2021`."""
    return f"{MONTHS[date.month - 1]} {date.year}"


def later(days: int) -> str:
    """Return how long after something it was: `Five days later`."""
    if days == 0:
        return "The same day"
    if days < 14:
        return f"{NUMBERS[days - 1]} {'day' if days == 1 else 'days'} later"
    return f"{days // 7} weeks later" if days < 60 else f"{days // 30} months later"


for _filter in (day, long_day, month):
    _filter.reads = frozenset()  # type: ignore[attr-defined] # nothing of a story: they are given days

FILTERS = {"day": day, "long_day": long_day, "month": month}
