"""All stories' neighbours from nothing, where there are many: with NumPy, in a seventh of the time.

The sums are those of `lists`: of whole numbers, so that no order of adding shows. What a neighbour is worth is multiplied in
the same order, so that it is the same to the bit.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import places
from .days_apart import SOON
from .marks import Marks, Numbers, batches, candidates, marks_among
from .places import NONE, State, Terms
from .term_weights import LONE, class_of, first_common, weights

PARTS = 16
"""The terms of all stories are sorted in so many parts, so that little is held twice."""
BATCH = 512
"""Stories whose vectors are made at a time, 32,768 at most: see `_heaviest`."""
FAR = 1 << 40
"""A day far from all others, for a story without one."""


@dataclass(frozen=True, slots=True)
class Held:
    """The terms of all stories, one story after the other."""

    terms: Numbers
    weights: Numbers
    """beside each of `terms`: its weight in the story"""
    ends: Numbers
    """0, and after each story how many terms came so far"""


@dataclass(frozen=True, slots=True)
class Shared:
    """The terms that several stories hold, rising; where one stands here is its rank."""

    terms: Numbers
    classes: Numbers


@dataclass(frozen=True, slots=True)
class Vectors:
    """HEAVY columns for each story: the ranks of its heaviest terms, and what they weigh; behind them weights of 0."""

    ranks: Numbers
    weights: Numbers


def fill(state: State, records: Mapping[str, Terms]) -> None:
    """Fill in what a state lacks that has its stories, days and voters."""
    held = _held(state, records)
    heavy = weights(len(state.voters))
    shared, ranks = _sort_terms(state, held)
    held = replace(held, terms=ranks)
    vectors = _vectors(state, held, shared, np.array(heavy, np.int64))
    del held, ranks
    worth = [weight * weight for weight in heavy[: first_common(len(state.voters))]]
    marks = marks_among(vectors.ranks, shared.classes, worth)
    _extend(state.mark_keys, np.repeat(shared.terms, marks.counts))
    _extend(state.mark_holders, marks.holders)
    _fill_lists(state, vectors, marks)


def _held(state: State, records: Mapping[str, Terms]) -> Held:
    terms, values, ends = bytearray(), bytearray(), [0]
    for record in map(records.__getitem__, state.slugs):
        terms += record.terms
        values += record.weights
        ends.append(len(values))
    return Held(np.frombuffer(terms, np.uint32), np.frombuffer(values, np.uint8), np.array(ends))


def _extend(into: array[Any], numbers: Numbers) -> None:
    into.frombytes(np.ascontiguousarray(numbers, into.typecode).view(np.uint8))


def _sort_terms(state: State, held: Held) -> tuple[Shared, Numbers]:
    """Fill in who holds which term; return the shared ones, and the rank of each of the terms held.

    Of one that a story holds alone the rank is how many shared ones there are.
    """
    slots = np.repeat(np.arange(len(state.slugs), dtype=np.uint32), np.diff(held.ends))
    votes = np.isin(np.arange(len(state.slugs)), state.voters)
    class_by_votes = np.array([class_of(0, count) for count in range(len(state.voters) + 1)], np.uint8)
    ranks = np.empty(len(held.terms), np.uint32)
    terms, classes, known = [], [], 0
    for part in range(PARTS):
        keys, where = _sorted_part(held.terms, part)
        holders = slots[where]
        voted = votes[holders]
        _extend(state.keys, keys)
        _extend(state.holders, holders)
        _extend(state.vote_keys, keys[voted])
        firsts = np.flatnonzero(np.diff(keys, prepend=keys[:1] ^ 1))
        counts = np.diff(firsts, append=len(keys))
        several = counts > 1
        ranks[where] = np.repeat(np.where(several, known + np.cumsum(several) - 1, NONE), counts)
        terms.append(keys[firsts[several]])
        odd = (terms[-1] & 1).astype(np.uint8)  # a term of one word, whose class is the lower one
        classes.append(class_by_votes[np.add.reduceat(voted, firsts, dtype=np.int64)[several]] - odd)
        known += len(terms[-1])
    return Shared(np.concatenate(terms), np.concatenate(classes)), np.minimum(ranks, known, out=ranks)


def _sorted_part(terms: Numbers, part: int) -> tuple[Numbers, Numbers]:
    """Return one part of the terms, rising, and where each of them stood."""
    where = np.flatnonzero(terms // ((NONE + 1) // PARTS) == part).astype(np.uint64)
    packed = terms[where].astype(np.uint64) << 32 | where
    packed.sort()
    return (packed >> 32).astype(np.uint32), packed & NONE


def _vectors(state: State, held: Held, shared: Shared, heavy: Numbers) -> Vectors:
    """Fill in the heaviest terms of each story; of those held it takes the ranks."""
    stories, width = len(state.slugs), places.HEAVY
    found = Vectors(np.full((stories, width), len(shared.terms), np.uint32), np.zeros((stories, width), np.int64))
    classes, terms = np.append(shared.classes, np.uint8(LONE)), np.append(shared.terms, np.uint32(0))
    for first in range(0, stories, BATCH):
        end = min(stories, first + BATCH)
        ends = held.ends[first : end + 1]
        inside = slice(ends[0], ends[-1])
        ranks, ends = held.terms[inside], ends - ends[0]
        values = held.weights[inside] * heavy[classes[ranks]]
        _extend(state.sizes, np.diff(np.append(0, np.cumsum(values * values))[ends]))
        rows = np.repeat(np.arange(end - first), np.diff(ends))
        several = ranks < len(shared.terms)
        rows, columns, values, ranks = _heaviest(rows[several], values[several], ranks[several])
        found.ranks[first + rows, columns] = ranks
        found.weights[first + rows, columns] = values
        _extend(state.vectors, found.weights[first:end] << 32 | terms[found.ranks[first:end]])
    _extend(state.lengths, (found.weights * found.weights).sum(axis=1))
    return found


def _heaviest(rows: Numbers, values: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return the HEAVY heaviest terms of each row, the heaviest last: row, column, weight, rank.

    Weights have 17 bits: 255 times what a term weighs at most among 2^32 stories.
    """
    packed = rows.astype(np.uint64) << 49 | values.astype(np.uint64) << 32 | ranks
    packed.sort()
    rows = (packed >> 49).astype(np.int64)
    ends = np.cumsum(np.bincount(rows))
    begins = np.maximum(np.append(0, ends[:-1]), ends - places.HEAVY)
    columns = np.arange(len(rows)) - begins[rows]
    rows, columns, packed = rows[columns >= 0], columns[columns >= 0], packed[columns >= 0]
    return rows, columns, packed >> 32 & (1 << 17) - 1, packed & NONE


