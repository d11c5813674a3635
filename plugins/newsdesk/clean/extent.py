"""Where the story begins and ends: one choice over the whole paste.

Each line speaks for or against being story; the story is the run of lines whose sum is greatest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ..article import Line
from .lines import fold
from .rules import rule_for
from .shapes import LIST_MARK, credit_of, is_date_line, is_sentence, word_count

AGAINST_RULE = -1.2
"""A line known by its words: a button in the middle of a story is no sign of its end."""
AGAINST_END = -6.0
"""A heading of other stories, a comment form: what follows is seldom story."""
AGAINST_SHORT = (-0.5, -0.8, -1.1)
"""A short line without a full stop, by its place in a run of such: one is a crosshead, many are a menu."""
FOR_SHORT_SENTENCE = 0.4
FOR_LIST_ITEM = 0.3
PER_WORD = 1 / 8
MOST_WORDS = 60
"""A paragraph twice as long is not twice as sure."""

LONGEST_INTERRUPTION = 8
"""Lines."""
IN_STORYS_WORDS = 0.2
"""Share of a sentence's longer words that the story has used. A sign-up's sentences share fewer."""

COMMON = frozenset(
    """about after again also back because been before being best both could daily does every free from have here into just latest like made make more most much
    must news next once only other over said same should some stories story such than that their them then there these they this those through time today under
    until very want week weekly well were what when where which while will with without would year your""".split()
)
"""Words that any text has, a sign-up's too."""


def weigh(line: Line, copies: int = 1, run: int = 0) -> float:
    """Return how strongly `line` speaks for (above 0) or against being part of the story.

    `copies` is how often its words stand in the paste: what stands often is a teaser. `run` counts the short
    lines directly above it.
    """
    if not line.text:
        return 0.0
    rule = rule_for(line.text)
    if rule:
        return AGAINST_END if rule.ends_story else AGAINST_RULE
    count = word_count(line.text)
    short = AGAINST_SHORT[min(run, len(AGAINST_SHORT) - 1)]
    if copies > 2 or is_date_line(line.text):
        return short
    if credit_of(line.text):
        return AGAINST_SHORT[0]
    if is_sentence(line.text):
        return FOR_SHORT_SENTENCE if count < 6 else min(count, MOST_WORDS) * PER_WORD
    if count >= 20:
        return min(count, MOST_WORDS) * PER_WORD / 2
    return FOR_LIST_ITEM if LIST_MARK.match(line.text) else short


def find_extent(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the places (from 0) of the story's first line and of the line after its last.

    Without any line that speaks for a story both are equal: there is none.
    """
    copies = Counter(fold(line.text) for line in lines if line.text)
    best = (0.0, 0, 0)
    total, start, run = 0.0, 0, 0
    for place, line in enumerate(lines):
        if not line.text:
            continue
        weight = weigh(line, copies[fold(line.text)], run)
        run = run + 1 if weight < 0 else 0
        if total <= 0:
            total, start = 0.0, place
        total += weight
        if total > best[0]:
            best = (total, start, place + 1)
    _, begin, end = best
    while begin < end and weigh(lines[begin]) <= 0:
        begin += 1
    return begin, _past_interruptions(lines, begin, end, copies)


def _past_interruptions(lines: Sequence[Line], begin: int, end: int, copies: Mapping[str, int]) -> int:
    """Return the end of the story beyond share bars and offers: where sentences in the story's own words go on.

    An interruption is known by its words, all of it, and does not end the story.
    """
    story = telling_words(lines[begin:end])
    gap = 0
    for place in range(end, len(lines)):
        text = lines[place].text
        if not text:
            continue
        rule = rule_for(text)
        if rule:
            gap += 1
            if rule.ends_story or gap > LONGEST_INTERRUPTION:
                break
            continue
        own = telling_words(lines[place : place + 1])
        goes_on = is_sentence(text) and word_count(text) >= 6 and copies[fold(text)] == 1
        if goes_on and own and len(own & story) / len(own) >= IN_STORYS_WORDS:
            end, gap = place + 1, 0
            story |= own
        elif gap or word_count(text) > 12:
            break
        else:
            gap += 1
    return end


def telling_words(lines: Sequence[Line]) -> set[str]:
    """Return the words of more than three letters in `lines`, in lower case, without the commonest."""
    return {word for line in lines for word in fold(line.text).split() if len(word) > 3} - COMMON
