"""What stands above the text: kicker, headline, dek, byline and date lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ..article import Line
from .facts import DESK, is_byline, names_in
from .lines import fold
from .rules import rule_for
from .shapes import BYLINE, credit_of, is_date_line, is_prose, is_sentence, looks_like_name, word_count

REACH = 60
"""Lines with words above the text in which a headline is looked for."""
BELOW = 14
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


def find_head(lines: Sequence[Line], begin: int, end: int) -> Head:
    """Find the headline above or at `begin`, and what belongs to it."""
    headline, sure = _find_headline(lines, begin, end)
    if headline is None:
        return Head(None)
    kicker, rule = _find_kicker(lines, headline)
    deks, bylines, dates = _below_headline(lines, headline, max(end, begin))
    if not bylines or not dates:
        above_bylines, above_dates = _above_headline(lines, headline)
        bylines = bylines or above_bylines
        dates = dates or above_dates
    last = max((headline, *deks, *(p for p in (*bylines, *dates) if p > headline)))
    return Head(
        headline,
        sure,
        kicker if kicker not in (*bylines, *dates) else None,
        rule,
        deks,
        bylines,
        dates,
        last + 1,
    )


def _find_headline(lines: Sequence[Line], begin: int, end: int) -> tuple[int | None, bool]:
    """Return the place of the best candidate, and whether no other comes near it."""
    with_words = [p for p, line in enumerate(lines) if line.text]
    above = [p for p in with_words if p < begin][-REACH:]
    within = [p for p in with_words if begin <= p < end and not _is_paragraph(lines[p].text)][:2]
    story = set(fold(" ".join(lines[p].text for p in range(begin, end))).split())
    copies = Counter(fold(lines[p].text) for p in with_words)
    scored = sorted(
        (
            (_headline_score(lines, p, begin, above, story, copies), -p)
            for p in above + within
            if _may_be_headline(lines[p].text)
        ),
        reverse=True,
    )
    if not scored:
        return None, False
    best, place = scored[0]
    place = -_or_the_line_above(lines, -place, above, {-p: score for score, p in scored}, story)
    rivals = [score for score, other in scored[1:] if fold(lines[-other].text) != fold(lines[-place].text)]
    return -place, not rivals or best - rivals[0] > 0.5


def _is_paragraph(text: str) -> bool:
    """True for running text: to take it for a headline would take a sentence out of the story."""
    return is_prose(text) and not text.endswith(("?", "!"))


def _or_the_line_above(
    lines: Sequence[Line], place: int, above: Sequence[int], scores: dict[int, float], story: set[str]
) -> int:
    """Return the candidate directly above `place` if it is nearly as good: then `place` is the dek."""
    before = [p for p in above if p < place][-1:]
    if not before or before[0] not in scores:
        return place
    words = set(fold(lines[before[0]].text).split())
    near = scores[before[0]] >= scores[place] - 2.0
    return before[0] if near and len(words) >= 4 and len(words & story) / len(words) >= 0.4 else place


def _may_be_headline(text: str) -> bool:
    return bool(
        word_count(text) <= 40
        and len(text) <= 300
        and any(letter.isalnum() for letter in text)
        and not rule_for(text)
        and not is_byline(text)
        and not is_date_line(text)
        and not credit_of(text)
    )


def _headline_score(
    lines: Sequence[Line], place: int, begin: int, above: Sequence[int], story: set[str], copies: Counter[str]
) -> float:
    """Weigh a candidate: its length, its words in the story, its copies, its nearness, what follows it."""
    text = lines[place].text
    words = fold(text).split()
    count = word_count(text)
    score = 0.0
    score += (
        2.0 if 5 <= count <= 16 else 1.2 if count in (3, 4) or 16 < count <= 22 else 0.5 if 22 < count <= 30 else -1.0
    )
    telling = {word for word in words if len(word) > 3} or set(words)
    shared = len(telling & story) / max(1, len(telling)) if place < begin else 0.0
    score += 3.0 * shared * min(1.0, len(telling) / 4)
    score += 1.0 if copies[fold(text)] > 1 else 0.0
    if place < begin and above:
        away = len(above) - 1 - above.index(place) if place in above else 0
        score -= 0.06 * away
    if is_sentence(text) and not text.endswith(("?", "!", ":")):
        score -= 1.5
    if place >= begin and is_prose(text):
        score -= 2.0
    following = islice((line.text for line in islice(lines, place + 1, place + 12) if line.text), 4)
    if any(is_byline(line) or is_date_line(line) for line in following):
        score += 1.0
    return score


def _find_kicker(lines: Sequence[Line], headline: int) -> tuple[int | None, str]:
    """The short line above the headline, unless it is the last of a menu."""
    above = [p for p in range(headline) if lines[p].text][-4:]
    if not above:
        return None, ""
    place = above[-1]
    text = lines[place].text
    if len(BREADCRUMB.split(text)) > 1 and word_count(text) <= 14:
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
    """Return the places of deks, bylines and dates; the first paragraph after them is the lede."""
    places = [p for p in range(headline + 1, min(limit, len(lines))) if lines[p].text][:BELOW]
    bylines: list[int] = []
    dates: list[int] = []
    sentences: list[int] = []
    deks: tuple[int, ...] = ()
    for index, place in enumerate(places):
        text = lines[place].text
        near = [lines[p].text for p in places[max(0, index - 2) : index + 3] if p != place]
        if is_byline(text) or _is_byline_without_by(text, near, lines, place):
            found = bylines
        elif is_date_line(text):
            found = dates
        else:
            if _reads_as_dek(text):
                sentences.append(place)
            if len(sentences) > 2:
                break
            continue
        if len(sentences) > 1 or (sentences and word_count(lines[sentences[0]].text) > 60):
            break
        found.append(place)
        deks = tuple(sentences)
    return deks, tuple(bylines), tuple(dates)


def _reads_as_dek(text: str) -> bool:
    return (is_sentence(text) or word_count(text) >= 8) and not rule_for(text) and not credit_of(text)


def _is_byline_without_by(text: str, near: Sequence[str], lines: Sequence[Line], place: int) -> bool:
    """True for a desk, or for names beside a date line, below "By", or known from elsewhere in the paste."""
    if DESK.fullmatch(text):
        return True
    if rule_for(text) or is_sentence(text) or word_count(text) > 14:
        return False
    names = names_in(text)
    if not names or not all(looks_like_name(name) and 2 <= len(name.split()) <= 4 for name in names):
        return False
    if any(is_date_line(line) for line in near) or any(_is_by_alone(line) for line in near):
        return True
    name = f"{fold(names[0])} "
    return any(fold(line.text).startswith(name) for p, line in enumerate(lines) if p > place)


def _is_by_alone(text: str) -> bool:
    return fold(text) in ("by", "von", "par", "por", "author", "written by", "بقلم")


def _above_headline(lines: Sequence[Line], headline: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    places = [p for p in range(headline) if lines[p].text][-3:]
    bylines = tuple(p for p in places if is_byline(lines[p].text) and BYLINE.match(lines[p].text))
    dates = tuple(p for p in places if is_date_line(lines[p].text))
    return bylines, dates[-1:]
