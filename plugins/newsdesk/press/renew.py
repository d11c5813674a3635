"""Going on from where all is read, once the words of some pastes have changed since: in one build that waits, or from the last.

Whatever else has changed is found, and then all begins anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import chain
from pickle import PicklingError
from typing import Any

from .cache import KEY as CACHE
from .cache import Cache
from .editions import leading
from .forme import SHARED, lock_up, take_up
from .ledger import Standing
from .links import KEY as LINKS
from .links import Links
from .problems import Unpublishable, problems_of
from .readings import KEY as READINGS
from .readings import Left, Readings
from .reasons import Link, Reasons
from .story import Story

MANY = 20
"""One in so many pastes, if it has changed, makes it as quick to begin anew."""


APART = 2_000
"""Stories from which on a helper keeps what all of them are: of fewer that takes less time than to start one."""


class Stale(Exception):
    """More than words has changed since all was read: the build must begin anew."""


def leave(generator: Any, before: Mapping[str, Any]) -> None:
    """Keep what a generator of articles has set, for a build that goes on from there; `before` is the context as it was."""
    settings = generator.settings
    cache: Cache | None = settings.get(CACHE)
    if cache is None:
        return
    problems, links, readings = problems_of(settings), settings[LINKS], settings[READINGS]
    whole = cache.standing.frame and not problems.errors and settings["WITH_FUTURE_DATES"]

    def keep() -> None:
        with suppress(OSError, PicklingError, TypeError, AttributeError):  # it costs the next build time, no more
            links.save()
            if whole:
                about = {
                    "standing": tuple(cache.standing),
                    "readings": tuple(readings.leave()),
                    "links": links.leave(),
                    "warnings": [(problem.path, problem.line, problem.reason) for problem in problems.warnings],
                }
                cache.keep_forme(about, lock_up(generator, before))

    cache.keep_aside(keep, len(generator.articles) >= APART)


def resume(generator: Any) -> bool:
    """Set a generator of articles as the last build has left it, with what has changed of words since; False if it cannot be."""
    settings, context, problems = generator.settings, generator.context, problems_of(generator.settings)
    cache: Cache | None = settings.get(CACHE)
    kept = cache.forme() if cache else None
    if cache is None or kept is None:
        return False
    about, forme = kept
    readings: Readings = settings[READINGS]
    left, standing = Left(*about["readings"]), Standing(*about["standing"])
    if left.day not in ("", readings.today) or standing.frame != cache.frame(left.sources):
        return False
    own, shared, told = dict(vars(generator)), dict(context), (dict(problems.errors), dict(problems.warnings))
    readings.take_up(left)
    try:
        changed = cache.changed(left.sources)
        if MANY * len(changed) > len(left.sources) or any(row[0] in changed for row in about["warnings"]):
            raise Stale
        for path in changed:
            reader = generator.readers.readers[path.rpartition(".")[2]]
            if readings.renew(path, reader).frame_digest != left.frames.get(path):
                raise Stale
        take_up(generator, forme)
        settings[LINKS].take_up(generator.articles, about["links"])
        cache.standing = standing
        for row in about["warnings"]:
            problems.warning(*row)
        _renew(generator, changed)
    except (Stale, Unpublishable, ValueError):
        readings.take_up(None)
        vars(generator).update(own)
        context.clear()
        context.update(shared)
        for name in SHARED:
            context[name].clear()
        problems.errors, problems.warnings = told
        return False
    if settings[LINKS].stirred:
        leave(generator, shared)
    return True


def renew(generator: Any) -> None:
    """Take into a generator of articles what has changed of its pastes since it read them. Raises Stale."""
    cache: Cache = generator.settings[CACHE]
    if not cache.is_last() or generator.settings[READINGS].today != datetime.date.today().isoformat():
        raise Stale
    cache.look()
    _renew(generator, cache.changed(generator.settings[READINGS].sources))


def _renew(generator: Any, paths: Collection[str]) -> None:
    settings, context = generator.settings, generator.context
    cache: Cache = settings[CACHE]
    lists = (generator.articles, generator.hidden_articles, generator.drafts)
    stories = {story.source_path: story for story in chain.from_iterable(lists)}
    if not stories.keys() >= set(paths):
        raise Stale
    changed = [stories[path] for path in paths]
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
    by_slug = {story.slug: story for story in generator.articles}
    reasons = Reasons(generator.context)
    relinked = []
    for slug, before, now in links.again(changed):
        (tags, related, *rest), (tags_before, related_before, *rest_before) = now, before
        if tags != tags_before or rest != rest_before:
            raise Stale
        if related != related_before:
            story = by_slug[slug]
            story.related = [Link(by_slug[other], story, reasons) for other, _ in related]
            relinked.append(story)
    return relinked
