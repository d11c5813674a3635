"""Lines of the page in and around the story: known by their words, their place in the page, or their neighbours."""

from __future__ import annotations

import re

from ..article import Role
from .bylines import is_byline, names_in
from .draft import Draft, Mark, Marks
from .extent import stands_between_paragraphs
from .lines import fold, small
from .lookup import rule_for
from .shapes import LIST_MARK, OFFER, OFFER_HINTS, TO_READER, UPDATE_TIME, is_prose, is_sentence, word_count

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


MOST_HEADLINES = 12
"""Lines below "Related" that are other stories; more are a list of the story's own."""
LONGEST_OFFER = 45
"""Words."""


AUTHOR_BOX_LINES = 3
"""Lines at the end of the text that may be about the author."""


ABOUT_AUTHOR = re.compile(
    r"\b(?:covers?|writes?|reports?|reported|joined|follow (?:him|her|them)|is (?:a|an|the|our)\b.{0,60}"
    r"\b(?:reporter|writer|correspondent|editor|journalist|columnist|contributor|freelance)|is \w+ (?:correspondent|editor|reporter|writer))\b",
    re.IGNORECASE,
)


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
        if len(run) > MOST_HEADLINES:
            continue
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


def offers(draft: Draft) -> Marks:
    """Sentences of a sign-up: between two lines of it, or at the story's end, in its words."""
    marks = {}
    places = [p for p in range(draft.begin, draft.end) if draft.lines[p].text]
    rules = {p: draft.marks[p].rule for p in places if p in draft.marks}
    last = [p for p in places if p not in draft.marks][-AUTHOR_BOX_LINES:]
    invited = "sign-up" in rules.values()
    for index, place in enumerate(places):
        text = draft.lines[place].text
        if place in draft.marks or not (invited or place in last) or word_count(text) > LONGEST_OFFER:
            continue
        around = [rules.get(p, "") for p in (*places[max(0, index - 1) : index], *places[index + 1 : index + 2])]
        near = place in last or "sign-up" in around
        if around == ["sign-up", "sign-up"] or (near and _offers(text)):
            marks[place] = Mark(Role.BOILERPLATE, "sign-up", sure=False)
    return marks


def _offers(text: str) -> bool:
    hinted = any(map(small(text).__contains__, OFFER_HINTS))
    return hinted and OFFER.search(text) is not None and TO_READER.search(text) is not None


def update_times(draft: Draft) -> Marks:
    """The hour of an update, without its day."""
    return {
        p: Mark(Role.DATE, "update-time")
        for p in range(draft.head.end_of_top, draft.end)
        if len(draft.lines[p].text) <= 60
        and UPDATE_TIME.fullmatch(draft.lines[p].text)
        and not is_byline(draft.lines[p].text)
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
