"""A saved web page as lines, each with what the page's own marks say of it.

Nothing of the HTML goes further than its words: what is published is built from text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ..article import Line
from .lines import plain

SILENT = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "head", "object", "select", "datalist"))
"""Elements without words for a reader."""
BLOCKS = frozenset(
    """address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr label legend li main nav ol option p pre section summary table tbody td tfoot th thead time tr ul""".split()
)
"""Elements that end a line."""
HINTS = {
    "nav": "menu", "footer": "footer", "aside": "aside", "form": "form", "button": "form", "label": "form", "dialog": "form",
    "h1": "h1", "h2": "heading", "h3": "heading", "h4": "heading", "figcaption": "caption", "li": "item", "blockquote": "quote", "article": "article",
}  # fmt: skip
"""What an element says of the lines in it; an outer menu, footer or form says more than what is inside."""
ARTICLE = "article"
NEAREST = 5
"""Elements around a text whose names are told."""
MOST_NAMES = 8
"""Words of an element's classes; some pages write their whole look there."""
WORD = re.compile(r"[a-z]{3,}")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of "storyBody"."""
Hints = tuple[str, ...]
"""Of the elements around a text, the outermost first."""
OUTER = frozenset(("menu", "footer", "aside", "form"))


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page, read."""

    lines: tuple[Line, ...]
    """numbered as they come, for a page has no lines of its own"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """what the page's head tells: `title`, `date`, `authors`, `source`, `lang`"""


def read_page(html: str, first: int = 1) -> Page:
    """Read a page's lines, numbered from `first`, and the facts in its head."""
    soup = BeautifulSoup(html, "html.parser")
    rows = [row for row in _rows(soup) if row.text]
    whole = _has_one_article(soup, rows)
    lines = tuple(
        Line(number, row.text, row.text, _hint(row.around.hints, whole), row.linked, row.around.marks)
        for number, row in enumerate(rows, first)
    )
    return Page(lines, _facts(soup))


def _has_one_article(soup: BeautifulSoup, rows: Sequence[Row]) -> bool:
    """True if the page marks one article, with at least half of the words that no menu or footer holds."""
    hinted = ((row.text, row.around.hints) for row in rows)
    words = [(len(text.split()), ARTICLE in hints) for text, hints in hinted if not OUTER.intersection(hints)]
    inside = sum(count for count, within in words if within)
    return len(soup.find_all(ARTICLE)) == 1 and inside * 2 >= sum(count for count, _ in words)


def _hint(hints: Hints, whole: bool) -> str:
    """Return what a line's elements say of it; `whole` is whether the page marks its one article.

    Where it does not, a list item says nothing: menus are lists, too.
    """
    outer = next((hint for hint in hints if hint in OUTER), "")
    inner = hints[-1] if hints else ""
    if outer:
        return outer
    if whole and ARTICLE not in hints and inner != "h1":
        return "outside"
    return "" if inner == ARTICLE or (inner == "item" and not whole) else inner


@dataclass(frozen=True, slots=True)
class Around:
    """The elements around a text."""

    hints: Hints = ()
    names: tuple[tuple[str, ...], ...] = ()
    """of each element, its name and the words of its classes, the outermost first"""
    in_link: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """The names of the nearest elements, each once."""
        return tuple(dict.fromkeys(word for words in self.names[-NEAREST:] for word in words))


@dataclass(frozen=True, slots=True)
class Row:
    """The text between two ends of a line."""

    text: str
    around: Around
    """of its last word"""
    linked: float
    """the share of its characters that are a link"""


def _rows(soup: BeautifulSoup) -> Iterator[Row]:
    """Yield the text between block elements."""
    texts: list[tuple[str, Around]] = []
    for words, around in _walk(soup, Around()):
        if words is not None:
            texts.append((words, around))
        elif texts:
            yield _row(texts)
            texts = []
    if texts:
        yield _row(texts)


def _row(texts: Sequence[tuple[str, Around]]) -> Row:
    told = [(len(words.strip()), around) for words, around in texts if words.strip()]
    linked = sum(size for size, around in told if around.in_link)
    around = told[-1][1] if told else Around()
    return Row(plain("".join(words for words, _ in texts)), around, linked / max(1, sum(size for size, _ in told)))


def _walk(element: Tag, around: Around) -> Iterator[tuple[str | None, Around]]:
    """Yield each text with the elements around it, and None at each end of a line."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name in SILENT or child.has_attr("hidden") or child.get("aria-hidden") == "true":
                continue
            block = child.name in BLOCKS
            if block:
                yield None, around
            yield from _walk(child, _inside(child, around))
            if block:
                yield None, around
        elif type(child) is NavigableString:  # its subclasses are comments, doctypes and the like
            yield str(child), around


def _inside(tag: Tag, around: Around) -> Around:
    own = HINTS.get(tag.name)
    if tag.name in ("header", "section", "div") and tag.get("role") == "navigation":
        own = "menu"
    named = " ".join([*(tag.get("class") or ()), str(tag.get("id") or "")])
    words = tuple(f".{word}" for word in WORD.findall(CAMEL.sub(" ", named).casefold()))
    hints = (*around.hints, own) if own else around.hints
    return Around(hints, (*around.names, (tag.name, *words[:MOST_NAMES])), around.in_link or tag.name == "a")


def _facts(soup: BeautifulSoup) -> dict[str, str]:
    meta = {
        str(tag.get("property") or tag.get("name") or "").casefold(): plain(str(tag.get("content") or ""))
        for tag in soup.find_all("meta")
    }
    linked = _linked_data(soup)
    canonical = soup.find("link", rel="canonical")
    root = soup.find("html")
    found = {
        "title": plain(str(linked.get("headline") or "")) or meta.get("og:title", ""),
        "date": _day(
            str(linked.get("datePublished") or "") or meta.get("article:published_time", "") or meta.get("date", "")
        ),
        "authors": ", ".join(_names(linked.get("author"))) or _person(meta.get("author", "")),
        "source": str(canonical.get("href") or "") if isinstance(canonical, Tag) else meta.get("og:url", ""),
        "lang": str(root.get("lang") or "").partition("-")[0].casefold() if isinstance(root, Tag) else "",
    }
    if not found["source"].startswith(("http://", "https://")):
        found["source"] = ""
    if not re.fullmatch(r"[a-z]{2,3}", found["lang"]):
        found["lang"] = ""
    return {name: value for name, value in found.items() if value}


def _linked_data(soup: BeautifulSoup) -> Mapping[str, Any]:
    """Return the page's article as it describes itself in JSON-LD, or an empty mapping."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            told = json.loads(script.get_text())
        except ValueError:
            continue
        rows = told if isinstance(told, list) else told.get("@graph", [told]) if isinstance(told, dict) else []
        for row in rows:
            if isinstance(row, dict) and "Article" in str(row.get("@type")):
                return row
    return {}


def _names(authors: Any) -> list[str]:
    rows = authors if isinstance(authors, list) else [authors] if authors else []
    names = [row.get("name", "") if isinstance(row, dict) else row for row in rows]
    return [plain(name) for name in names if isinstance(name, str) and _person(plain(name))]


def _person(name: str) -> str:
    """Return a name, unless it is an address or too long to be one."""
    return name if 0 < len(name) <= 60 and not re.search(r"[/@<>]|https?:", name) else ""


def _day(value: str) -> str:
    match = re.match(r"\d{4}-\d{2}-\d{2}", value)
    return match.group() if match else ""
