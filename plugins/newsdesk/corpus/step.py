"""One change of the neighbours that are known."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from . import places
from .cold import from_nothing
from .places import (
    NONE,
    Candidate,
    State,
    Terms,
    best,
    count_of,
    dot,
    places_of,
    put_in,
    shared_marks,
    slots_of,
    take_out,
    weigh,
)
from .weights import LONE, class_of, electors_among, first_common, may_vote, soon, voters_of, weights

LEAST_REBUILD = 64
"""So many stories touched, or a quarter of all: to begin anew is quicker."""


def too_many(touched: int, stories: int) -> bool:
    """True if so many stories are touched that to begin anew is quicker."""
    return 4 * touched > stories + LEAST_REBUILD


class Step:
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
        self.old_slugs, self.old_days = list(state.slugs), state.days[:]
        self.old_voters, self.old_stories = set(state.voters), len(slot_of)
        self.classes: dict[int, int] = {}
        self.vectors: dict[int, dict[int, int]] = {}

    def take(self) -> tuple[State, set[int]]:
        """Return the new state and the slots whose neighbours may not be as before."""
        state = self.state
        held = self._take_out({*self.lost, *(self.slot_of[slug] for slug in self.changed if slug in self.slot_of)})
        placed = self._put_in()
        stories = state.stories()
        voters = self._voters(stories)
        if len(voters) != len(self.old_voters) or electors_among(stories) != electors_among(self.old_stories):
            return self._anew()
        state.voters = array("I", sorted(voters))
        self.heavy, self.common = weights(len(voters)), first_common(len(voters))
        touched = placed | self._stirred(held, placed, self._swing(held, placed, voters))
        if too_many(len(touched), len(state.slugs)):
            return self._anew()
        return state, self._refill(touched)

    def _anew(self) -> tuple[State, set[int]]:
        state = self.state
        days = {slug: state.days[slot] for slot, slug in enumerate(state.slugs) if slug}
        return from_nothing(self.records, days)

    def _voters(self, stories: int) -> set[int]:
        """Return the slots that vote; they are as before if none of the stories that came, went or changed may."""
        state = self.state
        moved = {*self.changed, *(self.old_slugs[slot] for slot in self.lost)}
        if any(may_vote(slug, min(stories, self.old_stories)) for slug in moved):
            return set(voters_of(state.slugs, state.days))
        return self.old_voters

    def _terms(self, slot: int) -> memoryview:
        return memoryview(self.records[self.state.slugs[slot]].terms).cast("I")

    def _take_out(self, slots: set[int]) -> dict[int, list[int]]:
        """Take slots and their terms out; return the terms by slot."""
        state = self.state
        held: dict[int, list[int]] = {slot: [] for slot in slots}
        found = places_of(state.holders, slots)
        for place in found:
            held[state.holders[place]].append(state.keys[place])
        take_out((state.keys, state.holders), found)
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
        entries = sorted((term, slot) for slot in placed for term in self._terms(slot))
        put_in((state.keys, state.holders), entries)
        return placed

    def _class(self, term: int, several: bool = False) -> int:
        """Return the class of a term; that `several` stories hold it need not be asked if it is known."""
        found = self.classes.get(term)
        if found is None:
            lone = not several and count_of(term, self.state.keys) <= 1
            self.classes[term] = found = LONE if lone else class_of(term, count_of(term, self.state.vote_keys))
        return found

    def _swing(self, held: dict[int, list[int]], placed: set[int], voters: set[int]) -> Counter[int]:
        """Return by how many votes each term has more, fewer below 0, and count them."""
        swing: Counter[int] = Counter()
        for slot in self.old_voters:
            if slot in held:
                swing.subtract(held[slot])
            elif slot not in voters:
                swing.subtract(self._terms(slot))
        for slot in voters:
            if slot in placed or slot not in self.old_voters:
                swing.update(self._terms(slot))
        keys = self.state.vote_keys
        gone = ((bisect_left(keys, term), -change) for term, change in sorted(swing.items()) if change < 0)
        take_out((keys,), [place for first, count in gone for place in range(first, first + count)])
        put_in((keys,), [(term,) for term, change in sorted(swing.items()) for _ in range(change)])
        return swing

    def _stirred(self, held: dict[int, list[int]], placed: set[int], swing: Mapping[int, int]) -> set[int]:
        """Return the slots that hold a term whose class is not as before."""
        stories: Counter[int] = Counter()
        for terms in held.values():
            stories.subtract(terms)
        for slot in placed:
            stories.update(self._terms(slot))
        stirred: set[int] = set()
        for term in {*swing, *stories}:
            more, change = stories.get(term, 0), swing.get(term, 0)
            if more or change:
                stand, votes = count_of(term, self.state.keys), count_of(term, self.state.vote_keys)
                self.classes[term] = now = class_of(term, votes) if stand > 1 else LONE
                before = class_of(term, votes - change) if stand - more > 1 else LONE
                if before != now:
                    stirred.update(slots_of(term, self.state.keys, self.state.holders))
        return stirred

    def _refill(self, touched: set[int]) -> set[int]:
        """Find the neighbours of the touched slots anew, and what they change in the lists of others."""
        state = self.state
        gone = touched.union(slot for slot, slug in enumerate(state.slugs) if not slug)
        were = {slot for slot in gone if slot < len(self.old_slugs) and self.old_slugs[slot]}
        bereft = self._last_of_lists_with(were, gone)
        self._weigh(touched, were)
        arrivals: defaultdict[int, list[Candidate]] = defaultdict(list)
        for slot in sorted(touched):
            shared = self._shared_by(slot)
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

    def _weigh(self, touched: set[int], were: set[int]) -> None:
        """Set the vectors, lengths and marks of the touched slots; of those that `were` a story's the old ones go."""
        state = self.state
        entries = []
        for slot in touched:
            record = self.records[state.slugs[slot]]
            vector, state.sizes[slot] = weigh(record, list(map(self._class, self._terms(slot))), self.heavy)
            first, width = slot * places.HEAVY, places.HEAVY
            state.vectors[first : first + width] = array("Q", vector + [0] * (width - len(vector)))
            state.lengths[slot] = sum([(entry >> 32) ** 2 for entry in vector])
            entries += [(term, slot) for term in self._marks(slot)]
        take_out((state.mark_keys, state.mark_holders), places_of(state.mark_holders, were))
        put_in((state.mark_keys, state.mark_holders), sorted(entries))

    def _marks(self, slot: int) -> list[int]:
        return [term for term in self._vector(slot) if self._class(term, several=True) < self.common]

    def _vector(self, slot: int) -> dict[int, int]:
        found = self.vectors.get(slot)
        if found is None:
            self.vectors[slot] = found = self.state.vector(slot)
        return found

    def _shared_by(self, slot: int) -> dict[int, int]:
        """Return the weight of the marks that each other slot shares with this one."""
        state = self.state
        by_class: defaultdict[int, list[array[int]]] = defaultdict(list)
        for term in self._marks(slot):
            by_class[self._class(term)].append(slots_of(term, state.mark_keys, state.mark_holders))
        shared = shared_marks(by_class, self.heavy)
        shared.pop(slot, None)
        return shared

    def _candidates(self, slot: int, shared: Mapping[int, int]) -> list[Candidate]:
        found = [(self._worth(slot, other, common), other, common) for other, common in shared.items()]
        return best(found, self.state.slugs)

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
            end = other * places.NEAR + places.NEAR - 1
            last = state.near[end]
            worth = self._worth(other, slot, common)
            if last == NONE or other in bereft or worth >= self._worth(other, last, state.shared[end]):
                yield other, worth, common

    def _last_of_lists_with(self, were: set[int], gone: set[int]) -> dict[int, tuple[float, str] | None]:
        """Map each other slot whose list holds one of `were` to the rank of the last of its list, None if it was not full.

        To be asked while the lengths are still the old ones.
        """
        state = self.state
        found: dict[int, tuple[float, str] | None] = {}
        for place in places_of(state.near, were):
            slot = place // places.NEAR
            end = slot * places.NEAR + places.NEAR - 1
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
        first = slot * places.NEAR
        kept = [
            (self._worth(slot, state.near[place], state.shared[place]), state.near[place], state.shared[place])
            for place in range(first, first + places.NEAR)
            if state.near[place] != NONE and state.near[place] not in gone
        ]
        known = {state.near[place]: state.dots[place] for place in range(first, first + places.NEAR)}
        found = best(kept + arrivals, state.slugs)
        if last and (len(found) < places.NEAR or (-found[-1][0], state.slugs[found[-1][1]]) > last):
            found = self._candidates(slot, self._shared_by(slot))
        self._write(slot, found, {other: dot for other, dot in known.items() if other not in gone})

    def _write(self, slot: int, chosen: list[Candidate], known: Mapping[int, int] | None = None) -> None:
        """Write the list of a slot; `known` are inner products that hold still."""
        state = self.state
        first = slot * places.NEAR
        for place in range(first, first + places.NEAR):
            state.near[place], state.shared[place], state.dots[place] = NONE, 0, 0
        for place, (_, other, common) in enumerate(chosen, first):
            product = known.get(other) if known else None
            state.near[place], state.shared[place] = other, common
            state.dots[place] = dot(self._vector(slot), self._vector(other)) if product is None else product


def _scale(length: int) -> float:
    return 1 / math.sqrt(length or 1)
