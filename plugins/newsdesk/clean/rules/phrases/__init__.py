"""Phrases of pages as data, a file a language, and the index by which they are found.

What an entry can be spelt out to is looked up whole. Any other entry says how its lines open, or a word that stands in
them, and only such lines are tried. A line of nothing but the words of one kind needs no expression at all.
`any.toml` tells how a file is written.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, product
from typing import Any, NamedTuple

from ...text import fold, small
from ..table import RULES, Rule

LETTERS = 3
"""Of a line, which tell what entries it is tried against: with two, three times as many are tried; with four, half."""
PIECE = re.compile(
    r"([^\\.\[\]{}()*+?|^$]+)(?![*+?{])"
    r"|\(\?:([^()\\\[{.*+]*)\)(\??)(?![*+{])"
    r"|([^\\.\[\]{}()*+?|^$])\?"
    r"|\\(\W)(?![*+?{])"
)
"""Of an expression, what can be spelt out: letters, alternatives in brackets, a letter that may miss, an escaped mark."""
MARKED = re.compile(r"[\\.\[{()*+?]")
"""What an entry has that is more than one phrase."""


class Opened(NamedTuple):
    """The entries whose lines open with the same letters, in the order of `RULES`."""

    heads: tuple[str, ...]
    rows: Sequence[tuple[str, str, Rule]]
    """how the line opens, the expression of the rest, the kind"""


class Listed(NamedTuple):
    """A kind whose lines may be nothing but some of its words, of all languages together."""

    rule: Rule
    allowed: frozenset[str]
    needs: frozenset[str]
    most: int
    """words of a line"""


class Index(NamedTuple):
    """All phrases, by how they are found."""

    whole: Mapping[str, Rule]
    opened: Mapping[str, Opened]
    """by the first letters of the line, or the mark that opens it"""
    inside: Mapping[bytes, Sequence[tuple[int, str]]]
    """by a word of the line: the kind's place in `RULES`, the expression of the whole"""
    marks: Sequence[tuple[str, Sequence[tuple[int, str]]]]
    """the same for each mark"""
    listed: Mapping[bytes, Sequence[Listed]]
    """by the first word of the line"""
    asking: tuple[str, ...]
    """words for the reader and the page, with spaces around"""
    telling: tuple[str, ...]
    """words for somebody's speaking, with spaces around"""


def read_phrases() -> tuple[dict[str, dict[str, Any]], ...]:
    """Return what each file of this package says, by kind; `any.toml` comes first, then the languages in order."""
    found = sorted(
        (file for file in files(__name__).iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(tomllib.loads(small(file.read_text("utf-8"))) for file in found)


@cache
def index() -> Index:
    """Read all phrases; the first line that is asked for pays for it."""
    tables = read_phrases()
    whole: dict[str, Rule] = {}
    opened: dict[str, list[tuple[str, str, Rule]]] = defaultdict(list)
    inside: dict[str, list[tuple[int, str]]] = defaultdict(list)
    listed: dict[bytes, list[Listed]] = defaultdict(list)
    for place, rule in enumerate(RULES):
        parts = [table[rule.name] for table in tables if rule.name in table]
        for entry in chain.from_iterable(entries(part, "lines") for part in parts):
            heads, rest = spelt(entry)
            for head in heads:
                if rest:
                    opened[head[: LETTERS if head[0].isalnum() else 1]].append((head, rest, rule))
                else:
                    whole.setdefault(head, rule)
        for table in (part["with"] for part in parts if "with" in part):
            for needs in table:
                for need in needs.split():
                    inside[need] += [(place, entry) for entry in entries(table, needs)]
        for word, kind in _words_of(rule, parts):
            listed[word.encode()].append(kind)
    return Index(
        whole,
        {opening: Opened(tuple(head for head, *_ in rows), rows) for opening, rows in opened.items()},
        {need.encode(): rows for need, rows in inside.items() if need[0].isalnum()},
        [(need, rows) for need, rows in inside.items() if not need[0].isalnum()],
        listed,
        *(
            tuple(f" {fold(word)} " for table in tables for word in entries(table.get(name, {}), "lines"))
            for name in ("to-the-reader", "of-somebody")
        ),
    )


def entries(part: Mapping[str, Any], name: str) -> list[str]:
    """Return what is listed under a name, one a line."""
    return [entry for entry in part.get(name, "").split("\n") if entry]


def spelt(entry: str) -> tuple[list[str], str]:
    """Return how the lines of an entry open, and the expression of what follows.

    >>> spelt("(?:no|0) comments?")
    (['no comments', 'no comment', '0 comments', '0 comment'], '')
    >>> spelt("more (?:in|from) .{1,40}")
    (['more in ', 'more from '], '.{1,40}')
    """
    if not MARKED.search(entry):
        return [entry], ""
    pieces, place = [], 0
    while piece := PIECE.match(entry, place):
        letters, choices, missing, letter, mark = piece.groups()
        if choices is None:
            pieces.append([letter, ""] if letter else [letters or mark])
        else:
            chosen = choices.split("|")
            if "?" in choices:
                chosen = [head for choice in chosen for head in spelt(choice)[0]]
            pieces.append([*chosen, ""] if missing else chosen)
        place = piece.end()
    return list(map("".join, product(*pieces))), entry[place:]


def _words_of(rule: Rule, parts: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Listed]]:
    """Yield each word that may open a line of nothing but a kind's words."""
    words, fill, needs = (
        frozenset(word for part in parts for word in part.get(name, "").split()) for name in ("words", "fill", "needs")
    )
    kind = Listed(rule, words | fill | needs, needs, max((part.get("most", 0) for part in parts), default=0))
    yield from ((word, kind) for word in words)