def _fill_lists(state: State, vectors: Vectors, marks: Marks) -> None:
    stories, width = len(state.slugs), places.NEAR
    near = np.full((stories, width), NONE, np.int64)
    shared, dots = np.zeros_like(near), np.zeros_like(near)
    own = np.zeros(len(marks.classes) + 1, np.int64)
    """the weights of one story's terms, by rank"""
    for slots in batches(marks):
        rows, others, common = candidates(marks, slots)
        worths = _worths(state, slots.start + rows, others, common)
        ends = np.searchsorted(rows, np.arange(len(slots) + 1)).tolist()
        for slot, first, end in zip(slots, ends, ends[1:], strict=False):
            chosen = first + _best(worths[first:end])
            found, count = others[chosen], len(chosen)
            near[slot, :count], shared[slot, :count] = found, common[chosen]
            own[vectors.ranks[slot]] = vectors.weights[slot]
            dots[slot, :count] = (own[vectors.ranks[found]] * vectors.weights[found]).sum(axis=1)
            own[vectors.ranks[slot]] = 0
    _extend(state.near, near)
    _extend(state.shared, shared)
    _extend(state.dots, dots)
    _extend(state.usual, np.zeros(stories))


def _worths(state: State, slots: Numbers, others: Numbers, common: Numbers) -> Numbers:
    """Return what others are worth in the lists of some slots, multiplied as by `Lists`."""
    scale = 1 / np.sqrt(np.maximum(np.array(state.lengths), 1))
    days = np.array(state.days, np.int64)
    apart = abs(np.where(days, days, FAR)[others] - np.where(days, days, -FAR)[slots])
    soon = np.array([SOON.get(day, 1.0) for day in range(len(SOON))])
    return common * scale[others] * soon[np.minimum(apart, len(SOON) - 1)]


def _best(worths: Numbers) -> Numbers:
    """Return where the NEAR best are, the best first; of equal ones the first, for slots rise as their slugs."""
    where = np.arange(len(worths))
    if len(worths) > places.NEAR:
        where = np.flatnonzero(worths >= np.partition(worths, -places.NEAR)[-places.NEAR])
    return where[np.argsort(-worths[where], kind="stable")][: places.NEAR]
