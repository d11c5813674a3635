"""Pages that Pelican knows nothing of, and what other programs look for: no more than the theme has."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound

from .html import inline_words
from .images import FOLDER, Pictures, used
from .outputs.catalog import READS as TOLD_OF_STORIES
from .outputs.catalog import catalog
from .outputs.sitemap import llms, news_sitemap, robots, sitemap, sitemap_index, sitemap_names, sitemap_rows
from .search import FOLDER as SEARCH
from .search import Indexing, choices
from .story import LINK

RECENT = 60
"""Editions and story lines on the page that lists them; older ones are in the archive, by month."""
NEWS_DAYS = 3
"""Days, the newest story's among them, whose stories stand in the news sitemap; Google asks for the last two."""
TEMPLATES = {"editions": "edition", "weeks": "period", "months": "period", "lines": "line", "groups": "group"}
"""What the context lists, and the template of its pages; a theme may have none."""


def has_template(generator: Any, name: str) -> bool:
    """True if the theme has a template of that name; another one may know neither editions nor story lines."""
    for ending in generator.settings["TEMPLATE_EXTENSIONS"]:
        with suppress(TemplateNotFound):
            generator.env.get_template(f"{name}{ending}")
            return True
    return False


def write_pages(generator: Any, writer: Any, pictures: Pictures | None) -> None:
    """Write editions, periods, story lines, their lists, the page for what is not there, and the smaller pictures, if any were made."""
    context = generator.context
    for name, template in TEMPLATES.items():
        for row in context[name]:
            write_page(generator, writer, template, row.url, {template: row})
    write_page(generator, writer, "editions", "editions/index.html", {"recent": context["editions"][:RECENT]})
    write_page(generator, writer, "lines", "lines/index.html", {"recent_lines": context["lines"][:RECENT]})
    write_page(generator, writer, "404", "404.html", {})
    for source, stories in context["sources"]:
        write_page(generator, writer, "source", source.save_as, {"source": source, "articles": stories})
    if context["has_sources"]:
        write_page(generator, writer, "sources", generator.settings["SOURCES_URL"], {})
    if context["search"]:
        _write_search(generator, writer)
    if pictures is None:
        return
    everything = (*generator.articles, *generator.hidden_articles, *generator.drafts)
    for name, slugs in used(everything).items():
        writer.write_folder(f"{FOLDER}/{name}", pictures.mark(name), slugs, partial(pictures.make, name))


def subscribe_url(context: dict[str, Any]) -> str:
    """Return the address of the page for subscribers; empty if there is none, or the editor has a page there."""
    address = str(context["subscribe_url"])
    own = chain(context.get("pages", ()), context.get("hidden_pages", ()))
    return "" if address in {page.save_as for page in own} else address


def _write_search(generator: Any, writer: Any) -> None:
    """Write the search page and its indexes."""
    context = generator.context
    words = context["interface"][generator.settings["DEFAULT_LANG"]]
    own = getattr(generator, "indexing", None)  # Pelican's own command has none
    indexing = own or Indexing(generator.articles, lambda _shard: False, Path(generator.output_path))
    for shard in indexing.shards:
        slugs = [story.slug for story in shard.stories]
        writer.write_folder(shard.name, shard.rows, slugs, partial(indexing.finish, shard))
    write_page(generator, writer, "search", f"{SEARCH}/index.html", choices(indexing, words, context["interface"]))
    if own is None:
        indexing.close()


def write_page(generator: Any, writer: Any, template: str, address: str, variables: dict[str, Any]) -> None:
    """Write a page of a template, if the theme has it."""
    if has_template(generator, template):
        relative = generator.settings["RELATIVE_URLS"]
        found = generator.get_template(template)
        writer.write_file(address, found, generator.context, relative, url=address, **variables)


def write_found(generator: Any, writer: Any) -> None:
    """Write what search engines and other programs look for; a file of the editor's own, copied to that place, stands there."""
    own = {file.save_as for file in generator.context.get("staticfiles", ())}
    context, address, articles = generator.context, generator.settings["SITEURL"], generator.articles
    name = str(context["SITENAME"])
    feed = next(iter(context["feed_paths"]["all"].values()), "")
    about = (name, str(context.get("SITESUBTITLE", "")), feed)
    sections = [(section.name, section.url) for section, _ in context["sections"] if section.save_as]
    last, changed = writer.last_text("catalog.json", TOLD_OF_STORIES)
    slugs = (story.slug for story in articles)
    writer.write_made("catalog.json", lambda: catalog(articles, address, last, changed), slugs, TOLD_OF_STORIES)
    _write_sitemaps(generator, writer, address)
    writer.write_made("news-sitemap.xml", lambda: news_sitemap(address, name, _news(articles)))
    if "robots.txt" not in own:
        writer.write_made("robots.txt", lambda: robots(address))
    writer.write_made("llms.txt", lambda: llms(address, *about, sections))


def _write_sitemaps(generator: Any, writer: Any, address: str) -> None:
    """Write a sitemap, or several and what leads to them, where one would hold more than it may."""
    own = [story for story in generator.articles if not story.canonical]
    pages, told = _in_sitemaps(generator), subscribe_url(generator.context)
    rows = cache(lambda: sitemap_rows(address, _days(own), [*(page.url for page in pages), *filter(None, [told])]))
    names = sitemap_names(len(own) + len(pages) + bool(told))
    for part, name in enumerate(names):
        writer.write_made(name, lambda part=part: sitemap(rows(), part))
    if len(names) > 1:
        writer.write_made("sitemap.xml", lambda: sitemap_index(address, names))


def _days(articles: list[Any]) -> list[tuple[str, str]]:
    """Return each story's address, and the ISO day on which it was last changed."""
    return [(story.url, getattr(story, "modified", story.issued).date().isoformat()) for story in articles]


def _in_sitemaps(generator: Any) -> list[Any]:
    """Return what has pages besides the stories: editions and the like, the editor's own, sections, tags and sources."""
    context = generator.context
    pages = [
        each for name, template in TEMPLATES.items() if has_template(generator, template) for each in context[name]
    ]
    pages += [page for page in context["pages"] if page.save_as]
    return pages + [name for kind in ("sections", "tags", "sources") for name, _ in context[kind] if name.save_as]


def _news(articles: list[Any]) -> list[tuple[str, str, str, str]]:
    """Return address, language, ISO time and plain title of the stories of the newest days."""
    newest = articles[0].issued.date() if articles else None
    return [
        (story.url, story.lang, story.issued.isoformat(), inline_words(story.title))
        for story in articles
        if (newest - story.issued.date()).days < NEWS_DAYS and story.show != LINK and not story.canonical
    ]
