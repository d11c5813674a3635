"""What readers would get, to be looked at before it is saved: the page of a story, an edition, its e-mail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from starlette.responses import Response

from ... import store
from . import editing, editions, story
from .room import Asked, Desk
from .site import BeingRead, NoAnswer
from .suggesting import with_added
from .writing.compare import retyped

Reasons = Sequence[tuple[int, str]]
KINDS = ("front", "letter", "words")
"""What is looked at of an edition: the page, the e-mail, the e-mail as plain text."""
PLAIN = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>The e-mail as plain text</title>'
    '<pre style="white-space: pre-wrap; overflow-wrap: anywhere">{}</pre></html>'
)


def show(desk: Desk, asked: Asked) -> Response:
    """Show what was made to be looked at; else make what a form would have saved, or what is. Raises NoSuchFile, HTTPException."""
    what, _, name = asked.name.partition("/")
    if what not in OF:
        return desk.kept_page(asked.name)
    return OF[what](desk, asked, name)


def _of_story(desk: Desk, asked: Asked, name: str) -> Response:
    file = editing.there(desk, name)
    content = file.content
    if "title" in asked.form:
        values = story.changes_of(desk.article(file.name, content), with_added(asked.form))
        content, wrong = editing.with_facts(content, values)
        if wrong:
            return desk.look_at(desk.no_page([f"{key}: {reason}" for key, reason in wrong.items()]))
    elif "text" in asked.form:
        content = retyped(content, asked.form["text"])
    text = store.decode(content).text
    return _made(desk, lambda site: site.ask("preview", file.name, text, asked.address)[:2])


def _of_edition(desk: Desk, asked: Asked, name: str) -> Response:
    content = editions.content_of(desk, asked, name)
    text = store.decode(content).text if content else ""
    kind = asked.query.get("kind", KINDS[0])
    place = KINDS.index(kind) if kind in KINDS else 0

    def made(site: Any) -> tuple[str, Reasons]:
        *pages, wrong = site.ask("edition", name, text, asked.address)
        page = pages[place]
        return _as_page(page) if kind == "words" and page else page, wrong

    return _made(desk, made)


def _as_page(words: str) -> str:
    return PLAIN.format(escape(words))


def _made(desk: Desk, make: Callable[[Any], tuple[str, Reasons]]) -> Response:
    """Lead to what the site makes, or to a page that says why there is nothing."""
    try:
        page, wrong = make(desk.site)
    except BeingRead as error:
        return desk.not_yet(str(error))
    except NoAnswer as error:
        return desk.look_at(desk.no_page([str(error)]))
    return desk.look_at(str(page) or desk.no_page([f"line {line}: {why}" if line else why for line, why in wrong]))


OF = {"of": _of_story, "edition": _of_edition}
"""Whose pages are made, by how their addresses begin."""
