"""How well and how fast pastes are read, measured on sites from which nothing was learned.

The data and the scorers lie outside the project: a folder with `score.py`, `score_facts.py` and files of JSON lines.
A document has `id`, `paste`, and either `body` and `lines` (`{"text", "label"}`), or `with` and `without`, lists of
snippets that must and must not be in the story; `url`, `title`, `author`, `date`, `lang` where known.
"""

from __future__ import annotations

import difflib
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from ..article import Article
from ..clean import clean
from .documents import load_scorer, read_documents
from .examples import fold_of, is_blind, site_of
from .train import by_fold, read_pages

KNOWN = ("dev_page", "dev_selection")
"""Sets on whose pages the rules were tuned, before there was a model: their figures are flattered."""
HALVED = "dev_news"
"""How the names of sets begin of which one half of the sites is only scored."""
WORST = 30
"""Pages whose differences are shown."""
FIRST = 10
"""Pastes that are not timed: with them the rules' expressions are compiled, once a process."""
DIFFERENCES = 6
"""Lines shown of each."""
CODE = Path(__file__).parent.parent / "clean"
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read by a model that was learned from other sites."""

    document: Document
    article: Article


def run(data: Path, intake: date, blind: bool = False, worst: bool = False) -> None:
    """Learn from four fifths of the sites at a time, and print how the others are read.

    Half of the sites of the news pages is left out, or, if `blind`, is all that is scored. `worst` shows the worst
    pages. Raises FileNotFoundError if the scorer or the data is not there.
    """
    scorer, facts = load_scorer(data / "score.py"), load_scorer(data / "score_facts.py")
    sets = {path.name.removesuffix(".jsonl.gz"): list(read_documents(path)) for path in _files(data)}
    models = dict(by_fold(read_pages(data)))
    for unseen in (True, False):
        print(
            "\nRead on sites from which nothing was learned"
            if unseen
            else "\nKnown pages: the rules were tuned on them"
        )
        print(f"  {'':<28}{'F1':>6}{'precision':>11}{'recall':>8}{'words lost':>12}{'page kept':>11}{'pages':>7}")
        for name, documents in sets.items():
            chosen = [d for d in documents if not name.startswith(HALVED) or is_blind(d) == blind]
            if (name in KNOWN) == unseen or (blind and not name.startswith(HALVED)):
                continue
            readings = [Reading(d, clean(d["paste"], intake, model=models[fold_of(site_of(d))])) for d in chosen]
            _tell(name, readings, scorer, facts)
            if worst and name == HALVED and not blind:
                _tell_worst(readings, scorer)
    _tell_speed(sets, intake)
    _tell_size()


def _files(data: Path) -> list[Path]:
    return sorted((*data.glob("dev_*.jsonl.gz"), *data.glob("silver_*.jsonl.gz")))


def _tell(name: str, readings: Sequence[Reading], scorer: ModuleType, facts: ModuleType) -> None:
    if "with" in readings[0].document:
        print(_snippets(name, readings, scorer))
    else:
        for language, group in _by_language(readings) if name.startswith(HALVED) else [("", readings)]:
            print(_row(f"  {language}" if language else name, _measure(scorer, group)))
    if "title" in readings[0].document:
        for fact, tally in _facts(facts, readings).items():
            asked = max(1, sum(tally.values()))
            told = "  ".join(f"{kind} {100 * count / asked:5.1f} %" for kind, count in tally.items())
            print(f"      {fact:<9} {told}  of {asked}")


def _by_language(readings: Sequence[Reading]) -> list[tuple[str, Sequence[Reading]]]:
    """Return the readings of all languages and of each that the data names, the commonest first."""
    languages = Counter(reading.document.get("lang") or "" for reading in readings)
    return [("", readings)] + [
        (language, [reading for reading in readings if reading.document.get("lang") == language])
        for language, _ in languages.most_common()
        if language
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well some pastes were read, by the scorer's measures."""

    pages: int
    precision: float
    """of four-word shingles, averaged over the pastes"""
    recall: float
    lost: float
    """per cent of the stories' words, told where lines are labelled"""
    kept: float
    """lines of the page a paste"""


def _measure(scorer: ModuleType, readings: Sequence[Reading]) -> Figures:
    scores = []
    counts: Counter[str] = Counter()
    for reading in readings:
        document, body = reading.document, _body(scorer, reading)
        scores.append(scorer.shingle_scores(document["body"], body))
        lines = document.get("lines") or [{"text": line, "label": "body"} for line in document["body"].split("\n")]
        counts += scorer.line_outcome(lines, document["body"], body)
    precision, recall = (
        fmean(given) if (given := [score for score in column if score is not None]) else 0.0
        for column in zip(*scores, strict=True)
    )
    lost = 100 * (1 - counts["body words present"] / max(1, counts["body words"]))
    return Figures(len(readings), precision, recall, lost, counts["junk present"] / len(readings))


