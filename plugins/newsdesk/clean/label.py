"""Each line alone, then among its neighbours: a role, and the rule that decided.

A step learns one thing and says it of the lines it knows about; the first to speak of a line decides.
What no step speaks of is body, and kept.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from ..article import Label, Line, Role
from .bylines import is_byline
from .copies import SHORTEST_REPEAT, caption_and_alternative, captions, copies, headline_again, pull_quotes
from .draft import Draft, Mark, Marks, Wish
from .extent import closes, find_extent, telling_words, weigh
from .features import read_features
from .head import THE_DAY, Head, find_head
from .lookup import rule_for
from .page_words import author_boxes, hinted, offers, other_stories, page_words, update_times
from .recipes import end_of_quantities, is_quantity
from .runs import live_times, table_rows
from .shapes import (
    BYLINE,
    LIST_MARK,
    LONGEST_CROSSHEAD,
    QUOTED,
    credit_of,
    is_date_line,
    is_prose,
    is_sentence,
    looks_like_name,
    word_count,
)

NEAR_THE_TOP = 8
"""Lines above the headline of an article that was selected without the page's menu."""
MANY, TIMES = 60, 6
"""Lines cut, and how many times the words kept those cut would be."""
LATE_HEAD = 8
"""Lines of the text among which a byline may still stand."""
OWN_WORDS = 0.4
"""Share of a paragraph's longer words that the story has."""


LIKELY_TEXT = 9
"""Words of a line between headline and text that make it likelier a sentence than a button."""


BLANK = Mark(Role.BLANK, "blank")
BEFORE = Mark(Role.BOILERPLATE, "before-the-story")
AFTER = Mark(Role.BOILERPLATE, "after-the-story")
PERHAPS_AFTER = Mark(Role.BOILERPLATE, "after-the-story", sure=False)
TEXT = Mark(Role.BODY, "running-text")
PERHAPS_TEXT = Mark(Role.BODY, "kept-for-want-of-a-rule", sure=False)
"""What is said of many lines; a mark for each would take a twentieth of the time."""


def label_lines(lines: Sequence[Line], wish: Wish) -> tuple[Label, ...]:
    """Give each line a role and a reason."""
    begin, end = find_extent(lines)
    head = _head(lines)
    if (
        wish.has_title
        and head.headline is not None
        and head.headline >= begin
        and is_sentence(lines[head.headline].text)
    ):
        head = Head(None)
    begin = _first_sentence(lines, head, begin) if head.headline is not None else begin
    end = _or_nearly_all(lines, head, begin, max(begin, end))
    draft = Draft(tuple(lines), head, begin, end, editors_word(lines, wish))
    for step in STEPS:
        said = step(draft)
        draft = replace(draft, marks={**said, **draft.marks}) if said else draft
    marks = [draft.marks[place] for place in range(len(lines))]
    return tuple([Label(line, m.role, m.rule, m.sure, m.why) for line, m in zip(lines, marks, strict=True)])


def _head(lines: Sequence[Line]) -> Head:
    """Find the head among the lines with words, and return it by its places among all lines."""
    places = [place for place, line in enumerate(lines) if line.text]
    if not places:
        return Head(None)
    worded = [lines[place] for place in places]
    features = read_features(worded)
    head = find_head(worded, features, features.begin, features.end)
    return replace(
        head,
        headline=None if head.headline is None else places[head.headline],
        kicker=None if head.kicker is None else places[head.kicker],
        deks=tuple(places[p] for p in head.deks),
        bylines=tuple(places[p] for p in head.bylines),
        dates=tuple(places[p] for p in head.dates),
        away=frozenset(places[p] for p in head.away),
        end=places[head.end - 1] + 1 if head.end else 0,
    )


def _first_sentence(lines: Sequence[Line], head: Head, begin: int) -> int:
    """Return where the text begins: at the first sentence below the head, if nothing there ends a story."""
    for place in range(head.end, begin):
        rule = rule_for(lines[place].text)
        if rule and rule.ends_story:
            break
        if rule or not is_sentence(lines[place].text) or word_count(lines[place].text) < SHORTEST_REPEAT:
            continue
        if sum(_is_scrap(lines[p].text) for p in range(place + 1, begin)) < 2:
            return place
    return max(begin, head.end)


