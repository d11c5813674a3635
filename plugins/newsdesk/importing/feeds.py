"""Stories of an XML file: RSS, RDF, Atom, and what WordPress exports.

It is read by defusedxml, which refuses what an XML file may declare to blow up or to read other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .item import Item, Spelled, make_item

SPACES = {
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
}
"""Namespaces, and how names in them are called here."""
EXPORT, EXCERPT = "wordpress.org/export/", "/excerpt"
UNREADABLE = bytes({*range(32)} - {9, 10, 13})
"""Characters that no XML file may hold, and which WordPress exports all the same."""
DRAFTS = ("draft", "pending", "future")
GONE = {
    "trash": "was thrown away there",
    "auto-draft": "was never written there",
    "inherit": "is a version of another post",
}
SUMMARY = 120
"""Words below which the text of a feed that has no other may be a summary."""


class _Readable:
    """A file without the characters that XML forbids."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._plain = not file.read(4).startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
        file.seek(0)

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        while part := self._file.read(size):
            if found := part.translate(None, UNREADABLE) if self._plain else part:
                return found
        return b""


def read_feed(path: Path, spelled: Spelled) -> Iterator[Item]:
    """Yield the stories of an XML file, and an item that says why, if it breaks off."""
    count, names, above = 0, dict[str, str](), list[Element]()
    size = path.stat().st_size or 1
    with path.open("rb") as file:
        try:
            for event, element in iterparse(_Readable(file), ("start", "end")):
                if event == "start":
                    above.append(element)
                    continue
                above.pop()
                name = named(element.tag)
                if name == "wp:author":
                    names[_text(element, "wp:author_login")] = _text(element, "wp:author_display_name")
                if name in ("item", "atom:entry") and above:
                    count += 1
                    item = (
                        _entry(path, count, element, spelled)
                        if name != "item"
                        else _item(path, count, element, names, spelled)
                    )
                    above[-1].remove(element)
                    yield replace(item, passed=min(1.0, file.tell() / size))
        except (ParseError, DefusedXmlException) as error:
            told = f"forbidden in a feed: {error}" if isinstance(error, DefusedXmlException) else str(error)
            yield Item(str(path), refusal=f"the XML cannot be read on ({told}); {count} stories stand before that")


def named(tag: Any) -> str:
    """Return the name of an element, with a short mark of its namespace.

    >>> named("{http://wordpress.org/export/1.2/}status"), named("{http://wordpress.org/export/1.2/excerpt/}encoded"), named("item")
    ('wp:status', 'excerpt:encoded', 'item')
    """
    space, _, name = str(tag)[1:].rpartition("}") if str(tag).startswith("{") else ("", "", str(tag))
    if EXPORT in space:
        return f"{'excerpt' if EXCERPT in space else 'wp'}:{name}"
    return f"{SPACES.get(space, 'other:' if space else '')}{name}"


def _children(element: Element) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for child in element:
        found.setdefault(named(child.tag), []).append(child)
    return found


def _text(element: Element, *names: str) -> str:
    """Return the words of the first child of one of these names that has any."""
    found = _children(element)
    texts = ("".join(child.itertext()).strip() for name in names for child in found.get(name, ()))
    return next(filter(None, texts), "")


def _item(path: Path, count: int, element: Element, names: Mapping[str, str], spelled: Spelled) -> Item:
    title, source = _text(element, "title"), _text(element, "link")
    place = f"{path}#{_text(element, 'wp:post_id', 'guid') or source or count}"
    kind, status = _text(element, "wp:post_type"), _text(element, "wp:status")
    if why := _refused(element, kind, status):
        return Item(place, refusal=why)
    rows = _children(element).get("category", [])
    tags = [row for row in rows if row.get("domain") != "category"] if kind else rows
    sections = (
        [row for row in rows if row.get("domain") == "category" and row.get("nicename") != "uncategorized"]
        if kind
        else []
    )
    text = _text(element, "content:encoded", "description")
    brief = not kind and not _text(element, "content:encoded") and len(text.split()) < SUMMARY
    dates = ("wp:post_date", "pubDate", "dc:date") if kind and status not in DRAFTS else ("pubDate", "dc:date")
    return make_item(
        place,
        text,
        is_html=True,
        title=_of_html(title),
        date=_text(element, *dates) if status not in DRAFTS else "",
        source=source,
        authors=[names.get(name) or name for name in _all(element, "dc:creator") or _all(element, "author")],
        tags=[spelled("".join(row.itertext()).strip()) for row in tags],
        section="".join(sections[0].itertext()).strip() if sections else "",
        status="draft" if status in DRAFTS else "",
        notes=[*(["the feed may hold only a summary"] if brief and text else []), *_shortcodes(text if kind else "")],
    )


def _refused(element: Element, kind: str, status: str) -> str:
    """Say why what WordPress exports is no story to be published; empty if it is one."""
    if kind and kind != "post":
        return f"is no story but of the kind {kind!r}"
    if status == "private" or _text(element, "wp:post_password"):
        return "is not public there (private, or under a password)"
    return GONE.get(status, "")


def _shortcodes(text: str) -> list[str]:
    marks = [mark for mark in ("[caption", "[gallery", "[embed", "[video", "[audio", "[playlist") if mark in text]
    return (
        [f"holds marks of WordPress that are no words of the story: {', '.join(f'{mark} ...]' for mark in marks)}"]
        if marks
        else []
    )


def _all(element: Element, name: str) -> list[str]:
    return [text for child in _children(element).get(name, ()) if (text := "".join(child.itertext()).strip())]


def _entry(path: Path, count: int, element: Element, spelled: Spelled) -> Item:
    links = [row for row in _children(element).get("atom:link", ()) if row.get("rel", "alternate") == "alternate"]
    source = links[0].get("href", "") if links else ""
    body, is_html = _construct(element, "atom:content")
    whole = bool(body)
    if not body:
        body, is_html = _construct(element, "atom:summary")
    title, title_is_html = _construct(element, "atom:title")
    return make_item(
        f"{path}#{_text(element, 'atom:id') or source or count}",
        body,
        is_html=is_html,
        title=_of_html(title) if title_is_html else title,
        date=_text(element, "atom:published", "atom:issued", "atom:updated"),
        source=source,
        authors=[_text(row, "atom:name") for row in _children(element).get("atom:author", ())],
        tags=[
            spelled(row.get("label") or row.get("term") or "") for row in _children(element).get("atom:category", ())
        ],
        notes=["the feed holds only a summary"] if body and not whole else [],
    )


def _construct(element: Element, name: str) -> tuple[str, bool]:
    """Return a text of Atom, and whether it is HTML."""
    for child in _children(element).get(name, ()):
        kind = child.get("type", "text").casefold()
        if kind == "xhtml" or kind.endswith("+xml"):
            for each in child.iter():
                each.tag = str(each.tag).rpartition("}")[2]
            return "".join(tostring(each, "unicode", method="html") for each in child).strip(), True
        return "".join(child.itertext()).strip(), "html" in kind
    return "", False


def _of_html(text: str) -> str:
    """Return the words of a title in which marks may stand: `Ferry &amp; <em>dock</em>`."""
    return unescape(re.sub(r"</?[a-zA-Z][^<>]*+>", "", text))
