"""Feeds that validate: full text, and an identity that outlives a corrected headline or date."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator
from markupsafe import Markup
from pelican.utils import set_date_tzinfo

from ...site.editions import Edition
from ...site.fit import characters, for_address, for_html, for_text_of_html
from ...site.i18n import Words, direction
from ...site.outputs.sanitize import allowed
from ...site.story import FULL, read_on
from .writer import IncrementalWriter

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
TAGS = re.compile(r"<[^<>]*>")
"""A summary is HTML, its ampersands escaped; feed readers read it as that."""
DECLARATION = "?>\n"
"""The end of the XML declaration, after which a stylesheet is named (W3C, Associating Style Sheets with XML documents)."""
STYLE = "css/feed.css"
"""Below the theme's static files."""
PLAIN = re.compile(r"<(title|category|dc:creator)>[^<]*</\1>")
"""Elements of plain text: ampersands and angles in them as numbers are no HTML to any reader (RSS Advisory Board, profile)."""
EMPTY = datetime(2000, 1, 1, tzinfo=UTC)
MOST_KEPT = 4096
"""Items that are kept: a story stands in the feeds of the site, its section and each of its tags, a dozen in all."""


class _XmlFeed(SyndicationFeed):  # type: ignore[misc]
    """A feed whose items are made once for all feeds that they stand in."""

    def latest_post_date(self) -> datetime:
        """Return the newest item's day; an empty feed must not tell the hour of its making."""
        return super().latest_post_date() if self.items else EMPTY

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed, with the stylesheet that a browser shows it in."""
        made = StringIO()
        super().write(made, encoding)
        sheet = f'<?xml-stylesheet type="text/css" href="{self.feed["style"]}"?>\n' if self.feed["style"] else ""
        text = PLAIN.sub(_by_numbers, made.getvalue())
        outfile.write(text.replace(DECLARATION, DECLARATION + sheet, 1))

    def write_items(self, handler: Any) -> None:
        """Write all items."""
        kind: Any = type(self)
        for item in self.items:
            said = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in item.items())
            handler.ignorableWhitespace(_item_xml(kind, self.feed["language"], said))

    def item_xml(self, item: dict[str, Any]) -> str:
        """Return one item as XML."""
        made = StringIO()
        self.items = [item]
        super().write_items(SimplerXMLGenerator(made, "utf-8", short_empty_elements=True))
        return made.getvalue()


@lru_cache(MOST_KEPT)
def _item_xml(kind: Any, language: str, said: tuple[tuple[str, Hashable], ...]) -> str:
    """Return an item in a feed of a kind and language as XML; `said` are its names and values."""
    return str(kind("", "", "", language).item_xml(dict(said)))


class Rss(_XmlFeed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0 with the text in `content:encoded` and each author in a `dc:creator` of its own."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the attributes of the root element."""
        return {**super().rss_attributes(), **NAMESPACES}

    def add_root_elements(self, handler: Any) -> None:
        """Write what is said of the feed; its own address with its type, by which programs know it for a feed."""
        super().add_root_elements(_Typed(handler))

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write one item."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["full_text"])
        if item["source"]:
            address, name, _ = item["source"]
            handler.addQuickElement("source", name, {"url": address})


class _Typed:
    """Hands elements on, `atom:link` with a type."""

    def __init__(self, handler: Any) -> None:
        self._handler = handler

    def addQuickElement(self, name: str, content: Any = None, attributes: Any = None) -> None:
        typed = {**attributes, "type": "application/rss+xml"} if name == "atom:link" else attributes or {}
        self._handler.addQuickElement(name, content, typed)


