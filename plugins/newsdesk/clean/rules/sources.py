"""What the editor knows of sources, `sources.toml`: their names, and how much of their stories may be shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..text import LANG, SHOWS
from .hosts import host_of, with_parents
from .toml_tables import BadTable, line_of, read_tables

KEYS = ("name", "show", "lang", "canonical")
HOST = re.compile(r"[^\s/:?#@.]+(?:\.[^\s/:?#@.]+)+")


class BadSources(BadTable):
    """A table of sources that cannot be followed."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """What the editor says of the stories of a host."""

    host: str
    """without "www."; its subdomains belong to it, but for those with an entry of their own"""
    name: str = ""
    """for readers; empty: the host is all there is"""
    show: str = ""
    """one of SHOWS: how much of a story is shown, if its header does not say; empty: all"""
    lang: str = ""
    """of a story whose header names none; empty: found from the text"""
    canonical: bool = False
    """True: the original's address is the page's canonical one"""


@dataclass(frozen=True, slots=True)
class Sources:
    """All known sources."""

    by_host: Mapping[str, KnownSource] = field(default_factory=dict)

    def of(self, address: str) -> KnownSource | None:
        """Return what is known of the source of an address: by its host, or the nearest above it.

        >>> known = read_sources('["harbour-press.example"]\\nname = "Harbour Press"')
        >>> known.of("https://news.harbour-press.example/a").name, known.of("https://press.example/a")
        ('Harbour Press', None)
        """
        return next((self.by_host[host] for host in with_parents(host_of(address)) if host in self.by_host), None)


def read_sources(text: str) -> Sources:
    """Read `sources.toml`. Raises BadSources with the line for anything it should not hold."""
    found: dict[str, KnownSource] = {}
    for written, row in read_tables(text, BadSources).items():
        place = line_of(text, written)
        if not isinstance(row, dict):
            raise BadSources(place, f'{written!r} stands in no entry; write ["harbour-press.example"] above it')
        if any(isinstance(value, dict) for value in row.values()):
            raise BadSources(place, f'{written!r} is no host; write a host in quotes, as ["harbour-press.example"]')
        host = host_of(written)
        if not HOST.fullmatch(written) or not host:
            advice = f'write ["{host}"]' if HOST.fullmatch(host) else 'write it as ["harbour-press.example"]'
            raise BadSources(place, f"{written[:60]!r} is no host; {advice}")
        if host in found:
            raise BadSources(place, f"{host!r} has two entries; keep one")
        found[host] = _read_source(host, row, text, place)
    return Sources(found)


def _read_source(host: str, row: Mapping[str, Any], text: str, place: int) -> KnownSource:
    for key, value in row.items():
        wrong = _wrong(key, value)
        if wrong:
            raise BadSources(line_of(text, key, place + 1), f"{wrong} ({host})")
    return KnownSource(
        host, row.get("name", "").strip(), row.get("show", ""), row.get("lang", ""), row.get("canonical", False)
    )


def _wrong(key: str, value: Any) -> str:
    """Say what is wrong with a line of an entry; empty if nothing is."""
    if key not in KEYS:
        return f"unknown key {key!r}; known are {', '.join(KEYS)}"
    if key == "canonical":
        return "" if isinstance(value, bool) else "'canonical' is true or false"
    if not isinstance(value, str):
        return f'{key!r} is a word or a name in quotes, as {key} = "..."'
    if key == "show" and value not in SHOWS:
        return f"unknown value {value!r} of 'show'; write one of {', '.join(SHOWS)}"
    if key == "lang" and not LANG.fullmatch(value):
        return f"{value!r} is no language; write its code, such as en or ar"
    return ""
