"""Boosted trees that all ask one question a level: what a model of them says, and why.

Such trees are called oblivious (Kohavi 1994; Prokhorenkova and others 2018): the answers to the questions of a tree
are the bits of a number, and under that number stands the tree's value. NumPy asks all questions of all trees at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

Array = Any


@dataclass(frozen=True, eq=False)
class Trees:
    """A model: the sum of its trees' values is the logarithm of the odds of "yes"."""

    names: tuple[str, ...]
    """the features, in the order of a row"""
    asked: Array
    """for each tree and level, the number of the feature that is compared; shape (trees, depth)"""
    least: Array
    """for each tree and level, what the feature must be greater than; float32"""
    values: Array
    """for each tree, a value for each combination of answers, the first question's answer in the lowest bit; shape (trees, 2 ** depth)"""
    base: float
    """what all rows have"""

    def leaves(self, features: Array) -> Array:
        """Return the number of the value that each tree gives each thing, of shape (trees, things), to be handed on.

        `features` is float32, of shape (features, things): so the values of one feature lie together, which is four times as fast.
        """
        trees, depth = self.asked.shape
        answers = (features[self.asked.ravel()] > self.least.reshape(-1, 1)).reshape(trees, depth, -1).view(np.uint8)
        leaves = answers[:, 0].astype(np.intp)
        for level in range(1, depth):
            leaves += answers[:, level].astype(np.intp) << level
        return leaves

    def odds(self, leaves: Array) -> Array:
        """Return the logarithm of the odds of each thing."""
        return np.take(self.values, leaves + self._starts).sum(0) + self.base

    @cached_property
    def _starts(self) -> Array:
        return np.arange(0, self.values.size, self.values.shape[1])[:, None]

    @cached_property
    def _steps(self) -> Array:
        """For each level, tree and value, what the answer at that level added to the mean of the values still possible."""
        trees, depth = self.asked.shape
        every = np.arange(1 << depth)
        means = [
            self.values.reshape(trees, -1, 1 << level).mean(1)[:, every & ((1 << level) - 1)]
            for level in range(depth + 1)
        ]
        return np.diff(np.stack(means), axis=0).astype(np.float32)

    def shares(self, leaves: Array, group: tuple[int, ...], groups: int) -> Array:
        """Return what each group of features added to the odds of each thing, of shape (groups, things).

        `group` numbers each feature's group. A question adds the difference that its answer makes to the mean of the
        values that are still possible (Saabas 2014).
        """
        sums = np.zeros((groups, leaves.shape[1]), np.float32)
        places = leaves + self._starts
        for steps, (order, found, first) in zip(self._steps, self._by_group(group), strict=True):
            sums[found] += np.add.reduceat(np.take(steps, places)[order], first, axis=0)
        return sums

    @cache  # noqa: B019 -- models live as long as the process
    def _by_group(self, group: tuple[int, ...]) -> list[tuple[Array, Array, Array]]:
        """For each level, the trees in the order of the group that they ask there, the groups, and where each begins."""
        found = []
        for asked in np.asarray(group)[self.asked].T:
            order = np.argsort(asked, kind="stable")
            found.append((order, *np.unique(asked[order], return_index=True)))
        return found


def as_arrays(trees: Trees, name: str) -> dict[str, Array]:
    """Return a model as arrays to be kept, each under `name` and what it is."""
    return {
        f"{name}.names": np.array("\n".join(trees.names)),
        f"{name}.asked": trees.asked.astype(np.int16),
        f"{name}.least": trees.least.astype(np.float32),
        f"{name}.values": trees.values.astype(np.float16),
        f"{name}.base": np.float32(trees.base),
    }


def from_arrays(arrays: Mapping[str, Array], name: str) -> Trees:
    """Return the model that was kept as arrays under `name`."""
    return Trees(
        tuple(str(arrays[f"{name}.names"]).split("\n")),
        arrays[f"{name}.asked"].astype(np.int64),
        arrays[f"{name}.least"],
        arrays[f"{name}.values"].astype(np.float32),
        float(arrays[f"{name}.base"]),
    )
