"""One story as its page shows it: each line with its role and reason, and the facts as a form."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...article import Article, Role
from ...clean import REASONS, SEPARATOR, SHOWS, VERDICTS, lang_of, notes_of, wrong_value
from ..explain import height_of
from .writing.header import Values

LINES_A_PAGE = 1_000
"""Of a very long paste; a browser is slow with more."""
BY_EDITOR = frozenset(f"editors-{verdict}" for verdict in VERDICTS)
RIGHT = {Role.HEADLINE: "headline", Role.BYLINE: "byline", Role.DATE: "date"}
"""What an editor says who finds an unsure line rightly read; of others that they stay or go."""
ROWS = ("note", "corrections")
"""Keys with a row for each line that is typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    key: str
    label: str
    hint: str = ""
    kind: str = "line"
    """`line`, `text`, `choice`"""
    choices: tuple[str, ...] = ()


FIELDS = (
    Field("title", "Headline"),
    Field("date", "Day of the story", "2021-02-25, or 2021-02-25 14:30"),
    Field("authors", "Authors", "names, with commas between"),
    Field("section", "Section"),
    Field("tags", "Tags", "names, with commas between; they replace those that were found"),
    Field("note", "Note", "why it matters, in your own words", "text"),
    Field("summary", "Summary", "a sentence for lists and feeds"),
    Field("source", "Source", "the address of the original"),
    Field("source_name", "Name of the source"),
    Field("via", "Via", "who pointed to it: a name, an address"),
    Field("show", "Show", "how much of it readers get", "choice", ("", *SHOWS)),
    Field("status", "Status", "", "choice", ("", "published", "draft", "hidden")),
    Field("edition", "Edition", "2021-02-26, or the week 2021-w08"),
    Field("publish", "Not before", "2021-02-26 06:00"),
    Field("added", "Taken in on"),
    Field("lead", "Opens its edition", "", "choice", ("", "yes", "no")),
    Field("lang", "Language", "its code, such as en or ar"),
    Field("image", "Picture", "a file below the pastes: images/port.jpg"),
    Field("alt", "What the picture shows"),
    Field("corrections", "Corrections", "2021-02-27 what was corrected; one a line", "text"),
)
BY_KEY = {field.key: field for field in FIELDS}


def lines_of(article: Article, first: int = 0) -> list[dict[str, Any]]:
    """Return what the page tells of each line below the header, LINES_A_PAGE from the place `first` on."""
    height = height_of(article)
    told = [label for label in article.labels if label.role not in (Role.BLANK, Role.HEADER)]
    return [
        {
            "number": label.line.number - height,
            "role": "left out" if label.dropped else label.role.value.replace("-", " "),
            "kind": "gone" if label.dropped else label.role.value,
            "rule": label.rule,
            "reason": "as you say"
            if label.rule in BY_EDITOR
            else REASONS.get(label.rule) or label.why or label.rule.replace("-", " "),
            "why": label.why if label.rule in REASONS else "",
            "sure": label.sure,
            "right": RIGHT.get(label.role, "drop" if label.dropped else "keep"),
            "dropped": label.dropped,
            "text": label.line.raw.strip() or label.line.text,
        }
        for label in told[first : first + LINES_A_PAGE]
    ]


def count_of(article: Article) -> dict[str, int]:
    """Return how many lines there are, are left out, are unsure."""
    told = [label for label in article.labels if label.role not in (Role.BLANK, Role.HEADER)]
    return {
        "lines": len(told),
        "gone": sum(label.dropped for label in told),
        "unsure": sum(not label.sure for label in told),
    }


def facts_of(article: Article, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the fields with what the header says, and what holds where it says nothing; `row` is what the build knows."""
    found = {
        "title": article.headline,
        "date": article.date,
        "authors": ", ".join(article.authors),
        "section": article.section or row.get("section", ""),
        "tags": ", ".join(row.get("tags", ())),
        "lang": lang_of(article, "") or row.get("lang", ""),
        "source": article.header.get("source", ""),
        "source_name": row.get("source", ""),
        "edition": row.get("edition", ""),
        "status": "published",
        "show": "full",
        "lead": "no",
    }
    evidence = {"date": article.date_evidence and f"from {article.date_evidence}"}
    return [
        {
            "field": field,
            "value": article.header.get(field.key, "") if field.key not in given_by_page(article) else "",
            "found": found.get(field.key, ""),
            "evidence": evidence.get(field.key) or "",
        }
        for field in FIELDS
    ]


def given_by_page(article: Article) -> frozenset[str]:
    """Return the keys whose values a saved page's own head tells, and no row of the header."""
    return frozenset(key for key in article.header if not article.line_of(f"{key}:") and not article.line_of(f"{key} "))


def changes_of(article: Article, form: Mapping[str, str]) -> Values:
    """Return what a form changes of the header: only fields that do not say what stands there."""
    values: dict[str, Sequence[str]] = {}
    own = given_by_page(article)
    for field in FIELDS:
        if field.key not in form:
            continue
        typed = form[field.key].replace("\r\n", "\n").replace("\r", "\n")
        rows = [row.strip() for row in typed.split("\n") if row.strip()]
        if field.key not in ROWS:
            rows = [" ".join(rows)] if rows else []
        here = [] if field.key in own else [row for row in article.header.get(field.key, "").split(SEPARATOR) if row]
        if field.kind == "choice":
            here = [row.casefold() for row in here]
        if rows != here:
            values[field.key] = rows
    return values


def wrong_in(values: Values) -> dict[str, str]:
    """Return what is wrong with typed values, by key."""
    found = ((key, wrong_value(key, row)) for key, rows in values.items() for row in reversed(rows))
    return {key: reason for key, reason in found if reason}


def notes_on(article: Article, default_lang: str) -> list[tuple[int, str]]:
    """Return what an editor should know of a reading, each with the line of the file that it is about."""
    lang = default_lang or lang_of(article, "")
    return list(notes_of(article, lang, datetime.date.today()))
