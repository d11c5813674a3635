"""Why a story is related to another, in the language of its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from .calendar import between
from .words import Words, fill, listed

ISOLATED = {"ltr": "{}", "rtl": "\u2068{}\u2069"}
"""A name in a line from right to left may run from left to right: it stands apart (Unicode's FSI and PDI)."""
SHARED = 3
"""Names that two stories share, as told."""


def give_reasons(articles: Iterable[Any], words_of: Mapping[str, Words]) -> None:
    """Say in each story's language why it is related to others."""
    articles = list(articles)
    names = {id(article): [str(tag) for tag in article.tags] for article in articles}
    sets = {key: frozenset(tags) for key, tags in names.items()}
    tell = {lang: _Reasons(words) for lang, words in words_of.items()}
    for article in articles:
        tags, reasons, day = names[id(article)], tell[article.lang], article.date.toordinal()
        for link in article.related:
            other = link["article"]
            theirs = sets[id(other)]
            shared = tuple([tag for tag in tags if tag in theirs][:SHARED])
            link["reason"] = reasons[other.date.toordinal() - day, shared]


class _Reasons(dict[tuple[int, tuple[str, ...]], str]):
    """The days between two stories and the names that they share, to what is said of them in a language."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, key: tuple[int, tuple[str, ...]]) -> str:
        days, shared = key
        words = self._words
        names = [ISOLATED[words["dir"]].format(escape(tag, quote=False)) for tag in shared]
        also = fill(words["also_names"], listed(names, words)) if names else words["same_subject"]
        self[key] = found = f"{between(days, words)}. {also}"
        return found
