"""Lines of the page in and around the story that are certain: by their own words, or by a saved page's marks."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from ...article import Role
from ..model import SAYS_WHEN, STEADY
from ..patterns import UPDATE_TIME
from ..text import fold
from .draft import KEPT, Draft, Mark, Marks
from .head import MOSTLY_LINK

CROSSHEAD_WORDS = frozenset(
    """results jobs career careers press media events legal policy support community staff popular latest developing advertising
    subscriptions privacy conditions standards ethics archives kommentar podcasts faq faqs feedback photos tiktok youtube instagram""".split()
) | {"legal standards", "legal framework"}
"""Words of a page that between two paragraphs are likelier a crosshead."""
SAID_IN_STORIES = frozenset(
    ("advertisement", "comment-form", "copyright-line", "footer-link", "read-more", "related-heading", "share-bar")
)
"""Rules whose words open sentences of stories, too: "Also in 2021, she founded a school."."""
STOP = re.compile(r"[.!?؟。।][\"'”’»]?$")
LONGEST_NUMBER = 2
"""Digits of a chapter's number."""
PAGE_PARTS = {
    "menu": "menu",
    "footer": "footer",
    "aside": "side column",
    "form": "form",
    "outside": "frame, outside the article it marks",
}
LIST_BELOW = 3
"""Lines below a heading in which its list begins."""
MOST_HEADLINES = 12
"""Lines below "Related" that are other stories; more are a list of the story's own."""
SHORTEST_TEASER, LONGEST_TEASER = 6, 22
"""Words of another story's headline."""
LIST_COUNT = re.compile(r"list \d{1,2} of \d{1,2}", re.IGNORECASE)
LONGEST_TOPIC, FEWEST_TOPICS = 3, 2
"""Words of a tag, and how many tags stand below a story."""
LONGEST_TIME = 60
"""Characters of a line that is the hour of an update."""


def page_words(draft: Draft) -> Marks:
    """Lines known by their own words. Of a sentence between two paragraphs of the story the model is asked, too."""
    marks = {}
    chapters = _chapter_numbers(draft)
    for place, alone in enumerate(draft.alone):
        if not alone.rule or _is_list_with_neighbours(draft, place):
            continue
        text, between = draft.lines[place].text, _stands_between_paragraphs(draft, place)
        heads_text = between and text[0].isupper() and text.casefold() in CROSSHEAD_WORDS
        heads_list = alone.rule.name == "related-heading" and _heads_own_list(draft, place)
        if heads_text or heads_list or place in chapters:
            marks[place] = Mark(Role.CROSSHEAD, "page-word-between-paragraphs", sure=False)
        elif not (between and alone.rule.name in SAID_IN_STORIES and STOP.search(text)):
            marks[place] = Mark(Role.BOILERPLATE, alone.rule.name)
    return marks


def _stands_between_paragraphs(draft: Draft, place: int) -> bool:
    """True for a line in the story with a paragraph right above and right below it."""
    beside = (place - 1, place + 1)
    return draft.begin < place < draft.end - 1 and all(
        draft.alone[near].prose and not draft.alone[near].rule for near in beside
    )


def _chapter_numbers(draft: Draft) -> list[int]:
    """Return the places of numbers that rise, each between two paragraphs: what parts the story, and no counts of the page."""
    found = [
        place
        for place, line in enumerate(draft.lines)
        if line.text.isdecimal() and len(line.text) <= LONGEST_NUMBER and _stands_between_paragraphs(draft, place)
    ]
    rise = all(int(draft.lines[a].text) < int(draft.lines[b].text) for a, b in pairwise(found))
    return found if rise and len(found) > 1 else []


def _heads_own_list(draft: Draft, place: int) -> bool:
    """True above a list whose items go on, "– report all harbours,": recommendations of the story, and no other stories."""
    below = range(place + 1, min(len(draft.lines), place + 1 + LIST_BELOW))
    return place >= draft.begin and any(draft.alone[p].mark and draft.lines[p].text.endswith((",", ";")) for p in below)


def _is_list_with_neighbours(draft: Draft, place: int) -> bool:
    """A marked list item beside another is an item, even if it reads "Print" or "2021"."""
    beside = draft.alone[max(0, place - 1) : place] + draft.alone[place + 1 : place + 2]
    return draft.alone[place].mark and any(near.mark for near in beside)


