"""A saved web page as lines, each with what the page's own marks say of it.

Nothing of the HTML goes further than its words: what is published is built from text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ...article import Line
from ..text import parseable, plain, with_plain_bullet
from .elements import all_text, beside, columns_of, defines, is_of_data, is_unseen, leads_to_note
from .head import read_head
from .raised import Raised, lowered

SILENT = frozenset(("script", "style", "svg", "iframe", "head", "object", "select", "datalist", "math"))
"""Elements without words for a reader."""
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
ARTICLE = "article"
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
NEAR = 80
"""Characters before raised text that tell what it is."""
DEEPEST = 100
"""Elements in each other, from which on no more is told of an element than where its lines end. Pages whose paragraphs are never
closed nest hundreds, a malicious one any number; browsers cut nesting off at 512."""
Hints = tuple[str, ...]
"""Of the elements around a text, the outermost first."""
OUTER = frozenset(("menu", "footer", "aside", "form", "comments"))
SET_ASIDE = {"unseen": "unseen-on-the-page", "note": "note-mark", "struck": "struck-out"}
"""What is told of a text that is no part of a line, and the rule by which it is left out."""


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page, read."""

    lines: tuple[Line, ...]
    """numbered as they come, for a page has no lines of its own"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """what the page's head tells: `title`, `date`, `authors`, `source`, `lang`"""


def read_page(html: str, first: int = 1) -> Page:
    """Read a page's lines, numbered from `first`, and the facts in its head."""
    soup = BeautifulSoup(parseable(html), "html.parser")
    rows = [row for row in _rows(soup) if row.text]
    whole = _has_one_article(soup, rows)
    lines = tuple(
        Line(number, row.raw, row.text, _hint(row.around.hints, whole), row.linked, row.around.marks)
        for number, row in enumerate(rows, first)
    )
    return Page(lines, read_head(soup))


def _has_one_article(soup: BeautifulSoup, rows: Sequence[Row]) -> bool:
    """True if the page marks one article, with at least half of the words that no menu or footer holds."""
    hinted = ((row.text, row.around.hints) for row in rows)
    words = [(len(text.split()), ARTICLE in hints) for text, hints in hinted if not OUTER.intersection(hints)]
    inside = sum(count for count, within in words if within)
    return len(soup.find_all(ARTICLE)) == 1 and inside * 2 >= sum(count for count, _ in words)


def _hint(hints: Hints, whole: bool) -> str:
    """Return what a line's elements say of it; `whole` is whether the page marks its one article.

    Where it does not, a list item says nothing: menus are lists, too.
    """
    outer = next((hint for hint in hints if hint in OUTER), "")
    inner = hints[-1] if hints else ""
    if outer:
        return outer
    if whole and ARTICLE not in hints and inner != "h1":
        return "outside"
    return "" if inner == ARTICLE or (inner == "item" and not whole) else inner


@dataclass(frozen=True, slots=True)
class Around:
    """The elements around a text."""

    hints: Hints = ()
    names: tuple[tuple[str, ...], ...] = ()
    """of each element, its name and the words of its classes, the outermost first"""
    in_link: bool = False

    @property
    def marks(self) -> tuple[str, ...]:
        """The names of the nearest elements, each once."""
        return tuple(dict.fromkeys(word for words in self.names[-NEAREST:] for word in words))


@dataclass(frozen=True, slots=True)
class Row:
    """The text between two ends of a line."""

    raw: str
    """with tabs between the cells of a table's row"""
    text: str
    around: Around
    """of its last word"""
    linked: float
    """the share of its characters that are a link"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text within a line, or what lies between two."""

    words: str
    around: Around
    kind: str = ""
    """`sup` or `sub` for raised and lowered text, `note` for a mark that leads to its note, `br` for a break within a
    paragraph, `cell` for the end of a table's cell, `end` for the end of a line, or one of SET_ASIDE"""


def _rows(soup: BeautifulSoup) -> Iterator[Row]:
    """Yield the text between block elements, what no reader saw or should read behind it."""
    pieces: list[Piece] = []
    raised = Raised()
    for piece in _walk(soup, Around()):
        if piece.kind == "end" or (piece.kind == "br" and not _goes_on(piece)):
            yield from _told(pieces, raised)
            pieces = []
        else:
            pieces.append(piece)
    yield from _told(pieces, raised)


def _goes_on(break_: Piece) -> bool:
    """True if a sentence goes on behind a break: small letters follow letters."""
    before, _, after = break_.words.partition("\n")
    return before[-1:].isalpha() | (before[-1:] == ",") and after[:1].islower()


