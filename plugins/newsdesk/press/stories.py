"""Stories as Pelican's articles: their facts at hand, their text fetched when somebody reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import chain
from string import Formatter
from typing import Any, NamedTuple

from pelican import Pelican
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.plugins import signals
from pelican.readers import default_metadata, parse_path_metadata, path_metadata
from pelican.utils import posixize_path

from .dossiers import Together
from .maker import Maker
from .pictures import KEY as PICTURES
from .pictures import Picture, Pictures, stand_in, with_picture
from .problems import Unpublishable, problems_of
from .reader import PasteReader, metadata_of
from .reading import OF_TEXT, Facts, Text
from .readings import KEY, Readings
from .search import Indexing
from .templates import KEY as TEMPLATES


class StoryPrints(NamedTuple):
    """What stands for what was read of a story, with its place."""

    lead: str
    """for what lists tell of it"""
    whole: str
    frame: str
    """for all but its text"""
    text: str


def _prints(facts: Facts, place: str) -> StoryPrints:
    frame = f"{facts.frame_digest} {place}"
    text = f"{facts.text_digest} {facts.words_pasted} {facts.words_published}"
    return StoryPrints(f"{facts.lead_digest} {place}", f"{text} {frame}", frame, text)


class Story(Article):  # type: ignore[misc]
    """An article read from a paste."""

    reads: tuple[Readings, str, PasteReader]
    """where its text comes from"""
    picture: Picture | None
    prints: StoryPrints

    def renew(self) -> bool:
        """Read the paste anew; False, and nothing is done, if more than its words is another. Raises Unpublishable."""
        readings, path, reader = self.reads
        facts = readings.renew(path, reader)
        prints = _prints(facts, f"{self.relative_source_path} {self.slug}")
        if prints.frame != self.prints.frame:
            return False
        self.prints = prints
        for name in OF_TEXT:
            self.metadata[name] = getattr(facts, name)
            setattr(self, name, self.metadata[name])
        return True

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
        unseen = self.__dict__.get("image") and not (self.picture and self.picture.own)
        return super().get_static_links() if self.has_links and not unseen else set()

    def get_content(self, siteurl: str) -> str:
        """Return the text with its links made whole."""
        content = self._content
        if self.__dict__.get("image"):
            content = with_picture(content, stand_in(self.image, self.alt), self.picture, siteurl)
        return self._update_content(content, siteurl) if self.has_links else content

    def _update_content(self, content: str, siteurl: str) -> str:
        """Make links whole, where there is any HTML: Pelican looks for them in each summary at each build."""
        return str(super()._update_content(content, siteurl)) if "<" in content else content

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return the path below the pastes."""
        known = self.__dict__.get("relative_source_path")
        return known if known and not source_path else super().get_relative_source_path(source_path)  # type: ignore[no-any-return]

    def get_url_setting(self, key: str) -> str:
        """Return an address, worked out once for what it depends on."""
        own = self.__dict__
        override = own.get(f"override_{key}")
        if override is not None:
            return override  # type: ignore[no-any-return]
        category = own.get("category")
        rests_on = (own["_status"], own["slug"], own["in_default_lang"], category and category.slug, own.get("date"))
        known = own.setdefault("addresses", {})
        found = known.get(key)
        if found is None or found[0] != rests_on:
            found = known[key] = (rests_on, super().get_url_setting(key))
        return str(found[1])

    def _expand_settings(self, key: str) -> str:
        """Return an address as the settings write it; one of the slug alone needs nothing of the rest."""
        kind = "DRAFT" if self.status == "draft" else "ARTICLE"
        pattern = str(self.settings[f"{kind}_{key.upper()}"])
        return pattern.format(slug=self.slug) if _is_of_slug(pattern) else str(super()._expand_settings(key))

    def is_valid(self) -> bool:
        """Return True: what a story must have its reader has looked for, and its address is made of slugs."""
        return True


