"""Key points: at most three sentences of the story itself, which tell most of it and stand on their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import fsum, log

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
    counts = Counter(_words("\n".join(paragraphs)))
    counts.update({word: counts[word] for word in _words(headline)})
    found = [(place, text, set(_words(text))) for place, text in _candidates(paragraphs)]
    chosen: list[tuple[int, str, set[str]]] = []
    for place, text, words in sorted(found, key=lambda row: (-_worth(row[2], row[0], counts), row[0])):
        if all(_likeness(words, others) < ALIKE for _, _, others in chosen):
            chosen.append((place, text, words))
        if len(chosen) == MOST:
            break
    return [text for _, text, _ in sorted(chosen, key=lambda row: row[0])] if len(chosen) > 1 else []


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


def _worth(words: set[str], place: int, counts: Counter[str]) -> float:
    return fsum(log(1 + counts[word]) for word in words) / (6 + len(words)) / (1 + 0.06 * place)


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD or word[0].isdigit()]
