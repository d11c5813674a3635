"""How much was written when: stories by day, week, month or year, as bars and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .dates import day, monday_of, month
from .editions import week_title
from .i18n import Words, count, english, fill

FEWEST = 3
"""Stories from which on a chart says more than the list does."""
DAYS, WEEKS, MONTHS, YEARS = 31, 26, 60, 150
"""Most bars by day, by week and so on. Beyond five years months are hairs on a phone; beyond 150 years there is no chart, for one
story of 1600 leaves no room for the others."""
HEIGHT = 40
WIDE, GAP = 8, 2
PITCH = WIDE + GAP
"""Of a bar and the gap behind it, in the units of the drawing; it is stretched to the width of the page."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, the first the earliest, as a path of SVG."""

    unit: str
    """what a bar stands for: "day", "week", "month" or "year" """
    path: str
    width: int
    most: int
    """stories of the highest bar"""
    first: str
    """in words: what the bars begin with"""
    last: str
    rows: tuple[str, ...]
    """each bar in words: "March 2021: 4 stories"; those without a story are left out"""


def draw(days: Iterable[date], words: Words | None = None) -> Chart | None:
    """Return the chart of stories of these days; None if it would say nothing: of few, of one bar, or of centuries.

    >>> found = draw([date(2021, 2, 25), date(2021, 2, 25), date(2021, 2, 27)])
    >>> found.path, found.rows
    ('M0 40v-40h8v40h12v-20h8v20', ('25 February 2021: 2 stories', '27 February 2021: 1 story'))
    """
    words = words or english()
    found = sorted(days)
    if len(found) < FEWEST:
        return None
    first, last = found[0], found[-1]
    unit = _unit(first, last)
    if not unit:
        return None
    start, step, label = UNITS[unit]
    counts = Counter(start(each) for each in found)
    bars = [start(first)]
    while bars[-1] < start(last):
        bars.append(step(bars[-1]))
    if len(bars) < 2:
        return None
    ends = (day(first, words), day(last, words)) if unit == "week" else (label(bars[0], words), label(bars[-1], words))
    rows = tuple(
        fill(words["chart_row"], count(words, "stories", counts[bar]), name=label(bar, words))
        for bar in bars
        if counts[bar]
    )
    heights = [counts[bar] for bar in bars]
    path = _path(heights[::-1] if words["dir"] == "rtl" else heights)
    return Chart(unit, path, len(bars) * PITCH - GAP, max(heights), *ends, rows)


def chart(stories: Iterable[Any], words: Words) -> Chart | None:
    """Return the chart of stories by their own days, for the theme: those of their originals, whenever a brief took them in."""
    return draw((story.date.date() for story in stories), words)


chart.reads = frozenset(("date",))  # type: ignore[attr-defined] # see incremental/template_deps.py


def _unit(first: date, last: date) -> str:
    """Return the smallest unit of which there are not too many; empty if there are too many of all."""
    sizes = {
        "day": ((last - first).days + 1, DAYS),
        "week": ((monday_of(last) - monday_of(first)).days // 7 + 1, WEEKS),
        "month": ((last.year - first.year) * 12 + last.month - first.month + 1, MONTHS),
        "year": (last.year - first.year + 1, YEARS),
    }
    return next((unit for unit, (bars, most) in sizes.items() if bars <= most), "")


Starting = Callable[[date], date]
Telling = Callable[[date, Words], str]
UNITS: dict[str, tuple[Starting, Starting, Telling]] = {
    "day": (lambda when: when, lambda when: when + timedelta(1), day),
    "week": (
        monday_of,
        lambda when: when + timedelta(7),
        lambda when, words: fill(words["week"], week_title(when, words)),
    ),
    "month": (
        lambda when: when.replace(day=1),
        lambda when: (when + timedelta(31)).replace(day=1),
        month,
    ),
    "year": (
        lambda when: date(when.year, 1, 1),
        lambda when: date(when.year + 1, 1, 1),
        lambda when, _words: str(when.year),
    ),
}
"""By unit: the first day of the one that a day lies in, that of the next one, and its name."""


def _path(counts: list[int]) -> str:
    """Return bars as one path along their ground; one with a story is seen, however high the others are."""
    parts, gap = [f"M0 {HEIGHT}"], 0
    for number in counts:
        if number:
            height = max(1, round(number * HEIGHT / max(counts)))
            parts.append(f"{f'h{gap}' if gap else ''}v-{height}h{WIDE}v{height}")
            gap = GAP
        else:
            gap += PITCH
    return "".join(parts)
