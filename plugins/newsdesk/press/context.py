"""Make-up, the last hand before pages are written: editions and story lines, and all that the theme is given besides Pelican's lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import chain
from typing import Any

from pelican.contents import Tag

from ..clean import Sources, host_of
from ..site.charts import draw
from ..site.editions import Edition, by_size, editions, months, weeks
from ..site.i18n import Words, words_for
from ..site.indexes import Row, month_index, name_index
from ..site.outputs.feed_index import set_feeds
from ..site.pages import has_template
from ..site.search import binary
from ..site.story import FULL, LINK
from ..site.story_lines import storylines, window
from ..site.tag_pages import by_source
from ..site.theme_settings import set_theme
from .article import is_made_up
from .current_build import build_of
from .editions.files import arranging
from .names import Source, named

UNTOLD = (("note", ""), ("show", FULL), ("via", ("", "")))
"""What a story that is no paste may have none of, and what that comes to."""
LISTS = ("articles", "hidden_articles", "drafts")


class Unlistable(Exception):
    """A story with which no lists can be made; it has been told, and the build must begin anew without it."""


def make_up(generator: Any) -> None:
    """Give the theme editions and story lines, the sections in the order of their size, and what it may link to.

    Raises Unlistable.
    """
    try:
        _make_up(generator)
    except Exception as error:
        story = _culprit(generator)
        if story is None:
            raise
        generator.tell(story.source_path, "listed", error)
        raise Unlistable(story.source_path) from error
    build = build_of(generator.settings)
    if build.cache:
        lists = [getattr(generator, name) for name in LISTS]
        build.cache.compare(generator.settings, lists, [edition.lead.slug for edition in generator.context["editions"]])


def _culprit(generator: Any) -> Any:
    """Return the story that no lists can be made of even if it is alone; None if there is none, or none can be made of any."""
    if not _can_be_listed(generator, []):
        return None
    stories = list(chain.from_iterable(getattr(generator, name) for name in LISTS))
    while len(stories) > 1:
        half = len(stories) // 2
        stories = next((part for part in (stories[:half], stories[half:]) if not _can_be_listed(generator, part)), [])
    return stories[0] if stories and not _can_be_listed(generator, stories) else None


def _can_be_listed(generator: Any, stories: Sequence[Any]) -> bool:
    """True if lists can be made of some of the stories."""
    only, some = {id(story) for story in stories}, copy(generator)
    some.context = dict(generator.context)
    for name in LISTS:
        setattr(some, name, [story for story in getattr(generator, name) if id(story) in only])
    some.categories, some.authors = (
        [(name, mine) for name, found in kind if (mine := [story for story in found if id(story) in only])]
        for kind in (generator.categories, generator.authors)
    )
    build = build_of(generator.settings)
    files, build.edition_files = build.edition_files, {}  # which name stories that are not among these
    try:
        _make_up(some)
    except Exception:  # `make_up` tells what it was
        return False
    finally:
        build.edition_files = files
    return True


def _make_up(generator: Any) -> None:
    context, settings, build = generator.context, generator.settings, build_of(generator.settings)
    everything = list(chain.from_iterable(getattr(generator, name) for name in LISTS))
    for article in everything:
        complete(article, settings, build.sources)
    context["interface"] = words_for({article.lang for article in everything}, settings, build.problems)
    words = context["interface"][settings["DEFAULT_LANG"]]
    _make_lists(generator, words)
    set_theme(context, settings, build.problems)
    context["search"] = bool(
        settings["SEARCH"] and generator.articles and has_template(generator, "search") and binary()
    )
    tell_pages(generator, everything)
    set_feeds(generator)


def complete(article: Any, settings: Any, sources: Sources) -> None:
    """Give a story what the theme reads of each, whatever it was read from."""
    article.lead = getattr(article, "lead", False) is True
    article.authors = getattr(article, "authors", [])
    article.corrections = getattr(article, "corrections", [])
    _set_source(article, settings, sources)
    article.line = {}
    article.picture = getattr(article, "picture", None)


def _set_source(article: Any, settings: Any, sources: Sources) -> None:
    """Tell where a story was taken from, as the editor calls it, and where its headline leads."""
    article.note, article.show, article.via = (getattr(article, name, none) for name, none in UNTOLD)
    address = getattr(article, "source", "") if is_made_up(article) else ""
    known = sources.of(address) if address else None
    host = known.host if known else host_of(address)
    article.origin = named(Source, host, settings) if host else None
    if article.origin:
        article.origin.title = (known and known.name) or host
    article.source_name = getattr(article, "source_name", "") or (article.origin.title if article.origin else "")
    article.canonical = address if known and known.canonical else ""
    article.leads_away = article.show == LINK and settings["LINKS_LEAD_TO"] == "original"


def _make_lists(generator: Any, words: Words) -> None:
    """Set story lines, editions, periods, sections and sources."""
    context, settings = generator.context, generator.settings
    context["lines"] = (
        storylines(generator.articles, settings["LINE_URL"], words) if has_template(generator, "line") else []
    )
    for line in context["lines"]:
        for article in line.stories:
            article.line = window(line, article)
    context["editions"] = found = _editions(generator, words)
    context["latest"] = found[0] if found else None
    context["weeks"] = weeks(found, settings["WEEK_URL"], words) if settings["EDITION"] == "day" else []
    context["months"] = months(found, settings["MONTH_URL"], words)
    context["archive_chart"] = draw([edition.day for edition in found for _ in edition.stories], words)
    context["sections"] = by_size(generator.categories)
    context["sources"] = by_source(generator.articles) if has_template(generator, "source") else []
    context["has_stories"] = bool(generator.articles)
    context["has_sources"] = bool(context["sources"])
    context["section_rows"] = [{"section": each, "count": len(stories)} for each, stories in context["sections"]]
    _set_indexes(generator)


def _set_indexes(generator: Any) -> None:
    """Set the first page of each index, which the theme's own template shows, and the pages of all groups.

    An index is divided where the theme has a template for groups, and the settings an address for its first page.
    """
    context, settings = generator.context, generator.settings
    made = settings["DIRECT_TEMPLATES"] if has_template(generator, "group") else ()
    addresses = {name: settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html") for name in made}
    addresses["sources"] = settings["SOURCES_URL"] if made else ""
    named = {"tags": generator.tags.items(), "authors": generator.authors, "sources": context["sources"]}
    pages = {name: name_index(name, addresses.get(name, ""), _index_rows(found)) for name, found in named.items()}
    pages["months"] = month_index("archive", addresses.get("archives", ""), context["months"])
    for name, (first, *_) in pages.items():
        context[f"{name[:-1]}_index"] = first
    context["groups"] = list(chain.from_iterable(groups for _, *groups in pages.values()))


def _index_rows(named: Iterable[tuple[Any, list[Any]]]) -> list[Row]:
    """Return names with their stories as an index has them; a source is called by its title."""
    return [
        {
            "name": each.title if isinstance(each, Source) else str(each),
            "url": each.url if each.save_as else "",
            "count": len(stories),
        }
        for each, stories in named
    ]


def tell_pages(generator: Any, everything: Iterable[Any]) -> None:
    """Tell of sections, authors, tags and sources whether they have pages, and of tags what the vocabulary says."""
    context, entries = generator.context, build_of(generator.settings).vocabulary.entries
    kinds = (generator.categories, generator.authors, generator.tags.items(), context["sources"])
    listed = {(type(name), name.slug) for kind in kinds for name, _ in kind if name.save_as}
    for article in everything:
        names = [name for name in (article.category, *article.authors, *article.tags, article.origin) if name]
        for name in names:
            if not hasattr(name, "has_page"):
                name.has_page = (type(name), name.slug) in listed
                if isinstance(name, Tag):
                    entry = entries.get(name.name)
                    name.kind, name.about = (entry.kind, entry.about) if entry else ("", "")
        pages = "".join("01"[name.has_page] for name in names)
        article.listed = f"{pages} {article.source_name} {article.canonical} {article.leads_away}"


def _editions(generator: Any, words: Words) -> list[Edition]:
    settings, articles = generator.settings, generator.articles
    span = settings["EDITION"]
    urls = {"day": settings["EDITION_URL"], "week": settings["WEEK_URL"]}
    found = editions(articles, urls, span, words, arranging(generator, span))
    for edition in found:
        line = edition.lead.line
        edition.line = {"name": line.name, "url": line.url} if line else {}
    return found
