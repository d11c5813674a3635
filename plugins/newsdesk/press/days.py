"""Days that a story names, with the whole date they mean: the day of publication lends the year."""

from __future__ import annotations

from datetime import date

from ..clean import YearlessDay, has_figure, written_days, yearless_days

NEAR = 183
"""Days: a weekday with its day of the month is taken for the one nearest to the publication, and no further off."""


def days_in(text: str, published: str) -> dict[str, str]:
    """Map the words that name a day to that day in ISO form; only days that can be no other.

    >>> days_in("US aircraft struck on Thursday (February 25), its second raid since 3 May 2020.", "2021-02-26")
    {'3 May 2020': '2020-05-03', 'Thursday (February 25)': '2021-02-25'}
    """
    if not has_figure(text):
        return {}
    found = {day.text: day.day.isoformat() for day in written_days(text) if not day.other}
    if published:
        near = date.fromisoformat(published[:10])
        for day in yearless_days(text):
            meant = _nearest(day, near)
            if meant:
                found[day.text] = meant.isoformat()
    return found


def _nearest(day: YearlessDay, near: date) -> date | None:
    tried = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            tried.append(date(year, day.month, day.day))
        except ValueError:
            continue
    fitting = [other for other in tried if other.weekday() == day.weekday and abs((other - near).days) <= NEAR]
    return min(fitting, key=lambda other: abs((other - near).days), default=None)
