"""A capitalised phrase, to the names in it."""

from __future__ import annotations

import re

from ..words import MOST_WORDS, STOP_WORDS
from .vocabulary import COUNTRY_NAMES, DEMONYMS

_CAPITAL = r"[^\x00-@\[-\x7f](?<=[^\W\d_a-z])"
"""Of any script. The engine skips to what the first brackets hold, twice as fast as to what the others do: A to Z, and all that is
not ASCII, said so that it is compiled in no time."""
_CAP = rf"{_CAPITAL}[\w’']*(?:[-.](?=\w)[\w’']+)*"
_SMALL = r"(?:of|de|da|do|dos|del|di|du|van|von|der|bin|bint|ibn|al|el|la|le|for|of the|d['’]|&)"
_AFTER_INITIAL = r"(?:(?<=\b[A-Z])\.(?=\s[A-Z][a-z.]))?"
_NUMBER = r"(?:\s(?!(?:19|20)\d\d)[1-9]\d{0,3}(?![\d.,:%/–-]?\w)(?!\s(?:pct|per ?cent|mln|million|billion|[-–])))?"
"""Of a name, as in "Apollo 11": no year, no score, no part of a measure."""
PHRASE = re.compile(rf"{_CAP}(?:{_AFTER_INITIAL}\s(?:{_SMALL}\s)?(?:al-)?{_CAP})*{_NUMBER}")

TITLES = frozenset(
    """mr mrs ms miss dr prof professor gen general lt col colonel maj major capt captain sgt sergeant adm admiral cpl sir lord lady dame president vice
    prime minister ministers secretary chancellor king queen prince princess pope ayatollah sheikh imam rev father sister senator sen rep representative congressman congresswoman republican democrat governor gov mayor
    ambassador envoy spokesman spokeswoman spokesperson chief director chairman chairwoman chair commander commissioner judge justice attorney
    inspector officer engineer treasurer cardinal cardinals bishop archbishop pm deputy acting former foreign defence defense interior finance health trade state lawmaker mp analyst correspondent leader head
    premier marshal brigadier sultan emir ceo editor""".split()
)
"""Words before a name that are no part of it."""

NO_NAMES = frozenset(
    """i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun photo staff reuters ap afp getty mr mrs ms am pm gmt utc est bst cet
    god christmas easter ramadan summer winter spring autumn north south east west northern southern eastern western english but and the however meanwhile
    american americans african african arab arabs muslim muslims christian shia shiite sunni jewish kurdish kurds french dutch greek swiss czech thai german germans afghan
    army navy police party court council committee commission ministry department agency administration assembly board open industry million billion trillion dollar dollars euro euros
    according earlier last later one two three four five six seven eight nine ten ok yes no covid tv internet""".split()
)
"""Capitalised words that are no tags, alone."""

ADJECTIVE = re.compile(r"\w+(?:ese|ish|ian|ean|raqi|aeli|stani|mani|meni|audi|irati|aiti|atari)s?")
"""What comes from a country, alone: Japanese, Turkish, Iranian, Iraqi."""

POSSESSIVE = re.compile(r"['’]s?$")
WITHIN = frozenset("people's women's men's children's lloyd's moody's mcdonald's".split())
"""Possessives within a name: "Korean People's Army"."""
COMPOUND = re.compile(
    r"-(?:backed|led|based|linked|aligned|born|owned|made|funded|run|style|era|wide|trained|supported|controlled|held)$"
)
BREAKING = frozenset("secretary minister engineer spokesman spokeswoman chief general".split())
"""Titles behind what belongs to an office, not to a name: "Treasury Secretary James Baker"."""


