"""What the editor says of one line, as rows of the header: whether it stays, what kind it is, which fact it tells."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from .... import store
from ....article import STORY, Article, Label, Role
from ....clean import SEPARATOR, VERDICTS, EditorsRule, clean, fold, names_in, written_days
from ...explain import height_of, name_of
from .header import Values, changed

FACTS = ("headline", "byline", "date")
"""What a line may tell; the others say what it is."""
KINDS = {"text": Role.BODY, "crosshead": Role.CROSSHEAD, "caption": Role.CAPTION}
"""What a line of the story may be said to be."""


class NoVerdict(Exception):
    """What cannot be said of a line; the message says why."""


def with_verdict(content: bytes, number: int, verdict: str, rules: Sequence[EditorsRule]) -> bytes:
    """Return a file's bytes in whose header a verdict on a line stands; lines count from 1, from the first below the header.

    Raises NoVerdict, BadHeader, and what `changed` raises.
    """
    article = read(content, rules)
    label = label_of(article, number)
    if verdict in VERDICTS:
        return _called(content, article, label, verdict, rules)
    return changed(content, _fact_of(label, verdict))


def read(content: bytes, rules: Sequence[EditorsRule]) -> Article:
    """Read a paste. Raises BadHeader, store.NotText."""
    return clean(store.decode(content).text, datetime.date.today(), rules)


def label_of(article: Article, number: int) -> Label:
    """Return the label of a line. Raises NoVerdict if there is none."""
    place = number + height_of(article)
    found = next((label for label in article.labels if label.line.number == place and label.line.text), None)
    if found is None or found.role is Role.HEADER or number < 1:
        raise NoVerdict(f"there is no line {number} any more")
    return found


def _called(content: bytes, article: Article, label: Label, verdict: str, rules: Sequence[EditorsRule]) -> bytes:
    """Take out the rows that say otherwise of the line, and write one if it is still needed."""
    values = {key: _without(article, _rows(article, key), label) for key in VERDICTS}
    number = label.line.number - height_of(article)
    if any(values[key] != _rows(article, key) for key in VERDICTS):
        content = changed(content, values)
        article = read(content, rules)
        label = label_of(article, number)
    if not label.sure or not _is(label, verdict):
        content = changed(content, {verdict: [*_rows(article, verdict), name_of(label, article)]})
    return content


def _is(label: Label, verdict: str) -> bool:
    """True if a line is what the editor says without a row that says so."""
    if verdict in KINDS:
        return label.role is KINDS[verdict]
    return label.dropped if verdict == "drop" else label.role in STORY


def _rows(article: Article, key: str) -> list[str]:
    return [row for row in article.header.get(key, "").split(SEPARATOR) if row]


def _without(article: Article, rows: Sequence[str], label: Label) -> list[str]:
    """Return rows of which none names the line; one that names others, too, becomes their numbers."""
    height, left = height_of(article), list[str]()
    for row in rows:
        named = [each.line.number for each in article.labels if _names(row, each, height)]
        if label.line.number in named:
            left += [str(number - height) for number in named if number != label.line.number]
        else:
            left.append(row)
    return list(dict.fromkeys(left))


def _names(row: str, label: Label, height: int) -> bool:
    """True if a row of the header names a line, by its number or its opening words."""
    if label.role is Role.HEADER or not label.line.text:
        return False
    if row.isdecimal():
        return int(row[:9]) == label.line.number - height
    start = fold(row)
    return f"{fold(label.line.text)} ".startswith(f"{start} ") if start else row == label.line.text


def _fact_of(label: Label, verdict: str) -> Values:
    """Return the row that takes a fact from a line. Raises NoVerdict if the line tells none."""
    text = label.line.text
    if verdict == "headline":
        return {"title": [text]}
    if verdict == "byline":
        names = names_in(text) or (text,)
        return {"authors": [", ".join(names)]}
    if verdict != "date":
        raise NoVerdict(f"{verdict!r} cannot be said of a line")
    days = written_days(text)
    if not days:
        raise NoVerdict("no day with its year stands on this line; write it among the facts")
    return {"date": [days[0].day.isoformat()]}
