"""Which lines are the story's: the verdict of a model that was learned from many sites, and what spoke for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .features import Features
from .learned import arrays
from .rows import matrix
from .trees import Trees, from_arrays

Array = Any
FACTS = ("headline", "byline", "date")
LEXICON_UNIT = 1 / 16
"""What one step of the kept lexicon, a byte, stands for."""


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: of the story's lines, and of those that tell its facts."""

    trees: Trees
    """what tells a story's lines from a page's"""
    lexicon: Array
    facts: Mapping[str, Trees]
    """for `headline`, `byline` and `date`, what tells its line from others"""


@cache
def learned() -> Model:
    """Return the model that comes with the project."""
    kept, facts = arrays("lines"), arrays("facts")
    lexicon = kept["lexicon"].astype(np.float32) * LEXICON_UNIT
    return Model(from_arrays(kept, "lines"), lexicon, {fact: from_arrays(facts, fact) for fact in FACTS})


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the model says of each line of a page."""

    chance: Array
    """of being story, 0.0 to 1.0"""
    begin: int
    """the place of the first line of the stretch that is likeliest the story"""
    end: int
    pushes: Array
    """what each group of features added for (above 0) or against being story, of shape (lines, groups)"""
    strongest: Sequence[Sequence[int]]
    """for each line, the groups that spoke against it most, the strongest first"""

    def why(self, place: int) -> str:
        """Return what spoke for dropping a line, in words, the strongest first."""
        pushes = self.pushes[place]
        spoke = [GROUPS[number].against for number in self.strongest[place] if pushes[number] < LEAST_PUSH]
        return ", ".join(spoke) or "all told, more like a line of the page"


@dataclass(frozen=True, slots=True)
class Group:
    """Features that say one thing, in words for an editor."""

    against: str
    """what speaks against being story"""
    starts: tuple[str, ...]
    """how the names of its features begin"""


GROUPS = (
    Group("marked as a part of the page", ("hint ", "linked", "saved", "marks ")),
    Group("words that pages say", ("lexicon", "ruled")),
    Group("words of a caption", ("credit", "picture")),
    Group("a name or a day by itself", ("byline", "name", "date", "day", "clock")),
    Group("its words stand elsewhere, too", ("copies", "runs elsewhere")),
    Group("few of the story's words", ("shared", "of title")),
    Group("short", ("chars", "words", "relative length", "word length")),
    Group("not written as a sentence", (
        "capitals", "upper", "digits", "first", "last", "commas", "inner stops", "quotes", "bars", "signs", "brackets", "colons",
        "short small words", "frequent words", "sentence", "prose", "mark", "quoted", "quantity", "tabs", "unspaced", "caseless",
    )),
    Group("near lines that end a story", ("to ", "ends")),
    Group("away from the story", ("place", "from ", "in block", "share of prose", "block ", "page ")),
    Group("among lines of the page", ("short run", "gap ", "shape ", "opening ")),
)  # fmt: skip
NEIGHBOURS = len(GROUPS) - 1
"""The group of what a line's neighbours are."""
MOST_REASONS = 3
LEAST_PUSH = -0.15
"""Of the logarithm of the odds: less does not count as a reason."""
STEADY = 0.5
"""The chance from which on a line lengthens the stretch that is taken for the story."""

OUTER = ("menu", "footer", "aside", "form", "outside")
"""What a saved page marks as none of its article."""
HAND_PICKED, MOST_OF_HAND, FEWEST_OF_PAGE = 2.0, 25, 50
"""Added to the logarithm of the odds of a sentence up to so many lines, and nothing from so many on: pages to learn from are
longer. Cross-validated it costs a thousandth of F1 on selections; of 400 stories among noise 4 lose a line, and not 33."""


@cache
def _groups(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the group of each feature."""
    return tuple(_group(name) for name in names)


def _group(name: str) -> int:
    if " at " in name or " in " in name.removeprefix("in block") or name.endswith((" since begin",)):
        return NEIGHBOURS
    longest = [
        (len(start), number) for number, group in enumerate(GROUPS) for start in group.starts if name.startswith(start)
    ]
    return max(longest, default=(0, NEIGHBOURS))[1]


def judge(features: Features, model: Model) -> Verdicts:
    """Return the model's verdicts on the lines of one page."""
    _, rows = matrix(features, model.lexicon)
    leaves = model.trees.leaves(rows)
    chance = 1 / (1 + np.exp(-model.trees.odds(leaves) - hand_picked(features)))
    begin, end = _stretch(chance, np.expm1(features.columns["words"]))
    pushes = np.zeros((len(chance), len(GROUPS)), np.float32)
    doubtful = np.flatnonzero(chance < STEADY)
    if len(doubtful):
        pushes[doubtful] = model.trees.shares(leaves[:, doubtful], _groups(model.trees.names), len(GROUPS)).T
    strongest = np.argsort(pushes, axis=1, kind="stable")[:, :MOST_REASONS].tolist()
    return Verdicts(chance, begin, end, pushes, strongest)


def hand_picked(features: Features) -> Array:
    """Return what is added to the odds of each line: to a sentence, in a paste of few lines, for it was likely selected by hand."""
    lines = len(features.alone)
    share = min(1.0, max(0.0, (FEWEST_OF_PAGE - lines) / (FEWEST_OF_PAGE - MOST_OF_HAND)))
    sentences = np.array([alone.sentence for alone in features.alone], float) * (1 - features.columns["saved"])
    return sentences * (HAND_PICKED * share)


def _stretch(chance: Array, words: Array) -> tuple[int, int]:
    """Return the run of lines with the greatest sum, where each speaks by its chance and, damped, by its length."""
    gain = (chance - STEADY) * np.sqrt(np.minimum(60, np.maximum(1, words)))
    sums = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    begin = int(np.argmin(sums[: end + 1]))
    while begin < end and chance[begin] < STEADY:
        begin += 1
    return begin, end
