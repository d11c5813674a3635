"""What an editor took the trouble to paste below a title is never dropped whole."""

from __future__ import annotations

from ...article import STORY, Role
from ..rules import RULES
from ..text import fold
from .draft import Draft, Mark, Marks

FEW = 8
"""Lines without a sentence that are a notice, or a list; longer ones have a headline and a page around them."""
UNSURE = ("before-the-story", "after-the-story", "within-the-story")
KNOWN = frozenset(rule.name for rule in RULES)
NOTHING_ELSE = "nothing else would be left of what was pasted below the title"
NOTHING_BESIDE = "it is all that was pasted below the header"
NO_SENTENCE = "the title is given, and of a few lines without a sentence each may be the story's"


def all_there_is(draft: Draft, title: str) -> Marks:
    """Keep what else would leave a paste below the editor's `title` without a story, or a short list without its first line.

    What is known as the page's by its own words is kept last, and of a saved page never; what the editor drops, neither.
    """
    text = [p for p, mark in draft.marks.items() if mark.role in STORY and mark.role is not Role.CAPTION]
    if not text:
        mine = [p for p in draft.marks if _may_be_text(draft, p)] or _pasted(draft)
        return _kept(draft, mine, NOTHING_ELSE)
    lost = [p for p in draft.marks if _is_lost(draft, p, title)]
    others = [p for p in draft.marks if p not in text and p not in lost and not _is_known(draft, p)]
    if others or len(draft.lines) > FEW or any(draft.alone[p].sentence for p in draft.marks):
        return {}
    items = [p for p in text if lost and draft.alone[p].mark]  # one alone was no list
    return _kept(draft, [*lost, *items], NO_SENTENCE)


def only_line(draft: Draft) -> Marks:
    """Take the one line that stands below the editor's header for the headline, whatever it says, if it is not dropped or kept."""
    if len(draft.marks) != 1 or any(mark.rule.startswith("editors-") for mark in draft.marks.values()):
        return {}
    return {p: Mark(Role.HEADLINE, "all-there-is", False, NOTHING_BESIDE) for p in draft.marks}


def _kept(draft: Draft, places: list[int], why: str) -> Marks:
    roles = {p: Role.LIST_ITEM if draft.alone[p].mark and len(places) > 1 else Role.BODY for p in places}
    return {p: Mark(role, "all-there-is", False, why) for p, role in roles.items()}


def _may_be_text(draft: Draft, place: int) -> bool:
    mark = draft.marks[place]
    return mark.rule in UNSURE or mark.role in (Role.HEADLINE, Role.KICKER, Role.DEK)


def _is_lost(draft: Draft, place: int, title: str) -> bool:
    mark = draft.marks[place]
    return mark.rule in UNSURE or (mark.role is Role.HEADLINE and fold(draft.lines[place].text) != fold(title))


def _is_known(draft: Draft, place: int) -> bool:
    mark = draft.marks[place]
    return mark.rule in KNOWN or mark.rule.startswith("editors-") or mark.role in (Role.REPEAT, Role.HEADLINE)


def _pasted(draft: Draft) -> list[int]:
    """Return all lines of a paste that the editor does not drop; none of a saved page, which has a menu whatever it lacks."""
    if any(mark.rule == "page-part" for mark in draft.marks.values()) or any(line.hint for line in draft.lines):
        return []
    return [
        p for p, mark in draft.marks.items() if not mark.rule.startswith("editors-") and mark.role is not Role.CAPTION
    ]
