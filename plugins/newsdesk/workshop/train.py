"""Learn which signs make a headline, from pastes whose headline is known.

The model is a choice among the candidates of each paste (a conditional logit, McFadden 1974): the chance of a candidate
is e to the sum of its signs' weights, over that of all. Weights are those that make the known headlines likeliest, held
small by a penalty on their squares. SciPy is needed here, and nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..article import Line
from ..clean.candidates import Page
from ..clean.extent import find_extent
from ..clean.headline import best_of, candidates
from ..clean.lines import read_lines

PENALTY = 0.6
"""Chosen by leaving out a fifth of the sites at a time: 0.3 and 1.5 find one or two headlines in a hundred fewer."""
FEWEST = 0.01
"""Weights nearer to zero are left out."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """One paste: the signs of each candidate, and which of them are the headline."""

    site: str
    signs: list[list[str]]
    right: list[bool]
    page: Page


def examples(documents: Iterator[dict[str, Any]]) -> Iterator[Example]:
    """Yield an example for each document whose `title` is a line of its `paste`."""
    for document in documents:
        title = _words(document.get("title") or "")
        lines: list[Line] = [line for line in read_lines(document["paste"]) if line.text]
        if not title or all(_words(line.text) != title for line in lines):
            continue
        page, signs = candidates(lines, find_extent(lines))
        right = [_same(title, _words(lines[place].text)) for place in page.places]
        yield Example(document["url"].split("/")[2].removeprefix("www."), signs, right, page)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def _same(title: Sequence[str], given: Sequence[str]) -> bool:
    """The same words, or four fifths of them in the same order."""
    short, long = sorted((title, given), key=len)
    if not short or len(short) / len(long) < 0.8:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def fit(chosen: Sequence[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Return the weights that make the right candidates likeliest."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    known = [example for example in chosen if any(example.right)]
    names: dict[str, int] = {}
    rows = [[names.setdefault(sign, len(names)) for sign in signs] for example in known for signs in example.signs]
    right = np.array([hit for example in known for hit in example.right], dtype=float)
    sizes = np.array([len(example.signs) for example in known])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group: Any = np.repeat(np.arange(len(known)), sizes)
    shape = (len(rows), len(names))
    columns = [column for row in rows for column in row]
    signs = csr_matrix((np.ones(len(columns)), columns, np.cumsum([0, *map(len, rows)])), shape=shape)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = signs @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total, hits = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts)
        slope = signs.T @ (powers * right / hits[group] - powers / total[group])
        return float(-np.log(hits / total).sum() + penalty * (weights**2).sum()), -slope + 2 * penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: round(float(found[place]), 2) for name, place in sorted(names.items()) if abs(found[place]) >= FEWEST}


def hits(tested: Sequence[Example], weights: dict[str, float]) -> tuple[int, int]:
    """Return how often the chosen candidate is right, and among how many examples."""
    good = 0
    for example in tested:
        if example.signs:
            scores = [sum(weights.get(sign, 0.0) for sign in signs) for signs in example.signs]
            good += example.right[best_of(example.page, scores)]
    return good, len(tested)


def cross_validate(chosen: Sequence[Example], parts: int = 5) -> tuple[int, int]:
    """Return the hits on sites that the weights were not learned from."""
    sites = sorted({example.site for example in chosen})
    part = {site: place % parts for place, site in enumerate(sites)}
    good = 0
    for held in range(parts):
        weights = fit([example for example in chosen if part[example.site] != held])
        good += hits([example for example in chosen if part[example.site] == held], weights)[0]
    return good, len(chosen)


def write_weights(weights: dict[str, float], path: Path) -> None:
    """Write the weights as a module."""
    rows = "".join(f"    {json.dumps(name, ensure_ascii=False)}: {weight},\n" for name, weight in weights.items())
    path.write_text(
        '"""What the model has learned: a weight for each sign. Written by `invoke train`; not by hand."""\n\n'
        f"HEADLINE: dict[str, float] = {{\n{rows}}}\n",
        "utf-8",
    )
