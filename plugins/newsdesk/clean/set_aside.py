"""Lines that are set aside before others are joined: a letter's head, a page's second copy, the feet and heads of printed pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..article import Label, Line, Role
from .paragraphs import turns_of_pages
from .patterns import GREETING, announces_letter, letter_field, without_prefixes
from .text import second_copy
from .wishes import wish_of

FOOT, PASTED_TWICE = (Role.BOILERPLATE, "foot-of-printed-page"), (Role.REPEAT, "pasted-twice")
LETTER_HEAD, NOTE = (Role.BOILERPLATE, "letter-head"), (Role.BOILERPLATE, "note-above-letter", False)
EMPTY = (Role.BLANK, "blank")
"""What is said of a line of a letter's head or above it, of one of a printed page's foot or head, of one of a page's second copy, and of an empty line."""
FEWEST_FIELDS, MOST_FIELDS = 3, 12
"""Lines of a letter's head: a story may have one line "To: ...", or two."""
MOST_ABOVE, LONGEST_NOTE = 4, 200
"""Lines and characters of a note above it."""


def without_letter_head(lines: Sequence[Line], header: Mapping[str, str]) -> tuple[Sequence[Line], list[Label], str]:
    """Return the lines without the head of a letter that opens the paste and the note above it, the labels of these, and the letter's subject.

    The line of its day stays. Below anything but a note the letter is told of in a story, and nothing is set aside.
    """
    worded = [place for place, line in enumerate(lines) if line.text][: MOST_ABOVE + MOST_FIELDS]
    fields = [letter_field(lines[place].text) for place in worded]
    start = next((at for at, field in enumerate(fields[: MOST_ABOVE + 1]) if field), 0)
    end = next((at for at, field in enumerate(fields) if at >= start and not field), len(fields))
    told = {field.name: field.value for field in reversed(fields[start:end]) if field}
    if end - start < FEWEST_FIELDS or "from" not in told or told.keys().isdisjoint(("date", "subject")):
        return lines, [], ""
    if not _is_note([lines[place].text for place in worded[:start]]):
        return lines, [], ""
    wish = wish_of(header, (), [(line,) for line in lines], "")
    head = [place for place, field in zip(worded, fields[:end], strict=False) if not field or field.name != "date"]
    apart = [place for place in head if not wish.stays(lines[place].number)]
    labels = [Label(lines[place], *(LETTER_HEAD if letter_field(lines[place].text) else NOTE)) for place in apart]
    left = [line for place, line in enumerate(lines) if place not in apart]
    return left, labels, without_prefixes(told.get("subject", ""))


def _is_note(above: Sequence[str]) -> bool:
    """True for what a colleague wrote above a letter, for what announces it, and for nothing at all."""
    note = above[:-1] if above and announces_letter(above[-1]) else above
    return not note or (GREETING.match(note[0]) is not None and sum(map(len, note)) <= LONGEST_NOTE)


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
