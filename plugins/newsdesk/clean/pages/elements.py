"""What a single element of a saved page is: seen or unseen, the mark of a note, a table of data, a list of terms."""

from __future__ import annotations

import re

from bs4.element import NavigableString, PageElement, Tag, TemplateString

UNSEEN = frozenset(("noscript", "template"))
"""Elements whose words no reader has seen."""
UNSEEN_STYLE = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?![.\d])|font-size:0(?![.\d])|(?:left|top|text-indent):-\d{3,}"
)
"""In an element's own style, spaces aside."""
LONGEST_CELL = 160
"""Characters of a cell of figures or words; longer ones lay out a page."""
WIDEST = 50
"""Columns that a cell may span."""
LONGEST_TERM = 80
"""Characters of what a list of definitions defines."""


def is_unseen(tag: Tag) -> bool:
    """True for what no reader has seen: by the element itself, its attributes or its own style."""
    if tag.name in UNSEEN or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    style = tag.get("style")
    return bool(style) and UNSEEN_STYLE.search("".join(str(style).casefold().split())) is not None


def all_text(tag: Tag) -> str:
    """Return all words of an element, those of templates too; a script has none."""
    texts = (text for text in tag.descendants if type(text) in (NavigableString, TemplateString))
    return " ".join(" ".join(str(text) for text in texts).split())


def beside(node: PageElement | None) -> str:
    """Return the words of what stands beside a break."""
    if type(node) is NavigableString:  # of a text `get_text` takes ten times as long
        return node.strip()
    return node.get_text().strip() if isinstance(node, Tag | NavigableString) else ""


def leads_to_note(tag: Tag | None) -> bool:
    """True for a link that is nothing but the mark of a note."""
    if tag is None or tag.name != "a":
        return False
    target = str(tag.get("href") or "").rpartition("#")[2].casefold()
    is_note = tag.get("role") == "doc-noteref" or re.match(r"_?(?:fn|ftn|edn|cite_note|note|footnote|endnote)", target)
    return bool(is_note) and re.fullmatch(r"[\[(]?[\w*†‡§]{1,4}[\])]?", tag.get_text().strip()) is not None


def is_of_data(table: Tag) -> bool:
    """True if a table holds short cells side by side; others lay out a page."""
    if table.find(["table", "h1", "h2", "form"]) or any(row.find("tr") for row in table.find_all("tr")):
        return False  # of rows in rows, which are never closed, each would have the cells of all below it
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    if sum(len(row) > 1 for row in rows) < 2:
        return False
    return all(len(cell.get_text().strip()) <= LONGEST_CELL for row in rows for cell in row)


def columns_of(cell: Tag) -> int:
    """Return how many columns a cell spans."""
    span = str(cell.get("colspan") or "1")
    return min(max(1, int(span)), WIDEST) if span.isdecimal() else 1


def defines(tag: Tag) -> bool:
    """True if a list of definitions has short terms, and no blocks in what it says of them."""
    terms = tag.find_all("dt")
    return (
        bool(terms)
        and not tag.find(["h1", "h2", "ul", "table", "dl", "article"])
        and not any(part.find(["dt", "dd"]) for part in tag.find_all(["dt", "dd"]))
        and all(len(term.get_text()) <= LONGEST_TERM for term in terms)
    )
