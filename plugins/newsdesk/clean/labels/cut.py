"""What the model takes for the page's: the chance from which on a line is kept, and what is kept below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import takewhile

from ...article import STORY, Line, Role
from ..model import FEWEST_OF_PAGE, Alone
from ..patterns import LONGEST_CROSSHEAD, SALUTATION
from ..text import fold
from .deks import dek_among
from .draft import KEPT, MOST_ANNOUNCED, Draft, Mark, Marks
from .head import MOSTLY_LINK

FEWEST_IN_ELEMENT, SHARE_IN_ELEMENT = 2, 1 / 3
"""Paragraphs of the story in elements of one path, and their share of all of them."""
PLAIN_ELEMENTS = frozenset(
    "h2 h3 h4 h5 h6 p ul ol li dl dt dd table tbody tr td th pre code blockquote strong b em".split()
)
PLAIN_HINTS = frozenset(("", "heading", "item", "row", "quote"))
NOTES = frozenset((".footnote", ".footnotes", ".endnote", ".endnotes"))
"""Names of elements in which a saved page has the notes of its story."""
KEPT_PROSE = 0.05
"""The same for a paragraph right below one that is the story's: a sentence lost is worse than a teaser kept."""
KEPT_UNPARTED = 0.25
"""The same for a paragraph anywhere, where no empty lines part what belongs together."""
KEPT_SENTENCE, FEWEST_OF_SENTENCE = 0.2, 4
"""The same for a shorter sentence there, of so many words."""
FEWEST_OF_BEGUN = 4
"""Words of a line in which a sentence begins."""
SHORTEST_WRAPPED, AS_WIDE = 30, 0.7
"""Characters of such a line where a capital follows, and its share of the width of the next, in a text broken into lines."""
KEPT_ITEM = 0.05
"""The same for what a sentence with a colon announces."""
SURE = 0.1
"""The chance up to which a line is surely none of the story; between the two an editor should look."""
NO_CROSSHEAD = 0.01
"""The chance under which a few words between two paragraphs are no crosshead."""
MOST_TOGETHER = 8
"""Short lines between two paragraphs of a short paste."""
NEAR_THE_TOP = 8
"""Lines above the headline of an article that was selected without the page's menu."""
MANY, TIMES = 60, 6
"""Lines cut, and how many times the words kept those cut would be, that make an article of lists: no menu is that long."""


def no_story(draft: Draft) -> Marks:
    """What the model takes for the page's: above, below or between the lines of the story.

    Of a paste of which nothing would be left, and of a selection of which little would, what no rule knows is kept.
    """
    chance = draft.verdicts.chance
    open_ones = [p for p in range(len(draft.lines)) if p not in draft.marks]
    prose = KEPT if any(draft.features.gaps[1:]) else KEPT_UNPARTED
    own = _storys_elements(draft, [p for p in open_ones if chance[p] >= prose])
    cut = [
        p
        for p in open_ones
        if chance[p] < _least(draft, p, prose) and not _heads_text(draft, p) and not _stands_in(draft, p, own)
    ]
    cut = _without_begun(draft, cut)
    cut += [p for p in open_ones[-1:] if p not in cut and _is_last_of_page(draft, p)]
    told_again = {
        fold(draft.lines[p].text)
        for p, mark in draft.marks.items()
        if mark.role is Role.REPEAT and draft.alone[p].prose
    }
    cut = [p for p in cut if chance[p] < SURE or fold(draft.lines[p].text) not in told_again]
    if _is_nearly_all(draft, cut, open_ones):
        return {}
    marks = {p: Mark(Role.BOILERPLATE, _where(draft, p), bool(chance[p] < SURE), draft.verdicts.why(p)) for p in cut}
    return {**marks, **dek_among(draft, cut)}


def _storys_elements(draft: Draft, kept: Sequence[int]) -> Set[tuple[str, ...]]:
    """Return where a saved page has its story's sentences, as paths of elements; what else stands just there is the story's, too."""
    paths = Counter(
        line.marks
        for place in kept
        if draft.alone[place].sentence and (line := draft.lines[place]).marks and _is_plain(line)
    )
    least = max(FEWEST_IN_ELEMENT, SHARE_IN_ELEMENT * paths.total())
    return {path for path, count in paths.items() if count >= least and "li" not in path}


def _stands_in(draft: Draft, place: int, paths: Set[tuple[str, ...]]) -> bool:
    """True for a line in one of these elements, or below the first in a heading, a list or a table that has no names and stands beside them."""
    line = draft.lines[place]
    if line.marks in paths and _is_plain(line):
        return True
    bare = tuple(takewhile(PLAIN_ELEMENTS.__contains__, reversed(line.marks)))
    around = line.marks[: len(line.marks) - len(bare)]
    if not bare or not around or line.linked >= MOSTLY_LINK or line.hint not in PLAIN_HINTS:
        return False
    return any(path[:-1][-len(around) :] == around for path in paths) and place > draft.first_paragraph()


def _is_plain(line: Line) -> bool:
    return not line.hint and line.linked < MOSTLY_LINK


def _least(draft: Draft, place: int, prose: float) -> float:
    """Return the chance from which on a line is kept: `prose` for a paragraph, less right below one of the story, none where the page itself tells."""
    line = draft.lines[place]
    if line.told or not NOTES.isdisjoint(line.marks) or SALUTATION.fullmatch(line.text):
        return 0.0
    alone = draft.alone[place]
    if alone.mark and _is_beside_item(draft, place):
        return SURE
    if _is_announced(draft, place):
        return KEPT_ITEM
    least = KEPT_PROSE if alone.prose else KEPT_SENTENCE if _is_short_sentence(alone) else KEPT
    above = _next(draft, place, -1) if least < KEPT else None
    if above is not None and draft.is_storys(above):
        return least
    if above is not None and len(draft.lines) < FEWEST_OF_PAGE and _goes_on_in_short(draft, above, prose):
        return SURE
    return prose if alone.prose else KEPT


