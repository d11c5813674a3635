"""Names in running text: capitalised phrases, read over the whole story."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

from .vocabulary import DEMONYMS
from .words import MOST_WORDS, STOP_WORDS

_CAP = r"[^\W\d_a-z][\w’']*(?:[-.](?=\w)[\w’']+)*"
_SMALL = r"(?:of|de|da|do|dos|del|di|du|van|von|der|bin|bint|ibn|al|el|la|le|for|and the|of the|d['’]|&)"
_AFTER_INITIAL = r"(?:(?<=\b[A-Z])\.(?=\s[A-Z][a-z.]))?"
PHRASE = re.compile(rf"{_CAP}(?:{_AFTER_INITIAL}\s(?:{_SMALL}\s)?(?:al-)?{_CAP})*")
BRACKETED = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,9})\)")
BEFORE_BRACKET = 120
"""Characters before a bracket in which its long form stands."""

TITLES = frozenset(
    """mr mrs ms miss dr prof professor gen general lt col colonel maj major capt captain sgt sergeant adm admiral cpl sir lord lady dame president vice
    prime minister ministers secretary chancellor king queen prince princess pope ayatollah sheikh imam rev father sister senator sen rep representative congressman congresswoman republican democrat governor gov mayor
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
    army navy police party court council committee commission ministry board open industry million billion trillion dollar dollars euro euros
    according earlier last later one two three four five six seven eight nine ten ok yes no covid tv internet""".split()
)
"""Capitalised words that are no tags, alone."""

ADJECTIVE = re.compile(r"\w+(?:ese|ish|ian|ean|raqi|aeli|stani|mani|meni|audi|irati|aiti|atari)s?")
"""What comes from a country, alone: Japanese, Turkish, Iranian, Iraqi."""

SPEAKS = re.compile(
    r"['’]?s?\s(?:spokes(?:man|woman|person)|officials?|press secretary|sources)\b|,?\s(?:an? |the )?(?:analyst|researcher|economist)\b"
)
"""What follows the name of one who is asked, or whose people are: no subject of the story."""
SPEAKS_FROM = ("'", "’", "s", ",", " ", "\n", "\t", "\xa0")


def names_in_text(text: str, words: Iterable[str]) -> Counter[str]:
    """Count the names in `text`, whose words are `words`, each under its fullest form.

    A capital at the start of a sentence makes no name, unless the word stands capitalised elsewhere, too.
    Who is asked is a source, not a subject: "Ada Marsh, an analyst" does not count, and may leave a name with 0.
    """
    sure: Counter[str] = Counter()
    first: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    speakers: set[str] = set()
    lower = set(words)
    for match in PHRASE.finditer(text):
        phrase = match[0]
        if phrase in _NOTHING:
            continue
        start, end = match.span()
        if text[start - 3 : start] == "al-" and not text[start - 4 : start - 3].isalnum():
            start -= 3
            phrase = "al-" + phrase
        starts = _starts_sentence(text, start)
        found = _NAMES[_without_first(phrase, lower) if starts else phrase]
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
        if name in sure or (folded not in lower and folded not in STOP_WORDS and name in known_words):
            sure[name] += count
    heard = Counter({name: count - quoted[name] for name, count in sure.items()})
    found_names = _under_fullest(heard, _abbreviations(text))
    return Counter({name: 0 if name in speakers else count for name, count in found_names.items()})


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
POSSESSIVE = re.compile(r"['’]s?$")
WITHIN = frozenset("people's women's men's children's lloyd's moody's mcdonald's".split())
"""Possessives within a name: "Korean People's Army"."""
COMPOUND = re.compile(
    r"-(?:backed|led|based|linked|aligned|born|owned|made|funded|run|style|era|wide|trained|supported|controlled|held)$"
)
BREAKING = frozenset("secretary minister spokesman spokeswoman chief general".split())
"""Titles behind what belongs to an office, not to a name: "Treasury Secretary James Baker"."""


_NOTHING = frozenset(word.capitalize() for word in STOP_WORDS | NO_NAMES) - {"Us"}
"""Half of all capitalised words are these, at the start of a sentence; they are passed over before anything else."""


def _without_first(phrase: str, lower: Container[str]) -> str:
    """Take off the word that opens a sentence, where it is no part of the name behind it."""
    words = phrase.split()
    if len(words) > 2 and words[1] in _SMALL_WORDS:
        return " ".join(words[2:])  # "Users of Microsoft Exchange", "Most of Egypt"
    if len(words) > 1 and words[0].casefold() in lower:
        return " ".join(words[1:])  # "Adding Piedmont": the word stands in small letters elsewhere
    return phrase


class _Names(dict[str, tuple[str, ...]]):
    """The names in a phrase: split at titles, and without what is no part of a name; each phrase looked at once."""

    def __missing__(self, phrase: str) -> tuple[str, ...]:
        if len(self) > MOST_WORDS:
            self.clear()
        names: list[list[str]] = [[]]
        for word in phrase.split():
            bare = word.rstrip(".").casefold()
            if bare in TITLES and not word.isupper():
                names[-1] = [] if bare in BREAKING else names[-1]
                names.append([])
            elif word in _INITIALS or (bare in DEMONYMS and phrase.split()[-1] not in OF_A_COUNTRY):
                names.append([])
            else:
                within = bare.replace("’", "'") in WITHIN
                names[-1].append(word if within else _bare(word))
                if POSSESSIVE.search(word) and not within:
                    names.append([])  # "Italy's Francesca Schiavone"
        self[phrase] = found = tuple(name for name in map(_trimmed, names) if name)
        return found


_NAMES = _Names()
OF_A_COUNTRY = frozenset(
    """Airlines Airways Army Force Forces Navy Guard Railways Party Open Prix Cup League Federation Association Society Union Museum
    Revolution War Television Broadcasting Corporation Company Embassy Parliament Championship Championships Games""".split()
)
"""What has the word for a country's people in its name: "British National Party", "Turkish Airlines", "French Open"."""


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
        if last in _NO_END or (len(last) < 3 and last.endswith(".")):
            words = words[:-1]
            continue
        break
    name = " ".join(words).strip(".,'’\"-")
    if len(words) > 4 or not 1 < len(name) <= 40 or (name.isupper() and (" " in name or len(name) > 6)):
        return ""
    good = name.casefold() not in NO_NAMES and not name.isdigit() and not ADJECTIVE.fullmatch(name)
    return name if good else ""


