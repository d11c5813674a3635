"""All stories' neighbours from nothing."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping

from .lists import Lists
from .places import NONE, State, Terms
from .term_weights import LONE, class_of, voters_of

ENOUGH = 128
"""Stories from which on NumPy takes less time than it saves: its import alone costs as much as linking a hundred."""


def from_nothing(records: Mapping[str, Terms], stories: Mapping[str, int]) -> tuple[State, set[int]]:
    """Return the state of some stories, slug to day, and all their slots."""
    slugs = sorted(stories)
    days = array("i", [stories[slug] for slug in slugs])
    voters = array("I", sorted(voters_of(slugs, days)))
    if len(slugs) < ENOUGH:
        state = _of_few(records, State(slugs, days, voters=voters))
    else:
        from .many import fill

        state = State(slugs, days, voters=voters)
        fill(state, records)
    return state, set(range(len(slugs)))


def _of_few(records: Mapping[str, Terms], bare: State) -> State:
    """Return a state with all that one with slugs, days and voters alone lacks."""
    state = State()
    for _ in bare.slugs:
        state.add_slot()
    state.slugs, state.days, state.voters = bare.slugs, bare.days, bare.voters
    terms_of = [memoryview(records[slug].terms).cast("I") for slug in state.slugs]
    entries = [term << 32 | slot for slot, terms in enumerate(terms_of) for term in terms]
    entries.sort()
    keys, voters = [entry >> 32 for entry in entries], {*state.voters}
    voted = [entry >> 32 for entry in entries if entry & NONE in voters]
    state.keys.extend(keys)
    state.holders.extend([entry & NONE for entry in entries])
    state.vote_keys.extend(voted)
    votes = Counter(voted)
    classes = {term: class_of(term, votes[term]) if count > 1 else LONE for term, count in Counter(keys).items()}
    Lists(state, records, classes).refill({*range(len(state.slugs))})
    return state
