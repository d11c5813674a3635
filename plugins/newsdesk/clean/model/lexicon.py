"""What a line's own words say for or against its being story, as learned from many sites.

Words, pairs of words, the first, the last and all words of a line stand in a table under a part of their hash.
A value is the logarithm of the odds that a line with them is story, over the sites on which they stand; sites count
alike, however often one of them repeats itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np

from ...article import Line
from ..rules import Rule
from .tokens import Tokens

Array = Any
BITS = 16
"""Of a hash that number a place of the table."""
TO_TABLE = np.uint64(64 - BITS)
WORD, PAIR, FIRST, LAST, WHOLE, RULE, MARK = range(7)
"""What can be looked up."""
TURNS = tuple(
    np.uint64(turn)
    for turn in (
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63, 0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    )
)  # fmt: skip
"""An odd number for each, so that the same words have other places as first, as last and as pair (the primes of xxHash and wyhash)."""
FEWEST_WORDS = 4
"""Words that a mean is taken over at the least: one telling word alone says little."""
MOST = 20.0


@dataclass(frozen=True, slots=True)
class Entries:
    """What of each line is looked up; arrays of one length."""

    line: Array
    place: Array
    """in the table"""
    kind: Array


def read_entries(tokens: Tokens, rules: Sequence[Rule | None], lines: Sequence[Line]) -> Entries:
    """Return what is looked up of each line, each once."""
    words, line = tokens.words, tokens.line
    rows = [(line, words, WORD)]
    if len(words):
        same = line[:-1] == line[1:]
        other = line[1:] != line[:-1]
        some = tokens.per_line > 0
        pairs = (words[:-1] * np.uint64(31) + words[1:])[same]
        first, last = np.append(True, other), np.append(other, True)
        rows += [(line[:-1][same], pairs, PAIR), (line[first], words[first], FIRST), (line[last], words[last], LAST)]
        rows.append((np.flatnonzero(some), tokens.whole[some], WHOLE))
    named = [(place, _hash(rule.name)) for place, rule in enumerate(rules) if rule]
    marked = [(place, _hash(mark)) for place, each in enumerate(lines) for mark in each.marks]
    for found, kind in ((named, RULE), (marked, MARK)):
        if found:
            rows.append((np.array([p for p, _ in found]), np.array([h for _, h in found], np.uint64), kind))
    at = np.concatenate([row[0] for row in rows]).astype(np.int64)
    place = np.concatenate([(row[1] * TURNS[row[2]]) >> TO_TABLE for row in rows]).astype(np.int64)
    kind = np.concatenate([np.full(len(row[0]), row[2]) for row in rows])
    _, once = np.unique((at << (BITS + 3)) | (kind << BITS) | place, return_index=True)
    return Entries(at[once], place[once], kind[once])


def _hash(name: str) -> int:
    return crc32(name.encode()) + (1 << 32)


def look_up(entries: Entries, table: Array, count: int) -> Mapping[str, Array]:
    """Return what the table says of each of `count` lines, by the feature's name."""
    values = table[entries.place].astype(np.float64)
    line, kind = entries.line, entries.kind
    text = kind <= PAIR
    sums = np.bincount(line[text], values[text], count)
    least, most = np.zeros(count), np.zeros(count)
    own = kind != MARK
    np.minimum.at(least, line[own], values[own])
    np.maximum.at(most, line[own], values[own])
    found = {
        "lexicon": sums / np.maximum(FEWEST_WORDS, np.bincount(line[text], minlength=count)),
        "lexicon sum": np.clip(sums, -MOST, MOST),
        "lexicon least": least,
        "lexicon most": most,
    }
    for name, wanted in (("first", FIRST), ("last", LAST), ("whole", WHOLE), ("rule", RULE)):
        column = np.zeros(count)
        column[line[kind == wanted]] = values[kind == wanted]
        found[f"lexicon {name}"] = column
    marks = kind == MARK
    low, high = np.zeros(count), np.zeros(count)
    np.minimum.at(low, line[marks], values[marks])
    np.maximum.at(high, line[marks], values[marks])
    found["marks sum"] = np.clip(np.bincount(line[marks], values[marks], count), -MOST, MOST)
    found["marks least"], found["marks most"] = low, high
    return found
