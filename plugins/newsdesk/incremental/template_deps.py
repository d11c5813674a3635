"""What templates can read, and their code, without reading a template twice.

A template is read as Jinja parses it, with all that it extends, includes and imports: which names it asks the context
for, and which attributes it asks anything for. A filter may say what it reads of a story, in its attribute `reads`. What
cannot be followed (a filter of a plugin that is handed a whole story, a template named by a variable) is a trouble.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.filters import FILTERS

from .kv_store import digest

KEY = "NEWSDESK_TEMPLATES"
"""The setting under which what earlier builds keep of templates is handed on."""
WHOLE_STORY = frozenset(("pprint", "tojson", "attr", "map", "items", "xmlattr"))
"""Filters of Jinja's own that may read any attribute of what they are given."""


class Untraceable(Exception):
    """A page of which it cannot be told what it depends on; the message says why."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a template can read."""

    names: frozenset[str]
    """of the context"""
    attributes: frozenset[str]
    digest: str
    """of its text and that of all templates it draws on"""
    trouble: str = ""
    """why it cannot be told; empty if it can"""


Look = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""What one file of a theme reads: names, attributes, templates it draws on, trouble."""


@dataclass
class Kept(BytecodeCache):
    """Code and looks of templates, as builds keep them for the next of the same settings and code."""

    before: Mapping[str, Any]
    """what the last build has left; empty if it was of other settings"""
    after: dict[str, Any] = field(default_factory=dict)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if it was kept; Jinja checks that it is of the same text."""
        content = self.before.get(bucket.key)
        if content is not None:
            self.after[bucket.key] = content
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self.after[bucket.key] = bucket.bytecode_to_string()

    def look(self, name: str, source: str, environment: Environment) -> Look:
        """Return what a file reads."""
        key = digest(name, source)
        found: Look = self.before.get(key) or self.after.get(key) or _look(name, source, environment)
        self.after[key] = found
        return found


class Templates:
    """The templates of a theme, by what they can read."""

    def __init__(self, environment: Environment, kept: Kept) -> None:
        """Look at files through what is kept of them."""
        self._environment, self._kept = environment, kept
        self._known: dict[str, Needs] = {}

    def needs(self, name: str) -> Needs:
        """Return what the template of that name can read."""
        if name not in self._known:
            self._known[name] = self._needs(name)
        return self._known[name]

    def _needs(self, name: str) -> Needs:
        names: set[str] = set()
        attributes: set[str] = set()
        sources: dict[str, str] = {}
        troubles = []
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in sources:
                continue
            try:
                source = self._environment.loader.get_source(self._environment, current)[0]  # type: ignore[union-attr]
            except TemplateNotFound:
                sources[current] = ""  # an include that may be missing
                continue
            sources[current] = source
            named, asked, drawn, trouble = self._kept.look(current, source, self._environment)
            names.update(named)
            attributes.update(asked)
            waiting += drawn
            troubles.append(trouble)
        trouble = next(filter(None, troubles), "")
        return Needs(frozenset(names), frozenset(attributes), digest(*sorted(sources), *sources.values()), trouble)


def _look(name: str, source: str, environment: Environment) -> Look:
    names: set[str] = set()
    attributes: set[str] = set()
    drawn: list[str] = []
    trouble = ""
    for node in environment.parse(source).find_all(nodes.Node):
        if isinstance(node, nodes.Name):
            names.add(node.name)
        elif isinstance(node, nodes.Getattr):
            attributes.add(node.attr)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            attributes.update(node.value.split("."))  # sort(attribute="0.name"), entry["about"]
        elif isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            found = _named(node.template)
            trouble = trouble or ("" if found else f"{name} names a template by a variable")
            drawn += found
        elif isinstance(node, nodes.Filter):
            reads = getattr(environment.filters.get(node.name), "reads", None)
            attributes.update(reads or ())
            if reads is None and _takes_whole(node):
                trouble = trouble or f"{name} hands something whole to the filter {node.name!r}"
    return tuple(sorted(names)), tuple(sorted(attributes)), tuple(drawn), trouble


def _named(node: nodes.Expr) -> list[str]:
    """Return the names of templates that an expression gives; none if they are not written out."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return [name for item in node.items for name in _named(item)]
    return []


def _takes_whole(node: nodes.Filter) -> bool:
    """True if a filter that may read any attribute is given a bare name: it may be a story."""
    known = node.name in FILTERS and node.name not in WHOLE_STORY
    return not known and isinstance(node.node, nodes.Name)
