"""What stands above the text: kicker, headline, dek, byline and date lines; the last two may stand anywhere.

Which line is the headline, which name the writer and which the day is learned: `model/facts.py` has what is known of each
candidate, `workshop/train_facts.py` learns what that is worth.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from ...article import Line
from ..model import HEADLINE_NAMES, Array, Features, Page, Trees, headlines, read_page
from ..patterns import (
    BREADCRUMB,
    UPDATE_TIME,
    credit_of,
    in_capitals,
    is_byline,
    is_credit_line,
    is_sentence,
    word_count,
)
from ..rules import rule_for
from ..text import fold
from .day import day_places, find_day, other_days
from .writers import find_bylines

LEAST = -2.5
"""Odds, as a logarithm, under which there is no headline. Chosen on sites held back: with less, pastes without a headline get one."""
SURE, AHEAD = 0.0, 1.0
"""Odds of a headline that is sure, and how much less the next in other words must have."""
NEAR_DEK, FEWEST_ABOVE_DEK = 2.0, 3
"""How much less the line above a dek may have than the dek to be the headline, and its words."""
FEWEST_OF_DEK, TIMES_LONGER = 12, 1.5
"""Words of a dek without a full stop, and how many times as many as in its headline."""
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
TITLES = re.compile(
    r"(?:exclusive|explainer|analysis|opinion|video|watch|in pictures|in photos|live(?: updates)?|fact check|podcast|latest (?:in|on)|member of)\b",
    re.IGNORECASE,
)
"""How headlines open that have a rule's words: "Exclusive: ...", "Latest in the fight for ..."."""
NO_TITLE = re.compile(
    r"(?:[^:]{2,50} [-–|] )?(?:(?:press|news) (?:release|statement|article)s?|statements?|speech(?:es)?|daily news|memo|questions and answers|press briefing)",
    re.IGNORECASE,
)
"""What kind of document it is, above its title: "European Council - Statement"."""
LEADS_ON = re.compile(
    r"[←→‹›].*|«[^»]*|[^«]*[→›»]|.*:|(?:sie sind hier|du bist hier|you are here|vous êtes ici|usted está aquí|estás aquí|você está aqui|sei qui|ti trovi in|je bent hier|du är här|du er her|jesteś tutaj)\b.*",
    re.IGNORECASE,
)
"""What leads elsewhere or to what follows: the story before this one, "« Ferry runs again", a path, a label."""
CUT = ("...", "…")
"""How headlines end that a page cuts short."""
FEWEST_OF_TITLE, LONGEST_PATH = 4, 8
"""Words of a headline that stands at a path's end, and of the path: "HomePortFerry runs again after storm"."""
LONGEST_LABEL = 3
"""Words of a label, "From:", whose value stands below."""
WHY = (
    ("its words are those of the story", "shared|told again|of title|of opening|frequent words|better"),
    ("other lines of the page have it, too", "copies|begins another|ends another|begun by|ended by|runs elsewhere"),
    ("a byline or a day stands near", "date|day|byline|word (?:by|role|published|updated|time|month|weekday)|first by|last by|dated|signed"),
    ("it stands where headlines do", "from |to |kept|prose|block|place|candidates|page |short run|gap"),
    ("it has none of the page's own words", "ruled|ends|word |offer|reader|credit|picture"),
    ("it is as long as headlines are", "chars|words|word length|commas|inner stops|sentence"),
    ("it is written as headlines are", "."),
)  # fmt: skip
"""What can speak for a headline, and the features that do; the first that fits a feature's name counts."""
MOSTLY_LINK = 0.5
"""Share of a line's characters that are a link, on a saved page, from which on it leads elsewhere."""
OFF_STORY = frozenset(("menu", "footer", "aside", "form", "outside"))
"""Parts of a saved page that are no story."""
MOST_WHYS = 3


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


@cache
def _groups() -> tuple[int, ...]:
    """Return for each feature of a headline the number of what it tells, by `WHY`."""
    plain = [re.sub(r" at [+-]\d$", "", name) for name in HEADLINE_NAMES]
    return tuple(next(n for n, (_, names) in enumerate(WHY) if re.match(names, name)) for name in plain)


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
    headline, sure, why = _find_headline(page, models["headline"])
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


def _find_headline(page: Page, model: Trees) -> tuple[int | None, bool, str]:
    """Return the place of the headline, whether no other line comes near it, and why it was chosen."""
    marked = [place for place, line in enumerate(page.lines) if line.hint == "h1"]
    if marked and marked[-1] < max(page.begin, 1):
        return marked[-1], len(marked) == 1, "the page marks it as its heading"
    found = headlines(page)
    odds = _given_on(page, found.places.tolist(), model.odds(model.leaves(found.rows)))
    odds[[_is_no_headline(page, place) for place in found.places.tolist()]] = -np.inf
    if not len(odds) or odds.max() < LEAST:
        return None, False, ""
    best = _above_its_dek(page, found.places.tolist(), odds)
    place = int(found.places[best])
    words = page.whole[place]
    rivals = odds[page.whole[found.places] != words]
    sure = odds[best] > SURE and odds[best] - rivals.max(initial=-99) > AHEAD
    return place, bool(sure), _why(model, found.rows[:, best : best + 1])