class _Names(dict[str, tuple[str, ...]]):
    """The names in a phrase: split at titles, and without what is no part of a name; each phrase looked at once."""

    def __missing__(self, phrase: str) -> tuple[str, ...]:
        if len(self) > MOST_WORDS:
            self.clear()
        names: list[list[str]] = [[]]
        words = phrase.split()
        of_a_country = not OF_A_COUNTRY.isdisjoint(map(_bare, words[1:]))
        of_a_body = _bare(words[-1]) in BODIES
        for word in words:
            bare = word.rstrip(".").casefold()
            if _is_title(word) and not of_a_body and names[-1][1:] != ["of"]:  # "Department of Defense"
                names[-1] = [] if bare in BREAKING else names[-1]
                names.append([])
            elif word in _INITIALS or (bare in DEMONYMS and not of_a_country):
                names.append([])
            else:
                within = bare.replace("’", "'") in WITHIN
                short = word if within else _bare(word)
                names[-1].append(short)
                if short != word:
                    names.append([])  # "Italy's Francesca Schiavone", "Dubai-based Emirates"
        self[phrase] = found = tuple(name for name in map(_trimmed, names) if name)
        return found


NAMES = _Names()


def _is_title(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    return bare in TITLES and (bare == "pm" or not word.isupper())


OF_A_COUNTRY = frozenset(
    """Airlines Airways Army Force Forces Navy Guard Railways Party Open Prix Cup League Federation Association Society Union Museum
    Revolution War Television Broadcasting Corporation Company Embassy Parliament Championship Championships Games Agency
    Commission Territory Ocean""".split()
)
"""What has the word for a country's people in its name: "British National Party", "Turkish Airlines Flight 7"."""
BODIES = frozenset(
    """Department Ministry Office Service Agency Committee Commission Council Court Board Bureau Party Motors Electric Fund Union
    Association Organization Organisation Institute University""".split()
)
"""What ends the name of a body, in which the word for a title is none: "State Department", "Federal Trade Commission"."""


def _bare(word: str) -> str:
    """Return a word without its possessive ending, and without "-backed" and the like."""
    if "'" in word or "’" in word:
        word = POSSESSIVE.sub("", word)
    return COMPOUND.sub("", word) if "-" in word else word


def _trimmed(words: list[str]) -> str:
    """Return the name that some words make, empty if they make none."""
    while words:
        first = words[0].casefold()
        if (first in _NO_START) or first.endswith("ing") or (len(words) == 1 and first in NO_NAMES):
            words = words[1:]
            continue
        last = words[-1].casefold()
        firm = last in FIRMS and words[:-1] != ["News"]
        if firm or last in _NO_END or (len(last) < 3 and last.endswith(".")):
            words = words[:-1]
            continue
        break
    if words and words[-1].isdigit() and _is_counted(words[:-1]):
        words = words[:-1]
    name = " ".join(words).strip(".,'’\"-")
    if len(words) > 4 or not 1 < len(name) <= 40 or (name.isupper() and (" " in name or len(name) > 6)):
        return ""
    if words[0] in SIDES and " ".join(words[1:]) in COUNTRY_NAMES:
        return ""
    good = name.casefold() not in NO_NAMES and not name.isdigit() and not ADJECTIVE.fullmatch(name)
    return name if good else ""


def _is_counted(words: list[str]) -> bool:
    """True if a number behind these words is none of the name: "Qatar 20", "May 11"."""
    return not words or words[-1].casefold() in NO_NAMES or " ".join(words) in COUNTRY_NAMES


SIDES = frozenset(("Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower"))
"""With a country they make no name of their own: "Northern Mali"."""
_INITIALS = frozenset(("U.S.", "U.S", "U.K.", "U.N.", "US", "UK", "UN", "EU", "E.U.", "E.C."))
"""Before a name, they stand for themselves: "US Central Command" is an exception, which an editor's vocabulary makes."""

SMALL_WORDS = frozenset("of de da do dos del di du van von der bin al el la le for &".split())
_NO_START = STOP_WORDS - SMALL_WORDS - set("us new los las les der die das den des".split()) | {
    "of",
    "for",
    "and",
    "the",
    "&",
}
"""No articles of other languages, nor "New": Las Vegas, Le Monde, New York, Al Gore."""
FIRMS = frozenset("inc corp ltd co plc ag nv llc fc f.c".split())
"""Behind a firm's name, which all but the first mention leave out."""
_NO_END = STOP_WORDS | SMALL_WORDS | {"obe", "mbe", "cbe", "jr", "sr", "phd", "md", "esq"}
