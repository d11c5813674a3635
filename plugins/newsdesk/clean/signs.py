"""What speaks for or against a line's being the headline: signs, each present or absent, named for what it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
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
    is_sentence,
    looks_like_name,
    speaks_of_picture,
    word_count,
)

REACH = 60
"""Lines above the text in which a headline is looked for."""
LONGEST = 40
"""Words."""
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
BELOW = 12
"""Lines below a candidate in which a byline and a date are looked for."""
NEAR = 14
"""Lines above the text among which the topmost of four words or more is likelier the headline."""
BESIDE = 4
"""Lines between two that fit: a headline and its dek."""
COPY_BESIDE = 3
"""Lines between two copies that stand together: a breadcrumb's end and the headline."""
COPIED_PARAGRAPH = 5
"""Words of a line of the text from which on a copy of it above is a caption or a dek."""
IN_NEXT = 0.75
"""Share of a kicker's words that the headline below it has."""
SEPARATORS = ("|", "›", "»", " > ", "→", "←", "«")
GLUED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ]")
"""Where a browser left out what stood between two words: "TopicsSupreme Court"."""
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


def points_elsewhere(text: str) -> bool:
    """True for a link to the story before or after: "← The story before", "The next one »".

    >>> points_elsewhere("« The story before"), points_elsewhere("»They quote so in Leipzig«")
    (True, False)
    """
    return (text[0] in "«←‹<" and "»" not in text) or (text[-1] in "»→›>" and "«" not in text)


def lists_topics(text: str) -> bool:
    """True for three names or more with commas between: "Ports, Grain, Canal District"."""
    parts = text.split(",")
    return len(parts) >= 3 and all(word_count(part.strip()) <= 3 for part in parts)


def signs_of(page: Page, place: int) -> list[str]:
    """Return the signs of the line at `place`, one of the page's candidates."""
    text = page.lines[place].text
    known = page.known[place]
    share = min(5, int(sum(known) / 2 / len(known) * 5.99)) if known else -1
    signs = _alone(text) + _copied(page, place)
    signs.append(f"share of its words in the story {share}" if known else "no telling words")
    signs.append(f"words in the story {min(6, sum(count > 0 for count in known))}")
    signs.append(f"rank by share {min(4, page.ranks[place])}" if place in page.ranks else "no rank by share")
    signs += _placed(page, place)
    below = page.kinds[place + 1 : place + 1 + BELOW]
    above = [page.kinds[place - away] if place >= away else NOTHING for away in (1, 2)]
    headed = "head below" if "byline" in below[:4] or "date" in below[:4] else "no head below"
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
        f"{kind} below by {DISTANCE_NAMES[below.index(kind) + 1] if kind in below else 'more'}"
        for kind in ("byline", "date")
    ]
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
        ("points elsewhere", points_elsewhere(text)),
        ("lists topics", lists_topics(text)),
        ("glued words", GLUED.search(text) is not None),
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


def _copied(page: Page, place: int) -> list[str]:
    words = page.folded[place]
    copies = len(page.copies[words])
    signs = [f"copies {min(4, copies)}"]
    if copies > 1 and not credit_of(page.lines[place].text):  # a caption is copied as well, as its picture's other text
        signs += sorted({_where(page, place, copy) for copy in page.copies[words] if copy != place})
    if words.count(" ") >= 2 and page.text.count(words) > copies:
        if page.text.count(f"{words}\n") > copies:
            signs.append("ends another line")
        if page.text.count(f"\n{words}") > copies:
            signs.append("begins another line")
    if _is_in_next(page, place):
        signs.append("its words in the line below")
    return signs


def _where(page: Page, place: int, copy: int) -> str:
    """Tell where the same words stand once more: above, a headline's copies; in the text, a caption's."""
    if page.begin <= copy < page.end and word_count(page.lines[copy].text) >= COPIED_PARAGRAPH:
        return "a copy in the text"
    if copy >= page.end:
        return "a copy below the story"
    return "a copy beside" if abs(copy - place) <= COPY_BESIDE else "a copy elsewhere"


def _is_in_next(page: Page, place: int) -> bool:
    """True if one of the two lines below has most of its words, and more: a kicker's, or the first line of a broken headline."""
    words = page.folded[place].split()
    for below in page.folded[place + 1 : place + 3]:
        if not len(words) <= below.count(" ") < LONGEST:
            continue
        longer = set(below.split())
        if words and len(longer) > len(words) and sum(map(longer.__contains__, words)) / len(words) >= IN_NEXT:
            return True
    return False


def _placed(page: Page, place: int) -> list[str]:
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
