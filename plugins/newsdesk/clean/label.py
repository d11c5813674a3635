"""Each line alone, then among its neighbours: a role, and the rule that decided.

A step learns one thing and says it of the lines it knows about; the first to speak of a line decides.
What no step speaks of is body, and kept.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..article import Label, Line, Role
from .editors import EditorsRule
from .extent import find_extent, stands_between_paragraphs, telling_words, weigh
from .facts import names_in
from .head import Head, find_head
from .lines import fold
from .rules import rule_for
from .shapes import (
    LIST_MARK,
    OFFER,
    PICTURE_LABEL,
    PICTURE_WORDS,
    QUOTED,
    TO_READER,
    UPDATE_TIME,
    credit_of,
    is_credit_line,
    is_prose,
    is_sentence,
    word_count,
)

CROSSHEAD_WORDS = frozenset(
    """results jobs career careers press media events legal policy support community staff popular latest developing advertising
    subscriptions privacy conditions standards ethics archives kommentar podcasts""".split()
)
"""Words of a page that between two paragraphs are likelier a crosshead."""
PAGE_PARTS = {
    "menu": "menu",
    "footer": "footer",
    "aside": "side column",
    "form": "form",
    "outside": "frame, outside the article it marks",
}
LONGEST_CAPTION = 70
"""Words. A longer paragraph that ends in a name in brackets is text with its source."""
LONGEST_CROSSHEAD = 12
"""Words."""
OWN_WORDS = 0.5
"""Share of a paragraph's longer words that the story has."""
LIKELY_TEXT = 9
"""Words of a line between headline and text that make it likelier a sentence than a button."""
SHORTEST_REPEAT = 6
"""Words. A shorter line may well stand twice in a story: "No," she said."""
SAME_START = 9
"""Words two copies of a long caption have in common before one is cut."""
NEAR = 3
"""Lines with words between a caption and its copy."""

