"""Fingerprints of values: a digest of all that a template can read of them, without rendering it.

A page's fingerprint holds the values of the names that its template asks for (see `template_deps.py`) and, of the stories,
sections and tags among them, the attributes that it asks for. Of a story that is reached through another story its own facts
count, but not what hangs on it in turn. A value of unknown kind raises Untraceable: such a page is rendered at every build.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup
from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from ...digests import digest
from ...incremental.template_deps import Untraceable
from ...site.related import Link
from ...site.story import BESIDE, TEXTS, TOLD, WHOLE

NAMING = frozenset(("name", "slug", "_name", "_slug", "_slug_from_name"))
"""How Pelican's names hold their own; some of it only once an address was asked for."""
DEPTH = 2
"""Stories within stories: a page's own, and those that it names."""


class ValueDigests:
    """Digests of the values of one build."""

    def __init__(self, thorough: bool = False) -> None:
        """With `thorough` a story's facts are looked at one by one: a plugin may have changed some since they were read."""
        self._thorough = thorough
        self._alive: list[Any] = []
        """what a digest is known of: an object that is gone could lend its id to another"""
        self._told: dict[int, bool] = {}
        self._sets: dict[frozenset[str], _Attributes] = {}
        self._stories: dict[tuple[Any, ...], dict[int, str]] = {}
        """descriptions of told stories, by what they depend on: many templates ask for the same"""
        self._names: dict[int, str] = {}
        """descriptions of tags and of lists of them"""

    def of(self, value: Any, attributes: frozenset[str]) -> str:
        """Return a digest of `value`, of stories and the like by those attributes. Raises Untraceable."""
        known = self._sets.get(attributes)
        if known is None:
            known = self._sets[attributes] = _Attributes(attributes)
        return self._of(value, known, 0)

    def _of(self, value: Any, attributes: _Attributes, depth: int) -> str:
        found = attributes.known[depth].get(id(value))
        if found is not None:
            return found
        kind = type(value)
        if kind in PLAIN:
            return repr(value)
        if kind is dict:
            found = f"{{{','.join([f'{key!r}:{self._of(item, attributes, depth)}' for key, item in value.items()])}}}"
        elif kind is list or kind is tuple:
            found = self._listed(value, attributes, depth)
        else:
            found = self._described(value, attributes, depth)
        if (
            kind not in HOLDERS or len(value) >= LONG
        ):  # a short one is told anew: it may yet be changed, or hangs on one story
            attributes.known[depth][id(value)] = found
            self._alive.append(value)
        return found

    def _listed(self, values: Iterable[Any], attributes: _Attributes, depth: int) -> str:
        known = attributes.known[depth]
        parts = [known.get(id(item)) or self._of(item, attributes, depth) for item in values]
        return f"[{','.join(parts)}]" if len(parts) < LONG else digest("list", *parts)

    def _is_told(self, content: Content) -> bool:
        """True for a story whose kept digests tell all that is in it; a plugin may have added to it since."""
        if self._thorough:
            return False
        known = self._told.get(id(content))
        if known is None:
            own = content.__dict__
            known = self._told[id(content)] = "digests" in own and own.keys() <= TOLD
            self._alive.append(content)
        return known

    def _described(self, value: Any, attributes: _Attributes, depth: int) -> str:
        if isinstance(value, Content):
            return self._story(value, attributes, depth)
        if isinstance(value, URLWrapper):
            return self._names.get(id(value)) or self._name(value)
        if isinstance(value, PLAIN_KINDS):
            return repr(value)
        if isinstance(value, Mapping):
            return self._of(dict(value), attributes, depth)
        if isinstance(value, (list, tuple)):
            return self._listed(value, attributes, depth)
        if isinstance(value, (set, frozenset)):
            return digest("set", *sorted(self._of(item, attributes, depth) for item in value))
        if is_dataclass(value):
            parts = [self._of(getattr(value, name), attributes, depth) for name in attributes.fields(type(value))]
            return digest(type(value).__name__, *parts)
        if callable(value) and hasattr(value, "__qualname__"):
            return f"{value.__module__}.{value.__qualname__}"  # what it does, the environment key stands for
        raise Untraceable(f"it is given a {type(value).__name__}")

    def _story(self, story: Content, attributes: _Attributes, depth: int) -> str:
        if attributes.odd or not self._is_told(story):
            return digest(type(story).__name__, *self._parts(story, attributes.sorted, attributes, depth))
        apart = depth + 1 < DEPTH and attributes.tell_stories  # those beside it that are not told depend on all names
        known = self._stories.setdefault((attributes.whole, attributes.beside, depth, apart and id(attributes)), {})
        found = known.get(id(story))
        if found is None:
            own = story.__dict__
            found = f"{own['digests'][attributes.whole]}{own.get('listed', '')}"
            if attributes.whole:  # the text shows it, with the size it has now
                found += repr(own.get("picture"))
            if attributes.beside:
                found = digest(found, *self._beside(own, attributes, depth))
            known[id(story)] = found
        return found

    def _beside(self, own: dict[str, Any], attributes: _Attributes, depth: int) -> list[str]:
        """Describe what a told story has from others."""
        parts = []
        for name in attributes.beside:
            item = own.get(name)
            if name == "tags" and type(item) is list:
                parts.append(self._tags(item))
            elif name == "related" and item and depth + 1 < DEPTH:
                parts += self._related(item, attributes, depth + 1)
            elif not item:
                parts.append(repr(item))
            elif depth + 1 < DEPTH or not _holds_stories(item):
                parts.append(self._of(item, attributes, depth + 1))
            else:
                parts.append("")
        return parts

    def _related(self, links: list[Link], attributes: _Attributes, depth: int) -> list[str]:
        """Describe a told story's links, as `plugin.py` has given them."""
        known = attributes.known[depth]
        parts = []
        for link in links:
            other = link.article
            parts += [known.get(id(other)) or self._of(other, attributes, depth), link.reason]
        return parts

    def _tags(self, tags: list[Any]) -> str:
        """Describe a list of tags, which is the same for all that ask."""
        found = self._names.get(id(tags))
        if found is None:
            found = self._names[id(tags)] = "\n".join([self._names.get(id(tag)) or self._name(tag) for tag in tags])
            self._alive.append(tags)
        return found

    def _name(self, name: Any) -> str:
        found = self._names[id(name)] = _name(name) if isinstance(name, URLWrapper) else repr(name)
        self._alive.append(name)
        return found

    def _parts(self, story: Content, names: Iterable[str], attributes: _Attributes, depth: int) -> list[str]:
        own = story.__dict__
        parts = []
        for name in names:
            if name in TEXTS:
                parts += [name, text_digest_of(story)]
            elif name in own or name in _properties(type(story)):
                item = getattr(story, name, None)
                if depth + 1 < DEPTH or not _holds_stories(item):
                    parts += [name, self._of(item, attributes, depth + 1)]
        return parts


