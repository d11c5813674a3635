"""A page that was pasted twice: its lines stand again, all in their order, to the end of the paste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...article import Line

FEWEST, LEAST = 8, 400
"""Lines with words of a copy, and bytes of UTF-8: a song may well close with its first verse."""
LEAST_OF_ALL = 1 / 3
"""Share of all lines that a copy takes."""
MOST_TRIED = 20
"""Places at which the copy's last line may stand for the first time."""


def second_copy(lines: Sequence[Line]) -> tuple[Sequence[Line], int | None]:
    """Return the lines and the place from which on they are a copy of others right above or from the top, or None.

    Where the first line of the second copy stands right behind the last one of the first, as text that was copied
    without its line's end is pasted, both are given under the same number.
    """
    worded = [place for place, line in enumerate(lines) if line.text]
    texts = [lines[place].text for place in worded]
    begin = _begin_of_copy(texts)
    if begin is not None:
        return lines, worded[begin]
    glued = _glued(texts)
    if glued is None or (begin := _begin_of_copy([*texts[:glued], texts[-1], texts[0], *texts[glued + 1 :]])) is None:
        return lines, None
    place = worded[glued]
    first, again = (replace(lines[place], raw=text, text=text) for text in (texts[-1], texts[0]))
    return (*lines[:place], first, again, *lines[place + 1 :]), place + 1


def _begin_of_copy(texts: Sequence[str]) -> int | None:
    last = len(texts) - 1
    tried = [place for place in range(last - 1, -1, -1) if texts[place] == texts[-1]][:MOST_TRIED]
    for place in tried:
        same = 0
        while same <= place and texts[last - same] == texts[place - same]:
            same += 1
        begin, is_next, is_from_top = len(texts) - same, same >= last - place, same > place
        is_long = same >= max(FEWEST, LEAST_OF_ALL * len(texts)) and len("".join(texts[begin:]).encode()) >= LEAST
        if is_long and (is_next or is_from_top):
            return begin
    return None


def _glued(texts: Sequence[str]) -> int | None:
    if len(texts) < 2 * FEWEST - 1:
        return None
    both = (f"{texts[-1]}{texts[0]}", f"{texts[-1]} {texts[0]}")
    return next((place for place in range(1, len(texts) - 1) if texts[place] in both), None)
