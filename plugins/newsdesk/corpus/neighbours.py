"""Which stories lie near each other, from nothing or from what was known before.

Nearness is the cosine of tf-idf vectors (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 6.3) over each
story's heaviest terms, of one and two words; see `weights`. Two steps find a story's neighbours: candidates share the weightiest
of the terms that are not too common; those are compared in full.
`update` gives exactly what `update` from nothing gives; a test holds it to that over any series of changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from . import places
from .cold import from_nothing
from .places import NONE, State, Terms
from .step import Step, too_many
from .weights import soon

__all__ = ["State", "nearest", "update"]


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
    if not slot_of or too_many(len(changed) + len(lost), len(slot_of)):
        days = {slug: state.days[slot] for slug, slot in slot_of.items() if slug not in gone}
        return from_nothing(records, {**days, **changed})
    return Step(state, records, changed, lost, slot_of).take()


def nearest(state: State, slot: int) -> list[tuple[int, float, float]]:
    """Return, for each neighbour of a slot, its slot, its nearness (for the order) and the cosine (0.0 to 1.0), in no order."""
    found = []
    for place in range(slot * places.NEAR, (slot + 1) * places.NEAR):
        other = state.near[place]
        if other == NONE:
            break
        dot = state.dots[place]
        nearness = dot / math.sqrt(state.lengths[slot] * state.lengths[other] or 1)
        cosine = dot / math.sqrt(state.sizes[slot] * state.sizes[other] or 1)
        found.append((other, nearness * soon(state.days[slot], state.days[other]), cosine))
    return found
