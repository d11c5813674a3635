"""The foot and the head of a printed page, where a PDF's text was copied across them: in mid-sentence, as a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple
from unicodedata import category

from ...article import Line
from ..patterns import is_date_line, is_sentence, word_count
from .joining import is_divided
from .unwrap import MOST_LINES, goes_on

MOST_WORDS, LONGEST = 8, 60
"""Words and characters of a foot or a head."""
FEWEST_BETWEEN = 400
"""Characters of a page, at the least: two figures nearer to each other number no pages."""
FEWEST_OF_TEXT, FEWEST_UNCASED = 4, 8
"""Words of the last line above, and of a line on either side in a script without small letters."""
CUT = 3
"""One of so many pages, at the least, ends within a sentence."""
MOST_OF_TURN, MOST_OF_NOTES = 3, 15
"""Lines of a page's foot and of the next one's head, and of the notes above the foot."""
NOTE = re.compile(r"(?:\d{1,3}[.)]?\s|[*†‡§]{1,3}\s?|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s?)(?=[^\W\d_]|[\"'“„«‘(])")
"""What a note opens with."""
FIGURES = re.compile(r"\d{1,4}")
NUMBER = re.compile(r"(?<!\w)\d{1,4}(?![\w.,:%°])|(?<!\w)\d{1,4}(?=\W*$)")
ONLY_NUMBER = re.compile(r"[-–—(\[|]?\s?\d{1,4}\s?[-–—)\]|]?")
NUMBERED = re.compile(
    r"[-–—]\s?\d{1,4}\s?[-–—]|(?:page|pg?\.|seite|s\.|página|pagina|pág\.|pag\.|side|sida|sivu|strona|str\.|strana|oldal|sayfa|страница|стр\.|сторінка|с\.|σελίδα|صفحة|עמוד|ページ)\s?\d{1,4}\b.{0,20}|第\s?\d{1,4}\s?[页頁].{0,20}",
    re.IGNORECASE,
)
"""What is the number of a page though it stands once: "- 3 -", "Page 3 of 12"."""
ADDRESS, STAMP = (
    r"(?:https?://|file:/|about:|www\.)\S++",
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s\d{1,2}[:.]\d\d(?:\s?[AaPp]\.?[Mm]\b\.?)?",
)
OF_ALL = r"(?:[^\W\d_]{1,8}\.?\s)?\d{1,3}\s?(?:/|of|von|de|sur|di|van|av|af|z|из|з|od|ve)\s?\d{1,3}"
BROWSERS_FOOT = re.compile(rf"{ADDRESS}\s{OF_ALL}|{OF_ALL}\s{STAMP}", re.IGNORECASE)
BROWSERS_HEAD = re.compile(rf"{STAMP}\s\S.*|\S.{{0,200}}?\s{STAMP}")
TITLE_AND_ADDRESS = re.compile(rf"\S.{{0,200}}?\s{ADDRESS}")
"""What browsers print above and below each page: the page's address with "1/3", when it was printed, its title."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where one printed page ends and the next begins."""

    places: Sequence[int]
    """of the lines of foot and head, with the empty ones around and between them if a sentence goes on"""
    goes_on: int | None
    """the place of the line with which a sentence goes on below"""
    notes: Sequence[Sequence[int]] = ()
    """the places of each note's lines that then stand between it and the foot"""


class Row(NamedTuple):
    """Numbers that count on, from the last up."""

    pages: int
    """how many numbers"""
    at: int
    """the place of the last number's line among those with words"""
    top: float
    """characters of the paste above it"""
    above: Row | None


def turns_of_pages(lines: Sequence[Line]) -> list[Turn]:
    """Return where a text that was copied from print turns its pages, if sentences go on across them.

    Page numbers are figures at the beginning or the end of short lines of the same words that count on, by one or, where
    left and right pages differ, by two, a page's words apart.
    """
    worded = [place for place, line in enumerate(lines) if line.text] if len(lines) <= MOST_LINES else []
    if browsers := _browsers_pages(lines, worded):
        return browsers
    rows: dict[str, dict[int, Row]] = {}
    alone: list[int] = []
    top = 0
    for at, place in enumerate(worded):
        text = lines[place].text
        if at and _is_short(text) and FIGURES.search(text):
            alone += [at] if NUMBERED.fullmatch(text) else []
            letters = _letters(text)
            row = rows.setdefault(letters, {}) if letters or ONLY_NUMBER.fullmatch(text) else {}
            here = top if at + MOST_OF_TURN < len(worded) else inf  # the last page may be short
            row |= {number: _longest(row, number, at, here) for number in _numbers(text)}
        top += len(text)
    longest = [max(row.values(), key=_pages) for row in rows.values() if row]
    counted = [list(_up(row)) for row in longest if row.pages > 1]
    if not counted and not alone:
        return []
    said = Counter(_letters(lines[place].text) for place in worded if _is_short(lines[place].text))
    turns = [turn for row in counted for turn in _if_cut([_turn(lines, worded, at, said) for at in row])]
    return turns or [turn for turn in (_turn(lines, worded, at, said) for at in alone) if turn.goes_on is not None]


