"""All features of a page's lines as rows: their own, what the lexicon says, and those of the lines around them."""

from __future__ import annotations

import numpy as np

from .features import Features
from .lexicon import look_up
from .tokens import Array

WINDOWS = (3, 8, 20)
"""Lines above and below that are counted together."""
NEAR = 3
"""Lines above and below whose own features a line has, too."""
BASE = "prose words short ruled date gap lexicon credit".split()
"""What is counted over windows of lines."""
SHOWN = (
    "chars", "capitals", "digits", "first", "last", "inner stops", "sentence", "copies", "shared", "date", "gap above", "short small words",
    "runs elsewhere", "ruled", "ends", "credit", "byline", "lexicon", "lexicon least",
)  # fmt: skip
"""What a line has of its neighbours."""


def matrix(features: Features, table: Array) -> tuple[list[str], Array]:
    """Return the names of all features and their values, a row a feature, neighbours' and windows' among them.

    `table` is the lexicon's.
    """
    columns = {**features.columns, **look_up(features.entries, table, features.tokens.count)}
    names, count = list(columns), features.tokens.count
    own = np.stack([columns[name] for name in names]).astype(np.float32)
    parts = [own]
    words = columns["words"]
    counted = np.stack(
        [columns["prose"], words, (words < np.log1p(6.5)) & (columns["sentence"] == 0), columns["ruled"], columns["date"],
         np.minimum(2, columns["gap above"]), columns["lexicon"], columns["credit"] > 0]
    ).astype(np.float32)  # fmt: skip
    sums = np.concatenate([np.zeros((len(BASE), 1), np.float32), np.cumsum(counted, 1, dtype=np.float32)], 1)
    places = np.arange(count)
    for size in WINDOWS:
        for side, low, high in (
            ("above", np.maximum(0, places - size), places),
            ("below", np.minimum(count, places + 1), np.minimum(count, places + 1 + size)),
        ):
            parts.append((sums[:, high] - sums[:, low]) / np.maximum(1, high - low))
            names += [f"{base} in {size} {side}" for base in BASE]
    at = [names.index(name) for name in SHOWN]
    padded = np.pad(own[at], ((0, 0), (NEAR, NEAR)), constant_values=-9)
    for away in (*range(-NEAR, 0), *range(1, NEAR + 1)):
        parts.append(padded[:, NEAR + away : NEAR + away + count])
        names += [f"{name} at {away:+d}" for name in SHOWN]
    return names, np.concatenate(parts)
