"""The vocabulary's names in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count

from ..words import MOST_WORDS, without_possessive, words_in
from .vocabulary import Vocabulary

SPEAKING = frozenset("spokesman spokeswoman spokesperson official officials sources".split())
ARABIC = frozenset("وفبلك")
ARABIC_PREFIX = re.compile(r"^[وفبلك]{1,2}(?=\w{3})")

Spelling = tuple[tuple[str, ...], str]
"""the words of a spelling, and the name it belongs to"""


class _Starts(dict[str, bool]):
    """Whether a name of the vocabulary may begin with a word as it stands, each word looked at once."""

    def __init__(self, by_first: Mapping[str, Iterable[Spelling]]) -> None:
        super().__init__()
        self._by_first = by_first

    def __missing__(self, word: str) -> bool:
        if len(self) > MOST_WORDS:
            self.clear()
        small = not word[:1].isupper()
        rows = self._by_first.get(without_possessive(word).casefold(), ())
        self[word] = found = word[:1] in ARABIC or any(not (small and words[0][0].isupper()) for words, _ in rows)
        return found


class Finder:
    """Finds the vocabulary's names in a text, the longest first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.never = vocabulary.never
        self._by_first: defaultdict[str, list[Spelling]] = defaultdict(list)
        self._by_two: defaultdict[tuple[str, str], list[Spelling]] = defaultdict(list)
        """by the first two words, in small letters; a single word stands before an empty one"""
        self.known = {spelling.casefold() for spelling in vocabulary.spellings}
        for spelling, name in vocabulary.spellings.items():
            words = tuple(words_in(spelling))
            if words:
                self._by_first[words[0].casefold()].append((words, name))
        self._starts = _Starts(self._by_first)
        for first, rows in self._by_first.items():
            for row in sorted(rows, key=lambda row: (-len(row[0]), row)):
                second = row[0][1].casefold() if len(row[0]) > 1 else ""
                self._by_two[first, second].append(row)

    def knows(self, name: str) -> bool:
        """True if `name` is a spelling of the vocabulary."""
        return name.casefold() in self.known

    def mentions(self, words: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
        """Yield the place of each mention of a name among the words of a text, the name, and whether it is a subject.

        Words of a longer name do not count for a shorter. A spokesman's house is a source, no subject: "Pentagon officials".
        """
        end = 0
        for place in compress(count(), map(self._starts.__getitem__, words)):
            if place < end:
                continue
            size, name = self._at(words, place)
            end = place + max(1, size)
            if name:
                yield place, name, end >= len(words) or words[end].casefold() not in SPEAKING

    def _at(self, words: Sequence[str], place: int) -> tuple[int, str]:
        first = without_possessive(words[place]).casefold()
        second = without_possessive(words[place + 1]).casefold() if place + 1 < len(words) else ""
        starts = (first, ARABIC_PREFIX.sub("", first)) if first[0] in ARABIC else (first,)
        for start in starts:
            for spelling, name in (*self._by_two.get((start, second), ()), *self._by_two.get((start, ""), ())):
                pasted = words[place : place + len(spelling)]
                if len(pasted) == len(spelling) and _same(spelling, pasted, cut=len(first) - len(start)):
                    return len(spelling), name
        return 0, ""


def _same(spelling: tuple[str, ...], pasted: Sequence[str], cut: int) -> bool:
    """A capital in the vocabulary asks for one in the text; a small letter takes either."""
    for wanted, word in zip(spelling, [pasted[0][cut:], *pasted[1:]], strict=True):
        word = without_possessive(word)
        if wanted.casefold() != word.casefold() or (wanted[0].isupper() and not word[0].isupper()):
            return False
        if wanted.isupper() and len(wanted) <= 3 and not word.isupper():
            return False
    return True
