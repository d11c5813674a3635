"""Lines with marks or cells: the items of a list, the rows of a table."""

from __future__ import annotations

import re

from ...article import Line
from ..text import plain
from .shapes import LIST_MARK

SPACED = re.compile(r"[ \xa0]{2,}|\s?\|\s?")

TABBED_MARK = re.compile(r"\s*+\(?(?:[ivxlc]{1,6}[.)]|[A-Za-z][.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)\t")
"""Other marks, as word processors set them, with a tab behind: "iv.", "A.", "1.2"."""


def is_item(line: Line) -> bool:
    """True if a line opens with the mark of a list."""
    return LIST_MARK.match(line.text) is not None or TABBED_MARK.match(line.raw) is not None


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
