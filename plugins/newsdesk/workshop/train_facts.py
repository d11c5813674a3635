"""Learn which lines are the headline, the bylines and the line of the day, from pages on which they are known.

Each fact is learned by itself, a candidate a row. Where a day or a byline stands is told by its distance from the
headline, so the headline comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from ..clean.model import (
    BYLINE_NAMES,
    DATE_NAMES,
    HEADLINE_NAMES,
    Candidates,
    Page,
    Trees,
    bylines,
    dates,
    headlines,
    read_page,
)
from .boosting import learn
from .fact_examples import Example

Array = Any
TREES = {"headline": 320, "byline": 180, "date": 120}
"""More do not fit the file."""
RATE = 0.08
WRONG_DAY = 0.3
"""What a page counts whose day stands on none of its lines."""


@dataclass(frozen=True, slots=True)
class Known:
    """The candidates of one page for one fact: which are right, and what each counts."""

    found: Candidates
    right: Array
    weights: Array


def fit(examples: Sequence[Example]) -> dict[str, Trees]:
    """Return the models of the three facts."""
    pages = [read_page(each.lines, each.features, each.begin, each.end) for each in examples]
    heads = [_headlines(example, page) for example, page in zip(examples, pages, strict=True)]
    models = {"headline": _learn("headline", HEADLINE_NAMES, heads)}
    tops = [_likeliest(known, models["headline"]) for known in heads]
    days = [_dates(*each) for each in zip(examples, pages, tops, strict=True)]
    models["date"] = _learn("date", DATE_NAMES, days)
    dated = [_likeliest(known, models["date"]) for known in days]
    signed = [_bylines(*each) for each in zip(examples, pages, tops, dated, strict=True)]
    models["byline"] = _learn("byline", BYLINE_NAMES, signed)
    return models


def _learn(fact: str, names: Sequence[str], known: Iterable[Known]) -> Trees:
    some = [each for each in known if len(each.right)]
    rows = np.concatenate([each.found.rows for each in some], 1).T
    right, weights = (np.concatenate([getattr(each, part) for each in some]) for part in ("right", "weights"))
    return learn(names, rows, right, weights, TREES[fact], RATE)


def _likeliest(known: Known, model: Trees) -> int | None:
    """Return the right candidate with the best odds, or the best of all where none is right and all are none."""
    if not known.right.any():
        return None
    odds = np.where(known.right > 0, model.odds(model.leaves(known.found.rows)), -np.inf)
    return int(known.found.places[np.argmax(odds)])


def _headlines(example: Example, page: Page) -> Known:
    """A whole page whose title is none of its candidates teaches nothing: it has another headline."""
    found = headlines(page)
    right = example.headline[found.places] > 0
    weight = 0.0 if example.whole and not right.any() else example.weight
    return Known(found, right.astype(float), np.full(len(right), weight))


def _dates(example: Example, page: Page, headline: int | None) -> Known:
    found, days = dates(page, headline)
    wanted = example.day
    right = np.array([wanted is not None and abs(day - wanted) <= timedelta(days=1) for day in days], float)
    weight = example.weight if wanted else 0.0
    return Known(found, right, np.full(len(right), weight if right.any() else weight * WRONG_DAY))


def _bylines(example: Example, page: Page, headline: int | None, day: int | None) -> Known:
    found = bylines(page, headline, day)
    said = example.byline[found.places]
    return Known(found, (said > 0).astype(float), np.where(said < 0, 0.0, example.weight))
