"""Captions: lines that say what a picture shows, and who made it; a caption's copy, cut or told otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...article import Role
from ..patterns import CLOSING, PICTURE_LABEL, maker_around, names_a_role
from ..text import fold
from .draft import Draft, Mark, Marks

LONGEST_CAPTION = 70
"""Words. A longer paragraph that ends in a name in brackets is text with its source."""
NEAR = 3
"""Lines between a caption and its copy."""
CREDIT, NOTHING_BUT_CREDIT = 1, 2
"""What `Alone.credit` is made of."""
SAME_START = 9
"""Words two copies of a long caption have in common before one is cut."""
SHORTEST_START = 2 * SAME_START - 1
"""Characters of so many words and the spaces between; lines that all differ in these have no start in common."""
FEWEST_RETOLD, RETOLD = 5, 0.75
"""Different words of an alternative text, and the share of them that its caption has, too."""
UNSURE = 0.5
"""The chance under which a sentence above a credit is likelier a caption."""
LIKELY_STORY = 0.6
"""The chance of being story from which on a line is no caption for want of a better reason."""

SENT_BY = re.compile(rf"[.!?{CLOSING}]\s(?:\([A-ZÄÖÜa-z]{{2,9}}(?:[/ ,]+[A-ZÄÖÜa-z]{{2,9}}){{0,2}}\)\.?|[A-Z]{{2,7}})$")
"""The agencies behind a story's last sentence: "(AP)", "(dpa/AFP)", "AFP"."""


def captions(draft: Draft) -> Marks:
    """A line that ends by naming who made the picture, says that it is a caption, or stands above a credit."""
    marks: dict[int, Mark] = {}
    before: int | None = None
    for p in range(draft.head.end_of_top, draft.end):
        alone = draft.alone[p]
        if p in draft.marks:
            before = None if draft.marks[p].rule != "media-player" else before
            continue
        if maker_around(draft.lines[p].text):
            marks[p] = Mark(Role.CAPTION, "picture-and-its-maker")
        elif before in marks and marks[before].rule == "picture-and-its-maker" and _is_short(draft, p):
            marks[p] = Mark(Role.CAPTION, "caption-below-picture", why=f"the picture is on line {draft.number(before)}")
        elif alone.credit & CREDIT and alone.words <= LONGEST_CAPTION:
            marks[p] = Mark(Role.CAPTION, "caption-with-credit")
        elif alone.credit & NOTHING_BUT_CREDIT:
            marks[p] = Mark(Role.CAPTION, "credit-line")
            if before is not None and before not in marks and _could_be_caption(draft, before):
                why = f"the credit is on line {draft.number(p)}"
                marks[before] = Mark(Role.CAPTION, "caption-above-credit", False, why)
        elif alone.words <= LONGEST_CAPTION and PICTURE_LABEL.match(draft.lines[p].text):
            marks[p] = Mark(Role.CAPTION, "caption-by-its-label")
        elif alone.picture and alone.words <= LONGEST_CAPTION // 2:
            marks[p] = Mark(Role.CAPTION, "picture-words", sure=False, why="it says what a picture shows")
        before = p
    return _unless_text(draft, {p: mark for p, mark in marks.items() if not _closes_text(draft, p)})


def _closes_text(draft: Draft, place: int) -> bool:
    """True for the story's last paragraph with the agency that sent it: "The board meets on Friday. (AP)"."""
    if draft.verdicts.chance[place] < LIKELY_STORY or not SENT_BY.search(draft.lines[place].text):
        return False
    return not any(draft.is_steady(p) for p in range(place + 1, len(draft.lines)))


def _is_short(draft: Draft, place: int) -> bool:
    """True for some words without a full stop."""
    alone = draft.alone[place]
    return not alone.sentence and FEWEST_RETOLD <= alone.words <= LONGEST_CAPTION // 2


def _unless_text(draft: Draft, marks: Marks) -> Marks:
    """Leave out the unsure captions that are likelier the story's text."""
    chance = draft.verdicts.chance
    return {p: mark for p, mark in marks.items() if mark.sure or chance[p] < LIKELY_STORY}


def _could_be_caption(draft: Draft, place: int) -> bool:
    """A paragraph above a credit stays text unless it is short, speaks of a picture, or is likelier none."""
    alone = draft.alone[place]
    open_to_doubt = not alone.sentence or alone.picture or draft.verdicts.chance[place] < UNSURE
    is_short = alone.words <= LONGEST_CAPTION // 2
    return bool(is_short and open_to_doubt) and not names_a_role(draft.lines[place].text)


def caption_and_alternative(draft: Draft) -> Marks:
    """A line beside a caption that is the same but for its end: the credit, or where it was cut."""
    marks: dict[int, Mark] = {}
    places = range(draft.head.end_of_top, draft.end)
    captions = {p for p in places if p in draft.marks and draft.marks[p].role is Role.CAPTION}
    for place in places if captions else ():
        beside = range(max(places.start, place - NEAR), min(places.stop, place + NEAR + 1))
        if place in draft.marks or captions.isdisjoint(beside):
            continue
        words = fold(draft.lines[place].text)
        for other in captions.intersection(beside):
            theirs = fold(draft.lines[other].text)
            if words.count(" ") >= 3 and f"{theirs} ".startswith(f"{words} "):
                marks[place] = Mark(Role.REPEAT, "caption-twice", why=draft.as_on(other))
            elif (_start(words) == _start(theirs) != "" or _retells(draft, place, theirs)) and _could_be_caption(
                draft, place
            ):
                marks.setdefault(place, _like(draft, other))
    for place, other in _same_starts(draft, [p for p in places if p not in draft.marks and p not in marks]):
        marks.setdefault(place, _like(draft, other))
        marks.setdefault(other, _like(draft, place))
    return _unless_text(draft, marks)


def _retells(draft: Draft, place: int, caption: str) -> bool:
    """True for a few words without a full stop, nearly all of them a caption's: what it says to those who see no picture."""
    words = set(fold(draft.lines[place].text).split())
    shared = words.intersection(caption.split())
    return not draft.alone[place].sentence and len(words) >= FEWEST_RETOLD and len(shared) >= RETOLD * len(words)


def _like(draft: Draft, other: int) -> Mark:
    return Mark(Role.CAPTION, "caption-like-its-neighbour", False, f"it begins as line {draft.number(other)}")


def _same_starts(draft: Draft, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of near lines with one long beginning: a caption in several lengths, as a gallery has it."""
    folded = {p: fold(draft.lines[p].text) for p in places}
    if len({words[:SHORTEST_START] for words in folded.values()}) == len(folded):
        return
    starts = {p: _start(words) for p, words in folded.items()}
    for near, place in enumerate(places):
        for other in places[near + 1 : near + 1 + NEAR] if starts[place] else ():
            if starts[place] == starts[other] and any(
                _could_be_caption(draft, p) or draft.alone[p].credit & CREDIT for p in (place, other)
            ):
                yield place, other


def _start(words: str) -> str:
    """Return as many words as two copies of a long caption have in common; nothing if there are fewer."""
    start = words.split(" ", SAME_START)[:SAME_START]
    return " ".join(start) if len(start) == SAME_START else ""
