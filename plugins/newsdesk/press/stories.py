"""Stories as Pelican's articles: their facts at hand, their text fetched when somebody reads it."""

from __future__ import annotations

import os
from typing import Any

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.readers import default_metadata, parse_path_metadata, path_metadata
from pelican.utils import posixize_path

from .problems import Unpublishable
from .reader import PasteReader, metadata_of
from .reading import Text
from .readings import KEY, Readings


class Story(Article):  # type: ignore[misc]
    """An article read from a paste."""

    reads: tuple[Readings, str, PasteReader]
    """where its text comes from"""

    @property
    def text(self) -> Text:
        """What only the story's own page and the feeds read."""
        readings, path, reader = self.reads
        return readings.text(path, reader)

    @property
    def _content(self) -> str:
        own: str | None = self.__dict__.get("own_content")
        return self.text.content if own is None else own

    @_content.setter
    def _content(self, content: str | None) -> None:
        self.__dict__["own_content"] = content  # a plugin may set it; ours sets None

    @property
    def removed(self) -> list[dict[str, str]]:
        """See `reading.passages`."""
        return self.text.removed

    @property
    def pasted_head(self) -> str:
        """Byline and date lines as they were pasted, as HTML."""
        return self.text.pasted_head

    @property
    def pasted_headline(self) -> str:
        """The paste's own headline, as HTML, if the editor's title stands in its place."""
        return self.text.pasted_headline

    @property
    def key_points(self) -> list[str]:
        """See `keypoints.key_points`; as HTML."""
        return self.text.key_points

    @property
    def plain_text(self) -> str:
        """The story's words."""
        return self.text.plain_text

    @property
    def has_links(self) -> bool:
        """True if its text may hold links for Pelican to resolve: a picture's, or a plugin's."""
        return bool(self.__dict__.get("image")) or self.__dict__.get("own_content") is not None

    def get_static_links(self) -> set[str]:
        """Return the files that the text links to; only pictures are."""
        return super().get_static_links() if self.has_links else set()

    def get_content(self, siteurl: str) -> str:
        """Return the text with its links made whole."""
        return self._update_content(self._content, siteurl) if self.has_links else self._content

    def get_url_setting(self, key: str) -> str:
        """Return an address, worked out once for what it depends on."""
        override = self.__dict__.get(f"override_{key}")
        if override is not None:
            return override  # type: ignore[no-any-return]
        rests_on = (
            key,
            self.status,
            self.slug,
            self.in_default_lang,
            getattr(self, "category", None),
            self.__dict__.get("date"),
        )
        known = self.__dict__.setdefault("_addresses", {})
        if rests_on not in known:
            known[rests_on] = super().get_url_setting(key)
        return known[rests_on]  # type: ignore[no-any-return]


class StoriesGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, which takes stories from their readings."""

    def generate_context(self) -> None:
        """Read all sources into the shared context."""
        readings = self.settings.get(KEY)
        reader = self.readers.readers.get("txt")
        if readings is not None and isinstance(reader, PasteReader):
            paths = self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])
            pastes = [path for path in paths if path.rpartition(".")[2] in PasteReader.file_extensions]
            readings.read_ahead([os.path.join(self.path, path) for path in sorted(pastes)], reader)
        super().generate_context()

    def get_cached_data(self, path: str, default: Any = None) -> Any:
        """Return the story of a paste, where Pelican looks for what it has kept itself.

        What cannot be published comes out as `default`: Pelican then reads it in its own way, and tells the error.
        """
        readings, reader = self.settings.get(KEY), self.readers.readers.get(path.rpartition(".")[2])
        if readings is None or not isinstance(reader, PasteReader):
            return super().get_cached_data(path, default)
        try:
            story = self._story(path, readings, reader)
        except Unpublishable:
            return default
        return story if story.is_valid() else default

    def cache_data(self, path: str, content: Any) -> None:
        """Keep nothing in Pelican's way: its cache knows no rules and no code."""

    def _story(self, path: str, readings: Readings, reader: PasteReader) -> Story:
        full = os.path.abspath(os.path.join(self.path, path))
        facts = readings.facts(full, reader)
        reader.check(facts, full)
        signals.article_generator_preread.send(self)
        source_path = posixize_path(os.path.relpath(full, self.path))
        metadata = {
            **default_metadata(settings=self.settings, process=reader.process_metadata),
            **path_metadata(full_path=full, source_path=source_path, settings=self.settings),
            **parse_path_metadata(source_path=source_path, settings=self.settings, process=reader.process_metadata),
            "reader": "paste",
            **metadata_of(facts, self.settings),
            "image": facts.image,
        }
        signals.article_generator_context.send(self, metadata=metadata)
        story = Story(None, metadata, self.settings, full, self.context)
        story.reads = (readings, full, reader)
        return story


class Brief(Pelican):  # type: ignore[misc]
    """Pelican, with stories."""

    def _get_generator_classes(self) -> list[type]:
        found = super()._get_generator_classes()
        return [StoriesGenerator if kind is ArticlesGenerator else kind for kind in found]
