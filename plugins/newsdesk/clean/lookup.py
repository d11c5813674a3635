"""The rule that knows a line, found without trying every rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from .lines import fold, straight
from .openings import OPENINGS
from .rules import LONGEST, PLAIN, RULES, Rule, is_told

LETTERS = 3
"""Of a line, which tell what patterns it is tried against: with two, three times as many are tried; with four, half."""
ANY_MARK = r"\W"
"""The opening of a line whose mark no pattern names."""

_BY_NEED: dict[str, list[int]] = {}
"""The places of the rules that need a word or mark."""
for _place, _rule in enumerate(RULES):
    for _need in _rule.needs:
        _BY_NEED.setdefault(_need, []).append(_place)
_NEEDED = frozenset(_BY_NEED)
_MARKS = tuple(sorted(need for need in _NEEDED if not need.isalnum()))


def opening_of(folded: str) -> str:
    """Return how a line opens: three letters, with dots for what is no letter among them; or its mark; or 0 for a figure.

    >>> opening_of("share this"), opening_of("by ada marsh"), opening_of("7 comments"), opening_of("» more")
    ('sha', 'by.', '0', '»')
    """
    first = folded[:LETTERS]
    if first.isalpha():
        return first
    if not first[0].isalpha():
        return "0" if first[0].isdecimal() else first[0]
    return "".join([letter if letter.isalpha() else "." for letter in first])


def _by_opening() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, openings in enumerate(OPENINGS):
        for opening in openings.split():
            found.setdefault(opening, []).append(number)
    return found


_BY_OPENING = _by_opening()
"""The numbers of the patterns that can open so, in the order in which they are tried."""


@cache
def _plain(number: int) -> re.Pattern[str]:
    """Return the expression of one of `PLAIN`; most are never asked for."""
    return re.compile(PLAIN[number][1])


@cache
def _alone(place: int) -> re.Pattern[str]:
    """Return the expression of a whole rule, by its place in the table."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in RULES[place].patterns))


@lru_cache(maxsize=50_000)
def rule_for(text: str) -> Rule | None:
    """Return the first rule whose words are the whole of `text`, or None."""
    if not text or len(text) > LONGEST:
        return None
    folded = text if text.isascii() else straight(text)
    folded = folded.lower() if folded.isascii() else folded.casefold()
    rule = _matching(text, folded)
    return None if rule is None or is_told(folded) else rule


def tried(folded: str) -> Sequence[int]:
    """Return the numbers of the plain patterns that can open as a line does."""
    opening = opening_of(folded)
    return _BY_OPENING.get(opening if opening in _BY_OPENING or opening[0].isalpha() else ANY_MARK, ())


def _matching(text: str, folded: str) -> Rule | None:
    for number in tried(folded):
        if _plain(number).fullmatch(folded):
            return PLAIN[number][0]
    found = _NEEDED.intersection(fold(text).replace("_", " ").split())
    needs = [*found, *[mark for mark in _MARKS if mark in folded]]
    for place in sorted({place for need in needs for place in _BY_NEED[need]}) if needs else ():
        if _alone(place).fullmatch(folded):
            return RULES[place]
    return None
