"""Which line is the headline: a choice among candidates, by signs that a model has learned to weigh.

A sign is present or absent; its name says what it is. The weights are in `weights.py`; what they were learned from,
and how, in `workshop/train.py`. The best candidate is the one whose signs weigh most.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from ..article import Line
from .dates import written_days
from .extent import COMMON
from .facts import is_byline
from .lines import fold
from .lookup import rule_for
from .shapes import (
    credit_of,
    is_credit_line,
    is_date_line,
    is_prose,
    is_sentence,
    looks_like_name,
    speaks_of_picture,
    word_count,
)

REACH = 60
"""Lines above the text in which a headline is looked for."""
WITHIN = 3
"""Lines of the text itself that may be the headline, where no other stands above."""
LONGEST = 40
"""Words."""
TITLES = re.compile(
    r"(?:exclusive|explainer|analysis|opinion|video|watch|in pictures|in photos|live(?: updates)?|fact check|podcast|latest (?:in|on)|member of)\b",
    re.IGNORECASE,
)
"""How headlines open that have a rule's words: "Exclusive: ...", "Latest in the fight for ..."."""
SURE = 1.0
"""How much more the best candidate must weigh than the next, in the model's units, to be sure: odds of 2.7 to 1."""

NEARLY = 2.0
"""The line right above the best candidate is the headline if it weighs nearly as much: the best is its dek then. Chosen by
leaving out a fifth of the sites at a time."""
HEADING_A_DEK = range(4, 23)
"""Words of a headline above a dek."""

HOME = re.compile(
    r"^(?:(?:Home|HOME|Start|Startseite|Inicio|Início|Accueil|Главная|News|Blog)(?![a-zà-ÿ'’])(?!\s[a-z])|(?i:you are (?:here|at)|sie (?:sind|befinden sich) hier|skip))"
)
"""How a breadcrumb begins."""
SIZES = (
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (5, "4-5"),
    (8, "6-8"),
    (12, "9-12"),
    (18, "13-18"),
    (30, "19-30"),
    (LONGEST, "31-40"),
)
"""Upper bounds, in words, of the classes of length, and their names."""
SIZE_NAMES = tuple(next(name for most, name in SIZES if count <= most) for count in range(LONGEST + 1))
DISTANCES = (1, 2, 3, 5, 8, 12, 20, 35)
DISTANCE_NAMES = tuple(next((str(most) for most in DISTANCES if away <= most), "more") for away in range(REACH + 1))
NEAR = 14
"""Lines above the text among which the topmost of four words or more is likelier the headline."""
BESIDE = 4
"""Lines between two that fit: a headline and its dek."""
SEPARATORS = ("|", "›", "»", " > ", "→", "←", "«")
SMALL_WORDS = COMMON | frozenset(
    """their would there been have with this that from they will were when them than your which could other about into only some
    nicht sich auch werden nach wird einer einem einen haben oder aber mehr durch wurde sind eine ihre diese beim noch über
    pour dans plus avec sont cette mais nous vous elle leur comme être para como pero este esta entre cuando sobre también hasta
    desde quando pela pelo mais della sono anche questo voor niet maar naar""".split()
)
"""Longer words that tell nothing of what a story is about."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The headline's place among the lines, and why."""

    place: int
    sure: bool
    why: tuple[str, ...]
    """the signs that weighed most, the heaviest first"""


def choose(lines: Sequence[Line], extent: tuple[int, int], weights: Mapping[str, float]) -> Choice | None:
    """Return the best candidate. `lines` must all have words; `extent` is the story by place in `lines`."""
    places, signs = candidates(lines, extent)
    if not places:
        return None
    scores = [sum([weights.get(sign, 0.0) for sign in row]) for row in signs]
    best = max(range(len(places)), key=lambda index: (scores[index], -index))
    while best and places[best - 1] == places[best] - 1 and scores[best - 1] > scores[best] - NEARLY:
        if not _may_head(lines[places[best - 1]].text):
            break
        best -= 1
    words = fold(lines[places[best]].text)
    rivals = [score for index, score in enumerate(scores) if fold(lines[places[index]].text) != words]
    why = sorted(signs[best], key=lambda sign: -weights.get(sign, 0.0))[:3]
    return Choice(places[best], not rivals or scores[best] - max(rivals) > SURE, tuple(why))


