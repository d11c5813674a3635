"""What makes a line the headline, a byline or the line of the day: candidates, and features for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..patterns import day_of_line, is_to_come, tells_another_day
from .page import AROUND, FAR, OWN, Page
from .tokens import Array

ABOVE, WITHIN, NEAR_END = 45, 4, 12
"""Lines above the text, inside it, and around its end, that may be a fact's."""
LONGEST_HEADLINE, LONGEST_BYLINE, LONGEST_DATED = 40, 24, 30
"""Words."""

BESIDE = (
    "words", "capitals", "digits", "bars", "last", "sentence", "prose", "date", "day", "byline", "name", "ruled", "credit", "picture", "copies", "shared",
    "told again in all", "gap above",
    "word by", "word role", "word published", "word updated", "word time", "word page", "word more", "word picture", "last by",
)  # fmt: skip
"""What is known of the lines around it."""
NEAREST = range(-2, 3)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The places of lines that may be one fact, and the features of each, a column a line."""

    places: Array
    rows: Array


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
