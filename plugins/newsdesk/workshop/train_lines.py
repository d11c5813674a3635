"""Learn which lines are the story's, from pages whose lines are known: a lexicon, and trees over all features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from ..clean.model import BITS, LEXICON_UNIT, Trees, matrix
from .boosting import learn
from .examples import Example

Array = Any
TREES, RATE = 500, 0.07
FEWEST_SITES = 2.5
"""Sites on which words must stand before they tell anything; half a site is one on which they are as often story as not."""
SMOOTH = 1.0
"""Sites that are added to both sides, so that words of few sites say little."""


class Counts:
    """On how many sites what is in the lexicon is story, and on how many it is not."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self.story, self.other = np.zeros(1 << BITS), np.zeros(1 << BITS)
        self._of_site: dict[str, tuple[Array, Array]] = {}
        for site, pages in groupby((e for e in examples if e.whole and "selection" not in e.name), lambda e: e.site):
            places, share = _shares(list(pages))
            self._of_site[site] = places, share
            self.story[places] += share
            self.other[places] += 1 - share

    def table(self, without: str = "") -> Array:
        """Return the lexicon, or what it would be without the pages of a site: what that site is learned from."""
        story, other = self.story, self.other
        if without in self._of_site:
            places, share = self._of_site[without]
            story, other = story.copy(), other.copy()
            story[places] -= share
            other[places] -= 1 - share
        value = np.log((story + SMOOTH) / (other + SMOOTH))
        value[story + other < FEWEST_SITES] = 0
        steps = np.clip(np.rint(value / LEXICON_UNIT), -127, 127)
        return (steps * LEXICON_UNIT).astype(np.float32)


def _shares(pages: Sequence[Example]) -> tuple[Array, Array]:
    """Return the places of the lexicon that a site's pages have, and the share of their lines that is story."""
    places, story = [], []
    for page in pages:
        entries = page.features.entries
        used = page.weight[entries.line] > 0
        places.append(entries.place[used])
        story.append(page.story[entries.line[used]])
    found, back = np.unique(np.concatenate(places), return_inverse=True)
    return found, np.bincount(back, np.concatenate(story)) / np.bincount(back)


def fit(examples: Sequence[Example], trees: int = TREES) -> tuple[Trees, Array]:
    """Return the trees and the lexicon of these pages. A site's pages are described by the lexicon of all others."""
    counts = Counts(examples)
    names: list[str] = []
    parts = []
    for site, pages in groupby(examples, lambda example: example.site):
        table = counts.table(without=site)
        for page in pages:
            names, rows = matrix(page.features, table)
            parts.append(rows)
    story, weight = (np.concatenate([getattr(page, name) for page in examples]) for name in ("story", "weight"))
    return learn(names, np.concatenate(parts, 1).T, story, weight, trees, RATE), counts.table()
