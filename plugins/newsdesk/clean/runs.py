"""Lines that belong together by their shape: the rows of a table, the times of a live blog."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..article import Line, Role
from .draft import Draft, Mark, Marks
from .lines import plain
from .shapes import is_prose

FEWEST_ROWS = 2
FEWEST_TIMES = 2
"""A single time may be the hour of an update."""
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
    places = [p for p in range(draft.begin, draft.end) if draft.lines[p].text]
    for run in _runs(draft.lines, [p for p in places if p not in draft.marks]):
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
    places = [p for p in range(draft.begin, draft.end) if draft.lines[p].text]
    found = [
        p
        for p, below in pairwise(places)
        if p not in draft.marks and LIVE_TIME.fullmatch(draft.lines[p].text) and is_prose(draft.lines[below].text)
    ]
    return {p: Mark(Role.CROSSHEAD, "live-blog-time") for p in found} if len(found) >= FEWEST_TIMES else {}
