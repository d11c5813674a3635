"""A role for each line, and what decided: the editor, a rule that is certain, or the model.

A step learns one thing and says it of the lines it knows about; the first to speak of a line decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from ...article import STORY, Label, Line, Role
from ..model import STEADY, Features, Model, gaps_between, judge, learned, read_features
from ..patterns import SPEECH, credit_of, is_item, is_sentence, without_list_marks, word_count
from ..rules import THE_DAY, Wish
from .author_boxes import author_boxes
from .captions import caption_and_alternative, captions
from .closing import closing
from .comments import readers_comments
from .contents import contents
from .copies import SHORTEST_REPEAT, copies, headline_again, pull_quotes
from .crossheads import crossheads, posts
from .cut import no_story
from .draft import PERHAPS_TEXT, Draft, Mark, Marks
from .head import Head, find_head
from .key_points import key_points
from .page_words import (
    hinted,
    other_stories,
    page_words,
    polls,
    sign_offs,
    topics_at_end,
    update_times,
)
from .runs import (
    announced_items,
    cells_on_lines,
    indicators,
    ingredients,
    live_times,
    records,
    table_rows,
    tables_in_text,
)
from .whole import all_there_is, only_line

LONG_HEADLINE = 16
"""Words from which on a line is taken for text if the editor gives a title and the next line follows without an empty one."""
BLANK = Mark(Role.BLANK, "blank")
TEXT = Mark(Role.BODY, "running-text")
BEYOND = Mark(Role.BOILERPLATE, "beyond-any-story")
"""What is said of many lines; a mark for each would take a twentieth of the time."""
LONGEST_PAGE = 5000
"""Lines with words that are weighed; each takes the model a tenth of a millisecond. The longest of a thousand pages has 1,461."""
SAID = {"drop": Role.BOILERPLATE, "text": Role.BODY, "crosshead": Role.CROSSHEAD, "caption": Role.CAPTION}
"""What a line is by a row of the header; `keep` leaves that open."""
SHORTEST_PROSE, FEWEST_WORDS = 16, 8
"""Characters and words of a sentence that is kept even below these."""


def label_lines(
    lines: Sequence[Line], wish: Wish, model: Model | None = None, latest: date | None = None
) -> tuple[Label, ...]:
    """Give each line a role and a reason. Without a `model` the learned one decides; no day after `latest` is the story's."""
    worded = [place for place, line in enumerate(lines) if line.text]
    places, beyond = worded[:LONGEST_PAGE], worded[LONGEST_PAGE:]
    marks: dict[int, Mark] = {}
    if places:
        read = tuple(lines[place] for place in places)
        marks = dict(zip(places, _marks(read, gaps_between(places), lines[0].number, wish, model, latest), strict=True))
    if beyond:
        marks |= zip(beyond, _marks_beyond([lines[place] for place in beyond], wish), strict=True)
    found = ((line, marks.get(place, BLANK)) for place, line in enumerate(lines))
    return tuple([Label(line, m.role, m.rule, m.sure, m.why) for line, m in found])


def _marks(
    lines: tuple[Line, ...], gaps: Sequence[int], first: int, wish: Wish, model: Model | None, latest: date | None
) -> list[Mark]:
    """Return what is said of each line; all of them have words."""
    model = model or learned()
    lines, items = without_list_marks(lines)
    features = read_features(lines, gaps)
    verdicts = judge(features, model)
    head = find_head(lines, features, verdicts.begin, verdicts.end, model.facts, latest)
    begin = max(verdicts.begin, head.end)
    decided, kept = editors_word(lines, wish)
    if head.headline is not None and _opens_text(features, gaps, verdicts.begin, head.headline, wish):
        begin, decided = min(verdicts.begin, head.headline), {head.headline: PERHAPS_TEXT, **decided}
        head = Head(None)
    draft = Draft(lines, first, features, verdicts, head, begin, max(begin, verdicts.end), items, decided)
    for step in STEPS:
        said = {p: kept[p] if p in kept and mark.role not in STORY else mark for p, mark in step(draft).items()}
        draft = replace(draft, marks={**said, **draft.marks}) if said else draft
    draft = replace(draft, marks={**draft.marks, **_of_their_kind(kept, draft)})
    found = {**draft.marks, **(all_there_is(draft, wish.title) if wish.title else {})}
    if wish.has_header and not wish.has_title:
        found |= only_line(draft)
    return [found[place] for place in range(len(lines))]


def _opens_text(features: Features, gaps: Sequence[int], begin: int, place: int, wish: Wish) -> bool:
    """True if the header has a title and a line may be the text's first: a sentence, or many words right above others."""
    alone = features.alone[place]
    goes_on = place + 1 < len(gaps) and not gaps[place + 1] and alone.words >= LONG_HEADLINE
    return (wish.has_title and begin <= place and alone.sentence) or (wish.title != "" and goes_on)