def _may_head(text: str) -> bool:
    """True for a line whose words could be a headline above a dek."""
    whole = is_sentence(text) and text[-1] not in "?!"
    return word_count(text) in HEADING_A_DEK and not whole and not credit_of(text) and not HOME.match(text)


def candidates(lines: Sequence[Line], extent: tuple[int, int]) -> tuple[list[int], list[list[str]]]:
    """Return the places of the lines that may be the headline, and the signs of each."""
    begin, end = extent
    near = (*range(max(0, begin - REACH), begin), *range(begin, min(end, begin + WITHIN)))
    places = [place for place in near if _may_be(lines[place].text, place >= begin)]
    page = _Page(lines, extent, places)
    return places, [_signs(page, place) for place in places]


def _may_be(text: str, inside: bool) -> bool:
    """To take a paragraph for the headline would take a sentence out of the story."""
    rule = rule_for(text)
    if (rule and (inside or not TITLES.match(text) or word_count(text) < 5)) or is_byline(text) or is_date_line(text):
        return False
    if word_count(text) > LONGEST or len(text) > 300 or not any(letter.isalpha() for letter in text):
        return False
    return not (inside and is_prose(text) and not text.endswith(("?", "!")))


class _Page:
    """What the signs of all candidates share."""

    def __init__(self, lines: Sequence[Line], extent: tuple[int, int], places: Sequence[int]) -> None:
        self.lines, self.places = lines, places
        self.begin, self.end = extent
        self.folded = [fold(line.text) for line in lines]
        self.copies = Counter(self.folded)
        self.text = "\n" + "\n".join(self.folded) + "\n"
        self.telling = {place: _telling(self.folded[place]) for place in places}
        asked = set(chain.from_iterable(self.telling.values()))
        self.story = Counter(filter(asked.__contains__, " ".join(self.folded[self.begin : self.end]).split()))
        self.known = {place: self._known(place) for place in places}
        self.kinds = {
            place: _kind(lines[place].text)
            for place in range(max(0, min(places, default=0) - 2), min(len(lines), max(places, default=0) + 5))
        }
        kinds = [self.kinds.get(place) == "sentence" for place in range(len(lines))]
        self.sentences = [0, *accumulate(kinds)]
        """how many sentences stand above each place"""
        self.fitting = [place for place in places if self._fits(place)]
        self.above = [place for place in places if place < self.begin and word_count(lines[place].text) >= 4]
        self.topmost = next((place for place in self.above if place >= self.begin - NEAR), None)

    def kind(self, place: int) -> str:
        return self.kinds.get(place, "nothing")

    def _known(self, place: int) -> list[int]:
        """Return how often the story has each telling word of a line, elsewhere, at most twice."""
        words = self.telling[place]
        own = words if self.begin <= place < self.end else []
        return [max(0, min(2, self.story[word] - own.count(word))) for word in words]

    def beside(self, place: int) -> tuple[int | None, int | None]:
        """Return the nearest fitting lines above and below, at most `BESIDE` lines away."""
        at = bisect_left(self.fitting, place)
        above = self.fitting[at - 1] if at and self.fitting[at - 1] >= place - BESIDE else None
        at = bisect_right(self.fitting, place)
        below = self.fitting[at] if at < len(self.fitting) and self.fitting[at] <= place + BESIDE else None
        return above, below

    def _fits(self, place: int) -> bool:
        text = self.lines[place].text
        known = self.known[place]
        return (
            4 <= word_count(text) <= 28
            and bool(known)
            and sum(known) / 2 / len(known) >= 0.35
            and not credit_of(text)
            and not HOME.match(text)
        )


def _telling(folded: str) -> list[str]:
    return [word for word in folded.split() if len(word) > 3 and word not in SMALL_WORDS]