LONG = 24
"""Items of a list from which on a digest stands for it."""
HOLDERS = frozenset((dict, list, tuple))
PLAIN_KINDS = (str, int, float, bytes, type(None), datetime.date, datetime.timedelta)
PLAIN = frozenset((*PLAIN_KINDS, bool, datetime.datetime, Markup))


class _Attributes:
    """The attributes that a template asks for, sorted by how they are told of a story."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.sorted = sorted(names)
        self.odd = "metadata" in names
        self.whole = not names.isdisjoint(WHOLE)
        self.beside = tuple(sorted(names & BESIDE))
        self.tell_stories = not {"tags"}.issuperset(self.beside)
        """True if a story's digest holds other stories"""
        self.known: defaultdict[int, dict[int, str]] = defaultdict(dict)
        """by depth: descriptions of objects, by their ids"""
        self._fields: dict[type, list[str]] = {}

    def fields(self, kind: type) -> list[str]:
        """Return the fields and computed values of a dataclass that are asked for."""
        if kind not in self._fields:
            held = {field.name for field in fields(kind)} | _properties(kind)
            self._fields[kind] = sorted(self.names & held)
        return self._fields[kind]


def _name(name: URLWrapper) -> str:
    """Describe a section, tag or author: its name, and what was said of it besides."""
    held = name.__dict__
    own = [f"{key}={held[key]!r}" for key in sorted(held) if key not in NAMING and isinstance(held[key], (str, bool))]
    return f"{type(name).__name__} {name.name!r} {name.slug} {own}"


def text_digest_of(content: Content) -> str:
    """Return a digest of a content's text, as far as possible without reading it."""
    known = content.__dict__.get("text_digest")
    if known and not getattr(content, "has_links", True):
        return str(known)
    return digest(str(known), content.get_content(""))  # from everywhere the same, wherever the page stands


def _properties(kind: type) -> frozenset[str]:
    found = _PROPERTIES.get(kind)
    if found is None:
        names = (
            name
            for each in kind.__mro__
            for name, held in vars(each).items()
            if isinstance(held, (property, cached_property))
        )
        found = _PROPERTIES[kind] = frozenset(names)
    return found


_PROPERTIES: dict[type, frozenset[str]] = {}


def _holds_stories(value: Any) -> bool:
    """True for a story, or a collection that holds any, however deep."""
    if not value or type(value) in PLAIN:
        return False
    if isinstance(value, Content):
        return True
    if isinstance(value, (dict, Mapping)):
        return any(map(_holds_stories, value.values()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(map(_holds_stories, value))
    if is_dataclass(value):
        return any(_holds_stories(getattr(value, field.name)) for field in fields(value))
    return False
