"""The header of a file, changed row by row: what is not meant to change stays as it is, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from ....clean import plain

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
FENCE = re.compile(r"-{3,}\s*")
MARK = "\ufeff"

Values = Mapping[str, Sequence[str]]
"""By key, what its rows are to say; none for a key that is to go."""


class Unwritable(Exception):
    """A change that the bytes of a file cannot hold; the message says what to do."""


def changed(content: bytes, values: Values, lists: Collection[str] = ()) -> bytes:
    """Return a file's bytes with other values in its header, which it gets if it has none, and loses with its last row. Raises Unwritable.

    Keys among `lists` have each value on a line of its own below the key. Comments and the order of rows stay.
    """
    try:
        return with_values(content.decode(), values, lists).encode()
    except UnicodeDecodeError:
        pass
    if b"\0" in content:
        raise Unwritable("its letters take two bytes each (UTF-16); save it as UTF-8 in a text editor first")
    if not "".join(value for rows in values.values() for value in rows).isascii():
        raise Unwritable("it is not written in UTF-8; save it so in a text editor before you write such letters")
    return with_values(content.decode("latin-1"), values, lists).encode("latin-1")


def with_values(text: str, values: Values, lists: Collection[str] = ()) -> str:
    """Return a text with other values in its header.

    >>> with_values("---\\ntitle: Old\\n# why\\ndrop: 3\\n---\\nText", {"title": ["New"], "drop": [], "keep": ["4", "5"]})
    '---\\ntitle: New\\n# why\\nkeep: 4\\nkeep: 5\\n---\\nText'
    """
    mark = MARK if text.startswith(MARK) else ""
    lines = LINE.findall(text.removeprefix(mark))
    end = _end_of(lines)
    height = _height(lines)
    above = [line.rstrip("\r\n") for line in lines[1 : height - 1]] if height else []
    for key, rows in values.items():
        above = _with_rows(above, key, [row for row in map(plain, rows) if row], key in lists)
    below = "".join(lines[height:])
    if not above and not FENCE.match(below):
        return mark + below
    return mark + "".join(f"{row}{end}" for row in ("---", *above, "---")) + below


def _with_rows(above: list[str], key: str, rows: Sequence[str], is_list: bool) -> list[str]:
    places = [place for place, owner in enumerate(_owners(above)) if owner == key]
    new = [f"{key}: {row}" for row in rows]
    if is_list and len(rows) > 1:
        new = [f"{key}:", *(f"  {row}" for row in rows)]
    first = places[0] if places else len(above)
    kept = [line for place, line in enumerate(above) if place not in places]
    return [*kept[:first], *new, *kept[first:]]


def _owners(above: Sequence[str]) -> list[str]:
    """Return of each row the key that it belongs to; empty for comments and blank lines."""
    owners, key = [], ""
    for line in above:
        if not line.strip() or line.lstrip().startswith("#"):
            owners.append("")
            continue
        key = line.partition(":")[0].strip().casefold() if ":" in line else key
        owners.append(key)
    return owners


def _height(lines: Sequence[str]) -> int:
    """Return how many lines the header takes; 0 without one, or if it is never closed."""
    if not lines or not FENCE.fullmatch(lines[0].rstrip("\r\n")):
        return 0
    closing = (place for place, line in enumerate(lines[1:], 2) if FENCE.fullmatch(line.rstrip("\r\n")))
    return next(closing, 0)


def _end_of(lines: Sequence[str]) -> str:
    """Return how lines end in a text."""
    ends = [line[len(line.rstrip("\r\n")) :] for line in lines[:2]]
    return next(filter(None, ends), "\n")
