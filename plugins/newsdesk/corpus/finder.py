"""The vocabulary's names in a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from .vocabulary import COMMON, Vocabulary
from .words import MOST_WORDS, WORD

SPEAKING = frozenset("spokesman spokeswoman spokesperson official officials sources".split())
ARABIC_PREFIX = re.compile(r"^[وفبلك]{1,2}(?=\w{3})")
DOTS = re.compile(r"\b([A-Z])\.(?=[A-Z]\.)|(?<=\b[A-Z])\.(?=\s)")
DEMONYMS = frozenset(
    alias.casefold()
    for entry in COMMON
    if entry.kind == "place"
    for alias in entry.aliases
    if " " not in alias and not alias.isupper() and not any(other.name.startswith(alias + " ") for other in COMMON)
)
"""Words for the people of a country, in small letters: they stand before names, and are no part of them."""
ARABIC = frozenset("وفبلك")


class _Starts(dict[str, bool]):
    """Whether a name of the vocabulary may begin with a word as it stands, each word looked at once."""

    def __init__(self, by_first: Mapping[str, Iterable[tuple[tuple[str, ...], str]]]) -> None:
        super().__init__()
        self._by_first = by_first

    def __missing__(self, word: str) -> bool:
        if len(self) > MOST_WORDS:
            self.clear()
        small = not word[:1].isupper()
        rows = self._by_first.get(word.casefold(), ())
        self[word] = found = word[:1] in ARABIC or any(not (small and words[0][0].isupper()) for words, _ in rows)
        return found


class Finder:
    """Counts the vocabulary's names in a text, the longest first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.never = vocabulary.never
        self.demonyms = DEMONYMS
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._known = {spelling.casefold() for spelling in vocabulary.spellings}
        for spelling, name in vocabulary.spellings.items():
            words = tuple(WORD.findall(spelling.replace(".", "")))
            if words:
                self._by_first[words[0].casefold()].append((words, name))
        self._starts = _Starts(self._by_first)
        for rows in self._by_first.values():
            rows.sort(key=lambda row: (-len(row[0]), row))

    def knows(self, name: str) -> bool:
        """True if `name` is a spelling of the vocabulary."""
        return name.casefold() in self._known

    def count(self, text: str) -> Counter[str]:
        """Count the mentions of each name; words of a longer name do not count for a shorter.

        A spokesman's house is a source, not a subject: "Pentagon officials" does not count, and may leave a name with 0.
        """
        words = [word[:-2] if word.endswith(("'s", "’s")) else word for word in WORD.findall(DOTS.sub(r"\1", text))]
        counts: Counter[str] = Counter()
        end = 0
        for place, word in enumerate(words):
            if not self._starts[word] or place < end:
                continue
            size, name = self._at(words, place)
            end = place + max(1, size)
            if name:
                counts[name] += words[end : end + 1] == [] or words[end].casefold() not in SPEAKING
        return counts

    def _at(self, words: list[str], place: int) -> tuple[int, str]:
        first = words[place].casefold()
        starts = (first, ARABIC_PREFIX.sub("", first)) if first[0] in ARABIC else (first,)
        for start in starts:
            for spelling, name in self._by_first.get(start, ()):
                pasted = words[place : place + len(spelling)]
                if len(pasted) == len(spelling) and _same(spelling, pasted, cut=len(first) - len(start)):
                    return len(spelling), name
        return 0, ""


def _same(spelling: tuple[str, ...], pasted: list[str], cut: int) -> bool:
    """A capital in the vocabulary asks for one in the text; a small letter takes either."""
    for wanted, word in zip(spelling, [pasted[0][cut:], *pasted[1:]], strict=True):
        if wanted.casefold() != word.casefold() or (wanted[0].isupper() and not word[0].isupper()):
            return False
        if wanted.isupper() and len(wanted) <= 3 and not word.isupper():
            return False
    return True
