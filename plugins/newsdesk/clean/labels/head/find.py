"""What stands above the text: kicker, headline, dek, byline and date lines; the last two may stand anywhere.

Which line is the headline, which name the writer and which the day is learned: `model/facts.py` has what is known of each
candidate, `workshop/train_facts.py` learns what that is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ....article import Line
from ...model import Features, Trees, read_page
from ...patterns import (
    AGO,
    BREADCRUMB,
    UPDATE_TIME,
    credit_of,
    is_byline,
    is_credit_line,
    is_item,
    is_sentence,
    word_count,
)
from ...rules import rule_for
from ...text import fold
from .day import day_places, find_day, other_days
from .headline import find_headline
from .writers import find_bylines

ABOVE, BELOW = 5, 8
"""Lines above the headline and below where the text begins that are still at the headline."""
LONGEST_DEK = 40
"""Words."""
FEWEST_OF_LINE, FEWEST_ALONE = 8, 5
"""Words of a dek that is no sentence, and of one that stands alone between headline and byline."""
SECTION_WORDS = frozenset(
    "policy press media jobs community events legal mobile video support opinion analysis explainer".split()
)
"""Words of menus that are names of sections, too."""
MOSTLY_LINK = 0.5
"""Share of a line's characters that are a link, on a saved page, from which on it leads elsewhere."""
OFF_STORY = frozenset(("menu", "footer", "aside", "form", "outside"))
"""Parts of a saved page that are no story."""


@dataclass(frozen=True, slots=True)
class Head:
    """The places, from 0, of the lines above the text."""

    headline: int | None
    sure: bool = True
    """False: another line could be the headline as well"""
    why: str = ""
    """what spoke for the headline"""
    kicker: int | None = None
    kicker_rule: str = "kicker-above-headline"
    deks: tuple[int, ...] = ()
    bylines: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    """the line of the story's day comes first"""
    away: frozenset[int] = frozenset()
    """bylines and dates that do not stand at the headline"""
    end: int = 0
    """the place after the last of them at the headline"""

    @property
    def end_of_top(self) -> int:
        """The place after the headline; 0 without one."""
        return 0 if self.headline is None else self.headline + 1


def find_head(
    lines: Sequence[Line],
    features: Features,
    begin: int,
    end: int,
    models: Mapping[str, Trees],
    latest: date | None = None,
) -> Head:
    """Find the headline, who wrote the story and when. All `lines` have words; the story is from `begin` to before `end`.

    `models` has one for each of "headline", "byline" and "date".
    """
    page = read_page(lines, features, begin, end)
    headline, sure, why = find_headline(page, models["headline"])
    day = find_day(page, headline, models["date"], latest)
    signed = find_bylines(page, headline, day, models["byline"])
    if headline is None:
        found = tuple(place for place in (*signed, *day_places(day)) if place is not None)
        return Head(None, bylines=signed, dates=day_places(day), away=frozenset(found))
    limit = max(begin, headline + 1)
    near = range(max(0, headline - ABOVE), max(limit, min(end, limit + BELOW)))
    dated = (*day_places(day), *other_days(page, headline, limit, day))
    deks = _find_deks(lines, headline, [p for p in (*signed, *dated) if p > headline])
    kicker, rule = _find_kicker(lines, headline)
    below = [p for p in (*signed, *dated) if headline < p and p in near and not _text_between(lines, headline, p, deks)]
    return Head(
        headline, sure, why, kicker if kicker not in (*signed, *dated) else None, rule, deks, signed, dated,
        frozenset(p for p in (*signed, *dated) if p not in near), max((headline, *deks, *below)) + 1,
    )  # fmt: skip


def _find_kicker(lines: Sequence[Line], headline: int) -> tuple[int | None, str]:
    """The short line above the headline, unless it is the last of a menu."""
    place = headline - 1
    if place < 0 or lines[place].hint in OFF_STORY:
        return None, ""
    text = lines[place].text
    if AGO.fullmatch(text) or not any(letter.isalpha() for letter in text):
        return None, ""
    if sum(part != "" for part in BREADCRUMB.split(text)) > 1 and word_count(text) <= 14:
        return place, "breadcrumb"
    rule = rule_for(text)
    if rule and text.casefold() not in SECTION_WORDS:
        return None, ""
    if word_count(text) > 4 or is_sentence(text.removesuffix(":")) or _is_end_of_menu(lines, place):
        return None, ""
    return place, "kicker-above-headline"


def _is_end_of_menu(lines: Sequence[Line], place: int) -> bool:
    """True if names of other sections stand directly above `place`, with no empty line or button between."""
    above = lines[max(0, place - 3) : place]
    if lines[place].linked and len(above) > 1 and all(_is_link_of_page(line) for line in above[-2:]):
        return True
    direct = [line.text for line in above if lines[place].number - line.number <= 3]
    return len(direct) == 3 and all(word_count(text) <= 4 and not rule_for(text) for text in direct)


def _is_link_of_page(line: Line) -> bool:
    """True for a line of a saved page that is mostly a link, and in no menu that the page marks."""
    return line.linked >= MOSTLY_LINK and line.hint not in OFF_STORY


def _find_deks(lines: Sequence[Line], headline: int, told: Sequence[int]) -> tuple[int, ...]:
    """The one sentence between the headline and the byline or day below it; two are captions, or text."""
    between = range(headline + 1, min(told, default=0))
    words = fold(lines[headline].text)
    fewest = FEWEST_ALONE if len(between) == 1 and lines[headline + 1].linked < MOSTLY_LINK else FEWEST_OF_LINE
    marked = sum(is_item(lines[p]) for p in between) > 1
    places = [
        p
        for p in between
        if reads_as_dek(lines[p].text, fewest) and fold(lines[p].text) != words and not (marked and is_item(lines[p]))
    ]
    return tuple(places) if len(places) == 1 and word_count(lines[places[0]].text) <= LONGEST_DEK else ()


def _text_between(lines: Sequence[Line], headline: int, place: int, deks: Sequence[int]) -> bool:
    """True if sentences other than the dek stand between the headline and `place`: the text has begun above it."""
    return any(reads_as_dek(lines[p].text) for p in range(headline + 1, place) if p not in deks)


def reads_as_dek(text: str, fewest: int = FEWEST_OF_LINE) -> bool:
    """True for a sentence or a line of at least so many words that tells neither who wrote or photographed, nor when, and is no button."""
    if rule_for(text) or credit_of(text) or UPDATE_TIME.match(text) or is_credit_line(text) or is_byline(text):
        return False
    return not text.endswith(":") and (is_sentence(text) or word_count(text) >= fewest)
