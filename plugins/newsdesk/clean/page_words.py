"""Lines of the page in and around the story that are certain: by their own words, or by a saved page's marks."""

from __future__ import annotations

from ..article import Role
from .draft import Draft, Mark, Marks
from .shapes import UPDATE_TIME

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
LONGEST_TIME = 60
"""Characters of a line that is the hour of an update."""


def page_words(draft: Draft) -> Marks:
    """Lines known by their own words."""
    marks = {}
    for place, alone in enumerate(draft.alone):
        if not alone.rule or _is_list_with_neighbours(draft, place):
            continue
        if draft.lines[place].text.casefold() in CROSSHEAD_WORDS and _stands_between_paragraphs(draft, place):
            marks[place] = Mark(Role.CROSSHEAD, "page-word-between-paragraphs", sure=False)
        else:
            marks[place] = Mark(Role.BOILERPLATE, alone.rule.name)
    return marks


def _stands_between_paragraphs(draft: Draft, place: int) -> bool:
    """True for a line in the story with a paragraph right above and right below it: likelier a crosshead than the page's."""
    beside = (place - 1, place + 1)
    if not draft.begin < place < draft.end - 1 or not draft.lines[place].text[0].isupper():
        return False
    return all(draft.alone[near].prose and not draft.alone[near].rule for near in beside)


def _is_list_with_neighbours(draft: Draft, place: int) -> bool:
    """A marked list item beside another is an item, even if it reads "Print" or "2021"."""
    beside = draft.alone[max(0, place - 1) : place] + draft.alone[place + 1 : place + 2]
    return draft.alone[place].mark and any(near.mark for near in beside)


def hinted(draft: Draft) -> Marks:
    """What a saved page's own marks say: its menus, its footer, its captions, its headings."""
    marks = {}
    for place, line in enumerate(draft.lines):
        if line.hint == "caption":
            marks[place] = Mark(Role.CAPTION, "caption-by-its-mark")
        elif line.hint in PAGE_PARTS and draft.verdicts.chance[place] < 0.5:
            marks[place] = Mark(Role.BOILERPLATE, "page-part", why=f"it stands in the page's {PAGE_PARTS[line.hint]}")
    return marks


def update_times(draft: Draft) -> Marks:
    """The hour of an update, without its day."""
    return {
        p: Mark(Role.DATE, "update-time")
        for p in range(draft.head.end_of_top, draft.end)
        if len(draft.lines[p].text) <= LONGEST_TIME
        and UPDATE_TIME.fullmatch(draft.lines[p].text)
        and not draft.alone[p].byline
    }
