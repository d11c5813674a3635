"""What a saved page's head tells: headline, day, authors, address, language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag

from ..text import plain


def read_head(soup: BeautifulSoup) -> dict[str, str]:
    """Return what the head tells: `title`, `date`, `authors`, `source`, `lang`."""
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
        except (ValueError, RecursionError):
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
