"""What a term weighs among all stories, and which stories decide it.

The weights are those of tf-idf (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 6.2) with turns of our own,
so that a story more moves as little as possible:

* A term's idf has few steps: how many voters hold it is rounded to a power of four.
* Not all stories vote. Of a large brief those may that a number drawn from the slug chooses, one in four, and of these the
  oldest 2^k do, more than half. So the latest story does not vote before their number has doubled, and of the stories
  that are dated back, one in four or fewer.
* All sums are of whole numbers, so that no order of adding shows.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from zlib import crc32

SCALE = 16
"""Weights are whole numbers of sixteenths."""
OFFSET = 5.0
"""Added to ln(V / df), so that words of most stories count, too: topics are told by them."""
PAIR = 0.7
"""What a term of two words weighs beside one of one: both its words count themselves, too. With 1.0 fewer short texts find
their event (0.746 against 0.756)."""
MANY = 1024
"""From so many stories on, one in ELECTORS may vote."""
ELECTORS = 4
BANDS = 17
LONE = 2 * BANDS
"""The class of a term that one story alone holds."""


def band_of(votes: int) -> int:
    """Return the step of a term that so many voters hold: 0 to 3 votes, 4 to 15, 16 to 63, 64 to 255, and so on.

    >>> [band_of(votes) for votes in (0, 3, 4, 15, 16, 63, 64)]
    [0, 0, 1, 1, 2, 2, 3]
    """
    return max(0, (votes.bit_length() - 1) // 2)


def class_of(term: int, votes: int) -> int:
    """Return the class of a term, to which its weight belongs: twice its band, and one more if it is of two words."""
    return 2 * band_of(votes) + 1 - term % 2


def weights(voters: int) -> list[int]:
    """Return the weight of each class, in sixteenths, the middle of a band standing for all of it."""
    found = []
    for band in range(BANDS):
        idf = math.log(max(1, voters) / min(2 * 4**band, max(1, voters))) + OFFSET
        found += [round(SCALE * idf), round(SCALE * PAIR * idf)]
    return [*found, found[0]]


def first_common(voters: int) -> int:
    """Return the class from which on terms make no candidates: too many stories hold them.

    They are those of 64 votes or, where many vote, of 16, which finds fewer (nDCG@5 lower by 0.003 to 0.015) in half the time.
    """
    return 6 if voters <= MANY else 4


def electors_among(stories: int) -> int:
    """Return of how many of so many stories one may vote."""
    return 1 if stories < MANY else ELECTORS


def may_vote(slug: str, stories: int) -> bool:
    """True if a story may vote, one of so many."""
    return not crc32(slug.encode()) % electors_among(stories)


def voters_among(stories: int) -> int:
    """Return how many vote where so many may."""
    return 1 << (stories.bit_length() - 1) if stories else 0


def voters_of(slugs: Sequence[str], days: array[int]) -> list[int]:
    """Return the slots of the voters: of those who may, the oldest, of one day those that a number drawn from the slug chooses."""
    electors = electors_among(sum(map(bool, slugs)))
    lots = map(crc32, map(str.encode, slugs))
    taken = [
        (days[slot], lot, slugs[slot], slot) for slot, lot in enumerate(lots) if not lot % electors and slugs[slot]
    ]
    taken.sort()
    return [slot for _, _, _, slot in taken[: voters_among(len(taken))]]
