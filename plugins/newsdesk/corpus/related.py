"""Related stories, twins, story lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

MOST = 5
"""Related stories a story has at most."""
MIN_COSINE = 0.083
"""For 16 stories. Below it two stories share common words, not a subject; the days between do not count in it. In the sample
brief a canal's freight and a factory's missing chips share 0.080, two stories of one shortage 0.092 and more."""
FALL = 0.33
"""The more stories, the more words are rare and heavy, and the lower all cosines: by the 0.33th power: in sets
of a thousand stories hardly one fifth link in a thousand falls below it."""
LINE = 1.9
"""So many times MIN_COSINE two stories share if they are of one running event."""
SHARED_NAMES = 3
"""Names of the editor's vocabulary, other than countries, that make two stories related in whatever languages they are."""
LINE_DAYS = 21
"""Between one story and the next of an event."""
SHORTEST_LINE = 3
"""Stories; two are a pair of related ones."""


class Twin(NamedTuple):
    """The same story under another slug."""

    slug: str
    likeness: float
    """how alike the two are, 0.0 to 1.0"""


def least_cosine(stories: int) -> float:
    """Return the cosine from which on two of so many stories are related."""
    return MIN_COSINE * float((16 / max(16, stories)) ** FALL)


def lines_of(
    kin: Mapping[str, Sequence[str]], days: Callable[[str], int], slugs: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Map some stories, and those bound to them, to their story lines: runs of stories that are bound to each other, the first first.

    `kin` maps a slug to those it is bound to; only what is bound both ways counts, so that a survey of a whole year
    does not tie all its events into one line. A story without a line has an empty one.
    """
    lines: dict[str, tuple[str, ...]] = {}
    for slug in slugs:
        if slug in lines:
            continue
        run, open_ends = {slug}, [slug]
        while open_ends:
            here = open_ends.pop()
            for other in kin.get(here, ()):
                if other not in run and here in kin.get(other, ()):
                    run.add(other)
                    open_ends.append(other)
        line = tuple(sorted(run, key=lambda each: (days(each), each))) if len(run) >= SHORTEST_LINE else ()
        lines.update(dict.fromkeys(run, line))
    return lines
