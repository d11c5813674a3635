"""How good tags and related links are, on stories whose tags, topics and events are known; and the doors for other programs.

The data and the scorers lie outside the project: a folder with `score_related.py`, `score_tags.py` and files of JSON lines.
A document has `id`, `title`, `text`, `date` where known, and `gold` with `event`, `topic`, `tags` or `keyphrases`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from .. import corpus
from ..corpus import Vocabulary, make_vocabulary
from .documents import load_scorer, read_documents


class BadLine(ValueError):
    """A line of input that is no document."""


def run(data: Path) -> None:
    """Print the scorers' figures for every set in a folder. Raises FileNotFoundError if a scorer is not there."""
    scorers = load_scorer(data / "score_related.py"), load_scorer(data / "score_tags.py")
    sets = sorted(path for path in data.iterdir() if path.name.endswith((".jsonl", ".jsonl.gz")))
    if not sets:
        raise FileNotFoundError(data / "*.jsonl.gz")
    for path in sets:
        documents = list(read_documents(path))
        if documents and "gold" in documents[0]:
            _measure(path.name, documents, *scorers)


def _measure(name: str, documents: Sequence[dict[str, Any]], related: ModuleType, tags: ModuleType) -> None:
    started = time.process_time()
    results = results_of(documents, make_vocabulary(()))
    seconds = time.process_time() - started
    print(f"\n{name}: {len(documents)} stories, {1000 * seconds / len(documents):.1f} ms of CPU each")
    gold = documents[0]["gold"]
    links = {slug: list(result.related) for slug, result in results.items()}
    for level in ("event", "topic"):
        if gold.get(level) is not None:
            _tell(f"related, same {level}", related.score(documents, links, level))
    if not {"tags", "keyphrases"}.isdisjoint(gold) or gold.get("event") is not None:
        _tell("tags", tags.score(documents, {slug: list(result.tags) for slug, result in results.items()}))


def _tell(title: str, figures: Mapping[str, float]) -> None:
    print(f"  {title}")
    for name, value in figures.items():
        print(f"    {name:<16}{value:.4f}" if isinstance(value, float) else f"    {name:<16}{value}")


def results_of(documents: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> dict[str, corpus.Result]:
    """Return what the corpus says of documents that have `id`, `title`, `text` and perhaps `date`. Raises BadLine."""
    finder = corpus.Finder(vocabulary)
    records: dict[str, corpus.Record] = {}
    known: dict[str, corpus.Known] = {}
    for number, document in enumerate(documents, 1):
        if not isinstance(document, dict) or not all(isinstance(document.get(key), str) for key in ("id", "text")):
            raise BadLine(f"{number}: is no story; write an object with id and text, both in quotes")
        slug = document["id"]
        if slug in records:
            raise BadLine(f"{number}: the id {slug!r} is taken by a line above")
        records[slug] = corpus.read_story(str(document.get("title") or ""), document["text"], finder)
        known[slug] = corpus.Known(_day(document.get("date"), number))
    return corpus.update(corpus.State(), records, known)[1]


def _day(text: object, number: int) -> int:
    try:
        return date.fromisoformat(str(text)[:10]).toordinal() if text else 0
    except ValueError:
        raise BadLine(f"{number}: {text!r} is no date; write it as 2021-02-25") from None


def answers(lines: Iterable[str], what: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a JSON line for each of `lines`: `what` is "tags" or "related". Raises BadLine.

    All lines are read first: tags and links depend on the other stories.
    """
    documents = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                documents.append(json.loads(line))
            except ValueError:
                raise BadLine(f"{number}: is no JSON") from None
    results = results_of(documents, vocabulary)
    for document in documents:
        result = results[document["id"]]
        found = list(result.tags) if what == "tags" else list(result.related)
        yield json.dumps({"id": document["id"], what: found})
