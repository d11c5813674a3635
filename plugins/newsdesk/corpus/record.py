"""One story as the corpus needs it: read alone, small, fit to be kept."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from dataclasses import dataclass

from .words import WORD, term_ids

LEDE = 700
"""Characters at the start of a body whose words count half again: a story says first what it is about."""
HEADLINE_WEIGHT = 3
"""How often a headline counts beside the body."""
SCALE = 16
WEIGHT = bytes([0, *(min(255, round(SCALE * (1 + math.log(max(1, halves / 2))))) for halves in range(1, 256))])
"""The weight of a term that stands so many half times: 1 + ln n, in sixteenths."""


@dataclass(frozen=True, slots=True)
class Record:
    terms: bytes
    weights: bytes


def terms_and_weights(headline: str, body: str, known: Counter[str] | None = None) -> tuple[bytes, bytes]:
    halves: Counter[int] = Counter()
    words = WORD.findall(body)
    lede = WORD.findall(body[:LEDE])
    ids = term_ids(words)
    halves.update(ids)
    halves.update(ids)
    halves.update(term_ids(lede))
    title = term_ids(WORD.findall(headline))
    for _ in range(2 * HEADLINE_WEIGHT):
        halves.update(title)
    terms = array("I", sorted(halves))
    return terms.tobytes(), bytes([WEIGHT[min(255, halves[term])] for term in terms])