LONGEST_OFFER = 45
"""Words."""
AUTHOR_BOX_LINES = 3
"""Lines at the end of the text that may be about the author."""
ABOUT_AUTHOR = re.compile(
    r"\b(?:covers?|writes?|reports?|reported|joined|follow (?:him|her|them)|is (?:a|an|the|our)\b.{0,60}"
    r"\b(?:reporter|writer|correspondent|editor|journalist|columnist|contributor|freelance)|is \w+ (?:correspondent|editor|reporter|writer))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step says of a line."""

    role: Role
    rule: str
    sure: bool = True
    why: str = ""


Marks = Mapping[int, Mark]
"""By the line's place, from 0."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A paste on its way to being labelled."""

    lines: tuple[Line, ...]
    head: Head
    begin: int
    """the place of the first line of the running text"""
    end: int
    """the place after its last line"""
    marks: Marks

    def number(self, place: int) -> int:
        """Return a line's number as the editor is shown it, counted from the first below the header."""
        return self.lines[place].number - self.lines[0].number + 1

    def text_lines(self) -> list[int]:
        """Return the places between begin and end that have words and no mark yet."""
        return [p for p in range(self.begin, self.end) if self.lines[p].text and p not in self.marks]


def _is_scrap(text: str) -> bool:
    """True for a few words without an end, such as a section's name: two of them above the text are the page's."""
    return bool(text) and word_count(text) <= 4 and not is_sentence(text) and not rule_for(text)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the editor says of a paste's lines; it stands above every rule."""

    keep: frozenset[int] = frozenset()
    """numbers of lines"""
    drop: frozenset[int] = frozenset()
    rules: tuple[EditorsRule, ...] = ()
    source: str = ""
    has_title: bool = False
    """True: the headline is given, and no sentence of the text may be taken for it"""


def label_lines(lines: Sequence[Line], wish: Wish = Wish()) -> tuple[Label, ...]:
    """Give each line a role and a reason."""
    begin, end = find_extent(lines)
    head = find_head(lines, begin, end)
    if (
        wish.has_title
        and head.headline is not None
        and head.headline >= begin
        and is_sentence(lines[head.headline].text)
    ):
        head = Head(None)
    begin = _first_sentence(lines, head, begin) if head.headline is not None else begin
    draft = Draft(tuple(lines), head, begin, max(begin, end), editors_word(lines, wish))
    for step in STEPS:
        draft = replace(draft, marks={**step(draft), **draft.marks})
    return tuple(
        Label(line, mark.role, mark.rule, mark.sure, mark.why)
        for line, mark in zip(draft.lines, (draft.marks[p] for p in range(len(lines))), strict=True)
    )


def _first_sentence(lines: Sequence[Line], head: Head, begin: int) -> int:
    """Return where the text begins: at the first sentence below the head, if nothing there ends a story."""
    for place in range(head.end, begin):
        rule = rule_for(lines[place].text)
        if rule and rule.ends_story:
            break
        if rule or not is_sentence(lines[place].text) or word_count(lines[place].text) < SHORTEST_REPEAT:
            continue
        if sum(_is_scrap(lines[p].text) for p in range(place + 1, begin)) < 2:
            return place
    return max(begin, head.end)


def editors_word(lines: Sequence[Line], wish: Wish) -> Marks:
    """What the header and the editor's rules say of single lines."""
    marks: dict[int, Mark] = {}
    for rule in wish.rules:
        for place, line in enumerate(lines):
            if line.text and rule.knows(line.text, wish.source):
                marks[place] = Mark(Role.BODY if rule.keep else Role.BOILERPLATE, rule.name, why=rule.reason)
    for place in _named(lines, wish.drop):
        marks[place] = Mark(Role.BOILERPLATE, "editors-drop")
    for place in _named(lines, wish.keep):
        marks[place] = Mark(Role.CAPTION if credit_of(lines[place].text) else Role.BODY, "editors-keep")
    return marks


def _named(lines: Sequence[Line], numbers: Collection[int]) -> Iterator[int]:
    """Yield the places of lines with words that have one of the numbers."""
    for place, line in enumerate(lines):
        if line.text and line.number in numbers:
            yield place


def blanks(draft: Draft) -> Marks:
    """A line without words separates; it is nothing by itself."""
    return {p: Mark(Role.BLANK, "blank") for p, line in enumerate(draft.lines) if not line.text}


def head_lines(draft: Draft) -> Marks:
    """What stands above the text: kicker, headline, dek, byline, date."""
    head = draft.head
    marks = {}
    if head.headline is not None:
        marks[head.headline] = Mark(Role.HEADLINE, "headline", head.sure, head.why)
    if head.kicker is not None:
        crumbs = head.kicker_rule == "breadcrumb"
        marks[head.kicker] = Mark(Role.BOILERPLATE if crumbs else Role.KICKER, head.kicker_rule)
    for places, role, rule in (
        (head.deks, Role.DEK, "dek-above-byline"),
        (head.bylines, Role.BYLINE, "byline"),
        (head.dates, Role.DATE, "date-line"),
    ):
        marks.update({place: Mark(role, rule) for place in places})
    return marks


def headline_again(draft: Draft) -> Marks:
    """The title of the page, a breadcrumb, a picture's name: the headline pasted more than once."""
    if draft.head.headline is None:
        return {}
    wanted = fold(draft.lines[draft.head.headline].text)
    return {
        place: Mark(Role.REPEAT, "headline-twice", why=_as_on(draft, draft.head.headline))
        for place, line in enumerate(draft.lines)
        if place != draft.head.headline and line.text and _is_again(line.text, wanted)
    }


def _is_again(text: str, wanted: str) -> bool:
    """The same words, or all of a long headline with a number or, behind a bar or dash, the name of the page."""
    words = fold(text)
    if words == wanted:
        return True
    rest = words.removeprefix(wanted)
    named = rest.strip().isdecimal() or any(bar in text for bar in (" | ", " - ", " – ", " — ", " · "))
    return len(wanted.split()) >= 5 and rest != words and len(rest.split()) <= 3 and named and not is_sentence(text)


def page_words(draft: Draft) -> Marks:
    """Lines known by their own words."""
    marks = {}
    for place, line in enumerate(draft.lines):
        rule = rule_for(line.text)
        if not rule or _is_list_with_neighbours(draft, place):
            continue
        if (
            line.text.casefold() in CROSSHEAD_WORDS
            and draft.begin < place < draft.end
            and stands_between_paragraphs(draft.lines, place)
        ):
            marks[place] = Mark(Role.CROSSHEAD, "page-word-between-paragraphs", sure=False)
        else:
            marks[place] = Mark(Role.BOILERPLATE, rule.name)
    return marks


def _is_list_with_neighbours(draft: Draft, place: int) -> bool:
    """A marked list item beside another is an item, even if it reads "Print" or "2021"."""
    if not LIST_MARK.match(draft.lines[place].text):
        return False
    places = [
        p for p in range(max(0, place - 3), min(len(draft.lines), place + 4)) if p != place and draft.lines[p].text
    ]
    near = [p for p in places if p < place][-1:] + [p for p in places if p > place][:1]
    return any(LIST_MARK.match(draft.lines[p].text) for p in near)


def hinted(draft: Draft) -> Marks:
    """What a saved page's own marks say: its menus, its footer, its captions."""
    marks = {}
    for place, line in enumerate(draft.lines):
        if line.hint in PAGE_PARTS:
            marks[place] = Mark(Role.BOILERPLATE, "page-part", why=f"it stands in the page's {PAGE_PARTS[line.hint]}")
        elif line.hint == "caption":
            marks[place] = Mark(Role.CAPTION, "caption-by-its-mark")
        elif line.hint == "heading" and draft.begin <= place < draft.end and line.text and not rule_for(line.text):
            marks[place] = Mark(Role.CROSSHEAD, "heading-by-its-mark")
    return marks


def other_stories(draft: Draft) -> Marks:
    """Headlines under a heading such as "Related", up to the next sentence."""
    marks = {}
    for place in range(draft.begin, draft.end):
        mark = draft.marks.get(place)
        if not mark or mark.rule not in ("related-heading", "read-more"):
            continue
        if mark.rule == "read-more" and word_count(draft.lines[place].text) > 4:
            continue
        run = _headlines_after(draft, place)
        why = f"below the heading on line {draft.number(place)}"
        marks.update({p: Mark(Role.BOILERPLATE, "related-headline", len(run) > 1, why) for p in run})
    return marks


def _headlines_after(draft: Draft, place: int) -> list[int]:
    run = []
    for p in range(place + 1, draft.end):
        text = draft.lines[p].text
        if not text or (p in draft.marks and draft.marks[p].role is Role.BOILERPLATE):
            continue
        if (
            p in draft.marks
            or is_prose(text)
            or (is_sentence(text) and not text.endswith("?"))
            or word_count(text) > 22
        ):
            break
        run.append(p)
    last_is_crosshead = run and word_count(draft.lines[run[-1]].text) < 6
    return run[:-1] if last_is_crosshead else run


def captions(draft: Draft) -> Marks:
    """A line that ends by naming who made the picture, says that it is a caption, or stands above a credit."""
    marks: dict[int, Mark] = {}
    places = [p for p in range(draft.head.end_of_top, draft.end) if draft.lines[p].text]
    before: int | None = None
    for p in places:
        text = draft.lines[p].text
        if p in draft.marks:
            before = None if draft.marks[p].rule != "media-player" else before
            continue
        if credit_of(text) and word_count(text) <= LONGEST_CAPTION:
            marks[p] = Mark(Role.CAPTION, "caption-with-credit")
        elif is_credit_line(text):
            marks[p] = Mark(Role.CAPTION, "credit-line")
            if before is not None and before not in marks and _could_be_caption(draft.lines[before].text):
                why = f"the credit is on line {draft.number(p)}"
                marks[before] = Mark(Role.CAPTION, "caption-above-credit", False, why)
        elif PICTURE_LABEL.match(text) and word_count(text) <= LONGEST_CAPTION:
            marks[p] = Mark(Role.CAPTION, "caption-by-its-label")
        elif PICTURE_WORDS.search(text) and word_count(text) <= LONGEST_CAPTION // 2:
            marks[p] = Mark(Role.CAPTION, "picture-words", sure=False)
        before = p
    return marks


def _could_be_caption(text: str) -> bool:
    """A paragraph above a credit stays text unless it is short, or speaks of a picture."""
    return word_count(text) <= LONGEST_CAPTION // 2 and (
        not is_sentence(text) or PICTURE_WORDS.search(text) is not None
    )


