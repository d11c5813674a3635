"""Columns of print side by side, as a PDF gives them that is copied with its layout: read one below the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ...article import Line
from ..patterns import is_sentence, word_count
from ..text import plain

GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
GUTTER = 2
"""Empty columns of a typewriter between two columns of print, at the least."""
FEWEST_ROWS, FEWEST_COLUMNS = 6, 16
"""Rows with words on both sides, and the width of the left column."""
MOSTLY_BOTH = 0.5
"""Share of the rows with words that have some on both sides."""
FEWEST_WORDS, MOSTLY_WORDED, WRAPPED = 3, 0.6, 0.2
"""Words of most parts of prose; the share of parts with so many, and of those that go on with a small letter. Cells of tables are shorter."""
MOSTLY_FULL = 0.6
"""Share of a column's width from which on a line is no heading."""
MOST_LINES, MOST_GUTTERS = 20_000, 5
"""Lines of a longer paste are not looked at; and the places of a gutter that are tried."""
LONGEST_ROW = 400
"""Characters."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in two columns."""

    begin: int
    """the place of the first"""
    end: int
    """the place after the last"""
    right: int
    """where the right column begins, counted in columns of a typewriter"""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Lines in the order in which they are read."""

    lines: Sequence[Line]
    in_columns: frozenset[Line] = frozenset()
    """those that are a part of a line; the others are as wide as the page"""
    goes_on: frozenset[Line] = frozenset()
    """of those, the ones that surely go on with the one above"""
    blocks: tuple[tuple[int, int], ...] = ()
    """of each block of columns, the numbers of its first and last line"""

    def runs(self, lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
        """Yield some of the lines in runs of those that are set in columns and of those that are not; empty ones go with the run above."""
        begin, within = 0, False
        for place, line in enumerate(lines if self.in_columns else ()):
            if line.text and (line in self.in_columns) != within:
                yield lines[begin:place]
                begin, within = place, not within
        yield lines[begin:]


def side_by_side(lines: Sequence[Line]) -> Ordered:
    """Return the lines with those in columns one column after the other.

    A line of two columns is two lines then, under its number. Cells between which a tab stands are no columns of print.
    """
    rows = [line.raw.rstrip() for line in lines] if len(lines) <= MOST_LINES else []
    ordered: list[Line] = []
    parts, going_on = set[Line](), set[Line]()
    told = []
    done = 0
    for block in _blocks(rows):
        ordered += lines[done : block.begin]
        some = list(zip(lines[block.begin : block.end], rows[block.begin : block.end], strict=True))
        for cut in (slice(block.right), slice(block.right, None)):
            column = side_by_side(_trimmed([_part(line, row[cut].rstrip()) for line, row in some])).lines
            ordered += column
            parts.update(column)
            going_on.update(_going_on(column))
        told.append((lines[block.begin].number, lines[block.end - 1].number))
        done = block.end
    return (
        Ordered([*ordered, *lines[done:]], frozenset(parts), frozenset(going_on), tuple(told))
        if told
        else Ordered(lines)
    )


def _going_on(column: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of a column that go on with a sentence."""
    width = max(len(line.text) for line in column)
    for above, line in pairwise(column):
        open_ended = above.text and line.text and not is_sentence(above.text)
        if open_ended and (line.text[0].islower() or len(above.text) >= MOSTLY_FULL * width):
            yield line


def _part(line: Line, raw: str) -> Line:
    return replace(line, raw=raw, text=plain(raw))


def _trimmed(lines: list[Line]) -> list[Line]:
    while lines and not lines[-1].text:
        lines.pop()
    return lines


def _blocks(rows: Sequence[str]) -> list[Block]:
    """Return the blocks of two columns of prose, none over another, from the top."""
    places = Counter(match.end() for row in rows if len(row) <= LONGEST_ROW for match in GAP.finditer(row))
    found: list[Block] = []
    for right, count in places.most_common(MOST_GUTTERS):
        if count < FEWEST_ROWS or right < FEWEST_COLUMNS:
            continue
        for block in _runs(rows, right):
            some = rows[block.begin : block.end]
            free = all(block.end <= other.begin or other.end <= block.begin for other in found)
            if free and _is_prose([row[:right] for row in some]) and _is_prose([row[right:] for row in some]):
                found.append(block)
    return sorted(found, key=lambda block: block.begin)


def _runs(rows: Sequence[str], right: int) -> Iterator[Block]:
    """Yield the runs of rows that leave the gutter free, from the first with words on both sides to the last; the end of a longer left column is theirs."""
    begin = 0
    for place in range(len(rows) + 1):
        if place < len(rows) and not rows[place][right - GUTTER : right].strip(" "):
            continue
        both = [p for p in range(begin, place) if rows[p][right:].strip() and rows[p][:right].strip()]
        if len(both) >= FEWEST_ROWS:
            end = max(p for p in range(begin, place) if rows[p][right:].strip()) + 1
            while end < place and rows[end].strip():
                end += 1
            if len(both) >= MOSTLY_BOTH * sum(map(bool, rows[both[0] : end])):
                yield Block(both[0], end, right)
        begin = place + 1


def _is_prose(column: Sequence[str]) -> bool:
    """True for the rows of running text in a column: several words each, many of which go on within a sentence."""
    parts = [*filter(None, map(str.strip, column))]
    worded = sum(word_count(part) >= FEWEST_WORDS for part in parts)
    return worded >= MOSTLY_WORDED * len(parts) and sum(part[0].islower() for part in parts) >= WRAPPED * len(parts)
