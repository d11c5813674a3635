"""The editor's own words above a paste: `key: value` lines between two `---` lines."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from .lines import plain, split_lines

VERDICTS = ("drop", "keep", "text", "crosshead", "caption")
"""Keys that say what a line of the paste is; where two name one line, the one further on in this row holds."""
KEYS = (
    "title", "date", "authors", "section", "tags", "source", "source_name", "note", "show", "added", "edition", "publish", "via",
    "status", "summary", "lang", "image", "alt", "lead", "corrections", *VERDICTS,
)  # fmt: skip
"""What a header may say."""
STATUSES = ("published", "draft", "hidden")
SHOWS = ("full", "excerpt", "link")
"""How much of a story the brief shows."""
REPEATABLE = (*VERDICTS, "corrections", "note")
"""Keys that may stand on several lines."""
EARLIEST, LATEST = 1600, 2999
"""Years: no newspaper is older, and none of today's will be read later; what lies outside is a slip."""
SEPARATOR = "\n"
"""Between the values of a repeated key."""
FENCE = re.compile(r"-{3,}\s*")
NEARLY_FENCE, MOST_LOOKED_AT = re.compile(r"\s*[-‐-―−]{2,}\s*"), 40
"""What an editor, or a word processor, may have made of a fence, and the lines in which it is looked for."""
LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
CORRECTION = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[\s:,;-]+(?P<words>\S.*)")
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WEEK = re.compile(r"(\d{4})-[wW](\d{1,2})")
"""A week by its number (ISO 8601), as in the address of an edition."""


