"""What stands above the text: kicker, headline, dek, byline and date lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ..article import Line
from .bylines import DESK, NO_NAME, begins_as_a_word, is_by_alone, is_byline, names_in
from .extent import OFF_STORY
from .features import Features
from .headline import choose
from .lines import fold
from .lookup import rule_for
from .shapes import (
    UPDATE_TIME,
    credit_of,
    is_credit_line,
    is_date_line,
    is_sentence,
    looks_like_name,
    names_a_day,
    word_count,
)
from .weights import HEADLINE

PICTURE_AGENCY = re.compile(r"\b(?:Getty|Shutterstock|iStock|Alamy|AP Photo|Handout|Unsplash)\b")
"""Whoever stands beside one of these made a picture, not the story."""
NUMBERED = re.compile(r"\s\d{1,2}$|[a-zà-ÿ][A-Z]{2}")
"""What no name has: a number at its end, as "Market Hall 3", or a word glued to it, as "Printed EditionPDF"."""
HANDLE = re.compile(r"@\w{3,}")
"""A name on a social network, beside its owner's."""
LATE = 3
"""Sentences below the headline after which no byline is looked for."""
LONGEST_DEK = 40
"""Words."""
BELOW = 16
"""Lines with words below the headline in which byline and date are looked for."""
SECTION_WORDS = frozenset(
    "policy press media jobs community events legal mobile video support opinion analysis explainer".split()
)
"""Words of menus that are names of sections, too."""
BREADCRUMB = re.compile(r"\s*(?:[>»›→]|/(?=\s)|::)\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """The places, from 0, of the lines above the text."""

    headline: int | None
    sure: bool = True
    """False: another line could be the headline as well"""
    why: str = ""
    """the signs that spoke for the headline"""
    kicker: int | None = None
    kicker_rule: str = "kicker-above-headline"
    deks: tuple[int, ...] = ()
    bylines: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    end: int = 0
    """the place after the last of them"""

    @property
    def end_of_top(self) -> int:
        """The place after the headline; 0 without one."""
        return 0 if self.headline is None else self.headline + 1


def find_head(lines: Sequence[Line], features: Features, begin: int, end: int) -> Head:
    """Find the headline above or at `begin`, and what belongs to it."""
    headline, sure, why = _find_headline(lines, begin, end)
    if headline is None:
        return Head(None)
    kicker, rule = _find_kicker(lines, headline)
    deks, bylines, dates = _below_headline(lines, headline, max(end, begin))
    if not bylines or not dates:
        above_bylines, above_dates = _above_headline(lines, headline)
        bylines = bylines or above_bylines
        dates = dates or above_dates
    if not bylines and not dates:
        bylines = far_from_headline(lines, headline, end)
    last = max(
        (
            headline,
            *deks,
            *(p for p in (*bylines, *dates) if p > headline and not _text_between(lines, headline, p, deks)),
        )
    )
    return Head(
        headline,
        sure,
        why,
        kicker if kicker not in (*bylines, *dates) else None,
        rule,
        deks,
        bylines,
        dates,
        last + 1,
    )


def _find_headline(lines: Sequence[Line], begin: int, end: int) -> tuple[int | None, bool, str]:
    """Return the place of the headline, whether no other line comes near it, and why it was chosen."""
    marked = [place for place, line in enumerate(lines) if line.hint == "h1" and line.text]
    if marked and marked[-1] < max(begin, 1):
        return marked[-1], len(marked) == 1, "the page marks it as its heading"
    places = [place for place, line in enumerate(lines) if line.text]
    first, last = (bisect_left(places, place) for place in (begin, end))
    choice = choose([lines[place] for place in places], (first, last), HEADLINE)
    if choice is None:
        return None, False, ""
    return places[choice.place], choice.sure, "; ".join(choice.why)


def _find_kicker(lines: Sequence[Line], headline: int) -> tuple[int | None, str]:
    """The short line above the headline, unless it is the last of a menu."""
    above = [p for p in range(headline) if lines[p].text][-4:]
    if not above or lines[above[-1]].hint in OFF_STORY:
        return None, ""
    place = above[-1]
    text = lines[place].text
    if len(BREADCRUMB.split(text)) > 1 and word_count(text) <= 14 and any(letter.isalpha() for letter in text):
        return place, "breadcrumb"
    rule = rule_for(text)
    if rule and text.casefold() not in SECTION_WORDS:
        return None, ""
    if word_count(text) > 4 or is_sentence(text) or _is_end_of_menu(lines, place) or not any(c.isalpha() for c in text):
        return None, ""
    return place, "kicker-above-headline"


def _is_end_of_menu(lines: Sequence[Line], place: int) -> bool:
    """True if names of other sections stand directly above `place`, with no empty line or button between."""
    above = [lines[p].text for p in range(max(0, place - 3), place)]
    return len(above) == 3 and all(text and word_count(text) <= 4 and not rule_for(text) for text in above)


def _below_headline(
    lines: Sequence[Line], headline: int, limit: int
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
    """Return the places of deks, bylines and dates; the first paragraph after them is the lede.

    One or two sentences above a byline are the dek; more are captions, or text whose byline stands late.
    """
    words = fold(lines[headline].text)
    below = range(headline + 1, min(limit, len(lines)))
    places = [p for p in below if lines[p].text and fold(lines[p].text) != words][:BELOW]
    bylines: list[int] = []
    dates: list[int] = []
    sentences: list[int] = []
    deks: tuple[int, ...] = ()
    for index, place in enumerate(places):
        text = lines[place].text
        near = [lines[p].text for p in places[max(0, index - 2) : index + 3] if p != place]
        if is_byline(text) or (len(sentences) < 2 and _is_byline_without_by(text, near, lines, place)):
            found = bylines
        elif (is_date_line(text) or (len(sentences) < 2 and _dates_the_head(text))) and len(sentences) < 3:
            found = dates
        else:
            if _reads_as_dek(text):
                sentences.append(place)
            if len(sentences) > LATE:
                break
            continue
        if bylines and found is bylines and len(sentences) > len(deks):
            break
        found.append(place)
        if len(sentences) == 1 and word_count(lines[sentences[0]].text) <= LONGEST_DEK:
            deks = tuple(sentences)
    return deks, tuple(bylines), tuple(dates)


def _text_between(lines: Sequence[Line], headline: int, place: int, deks: Sequence[int]) -> bool:
    """True if sentences other than the dek stand between the headline and `place`: the text has begun above it."""
    return any(_reads_as_dek(lines[p].text) for p in range(headline + 1, place) if lines[p].text and p not in deks)


def _reads_as_dek(text: str) -> bool:
    if rule_for(text) or credit_of(text) or UPDATE_TIME.match(text) or is_credit_line(text):
        return False
    return is_sentence(text) or word_count(text) >= 8


def _is_byline_without_by(text: str, near: Sequence[str], lines: Sequence[Line], place: int) -> bool:
    """True for a desk, or for names beside a date line, below "By", or known from elsewhere in the paste."""
    if DESK.fullmatch(text):
        return True
    if rule_for(text) or is_sentence(text) or PICTURE_AGENCY.search(text) or word_count(text) > 14:
        return False
    if NUMBERED.search(text) or credit_of(text):
        return False
    names = names_in(text)
    if not names or not all(
        looks_like_name(name) and 2 <= len(name.split()) <= 4 and not NO_NAME.search(name) for name in names
    ):
        return False
    if begins_as_a_word(text, lines):
        return False
    if text.lower() == text.upper():  # a script without capitals: any two words look like a name
        return any(is_date_line(line) for line in near)
    if any(is_date_line(line) or names_a_day(line) or UPDATE_TIME.match(line) or HANDLE.match(line) for line in near):
        return True
    if HANDLE.search(text) or any(is_by_alone(line) for line in near):
        return True
    name = fold(names[0])
    return any(f"{fold(line.text)} ".startswith(f"{name} ") for p, line in enumerate(lines) if p != place)


def _above_headline(lines: Sequence[Line], headline: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    places = [p for p in range(headline) if lines[p].text][-3:]
    bylines = tuple(p for p in places if is_byline(lines[p].text))
    dates = tuple(
        p for p in places if p not in bylines and (is_date_line(lines[p].text) or _dates_the_head(lines[p].text))
    )
    return bylines, dates[-1:]


def _dates_the_head(text: str) -> bool:
    return names_a_day(text) and not rule_for(text) and not credit_of(text)


def far_from_headline(lines: Sequence[Line], headline: int, end: int) -> tuple[int, ...]:
    """Return the place of the line nearest to the headline that says by whom and when, below the story or far above."""
    places = [
        p
        for p in range(len(lines))
        if (p < headline or p >= end) and is_byline(lines[p].text) and names_a_day(lines[p].text)
    ]
    return tuple(sorted(places, key=lambda p: min(abs(p - headline), abs(p - end)))[:1])
