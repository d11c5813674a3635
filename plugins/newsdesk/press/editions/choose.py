"""The edition that an editor names."""

from __future__ import annotations

from datetime import date

from ...clean import edition_day
from ...site.edition_file import first_day
from ...site.editions import Edition


class NoEdition(Exception):
    """There is nothing to show or to send; the message says why and what to do, in one line each."""


def edition_of(editions: list[Edition], when: str) -> Edition:
    """Return the edition of a day or a week, `2021-02-25` or `2021-w08`, or the latest one. Raises NoEdition."""
    if not editions:
        raise NoEdition("nothing has been published yet")
    day = _day(when) if when else editions[0].day
    day = first_day(day, editions[0].span)
    nearest = min(editions, key=lambda edition: abs(edition.day - day))
    if nearest.day != day:
        raise NoEdition(f"there is no edition of {when}; the nearest is {nearest.name}")
    return nearest


def _day(when: str) -> date:
    try:
        return edition_day(when)
    except ValueError:
        raise NoEdition(f"{when!r} is no day; write it as 2021-02-25") from None
