"""Short lines of the story: which are crossheads, and which are verse, a post of a network, a source or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...article import Role
from ..patterns import LONGEST_CROSSHEAD
from .draft import Draft, Mark, Marks

LONGEST_VERSE, FEWEST_VERSES, OPEN_VERSES = 10, 4, 3
"""Words of a line of verse, and lines from which on short ones are verse, so many in a row without a full stop."""
NO_CROSSHEAD_TEXT = re.compile(
    r"[,;]$|^\(.*\)$|^(?-i:[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,30}):\s|\d\s?[-–:]\s?\d|pic\.twitter\.com|https?://|\bt\.co/"
    r"|^(?:source|quelle|fuente|fonte|bron|källa|kilde|źródło|zdroj|kaynak|источник|المصدر|منبع|note|anmerkung)s?\s?:",
    re.IGNORECASE,
)
"""What ends as a crosshead does not, stands in brackets, is spoken by somebody, or is a source or a link."""
POST = re.compile(r"pic\.twitter\.com|\bt\.co/|https?://|^(?:RT )?@\w+|#\w+")
POST_BY = re.compile(r"[-–—]++\s?.{1,60}\(@\w+\)")


def posts(draft: Draft) -> Marks:
    """Who wrote a post on a network and when, "- Oster Ferry (@osterferry) March 3, 2021", and the post above it."""
    marks = {}
    for place, line in enumerate(draft.lines):
        if POST_BY.match(line.text):
            marks[place] = Mark(Role.QUOTE, "post-of-a-network")
            if place and POST.search(draft.lines[place - 1].text):
                marks[place - 1] = Mark(Role.QUOTE, "post-of-a-network")
    return marks


def crossheads(draft: Draft) -> Marks:
    """A short line without a full stop above running text; but no line of a verse, no source, and nothing said twice."""
    left_out = (Role.BOILERPLATE, Role.REPEAT, Role.CAPTION)
    stay = [p for p in range(len(draft.lines)) if p not in draft.marks or draft.marks[p].role not in left_out]
    verses = _verses(draft, stay)
    marks: dict[int, Mark] = {}
    for place, following in pairwise(stay):
        text, alone, below = draft.lines[place].text, draft.alone[place], draft.alone[following]
        if place in draft.marks or alone.words > LONGEST_CROSSHEAD or place in verses or NO_CROSSHEAD_TEXT.search(text):
            continue
        announces = text.endswith(":")
        if alone.sentence and not (text.endswith("?") or (announces and alone.words < 5)):
            continue
        if announces and following in draft.marks and draft.marks[following].role is Role.LIST_ITEM:
            continue
        if draft.features.columns["copies"][place] > 1 and not text.endswith("?"):
            continue
        if below.sentence or below.words > LONGEST_CROSSHEAD or following in draft.marks:
            marks[place] = Mark(Role.CROSSHEAD, "short-line-above-text")
    return marks


def _verses(draft: Draft, stay: Sequence[int]) -> set[int]:
    """Return the lines of verse, names and the like: short lines one below the other, of which several in a row end no sentence."""
    found: set[int] = set()
    run: list[int] = []
    for place in (*stay, None):
        if place is not None and place not in draft.marks and draft.alone[place].words <= LONGEST_VERSE:
            run.append(place)
            continue
        ends = "".join("." if draft.alone[p].sentence else " " for p in run)
        if len(run) >= FEWEST_VERSES and " " * OPEN_VERSES in ends:
            found.update(run)
        run = []
    return found
