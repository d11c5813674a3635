"""What no reader of a saved page has seen: hidden by an element itself, its names, or a rule of the page's own styles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag, TemplateString

ELEMENTS = frozenset(("noscript", "template"))
"""Elements whose words no reader has seen."""
HIDES = re.compile(
    r"(?<![\w-])(?:display:none|visibility:hidden|opacity:0(?:\.0+)?(?![.\d])|font-size:(?:0(?![.\d])|1p[xt]\b)|(?:left|top|text-indent):-\d{3,}"
    r"|margin-left:-\d{4,}|mso-hide:all|transform:scale\(0\)|clip:rect\((?:[01](?:px)?,?){4}\)|clip-path:inset\((?:50|100)%)"
)
"""In a style, spaces aside; "backface-visibility" and the like are other properties."""
APPEARS = re.compile(r"(?<![\w-])(?:-webkit-)?(?:transform:(?!scale\(0\))|transition|will-change|animation)")
"""Beside "opacity:0" in a style: what it hides appears as readers come to it."""
OPACITY = re.compile(r"(?<![\w-])opacity:0?(?:\.0+)?(?![.\d])")
FROM_ABOVE = frozenset(("inherit", "initial", "unset", "revert", "currentcolor"))
"""Values that name no colour: letters and ground may have the same word, and differ."""
SHOWS = re.compile(r"display:(?!none)|visibility:visible|opacity:(?:1|0?\.\d*[1-9])")
FOR_SPEECH = re.compile(
    r"(?:[a-z0-9]+-)?(?:sr-only|screen-?reader(?:-?(?:text|only))?|visually-?hidden|hidden-?visually|show-for-sr|element-invisible|a11y-hidden|preheader)"
)
"""Names that pages give to what is only read aloud, or only shown in a list of letters; the rules behind them are often in another file."""
HIDDEN_NAMES = frozenset(
    "hidden is-hidden u-hidden u-hide hide d-none invisible offscreen off-screen print-only visible-print".split()
)
"""Names that frameworks give to what is not shown; on the pages of news that were looked at none of them holds a word of the story."""
ON_WIDE_SCREENS = re.compile(r"d-(?:sm|md|lg|xl|xxl)-|(?:sm|md|lg|xl|2xl):")
"""How a name begins by which the same is shown where there is room."""
STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
SELECTOR = re.compile(r"(?:[a-z]\w*)?((?:[.#][\w-]+)+)", re.IGNORECASE)
"""Of one element by its names; what depends on the elements around it hides nothing here."""
NAME = re.compile(r"[.#][\w-]+")
LAST = re.compile(r"((?:[.#][\w-]+)+)[^\s>+~]*$")
WORD = re.compile(r"\w+")
WHOLE = 1_000_000_000
"""More words than a page has."""
CONTROLS = ("aria-controls", "data-bs-target", "data-target")
"""Attributes in which a button names what it opens."""
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

    None holds the page's headline, or half of the words of the page or of its article: what waits for a script or
    stands behind a dialogue was seen.
    """
    styles, counts, spoken = _styles(soup), _counts(soup), _spoken(soup)
    half = min(counts[id(soup)], _count_of_article(soup)) / 2
    behind = bool(dialogues(soup))
    panels = _panels(soup)
    found = (tag for tag in soup.find_all(True) if tag.get("id") not in panels and _is_hidden(tag, styles, spoken))
    return frozenset(id(tag) for tag in found if counts[id(tag)] < half and not (behind and _stands_behind(tag)))


def _panels(soup: BeautifulSoup) -> frozenset[str]:
    """Return the ids of what a button within the article opens: answers below their questions."""
    buttons = (soup.find(["article", "main"]) or soup).find_all(_opens)
    return frozenset(str(tag.get(name)).lstrip("#") for tag in buttons for name in CONTROLS if tag.get(name))


def _opens(tag: Tag) -> bool:
    return tag.has_attr("aria-expanded") and tag.find_parent(["nav", "header", "footer", "form"]) is None


def dialogues(soup: BeautifulSoup) -> list[Tag]:
    """Return the boxes that lie over a page and wait for an answer; one that holds the page's headline or article is the page."""
    return [tag for tag in soup.find_all(_is_open_dialogue) if not tag.find(["h1", "article"])]


def _is_open_dialogue(tag: Tag) -> bool:
    if tag.name == "dialog":
        return tag.has_attr("open")
    return tag.get("role") in ("dialog", "alertdialog") and tag.get("aria-hidden") != "true"


def _stands_behind(tag: Tag) -> bool:
    """True for what a page takes out of the reach of the keyboard, and shows, while a dialogue is open."""
    return tag.get("aria-hidden") == "true" and not tag.has_attr("hidden") and tag.find("p") is not None