def _goes_on_in_short(draft: Draft, above: int, prose: float) -> bool:
    """True if a sentence above, but for the page's buttons, is kept: of a short paste the model knows too little."""
    return draft.alone[above].sentence and bool(draft.verdicts.chance[above] >= _least(draft, above, prose))


def _without_begun(draft: Draft, cut: Sequence[int]) -> list[int]:
    """Return the places of lines that are cut, without those in which a sentence begins that goes on in a line of the story right below."""
    left, few = set(cut), len(draft.lines) < FEWEST_OF_PAGE
    for place in sorted(cut, reverse=True) if not draft.features.columns["saved"].any() else ():
        below = place + 1
        if below >= len(draft.lines) or below in draft.marks or below in left or draft.features.gaps[below]:
            continue
        text, following = draft.lines[place].text, draft.lines[below].text
        as_wide = len(text) >= max(SHORTEST_WRAPPED, AS_WIDE * len(following))
        wrapped = few and as_wide and not draft.alone[below].mark
        ordinal = following[0].isdigit() and draft.alone[below].mark
        unfinished = draft.alone[place].words >= FEWEST_OF_BEGUN and not draft.alone[place].sentence
        if unfinished and (following[0].islower() or ordinal or wrapped):
            left.remove(place)
    return sorted(left)


def _is_last_of_page(draft: Draft, place: int) -> bool:
    """True for a few words at the paste's very end below a line of the page: a selection ends with its story, and so the model takes them for that."""
    above = draft.marks.get(place - 1)
    is_last = place == len(draft.lines) - 1 and above is not None and above.role is Role.BOILERPLATE
    alone = draft.alone[place]
    return is_last and not (alone.sentence or alone.mark) and alone.words <= LONGEST_CROSSHEAD


def _is_announced(draft: Draft, place: int) -> bool:
    """True for one of the lines, none a paragraph, right below one of the story's that ends with a colon: a list that lost its marks."""
    top = place
    while top > 0 and place - top < MOST_ANNOUNCED and top not in draft.marks and not draft.alone[top].prose:
        top -= 1
    return top < place and draft.announces(top)


def _is_beside_item(draft: Draft, place: int) -> bool:
    """True if a line with the mark of a list that is kept stands right above or below."""
    beside = (p for p in (place - 1, place + 1) if 0 <= p < len(draft.lines) and p not in draft.marks)
    return any(draft.alone[p].mark and draft.verdicts.chance[p] >= KEPT for p in beside)


def _is_short_sentence(alone: Alone) -> bool:
    return alone.sentence and alone.words >= FEWEST_OF_SENTENCE


def _heads_text(draft: Draft, place: int) -> bool:
    """True for a saved page's heading, no link, right above the first paragraph, and for a few words between two paragraphs of the story, buttons aside: a crosshead, unless the model is sure that it is none.

    In a short paste a few such lines may stand there together.
    """
    alone, columns, line = draft.alone[place], draft.features.columns, draft.lines[place]
    if line.hint == "heading" and not line.linked and draft.opens_text(place + 1):
        return True
    if alone.words > LONGEST_CROSSHEAD or columns["copies"][place] > 1 or draft.verdicts.chance[place] < NO_CROSSHEAD:
        return False
    run = MOST_TOGETHER if len(draft.lines) < FEWEST_OF_PAGE else 1
    return sum(_steps_to_text(draft, place, way, run) for way in (-1, 1)) <= run + 1


def _steps_to_text(draft: Draft, place: int, way: int, most: int) -> int:
    """Return how many lines above or below the nearest paragraph of the story stands, lines of the page aside; more than `most` if none."""
    for step in range(1, most + 1):
        near = _next(draft, place, way)
        if near is None or (near in draft.marks and draft.marks[near].role is not Role.LIST_ITEM):
            break
        if near in draft.marks or draft.is_steady(near):
            return step
        place = near
    return most + 2


def _next(draft: Draft, place: int, step: int) -> int | None:
    """Return the nearest place above or below that is no line of the page by its own words, nor a picture's."""
    place += step
    while 0 <= place < len(draft.lines):
        if place not in draft.marks or draft.marks[place].role not in (Role.BOILERPLATE, Role.REPEAT, Role.CAPTION):
            return place
        place += step
    return None


def _is_nearly_all(draft: Draft, cut: Sequence[int], open_ones: Sequence[int]) -> bool:
    """True if what would be cut is all, or, below a headline near the top, by far the most of a selection."""
    if not cut:
        return False
    kept = set(open_ones).difference(cut)
    if not kept and not any(mark.role in STORY for mark in draft.marks.values()):
        return True
    top = draft.head.headline
    below = [p for p in cut if top is not None and p > top]
    words = sum(draft.alone[p].words for p in below)
    return (
        top is not None
        and top <= NEAR_THE_TOP
        and len(below) >= MANY
        and words > TIMES * sum(draft.alone[p].words for p in kept)
    )


def _where(draft: Draft, place: int) -> str:
    return (
        "before-the-story" if place < draft.begin else "after-the-story" if place >= draft.end else "within-the-story"
    )
