"""Which lines tell who wrote a story: the likeliest that has names, and those beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from ...model import Array, Candidates, Page, Trees, bylines
from ...patterns import (
    AGENCIES,
    AGO,
    SALUTATION,
    begins_as_a_word,
    credit_of,
    is_byline,
    is_full_name,
    is_signed,
    looks_like_name,
    names_a_role,
    names_in,
    word_count,
)

LEAST = -1.4
"""Odds, as a logarithm, under which there is none. Chosen on sites held back."""
BELOW_STORY = 0.7
"""How much more it takes below the story, where other stories and readers have names, too."""
CLOSE = 3
"""Lines from one byline to another."""
SEVERAL = 0.0
"""Odds of a further byline."""
AT_HEADLINE = 0.5
"""How much more a line is worth that opens with "By" right below the headline: others name who wrote the stories beside it."""
MOST_TRIED = 6
"""Bylines whose names are read: the likeliest have them."""
ROLE_BELOW = 1.5
"""How much more a name is worth near the headline with what its owner is, "Energy correspondent", right below."""
AND = re.compile(r"and|und|et|y|e|og|och|en|ja|&|,", re.IGNORECASE)
SIGNED = 3.0
"""The same for names in the form of a byline, "Lena Hartwig | Harbour Post". Of some 370 pages of unseen sites it has the
writer of four more right; for a name alone it would be right as often as wrong."""
ABOVE_DAY, MOST_ABOVE = 1.5, 3
"""The same for a full name right above the story's day, and how many names and places may stand there."""
MOST_OF_AGO = 5
"""Words of a line that tells how long ago a story was published."""
LOWEST = 8
"""Lines in which the form of a line counts."""


def find_bylines(page: Page, headline: int | None, day: int | None, model: Trees) -> tuple[int, ...]:
    """Return the places of the lines that tell who wrote the story: the likeliest that has names, and those beside it."""
    found = bylines(page, headline, day)
    all_odds = model.odds(model.leaves(found.rows)) - BELOW_STORY * (found.places >= page.end)
    if headline is not None:
        all_odds += AT_HEADLINE * _says_by_at_headline(page, headline)[found.places]
        all_odds += [_by_its_form(page, headline, place, day) for place in found.places.tolist()]
        all_odds[page.whole[found.places] == page.whole[headline]] = -np.inf
    chosen: list[int] = []
    for odds, place in _ranked(found, all_odds):
        if odds < (SEVERAL if chosen else LEAST):
            break
        if _may_sign(page, place, headline) and (not chosen or _signs_with(page, chosen[0], place)):
            chosen.append(place)
    return tuple(sorted({*chosen, *_joined_by_and(page, chosen)}))


def _signs_with(page: Page, first: int, place: int) -> bool:
    """True for a line close to the first byline that names somebody else, and no paper: below "By Lena Hartwig" stands "Harbour News"."""
    if abs(place - first) > CLOSE:
        return False
    names = names_in(page.lines[first].text)
    return bool(page.columns["byline"][place]) or len(names_in(", ".join((*names, page.lines[place].text)))) > len(
        names
    )


def _joined_by_and(page: Page, chosen: Sequence[int]) -> Iterator[int]:
    """Yield the places of names that only a line "and" parts from a byline."""
    for place in chosen:
        for step in (-1, 1):
            other = place + 2 * step
            while (
                0 <= other < len(page.lines)
                and AND.fullmatch(page.lines[other - step].text)
                and is_full_name(page.lines[other].text)
            ):
                yield other
                other += 2 * step


def _says_by_at_headline(page: Page, headline: int) -> Array:
    """Return which lines open with "By" right below the headline, or below a copy of it."""
    titles = np.flatnonzero(page.whole == page.whole[headline])
    away = np.arange(len(page.lines))[:, None] - titles[None, :]
    says = (page.columns["byline"] > 0) & (page.columns["first by"] > 0)
    return says & ((away > 0) & (away <= CLOSE)).any(1)


def _by_its_form(page: Page, headline: int, place: int, day: int | None) -> float:
    """Return how much more a line is worth that is written as bylines are, right below the headline."""
    if not headline < place <= max(headline + LOWEST, page.begin):
        return 0.0
    text = page.lines[place].text
    below = page.lines[place + 1].text if place + 1 < len(page.lines) else ""
    told = text in AGENCIES or (looks_like_name(text) and names_a_role(below))
    if is_signed(text) or told:
        return SIGNED if is_signed(text) else ROLE_BELOW
    beside_day = _leads_to_day(page, place, day) if day else _stands_by_ago(page, headline, place)
    return ABOVE_DAY if beside_day else 0.0


def _stands_by_ago(page: Page, headline: int, place: int) -> bool:
    """True for a full name above the text with nothing but the page's buttons between it and what tells how long ago it was."""
    if not is_full_name(page.lines[place].text):
        return False
    above, below = range(place - 1, headline, -1)[:LOWEST], range(place + 1, page.begin)[:LOWEST]
    beside = (next((p for p in way if not page.columns["ruled"][p]), headline) for way in (above, below))
    return any(AGO.search(text) and word_count(text) <= MOST_OF_AGO for text in (page.lines[p].text for p in beside))


def _leads_to_day(page: Page, place: int, day: int) -> bool:
    """True for a full name with nothing but other names and places between it and the story's day."""
    between = [page.lines[p].text for p in range(place, day)]
    return 0 < len(between) <= MOST_ABOVE and is_full_name(between[0]) and all(map(_may_be_names, between))


def _may_be_names(text: str) -> bool:
    return all(map(looks_like_name, text.split(" / ")))


def _may_sign(page: Page, place: int, headline: int | None) -> bool:
    """True for a line that says "By", and for names whose first word is no word of the page: "Further Services".

    A name alone above a saved page's own heading is the house's, in a menu or a footer the page's, between two paragraphs a crosshead.
    """
    text = page.lines[place].text
    told = is_byline(text)
    is_above = headline is not None and page.lines[headline].hint == "h1" and place < headline and not is_signed(text)
    if not told and (is_above or page.lines[place].hint in ("menu", "footer")):
        return False
    if page.lines[place].hint == "comments" or (credit_of(text) and not is_byline(text)) or SALUTATION.fullmatch(text):
        return False
    if place and names_a_role(text) and looks_like_name(page.lines[place - 1].text):
        return False  # what follows the role is a paper
    in_text = page.begin < place < page.end - 1 and page.columns["prose"][[place - 1, place + 1]].all()
    plain = page.columns["ruled"][place] == 0 and not in_text and not begins_as_a_word(text, page.lines)
    return bool((page.columns["byline"][place] or plain) and names_in(text))


def _ranked(found: Candidates, odds: Array) -> list[tuple[float, int]]:
    best = np.argsort(-odds, kind="stable")[:MOST_TRIED]
    return list(zip(odds[best].tolist(), found.places[best].tolist(), strict=True))
