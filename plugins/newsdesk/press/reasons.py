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
    for article in articles:
        words = words_of[article.lang]
        tags = [str(tag) for tag in article.tags]
        for link in article.related:
            others = {str(tag) for tag in link["article"].tags}
            shared = [ISOLATED[words["dir"]].format(escape(tag, quote=False)) for tag in tags if tag in others][:SHARED]
            days = (link["article"].date.date() - article.date.date()).days
            also = fill(words["also_names"], listed(shared, words)) if shared else words["same_subject"]
            link["reason"] = f"{between(days, words)}. {also}"
