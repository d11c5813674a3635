"""The same story pasted twice."""

from __future__ import annotations

import struct
from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import compress, count
from zlib import crc32

from .words import MOST_WORDS, number_of

SIZE = 4
"""Words in a shingle: long enough that two reports of one event share few, short enough that a light rewrite keeps many."""
KEPT = 4
"""One shingle in so many is kept, by the number of its first word, so that two sketches can be compared (Broder 1997)."""
SHORT = 160
"""A text of fewer words keeps all its shingles: of a quarter, too few would be left to judge by."""
ALIKE = 0.4
"""From this share of common shingles on two stories are one: an agency's text cut to half its length has a half."""
WORTH_A_LOOK = 0.5
"""Nearness from which on two stories are compared: twins have all their words in common."""
COLUMN = 4
"""A headline of more stories than these is that of a column ("The week in brief"), and makes no twins."""

_PRINTS = struct.Struct("<QQ")


class _Opens(dict[str, bool]):
    """Whether the shingles that a word opens are kept."""

    def __missing__(self, word: str) -> bool:
        if len(self) > MOST_WORDS:
            self.clear()
        self[word] = kept = not (number_of(word) >> 8) % KEPT
        return kept


_OPENS = _Opens()


def sketch_of(headline: Sequence[str], words: Sequence[str]) -> bytes:
    """Return the sketch of a story, from the words of its headline and of its body.

    It holds a fingerprint of each, 64 bits, and the numbers of its shingles, 32 bits each, rising: odd for those that every
    text keeps, even for those that only a short text does.
    """
    kept = _numbers(words, compress(count(), map(_OPENS.__getitem__, words)), 1)
    if len(words) < SHORT:
        kept |= _numbers(words, [place for place, word in enumerate(words) if not _OPENS[word]], 0)
    return _PRINTS.pack(_print_of("headline", headline), _print_of("body", words)) + array("I", sorted(kept)).tobytes()


def _numbers(words: Sequence[str], places: Iterable[int], last_bit: int) -> set[int]:
    runs = map(" ".join, [words[place : place + SIZE] for place in places])
    return {number & 0xFFFFFFFE | last_bit for number in map(crc32, map(str.encode, runs))}


def _print_of(what: str, words: Sequence[str]) -> int:
    text = f"{what} {' '.join(words).casefold()}"
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") if words else 0


def digests_of(sketch: bytes) -> tuple[int, int]:
    """Return the fingerprints of a headline and of a body, 0 for none."""
    headline, body = _PRINTS.unpack_from(sketch)
    return headline, body


def doubles(prints: Mapping[str, tuple[int, int]], wanted: Container[int]) -> dict[int, list[str]]:
    """Map each of the `wanted` fingerprints to the slugs of the stories with that headline or body, by letter.

    A headline of more than COLUMN stories has none.
    """
    found: defaultdict[int, list[str]] = defaultdict(list)
    titles = set()
    for slug, (headline, body) in prints.items():
        if headline in wanted:
            found[headline].append(slug)
            titles.add(headline)
        if body in wanted:
            found[body].append(slug)
    found.pop(0, None)
    return {key: sorted(slugs) for key, slugs in found.items() if key not in titles or len(slugs) <= COLUMN}


def likeness(one: bytes, other: bytes) -> float:
    """Return the share of common shingles (Jaccard), estimated where a text is not short; 0.0 to 1.0."""
    first, second = (set(memoryview(sketch)[_PRINTS.size :].cast("I")) for sketch in (one, other))
    if any(all(number % 2 for number in numbers) for numbers in (first, second)):
        first, second = ({number for number in numbers if number % 2} for numbers in (first, second))
    return len(first & second) / len(first | second) if first and second else 0.0