def _kind(text: str) -> str:
    rule = rule_for(text)
    if rule:
        return rule.name
    if is_byline(text):
        return "byline"
    if is_date_line(text):
        return "date"
    if credit_of(text) or is_credit_line(text):
        return "credit"
    count = word_count(text)
    if is_sentence(text) and count >= 6:
        return "sentence"
    return "short" if count <= 3 else "middle" if count <= 9 else "long"


def _signs(page: _Page, place: int) -> list[str]:
    text = page.lines[place].text
    known = page.known[place]
    share = min(5, int(sum(known) / 2 / len(known) * 5.99)) if known else -1
    signs = _alone(text) + _copied(page, place, share)
    signs.append(f"share of its words in the story {share}" if known else "no telling words")
    signs.append(f"words in the story {min(6, sum(count > 0 for count in known))}")
    signs += _placed(page, place)
    below = [page.kind(place + away) for away in (1, 2, 3, 4)]
    above = [page.kind(place - away) for away in (1, 2)]
    headed = "head below" if "byline" in below or "date" in below else "no head below"
    count = word_count(text)
    size = "tiny" if count <= 2 else "short" if count <= 4 else "fit" if count <= 16 else "long"
    signs += [
        f"below: {below[0]}",
        f"second below: {below[1]}",
        f"above: {above[0]}",
        f"second above: {above[1]}",
        headed,
    ]
    signs += [f"{kind} near below" for kind in ("byline", "date") if kind in below[:3]]
    signs += [
        f"{size}, below: {below[0]}",
        f"{size}, {headed}",
        f"{size}, share {share}",
        f"{size}, above: {above[0]}",
        f"between {above[0]} and {below[0]}",
    ]
    return signs


def _alone(text: str) -> list[str]:
    count = word_count(text)
    signs = [f"words {SIZE_NAMES[count]}"]
    last = text[-1]
    signs.append(
        "sentence" if is_sentence(text) and last not in "?!:" else f"ends in {last}" if last in "?!:,…" else "open end"
    )
    checks = (
        ("shouted", text.isupper()),
        ("credit", bool(credit_of(text)) or is_credit_line(text)),
        ("picture words", speaks_of_picture(text)),
        ("begins as a breadcrumb", HOME.match(text) is not None),
        ("separators", any(map(text.__contains__, SEPARATORS))),
        ("begins small", text[0].islower()),
        ("begins with a mark", not text[0].isalnum()),
        ("comma", "," in text),
        ("colon", ":" in text),
        ("like a name", count <= 4 and looks_like_name(text)),
    )
    signs += [name for name, holds in checks if holds]
    if written_days(text):
        signs.append("names a day")
    return signs


def _copied(page: _Page, place: int, share: int) -> list[str]:
    words = page.folded[place]
    copies = page.copies[words]
    signs = [f"copies {min(4, copies)}", f"copies {min(3, copies)}, share {share}"]
    if words.count(" ") >= 2 and page.text.count(words) > copies:
        if page.text.count(f"{words}\n") > copies:
            signs.append("ends another line")
        if page.text.count(f"\n{words}") > copies:
            signs.append("begins another line")
    return signs


def _placed(page: _Page, place: int) -> list[str]:
    signs = ["first line"] if place == 0 else []
    if place < page.begin:
        away = page.begin - place
        signs.append(f"above the text by {DISTANCE_NAMES[away]}")
        signs.append(f"rivals below {min(5, len(page.above) - bisect_right(page.above, place))}")
        if page.topmost == place:
            signs.append("topmost near the text")
        between = page.sentences[page.begin] - page.sentences[place + 1]
        signs.append(f"sentences between {min(3, between)}")
    else:
        signs.append(f"in the text {place - page.begin}")
    above, below = page.beside(place)
    signs.append(f"fitting above {0 if above is None else min(2, place - above)}")
    signs.append(f"fitting below {0 if below is None else min(2, below - place)}")
    if place in page.fitting and above is not None:
        signs.append("second of a pair")
    elif place in page.fitting and below is not None:
        longer = word_count(page.lines[below].text) > word_count(page.lines[place].text)
        signs.append(f"first of a pair, the other {'longer' if longer else 'shorter'}")
    return signs
