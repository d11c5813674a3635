"""Words that stand a second time: the headline, a paragraph, a caption, pull quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import zip_longest

from ...article import Role
from ..patterns import LONGEST_CROSSHEAD
from ..text import fold
from .captions import CREDIT, LONGEST_CAPTION, NEAR
from .draft import KEPT, Draft, Mark, Marks

SHORTEST_REPEAT = 6
"""Words. A shorter line may well stand twice in a story: "No," she said."""
REFRAIN = 3
"""Times a paragraph stands in a story from which on it is meant to: the question put to each of ten people."""
FEWEST_OF_VERSE, LONGEST_OF_VERSE = 3, 60
"""Lines of a verse, and characters of one."""
LONGEST_QUOTE = 60
"""Words of a pull quote."""


def headline_again(draft: Draft) -> Marks:
    """The title of the page, a breadcrumb, a picture's name: the headline pasted more than once."""
    if draft.head.headline is None:
        return {}
    wanted = fold(draft.lines[draft.head.headline].text)
    return {
        place: Mark(Role.REPEAT, "headline-twice", why=draft.as_on(draft.head.headline))
        for place, line in enumerate(draft.lines)
        if place != draft.head.headline and fold(line.text).startswith(wanted) and _is_again(draft, place, wanted)
    }


def _is_again(draft: Draft, place: int, wanted: str) -> bool:
    """True for a line that opens with all words of a headline and has no more, or, a long one, a number or the page's name."""
    text = draft.lines[place].text
    words = fold(text)
    if words == wanted:
        return True
    rest = words.removeprefix(wanted)
    named = rest.strip().isdecimal() or any(bar in text for bar in (" | ", " - ", " – ", " — ", " · "))
    return len(wanted.split()) >= 5 and len(rest.split()) <= 3 and named and not draft.alone[place].sentence


def copies(draft: Draft) -> Marks:
    """The same words a second time: a caption's alternative text, a paragraph, a teaser."""
    marks: dict[int, Mark] = {}
    seen: dict[str, int] = {}
    order: list[int] = []
    again: set[int] = set()  # the lines of text that stand a second time: what is below one is of the same copy
    places = range(draft.head.end_of_top, draft.end)
    times = Counter(fold(draft.lines[p].text) for p in places)
    for place in places:
        if place in draft.marks:
            continue
        words = fold(draft.lines[place].text)
        first = seen.setdefault(words, place)
        if first == place:
            order.append(place)
        elif draft.alone[place].credit & CREDIT:
            marks[place] = Mark(Role.REPEAT, "caption-twice", why=draft.as_on(first))
        elif place - 1 not in again and _is_said_twice(draft, place, first in order[-1:], first in order[-NEAR:]):
            marks.setdefault(first, Mark(Role.CAPTION, "said-twice-in-a-row", sure=False, why=draft.as_on(place)))
            marks[place] = Mark(Role.REPEAT, "caption-twice", why=draft.as_on(first))
        elif (
            draft.alone[place].words >= SHORTEST_REPEAT
            and times[words] < REFRAIN
            and not _is_verse(draft, place, first)
        ):
            copy, kept = (first, place) if _is_likelier(draft, place, first) else (place, first)
            marks[copy] = Mark(Role.REPEAT, "paragraph-twice", why=draft.as_on(kept))
            seen[words] = kept
            again.add(copy)
    return marks


def _is_verse(draft: Draft, *places: int) -> bool:
    """True if each of some lines stands among short ones, none parted from it by an empty line: a song's refrain."""
    return all(
        sum(_is_short_beside(draft, place, way) for way in (-2, -1, 1, 2)) >= FEWEST_OF_VERSE - 1 for place in places
    ) and any(draft.features.gaps[1:])


def _is_short_beside(draft: Draft, place: int, away: int) -> bool:
    other = place + away
    if not 0 <= other < len(draft.lines) or len(draft.lines[other].text) > LONGEST_OF_VERSE:
        return False
    return not any(draft.features.gaps[min(place, other) + 1 : max(place, other) + 1])


def _is_likelier(draft: Draft, place: int, first: int) -> bool:
    """True if the model would leave out the first of two copies, and keep the other."""
    return bool(draft.verdicts.chance[first] < KEPT <= draft.verdicts.chance[place])


def _is_said_twice(draft: Draft, place: int, next_to: bool, near: bool) -> bool:
    """True for a caption without a credit beside its copy; a short sentence twice is speech, a long one a paragraph."""
    count = draft.alone[place].words
    if draft.alone[place].sentence:
        return next_to and SHORTEST_REPEAT <= count <= LONGEST_CAPTION // 2
    return near and 3 <= count <= LONGEST_CAPTION


def pull_quotes(draft: Draft) -> Marks:
    """A line whose words all stand in a row in a longer paragraph of the story, but no crosshead: it heads its paragraph."""
    places = draft.text_lines()
    folded = {p: fold(draft.lines[p].text) for p in places}
    quotes = _parts_of_others(set(folded.values()))
    found = [(p, below) for p, below in zip_longest(places, places[1:]) if folded[p] in quotes]
    return {p: Mark(Role.REPEAT, "pull-quote") for p, below in found if not _heads(draft, p, below)}


def _parts_of_others(texts: set[str]) -> set[str]:
    """Return which of some texts have as many words as a pull quote and stand whole in another one.

    Where one may begin is told by its first words: each of thousands of lines is not searched for in all others.
    """
    split = {text: text.split(" ") for text in texts}
    short = {text for text, words in split.items() if SHORTEST_REPEAT <= len(words) <= LONGEST_QUOTE}
    lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for text in short:
        lengths[tuple(split[text][:SHORTEST_REPEAT])].add(len(split[text]))
    found = set()
    for text, words in split.items():
        for start, opening in enumerate(zip(*(words[at:] for at in range(SHORTEST_REPEAT)), strict=False)):
            for length in lengths.get(opening, ()):
                part = " ".join(words[start : start + length])
                if part in short and part != text:
                    found.add(part)
    return found


def _heads(draft: Draft, place: int, below: int | None) -> bool:
    """True for a short line without a full stop right above a paragraph."""
    alone = draft.alone[place]
    return below == place + 1 and draft.alone[below].prose and alone.words <= LONGEST_CROSSHEAD and not alone.sentence
