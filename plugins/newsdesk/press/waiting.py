"""What a build that waits can tell of the site as it has read it: its stories, what is wrong with them, a page before it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.contents import Tag

from .. import store, workers
from ..clean import host_of
from ..problems import Unpublishable, shown
from ..site.edition_file import FOLDER, first_day, name_of
from ..site.html import inline_words
from ..site.i18n import direction
from ..site.related import Link, Reasons
from ..site.story import Reading, Text
from .context import complete, tell_pages
from .current_build import build_of
from .editions.rehearsal import Rehearsed, rehearse
from .names import all_named

Page = tuple[str, list[tuple[int, str]], list[tuple[str, str, int]]]
"""A page, empty if there can be none; line and reason of each error; path, headline and likeness in per cent of each twin."""


class Waiting:
    """Answers questions on a site; plain values go in and come out, for another process asks."""

    def __init__(self, generator: Any) -> None:
        """Take Pelican's generator of articles, once all is read."""
        self._generator = generator
        self._settings, self._build = generator.settings, build_of(generator.settings)

    def answer(self, what: str, *about: str) -> Any:
        """Return the answer to a question: `stories`, `problems`, `editions`, `span`, `publishes`, `preview` or `edition`."""
        return getattr(self, f"_{what}")(*about)

    def _lists(self) -> list[Any]:
        generator = self._generator
        return [*generator.articles, *generator.hidden_articles, *generator.drafts]

    def _stories(self) -> list[dict[str, Any]]:
        """Return what a table tells of each story that was read."""
        twins = {slug: row[2] for slug, row in self._build.links.rows.items()}
        paths = {story.slug: story.relative_source_path for story in self._generator.articles}
        span = self._settings["EDITION"]
        readers = self._generator.readers.readers
        rows = []
        for story in self._lists():
            path = story.source_path
            reads = getattr(story, "reads", None)
            facts = reads[0].facts(path, readers["txt"]) if reads else None
            rows.append(
                {
                    "path": story.relative_source_path,
                    "slug": story.slug,
                    "title": inline_words(story.title),
                    "url": story.url,
                    "date": story.date.date().isoformat() if facts is None or facts.date else "",
                    "section": str(story.category),
                    "tags": [str(tag) for tag in getattr(story, "tags", [])],
                    "own_tags": bool(facts and facts.tags is not None),
                    "status": "held" if path in self._build.held else story.status,
                    "held": self._build.held.get(path, ""),
                    "edition": name_of(first_day(story.edition_day, span), span),
                    "source": story.source_name,
                    "host": host_of(getattr(story, "source", "")),
                    "address": getattr(story, "source", ""),
                    "lang": story.lang,
                    "words": getattr(story, "words_published", 0),
                    "minutes": story.minutes,
                    "unsure": facts.unsure if facts else 0,
                    "note": bool(story.note),
                    "twins": [paths[slug] for slug, _ in twins.get(story.slug, ()) if slug in paths],
                }
            )
        return rows

    def _problems(self) -> list[tuple[str, str, int, str]]:
        """Return errors and warnings: which of the two, the path below the pastes or as the editor knows it, line, reason."""
        problems = self._build.problems
        content = Path(self._settings["PATH"])
        told = [("error", each) for each in sorted(problems.errors)]
        told += [("warning", each) for each in sorted(problems.warnings)]
        return [(kind, _below(each.path, content), each.line, each.reason) for kind, each in told]

    def _editions(self) -> list[dict[str, Any]]:
        """Return the editions, the last first: their stories in order, and what their files say."""
        rows, span = [], self._settings["EDITION"]
        held: dict[str, list[tuple[str, str, str]]] = {}
        for story in self._generator.drafts:
            if story.source_path in self._build.held:
                name = name_of(first_day(story.edition_day, span), span)
                row = (story.relative_source_path, inline_words(story.title), self._build.held[story.source_path])
                held.setdefault(name, []).append(row)
        for edition in self._generator.context["editions"]:
            rows.append(
                {
                    "name": edition.name,
                    "title": inline_words(edition.named or edition.days),
                    "url": edition.url,
                    "minutes": edition.minutes,
                    "stories": [story.relative_source_path for story in edition.in_order],
                    "lead": edition.lead.relative_source_path,
                    "held": held.pop(edition.name, []),
                    "file": f"{FOLDER}/{edition.name}.md",
                }
            )
        for name in sorted(held, reverse=True):
            empty = {"title": "", "url": "", "minutes": 0, "stories": [], "lead": ""}
            rows.append({**empty, "name": name, "held": held[name], "file": f"{FOLDER}/{name}.md"})
        return sorted(rows, key=lambda row: str(row["name"]), reverse=True)

    def _span(self) -> str:
        """Return what an edition is: "day" or "week"."""
        return str(self._settings["EDITION"])

    def _publishes(self) -> bool:
        """Return whether the settings name a place that the site is sent to."""
        return bool(self._settings.get("PUBLISH_TO"))

    def _preview(self, name: str, text: str, address: str) -> Page:
        """Return the page of a paste that is not saved, its links led to `address`; `name` is that of its file.

        It is made in a copy of this process, so that nothing of it is left in the build.
        """
        try:
            return workers.apart(lambda: self._page(name, text, address))
        except ChildProcessError as error:
            return "", [(0, f"the page cannot be made ({error})")], []

    def _page(self, name: str, text: str, address: str) -> Page:
        generator, build, settings = self._generator, self._build, self._settings
        reader = generator.readers.readers["txt"]
        build.problems.errors.clear()  # told already; what is added is of this page
        try:
            given = Given(reader.reading(str(Path(settings["PATH"]) / name), store.Text(text)))
            story = generator.story(name, given, reader)
        except Unpublishable:
            return "", [(each.line, each.reason) for each in build.problems.errors], []
        by_slug = {each.slug: each for each in generator.articles}
        tags, related, twins, _ = build.links.beside(story)
        if not hasattr(story, "tags"):
            story.tags = all_named(Tag, tags, settings)
        reasons = Reasons(generator.context)
        story.dir = direction(story.lang)
        complete(story, settings, build.sources)
        story.related = [Link(by_slug[slug], story, reasons) for slug in related if slug in by_slug]
        story.story_line = []
        story.line = getattr(by_slug.get(story.slug), "line", {})
        tell_pages(generator, [story])
        generator.context["localsiteurl"] = address
        here = {**generator.context, "SITEURL": address, "output_file": f"stories/{story.slug}.html"}
        page = generator.get_template(story.template).render(here, article=story, category=story.category, blog=True)
        like = [(by_slug[slug], round(share * 100)) for slug, share in twins if slug in by_slug]
        return page, [], [(each.relative_source_path, inline_words(each.title), share) for each, share in like]

    def _edition(self, name: str, text: str, address: str) -> Rehearsed:
        """Return an edition as it would be if its file, which is not saved, had this text; made as `preview` is."""
        try:
            return workers.apart(lambda: rehearse(self._generator, name, text, address))
        except ChildProcessError as error:
            return "", "", "", [(0, f"the edition cannot be made ({error})")]


class Given:
    """The reading of a paste that is not saved, in the place of those that a build keeps."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def facts(self, _path: str, _reader: Any) -> Any:
        """Return its facts."""
        return self._reading.facts

    def text(self, _path: str, _reader: Any) -> Text:
        """Return its text."""
        return self._reading.text


def _below(path: str, content: Path) -> str:
    """Return a path as seen from the pastes; one that lies elsewhere as the editor would type it."""
    try:
        return Path(path).relative_to(content).as_posix() if path else ""
    except ValueError:
        return shown(path)
