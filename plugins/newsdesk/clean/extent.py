"""Where the story begins and ends: one choice over the whole paste.

Each line speaks for or against being story; the story is the run of lines whose sum is greatest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from ..article import Line
from .lines import fold
from .lookup import rule_for
from .recipes import is_quantity
from .shapes import (
    ABOUT_NAME,
    ADDRESS,
    CJK,
    LIST_MARK,
    LONGEST_DATE_LINE,
    credit_of,
    is_date_line,
    is_prose,
    is_sentence,
    word_count,
)

AGAINST_RULE = -1.2
"""A line known by its words: a button in the middle of a story is no sign of its end."""
AGAINST_END = -6.0
"""A heading of other stories, a comment form: what follows is seldom story."""
AGAINST_SHORT = (-0.5, -0.8, -1.1)
"""A short line without a full stop, by its place in a run of such: one is a crosshead, many are a menu."""
AGAINST_WORDY, WORDY = -0.3, 12
"""The same for a line of so many words: likelier an item of a list than of a menu. At nine, headlines of other stories stay."""
AGAINST_DATE = -0.8
"""A line that is a date: it stands above a story, or above the next."""
FOR_SHORT_SENTENCE = 0.4
FOR_LIST_ITEM = 0.3
PER_WORD = 1 / 8
MOST_WORDS = 60
"""A paragraph twice as long is not twice as sure."""

OFF_STORY = frozenset(("menu", "footer", "aside", "form", "outside"))
"""Parts of a saved page that are no story."""
MENU_LINES = 6
"""Short lines in a row from which on they are a menu or a list of tags."""
AGAINST_MENU = -3.0
CLOSING = ("comment-form", "copyright-line")
WHOLE_STORY = 120
"""Words above a comment form that make it the end of the story; above fewer it may be a counter below the headline."""
AFTER_CLOSE = 0.2
"""What text below a story's end counts: readers' comments can be longer than the story, four times and more."""
PASSING = ("related-heading", "copyright-line")
"""What ends a story, unless the story goes on below it."""
SHORT_STORY = 120
"""Words. A shorter one is not ended by a single line of the page: what reads as text right below it is its own."""
LONGEST_INTERRUPTION = 8
"""Lines."""
LONGEST_LIST = 30
"""Lines of an interruption without a day or a line known by its words: the parts of a bicycle, things to buy."""
BEYOND_LIST = (30, 0.4)
"""Words of the paragraph with which the story goes on below so long a list, and the share of them that it has used."""
IN_STORYS_WORDS = 0.2
"""Share of a sentence's longer words that the story has used. A sign-up's sentences share fewer."""

COMMENTS = 3
"""Names with the day and hour below them that make an exchange of readers."""
COMMENT_HEAD = 5
"""Words of a line above a day and hour that may be a reader's name."""
CLOCK = re.compile(r"\d[:.h]\d\d\b")
CONSENT = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"cookies?|tracking|consent|einwilligung\w*|google analytics|recaptcha",
        r"(?:web)?sites?|webseiten?|browser\w*|settings|preferences|\w*einstellungen|dienste?|services|akzeptier\w*|accept|zustimm\w*|datenschutz\w*|privacy|aktivieren",
        r"you|your|we|our|these cookies|sie|ihre?[nmr]?|wir|unser\w*|diese cookies|vous|vos|nous",
    )
)
"""What a page says when it asks its readers to allow something, all three; such boxes can be longer than the story above them."""

CONSENT_HINTS = ("ookie", "racking", "onsent", "inwilligung", "nalytics", "aptcha")
"""Letters of its first words: a glance that spares most lines the search."""

COMMON = frozenset(
    """about after again also back because been before being best both could daily does every free from have here into just latest like made make more most much
    must news next once only other over said same should some stories story such than that their them then there these they this those through time today under
    until very want week weekly well were what when where which while will with without would year your""".split()
)
"""Words that any text has, a sign-up's too."""


def weigh(line: Line, copies: int = 1, run: int = 0) -> float:
    """Return how strongly `line` speaks for (above 0) or against being part of the story.

    `copies` is how often its words stand in the paste: what stands often is a teaser. `run` counts the short
    lines directly above it.
    """
    if not line.text:
        return 0.0
    if line.hint in OFF_STORY:
        return AGAINST_END / 2
    rule = rule_for(line.text)
    if rule:
        return AGAINST_END if rule.ends_story else AGAINST_RULE
    count = word_count(line.text)
    short = AGAINST_SHORT[min(run, len(AGAINST_SHORT) - 1)]
    if is_date_line(line.text):
        return AGAINST_DATE * min(copies, 3)
    if ABOUT_NAME.fullmatch(line.text):
        return AGAINST_END
    if copies > 2:
        return short
    if credit_of(line.text):
        return AGAINST_SHORT[0]
    if count >= 6 and _asks_consent(line.text):
        return 0.0
    if is_sentence(line.text):
        return FOR_SHORT_SENTENCE if count < 6 else min(count, MOST_WORDS) * PER_WORD
    if count >= 20:
        return min(count, MOST_WORDS) * PER_WORD / 2
    if line.hint == "item" or LIST_MARK.match(line.text) or is_quantity(line):
        return FOR_LIST_ITEM
    return AGAINST_WORDY if count >= WORDY else short


def _asks_consent(text: str) -> bool:
    return any(map(text.__contains__, CONSENT_HINTS)) and all(words.search(text) for words in CONSENT)


