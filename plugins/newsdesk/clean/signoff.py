"""Bylines and dates away from the headline: a sign-off below the story, a name or a day among the page's lines above it.

Only looked for where none stands at the headline or among the first lines of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from ..article import Role
from .bylines import NO_NAME, begins_as_a_word, is_by_alone, is_byline
from .datelines import date_from_lede
from .dates import written_days
from .draft import Draft, Mark, Marks
from .extent import comment_heads
from .lines import fold
from .lookup import rule_for
from .shapes import BYLINE, is_date_line, is_sentence, looks_like_name, word_count

PUBLISHED = re.compile(
    r"\W*(?:(?:article |story )?(?:first )?(?:published|posted|created|date)|erstellt|erschienen|veröffentlicht|eingetragen|eingestellt|datum|stand|"
    r"publié|mis en ligne|publicado|pubblicato|gepubliceerd|опубликовано|نشر)\b.*",
    re.IGNORECASE,
)
"""What opens a line that says when the story was published."""
ABOUT_WRITER = re.compile(
    r"(?:über|mehr (?:von|über)|alle (?:artikel|beiträge) von|about|more (?:by|from)|(?:all |view )?(?:posts|articles|stories) by|"
    r"par|von|by|por|sobre|redaktion:?|author:?|autor(?:in)?:?) ",
    re.IGNORECASE,
)
"""What a page says before a writer's name, elsewhere."""
LABELLED_AWAY = 25
"""Worded lines between the text and a line that says "Published" or "Text:"; a bare day or name must stand nearer."""
DAY_ABOVE, DAY_BELOW = 15, 4
NAME_ABOVE, NAME_BELOW = 10, 6
FEW = 3
"""Date lines of one same day, and of no other, that date a story wherever they stand; more are a list."""
MOST_WORDS = 14


def dated_elsewhere(draft: Draft) -> Marks:
    """The day of a story that is dated neither at its headline nor in its dateline."""
    if any(
        mark.role is Role.DATE or (mark.role is Role.BYLINE and written_days(draft.lines[place].text))
        for place, mark in draft.marks.items()
    ):
        return {}
    if date_from_lede([draft.lines[p] for p in draft.text_lines()[:1]], None).day:
        return {}
    days = [p for p in _away(draft) if _dates(draft.lines[p].text)]
    labelled = [p for p in days if PUBLISHED.fullmatch(draft.lines[p].text)]
    place = _nearest(draft, labelled, LABELLED_AWAY, LABELLED_AWAY) or _nearest(draft, days, DAY_ABOVE, DAY_BELOW)
    if place is None and 0 < len(days) <= FEW and len({_day(draft.lines[p].text) for p in days}) == 1:
        place = days[0]
    return {} if place is None else {place: Mark(Role.DATE, "date-away-from-headline", sure=False)}


def _dates(text: str) -> bool:
    return is_date_line(text) or (
        PUBLISHED.fullmatch(text) is not None and word_count(text) <= MOST_WORDS and bool(written_days(text))
    )


def _day(text: str) -> object:
    return written_days(text)[0].day


def signed_elsewhere(draft: Draft) -> Marks:
    """Who wrote a story whose headline has no byline beside it: "Text: NAME" below, or a name that the page repeats."""
    if any(mark.role is Role.BYLINE for mark in draft.marks.values()):
        return {}
    lines = draft.lines
    places = _away(draft)
    labelled = [
        p
        for p in places
        if word_count(lines[p].text) <= MOST_WORDS and BYLINE.match(lines[p].text) and is_byline(lines[p].text)
    ]
    labelled += [p for above, p in pairwise(places) if is_by_alone(lines[above].text) and _may_be_writer(lines[p].text)]
    place = _nearest(draft, labelled, NAME_ABOVE, NAME_BELOW)
    if place is None:
        named = [p for p in places if _may_be_writer(lines[p].text) and not begins_as_a_word(lines[p].text, lines)]
        head = [p for p in named if draft.head.headline is not None and draft.head.headline < p < draft.begin]
        if len({fold(lines[p].text) for p in head}) == 1:
            return {head[0]: Mark(Role.BYLINE, "name-below-headline", sure=False)}
        known = _known_writers(lines[p].text for p in range(len(lines)))
        place = _nearest(draft, [p for p in named if fold(lines[p].text) in known], NAME_ABOVE, NAME_BELOW)
    return {} if place is None else {place: Mark(Role.BYLINE, "byline-away-from-headline", sure=False)}


def _may_be_writer(text: str) -> bool:
    words = text.split()
    if NO_NAME.search(text) or rule_for(text) or is_sentence(text):
        return False
    return 2 <= len(words) <= 4 and looks_like_name(text)


def _known_writers(texts: Iterable[str]) -> set[str]:
    """Return the names, folded, that stand after "Über", "More by" and the like."""
    found = set()
    for text in texts:
        match = ABOUT_WRITER.match(text) if len(text) <= 60 else None
        if match and looks_like_name(text[match.end() :].rstrip(" :.")):
            found.add(fold(text[match.end() :]))
    return found


def _away(draft: Draft) -> list[int]:
    """Return the places outside the text that have words and no mark yet, up to what opens other stories or comments."""
    below = range(draft.end, len(draft.lines))
    heads = comment_heads(draft.lines) if below else ()
    closed = (p for p in below if p in heads or ((rule := rule_for(draft.lines[p].text)) and rule.ends_story))
    outside = (*range(draft.begin), *range(draft.end, next(closed, len(draft.lines))))
    return [p for p in outside if draft.lines[p].text and p not in draft.marks]


def _nearest(draft: Draft, places: Iterable[int], above: int, below: int) -> int | None:
    """Return the place nearest to the text, at most so many worded lines above or below it."""
    best: tuple[int, int] | None = None
    for place in places:
        between = range(place, draft.begin) if place < draft.begin else range(draft.end, place + 1)
        away = sum(bool(draft.lines[p].text) for p in between)
        if away <= (above if place < draft.begin else below) and (best is None or away < best[0]):
            best = (away, place)
    return None if best is None else best[1]
