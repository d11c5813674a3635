"""Which stories lie near each other, from nothing or from what was known before.

Nearness is a cosine of tf-idf vectors over one- and two-word terms (Manning, Raghavan, Schütze, Introduction to Information
Retrieval, 6.2 and 6.4.1) with four turns of our own, so that a story more moves as little as possible:

* A term's idf has few steps: how many voters hold it is rounded to a power of four.
* Only the oldest stories vote on it, 2^k of them: all or more than half of a small brief, a quarter to a half of a large one.
  A new story does not vote before the number of all has doubled.
* Terms that hardly any voter holds count in full when they are shared, and little in a story's length.
* All sums are of whole numbers, so that no order of adding shows.

Two steps find a story's neighbours: NEAR candidates share the weightiest of the rarer terms; those are compared in full.
`update` gives exactly what `update` from nothing gives; a test holds it to that over any series of changes.
"""

from __future__ import annotations

import math
import struct
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise, repeat
from operator import mul
from typing import NamedTuple, Protocol
from zlib import crc32

NEAR = 20
"""Candidates compared in full. More find a few more events (0.004 of nDCG@5 with 64, and none more topics), and cost as much time again."""
RARE_BANDS = 2
"""Candidates share terms of the lowest bands, those of fewer than 16 voters: common words would cost the most time."""
MARKS = 80
"""Of the bands between the lowest and these, a story's heaviest terms count; of the lowest, all do."""
SCALE = 16
"""Weights are whole numbers of sixteenths."""
OFFSET = 1.5
"""Added to ln(V / df), so that words of most stories count, too: topics are told by them."""
LENGTH_SHARE = 20
"""Terms of the lowest band count a twentieth in a story's length: names that nobody else writes are no distance."""
NONE = 0xFFFFFFFF
MANY = 1024
"""From so many stories on, between a quarter and a half of them vote, not more than half: more would not weigh better."""
LEAST_REBUILD = 64
"""So many stories touched, or a quarter of all: to begin anew is quicker."""


class Terms(Protocol):
    """What is read of a story's record."""

    @property
    def terms(self) -> bytes:
        """numbers of its terms, 32 bits each, rising"""

    @property
    def weights(self) -> bytes:
        """the weight of each term in this story, in sixteenths, a byte each"""


class Near(NamedTuple):
    """A neighbour."""

    slug: str
    nearness: float


