"""What tells of a story's authors below it."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from ...article import Role
from ..patterns import names_in
from ..text import fold
from .draft import Draft, Mark, Marks

AUTHOR_BOX_LINES = 3
"""Lines at the end of the text that may be about the author."""
UNLIKELY = 0.1
"""The chance of being story under which a line stands below the text anyhow."""
ABOUT_AUTHOR = re.compile(
    r"\b(?:covers?|writes?|reports?|reported|joined|follow (?:him|her|them)|is (?:a|an|the|our)\b.{0,60}"
    r"\b(?:reporter|writer|correspondent|editor|journalist|columnist|contributor|freelance)|is \w+ (?:correspondent|editor|reporter|writer))\b",
    re.IGNORECASE,
)


def author_boxes(draft: Draft) -> Marks:
    """Below the text, or below "About" and an author's name, a line that opens with that name and tells what they do."""
    names = {fold(name) for p in draft.head.bylines for name in names_in(draft.lines[p].text)}
    open_ones = [p for p in range(draft.begin, len(draft.lines)) if p not in draft.marks] if names else []
    last = [p for p in open_ones if draft.verdicts.chance[p] >= UNLIKELY][-AUTHOR_BOX_LINES:]
    marks: dict[int, Mark] = {}
    for place in reversed(last):
        if not _is_about(draft, place, names):
            break
        marks[place] = Mark(Role.BOILERPLATE, "author-box")
        if place - 1 in open_ones and fold(draft.lines[place - 1].text) in names:
            marks[place - 1] = marks[place]
    for heading, place in pairwise(open_ones):
        words = fold(draft.lines[heading].text)
        if words.startswith("about ") and words.removeprefix("about ") in names and _is_about(draft, place, names):
            marks |= {p: Mark(Role.BOILERPLATE, "author-box") for p in (heading, place)}
    return marks


def _is_about(draft: Draft, place: int, names: Collection[str]) -> bool:
    text = draft.lines[place].text
    return any(fold(text).startswith(f"{name} ") for name in names) and ABOUT_AUTHOR.search(text) is not None
