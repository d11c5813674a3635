"""A list of contents above a story, "In this article": lines that stand as crossheads in the text."""

from __future__ import annotations

from ...article import Role
from .draft import Draft, Mark, Marks
from .head import contents_places


def contents(draft: Draft) -> Marks:
    """The lines of such a list."""
    tokens, columns = draft.features.tokens, draft.features.columns
    places = contents_places(tokens.whole, columns["prose"], draft.first_paragraph(), draft.end)
    why = "it stands above a paragraph of the text, too"
    return {
        place: Mark(Role.BOILERPLATE, "contents-list", why=why)
        for place in places
        if place >= draft.head.end_of_top and place not in draft.marks
    }
