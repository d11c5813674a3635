"""What is known of a page's lines once its story is found: what headline, bylines and day are told by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...article import Line
from .fact_words import WORDS, known_words
from .features import Features
from .tokens import Array, Tokens

BY = list(WORDS).index("by")
AROUND = 4
"""Lines above and below whose features a candidate has, too."""
FAR = 60
"""Lines beyond which a distance is no longer told."""
OWN = (
    "chars", "words", "word length", "capitals", "upper", "digits", "first", "last", "commas", "inner stops", "quotes", "bars", "signs",
    "brackets", "colons", "short small words", "ruled", "ends", "sentence", "prose", "date", "day", "byline", "credit", "picture", "name",
    "mark", "quoted", "tabs", "copies", "copies above", "copies below", "runs elsewhere", "frequent words", "shared",
    "shared words", "shared outside", "of title", "from title", "from top", "prose above", "to prose above", "to prose below", "short run above", "short run below",
    "gap above", "gap below", "page lines", "page prose", "block lines", "block share",
    "small elsewhere", "begins another", "ends another", "begun by another", "ended by another", "of opening", "told again", "told again in all", "from begin", "from end", "kept",
    "word by", "word role", "word published", "word updated", "word time", "word month", "word weekday", "word page", "word more", "word reader", "word picture",
    "first by", "last by",
)  # fmt: skip
"""What is known of a candidate."""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, and what the candidates of all facts are read from."""

    lines: Sequence[Line]
    columns: Mapping[str, Array]
    begin: int
    end: int
    whole: Array
    """one number a line, equal for equal words"""
    table: Array
    """the features of `OWN`, a row each, with AROUND columns of nothing on both sides; float32"""


def read_page(lines: Sequence[Line], features: Features, begin: int, end: int) -> Page:
    """Add to what is known of the lines what only facts need."""
    tokens = features.tokens
    _, back = np.unique(tokens.words, return_inverse=True)
    columns = {
        **features.columns,
        **_spoken(tokens, back),
        **_within_others(tokens),
        **_told_again(tokens, back, begin, end),
    }
    places = np.arange(len(lines))
    columns["from begin"], columns["from end"] = np.clip(places - begin, -FAR, FAR), np.clip(places - end, -FAR, FAR)
    columns["kept"] = (places >= begin) & (places < end)
    table = np.stack([columns[name] for name in OWN]).astype(np.float32)
    return Page(
        lines, columns, begin, end, features.tokens.whole, np.pad(table, ((0, 0), (AROUND, AROUND)), constant_values=-9)
    )


def _spoken(tokens: Tokens, back: Array) -> dict[str, Array]:
    """How many of a line's words have each use, whether it opens or closes with "by", and whether its names are words."""
    known, uses = known_words()
    at = np.minimum(np.searchsorted(known, tokens.words), len(known) - 1)
    hit = np.flatnonzero(known[at] == tokens.words)
    line, used = tokens.line[hit], uses[at[hit]]
    columns = {
        f"word {use}": np.bincount(line[used >> number & 1 > 0], minlength=tokens.count)
        for number, use in enumerate(WORDS)
    }
    by = hit[used >> BY & 1 > 0]
    ends = np.cumsum(tokens.per_line)
    of = tokens.line[by]
    columns["first by"] = np.bincount(of[by == (ends - tokens.per_line)[of]], minlength=tokens.count)
    columns["last by"] = np.bincount(of[by == ends[of] - 1], minlength=tokens.count)
    small = np.bincount(back, ~tokens.capital) > 0
    columns["small elsewhere"] = tokens.mean(small[back] & (tokens.capital > 0))
    return columns


def _within_others(tokens: Tokens) -> dict[str, Array]:
    """Whether a line opens or closes a longer one, as the headline does "Bridge reopens | Post" and "Home > Bridge reopens"; or the other way."""
    words, line, per_line = tokens.words, tokens.line, tokens.per_line
    first = np.cumsum(per_line) - per_line
    place = (np.arange(len(words)) - first[line]).astype(np.uint64)
    nothing = np.zeros(1, np.uint64)
    turned = np.append(nothing, np.cumsum(words * (np.uint64(2) * place + np.uint64(1)), dtype=np.uint64))
    plain = np.append(nothing, np.cumsum(words, dtype=np.uint64))
    at, last = np.arange(len(words)), (first + per_line)[line]
    inner, rest = at + 1 < last, place > 0
    opening = (turned[1:] - turned[first][line])[inner]
    closing = (turned[last] - turned[at] - np.uint64(2) * place * (plain[last] - plain[at]))[rest]
    long = (per_line >= 2) & (tokens.whole > 0)
    begins, begun = _met(tokens, long, opening, line[inner])
    ends, ended = _met(tokens, long, closing, line[rest])
    return {"begins another": begins, "ends another": ends, "begun by another": begun, "ended by another": ended}


def _met(tokens: Tokens, long: Array, parts: Array, line: Array) -> tuple[Array, Array]:
    """Return the lines that are such a part of another, and the lines that have another for such a part."""
    wholes = np.sort(tokens.whole[long])
    if not len(wholes):
        return np.zeros(tokens.count, bool), np.zeros(tokens.count, bool)
    at = np.minimum(np.searchsorted(wholes, parts), len(wholes) - 1)
    same = wholes[at] == parts
    return np.isin(tokens.whole, parts[same]) & long, np.bincount(line[same], minlength=tokens.count) > 0


def _told_again(tokens: Tokens, back: Array, begin: int, end: int) -> dict[str, Array]:
    """Which part of a line's longer words stands in the first lines of the text, and in how many lines of it each stands."""
    telling = tokens.lengths >= 4
    back, line = back[telling], tokens.line[telling]
    inside = (line >= begin) & (line < end)
    size = int(back.max(initial=-1)) + 1
    lines_inside = np.zeros(size)
    if inside.any():
        seen = np.unique(line[inside] * size + back[inside])
        lines_inside = np.bincount(seen % size, minlength=size)
    often = np.log1p(lines_inside[back] - inside)
    opens = np.zeros(size, bool)
    opens[back[(line >= begin) & (line < begin + 3)]] = True
    own = np.bincount(line, minlength=tokens.count)
    least = np.maximum(1, own)
    total = np.bincount(line, often, tokens.count)
    return {
        "of opening": np.where(own > 0, np.bincount(line, opens[back], tokens.count) / least, -1.0),
        "told again": np.where(own > 0, total / least, -1.0),
        "told again in all": total,
    }
