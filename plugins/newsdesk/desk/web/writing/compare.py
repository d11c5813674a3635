"""Two versions of a file side by side."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

MOST = 400
"""Lines of a difference that are compared one by one; of more the first are shown."""
AROUND = 3
"""Lines shown before and after what differs."""

END = re.compile(r"\r\n|\n|\r")

Row = tuple[str, str, str]
"""`same`, `other`, `left` or `right`, and the line on either side"""


def side_by_side(here: str, mine: str) -> list[Row]:
    """Return the lines of two texts, those that differ with some around them.

    >>> side_by_side("a\\nb", "a\\nc")
    [('same', 'a', 'a'), ('other', 'b', 'c')]
    """
    left, right = here.splitlines(), mine.splitlines()
    first = next((place for place, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
    first = min(len(left), len(right)) if first is None else first
    last = 0
    while last < min(len(left), len(right)) - first and left[-1 - last] == right[-1 - last]:
        last += 1
    begin = max(0, first - AROUND)
    end = max(0, last - AROUND)
    return _rows(left[begin : len(left) - end][:MOST], right[begin : len(right) - end][:MOST])


def _rows(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [("same", line, line) for line in left[i1:i2]]
            continue
        for place in range(max(i2 - i1, j2 - j1)):
            one = left[i1 + place] if i1 + place < i2 else None
            other = right[j1 + place] if j1 + place < j2 else None
            kind = "other" if one is not None and other is not None else "left" if other is None else "right"
            rows.append((kind, one or "", other or ""))
    return rows


def retyped(content: bytes, typed: str) -> bytes:
    """Return a file's bytes as a form's text has them now: lines that are as before keep their bytes, ends included.

    A form sends every end of a line as CRLF, whatever it was.
    """
    new = END.split(typed)
    try:
        before = content.decode()
    except UnicodeDecodeError:
        return "\n".join(new).encode()
    old, ends = END.split(before), END.findall(before)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    usual = max(("\r\n", "\n", "\r"), key=ends.count) if ends else "\n"
    made = []
    for place, line in enumerate(new[:-1]):
        left = len(new) - 1 - place
        kept = ends[place] if place < min(first, len(ends)) else ends[-left] if left <= min(last, len(ends)) else usual
        made += [line, kept]
    return "".join((*made, new[-1])).encode()
