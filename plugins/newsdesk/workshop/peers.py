"""Simple cleaners to measure ours against: what an afternoon's script would do with the lines of a paste."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..clean import is_sentence, read_lines, word_count

TEN = 10
NEAR = 2
"""Lines between a short line and the next long one on either side."""
GAP = 6
"""Short lines in a row that end the story."""


def everything(paste: str) -> str:
    """Keep the paste as it is."""
    return paste


def ten_words(paste: str) -> str:
    """Keep lines of ten words or more."""
    return "\n".join(line.text for line in read_lines(paste) if word_count(line.text) >= TEN)


def neighbours(paste: str) -> str:
    """Keep the longest stretch of long lines, with the short lines between them.

    Long is ten words, or a sentence of six; a stretch ends at GAP short lines in a row. After the way of boilerpipe and
    jusText (Kohlschütter et al. 2010, Pomikálek 2011): a line is judged by itself, then by what stands beside it.
    """
    texts = [line.text for line in read_lines(paste) if line.text]
    long = [word_count(text) >= TEN or (is_sentence(text) and word_count(text) >= 6) for text in texts]
    stretches: list[list[int]] = [[]]
    for place in (place for place, good in enumerate(long) if good):
        if stretches[-1] and place - stretches[-1][-1] > GAP:
            stretches.append([])
        stretches[-1].append(place)
    best = max(stretches, key=lambda stretch: sum(word_count(texts[place]) for place in stretch))
    if not best:
        return ""
    kept = [
        place
        for place in range(best[0], best[-1] + 1)
        if long[place] or (any(long[max(0, place - NEAR) : place]) and any(long[place + 1 : place + 1 + NEAR]))
    ]
    return "\n".join(texts[place] for place in kept)


PEERS: Mapping[str, Callable[[str], str]] = {
    "keep everything": everything,
    "lines of ten words": ten_words,
    "long lines and neighbours": neighbours,
}
