"""What a page tells of its article in JSON-LD, however carelessly it is written down."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bs4 import BeautifulSoup

from ..text import parseable, plain

OPENING = re.compile(r"[\[{]")
MOST_OPENINGS = 4
"""Brackets at which the data may open: behind "<!--" or "//<![CDATA[" stand up to two that open nothing."""
WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
"""Under which a page keeps its article; what stands under others, as in a list, are other pages."""


class LinkedData:
    """The data of one page."""

    def __init__(self, soup: BeautifulSoup) -> None:
        scripts = soup.find_all("script", type="application/ld+json")
        nodes = [node for script in scripts for node in _nodes(_parsed(script.get_text()))]
        self.article: Mapping[str, Any] = next((node for node in nodes if "Article" in str(node.get("@type"))), {})
        """the first that says it is an article; empty if none does"""
        self.body = _text(str(self.article.get("articleBody") or ""))
        """the article's text as the data has it, elements and references resolved; empty on most pages"""
        self._by_id = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}

    def names(self, key: str) -> tuple[str, ...]:
        """Return the names under a key of the article, such as `author`, as written."""
        return tuple(self._names(self.article.get(key)))

    def _names(self, told: Any) -> Iterator[str]:
        if isinstance(told, str):
            yield plain(told)
        elif isinstance(told, list):
            for one in told:
                yield from self._names(one)
        elif isinstance(told, dict):
            node = told if "name" in told else self._by_id.get(str(told.get("@id")), {})
            yield from self._names(node.get("name"))


def _text(words: str) -> str:
    return BeautifulSoup(parseable(words), "html.parser").get_text(" ") if "<" in words or "&" in words else words


def _parsed(text: str) -> Any:
    """Return what a script says, comments around it, raw line ends and what follows aside; None if it cannot be read."""
    for opening in list(OPENING.finditer(text))[:MOST_OPENINGS]:
        try:
            return json.JSONDecoder(strict=False).raw_decode(text, opening.start())[0]
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(told: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all that is told of the page itself."""
    if isinstance(told, list):
        for one in told:
            yield from _nodes(one)
    elif isinstance(told, dict):
        yield told
        for name in WITHIN:
            yield from _nodes(told.get(name))
