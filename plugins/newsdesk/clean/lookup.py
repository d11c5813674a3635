"""The rule that knows a line, found without trying every rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .lines import fold, straight
from .rules import LONGEST, RULES, Rule, is_told

_PLAIN = tuple(place for place, rule in enumerate(RULES) if not rule.needs)
_NEEDING = tuple(place for place, rule in enumerate(RULES) if rule.needs)
_NEEDED = frozenset(word for rule in RULES for word in rule.needs)
_MARKS = tuple(sorted(word for word in _NEEDED if not word.isalnum()))


def _whole(*rules: Rule) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for rule in rules for pattern in rule.patterns))


_ANY_PLAIN = _whole(*(RULES[place] for place in _PLAIN))
"""All at once: most lines match none, and one look is quicker than many."""


@cache
def _alone(place: int) -> re.Pattern[str]:
    """Return the expression of one rule, by its place in the table; most are never asked for."""
    return _whole(RULES[place])


@lru_cache(maxsize=50_000)
def rule_for(text: str) -> Rule | None:
    """Return the first rule whose words are the whole of `text`, or None."""
    if not text or len(text) > LONGEST:
        return None
    folded = text if text.isascii() else straight(text)
    folded = folded.lower() if folded.isascii() else folded.casefold()
    rule = _matching(text, folded)
    return None if rule is None or is_told(folded) else rule


def _matching(text: str, folded: str) -> Rule | None:
    if _ANY_PLAIN.fullmatch(folded):
        return next(RULES[place] for place in _PLAIN if _alone(place).fullmatch(folded))
    found = _NEEDED.intersection([*fold(text).replace("_", " ").split(), *(mark for mark in _MARKS if mark in folded)])
    for place in _NEEDING if found else ():
        if not RULES[place].needs.isdisjoint(found) and _alone(place).fullmatch(folded):
            return RULES[place]
    return None
