"""What a page or a feed is made from, as a fingerprint: all that its template can read."""

from __future__ import annotations

from typing import Any

from ...digests import digest
from ...incremental.manifest import Fingerprint, Manifest
from ...incremental.template_deps import Kept, Needs, Templates, Untraceable
from .values import ValueDigests

PAGED = ("articles", "dates")
"""Lists that Pelican cuts into pages."""
PLACE = frozenset(("SITEURL", "localsiteurl", "output_file"))
"""What follows from a page's name."""
OF_STORY = ("article", "category", "blog")
"""What Pelican gives to the page of a story."""
FEED = frozenset(
    (
        "title",
        "url",
        "summary",
        "content",
        "date",
        "issued",
        "modified",
        "category",
        "tags",
        "authors",
        "slug",
        "lang",
        "name",
        "note",
        "show",
        "source",
        "source_name",
        "leads_away",
        "opening",
    )
)
"""What a feed reads of its stories."""


class Fingerprints:
    """The fingerprints of one build."""

    def __init__(self, thorough: bool, kept: Kept) -> None:
        """Look at stories themselves if `thorough`, for a plugin may have changed them; else at what was read.

        `kept` is what earlier builds have seen of templates.
        """
        self._kept = kept
        self._digests = ValueDigests(thorough=thorough)
        self._templates: Templates | None = None
        self._context: dict[tuple[Any, ...], tuple[str, list[str]]] = {}
        self._alive: list[Any] = []
        """what is known by its id, which another would take were it gone"""

    def of_page(
        self, manifest: Manifest, template: Any, context: dict[str, Any], given: dict[str, Any], place: tuple[Any, ...]
    ) -> Fingerprint:
        """Return what a page of a template is made from; `place` begins with its name. Raises Untraceable."""
        needs = self._needs(template)
        if needs.trouble:
            raise Untraceable(needs.trouble)
        if self.none_affected(manifest, template) and (last := manifest.last_fingerprint(place[0])):
            return last
        names = tuple(given)
        shared, told = self._shared(template.name, needs, context, names)
        own = [given[name] for name in told]
        if manifest.shares(_kind(template, names), shared) and manifest.unaffected(own, needs.attributes):
            last = manifest.last_fingerprint(place[0])
            if last:
                return last
        parts = [repr(place), shared]
        for name, value in zip(told, own, strict=True):
            parts += [name, self._value(name, value, needs.attributes)]
        return Fingerprint(manifest.environment_key, needs.digest, digest(*parts))

    def none_affected(self, manifest: Manifest, template: Any) -> bool:
        """True if no page of a template can be another than the last build's."""
        return manifest.changes is not None and manifest.changes.none_affected(self._needs(template).attributes)

    def story_unaffected(self, manifest: Manifest, template: Any, story: Any) -> bool:
        """True if a story's page is known not to be another than the last build's: its words and those beside it are the same."""
        if manifest.changes is None or not manifest.changes.only_words:
            return False
        kind = _kind(template, OF_STORY)
        same = kind in manifest.shared and manifest.shared[kind] == manifest.shared_before.get(kind)
        return same and id(story) not in manifest.changes.affected(self._needs(template).attributes)

    def feed_unaffected(self, manifest: Manifest, items: list[Any]) -> bool:
        """True if a feed of these stories cannot be another than the last build's."""
        return manifest.changes is not None and manifest.changes.only_words and manifest.changes.unaffected(items, FEED)

    def _needs(self, template: Any) -> Needs:
        if self._templates is None:
            self._templates = Templates(template.environment, self._kept)
        return self._templates.needs(template.name)

    def of_feed(self, manifest: Manifest, items: list[Any], about: tuple[Any, ...]) -> Fingerprint:
        """Return what a feed is made from. Raises Untraceable."""
        return Fingerprint(manifest.environment_key, "feed", digest(self._digests.of(items, FEED), repr(about)))

    def of_plain(self, values: list[Any]) -> str:
        """Return a digest of plain values."""
        return digest(self._digests.of(values, frozenset()))

    def _shared(
        self, template: str, needs: Needs, context: dict[str, Any], given: tuple[str, ...]
    ) -> tuple[str, list[str]]:
        """Return a digest of what a template's pages have in common, and what of theirs it can read; it is worked out once a build."""
        key = (template, given, id(context))
        if key not in self._context:
            self._alive.append(context)
            names = needs.names.union(
                base for base in PAGED if any(name.startswith(f"{base}_") for name in needs.names)
            )
            wanted = sorted(name for name in names.difference(given) - PLACE if name in context)
            values = [f"{name}={self._value(name, context[name], needs.attributes)}" for name in wanted]
            self._context[key] = digest(*values), sorted(names.intersection(given))
        return self._context[key]

    def _value(self, name: str, value: Any, attributes: frozenset[str]) -> str:
        try:
            return self._digests.of(value, attributes)
        except Untraceable as trouble:
            raise Untraceable(f"{name}: {trouble}") from None


def _kind(template: Any, given: tuple[str, ...]) -> str:
    """Return what pages of one template that are given values of these names go by."""
    return f"{template.name} {' '.join(given)}"
