"""Every published story in one JSON file, for whatever comes after."""

from __future__ import annotations

from collections.abc import Iterable
from json.encoder import encode_basestring
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
    return "[\n" + ",\n".join([_row(article, siteurl) for article in articles]) + "\n]\n"


def _row(article: Any, siteurl: str) -> str:
    """Return a story's row, put together by hand: `json.dumps` begins anew for each of ten thousand."""
    related = [
        f'{{"slug": {_text(link["article"].slug)}, "reason": {_text(link["reason"])}}}' for link in article.related
    ]
    return (
        f'{{"slug": {_text(article.slug)}, "source_path": {_text(article.relative_source_path)}, '
        f'"url": {_text(f"{siteurl}/{article.url}" if siteurl else article.url)}, '
        f'"title": {_text(getattr(article, "plain_title", article.title))}, '
        f'"date": "{article.date.date().isoformat()}", "section": {_text(article.category)}, '
        f'"authors": {_texts(getattr(article, "authors", ()))}, "tags": {_texts(getattr(article, "tags", ()))}, '
        f'"related": [{", ".join(related)}], "words_pasted": {getattr(article, "words_pasted", 0)}, '
        f'"words_published": {getattr(article, "words_published", 0)}}}'
    )


def _text(value: Any) -> str:
    return encode_basestring(str(value))


def _texts(values: Iterable[Any]) -> str:
    return f"[{', '.join([_text(value) for value in values])}]"