def _told(pieces: Sequence[Piece], raised: Raised) -> Iterator[Row]:
    if not pieces:
        return
    text, asides, following = "", list[Piece](), _following(pieces)
    for place, piece in enumerate(pieces):
        words: str | None = piece.words
        if piece.kind in ("sup", "note"):
            words = raised.text_of(text[-NEAR:], piece.words, following[place], piece.kind == "note")
        elif piece.kind == "sub":
            words = lowered(text[-1:], piece.words)
        elif piece.kind == "br":
            words = " "
        elif piece.kind == "cell":
            words = "\t"
        elif piece.kind in SET_ASIDE:
            words = None
        else:
            words = piece.words.replace("\t", " ")
        if words is None:
            asides.append(piece if piece.kind in SET_ASIDE else replace(piece, kind="note"))
        else:
            text += words
    shown = [piece for piece in pieces if piece.words.strip() and piece.kind not in ("br", "cell", *SET_ASIDE)]
    sizes = [(len(piece.words.strip()), piece.around.in_link) for piece in shown]
    linked = sum(size for size, in_link in sizes if in_link) / max(1, sum(size for size, _ in sizes))
    raw = "\t".join(map(plain, with_plain_bullet(text).split("\t")))
    around = shown[-1].around if shown else Around()
    yield Row(raw, plain(raw), around, linked)
    for piece in asides:
        row = plain(piece.words)
        yield Row(row, row, replace(piece.around, hints=(*piece.around.hints, piece.kind)), 0.0)


def _following(pieces: Sequence[Piece]) -> list[str]:
    """Return for each piece the words of the next one that is a part of the line."""
    found, after = [""] * len(pieces), ""
    for place in range(len(pieces) - 1, -1, -1):
        found[place] = after
        if pieces[place].kind not in SET_ASIDE:
            after = pieces[place].words
    return found


def _walk(element: Tag, around: Around) -> Iterator[Piece]:
    """Yield the texts of an element and the ends of its lines."""
    if len(around.names) >= DEEPEST:
        yield from _flat(element, around)
        return
    for child in element.children:
        if isinstance(child, Tag):
            yield from _element(child, around)
        elif type(child) is NavigableString:  # its subclasses are comments, doctypes and the like
            if element.name == "pre":
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
            if node.name in SILENT or is_unseen(node):
                passed.update(map(id, node.descendants))
                yield Piece("" if node.name in SILENT else all_text(node), around, "unseen")
            elif node.name in BLOCKS or node.name == "br":
                yield Piece("", around, "end")
        elif type(node) is NavigableString:
            yield Piece(str(node), around)


def _element(tag: Tag, around: Around) -> Iterator[Piece]:
    if tag.name in SILENT:
        return
    end = Piece("", around, "end")
    if is_unseen(tag):
        yield Piece(all_text(tag), around, "unseen")
    elif tag.name in STRUCK:
        yield Piece(all_text(tag), around, "struck")
    elif tag.name == "br":
        yield Piece(f"{beside(tag.previous_sibling)}\n{beside(tag.next_sibling)}", around, "br")
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
        yield from _walk(tag, inside)
        if tag.name in BLOCKS:
            yield end


def _table_rows(table: Tag, around: Around) -> Iterator[Piece]:
    """Yield a line for each row, all with as many cells as the longest has."""
    rows = [[(cell, columns_of(cell)) for cell in row.find_all(["td", "th"])] for row in table.find_all("tr")]
    width = max(sum(span for _, span in row) for row in rows)
    caption = table.find("caption")
    if isinstance(caption, Tag):
        yield from _walk(caption, around)
    for row in rows:
        yield Piece("", around, "end")
        ends = width - 1
        for cell, span in row:
            yield from (Piece(" ", around) if piece.kind in ("end", "br") else piece for piece in _walk(cell, around))
            yield from [Piece("", around, "cell")] * min(span, ends)
            ends -= min(span, ends)
        yield from [Piece("", around, "cell")] * ends


def _definitions(tag: Tag, around: Around) -> Iterator[Piece]:
    """Yield a line for each definition, its term in front."""
    above = ""
    for part in tag.find_all(["dt", "dd"]):
        if part.name == "dt" or above != "dt":
            yield Piece("", around, "end")
        yield from (Piece(" ", around) if piece.kind in ("end", "br") else piece for piece in _walk(part, around))
        if part.name == "dt":
            yield Piece(" " if part.get_text().rstrip().endswith((":", "?", ".")) else ": ", around)
        above = part.name


def _inside(tag: Tag, around: Around, hint: str = "") -> Around:
    own = hint or HINTS.get(tag.name)
    if tag.name in ("header", "section", "div") and tag.get("role") == "navigation":
        own = "menu"
    names = [*(tag.get("class") or ()), str(tag.get("id") or "")]
    if any(COMMENTS.fullmatch(name.casefold()) for name in names) and not tag.find("h1"):
        own = "comments"
    named = " ".join(names)
    words = tuple(f".{word}" for word in WORD.findall(CAMEL.sub(" ", named).casefold()))
    hints = (*around.hints, own) if own else around.hints
    return Around(hints, (*around.names, (tag.name, *words[:MOST_NAMES])), around.in_link or tag.name == "a")
