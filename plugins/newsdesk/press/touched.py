"""What a change can touch. Most change a story's words: then most pages are told from the last build's without a fingerprint.

What pages rest on beside the stories' texts and the links between them is the frame: settings, code, templates, all other
files, what was read of each story beside its text, its tags, its story line. While the frame is the last build's, only a
template that reads texts or links can tell a change, and of its pages only one that reaches a story whose own changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any, NamedTuple

from pelican.contents import Content

from ..kept import digest
from .prints import BESIDE, TEXTS, TOLD, Needs, holds_stories
from .reading import OF_TEXT

LINKS = "related"
TEXT = TEXTS.union(OF_TEXT)
"""Attributes of a story that its text decides."""


class Standing(NamedTuple):
    """What a build leaves for the next to tell its changes by."""

    frame: str = ""
    """empty if it cannot be told"""
    stories: Mapping[str, tuple[str, str]] = {}
    """by path below the pastes: what stands for all that was read of a story, and the slugs that it links to"""


def standing(lists: Iterable[Iterable[Any]], ground: str) -> Standing:
    """Return what a build stands on that has these lists of stories; `ground` stands for all that no story tells."""
    stories: dict[str, tuple[str, str]] = {}
    frame: list[Any] = [ground]
    for listed in lists:
        frame.append("a list")
        for story in listed:
            own = story.__dict__
            if "prints" not in own or not own.keys() <= TOLD:
                return Standing()
            tags = [tag.name for tag in own["tags"]]
            line = own["story_line"][0].slug if own["story_line"] else ""  # its first story: no other line has it
            frame.append((own["prints"].frame, own["listed"], tags, line))
            links = " ".join([link.article.slug for link in own[LINKS]])
            stories[own["relative_source_path"]] = (own["prints"].whole, links)
    return Standing(digest(repr(frame)), stories)


class Touched:
    """What differs from the last build: the texts and links of some stories, and nothing else."""

    def __init__(self, stories: Iterable[Any], before: Standing, now: Standing) -> None:
        """`stories` are all of this build; both standings have one frame."""
        self._stories = {story.relative_source_path: story for story in stories}
        pairs = [(path, row, before.stories[path]) for path, row in now.stories.items()]
        self._texts = {path for path, (whole, _), (whole_before, _) in pairs if whole != whole_before}
        self._links = {path for path, (_, links), (_, links_before) in pairs if links != links_before}
        self._reached: dict[frozenset[str], set[int]] = {}
        self._shares: dict[tuple[Any, ...], bool] = {}

    def stories(self, attributes: frozenset[str]) -> list[Any]:
        """Return the stories of which one of those attributes may be another."""
        paths = set() if attributes.isdisjoint(TEXT) else set(self._texts)
        return [self._stories[path] for path in sorted(paths | (self._links if LINKS in attributes else set()))]

    def spares_page(self, template: str, needs: Needs, context: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
        """True if a page of a template is made from what the last build's was; `given` are the page's own values."""
        if not self._reached_by(needs.attributes):
            return True
        key = (template, id(context), *given)
        if key not in self._shares:
            read = needs.names.difference(given).intersection(context)
            self._shares[key] = any(holds_stories(context[name]) for name in read)
        own = [given[name] for name in needs.names.intersection(given)]
        return not self._shares[key] and self.spares(own, needs.attributes)

    def spares(self, value: Any, attributes: frozenset[str]) -> bool:
        """True if nothing in `value` may be another that is read by these attributes."""
        reached = self._reached_by(attributes)
        return not reached or not _holds(value, reached)

    def _reached_by(self, attributes: frozenset[str]) -> set[int]:
        """Return the ids of the stories of which those attributes tell a change, their own or of a story beside them."""
        if attributes not in self._reached:
            changed = self.stories(attributes)
            found = {id(story) for story in changed}
            if changed and not attributes.isdisjoint(BESIDE):
                beside = [[*story.story_line, *story.translations] for story in changed]  # as these are beside them
                linked = [
                    story
                    for story in self._stories.values()
                    if any(id(link.article) in found for link in story.related)
                ]
                found |= {id(story) for story in chain(linked, *beside)}
            self._reached[attributes] = found
        return self._reached[attributes]


def _holds(value: Any, wanted: Collection[int]) -> bool:
    """True if a value is a wanted story, by its id, or holds one; what hangs on a story in turn is not looked at."""
    if isinstance(value, Content):
        return id(value) in wanted
    if isinstance(value, Mapping):
        return any(_holds(item, wanted) for item in value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(_holds(item, wanted) for item in value)
    if is_dataclass(value):
        return any(_holds(getattr(value, field.name), wanted) for field in fields(value))
    return False
