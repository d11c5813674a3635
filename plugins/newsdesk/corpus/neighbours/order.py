"""In which order a story's neighbours are told.

Nearness alone mixes two things. A long survey is near to all stories of its subject; two reports of one event are nearer to
each other than either is to anything else. So nearness is first held against what is usual for both sides (local scaling:
Zelnik-Manor and Perona 2004), and who stands out comes first. Behind these come the stories that the nearest ones have among
their neighbours, too (shared neighbours: Jarvis and Patrick 1973): they are of one subject.

Read on stories whose events or topics are known: events are found by 0.01 to 0.02 of nDCG@5 better than by nearness alone,
topics by 0.008.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence

from . import places
from .days_apart import soon
from .places import NONE, State, places_of

Neighbour = tuple[int, float, float]
"""a slot, its nearness (for the order), the cosine (0.0 to 1.0)"""

USUAL = 5
"""A story's usual nearness is the mean of so many, its nearest."""
STANDS_OUT = 0.8
"""So much of what is usual for both sides (their geometric mean) stands out."""
FIRST = 2
"""Of those that stand out, so many come first; if fewer do, the nearest fill up."""
VOICES = 12
"""So many nearest ones are asked who else is near them, each by the square of its own nearness."""
HEARD = 4.0
"""What it adds to a nearness if all of them have it among their neighbours, in parts of it."""


def nearest(state: State, slot: int) -> list[Neighbour]:
    """Return the neighbours of a slot, the nearest first, ties by slug."""
    found = []
    lengths, sizes, days = state.lengths, state.sizes, state.days
    length, size, day = lengths[slot], sizes[slot], days[slot]
    inside = slice(slot * places.NEAR, (slot + 1) * places.NEAR)
    for other, dot in zip(state.near[inside], state.dots[inside], strict=True):
        if other == NONE:
            break
        nearness = dot / math.sqrt(length * lengths[other] or 1)
        cosine = dot / math.sqrt(size * sizes[other] or 1)
        found.append((other, nearness * soon(day, days[other]), cosine))
    found.sort(key=lambda row: (-row[1], state.slugs[row[0]]))
    return found


def in_order(state: State, slot: int, found: Sequence[Neighbour]) -> list[Neighbour]:
    """Return some neighbours of a slot, the nearest first, in the order in which they are told."""
    usual, slugs = state.usual, state.slugs
    standing = {row: row[1] / math.sqrt(usual[row[0]] or 1) for row in found}
    least = STANDS_OUT * math.sqrt(usual[slot])
    outstanding = [row for row in found if standing[row] >= least]
    outstanding.sort(key=lambda row: (-standing[row], slugs[row[0]]))
    first = outstanding[:FIRST]
    first += [row for row in found if row not in first][: FIRST - len(first)]
    return [*first, *_by_subject(state, found, first)]


def _by_subject(state: State, found: Sequence[Neighbour], told: Sequence[Neighbour]) -> list[Neighbour]:
    """Return those that are not told yet, by their nearness and by how many of the nearest have them, too."""
    heard = {row[0]: 0.0 for row in found}
    for voice, nearness, _ in found[:VOICES]:
        for other in state.near[voice * places.NEAR : (voice + 1) * places.NEAR]:
            if other in heard:
                heard[other] += nearness * nearness
    whole = sum([nearness * nearness for _, nearness, _ in found[:VOICES]]) or 1
    rest = [row for row in found if row not in told]
    rest.sort(key=lambda row: (-row[1] * (1 + HEARD * heard[row[0]] / whole), state.slugs[row[0]]))
    return rest


def set_usual(state: State, slots: Iterable[int], before: array[int]) -> set[int]:
    """Set what is usual for some slots, and return those whose lists must be put in order again.

    These are the slots, and all that have one of them beside them for which another nearness is usual than before, or to
    whose neighbours one of their own came, or left them. `before` is what `state.near` was.
    """
    moved: dict[int, set[int]] = {}
    unusual = set()
    for slot in slots:
        nearness = [row[1] for row in nearest(state, slot)[:USUAL]]
        usual = sum(nearness) / USUAL
        first, end = slot * places.NEAR, (slot + 1) * places.NEAR
        moved[slot] = {*before[first:end]} ^ {*state.near[first:end]}
        if usual != state.usual[slot]:
            unusual.add(slot)
        state.usual[slot] = usual
    found = {*slots}
    for place in places_of(state.near, unusual.union([slot for slot, others in moved.items() if others])):
        beside = place // places.NEAR
        if beside not in found:
            slot, first = state.near[place], beside * places.NEAR
            if slot in unusual or not moved[slot].isdisjoint(state.near[first : first + places.NEAR]):
                found.add(beside)
    return found
