"""Every thread to Pelican, in the order in which they are pulled."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from itertools import chain
from typing import Any

from markupsafe import Markup
from pelican.contents import Category, Tag
from pelican.plugins import signals as pelican

from .. import corpus
from ..clean import is_of_news
from ..corpus import ALIKE
from ..problems import Problems, Unpublishable, shown
from ..site.fit import for_text_of_html
from ..site.html import plain_words, summary_of
from ..site.i18n import direction
from ..site.outputs.feed_index import write_feeds
from ..site.pages import write_found, write_pages
from ..site.related import Link, Reasons
from ..site.story import FULL, lines_as_html, minutes_of, pointer
from ..site.story_lines import told_of
from .addresses import tell_shared
from .article import Story, is_made_up
from .cache.links import Links, Unlinkable
from .context import make_up
from .current_build import build_of
from .names import addressed, all_named, named
from .prepare import prepare
from .reader import PasteReader
from .sources.markdown import SafeMarkdown, SafeRst
from .writing.feeds import BriefWriter


def connect() -> None:
    """Connect all receivers. Signals hold them weakly: each must be a function of a module."""
    pelican.initialized.connect(prepare)
    pelican.readers_init.connect(offer_reader)
    pelican.article_generator_pretaxonomy.connect(tag_and_relate)
    pelican.article_generator_finalized.connect(make_up)
    pelican.all_generators_finalized.connect(tell_taken)
    pelican.get_writer.connect(offer_writer)
    pelican.article_writer_finalized.connect(write_more)


def offer_reader(readers: Any) -> None:
    """Read text and saved pages as stories, and the editor's own pages; Pelican would hand any HTML through."""
    readers.reader_classes |= dict.fromkeys(PasteReader.file_extensions, PasteReader)
    for kind in (SafeMarkdown, SafeRst):
        readers.reader_classes |= dict.fromkeys(kind.file_extensions, kind)


def tag_and_relate(generator: Any) -> None:
    """Set each story's tags and related stories: the last moment at which Pelican takes them."""
    settings, build = generator.settings, build_of(generator.settings)
    problems, links = build.problems, build.links
    lists = (generator.articles, generator.drafts, generator.hidden_articles)
    for article in chain.from_iterable(lists):
        if not isinstance(article, Story):
            _complete(article, generator)
    generator.leave_out_failed()
    generator.hold_back()
    for kept in lists:
        kept.sort(key=lambda article: (-article.issued.toordinal(), article.slug))
    generator.articles[:] = _with_own_address(generator.articles + generator.hidden_articles, problems, generator)
    everything = [*generator.articles, *generator.hidden_articles, *generator.drafts]
    if build.cache:
        made = set(build.cache.readings.made)
        build.cache.manifest.changed |= {article.slug for article in everything if article.source_path in made}
    results, found = _linked(generator, links)
    everything = generator.without_failed(everything)
    tell_shared(everything, found, settings, problems)
    _relate(generator.articles, results, Reasons(generator.context))
    _tell_twins(generator.articles, results, problems)
    for article in everything:
        article.related = getattr(article, "related", [])
        article.story_line = getattr(article, "story_line", [])
        article.dir = direction(article.lang)


def _linked(generator: Any, links: Links) -> tuple[Mapping[str, corpus.Row], dict[str, Any]]:
    """Return what the stories say together, and the tags found by slug; a story that cannot be linked is told and left out."""
    while True:
        try:
            results = links.results(generator.articles)
            everything = [*generator.articles, *generator.hidden_articles, *generator.drafts]
            return results, _tag(everything, results, links, generator.settings)
        except Unlinkable as error:
            generator.tell(error.article.source_path, "linked", error.cause)
            generator.leave_out_failed()


def _complete(article: Any, generator: Any) -> None:
    """Give a story that is no paste what the theme reads, or tell what is wrong with it."""
    if not is_made_up(article):
        issue = {"date": article.date}
        generator.set_issue(issue, article.source_path)
        vars(article).update(issue)
        article.show, article.note, article.via, article.source_name = FULL, "", ("", ""), ""
        article.minutes, article.dek, article.key_points = minutes_of(plain_words(article._content or "")), "", []
        return
    if not is_of_news(article.date.year):
        reason = f"'{article.date:%Y-%m-%d}' is no day of a newspaper's; write it as 2021-02-25"
        build_of(generator.settings).problems.error(article.source_path, 0, reason)
        return
    generator.readdress(article)
    try:
        generator.set_issue(article.__dict__, article.source_path)
        if not hasattr(article, "words_pasted"):  # which a paste has, read by Pelican's own command
            _give_words(article)
    except Exception as error:  # of one source, whatever it is
        generator.tell(article.source_path, "read", error)