def hinted(draft: Draft) -> Marks:
    """What a saved page's own marks say: its menus, its footer, its captions, its headings."""
    marks = {}
    began = draft.first_paragraph()
    for place, line in enumerate(draft.lines):
        if line.hint == "caption":
            marks[place] = Mark(Role.CAPTION, "caption-by-its-mark")
        elif line.hint == "item" and line.linked < MOSTLY_LINK and draft.begin <= place:
            marks[place] = Mark(Role.LIST_ITEM, "item-by-its-mark")
        elif line.hint == "row" and began < place:
            marks[place] = Mark(Role.LIST_ITEM, "table-row")
        elif line.hint == "comments":
            marks[place] = Mark(Role.BOILERPLATE, "readers-comment")
        elif line.hint == "another":
            marks[place] = Mark(
                Role.BOILERPLATE, "another-article", why="the page has it below its own, under a headline"
            )
        elif (
            line.hint in PAGE_PARTS
            and not line.told
            and (line.linked >= MOSTLY_LINK or draft.verdicts.chance[place] < 0.5)
        ):
            marks[place] = Mark(Role.BOILERPLATE, "page-part", why=f"it stands in the page's {PAGE_PARTS[line.hint]}")
    return marks


def other_stories(draft: Draft) -> Marks:
    """Headlines under a heading such as "Related", up to the next sentence; where a saved page links them, their deks, too."""
    marks = {}
    for place, mark in draft.marks.items():
        heads = mark.rule == "related-heading" or (mark.rule == "read-more" and draft.alone[place].words <= 4)
        run = (_cards_after(draft, place) or _headlines_after(draft, place)) if heads and place >= draft.begin else []
        run = run or ([place + 1] if _counts_headlines(draft, place) else [])
        if len(run) <= MOST_HEADLINES:
            why = f"below the heading on line {draft.number(place)}"
            marks.update({p: Mark(Role.BOILERPLATE, "related-headline", len(run) > 1, why) for p in run})
    return marks


def _counts_headlines(draft: Draft, place: int) -> bool:
    """True for "list 1 of 4", with another story's headline below."""
    below = place + 1
    return (
        LIST_COUNT.fullmatch(draft.lines[place].text) is not None
        and below < len(draft.lines)
        and not draft.alone[below].prose
        and draft.alone[below].words <= LONGEST_TEASER
    )


def _headlines_after(draft: Draft, place: int) -> list[int]:
    """Return the places of the headlines below a heading; the last, if it is short, may be the crosshead of what follows.

    It is none right below a heading with a colon, nor where the model would drop it. A question alone is the story's if the
    model takes it for that.
    """
    run = []
    for p in range(place + 1, len(draft.lines)):
        alone = draft.alone[p]
        if p in draft.marks and draft.marks[p].role is Role.BOILERPLATE:
            continue
        if draft.lines[p].text.endswith((",", ";")):
            return []  # no headline does: a list of the story's own
        asks = draft.lines[p].text.endswith("?")
        if p in draft.marks or alone.prose or (alone.sentence and not asks) or alone.words > LONGEST_TEASER:
            break
        run.append(p)
    if len(run) == 1 and draft.lines[run[0]].text.endswith("?") and draft.verdicts.chance[run[0]] >= STEADY:
        return []
    if not run or draft.alone[run[-1]].words >= SHORTEST_TEASER or run[-1] + 1 == len(draft.lines):
        return run
    if (len(run) == 1 and draft.lines[place].text.endswith(":")) or draft.verdicts.chance[run[-1]] < KEPT:
        return run
    return run[:-1]


def _cards_after(draft: Draft, place: int) -> list[int]:
    """Return the places of linked headings and the line below each, which is no link: at least two such pairs, or none."""
    run: list[int] = []
    pairs = 0
    for p in range(place + 1, len(draft.lines)):
        line = draft.lines[p]
        if p in draft.marks and draft.marks[p].role is Role.BOILERPLATE:
            continue
        heads = line.hint == "heading" and line.linked >= MOSTLY_LINK
        tells = bool(run) and run[-1] == p - 1 and draft.lines[p - 1].hint == "heading" and not line.linked
        if p in draft.marks or line.told or not (heads or (tells and draft.alone[p].words <= LONGEST_TEASER)):
            break
        run.append(p)
        pairs += tells
    return run if pairs > 1 else []


