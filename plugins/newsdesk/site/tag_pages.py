"""What a page of a name tells besides its stories: the tags that often come with a tag; the sources of stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from math import sqrt
from typing import Any

OFTEN = 8
"""Tags told of beside one."""
TOGETHER = 2
"""Stories that two tags share at least, for one may be chance."""


class Together:
    """Which tags come with which, told by numbers: to ask a name of Pelican's for its hash costs more than all else."""

    def __init__(self, tags: Iterable[tuple[Any, Sequence[Any]]]) -> None:
        """Take the listed tags, each with its stories."""
        rows = list(tags)
        self._tags = [tag for tag, _ in rows]
        self._sizes = [len(stories) for _, stories in rows]
        self._numbers = {tag: number for number, (tag, _) in enumerate(rows)}
        self._by_id: dict[int, int] = {}
        self._of: dict[int, list[int]] = {}

    def often_with(self, tag: Any, stories: Iterable[Any]) -> list[Any]:
        """Return the tags that come with a tag, those that come with little else first; ties by slug.

        How many stories a tag has counts: a country that every other story names says less than a town that only these name.
        """
        here, sizes = self._numbers[tag], self._sizes
        counts = Counter(chain.from_iterable(map(self._of_story, stories)))
        together = [other for other, count in counts.items() if count >= TOGETHER and other != here]
        together.sort(key=lambda other: (-counts[other] / sqrt(sizes[other]), self._tags[other].slug))
        return [self._tags[other] for other in together[:OFTEN]]

    def _of_story(self, story: Any) -> list[int]:
        found = self._of.get(id(story))
        if found is None:
            self._of[id(story)] = found = [self._number(tag) for tag in story.tags]
        return found

    def _number(self, tag: Any) -> int:
        found = self._by_id.get(id(tag))
        if found is None:
            self._by_id[id(tag)] = found = self._numbers[tag]
        return found


def by_source(articles: Iterable[Any]) -> list[tuple[Any, list[Any]]]:
    """Return the sources of `articles` with their stories, by the day of the original; the sources by name."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: (-article.date.toordinal(), article.slug)):
        if article.origin:
            found[article.origin].append(article)
    return sorted(found.items(), key=lambda pair: pair[0].title.casefold())
