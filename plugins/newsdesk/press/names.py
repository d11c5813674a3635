"""Sections, authors, tags and sources, as Pelican's objects: one a name, for all stories of a build."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify


class Source(URLWrapper):  # type: ignore[misc]
    """Where stories were taken from: a host's name, without www."""

    @cached_property
    def slug(self) -> str:
        """The name in an address: `example-org`."""
        return str(slugify(self.name.replace(".", "-"), regex_subs=self.settings.get("SLUG_REGEX_SUBSTITUTIONS", [])))


NAMED, SLUGS = "NEWSDESK_NAMED", "NEWSDESK_SLUGS"
"""Settings under which a build's names are handed on, and their addresses."""


def named(kind: type[Any], name: str, settings: Any) -> Any:
    """Return Pelican's object for a name, one for all stories of a build: making its address costs more than all else."""
    known = settings.setdefault(NAMED, {})
    return known.get((kind, name)) or known.setdefault((kind, name), kind(name, settings))


def all_named(kind: type[Any], names: Iterable[str], settings: Any) -> list[Any]:
    """Return Pelican's objects for the names that have an address, each address once; the build warns of the others."""
    slugs = settings.setdefault(SLUGS, {})
    by_slug: dict[str, Any] = {}
    for name in names:
        found = slugs.get((kind, name))
        if found is None:
            one = named(kind, name, settings)
            found = slugs[kind, name] = one.slug, one
        if found[0]:
            by_slug.setdefault(*found)
    return list(by_slug.values())