def _given_on(page: Page, places: Sequence[int], odds: Array) -> Array:
    """Return the odds with those of a path, "Home » Port » Ferry runs again", given to the lines in whose words it ends,
    and those of a headline that is cut short, "Ferry runs ...", to the lines that have it whole."""
    given = odds.copy()
    texts = tuple(page.lines[place].text for place in places)
    for at, place in enumerate(places):
        text = texts[at]
        if not (text.endswith(CUT) or text[1:].endswith(texts) or page.columns["ended by another"][place]):
            continue  # as most lines: pairs of all would take a tenth of the time
        ends = [q for q, other in enumerate(places) if other != place and _tells_for(page, place, other)]
        if ends:
            given[ends] = np.maximum(given[ends], odds[at])
            given[at] = -np.inf
    return given


def _tells_for(page: Page, place: int, other: int) -> bool:
    """True if the line at `other` has the headline alone or whole, and the one at `place` as the end of a path, or cut short."""
    text, words = page.lines[place].text, fold(page.lines[other].text)
    if text.endswith(CUT):
        return words.startswith(f"{fold(text)} ")
    parts = BREADCRUMB.split(text) if page.columns["ended by another"][place] else []
    if len(parts) > 2 and fold(parts[-1]) == words:
        return True
    path = text.removesuffix(page.lines[other].text)
    if path == text or word_count(words) < FEWEST_OF_TITLE or not 0 < word_count(path) <= LONGEST_PATH:
        return False
    glued = path == path.rstrip()
    return (glued or all(not word[0].islower() for word in path.split())) and path.rstrip()[-1].isalnum()


def _above_its_dek(page: Page, places: Sequence[int], odds: Array) -> int:
    """Return which candidate is likeliest; of one that is written as deks are, the words right above that come near it."""
    best = int(np.argmax(odds))
    above = places.index(places[best] - 1) if places[best] - 1 in places else best
    words, dek = page.lines[places[above]].text, page.lines[places[best]].text
    longer = word_count(dek) >= max(FEWEST_OF_DEK, TIMES_LONGER * word_count(words))
    near = odds[above] > odds[best] - NEAR_DEK and word_count(words) >= FEWEST_ABOVE_DEK
    return above if near and (longer or dek.endswith(".")) else best


def _is_no_headline(page: Page, place: int) -> bool:
    """True for a button, a kind of document, a label's value, a caption, and a paragraph, whose sentences are the story's."""
    text = page.lines[place].text
    if page.columns["ruled"][place]:
        return TITLES.match(text) is None
    above = page.lines[place - 1].text if place else ""
    if (
        credit_of(text)
        or NO_TITLE.fullmatch(text)
        or LEADS_ON.fullmatch(text)
        or (above.endswith(":") and word_count(above) <= LONGEST_LABEL)
    ):
        return True
    told = place >= page.begin and page.columns["prose"][place] > 0 and not text.endswith(("?", "!"))
    return told and not in_capitals(text)


def _why(model: Trees, row: Array) -> str:
    shares = model.shares(model.leaves(row), _groups(), len(WHY))[:, 0]
    best = [number for number in np.argsort(-shares, kind="stable").tolist()[:MOST_WHYS] if shares[number] > 0]
    return "; ".join(WHY[number][0] for number in best)


def _find_kicker(lines: Sequence[Line], headline: int) -> tuple[int | None, str]:
    """The short line above the headline, unless it is the last of a menu."""
    place = headline - 1
    if place < 0 or lines[place].hint in OFF_STORY:
        return None, ""
    text = lines[place].text
    if not any(letter.isalpha() for letter in text):
        return None, ""
    if len(BREADCRUMB.split(text)) > 1 and word_count(text) <= 14:
        return place, "breadcrumb"
    rule = rule_for(text)
    if rule and text.casefold() not in SECTION_WORDS:
        return None, ""
    if word_count(text) > 4 or is_sentence(text) or _is_end_of_menu(lines, place):
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
    places = [p for p in between if reads_as_dek(lines[p].text, fewest) and fold(lines[p].text) != words]
    return tuple(places) if len(places) == 1 and word_count(lines[places[0]].text) <= LONGEST_DEK else ()


def _text_between(lines: Sequence[Line], headline: int, place: int, deks: Sequence[int]) -> bool:
    """True if sentences other than the dek stand between the headline and `place`: the text has begun above it."""
    return any(reads_as_dek(lines[p].text) for p in range(headline + 1, place) if p not in deks)


def reads_as_dek(text: str, fewest: int = FEWEST_OF_LINE) -> bool:
    """True for a sentence or a line of at least so many words that tells neither who wrote or photographed, nor when, and is no button."""
    if rule_for(text) or credit_of(text) or UPDATE_TIME.match(text) or is_credit_line(text) or is_byline(text):
        return False
    return not text.endswith(":") and (is_sentence(text) or word_count(text) >= fewest)
