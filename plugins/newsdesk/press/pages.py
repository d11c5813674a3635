"""Pages that Pelican knows nothing of, feeds of their own, and what other programs look for: no more than the theme has."""

from __future__ import annotations

from functools import partial
from typing import Any

from pelican.generators import PelicanTemplateNotFound

from .catalog import READS as TOLD_OF_STORIES
from .catalog import catalog
from .feeds import KINDS, feed_path
from .html import inline_words
from .pictures import FOLDER, Pictures, used
from .pictures import KEY as PICTURES
from .search import FOLDER as SEARCH
from .search import Indexing, choices
from .sitemap import llms, news_sitemap, opml, robots, sitemap

RECENT = 60
"""Editions and story lines on the page that lists them; older ones are in the archive, by month."""
NEWS_DAYS = 3
"""Days, the newest story's among them, whose stories stand in the news sitemap; Google asks for the last two."""
FRONT = "index.html"
FEED_PAGES = "feed_pages"
"""The name in the context under which feeds find the pages that they belong to."""
TEMPLATES = {"editions": "edition", "weeks": "period", "months": "period", "lines": "line"}
"""What the context lists, and the template of its pages; a theme may have none."""


def has_template(generator: Any, name: str) -> bool:
    """True if the theme has a template of that name; another one may know neither editions nor story lines."""
    try:
        generator.get_template(name)
    except PelicanTemplateNotFound:
        return False
    return True


def write_pages(generator: Any, writer: Any) -> None:
    """Write editions, periods, story lines, their lists, and the page for what is not there."""
    context = generator.context
    for name, template in TEMPLATES.items():
        for row in context[name]:
            _write_page(generator, writer, template, row.url, {template: row})
    _write_page(generator, writer, "editions", "editions/index.html", {"recent": context["editions"][:RECENT]})
    _write_page(generator, writer, "lines", "lines/index.html", {"recent_lines": context["lines"][:RECENT]})
    _write_page(generator, writer, "404", "404.html", {})
    for source, stories in context["sources"]:
        _write_page(generator, writer, "source", source.save_as, {"source": source, "articles": stories})
    if context["has_sources"]:
        _write_page(generator, writer, "sources", generator.settings["SOURCES_URL"], {})
    if context["search"]:
        _write_search(generator, writer)
    pictures: Pictures = generator.settings.get(PICTURES)
    everything = (*generator.articles, *generator.hidden_articles, *generator.drafts)
    for name, slugs in used(everything).items():
        writer.write_folder(f"{FOLDER}/{name}", pictures.mark(name) or [], slugs, partial(pictures.make, name))


def _write_search(generator: Any, writer: Any) -> None:
    """Write the search page and its indexes."""
    context = generator.context
    words = context["interface"][generator.settings["DEFAULT_LANG"]]
    indexing = getattr(generator, "indexing", None) or Indexing(generator.articles, lambda _shard: False)
    for shard in indexing.shards:
        slugs = [story.slug for story in shard.stories]
        writer.write_folder(shard.name, shard.rows, slugs, partial(indexing.finish, shard))
    _write_page(generator, writer, "search", f"{SEARCH}/index.html", choices(indexing, words, context["interface"]))


def _write_page(generator: Any, writer: Any, template: str, address: str, variables: dict[str, Any]) -> None:
    if has_template(generator, template):
        relative = generator.settings["RELATIVE_URLS"]
        found = generator.get_template(template)
        writer.write_file(address, found, generator.context, relative, url=address, **variables)


def _feeds(generator: Any) -> list[tuple[str, str, str, list[Any]]]:
    """Return name, title, page and stories of each feed; a feed without a page of its own belongs to the front page."""
    context = generator.context
    rows: list[tuple[str, str, str, list[Any]]] = [("all", "", FRONT, context["articles"])]
    for kind in ("sections", "tags"):
        rows += [
            (f"{kind}/{name.slug}", name.name, name.url if name.save_as else FRONT, stories)
            for name, stories in context[kind]
        ]
    rows += [(f"lines/{line.slug}", line.name, line.url, line.stories[::-1]) for line in context["lines"]]
    if has_template(generator, "edition"):
        page = "editions/index.html" if has_template(generator, "editions") else FRONT
        rows.append(("editions", "editions", page, context["editions"]))
    return rows