FEWEST_ANSWERS, MOST_ANSWERS, LONGEST_ANSWER = 2, 8, 8
"""Answers of a poll, and words of one."""
SIGN_OFF = re.compile(
    r"\W*(?:(?:additional |with )?reporting (?:by|from)\b|(?:writing|editing) by\b|[^.!?]{3,90}? contributed (?:to this (?:report|story|article)|reporting)\b"
    r"|with (?:the )?assistance (?:from|by)\b|with (?:agency )?inputs\b|mitarbeit:|mit (?:material|agenturen)\b|con información de\b|com informações (?:de|da|do)\b|avec (?:l['’])?(?:afp|agences?|reuters|ap)\b).*"
    r"|\(?[$€£¥]?1(?:\s\w{3,12})?\s?=\s?[$€£¥]?\s?[\d.,]+(?:\s\w+){0,3}\)?\.?|[—–]\s?(?-i:[^\W\d_a-z]\w+(?:\s[^\W\d_a-z][\w.]+){0,2})",
    re.IGNORECASE,
)
"""Who else worked on a story: "Additional reporting by Lena Hartwig", "Omar Saleh contributed to this report"; who signs it, "— Noor"; what money
is worth, "($1 = 0.8412 euros)"."""
LONGEST_SIGN_OFF, BELOW_TEXT = 40, 8
"""Words, and lines below the text."""


def sign_offs(draft: Draft) -> Marks:
    """Right below the text, who else worked on the story."""
    steady = [p for p in range(draft.begin, len(draft.lines)) if draft.is_steady(p) and p not in draft.marks]
    below = range(steady[-1] + 1, min(len(draft.lines), steady[-1] + 1 + BELOW_TEXT)) if steady else ()
    return {
        p: Mark(Role.BODY, "sign-off")
        for p in below
        if p not in draft.marks and draft.alone[p].words <= LONGEST_SIGN_OFF and SIGN_OFF.fullmatch(draft.lines[p].text)
    }


def polls(draft: Draft) -> Marks:
    """The question below the heading of a poll or a quiz, and the answers below it."""
    marks: dict[int, Mark] = {}
    for place, mark in draft.marks.items():
        question = place + 1
        if mark.rule != "reader-poll" or question >= len(draft.lines) or not draft.lines[question].text.endswith("?"):
            continue
        below = range(question + 1, min(len(draft.lines), question + 1 + MOST_ANSWERS))
        answers = list(takewhile(lambda p: _may_be_answer(draft, p), below))
        if len(answers) >= FEWEST_ANSWERS:
            why = f"below the poll's heading on line {draft.number(place)}"
            marks |= {
                p: Mark(Role.BOILERPLATE, "reader-poll", False, why)
                for p in (question, *answers)
                if p not in draft.marks
            }
    return marks


def _may_be_answer(draft: Draft, place: int) -> bool:
    alone = draft.alone[place]
    if place in draft.marks:
        return draft.marks[place].role is Role.BOILERPLATE
    return not alone.prose and not alone.sentence and alone.words <= LONGEST_ANSWER


def topics_at_end(draft: Draft) -> Marks:
    """The page's tags below all else, parted from the text by a line of the page: a few words each, in small letters."""
    found = []
    for place in range(len(draft.lines) - 1, draft.head.end_of_top, -1):
        if place in draft.marks and draft.marks[place].role is Role.BOILERPLATE:
            continue
        alone = draft.alone[place]
        if (
            place in draft.marks
            or alone.sentence
            or alone.words > LONGEST_TOPIC
            or not draft.lines[place].text[0].islower()
        ):
            break
        found.append(place)
    if len(found) < FEWEST_TOPICS or not _is_of_page(draft, found[-1] - 1):
        return {}
    return {p: Mark(Role.BOILERPLATE, "topics-line", False) for p in found}


def _is_of_page(draft: Draft, place: int) -> bool:
    if place in draft.marks:
        return draft.marks[place].role is Role.BOILERPLATE
    return bool(draft.verdicts.chance[place] < KEPT)


def _says_when(draft: Draft, place: int) -> bool:
    text = draft.lines[place].text
    if draft.features.columns["date"][place]:
        return not SAYS_WHEN.isdisjoint(fold(text).split())
    return len(text) <= LONGEST_TIME and UPDATE_TIME.fullmatch(text) is not None


def update_times(draft: Draft) -> Marks:
    """The hour of an update, and a day with the word for "published" or "updated", wherever they stand."""
    return {
        p: Mark(Role.DATE, "update-time")
        for p in range(draft.head.end_of_top, len(draft.lines))
        if not draft.alone[p].byline and _says_when(draft, p)
    }
