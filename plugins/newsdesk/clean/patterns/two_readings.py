"""Which of two days figures such as 03/04/2021 mean: the third of April, or the fourth of March."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from ...article import Line
from ..text import small
from .datelines import Dated, is_after
from .dates import MONTH_NUMBERS, MONTHS, WEEKDAY_NUMBERS, WEEKDAYS, WrittenDay, any_of, has_figure, written_days

NEARBY = 3
"""Days between the story's day and another day that its paste names."""
LONGEST = 2000
"""Characters of a line that is searched."""


def settled(day: WrittenDay, line: Line, among: Sequence[Line], latest: date | None, lang: str) -> Dated:
    """Return the day of a date line; if its figures fit two, what the weekday, the day of intake, the paste's other days or its
    language say decides, in this order. Where nothing does, the day before the month is taken, and the other day told.
    """
    evidence = f'line {line.number}: "{day.text}"'
    if day.other is None:
        return Dated(day.day, evidence)
    chosen, why = next(_left(day, line, among, latest, lang), (None, ""))
    if chosen:
        return Dated(chosen, f"{evidence}, read as {chosen.day} {chosen:%B}, {why}")
    return Dated(day.day, f"{evidence}, read as {day.day.day} {day.day:%B}", other=day.other)


def _left(
    day: WrittenDay, line: Line, among: Sequence[Line], latest: date | None, lang: str
) -> Iterator[tuple[date, str]]:
    """Yield the only day of the two that something allows, and what that is."""
    assert day.other is not None
    two = (day.day, day.other)
    weekdays = {WEEKDAY_NUMBERS[small(name)] for name in _weekdays().findall(line.text)}
    yield from _only(two, lambda one: one.weekday() in weekdays, "by its weekday")
    if latest:
        yield from _only(two, lambda one: not is_after(one, latest), "for the other day is still to come")
    for other in among:
        if other.number != line.number and has_figure(other.text) and len(other.text) <= LONGEST:
            why = f"by the day on line {other.number}"
            near = {
                found.day + timedelta(days)
                for found in written_days(other.text)
                if not found.other
                for days in range(-NEARBY, NEARBY + 1)
            }
            yield from _only(two, near.__contains__, why)
            named = set(_days_of_month(other.text))
            yield from _only(two, _named_by(named), why)
    if lang not in ("", "en"):
        yield (
            min(two, key=lambda one: not day.text.startswith((str(one.day), f"{one.day:02}"))),
            "as is usual in its language",
        )


def _named_by(days: set[tuple[int, int]]) -> Callable[[date], bool]:
    """Return what tells whether a day is near one of `days`, months and days of any year."""

    def is_near(one: date) -> bool:
        beside = (one + timedelta(away) for away in range(-NEARBY, NEARBY + 1))
        return any((day.month, day.day) in days for day in beside)

    return is_near


def _only(two: tuple[date, date], fits: Callable[[date], bool], why: str) -> Iterator[tuple[date, str]]:
    left = [one for one in two if fits(one)]
    if len(left) == 1:
        yield left[0], why


def _days_of_month(text: str) -> Iterator[tuple[int, int]]:
    """Yield the days that `text` names without a year, as month and day."""
    for match in _day_of_month().finditer(text):
        yield MONTH_NUMBERS[small(match["month"] or match["month_behind"])], int(match["day"] or match["day_before"])


@cache
def _day_of_month() -> re.Pattern[str]:
    month = any_of(MONTHS)
    return re.compile(
        rf"(?<!\w)(?P<month>{month})\.?\s(?P<day>[0-3]?\d)(?!\d)|(?<![\w/.])(?P<day_before>[0-3]?\d)(?:\.|st|nd|rd|th)?\s(?:de\s|of\s)?(?P<month_behind>{month})(?!\w)",
        re.IGNORECASE,
    )


@cache
def _weekdays() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(WEEKDAYS)}(?!\w)", re.IGNORECASE)