def copies(draft: Draft) -> Marks:
    """The same words a second time: a caption's alternative text, a paragraph, a teaser."""
    marks: dict[int, Mark] = {}
    seen: dict[str, int] = {}
    order: list[int] = []
    for place in range(draft.head.end_of_top, draft.end):
        text = draft.lines[place].text
        if not text or place in draft.marks:
            continue
        words = fold(text)
        first = seen.setdefault(words, place)
        if first == place:
            order.append(place)
        elif credit_of(text):
            marks[place] = Mark(Role.REPEAT, "caption-twice", why=_as_on(draft, first))
        elif _is_said_twice(text, first in order[-1:], first in order[-NEAR:]):
            marks.setdefault(first, Mark(Role.CAPTION, "said-twice-in-a-row", sure=False, why=_as_on(draft, place)))
            marks[place] = Mark(Role.REPEAT, "caption-twice", why=_as_on(draft, first))
        elif word_count(text) >= SHORTEST_REPEAT:
            marks[place] = Mark(Role.REPEAT, "paragraph-twice", why=_as_on(draft, first))
    return marks


def _is_said_twice(text: str, next_to: bool, near: bool) -> bool:
    """True for a caption without a credit beside its copy; a short sentence twice is speech, a long one a paragraph."""
    count = word_count(text)
    if is_sentence(text):
        return next_to and SHORTEST_REPEAT <= count <= LONGEST_CAPTION // 2
    return near and 3 <= count <= LONGEST_CAPTION


