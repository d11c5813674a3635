"""The cells of a table's row."""

from __future__ import annotations

import re

from ...article import Line
from ..text import plain

SPACED = re.compile(r"[ \xa0]{2,}|\s?\|\s?")


def cells(line: Line) -> tuple[str, ...]:
    """Return the cells of a row of a table, empty ones too: browsers copy it with tabs, plain text has two spaces or more."""
    return tuple(
        map(
            plain,
            line.raw.split("\t") if "\t" in line.raw.strip() or line.hint == "row" else SPACED.split(line.raw.strip()),
        )
    )
