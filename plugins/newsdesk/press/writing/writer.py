"""Pelican's writer, which leaves a page alone whose inputs are the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.plugins import signals

from ... import store
from ...digests import digest
from ...incremental.manifest import GONE, Fingerprint
from ...incremental.template_deps import Kept, Untraceable
from ..current_build import build_of
from ..fingerprints.pages import Fingerprints
from ..fingerprints.third_party import BEFORE_WRITING, collects, third_party_at
from .jobs import JobWriter


class IncrementalWriter(JobWriter):
    """Writes what does not stand yet."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        """Take the build's manifest from its settings; without one everything is written."""
        super().__init__(output_path, settings=settings)
        cache = build_of(self.settings).cache
        self._has_collectors = collects(signals.content_written)
        self._fingerprints = Fingerprints(
            any(map(third_party_at, BEFORE_WRITING)), cache.templates if cache else Kept({})
        )
        self._third_parties: dict[Any, tuple[int, str]] = {}
        self.around = ("", "")
        """see `around_feed`, of the feed that is being written"""

    def write_file(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        def write() -> None:
            super(IncrementalWriter, self).write_file(
                name, template, context, relative_urls, paginated, template_name, override_output, url, **kwargs
            )

        if not name or self._manifest is None:
            write()
            return
        try:
            third_party = self._third_party_at(signals.content_written)
            if third_party:
                raise Untraceable(f"the plugin {third_party.strip('.')} may change each page once it is written")
            place = (name, url, relative_urls, override_output, template_name)
            made_from = self._fingerprints.of_page(self._manifest, template, context, kwargs, place)
        except Untraceable as trouble:
            self._manifest.troubles[template.name] = str(trouble)
            made_from = None
        source = getattr(kwargs.get("article") or kwargs.get("page"), "source_path", "")
        passed = self._do(name, made_from, write, _slugs(kwargs.values()), override_output, True, source)
        if passed and self._has_collectors:
            here = {**context, **kwargs, "output_file": name}
            signals.content_written.send(os.path.join(self.output_path, name), context=here)

    def skips_page(self, name: str, template: Any) -> bool:
        """Pass over a page that stands, if no page of its template can be another than before; False if it must be written."""
        manifest = self._manifest
        if manifest is None or self._has_collectors or not self._fingerprints.none_affected(manifest, template):
            return False
        return self._skips_unaffected(name)

    def skips_story(self, story: Any, template: Any) -> bool:
        """Pass over a story's page that stands, and that is known not to be another than before."""
        manifest = self._manifest
        heard = self._has_collectors or self._third_party_at(signals.article_generator_write_article)
        if manifest is None or heard or not self._fingerprints.story_unaffected(manifest, template, story):
            return False
        return self._skips_unaffected(story.save_as)

    def _skips_unaffected(self, job: str) -> bool:
        """Pass over a job that would be done as by the last build, if its files stand."""
        assert self._manifest is not None
        job = self._manifest.name_of(job)
        return self._skips(job, "" if self._manifest.is_left(job) else GONE)

    def _third_party_at(self, signal: Any) -> str:
        """Return the plugin that listens to a signal, and look again only if somebody came or went."""
        count, found = self._third_parties.get(signal, (-1, ""))
        if count != len(signal.receivers):
            found = third_party_at(signal)
            self._third_parties[signal] = (len(signal.receivers), found)
        return found

    def write_feed(
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        items = elements[: self.settings["FEED_MAX_ITEMS"]]
        if (
            path
            and self._manifest
            and self._fingerprints.feed_unaffected(self._manifest, items)
            and self._skips_unaffected(path)
        ):
            return None
        self.around = around = self.around_feed(context, path) if path else ("", "")

        def write() -> None:
            self.around = around
            super(IncrementalWriter, self).write_feed(
                elements, context, path, url, feed_type, override_output, feed_title
            )

        if not path or self._manifest is None:
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        try:
            third_party = self._third_party_at(signals.feed_generated) or self._third_party_at(signals.feed_written)
            if third_party:
                raise Untraceable(f"the plugin {third_party.strip('.')} may change each feed")
            about = (path, url, feed_type, feed_title, around)
            made_from = self._fingerprints.of_feed(self._manifest, items, about)
        except Untraceable as trouble:
            self._manifest.troubles["feeds"] = str(trouble)
            made_from = None
        self._do(path, made_from, write, _slugs([items]), override_output, may_wait=True)
        return None

    def around_feed(self, context: dict[str, Any], path: str) -> tuple[str, str]:
        """Return the page that a feed belongs to and its stylesheet, both as addresses; each may be empty."""
        return "", ""

    def write_made(
        self,
        name: str,
        make: Callable[[], str],
        slugs: Iterable[str] = (),
        reads: frozenset[str] = frozenset(),
    ) -> None:
        """Write a file of our own, which tells of the stories of `slugs`; to make its text takes less than a fingerprint.

        `reads` are the attributes that it tells of a story besides those that no change of its text or links touches.
        """
        text = cache(make)

        def write() -> None:
            store.write_text(Path(self.output_path) / name, text())
            self._files[name] = digest(text())

        if self._manifest is None:
            write()
            return
        changes = self._manifest.changes
        made = self._manifest.last_fingerprint(name) if changes and changes.none_affected(reads) else None
        if made is None and self._tried(name, "", text):
            made = Fingerprint(self._manifest.environment_key, "made", digest(text()))
        if made is not None:
            self._do(name, made, write, slugs, False)

    def last_text(self, name: str, reads: frozenset[str]) -> tuple[str, Collection[int]]:
        """Return a file of our own as the last build left it, and the ids of the stories of which it may tell otherwise now.

        The file is empty if it is gone, or may tell otherwise of any story.
        """
        manifest = self._manifest
        last = manifest.last_fingerprint(name) if manifest and manifest.changes else None
        if manifest is None or manifest.changes is None or last is None or manifest.why_stale(name, last):
            return "", ()
        return (manifest.output / name).read_text("utf-8"), manifest.changes.affected(reads)

    def write_folder(self, name: str, made_from: list[Any], slugs: Iterable[str], make: Callable[[Path], None]) -> None:
        """Write a folder of our own: `make` fills it from plain values, `made_from`, that tell of the stories of `slugs`."""

        def write() -> None:
            folder = Path(self.output_path) / name
            make(folder)
            self._files |= dict.fromkeys([os.path.join(name, each) for each in store.list_names(folder)], "")

        if self._manifest is None:
            write()
        else:
            made = Fingerprint(self._manifest.environment_key, "made", self._fingerprints.of_plain(made_from))
            self._do(name, made, write, slugs, False)

    def is_folder_current(self, name: str, made_from: list[Any]) -> bool:
        """True if a folder of our own need not be written."""
        manifest = self._manifest
        return manifest is not None and not manifest.why_stale(
            name, Fingerprint(manifest.environment_key, "made", self._fingerprints.of_plain(made_from))
        )


def _slugs(values: Iterable[Any]) -> Iterator[str]:
    """Yield the slugs of the stories that a page is given."""
    for value in values:
        if isinstance(value, Content):
            yield getattr(value, "slug", "")
        elif isinstance(value, (list, tuple)):
            yield from _slugs(value)