def _or_nearly_all(lines: Sequence[Line], head: Head, begin: int, end: int) -> int:
    """Return `end`, or the first line that closes a story if the cut there would be most of what was selected.

    Below a headline near the top, a few sentences and then very many lines are an article of lists: the menu below a
    story that somebody selected is not that long.
    """
    if head.headline is None or len(lines) - end < MANY:
        return end
    if sum(bool(line.text) for line in lines[: head.headline]) > NEAR_THE_TOP:
        return end
    closing = next((p for p in range(end, len(lines)) if closes(lines[p])), len(lines))
    tail = [line for line in lines[end:closing] if line.text]
    kept = sum(word_count(line.text) for line in lines[begin:end])
    cut = sum(word_count(line.text) for line in tail)
    return closing if len(tail) >= MANY and cut > TIMES * kept else end


def _is_scrap(text: str) -> bool:
    """True for a few words without an end, such as a section's name: two of them above the text are the page's."""
    return bool(text) and word_count(text) <= 4 and not is_sentence(text) and not rule_for(text)


def editors_word(lines: Sequence[Line], wish: Wish) -> Marks:
    """What the header and the editor's rules say of single lines."""
    marks: dict[int, Mark] = {}
    for rule in wish.rules:
        for place, line in enumerate(lines):
            if line.text and rule.knows(line.text, wish.source):
                marks[place] = Mark(Role.BODY if rule.keep else Role.BOILERPLATE, rule.name, why=rule.reason)
    for place in _named(lines, wish.drop):
        marks[place] = Mark(Role.BOILERPLATE, "editors-drop")
    for place in _named(lines, wish.keep):
        marks[place] = Mark(Role.CAPTION if credit_of(lines[place].text) else Role.BODY, "editors-keep")
    return marks


def _named(lines: Sequence[Line], numbers: Collection[int]) -> Iterator[int]:
    """Yield the places of lines with words that have one of the numbers."""
    for place, line in enumerate(lines):
        if line.text and line.number in numbers:
            yield place


def blanks(draft: Draft) -> Marks:
    """A line without words separates; it is nothing by itself."""
    return {p: BLANK for p, line in enumerate(draft.lines) if not line.text}


def head_lines(draft: Draft) -> Marks:
    """What stands above the text: kicker, headline, dek, byline, date."""
    head = draft.head
    marks = {}
    if head.headline is not None:
        marks[head.headline] = Mark(Role.HEADLINE, "headline", head.sure, head.why)
    if head.kicker is not None:
        crumbs = head.kicker_rule == "breadcrumb"
        marks[head.kicker] = Mark(Role.BOILERPLATE if crumbs else Role.KICKER, head.kicker_rule)
    marks |= {place: Mark(Role.DEK, "dek-above-byline") for place in head.deks}
    for places, role, rule, away in (
        (head.dates[1:], Role.DATE, "date-line", "date-line"),
        (head.dates[:1], Role.DATE, "date-line", "date-away-from-headline"),
        (head.bylines, Role.BYLINE, "byline", "byline-away-from-headline"),
    ):
        why = THE_DAY if places == head.dates[:1] else ""
        marks |= {p: Mark(role, away, False, why) if p in head.away else Mark(role, rule, why=why) for p in places}
    return marks


def outside(draft: Draft) -> Marks:
    """What stands above and below the story; between headline and text what may be text is kept."""
    marks = {}
    story: set[str] = set()
    for p, line in enumerate(draft.lines):
        if p in draft.marks:
            continue
        if p < draft.begin:
            inside_head = draft.head.headline is not None and p > draft.head.headline
            if not inside_head and is_prose(line.text):
                story = story or telling_words(draft.lines[draft.begin : draft.end])
            if not inside_head and _is_the_storys(line, story):
                marks[p] = Mark(Role.BODY, "in-the-story's-words", sure=False)
                continue
            if inside_head and (word_count(line.text) >= LIKELY_TEXT or (is_sentence(line.text) and weigh(line) > 0)):
                marks[p] = Mark(Role.BODY, "below-the-headline", sure=False)
            else:
                marks[p] = BEFORE
        elif p >= draft.end:
            marks[p] = AFTER if weigh(line) <= 0 else PERHAPS_AFTER
    return marks


