"""What a build hands on from step to step: one object in Pelican's settings, for these reach each of Pelican's parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from ..clean import EditorsRule, Sources
from ..corpus import Finder, Vocabulary, make_vocabulary
from ..problems import Problems
from ..site.edition_file import EditionFile
from .cache.build import Cache
from .cache.links import Links

KEY = "NEWSDESK_BUILD"
"""The setting under which a build is handed on."""


@dataclass(slots=True)
class Build:
    """One build of a site."""

    problems: Problems
    cache: Cache | None = None
    """what earlier builds have kept, and this one keeps; None: Pelican's own command runs, and nothing is kept"""
    rules: tuple[EditorsRule, ...] = ()
    sources: Sources = field(default_factory=Sources)
    edition_files: Mapping[date, EditionFile] = field(default_factory=dict)
    """what the editor says of editions, by the day that names each"""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    held: dict[str, str] = field(default_factory=dict)
    """paths of sources that are held back, each with the reason"""
    held_until: datetime | None = None
    """when the first of them is to come out; None: none has an hour"""
    vocabulary: Vocabulary = field(default_factory=lambda: make_vocabulary(()))
    links: Links = field(default_factory=lambda: unkept_links(make_vocabulary(())))
    names: dict[tuple[type[Any], str], Any] = field(default_factory=dict)
    """Pelican's objects for sections, authors, tags and sources, by kind and name"""
    slugs: dict[tuple[type[Any], str], tuple[str, Any]] = field(default_factory=dict)
    """their addresses, each with its object"""


def unkept_links(vocabulary: Vocabulary) -> Links:
    """Return links that are made anew by each build."""
    return Links(Finder(vocabulary), None, None, "")


def build_of(settings: dict[str, Any]) -> Build:
    """Return the build that `settings` belong to."""
    build = settings.get(KEY)
    if build is None:
        build = settings[KEY] = Build(Problems())
    assert isinstance(build, Build)
    return build
