"""Paragraphs broken into lines of one width, as in an e-mail, joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..article import Line
from .shapes import LIST_MARK

NARROWEST, WIDEST = 40, 100
"""Characters. Mail is wrapped at 72 to 80; a column of a PDF is narrower, and no text is wrapped beyond."""
FEWEST = 4
"""Line breaks that must look like wrapping before anything is joined."""
SLACK = 4
"""Characters by which a wrapped line may fall short: the next word would have fitted, but hung on a dash or a slash."""
SHARE = 0.6
"""Of the breaks between neighbouring lines, how many must look like wrapping."""
SUFFIXES = re.compile(
    r"(?:tion|sion|ment|ing|ed|er|ers|ly|ness|ble|bly|ity|ties|al|ally|ous|ive|ance|ence|ism|ist|ists|ship|ful|less|ward|wards|tional|ture|cial|tial|ry|ies|es|ung|lich|keit|heit|schaft)"
    r"s?\b"
)
"""What a divided word goes on with, and a compound does not."""


def unwrap(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Return the lines in groups, each of which is one paragraph; a paste that is not wrapped comes as it is.

    A break is wrapping if the next line's first word would not have fitted into the width of the paste.
    """
    width = _width(lines)
    if not width:
        return [(line,) for line in lines]
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _width(lines: Sequence[Line]) -> int:
    """Return the width at which a paste is wrapped, in characters; 0 if it is not."""
    lengths = sorted(len(line.text) for line in lines if line.text)
    if not lengths or not NARROWEST <= lengths[-1] <= WIDEST:
        return 0
    full = lengths[-1] * 0.6
    pairs = [
        (one, other)
        for one, other in pairwise(lines)
        if len(one.text) > full and other.text and not LIST_MARK.match(other.text)
    ]
    wrapped = [one for one, other in pairs if _goes_on(one, other, lengths[-1])]
    inside = sum(not one.text.endswith((".", "!", "?", ":")) for one in wrapped)
    enough = len(wrapped) >= FEWEST and len(wrapped) >= SHARE * len(pairs) and inside >= SHARE * len(wrapped)
    return lengths[-1] if enough else 0


def _goes_on(line: Line, following: Line, width: int) -> bool:
    if not line.text or not following.text or LIST_MARK.match(following.text):
        return False
    return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width - SLACK


def join(group: Sequence[Line], words: set[str]) -> str:
    """Return the text of a group; a word divided at a line's end is made whole if that is surely right.

    `words` are those of the whole paste: the whole word standing elsewhere is proof, "Iran-backed" is too.
    """
    text = group[0].text
    for line in group[1:]:
        first, _, last = text.rpartition(" ")
        begin = line.text.split(" ", 1)[0]
        if last.endswith("-") and len(last) > 2 and last[-2].isalpha() and begin[:1].islower():
            text = f"{first} {_mended(last, begin, words)}{line.text[len(begin) :]}".lstrip()
        else:
            text = f"{text} {line.text}"
    return text


def _mended(last: str, begin: str, words: set[str]) -> str:
    whole = last[:-1] + begin
    bare, compound = (re.sub(r"[^\w-]+$", "", word).casefold() for word in (whole, last + begin))
    if compound in words or not (bare in words or SUFFIXES.match(begin)):
        return last + begin
    return whole
