"""Every line of a paste with its role and the rule that decided: in colour, plain, or as JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from .. import store
from ..article import Article, Label, Role
from ..clean import BadHeader, BadRules, EditorsRule, clean, lang_of, notes_of, read_rules
from .sources import Unreachable, fetch

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
RULES = "rules.toml"
MOST_CHANGES = 12
"""Header lines that are shown as a suggestion."""
WIDEST = 26
"""Characters of the longest rule's name."""


class Unexplained(Exception):
    """A paste that cannot be read; the message is for the editor."""


def read_article(path: str) -> Article:
    """Read a paste from a file, with today as the day of intake and the rules beside it. Raises Unexplained."""
    try:
        return clean(fetch(path).text, datetime.date.today(), rules_beside(Path(path)))
    except Unreachable as error:
        raise Unexplained(str(error)) from None
    except store.NotText as error:
        raise Unexplained(f"{path}: {error}") from None
    except BadHeader as error:
        raise Unexplained(f"{path}:{error.line}: {error.reason}") from None
    except Unexplained:
        raise
    except Exception as error:  # one odd paste stops no report on the others
        raise Unexplained(f"{path}: cannot be read ({type(error).__name__}: {error}); mend or remove it") from None


def rules_beside(path: Path) -> tuple[EditorsRule, ...]:
    """Return the editor's rules in the folder of a paste, or one of the two above it. Raises Unexplained."""
    for folder in [path.parent, *path.parent.parents][:3]:
        rules = folder / RULES
        if rules.is_file():
            try:
                return read_rules(store.read_text(rules).text)
            except BadRules as error:
                raise Unexplained(f"{rules}:{error.line}: {error.reason}") from None
            except store.NotText as error:
                raise Unexplained(f"{rules}: {error}") from None
    return ()


def tell(article: Article, console: Console) -> None:
    """Print an article line by line: its number, role, rule and words; then what would change a verdict.

    Numbers count from the first line below the header, so that a header that grows changes none.
    """
    plain = not console.is_terminal
    for label in article.labels:
        if label.role is Role.BLANK:
            continue
        number = "" if label.role is Role.HEADER else str(label.line.number - height_of(article))
        mark = "-" if label.dropped else " "
        doubt = " " if label.sure else "?"
        front = f"{mark}{number:>4} {label.role.value:<11} {label.rule:<{WIDEST}}{doubt} "
        words = label.line.text
        room = max(20, console.width - len(front))
        if not plain and len(words) > room:
            words = words[: room - 1] + "…"
        console.print(Text(front, "dim") + Text(words, COLOURS[label.role]), soft_wrap=True, highlight=False)
        if label.why:
            console.print(
                Text(" " * (len(front) - 2) + f"  because: {label.why}", "dim italic"), soft_wrap=True, highlight=False
            )
    console.print(Text(_sum(article)), soft_wrap=True, highlight=False)


def height_of(article: Article) -> int:
    """Return how many lines the header takes."""
    return sum(label.role is Role.HEADER for label in article.labels)


def _sum(article: Article) -> str:
    removed = article.removed
    unsure = sum(not label.sure for label in article.labels)
    lines = [
        "",
        f"headline  {article.headline or 'none found'}",
        f"section   {article.section or 'none found'}",
        f"authors   {', '.join(article.authors) or 'none found'}",
        f"date      {article.date or 'none found'}" + (f", from {article.date_evidence}" if article.date else ""),
        f"language  {lang_of(article, '') or 'not sure'}",
        f"text      {len(article.blocks)} blocks, {len(removed)} lines left out (-), {unsure} unsure (?)",
    ]
    notes = [
        f"{f'line {line}: ' if line else ''}{note}"
        for line, note in notes_of(article, lang_of(article, ""), datetime.date.today())
    ]
    if notes:
        lines += ["", *notes]
    changes = changing_lines(article)
    if changes:
        lines += ["", "to change a verdict, write into the header:"]
        lines += [f"  {change}" for change in changes[:MOST_CHANGES]]
        if len(changes) > MOST_CHANGES:
            lines.append(f"  ... and so on for {len(changes) - MOST_CHANGES} more")
    return "\n".join(lines)


def changing_lines(article: Article) -> list[str]:
    """Return the header lines that would bring back what was left out and drop what was kept unsure, unsure ones first.

    A line is named by its opening words if no other begins with them, else by its number.
    """
    wanted = [label for label in article.labels if label.dropped or not label.sure]
    return [
        f"{'keep' if label.dropped else 'drop'}: {name_of(label, article)}"
        for label in sorted(wanted, key=lambda label: label.sure)
    ]


def name_of(label: Label, article: Article) -> str:
    """Return what a header calls a line: its opening words if no other begins with them, else its number."""
    start = " ".join(label.line.text.split()[:6])
    alone = sum(each.line.text.startswith(start) for each in article.labels) == 1
    return start if alone and any(map(str.isalpha, start)) else str(label.line.number - height_of(article))


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
    return row | ({} if label.sure else {"unsure": True}) | ({"why": label.why} if label.why else {})


def as_json_lines(rows: Iterable[str]) -> Iterator[str]:
    """Yield an answer for each JSON line `{"id", "paste"}`, in order.

    A row that cannot be read is answered with `{"id", "error"}`; a header that cannot be followed is told under `error`,
    too, and read as text: one bad paste stops no other. Answers are plain ASCII: a line separator of Unicode in a text
    would end a line for readers that split as Python does.
    """
    today = datetime.date.today()
    for number, row in enumerate(rows, 1):
        if row.strip():
            yield json.dumps(_answer(row, number, today))


def _answer(row: str, number: int, today: datetime.date) -> dict[str, Any]:
    try:
        asked = json.loads(row)
        name, paste = asked["id"], asked["paste"]
        if not isinstance(paste, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        return {"id": None, "error": f"row {number}: no JSON object with 'id' and 'paste'"}
    wrong: dict[str, Any] = {}
    try:
        try:
            article = clean(paste, today)
        except BadHeader as error:
            wrong = {"error": f"line {error.line}: {error.reason}"}
            article = clean(paste, today, with_header=False)
    except Exception as error:  # one odd paste stops no other
        return {"id": name, "error": f"cannot be read ({type(error).__name__}: {error})"}
    return wrong | {
        "id": name,
        "headline": article.headline or None,
        "authors": list(article.authors),
        "date": article.date or None,
        "body": article.body,
        "removed": [
            {"line": label.line.number, "rule": label.rule, "text": label.line.raw} for label in article.removed
        ],
    }
