"""Texts made to slow an expression down, from the expression itself: what repeats in it, written many times in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONG = 16
"""Times from which on a repetition may grow with its text."""
LETTERS = "a A7 \t-.,'\"([/:@&|>“\xa0ä\u0627\u6e2f"
"""What a class of characters is tried with, the plainest first."""
MOST = 6
"""Spellings of one part of an expression."""
ENDINGS = ("", "!", "\x01")
"""What may end a text so that the expression fails at its very end."""


def pumps(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """Return texts to try as what opens them, what is repeated, what ends them."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags
    tree = parser.parse(source, flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else flags)
    found: dict[tuple[str, str, str], None] = {}
    for before, body in _repeated(list(tree), ""):
        for piece, ending in product(filter(None, _spellings(body, flags)), ENDINGS):
            for opening, each in ((before, piece), ("", piece), ("", f"{piece} "), ("", before + piece)):
                found[opening, each, ending] = None
    return list(found)


def _repeated(items: Sequence[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield each part that repeats without end, and words that lead to it."""
    for item in items:
        name, value = item
        if name in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            body = list(value[2])
            if value[1] >= LONG:
                yield before, body
            yield from _repeated(body, before)
        else:
            for part in _parts(item):
                yield from _repeated(part, before)
        before += next(iter(_spellings([item], 0)), "")


def _parts(item: Any) -> list[list[Any]]:
    """Return what stands inside a group, a choice or a look ahead."""
    name, value = item
    if name is code.SUBPATTERN:
        return [list(value[3])]
    if name is code.BRANCH:
        return [list(part) for part in value[1]]
    if name in (code.ASSERT, code.ASSERT_NOT):
        return [list(value[1])]
    if name is code.ATOMIC_GROUP:
        return [list(value)]
    return []


def _spellings(items: Sequence[Any], flags: int) -> list[str]:
    """Return a few texts that some items of an expression match."""
    texts = [""]
    for item in items:
        own = list(islice(dict.fromkeys(_of_item(item, flags)), MOST)) or [""]
        texts = [text + more for text, more in islice(product(texts, own), MOST * MOST)]
        texts = list(dict.fromkeys(texts))[: MOST * 2]
    return texts


def _of_item(item: Any, flags: int) -> Iterator[str]:
    name, value = item
    if name is code.LITERAL:
        yield chr(value)
    elif name is code.ANY:
        yield from "a "
    elif name in (code.IN, code.NOT_LITERAL):
        yield from _of_class(item, flags)
    elif name in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least = max(value[0], 1)
        yield from (text * least for text in _spellings(list(value[2]), flags))
        if value[0] == 0:
            yield ""
    elif name in (code.SUBPATTERN, code.BRANCH, code.ATOMIC_GROUP):
        for part in _parts(item):
            yield from _spellings(part, flags)[:MOST]


def _of_class(item: Any, flags: int) -> Iterator[str]:
    """Yield characters of a class: ordinary ones, and those that it names."""
    name, value = item
    named = [chr(each[1]) for each in value if each[0] is code.LITERAL] if name is code.IN else []
    for letter in [*LETTERS, *named[:2], *named[-2:]]:
        if _is_in(letter, item):
            yield letter


CATEGORIES = {
    code.CATEGORY_DIGIT: r"\d", code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_SPACE: r"\s", code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w", code.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _is_in(letter: str, item: Any) -> bool:
    name, value = item
    if name is code.NOT_LITERAL:
        return bool(ord(letter) != value)
    rows = list(value)
    negated = bool(rows) and rows[0][0] is code.NEGATE
    return any(_holds(letter, row) for row in rows[negated:]) is not negated


def _holds(letter: str, row: Any) -> bool:
    name, value = row
    if name is code.LITERAL:
        return bool(ord(letter) == value)
    if name is code.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return re.match(CATEGORIES[value], letter) is not None
