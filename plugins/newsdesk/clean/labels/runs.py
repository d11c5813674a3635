"""Lines that belong together by their shape: the rows of a table, the times of a live blog, the quantities of a recipe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ...article import Line, Role
from ..patterns import LONGEST_CROSSHEAD, cells, is_entry, is_item
from .draft import KEPT, MOST_ANNOUNCED, Draft, Mark, Marks

FEWEST_ROWS = 2
FEWEST_SPACED, FEWEST_COLUMNS, LONGEST_SPACED = 3, 3, 40
"""Rows and columns of a table that is set with spaces, and characters of its cells: prose has two spaces after a full stop."""
FAR_APART = re.compile(r"(?<=\S)[ \xa0]{3,}+(?=\S)")
"""Between two cells."""
MAY_BE_CELLS = re.compile(r"[\t|]|[ \xa0]{2}")
"""What every row of a table has; most lines have none of it."""
FEWEST_TIMES = 2
"""A single time may be the hour of an update."""
BEFORE_FIRST = 3
"""Lines above the first text of a live blog: its hour and heading."""
FEWEST_QUANTITIES = 3
APART = 4
"""Ingredients in a row without a quantity, such as salt."""
LONGEST_INGREDIENT = 16
"""Words."""
FEWEST_ANNOUNCED = 2
"""Lines below a colon that are a list."""
NO_ITEM = ':："”“»«'
"""How no item ends."""
ANNOUNCED = Mark(Role.LIST_ITEM, "list-below-colon")
PERHAPS_ITEM = replace(ANNOUNCED, sure=False)
CELL = Mark(Role.LIST_ITEM, "table-cell", sure=False)
FIGURE = re.compile(r"[-−+±]?[$€£¥]?\d[\d.,: ]{0,14}\s?(?:%|[$€£¥]|[^\W\d_]{1,3})?")
FEWEST_CELLS, SHARE_OF_FIGURES, LONGEST_CELL = 6, 1 / 3, 4
"""Lines of such a table, how many of them are figures, and words of a cell."""
LABELLED = re.compile(r"[^\W\d_][^:.!?]{1,40}:\s\S.{0,120}$")
"""A label and a value: "Nationality: Oster"."""
FEWEST_LABELLED, DOUBTFUL = 5, 0.1
"""Such lines that make a record, and the chance of being story from which on the model is not sure that a line is none."""
INDICATOR = re.compile(
    r"(?:[^\W\d_][\w .-]{0,24}:\s)?(?:hxxps?:/+\S+|[\w@./:-]*\[(?:\.|dot|:|@|at)\]\S+|[0-9a-f]{32,128}|[a-z]:\\\S.*|(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?|CVE-\d{4}-\d{4,7})(?:[\s,;(|–-]+\S.{0,60})?",
    re.IGNORECASE,
)
"""What betrays an attack: an address that was made harmless, "hxxp://oster[.]example", a file's digest or path, a weakness's number."""
FEWEST_INDICATORS, BELOW_INDICATORS = 2, 12
"""One may be the page's own; lines below them in which its events may be told."""
INDICATES, EVENT = Mark(Role.LIST_ITEM, "indicator"), Mark(Role.LIST_ITEM, "event-of-a-day")
LIVE_TIME = re.compile(
    r"\(?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?[ap]\.?m\.?)?(?:,?\s?\(?(?:GMT|UTC|BST|[ECMP][SD]?T|CES?T|Uhr|hrs?|local time)\)?)?\)?(?:\s*[-–—:|]\s*\S.{0,80})?",
    re.IGNORECASE,
)
"""The hour of an entry of a live blog: `10:42 GMT`, `14.05 Uhr - Bridge closed`."""


def table_rows(draft: Draft) -> Marks:
    """Lines of cells one below the other, within the story."""
    marks: dict[int, Mark] = {}
    for run in _runs(draft.lines, [p for p in range(len(draft.lines)) if p not in draft.marks]):
        marks.update({p: Mark(Role.LIST_ITEM, "table-row") for p in run})
    return marks


def tables_in_text(draft: Draft) -> Marks:
    """Rows of a table between two paragraphs of the story, or between head and first one, whatever else may be thought of each alone."""
    steady = [p for p in range(len(draft.lines)) if draft.is_steady(p)]
    if not steady:
        return {}
    inside = {p: mark for p, mark in table_rows(draft).items() if draft.head.end_of_top < p < steady[-1]}
    top = [p for p in inside if p < steady[0]]
    if top and any(p not in inside and p not in draft.marks for p in range(top[0], steady[0])):
        inside = {p: mark for p, mark in inside.items() if p > steady[0]}
    return inside if len(inside) >= FEWEST_SPACED else {}


def announced_items(draft: Draft) -> Marks:
    """Lines right below a sentence with a colon, none a sentence itself: a list that lost its marks.

    The last of them with more empty lines above than the others have is the crosshead of what follows.
    """
    marks: dict[int, Mark] = {}
    for top in filter(draft.announces, range(len(draft.lines) - 1)):
        below = range(top + 1, min(len(draft.lines), top + 1 + MOST_ANNOUNCED))
        items = list(takewhile(lambda place: _may_be_item(draft, place), below))
        gaps = [draft.features.gaps[place] for place in items]
        if len(items) > FEWEST_ANNOUNCED and gaps[-1] > gaps[-2]:
            items.pop()
        if len(items) >= FEWEST_ANNOUNCED:
            marks |= {place: ANNOUNCED if draft.verdicts.chance[place] >= KEPT else PERHAPS_ITEM for place in items}
    return marks


