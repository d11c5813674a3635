"""The lines that may be the headline, and what the signs of all of them share."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, chain

from ..article import Line
from .bylines import is_byline
from .extent import COMMON
from .lines import fold
from .lookup import rule_for
from .shapes import credit_of, is_credit_line, is_date_line, is_sentence, word_count

REACH = 60
"""Lines above the text in which a headline is looked for."""
LONGEST = 40
"""Words."""
HOME = re.compile(
    r"^(?:(?:Home|HOME|Start|Startseite|Inicio|Início|Accueil|Главная|News|Blog)(?![a-zà-ÿ'’])(?!\s[a-z])|(?i:you are (?:here|at)|sie (?:sind|befinden sich) hier|skip))"
)
"""How a breadcrumb begins."""
BELOW = 12
"""Lines below a candidate in which a byline and a date are looked for."""
NEAR = 14
"""Lines above the text among which the topmost of four words or more is likelier the headline."""
BESIDE = 4
"""Lines between two that fit: a headline and its dek."""
SMALL_WORDS = COMMON | frozenset(
    """their would there been have with this that from they will were when them than your which could other about into only some
    nicht sich auch werden nach wird einer einem einen haben oder aber mehr durch wurde sind eine ihre diese beim noch über
    pour dans plus avec sont cette mais nous vous elle leur comme être para como pero este esta entre cuando sobre también hasta
    desde quando pela pelo mais della sono anche questo voor niet maar naar""".split()
)
"""Longer words that tell nothing of what a story is about."""


NOTHING = "nothing"
"""The kind of a line that is not there."""


class Page:
    """What the signs of all candidates share."""

    def __init__(self, lines: Sequence[Line], extent: tuple[int, int], places: Sequence[int]) -> None:
        self.lines, self.places = lines, places
        self.begin, self.end = extent
        self.folded = [fold(line.text) for line in lines]
        self.copies = self._copies()
        self.text = "\n" + "\n".join(self.folded) + "\n"
        self.telling = {place: _telling(self.folded[place]) for place in places}
        asked = set(chain.from_iterable(self.telling.values()))
        self.story = Counter(filter(asked.__contains__, " ".join(self.folded[self.begin : self.end]).split()))
        self.known = {place: self._known(place) for place in places}
        self.ranks = self._ranks()
        self.kinds = self._kinds()
        """from two lines above the first candidate to `BELOW` lines below the last; the others' are not asked for"""
        self.sentences = [0, *accumulate(kind == "sentence" for kind in self.kinds)]
        """how many sentences stand above each place"""
        self.fitting = [place for place in places if self._fits(place)]
        self.above = [place for place in places if place < self.begin and word_count(lines[place].text) >= 4]
        self.topmost = next((place for place in self.above if place >= self.begin - NEAR), None)

    def _kinds(self) -> list[str]:
        first, last = max(0, min(self.places, default=0) - 2), max(self.places, default=0) + BELOW + 1
        asked = [_kind(line.text) for line in self.lines[first:last]]
        return [NOTHING] * first + asked + [NOTHING] * (len(self.lines) - first - len(asked) + BELOW)

    def share(self, place: int) -> float:
        """Return which part of a line's telling words the story has, elsewhere; 0 without any."""
        known = self.known[place]
        return sum(count > 0 for count in known) / len(known) if known else 0.0

    def _copies(self) -> Mapping[str, list[int]]:
        """Return all places of the words of each candidate."""
        found: dict[str, list[int]] = {self.folded[place]: [] for place in self.places}
        for place, words in enumerate(self.folded):
            if words in found:
                found[words].append(place)
        return found

    def _known(self, place: int) -> list[int]:
        """Return how often the story has each telling word of a line, elsewhere, at most twice."""
        words = self.telling[place]
        own = words if self.begin <= place < self.end else []
        return [max(0, min(2, self.story[word] - own.count(word))) for word in words]

    def _ranks(self) -> Mapping[int, int]:
        """Return for each candidate how many others, in other words, have a greater share of words that the story has.

        One word alone has no rank, nor have lines of which the story has none.
        """
        shares = {place: sum(known) / len(known) for place, known in self.known.items() if len(known) > 1}
        first = {self.folded[place]: shares.get(place, 0.0) for place in reversed(self.places)}
        rising = sorted(first.values())
        return {place: len(rising) - bisect_right(rising, share) for place, share in shares.items() if share}

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
