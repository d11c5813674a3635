"""Pelican, with stories: its generator of articles takes them from their readings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.plugins import signals
from pelican.readers import default_metadata, parse_path_metadata, path_metadata
from pelican.utils import posixize_path

from ..problems import Unpublishable
from ..site.images import Picture
from ..site.search import Indexing
from ..site.story import Facts
from ..site.tag_pages import Together
from .article import Story, digests_of
from .cache.resume import resume, save_state
from .constructor import Maker
from .current_build import build_of
from .editions.which_edition import issue_of, why_held
from .reader import PasteReader, metadata_of
from .sources.files import CopiedFiles, EditorsPages, NamedSources


class StoriesGenerator(NamedSources, ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, which takes stories from their readings."""

    indexing: Indexing
    """the search index in the making"""
    writer: Any
    """Pelican's, or ours, of the output in the making"""

    def generate_context(self) -> None:
        """Read all sources into the shared context."""
        cache = build_of(self.settings).cache
        self.env.bytecode_cache = cache.templates if cache else None
        if resume(self):
            return
        before = dict(self.context)
        reader = self.readers.readers.get("txt")
        if cache and isinstance(reader, PasteReader):
            paths = self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])
            pastes = [path for path in paths if path.rpartition(".")[2] in PasteReader.file_extensions]
            cache.readings.read_ahead([self._full(path) for path in sorted(pastes)], reader)
        super().generate_context()
        save_state(self, before)

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:
        """Return the sources of stories; a file of which the settings say where it is copied to, such as robots.txt, is none."""
        copied = {path for path, facts in self.settings["EXTRA_PATH_METADATA"].items() if "path" in facts}
        found: set[str] = super().get_files(paths, exclude=exclude, extensions=extensions)
        return {path for path in found if path.replace(os.sep, "/") not in copied}

    def get_cached_data(self, path: str, default: Any = None) -> Any:
        """Return the story of a paste, where Pelican looks for what it has kept itself.

        What cannot be published comes out as `default`: Pelican then reads it in its own way, and tells the error.
        """
        cache, reader = build_of(self.settings).cache, self.readers.readers.get(path.rpartition(".")[2])
        if cache is None or not isinstance(reader, PasteReader):
            return super().get_cached_data(path, default)
        try:
            story = self.story(path, cache.readings, reader)
        except Unpublishable:
            return default
        except Exception as error:  # see PasteReader.reading
            self.tell(self._full(path), "read", error)
            return default
        return story

    def set_issue(self, facts: dict[str, Any], path: str) -> None:
        """Note among a story's facts when it is run, and with the build if it is held back until then."""
        build = build_of(self.settings)
        if "date" not in facts:
            return
        issue = issue_of(facts, self.settings)
        facts["edition_day"], facts["issued"] = issue.day, issue.time
        build.held.pop(path, None)
        why = why_held(issue, build.edition_files, self.settings, build.now)
        if why:
            build.held[path] = why
            if issue.publish and issue.publish > build.now:
                build.held_until = min(build.held_until or issue.publish, issue.publish)

    def hold_back(self) -> None:
        """Make drafts of stories in Markdown that are held back; pastes are, once they are read."""
        held = build_of(self.settings).held
        for name in ("articles", "hidden_articles", "translations", "hidden_translations"):
            listed = getattr(self, name)
            back = [story for story in listed if story.source_path in held]
            listed[:] = [story for story in listed if story.source_path not in held]
            for story in back:
                if story.status != "draft":
                    story.status = "draft"
                    self.drafts.append(story)

    def leave_out_failed(self) -> None:
        """Leave out the stories of which an error has been told."""
        for name in ("articles", "hidden_articles", "drafts", "translations", "hidden_translations"):
            getattr(self, name)[:] = self.without_failed(getattr(self, name))

    @cached_property
    def _root(self) -> str:
        return os.path.abspath(str(self.path))

    def _full(self, path: str) -> str:
        return os.path.join(self._root, os.path.normpath(path))  # worked out once for ten thousand

    @cache  # noqa: B019 -- a generator lives as long as its build
    def _default_metadata(self, reader: PasteReader) -> dict[str, Any]:
        return dict(default_metadata(settings=self.settings, process=reader.process_metadata))

    def set_again(self, story: Story) -> None:
        """Give a story what its paste, which is filed as before, now says."""
        readings, _, reader = story.reads
        story.take_over(self.story(story.relative_source_path, readings, reader))

    def cache_data(self, path: str, content: Any) -> None:
        """Keep nothing in Pelican's way: its cache knows no rules and no code."""

    def check_disabled_readers(self) -> None:
        """Warn of files whose readers are turned off, if any are: Pelican walks through all files for none."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()

    def generate_output(self, writer: Any) -> None:
        """Write all pages; the search index is made beside them."""
        self.env.auto_reload = False  # no template changes while they are written
        articles = self.articles if self.context.get("search") else []
        self.writer = writer
        self.indexing = Indexing(
            articles, lambda shard: writer.is_folder_current(shard.name, shard.rows), Path(self.output_path)
        )
        try:
            with writer.sharing():
                super().generate_output(writer)
        finally:
            self.indexing.close()

    def generate_articles(self, write: Any) -> None:
        """Write a page for each story, as Pelican does; those that no change can reach are passed over."""
        for story in chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles):
            try:
                template = self.get_template(story.template)
                if self.writer.skips_story(story, template):
                    continue
                signals.article_generator_write_article.send(self, content=story)
            except Exception as error:  # of one source, such as a template that is none
                self.tell(story.source_path, "written", error)
                continue
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
        self._pages(
            write,
            self.tags.items(),
            "tag",
            lambda tag, stories: {"often": together.often_with(tag, stories)},
            _by_own_day,
        )

    def generate_categories(self, write: Any) -> None:
        """Write a page for each section."""
        self._pages(write, self.categories, "category")

    def generate_authors(self, write: Any) -> None:
        """Write a page for each author."""
        self._pages(write, self.authors, "author", in_order=_by_own_day)

    def _pages(
        self,
        write: Any,
        named: Iterable[tuple[Any, list[Any]]],
        kind: str,
        more: Callable[[Any, list[Any]], dict[str, Any]] = lambda _name, _stories: {},
        in_order: Callable[[list[Any]], list[Any]] = list,
    ) -> None:
        """Write the pages of names, as Pelican does; it compares each story with all to put them in the order of their days."""
        template = self.get_template(kind)
        place = {id(article): number for number, article in enumerate(self.dates)}
        for name, articles in named:
            if not name.slug or self.writer.skips_page(name.save_as, template):
                continue  # no address: as Pelican, which passes over such a name
            articles = in_order(articles)
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

    def story(self, path: str, readings: Any, reader: PasteReader) -> Story:
        """Return the story of a paste, its path seen from the pastes; `readings` has its facts and its text."""
        full = self._full(path)
        facts = readings.facts(full, reader)
        reader.tell(facts, full)
        signals.article_generator_preread.send(self)
        source_path = posixize_path(os.path.normpath(path))
        metadata = {
            **self._default_metadata(reader),
            **path_metadata(full_path=full, source_path=source_path, settings=self.settings),
            **self._from_name(source_path, reader),
            "reader": "paste",
            **metadata_of(facts, self.settings),
            "image": facts.image,
            "alt": facts.alt,
        }
        self.set_issue(metadata, full)
        if full in build_of(self.settings).held:
            metadata["status"] = "draft"
        signals.article_generator_context.send(self, metadata=metadata)
        story: Story = self._maker.story(metadata, full, source_path)
        story.reads = (readings, full, reader)
        if not facts.date:  # a draft
            story.edition_day, story.issued = story.date.date(), story.date
        story.picture = self._picture(facts, full) if facts.image else None
        place = f"{source_path} {story.slug}"
        story.digests = digests_of(facts, place)
        return story

    def _from_name(self, source_path: str, reader: PasteReader) -> dict[str, Any]:
        """Return what a file's name tells, as Pelican reads it; a day that the calendar has not tells nothing."""
        try:
            return dict(
                parse_path_metadata(source_path=source_path, settings=self.settings, process=reader.process_metadata)
            )
        except ValueError:
            return {}

    def _picture(self, facts: Facts, full: str) -> Picture | None:
        build = build_of(self.settings)

        def tell(reason: str) -> None:
            build.problems.warning(full, facts.image_line, reason)

        assert build.cache is not None
        return build.cache.pictures.picture(facts.image, facts.alt, tell)

    @cached_property
    def _maker(self) -> Maker:
        return Maker(Story, self.settings, self.context)


def _by_own_day(stories: list[Any]) -> list[Any]:
    """Return stories by the day of the original, whenever the brief ran it."""
    return sorted(stories, key=lambda story: (-story.date.toordinal(), story.slug))


OURS = {ArticlesGenerator: StoriesGenerator, PagesGenerator: EditorsPages, StaticGenerator: CopiedFiles}
"""Generators of ours, by Pelican's."""


def take_over(site: Any) -> None:
    """Have Pelican, whoever runs it, make a site with our generators in place of its own."""
    theirs = site._get_generator_classes
    site._get_generator_classes = lambda: [OURS.get(kind, kind) for kind in theirs()]
