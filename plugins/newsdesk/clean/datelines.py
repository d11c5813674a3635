"""When and where: days and places out of date lines, datelines and the lede."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..article import Line
from .dates import MONTHS, WrittenDay, any_of, fitting_year, written_days, yearless_days

_A_DAY = rf"(?i:{any_of(MONTHS)})\.?\s\d"
DATELINE = re.compile(
    r"^(?P<place>(?:[^\W\d_a-z][^\W\d_a-z.’'\-]*(?:[ -](?:[^\W\d_a-z][^\W\d_a-z.’'\-]*|[dD]e|[aA]l|[eE]l|[lL]a))*)"
    rf"(?:,\s(?!{_A_DAY})[^\W\d_a-z][\w.’' -]{{1,30}}){{0,2}})"
    r"(?P<more>(?:,?\s*\((?P<agency>[^()]{2,40})\))?(?:,?\s*(?P<date>[^\W\d_]{3,9}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[^\W\d_]{3,9}\.?(?:\s\d{4})?))?(?:,?\s*\([^()]{2,40}\))?)"
    r"\s*(?P<end>[—–]|--|-(?=\s)|:(?=\s))\s*(?=\S)"
)
"""`ERBIL, Iraq (Agency), Feb. 16, 2021 - `: a place in capitals, an agency and a day if any, a dash."""

ARABIC_DATELINE = re.compile(
    r"^(?P<place>[\u0600-\u06ff]+(?:\s[\u0600-\u06ff]+){0,2})\s*(?:\([^()]{2,30}\)\s*)?(?:[—–]|--|-\s)\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A story's day and where it was read."""

    day: date | None
    evidence: str
    guessed: bool = False
    """True if the year was taken from the calendar, for none is written"""


UNDATED = Dated(None, "")


def day_of_line(line: Line) -> WrittenDay | None:
    """Return the day a date line names: the one called published, or else the first."""
    days = written_days(line.text)
    if not days:
        return None
    published = re.search(r"(?:published|posted|created|veröffentlicht|publié|publicado|نشر)", line.text, re.IGNORECASE)
    if published:
        later = [day for day in days if day.start >= published.start()]
        return later[0] if later else days[0]
    return days[0]


def date_from_lines(lines: Iterable[Line]) -> Dated:
    """Return the day of the date lines nearest to the headline, the first given; updates come last."""
    best: Dated = UNDATED
    for line in lines:
        day = day_of_line(line)
        if not day:
            continue
        dated = Dated(
            day.day,
            f'line {line.number}: "{day.text}"' + (f", read as {day.day.day} {day.day:%B}" if day.unsure else ""),
        )
        if not re.match(
            r"\W*(?:last )?(?:updated|modified|aktualisiert|mis à jour|actualizado|atualizado)",
            line.text,
            re.IGNORECASE,
        ):
            return dated
        best = best if best.day else dated
    return best


def date_from_lede(lede: Sequence[Line], latest: date | None) -> Dated:
    """Return the day that the dateline or the first paragraphs name.

    A weekday with a day of a month fits few years: the latest one not after `latest` is taken. Below the first
    paragraph only "Thursday (February 25)" counts; "Friday, Dec. 6" there is as often a day to come.
    """
    for line in lede[:1]:
        place = DATELINE.match(line.text)
        if place and place["date"]:
            days = written_days(place["date"])
            if days:
                return Dated(days[0].day, f'line {line.number}: dateline "{place.group().strip(" -—–")}"')
    if latest is None:
        return UNDATED
    for nth, line in enumerate(lede):
        for pair in yearless_days(line.text):
            year = fitting_year(pair, latest)
            if year and (nth == 0 or "(" in pair.text):
                found = date(year, pair.month, pair.day)
                return Dated(
                    found,
                    f'line {line.number}: "{pair.text}" fits {year}, the latest such year',
                    guessed=True,
                )
    return UNDATED


def dateline_of(lede: str) -> str:
    """Return the place that opens the lede, with its country if named, or the empty string.

    >>> dateline_of("ISMAILIA, Egypt, March 24 (Harbour Press) - A ship ran aground.")
    'ISMAILIA, Egypt'
    """
    match = _dateline(lede)
    return match["place"].strip(" ,") if match else ""


def after_dateline(lede: str) -> str:
    """Return the lede without the dateline that opens it, as lists tell it: place and day are no part of its sentence.

    >>> after_dateline("ERBIL, Iraq (Harbour Press), Feb. 16 - Two rockets fell.")
    'Two rockets fell.'
    """
    match = _dateline(lede)
    return lede[match.end() :] if match else lede


def _dateline(lede: str) -> re.Match[str] | None:
    """Find the dateline; before a colon alone may stand who speaks: "NATO: we are ready"."""
    match = DATELINE.match(lede[:200])
    if match and match["end"] == ":" and not match["more"] and "," not in match["place"]:
        return None
    match = match or ARABIC_DATELINE.match(lede[:80])
    return match if match and len(match["place"]) >= 3 else None