def _give_words(article: Any) -> None:
    """Give a story what is made of its words; a summary is words alone, for Pelican's has paragraphs and links."""
    article.minutes = minutes_of(plain_words(article._content or ""))
    if not addressed(article.category).slug:
        article.category = named(Category, article.settings["DEFAULT_CATEGORY"], article.settings)
    for key in ("authors", "tags"):
        if hasattr(article, key):
            setattr(article, key, [name for name in getattr(article, key) if addressed(name).slug])
    words = Markup(article.metadata.get("summary") or article._content or "").striptags()
    article._summary = article.metadata["summary"] = for_text_of_html(summary_of(words))
    article.dek, article.key_points = getattr(article, "dek", ""), []
    note, via, name = (unescape(str(getattr(article, key, ""))) for key in ("note", "via", "source_name"))
    article.note = lines_as_html(note, str(article.settings["DEFAULT_LANG"])) if note else ""
    article.via, article.source_name = pointer(via), name


def _with_own_address(articles: list[Any], problems: Problems, generator: Any) -> list[Any]:
    """Return the listed articles without those whose address another one has taken."""
    taken: dict[str, Any] = {}
    listed = []
    for article in sorted(articles, key=lambda article: article.source_path):
        first = taken.setdefault(article.save_as, article)
        if first is article:
            listed.append(article)
        else:
            problems.error(
                article.source_path,
                0,
                f"its address {article.url!r} is taken by {shown(first.source_path)}; rename one",
            )
    wanted = {id(article) for article in listed}
    generator.hidden_articles[:] = [article for article in generator.hidden_articles if id(article) in wanted]
    return [article for article in generator.articles if id(article) in wanted]


def _tell_twins(articles: list[Any], results: Mapping[str, corpus.Row], problems: Problems) -> None:
    """Warn of the same story pasted twice, once a pair, at the file whose path comes last."""
    by_slug = {article.slug: article for article in articles}
    for slug, (_, _, twins, _) in results.items():
        for twin, likeness in twins:
            first, other = by_slug[twin], by_slug[slug]
            if first.source_path < other.source_path:
                where = shown(first.source_path)
                found = f"is {likeness:.0%} like {where}" if likeness >= ALIKE else f"has the headline of {where}"
                problems.warning(other.source_path, 0, f"{found}; is it the same story twice? keep one")


def _tag(everything: list[Any], results: Mapping[str, corpus.Row], links: Links, settings: Any) -> dict[str, Any]:
    """Give tags to what has none of its editor's; return their names by slug."""
    found = {}
    for article in everything:
        if not hasattr(article, "tags") and not is_made_up(article):
            article.tags = []
        elif not hasattr(article, "tags"):
            row = results.get(article.slug)
            tags = row[0] if row else links.alone(article)
            article.tags = all_named(Tag, tags, settings)
            found[article.slug] = tags
    return found


def _relate(articles: list[Any], results: Mapping[str, corpus.Row], reasons: Reasons) -> None:
    by_slug = {article.slug: article for article in articles}
    lines: dict[tuple[str, ...], list[Any]] = {}
    for slug, (_, links, _, line) in results.items():
        story = by_slug[slug]
        if not is_made_up(story):
            continue
        story.related = [Link(by_slug[other], story, reasons) for other in links]
        if line not in lines:
            lines[line] = told_of(line, by_slug)
        story.story_line = lines[line]


def tell_taken(generators: Any) -> None:
    """Tell of pages whose `Save_as` is the address of a story or another page, which would be gone without a word."""
    build = build_of(generators[0].settings)
    taken: dict[str, str] = {}
    lists = ("articles", "hidden_articles", "pages", "hidden_pages")
    for content in chain.from_iterable(getattr(each, name, ()) for each in generators for name in lists):
        first = taken.setdefault(content.save_as, content.source_path)
        if first != content.source_path:
            reason = f"its address {content.save_as!r} is taken by {shown(first)}; give it another"
            build.problems.error(content.source_path, 0, reason)


def offer_writer(_site: Any) -> type[BriefWriter]:
    """Write feeds that validate."""
    return BriefWriter


def write_more(generator: Any, writer: Any) -> None:
    """Write the pages that Pelican knows nothing of, as far as the theme has them, more feeds, and what machines read."""
    cache = build_of(generator.settings).cache
    write_pages(generator, writer, cache.pictures if cache else None)
    write_feeds(generator, writer)
    write_found(generator, writer)


__all__ = ["Unpublishable", "connect"]
