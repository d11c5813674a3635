"""Links to related stories, and why they are related, in the language of their page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from .dates import between
from .i18n import Words, fill, listed

ISOLATED = {"ltr": "{}", "rtl": "\u2068{}\u2069"}
"""A name in a line from right to left may run from left to right: it stands apart (Unicode's FSI and PDI)."""
SHARED = 3
"""Names that two stories share, as told."""


class Link(Mapping[str, Any]):
    """A link from a story to another: `article`, and `reason`, as HTML, which is told when somebody reads it."""

    __slots__ = ("_reasons", "_story", "article")

    def __init__(self, article: Any, story: Any, reasons: Reasons) -> None:
        """`article` is the other story; `story` links to it."""
        self.article, self._story, self._reasons = article, story, reasons

    @property
    def reason(self) -> str:
        """Why the other story is related: `Five days later. Also names Kataib Hizbullah and Erbil.`"""
        return self._reasons.of(self._story, self.article)

    def __getitem__(self, name: str) -> Any:
        if name not in ("article", "reason"):
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter(("article", "reason"))

    def __len__(self) -> int:
        return 2


class Reasons:
    """The reasons of one build, in the languages of its context's `interface`: the same few are told again and again."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        """`context` has its `interface` before a reason is asked for."""
        self._context = context
        self._told: dict[tuple[str, int, tuple[str, ...]], str] = {}
        self._names: dict[int, list[str]] = {}
        """of tags, by the ids of stories, which live as long as the build"""

    def of(self, story: Any, other: Any) -> str:
        """Return why `other` is related to `story`, in the story's language."""
        theirs = self._names_of(other)
        shared = tuple([name for name in self._names_of(story) if name in theirs][:SHARED])
        key = (story.lang, other.date.toordinal() - story.date.toordinal(), shared)
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = _told(self._context["interface"][story.lang], key[1], shared)
        return found

    def _names_of(self, story: Any) -> list[str]:
        found = self._names.get(id(story))
        if found is None:
            found = self._names[id(story)] = [str(tag) for tag in story.tags]
        return found


def _told(words: Words, days: int, shared: tuple[str, ...]) -> str:
    names = [ISOLATED[words["dir"]].format(escape(name, quote=False)) for name in shared]
    also = fill(words["also_names"], listed(names, words)) if names else words["same_subject"]
    return f"{between(days, words)}. {also}"
