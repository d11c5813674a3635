"""What is remembered of all stories' neighbours: flat arrays, by slot."""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress, pairwise
from typing import Protocol

from .term_weights import LONE

NEAR = 18
"""Candidates compared in full."""
HEAVY = 180
"""Terms of a story that count, its heaviest: all of them find events less well, and cost three times as much."""
NONE = 0xFFFFFFFF

Candidate = tuple[float, int, int]
"""what it is worth, its slot, the weight of what it shares"""


class Terms(Protocol):
    """What is read of a story's record."""

    @property
    def terms(self) -> bytes:
        """numbers of its terms, 32 bits each, rising"""

    @property
    def weights(self) -> bytes:
        """the weight of each term in this story, in sixteenths, a byte each"""


@dataclass(slots=True)
class State:
    """What `neighbours.update` remembers, so that ten thousand stories are loaded in milliseconds.

    A story has a slot, a number; the slot of a story that is gone is given to the next.
    """

    slugs: list[str] = field(default_factory=list)
    """by slot; empty where a slot is free"""
    days: array[int] = field(default_factory=lambda: array("i"))
    """by slot: the day as an ordinal, 0 where unknown"""
    keys: array[int] = field(default_factory=lambda: array("I"))
    """the terms of all stories, rising; a term stands as often as stories hold it"""
    holders: array[int] = field(default_factory=lambda: array("I"))
    """beside each of `keys`: the slot that holds it"""
    voters: array[int] = field(default_factory=lambda: array("I"))
    """the slots that vote, see `weights`, rising"""
    vote_keys: array[int] = field(default_factory=lambda: array("I"))
    """the terms of the voters' stories, see `weights`, rising; a term stands as often as voters hold it"""
    mark_keys: array[int] = field(default_factory=lambda: array("I"))
    """the marks of all stories, by which they find each other, as `keys`"""
    mark_holders: array[int] = field(default_factory=lambda: array("I"))
    vectors: array[int] = field(default_factory=lambda: array("Q"))
    """HEAVY entries for each slot: a weight, shifted by 32 bits, and its term; 0 where there are fewer"""
    lengths: array[int] = field(default_factory=lambda: array("Q"))
    """by slot: the squared length of its vector"""
    sizes: array[int] = field(default_factory=lambda: array("Q"))
    """by slot: the same of all its terms, those that it holds alone among them, for the cosine"""
    near: array[int] = field(default_factory=lambda: array("I"))
    """NEAR slots for each slot, the best candidate first, NONE where there are fewer"""
    shared: array[int] = field(default_factory=lambda: array("I"))
    """beside each of `near`: the weight of the marks they share"""
    dots: array[int] = field(default_factory=lambda: array("Q"))
    """beside each of `near`: the inner product"""
    usual: array[float] = field(default_factory=lambda: array("d"))
    """by slot: how near its nearest ones are, see `order`"""

    def stories(self) -> int:
        """Return how many stories there are."""
        return sum(map(bool, self.slugs))

    def add_slot(self) -> int:
        """Add a free slot, and return it."""
        self.slugs.append("")
        self.days.append(0)
        self.vectors.extend([0] * HEAVY)
        self.lengths.append(0)
        self.sizes.append(0)
        self.usual.append(0)
        self.near.extend([NONE] * NEAR)
        self.shared.extend([0] * NEAR)
        self.dots.extend([0] * NEAR)
        return len(self.slugs) - 1

    def vector(self, slot: int) -> dict[int, int]:
        """Return the terms of a slot that count, and their weights."""
        entries = self.vectors[slot * HEAVY : (slot + 1) * HEAVY]
        return {entry & NONE: entry >> 32 for entry in entries if entry}

    def dump(self) -> list[bytes | memoryview]:
        """Return the state as parts in bytes, its own arrays among them, for this version of the code alone."""
        return ["\n".join(self.slugs).encode(), *(memoryview(getattr(self, name)) for name in _ARRAYS)]

    @classmethod
    def load(cls, parts: list[bytes]) -> State:
        """Return the state that `dump` gave; the parts are used up, each let go of as it is read, for they are as large as the state."""
        state = cls()
        for name in reversed(_ARRAYS):
            getattr(state, name).frombytes(parts.pop())
        state.slugs = parts.pop().decode().split("\n") if state.days else []
        return state


_ARRAYS = tuple(name for name in State.__slots__ if name != "slugs")


