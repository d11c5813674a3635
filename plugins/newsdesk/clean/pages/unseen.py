"""What no reader of a saved page has seen: hidden by an element itself, its names, or a rule of the page's own styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

ELEMENTS = frozenset(("noscript", "template"))
"""Elements whose words no reader has seen."""
HIDES = re.compile(
    r"display:none|visibility:hidden|opacity:0(?:\.0+)?(?![.\d])|font-size:0(?![.\d])|(?:left|top|text-indent):-\d{3,}|mso-hide:all"
    r"|clip:rect\((?:0|1)(?:px)?[ ,]|clip-path:inset\((?:50|100)%"
)
"""In a style, spaces aside."""
SHOWS = re.compile(r"display:(?!none)|visibility:visible|opacity:(?:1|0?\.\d*[1-9])")
FOR_SPEECH = re.compile(
    r"(?:[a-z0-9]+-)?(?:sr-only|screen-?reader(?:-?(?:text|only))?|visually-?hidden|hidden-?visually|show-for-sr|element-invisible|a11y-hidden|preheader)"
)
"""Names that pages give to what is only read aloud, or only shown in a list of letters; the rules behind them are often in another file."""
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
AT_BLOCK = re.compile(r"@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;")
"""Rules for paper or narrow screens, steps of a movement: not those by which the page was read."""
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"(?:[a-z]\w*)?((?:[.#][\w-]+)+)", re.IGNORECASE)
"""Of one element by its names; what depends on the elements around it hides nothing here."""
NAME = re.compile(r"[.#][\w-]+")
LAST = re.compile(r"((?:[.#][\w-]+)+)[^\s>+~]*$")
WORD = re.compile(r"\w+")
Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Styles:
    """A page's own rules that hide or show elements by their names (".teaser", "#box")."""

    hiding: tuple[Names, ...] = ()
    showing: tuple[Names, ...] = ()

    def hide(self, names: Names) -> bool:
        """True if a rule hides an element of these names, and none that is as special shows it."""
        most = max((len(rule) for rule in self.hiding if rule <= names), default=0)
        return most > 0 and all(len(rule) < most for rule in self.showing if rule <= names)


def unseen_elements(soup: BeautifulSoup) -> frozenset[int]:
    """Return the ids of the elements that no reader has seen.

    None holds the page's headline, or half of its words: what waits for a script or stands behind a dialogue was seen.
    """
    styles = _styles(soup)
    half = _count(soup) / 2
    found = (tag for tag in soup.find_all(True) if _is_hidden(tag, styles))
    return frozenset(id(tag) for tag in found if not tag.find("h1") and _count(tag) < half)


def _count(tag: Tag) -> int:
    return len(WORD.findall(tag.get_text(" ")))


def _is_hidden(tag: Tag, styles: Styles) -> bool:
    if tag.name in ELEMENTS or tag.has_attr("hidden"):
        return True
    style = "".join(str(tag.get("style") or "").casefold().split())
    if HIDES.search(style):
        return True
    if tag.get("aria-hidden") == "true":  # beside words for speech stand those for the eye
        return not any(_is_for_speech(other) for other in (*tag.find_next_siblings(), *tag.find_previous_siblings()))
    return tag.name != "h1" and (_is_for_speech(tag) or (styles.hide(_names(tag)) and not SHOWS.search(style)))


def _is_for_speech(tag: Tag) -> bool:
    return any(FOR_SPEECH.fullmatch(name.casefold().replace("_", "-")) for name in tag.get("class") or ())


def _names(tag: Tag) -> Names:
    own = str(tag.get("id") or "")
    return frozenset((*(f".{name}" for name in tag.get("class") or ()), *((f"#{own}",) if own else ())))


def _styles(soup: BeautifulSoup) -> Styles:
    """Return the rules of a page's own style sheets."""
    text = "\n".join(tag.get_text() for tag in soup.find_all("style"))
    rules = [
        (found[1], "".join(found[2].casefold().split()))
        for found in RULE.finditer(AT_BLOCK.sub("", COMMENT.sub("", text)))
    ]
    hiding = [
        names for selectors, style in rules if HIDES.search(style) for names in _selected(selectors, SELECTOR.fullmatch)
    ]
    showing = [
        names for selectors, style in rules if SHOWS.search(style) for names in _selected(selectors, LAST.search)
    ]
    return Styles(tuple(hiding), tuple(showing))


def _selected(selectors: str, match: Callable[[str], re.Match[str] | None]) -> Iterator[Names]:
    found = (match(selector.strip()) for selector in selectors.split(","))
    return (frozenset(NAME.findall(one[1])) for one in found if one)
