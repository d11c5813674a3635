"""A paste becomes Pelican content and metadata."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader

from .. import store
from ..article import STORY, Article, Role
from ..clean import BadHeader, KnownSource, clean, notes_of
from ..problems import Unpublishable, raised
from ..site.story import (
    EXCERPT,
    FULL,
    LINK,
    Facts,
    Reach,
    Reading,
    Way,
    facts_that_reach,
    listed,
    make_reading,
    shown_as,
)
from .current_build import build_of
from .names import all_named, fitting_address, named

NOT_AS_READ = frozenset(
    (*facts_that_reach(Reach.BUILD), "date", "authors", "section", "tags", "slug", "corrections", "image", "alt")
)
"""Facts that Pelican takes in another form, or that are no matter of its."""


TOLD_OF_TEXT = ("removed", "pasted_head", "pasted_headline", "key_points")
"""What a theme may tell of a story's text."""


class PasteReader(BaseReader):  # type: ignore[misc]
    """Reads `.txt` files and saved pages: one story each."""

    enabled = True
    file_extensions = ["txt", "html", "htm"]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a paste's story as HTML, and what the theme reads.

        Raises Unpublishable when no page can be made; the reason has been told by then.
        """
        problems = build_of(self.settings).problems
        if source_path in problems.failed:
            raise Unpublishable(source_path)
        reading = self.reading(source_path)
        self.tell(reading.facts, source_path)
        told = {name: getattr(reading.text, name) for name in TOLD_OF_TEXT}
        return reading.text.content, {**metadata_of(reading.facts, self.settings), **told}

    def reading(self, source_path: str, given: store.Text | None = None) -> Reading:
        """Read a paste, or the text that is `given` in its place. Raises Unpublishable, as `read` does; tells no warnings."""
        problems = build_of(self.settings).problems
        try:
            return self._reading(source_path, given)
        except Unpublishable:
            raise
        except store.NotText as error:
            raise problems.error(source_path, 0, str(error)) from None
        except BadHeader as error:
            raise problems.error(source_path, error.line, error.reason) from None
        except Exception as error:  # one odd source stops no other, whatever it is
            raise problems.error(source_path, 0, f"cannot be read ({raised(error)}); mend or remove it") from None

    def _reading(self, source_path: str, given: store.Text | None) -> Reading:
        build = build_of(self.settings)
        today = datetime.date.today()
        text = given or store.read_text(source_path)
        article = clean(text.text, today, build.rules)
        slug = html_slug(source_path, self.settings)
        known = build.sources.of(article.header.get("source", "")) or KnownSource("")
        show = shown_as(article, known.show)
        wrong = self._what_is_missing(article, slug, show)
        if wrong:
            raise build.problems.error(source_path, *wrong)
        warnings = [(0, text.note)] if text.note else []
        default = str(self.settings["DEFAULT_LANG"])
        warnings += notes_of(article, known.lang or default, today)
        way = Way(default, known.lang, show, self.settings["EXCERPT_WORDS"])
        found = make_reading(article, source_path, way, warnings, today.isoformat())
        return replace(found, facts=found.facts._replace(slug=slug))

    def tell(self, facts: Facts, source_path: str) -> None:
        """Tell a reading's warnings."""
        problems = build_of(self.settings).problems
        for line, reason in facts.warnings:
            problems.warning(source_path, line, reason)

    def _what_is_missing(self, article: Article, slug: str, show: str) -> tuple[int, str] | None:
        """Return the line and the reason why no page can be made of `article` at the address `slug`, or None."""
        header, draft = article.header, article.header.get("status") == "draft"
        below = sum(label.role is Role.HEADER for label in article.labels) + 1
        pasted = [label for label in article.labels if label.line.text and label.role is not Role.HEADER]
        if not pasted and not header:
            return 0, "the paste is empty; paste the story, or remove the file"
        if not slug:
            return 0, "the file's name gives no address; name it in letters or figures"
        nameless = _nameless(article, self.settings)
        if nameless:
            return nameless
        if draft:
            return None
        if show != FULL and "source" not in header:
            what = "an excerpt" if show == EXCERPT else "a link"
            return article.line_of("show"), f"{what} needs its original; write 'source: https://...' in the header"
        if not pasted and not ("title" in header and "source" in header):
            lacking = " and ".join(key for key in ("title", "source") if key not in header)
            return (
                below - 1,
                f"nothing stands below the header, and a link needs {lacking}; write it, or paste the story",
            )
        if show == LINK and not article.headline:
            return below, "a link needs its headline; write 'title: ...' in the header"
        alone = header and len(pasted) == 1 and article.headline
        told = any(block.role in STORY and block.role is not Role.CAPTION for block in article.blocks)
        if show != LINK and not told and not alone:
            return (
                below,
                "nothing but the page's own words was found; paste the story, or write 'keep: its first words' in a header",
            )
        if not article.headline:
            return below, "no line could be the headline; write 'title: ...' in a header above the paste"
        if show == LINK and ("added" in header or "edition" in header):
            return None
        if not article.date:
            return (
                below,
                "no date was found; write 'date: 2021-02-25', with the story's day, in a header above the paste",
            )
        return None


def metadata_of(facts: Facts, settings: Any) -> dict[str, Any]:
    """Return what Pelican and the theme read of a story; its text comes apart from it."""
    metadata = {name: getattr(facts, name) for name in facts_that_reach(None, *Reach) if name not in NOT_AS_READ}
    metadata["corrections"] = [
        {"date": datetime.date.fromisoformat(day), "text": words} for day, words in facts.corrections
    ]
    if settings["SLUGIFY_SOURCE"] == "basename":  # Pelican would not cut a long one
        metadata["slug"] = facts.slug
    if facts.corrections:
        metadata["modified"] = datetime.datetime.fromisoformat(facts.corrections[-1][0])
    if facts.date:
        metadata["date"] = datetime.datetime.fromisoformat(facts.date.replace("Z", "+00:00"))
    authors = all_named(Author, facts.authors, settings)
    if authors:
        metadata["authors"] = authors
    if facts.section and named(Category, facts.section, settings).slug:
        metadata["category"] = named(Category, facts.section, settings)
    if facts.tags is not None:
        metadata["tags"] = all_named(Tag, facts.tags, settings)
    return metadata


def _nameless(article: Article, settings: Any) -> tuple[int, str] | None:
    """Return the line and the reason why a section, author or tag of the header can have no page, or None."""
    for key in ("section", "authors", "tags"):
        for name in listed(article.header.get(key, "")):
            if not named(Tag, name, settings).slug:
                return article.line_of(key), f"{name!r} gives no address; write it in letters or figures"
    return None


def html_slug(source_path: str, settings: Mapping[str, Any]) -> str:
    """Return the part of the address that a file's name gives, as Pelican makes it."""
    from pelican.utils import slugify

    name = Path(source_path).stem.encode(errors="replace").decode()  # of a name that is no UTF-8
    slug = slugify(
        name,
        regex_subs=settings.get("SLUG_REGEX_SUBSTITUTIONS", []),
        preserve_case=settings.get("SLUGIFY_PRESERVE_CASE", False),
        use_unicode=settings.get("SLUGIFY_USE_UNICODE", False),
    )
    return fitting_address(str(slug), name)
