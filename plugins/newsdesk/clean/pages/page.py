"""A saved web page as lines, each with what the page's own marks say of it.

Nothing of the HTML goes further than its words: what is published is built from text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from ...article import Line
from ..text import fold, parseable, plain, with_plain_bullet
from .head import read_head
from .linked_data import LinkedData
from .pieces import SET_ASIDE, Around, Hints, Piece, walk
from .raised import Raised, lowered
from .unseen import dialogues, unseen_elements

ARTICLE = "article"
OUTER = frozenset(("menu", "footer", "aside", "form", "comments", "another"))
CLOSED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
FEWEST_TOLD = 4
"""Words."""
NEAR = 80
"""Characters before raised text that tell what it is."""


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page, read."""

    lines: tuple[Line, ...]
    """numbered as they come, for a page has no lines of its own"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """what the page tells of its article: `title`, `date`, `authors`, `source`, `lang`, and the `house`, the paper or
    agency that stands where nobody is named"""
    cut_short: bool = False
    """True if it opens what it never closes"""


def read_page(html: str, first: int = 1) -> Page:
    """Read a page's lines, numbered from `first`, and the facts in its head."""
    soup = BeautifulSoup(parseable(html), "html.parser")
    _open_shadows(soup)
    linked = LinkedData(soup)
    facts = read_head(soup, linked)
    others = _other_articles(soup, facts.get("title", ""))
    told = {
        **dict.fromkeys(others, "another"),
        **dict.fromkeys(map(id, dialogues(soup)), "dialogue"),
        **dict.fromkeys(unseen_elements(soup), "unseen"),
    }
    rows = [row for row in _rows(soup, told) if row.text]
    whole = _has_one_article(soup, rows, len(others))
    body = f" {fold(linked.body)} "
    lines = tuple(
        Line(
            number, row.raw, row.text, _hint(row.around.hints, whole), row.linked, row.around.marks, _is_told(row, body)
        )
        for number, row in enumerate(rows, first)
    )
    return Page(lines, facts, CLOSED.search(html) is None)


def _open_shadows(soup: BeautifulSoup) -> None:
    """Make what a browser shows of templates, those with a shadow root, elements of the page."""
    for shadow in soup.find_all("template", shadowrootmode=True):
        shadow.name = "div"
        for text in shadow.find_all(string=True):
            text.replace_with(NavigableString(str(text)))


def _other_articles(soup: BeautifulSoup, title: str) -> tuple[int, ...]:
    """Return the ids of the articles below the page's own that have headlines of their own, as a page adds them while it is read.

    `title` is the page's; where it is not the first one's headline, nothing tells which is the story.
    """
    heads = [(tag, head) for tag in soup.find_all(ARTICLE) if not tag.find_parent(ARTICLE) and (head := tag.find("h1"))]
    named = title or (soup.title.get_text() if soup.title else "")
    told = [fold(head.get_text(" ")) for _, head in heads]
    if len(heads) < 2 or not told[0] or not fold(named).startswith(told[0]):
        return ()
    return tuple(id(tag) for (tag, _), words in zip(heads[1:], told[1:], strict=True) if words != told[0])


def _is_told(row: Row, body: str) -> bool:
    """True if a row's words stand in the `body` that the page's data gives; fewer could stand there by chance."""
    words = fold(row.text)
    return words.count(" ") >= FEWEST_TOLD - 1 and f" {words} " in body


def _has_one_article(soup: BeautifulSoup, rows: Sequence[Row], others: int) -> bool:
    """True if the page marks one article besides the `others`, with at least half of the words that no menu or footer holds."""
    hinted = ((row.text, row.around.hints) for row in rows)
    words = [(len(text.split()), ARTICLE in hints) for text, hints in hinted if not OUTER.intersection(hints)]
    inside = sum(count for count, within in words if within)
    return len(soup.find_all(ARTICLE)) == 1 + others and inside * 2 >= sum(count for count, _ in words)


def _hint(hints: Hints, whole: bool) -> str:
    """Return what a line's elements say of it; `whole` is whether the page marks its one article.

    Where it does not, a list item says nothing: menus are lists, too.
    """
    outer = next((hint for hint in hints if hint in OUTER), "")
    inner = hints[-1] if hints else ""
    if inner in SET_ASIDE:
        return inner
    if outer:
        return outer
    if whole and ARTICLE not in hints and inner != "h1":
        return "outside"
    return "" if inner == ARTICLE or (inner == "item" and not whole) else inner


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


def _rows(soup: BeautifulSoup, told: Mapping[int, str]) -> Iterator[Row]:
    """Yield the text between block elements, what no reader saw or should read behind it."""
    pieces: list[Piece] = []
    raised = Raised()
    for piece in walk(soup, Around(told=told)):
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
