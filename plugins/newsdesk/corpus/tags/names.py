"""Names in running text: capitalised phrases, read over the whole story."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Mapping

from ..words import STOP_WORDS
from .phrases import NAMES, NO_NAMES, PHRASE, POSSESSIVE, SMALL_WORDS
from .vocabulary import COUNTRY_NAMES

BRACKETED = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,9})\)")
OFTEN_FIRST = 3
"""A word that opens so many sentences, and never stands in small letters, is a name; of capitals alone, one fewer are enough."""
BEFORE_BRACKET = 120
"""Characters before a bracket in which its long form stands."""

SPEAKS = re.compile(
    r"['’]?s?\s(?:spokes(?:man|woman|person)|officials?|press secretary|sources)\b|,?\s(?:an? |the )?(?:analyst|researcher|economist)\b"
)
"""What follows the name of one who is asked, or whose people are: no subject of the story."""
FIRST_WITH_MARKS = "\u0900"
"""The first letter of Devanagari, before all scripts of South Asia."""
SPEAKS_FROM = ("'", "’", "s", ",", " ", "\n", "\t", "\xa0")


def names_in_text(text: str, words: Iterable[str], known: Container[str] = frozenset()) -> Counter[str]:
    """Count the names in `text`, whose words are `words`, each under its fullest form.

    A capital at the start of a sentence makes no name, unless the word stands capitalised elsewhere, too, or opens many.
    `known` are the vocabulary's spellings, in small letters: what a story calls by such a name is left to the finder.
    Who is asked is a source, not a subject: "Ada Marsh, an analyst" does not count, and may leave a name with 0.
    """
    text = _with_cells_apart(text) if "\t" in text else text
    sure: Counter[str] = Counter()
    first: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    speakers: set[str] = set()
    lower = set(words)
    for match in PHRASE.finditer(text):
        phrase = match[0]
        if phrase in _NOTHING or phrase[0].islower():  # "és"
            continue
        start, end = match.span()
        if phrase[0] >= FIRST_WITH_MARKS and (_is_mark(text[start - 1 : start]) or _is_mark(text[end : end + 1])):
            continue
        if text[start - 3 : start] == "al-" and not text[start - 4 : start - 3].isalnum():
            start -= 3
            phrase = "al-" + phrase
        starts = _starts_sentence(text, start)
        found = NAMES[_without_first(phrase, lower) if starts else phrase]
        if not found:
            continue
        for name in found:
            (first if starts and " " not in name else sure)[name] += 1
        if text[end : end + 1] in SPEAKS_FROM and SPEAKS.match(text, end):
            quoted[found[-1]] += 1
        if text[start - 7 : start] in _MAN_OR_PERSON and text[max(0, start - 15) : start].endswith(SPOKESMAN):
            speakers.add(found[0])
    known_words = {word for name in sure for word in name.split()}
    for name, count in first.items():
        folded = name.casefold()
        often = count >= (OFTEN_FIRST - name.isupper())
        if name in sure or (folded not in lower and folded not in STOP_WORDS and (often or name in known_words)):
            sure[name] += count
    heard = Counter({name: count - quoted[name] for name, count in sure.items()})
    found_names = _under_fullest(heard, _abbreviations(text), known)
    return Counter({name: 0 if name in speakers else count for name, count in found_names.items()})


def _with_cells_apart(text: str) -> str:
    """Return a text with two line ends behind each cell of a table: no name goes on across them."""
    return "\n".join("\n\n".join((*row.split("\t"), "")) if "\t" in row else row for row in text.split("\n"))


def _is_mark(letter: str) -> bool:
    """True for a vowel or tone that is written on another letter, as in Hindi and Thai: there no word begins or ends."""
    return letter != "" and unicodedata.category(letter)[0] == "M"


def _starts_sentence(text: str, start: int) -> bool:
    """True if a new sentence may begin at `start`: after a full stop, a quotation mark, a bracket or a new line."""
    if text[start - 2 : start - 1].isalnum() and text[start - 1] == " ":
        return False
    before = text[max(0, start - 6) : start]
    bare = before.rstrip()
    space = before[len(bare) :]
    if not bare or "\n" in space or bare[-1] in OPENING:
        return True
    return bool(space) and bare.rstrip(CLOSING)[-1:] in SENTENCE_ENDS


OPENING, CLOSING, SENTENCE_ENDS = '"“‘([', "'\"”’)", tuple(".!?:…")
SPOKESMAN = ("spokesman ", "spokeswoman ", "spokesperson ")
"""Before the name of one who speaks for others, and is no subject however often he does."""
_MAN_OR_PERSON = frozenset(title[-7:] for title in SPOKESMAN)
_NOTHING = frozenset(word.capitalize() for word in STOP_WORDS | NO_NAMES) - {"Us"}
"""Half of all capitalised words are these, at the start of a sentence; they are passed over before anything else."""


def _without_first(phrase: str, lower: Container[str]) -> str:
    """Take off the word that opens a sentence, where it is no part of the name behind it."""
    words = phrase.split()
    if len(words) > 2 and words[1] in SMALL_WORDS:
        return " ".join(words[2:])  # "Users of Microsoft Exchange", "Most of Egypt"
    if len(words) > 1 and words[0].casefold() in lower:
        return " ".join(words[1:])  # "Adding Piedmont": the word stands in small letters elsewhere
    return phrase


def _abbreviations(text: str) -> dict[str, str]:
    """Map each abbreviation in brackets to the words before it whose initials it is."""
    found = {}
    for match in BRACKETED.finditer(text):
        short = match["short"]
        before = text[max(0, match.start() - BEFORE_BRACKET) : match.start()]
        words = before.split() if before[-1:].isspace() else ()
        for size in range(2, min(len(words), 8) + 1):
            phrase = words[-size:]
            initials = "".join(word[0] for word in phrase if word[0].isupper())
            if initials.casefold() == short.casefold() and phrase[0][:1].isupper():
                found[short] = POSSESSIVE.sub("", " ".join(phrase).strip('"“”'))
                break
    return found


def _under_fullest(counts: Mapping[str, int], abbreviations: Mapping[str, str], known: Container[str]) -> Counter[str]:
    """Give the count of a short form to the full name, which is dropped if the short form is a `known` name.

    Known names keep their own count: "Japan" is no short form of "Bank of Japan".
    """
    longer, whole_of = {**_initials(counts), **abbreviations}, _wholes(counts)
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        if name.casefold() in known:
            merged[name] += count
        else:
            long = longer.get(name, name)
            merged[whole_of.get(long, long)] += count
    for short, long in longer.items():
        if len(short) > 2 and short in counts and short.casefold() in known:
            del merged[long]
    return merged


def _initials(names: Iterable[str]) -> dict[str, str]:
    """Map the initials of each name of several words to it, the first with those initials."""
    found: dict[str, str] = {}
    for name in names:
        if " " in name:
            found.setdefault("".join([word[0] for word in name.split() if word[0].isupper()]), name)
    return found


def _wholes(counts: Mapping[str, int]) -> dict[str, str]:
    """Map surnames, and names of three words without the first, to the full name.

    Of several with one surname it is the one named most often. First words stand for no name: "Saltmouth" is not its harbour.
    """
    whole_of: dict[str, str] = {}
    for name, count in counts.items():
        words = name.split()
        if 2 <= len(words) <= 3 and not name.isupper():
            if count > counts.get(whole_of.get(words[-1], ""), -1):
                whole_of[words[-1]] = name
            if len(words) == 3 and words[0] not in COUNTRY_NAMES:
                whole_of.setdefault(" ".join(words[1:]), name)
    return whole_of
