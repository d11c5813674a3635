"""A page's characters and words as arrays: what each line is made of, counted for all lines at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

Array = Any
"""An array of NumPy, of one value a line unless told otherwise."""

KINDS = ("other upper lower letter unspaced digit stop quote comma colon bar dash open close sign space").split()
"""What a character is. `letter` has no case, `unspaced` is of a script that sets no spaces between words."""
KIND = {name: number for number, name in enumerate(KINDS)}
MARKS = {
    "stop": ".!?…؟。！？।։",
    "quote": "\"'“”„«»‘’‚‹›「」『』",
    "comma": ",;،、；，",
    "colon": ":：",
    "bar": "|/·•→>▪●◦■►▶",
    "dash": "-–—‒―",
    "open": "([{（【",
    "close": ")]}）】",
    "sign": "@©#®™€$£%&+=*_~^<",
}
MARKED = {letter: KIND[name] for name, marks in (*MARKS.items(), ("space", "\t\n")) for letter in marks}
OF_CATEGORY = {"Lu": "upper", "Lt": "upper", "Ll": "lower", "Nd": "digit", "Zs": "space"}
"""What characters of a category of Unicode are; others that are letters or belong to one are `letter`."""
UNSPACED = ((0x0E00, 0x0F00), (0x1780, 0x1800), (0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00))
"""Thai and Lao, Khmer, Kana, Han: each character is taken for a word with the one that follows it."""
KNOWN = 0x3100
"""Characters up to here are looked up in a table; others are asked one by one."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64 divided by the golden ratio, an odd number: products with it spread over all bits (Knuth 6.4)."""
LONGEST = 48
"""Characters of a word that tell it from others."""


@cache
def _tables() -> tuple[Array, Array]:
    """Return the kind and the small letter of each of the first characters."""
    kinds = np.array([_kind(code) for code in range(KNOWN)], np.uint8)
    small = np.array([_small(code) for code in range(KNOWN)], np.uint32)
    return kinds, small


def _kind(code: int) -> int:
    letter = chr(code)
    if letter in MARKED:
        return MARKED[letter]
    if any(first <= code < last for first, last in UNSPACED):
        return KIND["unspaced"]
    category = unicodedata.category(letter)
    return KIND[OF_CATEGORY.get(category) or ("letter" if category[0] in "LM" else "other")]


def _small(code: int) -> int:
    low = chr(code).lower()
    return ord(low) if len(low) == 1 else code


@cache
def _powers() -> Array:
    powers = np.ones(LONGEST, np.uint64)
    powers[1:] = SPREAD
    return np.multiply.accumulate(powers)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a page's lines."""

    count: int
    """lines"""
    kinds: Array
    """one a character, lines one after the other, each with its end"""
    line_of_character: Array
    ends: Array
    """for each line, the place of its end among the characters"""
    words: Array
    """one hash (uint64) a word, in order"""
    line: Array
    """for each word, its line"""
    lengths: Array
    """for each word, its characters"""
    capital: Array
    """for each word, whether it opens with a capital"""
    whole: Array
    """one hash a line, of all its words; 0 where there is none"""
    per_line: Array
    """words of each line"""

    def characters(self, *names: str) -> Array:
        """Count the characters of these kinds in each line."""
        table = np.zeros(len(KINDS), bool)
        table[[KIND[name] for name in names]] = True
        return np.bincount(self.line_of_character[table[self.kinds]], minlength=self.count)

    def mean(self, values: Array, empty: float = -1.0) -> Array:
        """Return for each line the mean of one value a word; `empty` for lines without words."""
        sums = np.bincount(self.line, values, self.count)
        return np.where(self.per_line > 0, sums / np.maximum(1, self.per_line), empty)


def read_tokens(texts: Sequence[str]) -> Tokens:
    """Split lines into words, and count their characters."""
    codes = np.frombuffer(("\n".join(texts) + "\n").encode("utf-32-le", "replace"), np.uint32)
    kinds, small = _looked_up(codes)
    ends = np.flatnonzero(codes == 10)
    line_of_character = np.zeros(len(codes), np.int64)
    line_of_character[ends[:-1] + 1] = 1
    line_of_character = np.cumsum(line_of_character)
    inside = ((kinds >= KIND["upper"]) & (kinds <= KIND["digit"])) | (codes == 95)
    unspaced = kinds == KIND["unspaced"]
    begins = inside.copy()
    begins[1:] &= ~inside[:-1] | unspaced[1:] | unspaced[:-1]
    starts = np.flatnonzero(begins)
    packed = np.flatnonzero(inside)
    if not len(starts):
        nothing = np.zeros(0, np.int64)
        none = np.zeros(len(texts), np.uint64)
        return Tokens(
            len(texts), kinds, line_of_character, ends, nothing.astype(np.uint64), nothing, nothing, nothing > 0,
            none, none.astype(np.int64),
        )  # fmt: skip
    at = np.searchsorted(packed, starts)
    lengths = np.diff(at, append=len(packed))
    within = np.minimum(np.arange(len(packed)) - np.repeat(at, lengths), LONGEST - 1)
    words = np.add.reduceat((small[packed].astype(np.uint64) + np.uint64(1)) * _powers()[within], at)
    line = line_of_character[starts]
    pairs = unspaced[starts] & np.append(unspaced[starts][1:] & (np.diff(starts) == 1), False)
    words = np.where(pairs, words + np.roll(words, -1) * SPREAD, words)
    words = (words ^ (words >> np.uint64(29))) * SPREAD
    per_line = np.bincount(line, minlength=len(texts))
    return Tokens(
        len(texts), kinds, line_of_character, ends, words, line, lengths, kinds[starts] == KIND["upper"],
        _whole(words, line, per_line), per_line,
    )  # fmt: skip


def _looked_up(codes: Array) -> tuple[Array, Array]:
    table, low = _tables()
    known = np.minimum(codes, KNOWN - 1)
    kinds, small = table[known], low[known]
    rare = np.flatnonzero(codes >= KNOWN)
    if len(rare):
        found, back = np.unique(codes[rare], return_inverse=True)
        kinds[rare] = np.array([_kind(int(code)) for code in found], np.uint8)[back]
        small[rare] = codes[rare]
    return kinds, small


def _whole(words: Array, line: Array, per_line: Array) -> Array:
    """Return a hash for each line: words in another order give another."""
    first = np.cumsum(per_line) - per_line
    place = np.arange(len(words)) - first[line]
    turned = words * (np.uint64(2) * place.astype(np.uint64) + np.uint64(1))
    sums = np.zeros(len(per_line), np.uint64)
    some = per_line > 0
    sums[some] = np.add.reduceat(turned, first[some])
    return sums
