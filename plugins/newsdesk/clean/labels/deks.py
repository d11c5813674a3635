"""The dek among the lines that the model would drop."""

from __future__ import annotations

from collections.abc import Sequence

from ...article import Role
from ..text import fold
from .draft import PERHAPS_TEXT, Draft, Mark, Marks
from .head import BELOW, LONGEST_DEK, reads_as_dek

FEWEST, MOST = 5, 70
"""Words. A longer line that the model drops is none of the story's."""
DEK = Mark(Role.DEK, "dek-below-headline", sure=False)


def dek_among(draft: Draft, cut: Sequence[int]) -> Marks:
    """Return the mark of the one sentence between headline and text, or of the long line right below the headline."""
    head = draft.head
    if head.headline is None or head.deks:
        return {}
    end = min(draft.begin, head.headline + 1 + BELOW)
    open_ones = [p for p in cut if head.headline < p < end]
    title = fold(draft.lines[head.headline].text)
    may_be = [p for p in open_ones if _may_be(draft, p, title)]
    sentences = [p for p in may_be if draft.alone[p].sentence]
    told = max((p for p in (*head.bylines, *head.dates) if head.headline < p < end), default=draft.begin)
    right_below = [p for p in may_be if p == open_ones[0] and p < told]
    found = right_below if head.headline + 1 in right_below or len(sentences) != 1 else sentences
    return {p: DEK if draft.alone[p].words <= LONGEST_DEK else PERHAPS_TEXT for p in found}


def _may_be(draft: Draft, place: int, title: str) -> bool:
    text, alone = draft.lines[place].text, draft.alone[place]
    return (
        FEWEST <= alone.words <= MOST
        and not (alone.picture or alone.mark)
        and "@" not in text
        and draft.features.columns["copies"][place] == 1
        and title not in fold(text)
        and reads_as_dek(text)
    )
