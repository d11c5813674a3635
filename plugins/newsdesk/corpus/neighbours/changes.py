"""Which stories lie near each other, from nothing or from what was known before.

Nearness is the cosine of tf-idf vectors (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 6.3) over each
story's heaviest terms, of one and two words; see `weights`. Two steps find a story's neighbours: candidates share the weightiest
of the terms that are not too common; those are compared in full.
`update` gives exactly what `update` from nothing gives; a test holds it to that over any series of changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .cold import from_nothing
from .order import set_usual
from .places import State, Terms
from .step import Step, too_many
from .term_weights import electors_among


def update(
    state: State, records: Mapping[str, Terms], changed: Mapping[str, int], removed: Iterable[str] = ()
) -> tuple[State, set[int]]:
    """Return the state after a change, and the slots whose neighbours, or whose order, may not be as before.

    `changed` maps the slugs of new and changed stories to their days (0: unknown); `records` must hold those, as they now are, and
    can be asked for any other story, and is asked for few. The given state must not be used any more. `removed` may
    name stories that are not there.
    """
    before = state.near[:]
    after, slots = _changed(state, records, changed, removed)
    return after, set_usual(after, slots, before)


def deciding(state: State) -> int:
    """Return for how many stories the voters stand, a power of two: it holds still while one story more moves little."""
    return len(state.voters) * electors_among(state.stories())


def _changed(
    state: State, records: Mapping[str, Terms], changed: Mapping[str, int], removed: Iterable[str]
) -> tuple[State, set[int]]:
    """Return the state after a change, and the slots whose lists are not as before."""
    gone = {slug for slug in removed if slug not in changed}
    slot_of = {slug: slot for slot, slug in enumerate(state.slugs) if slug}
    lost = [slot_of[slug] for slug in sorted(gone) if slug in slot_of]
    if slot_of and not too_many(len(changed) + len(lost), len(slot_of)):
        slots = Step(state, records, changed, lost, slot_of).take()
        if slots is not None:
            return state, slots
    days = {slug: state.days[slot] for slot, slug in enumerate(state.slugs) if slug and slug not in gone}
    return from_nothing(records, {**days, **changed})
