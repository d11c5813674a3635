"""Tokens, stop words, a light stem, and terms as numbers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
APART = bytes(code if code > 127 or chr(code).isalnum() or chr(code) == "'" else ord(" ") for code in range(256))
"""Each byte of a text, a space for a mark between words: four times as fast. What is not English is looked at again."""
DOTTED = re.compile(r"\.(?<=[A-Z]\.)(?=[A-Z](?:\.|\b))")
"""The full stop of an initial; it opens with the stop, for the engine skips to these."""

STOP_WORDS = frozenset(
    """a about above after again against all also although am among an and any are aren't as at be because been before being below between both but
    by can can't cannot could couldn't did didn't do does doesn't doing don't down during each either else even ever every few first for from further get
    had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if in into is
    isn't it it's its itself just last later least less let like made make many may me might more most much must my near never new next no nor not now
    of off often on once one only or other our out over own per quite rather said same say says she should since so some still such than that that's the
    their them then there these they this those though three through to together too told toward two under until up upon us use used very was
    wasn't we well were weren't what when where whether which while who whom whose why will with within without would year years yet you your yours
    according added among amid another around back came come day days four five end got go going good great including know largest left long man
    mr mrs ms month months number part people percent place put set several six take taken ten time times today took week weeks went work yesterday
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
    der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind
    noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei
    le la les des et en un une du que est pour qui dans par plus au sur ne se pas ce il sont avec ont été aux son sa ses
    el los las y del que en por con para una su al lo como más pero sus o este ha sí porque esta entre cuando muy sin sobre
    في من على أن إن إلى عن التي الذي هذا هذه مع ما لا كان كانت قد بعد قبل بين كما أو ثم حيث وقد ذلك وقال قال منذ خلال لم لن كل غير عند أي وكان و""".split()
)
"""Words that tell nothing about a story, in several languages, lower case."""


def words_in(text: str) -> list[str]:
    """Return the words of a text, in order; initials with dots between them are one.

    >>> words_in("U.S. troops' base, Erbil's own")
    ['US', 'troops', 'base', "Erbil's", 'own']
    """
    text = DOTTED.sub("", text)
    runs = text.encode("utf-8", "surrogatepass").translate(APART).decode("utf-8", "surrogatepass").split()
    if text.isascii() and "'" not in text:
        return runs
    return [word for run in runs for word in ((run,) if run.isalnum() else WORD.findall(run))]


def stem(word: str) -> str:
    """Return `word` without the commonest endings, so that "strikes" and "strike" are one.

    >>> [stem(word) for word in ("strikes", "militias", "parties", "gas", "killed", "reading")]
    ['strike', 'militia', 'party', 'gas', 'killed', 'reading']
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "aius":
        return word[:-1]
    if len(word) > 4 and word.endswith(("as", "is")) and word.endswith("ias"):
        return word[:-1]
    return word


def without_possessive(word: str) -> str:
    """Return "Erbil" for "Erbil's"."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


class Ids(dict[str, int]):
    """Each word as it stands to the number of its stem, 32 bits; 0 for a word that tells nothing.

    A word is looked at once, however often it stands: most of the reading time would go there.
    """

    def __missing__(self, word: str) -> int:
        if len(self) > MOST_WORDS:
            self.clear()
        bare = without_possessive(word.casefold())
        telling = len(bare) > 1 and bare not in STOP_WORDS
        self[word] = found = number_of(stem(bare)) if telling else 0
        return found


MOST_WORDS = 400_000
"""Words kept in mind at once: some 60 MB."""
_IDS = Ids()


def number_of(term: str) -> int:
    """Return the number of a word: 32 bits, odd, the same in every run, which Python's own hash is not."""
    return zlib.crc32(term.encode()) | 1


def telling(words: Iterable[str]) -> list[int]:
    """Return the numbers of the words that tell something, in order."""
    return list(filter(None, map(_IDS.__getitem__, words)))


def pairs_of(numbers: Sequence[int]) -> list[int]:
    """Return a number for each two telling words that follow each other when the rest is left out.

    Neighbours across a small word ("strike on Erbil") find the same event more often than strict neighbours do. Their
    numbers are even (Knuth's multiplicative hash, so that their order counts).
    """
    return [(first * 2654435761 + second) & 0xFFFFFFFE for first, second in pairwise(numbers)]
