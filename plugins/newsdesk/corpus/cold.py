"""All stories' neighbours from nothing."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from . import places
from .places import NONE, Candidate, State, Terms, best, dot, shared_marks, weigh
from .weights import LONE, SOON, class_of, first_common, voters_of, weights

PARTS = 16
"""The terms of all stories are sorted in so many parts: one list would take a gigabyte."""
BATCH = 64
"""Stories whose neighbours are looked for at a time."""
ALONE = 500
"""Stories up to which the work is not shared: to begin costs more."""


Each = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""`map`, or what shares work among processes that see all there is here, and hand back plain values."""


def from_nothing(records: Mapping[str, Terms], stories: Mapping[str, int], each: Each = map) -> tuple[State, set[int]]:
    """Return the state of some stories, slug to day, and all their slots; `each` does the work on parts of it."""
    slugs = sorted(stories)
    if len(slugs) < ALONE:
        each = map
    state = State(slugs, array("i", [stories[slug] for slug in slugs]))
    voters = voters_of(slugs, state.days)
    state.voters = array("I", sorted(voters))
    heavy = weights(len(voters))
    kept = [records[slug] for slug in slugs]
    classes = _sort_terms(state, [memoryview(record.terms).cast("I") for record in kept], voters, each)
    vectors = _vectors(state, kept, classes, heavy, each)
    limit = first_common(len(voters))
    marks = [[term for term in vector if classes[term] < limit] for vector in vectors]
    postings = _postings(state, marks)
    _fill_lists(state, vectors, lambda slot: _by_class(marks[slot], classes, postings), heavy, each)
    return state, set(range(len(slugs)))


def _batches(count: int) -> list[range]:
    return [range(first, min(count, first + BATCH)) for first in range(0, count, BATCH)]


def _sort_terms(state: State, terms_of: Sequence[Sequence[int]], voters: Iterable[int], each: Each) -> dict[int, int]:
    """Fill in who holds which term, and return the class of each term that several stories hold."""
    votes = bytearray(len(terms_of))
    for slot in voters:
        votes[slot] = 1

    def sort(part: int) -> tuple[bytes, bytes, bytes, dict[int, int]]:
        entries: list[int] = []
        for slot, terms in enumerate(terms_of):
            start, end = (bisect_left(terms, edge * (NONE + 1) // PARTS) for edge in (part, part + 1))
            entries += [term << 32 | slot for term in terms[start:end]]
        entries.sort()
        keys = [entry >> 32 for entry in entries]
        voted_here = [entry >> 32 for entry in entries if votes[entry & NONE]]
        voted = Counter(voted_here)
        found = {term: class_of(term, voted.get(term, 0)) for term, count in Counter(keys).items() if count > 1}
        holders = array("I", [entry & NONE for entry in entries])
        return array("I", keys).tobytes(), holders.tobytes(), array("I", voted_here).tobytes(), found

    classes: dict[int, int] = {}
    for keys, holders, vote_keys, found in each(sort, range(PARTS)):
        state.keys.frombytes(keys)
        state.holders.frombytes(holders)
        state.vote_keys.frombytes(vote_keys)
        classes.update(found)
    return classes


def _vectors(
    state: State, records: Sequence[Terms], classes: Mapping[int, int], heavy: Sequence[int], each: Each
) -> list[dict[int, int]]:
    def weigh_all(slots: range) -> list[tuple[bytes, int]]:
        found = []
        for slot in slots:
            kinds = list(map(classes.get, memoryview(records[slot].terms).cast("I"), repeat(LONE)))
            entries, size = weigh(records[slot], kinds, heavy)
            found.append((array("Q", entries).tobytes(), size))
        return found

    same = {term: term for term in classes}  # one object for each number, for all vectors: half the memory
    vectors = []
    for packed, size in chain.from_iterable(each(weigh_all, _batches(len(records)))):
        entries = array("Q", packed)
        state.sizes.append(size)
        state.vectors.extend(entries)
        state.vectors.extend([0] * (places.HEAVY - len(entries)))
        vector = {same[entry & NONE]: entry >> 32 for entry in entries}
        state.lengths.append(sum([weight * weight for weight in vector.values()]))
        vectors.append(vector)
    return vectors


def _postings(state: State, marks: Iterable[Iterable[int]]) -> dict[int, array[int]]:
    """Fill in who has which mark, and return it."""
    postings: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for slot, terms in enumerate(marks):
        for term in terms:
            postings[term].append(slot)
    for term in sorted(postings):
        state.mark_keys.extend([term] * len(postings[term]))
        state.mark_holders.extend(postings[term])
    return postings


def _by_class(
    terms: Iterable[int], classes: Mapping[int, int], postings: Mapping[int, array[int]]
) -> dict[int, list[array[int]]]:
    found: defaultdict[int, list[array[int]]] = defaultdict(list)
    for term in terms:
        found[classes[term]].append(postings[term])
    return found


def _fill_lists(
    state: State,
    vectors: Sequence[Mapping[int, int]],
    holders: Callable[[int], Mapping[int, list[array[int]]]],
    heavy: Sequence[int],
    each: Each,
) -> None:
    near = places.NEAR
    state.near = array("I", [NONE]) * (len(vectors) * near)
    state.usual = array("d", bytes(8 * len(vectors)))
    state.shared, state.dots = array("I", bytes(4 * len(vectors) * near)), array("Q", bytes(8 * len(vectors) * near))
    scale = [1 / math.sqrt(length or 1) for length in state.lengths]

    def choose(slots: range) -> list[list[tuple[int, int, int]]]:
        """Return the list of each slot: others, what they share, their dot product with it."""
        found: list[list[tuple[int, int, int]]] = []
        for slot in slots:
            shared = shared_marks(holders(slot), heavy)
            shared.pop(slot, None)
            chosen = best(_candidates(shared, scale, state.days, state.days[slot]), state.slugs)
            found.append([(other, common, dot(vectors[slot], vectors[other])) for _, other, common in chosen])
        return found

    for slot, chosen in enumerate(chain.from_iterable(each(choose, _batches(len(vectors))))):
        for place, (other, common, product) in enumerate(chosen, slot * near):
            state.near[place], state.shared[place], state.dots[place] = other, common, product


def _candidates(shared: Mapping[int, int], scale: Sequence[float], days: array[int], day: int) -> list[Candidate]:
    """Return each slot that shares something, with its worth, which must be that of a step to the bit."""
    if not day:
        return [(common * scale[other], other, common) for other, common in shared.items()]
    factor = SOON.get
    return [
        (common * scale[other] * (factor(days[other] - day, 1.0) if days[other] else 1.0), other, common)
        for other, common in shared.items()
    ]
