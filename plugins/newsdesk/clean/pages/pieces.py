"""The texts of a saved page, each with the elements around it, and what lies between two: ends of lines and cells, notes, raised text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bs4.element import NavigableString, Tag

from .elements import (
    all_text,
    beside,
    columns_of,
    defines,
    is_character,
    is_of_data,
    is_row_of_facts,
    leads_to_note,
    numbers_of,
)
from .formulas import formula_text

SILENT = frozenset(("script", "style", "head"))
"""Elements without words for a reader."""
DRAWN = frozenset(("svg", "iframe", "object", "select", "datalist"))
"""Elements that show something else than a text, if they hold any words: choices, a drawing, what stands where a frame cannot."""
STRUCK = frozenset(("del", "s", "strike"))
BLOCKS = frozenset(
    """address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hr label legend li main nav ol option p pre section summary table tbody td tfoot th thead time tr ul""".split()
)
"""Elements that end a line."""
HINTS = {
    "nav": "menu", "footer": "footer", "aside": "aside", "form": "form", "button": "form", "label": "form", "dialog": "form",
    "h1": "h1", "h2": "heading", "h3": "heading", "h4": "heading", "figcaption": "caption", "li": "item", "blockquote": "quote", "article": "article",
}  # fmt: skip
"""What an element says of the lines in it; an outer menu, footer or form says more than what is inside."""
ROLES = {"navigation": "menu", "dialog": "form", "alertdialog": "form"}
"""The same, of an element that is one by its role alone."""
NEAREST = 5
"""Elements around a text whose names are told."""
MOST_NAMES = 8
"""Words of an element's classes; some pages write their whole look there."""
WORD = re.compile(r"[a-z]{3,}")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of "storyBody"."""
COMMENTS = re.compile(
    r"(?:(?:div|li|user|readers?|post|wp|fb|disqus|the|site|page|story)[-_]?)?comments?(?:[-_]?(?:box|list|body|area|thread|item|text|content|section|wrap(?:per)?|container|\d+))?"
    r"|disqus(?:[-_]thread)?|kommentare|commentaires|comentarios|comentários"
)
"""A class or name of an element in which readers speak."""
Hints = tuple[str, ...]
"""Of the elements around a text, the outermost first."""
DEEPEST = 100
"""Elements in each other, from which on no more is told of an element than where its lines end. Pages whose paragraphs are never
closed nest hundreds, a malicious one any number; browsers cut nesting off at 512."""
SET_ASIDE = {
    "unseen": "unseen-on-the-page",
    "dialogue": "dialogue-over-the-page",
    "drawn": "choice-or-drawing",
    "note": "note-mark",
    "struck": "struck-out",
}
"""What is told of a text that is no part of a line, and the rule by which it is left out."""


@dataclass(frozen=True, slots=True)
class Around:
    """The elements around a text."""

    hints: Hints = ()
    names: tuple[tuple[str, ...], ...] = ()
    """of each element, its name and the words of its classes, the outermost first"""
    in_link: bool = False
    told: Mapping[int, str] = field(default_factory=dict)
    """what was found out of single elements of the page, by their ids: `unseen`, a `dialogue`, or `another` article"""

    @property
    def marks(self) -> tuple[str, ...]:
        """The names of the nearest elements, each once."""
        return tuple(dict.fromkeys(word for words in self.names[-NEAREST:] for word in words))


@dataclass(frozen=True, slots=True)
class Piece:
    """A text within a line, or what lies between two."""

    words: str
    around: Around
    kind: str = ""
    """`sup` or `sub` for raised and lowered text, `note` for a mark that leads to its note, `br` for a break within a
    paragraph, `cell` for the end of a table's cell, `end` for the end of a line, or one of SET_ASIDE"""


def walk(element: Tag, around: Around) -> Iterator[Piece]:
    """Yield the texts of an element and the ends of its lines."""
    if len(around.names) >= DEEPEST:
        yield from _flat(element, around)
        return
    apart, numbers = is_row_of_facts(element), numbers_of(element)
    for child in element.children:
        if isinstance(child, Tag):
            yield from _element(child, around, numbers.get(id(child), ""))
            if apart:
                yield Piece(" ", around)
        elif type(child) is NavigableString:  # its subclasses are comments, doctypes and the like
            if any(names[0] == "pre" for names in around.names[-2:]):
                for row in str(child).split("\n"):
                    yield from (Piece(row, around), Piece("", around, "end"))
            else:
                yield Piece(str(child), around)


def _flat(element: Tag, around: Around) -> Iterator[Piece]:
    """Yield the texts of what lies too deep, and where a block begins or has ended."""
    passed: set[int] = set()
    for node in element.descendants:
        if id(node) in passed:
            continue
        before = node.previous_sibling
        if isinstance(before, Tag) and before.name in BLOCKS:
            yield Piece("", around, "end")
        if isinstance(node, Tag):
            aside = _aside(node, around)
            if node.name in SILENT or aside:
                passed.update(map(id, node.descendants))
            if aside:
                yield Piece(all_text(node), around, aside)
            elif node.name in BLOCKS or node.name == "br":
                yield Piece("", around, "end")
        elif type(node) is NavigableString:
            yield Piece(str(node), around)


