"""One change of the neighbours that are known."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

from .lists import Classes, Lists
from .places import State, Terms, count_of, places_of, put_in, slots_of, take_out
from .term_weights import LONE, class_of, electors_among, may_vote, voters_of

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
        self.classes = Classes(state)

    def take(self) -> set[int] | None:
        """Alter the state, and return the slots whose neighbours may not be as before.

        None if it is quicker to begin anew, with the slugs and days of the state as they then are.
        """
        state = self.state
        held = self._take_out({*self.lost, *(self.slot_of[slug] for slug in self.changed if slug in self.slot_of)})
        placed = self._put_in()
        stories = state.stories()
        voters = self._voters(stories)
        if len(voters) != len(self.old_voters) or electors_among(stories) != electors_among(self.old_stories):
            return None
        state.voters = array("I", sorted(voters))
        touched = placed | self._stirred(held, placed, self._swing(held, placed, voters))
        if too_many(len(touched), len(state.slugs)):
            return None
        return Lists(state, self.records, self.classes).refill(touched, self.old_slugs, self.old_days)

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
