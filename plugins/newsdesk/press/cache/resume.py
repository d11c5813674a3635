"""Going on from where all is read, once some pastes have changed since: in one build that waits, or from the last.

Their stories must be filed as before: in the same sections, under the same tags and authors, on the same day. Whatever else
has changed is found, and then all begins anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import chain
from pickle import PicklingError
from typing import Any

from ...incremental.manifest import Baseline
from ...problems import Unpublishable
from ...site.related import Link, Reasons
from ...site.story_lines import told_of
from ..article import Story, is_made_up
from ..context import Unlistable, make_up
from ..current_build import build_of
from .build import is_past
from .links import Links, Unlinkable
from .parses import ParseState
from .snapshot import SHARED, dump, load

MANY = 20
"""One in so many pastes, if it has changed, makes it as quick to begin anew."""


APART = 2_000
"""Stories from which on a helper keeps what all of them are: of fewer that takes less time than to start one."""


class Stale(Exception):
    """So much has changed since all was read that the build must begin anew."""


def save_state(generator: Any, before: Mapping[str, Any]) -> None:
    """Keep what a generator of articles has set, for a build that goes on from there; `before` is the context as it was."""
    build = build_of(generator.settings)
    cache, links, problems = build.cache, build.links, build.problems
    if cache is None:
        return
    whole = cache.baseline.input_key and not problems.errors and generator.settings["WITH_FUTURE_DATES"]

    def keep() -> None:
        with suppress(OSError, PicklingError, TypeError, AttributeError):  # it costs the next build time, no more
            links.save()
            if whole:
                about = {
                    "baseline": tuple(cache.baseline),
                    "readings": tuple(cache.readings.state().under(cache.short)),
                    "links": links.state(),
                    "held": [(cache.short(path), why) for path, why in build.held.items()],
                    "held_until": build.held_until.isoformat() if build.held_until else "",
                    "warnings": [(cache.short(each.path), each.line, each.reason) for each in problems.warnings],
                }
                cache.keep_snapshot(about, dump(generator, before, cache))

    cache.keep_aside(keep, len(generator.articles) >= APART)


def resume(generator: Any) -> bool:
    """Set a generator of articles as the last build has left it, with what its stories say since; False if it cannot be."""
    context, build = generator.context, build_of(generator.settings)
    cache, problems = build.cache, build.problems
    kept = cache.snapshot() if cache else None
    if cache is None or kept is None:
        return False
    about, snapshot = kept
    readings = cache.readings
    parses, baseline = ParseState(*about["readings"]).under(cache.long), Baseline(*about["baseline"])
    warnings = [(cache.long(path), *rest) for path, *rest in about["warnings"]]
    if (
        parses.day not in ("", readings.today)
        or is_past(about["held_until"])
        or baseline.input_key != cache.input_key(parses.sources)
    ):
        return False
    own, shared, told = dict(vars(generator)), dict(context), (dict(problems.errors), dict(problems.warnings))
    readings.resume_from(parses)
    try:
        changed = cache.changed(parses.sources)
        if MANY * len(changed) > len(parses.sources) or any(row[0] in changed for row in warnings):
            raise Stale
        for path in changed:
            reader = generator.readers.readers[path.rpartition(".")[2]]
            if readings.renew(path, reader) is None:
                raise Stale
        load(generator, snapshot, cache)
        del kept, snapshot  # of a hundred thousand stories they are 280 MB
        build.links.resume_from(generator.articles, about["links"])
        cache.baseline = baseline
        build.held = {cache.long(path): why for path, why in about["held"]}
        build.held_until = datetime.datetime.fromisoformat(about["held_until"]) if about["held_until"] else None
        for row in warnings:
            problems.warning(*row)
        more = _renew(generator, changed)
    except (Stale, Unpublishable, ValueError):
        readings.resume_from(None)
        vars(generator).update(own)
        context.clear()
        context.update(shared)
        for name in SHARED:
            context[name].clear()
        problems.errors, problems.warnings = told
        return False
    if more or build.links.stirred:
        save_state(generator, shared)
    return True


def renew(generator: Any) -> None:
    """Take into a generator of articles what has changed of its pastes since it read them. Raises Stale."""
    build = build_of(generator.settings)
    cache = build.cache
    assert cache is not None
    if build.held_until and is_past(build.held_until.isoformat()):
        raise Stale
    if not cache.is_last() or cache.readings.today != datetime.date.today().isoformat():
        raise Stale
    cache.rescan()
    _renew(generator, cache.changed(cache.readings.sources))


def _renew(generator: Any, paths: Collection[str]) -> bool:
    """Take in what has changed of these pastes; return whether lists can tell, for it is more than words. Raises Stale."""
    context, build = generator.context, build_of(generator.settings)
    cache = build.cache
    assert cache is not None
    lists = (generator.articles, generator.hidden_articles, generator.drafts)
    stories = {story.source_path: story for story in chain.from_iterable(lists)}
    if not stories.keys() >= set(paths):
        raise Stale
    changed = [stories[path] for path in paths]
    listed = {id(story) for story in generator.articles}
    if not all(isinstance(story, Story) and id(story) in listed for story in changed):
        raise Stale
    set_again = [story for story in changed if _is_set_again(generator, story)]
    relinked, relined = _relink(generator, build.links, changed)
    cache.manifest.changed |= {story.slug for story in changed}
    led = all(edition.lead is edition.leading for edition in context["editions"])
    if set_again or relined or not led:
        if not cache.has_same_inputs(stories):
            raise Stale
        try:
            make_up(generator)
        except Unlistable:
            raise Stale from None
        return True
    cache.compare_again(list(stories.values()), [*changed, *relinked])
    if cache.manifest.changes is None or not cache.manifest.changes.only_words:
        raise Stale
    return False


def _is_set_again(generator: Any, story: Story) -> bool:
    """Read a story's paste anew; false if no more than its words is another. Raises Stale."""
    readings, path, reader = story.reads
    try:
        facts = readings.renew(path, reader)
    except Unpublishable:
        raise Stale from None
    if facts is None:
        raise Stale
    if story.renew(facts):
        return False
    warned = {(each.line, each.reason) for each in build_of(generator.settings).problems.warnings if each.path == path}
    if not warned.issubset(facts.warnings):  # of what holds no longer
        raise Stale
    try:
        generator.set_again(story)
    except Exception:  # whatever it is, it is told when all begins anew
        raise Stale from None
    return True


def _relink(generator: Any, links: Links, changed: list[Any]) -> tuple[list[Any], bool]:
    """Tell what changed stories say together with all others; return those with other links, and whether a line is another.

    Raises Stale.
    """
    by_slug = {story.slug: story for story in generator.articles}
    reasons = Reasons(generator.context)
    relinked, lines = [], dict[tuple[str, ...], list[Any]]()
    try:
        again = links.again(changed)
    except Unlinkable:
        raise Stale from None
    for slug, before, now in again:
        (tags, related, twins, line), (tags_before, related_before, twins_before, line_before) = now, before
        if tags != tags_before or twins != twins_before:
            raise Stale
        story = by_slug[slug]
        if not is_made_up(story):
            continue
        if related != related_before:
            story.related = [Link(by_slug[other], story, reasons) for other in related]
            relinked.append(story)
        if line != line_before:
            story.story_line = lines.setdefault(line, told_of(line, by_slug))
    return relinked, bool(lines)