def _marks_beyond(lines: Sequence[Line], wish: Wish) -> list[Mark]:
    """Return what is said of lines so far below that no model is asked: sentences are kept, other lines are not."""
    decided, kept = editors_word(lines, wish)
    said = {**kept, **decided}
    return [
        said.get(place) or (PERHAPS_TEXT if _may_be_prose(line.text) else BEYOND) for place, line in enumerate(lines)
    ]


def _may_be_prose(text: str) -> bool:
    return len(text) > SHORTEST_PROSE and word_count(text) >= FEWEST_WORDS and is_sentence(text)


def editors_word(lines: Sequence[Line], wish: Wish) -> tuple[Marks, Marks]:
    """What the header and the editor's rules say of single lines: what a line is, or that it is the story's, of whatever kind."""
    decided: dict[int, Mark] = {}
    kept: dict[int, Mark] = {}
    for rule in wish.rules:
        for place, line in enumerate(lines):
            if rule.knows(line.text, wish.source):
                role = _kind_alone(line) if rule.keep else Role.BOILERPLATE
                (kept if rule.keep else decided)[place] = Mark(role, rule.name, why=rule.reason)
    for place, line in enumerate(lines) if wish.verdicts else ():
        verdict = wish.verdicts.get(line.number, "")
        if verdict == "keep":
            kept[place] = Mark(_kind_alone(line), "editors-keep")
            decided.pop(place, None)
        elif verdict:
            decided[place] = Mark(SAID[verdict], f"editors-{verdict}")
            kept.pop(place, None)
    return decided, kept


def _kind_alone(line: Line) -> Role:
    return Role.CAPTION if credit_of(line.text) else Role.BODY


def _of_their_kind(kept: Marks, draft: Draft) -> Marks:
    """Return the marks of kept lines with the kinds that they would have had; what would not have been the story's is text, or a caption."""
    found = {place: draft.marks[place].role for place in kept}
    return {p: mark if found[p] is Role.BODY else replace(mark, role=found[p]) for p, mark in kept.items()}


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


def list_items(draft: Draft) -> Marks:
    """Lines with a bullet or a number; one alone may be a dash of speech, and so are all where one tells who speaks."""
    speech = any(SPEECH.match(line.text) for line in draft.lines)
    marks = {
        p: Mark(Role.LIST_ITEM, "list-mark")
        for p in _unmarked(draft)
        if p in draft.items
        or draft.lines[p].hint == "item"
        or (is_item(draft.lines[p]) and draft.lines[p].hint != "heading")
    }
    headings = _numbered_questions(draft, marks)
    marks = {
        p: mark for p, mark in marks.items() if p not in headings and not (speech and draft.lines[p].text[0] in "—–")
    }
    return marks if len(marks) > 1 else {}


def _numbered_questions(draft: Draft, items: Collection[int]) -> frozenset[int]:
    """Return the places of numbered questions with a paragraph below each: "1. Why are they on strike?" heads its answer."""
    asked = [p for p in items if draft.lines[p].text[0].isdigit() and draft.lines[p].text.endswith("?")]
    heads = [p for p in asked if p + 1 < len(draft.lines) and p + 1 not in items and draft.alone[p + 1].prose]
    return frozenset(heads) if len(heads) > 1 and len(heads) == len(asked) else frozenset()


def _unmarked(draft: Draft) -> list[int]:
    return [p for p in range(len(draft.lines)) if p not in draft.marks]


def quotations(draft: Draft) -> Marks:
    """A quotation on a line of its own, announced by a colon or naming its speaker after a dash."""
    marks: dict[int, Mark] = {}
    places = _unmarked(draft)
    marked = [p for p in places if draft.lines[p].hint == "quote"]
    if len(marked) * 2 < len(places):  # some pages set their whole story so
        marks |= dict.fromkeys(marked, Mark(Role.QUOTE, "quotation-by-its-mark"))
    for place in places:
        text = draft.lines[place].text
        if place in marks or not draft.alone[place].quoted:
            continue
        if text[-1].isalnum():
            marks[place] = Mark(Role.QUOTE, "quotation-with-speaker")
        elif place and draft.lines[place - 1].text.endswith(":") and draft.alone[place].words >= SHORTEST_REPEAT:
            marks[place] = Mark(Role.QUOTE, "quotation-after-colon")
    return marks


def the_rest(draft: Draft) -> Marks:
    """What is kept is text, with or without doubt."""
    return {p: TEXT if draft.verdicts.chance[p] >= STEADY else PERHAPS_TEXT for p in _unmarked(draft)}


STEPS: tuple[Callable[[Draft], Marks], ...] = (
    readers_comments,
    posts,
    head_lines,
    headline_again,
    hinted,
    live_times,
    contents,
    key_points,
    cells_on_lines,
    page_words,
    other_stories,
    polls,
    sign_offs,
    closing,
    author_boxes,
    update_times,
    topics_at_end,
    copies,
    captions,
    caption_and_alternative,
    tables_in_text,
    ingredients,
    indicators,
    records,
    no_story,
    pull_quotes,
    table_rows,
    list_items,
    announced_items,
    quotations,
    crossheads,
    the_rest,
)
"""In the order in which they speak."""
