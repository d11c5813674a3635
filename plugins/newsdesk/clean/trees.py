"""Boosted trees that all ask one question a level: what a model of them says of rows of features, and why.

Such trees are called oblivious (Kohavi 1994; Prokhorenkova and others 2018): a row's answers to the questions of a tree
are the bits of a number, and under that number stands the tree's value. NumPy asks all questions of all trees at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = Any


@dataclass(frozen=True, slots=True)
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

    def odds(self, rows: Array) -> Array:
        """Return the logarithm of the odds of each row. `rows` is float32, of shape (rows, features)."""
        return self.values[np.arange(len(self.values)), self._leaves(rows)].sum(1) + self.base

    def _leaves(self, rows: Array) -> Array:
        """Return the number of the value that each tree gives each row, of shape (rows, trees)."""
        trees, depth = self.asked.shape
        answers = np.zeros((len(rows), trees, 8), bool)
        answers[:, :, :depth] = (rows[:, self.asked.ravel()] > self.least.ravel()).reshape(-1, trees, depth)
        return np.packbits(answers, axis=2, bitorder="little")[:, :, 0]

    def shares(self, rows: Array, group: Sequence[int], groups: int) -> Array:
        """Return what each group of features added to the odds of each row, of shape (rows, groups).

        `group` numbers each feature's group. A question adds the difference that its answer makes to the mean of the
        values that are still possible (Saabas 2014).
        """
        trees, depth = self.asked.shape
        leaves = self._leaves(rows)
        means = [self.values.mean(1)[None, :].repeat(len(rows), 0)]
        for level in range(1, depth + 1):
            known = 1 << level
            possible = self.values.reshape(trees, -1, known).mean(1)
            means.append(possible[np.arange(trees), leaves & (known - 1)])
        steps = np.diff(np.stack(means), axis=0)  # (depth, rows, trees)
        of_group = np.zeros((depth, trees, groups), np.float32)
        numbers = np.asarray(group)[self.asked]
        of_group[np.arange(depth)[:, None], np.arange(trees)[None, :], numbers.T] = 1
        return np.einsum("drt,dtg->rg", steps, of_group, optimize=True)


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
