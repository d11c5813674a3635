"""All stories as a build has set them, kept whole: where a few say something else, no other is set again.

It holds what Pelican's generator of articles knows once all is read, with all that hangs on it; the settings, the readings and the
like that it names are those of the build that loads it.
"""

from __future__ import annotations

import copyreg
import datetime
import io
import pickle
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pelican.contents import Author, Category, Tag
from pelican.utils import SafeDatetime

from ...site.charts import Chart
from ...site.editions import Edition, Period
from ...site.images import Known, Picture
from ...site.indexes import IndexPage
from ...site.outputs.feed_index import FeedKind
from ...site.related import Link, Reasons
from ...site.story_lines import StoryLine, Window
from ...site.theme_settings import Colours
from ..article import Story, StoryDigests
from ..names import Source
from .build import Cache

LISTS = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
OWN = (*LISTS, "dates", "tags", "categories", "authors", "period_archives", "related_posts")
"""What Pelican's generator of articles knows once all is read."""
SHARED = ("generated_content", "static_links")
"""What all generators add to in the context that they share."""
OF_A_BUILD = ("settings", "_context", "reads")
"""What a story has from the build that reads it."""
NAMES = (Author, Category, Source, Tag)
CLASSES = {
    (each.__module__, each.__qualname__): each
    for each in (
        *NAMES, Chart, Colours, Edition, FeedKind, IndexPage, Known, Markup, Period, Picture, SafeDatetime, StoryLine, StoryDigests, Window, ZoneInfo,
        datetime.date, datetime.datetime, datetime.timedelta, datetime.timezone, defaultdict, frozenset, list, set,
    )
}  # fmt: skip
"""All that a snapshot is made of besides plain values: a file that somebody else put there runs nothing."""


def dump(generator: Any, before: Mapping[str, Any], cache: Cache) -> bytes:
    """Return all that a generator has set; `before` is the context that it shares as it was before."""
    stories = list(chain.from_iterable(getattr(generator, name) for name in LISTS))
    place = {id(story): number for number, story in enumerate(stories)}
    states = [_state(story, place, cache) for story in stories]
    own = {name: getattr(generator, name) for name in OWN}
    context = {
        name: value
        for name, value in generator.context.items()
        if name not in SHARED and not (name in before and before[name] is value)
    }
    kept = io.BytesIO()
    pickler = pickle.Pickler(kept, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = copyreg.dispatch_table | {
        Story: lambda story: (_Unpickler.story, (place[id(story)],)),
        ZoneInfo: lambda zone: (ZoneInfo, (zone.key,)),
        **dict.fromkeys(NAMES, _reduced),
    }
    pictures = cache.pictures
    pickler.dump((states, own, context, generator.context["static_links"], (pictures.found, pictures.wanted)))
    return kept.getvalue()


def load(generator: Any, snapshot: bytes, cache: Cache) -> None:
    """Set in a generator what `dump` gave. Raises ValueError for other bytes."""
    unpickler = _Unpickler(generator, snapshot)
    try:
        states, own, context, links, pictures = unpickler.load()
    except (pickle.UnpicklingError, EOFError, TypeError, AttributeError, LookupError) as error:
        raise ValueError(str(error)) from error
    readings, readers = cache.readings, generator.readers.readers
    ours = {"settings": generator.settings, "_context": generator.context}
    found, reasons = generator.context["generated_content"], Reasons(generator.context)
    stories = [unpickler.story(number) for number in range(len(states))]
    for story, state in zip(stories, states, strict=True):
        path = state["source_path"] = cache.long(state["source_path"])
        state["reads"] = (readings, path, readers[path.rpartition(".")[2]])
        state["related"] = [Link(stories[other], story, reasons) for other in state["related"]]
        state |= ours
        story.__dict__ = state
        found[state["relative_source_path"]] = story
    vars(generator).update(own)
    generator.context.update(context)
    generator.context["static_links"] |= links
    cache.pictures.found, cache.pictures.wanted = pictures


def _state(story: Story, place: Mapping[int, int], cache: Cache) -> dict[str, Any]:
    state = {**vars(story), "source_path": cache.short(story.source_path)}
    for name in OF_A_BUILD:
        del state[name]
    state["related"] = [place[id(link.article)] for link in story.related]
    return state


def _reduced(name: Any) -> tuple[Any, ...]:
    return _Unpickler.named, (type(name), {key: value for key, value in vars(name).items() if key != "settings"})


class _Unpickler(pickle.Unpickler):
    """Loads a snapshot, and puts in what is the build's own."""

    def __init__(self, generator: Any, snapshot: bytes) -> None:
        super().__init__(io.BytesIO(snapshot))
        self._settings = generator.settings
        self._stories: dict[int, Story] = {}

    def find_class(self, module: str, name: str) -> Any:
        """Return what a snapshot names, of the little that it may."""
        if module == __name__:
            return {_Unpickler.story.__qualname__: self.story, _Unpickler.named.__qualname__: self.named}[name]
        return CLASSES[module, name]

    def story(self, number: int) -> Story:
        """Return a story, bare as yet."""
        found = self._stories.get(number)
        if found is None:
            found = self._stories[number] = object.__new__(Story)
        return found

    def named(self, kind: type[Any], state: dict[str, Any]) -> Any:
        """Return a section, a tag or the like."""
        name = object.__new__(kind)
        name.__dict__.update(state, settings=self._settings)
        return name
