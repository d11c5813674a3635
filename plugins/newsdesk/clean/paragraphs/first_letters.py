"""Large first letters, as print opens a story with them, joined to their word."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...article import Line
from .dictionary import usage

RARE = 1.0
"""Uses in a million words under which half a word is no word of its own."""
FIRST_LETTER = re.compile(r"[\"“„«‘'(]?(?P<letter>[^\W\d_])")
APART = re.compile(r"(?P<open>[\"“„«‘'(]?)(?P<letter>[^\W\d_]) (?P<rest>[^\W\d_]+)")
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
            found[above:] = [(*(line for lines in found[above:] for line in lines), *group)]
        else:
            found.append(group)
    return found


def _opens(letter: str, text: str) -> bool:
    """True if `letter` is the large first letter of `text`: small letters follow, or the rest of a word in capitals."""
    match = FIRST_LETTER.fullmatch(letter)
    word = text.split(" ", 1)[0]
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
