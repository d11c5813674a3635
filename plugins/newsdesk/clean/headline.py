"""Which line is the headline: a choice among candidates, by signs that a model has learned to weigh.

The signs are in `signs.py`, their weights in `weights.py`; what these were learned from, and how, in
`workshop/train.py`. The best candidate is the one whose signs weigh most, unless it is a caption, a dek or a kicker
by what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..article import Line
from .bylines import is_byline
from .candidates import HOME, LONGEST, REACH, Page
from .lookup import rule_for
from .shapes import UPDATE_TIME, credit_of, is_date_line, is_prose, is_sentence, names_a_day, word_count
from .signs import GLUED, lists_topics, points_elsewhere, signs_of

WITHIN = 3
"""Lines of the text itself that may be the headline, where no other stands above."""
TITLES = re.compile(
    r"(?:exclusive|explainer|analysis|opinion|video|watch|in pictures|in photos|live(?: updates)?|fact check|podcast|latest (?:in|on)|member of)\b",
    re.IGNORECASE,
)
"""How headlines open that have a rule's words: "Exclusive: ...", "Latest in the fight for ..."."""
SURE = 1.0
"""How much more the best candidate must weigh than the next, in the model's units, to be sure: odds of 2.7 to 1."""

NEARLY = 2.0
"""The line right above the best candidate is the headline if it weighs nearly as much: the best is its dek then. Chosen by
leaving out an eighth of the sites at a time, as are the numbers below."""
NEARLY_ABOVE_DEK = 3.0
"""The same where the best is likely a dek: a headline in other words than its story weighs less."""
LIKELY_DEK = 10
"""Words of a dek, with a byline or day below it."""
HEADING_A_DEK = range(4, 23)
"""Words of a headline above a dek."""
OWN_WORDS = 0.35
"""Share of its telling words that the story has."""
COUNTER = 3
"""Words of a line that may stand between headline and dek, "12 comments", and that is no candidate by its weight."""
NO_HEADLINE = 5.0
"""How much less than the best such a line weighs."""

CAPTION_BELOW = 20
"""Lines from a byline or day down to the best candidate, which is a caption if a headline stands above the byline."""
HEADLINE_ABOVE = 7
"""Lines from a byline or day up to the headline, the page's buttons not counted."""
ABOVE_BYLINE = 3.0
"""How much less the headline above a byline may weigh than a line below."""
HEADING_A_BYLINE = range(4, 31)
"""Words."""

KICKER = 4
"""Words of a line that is a kicker if the line below it has them all."""
BELOW_KICKER = 3.0
"""How much less that line may weigh."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The headline's place among the lines, and why."""

    place: int
    sure: bool
    why: tuple[str, ...]
    """the signs that weighed most, the heaviest first"""


def choose(lines: Sequence[Line], extent: tuple[int, int], weights: Mapping[str, float]) -> Choice | None:
    """Return the best candidate. `lines` must all have words; `extent` is the story by place in `lines`."""
    page, signs = candidates(lines, extent)
    if not page.places:
        return None
    scores = [sum([weights.get(sign, 0.0) for sign in row]) for row in signs]
    best = best_of(page, scores)
    words = page.folded[page.places[best]]
    rivals = [score for place, score in zip(page.places, scores, strict=True) if page.folded[place] != words]
    why = sorted(signs[best], key=lambda sign: -weights.get(sign, 0.0))[:3]
    return Choice(page.places[best], not rivals or scores[best] - max(rivals) > SURE, tuple(why))


def candidates(lines: Sequence[Line], extent: tuple[int, int]) -> tuple[Page, list[list[str]]]:
    """Return the page, with the places of the lines that may be the headline, and the signs of each of them."""
    begin, end = extent
    near = (*range(max(0, begin - REACH), begin), *range(begin, min(end, begin + WITHIN)))
    page = Page(lines, extent, [place for place in near if _may_be(lines[place].text, place >= begin)])
    return page, [signs_of(page, place) for place in page.places]


def _may_be(text: str, inside: bool) -> bool:
    """To take a paragraph for the headline would take a sentence out of the story."""
    rule = rule_for(text)
    if (rule and (inside or not TITLES.match(text) or word_count(text) < 5)) or is_byline(text) or is_date_line(text):
        return False
    if word_count(text) > LONGEST or len(text) > 300 or not any(letter.isalpha() for letter in text):
        return False
    return not (inside and is_prose(text) and not text.endswith(("?", "!")))


