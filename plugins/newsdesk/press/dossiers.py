"""What a page of a name tells besides its stories: the tags that often come with a tag; the sources of stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import sqrt
from typing import Any

from pelican.urlwrappers import URLWrapper
from pelican.utils import slugify

OFTEN = 8
"""Tags told of beside one."""
TOGETHER = 2
"""Stories that two tags share at least, for one may be chance."""


class Source(URLWrapper):  # type: ignore[misc]
    """Where stories were taken from: a host's name, without www."""

    @cached_property
    def slug(self) -> str:
        """The name in an address: `example-org`."""
        return str(slugify(self.name.replace(".", "-"), regex_subs=self.settings.get("SLUG_REGEX_SUBSTITUTIONS", [])))


def often_with(tag: Any, stories: Iterable[Any], sizes: Mapping[Any, int]) -> list[Any]:
    """Return the tags that come with a tag, those that come with little else first; ties by slug.

    `sizes` tells how many stories a tag has: a country that every other story names says less than a town that only these name.
    """
    counts = Counter(other for story in stories for other in story.tags if other is not tag and other in sizes)
    together = [other for other, count in counts.items() if count >= TOGETHER]
    return sorted(together, key=lambda other: (-counts[other] / sqrt(sizes[other]), other.slug))[:OFTEN]


def sources(articles: Iterable[Any]) -> list[tuple[Source, list[Any]]]:
    """Return the sources of `articles` with their stories, in the articles' order; the sources by name."""
    found: defaultdict[Source, list[Any]] = defaultdict(list)
    for article in articles:
        if article.origin:
            found[article.origin].append(article)
    return sorted(found.items(), key=lambda pair: str(pair[0]))


def sizes(tags: Iterable[tuple[Any, Sequence[Any]]]) -> dict[Any, int]:
    """Return how many stories each tag has."""
    return {tag: len(stories) for tag, stories in tags}