def _is_the_storys(line: Line, story: set[str]) -> bool:
    """True for a paragraph whose words are the story's: it was cut off above a wrong headline."""
    if not is_prose(line.text):
        return False
    own = telling_words([line])
    return len(own) >= 6 and len(own & story) / len(own) >= OWN_WORDS


def late_head_lines(draft: Draft) -> Marks:
    """A byline or a date line among the first lines of the text, below a caption or an offer."""
    marks = {}
    for place in draft.text_lines()[:LATE_HEAD]:
        text = draft.lines[place].text
        if is_date_line(text):
            marks[place] = Mark(Role.DATE, "date-line-in-text")
        elif is_byline(text) and BYLINE.match(text) and not is_sentence(text):
            marks[place] = Mark(Role.BYLINE, "byline-in-text")
    return marks


def signature(draft: Draft) -> Marks:
    """A name in capitals right below a paragraph, where no byline stands above: who wrote it, as agencies sign."""
    if draft.head.bylines:
        return {}
    places = draft.text_lines()
    for above, place in itertools.pairwise(places):
        text = draft.lines[place].text
        signs = text.isupper() and 2 <= word_count(text) <= 3 and looks_like_name(text.title())
        if signs and is_prose(draft.lines[above].text) and places.index(place) >= len(places) / 2:
            return {place: Mark(Role.BYLINE, "signature", sure=False)}
    return {}


def list_items(draft: Draft) -> Marks:
    """Lines with a bullet or a number, and the ingredients of a recipe; one alone may be a dash of speech."""
    marks = {}
    for p in draft.text_lines():
        if draft.lines[p].hint == "item" or LIST_MARK.match(draft.lines[p].text):
            marks[p] = Mark(Role.LIST_ITEM, "list-mark")
        elif is_quantity(draft.lines[p]):
            last = end_of_quantities(draft.lines, p)
            below = (q for q in draft.text_lines() if p <= q < last)
            marks |= {q: Mark(Role.LIST_ITEM, "ingredient") for q in below if q not in marks}
    return marks if len(marks) > 1 else {}


def quotations(draft: Draft) -> Marks:
    """A quotation on a line of its own, announced by a colon or naming its speaker after a dash."""
    marks = {}
    before = ""
    for place in range(draft.begin, draft.end):
        text = draft.lines[place].text
        if text and place not in draft.marks and QUOTED.match(text):
            if text[-1].isalnum():
                marks[place] = Mark(Role.QUOTE, "quotation-with-speaker")
            elif before.endswith(":") and word_count(text) >= SHORTEST_REPEAT:
                marks[place] = Mark(Role.QUOTE, "quotation-after-colon")
        before = text or before
    return marks


def crossheads(draft: Draft) -> Marks:
    """A short line without a full stop above running text."""
    marks = {}
    places = [
        p
        for p in range(draft.begin, draft.end)
        if draft.lines[p].text
        and (p not in draft.marks or draft.marks[p].role not in (Role.BOILERPLATE, Role.REPEAT, Role.CAPTION))
    ]
    for place, following in itertools.pairwise(places):
        text = draft.lines[place].text
        if place in draft.marks or word_count(text) > LONGEST_CROSSHEAD:
            continue
        if is_sentence(text) and not (text.endswith("?") or (text.endswith(":") and word_count(text) < 5)):
            continue
        below = draft.lines[following].text
        if is_sentence(below) or word_count(below) > LONGEST_CROSSHEAD or following in draft.marks:
            marks[place] = Mark(Role.CROSSHEAD, "short-line-above-text")
    return marks


def the_rest(draft: Draft) -> Marks:
    """What is unsure is kept."""
    return {p: TEXT if is_sentence(draft.lines[p].text) else PERHAPS_TEXT for p in draft.text_lines()}


STEPS: tuple[Callable[[Draft], Marks], ...] = (
    blanks,
    head_lines,
    headline_again,
    hinted,
    live_times,
    page_words,
    other_stories,
    update_times,
    copies,
    captions,
    caption_and_alternative,
    late_head_lines,
    signature,
    outside,
    offers,
    author_boxes,
    pull_quotes,
    table_rows,
    list_items,
    quotations,
    crossheads,
    the_rest,
)
"""In the order in which they speak."""
