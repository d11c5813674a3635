"""How many lines away, above and below each line of a page, something stands."""

from __future__ import annotations

import numpy as np

from .tokens import Array

FAR = 40
"""Lines beyond which a distance is no longer told."""


def distances(holds: Array) -> tuple[Array, Array]:
    """Return how many lines above and below each line the nearest other stands for which something holds."""
    count = len(holds)
    places = np.arange(count)
    above = np.maximum.accumulate(np.where(holds, places, -FAR - 1 - count))
    below = np.minimum.accumulate(np.where(holds, places, 2 * count + FAR)[::-1])[::-1]
    above, below = np.append(-FAR - 1 - count, above[:-1]), np.append(below[1:], 2 * count + FAR)
    return np.minimum(FAR + 1, places - above), np.minimum(FAR + 1, below - places)


def runs(short: Array) -> tuple[Array, Array]:
    """Return how many short lines in a row end with each line, and begin with it."""

    def ending(row: Array) -> Array:
        places = np.arange(len(row))
        return places - np.maximum.accumulate(np.where(row, -1, places))

    return np.minimum(FAR, ending(short)), np.minimum(FAR, ending(short[::-1])[::-1])
