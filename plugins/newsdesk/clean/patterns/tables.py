"""Lines with marks or cells: the items of a list, the rows of a table."""

from __future__ import annotations

import re
from dataclasses import replace

from ...article import Line
from ..text import plain
from .shapes import BULLET, LIST_MARK, word_count

SPACED = re.compile(r"[ \xa0]{2,}|\s?\|\s?")

MENU_WORDS, FEWEST_OF_MENUS = 4, 12
"""Words of an item of a menu, and how many with a mark show that a program sets them."""
STOPS = ".!?。"
TABBED_MARK = re.compile(r"\s*+\(?(?:[ivxlc]{1,6}[.)]|[A-Za-z][.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\t")
"""Other marks, as word processors set them, with a tab behind: "iv.", "A.", "1.2"."""


def is_item(line: Line) -> bool:
    """True if a line opens with the mark of a list."""
    return LIST_MARK.match(line.text) is not None or TABBED_MARK.match(line.raw) is not None


def without_list_marks(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], frozenset[int]]:
    """Return the lines without the marks of lists, and the places of those that had one, where a program has set them.

    It sets them before the items of menus, too, as text browsers and converters do; a story's own lists are of longer lines.
    """
    bare = {place: BULLET.sub("", line.text, count=1) for place, line in enumerate(lines) if BULLET.match(line.text)}
    if sum(word_count(text) <= MENU_WORDS and text[-1] not in STOPS for text in bare.values()) < FEWEST_OF_MENUS:
        return lines, frozenset()
    return tuple(replace(line, text=bare.get(place, line.text)) for place, line in enumerate(lines)), frozenset(bare)


def cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a row of a table, empty ones too: browsers copy it with tabs, plain text has two spaces or more."""
    return tuple(
        map(
            plain,
            line.raw.split("\t")
            if "\t" in line.raw.strip() or line.hint == "row"
            else SPACED.split(line.raw.strip(" \t\xa0|")),
        )
    )
