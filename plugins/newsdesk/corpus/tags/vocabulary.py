"""The editor's vocabulary: which names and topics are tags, and how else they are spelt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .world import BODIES, COUNTRIES, REGIONS

KINDS = ("place", "person", "organisation", "topic")
KEYS = ("name", "aliases", "kind", "about", "never")


class BadVocabulary(ValueError):
    """A vocabulary that cannot be followed."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag."""

    name: str
    kind: str = ""
    """one of KINDS; empty for a name found in the texts"""
    aliases: tuple[str, ...] = ()
    about: str = ""
    never: bool = False
    """True for a word that must not become a tag"""


def _entries(rows: str, kind: str) -> Iterator[Entry]:
    for row in rows.splitlines():
        name, _, others = row.partition(":")
        yield Entry(name, kind, tuple(other.strip() for other in others.split(", ") if other.strip()))


COMMON = (*_entries(COUNTRIES, "place"), *_entries(REGIONS, "place"), *_entries(BODIES, "organisation"))
"""Names that any newspaper takes for granted; the editor's own entries win over them."""

COMMON_NAMES = frozenset(entry.name for entry in COMMON)
COUNTRY_NAMES = frozenset(entry.name for entry in _entries(COUNTRIES, "place"))
REGION_NAMES = frozenset(entry.name for entry in _entries(REGIONS, "place"))
_FIRST_WORDS = frozenset(entry.name.partition(" ")[0] for entry in COMMON if " " in entry.name)
DEMONYMS = frozenset(
    alias.casefold()
    for entry in COMMON
    if entry.kind == "place"
    for alias in entry.aliases
    if " " not in alias and not alias.isupper() and alias not in _FIRST_WORDS
)
"""Words for the people of a country, in small letters: they stand before names, and are no part of them."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries, by name and by spelling."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    """each spelling to the name it belongs to"""
    common: frozenset[str] = frozenset()
    """the names that are not the editor's"""

    @property
    def never(self) -> frozenset[str]:
        """The spellings, in lower case, that are no tags."""
        return frozenset(spelling.casefold() for spelling, name in self.spellings.items() if self.entries[name].never)


def make_vocabulary(entries: Iterable[Entry]) -> Vocabulary:
    """Return the vocabulary of `entries`, with the common names they do not speak of."""
    by_name = {entry.name: entry for entry in entries}
    spellings = {spelling: entry.name for entry in by_name.values() for spelling in (entry.name, *entry.aliases)}
    common: set[str] = set()
    for entry in COMMON:
        name = next((spellings[word] for word in (entry.name, *entry.aliases) if word in spellings), entry.name)
        if name not in by_name:
            by_name[name] = entry
            common.add(name)
        for spelling in (entry.name, *entry.aliases):
            spellings.setdefault(spelling, name)
    return Vocabulary(by_name, spellings, frozenset(common))


def read_vocabulary(text: str) -> Vocabulary:
    """Read `tags.toml`. Raises BadVocabulary with the line for anything it should not hold."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        raise BadVocabulary(int(place[1]) if place else text.count("\n") + 1, f"not TOML: {error}") from None
    for key in tables:
        if key != "tag":
            raise BadVocabulary(_line_of(text, key), f"unknown table {key!r}; entries begin with [[tag]]")
    entries: list[Entry] = []
    taken: dict[str, str] = {}
    rows = tables.get("tag", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadVocabulary(_line_of(text, "[tag]"), "[tag] is one table; write [[tag]] above each entry")
    for row in rows:
        entry = _read_entry(row, text)
        for spelling in (entry.name, *entry.aliases):
            if spelling in taken:
                raise BadVocabulary(
                    _line_of(text, f'"{spelling}"', last=True),
                    f"{spelling!r} already belongs to {taken[spelling]!r}; keep one",
                )
            taken[spelling] = entry.name
        entries.append(entry)
    return make_vocabulary(entries)


def _read_entry(row: Mapping[str, Any], text: str) -> Entry:
    name, aliases, kind = row.get("name"), row.get("aliases", []), row.get("kind", "")
    about, never = row.get("about", ""), row.get("never", False)
    if not isinstance(name, str) or not name.strip():
        raise BadVocabulary(_line_of(text, "[[tag]]"), 'an entry has no name; write name = "..."')
    line = _line_of(text, f'"{name}"')
    for key in row:
        if key not in KEYS:
            raise BadVocabulary(line, f"unknown key {key!r} in {name!r}; known are {', '.join(KEYS)}")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) and alias for alias in aliases):
        raise BadVocabulary(line, f'the aliases of {name!r} are no list of names; write aliases = ["..."]')
    if kind not in ("", *KINDS):
        raise BadVocabulary(line, f"unknown kind {kind!r} of {name!r}; write one of {', '.join(KINDS)}")
    if not isinstance(about, str) or not isinstance(never, bool):
        raise BadVocabulary(line, f"'about' of {name!r} is a sentence in quotes, 'never' is true or false")
    return Entry(name, kind, tuple(dict.fromkeys(alias for alias in aliases if alias != name)), about, never)


def _line_of(text: str, words: str, last: bool = False) -> int:
    lines = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    return lines[-1 if last else 0] if lines else 1
