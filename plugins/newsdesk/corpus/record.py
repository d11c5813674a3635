"""One story as the corpus needs it: read alone, small, fit to be kept."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from typing import NamedTuple

from .tags import LEDE, Finder, Name, names_of
from .twins import sketch_of
from .words import number_of, pairs_of, telling, words_in

HEADLINE_WEIGHT = 4
"""How often a headline counts beside the body; the lede counts half again."""
NAMED_WEIGHT = 8
"""How often a name of the editor's vocabulary counts: it links a story in another language, whose words are all different.
Countries and the like do not: they stand in stories of every subject."""
SCALE = 16
WEIGHTS = bytes([0, *(min(255, round(SCALE * (1 + math.log(max(1, halves / 2))))) for halves in range(1, 256))])
"""The weight of a term that stands so many half times: 1 + ln n, in sixteenths."""


class Record(NamedTuple):
    """What is kept of a story: plain values, fit for `marshal` and `pickle`, some 4 kB for 600 words."""

    terms: bytes
    """numbers of its terms, 32 bits each, rising"""
    weights: bytes
    """the weight of each term, in sixteenths, a byte each"""
    sketch: bytes
    """see `twins`"""
    names: tuple[Name, ...]
    """what may become its tags, the weightiest first"""
    editors: tuple[str, ...] = ()
    """the names of the editor's vocabulary in it, countries and the like left out, by letter"""


def read_story(headline: str, body: str, finder: Finder) -> Record:
    """Read one story, knowing no other. The record depends on the texts, the finder's vocabulary and this package alone."""
    words = words_in(body)
    names, editors = names_of(headline, body, words, finder)
    single = telling(words)
    pairs = pairs_of(single)
    first = len(telling(words[: len(words_in(body[:LEDE]))]))
    halves = Counter([*single, *pairs, *single, *pairs, *single[:first], *pairs[: max(0, first - 1)]])
    title = words_in(headline)
    told = telling(title)
    for term in told + pairs_of(told):
        halves[term] += 2 * HEADLINE_WEIGHT
    for name in editors:
        halves[number_of(f"tag {name}")] += 2 * NAMED_WEIGHT
    terms = array("I", sorted(halves))
    weights = bytes([WEIGHTS[count] if count < 256 else WEIGHTS[255] for count in map(halves.__getitem__, terms)])
    return Record(terms.tobytes(), weights, sketch_of(title, words), names, editors)