def weigh(record: Terms, classes: Sequence[int], heavy: Sequence[int]) -> tuple[list[int], int]:
    """Return the entries of a story's vector, the heaviest last, and the squared length of all its terms.

    `classes` are those of its terms, in their order.
    """
    values = [weight * heavy[kind] for weight, kind in zip(record.weights, classes, strict=True)]
    terms = memoryview(record.terms).cast("I")
    packed = [value << 32 | term for value, term, kind in zip(values, terms, classes, strict=True) if kind != LONE]
    packed.sort()
    return packed[-HEAVY:], sum([value * value for value in values])


def shared_marks(by_class: Mapping[int, list[array[int]]], heavy: Sequence[int]) -> dict[int, int]:
    """Return the weight of the marks that each slot shares, from the holders of the marks of each class.

    A single mark that more than a few hold makes no candidate: half of all slots share as much.
    """
    total: dict[int, int] = {}
    for kind in sorted(by_class):
        weight = heavy[kind] * heavy[kind]
        for slot, count in Counter(chain.from_iterable(by_class[kind])).items():
            if slot in total:
                total[slot] += count * weight
            elif count > 1 or kind < 2:
                total[slot] = count * weight
    return total


def best(found: list[Candidate], slugs: Sequence[str]) -> list[Candidate]:
    """Return the NEAR best candidates, ties by slug."""
    if len(found) > NEAR:
        worths = [worth for worth, _, _ in found]
        worths.sort()
        least = worths[-NEAR]
        found = [candidate for candidate in found if candidate[0] >= least]
    found.sort(key=lambda candidate: (-candidate[0], slugs[candidate[1]]))
    return found[:NEAR]


def dot(here: Mapping[int, int], there: Mapping[int, int]) -> int:
    """Return the inner product of two vectors, quicker if `here` was read lately: its terms are looked up in the other."""
    return sum([here[term] * there[term] for term in there.keys() & here.keys()])


def slots_of(term: int, keys: array[int], holders: array[int]) -> array[int]:
    """Return the slots that hold a term."""
    first = bisect_left(keys, term)
    return holders[first : _end_of(term, keys, first)]


def count_of(term: int, keys: array[int]) -> int:
    """Return how often a term stands among keys that rise."""
    first = bisect_left(keys, term)
    return _end_of(term, keys, first) - first


def _end_of(term: int, keys: array[int], first: int) -> int:
    """Return where a term ends that begins at `first`: most are rare, and to search all that follows misses the cache."""
    near = first + 16
    if near < len(keys) and keys[near] == term:
        return bisect_right(keys, term, near)
    return bisect_right(keys, term, first, min(near, len(keys)))


def take_out(columns: Sequence[array[int]], places: Sequence[int]) -> None:
    """Take the entries at some places, which rise, out of some arrays; the rest moves up, each entry once."""
    if not places:
        return
    for entries in columns:
        with memoryview(entries) as view:
            for gone, (place, following) in enumerate(pairwise([*places, len(entries)])):
                view[place - gone : following - gone - 1] = view[place + 1 : following]
        del entries[-len(places) :]


def put_in(columns: Sequence[array[int]], entries: Sequence[tuple[int, ...]]) -> None:
    """Put some more entries, which rise, into some arrays; the rest moves down, each entry once."""
    keys = columns[0]
    if not keys:
        for column, into in enumerate(columns):
            into.extend([entry[column] for entry in entries])
        return
    places = [bisect_left(keys, entry[0]) for entry in entries]
    for column, into in enumerate(columns):
        end = len(into)
        into.extend([0] * len(entries))
        with memoryview(into) as view:
            for more in range(len(entries), 0, -1):
                place = places[more - 1]
                view[place + more : end + more] = view[place:end]
                view[place + more - 1] = entries[more - 1][column]
                end = place


def places_of(slots: array[int], wanted: set[int]) -> list[int]:
    """Return where any of some numbers stands in an array, rising."""
    if len(wanted) > 6:
        return list(compress(range(len(slots)), map(wanted.__contains__, slots)))
    return sorted(place for slot in wanted for place in _places(slots, slot))


def _places(slots: array[int], wanted: int) -> list[int]:
    """Return where a number stands in an array; a search in its bytes is six times quicker than a loop."""
    raw, mark = slots.tobytes(), struct.pack("I", wanted)
    found, start = [], raw.find(mark)
    while start >= 0:
        if start % 4:
            start = raw.find(mark, start + 1)
        else:
            found.append(start // 4)
            start = raw.find(mark, start + 4)
    return found