class Atom(_XmlFeed, Atom1Feed):  # type: ignore[misc]
    """Atom 1.0 with all authors; an entry without any is the brief's."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return an entry's language, if it is not the feed's."""
        return {} if item["lang"] == self.feed["language"] else {"xml:lang": item["lang"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["source"]:
            _add_source(handler, *item["source"])


def _add_source(handler: Any, address: str, name: str, date: datetime) -> None:
    """Write where an entry was taken from (RFC 4287, 4.2.11): as no feed of it is known, its page stands for that."""
    handler.startElement("source", {})
    handler.addQuickElement("id", address)
    handler.addQuickElement("title", name)
    handler.addQuickElement("updated", rfc3339_date(date))
    handler.addQuickElement("link", "", {"rel": "alternate", "href": address})
    handler.endElement("source")


class JsonFeed(SyndicationFeed):  # type: ignore[misc]
    """JSON Feed 1.1."""

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed."""
        about = self.feed
        found = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": about["title"],
            "home_page_url": about["link"],
            "feed_url": about["feed_url"],
            "description": about["description"],
            "language": about["language"],
            "authors": [{"name": about["author_name"]}],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    original = {"external_url": item["source"][0]} if item["source"] else {}
    return {
        "id": item["unique_id"],
        "url": item["permalink"],
        **original,
        "title": item["title"],
        "content_html": item["full_text"],
        "summary": unescape(item["description"]),
        "date_published": rfc3339_date(item["pubdate"]),
        "date_modified": rfc3339_date(item["updateddate"]),
        "authors": [{"name": name} for name in item["authors"]],
        "tags": item["categories"],
        "language": item["lang"],
    }


def _by_numbers(element: re.Match[str]) -> str:
    return element.group().replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


KINDS = {"rss": Rss, "atom": Atom, "json": JsonFeed}
NAMED = 20
"""Stories in the feed of a section, tag or story line: whoever follows it has read the older ones, and a brief has many."""


class BriefWriter(IncrementalWriter):
    """Pelican's writer, with feeds of ours."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        """See `IncrementalWriter`."""
        super().__init__(output_path, settings=settings)
        self._said: dict[str, dict[str, Any]] = {}

    def write_feed(
        self, elements: list[Any], context: dict[str, Any], path: str | None = None, *rest: Any, **more: Any
    ) -> Any:
        """Write a feed of stories or editions; one that has a title of its own is short."""
        titled = more.get("feed_title") or len(rest) > 3
        return super().write_feed(elements[:NAMED] if titled else elements, context, path, *rest, **more)

    def around_feed(self, context: dict[str, Any], path: str) -> tuple[str, str]:
        """Return the page below the site that a feed belongs to, and the stylesheet as seen from it, if the theme has one."""
        has_style = (Path(self.settings["THEME"]) / "static" / STYLE).is_file()
        style = "../" * path.count("/") + f"{self.settings['THEME_STATIC_DIR']}/{STYLE}"
        return context.get("feed_pages", {}).get(path, ""), style if has_style else ""

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: dict[str, Any]) -> Any:
        self._words = context["interface"][context["DEFAULT_LANG"]]
        name = Markup(context["SITENAME"]).striptags()
        title = f"{name}: {Markup(feed_title).striptags()}" if feed_title else name
        page, style = self.around
        return KINDS[feed_type](
            title=characters(title),
            link=for_address(f"{self.site_url}/{page}"),
            author_name=characters(name),
            feed_url=for_address(self.feed_url),
            feed_guid=for_address(self.feed_url),
            description=characters(str(context.get("SITESUBTITLE") or name)),
            language=str(context["DEFAULT_LANG"]),
            style=style,
        )

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        if item.url not in self._said:
            if len(self._said) >= MOST_KEPT:
                self._said.clear()
            self._said[item.url] = self._item(item)
        said = self._said[item.url]
        if isinstance(feed, Atom):
            said = {**said, "content": said["full_text"], "updateddate": said["updateddate"] + apart(item.slug)}
        feed.add_item(**said)

    def _item(self, item: Any) -> dict[str, Any]:
        """Return what a feed says of a story or an edition."""
        zone = self.settings.get("TIMEZONE")
        address = for_address(f"{self.site_url}/{item.url}")
        is_edition = isinstance(item, Edition)
        published = item.date if is_edition else item.issued
        modified = set_date_tzinfo(item.modified, zone) if getattr(item, "modified", None) else published
        own = self.settings["DEFAULT_LANG"]
        lang = str(getattr(item, "lang", "") or own)
        html = item.content if is_edition else item.get_content(self.site_url)
        html = html if lang == own else in_language(html, lang)
        text = allowed(html if is_edition else told(item, html, address, self._words), address)
        source = "" if is_edition or not item.origin else item.source
        return {
            "title": characters(Markup(item.title).striptags()),
            "link": item.source if not is_edition and item.leads_away else address,
            "permalink": address,
            "source": (source, characters(item.source_name), set_date_tzinfo(item.date, zone)) if source else None,
            "description": characters(TAGS.sub("", item.summary or item.note or read_on(item, self._words))),
            "unique_id": identity(self.settings["SITEURL"], item),
            "unique_id_is_permalink": False,
            "categories": _categories(item),
            "pubdate": published,
            "updateddate": max(modified, published),
            "authors": [str(author) for author in getattr(item, "authors", ())],
            "full_text": text,
            "lang": lang,
        }


def told(story: Any, html: str, address: str, words: Words) -> str:
    """Return a story's text as feeds tell it: the editor's note first, and last where to read on, if there is more to read."""
    parts = [story.note, html]
    if story.show != FULL:
        parts.append(f"<p>{read_on(story, words)}</p>")
    if story.leads_away:
        parts.append(f'<p><a href="{for_html(address)}">{for_text_of_html(words["in_brief"])}</a></p>')
    return "\n".join(filter(None, parts))


def _categories(item: Any) -> list[str]:
    """Return the names of a story's section and tags, each once."""
    names = [getattr(item, "category", None), *getattr(item, "tags", ())]
    return list(dict.fromkeys(str(name) for name in names if name))


def in_language(html: str, lang: str) -> str:
    """Return a text in another language than the feed's, marked as that: it may run from right to left."""
    return f'<div lang="{lang}" dir="{direction(lang)}">\n{html}\n</div>'


def apart(slug: str) -> timedelta:
    """Return less than a second, a story's own: many come out on one day without an hour, and feeds must tell them apart.

    RFC 4287 leaves it open, the W3C's validator warns of two entries of one instant.
    """
    return timedelta(microseconds=1 + crc32(slug.encode()) % 999_999)


def identity(siteurl: str, item: Any) -> str:
    """Return what a feed reader knows an item by: the site's name and the file's, as a tag URI (RFC 4151).

    Neither headline nor date is part of it, so that correcting them delivers no story twice. The day in a
    tag URI is one on which its maker owned the name; the same for all stories.
    """
    return f"tag:{urlsplit(siteurl).hostname or 'localhost'},2021-01-01:{item.slug}"