def _body(scorer: ModuleType, reading: Reading) -> str:
    """Return what was read, without the dek where the truth says neither yes nor no to it."""
    document, body = reading.document, reading.article.body
    return str(scorer.without_summary(body, document["summary"], document["body"])) if document.get("summary") else body


def _row(name: str, figures: Figures) -> str:
    return (
        f"  {name:<28}{_f1(figures.precision, figures.recall):6.3f}{figures.precision:11.3f}{figures.recall:8.3f}"
        f"{figures.lost:10.2f} %{figures.kept:11.1f}{figures.pages:7}"
    )


def _f1(precision: float | None, recall: float | None) -> float:
    """Return the harmonic mean; a page of which nothing was published has no precision, and counts as 0."""
    precision, recall = precision or 0.0, recall or 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _snippets(name: str, readings: Sequence[Reading], scorer: ModuleType) -> str:
    count: Counter[str] = Counter()
    for reading in readings:
        count += scorer.snippet_outcome(reading.document, reading.article.body)
    hit, miss, alarm = count["hit"], count["miss"], count["false alarm"]
    precision, recall = hit / max(1, hit + alarm), hit / max(1, hit + miss)
    return f"  {name + ', snippets':<28}{_f1(precision, recall):6.3f}{precision:11.3f}{recall:8.3f}{len(readings):30}"


def _facts(facts: ModuleType, readings: Sequence[Reading]) -> dict[str, Counter[str]]:
    """Return how often each fact that stands on a line is right, missing or wrong, by the folder's own scorer."""
    tallies = {fact: Counter(right=0, missing=0, wrong=0) for fact in ("headline", "author", "date")}
    for reading in readings:
        for fact, given, right in _asked(facts, reading):
            tallies[fact]["missing" if not given else "right" if right else "wrong"] += 1
    return tallies


def _asked(facts: ModuleType, reading: Reading) -> Iterator[tuple[str, bool, bool]]:
    """Yield each fact that the paste tells on a line, whether one was given, and whether it is right."""
    document, article = reading.document, reading.article
    lines = document["paste"].splitlines()
    folded = [facts.words(line) for line in lines]
    title = document.get("title")
    if title and facts.words(title) in folded:
        yield "headline", bool(article.headline), facts.same_headline(title, article.headline)
    author = document.get("author") or ""
    author = "; ".join(author) if isinstance(author, list) else author
    name = facts.words(re.split(r";|,| and ", author)[0])
    if len(name) >= 2 and any(set(name) <= set(line) for line in folded if len(line) <= 12):
        yield "author", bool(article.authors), facts.same_author(author, article.authors)
    day = facts.day(document.get("date"))
    if day and facts.stands_on_a_line(lines, day):
        said = facts.day(article.date)
        yield "date", said is not None, said is not None and abs((said - day).days) <= 1


def _tell_worst(readings: Sequence[Reading], scorer: ModuleType) -> None:
    """Print the pages that were read worst: the first lines that were lost (-) and kept too much (+), each with its rule."""
    scored = [
        (scorer.shingle_scores(reading.document["body"], _body(scorer, reading)), reading) for reading in readings
    ]
    for scores, reading in sorted(scored, key=lambda pair: _f1(*pair[0]))[:WORST]:
        precision, recall = (score or 0.0 for score in scores)
        print(f"  {_f1(*scores):.2f}  precision {precision:.2f}  recall {recall:.2f}  {reading.document['url']}")
        for line in _differences(reading):
            print(f"        {line}")


def _differences(reading: Reading) -> list[str]:
    rules = {label.line.text: label.rule for label in reading.article.labels}
    wanted = [" ".join(line["text"].split()) for line in reading.document["lines"] if line["label"] == "body"]
    rows = [
        row for row in difflib.ndiff(wanted, reading.article.body.splitlines()) if row[:1] in "+-" and row[2:].strip()
    ]
    shown = [f"{row[:1]} {rules.get(row[2:], '')}: {row[2:90]}" for row in rows[:DIFFERENCES]]
    return shown + ([f"... and {len(rows) - DIFFERENCES} more"] if len(rows) > DIFFERENCES else [])


def _tell_speed(sets: Mapping[str, Sequence[Document]], intake: date) -> None:
    print("\nPastes a second of one core, with what comes with the project")
    for name, documents in sets.items():
        for document in documents[:FIRST]:
            clean(document["paste"], intake)
        started = time.process_time()
        for document in documents[FIRST:]:
            clean(document["paste"], intake)
        seconds = time.process_time() - started
        print(f"  {name:<28}{(len(documents) - FIRST) / seconds:6.0f}")


def _tell_size() -> None:
    code = sum(len(path.read_text("utf-8").splitlines()) for path in CODE.rglob("*.py"))
    weights = sum(path.stat().st_size for path in CODE.rglob("*.npz"))
    phrases = sum(path.stat().st_size for path in CODE.rglob("*.toml"))
    print(f"\n{code} lines of code in clean/, {weights / 1000:.0f} kB of weights, {phrases / 1000:.0f} kB of phrases")
