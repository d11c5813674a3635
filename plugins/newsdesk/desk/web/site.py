"""What the desk knows of the site as it was read last: stories, editions, what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ...clean import KEYS, VERDICTS
from ..turns import Turns

TOLD = ("stories", "problems", "editions", "span", "publishes")
"""Questions whose answers are kept at hand."""
KEY = re.compile(r"'([a-z_]+)(?::[^']*)?'")
"""A header's key, as a reason names it."""


class NoAnswer(Exception):
    """A question that cannot be answered now; the message says why."""


class BeingRead(NoAnswer):
    """The site is being read; an answer can be had once it is."""

    def __init__(self) -> None:
        super().__init__("the site is being read")


class Site(Protocol):
    """Who knows the site."""

    @property
    def told(self) -> Mapping[str, Any]:
        """What was answered last to each of TOLD; empty before the site was read."""

    @property
    def wrong(self) -> str:
        """Why the site cannot be read; empty if it was."""

    @property
    def turns(self) -> Turns:
        """In which requests are answered."""

    def ask(self, *asked: str) -> Any:
        """Return an answer, once the site is read. Raises NoAnswer."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a build tells of a file."""

    kind: str
    """`error` or `warning`"""
    path: str
    line: int
    reason: str
    key: str = ""
    """of the header, which it is about; empty if it is about none"""


def stories(site: Site) -> list[dict[str, Any]]:
    """Return the stories that were read."""
    return list(site.told.get("stories", ()))


def editions(site: Site) -> list[dict[str, Any]]:
    """Return the editions, the last first."""
    return list(site.told.get("editions", ()))


def troubles(site: Site, name: str = "", text: str = "") -> list[Trouble]:
    """Return what the build tells, of one file if it is named; its text then says which key each is about."""
    rows = site.told.get("problems", ())
    found = [Trouble(*row) for row in rows if not name or row[1] == name]
    lines = text.splitlines()
    return [
        Trouble(each.kind, each.path, each.line, each.reason, key_of(each.line, each.reason, lines)) for each in found
    ]


def key_of(line: int, reason: str, lines: Sequence[str]) -> str:
    """Return the key that a reason is about: the one of the header's line, or the first one that it names.

    >>> key_of(0, "no date was found; write 'date: 2021-02-25' in a header", [])
    'date'
    """
    if 0 < line <= len(lines):
        key = lines[line - 1].partition(":")[0].strip().casefold()
        if key in KEYS and lines[0].startswith("---"):
            return key
    named = [match[1] for match in KEY.finditer(reason) if match[1] in KEYS and match[1] not in VERDICTS]
    return named[0] if named else ""


def of_story(rows: Iterable[Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    """Return the row of a story by the name of its file; empty if it was not read."""
    return next((row for row in rows if row["path"] == name), {})
