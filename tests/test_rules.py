"""The phrases are what their files promise: short, quick to match, found by how a line opens, of one kind each."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from re import _compiler as compiler  # type: ignore[attr-defined]
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from newsdesk.clean.rules.lookup import LONGEST, bare, rule_for
from newsdesk.clean.rules.phrases import LETTERS, entries, index, read_phrases, spelt
from newsdesk.clean.rules.table import RULES
from newsdesk.clean.text.lines import straight

from .conftest import PROJECT

FILES = sorted((PROJECT / "plugins/newsdesk/clean/rules/phrases").glob("*.toml"))
KINDS = {rule.name for rule in RULES}
SENTENCES = {"to-the-reader", "of-somebody"}
LONGEST_ENTRY = 100
MOST_SPELT = 220
"""Phrases of one entry; more is a list of words."""
OPEN = 20
"""Times; what may repeat so often is an open place of an expression."""
LETTERS_TRIED = [chr(code) for code in (97, *range(32, 256))]
SLOW = 0.005
"""Seconds for a line as long as any that is tried; a careless expression takes minutes."""


def parts() -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, table in zip(FILES, read_phrases(), strict=True):
        yield from ((path.stem, kind, part) for kind, part in table.items() if kind in KINDS)


@cache
def expressions() -> list[str]:
    """Return each entry that is an expression, as a pattern for the whole line."""
    found = {entry for _, _, part in parts() for entry in entries(part, "lines") if spelt(entry)[1]}
    return sorted(
        found
        | {entry for _, _, part in parts() for key in part.get("with", ()) for entry in entries(part["with"], key)}
    )


def test_every_table_is_a_kind_with_a_reason() -> None:
    assert {kind for table in read_phrases() for kind in table} <= KINDS | SENTENCES
    known = {"lines", "with", "words", "fill", "needs", "most"}
    assert all(set(part) <= known and ("words" not in part or "needs" in part) for _, _, part in parts())


def test_no_escape_is_lost_where_a_file_is_read_in_small_letters() -> None:
    assert not [path.name for path in FILES if re.search(r"\\[A-Z]", path.read_text("utf-8"))]


def test_entries_are_short_and_written_as_they_are_compared() -> None:
    for lang, kind, part in parts():
        for entry in entries(part, "lines"):
            heads, rest = spelt(entry)
            assert len(entry) <= LONGEST_ENTRY and len(heads) <= MOST_SPELT, (lang, kind, entry)
            assert rest or all(bare(head) == head == straight(head) for head in heads), (lang, kind, entry)


def test_an_entry_says_how_its_lines_open() -> None:
    for lang, kind, part in parts():
        for entry in entries(part, "lines"):
            heads, rest = spelt(entry)
            assert not rest or all(head and (len(head) >= LETTERS or not head[0].isalnum()) for head in heads), (
                lang,
                kind,
                entry,
            )


def test_a_phrase_is_of_one_kind() -> None:
    rows = sorted(
        (head, kind) for _, kind, part in parts() for entry in entries(part, "lines") for head in _whole(entry)
    )
    twice = {
        head: kinds for head, group in groupby(rows, lambda row: row[0]) if len(kinds := {row[1] for row in group}) > 1
    }
    assert not twice


def _whole(entry: str) -> list[str]:
    heads, rest = spelt(entry)
    return [] if rest else heads


def test_each_phrase_is_found() -> None:
    lost = [head for head, rule in index().whole.items() if rule_for(head) is not rule]
    assert not lost


@pytest.mark.parametrize("pattern", [r"(?:a |\w+)*b", r"(?:x+)+y", ".{0,60}.{0,60}", ".{0,40}[a-z]*z", "a.*b.*c.*"])
def test_careless_expressions_are_told_apart(pattern: str) -> None:
    assert faults(parser.parse(pattern))


def test_no_expression_can_match_the_same_text_in_many_ways() -> None:
    assert not {pattern: faults(parser.parse(pattern)) for pattern in expressions() if faults(parser.parse(pattern))}


def test_no_line_takes_long_to_match() -> None:
    index()
    for pattern in expressions():
        for line in lines_against(pattern):
            rule_for.cache_clear()
            start = time.perf_counter()
            rule_for(line)
            assert time.perf_counter() - start < SLOW or _again(line) < SLOW, pattern


def _again(line: str) -> float:
    """Return the shortest of some runs: the first one compiles, and others may use the machine."""
    taken = []
    for _ in range(5):
        rule_for.cache_clear()
        start = time.perf_counter()
        rule_for(line)
        taken.append(time.perf_counter() - start)
    return min(taken)


def lines_against(pattern: str) -> Iterator[str]:
    """Yield lines that an expression almost matches: its own text, a piece of it many times, then a mark that no line has."""
    text = "".join(written(parser.parse(pattern)))
    for piece in {text, text[-1:], text.split(" ")[-1] + " ", text.split(" ")[0] + " "}:
        for times in (50, 100, 200):
            yield (text + piece * times)[: LONGEST - 1] + "\x01"


def written(steps: Any) -> Iterator[str]:
    """Yield the characters of one text that an expression matches."""
    for step, told in steps:
        if step is ops.LITERAL:
            yield chr(told)
        elif step is ops.SUBPATTERN:
            yield from written(told[3])
        elif step is ops.BRANCH:
            yield from written(told[1][0])
        elif step in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            yield from "".join(written(told[2])) * max(told[0], min(told[1], 3))
        elif step in (ops.ANY, ops.NOT_LITERAL, ops.IN):
            named = [chr(value) for kind, value in told if kind is ops.LITERAL] if step is ops.IN else []
            yield next(letter for letter in [*LETTERS_TRIED, *named] if _matches((step, told), letter))


def _matches(step: tuple[Any, Any], letter: str) -> bool:
    alone = parser.parse("")
    alone.data = [step]
    return compiler.compile(alone).fullmatch(letter) is not None


def faults(steps: Any, inside: bool = False) -> list[str]:
    """Return what could make an expression slow: repeats within repeats or side by side, more than two open places."""
    found = [] if inside or opened(steps) <= 2 else ["more than two open places"]
    last = None
    for step, told in steps:
        if step in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            fewest, most, inner = told
            if most > 1 and _varies(inner) and not _fenced(inner):
                found.append("a repeat within a repeat")
            if last is not None and most >= OPEN and _overlap(last, inner):
                found.append("two repeats side by side")
            last = inner if most >= OPEN else last if fewest == 0 else None
            found += faults(inner, inside=True)
        elif step is ops.SUBPATTERN:
            found += faults(told[3], inside=True)
            last = None
        elif step is ops.BRANCH:
            found += [fault for branch in told[1] for fault in faults(branch, inside=True)]
            last = None
        elif step is not ops.AT:
            last = None
    return found


def opened(steps: Any) -> int:
    """Return how many open places a text can pass through; one that the next letter closes does not count."""
    count = 0
    for (step, told), (after, letter) in zip(steps, [*steps[1:], (None, 0)], strict=False):
        if step in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            closed = after is ops.LITERAL and not _can_be((step, told), chr(letter))
            count += (told[1] >= OPEN and not closed) + (opened(told[2]) if told[1] == 1 else 0)
        elif step is ops.SUBPATTERN:
            count += opened(told[3])
        elif step is ops.BRANCH:
            count += max(map(opened, told[1]))
    return count


def _varies(steps: Any) -> bool:
    """True if the text that an expression matches has no fixed length."""
    fewest, most = steps.getwidth()
    return bool(fewest != most)


def _fenced(steps: Any) -> bool:
    """True if each round of a repeat opens with a letter that nothing else in it can be."""
    (step, told), *others = steps
    return step is ops.LITERAL and not any(_can_be(other, chr(told)) for other in others)


def _can_be(step: tuple[Any, Any], letter: str) -> bool:
    kind, told = step
    if kind in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        return any(_can_be(inner, letter) for inner in told[2])
    return kind in (ops.SUBPATTERN, ops.BRANCH) or (kind is not ops.AT and _matches(step, letter))


def _overlap(first: Any, second: Any) -> bool:
    """True if two repeated expressions share a letter; those of more than one step are taken to."""
    if len(first) != 1 or len(second) != 1:
        return True
    return any(_can_be(first[0], letter) and _can_be(second[0], letter) for letter in LETTERS_TRIED)
