"""What stands apart from its words: large first letters, as print opens a story with them, and marks of lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from itertools import pairwise

from ...article import Line
from ..patterns import is_sentence, word_count
from .dictionary import usage

RARE = 1.0
"""Uses in a million words under which half a word is no word of its own."""
OPENING = "\"“„«‘'(¿¡"
FIRST_LETTER = re.compile(rf"[{OPENING}]{{0,3}}\s?(?:(?P<letters>[^\W\d_]{{1,3}})(?P<cut>['’]?))?(?<=\S)")
"""One letter or a few, also an article that is cut, "L'", and marks that open a sentence."""
APART = re.compile(r"(?P<open>[\"“„«‘'(¿¡]{0,3})(?P<letter>[^\W\d_]) (?P<rest>[^\W\d_]+)")
LONE_MARK = re.compile(r"[*•·▪●◦‣○■□§–-]|\d{1,2}[.)]")
FEWEST_ITEMS, FEWEST_OF_ITEM, NEXT = 2, 3, 2
"""Marks that make a list, words of what stands below one, and how many lines below: a mark alone may part a name from a day."""
SHORTEST_OPENED = 40
"""Characters of a paragraph that a large letter may open."""
FAR_BELOW = 3
"""Lines that a large letter may stand above its paragraph."""
LETTER_WORDS = {
    "bg": "АВИОСУК", "ca": "AEIOU", "cs": "AIKOSUVZ", "da": "IÅ", "de": "", "el": "ΟΗ", "en": "AIO", "es": "AEOUY", "et": "", "eu": "", "fi": "", "fr": "AÀYÔ",
    "gl": "AEOÁÉ", "hr": "AIKOSU", "hu": "AŐÉ", "is": "ÁÍ", "it": "AEIOÈ", "lt": "OĮ", "lv": "", "nb": "IÅ", "nl": "U", "no": "IÅ", "pl": "AIOUWZ",
    "pt": "AEOÉÀ", "ro": "AEO", "ru": "АИОУВКСЯ", "sk": "AIKOSUVZ", "sl": "AIOUKSVZH", "sr": "АИКОСУAIKOSU", "sv": "IÅÖ", "tr": "O", "uk": "АЄІЇЙОУВЗБЖЯ",
}  # fmt: skip
"""Letters that are words, by language."""
ANY_LETTER_WORD = frozenset("".join(LETTER_WORDS.values()))
MOST_ALONE = 2
"""Letters alone on lines that may open paragraphs: more are the headings of a list by letters."""


def bare(word: str) -> str:
    """Return a word in small letters, without the marks around it."""
    return re.sub(r"^\W+|\W+$", "", word).casefold()


def with_whole_first_letters(groups: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the groups, large first letters on a line of their own joined to the paragraph that they open."""
    few = sum(len(group[0].text) == 1 and group[0].text.isupper() for group in groups) <= MOST_ALONE
    found: list[tuple[Line, ...]] = []
    for group in groups:
        if sum(len(line.text) + 1 for line in group) < SHORTEST_OPENED:
            found.append(group)
            continue
        above = next(
            (nth for nth in range(len(found) - 1, max(-1, len(found) - 1 - FAR_BELOW), -1) if found[nth][0].text), None
        )
        if above is not None and len(found[above]) == 1 and _opens(found[above][0].text, group[0].text, few):
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


def _opens(opening: str, text: str, few: bool) -> bool:
    """True if `opening` holds the large first letters of `text`: small letters follow, or the rest of a word in capitals.

    Where only a `few` letters stand alone, one that is a word, "A", may stand before a word in capitals or a figure.
    """
    match = FIRST_LETTER.fullmatch(opening)
    if not match or not text:
        return False
    letters, word = match["letters"] or "", text.split(" ", 1)[0].lstrip("'’")
    if not letters:
        return opening in ("¿", "¡") and word[:1].isalpha()
    if not letters[0].isupper() or not word[:1].isalnum():
        return False
    shouted = word.isupper() and not text.isupper() and (len(word) > 1 or not letters[1:])
    if match["cut"]:
        return word[0].islower() or shouted or few
    if len(letters) > 1:
        return shouted if letters.isupper() else letters[1:].islower() and word[0].islower()
    is_word = few and (letters in ANY_LETTER_WORD or text[0] in "'’")
    return word[0].islower() or (word.isalpha() and shouted) or is_word


def with_first_letter(opening: str, text: str, lang: str) -> str:
    """Return a paragraph with the large letters that open it: words of their own, "A ferry", or the first of a word."""
    match = FIRST_LETTER.fullmatch(opening)
    letters, word = (match and match["letters"]) or "", bare(text.split(" ", 1)[0])
    if not letters or (match and match["cut"]) or text[0] in "'’":
        return f"{opening}{text}"
    if len(letters) == 1 and (text[0].isdigit() or (text[0].isupper() and not text.split(" ", 1)[0].isupper())):
        return f"{opening} {text}"
    whole, rest = usage(f"{letters}{word}", lang), usage(word, lang)
    if len(letters) > 1:
        parted = whole is None or whole < RARE or ((rest or 0) > whole and (usage(letters, lang) or 0) > whole)
        return f"{opening} {text}" if parted else f"{opening}{text}"
    apart = letters in _letter_words(lang) and whole is not None and rest is not None and whole <= rest
    return f"{opening} {text}" if apart else f"{opening}{text}"


def whole_opening(text: str, lang: Callable[[], str]) -> str:
    """Return a paragraph whose large first letter stands apart, "T he ferry", with a whole first word.

    A letter that may stand for itself stays: "A ferry", "T cells".
    """
    match = APART.match(text) if len(text) >= SHORTEST_OPENED else None
    if not match or not match["letter"].isupper() or not (match["rest"].islower() or match["rest"].isupper()):
        return text
    whole, may_stand = usage(match["letter"] + match["rest"], lang()), match["letter"] in _letter_words(lang())
    if whole is None:
        if may_stand or match["rest"].isupper():
            return text
    elif whole < RARE or (may_stand and whole <= (usage(match["rest"], lang()) or 0)):
        return text
    return match["open"] + match["letter"] + text[match.end("letter") + 1 :]


def _letter_words(lang: str) -> Container[str]:
    """Return the letters that are words in a language; where it is not known, those that are in any."""
    return LETTER_WORDS.get(lang.partition("-")[0], ANY_LETTER_WORD)
