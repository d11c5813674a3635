"""The addresses of sections, authors and tags: a sign that makes another name of one is written out; what is shared is told."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from pelican.contents import Author, Category, Tag

from .. import store
from ..problems import Problems, shown
from .names import named

SIGNS = (
    (r"(?<=\S)/(?=\S)", " slash "),
    (r"(?<=\w)&(?=\w)", " and "),
    (r"(?<=\S)\+|\+(?=\S)", " plus "),
    (r"(?<=\w)#", " sharp "),
    (r"(?<=\w)[-\u2212]\Z", " minus "),
    (r"(?<=\w)\*(?!\w)|(?<=\*)\*", " star "),
    (r"(?<!\S)\.(?=\w)", " dot "),
    (r"\$", " dollar "),
    (r"\u20ac", " euro "),
    (r"(?<=\d)%", " percent "),
    (r"@(?=\w)", " at "),
)
"""What is done before Pelican drops all signs, in its form: patterns over a name in plain letters, and what stands for them. Only
where a sign is part of a word: "Smith & Sons", "U.S." and "O'Brien" have the addresses that they had."""
DROPS = r"[^\w\s-]"
"""Pelican's own pattern for what no address has; of Python's letters, the marks of Devanagari and others are none."""
DEVICES = (r"\A(con|prn|aux|nul|com\d|lpt\d)\Z", r"\1-file")
"""Names that Windows gives to no file, with any ending: Microsoft, Naming Files, Paths, and Namespaces."""
KINDS = ("CATEGORY", "AUTHOR", "TAG")
KEYS = {Category: "section", Author: "authors", Tag: "tags"}
"""By kind of name, the header's key."""


@cache
def _drops() -> str:
    """Return Pelican's pattern, but that marks stay with their letters."""
    marks = (code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Mn", "Mc"))
    runs = [[code for _, code in run] for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0])]
    return r"[^\w\s" + "".join(rf"\U{run[0]:08x}-\U{run[-1]:08x}" for run in runs) + "-]"


def set_addresses(settings: dict[str, Any]) -> None:
    """Have Pelican write signs out in the addresses of names, unless the editor's settings say how; those of stories stay.

    Letters of all scripts keep their marks where SLUGIFY_USE_UNICODE leaves them their script. No address is one that a disk of
    Windows refuses.
    """
    plain = [tuple(pair) for pair in settings["SLUG_REGEX_SUBSTITUTIONS"]]
    if settings["SLUGIFY_USE_UNICODE"]:
        plain = [(_drops() if pattern == DROPS else pattern, put) for pattern, put in plain]
    settings["SLUG_REGEX_SUBSTITUTIONS"] = plain = [*plain, DEVICES]
    for kind in KINDS:
        settings.setdefault(f"{kind}_REGEX_SUBSTITUTIONS", [*SIGNS, *plain])


def tell_shared(stories: Iterable[Any], found: Mapping[str, Sequence[str]], settings: Any, problems: Problems) -> None:
    """Warn of each name whose address an earlier one has, by the paths of their stories; `found` has tags found, by slug.

    Names that differ in case, or in the form of an apostrophe, are one name.
    """
    first: dict[tuple[type[Any], str], tuple[str, str]] = {}
    told = set()
    for story in sorted(stories, key=lambda story: str(story.source_path)):
        for kind, name in _names(story, found):
            place = kind, named(kind, name, settings).slug
            other, where = first.setdefault(place, (name, story.source_path))
            if not place[1] or name == other or (kind, name) in told or _folded(name) == _folded(other):
                continue
            told.add((kind, name))
            beside = "" if where == story.source_path else f" in {shown(where)}"
            line = _line(story.source_path, KEYS[kind], name)
            advice = "rename one" if line else f"write '{KEYS[kind]}: ...' in a header"
            reason = f"{name!r} has the address {place[1]!r} of {other!r}{beside}, and so its page; {advice}"
            problems.warning(story.source_path, line, reason)


def _names(story: Any, found: Mapping[str, Sequence[str]]) -> Iterator[tuple[type[Any], str]]:
    """Yield the names of a story, those too that share their address with another of the same story."""
    facts = story.reads[0].facts(*story.reads[1:]) if hasattr(story, "reads") else None
    category = getattr(story, "category", None)
    if category is not None:
        yield Category, category.name
    authors = facts.authors if facts else [author.name for author in getattr(story, "authors", [])]
    tags = facts.tags if facts and facts.tags is not None else found.get(story.slug)
    if tags is None:
        tags = [tag.name for tag in getattr(story, "tags", [])]
    yield from ((Author, name) for name in authors)
    yield from ((Tag, name) for name in tags)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace("’", "'")


def _line(path: str, key: str, name: str) -> int:
    """Return the number of the line of a paste's header that gives a name; 0 if it was found in the text."""
    try:
        rows = store.read_text(path).text.splitlines()
    except store.NotText:
        return 0
    for number, row in enumerate(rows, 1):
        if number > 1 and re.fullmatch(r"-{3,}\s*", row):
            return 0
        if row.casefold().startswith(key) and name in row:
            return number
    return 0
