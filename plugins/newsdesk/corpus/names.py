"""Names in running text: capitalised phrases, read over the whole story."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from .words import STOP_WORDS

_CAP = r"(?:[^\W\d_a-z][\w’']*(?:[-.](?=\w)[\w’']+)*|[^\W\d_a-z]\.(?:[^\W\d_a-z]\.)+)"
_SMALL = r"(?:of|de|da|do|dos|del|di|du|van|von|der|bin|bint|ibn|al|el|la|le|for|and the|of the|d['’]|&)"
PHRASE = re.compile(rf"(?:\bal-(?=[A-Z]))?{_CAP}(?:\s(?:{_SMALL}\s)?(?:al-)?{_CAP})*")
BRACKETED = re.compile(r"(?P<long>(?:[\w’'-]+\s+){1,8}[\w’'-]+)[\"”]?\s+\((?P<short>[A-Z][A-Za-z&]{1,9})\)")
SENTENCE_START = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s+|[\"“‘(\[]|\n)\s*$")

TITLES = frozenset(
    """mr mrs ms miss dr prof professor gen general lt col colonel maj major capt captain sgt sergeant adm admiral cpl sir lord lady dame president vice
    prime minister ministers secretary chancellor king queen prince princess pope ayatollah sheikh imam rev father sister senator sen rep governor gov mayor
    ambassador envoy spokesman spokeswoman spokesperson chief director chairman chairwoman chair commander commissioner judge justice attorney
    inspector officer deputy acting former foreign defence defense interior finance health trade state lawmaker mp analyst correspondent leader head
    premier marshal brigadier sultan emir ceo editor""".split()
)
"""Words before a name that are no part of it."""

NO_NAMES = frozenset(
    """i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun photo staff reuters ap afp getty mr mrs ms am pm gmt utc est bst cet
    god christmas easter ramadan summer winter spring autumn north south east west northern southern eastern western english but and the however meanwhile
    american americans african african arab arabs muslim muslims christian shia shiite sunni jewish kurdish kurds french dutch greek swiss czech thai german germans afghan
    according earlier last later one two three four five six seven eight nine ten ok yes no covid tv internet""".split()
)
"""Capitalised words that are no tags, alone."""

ADJECTIVE = re.compile(r"\w+(?:ese|ish|ian|ean|raqi|aeli|stani|mani|meni|audi|irati|aiti|atari)s?")
"""What comes from a country, alone: Japanese, Turkish, Iranian, Iraqi."""

SPEAKS = re.compile(
    r"\s(?:(?:\w+ly|also|has|have|had)\s)?(?:said|says|told|tells|added|adds|reported|reports|noted|wrote|writes|announced|estimated|warned|stated)\b"
    r"|['’]?s?\s(?:spokes(?:man|woman|person)|officials?|press secretary|sources)\b|,?\s(?:a |the )?(?:analyst|researcher|economist)\b"
)
"""What follows the name of one who is quoted, not written about."""


def names_in_text(text: str) -> Counter[str]:
    """Count the names in `text`, each under its fullest form.

    A capital at the start of a sentence makes no name, unless the word stands capitalised elsewhere, too.
    Who speaks is a source, not a subject: "the Pentagon said" does not count, and may leave a name with 0.
    """
    sure: Counter[str] = Counter()
    first: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for match in PHRASE.finditer(text):
        starts = SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()]) is not None
        found = _without_titles(match.group(), starts)
        for name in found:
            (first if starts and " " not in name else sure)[name] += 1
        if found and SPEAKS.match(text, match.end()):
            quoted[found[-1]] += 1
    lower = set(re.findall(r"\b[a-z][\w’'-]*", text))
    for name, count in first.items():
        if name in sure or (
            name.casefold() not in lower
            and name.casefold() not in STOP_WORDS
            and any(name in other.split() for other in sure)
        ):
            sure[name] += count
    heard = Counter({name: count - quoted[name] for name, count in sure.items()})
    return _under_fullest(heard, _abbreviations(text))


def _without_titles(phrase: str, starts: bool) -> list[str]:
    """Split a phrase at titles and take off what is no part of a name."""
    names: list[list[str]] = [[]]
    words = phrase.split()
    if starts and len(words) > 2 and words[1] in _SMALL_WORDS:
        words = words[2:]  # "Users of Microsoft Exchange", "Most of Egypt"
    for word in words:
        bare = word.rstrip(".").casefold()
        if bare in TITLES and not word.isupper():
            names[-1] = (
                [] if bare in ("secretary", "minister", "spokesman", "spokeswoman", "chief", "general") else names[-1]
            )
            names.append([])
        else:
            names[-1].append(word)
    found = []
    for words in names:
        words = [re.sub(r"['’]s?$", "", word) for word in words]
        words = [
            re.sub(
                r"-(?:backed|led|based|linked|aligned|born|owned|made|funded|run|style|era|wide|trained|supported|controlled|held)$",
                "",
                w,
            )
            for w in words
        ]
        while words and (
            words[0].casefold() in STOP_WORDS - {"us"}
            or words[0].casefold() in _SMALL_WORDS
            or (words[0].casefold() in NO_NAMES and len(words) == 1)
        ):
            words = words[1:]
        while words and (words[-1].casefold() in _SMALL_WORDS):
            words = words[:-1]
        name = " ".join(words).strip(".,'’\"-")
        if len(name) > 1 and name.casefold() not in NO_NAMES and not name.isdigit() and not ADJECTIVE.fullmatch(name):
            found.append(name)
    return found


_SMALL_WORDS = frozenset("of de da do dos del di du van von der bin al el la le for and the &".split())


def _abbreviations(text: str) -> dict[str, str]:
    """Map each abbreviation in brackets to the words before it whose initials it is."""
    found = {}
    for match in BRACKETED.finditer(text):
        short = match["short"]
        words = match["long"].split()
        for size in range(2, min(len(words), 8) + 1):
            phrase = words[-size:]
            initials = "".join(word[0] for word in phrase if word[0].isupper())
            if initials.casefold() == short.casefold() and phrase[0][0].isupper():
                found[short] = " ".join(phrase).strip('"“”')
                break
    return found


def _under_fullest(counts: Mapping[str, int], abbreviations: Mapping[str, str]) -> Counter[str]:
    """Give a surname's or short form's count to the one full name that holds it."""
    names = list(counts)
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        merged[_fullest(abbreviations.get(name, name), names)] += count
    return merged


def _fullest(name: str, names: list[str]) -> str:
    if " " in name:
        return name
    holders = [
        other for other in names if 2 <= len(other.split()) <= 3 and other.split()[-1] == name and not other.isupper()
    ]
    return holders[0] if len(holders) == 1 else name


def skeleton(name: str) -> str:
    """Return what spellings of one name have in common: its consonants, without accents, articles and doubles.

    >>> skeleton("Kataib Hizboullah") == skeleton("Kata'ib Hezbollah")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"\b(?:al|el|the)[\s-]+", "", plain)
    words = []
    for word in re.findall(r"\w+", re.sub(r"['’`]", "", plain)):
        kept = word[0] + re.sub(r"[aeiouy]", "", word[1:])
        words.append(re.sub(r"(.)\1+", r"\1", kept))
    return " ".join(words)
