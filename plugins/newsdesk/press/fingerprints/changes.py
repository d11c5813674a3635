"""What a change can touch: which pages are told from the last build's without a fingerprint.

The input key stands for what pages rest on beside the stories: settings, code, templates, every file that is no paste. While it is the
last build's, each story is compared by itself: what was read of it beside its text, with its tags and its story line; its
text; its links. If only texts and links differ, a template that reads neither cannot tell, nor can a page that reaches no
such story. If more differs, lists may have lost or won a story; then a page of one story can still be told, if that story
and those beside it are the same, and all that its template reads besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from pelican.contents import Content

from ...digests import digest
from ...incremental.manifest import Baseline, StoryKeys
from ...site.story import BESIDE, TEXTS, TOLD, Reach, facts_that_reach

NO_KEYS: StoryKeys = ("", "", "")
LINKS = "related"
TEXT = TEXTS.union(facts_that_reach(Reach.WORDS))
"""Attributes of a story that its text decides."""


def baseline(input_key: str, lists: Iterable[Iterable[Any]], leads: Iterable[str]) -> Baseline:
    """Return what a build stands on that has these lists of stories.

    `leads` are the slugs of those that lead their editions, which texts and links decide.
    """
    lists = [list(listed) for listed in lists]
    if not all(map(_is_told, chain.from_iterable(lists))):
        return Baseline()
    stories: dict[str, StoryKeys] = {}
    lines: dict[int, str] = {}
    for story in chain.from_iterable(lists):
        own, line = story.__dict__, story.story_line
        if line and id(line) not in lines:
            lines[id(line)] = digest(repr([(each.digests.facts_and_place, _names(each.tags)) for each in line]))
        described = repr((own["digests"].facts_and_place, own["listed"], _names(own["tags"]), lines.get(id(line))))
        stories[own["relative_source_path"]] = (digest(described), *_words(story))
    order = [[*leads], *([story.relative_source_path for story in listed] for listed in lists)]
    return Baseline(input_key, digest(repr(order)), stories)


def _is_told(story: Any) -> bool:
    """True for a story of which no more is to be told than was read of its paste, and what `plugin.py` has said since."""
    own = story.__dict__
    return "digests" in own and own.keys() <= TOLD and not own["translations"]


def with_words(before: Baseline, changed: Iterable[Any]) -> Baseline:
    """Return what a build stands on once the texts and links of some stories, and nothing else, have changed."""
    rows = {story.relative_source_path: story for story in changed}
    return before._replace(
        stories={**before.stories, **{path: (before.stories[path][0], *_words(story)) for path, story in rows.items()}}
    )


def _words(story: Any) -> tuple[str, str]:
    return story.digests.text, " ".join([link.article.slug for link in story.related])


def _names(tags: Iterable[Any]) -> list[str]:
    return [tag.name for tag in tags]


class StoryChanges:
    """What differs from the last build, whose input key was the same."""

    def __init__(self, stories: Iterable[Any], before: Baseline, now: Baseline) -> None:
        """`stories` are all of this build."""
        self._stories = {story.relative_source_path: story for story in stories}
        pairs = [(path, row, before.stories.get(path, NO_KEYS)) for path, row in now.stories.items()]
        self._others, self._texts, self._links = (
            {path for path, row, last in pairs if row[place] != last[place]} for place in range(3)
        )
        self.only_words = now.lists == before.lists and not self._others
        """True if only texts and links differ"""
        self._affected: dict[frozenset[str], dict[int, Any]] = {}

    def affected(self, attributes: frozenset[str]) -> dict[int, Any]:
        """Return the stories, by their ids, of which those attributes tell a change, their own or of a story beside them."""
        found = self._affected.get(attributes)
        if found is None:
            paths = self._others | (self._links if LINKS in attributes else set())
            paths |= set() if attributes.isdisjoint(TEXT) else self._texts
            found = {id(self._stories[path]): self._stories[path] for path in sorted(paths)}
            if found and not attributes.isdisjoint(BESIDE):
                linked = chain.from_iterable([self._linking.get(story, ()) for story in found])
                lines = [story.story_line for story in found.values()]  # it is in theirs as they are in its
                found |= {id(story): story for story in chain(linked, *lines)}
            self._affected[attributes] = found
        return found

    @cached_property
    def _linking(self) -> dict[int, list[Any]]:
        """Map the ids of stories to those that link to them."""
        found: defaultdict[int, list[Any]] = defaultdict(list)
        for story in self._stories.values():
            for link in story.related:
                found[id(link.article)].append(story)
        return dict(found)

    def none_affected(self, attributes: frozenset[str]) -> bool:
        """True if those attributes tell no change at all."""
        return self.only_words and not self.affected(attributes)

    def unaffected(self, values: Sequence[Any], attributes: frozenset[str]) -> bool:
        """True if what those attributes tell of a page's own values is what it was."""
        affected = self.affected(attributes)
        if self.only_words:
            return not _holds(values, affected)
        story = next((value for value in values if isinstance(value, Content)), None)  # a list may have lost one
        if story is None or id(story) in affected:
            return False
        return all(value is story or value is True or value is getattr(story, "category", None) for value in values)


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