class BadHeader(ValueError):
    """A header that cannot be followed."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        """counts from 1"""
        self.reason = reason
        """what is wrong, what to do"""


@dataclass(frozen=True, slots=True)
class Split:
    """A paste and its header, apart."""

    header: Mapping[str, str]
    height: int
    """lines the header takes, fences included; 0 without one"""
    text: str
    """the paste below it, untouched"""


class Row(NamedTuple):
    """A line of a header."""

    line: int
    """counts from 1"""
    key: str
    value: str


def split_header(text: str) -> Split:
    """Take the header off a paste.

    Only a first line of three dashes opens one, so that `Iraq: talks resume` stays text.
    Raises BadHeader for an unknown key, a bad value, or a header that is never closed.
    """
    rows, height, below = read_header(text, KEYS, REPEATABLE)
    values: dict[str, list[str]] = {}
    for row in rows:
        wrong = wrong_value(row.key, row.value)
        if wrong:
            raise BadHeader(row.line, wrong)
        values.setdefault(row.key, []).append(row.value)
    return Split({key: SEPARATOR.join(each) for key, each in values.items()}, height, below)


def read_header(
    text: str, keys: Sequence[str], repeatable: Collection[str], lists: Collection[str] = ()
) -> tuple[list[Row], int, str]:
    """Return the rows of the header of a text, how many lines it takes, its fences included, and the text below it.

    Which keys may stand in it, which of them more than once, and which have values on lines of their own below the key is the
    caller's to say. Raises BadHeader.
    """
    text = text.removeprefix("\ufeff")
    lines = split_lines(text) if text.startswith("---") else []
    if not lines or not FENCE.fullmatch(lines[0]):
        _refuse_misplaced(text, keys)
        return [], 0, text
    rows, height = _rows(lines, keys, lists)
    places: dict[str, int] = {}
    for row in rows:
        first = places.setdefault(row.key, row.line)
        if first != row.line and row.key not in repeatable:
            raise BadHeader(row.line, f"{row.key!r} stands twice, first on line {first}; keep one")
    return rows, height, "\n".join(lines[height:])


def _refuse_misplaced(text: str, keys: Sequence[str]) -> None:
    """Raise BadHeader for what looks like a whole header and is none: below empty lines, indented, between dashes of print."""
    lines = split_lines(text, MOST_LOOKED_AT)[:MOST_LOOKED_AT]
    places = [place for place, line in enumerate(lines) if line.strip()]
    fences = [place for place in places if NEARLY_FENCE.fullmatch(lines[place])][:2]
    if len(fences) < 2 or fences[0] != places[0] or fences[1] == fences[0] + 1:
        return
    rows = [line.partition(":") for line in lines[fences[0] + 1 : fences[1]]]
    if all(colon for _, colon, _ in rows) and rows[0][0].strip().casefold() in keys:
        raise BadHeader(
            fences[0] + 1, "a header opens with '---' alone on the first line; mend that line, or move it up"
        )


def _rows(lines: Sequence[str], keys: Sequence[str], lists: Collection[str]) -> tuple[list[Row], int]:
    """Return the rows of a header that begins on the first line, and its height."""
    found: list[Row] = []
    above = Row(0, "", "")
    for number, line in enumerate(lines[1:], 2):
        closes = FENCE.fullmatch(line)
        if above.key and not above.value and (closes or ":" in line):
            raise BadHeader(above.line, f"{above.key!r} has no value; write one or take the line out")
        if closes:
            return found, number
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if ":" not in line and (above.key or (found and found[-1].key in lists)):
            above = Row(number, above.key or found[-1].key, plain(line).removeprefix("- ").strip())
            found.append(above)
            continue
        row = _read_row(line, number, keys)
        above = row if row.key in lists else Row(0, "", "")
        if row.value:
            found.append(row)
        elif row.key not in lists:
            raise BadHeader(number, f"{row.key!r} has no value; write one or take the line out")
    raise BadHeader(1, "the header is never closed; write '---' on a line of its own below it")


def _read_row(line: str, number: int, keys: Sequence[str]) -> Row:
    key, colon, value = line.partition(":")
    key = key.strip().casefold()
    if not colon:
        raise BadHeader(
            number, f"{plain(line)[:60]!r} is no 'key: value' line; close the header with '---' above the text"
        )
    if key not in keys:
        near = difflib.get_close_matches(key, keys, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
        raise BadHeader(number, f"unknown key {key[:40]!r}; {hint}")
    return Row(number, key, plain(value))


def is_of_news(year: int) -> bool:
    """True for a year in which a story can have come out."""
    return EARLIEST <= year <= LATEST


def is_address(value: str) -> bool:
    """True for the whole address of a page."""
    try:
        return ADDRESS.fullmatch(value) is not None and bool(urlsplit(value).hostname)
    except ValueError:  # "http://["
        return False


def edition_day(value: str) -> date:
    """Return the day that names an edition; of a week, `2021-w08`, its Monday. Raises ValueError for what is neither.

    >>> edition_day("2021-w08"), edition_day("2021-02-26")
    (datetime.date(2021, 2, 22), datetime.date(2021, 2, 26))
    """
    week = WEEK.fullmatch(value)
    found = date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else date.fromisoformat(value)
    if not is_of_news(found.year) or not (week or DAY.fullmatch(value)):
        raise ValueError(value)
    return found


def wrong_value(key: str, value: str) -> str | None:
    """Return what is wrong with the value of a key, and what to do; None if nothing is."""
    check = _CHECKS.get(key)
    return check(value) if check else None


def _wrong_date(value: str) -> str | None:
    try:
        known = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        known = None
    if known is None or not is_of_news(known.year) or not re.match(rf"{DAY.pattern}(?:$|[T ])", value):
        return f"{value[:40]!r} is no date; write it as 2021-02-25 or 2021-02-25 14:30"
    return None


def _wrong_status(value: str) -> str | None:
    return None if value in STATUSES else f"unknown status {value[:40]!r}; write one of {', '.join(STATUSES)}"


def _wrong_show(value: str) -> str | None:
    return None if value in SHOWS else f"{value[:40]!r} cannot be shown; write one of {', '.join(SHOWS)}"


def _wrong_edition(value: str) -> str | None:
    try:
        edition_day(value)
    except ValueError:
        return f"{value[:40]!r} is no edition; write its day as 2021-02-26, or its week as 2021-w08"
    return None


def _wrong_source(value: str) -> str | None:
    return None if is_address(value) else f"{value[:60]!r} is no address; it begins with http:// or https://"


def _wrong_lang(value: str) -> str | None:
    return None if LANG.fullmatch(value) else f"{value[:40]!r} is no language; write its code, such as en or ar"


def _wrong_lead(value: str) -> str | None:
    return None if value.casefold() in ("yes", "no") else f"{value[:40]!r} is neither 'yes' nor 'no'"


def _wrong_correction(value: str) -> str | None:
    match = CORRECTION.fullmatch(value)
    if match and not _wrong_date(match["day"]):
        return None
    return f"{value[:40]!r} has no day; write it as '2021-02-27 what was corrected'"


_CHECKS = {
    "date": _wrong_date,
    "status": _wrong_status,
    "added": _wrong_date,
    "publish": _wrong_date,
    "edition": _wrong_edition,
    "show": _wrong_show,
    "source": _wrong_source,
    "lang": _wrong_lang,
    "lead": _wrong_lead,
    "corrections": _wrong_correction,
}
