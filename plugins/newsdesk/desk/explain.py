"""Every line of a paste with its role and the rule that decided: in colour, plain, or as JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from .. import store
from ..article import Article, Label, Role
from ..clean import BadHeader, clean
from ..clean.rules import REASONS

COLOURS = {
    Role.HEADLINE: "bold",
    Role.KICKER: "magenta",
    Role.DEK: "cyan",
    Role.BYLINE: "cyan",
    Role.DATE: "cyan",
    Role.CAPTION: "yellow",
    Role.CROSSHEAD: "bold",
    Role.LIST_ITEM: "green",
    Role.QUOTE: "green",
    Role.BODY: "",
    Role.HEADER: "blue",
    Role.BOILERPLATE: "red strike",
    Role.REPEAT: "red strike",
}
WIDEST = 25
"""Characters of the longest rule's name."""


class Unexplained(Exception):
    """A paste that cannot be read; the message is for the editor."""


def read_article(path: str) -> Article:
    """Read a paste from a file, with today as the day of intake. Raises Unexplained."""
    try:
        return clean(store.read_text(path).text, datetime.date.today())
    except store.NotText as error:
        raise Unexplained(f"{path}: {error}") from None
    except BadHeader as error:
        raise Unexplained(f"{path}:{error.line}: {error.reason}") from None


def tell(article: Article, console: Console) -> None:
    """Print an article line by line: its number, role, rule and words."""
    plain = not console.is_terminal
    for label in article.labels:
        if label.role is Role.BLANK:
            continue
        mark = "-" if label.dropped else " "
        doubt = "?" if not label.sure else " "
        front = f"{mark}{label.line.number:>4} {label.role.value:<11} {label.rule:<{WIDEST}}{doubt} "
        words = label.line.text
        room = max(20, console.width - len(front))
        if not plain and len(words) > room:
            words = words[: room - 1] + "…"
        console.print(Text(front, "dim") + Text(words, COLOURS[label.role]), soft_wrap=True, highlight=False)
    console.print(Text(_sum(article)), soft_wrap=True, highlight=False)


def _sum(article: Article) -> str:
    removed = article.removed
    unsure = sum(not label.sure for label in article.labels)
    lines = [
        "",
        f"headline  {article.headline or 'none found'}",
        f"section   {article.section or 'none found'}",
        f"authors   {', '.join(article.authors) or 'none found'}",
        f"date      {article.date or 'none found'}" + (f", from {article.date_evidence}" if article.date else ""),
        f"text      {len(article.blocks)} blocks, {len(removed)} lines left out (-), {unsure} unsure (?)",
    ]
    if removed:
        first = " ".join(removed[0].line.text.split()[:6])
        lines.append(f"bring a line back with a header:  keep: {first}")
    return "\n".join(lines)


def as_json(article: Article) -> dict[str, Any]:
    """Return an article as one JSON object."""
    return {
        "headline": article.headline,
        "kicker": article.kicker,
        "dek": article.dek,
        "authors": list(article.authors),
        "date": article.date or None,
        "date_evidence": article.date_evidence,
        "dateline": article.dateline,
        "section": article.section,
        "blocks": [
            {"role": block.role.value, "text": block.text, "lines": list(block.lines)} for block in article.blocks
        ],
        "labels": [_label(label) for label in article.labels],
    }


def _label(label: Label) -> dict[str, Any]:
    row = {"line": label.line.number, "role": label.role.value, "rule": label.rule, "text": label.line.raw}
    return row if label.sure else {**row, "unsure": True}


def as_json_lines(rows: Iterable[str]) -> Iterator[str]:
    """Yield an answer for each JSON line `{"id", "paste"}`, in order.

    A row that cannot be read is answered with `{"id", "error"}`: one bad paste stops no other.
    """
    today = datetime.date.today()
    for number, row in enumerate(rows, 1):
        if row.strip():
            yield json.dumps(_answer(row, number, today), ensure_ascii=False)


def _answer(row: str, number: int, today: datetime.date) -> dict[str, Any]:
    try:
        asked = json.loads(row)
        name, paste = asked["id"], asked["paste"]
        if not isinstance(paste, str):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        return {"id": None, "error": f"row {number}: no JSON object with 'id' and 'paste'"}
    try:
        article = clean(paste, today)
    except BadHeader as error:
        return {"id": name, "error": f"line {error.line}: {error.reason}"}
    return {
        "id": name,
        "headline": article.headline or None,
        "authors": list(article.authors),
        "date": article.date or None,
        "body": article.body,
        "removed": [
            {"line": label.line.number, "rule": label.rule, "text": label.line.raw} for label in article.removed
        ],
    }


def reason_of(rule: str) -> str:
    """Return why a rule leaves a line out, in words."""
    return REASONS[rule]
