"""Lists that are the story's, known by what their items have in common or by the line that announces them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..article import Line
from .dates import MONTHS, any_of
from .lines import fold
from .lookup import rule_for
from .shapes import ADDRESS, is_date_line, looks_like_name, word_count

ITEM = re.compile(
    rf"(?P<number>\(?\d{{1,3}}[.)]\s)|(?P<day>{any_of(MONTHS)}\.?\s\d{{1,2}}\b(?!,?\s\d{{4}}$))|(?P<mark>[*•·▪●◦‣–—-]\s)",
    re.IGNORECASE,
)
FEWEST_NAMES = 8
LONGEST_TITLE = 16
"""Words of a line with a name and what its bearer is."""
MOST_ANNOUNCED = 15
"""Items of a list without marks."""


def list_below(lines: Sequence[Line], place: int) -> int:
    """Return how many lines from `place` on are of one shape: items of a list that is the story's; 0 if fewer than three."""
    first = _shape(lines[place])
    if not first:
        return 0
    last = place
    other = 0
    found = 0
    for p in range(place, len(lines)):
        text = lines[p].text
        if not text:
            continue
        if _shape(lines[p]) == first:
            last, other = p, 0
            found += 1
        elif ADDRESS.fullmatch(text):
            last = p
        else:
            other += 1
            if other > 1 or rule_for(text):
                break
    return last - place + 1 if found >= 3 else 0


def announced(lines: Sequence[Line], place: int, copies: Mapping[str, int]) -> int:
    """Return how many lines from `place` on are the list that the line above announces with a colon; 0 if fewer than two.

    A browser leaves out the bullets, but sets no empty lines between items.
    """
    above = next((line.text for line in reversed(lines[:place]) if line.text), "")
    if not above.endswith(":"):
        return 0
    size = 0
    for line in lines[place : place + MOST_ANNOUNCED]:
        if word_count(line.text) < 2 or copies[fold(line.text)] > 1 or rule_for(line.text) or is_date_line(line.text):
            break
        size += 1
    return size if size > 1 else 0


def signed(lines: Sequence[Line], place: int) -> int:
    """Return how many lines from `place` on are the names below an open letter; 0 if fewer than a menu would have.

    Many say whose names they are: `Ada Marsh, harbour master`.
    """
    names = titled = other = 0
    last = place
    for p in range(place, len(lines)):
        text = lines[p].text
        if not text:
            continue
        if rule_for(text) or word_count(text) > LONGEST_TITLE:
            break
        name, _, title = text.partition(",")
        if 2 <= word_count(name) <= 5 and looks_like_name(name):
            names, last, other = names + 1, p, 0
            titled += bool(title)
            continue
        other += 1
        if not names or other > 1:
            break
    return last - place + 1 if names >= FEWEST_NAMES and titled * 3 >= names else 0


def _shape(line: Line) -> str:
    """Return what a list's items have in common: a mark, a number, a day, so many cells; empty for other lines."""
    match = ITEM.match(line.text)
    columns = line.raw.strip().count("\t")
    return str(match.lastgroup) if match else f"{columns} tabs" if columns else ""