def _as_on(draft: Draft, place: int) -> str:
    return f"the same words as on line {draft.number(place)}"


def _is_paragraph(text: str) -> bool:
    return word_count(text) >= 30


def caption_and_alternative(draft: Draft) -> Marks:
    """A line beside a caption that is the same but for its end: the credit, or where it was cut."""
    marks: dict[int, Mark] = {}
    places = [p for p in range(draft.head.end_of_top, draft.end) if draft.lines[p].text]
    captions = {p for p in places if p in draft.marks and draft.marks[p].role is Role.CAPTION}
    for near, place in enumerate(places):
        if place in draft.marks:
            continue
        words = fold(draft.lines[place].text).split()
        for other in captions.intersection(places[max(0, near - NEAR) : near + NEAR + 1]):
            theirs = fold(draft.lines[other].text).split()
            if len(words) >= 4 and theirs[: len(words)] == words:
                marks[place] = Mark(Role.REPEAT, "caption-twice", why=_as_on(draft, other))
            elif len(words) >= SAME_START and theirs[:SAME_START] == words[:SAME_START]:
                marks.setdefault(place, Mark(Role.CAPTION, "caption-like-its-neighbour", sure=False))
    return marks


def pull_quotes(draft: Draft) -> Marks:
    """A line whose words all stand in a row in a longer paragraph of the story."""
    places = draft.text_lines()
    folded = {p: f" {fold(draft.lines[p].text)} " for p in places}
    story = "\n".join(words for words in folded.values() if words.count(" ") > SHORTEST_REPEAT + 1)
    return {
        p: Mark(Role.REPEAT, "pull-quote")
        for p, words in folded.items()
        if SHORTEST_REPEAT <= words.count(" ") - 1 <= 60 and _stands_within(words, story)
    }


def _stands_within(words: str, story: str) -> bool:
    """True if `words` are in `story` other than as a line of their own."""
    start = story.find(words)
    while start >= 0:
        if story[start - 1 : start] not in ("", "\n") or story[start + len(words) : start + len(words) + 1] not in (
            "",
            "\n",
        ):
            return True
        start = story.find(words, start + 1)
    return False


def list_items(draft: Draft) -> Marks:
    """Lines with a bullet or a number; one alone may be a dash of speech."""
    marked = [p for p in draft.text_lines() if draft.lines[p].hint == "item" or LIST_MARK.match(draft.lines[p].text)]
    return {p: Mark(Role.LIST_ITEM, "list-mark") for p in marked} if len(marked) > 1 else {}


def quotations(draft: Draft) -> Marks:
    """A quotation on a line of its own, announced by a colon or naming its speaker after a dash."""
    marks = {}
    before = ""
    for place in range(draft.begin, draft.end):
        text = draft.lines[place].text
        if text and place not in draft.marks and QUOTED.match(text):
            if text[-1].isalnum():
                marks[place] = Mark(Role.QUOTE, "quotation-with-speaker")
            elif before.endswith(":") and word_count(text) >= SHORTEST_REPEAT:
                marks[place] = Mark(Role.QUOTE, "quotation-after-colon")
        before = text or before
    return marks


