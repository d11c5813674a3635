"""Every published story in one JSON file, for whatever comes after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from json.encoder import encode_basestring
from typing import Any

from ..fit import characters

READS = frozenset(("related", "words_pasted", "words_published"))
"""What a row tells of a story besides what all lists tell."""


def catalog(articles: Iterable[Any], siteurl: str, last: str = "", changed: Collection[int] = ()) -> str:
    """Return the catalog of Pelican's articles as JSON text, in their order, a line a story.

    A story's `url` is absolute if `siteurl` is given, else relative to the catalog. `last` may hold the last build's
    catalog: a story whose id is not among those `changed` is told as there.
    """
    names = _Names()
    known = {row[: row.find(",")]: row.removesuffix(",") for row in last.split("\n")[1:-2]}
    rows = [
        (id(article) not in changed and known.get(_start(article)))
        or f"{_start(article)}{_rest(article, siteurl, names)}"
        for article in articles
    ]
    return "[\n" + ",\n".join(rows) + "\n]\n"


class _Names(dict[int, str]):
    """Sections, authors and tags as JSON, by their ids: the same few stand in row after row."""

    def all_of(self, names: Iterable[Any]) -> str:
        """Return names as a JSON list."""
        return f"[{', '.join([self.get(id(name)) or self.one(name) for name in names])}]"

    def one(self, name: Any) -> str:
        """Return a name as JSON; its story holds it for as long as this lives."""
        self[id(name)] = found = _text(name)
        return found


def _start(article: Any) -> str:
    """Return how a story's row begins; a slug has no comma."""
    return f'{{"slug": {_text(article.slug)}'


def _rest(article: Any, siteurl: str, names: _Names) -> str:
    """Return the rest of a story's row, put together by hand: `json.dumps` begins anew for each of ten thousand."""
    related = [f'{{"slug": {_text(link.article.slug)}, "reason": {_text(link.reason)}}}' for link in article.related]
    return (
        f', "source_path": {_text(article.relative_source_path)}, '
        f'"url": {_text(f"{siteurl}/{article.url}" if siteurl else article.url)}, '
        f'"title": {_text(getattr(article, "plain_title", article.title))}, '
        f'"date": "{article.date.date().isoformat()}", "section": {_text(article.category)}, '
        f'"authors": {names.all_of(getattr(article, "authors", ()))}, '
        f'"tags": {names.all_of(getattr(article, "tags", ()))}, '
        f'"related": [{", ".join(related)}], "words_pasted": {getattr(article, "words_pasted", 0)}, '
        f'"words_published": {getattr(article, "words_published", 0)}}}'
    )


def _text(value: Any) -> str:
    return encode_basestring(characters(str(value)))
