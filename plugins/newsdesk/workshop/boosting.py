"""Learning boosted trees. CatBoost is needed here, and nowhere else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..clean.model import Trees

Array = Any
DEPTH = 6
"""Questions of a tree."""
SHARE = 0.3
"""Of the features, how many each level of a tree may choose from: the weaker ones get their turn."""
THREADS = 2
"""Sums of many threads differ in their last bits by how many there are; the same number gives the same bytes."""


def learn(names: Sequence[str], rows: Array, right: Array, weights: Array, trees: int, rate: float) -> Trees:
    """Return trees that tell rows that are right (1) from those that are not (0). Rows without weight are passed over."""
    from catboost import CatBoostClassifier

    used = weights > 0
    model = CatBoostClassifier(
        iterations=trees, depth=DEPTH, learning_rate=rate, rsm=SHARE, l2_leaf_reg=5, border_count=64,
        random_seed=0, thread_count=THREADS, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(rows[used], right[used], sample_weight=weights[used])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        told = json.loads(path.read_text("utf-8"))
    return _read(names, told)


def _read(names: Sequence[str], told: dict[str, Any]) -> Trees:
    """Return the trees that CatBoost has written as JSON; those with fewer questions ask one twice."""
    asked, least, values = [], [], []
    scale, bias = told["scale_and_bias"]
    for tree in told["oblivious_trees"]:
        splits = tree["splits"] or []
        features = [split["float_feature_index"] for split in splits]
        borders = [split["border"] for split in splits]
        leaves = np.array(tree["leaf_values"]) * scale
        for _ in range(DEPTH - len(splits)):
            features.append(0)
            borders.append(np.inf)
        asked.append(features)
        least.append(borders)
        values.append(np.concatenate([leaves, np.zeros((1 << DEPTH) - len(leaves))]))
    base = bias[0] if isinstance(bias, list) else bias
    return Trees(tuple(names), np.array(asked), np.array(least, np.float32), np.array(values, np.float32), float(base))
