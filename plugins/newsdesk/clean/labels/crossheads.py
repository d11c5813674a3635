"""Short lines of the story: which are crossheads, and which are verse, a post of a network, a source or a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...article import Role
from ..patterns import LONGEST_CROSSHEAD, has_figure, tells_another_day
from .deks import DEK
from .draft import Draft, Mark, Marks

LONGEST_VERSE, FEWEST_VERSES, OPEN_VERSES = 10, 4, 3
"""Words of a line of verse, and lines from which on short ones are verse, so many in a row without a full stop;
right below each other, as an address is, these are enough."""
FEWEST_OF_DEK = 5
"""Words of a line right below the headline that is no crosshead."""
NO_CROSSHEAD_TEXT = re.compile(
    r"[,;](?:\s(?:and|or|und|oder|et|ou|y|o|e))?$|^\(.*\)$|^[—–]\s|^(?-i:[A-ZÀ-Þ .'’-]{3,40},\s[A-ZÀ-Þ .'’-]{2,40}):$|(?:^|\s)@\w|\w@\w|^(?-i:[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,30}):\s|\d\s?[-–:]\s?\d|(?-i:\s[A-Z]\s?[-–]\s?[A-Z]\s)|pic\.twitter\.com|https?://|\bt\.co/"
    r"|^(?:source|quelle|fuente|fonte|bron|källa|kilde|źródło|zdroj|kaynak|источник|المصدر|منبع|note|anmerkung)s?\s?:",
    re.IGNORECASE,
)
"""What ends as a crosshead does not, stands in brackets, is spoken by somebody, or is a source or a link."""
POST = re.compile(r"pic\.twitter\.com|\bt\.co/|https?://|^(?:RT )?@\w+|#\w+")
ACCOUNT = re.compile(r"@\w+(?:[.@-]\w+)*+")
MOST_OF_SIGNS, LONGEST_NAME = 4, 5
"""Lines from an account to what it posted, and words of who posted, or of the day."""
POST_BY = re.compile(r"[-–—]++\s?.{1,60}\(@\w+(?:[.@-]\w+)*+\)")


def posts(draft: Draft) -> Marks:
    """Who wrote a post on a network and when, "- Oster Ferry (@osterferry) March 3, 2021", and the post above it.

    Or a name, the account below it, the day and the post, as networks show them.
    """
    marks: dict[int, Mark] = {}
    for place, line in enumerate(draft.lines):
        if ACCOUNT.fullmatch(line.text):
            marks |= {p: Mark(Role.QUOTE, "post-of-a-network") for p in _post_around(draft, place)}
        if POST_BY.match(line.text):
            marks[place] = Mark(Role.QUOTE, "post-of-a-network")
            if place and POST.search(draft.lines[place - 1].text):
                marks[place - 1] = Mark(Role.QUOTE, "post-of-a-network")
    return marks


def _post_around(draft: Draft, account: int) -> list[int]:
    """Return the places of a post in the story: a name right above the `account`, below it the day and a sentence."""
    signs = range(account + 1, min(len(draft.lines), account + 1 + MOST_OF_SIGNS))
    text = next((p for p in signs if draft.alone[p].sentence), None)
    name = draft.alone[account - 1] if account else None
    is_post = name and text and 0 < name.words <= LONGEST_NAME and not name.sentence and draft.is_steady(text)
    is_short = all(draft.alone[p].words <= LONGEST_NAME for p in range(account + 1, text or 0))
    if not is_post or not is_short or not any(draft.is_steady(p) for p in range(account - 1)):
        return []
    return [p for p in range(account - 1, (text or 0) + 1) if any(map(str.isalnum, draft.lines[p].text))]


def crossheads(draft: Draft) -> Marks:
    """A short line without a full stop above running text; but no line of a verse, no source, and nothing said twice."""
    left_out = (Role.BOILERPLATE, Role.REPEAT, Role.CAPTION)
    stay = [p for p in range(len(draft.lines)) if p not in draft.marks or draft.marks[p].role not in left_out]
    verses = _verses(draft, stay)
    words = draft.features.tokens.whole
    listed = {words[p] for p, mark in draft.marks.items() if mark.rule == "contents-list"}
    marks: dict[int, Mark] = {}
    for place, following in pairwise(stay):
        text, alone, below = draft.lines[place].text, draft.alone[place], draft.alone[following]
        if place in draft.marks or alone.words > LONGEST_CROSSHEAD or place in verses or NO_CROSSHEAD_TEXT.search(text):
            continue
        if "pre" in draft.lines[place].marks:
            continue
        announces = text.endswith((":", "："))
        if alone.sentence and not (text.endswith("?") or (announces and alone.words < 5)):
            continue
        if announces and following in draft.marks and draft.marks[following].role is Role.LIST_ITEM:
            continue
        if (has_figure(text) and tells_another_day(text)) or not any(map(str.isalnum, text)):
            continue
        if draft.features.columns["copies"][place] > 1 and not text.endswith("?") and words[place] not in listed:
            continue
        if below.sentence or below.words > LONGEST_CROSSHEAD or following in draft.marks:
            marks[place] = Mark(Role.CROSSHEAD, "short-line-above-text")
    return {place: DEK if _is_dek(draft, place, stay) else mark for place, mark in marks.items()}


def _is_dek(draft: Draft, place: int, stay: Sequence[int]) -> bool:
    """True for several words right below the headline: no text stands above that they could part from what follows.

    Where empty lines part anything, one stands below them; else they may be the first line of a wrapped paragraph.
    """
    head, gaps = draft.head, draft.features.gaps
    if (
        head.headline is None
        or head.deks
        or draft.alone[place].words < FEWEST_OF_DEK
        or draft.lines[place].hint == "heading"
    ):
        return False
    if any(gaps) and not gaps[place + 1]:
        return False
    own = {head.headline, *head.bylines, *head.dates}
    return place > head.headline and all(p in own for p in stay if head.headline <= p < place)


def _verses(draft: Draft, stay: Sequence[int]) -> set[int]:
    """Return the lines of verse, names and the like: short lines one below the other, of which several in a row end no sentence."""
    found: set[int] = set()
    run: list[int] = []
    for place in (*stay, None):
        if place is not None and place not in draft.marks and draft.alone[place].words <= LONGEST_VERSE:
            run.append(place)
            continue
        ends = "".join("." if draft.alone[p].sentence else " " for p in run)
        is_block = len(run) > 1 and draft.lines[run[-1]].number - draft.lines[run[0]].number == len(run) - 1
        if len(run) >= (OPEN_VERSES if is_block else FEWEST_VERSES) and " " * OPEN_VERSES in ends:
            found.update(run)
        run = []
    return found
