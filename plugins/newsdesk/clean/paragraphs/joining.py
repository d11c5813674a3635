"""The lines of a paragraph as one text: words that were divided at a line's end are made whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ...article import Line
from .dictionary import usage
from .first_letters import FIRST_LETTER, OPENING, RARE, bare, with_first_letter

HYPHENS = ("-", "\u2010")
SOFT_HYPHEN = "\u00ad"
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60]")
"""A sign of a script that has no spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
HYPHENATED = 0.2
"""Share of a paragraph's lines that end within a word, from which on words are divided in it."""
CLOSED_COMPOUNDS = frozenset(("de", "nl", "da", "sv", "no", "nb", "nn", "is", "fi", "hu", "et"))
"""Languages that write compounds as one word: small letters behind a hyphen at a line's end are the rest of a word."""
HANGING = frozenset("und oder bis sowie and or et ou y o e og och eller en of i lub и или".split())
"""Words behind the hyphen of a part that two compounds share: "pre- and post-war", "Vor- und Nachteile"."""
SUFFIXES = re.compile(
    r"(?:tion|sion|ment|ing|ed|er|ers|ly|ness|ble|bly|ity|ties|al|ally|ous|ive|ance|ence|ism|ist|ists|ship|ful|less|ward|wards|tional|ture|cial|tial|ry|ies|es|ung|lich|keit|heit|schaft)"
    r"s?\b"
)
"""What a divided word goes on with, and a compound does not."""


SHORTEST_PART = 3
"""Letters of a divided word behind an earlier hyphen."""
HARDLY_USED = 0.1
"""Uses in a million words under which a whole word is hardly one, or a half none."""
OWN_HYPHEN = {
    "pt": re.compile(r"[^-]{2,40}-(?:l[oa]s?|n[oa]s?|se|me|te|lhes?|vos)\b"),
    "ru": re.compile(r"(?:по|кое|северо|юго|северно|южно|восточно|западно|во|в)-"),
}
"""What is written with a hyphen by the rules of a language: "fazê-lo", "по-прежнему"."""


def is_divided(text: str) -> bool:
    """True if `text` ends with a hyphen behind a word."""
    return text.endswith(HYPHENS) and text[-2:-1].isalnum()


def join(group: Sequence[Line], words: set[str], lang: Callable[[], str]) -> str:
    """Return the text of a group; a word divided at a line's end is made whole if that is surely right.

    `words` are those of the whole paste: the whole word standing elsewhere is proof, "Iran-backed" is too. `lang` tells
    the language, if that is asked.
    """
    done: list[str] = []
    text, soft = group[0].text, group[0].raw.rstrip().endswith(SOFT_HYPHEN)
    divided = sum(is_divided(line.text) for line in group)
    hyphenated = divided > 1 and divided >= HYPHENATED * len(group)
    for line in (line for line in group[1:] if line.text):
        begin = line.text.split(" ", 1)[0]
        if not done and text in OPENING:
            text += line.text
        elif not done and FIRST_LETTER.fullmatch(text):
            text = with_first_letter(text, line.text, lang())
        else:
            first, space, last = text.rpartition(" ")
            done += (first, space)
            if soft or (UNSPACED.match(last[-1]) and UNSPACED.match(line.text)):
                text = last + line.text
            elif is_divided(last) and len(last) > 2 and last[-2].isalpha() and begin[:1].islower():
                text = f"{_mended(last, begin, words, lang(), hyphenated)}{line.text[len(begin) :]}"
            else:
                text = f"{last}{line.text}" if is_divided(last) else f"{last} {line.text}"
        soft = line.raw.rstrip().endswith(SOFT_HYPHEN)
    return "".join((*done, text))


def _mended(last: str, begin: str, words: set[str], lang: str, hyphenated: bool) -> str:
    """Return a word that was divided between `last` and `begin`, with its hyphen if that is its own.

    Of a `hyphenated` paragraph, in a language without a dictionary, words are divided more often than compounds end lines.
    """
    above, _, part = last[:-1].rpartition("-")
    if above and len(part) < SHORTEST_PART:  # "a-t-", "il"
        return last + begin
    if above:  # "CDU-Vorsit-", "zende"
        return f"{above}-{_mended(f'{part}-', begin, words, lang, hyphenated)}"
    whole = last[:-1] + begin
    joined, compound = (bare(word) for word in (whole, last + begin))
    if begin in HANGING and joined not in words and not usage(joined, lang):
        return f"{last} {begin}"
    if compound in words or last[-2] == begin[0] in "aeiou":
        return last + begin
    if joined in words or lang.partition("-")[0] in CLOSED_COMPOUNDS:
        return whole
    head = begin.partition("-")[0]
    uses = [usage(word, lang) for word in (bare(last[:-1] + head), bare(last), bare(head))]
    if uses[0] is None:
        return whole if hyphenated or SUFFIXES.match(begin) else last + begin
    if uses[0] >= HARDLY_USED:
        return whole
    own = (uses[2] or 0) >= HARDLY_USED and ((uses[1] or 0) >= RARE / 2 or last[0].isupper())
    by_rule = OWN_HYPHEN.get(lang.partition("-")[0])
    return last + begin if own or (by_rule and by_rule.match(f"{last}{begin}")) else whole
