"""Who wrote a story: which lines tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile

from ...article import Line
from .by_words import BYLINE
from .dates import is_entry, written_days
from .names import (
    AGENCIES,
    AGO,
    BUREAU,
    BY_WITHIN,
    COUNTED,
    MAIL,
    NAMED_IN_SIGNS,
    NICKNAME,
    PARTICLES,
    names_in,
    without_days,
)
from .roles import ROLE_WORDS
from .shapes import DATE_WORDS, is_sentence, looks_like_name, word_count

DESK = re.compile(
    r"(?:(?:our|the)\s+)?(?:staff|news ?desk|web ?desk|newsroom|editorial(?: board| staff| team)?|agencies|(?:foreign|city|business|sports?) desk)"
    r"(?:\s+(?:reports?|reporters?|writers?|correspondents?|and agencies))?|redaktion|la rédaction|la redacción|وكالات",
    re.IGNORECASE,
)
"""A byline that names a desk, without "By"."""
MOST_OF_ROLE = 8
"""Words of a line that tells what a writer is."""
IN_PLACES = re.compile(
    r"(?P<one>(?:[A-ZÀ-Þ][\w.'’-]{0,20}\s){2,3})in\s[A-ZÀ-Þ][\w'’ -]{1,24}(?:,\s(?P<two>(?:[A-ZÀ-Þ][\w.'’-]{0,20}\s){2,3})in\s[A-ZÀ-Þ][\w'’ -]{1,24})?"
    r"\sand\s(?P<last>(?:[A-ZÀ-Þ][\w.'’-]{0,20}\s){2,3})in\s[A-ZÀ-Þ][\w'’ -]{1,24}"
)
"""Writers without "By", each with a place: "Lena Hartwig in Brenn and Omar Saleh in Oster"."""
NO_NAME = re.compile(r"[«»„“”\"?!:]|^(?:A|An|Ein|Eine|Der|Die|Das|Un|Une|Herr|Frau|Letzte|Alle|Mehr)\s")
"""What stands in a title such as "Von Sprachregeln und «Normalem»", and in no writer's name."""
NAMES_AND_WORDS = frozenset(
    """amber april art august bill carol chance chase christian cliff daisy dale dawn dean drew ernst faith frank gene glen grace
    grant guy harmony heath hope hunter iris ivy jack jade jean joy june lily mark mason may melody miles nick olive pat pearl
    penny pierre ray reed rich rob rose ruby sky star stern sue summer will de da di del della van von der al el bin le la du mit the""".split()
)
"""First words of names that are words as well; "The" opens agencies."""
NO_PART_OF_NAME = DATE_WORDS | COUNTED | {"", "avatar"}
TELLS = re.compile(r",\s[a-zà-ÿ]{1,20}\s[a-zà-ÿ]{1,20}\b.{0,60}[.!?]$")
"""How a sentence goes on behind a name: "By Omar Saleh, all was quiet."."""
LONGEST_SIGNED, LONGEST_PAPER = 120, 7
"""Characters of names without "By", and words of the paper behind one."""
UNCASED = re.compile(r"[\u0590-\u06ff\u0e00-\u0e7f]")
"""A letter of a script without capitals, in which no word looks like a name: Hebrew, Arabic, Thai."""
BETWEEN = re.compile(r"\s?[|·•,،/&]\s?|\s[-–—]\s|\s(?:and|und|et|y|e|og|och|en)\s")
BAR = re.compile(r"\s[|–—-]\s")
ACCOUNT = re.compile(r"(\D{5,40}?)\s(?:@\w+|\([^()]+\))")
"""A name with what its owner is called on a network, or in brackets."""
COMMENTS_ON = re.compile(r"\s(?:[-–|·]\s)?(?:\d{1,5}\s|leave a(?:ny)?\s)?comments? on\s", re.IGNORECASE)
"""Behind a byline: "3 Comments on Ferry runs again"."""
LONGEST_IN_SIGNS = 50
"""Characters of such a line; in a longer one somebody is only spoken of."""


