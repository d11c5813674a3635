"""What the editor writes in TOML: read, with the line of whatever is wrong."""

from __future__ import annotations

import re
import tomllib
from typing import Any


class BadTable(ValueError):
    """A file of the editor's that cannot be followed."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        """counts from 1"""
        self.reason = reason
        """what is wrong, what to do"""


def read_tables(text: str, bad: type[BadTable]) -> dict[str, Any]:
    """Return what a TOML file holds. Raises `bad` where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise bad(int(place[1]) if place else text.count("\n") + 1, f"not TOML: {error}") from None


def line_of(text: str, name: str, first: int = 1) -> int:
    """Return the number of the first line, from `first` on, that opens with a table's or key's name; 1 if none does.

    >>> line_of("# name: theirs\\n['a.example']\\nname = 'A'", "name"), line_of("# a.example\\n['a.example']", "a.example")
    (3, 2)
    """
    word = re.escape(name)
    opening = re.compile(rf"[\s\[]*(?:\"{word}\"|'{word}'|{word}(?![\w-]))")
    lines = enumerate(text.splitlines()[first - 1 :], first)
    return next((number for number, line in lines if opening.match(line)), 1)
