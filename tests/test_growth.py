"""No text takes much longer to read than another of its length: expressions first, then whole pastes."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

import newsdesk
from newsdesk.clean.rules.lookup import LONGEST
from newsdesk.clean.rules.phrases import index

from .conftest import PROJECT
from .pumped import pumps

ROOM = PROJECT / "plugins" / "newsdesk"
WAYS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
"""How an expression is asked."""
SIZES = (24, 96, 384, 1536, 6144, 24576)
"""Characters of a text; the first are short, for what doubles with each letter more."""
SLOW = 0.03
"""Seconds of this process below which nothing is measured well, and nothing is slow: 24,576 characters take a linear expression a tenth."""
STEEP = 9
"""So many times longer a text of four times the length may take: a linear expression takes 4 times as long, a quadratic 16."""
NEVER = 2.0
"""Seconds after which a single expression is taken for endless."""


class Endless(Exception):
    """An expression that does not come to its end."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds_of(work: Callable[[], object]) -> float:
    """Return the seconds of this process that some work takes, the best of three where it takes long."""
    best = 3600.0
    for _ in range(3):
        started = time.process_time()
        try:
            with stopped_after(2 * NEVER):
                work()
        except Endless:
            return 3600.0
        best = min(best, time.process_time() - started)
        if best < SLOW or best > NEVER:
            break
    return best


@cache
def ways_of() -> dict[str, set[str]]:
    """Return how each named expression is asked anywhere in the project."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in WAYS:
                value = node.value.func if isinstance(node.value, ast.Call) else node.value
                name = (
                    value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
                )
                found[name].add(node.attr)
    return found


def named() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the expressions that modules keep, in whatever tables, with their names and how they are asked."""
    for module in pkgutil.walk_packages(newsdesk.__path__, "newsdesk."):
        if ".workshop" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            made = value() if hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount else None
            for pattern in held(made if isinstance(made, re.Pattern) else value):
                yield name, pattern, ways_of().get(name) or set(WAYS[:4])


def held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from held(each)


def written_in_place() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the expressions that stand where they are asked: `re.sub(r"...", ...)`."""
    for path in ROOM.rglob("*.py"):
        if path.is_relative_to(ROOM / "workshop"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "re"
                and node.func.attr in WAYS
                and isinstance(node.args[0], ast.Constant)
            ):
                yield f"{path.stem}:{node.lineno}", re.compile(node.args[0].value), {node.func.attr}


def ask(pattern: re.Pattern[Any], ways: set[str], text: Any) -> None:
    for way in ways:
        if way == "sub":
            pattern.sub(text[:0], text)
        elif way == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, way)(text)


def too_slow(pattern: re.Pattern[Any], ways: set[str]) -> str:
    """Return the text that an expression is slow to read, empty if there is none."""
    for opening, piece, ending in pumps(pattern):
        shorter = 0.0
        for size in SIZES:
            text: Any = opening + piece * (size // len(piece) + 1) + ending
            if isinstance(pattern.pattern, bytes):
                text = text.encode("latin-1", "replace")
            took = seconds_of(lambda text=text: ask(pattern, ways, text))  # type: ignore[misc]
            if took > SLOW and took > STEEP * max(shorter, SLOW / 10):
                return (
                    f"{opening!r} {piece!r} {ending!r}: {size} characters take {took:.2f} s, a quarter {shorter:.4f} s"
                )
            if took > NEVER:
                return f"{opening!r} {piece!r} {ending!r}: {size} characters take {took:.2f} s"
            shorter = took
    return ""


EXPRESSIONS = {
    f"{name} {pattern.pattern[:40]!r}": (pattern, ways) for name, pattern, ways in [*named(), *written_in_place()]
}


def test_expressions_are_found() -> None:
    assert len(EXPRESSIONS) > 150
    assert too_slow(re.compile(r"(?:a|\w\w?)*b"), {"match"}) and too_slow(re.compile(r"\s+$"), {"search"})
    assert not too_slow(re.compile(r"\s++x"), {"match"})


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_an_expression_takes_no_steep_time(name: str) -> None:
    pattern, ways = EXPRESSIONS[name]
    assert not too_slow(pattern, ways)


def test_no_phrase_takes_long_on_the_longest_line_that_it_is_tried_on() -> None:
    known = index()
    rests = {rest for opened in known.opened.values() for _, rest, _ in opened.rows}
    rests |= {rest for rows in (*known.inside.values(), *(rows for _, rows in known.marks)) for _, rest in rows}
    slow = {}
    for rest in sorted(rests):
        pattern = re.compile(rest)
        for opening, piece, ending in pumps(pattern):
            text = (opening + piece * LONGEST)[: LONGEST - 1] + ending
            if (took := seconds_of(lambda text=text, pattern=pattern: pattern.fullmatch(text))) > SLOW / 3:  # type: ignore[misc]
                slow[rest] = took
    assert len(rests) > 100 and not slow
