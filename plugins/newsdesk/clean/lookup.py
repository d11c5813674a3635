"""The rule that knows a line, found without trying every rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .rules import LONGEST, RULES, STRAIGHT, Rule, is_told

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
"""Words and marks, one by one: what a rule's `needs` are looked up among."""


_PLAIN = tuple(place for place, rule in enumerate(RULES) if not rule.needs)
_NEEDING = tuple(place for place, rule in enumerate(RULES) if rule.needs)
_NEEDED = frozenset(word for rule in RULES for word in rule.needs)


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
    folded = text.translate(STRAIGHT).casefold()
    rule = _matching(folded)
    return None if rule is None or is_told(folded) else rule


def _matching(folded: str) -> Rule | None:
    if _ANY_PLAIN.fullmatch(folded):
        return next(RULES[place] for place in _PLAIN if _alone(place).fullmatch(folded))
    tokens = TOKEN.findall(folded)
    if not _NEEDED.isdisjoint(tokens):
        for place in _NEEDING:
            if not RULES[place].needs.isdisjoint(tokens) and _alone(place).fullmatch(folded):
                return RULES[place]
    return None
