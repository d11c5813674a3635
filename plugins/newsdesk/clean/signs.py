"""What each line shows, alone and among its neighbours: named signs, for the model to weigh.

A sign is present or absent; its name says what it is (`words 4-5`, `above: short`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..article import Line
from .lines import fold
from .rules import rule_for
from .shapes import LIST_MARK, credit_of, is_date_line, is_sentence, word_count

FUNCTION_WORDS = frozenset(
    """the of and to a in that is was for it on with as his he be at by had not are but from or have an they which one you were her all she there would their we
    him been has when who will more no if out so said what up its about into than them can only other new some could these two may then do first any my now such like our over me even
    der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben
    nur oder aber vor zur bis mehr durch man sein wurde wir ich ihr ihre kann diese dieser beim
    le la les un une du que est pour qui dans par plus au sur ne se pas ce il sont avec ont été aux son sa ses cette mais nous vous elle on leur
    el los las y del en con por para su al lo como más pero sus este ha sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde
    o os as do da dos das em no na não uma com se mais ao pelo pela foi ele seu sua ou quando já também só isso
    il lo gli di che è per non si sono del della nel alla dal come anche più ma questo ha suo
    de het een van en te dat op met voor zijn niet aan er om ook bij maar dan nog wel
    i w na z się nie do że o jest po jak za od to
    и в не на что с он я по как это но они к из у за от так же о
    في من على أن إن إلى عن التي الذي هذا هذه مع ما لا كان كانت قد بعد قبل بين كما أو ثم و""".split()
)
"""The small words that hold sentences together, in a dozen languages; a menu has few."""

SIZES = (
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (5, "4-5"),
    (8, "6-8"),
    (12, "9-12"),
    (18, "13-18"),
    (30, "19-30"),
    (60, "31-60"),
)
"""Upper bounds, in words, of the classes of length, and their names."""
PROSE = 60
"""Words of which a neighbour's count no more."""
REACH = 4
"""Lines on each side that make the neighbourhood."""


@dataclass(frozen=True, slots=True)
class View:
    """A line as its neighbours see it."""

    kind: str
    words: int
    prose: int
    """words of running text, at most PROSE"""


def signs_of(lines: Sequence[Line], extent: tuple[int, int]) -> list[list[str]]:
    """Return the signs of each line that has words, in order.

    `lines` must all have words; `extent` is the first guess at the story, by place in `lines`.
    """
    copies = Counter(fold(line.text) for line in lines)
    views = [_view(line, copies[fold(line.text)]) for line in lines]
    spread = _spread(lines, views)
    ended = _ended(views, extent)
    return [
        _alone(line, views[place], copies[fold(line.text)], spread)
        + _neighbours(views, place)
        + _where(place, len(lines), extent, ended[place])
        for place, line in enumerate(lines)
    ]


