"""How well and how fast pastes are read, measured on pages whose true story is known.

The data and the scorers lie outside the project: a folder with `score.py`, `score_facts.py` and files of JSON lines.
A document has `id`, `paste`, and either `body` and `lines` (`{"text", "label"}`), or `with` and `without`, lists of
snippets that must and must not be in the story; `url`, `title`, `author`, `date`, `lang` where known.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from ..article import Article
from ..clean import clean
from .documents import load_scorer, read_documents
from .peers import PEERS

WORST = 10
"""Pages whose differences are shown."""
FIRST = 10
"""Pastes that are not timed: with them the rules' expressions are compiled, once a process."""
DIFFERENCES = 6
"""Lines shown of each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read."""

    document: dict[str, Any]
    article: Article


def run(data: Path, intake: date) -> None:
    """Print the figures of every set in a folder. Raises FileNotFoundError if the scorer is not there."""
    scorer = load_scorer(data / "score.py")
    for path in sorted((*data.glob("dev_*.jsonl.gz"), *data.glob("silver_*.jsonl.gz"))):
        documents = list(read_documents(path))
        readings = [Reading(document, clean(document["paste"], intake)) for document in documents[:FIRST]]
        started = time.process_time()
        readings += [Reading(document, clean(document["paste"], intake)) for document in documents[FIRST:]]
        seconds = time.process_time() - started
        print(f"\n{path.name}: {len(documents)} pastes, {(len(documents) - FIRST) / seconds:.0f} a second of CPU")
        (_stories if "body" in documents[0] else _snippets)(scorer, readings)
        if (data / "score_facts.py").exists() and "title" in documents[0]:
            _facts(data, path)


def _stories(scorer: ModuleType, readings: Sequence[Reading]) -> None:
    ours = {id(reading.document): reading.article.body for reading in readings}
    print(f"  {'':<28}{'F1':>6}{'precision':>11}{'recall':>8}{'words lost':>12}{'lines of the page kept':>24}")
    for language, group in _by_language(readings).items():
        documents = [reading.document for reading in group]
        print(_row(language, _measure(scorer, documents, [ours[id(document)] for document in documents])))
        for name, peer in PEERS.items():
            print(_row(f"  {name}", _measure(scorer, documents, [peer(document["paste"]) for document in documents])))
    scored = [(scorer.shingle_scores(reading.document["body"], reading.article.body), reading) for reading in readings]
    for scores, reading in sorted(scored, key=lambda pair: _f1(*pair[0]))[:WORST]:
        precision, recall = (score or 0.0 for score in scores)
        print(f"  {_f1(*scores):.2f}  precision {precision:.2f}  recall {recall:.2f}  {reading.document['url']}")
        for line in _differences(reading):
            print(f"        {line}")


def _by_language(readings: Sequence[Reading]) -> dict[str, list[Reading]]:
    """Return the readings of all languages and, where the data names them, of each, the commonest first."""
    found = {"all": list(readings)}
    languages = Counter(reading.document.get("lang") or "" for reading in readings)
    for language, _ in languages.most_common():
        if language:
            found[language] = [reading for reading in readings if reading.document.get("lang") == language]
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """How well some pastes were read, by the scorer's measures."""

    precision: float
    """of four-word shingles, averaged over the pastes"""
    recall: float
    lost: float
    """per cent of the stories' words"""
    kept: float
    """lines of the page a paste"""


def _measure(scorer: ModuleType, documents: Sequence[dict[str, Any]], bodies: Sequence[str]) -> Figures:
    scores = []
    counts: Counter[str] = Counter()
    for document, body in zip(documents, bodies, strict=True):
        scores.append(scorer.shingle_scores(document["body"], body))
        counts += scorer.line_outcome(document["lines"], document["body"], body)
    precision, recall = (
        fmean(given) if (given := [score for score in column if score is not None]) else 0.0
        for column in zip(*scores, strict=True)
    )
    lost = 100 * (1 - counts["body words present"] / max(1, counts["body words"]))
    return Figures(precision, recall, lost, counts["junk present"] / len(documents))


def _row(name: str, figures: Figures) -> str:
    return (
        f"  {name:<28}{_f1(figures.precision, figures.recall):6.3f}{figures.precision:11.3f}{figures.recall:8.3f}"
        f"{figures.lost:10.2f} %{figures.kept:24.1f}"
    )


def _f1(precision: float | None, recall: float | None) -> float:
    """Return the harmonic mean; a page of which nothing was published has no precision, and counts as 0."""
    precision, recall = precision or 0.0, recall or 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _differences(reading: Reading) -> list[str]:
    """Return the first lines that were lost (-) and kept too much (+), each with the rule that decided."""
    rules = {label.line.text: label.rule for label in reading.article.labels}
    wanted = [" ".join(line["text"].split()) for line in reading.document["lines"] if line["label"] == "body"]
    rows = [
        row for row in difflib.ndiff(wanted, reading.article.body.splitlines()) if row[:1] in "+-" and row[2:].strip()
    ]
    shown = [f"{row[:1]} {rules.get(row[2:], '')}: {row[2:90]}" for row in rows[:DIFFERENCES]]
    return shown + ([f"... and {len(rows) - DIFFERENCES} more"] if len(rows) > DIFFERENCES else [])


def _snippets(scorer: ModuleType, readings: Sequence[Reading]) -> None:
    by_language: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        found = scorer.snippet_outcome(reading.document, reading.article.body)
        by_language["all"] += found
        by_language[reading.document.get("lang") or "unknown"] += found
    for language, count in sorted(by_language.items(), key=lambda pair: -sum(pair[1].values())):
        hit, miss, alarm = count["hit"], count["miss"], count["false alarm"]
        precision, recall = hit / max(1, hit + alarm), hit / max(1, hit + miss)
        print(f"  {language:<8} F1 {_f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}")


def _facts(data: Path, path: Path) -> None:
    """Print how often headline, author and date are right, by the folder's own scorer."""
    command = [
        sys.executable,
        str(data / "score_facts.py"),
        str(path),
        sys.executable,
        "-m",
        "invoke",
        "explain",
        "--jsonl",
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    print("".join(f"  {line}\n" for line in (done.stdout or done.stderr).splitlines()), end="")