PELICANS = {"all": "FEED_ALL", "sections": "CATEGORY_FEED", "tags": "TAG_FEED"}
"""The settings, less `_RSS` or `_ATOM`, under which Pelican writes feeds; an editor may turn them off."""


def kinds_of(settings: Any, name: str) -> list[str]:
    """Return the kinds of feed that there are of that name; without RSS and Atom, no JSON Feed either.

    >>> kinds_of({"TAG_FEED_RSS": "feeds/tags/{slug}.rss.xml", "TAG_FEED_ATOM": None}, "tags/erbil")
    ['rss', 'json']
    """
    theirs = PELICANS.get(name.partition("/")[0])
    if theirs is None:
        return list(KINDS)
    found = [kind for kind in ("rss", "atom") if settings[f"{theirs}_{kind.upper()}"]]
    return [*found, "json"] if found else []


def _rss_path(settings: Any, name: str) -> str:
    """Return where the RSS feed of that name stands; empty if it is not written."""
    kind, _, slug = name.partition("/")
    return (settings[f"{PELICANS[kind]}_RSS"] or "").format(slug=slug) if kind in PELICANS else feed_path("rss", name)


def feed_pages(generator: Any) -> dict[str, str]:
    """Map each feed's path to the page that it belongs to, the front page excepted."""
    rows = ((name, page) for name, _, page, _ in _feeds(generator) if page != FRONT)
    return {feed_path(kind, name): page for name, page in rows for kind in KINDS}


def write_feeds(generator: Any, writer: Any) -> None:
    """Write the feeds that Pelican does not write, and the list of all."""
    context = generator.context
    rows = _feeds(generator)
    for name, title, _, stories in rows:
        ours = name.partition("/")[0] not in PELICANS
        for kind in kinds_of(generator.settings, name):
            if ours or kind == "json":
                writer.write_feed(stories, context, feed_path(kind, name), feed_type=kind, feed_title=title or None)
    named = [(title, page, path) for name, title, page, _ in rows if (path := _rss_path(generator.settings, name))]
    site = (str(context["SITENAME"]), generator.settings["SITEURL"])
    writer.write_made("feeds/all.opml", lambda: opml(*site, named))


def write_found(generator: Any, writer: Any) -> None:
    """Write what search engines and other programs look for."""
    context, address, articles = generator.context, generator.settings["SITEURL"], generator.articles
    name = str(context["SITENAME"])
    about = (name, str(context.get("SITESUBTITLE", "")))
    sections = [(section.name, section.url) for section, _ in context["sections"] if section.save_as]
    last, changed = writer.left("catalog.json", TOLD_OF_STORIES)
    slugs = (story.slug for story in articles)
    writer.write_made("catalog.json", lambda: catalog(articles, address, last, changed), slugs, TOLD_OF_STORIES)
    writer.write_made("sitemap.xml", lambda: sitemap(address, _days(articles), _addresses(generator)))
    writer.write_made("news-sitemap.xml", lambda: news_sitemap(address, name, _news(articles)))
    writer.write_made("robots.txt", lambda: robots(address))
    writer.write_made("llms.txt", lambda: llms(address, *about, sections))


def _days(articles: list[Any]) -> list[tuple[str, str]]:
    """Return each story's address, and the ISO day on which it was last changed."""
    return [(story.url, getattr(story, "modified", story.date).date().isoformat()) for story in articles]


def _addresses(generator: Any) -> list[str]:
    """Return the addresses of pages that are no stories."""
    context = generator.context
    pages = [
        each.url for name, template in TEMPLATES.items() if has_template(generator, template) for each in context[name]
    ]
    pages += [page.url for page in context["pages"] if page.save_as]
    return pages + [name.url for kind in ("sections", "tags", "sources") for name, _ in context[kind] if name.save_as]


def _news(articles: list[Any]) -> list[tuple[str, str, str, str]]:
    """Return address, language, ISO time and plain title of the stories of the newest days."""
    newest = articles[0].date.date() if articles else None
    return [
        (story.url, story.lang, story.date.isoformat(), inline_words(story.title))
        for story in articles
        if (newest - story.date.date()).days < NEWS_DAYS
    ]
