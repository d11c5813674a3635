"""The same story pasted twice."""

from __future__ import annotations

from array import array

from .words import Numbers, number_of

SIZE = 4
"""Words in a shingle: long enough that two reports of one event share few, short enough that a light rewrite keeps many."""
KEPT = 4
"""One shingle in so many is kept, by the number of its first word, so that two sketches can be compared (Broder 1997)."""
ALIKE = 0.4
"""From this share of common shingles on two stories are one: an agency's text cut to half its length has a half."""


WORTH_A_LOOK = 0.5
"""Nearness from which on two stories are compared: twins have all their words in common."""


_NUMBERS = Numbers()


def sketch_of(words: list[str]) -> bytes:
    """Return the sketch of a text: the numbers of some of its shingles, 32 bits each, rising."""
    kept = set()
    for place, number in enumerate(map(_NUMBERS.__getitem__, words)):
        if not (number >> 8) % KEPT:
            run = " ".join(words[place : place + SIZE])
            kept.add(number_of(run))
    return array("I", sorted(kept)).tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of common shingles (Jaccard), estimated; 0.0 to 1.0."""
    first, second = set(memoryview(one).cast("I")), set(memoryview(other).cast("I"))
    return len(first & second) / len(first | second) if first and second else 0.0
