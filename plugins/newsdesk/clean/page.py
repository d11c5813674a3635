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
    rows = [(words, hints) for text, hints in _rows(soup) if (words := plain(text))]
    whole = _has_one_article(soup, rows)
    lines = tuple(Line(number, text, text, _hint(hints, whole)) for number, (text, hints) in enumerate(rows, first))
    return Page(lines, _facts(soup))


def _has_one_article(soup: BeautifulSoup, rows: Sequence[tuple[str, Hints]]) -> bool:
    """True if the page marks one article, with at least half of the words that no menu or footer holds."""
    words = [(len(text.split()), ARTICLE in hints) for text, hints in rows if not OUTER.intersection(hints)]
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


def _rows(soup: BeautifulSoup) -> Iterator[tuple[str, Hints]]:
    """Yield the text between block elements, with the hints around its last word."""
    text: list[str] = []
    around: Hints = ()
    for words, hints in _walk(soup, ()):
        if words is None:
            if text:
                yield "".join(text), around
            text = []
        else:
            text.append(words)
            around = hints if words.strip() or not around else around
    if text:
        yield "".join(text), around


def _walk(element: Tag, hints: Hints) -> Iterator[tuple[str | None, Hints]]:
    """Yield each text with the hints around it, and None at each end of a line."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name in SILENT or child.has_attr("hidden") or child.get("aria-hidden") == "true":
                continue
            block = child.name in BLOCKS
            if block:
                yield None, hints
            own = HINTS.get(child.name)
            if child.name in ("header", "section", "div") and child.get("role") == "navigation":
                own = "menu"
            yield from _walk(child, (*hints, own) if own else hints)
            if block:
                yield None, hints
        elif type(child) is NavigableString:  # its subclasses are comments, doctypes and the like
            yield str(child), hints


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
