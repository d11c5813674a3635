"""The same story pasted twice."""

from __future__ import annotations

from array import array
from itertools import islice

from .words import number_of

SIZE = 4
"""Words in a shingle: long enough that two reports of one event share few, short enough that a light rewrite keeps many."""
KEPT = 4
"""One shingle in so many is kept, by its number, so that two sketches can be compared (Broder 1997)."""
ALIKE = 0.4
"""From this share of common shingles on two stories are one: an agency's text cut to half its length has a half."""


WORTH_A_LOOK = 0.5
"""Nearness from which on two stories are compared: twins have all their words in common."""


def sketch_of(words: list[str]) -> bytes:
    """Return the sketch of a text: the numbers of some of its shingles, 32 bits each, rising."""
    numbers = [number_of(word) for word in words]
    kept = set()
    for run in zip(*(islice(numbers, start, None) for start in range(SIZE)), strict=False):
        mixed = 0
        for number in run:
            mixed = (mixed * 2654435761 + number) & 0xFFFFFFFF
        mixed = (mixed ^ mixed >> 15) * 2246822519 & 0xFFFFFFFF
        if not (mixed >> 8) % KEPT:
            kept.add(mixed)
    return array("I", sorted(kept)).tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of common shingles (Jaccard), estimated; 0.0 to 1.0."""
    first, second = set(memoryview(one).cast("I")), set(memoryview(other).cast("I"))
    return len(first & second) / len(first | second) if first and second else 0.0
