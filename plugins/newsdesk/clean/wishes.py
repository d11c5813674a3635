"""What an editor's header asks of the lines of a paste."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..article import Line
from .rules import EditorsRule, Wish
from .text import SEPARATOR, VERDICTS, fold

MOST_DIGITS = 9
"""Of a line's number; longer ones are no line's, and Python refuses to read very long ones."""


def wish_of(
    header: Mapping[str, str],
    rules: Sequence[EditorsRule],
    groups: Sequence[Sequence[Line]],
    title: str,
    has_header: bool = False,
) -> Wish:
    """Return what the header and the editor's rules say of the groups, each of which is a paragraph's lines; `title` is the header's."""
    verdicts = {number: key for key in VERDICTS for number in _named(_values(header.get(key, "")), groups)}
    return Wish(verdicts, tuple(rules), header.get("source", ""), "title" in header, title, has_header)


def unmet(header: Mapping[str, str], lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield each wish of a header that fits none of the lines: its key, and the number or words that it names."""
    groups = [(line,) for line in lines]
    words = {line.number for line in lines if line.text}
    for key in VERDICTS:
        for name in _values(header.get(key, "")):
            if words.isdisjoint(_named([name], groups)):
                yield key, name


def _named(names: Sequence[str], groups: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Return the numbers of the groups that an editor names: by a line's number, counted from the first below the header, or its opening words."""
    if not names or not groups:
        return frozenset()
    above = groups[0][0].number - 1
    numbers = {above + int(name) for name in names if name.isdecimal() and len(name) <= MOST_DIGITS}
    words = {name: fold(name) for name in names if not name.isdecimal()}
    marks = {name for name, start in words.items() if not start}
    lines = [(line, group[0].number) for group in groups for line in group]
    found = {number for line, number in lines if line.number in numbers or line.text in marks}
    opened = sorted((f"{fold(line.text)} ", number) for line, number in lines)
    for start in {f"{start} " for start in words.values() if start}:
        at = bisect_left(opened, (start,))
        while at < len(opened) and opened[at][0].startswith(start):
            found.add(opened[at][1])
            at += 1
    return frozenset(found)


def _values(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split(SEPARATOR) if part)
