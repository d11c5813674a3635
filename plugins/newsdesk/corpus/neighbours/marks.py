"""Which of many stories share marks, the terms by which they find each other, counted with NumPy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .places import NONE

PAIRS = 1 << 18
"""Pairs of stories that are counted at a time: their counts stay near the core."""
HOLDERS = 1 << 20
"""Holders that are counted at a time, unless one story's marks have more."""
COUNT = 8
"""Bits of a count of marks, which are HEAVY at most; the counts of six classes are one whole number below 2^53."""
Numbers = Any
"""an array of NumPy's"""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of all stories, by which they find each other, one story after the other; and who has which."""

    ranks: Numbers
    ends: Numbers
    """0, and after each story how many marks came so far"""
    holders: Numbers
    """the slots that have each mark, rising, by rank"""
    begins: Numbers
    """by rank: where its holders begin"""
    counts: Numbers
    """by rank: how many these are"""
    classes: Numbers
    """by rank"""
    worth: list[int]
    """by class: what it is worth to share a mark"""


def marks_among(terms: Numbers, classes: Numbers, worth: list[int]) -> Marks:
    """Return the marks among the heaviest terms of each story, a row of ranks; the rank after the last stands for none.

    `classes` are those of all terms, by rank; `worth` has a place for each class of marks.
    """
    marked = np.append(classes < len(worth), False)[terms]
    slots, columns = np.nonzero(marked)
    ranks = terms[slots, columns]
    packed = ranks.astype(np.uint64) << 32 | slots.astype(np.uint64)
    packed.sort()
    holders = (packed & NONE).astype(np.int64)
    ends = np.append(0, np.cumsum(marked.sum(axis=1)))
    counts = np.bincount(ranks, minlength=len(classes))
    return Marks(ranks, ends, holders, np.cumsum(counts) - counts, counts, classes, worth)


def batches(marks: Marks) -> Iterator[range]:
    """Yield the slots, a few at a time, so that there are not too many pairs and holders to count."""
    holders = np.append(0, np.cumsum(marks.counts[marks.ranks]))[marks.ends]
    stories, first = len(marks.ends) - 1, 0
    while first < stories:
        end = min(first + PAIRS // stories, int(np.searchsorted(holders, holders[first] + HOLDERS)), stories)
        yield range(first, max(first + 1, end))
        first = max(first + 1, end)


def candidates(marks: Marks, slots: range) -> tuple[Numbers, Numbers, Numbers]:
    """Return all pairs of one of these slots and another that are candidates: row, other, weight of what they share.

    As `places.shared_marks` counts it: a single mark that more than a few hold makes no candidate.
    """
    stories = len(marks.ends) - 1
    ends = marks.ends[slots.start : slots.stop + 1]
    ranks = marks.ranks[ends[0] : ends[-1]]
    counts = marks.counts[ranks]
    where = np.repeat(marks.begins[ranks] + counts - np.cumsum(counts), counts)
    where += np.arange(len(where))
    rows = np.repeat(np.arange(len(slots)), np.diff(ends))
    pairs = marks.holders[where] + np.repeat(rows * stories, counts)
    ones = np.repeat(2.0 ** (COUNT * marks.classes[ranks].astype(np.int64)), counts)
    packed = np.bincount(pairs, ones, len(slots) * stories).astype(np.int64)
    packed[np.arange(len(slots)) * stories + np.array(slots)] = 0
    enough = sum((255 if kind < 2 else 254) << COUNT * kind for kind in range(len(marks.worth)))
    found = np.flatnonzero(packed & enough)
    rows, others = np.divmod(found, stories)
    return rows, others, _common(packed[found], marks.worth)


def _common(packed: Numbers, worth: list[int]) -> Numbers:
    """Return the weight of shared marks from how many of each class there are, COUNT bits each."""
    total, begun = np.zeros(len(packed), np.int64), np.zeros(len(packed), bool)
    for kind, each in enumerate(worth):
        count = packed >> COUNT * kind & (1 << COUNT) - 1
        begun |= count > (0 if kind < 2 else 1)
        total += count * begun * each
    return total
