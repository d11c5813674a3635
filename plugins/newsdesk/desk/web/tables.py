"""The page of all stories."""

from __future__ import annotations

import os

from starlette.responses import Response

from ... import store
from .room import Asked, Desk
from .site import stories, troubles
from .stories import ROWS_A_PAGE, STATES, Wanted, chosen, counts, rows_of


def show(desk: Desk, asked: Asked) -> Response:
    """Show all stories, or those that are searched for."""
    query = asked.query
    wanted = Wanted(
        query.get("q", ""), query.get("edition", ""), query.get("section", ""), query.get("state", ""), query.get("order", "look")
    )  # fmt: skip
    told = troubles(desk.site)
    rows = rows_of(stories(desk.site), told, names_of(desk))
    found = chosen(rows, wanted)
    first = max(0, int(f"0{query.get('from', '')}"[:7]) if query.get("from", "0").isdecimal() else 0)
    known = {row["path"] for row in rows}
    return desk.page(
        "stories.html",
        rows=found[first : first + ROWS_A_PAGE],
        count=len(found),
        total=len(rows),
        first=first,
        step=ROWS_A_PAGE,
        wanted=wanted,
        states=STATES,
        counts=counts(rows),
        editions=sorted({row["edition"] for row in rows} - {""}, reverse=True),
        sections=sorted({row["section"] for row in rows} - {""}),
        others=[trouble for trouble in told if trouble.path not in known],
        said=desk.said(asked),
    )


def names_of(desk: Desk) -> list[str]:
    """Return the names of all pastes, as paths below their folder with `/` in them."""
    names = (os.path.relpath(path, desk.content).replace(os.sep, "/") for path in store.list_pastes(desk.content))
    return [name for name in names if store.is_named_in_text(name)]
