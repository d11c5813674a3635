"""Pages whose lines are known to be story or not, as rows to learn from and to be judged on."""

from __future__ import annotations

import random
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ..article import Line
from ..clean import fold, read_lines
from ..clean.model import Features, gaps_between, read_features
from ..clean.pages import read_page
from .documents import read_documents

Array = Any
SETS: Mapping[str, float] = {
    "dev_page": 1.0, "dev_selection": 0.5, "dev_news": 1.5, "dev_news_selection": 0.7, "dev_news_saved": 1.0, "silver_dev": 0.4, "silver_more": 0.4,
}  # fmt: skip
"""Files to learn from, and what a line of theirs weighs: silver was labelled by programs."""
SAVED = "dev_news_saved"
"""The saved pages of `dev_news`, whose lines are labelled there."""
KINDS: Mapping[str, float] = {"gold": 1.0, "reviewed": 0.8, "silver": 0.4}
NOT_NEWS, CUT, COPY = 0.4, 0.5, 0.3
"""What a line weighs, against others, of a guide or an advertisement; of a page that was cut; of a second copy."""
USUAL = 120
"""Lines of a page: of a longer one each weighs less, by the root."""
CUTS = 3
"""Selections that are cut out of a whole page."""
SECOND_LEVELS = frozenset(("co", "com", "org", "net", "gov", "ac", "edu"))
FOLDS = 5
STORYS = 0.8
"""Share of a line's runs of words that stand in the story if the line does."""


@dataclass(frozen=True, slots=True)
class Example:
    """One page, or a selection from it."""

    name: str
    """of its file"""
    document: Mapping[str, Any]
    site: str
    whole: bool
    """False for a selection that was cut out of a page to learn from"""
    features: Features
    story: Array
    """for each line, 1 if it is the story's"""
    weight: Array

    @property
    def fold(self) -> int:
        """One of FOLDS; all pages of a site are in one."""
        return fold_of(self.site)


def site_of(document: Mapping[str, Any]) -> str:
    """Return the registered part of a document's host: `bbc.co.uk`."""
    parts = (urlsplit(document.get("url") or "").hostname or document["id"]).split(".")
    second = len(parts) > 2 and parts[-2] in SECOND_LEVELS and len(parts[-1]) == 2
    return ".".join(parts[-3:] if second else parts[-2:])


def fold_of(site: str) -> int:
    """Return the fold of a site's pages, the same in every run."""
    return int(md5(f"f{site}".encode()).hexdigest(), 16) % FOLDS


def is_blind(document: Mapping[str, Any]) -> bool:
    """True for pages of the half of the sites that nobody has read: they are scored, and no more."""
    host = (urlsplit(document.get("url") or "").netloc or document["id"]).casefold().removeprefix("www.")
    return int(md5(host.encode()).hexdigest(), 16) % 2 == 1


def read_examples(folder: Path) -> list[Example]:
    """Return the examples of all SETS in a folder, by site. Raises FileNotFoundError if it holds none."""
    files = {name: path for name in SETS for path in folder.glob(f"{name}.jsonl*")}
    if not files:
        raise FileNotFoundError(folder)
    labelled = {d["id"]: d["lines"] for d in read_documents(files["dev_news"])} if SAVED in files else {}
    found: list[Example] = []
    for name, path in files.items():
        for document in read_documents(path):
            found += _examples(name, document, labelled.get(document["id"], []))
    return sorted(found, key=lambda example: example.site)


def _examples(name: str, document: Mapping[str, Any], labelled: Sequence[Mapping[str, str]]) -> Iterator[Example]:
    if "lines" in document:
        lines = read_lines(document["paste"])
        places = [place for place, line in enumerate(lines) if line.text]
        lines = tuple(lines[place] for place in places)
        gaps = gaps_between(places)
        labels = [label["label"] for label in document["lines"] if any(line.text for line in read_lines(label["text"]))]
    else:
        lines = read_page(document["paste"]).lines
        gaps = [0] * len(lines)
        labels = _labels(lines, document["body"], labelled)
    if len(labels) != len(lines) or not lines:
        return
    weights = _weights(name, document, lines, labels)
    yield _example(name, document, True, lines, gaps, labels, weights)
    if name in ("dev_page", "dev_news", "silver_dev", "silver_more"):
        chance = random.Random(document["id"])
        for nth in range(CUTS):
            part = _cut(labels, chance, nth)
            if len(part) > 1:
                few = [lines[p] for p in part], [gaps[p] for p in part], [labels[p] for p in part]
                yield _example(name, document, False, *few, CUT * weights[part])


def _example(
    name: str,
    document: Mapping[str, Any],
    whole: bool,
    lines: Sequence[Line],
    gaps: Sequence[int],
    labels: Sequence[str],
    weights: Array,
) -> Example:
    story = np.array([label == "body" for label in labels], np.float32)
    damped = weights * (USUAL / max(20, len(lines))) ** 0.5
    return Example(name, document, site_of(document), whole, read_features(lines, gaps), story, damped)


def _weights(name: str, document: Mapping[str, Any], lines: Sequence[Line], labels: Sequence[str]) -> Array:
    weight = SETS[name]
    if "kind" in document:
        weight = KINDS[document["kind"]] * (1.0 if document["news_like"] else NOT_NEWS)
    weights = np.full(len(lines), weight, np.float32)
    weights[[label == "dup" for label in labels]] *= COPY
    weights[[label == "unsure" for label in labels]] = 0
    told = [set(fold(part).split()) for part in document.get("summary") or ()]
    for place, line in enumerate(lines) if told else ():
        words = set(fold(line.text).split())
        if (
            labels[place] != "body"
            and len(words) > 3
            and any(len(words & part) >= STORYS * len(words) for part in told)
        ):
            weights[place] = 0  # a dek is neither wanted nor unwanted
    return weights


def _labels(lines: Sequence[Line], body: str, labelled: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the labels of a saved page's lines: those of the same words in the paste, or else by the story's words."""
    known: dict[str, deque[str]] = defaultdict(deque)
    for label in labelled:
        known[fold(label["text"])].append(label["label"])
    story = Counter(_runs(body))
    found = []
    for line in lines:
        same = known.get(fold(line.text))
        if same:
            found.append(same.popleft() if len(same) > 1 else same[0])
            continue
        runs = _runs(line.text)
        found.append("body" if runs and sum(run in story for run in runs) >= STORYS * len(runs) else "junk")
    return found


def _runs(text: str) -> list[tuple[str, ...]]:
    words = fold(text).split()
    return [tuple(words[at : at + 4]) for at in range(len(words) - 3)]


def _cut(labels: Sequence[str], chance: random.Random, nth: int) -> list[int]:
    """Return the places of a selection: around the whole story, around its beginning, or around little of it."""
    story = [place for place, label in enumerate(labels) if label == "body"]
    if len(story) < 2:
        return []
    begin = max(0, story[0] - chance.choice((0, 1, 2, 3, 5, 8, 15)))
    last = (story[-1], chance.choice(story[1:]), chance.choice(story[1:5]))[nth]
    below = chance.choice((0, 0, 3, 8, 15, 30, 40)) if nth == 0 else 0
    return list(range(begin, min(len(labels), last + 1 + below)))
