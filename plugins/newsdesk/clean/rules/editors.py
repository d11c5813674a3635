"""The editor's own rules, `rules.toml`: lines of one site that no general rule should know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..text import fold
from .hosts import host_of, with_parents
from .toml_tables import BadTable, line_of, read_tables

KEYS = ("name", "reason", "lines", "pattern", "source", "keep")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadRules(BadTable):
    """A table of rules that cannot be followed."""


@dataclass(frozen=True, slots=True)
class EditorsRule:
    """A kind of line the editor has decided on."""

    name: str
    reason: str
    """for readers, where the rule drops"""
    lines: frozenset[str] = frozenset()
    """whole lines, folded"""
    pattern: re.Pattern[str] | None = None
    """for a whole line"""
    source: str = ""
    """a host: the rule is for pastes whose header names an address there; empty for all"""
    keep: bool = False
    """True: such a line stays, whatever other rules say"""

    def knows(self, text: str, source: str) -> bool:
        """True if the rule is for this line of a paste from `source`, the address in its header."""
        if self.source and self.source not in with_parents(host_of(source)):
            return False
        return fold(text) in self.lines or (self.pattern is not None and self.pattern.fullmatch(text) is not None)


def read_rules(text: str) -> tuple[EditorsRule, ...]:
    """Read `rules.toml`. Raises BadRules with the line for anything it should not hold."""
    tables = read_tables(text, BadRules)
    for key in tables:
        if key != "rule":
            raise BadRules(line_of(text, key), f"unknown table {key!r}; entries begin with [[rule]]")
    rows = tables.get("rule", [])
    if not isinstance(rows, list):
        raise BadRules(line_of(text, "rule"), "[rule] is one table; write [[rule]] above each entry")
    places = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)]
    if len(places) != len(rows) or not all(isinstance(row, dict) for row in rows):
        raise BadRules(line_of(text, "rule"), "rules are no list of tables; write [[rule]] above each entry")
    return tuple(_read_rule(row, place) for row, place in zip(rows, places, strict=True))


def _read_rule(row: Mapping[str, Any], place: int) -> EditorsRule:
    for key in row:
        if key not in KEYS:
            raise BadRules(place, f"unknown key {key!r}; known are {', '.join(KEYS)}")
    name, reason, lines = row.get("name", ""), row.get("reason", "known to the editor"), row.get("lines", [])
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise BadRules(place, 'a rule needs a name in small letters; write name = "harbour-footer"')
    if not isinstance(lines, list) or not all(isinstance(line, str) and fold(line) for line in lines):
        raise BadRules(place, f'the lines of {name!r} are no list of lines; write lines = ["..."]')
    if (
        not isinstance(reason, str)
        or not isinstance(row.get("source", ""), str)
        or not isinstance(row.get("keep", False), bool)
    ):
        raise BadRules(place, f"'reason' and 'source' of {name!r} are words in quotes, 'keep' is true or false")
    try:
        pattern = re.compile(row["pattern"], re.IGNORECASE) if "pattern" in row else None
    except (re.error, TypeError) as error:
        raise BadRules(place, f"the pattern of {name!r} is no regular expression: {error}") from None
    if not lines and pattern is None:
        raise BadRules(place, f'{name!r} knows no line; write lines = [...] or pattern = "..."')
    host = host_of(row.get("source", ""))
    if "source" in row and not host:
        raise BadRules(place, f'the source of {name!r} is no host; write source = "harbour-press.example"')
    return EditorsRule(name, reason, frozenset(map(fold, lines)), pattern, host, row.get("keep", False))
