"""The empty lines between the lines of a paste, and what they tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

SELDOM = 20
"""One of so many lines may have less above it than all others."""
FEWEST = 40
"""Lines of a page of which some should stand right below each other; a story's alone seldom do."""


def gaps_between(places: Sequence[int]) -> list[int]:
    """Return how many empty lines stand above each of the lines at these places of a paste."""
    return [below - above - 1 for above, below in pairwise((-1, *places))]


def telling_gaps(gaps: Sequence[int]) -> tuple[int, ...]:
    """Return the empty lines above each line less those that stand above all, which only say how the page was copied."""
    if len(gaps) < FEWEST:
        return tuple(gaps)
    least = sorted(gaps[1:])[len(gaps) // SELDOM]
    return tuple(max(0, gap - least) for gap in gaps)
