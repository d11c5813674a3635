"""What makes a line the headline, a byline or the line of the day: candidates, and features for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...article import Line
from ..patterns import day_of_line, is_to_come, tells_another_day
from .fact_words import WORDS, known_words
from .features import Features
from .tokens import Array, Tokens

ABOVE, WITHIN, NEAR_END = 45, 4, 12
"""Lines above the text, inside it, and around its end, that may be a fact's."""
LONGEST_HEADLINE, LONGEST_BYLINE, LONGEST_DATED = 40, 24, 30
"""Words."""
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
BESIDE = (
    "words", "capitals", "digits", "bars", "last", "sentence", "prose", "date", "day", "byline", "name", "ruled", "credit", "picture", "copies", "shared",
    "told again in all", "gap above",
    "word by", "word role", "word published", "word updated", "word time", "word page", "word more", "word picture", "last by",
)  # fmt: skip
"""What is known of the lines around it."""
NEAREST = range(-2, 3)


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


@dataclass(frozen=True, slots=True)
class Candidates:
    """The places of lines that may be one fact, and the features of each, a column a line."""

    places: Array
    rows: Array


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


def row_names(more: Sequence[str]) -> list[str]:
    """Return the names of a row's features."""
    return [*OWN, *(f"{name} at {away:+d}" for away in NEAREST if away for name in BESIDE), *more]


_BESIDE_AT = np.array([OWN.index(name) for name in BESIDE])


def _rows(page: Page, places: Array, more: Sequence[Array]) -> Array:
    parts = [page.table[:, places + AROUND]]
    parts += [page.table[_BESIDE_AT[:, None], places + AROUND + away] for away in NEAREST if away]
    if more:
        parts.append(np.stack(more).astype(np.float32))
    return np.concatenate(parts)


def _compared(values: Array) -> list[Array]:
    """How far a candidate is from the best, and its rank."""
    order = np.empty(len(values))
    order[np.argsort(-values, kind="stable")] = np.arange(len(values))
    return [values - values.max(initial=-9), np.minimum(9, order)]


RANKED = ("shared", "shared words", "words", "of opening", "told again", "told again in all", "copies")
HEADLINE_NAMES = row_names(
    [f"{name} {how}" for name in RANKED for how in ("to best", "rank")]
    + [
        "candidates",
        "candidates below",
        "better below",
        "better above",
        "dated below",
        "signed below",
        "dated above",
        "signed above",
        "prose between",
    ]
)


def headlines(page: Page) -> Candidates:
    """Return the lines above the text, and its first, that may be the headline."""
    columns, places = page.columns, np.arange(len(page.lines))
    few = columns["words"] <= np.log1p(LONGEST_HEADLINE)
    near = (places >= page.begin - ABOVE) & (places < page.begin + WITHIN)
    near |= (
        (places < page.end)
        & (columns["shared"] >= 0.5)
        & (columns["shared words"] >= 2)
        & (columns["prose"] == 0)
        & (columns["sentence"] == 0)
    )
    plain = (
        (columns["date"] == 0)
        & (columns["word length"] > 0)
        & ((columns["ruled"] == 0) | (columns["words"] > np.log1p(4)))
    )
    chosen = np.flatnonzero(few & near & plain & (columns["words"] > 0))
    more = [part for name in RANKED for part in _compared(columns[name][chosen])]
    count = len(chosen)
    value = columns["shared words"][chosen] * np.maximum(0, columns["shared"][chosen])
    highest_above = np.maximum.accumulate(np.append(-1.0, value))[:-1]
    highest_below = np.maximum.accumulate(np.append(-1.0, value[::-1]))[:-1][::-1]
    more += [
        np.full(count, count), np.arange(count)[::-1], value - highest_below, value - highest_above,
        _below(columns["date"] + columns["day"], 5)[chosen], _below(columns["byline"], 5)[chosen],
        _below((columns["date"] + columns["day"])[::-1], 5)[::-1][chosen], _below(columns["byline"][::-1], 5)[::-1][chosen],
        np.append(0, np.cumsum(columns["prose"]))[min(page.begin, len(places))] - columns["prose above"][chosen],
    ]  # fmt: skip
    return Candidates(chosen, _rows(page, chosen, more))


def _below(holds: Array, reach: int) -> Array:
    """Return how many lines below the next one stands for which something holds; `reach` + 1 if none is so near."""
    places = np.arange(len(holds))
    following = np.minimum.accumulate(np.where(holds > 0, places, len(holds) + FAR)[::-1])[::-1]
    return np.minimum(reach + 1, np.append(following[1:], len(holds) + FAR) - places)