def best_of(page: Page, scores: Sequence[float]) -> int:
    """Return which of the page's candidates, at least one, is the headline, by its number among them."""
    best = max(range(len(scores)), key=lambda number: (scores[number], -number))
    best = _above_byline(page, scores, best)
    best = _above_dek(page, scores, best)
    return _below_kicker(page, scores, best)


def _above_byline(page: Page, scores: Sequence[float], best: int) -> int:
    """Return the headline above a byline or day, if the best stands below that, where captions do.

    The same holds below a paragraph of the text, where crossheads stand.
    """
    place = page.places[best]
    told = next((p for p in range(max(0, place - CAPTION_BELOW), place) if _is_below_headline(page, p)), None)
    if told is None:
        return best
    top = next(iter([p for p in range(told) if not rule_for(page.lines[p].text)][-HEADLINE_ABOVE:]), told)
    least = OWN_WORDS if told == place - 1 and told < page.begin else 0.0
    heads = [
        number
        for number, p in enumerate(page.places)
        if top <= p < told and scores[number] > scores[best] - ABOVE_BYLINE and _may_head_byline(page, p, least)
    ]
    return max(heads, key=lambda number: (scores[number], -number), default=best)


def _may_head_byline(page: Page, place: int, least: float) -> bool:
    """True for a title that has so great a share of the story's words: right above a headline, a day ends a menu."""
    text = page.lines[place].text
    return word_count(text) in HEADING_A_BYLINE and _is_title(text) and page.share(place) >= least


def _is_below_headline(page: Page, place: int) -> bool:
    """True for a line that tells by whom and when, and for a paragraph of the text."""
    text = page.lines[place].text
    if page.kinds[place] in ("byline", "date") or names_a_day(text) or UPDATE_TIME.match(text):
        return True
    return place >= page.begin and is_prose(text)


def _above_dek(page: Page, scores: Sequence[float], best: int) -> int:
    """Return the line right above the best, and that above it, while each could head what is below as its dek."""
    while best:
        above = best - 1
        if _is_counter(page, scores, above, best):
            above -= 1
        dek = above == best - 1 and _is_dek(page, best)
        if page.places[best] - page.places[above] != best - above:
            break
        if scores[above] <= scores[best] - (NEARLY_ABOVE_DEK if dek else NEARLY):
            break
        if not _may_head(page.lines[page.places[above]].text):
            break
        if not dek and page.share(page.places[above]) < OWN_WORDS:
            break
        best = above
    return best


def _is_dek(page: Page, number: int) -> bool:
    """True for a candidate of some length right above a byline or day: the line above it may have words of its own."""
    place = page.places[number]
    below = page.kinds[place + 1 : place + 3]
    return word_count(page.lines[place].text) >= LIKELY_DEK and ("byline" in below or "date" in below)


def _is_counter(page: Page, scores: Sequence[float], above: int, best: int) -> bool:
    """True for a few words of the page between two candidates."""
    few = word_count(page.lines[page.places[above]].text) <= COUNTER
    return above > 0 and few and scores[above] < scores[best] - NO_HEADLINE


def _may_head(text: str) -> bool:
    """True for a line whose words could be a headline above a dek."""
    whole = is_sentence(text) and text[-1] not in "?!"
    return word_count(text) in HEADING_A_DEK and not whole and _is_title(text)


def _is_title(text: str) -> bool:
    """True unless the words are a caption's, a menu's, a list of topics or a link to another story."""
    if credit_of(text) or HOME.match(text) or points_elsewhere(text) or lists_topics(text):
        return False
    return len(GLUED.findall(text)) < 2


def _below_kicker(page: Page, scores: Sequence[float], best: int) -> int:
    """Return the line below the best, if the best is short and its words are all in that line."""
    place = page.places[best]
    if word_count(page.lines[place].text) > KICKER:
        return best
    words = set(page.folded[place].split())
    for below in range(best + 1, min(best + 3, len(scores))):
        near = page.places[below] <= place + 2 and scores[below] > scores[best] - BELOW_KICKER
        if (
            near
            and words < set(page.folded[page.places[below]].split())
            and _may_head(page.lines[page.places[below]].text)
        ):
            return below
    return best
