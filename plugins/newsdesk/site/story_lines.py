"""Story lines: the stories of one running event, in time order, with what is new at each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .dates import between
from .i18n import Words, english, listed

LONGEST = 60
"""Stories; a longer chain of neighbours is a subject, not one running event."""
WINDOW = 9
"""Steps shown on a story's own page; more are on the line's."""
NEW = 4
"""Names told as new at a step."""
NAMES = 2
"""Tags that a line is named by."""


@dataclass(slots=True)
class StoryLine:
    """A running event."""

    name: str
    """what most of its stories name; the first headline if they share nothing. Plain words"""
    slug: str
    """its first story's"""
    url: str
    stories: list[Any]
    """first to latest"""
    steps: list[dict[str, Any]]
    """`{"article", "since", "new"}`: a story, the time since the one before in words, the names it brings in"""


def told_of(line: Iterable[str], by_slug: Mapping[str, Any]) -> list[Any]:
    """Return the stories of a line, named by their slugs; none of a line that is too long."""
    stories = [by_slug[slug] for slug in line]
    return stories if len(stories) <= LONGEST else []


def storylines(articles: Iterable[Any], url: str, words: Words | None = None) -> list[StoryLine]:
    """Return the story lines of `articles`, the one with the latest story first; `url` is a pattern for a slug."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for article in articles:
        if len(article.story_line) > 1:
            found.setdefault(tuple(story.slug for story in article.story_line), article.story_line)
    lines = [_line(stories, url, words or english()) for stories in found.values()]
    return sorted(lines, key=lambda line: (-line.stories[-1].date.toordinal(), line.slug))


def _line(stories: list[Any], url: str, words: Words) -> StoryLine:
    slug = stories[0].slug
    tags = [[str(tag) for tag in story.tags] for story in stories]
    return StoryLine(_name(stories, tags, words), slug, url.format(slug=slug), stories, _steps(stories, tags, words))


def _name(stories: Sequence[Any], tags: Sequence[Sequence[str]], words: Words) -> str:
    """Return the tags that most stories of a line share, those that come first on the stories first."""
    counts = Counter(chain.from_iterable(tags))
    places = Counter(dict.fromkeys(counts, 0))
    for names in tags:
        for place, name in enumerate(names):
            places[name] += place
    shared = [name for name, count in counts.items() if 2 * count > len(stories)]
    shared.sort(key=lambda name: (-counts[name], places[name], name))
    return listed(shared[:NAMES], words) or str(getattr(stories[0], "plain_title", stories[0].title))


def _steps(stories: Sequence[Any], tags: Sequence[Sequence[str]], words: Words) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    known: set[str] = set()
    for number, (story, names) in enumerate(zip(stories, tags, strict=True)):
        since = between((story.date.date() - stories[number - 1].date.date()).days, words) if number else ""
        new = [name for name in names if name not in known][:NEW] if number else []
        steps.append({"article": story, "since": since, "new": new})
        known.update(names)
    return steps


@dataclass(frozen=True, slots=True)
class Window:
    """What a story's page tells of its line."""

    name: str
    url: str
    length: int
    """steps of the whole line"""
    steps: list[dict[str, Any]]
    """those around the story"""


def window(line: StoryLine, article: Any) -> Window:
    """Return what a story's page tells of its line."""
    place = next(number for number, step in enumerate(line.steps) if step["article"] is article)
    start = max(0, min(place - WINDOW // 2, len(line.steps) - WINDOW))
    return Window(line.name, line.url, len(line.steps), line.steps[start : start + WINDOW])
