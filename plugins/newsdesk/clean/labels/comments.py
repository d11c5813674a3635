"""Readers' comments below a story: who speaks, when, and what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ...article import Role
from ..model import STEADY
from ..patterns import has_figure
from ..text import fold
from .draft import Draft, Mark, Marks

SAYS = re.compile(
    r".{1,40}\s(?:says|said|wrote|writes|commented|schrieb|schreibt|sagt|meint|dit|a dit|écrit|a écrit|dice|dijo|escribió|escreveu|disse|scrive|ha scritto|skriver|skrev|schreef|zegt|"
    r"napisał|napisała|píše|yazdı|diyor ki|говорит|пишет|сказал|يقول|كتب|قال)\s?:?",
    re.IGNORECASE,
)
"""Who speaks, above a comment."""
ONLY_AGO = re.compile(
    r"\W*+(?:(?:\d+|an?|one|einer?|un|une|una|um|uma)\s?(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdwy]|mo|yr)\.?\s(?:ago)\b.*"
    r"|(?:vor|il y a|hace|há|for)\s(?:\d+|einer?|einem|un|une|una|um|uma)\s\w+.{0,10}|\d+\s\w+\s(?:fa|atrás|geleden|sedan|siden|temu|назад|önce)\b.*)",
    re.IGNORECASE,
)
BUTTONS = re.compile(
    r"\W*(?:like|gefällt mir|j['’]aime|me gusta|mi piace|curtir|vind ik leuk|lubię to!?|нравится|gilla|synes godt om|liker|beğen|أعجبني|いいね！?|赞|讚|좋아요)\s?[·•|]\s?"
    r"(?:reply|antworten|répondre|responder|rispondi|reageren|odpowiedz|ответить|svara|svar|yanıtla|رد|返信|回复|回覆|답글 달기).{0,40}",
    re.IGNORECASE,
)
"""What a network sets below a comment: "Like · Reply · 3 · 2y"."""
FEWEST_SAID, MOST_SAID = 4, 4
"""Words of a comment, and its lines above the buttons."""
LONGEST_SPEAKER, LONGEST_TOLD = 5, 12
"""Words of who speaks, and of when."""
HOUR = re.compile(r"(?<![\d.])\d{1,2}(?:[:.h]|\sh\s?)\d\d\b(?!\.?\d)")
"""A time of day, and no part of "08.12.2022"."""
INITIAL = re.compile(r"\b[^\W\d_]\.$")
"""How a name ends that looks like a sentence: "Petra K."."""
FEWEST_SPEAKERS, FEWEST_ABOVE = 2, 30
"""Comments, and words of paragraphs above them, from which on comments are sure; right below their heading one is enough."""
BELOW_HEADING, LONGEST_WHEN = 6, 4
"""Lines from the heading of the comments to the first of them, and words of a day without its hour or year there."""
MOST_STORY, LONGEST_COMMENT = 0.6, 150
"""Share of the words of a single comment that the model may take for the story's, and how many words of any."""


def readers_comments(draft: Draft) -> Marks:
    """From the first of several lines on that name who speaks, right above when: the words of readers.

    The story's own byline and day above the text are none of them. Where the model takes more in a row for the story's than
    comments are long, that is the story, and what stands above it are teasers; comments can only begin below.
    """
    words = np.array([alone.words if alone.prose else 0 for alone in draft.alone])
    storys = words * (draft.verdicts.chance >= STEADY)
    own = {place for place in (*draft.head.bylines, *draft.head.dates) if place < draft.head.end}
    below_text = np.flatnonzero(np.cumsum(words) >= FEWEST_ABOVE).tolist()  # a count of the comments stands above, too
    headings = [p for p in below_text if _is_of_form(draft, p)]
    places = (p for p in range(len(draft.lines) - 1) if not {p, p + 1} & own)
    heads = [p for p in places if _opens_comment(draft, p, headings) or _names_speaker_and_time(draft, p)]
    if heads:
        long = np.flatnonzero(np.add.reduceat(storys, heads) > LONGEST_COMMENT)
        heads = heads[max(long, default=-1) + 1 :]
    if not heads or words[: heads[0]].sum() < FEWEST_ABOVE:
        return {}
    first, is_below = heads[0], _is_below(headings, heads[0])
    if len(heads) < FEWEST_SPEAKERS and (
        draft.lines[first].marks or not is_below or storys[first:].sum() > MOST_STORY * words[first:].sum()
    ):
        return {}
    if _is_one_voice(draft, heads) and not is_below:
        return {}
    return {p: Mark(Role.BOILERPLATE, "readers-comment") for p in range(first, len(draft.lines))}


def _names_speaker_and_time(draft: Draft, place: int) -> bool:
    """True for "Ruth Aldous 3 March 2021 at 17:05" above some words."""
    is_head = _is_of_form(draft, place) and HOUR.search(draft.lines[place].text) is not None
    return is_head and draft.alone[place + 1].words >= FEWEST_SAID


def _is_of_form(draft: Draft, place: int) -> bool:
    rule = draft.alone[place].rule
    return rule is not None and rule.name == "comment-form"


def _is_one_voice(draft: Draft, heads: Sequence[int]) -> bool:
    """True if the same name stands above all: a diary has one, and comments have many."""
    names = {fold(draft.lines[p].text) for p in heads}
    return len(heads) > 1 and len(names) == 1 and names != {""}


def _is_below(headings: Sequence[int], place: int) -> bool:
    """True right below the heading of the comments; a button below the first one stands there for the next."""
    return any(0 < place - heading <= BELOW_HEADING for heading in headings)


def _has_buttons(draft: Draft, place: int) -> bool:
    """True if the buttons of a network stand below a comment of a line or a few."""
    return any(BUTTONS.fullmatch(line.text) for line in draft.lines[place : place + MOST_SAID])


def _opens_comment(draft: Draft, place: int, headings: Sequence[int]) -> bool:
    """True for a name, a line that says when, to the minute or from now, and words below them; below the heading a day is enough.

    Of a comment with a network's buttons below, a name above is.
    """
    if place + 2 >= len(draft.lines):
        return False
    speaker, told, below = draft.alone[place], draft.alone[place + 1], draft.alone[place + 2]
    text, when = draft.lines[place].text, draft.lines[place + 1].text
    is_name = speaker.words <= LONGEST_SPEAKER and not speaker.date and (not speaker.sentence or INITIAL.search(text))
    named = SAYS.fullmatch(text) or is_name
    if named and told.words >= FEWEST_SAID and _has_buttons(draft, place + 2):
        return True
    if not named or told.words > LONGEST_TOLD or below.words < FEWEST_SAID:
        return False
    if (told.date and HOUR.search(when) is not None) or ONLY_AGO.fullmatch(when) is not None:
        return True
    is_day = told.words <= LONGEST_WHEN and not told.sentence and has_figure(when)
    return is_day and text[:1].isalpha() and _is_below(headings, place)
