"""All stories as a table: what needs a look first, filters, search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .site import Trouble

ROWS_A_PAGE = 200
STATES = ("error", "twin", "unsure", "warning", "held", "draft", "hidden", "without tags")
"""What a story may need a look for, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of all stories is to be seen."""

    words: str = ""
    edition: str = ""
    section: str = ""
    state: str = ""
    order: str = "look"
    """`look`: what needs one first; `day`: the latest first; `title`"""


def rows_of(
    stories: Iterable[Mapping[str, Any]], troubles: Iterable[Trouble], names: Iterable[str]
) -> list[dict[str, Any]]:
    """Return a row for each file of a story; one that the build could not read has its error. `names` are those of all files."""
    told: defaultdict[str, list[Trouble]] = defaultdict(list)
    for trouble in troubles:
        told[trouble.path].append(trouble)
    known = {row["path"]: dict(row) for row in stories}
    rows = []
    for name in dict.fromkeys([*names, *known]):
        row = known.get(name) or _unread(name)
        row["troubles"] = told[name]
        row["states"] = _states(row)
        rows.append(row)
    return rows


def _unread(name: str) -> dict[str, Any]:
    empty = dict.fromkeys(("title", "date", "section", "edition", "source", "lang", "url", "held", "address"), "")
    return {**empty, "path": name, "tags": [], "twins": [], "unsure": 0, "words": 0, "status": "unread"}


def _states(row: Mapping[str, Any]) -> list[str]:
    kinds = {trouble.kind for trouble in row["troubles"]}
    holds = {
        "error": "error" in kinds,
        "twin": bool(row["twins"]),
        "unsure": row["unsure"] > 0,
        "warning": "warning" in kinds,
        "held": row["status"] == "held",
        "draft": row["status"] == "draft",
        "hidden": row["status"] == "hidden",
        "without tags": not row["tags"] and row["status"] != "unread",
    }
    return [state for state in STATES if holds[state]]


def chosen(rows: Iterable[dict[str, Any]], wanted: Wanted) -> list[dict[str, Any]]:
    """Return the rows that are wanted, in their order."""
    words = wanted.words.casefold().split()
    found = [
        row
        for row in rows
        if (not wanted.edition or row["edition"] == wanted.edition)
        and (not wanted.section or row["section"] == wanted.section)
        and (not wanted.state or wanted.state in row["states"])
        and all(word in _haystack(row) for word in words)
    ]
    found.sort(key=lambda row: (row["title"].casefold(), row["path"]))
    if wanted.order != "title":
        found.sort(key=lambda row: (row["edition"] or "~", row["date"]), reverse=True)
    if wanted.order == "look":
        found.sort(key=lambda row: min(map(STATES.index, row["states"]), default=len(STATES)))
    return found


def _haystack(row: Mapping[str, Any]) -> str:
    return " ".join((row["title"], row["path"], row["source"], row["section"], *row["tags"])).casefold()


def counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Return how many rows need a look, for each state."""
    rows = list(rows)
    return {state: sum(state in row["states"] for row in rows) for state in STATES}