def cells_on_lines(draft: Draft) -> Marks:
    """A table of figures, each cell on a line of its own, between two paragraphs of the story; what the page offers beside its counts is none."""
    marks: dict[int, Mark] = {}
    steady = [p for p in range(len(draft.lines)) if draft.is_steady(p)]
    for above, below in pairwise(steady):
        run = range(above + 1, below)
        figures = sum(FIGURE.fullmatch(draft.lines[p].text) is not None for p in run)
        if (
            len(run) >= FEWEST_CELLS
            and len(run) > figures >= SHARE_OF_FIGURES * len(run)
            and all(_may_be_cell(draft, p) for p in run)
        ):
            marks |= dict.fromkeys(run, CELL)
    return marks


def _may_be_cell(draft: Draft, place: int) -> bool:
    alone, text = draft.alone[place], draft.lines[place].text
    is_word = FIGURE.fullmatch(text) is None
    return (
        place not in draft.marks and not alone.sentence and alone.words <= LONGEST_CELL and not (is_word and alone.rule)
    )


def _may_be_item(draft: Draft, place: int) -> bool:
    line, alone = draft.lines[place], draft.alone[place]
    is_plain = place not in draft.marks and line.hint != "heading" and line.text[-1] not in NO_ITEM
    return is_plain and not alone.prose and not alone.sentence


def _runs(lines: Sequence[Line], places: Sequence[int]) -> list[list[int]]:
    """Return runs of places whose lines are rows of one table: with tabs, or with as many columns apart as the row above."""
    runs: list[list[int]] = []
    above = 0
    for place in places:
        columns = _columns(lines[place])
        if (
            columns
            and runs
            and _is_right_above(lines, runs[-1][-1], place)
            and (above == columns or (above < 0 and columns < 0))
        ):
            runs[-1].append(place)
        elif columns:
            runs.append([place])
        above = columns
    return [run for run in runs if len(run) >= (FEWEST_ROWS if "\t" in lines[run[0]].raw else FEWEST_SPACED)]


def _is_right_above(lines: Sequence[Line], above: int, place: int) -> bool:
    """True if nothing stands between two lines but a rule, "|---|---|"."""
    return place - above <= 2 and not any(any(map(str.isalnum, line.text)) for line in lines[above + 1 : place])


def _columns(line: Line) -> int:
    """Return -1 for a row with tabs, the number of columns for one with spaces, 0 for a line that is no row."""
    if not MAY_BE_CELLS.search(line.raw):
        return 0
    found = cells(line)
    filled = sum(map(bool, found))
    if "\t" in line.raw.strip():
        return 0 if filled < 2 or (filled == 2 and is_item(line)) else -1
    apart = filled >= FEWEST_COLUMNS or (filled == 2 and "|" not in line.raw and FAR_APART.search(line.raw))
    return len(found) if apart and max(map(len, found)) <= LONGEST_SPACED else 0


def live_times(draft: Draft) -> Marks:
    """The hours above a live blog's entries, which look like the length of a video, and the entries' own headings: crossheads."""
    found: list[int] = []
    times = 0
    begin = min(draft.begin, draft.first_paragraph())
    for p in range(max(draft.head.end_of_top, begin - BEFORE_FIRST), len(draft.lines) - 1):
        if p in draft.marks or not LIVE_TIME.fullmatch(draft.lines[p].text):
            continue
        entry = [p] if draft.alone[p + 1].prose else [p, p + 1]
        text = entry[-1] + 1
        if (
            text < len(draft.lines)
            and draft.alone[text].prose
            and (text < draft.end or draft.is_steady(text))
            and draft.alone[entry[-1]].words <= LONGEST_CROSSHEAD
            and entry[-1] not in draft.marks
        ):
            found += entry
            times += 1
    is_live = times >= FEWEST_TIMES and found[0] < draft.end
    return {p: Mark(Role.CROSSHEAD, "live-blog-time") for p in found} if is_live else {}


def records(draft: Draft) -> Marks:
    """Lines of a label and what it stands for, one below the other, of which the model would keep some or is unsure.

    Where a label comes twice, it is one who speaks.
    """
    marks: dict[int, Mark] = {}
    run: list[int] = []
    for place in range(draft.head.end_of_top, len(draft.lines) + 1):
        if place < len(draft.lines) and place not in draft.marks and LABELLED.match(draft.lines[place].text):
            run.append(place)
            continue
        doubtful = sum(draft.verdicts.chance[p] >= DOUBTFUL for p in run)
        names = {draft.lines[p].text.partition(":")[0] for p in run}
        if len(run) >= FEWEST_LABELLED and doubtful > len(run) / 2 and len(names) == len(run):
            marks |= {p: Mark(Role.LIST_ITEM, "record", sure=False) for p in run}
        run = []
    return marks


def indicators(draft: Draft) -> Marks:
    """The lines of a warning that are nothing but what betrays the attack, and days with what happened on them, from two on."""
    open_ones = [p for p in range(draft.head.end_of_top, len(draft.lines)) if p not in draft.marks]
    found = [p for p in open_ones if INDICATOR.fullmatch(draft.lines[p].text)]
    marks = dict.fromkeys(found, INDICATES) if len(found) >= FEWEST_INDICATORS else {}
    end = max((draft.end, *(p + BELOW_INDICATORS for p in marks)))
    events = [p for p in open_ones if p < end and is_entry(draft.lines[p].text)]
    return marks | dict.fromkeys(events, EVENT) if len(events) >= FEWEST_INDICATORS else marks


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
