"""The lists of some stories' neighbours made anew, and what that changes in the lists of the others."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from . import places
from .days_apart import SOON, soon
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
from .term_weights import LONE, class_of, first_common, weights


class Classes(dict[int, int]):
    """The class of each term, looked up in a state when it is first asked for."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __missing__(self, term: int) -> int:
        state = self._state
        lone = count_of(term, state.keys) <= 1
        self[term] = found = LONE if lone else class_of(term, count_of(term, state.vote_keys))
        return found


class Holders(dict[int, "array[int]"]):
    """The slots that hold each mark, looked up in a state when they are first asked for."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __missing__(self, term: int) -> array[int]:
        self[term] = found = slots_of(term, self._state.mark_keys, self._state.mark_holders)
        return found


class Scale(dict[int, float]):
    """By slot, what makes the weight that another shares with it a measure of nearness."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __missing__(self, slot: int) -> float:
        self[slot] = found = _scale(self._state.lengths[slot])
        return found


class Lists:
    """The lists of a state whose terms, votes and voters are those of today."""

    def __init__(self, state: State, records: Mapping[str, Terms], classes: Mapping[int, int]) -> None:
        self.state, self.records, self.classes = state, records, classes
        voters = len(state.voters)
        self.heavy, self.common = weights(voters), first_common(voters)
        self.vectors: dict[int, dict[int, int]] = {}
        self.dots: dict[tuple[int, int], int] = {}
        """of two slots, the lower one first: two in three are near each other from both sides"""
        self.holders = Holders(state)
        self.scale = Scale(state)

    def refill(self, touched: set[int], old_slugs: Sequence[str] = (), old_days: Sequence[int] = ()) -> set[int]:
        """Find the neighbours of the touched slots anew; return all slots whose lists that changes.

        `old_slugs` and `old_days` are those before the change, by slot.
        """
        state = self.state
        gone = touched.union(slot for slot, slug in enumerate(state.slugs) if not slug)
        were = {slot for slot in gone if slot < len(old_slugs) and old_slugs[slot]}
        bereft = self._last_of_lists_with(were, gone, old_slugs, old_days)
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
        state, same = self.state, dict[int, int]().setdefault  # one object for a term is compared sooner than two
        entries = []
        for slot in touched:
            record = self.records[state.slugs[slot]]
            kinds = list(map(self.classes.__getitem__, memoryview(record.terms).cast("I")))
            vector, state.sizes[slot] = weigh(record, kinds, self.heavy)
            first, width = slot * places.HEAVY, places.HEAVY
            state.vectors[first : first + width] = array("Q", vector + [0] * (width - len(vector)))
            state.lengths[slot] = sum([(entry >> 32) ** 2 for entry in vector])
            self.vectors[slot] = {same(term := entry & NONE, term): entry >> 32 for entry in vector}
            entries += [term << 32 | slot for term in self._marks(slot)]
        entries.sort()
        take_out((state.mark_keys, state.mark_holders), places_of(state.mark_holders, were))
        put_in((state.mark_keys, state.mark_holders), [(entry >> 32, entry & NONE) for entry in entries])

    def _marks(self, slot: int) -> list[int]:
        return [term for term in self._vector(slot) if self.classes[term] < self.common]

    def _vector(self, slot: int) -> dict[int, int]:
        found = self.vectors.get(slot)
        if found is None:
            self.vectors[slot] = found = self.state.vector(slot)
        return found

    def _shared_by(self, slot: int) -> dict[int, int]:
        """Return the weight of the marks that each other slot shares with this one."""
        by_class: defaultdict[int, list[array[int]]] = defaultdict(list)
        classes, holders = self.classes, self.holders
        for term in self._marks(slot):
            by_class[classes[term]].append(holders[term])
        shared = shared_marks(by_class, self.heavy)
        shared.pop(slot, None)
        return shared

    def _candidates(self, slot: int, shared: Mapping[int, int]) -> list[Candidate]:
        days, day, scale, factor = self.state.days, self.state.days[slot], self.scale, SOON.get
        found = [
            (common * scale[other] * (factor(days[other] - day, 1.0) if day and days[other] else 1.0), other, common)
            for other, common in shared.items()
        ]
        return best(found, self.state.slugs)

    def _worth(self, slot: int, other: int, common: int) -> float:
        """Return what `other` is worth in the list of `slot`, which must be the same to the bit as among `_candidates`."""
        return common * self.scale[other] * soon(self.state.days[slot], self.state.days[other])

    def _offers(
        self, slot: int, shared: Mapping[int, int], gone: set[int], bereft: Mapping[int, object]
    ) -> Iterable[tuple[int, float, int]]:
        """Yield the slots in whose lists this one may have a place, with what it is worth there."""
        state = self.state
        for other in shared.keys() - gone:
            common = shared[other]
            end = other * places.NEAR + places.NEAR - 1
            last = state.near[end]
            worth = self._worth(other, slot, common)
            if last == NONE or other in bereft or worth >= self._worth(other, last, state.shared[end]):
                yield other, worth, common

    def _last_of_lists_with(
        self, were: set[int], gone: set[int], old_slugs: Sequence[str], old_days: Sequence[int]
    ) -> dict[int, tuple[float, str] | None]:
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
                    worth = state.shared[end] * _scale(state.lengths[last]) * soon(state.days[slot], old_days[last])
                    found[slot] = (-worth, old_slugs[last])
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
            state.dots[place] = self._dot(slot, other) if product is None else product

    def _dot(self, slot: int, other: int) -> int:
        pair = (slot, other) if slot < other else (other, slot)
        found = self.dots.get(pair)
        if found is None:
            self.dots[pair] = found = dot(self._vector(slot), self._vector(other))
        return found


def _scale(length: int) -> float:
    return 1 / math.sqrt(length or 1)