def _aside(tag: Tag, around: Around) -> str:
    """Return as what the words of an element are set aside; empty if they are not."""
    told = around.told.get(id(tag), "")
    return told if told in SET_ASIDE else "drawn" if tag.name in DRAWN else ""


def _element(tag: Tag, around: Around, number: str = "") -> Iterator[Piece]:
    if tag.name in SILENT:
        return
    end = Piece("", around, "end")
    aside = _aside(tag, around)
    if aside:
        yield Piece(all_text(tag), around, aside)
    elif tag.name in STRUCK:
        yield Piece(all_text(tag), around, "struck")
    elif tag.name == "br":
        yield Piece(f"{beside(tag.previous_sibling)}\n{beside(tag.next_sibling)}", around, "br")
    elif tag.name == "math":
        yield Piece(formula_text(tag), around)
    elif tag.name == "img":
        yield Piece(str(tag["alt"]) if is_character(tag) else "", around)
    elif tag.name == "q":
        yield from _quoted(tag, _inside(tag, around))
    elif tag.name in ("sup", "sub") or leads_to_note(tag):
        kind = "note" if tag.name == "a" or tag.find("a") or leads_to_note(tag.parent) else tag.name
        yield Piece(all_text(tag), _inside(tag, around), kind)
    elif tag.name == "table" and is_of_data(tag):
        yield from _table_rows(tag, _inside(tag, around, "row"))
        yield end
    elif tag.name == "dl" and defines(tag):
        yield from _definitions(tag, _inside(tag, around, "item"))
        yield end
    else:
        inside = _inside(tag, around)
        if tag.name in BLOCKS:
            yield end
        yield from _numbered(walk(tag, inside), number)
        if tag.name in BLOCKS:
            yield end


def _numbered(pieces: Iterator[Piece], number: str) -> Iterator[Piece]:
    """Yield the pieces of a list's item, its number before the first words, which may stand in a paragraph of their own."""
    for piece in pieces:
        if number and piece.words.strip():
            yield Piece(number, piece.around)
            number = ""
        yield piece


def _quoted(tag: Tag, around: Around) -> Iterator[Piece]:
    """Yield a quotation within a sentence with the marks that a browser puts around it, unless it has its own."""
    mark = "'" if tag.find_parent("q") else '"'
    mark = "" if tag.get_text().strip()[:1] in "\"'“”„«»‘‚「『" else mark
    yield from (Piece(mark, around), *walk(tag, around), Piece(mark, around))


def _table_rows(table: Tag, around: Around) -> Iterator[Piece]:
    """Yield a line for each row, all with as many cells as the longest has."""
    rows = [[(cell, columns_of(cell)) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
    width = max(sum(span for _, span in row) for row in rows)
    caption = table.find("caption")
    if isinstance(caption, Tag):
        yield from walk(caption, around)
    for row in rows:
        yield Piece("", around, "end")
        ends = width - 1
        for cell, span in row:
            yield from (Piece(" ", around) if piece.kind in ("end", "br") else piece for piece in walk(cell, around))
            yield from [Piece("", around, "cell")] * min(span, ends)
            ends -= min(span, ends)
        yield from [Piece("", around, "cell")] * ends


def _definitions(tag: Tag, around: Around) -> Iterator[Piece]:
    """Yield a line for each definition, its term in front."""
    above = ""
    for part in tag.find_all(["dt", "dd"]):
        if part.name == "dt" or above != "dt":
            yield Piece("", around, "end")
        yield from (Piece(" ", around) if piece.kind in ("end", "br") else piece for piece in walk(part, around))
        if part.name == "dt":
            yield Piece(" " if part.get_text().rstrip().endswith((":", "?", ".")) else ": ", around)
        above = part.name


def _inside(tag: Tag, around: Around, hint: str = "") -> Around:
    own = hint or around.told.get(id(tag)) or HINTS.get(tag.name)
    own = ROLES.get(str(tag.get("role")), own) if tag.name in ("header", "section", "div") else own
    given = [*(tag.get("class") or ()), str(tag.get("id") or "")]
    if any(COMMENTS.fullmatch(name.casefold()) for name in given) and not tag.find("h1"):
        own = "comments"
    named = " ".join(given)
    words = tuple(f".{word}" for word in WORD.findall(CAMEL.sub(" ", named).casefold()))
    hints = (*around.hints, own) if own else around.hints
    names = (*around.names, (tag.name, *words[:MOST_NAMES]))
    return Around(hints, names, around.in_link or tag.name == "a", around.told)
