"""Learn all that the cleaning knows of pages, and write it beside the code; or learn it from some sites to be judged on others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..clean.model import LEXICON_UNIT, Model, as_arrays
from . import fact_examples, train_facts, train_lines
from .examples import FOLDS, Example, fold_of, read_examples

Array = Any


@dataclass(frozen=True, slots=True)
class Pages:
    """What is learned from: pages whose lines are known, and pages whose facts are."""

    lines: Sequence[Example]
    facts: Sequence[fact_examples.Example]


def read_pages(folder: Path) -> Pages:
    """Return the pages of all files in a folder. Raises FileNotFoundError if it holds none."""
    return Pages(read_examples(folder), list(fact_examples.read_examples(folder)))


def fit(pages: Pages, trees: int = train_lines.TREES) -> Model:
    """Return the model of these pages, with so many trees for their lines."""
    return Model(*train_lines.fit(pages.lines, trees), train_facts.fit(pages.facts))


def by_fold(pages: Pages) -> Iterator[tuple[int, Model]]:
    """Yield for each fold the model that was learned from the sites of all others."""
    for fold in range(FOLDS):
        yield (
            fold,
            fit(
                Pages(
                    [example for example in pages.lines if example.fold != fold],
                    [example for example in pages.facts if fold_of(example.site) != fold],
                )
            ),
        )


def write(model: Model, folder: Path) -> None:
    """Write a model as two files of arrays; the same pages give the same bytes."""
    steps = np.rint(model.lexicon / LEXICON_UNIT).astype(np.int8)
    _write(folder / "lines.npz", {"lexicon": steps, **as_arrays(model.trees, "lines")})
    facts = (as_arrays(trees, fact) for fact, trees in model.facts.items())
    _write(folder / "facts.npz", {name: array for arrays in facts for name, array in arrays.items()})


def _write(path: Path, arrays: Mapping[str, Array]) -> None:
    np.savez_compressed(path, **{name: arrays[name] for name in sorted(arrays)})
