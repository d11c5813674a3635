"""Every published story in one JSON file, for whatever comes after."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

READS = frozenset(
    (
        "slug",
        "relative_source_path",
        "url",
        "title",
        "plain_title",
        "date",
        "category",
        "authors",
        "tags",
        "related",
        "article",
        "reason",
        "words_pasted",
        "words_published",
    )
)
"""Attributes of a story that its row tells."""


def catalog(articles: Iterable[Any], siteurl: str) -> str:
    """Return the catalog of Pelican's articles as JSON text, in their order, a line a story.

    A story's `url` is absolute if `siteurl` is given, else relative to the catalog.
    """
    rows = (json.dumps(_row(article, siteurl), ensure_ascii=False) for article in articles)
    return "[\n" + ",\n".join(rows) + "\n]\n"


def _row(article: Any, siteurl: str) -> dict[str, Any]:
    return {
        "slug": article.slug,
        "source_path": article.relative_source_path,
        "url": f"{siteurl}/{article.url}" if siteurl else article.url,
        "title": getattr(article, "plain_title", article.title),
        "date": article.date.date().isoformat(),
        "section": str(article.category),
        "authors": [str(author) for author in getattr(article, "authors", ())],
        "tags": [str(tag) for tag in getattr(article, "tags", ())],
        "related": [{"slug": link["article"].slug, "reason": link["reason"]} for link in article.related],
        "words_pasted": getattr(article, "words_pasted", 0),
        "words_published": getattr(article, "words_published", 0),
    }
