"""What stands apart from its words: large first letters, as print opens a story with them, and marks of lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ...article import Line
from ..patterns import is_sentence, word_count
from .dictionary import usage

RARE = 1.0
"""Uses in a million words under which half a word is no word of its own."""
OPENING = "\"“„«‘'("
FIRST_LETTER = re.compile(rf"[{OPENING}]?\s?(?P<letter>[^\W\d_])")
APART = re.compile(r"(?P<open>[\"“„«‘'(]?)(?P<letter>[^\W\d_]) (?P<rest>[^\W\d_]+)")
LONE_MARK = re.compile(r"[*•·▪●◦‣○■□§–-]|\d{1,2}[.)]")
FEWEST_ITEMS, FEWEST_OF_ITEM, NEXT = 2, 3, 2
"""Marks that make a list, words of what stands below one, and how many lines below: a mark alone may part a name from a day."""
SHORTEST_OPENED = 40
"""Characters of a paragraph that a large letter may open."""
FAR_BELOW = 3
"""Lines that a large letter may stand above its paragraph."""
LETTER_WORDS = frozenset("AIOUEYÀÉÈÖÅАИОУЯВКС")
"""Letters that are words in some language."""


def bare(word: str) -> str:
    """Return a word in small letters, without the marks around it."""
    return re.sub(r"^\W+|\W+$", "", word).casefold()


def with_whole_first_letters(groups: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the groups, a large first letter on a line of its own joined to the paragraph that it opens."""
    found: list[tuple[Line, ...]] = []
    for group in groups:
        if len(group[0].text) < SHORTEST_OPENED:
            found.append(group)
            continue
        above = next(
            (nth for nth in range(len(found) - 1, max(-1, len(found) - 1 - FAR_BELOW), -1) if found[nth][0].text), None
        )
        if above is not None and len(found[above]) == 1 and _opens(found[above][0].text, group[0].text):
            above = _with_mark_above(found, above)
            found[above:] = [(*(line for lines in found[above:] for line in lines), *group)]
        else:
            found.append(group)
    return found


def with_marks_of_lists(groups: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the groups, marks of a list that stand on lines of their own joined to the sentences right below them."""
    worded = [nth for nth, group in enumerate(groups) if group[0].text]
    pairs = {
        above: below
        for above, below in pairwise(worded)
        if LONE_MARK.fullmatch(groups[above][0].text)
        and below - above <= NEXT
        and word_count(groups[below][0].text) >= FEWEST_OF_ITEM
        and is_sentence(groups[below][-1].text)
    }
    if len(pairs) < FEWEST_ITEMS:
        return list(groups)
    found: list[tuple[Line, ...]] = []
    begin = 0
    for above, below in pairs.items():
        found += groups[begin:above]
        found.append(tuple(line for group in groups[above : below + 1] for line in group))
        begin = below + 1
    return [*found, *groups[begin:]]


def _with_mark_above(found: Sequence[tuple[Line, ...]], letter: int) -> int:
    """Return the place of the opening quotation mark that stands alone above a large letter, or of the letter."""
    for nth in range(letter - 1, max(-1, letter - 1 - FAR_BELOW), -1):
        if found[nth][0].text:
            return nth if len(found[nth]) == 1 and found[nth][0].text in OPENING else letter
    return letter


def _opens(letter: str, text: str) -> bool:
    """True if `letter` is the large first letter of `text`: small letters follow, or the rest of a word in capitals."""
    match = FIRST_LETTER.fullmatch(letter)
    word = text.split(" ", 1)[0].lstrip("'’")
    if not match or not match["letter"].isupper() or not word[:1].isalpha():
        return False
    return word[0].islower() or (word.isupper() and not text.isupper())


def with_first_letter(letter: str, text: str, lang: str) -> str:
    """Return a paragraph with the large letter that opens it: a word of its own, "A ferry", or the first of a word."""
    word = bare(text.split(" ", 1)[0])
    if letter[-1] in LETTER_WORDS:
        whole, rest = usage(f"{letter[-1]}{word}", lang), usage(word, lang)
        if whole is not None and rest is not None and whole <= rest:
            return f"{letter} {text}"
    return f"{letter}{text}"


def whole_opening(text: str, lang: Callable[[], str]) -> str:
    """Return a paragraph whose large first letter stands apart, "T he ferry", with a whole first word.

    A letter that may stand for itself stays: "A ferry", "T cells".
    """
    match = APART.match(text) if len(text) >= SHORTEST_OPENED else None
    if not match or not match["letter"].isupper() or not match["rest"].islower():
        return text
    whole = usage(match["letter"] + match["rest"], lang()) or 0
    if whole < RARE or (match["letter"] in LETTER_WORDS and whole <= (usage(match["rest"], lang()) or 0)):
        return text
    return match["open"] + match["letter"] + text[match.end("letter") + 1 :]
