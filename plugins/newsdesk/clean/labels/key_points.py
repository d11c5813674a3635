"""The points above a story that tell it in short: "Summary", and headlines below it."""

from __future__ import annotations

from ...article import Role
from ..text import fold
from .draft import Draft, Mark, Marks

HEADINGS = frozenset(
    (
        "summary", "key points", "key takeaways", "takeaways", "at a glance", "in short", "in brief", "highlights", "story highlights",
        "the gist", "key facts", "what to know", "main points", "zusammenfassung", "auf einen blick", "in kürze", "das wichtigste in kürze",
        "das wichtigste", "kurz gefasst", "l'essentiel", "en bref", "les points clés", "résumé", "lo esencial", "en breve", "puntos clave",
        "claves", "resumen", "in breve", "in sintesi", "punti chiave", "em resumo", "resumo", "pontos principais", "in het kort", "samenvatting",
        "sammanfattning", "i korthet", "kort sagt", "oppsummering", "kort fortalt", "resumé", "w skrócie", "najważniejsze informacje", "shrnutí",
        "главное", "коротко", "кратко", "головне", "özet", "öne çıkanlar", "الملخص", "ملخص", "أبرز النقاط", "要点", "概要", "摘要", "요약", "핵심",
    )
)  # fmt: skip
"""As a line of its own, folded."""
FEWEST, MOST = 2, 8
"""Points; more are a list of the page."""
SHORTEST, LONGEST = 3, 30
"""Words of a point; shorter lines between are buttons."""
FEWEST_SIGNS = 6
"""Characters of a point in a script without spaces, which has few words."""


def key_points(draft: Draft) -> Marks:
    """The lines without a full stop between such a heading, below the headline, and the text."""
    top = draft.head.end_of_top
    for place, line in enumerate(draft.lines[:-1]):
        if place >= top and place not in draft.marks and fold(line.text) in FOLDED:
            found = _points(draft, place)
            if FEWEST <= len(found) <= MOST:
                return {
                    place: Mark(Role.CROSSHEAD, "heading-of-points"),
                    **{p: Mark(Role.LIST_ITEM, "key-point") for p in found},
                }
    return _marked_points(draft)


def _marked_points(draft: Draft) -> Marks:
    """The lines with the marks of a list right below the headline, or what the head and the page have there, as agencies have them."""
    if draft.head.headline is None:
        return {}
    found = []
    for place in range(draft.head.headline + 1, len(draft.lines)):
        alone, mark = draft.alone[place], draft.marks.get(place)
        is_open = (mark is None or mark.role is Role.DEK) and not draft.lines[place].hint
        if alone.mark and is_open and SHORTEST <= alone.words <= LONGEST:
            found.append(place)
        elif found or not (mark or alone.rule):
            break
    return {p: Mark(Role.LIST_ITEM, "list-mark") for p in found} if FEWEST <= len(found) <= MOST else {}


def _points(draft: Draft, heading: int) -> list[int]:
    found: list[int] = []
    for place in range(heading + 1, len(draft.lines)):
        alone = draft.alone[place]
        if place in draft.marks or alone.prose or alone.sentence or alone.words > LONGEST:
            return found
        if alone.words >= SHORTEST or (
            not draft.lines[place].text.isascii() and len(draft.lines[place].text) >= FEWEST_SIGNS
        ):
            found.append(place)
    return []


FOLDED = frozenset(map(fold, HEADINGS))
