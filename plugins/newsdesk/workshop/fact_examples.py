"""Pages whose headline, authors and day are known, whole and cut down, with the lines that tell each."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from ..article import Line
from ..clean import day_of_line, is_byline, names_in, read_lines
from ..clean.model import Features, gaps_between, read_features
from .documents import read_documents
from .examples import site_of

Array = Any
WORD = re.compile(r"\w+")
NAME_END = re.compile(r";|,| and ")
SETS = {
    "dev_page": 1.0,
    "dev_selection": 0.5,
    "dev_news": 1.0,
    "dev_news_selection": 0.5,
    "silver_more": 0.6,
    "dev_snippets": 0.6,
}
"""Files, and what a page of them counts."""
BY_WORDS = (
    "By",
    "by",
    "Von",
    "von",
    "Par",
    "Por",
    "Di",
    "Door",
    "Av",
    "Af",
    "Text:",
    "Autor:",
    "Author:",
    "Words by",
    "Written by",
    "",
)
"""What opens bylines; a cut-down page gets another than its own."""
KICKERS = (
    "News",
    "Iraq News",
    "Politics",
    "World",
    "Business",
    "Opinion",
    "Analysis",
    "Wirtschaft",
    "Politik",
    "Kultur",
    "Monde",
    "Economía",
    "اقتصاد",
    "Science & Health",
)
"""What stands above the headline of some cut-down pages."""
LONGEST_BYLINE = 24
"""Words of a line that may tell an author."""


@dataclass(frozen=True, slots=True)
class Example:
    """A page or a part of it."""

    set: str
    id: str
    site: str
    whole: bool
    """False for what was cut down"""
    weight: float
    lines: Sequence[Line]
    features: Features
    begin: int
    """the place where the story begins"""
    end: int
    headline: Array
    """for each line: 1 it is the headline, 0 it is not, -1 nobody knows"""
    byline: Array
    """the same for bylines"""
    day: date | None
    """the day of the story; None if nobody knows"""
    document: dict[str, Any]


def read_examples(folder: Path) -> Iterator[Example]:
    """Yield the pages of all files, each followed by its parts."""
    for name, weight in SETS.items():
        for path in folder.glob(f"{name}.jsonl*"):
            for document in read_documents(path):
                yield from _examples(name, document, weight)


def _examples(name: str, document: dict[str, Any], weight: float) -> Iterator[Example]:
    weight *= 1.0 if document.get("news_like", True) else 0.6
    lines = [line for line in read_lines(document["paste"]) if line.text]
    if not lines:
        return
    page = _example(name, document, weight, lines, whole=True)
    yield page
    if extent := _true_extent(document, lines):
        yield replace(page, whole=False, weight=weight * 0.5, begin=extent[0], end=extent[1])
    if name.endswith("selection"):
        return
    chance = random.Random(document["id"])
    for cut in (_selection, _selection, _bare, _bare, _headless):
        part = cut(page, chance)
        if len(part) > 1:
            yield _example(name, document, weight * 0.4, _numbered(part), whole=False)


def _example(
    name: str,
    document: dict[str, Any],
    weight: float,
    lines: Sequence[Line],
    whole: bool,
    extent: tuple[int, int] | None = None,
) -> Example:
    title = words(document.get("title") or "")
    told = [words(line.text) for line in lines]
    headline = np.array([same(title, each) for each in told], float)
    if whole and not headline.any():
        headline[:] = -1
    features = read_features(lines, gaps_between([line.number - 1 for line in lines]))
    return Example(
        name, document["id"], site_of(document), whole, weight, lines, features, *(extent or (features.begin, features.end)), headline,
        _bylines(document, lines, told), day_of(document.get("date")), document,
    )  # fmt: skip


def _true_extent(document: dict[str, Any], lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return where the story begins and ends by the document's own labels."""
    body = [" ".join(row["text"].split()) for row in document.get("lines", ()) if row["label"] == "body"]
    texts = [line.text for line in lines]
    places = [texts.index(text) for text in (body[:1] + body[-1:]) if text in texts]
    return (places[0], places[1] + 1) if len(places) == 2 and places[0] <= places[1] else None