_INITIALS = frozenset(("U.S.", "U.S", "U.K.", "U.N.", "US", "UK", "UN", "EU", "E.U.", "E.C."))
"""Before a name, they stand for themselves: "US Central Command" is an exception, which an editor's vocabulary makes."""

_SMALL_WORDS = frozenset("of de da do dos del di du van von der bin al el la le for and the &".split())
_NO_START = STOP_WORDS - _SMALL_WORDS - set("us new los las les der die das den des".split()) | {
    "of",
    "for",
    "and",
    "the",
    "&",
}
"""No articles of other languages, nor "New": Las Vegas, Le Monde, New York, Al Gore."""
_NO_END = STOP_WORDS | _SMALL_WORDS | {"obe", "mbe", "cbe", "jr", "sr", "phd", "md", "esq"}


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


def _under_fullest(counts: Mapping[str, int], abbreviations: Mapping[str, str]) -> Counter[str]:
    """Give a surname's or short form's count to the one full name that ends in it."""
    full: defaultdict[str, list[str]] = defaultdict(list)
    for name in counts:
        words = name.split()
        if 2 <= len(words) <= 3 and not name.isupper():
            full[words[-1]].append(name)
    merged: Counter[str] = Counter()
    for name, count in counts.items():
        long = abbreviations.get(name, name)
        holders = full.get(long, ())
        merged[holders[0] if len(holders) == 1 else long] += count
    return merged


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


def spelling_key(name: str) -> str:
    """Return what tells whether two spellings are one name: the skeleton, or the name itself if that is too short."""
    bones = skeleton(name)
    return bones if len(bones) > 4 else name.casefold()


def is_part(name: str, counts: Mapping[str, int]) -> bool:
    """True for an adjective of another name, or part of one named as often: "Observatory" beside its full name."""
    for other, count in counts.items():
        if other == name:
            continue
        adjective = name.startswith(other) and name[len(other) :] in ("i", "n", "an", "ian", "ese", "is", "ns")
        if adjective or (f" {name} " in f" {other} " and count >= counts[name]):
            return True
    return False