@lru_cache(maxsize=8192)
def is_byline(text: str) -> bool:
    """True if `text` opens with the word for "by", or is a day beside a name, and goes on with what can be names."""
    if len(text) > 160:
        return False
    if not text.isascii() and len(text) <= LONGEST_IN_SIGNS and NAMED_IN_SIGNS.search(text):
        return not is_sentence(text)
    if UNCASED.match(text) and is_signed(text) and any(map(ROLE_WORDS.match, BETWEEN.split(text)[1:2])):
        return True
    if IN_PLACES.fullmatch(text) or ("@" in text and looks_like_name(MAIL.sub("", text).strip(" ,|·–-()"))):
        return True
    if not BYLINE.match(text) and not _is_name_beside_day(text):
        return False
    names = tuple(NICKNAME.sub("", name) for name in names_in(text))
    if TELLS.search(text) and not ROLE_WORDS.search(text):
        return False
    if not names or len(names) > 8 or any(NO_NAME.search(name) for name in names):
        return False
    first = names[0]
    uncased = UNCASED.match(first) is not None and len(first.split()) <= 5
    return DESK.fullmatch(first) is not None or looks_like_name(first) or uncased


def is_signed(text: str) -> bool:
    """True for names as they stand below a headline, without "By": beside each other, a role, a paper, or an account.

    >>> [is_signed(t) for t in ("Lena Hartwig | Harbour Post", "Lena Hartwig, Omar Saleh and Jo Xu", "Lena Hartwig @lhartwig")]
    [True, True, True]
    >>> is_signed("Reuters, Lena Hartwig")
    True
    >>> is_signed("Ferries and Bridges")
    False
    """
    if len(text) > LONGEST_SIGNED:
        return False
    first, *others = [part for part in BETWEEN.split(text) if part] or [""]
    if first in AGENCIES and others:
        return all(map(is_full_name, others))
    if not is_full_name(first) or not others:
        account = ACCOUNT.fullmatch(text) or ACCOUNT.fullmatch(first)
        return account is not None and is_full_name(account[1])
    in_paper = (
        len(others) == 1
        and BAR.search(text)
        and any(map(str.isupper, others[0]))
        and word_count(others[0]) <= LONGEST_PAPER
    )
    return all(map(is_full_name, others)) or ROLE_WORDS.match(others[0]) is not None or bool(in_paper)


def is_full_name(text: str) -> bool:
    """True for two to four words, each of which may be part of a name."""
    return 2 <= word_count(text) <= 4 and looks_like_name(text)


def names_a_role(text: str) -> bool:
    """True for a few words that open with what a writer is, "Energy correspondent, in Brenn"."""
    return text.count(" ") < MOST_OF_ROLE and ROLE_WORDS.match(text) is not None


def begins_as_a_word(name: str, lines: Iterable[Line]) -> bool:
    """True if the first word of what may be a name stands in small letters in one of the lines: "Further Services"."""
    first = name.split(maxsplit=1)[0]
    if not first.istitle() or first.casefold() in NAMES_AND_WORDS:
        return False
    word = f" {first.lower()} "
    return any(word in f" {line.text} " for line in lines)


def _is_name_beside_day(text: str) -> bool:
    """True for "Lena Hartwig - Nov 19, 2019" and "11/19/2019 by Lena Hartwig"."""
    text = COMMENTS_ON.split(text)[0]
    if not (written_days(text) or AGO.search(text)) or len(text.split()) > 16 or is_entry(text):
        return False
    rest = without_days(text)
    if BY_WITHIN.search(rest):
        return True
    kept = [part for part in map(_bare, rest.split("|")) if part]
    if len(kept) == 1 and (kept[0] in AGENCIES or BUREAU.search(kept[0])):
        return True
    return bool(kept) and 2 <= len(kept[0].split()) <= 4 and looks_like_name(kept[0]) and not _is_tail(kept[1:])


def _bare(part: str) -> str:
    """Return what opens a part of a byline: no marks, words of a date line, counts, nor what follows a count.

    >>> _bare("- Lena Hartwig am 4 Kommentare")
    'Lena Hartwig'
    """
    words = list(takewhile(lambda word: not word[0].isdigit(), part.strip(" ,;:.–—-•·/").split()))
    while words and words[-1].strip(".,:;–—-").casefold() in NO_PART_OF_NAME:
        words.pop()
    while words and words[0].strip(".,:;–—-").casefold() in NO_PART_OF_NAME - PARTICLES:
        words.pop(0)
    return " ".join(words).strip(" ,;:.–—-•·/")


def _is_tail(parts: Sequence[str]) -> bool:
    """True if what stands beside a name and a day is more than the page's words: then the name may be a title's."""
    return any(len(part.split()) > 5 or (len(part.split()) > 1 and looks_like_name(part)) for part in parts)
