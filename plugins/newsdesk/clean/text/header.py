"""The editor's own words above a paste: `key: value` lines between two `---` lines."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from .lines import plain, split_lines

KEYS = (
    "title", "date", "authors", "section", "tags", "source", "status", "summary", "lang", "image", "alt", "lead", "corrections",
    "keep", "drop",
)  # fmt: skip
"""What a header may say; `keep`, `drop` and `corrections` may stand on several lines."""
STATUSES = ("published", "draft", "hidden")
SHOWS = ("full", "excerpt", "link")
"""How much of a story the brief shows."""
REPEATABLE = ("keep", "drop", "corrections")
EARLIEST, LATEST = 1600, 2999
"""Years: no newspaper is older, and none of today's will be read later; what lies outside is a slip."""
SEPARATOR = "\n"
"""Between the values of a repeated key."""
FENCE = re.compile(r"-{3,}\s*")
LANG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
CORRECTION = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[\s:,;-]+(?P<words>\S.*)")
ADDRESS = re.compile(r"https?://[^\s/]+\S*")


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


def split_header(text: str) -> Split:
    """Take the header off a paste.

    Only a first line of three dashes opens one, so that `Iraq: talks resume` stays text.
    Raises BadHeader for an unknown key, a bad value, or a header that is never closed.
    """
    text = text.removeprefix("\ufeff")
    rows = split_lines(text) if text.startswith("---") else []
    if not rows or not FENCE.fullmatch(rows[0]):
        return Split({}, 0, text)
    values: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    for number, row in enumerate(rows[1:], 2):
        if FENCE.fullmatch(row):
            return Split({key: SEPARATOR.join(each) for key, each in values.items()}, number, "\n".join(rows[number:]))
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        key, value = _read_row(row, number)
        if key in values and key not in REPEATABLE:
            raise BadHeader(number, f"{key!r} stands twice, first on line {places[key]}; keep one")
        values.setdefault(key, []).append(value)
        places.setdefault(key, number)
    raise BadHeader(1, "the header is never closed; write '---' on a line of its own below it")


def _read_row(row: str, number: int) -> tuple[str, str]:
    key, colon, value = row.partition(":")
    key, value = key.strip().casefold(), plain(value)
    if not colon:
        raise BadHeader(
            number, f"{plain(row)[:60]!r} is no 'key: value' line; close the header with '---' above the text"
        )
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(KEYS)}"
        raise BadHeader(number, f"unknown key {key[:40]!r}; {hint}")
    if not value:
        raise BadHeader(number, f"{key!r} has no value; write one or take the line out")
    check = _CHECKS.get(key)
    wrong = check(value) if check else None
    if wrong:
        raise BadHeader(number, wrong)
    return key, value


def is_of_news(year: int) -> bool:
    """True for a year in which a story can have come out."""
    return EARLIEST <= year <= LATEST


def is_address(value: str) -> bool:
    """True for the whole address of a page."""
    try:
        return ADDRESS.fullmatch(value) is not None and bool(urlsplit(value).hostname)
    except ValueError:  # "http://["
        return False


def _wrong_date(value: str) -> str | None:
    try:
        known = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        known = None
    if known is None or not is_of_news(known.year) or not re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ])", value):
        return f"{value[:40]!r} is no date; write it as 2021-02-25 or 2021-02-25 14:30"
    return None


def _wrong_status(value: str) -> str | None:
    return None if value in STATUSES else f"unknown status {value[:40]!r}; write one of {', '.join(STATUSES)}"


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
    "source": _wrong_source,
    "lang": _wrong_lang,
    "lead": _wrong_lead,
    "corrections": _wrong_correction,
}
