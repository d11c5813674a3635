"""A page that was pasted twice, or once whole and once as a selection: the lines that stand in both copies count once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from ...article import Line

LONG = 40
"""Bytes of UTF-8 of a line that seldom stands twice: some 14 signs of Chinese."""
FEWEST, LEAST = 2, 300
"""Such lines that are in both copies, and bytes of UTF-8 in them: a song may well close with its first verse."""
SHARE = 0.25
"""Share of the long lines of either copy, by their length, that stands in the other, too; a page's teasers above and below a story are less."""
MOST_COPIES = 5
MARKS = "•*·▪●◦‣–—- "
"""Of lists, which one copy may lack."""


def second_copy(lines: Sequence[Line]) -> tuple[Sequence[Line], Set[int]]:
    """Return the lines and the places of those that stand in another copy of the page, which has at least as much.

    Where the first line of the second copy stands right behind the last one of the first, as text that was copied
    without its line's end is pasted, that line has the words of the last one alone.
    """
    lines = _unglued(lines)
    left = [place for place, line in enumerate(lines) if line.text]
    copy: set[int] = set()
    for _ in range(MOST_COPIES):
        found = _copy([lines[place].text.lstrip(MARKS) for place in left])
        copy.update(left[at] for at in found)
        left = [place for at, place in enumerate(left) if at not in found]
        if not found:
            break
    return lines, copy


def _copy(texts: Sequence[str]) -> Set[int]:
    """Return the places of what stands in two copies, those of the copy that has less besides; nothing if there is one copy."""
    first = {text: place for place, text in reversed(tuple(enumerate(texts)))}
    last = {text: place for place, text in enumerate(texts)}
    both = [text for text, place in first.items() if len(text.encode()) >= LONG and place < last[text]]
    if len(both) < FEWEST or _size(both) < LEAST:
        return frozenset()
    end, begin = max(first[text] for text in both), min(last[text] for text in both)
    if begin <= end:
        return frozenset()
    below = set(texts[begin:])
    while end + 1 < begin and texts[end + 1] in below:
        end += 1
    above = set(texts[: end + 1])
    while end + 1 < begin and texts[begin - 1] in above:
        begin -= 1
    below.update(texts[begin:])
    more = [_size(text for text in copy if len(text.encode()) >= LONG) for copy in (above - below, below - above)]
    if _size(both) < SHARE * (_size(both) + max(more)):
        return frozenset()
    if more[0] >= more[1]:
        return {place for place in range(begin, len(texts)) if texts[place] in above}
    return {place for place in range(end + 1) if texts[place] in below}


def _size(texts: Iterable[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _unglued(lines: Sequence[Line]) -> Sequence[Line]:
    """Take the words of the first line from behind those of the last."""
    worded = [place for place, line in enumerate(lines) if line.text]
    if len(worded) < 2 * FEWEST:
        return lines
    first, last = lines[worded[0]].text, lines[worded[-1]].text
    place = next((p for p in worded[1:-1] if lines[p].text in (f"{last}{first}", f"{last} {first}")), None)
    if place is None:
        return lines
    return (*lines[:place], replace(lines[place], text=last), *lines[place + 1 :])