def _browsers_pages(lines: Sequence[Line], worded: Sequence[int]) -> list[Turn]:
    """Return where a page that a browser printed turns: its foot stands there, or its head twice."""
    texts = [lines[place].text for place in worded]
    feet = {at for at, text in enumerate(texts) if BROWSERS_FOOT.fullmatch(text)}
    times = Counter(texts)
    heads = {
        at
        for at, text in enumerate(texts)
        if (feet or times[text] > 1)
        and (BROWSERS_HEAD.fullmatch(text) or (feet and times[text] > 1 and TITLE_AND_ADDRESS.fullmatch(text)))
    }
    found = sorted(feet | heads)
    begins = [at for at in found if at - 1 not in found]
    ends = [at for at in found if at + 1 not in found]
    return [_between(lines, worded, top, end) for top, end in zip(begins, ends, strict=True)]


def _longest(rows: Mapping[int, Row], number: int, at: int, top: float) -> Row:
    """Return the longest row that a line with this number ends."""
    before = [rows[less] for less in (number - 1, number - 2) if less in rows]
    above = max((row for row in before if top - row.top >= FEWEST_BETWEEN), key=_pages, default=None)
    row = Row(1 + (above.pages if above else 0), at, top, above)
    return max(row, rows.get(number, row), key=_pages)


def _pages(row: Row) -> int:
    return row.pages


def _up(row: Row | None) -> Iterator[int]:
    while row is not None:
        yield row.at
        row = row.above


def _if_cut(turns: list[Turn]) -> list[Turn]:
    return turns if CUT * sum(turn.goes_on is not None for turn in turns) >= len(turns) else []


def _numbers(text: str) -> list[int]:
    """Return the figures that a short line begins or ends with, brackets and dashes aside."""
    if NUMBERED.fullmatch(text):
        return [int(number) for number in FIGURES.findall(text)]
    found = NUMBER.finditer(text) if not is_date_line(text) else ()
    ends = [match for match in found if not _has_words(text[: match.start()]) or not _has_words(text[match.end() :])]
    return [int(match.group()) for match in ends]


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, text))


def _turn(lines: Sequence[Line], worded: Sequence[int], at: int, said: Counter[str]) -> Turn:
    """Return the turn of the page around a line with its number: short lines beside it that stand once more in the paste are its too."""

    def is_of_page(other: int) -> bool:
        text = lines[worded[other]].text
        letters = _letters(text)
        return letters != "" and said[letters] > 1 and _is_short(text) and not is_sentence(text)

    top = end = at
    while top > 1 and end - top < MOST_OF_TURN and is_of_page(top - 1):
        top -= 1
    while end + 1 < len(worded) and end - top < MOST_OF_TURN and is_of_page(end + 1):
        end += 1
    return _between(lines, worded, top, end)


def _between(lines: Sequence[Line], worded: Sequence[int], top: int, end: int) -> Turn:
    apart = Turn(range(worded[top], worded[end] + 1), None)
    if end + 1 == len(worded):
        return apart
    below = worded[end + 1]
    for note in range(top, max(0, top - MOST_OF_NOTES), -1):
        above = worded[note - 1]
        begins = note == top or (NOTE.match(lines[worded[note]].text) and not NOTE.match(lines[above].text))
        if begins and _is_cut(lines[above], lines[below].text):
            texts = {at: lines[worded[at]].text for at in range(note, top)}
            kind = category(texts[note][0]) if texts else ""
            starts = [at for at, text in texts.items() if category(text[0]) == kind and NOTE.match(text)]
            notes = [worded[start:stop] for start, stop in pairwise([*starts, top])]
            return Turn([place for place in range(above + 1, below) if place not in worded[note:top]], below, notes)
    return apart


def _is_cut(above: Line, below: str) -> bool:
    """True if a sentence of the text does not end above, and goes on below."""
    if word_count(above.text) < FEWEST_OF_TEXT or above.text[-1] in ":：" or not goes_on(above, below):
        return False
    return below[0].islower() or is_divided(above.text) or min(map(word_count, (above.text, below))) >= FEWEST_UNCASED


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST and text.count(" ") < MOST_WORDS and word_count(text) <= MOST_WORDS


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
