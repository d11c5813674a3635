"""Where the story begins and ends: one choice over the whole paste.

Each line speaks for or against being story; the story is the run of lines whose sum is greatest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..article import Line
from .lines import fold
from .rules import rule_for
from .shapes import credit_of, is_date_line, is_sentence, word_count

AGAINST_RULE = -2.0
AGAINST_END = -4.0
"""A heading of other stories, a comment form: what follows is seldom story."""
AGAINST_SHORT = -1.1
"""A menu entry, or a crosshead: four crossheads in a row are a menu."""
FOR_SHORT_SENTENCE = 0.4
PER_WORD = 1 / 8
MOST_WORDS = 60
"""A paragraph twice as long is not twice as sure."""


def weigh(line: Line, copies: int = 1) -> float:
    """Return how strongly `line` speaks for (above 0) or against being part of the story.

    `copies` is how often its words stand in the paste: what stands often is a teaser.
    """
    if not line.text:
        return 0.0
    rule = rule_for(line.text)
    if rule:
        return AGAINST_END if rule.ends_story else AGAINST_RULE
    count = word_count(line.text)
    if is_date_line(line.text):
        return AGAINST_SHORT
    if copies > 2:
        return AGAINST_SHORT
    if credit_of(line.text):
        return -0.3
    if is_sentence(line.text):
        if count < 6:
            return FOR_SHORT_SENTENCE
        return min(count, MOST_WORDS) * PER_WORD
    if count >= 20:
        return min(count, MOST_WORDS) * PER_WORD / 2
    return AGAINST_SHORT


def find_extent(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the places (from 0) of the story's first line and of the line after its last.

    Without any line that speaks for a story both are equal: there is none.
    """
    copies = Counter(fold(line.text) for line in lines if line.text)
    best = (0.0, 0, 0)
    total, start = 0.0, 0
    for place, line in enumerate(lines):
        weight = weigh(line, copies[fold(line.text)] if line.text else 1)
        if total <= 0:
            total, start = 0.0, place
        total += weight
        if total > best[0]:
            best = (total, start, place + 1)
    _, begin, end = best
    while begin < end and weigh(lines[begin]) <= 0:
        begin += 1
    return begin, end
