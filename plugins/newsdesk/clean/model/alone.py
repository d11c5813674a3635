"""What the expressions say of one line's words, whatever stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..patterns import (
    LIST_MARK,
    QUOTED,
    credit_of,
    is_byline,
    is_credit_line,
    is_date_line,
    is_quantity,
    is_sentence,
    looks_like_name,
    names_a_day,
    speaks_of_picture,
    word_count,
)
from ..rules import Rule, rule_for


@dataclass(frozen=True, slots=True)
class Alone:
    """What the expressions say of one line's words."""

    words: int
    rule: Rule | None
    sentence: bool
    prose: bool
    date: bool
    day: bool
    byline: bool
    credit: int
    picture: bool
    name: bool
    mark: bool
    quoted: bool
    quantity: bool


@lru_cache(maxsize=8192)
def read_alone(text: str) -> Alone:
    """Ask the expressions of one line, each only where it can hold."""
    count = word_count(text)
    sentence = is_sentence(text)
    few = count <= 40
    rule = rule_for(text)
    return Alone(
        count,
        rule,
        sentence,
        count >= 25 or (count >= 8 and sentence),
        few and is_date_line(text),
        few and names_a_day(text),
        few and is_byline(text),
        bool(credit_of(text)) + 2 * is_credit_line(text),
        speaks_of_picture(text),
        count <= 5 and looks_like_name(text),
        LIST_MARK.match(text) is not None,
        QUOTED.match(text) is not None,
        is_quantity(text),
    )
