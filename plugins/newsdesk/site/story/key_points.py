"""Key points: at most three sentences of the story itself, which tell most of it and stand on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import fsum, log

from ...article import Block, Role
from ...clean import after_dateline
from ..html import sentences

MOST = 3
SHORTEST_STORY = 220
"""Words, a minute's reading: of a shorter story the lede says it all."""
LENGTHS = range(8, 41)
"""Words of a key point: less tells too little, more is no point."""
ALIKE = 0.35
"""Share of common words from which on two sentences say the same."""
SHORTEST_WORD = 4
"""Letters; shorter words are mostly the language's own."""
MARKS = ".,;:!?؟،؛…\"'“”‘’«»„()[]–—-"
"""What stands around a word and is no part of it."""
LEANING = frozenset(
    "he she it they we i you his her its their this that these those but and or so yet however also then there here such "
    "neither both another other others instead meanwhile still nor if when while because as later earlier asked one some "
    "er sie es dies diese dieser dieses das aber und doch denn dort so "
    "il elle ils elles ce cette ces cela mais et or puis "
    "él ella ellos ellas esto esta este estos pero y además también "
    "وقال وقالت وأضاف وأضافت كما لكن ولكن وكان وكانت وأوضح وذكر وهو وهي وذلك هذا هذه".split()
)
"""First words of a sentence that leans on the one before."""
QUOTED = re.compile("[\"“”«»„'‘](?<!\\w['‘])")
MOST_WORDS = 100_000
"""Words kept in mind at once."""


class _Bare(dict[str, str]):
    """Each word as it stands to its letters, small; empty for one too short to tell anything. Each is looked at once."""

    def __missing__(self, word: str) -> str:
        if len(self) > MOST_WORDS:
            self.clear()
        bare = word.casefold().strip(MARKS)
        self[word] = found = bare if len(bare) >= SHORTEST_WORD or bare[:1].isdigit() else ""
        return found


_BARE = _Bare()


def key_points(headline: str, blocks: Iterable[Block]) -> list[str]:
    """Return up to three sentences of the story, verbatim, in its order; none of a short story.

    A sentence counts by its words' weight: how often they stand in the story, a word of the headline twice, less the
    deeper the sentence stands (SumBasic, Nenkova and Vanderwende 2005, with the lead that news gives the start).
    """
    paragraphs = [block.text for block in blocks if block.role is Role.BODY]
    paragraphs[:1] = map(after_dateline, paragraphs[:1])
    told = [(text, text.split()) for paragraph in paragraphs for text in sentences(paragraph)]
    if sum(len(words) for _, words in told) < SHORTEST_STORY:
        return []
    bare = [_bare(words) for _, words in told]
    counts = Counter(chain.from_iterable(bare))
    counts.update({word: counts[word] for word in _bare(headline.split())})
    found = [(place, text, set(bare[place])) for place, (text, words) in enumerate(told) if _stands_alone(text, words)]
    chosen: list[tuple[int, str, set[str]]] = []
    weight_of = [log(1 + count) for count in range(max(counts.values(), default=0) + 1)]
    weights = {word: weight_of[count] for word, count in counts.items()}

    def worth(row: tuple[int, str, set[str]]) -> float:
        place, _, words = row
        return fsum(map(weights.__getitem__, words)) / (6 + len(words)) / (1 + 0.06 * place)

    for place, text, words in sorted(found, key=lambda row: (-worth(row), row[0])):
        if all(_likeness(words, others) < ALIKE for _, _, others in chosen):
            chosen.append((place, text, words))
        if len(chosen) == MOST:
            break
    return [text for _, text, _ in sorted(chosen, key=lambda row: row[0])] if len(chosen) > 1 else []


def _stands_alone(text: str, words: Sequence[str]) -> bool:
    """True if a sentence is as long as a key point may be, quotes nobody and does not lean on the one before."""
    if text[-1] not in ".!؟?" or len(words) not in LENGTHS or _quotes(text):
        return False
    first = words[0].strip(MARKS) or words[1].strip(MARKS)  # behind a dash that stands alone
    return first.casefold() not in LEANING


def _quotes(text: str) -> bool:
    marked = not text.isascii() or '"' in text or "'" in text
    return marked and QUOTED.search(text) is not None


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _bare(words: Iterable[str]) -> list[str]:
    return list(filter(None, map(_BARE.__getitem__, words)))
