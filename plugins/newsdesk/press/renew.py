"""Going on with a build that has read everything, once the words of some pastes have changed since."""

from __future__ import annotations

import datetime
from itertools import chain
from typing import Any

from .cache import KEY as CACHE
from .cache import Cache
from .editions import leading
from .links import KEY as LINKS
from .links import Links
from .problems import Unpublishable
from .readings import KEY as READINGS
from .readings import Readings
from .reasons import Link, Reasons
from .story import Story


class Stale(Exception):
    """More than words has changed since all was read: the build must begin anew."""


def renew(generator: Any) -> None:
    """Take into a generator of articles what has changed of its pastes since it read them. Raises Stale."""
    settings, context = generator.settings, generator.context
    cache: Cache = settings[CACHE]
    readings: Readings = settings[READINGS]
    if not cache.is_last() or readings.today != datetime.date.today().isoformat():
        raise Stale
    cache.look()
    lists = (generator.articles, generator.hidden_articles, generator.drafts)
    stories = {story.source_path: story for story in chain.from_iterable(lists)}
    changed = [stories[path] for path in cache.changed(stories)]
    listed = {id(story) for story in generator.articles}
    if not all(isinstance(story, Story) and id(story) in listed and _is_renewed(story) for story in changed):
        raise Stale
    relinked = _relink(generator, settings[LINKS], changed)
    if any(edition.lead is not min(edition.stories, key=leading) for edition in context["editions"]):
        raise Stale
    cache.ledger.changed |= {story.slug for story in changed}
    cache.compare_again(list(stories.values()), [*changed, *relinked])
    if cache.ledger.touched is None or not cache.ledger.touched.only_words:
        raise Stale


def _is_renewed(story: Story) -> bool:
    """Read a story's paste anew; False if more than its words is another, or it cannot be published."""
    try:
        return story.renew()
    except Unpublishable:
        return False


def _relink(generator: Any, links: Links, changed: list[Any]) -> list[Any]:
    """Tell what changed stories say together with all others, and return those with other links. Raises Stale."""
    before, now = links.state.results, links.again(changed)
    by_slug = {story.slug: story for story in generator.articles}
    reasons = Reasons(generator.context)
    relinked = []
    for slug, row in now.items():
        if row is before[slug]:
            continue
        (tags, related, *rest), (tags_before, related_before, *rest_before) = row, before[slug]
        if tags != tags_before or rest != rest_before:
            raise Stale
        if related != related_before:
            story = by_slug[slug]
            story.related = [Link(by_slug[other], story, reasons) for other, _ in related]
            relinked.append(story)
    return relinked
