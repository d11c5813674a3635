"""Key points: at most three sentences of the story itself, which tell most of it and stand on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import log

from ..article import Block, Role
from ..clean.facts import after_dateline
from .html import sentences

MOST = 3
SHORTEST_STORY = 220
"""Words, a minute's reading: of a shorter story the lede says it all."""
LENGTHS = range(8, 41)
"""Words of a key point: less tells too little, more is no point."""
ALIKE = 0.35
"""Share of common words from which on two sentences say the same."""
SHORTEST_WORD = 4
"""Letters; shorter words are mostly the language's own."""
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*")
LEANING = frozenset(
    "he she it they we i you his her its their this that these those but and or so yet however also then there here such "
    "neither both another other others instead meanwhile still nor if when while because as later earlier asked one some "
    "er sie es dies diese dieser dieses das aber und doch denn dort so "
    "il elle ils elles ce cette ces cela mais et or puis "
    "él ella ellos ellas esto esta este estos pero y además también "
    "وقال وقالت وأضاف وأضافت كما لكن ولكن وكان وكانت وأوضح وذكر وهو وهي وذلك هذا هذه".split()
)
"""First words of a sentence that leans on the one before."""
QUOTED = re.compile("[\"“”«»„]|(?<!\\w)['‘]")


def key_points(headline: str, blocks: Iterable[Block]) -> list[str]:
    """Return up to three sentences of the story, verbatim, in its order; none of a short story.

    A sentence counts by its words' weight: how often they stand in the story, a word of the headline twice, less the
    deeper the sentence stands (SumBasic, Nenkova and Vanderwende 2005, with the lead that news gives the start).
    """
    paragraphs = [block.text for block in blocks if block.role is Role.BODY]
    paragraphs[:1] = map(after_dateline, paragraphs[:1])
    if sum(len(text.split()) for text in paragraphs) < SHORTEST_STORY:
        return []
    counts = Counter(word for text in paragraphs for word in _words(text))
    counts.update({word: counts[word] for word in _words(headline)})
    found = list(_candidates(paragraphs))
    worth = {place: _worth(text, place, counts) for place, text in found}
    chosen: list[tuple[int, str]] = []
    for place, text in sorted(found, key=lambda pair: (-worth[pair[0]], pair[0])):
        if all(_likeness(text, other) < ALIKE for _, other in chosen):
            chosen.append((place, text))
        if len(chosen) == MOST:
            break
    return [text for _, text in sorted(chosen)] if len(chosen) > 1 else []


def _candidates(paragraphs: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the sentences that stand on their own, with their place in the story."""
    place = 0
    for paragraph in paragraphs:
        for text in sentences(paragraph):
            first = WORD.search(text)
            stands = first is not None and first.group().casefold() not in LEANING
            if stands and len(text.split()) in LENGTHS and text[-1] in ".!؟?" and not QUOTED.search(text):
                yield place, text
            place += 1


def _worth(text: str, place: int, counts: Counter[str]) -> float:
    words = set(_words(text))
    return sum(log(1 + counts[word]) for word in words) / (6 + len(words)) / (1 + 0.06 * place)


def _likeness(one: str, other: str) -> float:
    first, second = set(_words(one)), set(_words(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _words(text: str) -> list[str]:
    found = (word.casefold() for word in WORD.findall(text))
    return [word for word in found if len(word) >= SHORTEST_WORD or word[0].isdigit()]