@dataclass(slots=True)
class State:
    """What `update` remembers: flat arrays, so that ten thousand stories are loaded in milliseconds.

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
    mark_keys: array[int] = field(default_factory=lambda: array("I"))
    """the marks of all stories, as `keys`"""
    mark_holders: array[int] = field(default_factory=lambda: array("I"))
    lengths: array[int] = field(default_factory=lambda: array("Q"))
    """by slot: the squared length of its vector"""
    sizes: array[int] = field(default_factory=lambda: array("Q"))
    """by slot: the same with all terms in full, for the cosine"""
    near: array[int] = field(default_factory=lambda: array("I"))
    """NEAR slots for each slot, the best candidate first, NONE where there are fewer"""
    shared: array[int] = field(default_factory=lambda: array("I"))
    """beside each of `near`: the weight of the rarer terms they share"""
    dots: array[int] = field(default_factory=lambda: array("Q"))
    """beside each of `near`: the inner product"""

    def add_slot(self) -> int:
        """Add a free slot, and return it."""
        self.slugs.append("")
        self.days.append(0)
        self.lengths.append(0)
        self.sizes.append(0)
        self.near.extend([NONE] * NEAR)
        self.shared.extend([0] * NEAR)
        self.dots.extend([0] * NEAR)
        return len(self.slugs) - 1

    def dump(self) -> bytes:
        """Return the state as bytes, for this version of the code alone."""
        names = "\n".join(self.slugs).encode()
        parts = [names, *(getattr(self, name).tobytes() for name in _ARRAYS)]
        return struct.pack(f"<{1 + len(parts)}Q", len(self.slugs), *map(len, parts)) + b"".join(parts)

    @classmethod
    def load(cls, data: bytes) -> State:
        """Return the state that `dump` gave."""
        size = struct.calcsize(f"<{2 + len(_ARRAYS)}Q")
        count, *sizes = struct.unpack(f"<{2 + len(_ARRAYS)}Q", data[:size])
        view, place, parts = memoryview(data), size, []
        for length in sizes:
            parts.append(view[place : place + length])
            place += length
        state = cls()
        state.slugs = bytes(parts[0]).decode().split("\n") if count else []
        for name, part in zip(_ARRAYS, parts[1:], strict=True):
            getattr(state, name).frombytes(part)
        return state


_ARRAYS = ("days", "keys", "holders", "mark_keys", "mark_holders", "lengths", "sizes", "near", "shared", "dots")


def band_of(votes: int) -> int:
    """Return the step of a term that so many voters hold: 0 to 3 votes, 4 to 15, 16 to 63, 64 to 255, and so on.

    >>> [band_of(votes) for votes in (0, 3, 4, 15, 16, 63, 64)]
    [0, 0, 1, 1, 2, 2, 3]
    """
    return max(0, (votes.bit_length() - 1) // 2)


def idfs(voters: int) -> list[int]:
    """Return the weight of each band, in sixteenths, the middle of the band standing for all of it."""
    return [
        max(1, round(SCALE * (math.log(max(1, voters) / min(2 * 4**band, max(1, voters))) + OFFSET)))
        for band in range(17)
    ]


def voters_among(stories: int) -> int:
    """Return how many of so many stories vote."""
    count = 1 << (stories.bit_length() - 1) if stories else 0
    return count if count < MANY else max(MANY // 2, count // 2)


def voters_of(slugs: list[str], days: array[int]) -> list[int]:
    """Return the slots of the oldest stories, `voters_among` all; of one day those that a number drawn from the slug chooses."""
    taken = sorted((days[slot], crc32(slug.encode()), slug, slot) for slot, slug in enumerate(slugs) if slug)
    return [slot for _, _, _, slot in taken[: voters_among(len(taken))]]


def nearest(state: State, slot: int) -> list[tuple[int, float, float]]:
    """Return, for each neighbour of a slot, its slot, its nearness (for the order) and the cosine (0.0 to 1.0), in no order."""
    found = []
    for place in range(slot * NEAR, (slot + 1) * NEAR):
        other = state.near[place]
        if other == NONE:
            break
        dot = state.dots[place]
        nearness = dot / math.sqrt(state.lengths[slot] * state.lengths[other] or 1)
        cosine = dot / math.sqrt(state.sizes[slot] * state.sizes[other] or 1)
        found.append((other, nearness * soon(state.days[slot], state.days[other]), cosine))
    return found


class _Book:
    """The records at hand while a state changes, each unpacked once."""

    def __init__(self, state: State, records: Mapping[str, Terms]) -> None:
        self.state = state
        self.records = records
        self.unpacked: dict[int, dict[int, int]] = {}

    def terms(self, slot: int) -> dict[int, int]:
        """Return the terms of a slot and their weights, rising."""
        found = self.unpacked.get(slot)
        if found is None:
            record = self.records[self.state.slugs[slot]]
            self.unpacked[slot] = found = dict(zip(memoryview(record.terms).cast("I"), record.weights, strict=True))
        return found


def update(
    state: State, records: Mapping[str, Terms], changed: Mapping[str, int], removed: Iterable[str] = ()
) -> tuple[State, set[int]]:
    """Return the state after a change, and the slots whose neighbours are not as before.

    `changed` maps the slugs of new and changed stories to their days (0: unknown); `records` must hold those, as they now are, and
    can be asked for any other story, and is asked for few. The given state must not be used any more. `removed` may
    name stories that are not there.
    """
    gone = {slug for slug in removed if slug not in changed}
    slot_of = {slug: slot for slot, slug in enumerate(state.slugs) if slug}
    lost = [slot_of[slug] for slug in sorted(gone) if slug in slot_of]
    if not slot_of or 4 * (len(changed) + len(lost)) > len(slot_of) + LEAST_REBUILD:
        days = {slug: state.days[slot] for slug, slot in slot_of.items() if slug not in gone}
        return _from_nothing(records, {**days, **changed})
    return _Step(state, records, changed, lost, slot_of).take()


def _from_nothing(records: Mapping[str, Terms], stories: Mapping[str, int]) -> tuple[State, set[int]]:
    slugs = sorted(stories)
    state = State(slugs, array("i", [stories[slug] for slug in slugs]))
    state.keys, state.holders = _sorted_pairs([memoryview(records[slug].terms).cast("I") for slug in slugs])
    return _all_anew(state, records)


def _sorted_pairs(terms_of: Sequence[Iterable[int]]) -> tuple[array[int], array[int]]:
    """Return all terms, rising, and the slot of each: sorted in 4,096 parts, for one list would take a gigabyte."""
    parts = [array("Q") for _ in range(4096)]
    for slot, terms in enumerate(terms_of):
        for term in terms:
            parts[term >> 20].append(term << 32 | slot)
    keys, holders = array("I"), array("I")
    for place, part in enumerate(parts):
        entries = sorted(part)
        parts[place] = array("Q")
        keys.extend([entry >> 32 for entry in entries])
        holders.extend([entry & NONE for entry in entries])
    return keys, holders


def _all_anew(state: State, records: Mapping[str, Terms]) -> tuple[State, set[int]]:
    """Fill a state whose slugs, days and terms are known."""
    size = len(state.slugs)
    voters = voters_of(state.slugs, state.days)
    votes = bytearray(size)
    for slot in voters:
        votes[slot] = 1
    idf = idfs(len(voters))
    state.lengths, state.sizes = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
    vectors, marks, bands = _vectors(state, records, votes, idf)
    _lists_anew(state, vectors, marks, bands, idf)
    return state, {slot for slot, slug in enumerate(state.slugs) if slug}


def _vectors(
    state: State, records: Mapping[str, Terms], votes: bytearray, idf: list[int]
) -> tuple[list[dict[int, int]], list[list[int]], dict[int, int]]:
    """Return, by slot, the weighed terms that another story shares, and the marks; and the band of each shared term."""
    bands = _bands(state, votes)
    canon = {term: term for term in bands}
    products = [[weight * heavy for weight in range(256)] for heavy in idf]
    vectors: list[dict[int, int]] = []
    marks: list[list[int]] = []
    for slot, slug in enumerate(state.slugs):
        vector: dict[int, int] = {}
        rest = 0
        if slug:
            record = records[slug]
            for term, weight in zip(memoryview(record.terms).cast("I"), record.weights, strict=True):
                same = canon.get(term)  # one object for each number, for all vectors: half the memory
                if same is None:
                    rest += weight * weight
                else:
                    vector[same] = products[bands[same]][weight]
        low = rest * idf[0] * idf[0] + sum([weight * weight for term, weight in vector.items() if not bands[term]])
        high = sum([weight * weight for term, weight in vector.items() if bands[term]])
        state.lengths[slot], state.sizes[slot] = low + LENGTH_SHARE * high, low + high
        vectors.append(vector)
        marks.append(_marks(vector, bands))
    return vectors, marks, bands


def _lists_anew(
    state: State, vectors: list[dict[int, int]], marks: list[list[int]], bands: dict[int, int], idf: list[int]
) -> None:
    size = len(state.slugs)
    state.near = array("I", [NONE]) * (size * NEAR)
    state.shared, state.dots = array("I", bytes(4 * size * NEAR)), array("Q", bytes(8 * size * NEAR))
    state.mark_keys, state.mark_holders = _sorted_pairs(marks)
    postings: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    rare = [[term for term in vector if not bands[term]] for vector in vectors]
    for slot in range(size):
        for term in chain(rare[slot], marks[slot]):
            postings[term].append(slot)
    scale = [_scale(length) for length in state.lengths]
    for slot, vector in enumerate(vectors):
        if not vector:
            continue
        by_band: list[list[array[int]]] = [[] for _ in range(RARE_BANDS)]
        for term in chain(rare[slot], marks[slot]):
            by_band[bands[term]].append(postings[term])
        shared = _shared(by_band, idf)
        shared.pop(slot, None)
        chosen = _best(_candidates(shared, scale, state.days, state.days[slot]), state.slugs)
        terms, weights = list(vector), list(vector.values())
        for place, (_, other, common) in enumerate(chosen, slot * NEAR):
            state.near[place], state.shared[place] = other, common
            state.dots[place] = sum(map(mul, weights, map(vectors[other].get, terms, repeat(0))))


def _marks(vector: Mapping[int, int], bands: Mapping[int, int]) -> list[int]:
    """Return the heaviest terms of the middle bands, MARKS at most, by which a story finds candidates."""
    packed = [weight << 32 | term for term, weight in vector.items() if 0 < bands[term] < RARE_BANDS]
    if len(packed) > MARKS:
        packed.sort()
        packed = packed[-MARKS:]
    return [entry & NONE for entry in packed]


def _bands(state: State, votes: bytearray) -> dict[int, int]:
    """Return the band of each term that several stories hold."""
    bands: dict[int, int] = {}
    keys, holders = state.keys, state.holders
    place, end = 0, len(keys)
    while place < end:
        term = keys[place]
        if place + 1 == end or keys[place + 1] != term:
            place += 1
            continue
        last = place + 2
        while last < end and keys[last] == term:
            last += 1
        bands[term] = band_of(sum(map(votes.__getitem__, holders[place:last])))
        place = last
    return bands


def _shared(by_band: list[list[array[int]]], idf: list[int]) -> dict[int, int]:
    """Return the weight of the terms that each slot shares, from the holders of the terms of each band.

    A single term above the lowest band makes no candidate: half of all slots share as much.
    """
    total: dict[int, int] = {}
    for band, lists in enumerate(by_band):
        weight = idf[band] * idf[band]
        for slot, count in Counter(chain.from_iterable(lists)).items():
            if slot in total:
                total[slot] += count * weight
            elif count > 1 or not band:
                total[slot] = count * weight
    return total


def soon(here: int, there: int) -> float:
    """Return how much nearer the days of two stories make them: 3.0 on one day, 1.0 from ten days apart, or if unknown.

    One event is told by many within two or three days. The factor was chosen on stories of many papers, and hardly
    matters: half or twice as long finds the same events to within a hundredth.
    """
    return SOON.get(there - here, 1.0) if here and there else 1.0


SOON = {days: 1 + 2 * math.exp(-abs(days) / 1.5) for days in range(-9, 10)}


def _candidates(shared: Mapping[int, int], scale: Sequence[float], days: array[int], day: int) -> list[Candidate]:
    """Return each slot that shares something, with its worth."""
    if not day:
        return [(common * scale[other], other, common) for other, common in shared.items()]
    factor = SOON.get
    return [
        (common * scale[other] * (factor(days[other] - day, 1.0) if days[other] else 1.0), other, common)
        for other, common in shared.items()
    ]


Candidate = tuple[float, int, int]
"""what it is worth, its slot, the weight of what it shares"""


def _best(found: list[Candidate], slugs: list[str]) -> list[Candidate]:
    """Return the NEAR best candidates, ties by slug."""
    if len(found) > NEAR:
        worths = [worth for worth, _, _ in found]
        worths.sort()
        least = worths[-NEAR]
        found = [candidate for candidate in found if candidate[0] >= least]
    found.sort(key=lambda candidate: (-candidate[0], slugs[candidate[1]]))
    return found[:NEAR]


class _Step:
    """One change of a state, in the order of its methods."""

    def __init__(
        self,
        state: State,
        records: Mapping[str, Terms],
        changed: Mapping[str, int],
        lost: list[int],
        slot_of: dict[str, int],
    ) -> None:
        self.state, self.records, self.changed, self.lost, self.slot_of = state, records, changed, lost, slot_of
        self.book = _Book(state, records)
        self.old_slugs, self.old_days = list(state.slugs), state.days[:]
        self.old_voters = set(voters_of(state.slugs, state.days))
        self.bands: dict[int, int] = {}

    def take(self) -> tuple[State, set[int]]:
        """Return the new state and the slots whose neighbours may not be as before."""
        state = self.state
        held = self._take_out({*self.lost, *(self.slot_of[slug] for slug in self.changed if slug in self.slot_of)})
        placed = self._put_in()
        voters = voters_of(state.slugs, state.days)
        if len(voters) != len(self.old_voters):
            return _all_anew(state, self.records)
        self.votes = bytearray(len(state.slugs))
        for slot in voters:
            self.votes[slot] = 1
        self.idf = idfs(len(voters))
        touched = placed | self._stirred(held, placed)
        if 4 * len(touched) > len(state.slugs) + LEAST_REBUILD:
            return _all_anew(state, self.records)
        return state, self._refill(touched)

    def _take_out(self, slots: set[int]) -> dict[int, list[int]]:
        """Take slots and their terms out; return the terms by slot."""
        state = self.state
        held: dict[int, list[int]] = {slot: [] for slot in slots}
        places = _places_of(state.holders, slots)
        for place in places:
            held[state.holders[place]].append(state.keys[place])
        state.keys, state.holders = _without(state.keys, state.holders, places)
        for slot in slots:
            state.slugs[slot] = ""
        return held

    def _put_in(self) -> set[int]:
        """Give each changed story a slot, the one it had if it had one, and put its terms in; return the slots."""
        state = self.state
        own = {self.slot_of[slug] for slug in self.changed if slug in self.slot_of}
        free = [slot for slot, slug in enumerate(state.slugs) if not slug and slot not in own]
        free.reverse()
        placed = set()
        for slug in sorted(self.changed):
            slot = self.slot_of[slug] if slug in self.slot_of else free.pop() if free else state.add_slot()
            state.slugs[slot], state.days[slot] = slug, self.changed[slug]
            placed.add(slot)
        entries = sorted((term, slot) for slot in placed for term in self.book.terms(slot))
        state.keys, state.holders = _with(state.keys, state.holders, entries)
        return placed

    def _holders(self, term: int) -> array[int]:
        return _slots_of(term, self.state.keys, self.state.holders)

    def _votes(self, term: int) -> int:
        return sum(map(self.votes.__getitem__, self._holders(term)))

    def _band(self, term: int) -> int:
        band = self.bands.get(term)
        if band is None:
            self.bands[term] = band = band_of(self._votes(term))
        return band

    def _stirred(self, held: dict[int, list[int]], placed: set[int]) -> set[int]:
        """Return the slots that hold a term whose band is not as before."""
        swing: Counter[int] = Counter()
        for slot in self.old_voters:
            if slot in held:
                swing.subtract(held[slot])
            elif not self.votes[slot]:
                swing.subtract(self.book.terms(slot).keys())
        for slot, votes in enumerate(self.votes):
            if votes and (slot in placed or slot not in self.old_voters):
                swing.update(self.book.terms(slot).keys())
        stirred: set[int] = set()
        for term, change in swing.items():
            if change:
                votes = self._votes(term)
                self.bands[term] = band_of(votes)
                if band_of(votes - change) != self.bands[term]:
                    stirred.update(self._holders(term))
        return stirred

    def _refill(self, touched: set[int]) -> set[int]:
        """Find the neighbours of the touched slots anew, and what they change in the lists of others."""
        state = self.state
        gone = touched.union(slot for slot, slug in enumerate(state.slugs) if not slug)
        bereft = self._last_of_lists_with(gone)
        marks = self._weigh(touched, gone)
        arrivals: defaultdict[int, list[Candidate]] = defaultdict(list)
        for slot in sorted(touched):
            shared = self._shared_by(slot, marks[slot])
            self._write(slot, self._candidates(slot, shared))
            for other, worth, common in self._offers(slot, shared, gone, bereft):
                arrivals[other].append((worth, slot, common))
        changed = {*touched, *bereft, *arrivals} - (gone - touched)
        for slot in changed - touched:
            self._merge(slot, arrivals[slot], gone, bereft.get(slot))
        for slot in gone - touched:
            state.lengths[slot] = state.sizes[slot] = state.days[slot] = 0
            self._write(slot, [])
        return changed

    def _weigh(self, touched: set[int], gone: set[int]) -> dict[int, list[int]]:
        """Set the lengths of the touched slots, and their marks; return these."""
        state = self.state
        marks = {}
        for slot in touched:
            vector = {term: weight * self.idf[self._band(term)] for term, weight in self.book.terms(slot).items()}
            low = sum([weight * weight for term, weight in vector.items() if not self.bands[term]])
            high = sum([weight * weight for term, weight in vector.items() if self.bands[term]])
            state.lengths[slot], state.sizes[slot] = low + LENGTH_SHARE * high, low + high
            marks[slot] = _marks(vector, self.bands)
        places = _places_of(state.mark_holders, gone)
        keys, holders = _without(state.mark_keys, state.mark_holders, places)
        entries = sorted((term, slot) for slot, terms in marks.items() for term in terms)
        state.mark_keys, state.mark_holders = _with(keys, holders, entries)
        return marks

    def _shared_by(self, slot: int, marks: Iterable[int]) -> dict[int, int]:
        """Return the weight of the marks that each other slot shares with this one."""
        state = self.state
        by_band: list[list[array[int]]] = [[] for _ in range(RARE_BANDS)]
        for term in marks:
            by_band[self._band(term)].append(_slots_of(term, state.mark_keys, state.mark_holders))
        for term in self.book.terms(slot):
            if not self._band(term):
                by_band[0].append(self._holders(term))
        shared = _shared(by_band, self.idf)
        shared.pop(slot, None)
        return shared

    def _candidates(self, slot: int, shared: Mapping[int, int]) -> list[Candidate]:
        found = [(self._worth(slot, other, common), other, common) for other, common in shared.items()]
        return _best(found, self.state.slugs)

    def _worth(self, slot: int, other: int, common: int) -> float:
        """Return what `other` is worth in the list of `slot`; the sum of one step must be that of the other to the bit."""
        state = self.state
        return common * _scale(state.lengths[other]) * soon(state.days[slot], state.days[other])

    def _offers(
        self, slot: int, shared: Mapping[int, int], gone: set[int], bereft: Mapping[int, object]
    ) -> Iterable[tuple[int, float, int]]:
        """Yield the slots in whose lists this one may have a place, with what it is worth there."""
        state = self.state
        for other, common in shared.items():
            if other in gone:
                continue
            end = other * NEAR + NEAR - 1
            last = state.near[end]
            worth = self._worth(other, slot, common)
            if last == NONE or other in bereft or worth >= self._worth(other, last, state.shared[end]):
                yield other, worth, common

    def _last_of_lists_with(self, gone: set[int]) -> dict[int, tuple[float, str] | None]:
        """Map each slot whose list holds one of `gone` to the rank of the last of its list, None if it was not full.

        To be asked while the lengths are still the old ones.
        """
        state = self.state
        found: dict[int, tuple[float, str] | None] = {}
        for place in _places_of(state.near, gone):
            slot = place // NEAR
            end = slot * NEAR + NEAR - 1
            last = state.near[end]
            if slot not in found and slot not in gone:
                found[slot] = None
                if last != NONE:
                    worth = (
                        state.shared[end] * _scale(state.lengths[last]) * soon(state.days[slot], self.old_days[last])
                    )
                    found[slot] = (-worth, self.old_slugs[last])
        return found

    def _merge(self, slot: int, arrivals: list[Candidate], gone: set[int], last: tuple[float, str] | None) -> None:
        """Mend the list of a slot that is not touched itself; look anew if a story from outside might now belong."""
        state = self.state
        first = slot * NEAR
        kept = [
            (self._worth(slot, state.near[place], state.shared[place]), state.near[place], state.shared[place])
            for place in range(first, first + NEAR)
            if state.near[place] != NONE and state.near[place] not in gone
        ]
        known = {state.near[place]: state.dots[place] for place in range(first, first + NEAR)}
        best = _best(kept + arrivals, state.slugs)
        if last and (len(best) < NEAR or (-best[-1][0], state.slugs[best[-1][1]]) > last):
            vector = {term: weight * self.idf[self._band(term)] for term, weight in self.book.terms(slot).items()}
            best = self._candidates(slot, self._shared_by(slot, _marks(vector, self.bands)))
        self._write(slot, best, {other: dot for other, dot in known.items() if other not in gone})

    def _write(self, slot: int, best: list[Candidate], known: Mapping[int, int] | None = None) -> None:
        """Write the list of a slot; `known` are inner products that hold still."""
        state = self.state
        first = slot * NEAR
        for place in range(first, first + NEAR):
            state.near[place], state.shared[place], state.dots[place] = NONE, 0, 0
        for place, (_, other, common) in enumerate(best, first):
            dot = known.get(other) if known else None
            state.near[place], state.shared[place] = other, common
            state.dots[place] = self._dot(slot, other) if dot is None else dot

    def _dot(self, slot: int, other: int) -> int:
        here, there = self.book.terms(slot), self.book.terms(other)
        return sum([here[term] * there[term] * self.idf[self._band(term)] ** 2 for term in here.keys() & there.keys()])


def _slots_of(term: int, keys: array[int], holders: array[int]) -> array[int]:
    first = bisect_left(keys, term)
    return holders[first : bisect_right(keys, term, first)]


def _without(keys: array[int], holders: array[int], places: list[int]) -> tuple[array[int], array[int]]:
    """Return two arrays without some places, which rise."""
    left, right = array("I"), array("I")
    for before, place in pairwise([-1, *places, len(keys)]):
        left.extend(keys[before + 1 : place])
        right.extend(holders[before + 1 : place])
    return left, right


def _with(keys: array[int], holders: array[int], entries: list[tuple[int, int]]) -> tuple[array[int], array[int]]:
    """Return two arrays with some more entries, which rise."""
    left, right = array("I"), array("I")
    start = 0
    for term, slot in entries:
        place = bisect_left(keys, term, start)
        left.extend(keys[start:place])
        right.extend(holders[start:place])
        left.append(term)
        right.append(slot)
        start = place
    left.extend(keys[start:])
    right.extend(holders[start:])
    return left, right


def _scale(length: int) -> float:
    return 1 / math.sqrt(length or 1)


def _places_of(slots: array[int], wanted: set[int]) -> list[int]:
    """Return where any of some numbers stands in an array, rising."""
    if len(wanted) > 16:
        return [place for place, slot in enumerate(slots) if slot in wanted]
    return sorted(place for slot in wanted for place in _places(slots, slot))


def _places(slots: array[int], wanted: int) -> list[int]:
    """Return where a number stands in an array; a search in its bytes is ten times quicker than a loop."""
    raw, mark = slots.tobytes(), struct.pack("I", wanted)
    found, start = [], raw.find(mark)
    while start >= 0:
        if start % 4:
            start = raw.find(mark, start + 1)
        else:
            found.append(start // 4)
            start = raw.find(mark, start + 4)
    return found
