"""What a single element of a saved page is: the mark of a note, a table of data, a list of terms."""

from __future__ import annotations

import re
import unicodedata

from bs4.element import NavigableString, PageElement, Tag, TemplateString

LONGEST_CELL, LONGEST_HEADED = 160, 600
"""Characters of a cell of figures or words, and of one below a row of headings; longer ones lay out a page."""
APART = frozenset(("span", "a", "time", "strong", "b"))
LONGEST_CHARACTER = 8
"""An emoji may be a row of several, joined."""
CHARACTERS = frozenset(("So", "Lo", "Sk", "Mn", "Cf"))
"""Categories of Unicode: symbols, letters without a case, and what joins or changes them."""
WIDEST = 50
"""Columns that a cell may span."""
LONGEST_TERM = 80
"""Characters of what a list of definitions defines."""


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
    """True if a table holds short cells side by side, or longer ones below a row of headings; others lay out a page."""
    if table.find(["table", "h1", "h2", "form"]) or any(row.find("tr") for row in table.find_all("tr")):
        return False  # of rows in rows, which are never closed, each would have the cells of all below it
    rows = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    if sum(len(row) > 1 for row in rows) < 2:
        return False
    headed = len(rows[0]) > 1 and all(cell.name == "th" for cell in rows[0])
    longest = LONGEST_HEADED if headed else LONGEST_CELL
    return all(len(cell.get_text().strip()) <= longest for row in rows for cell in row) and _all_within(
        table, ("td", "th", "caption")
    )


def _all_within(element: Tag, names: tuple[str, ...]) -> bool:
    """True if all words of an element stand in parts of these names."""
    texts = (text for text in element.descendants if type(text) is NavigableString and text.strip())
    return all(text.find_parent(names) for text in texts)


def is_character(image: Tag) -> bool:
    """True for an image that stands for a character in the text: an emoji, or a rare letter."""
    words = str(image.get("alt") or "").strip()
    kinds = {unicodedata.category(letter) for letter in words}
    return (
        0 < len(words) <= LONGEST_CHARACTER
        and not words.isascii()
        and kinds <= CHARACTERS
        and bool(kinds & {"So", "Lo"})
    )


def is_row_of_facts(element: Tag) -> bool:
    """True for an element that holds others side by side, and no words of its own: "By Ada Marsh", and beside it the day.

    A style sets them apart. One that begins with a small letter goes on with the word before it, as behind a large first letter.
    """
    children = [child for child in element.children if isinstance(child, Tag)]
    if len(children) < 2 or any(child.name not in APART for child in children):
        return False
    own = (str(child) for child in element.children if type(child) is NavigableString)
    texts = [child.get_text() for child in children]
    return not any(map(str.strip, own)) and all(
        (len(text) > 1 and text[:1] != text[:1].lower()) or text[:1].isdigit() for text in texts
    )


def numbers_of(element: Tag) -> dict[int, str]:
    """Return the number or letter that a browser shows before each item of a numbered list, and a space, by the item's id.

    Lists of links are steps to a page or other stories, whose style shows no numbers.
    """
    if element.name != "ol" or _is_of_links(element):
        return {}
    items = element.find_all("li", recursive=False)
    step = -1 if element.has_attr("reversed") else 1
    number = _whole(element.get("start"), len(items) if step < 0 else 1) - step
    found = {}
    for item in items:
        number = _whole(item.get("value"), number + step)
        letter = str(element.get("type")) in ("a", "A") and 0 < number <= 26
        mark = chr(ord(str(element["type"])) + number - 1) if letter else str(number)
        found[id(item)] = "" if item.get_text().lstrip().startswith(mark) else f"{mark}. "
    return found


def _is_of_links(numbered: Tag) -> bool:
    linked = sum(len(tag.get_text().strip()) for tag in numbered.find_all("a"))
    return linked * 2 > len(numbered.get_text().strip())


def _whole(given: object, other: int) -> int:
    return int(str(given)) if re.fullmatch(r"-?\d{1,6}", str(given)) else other


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
        and _all_within(tag, ("dt", "dd"))
    )