def _view(line: Line, copies: int) -> View:
    count = word_count(line.text)
    rule = rule_for(line.text)
    if rule:
        return View("end" if rule.ends_story else "rule", count, 0)
    if is_date_line(line.text):
        return View("date", count, 0)
    if copies > 2:
        return View("copy", count, 0)
    if credit_of(line.text):
        return View("credit", count, 0)
    if is_sentence(line.text) and count >= 6:
        return View("long" if count >= 25 else "prose", count, min(count, PROSE))
    if count >= 20:
        return View("run", count, min(count, PROSE) // 2)
    return View("short" if count <= 5 else "middle", count, 0)


def _spread(lines: Sequence[Line], views: Sequence[View]) -> Counter[str]:
    """Count in how many lines of running text each longer word stands."""
    return Counter(
        word
        for line, view in zip(lines, views, strict=True)
        if view.prose >= 12
        for word in {word for word in fold(line.text).split() if len(word) > 3}
    )


def _ended(views: Sequence[View], extent: tuple[int, int]) -> list[int]:
    """Return, for each line below the first guess's begin, how many story-ending lines stand between."""
    found = []
    count = 0
    for place, view in enumerate(views):
        if place < extent[0]:
            count = 0
        elif view.kind == "end":
            count += 1
        found.append(count)
    return found


def _alone(line: Line, view: View, copies: int, spread: Counter[str]) -> list[str]:
    text = line.text
    words = text.split()
    count = view.words
    signs = [
        f"words {next((name for most, name in SIZES if count <= most), '61+')}",
        f"kind {view.kind}",
        f"copies {min(copies, 4)}",
    ]
    last = text[-1]
    if is_sentence(text):
        signs.append("ends as a sentence" if last not in "?:…" else f"ends in {last}")
        if count >= 4:
            signs.append("sentence of some length")
    elif last in ",;-–—|»>":
        signs.append("ends in the middle")
    first = text[0]
    if first.islower():
        signs.append("begins small")
    elif not first.isalnum():
        signs.append(
            "begins with a quote"
            if first in "\"“«„‘'"
            else "list mark"
            if LIST_MARK.match(text)
            else "begins with a mark"
        )
    elif first.isdigit():
        signs.append("begins with a figure")
    small = sum(word.casefold() in FUNCTION_WORDS for word in words)
    share = small / len(words)
    signs.append(
        "small words none"
        if not small
        else "small words few"
        if share < 0.2
        else "small words some"
        if share < 0.4
        else "small words many"
    )
    if len(words) >= 3:
        capitals = sum(word[0].isupper() for word in words) / len(words)
        if capitals > 0.7:
            signs.append("capitals throughout")
        if text.isupper():
            signs.append("shouted")
    if any(mark in text for mark in ("|", "›", "»", " > ", "•", "→")):
        signs.append("separators")
    if "http" in text or "www." in text or "@" in text or ".com" in text:
        signs.append("address")
    if "," in text:
        signs.append("comma")
    if any(mark in text for mark in '"“”«»'):
        signs.append("quotes")
    digits = sum(letter.isdigit() for letter in text)
    if digits * 3 > len(text):
        signs.append("figures mostly")
    elif digits:
        signs.append("figures some")
    if re.search(r"\b(?:you|your|we|our|us)\b", text, re.IGNORECASE):
        signs.append("speaks to the reader")
    own = {word for word in fold(text).split() if len(word) > 3}
    if own:
        itself = 1 if view.prose >= 12 else 0
        known = sum(spread[word] > itself for word in own) / len(own)
        signs.append(f"in the story's words {int(known * 4.99)}" if len(own) > 1 else f"word of the story {int(known)}")
    return signs


def _neighbours(views: Sequence[View], place: int) -> list[str]:
    signs = []
    for away, name in ((-2, "second above"), (-1, "above"), (1, "below"), (2, "second below")):
        near = place + away
        kind = views[near].kind if 0 <= near < len(views) else "nothing"
        signs.append(f"{name}: {kind}")
    kind = views[place].kind
    if kind in ("short", "middle"):
        signs.append(f"{kind} between {_at(views, place - 1)} and {_at(views, place + 1)}")
    for name, around in (
        ("above", views[max(0, place - REACH) : place]),
        ("below", views[place + 1 : place + 1 + REACH]),
    ):
        prose = sum(view.prose for view in around)
        signs.append(
            f"text {name}: {'none' if not prose else 'little' if prose < 40 else 'some' if prose < 90 else 'much'}"
        )
    wide = sum(view.prose for view in views[max(0, place - 10) : place + 11])
    signs.append(
        f"text around: {'none' if wide < 30 else 'little' if wide < 100 else 'some' if wide < 250 else 'much'}"
    )
    return signs


def _at(views: Sequence[View], place: int) -> str:
    kind = views[place].kind if 0 <= place < len(views) else "nothing"
    return {"long": "text", "prose": "text", "run": "text"}.get(kind, kind)


def _where(place: int, count: int, extent: tuple[int, int], ended: int) -> list[str]:
    begin, end = extent
    signs = [f"down the page {min(4, 5 * place // max(1, count))}"]
    if place < begin:
        away = begin - place
        signs.append(
            f"above the guess by {'1' if away == 1 else '2-3' if away < 4 else '4-10' if away < 11 else 'far'}"
        )
    elif place >= end:
        away = place - end + 1
        signs.append(
            f"below the guess by {'1' if away == 1 else '2-3' if away < 4 else '4-10' if away < 11 else '11-30' if away < 31 else 'far'}"
        )
    else:
        signs.append("within the guess")
        if place - begin < 2:
            signs.append("first of the guess")
        if end - place <= 2:
            signs.append("last of the guess")
    if ended:
        signs.append(f"after an end {min(ended, 3)}")
    return signs
