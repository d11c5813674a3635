"""Which feeds there are, where they stand, and the page that each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..pages import has_template
from .sitemap import opml

ENDINGS = {"rss": "rss.xml", "atom": "atom.xml", "json": "json"}
"""Of files, by the kind of feed."""
PELICANS = {"all": "FEED_ALL", "sections": "CATEGORY_FEED", "tags": "TAG_FEED"}
"""The settings, less `_RSS` or `_ATOM`, under which Pelican writes feeds; an editor may move them, or turn them off."""
OURS = ("lines", "editions")
"""Of what else there are feeds."""
OF_ONE = ("all", "editions")
"""Of what there is but one feed of a kind."""
FRONT = "index.html"
PAGES, PATHS = "feed_pages", "feed_paths"
"""The names in the context under which feeds find the pages that they belong to, and the theme where feeds stand."""

Paths = Mapping[str, Mapping[str, str]]


def feed_paths(settings: Mapping[str, Any]) -> Paths:
    """Return where feeds stand, by what they are of and by kind; `{slug}` stands for that of a section, a tag or a story line.

    What is not written is left out: without RSS and Atom, there is no JSON Feed either.

    >>> feed_paths({f"{name}_{kind}": None for name in PELICANS.values() for kind in ("RSS", "ATOM")})["tags"]
    {}
    """
    found = {}
    for name in (*PELICANS, *OURS):
        paths = {kind: feed_path(kind, name if name in OF_ONE else f"{name}/{{slug}}") for kind in ENDINGS}
        if name in PELICANS:
            theirs = {kind: settings[f"{PELICANS[name]}_{kind.upper()}"] for kind in ("rss", "atom")}
            paths = {kind: str(path) for kind, path in {**paths, **theirs}.items() if path and any(theirs.values())}
        found[name] = paths
    return found


def feed_path(kind: str, name: str) -> str:
    """Return where a feed stands: `feeds/lines/erbil.rss.xml`.

    >>> feed_path("json", "all")
    'feeds/all.json'
    """
    return f"feeds/{name}.{ENDINGS[kind]}"


def _newest(stories: Sequence[Any]) -> list[Any]:
    """Return the stories of a story line as subscribers get them: what the brief ran last comes first."""
    return sorted(stories[::-1], key=lambda story: -story.issued.toordinal())


def feed_pages(generator: Any, paths: Paths) -> dict[str, str]:
    """Map each feed's path to the page that it belongs to, the front page excepted."""
    rows = _feeds(generator, paths)
    return {path: page for _, _, page, _, found in rows if page != FRONT for path in found.values()}


def write_feeds(generator: Any, writer: Any) -> None:
    """Write the feeds that Pelican does not write, and the list of all."""
    context = generator.context
    rows = list(_feeds(generator, context[PATHS]))
    for of, title, _, stories, paths in rows:
        for kind, path in paths.items():
            if of in OURS or kind == "json":
                writer.write_feed(stories, context, path, feed_type=kind, feed_title=title or None)
    named = [(title, page, paths["rss"]) for _, title, page, _, paths in rows if "rss" in paths]
    site = (str(context["SITENAME"]), generator.settings["SITEURL"])
    writer.write_made("feeds/all.opml", lambda: opml(*site, named))


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
    if has_template(generator, "edition"):
        page = "editions/index.html" if has_template(generator, "editions") else FRONT
        rows.append(("editions", "", "editions", page, context["editions"]))
    for of, slug, title, page, stories in rows:
        yield of, title, page, stories, {kind: path.format(slug=slug) for kind, path in paths[of].items()}