def _to_nearest(places: Array, others: Array) -> Array:
    """Return how far the nearest of some other places is from each, FAR at most; both rise."""
    ends = np.concatenate([[-FAR * 2], others, [10**9]])
    at = np.searchsorted(ends, places)
    return np.minimum(FAR, np.minimum(ends[at] - places, places - ends[at - 1]))


def _within(places: Array, reach: int) -> Array:
    """Return how many of some places, which rise, lie within a reach of each, itself among them."""
    return np.searchsorted(places, places + reach, "right") - np.searchsorted(places, places - reach)


BYLINE_NAMES = row_names(
    [
        "from headline",
        "same as headline",
        "from date",
        "from date apart",
        "bylines",
        "names near",
        "name rank",
        "nearest byline",
    ]
)


def bylines(page: Page, headline: int | None, day: int | None) -> Candidates:
    """Return the lines near headline and text that may say who wrote the story."""
    columns, places = page.columns, np.arange(len(page.lines))
    top = page.begin if headline is None else headline
    few = (
        (columns["words"] <= np.log1p(LONGEST_BYLINE))
        & (columns["word length"] > 0)
        & (columns["chars"] < np.log1p(200))
    )
    few &= columns["tabs"] == 0
    named = (columns["capitals"] >= 0.4) & (columns["words"] >= np.log1p(1.5)) & (columns["ends"] == 0)
    told = (columns["byline"] > 0) | (columns["first by"] > 0) | (columns["day"] > 0)
    near = ((places >= top - 12) & (places < page.begin + 8)) | (
        (places >= page.end - 5) & (places < page.end + NEAR_END)
    )
    chosen = np.flatnonzero(
        few
        & (named | told)
        & (near | (columns["byline"] > 0))
        & ((columns["prose"] == 0) | told | (columns["words"] < np.log1p(13)))
        & (places != top)
    )
    away = np.clip(chosen - top, -FAR, FAR)
    by = np.flatnonzero((columns["byline"] > 0) & few)
    more = [
        np.full(len(chosen), -FAR - 1) if headline is None else away,
        columns["of title"][chosen],
        *(
            [np.full(len(chosen), -FAR - 1)] * 2
            if day is None
            else [np.clip(chosen - day, -FAR, FAR), np.abs(chosen - day)]
        ),
        np.full(len(chosen), len(by)),
        np.convolve(columns["name"], np.ones(5), "same")[chosen] if len(places) >= 5 else columns["name"][chosen],
        _compared(-np.abs(chosen - top))[1],
        _to_nearest(chosen, by),
    ]
    return Candidates(chosen, _rows(page, chosen, more))


DATE_NAMES = row_names(
    [
        "from headline",
        "apart",
        "days",
        "lines of day",
        "after earliest",
        "before latest",
        "rank of nearness",
        "others near",
        "in line",
        "from byline",
    ]
)


def dates(page: Page, headline: int | None, latest: date | None = None) -> tuple[Candidates, tuple[date, ...]]:
    """Return the lines that name a day and may be the story's, none after `latest`, and the day that each names."""
    columns = page.columns
    top = page.begin if headline is None else headline
    told = (
        (columns["prose"] == 0)
        | (columns["date"] > 0)
        | (columns["word published"] > 0)
        | (columns["words"] < np.log1p(15))
    )
    few = (columns["words"] <= np.log1p(LONGEST_DATED)) & (columns["digits"] > 0) & told
    read = [
        (place, found.day)
        for place in np.flatnonzero(few).tolist()
        if (found := day_of_line(page.lines[place]))
        and not tells_another_day(page.lines[place].text)
        and not is_to_come(found, latest)
    ]
    chosen = np.array([place for place, _ in read], int)
    numbers = np.array([found.toordinal() for _, found in read])
    count = len(read)
    known, back, times = np.unique(numbers, return_inverse=True, return_counts=True)
    by = np.flatnonzero(columns["byline"] > 0)
    more = [
        np.full(count, -FAR - 1) if headline is None else np.clip(chosen - top, -FAR, FAR),
        np.minimum(FAR, np.abs(chosen - top)),
        np.full(count, len(known)), times[back],
        np.minimum(4000, numbers - numbers.min(initial=10**7)), np.minimum(4000, numbers.max(initial=0) - numbers),
        _compared(-np.abs(chosen - top))[1],
        _within(chosen, 8), columns["words"][chosen],
        _to_nearest(chosen, by),
    ]  # fmt: skip
    return Candidates(chosen, _rows(page, chosen, more)), tuple(found for _, found in read)
