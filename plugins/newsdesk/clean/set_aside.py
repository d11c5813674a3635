"""Lines that are set aside before others are joined: a letter's head, a page's second copy, the feet and heads of printed pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..article import Label, Line, Role
from .paragraphs import turns_of_pages
from .patterns import is_sentence, letter_field, without_prefixes
from .text import second_copy
from .wishes import wish_of

FOOT, PASTED_TWICE = (Role.BOILERPLATE, "foot-of-printed-page"), (Role.REPEAT, "pasted-twice")
LETTER_HEAD, NOTE = (Role.BOILERPLATE, "letter-head"), (Role.BOILERPLATE, "note-above-letter")
EMPTY = (Role.BLANK, "blank")
"""What is said of a line of a letter's head or above it, of one of a printed page's foot or head, of one of a page's second copy, and of an empty line."""
FEWEST_FIELDS, MOST_FIELDS = 3, 12
"""Lines of a letter's head: a story may have one line "To: ...", or two."""
MOST_ABOVE = 4
"""Lines of a note above it: where more stands above, the letter is told of in a story."""
SENTENCES = re.compile(r"[.!?] +[^\W\d_a-z]|[。！？]")
"""Where one ends and another begins: no headline has two."""
STAYING = ("date",)
"""The field that stays where it is: it tells the day."""


def without_letter_head(lines: Sequence[Line], header: Mapping[str, str]) -> tuple[Sequence[Line], list[Label], str]:
    """Return the lines without the head of a letter that opens the paste and the note above it, the labels of these, and the letter's subject."""
    worded = [place for place, line in enumerate(lines) if line.text][: MOST_ABOVE + MOST_FIELDS]
    fields = [letter_field(lines[place].text) for place in worded]
    start = next((at for at, field in enumerate(fields[: MOST_ABOVE + 1]) if field), 0)
    end = next((at for at, field in enumerate(fields) if at >= start and not field), len(fields))
    told = {field.name: field.value for field in reversed(fields[start:end]) if field}
    if end - start < FEWEST_FIELDS or "from" not in told or told.keys().isdisjoint(("date", "subject")):
        return lines, [], ""
    wish = wish_of(header, (), [(line,) for line in lines], "")
    above = [lines[place].text for place in worded[:start]]
    is_note = any(is_sentence(text) or text[-1] in ":：" or SENTENCES.search(text) for text in above)
    kinds = dict.fromkeys(worded[:start] if is_note else (), NOTE)
    head = zip(worded[start:end], fields[start:end], strict=True)
    kinds |= {place: LETTER_HEAD for place, field in head if field and field.name not in STAYING}
    kinds = {place: kind for place, kind in kinds.items() if not wish.stays(lines[place].number)}
    labels = [Label(lines[place], *kind) for place, kind in sorted(kinds.items())]
    return (
        [line for place, line in enumerate(lines) if place not in kinds],
        labels,
        without_prefixes(told.get("subject", "")),
    )


def without_copy(lines: Sequence[Line], header: Mapping[str, str]) -> tuple[Sequence[Line], list[Label]]:
    """Return the lines without those of a second copy of the page, and the labels of these."""
    lines, copy = second_copy(lines)
    if not copy:
        return lines, []
    wish = wish_of(header, (), [(line,) for line in lines], "")
    left_out = {place for place in copy if not wish.stays(lines[place].number)}
    labels = [Label(lines[place], *PASTED_TWICE) for place in sorted(left_out)]
    return [line for place, line in enumerate(lines) if place not in left_out], labels


Note = tuple[Line, ...]
Feet = tuple[Sequence[Line], list[Label], dict[Line, list[Note]]]


def without_feet(lines: Sequence[Line], header: Mapping[str, str]) -> Feet:
    """Return the lines without the feet and heads of printed pages, the labels of these, and the lines that go on below one, each with the notes above that."""
    turns = turns_of_pages(lines)
    if not turns:
        return lines, [], {}
    wish = wish_of(header, (), [(line,) for line in lines], "")
    turns = [turn for turn in turns if not any(wish.stays(lines[place].number) for place in turn.places)]
    feet = {place for turn in turns for place in turn.places}
    labels = [Label(lines[place], *(FOOT if lines[place].text else EMPTY)) for place in sorted(feet)]
    notes = {
        lines[turn.goes_on]: [tuple(lines[place] for place in note) for note in turn.notes]
        for turn in turns
        if turn.goes_on is not None
    }
    apart = feet.union(*(note for turn in turns for note in turn.notes))
    return [line for place, line in enumerate(lines) if place not in apart], labels, notes
