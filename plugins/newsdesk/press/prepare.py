"""Before anything is read: the settings, the theme's filters, Pelican's generators, and the editor's tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from .. import corpus, store
from ..clean import BadRules, BadSources, Sources, read_rules, read_sources
from ..corpus import BadVocabulary, make_vocabulary, read_vocabulary
from ..problems import Problems
from ..site import dates
from ..site.charts import chart
from ..site.editions import SPANS
from ..site.fit import for_line
from ..site.i18n import FILTERS as WORDS
from ..site.images import image
from ..site.outputs.json_ld import breadcrumb, json_ld
from ..site.story import read_on
from .addresses import set_addresses
from .current_build import build_of, unkept_links
from .editions.files import edition_files
from .generator import take_over
from .sources.markdown import AS_PASTES, TRUSTED

T = TypeVar("T")
DEFAULTS = {
    "EDITION": "day",
    "MENU_SECTIONS": 5,
    "MENUITEMS": (),
    "FOOTER": "",
    "LINKS": (),
    "COLOURS": {},
    "LOGO": "",
    "ICON": "",
    "CARD": "",
    "SEARCH": True,
    "EXCERPT_WORDS": 120,
    "LINKS_LEAD_TO": "original",
    "NOTES": "below",
    "SUBSCRIBE_EMAIL": "",
    TRUSTED: False,
    AS_PASTES: False,
    "EDITION_URL": "editions/{date:%Y}-{date:%m}-{date:%d}/index.html",
    "WEEK_URL": "editions/{date:%G}-w{date:%V}/index.html",
    "MONTH_URL": "archive/{date:%Y}-{date:%m}.html",
    "LINE_URL": "lines/{slug}.html",
    "SOURCE_URL": "sources/{slug}.html",
    "SOURCE_SAVE_AS": "sources/{slug}.html",
    "SOURCES_URL": "sources.html",
}
"""Settings of ours, for a `pelicanconf.py` that does not know them: what it has in Markdown is left as it is written."""
CHOICES = {"EDITION": SPANS, "LINKS_LEAD_TO": ("original", "page"), "NOTES": ("below", "instead")}
"""Settings that are one of a few words."""
VOCABULARY = "tags.toml"
RULES = "rules.toml"
SOURCES = "sources.toml"
"""All beside the pastes."""


def prepare(site: Any) -> None:
    """Give the theme its filters, Pelican our generators, and each build its own list of problems."""
    settings = site.settings
    take_over(site)
    settings["JINJA_FILTERS"] = {
        **dates.FILTERS,
        "json_ld": json_ld,
        "breadcrumb": breadcrumb,
        "chart": chart,
        "image": image,
        "read_on": read_on,
        **WORDS,
        **settings["JINJA_FILTERS"],
    }
    for name, value in DEFAULTS.items():
        settings.setdefault(name, value)
    if settings["ARTICLE_ORDER_BY"] == "reversed-date":
        settings["ARTICLE_ORDER_BY"] = newest_first
    _tell_wrong(settings)
    settings["IGNORE_FILES"] = [*settings["IGNORE_FILES"], *store.LOCKS]
    set_addresses(settings)
    for name in ("SITENAME", "SITESUBTITLE", "FOOTER"):
        settings[name] = for_line(str(settings.get(name) or ""))
    settings["ADDRESS"] = settings["SITEURL"]
    settings["ROOT"] = urlsplit(settings["SITEURL"]).path
    build, content = build_of(settings), Path(settings["PATH"])
    problems = build.problems
    build.rules = _told(content / RULES, read_rules, (), problems)
    build.sources = _told(content / SOURCES, read_sources, Sources(), problems)
    build.vocabulary = _told(content / VOCABULARY, read_vocabulary, make_vocabulary(()), problems)
    build.edition_files = edition_files(settings, problems)
    if build.cache:
        build.cache.read(settings, corpus.Finder(build.vocabulary), build.sources)
        build.links = build.cache.links
    else:
        build.links = unkept_links(build.vocabulary)


def _tell_wrong(settings: dict[str, Any]) -> None:
    """Tell of settings of ours that cannot be followed, and put what they have by default in their place."""
    for name, known in CHOICES.items():
        if settings[name] not in known:
            words = " or ".join(map(repr, known))
            build_of(settings).problems.error("", 0, f"{name} is {settings[name]!r}; write {words} in pelicanconf.py")
            settings[name] = DEFAULTS[name]
    if not isinstance(settings["EXCERPT_WORDS"], int):
        reason = f"EXCERPT_WORDS is {settings['EXCERPT_WORDS']!r}; write a number in pelicanconf.py"
        build_of(settings).problems.error("", 0, reason)
        settings["EXCERPT_WORDS"] = DEFAULTS["EXCERPT_WORDS"]


def newest_first(article: Any) -> float:
    """Put what the brief ran last first, where Pelican looks at a story's own day; before that is known, by that."""
    return -float(getattr(article, "issued", article.date).timestamp())


def _told(path: Path, read: Callable[[str], T], otherwise: T, problems: Problems) -> T:
    """Return what a file of the editor's tells; `otherwise` if there is none, or nothing that can be read, which is an error."""
    if not path.exists():
        return otherwise
    try:
        return read(store.read_text(path).text)
    except (BadRules, BadSources, BadVocabulary) as error:
        problems.error(str(path), error.line, error.reason)
    except store.NotText as error:
        problems.error(str(path), 0, str(error))
    return otherwise
