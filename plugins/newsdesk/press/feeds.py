"""Feeds that validate: full text, and an identity that outlives a corrected headline or date."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from feedgenerator import Atom1Feed, Rss201rev2Feed
from markupsafe import Markup
from pelican.utils import set_date_tzinfo

from .writer import LedgerWriter

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}
TAGS = re.compile(r"<[^>]*>")
"""A summary is HTML, its ampersands escaped; feed readers read it as that."""
FRAGMENT = re.compile(r"(href=[\"'])#")
EMPTY = datetime(2000, 1, 1, tzinfo=UTC)
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 does not allow, in no form (section 2.2)."""


class Rss(Rss201rev2Feed):  # type: ignore[misc]
    """RSS 2.0 with the text in `content:encoded` and each author in a `dc:creator` of its own."""

    def latest_post_date(self) -> datetime:
        """Return the newest item's day; an empty feed must not tell the hour of its making."""
        return super().latest_post_date() if self.items else EMPTY

    def rss_attributes(self) -> dict[str, str]:
        """Return the attributes of the root element."""
        return {**super().rss_attributes(), **NAMESPACES}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write one item."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.addQuickElement("dc:creator", name)
        handler.addQuickElement("content:encoded", item["full_text"])


class Atom(Atom1Feed):  # type: ignore[misc]
    """Atom 1.0 with all authors; an entry without any names the brief."""

    def latest_post_date(self) -> datetime:
        """Return the newest item's day; an empty feed must not tell the hour of its making."""
        return super().latest_post_date() if self.items else EMPTY

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Write one entry."""
        super().add_item_elements(handler, item)
        for name in item["authors"] or [self.feed["title"]]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


class BriefWriter(LedgerWriter):
    """Pelican's writer, with feeds of ours."""

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: dict[str, Any]) -> Any:
        make = Rss if feed_type == "rss" else Atom
        name = Markup(context["SITENAME"]).striptags()
        title = f"{name}: {Markup(feed_title).striptags()}" if feed_title else name
        return make(
            title=title,
            link=f"{self.site_url}/",
            feed_url=self.feed_url,
            feed_guid=self.feed_url,
            description=str(context.get("SITESUBTITLE") or name),
            language=str(context["DEFAULT_LANG"]),
        )

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        zone = self.settings.get("TIMEZONE")
        published = set_date_tzinfo(item.date, zone)
        text = fit_for_xml(absolute(item.get_content(self.site_url), f"{self.site_url}/{item.url}"))
        feed.add_item(
            title=fit_for_xml(Markup(item.title).striptags()),
            link=f"{self.site_url}/{item.url}",
            description=fit_for_xml(TAGS.sub("", item.summary)),
            content=text if isinstance(feed, Atom) else None,
            unique_id=identity(self.settings["SITEURL"], item),
            unique_id_is_permalink=False,
            categories=[str(name) for name in (item.category, *getattr(item, "tags", ()))],
            pubdate=published,
            updateddate=set_date_tzinfo(item.modified, zone) if hasattr(item, "modified") else published,
            authors=[str(author) for author in getattr(item, "authors", ())],
            full_text=text,
        )


def identity(siteurl: str, item: Any) -> str:
    """Return what a feed reader knows an item by: the site's name and the file's, as a tag URI (RFC 4151).

    Neither headline nor date is part of it, so that correcting them delivers no story twice. The day in a
    tag URI is one on which its maker owned the name; the same for all stories.
    """
    return f"tag:{urlsplit(siteurl).hostname or 'localhost'},2021-01-01:{item.slug}"


def absolute(html: str, address: str) -> str:
    """Return `html` with links inside the page made whole, for it is read elsewhere."""
    return FRAGMENT.sub(rf"\g<1>{address}#", html)


def fit_for_xml(text: str) -> str:
    """Return `text` without the characters that no XML may hold."""
    return UNFIT.sub("", text)
