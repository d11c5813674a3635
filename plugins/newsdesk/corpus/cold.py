"""All stories' neighbours from nothing."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from . import places
from .places import NONE, Candidate, State, Terms, best, dot, shared_marks, weigh
from .weights import LONE, SOON, class_of, first_common, voters_of, weights

PARTS = 16
"""The terms of all stories are sorted in so many parts: one list would take a gigabyte."""


def from_nothing(records: Mapping[str, Terms], stories: Mapping[str, int]) -> tuple[State, set[int]]:
    """Return the state of some stories, slug to day, and all their slots."""
    slugs = sorted(stories)
    state = State(slugs, array("i", [stories[slug] for slug in slugs]))
    voters = voters_of(slugs, state.days)
    state.voters = array("I", sorted(voters))
    heavy = weights(len(voters))
    kept = [records[slug] for slug in slugs]
    classes = _sort_terms(state, [memoryview(record.terms).cast("I") for record in kept], voters)
    vectors = _vectors(state, kept, classes, heavy)
    limit = first_common(len(voters))
    marks = [[term for term in vector if classes[term] < limit] for vector in vectors]
    postings = _postings(state, marks)
    _fill_lists(state, vectors, [_by_class(terms, classes, postings) for terms in marks], heavy)
    return state, set(range(len(slugs)))


def _sort_terms(state: State, terms_of: Sequence[Sequence[int]], voters: Iterable[int]) -> dict[int, int]:
    """Fill in who holds which term, and return the class of each term that several stories hold."""
    votes = bytearray(len(terms_of))
    for slot in voters:
        votes[slot] = 1
    classes: dict[int, int] = {}
    starts = [0] * len(terms_of)
    for part in range(1, PARTS + 1):
        entries: list[int] = []
        for slot, terms in enumerate(terms_of):
            start = starts[slot]
            starts[slot] = end = bisect_left(terms, part * (NONE + 1) // PARTS, start)
            entries += [term << 32 | slot for term in terms[start:end]]
        entries.sort()
        keys = [entry >> 32 for entry in entries]
        state.keys.extend(keys)
        state.holders.extend([entry & NONE for entry in entries])
        votes_here = [entry >> 32 for entry in entries if votes[entry & NONE]]
        state.vote_keys.extend(votes_here)
        voted = Counter(votes_here)
        classes.update({term: class_of(term, voted.get(term, 0)) for term, count in Counter(keys).items() if count > 1})
    return classes


def _vectors(
    state: State, records: Sequence[Terms], classes: Mapping[int, int], heavy: Sequence[int]
) -> list[dict[int, int]]:
    same = {term: term for term in classes}  # one object for each number, for all vectors: half the memory
    vectors = []
    for record in records:
        kinds = list(map(classes.get, memoryview(record.terms).cast("I"), repeat(LONE)))
        entries, size = weigh(record, kinds, heavy)
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
    holders: Iterable[Mapping[int, list[array[int]]]],
    heavy: Sequence[int],
) -> None:
    near = places.NEAR
    state.near = array("I", [NONE]) * (len(vectors) * near)
    state.usual = array("d", bytes(8 * len(vectors)))
    state.shared, state.dots = array("I", bytes(4 * len(vectors) * near)), array("Q", bytes(8 * len(vectors) * near))
    scale = [1 / math.sqrt(length or 1) for length in state.lengths]
    for slot, by_class in enumerate(holders):
        shared = shared_marks(by_class, heavy)
        shared.pop(slot, None)
        chosen = best(_candidates(shared, scale, state.days, state.days[slot]), state.slugs)
        for place, (_, other, common) in enumerate(chosen, slot * near):
            state.near[place], state.shared[place] = other, common
            back = _place_in(state.near, other, slot) if other < slot else None
            state.dots[place] = dot(vectors[slot], vectors[other]) if back is None else state.dots[back]


def _place_in(near: array[int], slot: int, wanted: int) -> int | None:
    """Return where a slot stands in the list of another: two in three are near each other from both sides."""
    first = slot * places.NEAR
    try:
        return near.index(wanted, first, first + places.NEAR)
    except ValueError:
        return None


def _candidates(shared: Mapping[int, int], scale: Sequence[float], days: array[int], day: int) -> list[Candidate]:
    """Return each slot that shares something, with its worth, which must be that of a step to the bit."""
    if not day:
        return [(common * scale[other], other, common) for other, common in shared.items()]
    factor = SOON.get
    return [
        (common * scale[other] * (factor(days[other] - day, 1.0) if days[other] else 1.0), other, common)
        for other, common in shared.items()
    ]