@cache
def _is_of_slug(pattern: str) -> bool:
    """True if an address holds the slug, and nothing else of a story."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None} == {"slug"}


class StoriesGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, which takes stories from their readings."""

    indexing: Indexing
    """the search index in the making"""
    writer: Any
    """Pelican's, or ours, of the output in the making"""

    def generate_context(self) -> None:
        """Read all sources into the shared context."""
        self.env.bytecode_cache = self.settings.get(TEMPLATES)
        readings = self.settings.get(KEY)
        reader = self.readers.readers.get("txt")
        if readings is not None and isinstance(reader, PasteReader):
            paths = self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])
            pastes = [path for path in paths if path.rpartition(".")[2] in PasteReader.file_extensions]
            readings.read_ahead([self._full(path) for path in sorted(pastes)], reader)
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
        return story

    @cached_property
    def _root(self) -> str:
        return os.path.abspath(str(self.path))

    def _full(self, path: str) -> str:
        return os.path.join(self._root, os.path.normpath(path))

    @cache  # noqa: B019 -- a generator lives as long as its build
    def _default_metadata(self, reader: PasteReader) -> dict[str, Any]:
        return dict(default_metadata(settings=self.settings, process=reader.process_metadata))

    def cache_data(self, path: str, content: Any) -> None:
        """Keep nothing in Pelican's way: its cache knows no rules and no code."""

    def generate_output(self, writer: Any) -> None:
        """Write all pages; the search index is made beside them."""
        self.env.auto_reload = False  # no template changes while they are written
        articles = self.articles if self.context.get("search") else []
        self.writer = writer
        self.indexing = Indexing(articles, lambda shard: writer.stands(shard.name, shard.rows))
        try:
            with writer.sharing():
                super().generate_output(writer)
        finally:
            self.indexing.close()

    def generate_articles(self, write: Any) -> None:
        """Write a page for each story, as Pelican does; those that no change can reach are passed over."""
        for story in chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles):
            template = self.get_template(story.template)
            if self.writer.passes_story(story, template):
                continue
            signals.article_generator_write_article.send(self, content=story)
            write(
                story.save_as,
                template,
                self.context,
                article=story,
                category=getattr(story, "category", None),
                override_output=hasattr(story, "override_save_as"),
                url=story.url,
                blog=True,
            )

    def generate_tags(self, write: Any) -> None:
        """Write a page for each tag."""
        together = Together(self.tags.items())
        self._pages(write, self.tags.items(), "tag", lambda tag, stories: {"often": together.often_with(tag, stories)})

    def generate_categories(self, write: Any) -> None:
        """Write a page for each section."""
        self._pages(write, self.categories, "category")

    def generate_authors(self, write: Any) -> None:
        """Write a page for each author."""
        self._pages(write, self.authors, "author")

    def _pages(
        self,
        write: Any,
        named: Iterable[tuple[Any, list[Any]]],
        kind: str,
        more: Callable[[Any, list[Any]], dict[str, Any]] = lambda _name, _stories: {},
    ) -> None:
        """Write the pages of names, as Pelican does; it compares each story with all to put them in the order of their days."""
        template = self.get_template(kind)
        place = {id(article): number for number, article in enumerate(self.dates)}
        for name, articles in named:
            if not name.slug or self.writer.passes_page(name.save_as, template):
                continue  # no address: as Pelican, which passes over such a name
            dates = sorted((article for article in articles if id(article) in place), key=lambda one: place[id(one)])
            write(
                name.save_as,
                template,
                self.context,
                url=name.url,
                **{kind: name},
                articles=articles,
                dates=dates,
                template_name=kind,
                blog=True,
                page_name=name.page_name,
                all_articles=self.articles,
                **more(name, articles),
            )

    def _story(self, path: str, readings: Readings, reader: PasteReader) -> Story:
        full = self._full(path)
        facts = readings.facts(full, reader)
        reader.tell(facts, full)
        signals.article_generator_preread.send(self)
        source_path = posixize_path(os.path.normpath(path))
        metadata = {
            **self._default_metadata(reader),
            **path_metadata(full_path=full, source_path=source_path, settings=self.settings),
            **parse_path_metadata(source_path=source_path, settings=self.settings, process=reader.process_metadata),
            "reader": "paste",
            **metadata_of(facts, self.settings),
            "image": facts.image,
            "alt": facts.alt,
        }
        signals.article_generator_context.send(self, metadata=metadata)
        story: Story = self._maker.story(metadata, full, source_path, facts.slug)
        story.reads = (readings, full, reader)
        story.picture = self._picture(facts, full) if facts.image else None
        place = f"{source_path} {story.slug}"
        story.prints = _prints(facts, place)
        return story

    def _picture(self, facts: Facts, full: str) -> Picture | None:
        def tell(reason: str) -> None:
            problems_of(self.settings).warning(full, facts.image_line, reason)

        pictures: Pictures = self.settings[PICTURES]
        return pictures.picture(facts.image, facts.alt, tell)

    @cached_property
    def _maker(self) -> Maker:
        return Maker(Story, self.settings, self.context)


class Brief(Pelican):  # type: ignore[misc]
    """Pelican, with stories."""

    def _get_generator_classes(self) -> list[type]:
        found = super()._get_generator_classes()
        return [StoriesGenerator if kind is ArticlesGenerator else kind for kind in found]
