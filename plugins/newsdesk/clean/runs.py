"""Lines that belong together by their shape: the rows of a table, the times of a live blog, the quantities of a recipe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..article import Line, Role
from .draft import Draft, Mark, Marks
from .lines import plain

FEWEST_ROWS = 2
FEWEST_TIMES = 2
"""A single time may be the hour of an update."""
FEWEST_QUANTITIES = 3
APART = 4
"""Ingredients in a row without a quantity, such as salt."""
LONGEST_INGREDIENT = 16
"""Words."""
LIVE_TIME = re.compile(
    r"\(?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:,?\s?\(?(?:GMT|UTC|BST|[ECMP][SD]?T|CES?T|Uhr|hrs?|local time)\)?)?\)?(?:\s*[-–—:|]\s*\S.{0,80})?",
    re.IGNORECASE,
)
"""The hour of an entry of a live blog: `10:42 GMT`, `14.05 Uhr - Bridge closed`."""


def cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a row of a table, as browsers copy it with tabs; one cell for any other line."""
    return tuple(cell for cell in map(plain, line.raw.strip().split("\t")) if cell)


def table_rows(draft: Draft) -> Marks:
    """Rows one below the other with the same number of cells."""
    marks: dict[int, Mark] = {}
    for run in _runs(draft.lines, [p for p in range(len(draft.lines)) if p not in draft.marks]):
        if len(run) >= FEWEST_ROWS:
            marks.update({p: Mark(Role.LIST_ITEM, "table-row") for p in run})
    return marks


def _runs(lines: Sequence[Line], places: Sequence[int]) -> list[list[int]]:
    """Return runs of places whose lines have the same number of cells, two or more."""
    runs: list[list[int]] = [[]]
    size = 0
    for place in places:
        count = len(cells(lines[place])) if "\t" in lines[place].raw else 1
        if count < 2 or count != size:
            runs.append([])
        size = count
        if count > 1:
            runs[-1].append(place)
    return runs


def live_times(draft: Draft) -> Marks:
    """The hours above a live blog's entries; they look like the length of a video, and are crossheads."""
    found = [
        p
        for p, below in pairwise(range(draft.begin, draft.end))
        if p not in draft.marks and draft.alone[below].prose and LIVE_TIME.fullmatch(draft.lines[p].text)
    ]
    return {p: Mark(Role.CROSSHEAD, "live-blog-time") for p in found} if len(found) >= FEWEST_TIMES else {}


def ingredients(draft: Draft) -> Marks:
    """The quantities of a recipe, and the few short lines between them."""
    found = [p for p in range(len(draft.lines)) if p not in draft.marks and draft.alone[p].quantity]
    if len(found) < FEWEST_QUANTITIES:
        return {}
    between = [
        p for above, below in pairwise(found) if below - above <= APART + 1 for p in range(above + 1, below)
        if p not in draft.marks and not draft.alone[p].sentence and draft.alone[p].words <= LONGEST_INGREDIENT
    ]  # fmt: skip
    return {p: Mark(Role.LIST_ITEM, "ingredient") for p in sorted((*found, *between))}