def find_extent(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the places (from 0) of the story's first line and of the line after its last.

    Without any line that speaks for a story both are equal: there is none.
    """
    folded = [fold(line.text) for line in lines]
    copies = Counter(words for words in folded if words)
    best = (0.0, 0, 0)
    total, start, run, prose = 0.0, 0, 0, 0
    part = 1.0
    heads = comment_heads(lines)
    for place, line in enumerate(lines):
        if not line.text:
            continue
        weight = weigh(line, copies[folded[place]], run)
        if weight == AGAINST_END and stands_between_paragraphs(lines, place):
            weight = AGAINST_RULE
        run = run + 1 if weight < 0 else 0
        if run == MENU_LINES:
            weight += AGAINST_MENU
        if total <= 0 or (prose >= WHOLE_STORY and (place in heads or closes(line))):
            if total > 0:
                part = AFTER_CLOSE
            total, start, prose = 0.0, place, 0
        total += weight
        prose += word_count(line.text) if weight > 0 else 0
        if total * part > best[0]:
            best = (total * part, start, place + 1)
    _, begin, end = best
    if begin == end:
        return _without_sentences(lines)
    while begin < end and weigh(lines[begin]) <= 0:
        begin += 1
    return begin, _past_interruptions(lines, begin, end, copies, heads)


def comment_heads(lines: Sequence[Line]) -> frozenset[int]:
    """Return the places of names with a day and an hour below them, if they are as many as readers' comments have."""
    places = [place for place, line in enumerate(lines) if line.text]
    heads = [
        above
        for above, below in pairwise(places)
        if len(lines[below].text) <= LONGEST_DATE_LINE
        and word_count(lines[above].text) <= COMMENT_HEAD
        and CLOCK.search(lines[below].text)
        and is_date_line(lines[below].text)
        and not is_date_line(lines[above].text)
    ]
    return frozenset(heads) if len(heads) >= COMMENTS else frozenset()


def stands_between_paragraphs(lines: Sequence[Line], place: int) -> bool:
    """True for a short line with a paragraph right above and right below it: likelier a crosshead than a heading of the page."""
    text = lines[place].text
    if word_count(text) > 3 or not text[0].isupper() or not text[-1].isalpha():
        return False
    above = next((line.text for line in reversed(lines[:place]) if line.text), "")
    below = next((line.text for line in lines[place + 1 :] if line.text), "")
    return all(is_prose(near) and not rule_for(near) for near in (above, below))


def _without_sentences(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the extent of a text without full stops, a poem or Thai: all but the page's lines at its ends."""
    places = [
        p
        for p, line in enumerate(lines)
        if line.text and not rule_for(line.text) and any(c.isalpha() for c in line.text)
    ]
    return (places[0], places[-1] + 1) if len(places) > 1 else (0, 0)


def closes(line: Line) -> bool:
    """True for a line below which no story goes on: its comments, its copyright, its author."""
    rule = rule_for(line.text)
    return (rule is not None and rule.name in CLOSING) or ABOUT_NAME.fullmatch(line.text) is not None


def _past_interruptions(
    lines: Sequence[Line], begin: int, end: int, copies: Mapping[str, int], heads: Collection[int]
) -> int:
    """Return the end of the story beyond share bars, offers, lists and a recipe.

    An interruption is known by its words, all of it. The story goes on where sentences are in its own words, and in
    lines of one shape that stand right below it, such as the dates of a tour.
    """
    end = recipe_below(lines, end) or end
    story: set[str] = set()
    words = sum(word_count(line.text) for line in lines[begin:end] if is_sentence(line.text))
    gap = 0
    ended, listed = False, True
    for place in range(end, len(lines)):
        text = lines[place].text
        if not text:
            continue
        if ADDRESS.fullmatch(text):
            continue
        if ABOUT_NAME.fullmatch(text) or (place in heads and words >= SHORT_STORY):
            break
        rule = rule_for(text)
        if rule:
            gap += 1
            closes = rule.ends_story and rule.name not in PASSING and words >= SHORT_STORY
            if closes or gap > LONGEST_INTERRUPTION:
                break
            ended, listed = ended or rule.ends_story, False
            continue
        if not gap and (size := list_below(lines, place) or announced(lines, place, copies) or signed(lines, place)):
            end = max(end, place + size)
            continue
        if place < end:
            continue
        if not gap and credit_of(text):
            end = place + 1
            continue
        enough, share = (15, 0.3) if ended else (6, IN_STORYS_WORDS) if gap <= LONGEST_INTERRUPTION else BEYOND_LIST
        goes_on = is_sentence(text) and word_count(text) >= enough and copies[fold(text)] == 1
        beside = words < SHORT_STORY and gap <= 2 and is_sentence(text) and word_count(text) >= 8
        own: set[str] = set()
        if beside or goes_on:
            own, story = telling_words(lines[place : place + 1]), story or telling_words(lines[begin:end])
        if beside or (own and len(own & story) / len(own) >= share):
            end, gap, ended, listed = place + 1, 0, False, True
            story |= own
            words += word_count(text)
        else:
            gap += 1
            listed = listed and not is_date_line(text)
            if gap > (LONGEST_LIST if listed else LONGEST_INTERRUPTION):
                break
    return end


def telling_words(lines: Sequence[Line]) -> set[str]:
    """Return the words of more than three letters in `lines`, in lower case, without the commonest.

    Chinese and Japanese write no spaces: there each pair of characters is a word.
    """
    found = set(" ".join([fold(line.text) for line in lines]).split()) - COMMON
    words = {word for word in found if len(word) > 3}
    joined = {word for word in words if not word.isascii() and CJK.match(word)}
    return words - joined | {word[i : i + 2] for word in joined for i in range(len(word) - 1)} if joined else words
