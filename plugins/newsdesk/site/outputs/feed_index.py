"""Which feeds there are, where they stand, and the page that each belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..pages import has_template, subscribe_url, write_page
from .sitemap import opml


@dataclass(frozen=True, slots=True)
class FeedKind:
    """A format of feeds."""

    name: str
    """for readers"""
    media_type: str
    ending: str
    """of its files"""


KINDS = {
    "rss": FeedKind("RSS", "application/rss+xml", "rss.xml"),
    "atom": FeedKind("Atom", "application/atom+xml", "atom.xml"),
    "json": FeedKind("JSON Feed", "application/feed+json", "json"),
}
PELICANS_KINDS = ("rss", "atom")
"""The kinds that Pelican writes; all others are written here."""
PELICANS = {"all": "FEED_ALL", "sections": "CATEGORY_FEED", "tags": "TAG_FEED"}
"""The settings, less `_RSS` or `_ATOM`, under which Pelican writes feeds; an editor may move them, or turn them off."""
OURS = {"lines": "line", "editions": "edition"}
"""Of what else there are feeds, if the theme has the template of its pages."""
OF_ONE = ("all", "editions")
"""Of what there is but one feed of a kind."""
FRONT = "index.html"
SUBSCRIBE = "subscribe.html"
"""The page that tells readers of feeds."""
MOST_TAGS = 40
"""Tags on it, those with most stories; each tag's own page leads to its feed."""
PAGES, PATHS = "feed_pages", "feed_paths"
"""The names in the context under which feeds find the pages that they belong to, and the theme where feeds stand."""

Paths = Mapping[str, Mapping[str, str]]


def feed_paths(settings: Mapping[str, Any], ours: Collection[str] = tuple(OURS)) -> Paths:
    """Return where feeds stand, by what they are of and by kind; `{slug}` stands for that of a section, a tag or a story line.

    What is not written is left out: without RSS and Atom, there is no JSON Feed either; of OURS all but `ours`.

    >>> feed_paths({f"{name}_{kind}": None for name in PELICANS.values() for kind in ("RSS", "ATOM")})["tags"]
    {}
    """
    found = {}
    for name in (*PELICANS, *OURS):
        paths = {kind: feed_path(kind, name if name in OF_ONE else f"{name}/{{slug}}") for kind in KINDS}
        if name in PELICANS:
            theirs = {kind: settings.get(f"{PELICANS[name]}_{kind.upper()}") for kind in PELICANS_KINDS}
            paths = {kind: str(path) for kind, path in {**paths, **theirs}.items() if path and any(theirs.values())}
        found[name] = paths if name in PELICANS or name in ours else {}
    return found


def set_feeds(generator: Any) -> None:
    """Tell the theme which feeds there are, of which kinds, and where readers are told of them; and feeds, which page they belong to."""
    context = generator.context
    ours = [name for name, template in OURS.items() if has_template(generator, template)]
    context[PATHS] = paths = feed_paths(generator.settings, ours)
    context[PAGES] = feed_pages(generator, paths)
    context["feed_kinds"] = KINDS
    told = has_template(generator, "subscribe") and any(paths[of] for of in OF_ONE)
    context["subscribe_url"] = SUBSCRIBE if told else ""


def feeds_by_name(context: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """Return what the page for subscribers lists: the feeds of sections, and of the tags with most stories, by name."""
    tags = sorted(context["tags"], key=lambda pair: (-len(pair[1]), pair[0].slug))[:MOST_TAGS]
    names = {"sections": context["sections"], "tags": sorted(tags, key=lambda pair: str(pair[0]).casefold())}
    return {f"{of[:-1]}_feeds": _named_feeds(rows, context[PATHS][of]) for of, rows in names.items()}


def _named_feeds(rows: Iterable[tuple[Any, list[Any]]], paths: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the feeds of these sections or tags, each of the first kind there is."""
    path = next(iter(paths.values()), "")
    return [{"name": str(name), "url": path.format(slug=name.slug)} for name, _ in rows] if path else []


def feed_path(kind: str, name: str) -> str:
    """Return where a feed stands: `feeds/lines/erbil.rss.xml`.

    >>> feed_path("json", "all")
    'feeds/all.json'
    """
    return f"feeds/{name}.{KINDS[kind].ending}"


def _newest(stories: Sequence[Any]) -> list[Any]:
    """Return the stories of a story line as subscribers get them: what the brief ran last comes first."""
    return list(reversed(sorted(stories, key=lambda story: story.issued.toordinal())))  # noqa: C413 -- of one day, too


def feed_pages(generator: Any, paths: Paths) -> dict[str, str]:
    """Map each feed's path to the page that it belongs to, the front page excepted."""
    rows = _feeds(generator, paths)
    return {path: page for _, _, page, _, found in rows if page != FRONT for path in found.values()}


def write_feeds(generator: Any, writer: Any) -> None:
    """Write the feeds that Pelican does not write, the list of all, and the page that tells readers of them."""
    context = generator.context
    rows = list(_feeds(generator, context[PATHS]))
    for of, title, _, stories, paths in rows:
        for kind, path in paths.items():
            if of in OURS or kind not in PELICANS_KINDS:
                writer.write_feed(stories, context, path, feed_type=kind, feed_title=title or None)
    named = [(title, page, paths["rss"]) for _, title, page, _, paths in rows if "rss" in paths]
    site = (str(context["SITENAME"]), generator.settings["SITEURL"])
    writer.write_made("feeds/all.opml", lambda: opml(*site, named))
    if subscribe_url(context):
        write_page(generator, writer, "subscribe", context["subscribe_url"], feeds_by_name(context))


def _feeds(generator: Any, paths: Paths) -> Iterator[tuple[str, str, str, list[Any], dict[str, str]]]:
    """Yield of what feeds are, a title, page, stories, and paths by kind; without a page of its own it belongs to the front page."""
    context = generator.context
    rows: list[tuple[str, str, str, str, list[Any]]] = [("all", "", "", FRONT, context["articles"])]
    for kind in ("sections", "tags"):
        rows += [
            (kind, name.slug, name.name, name.url if name.save_as else FRONT, stories)
            for name, stories in context[kind]
        ]
    rows += [("lines", line.slug, line.name, line.url, _newest(line.stories)) for line in context["lines"]]
    if paths["editions"]:
        page = "editions/index.html" if has_template(generator, "editions") else FRONT
        rows.append(("editions", "", "editions", page, context["editions"]))
    for of, slug, title, page, stories in rows:
        yield of, title, page, stories, {kind: path.format(slug=slug) for kind, path in paths[of].items()}
