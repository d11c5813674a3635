"""The letters with which the lines of each rule can open, read off the rules' own expressions.

A line is then tried against the few patterns that can open as it does: `clean/lookup.py` looks them up in
`clean/openings.py`, which is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ..clean.lookup import ANY_MARK, LETTERS, opening_of
from ..clean.rules import PLAIN

WIDEST = 300
"""Characters of a range that is written out; a wider one may be anything."""


class OpensAnyhow(ValueError):
    """A pattern that any line may open."""


def openings(patterns: Iterable[str]) -> tuple[str, ...]:
    """Return, for each pattern, the openings of the lines it can match, sorted, with spaces between.

    >>> openings([r"ads?", r"\\W*read more.*", r"\\d+ views"])
    ('ad ads', '\\\\W rea', '0')
    """
    rows = [set(_of(pattern)) for pattern in patterns]
    marks = {opening for row in rows for opening in row if not opening[0].isalnum() and opening != ANY_MARK}
    return tuple(" ".join(sorted(row | marks if ANY_MARK in row else row)) for row in rows)


def write_openings(path: Path) -> None:
    """Write the openings of the rules' patterns as a module."""
    rows = "".join(
        f"    {json.dumps(row, ensure_ascii=False)},  # {rule.name}\n"
        for (rule, _), row in zip(PLAIN, openings(pattern for _, pattern in PLAIN), strict=True)
    )
    path.write_text(
        '"""How lines can open that a pattern knows: a row for each of `PLAIN`. Written by `invoke openings`; not by hand."""\n\n'
        f"OPENINGS = (\n{rows})\n",
        "utf-8",
    )


def _of(pattern: str) -> Iterator[str]:
    for start in _after(parser.parse(pattern), {""}):
        if start.strip():  # no line is empty or opens with a space
            yield start if start == ANY_MARK else opening_of(start)


def _after(steps: Iterable[tuple[Any, Any]], starts: set[str]) -> set[str]:
    """Return what texts that began as `starts` may begin with after the steps of an expression; whole openings stay."""
    for step, told in steps:
        open_ones = {start for start in starts if len(start) < LETTERS and (not start or start[0].isalpha())}
        starts = starts - open_ones | _one(step, told, open_ones) if open_ones else starts
    return starts


def _one(step: Any, told: Any, starts: set[str]) -> set[str]:
    if step in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):  # what they forbid may be tried in vain
        return starts
    if step is ops.SUBPATTERN:
        return _after(told[3], starts)
    if step is ops.BRANCH:
        return set().union(*(_after(branch, starts) for branch in told[1]))
    if step in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        fewest, most, inner = told
        return _repeated(inner, starts, fewest, min(most, LETTERS))
    if step is ops.IN and told == [(ops.CATEGORY, ops.CATEGORY_NOT_WORD)]:
        return {f"{start}." if start else ANY_MARK for start in starts}
    return {start + letter for start in starts for letter in _letters(step, told)}


def _repeated(inner: Any, starts: set[str], fewest: int, most: int) -> set[str]:
    found = starts if fewest == 0 else set()
    for times in range(1, max(most, 1) + 1):
        starts = _after(inner, starts)
        found = found | starts if times >= min(fewest, LETTERS) else found
    return found


def _letters(step: Any, told: Any) -> Iterator[str]:
    """Yield the characters that a literal or a class stands for, one for all figures."""
    for kind, value in told if step is ops.IN else [(step, told)]:
        if kind is ops.LITERAL:
            yield chr(value)
        elif kind is ops.RANGE and value[1] - value[0] < WIDEST:
            yield from map(chr, range(value[0], value[1] + 1))
        elif (kind, value) == (ops.CATEGORY, ops.CATEGORY_DIGIT):
            yield "0"
        elif (kind, value) == (ops.CATEGORY, ops.CATEGORY_SPACE):
            yield " "
        else:
            raise OpensAnyhow("a pattern may open with anything; give its rule the words it needs")