def _counts(soup: BeautifulSoup) -> Counter[int]:
    """Return how many words each element holds, by its id; one that holds a headline counts as the whole page."""
    counts = Counter[int]()
    for node in reversed(list(soup.descendants)):
        if isinstance(node, Tag):
            count = WHOLE if node.name == "h1" else counts[id(node)]
        else:
            count = len(WORD.findall(str(node))) if type(node) in (NavigableString, TemplateString) else 0
        counts[id(node.parent)] += count
    counts[id(soup)] = len(WORD.findall(soup.get_text(" ")))
    return counts


def _count_of_article(soup: BeautifulSoup) -> int:
    """Return how many words the element has that the page marks as its article, the one with the headline; of a page without, WHOLE."""
    headline = soup.find("h1")
    article = headline.find_parent("article") if headline else None
    return len(WORD.findall(article.get_text(" "))) if article else WHOLE


def _spoken(soup: BeautifulSoup) -> Mapping[int, set[int]]:
    """Return the ids of the elements that are only read aloud, by the id of what holds them."""
    spoken = defaultdict[int, set[int]](set)
    for tag in soup.find_all(_is_for_speech):
        spoken[id(tag.parent)].add(id(tag))
    return spoken


def _is_hidden(tag: Tag, styles: Styles, spoken: Mapping[int, set[int]]) -> bool:
    if (
        tag.name in ELEMENTS
        or (tag.name == "dialog" and not tag.has_attr("open"))
        or tag.get("role") == "tooltip"
        or (tag.has_attr("hidden") and not _may_be_opened(tag))
    ):
        return True
    style = _without_spaces(str(tag.get("style") or ""))
    if HIDES.search(style) or _takes_no_room(style):
        return True
    if tag.get("aria-hidden") == "true":  # beside words for speech stand those for the eye
        return not spoken.get(id(tag.parent), set()) - {id(tag)}
    return tag.name != "h1" and (
        _is_for_speech(tag) or _is_named_hidden(tag) or (styles.hide(_names(tag)) and not SHOWS.search(style))
    )


def _without_spaces(style: str) -> str:
    """Return a style in small letters, without what only hides until readers come to it."""
    style = "".join(style.casefold().split())
    return OPACITY.sub("", style) if APPEARS.search(style) else style


def _may_be_opened(tag: Tag) -> bool:
    """True for what readers open: a panel of tabs, or what the page's own search finds."""
    return tag.get("hidden") == "until-found" or tag.get("role") == "tabpanel"


def _takes_no_room(style: str) -> bool:
    """True for a box without height, or letters in the colour of their ground."""
    told = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    flat = told.get("overflow") == "hidden" and {told.get("height"), told.get("max-height")} & {"0", "0px"}
    colour = told.get("color", "")
    return bool(flat) or (colour not in FROM_ABOVE and colour in (told.get("background-color"), told.get("background")))


def _is_for_speech(tag: Tag) -> bool:
    return any(FOR_SPEECH.fullmatch(name.casefold().replace("_", "-")) for name in tag.get("class") or ())


def _is_named_hidden(tag: Tag) -> bool:
    names = [str(name).casefold() for name in tag.get("class") or ()]
    return not HIDDEN_NAMES.isdisjoint(names) and not any(map(ON_WIDE_SCREENS.match, names))


def _names(tag: Tag) -> Names:
    own = str(tag.get("id") or "")
    return frozenset((*(f".{name}" for name in tag.get("class") or ()), *((f"#{own}",) if own else ())))


def _styles(soup: BeautifulSoup) -> Styles:
    """Return the rules of a page's own style sheets."""
    text = "\n".join(tag.get_text() for tag in soup.find_all("style"))
    rules = [(names, _without_spaces(style)) for names, style in _rules(STYLE_COMMENT.sub("", text))]
    hiding = [
        names for selectors, style in rules if HIDES.search(style) for names in _selected(selectors, SELECTOR.fullmatch)
    ]
    showing = [
        names for selectors, style in rules if SHOWS.search(style) for names in _selected(selectors, LAST.search)
    ]
    return Styles(tuple(hiding), tuple(showing))


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the style of each rule that holds everywhere.

    Rules for paper or narrow screens and steps of a movement stand in the braces of another; by those no page was read.
    """
    selectors, depth = "", 0
    for part in re.split(r"([{}])", sheet):
        if part in ("{", "}"):
            depth = max(0, depth + (1 if part == "{" else -1))
        elif depth == 0:
            selectors = part.rpartition(";")[2].strip()
        elif depth == 1 and selectors and not selectors.startswith("@"):
            yield selectors, part


def _selected(selectors: str, match: Callable[[str], re.Match[str] | None]) -> Iterator[Names]:
    found = (match(selector.strip()) for selector in selectors.split(","))
    return (frozenset(NAME.findall(one[1])) for one in found if one)
