"""What templates can read, and their code, without reading a template twice.

A template is read as Jinja parses it, with all that it extends, includes and imports: which names it asks the context
for, and which attributes it asks anything for. A filter, a test or a function may say what it reads of a story, in its attribute
`reads`. What cannot be followed (one without it that is handed a story, an attribute or a template named by a variable) is
a trouble: such pages are made at every build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from markupsafe import Markup

from ..digests import digest

WHOLE_STORY = frozenset(("pprint", "tojson", "items", "xmlattr"))
"""Filters of Jinja's own that may read any attribute of what they are given."""
PLAIN_ATTRIBUTES = frozenset(
    ("title", "dek", "summary", "content", "lang", "dir", "status", "source", "source_name", "minutes", "date", "modified", "slug",
     "url", "save_as", "locale_date", "locale_modified", "name", "count", "day", "number", "span", "text", "image", "alt", "year",
     "SITENAME", "SITEURL")
)  # fmt: skip
"""Attributes that hold a text, a number or a day, whatever has them."""


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


Reads = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str]
"""What one file of a theme reads: names, attributes, templates it draws on, trouble."""


@dataclass
class Kept(BytecodeCache):
    """Code and looks of templates, as builds keep them for the next of the same settings and code."""

    before: Mapping[str, Any]
    """what the last build has left; empty if it was of other settings"""
    after: dict[str, Any] = field(default_factory=dict)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a template's code is kept under: the same wherever its project lies."""
        return digest(name, *Path(filename or "").parts[-3:])

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if it was kept; Jinja checks that it is of the same text."""
        content = self.before.get(bucket.key)
        if content is not None:
            self.after[bucket.key] = content
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        self.after[bucket.key] = bucket.bytecode_to_string()

    def reads_of(self, name: str, source: str, environment: Environment) -> Reads:
        """Return what a file reads."""
        key = digest(name, source)
        found: Reads = self.before.get(key) or self.after.get(key) or _reads_of(name, source, environment)
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
            named, asked, drawn, trouble = self._kept.reads_of(current, source, self._environment)
            names.update(named)
            attributes.update(asked)
            waiting += drawn
            troubles.append(trouble)
        trouble = next(filter(None, troubles), "")
        return Needs(frozenset(names), frozenset(attributes), digest(*sorted(sources), *sources.values()), trouble)


def _reads_of(name: str, source: str, environment: Environment) -> Reads:
    tree = environment.parse(source)
    names: set[str] = set()
    attributes: set[str] = set()
    drawn: list[str] = []
    troubles = []
    callables = _callables(tree)
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Name):
            names.add(node.name)
        elif isinstance(node, nodes.Getattr):
            attributes.add(node.attr)
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            attributes.update(node.value.split("."))  # sort(attribute="0.name"), entry["about"]
        elif isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            found = _named(node.template)
            troubles.append("" if found else f"{name} names a template by a variable")
            drawn += found
        elif isinstance(node, (nodes.Filter, nodes.Test)):
            for function in _functions(node, environment):
                attributes.update(getattr(function, "reads", ()))
            troubles += [f"{name} {trouble}" for trouble in _filter_troubles(node, environment)]
        elif isinstance(node, nodes.Call):
            function = environment.globals.get(node.node.name) if isinstance(node.node, nodes.Name) else None
            attributes.update(getattr(function, "reads", ()))
            if not hasattr(function, "reads") and not _is_followed(node.node, callables):
                troubles.append(f"{name} calls {_shown(node.node)}(), which may read any part of a story")
        elif isinstance(node, nodes.Getitem) and not isinstance(node.arg, PLACES) and _may_be_story(node.node):
            troubles.append(f"{name} takes a part of {_shown(node.node)!r} by a variable")
    trouble = next(filter(None, troubles), "")
    return tuple(sorted(names)), tuple(sorted(attributes)), tuple(drawn), trouble


PLACES = (nodes.Const, nodes.Slice, nodes.Neg)
"""Subscripts that are written out, or count from the end."""
OF_JINJA = frozenset(("super", "caller", "loop", "range", "dict", "lipsum", "cycler", "joiner", "namespace"))
"""What Jinja itself lets a template call."""
METHODS = frozenset(chain.from_iterable(map(dir, (Markup, dict, list, datetime, timedelta))))
"""Methods of plain values, which read no more than the value; all of `Markup` is also `str`, all of `datetime` also `date`."""
TO_PLAIN = frozenset(
    ("capitalize", "center", "count", "e", "escape", "filesizeformat", "float", "forceescape", "format", "indent", "int", "join",
     "length", "lower", "replace", "round", "string", "striptags", "sum", "title", "trim", "truncate", "upper", "urlencode",
     "urlize", "wordcount", "wordwrap", "xmlattr")
)  # fmt: skip
"""Filters of Jinja's own whose result is a text or a number."""
NAMING_FIRST = frozenset(("attr", "groupby", "selectattr", "rejectattr"))
"""Filters of Jinja's own whose first argument names an attribute."""
APPLYING = {"map": 0, "select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}
"""Filters of Jinja's own that apply another filter or a test to each item, and the place of its name."""


def _callables(tree: nodes.Template) -> frozenset[str]:
    """Return what a file may call since its text is read, too: its macros, and what it imports."""
    found = {node.name for node in tree.find_all(nodes.Macro)} | {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        found |= {name[1] if isinstance(name, tuple) else name for name in node.names}
    return frozenset(found) | OF_JINJA


def _is_followed(callee: nodes.Expr, callables: frozenset[str]) -> bool:
    """True if a call can read no more than is seen: of a macro, a block, or a method of a plain value."""
    if isinstance(callee, nodes.Name):
        return callee.name in callables
    if isinstance(callee, nodes.Getattr):
        base = callee.node
        return callee.attr in METHODS or (isinstance(base, nodes.Name) and base.name in callables | {"self"})
    return False


def _functions(node: nodes.Filter | nodes.Test, environment: Environment) -> list[Any]:
    """Return what a filter or a test calls, of what is not Jinja's own: itself, and what it applies to each item."""
    table, own = _tables(environment, isinstance(node, nodes.Filter))
    found = [] if _is_own(node.name, table, own) else [table.get(node.name)]
    applied = _applied(node)
    if applied:
        table, own = _tables(environment, node.name == "map")
        found += [] if _is_own(applied, table, own) and applied not in WHOLE_STORY else [table.get(applied)]
    return found


def _tables(environment: Environment, of_filters: bool) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the functions of an environment by name, and Jinja's own."""
    return (environment.filters, FILTERS) if of_filters else (environment.tests, TESTS)


def _is_own(name: str, table: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """True for a function of Jinja's own: an editor may have put another in its place, under its name."""
    return name in own and table.get(name) is own[name]


def _applied(node: nodes.Filter | nodes.Test) -> str:
    place = APPLYING.get(node.name) if isinstance(node, nodes.Filter) else None
    given = node.args[place] if place is not None and len(node.args) > place else None
    return str(given.value) if isinstance(given, nodes.Const) else "a variable" if given is not None else ""


def _filter_troubles(node: nodes.Filter | nodes.Test, environment: Environment) -> Iterator[str]:
    """Yield why it cannot be told what a filter or a test reads."""
    kind = "filter" if isinstance(node, nodes.Filter) else "test"
    given = [each for each in (node.node, *node.args, *(pair.value for pair in node.kwargs)) if each is not None]
    unknown = [each for each in _functions(node, environment) if not hasattr(each, "reads")]
    reads_all = kind == "filter" and node.name in WHOLE_STORY
    if (unknown or reads_all) and any(map(_may_be_story, given)):
        yield f"hands something whole to the {kind} {_applied(node) or node.name!r}"
    named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if kind == "filter" and node.name in NAMING_FIRST:
        named += node.args[:1]
    if kind == "filter" and node.name in FILTERS and not all(isinstance(each, nodes.Const) for each in named):
        yield f"names an attribute by a variable, in the filter {node.name!r}"


def _may_be_story(node: nodes.Node) -> bool:
    """True unless an expression gives a text, a number or the like: it may be a story, or hold some."""
    if isinstance(
        node, (nodes.Const, nodes.TemplateData, nodes.Compare, nodes.Not, nodes.Concat, nodes.Test, nodes.Neg)
    ):
        return False
    if isinstance(node, nodes.Getattr):
        return node.attr not in PLAIN_ATTRIBUTES
    if isinstance(node, nodes.Getitem):
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return node.arg.value not in PLAIN_ATTRIBUTES
        return _may_be_story(node.node)
    if isinstance(node, nodes.Filter):
        return node.name not in TO_PLAIN and any(_may_be_story(each) for each in (node.node, *node.args) if each)
    if isinstance(node, nodes.Call):
        return not (isinstance(node.node, nodes.Getattr) and not _may_be_story(node.node.node))
    return isinstance(node, nodes.Name) or any(map(_may_be_story, node.iter_child_nodes()))


def _named(node: nodes.Expr) -> list[str]:
    """Return the names of templates that an expression gives; none if they are not written out."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return [name for item in node.items for name in _named(item)]
    return []


def _shown(node: nodes.Node) -> str:
    """Return a name as it is written in a template."""
    if isinstance(node, nodes.Getattr):
        return f"{_shown(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else type(node).__name__.lower()
