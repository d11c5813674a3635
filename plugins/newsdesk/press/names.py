"""Sections, authors, tags and sources, as Pelican's objects: one a name, for all stories of a build."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

from ..digests import digest
from ..site.fit import characters
from .current_build import build_of

LONGEST = 200
"""Bytes of an address: a disk takes names of 255, endings and those of feeds included, and in plain letters a name in Chinese is
three times as long."""
OWN = 8
"""Figures that tell an address cut short from another."""


class Source(URLWrapper):  # type: ignore[misc]
    """Where stories were taken from: a host's name, without www."""

    @cached_property
    def slug(self) -> str:
        """The name in an address: `example-org`."""
        return str(slugify(self.name.replace(".", "-"), regex_subs=self.settings.get("SLUG_REGEX_SUBSTITUTIONS", [])))


def named(kind: type[Any], name: str, settings: Any) -> Any:
    """Return Pelican's object for a name, one for all stories of a build: making its address costs more than all else."""
    known = build_of(settings).names
    return known.get((kind, name)) or known.setdefault((kind, name), addressed(kind(characters(name), settings)))


def addressed(name: Any) -> Any:
    """Return a name of Pelican's with an address that a disk takes, whatever script it is written in."""
    slug = name.slug
    fitting = fitting_address(slug, name.name)
    if fitting != slug:
        name.slug = fitting
    return name


def fitting_address(slug: str, name: str) -> str:
    """Return an address that a disk takes, made of a name in its own script if its letters have no plain ones; empty without any.

    >>> fitting_address("", "ⵜⵉⴼⵉⵏⴰⵖ, ⵜⴰⵎⴰⵣⵉⵖⵜ"), fitting_address("port", "Port"), len(fitting_address("zhong-" * 60, "中" * 60))
    ('ⵜⵉⴼⵉⵏⴰⵖ-ⵜⴰⵎⴰⵣⵉⵖⵜ', 'port', 200)
    """
    slug = slug or "-".join("".join(map(_written, unicodedata.normalize("NFC", name).casefold())).split())
    if len(slug.encode()) <= LONGEST:
        return slug
    return f"{slug.encode()[: LONGEST - OWN - 1].decode(errors='ignore')}-{digest(name)[:OWN]}"


def _written(letter: str) -> str:
    """Return a letter, a figure or a mark on one, or a space."""
    return letter if letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc") else " "


def all_named(kind: type[Any], names: Iterable[str], settings: Any) -> list[Any]:
    """Return Pelican's objects for the names that have an address, each address once; the build warns of the others."""
    slugs = build_of(settings).slugs
    by_slug: dict[str, Any] = {}
    for name in names:
        found = slugs.get((kind, name))
        if found is None:
            one = named(kind, name, settings)
            found = slugs[kind, name] = one.slug, one
        if found[0]:
            by_slug.setdefault(*found)
    return list(by_slug.values())