def _bylines(document: dict[str, Any], lines: Sequence[Line], told: Sequence[list[str]]) -> Array:
    """Mark the lines in which an author's name can be read; those with a part of it are left open."""
    authors = document.get("author") or []
    authors = NAME_END.split(authors) if isinstance(authors, str) else authors
    wanted = [set(words(each)) for each in authors if words(each)]
    if not wanted:
        return np.array([-1.0 if document.get("source") or is_byline(line.text) else 0.0 for line in lines])
    found = np.zeros(len(lines))
    for place, own in enumerate(told):
        if len(own) > LONGEST_BYLINE or not any(name <= set(own) for name in wanted):
            found[place] = -1 if len(own) <= 8 and any(set(own) & name for name in wanted) else 0
        elif any(name <= set(words(given)) for name in wanted for given in names_in(lines[place].text)):
            found[place] = 1 if any(len(name) > 1 for name in wanted) or len(own) <= 3 else -1
        else:
            found[place] = -1
    return found


def _selection(page: Example, chance: random.Random) -> list[Line]:
    """The page from a few lines above its headline to some below its text."""
    top, _, end = _extent(page)
    return list(
        page.lines[max(0, top - chance.choice((0, 0, 1, 2, 4, 8, 15))) : end + chance.choice((0, 0, 3, 8, 20, 40))]
    )


def _bare(page: Example, chance: random.Random) -> list[Line]:
    """Headline, byline, day and some paragraphs, with no page around them; some parts are left out, some in other words."""
    top, begin, end = _extent(page)
    dated = [place for place, line in enumerate(page.lines) if page.day and _near(day_of_line(line), page.day)]
    signed = np.flatnonzero(page.byline > 0).tolist()
    head = [top] * (chance.random() < 0.85)
    by = [place for place in _nearest(signed, top) if chance.random() < 0.7]
    day = [place for place in _nearest(dated, top) if place not in by and chance.random() < 0.7]
    middle = by + day if chance.random() < 0.7 else day + by
    kicker = chance.choice(KICKERS)
    lines = [Line(0, kicker, kicker)] * bool(head and chance.random() < 0.25) + [page.lines[place] for place in head]
    lines += [_signed(page.lines[place], page, chance) if place in by else page.lines[place] for place in middle]
    text = [
        place
        for place in range(begin, end)
        if place not in (top, *by, *day) and page.features.columns["ruled"][place] == 0
    ]
    return lines + [page.lines[place] for place in text[: chance.choice((1, 2, 3, 5, 12))]]


def _signed(line: Line, page: Example, chance: random.Random) -> Line:
    """The byline in the words of another language."""
    names = names_in(line.text)
    if not names or chance.random() < 0.4:
        return line
    text = f"{chance.choice(BY_WORDS)} {chance.choice((' and ', ' und ', ', ')).join(names)}".strip()
    return replace(line, raw=text, text=text)


def _headless(page: Example, chance: random.Random) -> list[Line]:
    """The text alone, and what stands below it."""
    _, begin, end = _extent(page)
    part = list(page.lines[begin : end + chance.choice((0, 0, 5, 15, 30))])
    return [line for line, own in zip(part, page.headline[begin:], strict=False) if own <= 0]


def _extent(page: Example) -> tuple[int, int, int]:
    """Return the places of the headline that is nearest to the text, of the text's begin, and of its end."""
    begin, end = page.begin, page.end
    heads = np.flatnonzero(page.headline > 0)
    above = heads[heads <= begin]
    top = int(above[-1]) if len(above) else int(heads[0]) if len(heads) else begin
    return top, max(begin, top + 1) if len(heads) else begin, end


def _nearest(places: Sequence[int], top: int) -> list[int]:
    return [min(places, key=lambda place: abs(place - top - 1))] if places else []


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """Number lines anew; where some stood between two of them, one empty line does now."""
    numbered: list[Line] = []
    number = 0
    for line, before in zip(lines, [lines[0], *lines], strict=False):
        number += 2 if line.number - before.number > 1 else 1
        numbered.append(replace(line, number=number))
    return numbered


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return [word.casefold() for word in WORD.findall(text)]


def same(title: Sequence[str], given: Sequence[str]) -> bool:
    """True for the same words, or four fifths of them in the same order."""
    short, long = sorted((title, given), key=len)
    if not short or len(short) / len(long) < 0.8:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date; None for a placeholder such as 0001-01-01, too."""
    match = re.match(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", text or "")
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _near(found: Any, wanted: date) -> bool:
    return found is not None and abs(found.day - wanted) <= timedelta(days=1)