def crossheads(draft: Draft) -> Marks:
    """A short line without a full stop above running text."""
    marks = {}
    places = [
        p
        for p in range(draft.begin, draft.end)
        if draft.lines[p].text
        and (p not in draft.marks or draft.marks[p].role not in (Role.BOILERPLATE, Role.REPEAT, Role.CAPTION))
    ]
    for place, following in itertools.pairwise(places):
        text = draft.lines[place].text
        if place in draft.marks or word_count(text) > LONGEST_CROSSHEAD:
            continue
        if is_sentence(text) and not (text.endswith("?") or (text.endswith(":") and word_count(text) < 5)):
            continue
        below = draft.lines[following].text
        if is_sentence(below) or word_count(below) > LONGEST_CROSSHEAD or following in draft.marks:
            marks[place] = Mark(Role.CROSSHEAD, "short-line-above-text")
    return marks


def offers(draft: Draft) -> Marks:
    """Sentences of a sign-up: between two lines of it, or at the story's end, in its words."""
    marks = {}
    places = [p for p in range(draft.begin, draft.end) if draft.lines[p].text]
    rules = {p: draft.marks[p].rule for p in places if p in draft.marks}
    last = [p for p in places if p not in draft.marks][-AUTHOR_BOX_LINES:]
    for index, place in enumerate(places):
        text = draft.lines[place].text
        if place in draft.marks or word_count(text) > LONGEST_OFFER:
            continue
        around = [rules.get(p, "") for p in (*places[max(0, index - 1) : index], *places[index + 1 : index + 2])]
        offered = OFFER.search(text) and TO_READER.search(text)
        if around == ["sign-up", "sign-up"] or (offered and (place in last or "sign-up" in around)):
            marks[place] = Mark(Role.BOILERPLATE, "sign-up", sure=False)
    return marks


def update_times(draft: Draft) -> Marks:
    """The hour of an update, without its day."""
    return {
        p: Mark(Role.DATE, "update-time")
        for p in range(draft.head.end_of_top, draft.end)
        if len(draft.lines[p].text) <= 60 and UPDATE_TIME.fullmatch(draft.lines[p].text)
    }


def author_boxes(draft: Draft) -> Marks:
    """Below the text, a line that opens with an author's name and tells what they do."""
    names = [fold(name) for p in draft.head.bylines for name in names_in(draft.lines[p].text)]
    marks: dict[int, Mark] = {}
    places = [p for p in range(draft.begin, draft.end) if draft.lines[p].text and p not in draft.marks]
    for place in reversed(places[-AUTHOR_BOX_LINES:]):
        text = draft.lines[place].text
        if not any(fold(text).startswith(name + " ") for name in names) or not ABOUT_AUTHOR.search(text):
            break
        marks[place] = Mark(Role.BOILERPLATE, "author-box")
    return marks


def outside(draft: Draft) -> Marks:
    """What stands above and below the story; between headline and text what may be text is kept."""
    marks = {}
    story = telling_words(draft.lines[draft.begin : draft.end])
    for p, line in enumerate(draft.lines):
        if p in draft.marks:
            continue
        if p < draft.begin:
            inside_head = draft.head.headline is not None and p > draft.head.headline
            if not inside_head and _is_the_storys(line, story):
                marks[p] = Mark(Role.BODY, "in-the-story's-words", sure=False)
                continue
            if inside_head and (word_count(line.text) >= LIKELY_TEXT or (is_sentence(line.text) and weigh(line) > 0)):
                marks[p] = Mark(Role.BODY, "below-the-headline", sure=False)
            else:
                marks[p] = Mark(Role.BOILERPLATE, "before-the-story")
        elif p >= draft.end:
            marks[p] = Mark(Role.BOILERPLATE, "after-the-story", sure=weigh(line) <= 0)
    return marks


def _is_the_storys(line: Line, story: set[str]) -> bool:
    """True for a paragraph whose words are the story's: it was cut off above a wrong headline."""
    if not is_prose(line.text):
        return False
    own = telling_words([line])
    return len(own) >= 6 and len(own & story) / len(own) >= OWN_WORDS


def the_rest(draft: Draft) -> Marks:
    """What is unsure is kept."""
    return {
        p: Mark(
            Role.BODY,
            "running-text" if is_sentence(draft.lines[p].text) else "kept-for-want-of-a-rule",
            is_sentence(draft.lines[p].text),
        )
        for p in draft.text_lines()
    }


STEPS: tuple[Callable[[Draft], Marks], ...] = (
    blanks,
    head_lines,
    headline_again,
    hinted,
    page_words,
    other_stories,
    update_times,
    copies,
    captions,
    caption_and_alternative,
    outside,
    offers,
    author_boxes,
    pull_quotes,
    list_items,
    quotations,
    crossheads,
    the_rest,
)
"""In the order in which they speak."""
