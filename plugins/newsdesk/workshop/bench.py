"""How well and how fast pastes are read, measured on pages whose true story is known.

The data and the scorers lie outside the project: a folder with `score.py`, `score_facts.py` and files of JSON lines.
A document has `id`, `paste`, and either `body` and `lines` (`{"text", "label"}`), or `with` and `without`, lists of
snippets that must and must not be in the story; `url`, `title`, `author`, `date`, `lang` where known.
"""

from __future__ import annotations

import difflib
import importlib.util
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from ..article import Article
from ..clean import clean
from .train import read_documents

WORST = 10
"""Pages whose differences are shown."""
DIFFERENCES = 6
"""Lines shown of each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read."""

    document: dict[str, Any]
    article: Article


def run(data: Path, intake: date) -> None:
    """Print the figures of every set in a folder. Raises FileNotFoundError if the scorer is not there."""
    scorer = _load(data / "score.py")
    for path in sorted(data.glob("dev_*.jsonl.gz")):
        documents = list(read_documents(path))
        started = time.process_time()
        readings = [Reading(document, clean(document["paste"], intake)) for document in documents]
        seconds = time.process_time() - started
        print(f"\n{path.name}: {len(documents)} pastes, {len(documents) / seconds:.0f} a second of CPU")
        (_stories if "body" in documents[0] else _snippets)(scorer, readings)
        if (data / "score_facts.py").exists():
            _facts(data, path)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None or not path.exists():
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _stories(scorer: ModuleType, readings: Sequence[Reading]) -> None:
    scores = []
    counts: Counter[str] = Counter()
    for reading in readings:
        precision, recall = scorer.shingle_scores(reading.document["body"], reading.article.body)
        scores.append((precision or 0.0, recall or 0.0))
        counts += scorer.line_outcome(reading.document["lines"], reading.document["body"], reading.article.body)
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    lost = 100 * (1 - counts["body words present"] / counts["body words"])
    kept = counts["junk present"] / len(readings)
    print(f"  F1 {_f1(precision, recall):.3f}  precision {precision:.3f}  recall {recall:.3f}")
    print(f"  words lost {lost:.2f} %  lines of the page kept {kept:.1f} a paste")
    ranked = sorted(zip(scores, readings, strict=True), key=lambda pair: _f1(*pair[0]))
    for (precision, recall), reading in ranked[:WORST]:
        print(
            f"  {_f1(precision, recall):.2f}  precision {precision:.2f}  recall {recall:.2f}  {reading.document['url']}"
        )
        for line in _differences(reading):
            print(f"        {line}")


def _f1(precision: float, recall: float) -> float:
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
