"""Learn which lines are the headline, the bylines and the line of the day, from pages on which they are known.

Each fact is learned by itself, a candidate a row. Where a day or a byline stands is told by its distance from the
headline, so the headline comes first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from ..clean import facts
from ..clean.datelines import day_of_line
from ..clean.facts import Candidates, Page
from ..clean.head import find_head
from ..clean.trees import Trees, as_arrays
from .boosting import learn
from .fact_examples import Example, read_examples

Array = Any
TREES = {"headline": 320, "byline": 180, "date": 120}
"""More do not fit the file."""
RATE = 0.08
FOLDS = 5
WRONG_DAY = 0.3
"""What a page counts whose day stands on none of its lines."""


@dataclass(frozen=True, slots=True)
class Known:
    """The candidates of one page for one fact: which are right, and what each counts."""

    found: Candidates
    right: Array
    weights: Array


def train(folder: Path) -> None:
    """Learn all three models from the pages in `folder` and write them beside the code."""
    models = fit(list(read_examples(folder)))
    kept: dict[str, Array] = {}
    for fact, trees in models.items():
        kept |= as_arrays(trees, fact)
    path = resources.files("newsdesk.clean.learned").joinpath("facts.npz")
    np.savez_compressed(str(path), **dict(sorted(kept.items())))


def fit(examples: Sequence[Example]) -> dict[str, Trees]:
    """Return the models of the three facts."""
    pages = [facts.read_page(each.lines, each.features, each.begin, each.end) for each in examples]
    heads = [_headlines(example, page) for example, page in zip(examples, pages, strict=True)]
    models = {"headline": _learn("headline", facts.HEADLINE_NAMES, heads)}
    tops = [_likeliest(known, models["headline"]) for known in heads]
    days = [_dates(*each) for each in zip(examples, pages, tops, strict=True)]
    models["date"] = _learn("date", facts.DATE_NAMES, days)
    dated = [_likeliest(known, models["date"]) for known in days]
    signed = [_bylines(*each) for each in zip(examples, pages, tops, dated, strict=True)]
    models["byline"] = _learn("byline", facts.BYLINE_NAMES, signed)
    return models


def _learn(fact: str, names: Sequence[str], known: Iterable[Known]) -> Trees:
    some = [each for each in known if len(each.right)]
    rows = np.concatenate([each.found.rows for each in some])
    right, weights = (np.concatenate([getattr(each, part) for each in some]) for part in ("right", "weights"))
    return learn(names, rows, right, weights, TREES[fact], RATE)


def _likeliest(known: Known, model: Trees) -> int | None:
    """Return the right candidate with the best odds, or the best of all where none is right and all are none."""
    if not known.right.any():
        return None
    odds = np.where(known.right > 0, model.odds(known.found.rows), -np.inf)
    return int(known.found.places[np.argmax(odds)])


def _headlines(example: Example, page: Page) -> Known:
    """A whole page whose title is none of its candidates teaches nothing: it has another headline."""
    found = facts.headlines(page)
    right = example.headline[found.places] > 0
    weight = 0.0 if example.whole and not right.any() else example.weight
    return Known(found, right.astype(float), np.full(len(right), weight))


def _dates(example: Example, page: Page, headline: int | None) -> Known:
    found, days = facts.dates(page, headline)
    wanted = example.day
    right = np.array([wanted is not None and abs(day - wanted) <= timedelta(days=1) for day in days], float)
    weight = example.weight if wanted else 0.0
    return Known(found, right, np.full(len(right), weight if right.any() else weight * WRONG_DAY))


def _bylines(example: Example, page: Page, headline: int | None, day: int | None) -> Known:
    found = facts.bylines(page, headline, day)
    said = example.byline[found.places]
    return Known(found, (said > 0).astype(float), np.where(said < 0, 0.0, example.weight))


def cross_validate(folder: Path) -> str:
    """Return a table of how often each fact is right, missing and wrong, by set, on sites that the models have not seen."""
    examples = list(read_examples(folder))
    tally: dict[tuple[str, str], Counter[str]] = {}
    for fold in range(FOLDS):
        models = fit([each for each in examples if fold_of(each.site) != fold])
        for example in examples:
            if example.whole and fold_of(example.site) == fold:
                for fact, outcome in judge(example, models):
                    for name in (
                        example.set,
                        f"{example.set} {example.document.get('lang', '')}"[: len(example.set) + 3],
                    ):
                        tally.setdefault((fact, name), Counter())[outcome] += 1
    rows = [f"{'fact':9} {'set':24} asked  right missing  wrong"]
    for (fact, name), count in sorted(tally.items()):
        asked = count.total()
        shares = "  ".join(f"{100 * count[outcome] / asked:5.1f}" for outcome in ("right", "missing", "wrong"))
        rows.append(f"{fact:9} {name:24} {asked:5}  {shares}")
    return "\n".join(rows)


def judge(example: Example, models: Mapping[str, Trees]) -> Iterator[tuple[str, str]]:
    """Yield each fact that stands on a line of the page, and whether the models find it: right, missing or wrong."""
    lines = example.lines
    head = find_head(lines, example.features, example.begin, example.end, models)
    if (example.headline > 0).any():
        right = head.headline is not None and example.headline[head.headline] > 0
        yield "headline", "missing" if head.headline is None else "right" if right else "wrong"
    if (example.byline > 0).any():
        right = any(example.byline[place] > 0 for place in head.bylines)
        yield "byline", "right" if right else "wrong" if head.bylines else "missing"
    wanted = example.day
    days = [found.day for place, line in enumerate(lines) if (found := day_of_line(line))]
    if wanted and any(abs(day - wanted) <= timedelta(days=1) for day in days):
        said = day_of_line(lines[head.dates[0]]) if head.dates else None
        right = said is not None and abs(said.day - wanted) <= timedelta(days=1)
        yield "date", "missing" if said is None else "right" if right else "wrong"


def fold_of(site: str) -> int:
    """Return in which of the folds a site is held back."""
    return int(hashlib.md5(site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
