"""The page of one story: its lines, its facts, its text, and what readers will get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import RedirectResponse, Response

from ... import store
from ...article import Article
from ...clean import BadHeader, split_header
from ..explain import height_of
from . import story
from .room import Asked, Desk
from .site import NoAnswer, of_story, stories, troubles
from .writing.compare import retyped
from .writing.files import NO_FILE, Conflict, File, NoSuchFile
from .writing.header import Values, changed
from .writing.verdicts import NoVerdict, with_verdict

DONE = {
    "keep": "is kept",
    "drop": "is left out",
    "text": "is a paragraph",
    "crosshead": "is a crosshead",
    "caption": "is a caption",
    "headline": "is the headline",
    "byline": "names the authors",
    "date": "tells the day",
}


def show(desk: Desk, asked: Asked) -> Response:
    """Show a story. Raises NoSuchFile."""
    return _page(desk, asked, _there(desk, asked.name))


def _there(desk: Desk, name: str) -> File:
    file = desk.files.read(name)
    if file.version == NO_FILE or not name.endswith(store.PASTES):
        raise NoSuchFile(name)
    return file


def _page(
    desk: Desk, asked: Asked, file: File, wrong: Mapping[str, str] | None = None, status: int = 200, said: str = ""
) -> Response:
    """Show a story as its file has it, with what was typed where something is `wrong` with it, by key."""
    text, article, broken = _text(file), None, ""
    try:
        article = desk.article(file.name, file.content)
    except BadHeader as error:
        broken = f"line {error.line}: {error.reason}"
    row = of_story(stories(desk.site), file.name)
    told = troubles(desk.site, file.name, text)
    first = int(asked.query["from"][:7]) if asked.query.get("from", "").isdecimal() else 0
    return desk.page(
        "story.html",
        status,
        name=file.name,
        version=file.version,
        text=text,
        row=row,
        article=article,
        broken=broken,
        troubles=told,
        by_key={trouble.key: trouble for trouble in told if trouble.key in story.BY_KEY},
        wrong=wrong or {},
        typed=asked.form if wrong else {},
        can_undo=desk.files.can_undo(file.name),
        said=said or desk.said(asked),
        editing="text" in asked.query,
        first=first,
        **(_read(article, row, first) if article else {}),
    )


def _read(article: Article, row: Mapping[str, Any], first: int) -> dict[str, Any]:
    height = height_of(article)
    return {
        "lines": story.lines_of(article, first),
        "count": story.count_of(article),
        "step": story.LINES_A_PAGE,
        "facts": story.facts_of(article, row),
        "notes": [
            (line - height if line > height else 0, note) for line, note in story.notes_on(article, row.get("lang", ""))
        ],
    }


def _text(file: File) -> str:
    try:
        return store.decode(file.content).text
    except store.NotText:
        raise NoSuchFile(file.name) from None


def change(desk: Desk, asked: Asked) -> Response:
    """Change a story as a form says, and show it. Raises NoSuchFile, NotWritten, Unwritable, NoVerdict."""
    file = _there(desk, asked.name)
    what, _, number = asked.form.get("do", "").partition(":")
    here = f"/desk/story/{asked.name}"
    place = f"{here}#line-{number}" if number else here
    try:
        if what == "undo":
            desk.files.undo(file.name, asked.version)
            if desk.files.read(file.name).version == NO_FILE:
                return desk.done("/desk/", f"{file.name} is gone again")
            return desk.done(here, "the last change is taken back")
        content, done, wrong = _changed(desk, asked, file, what, number)
        if wrong:
            return _page(desk, asked, file, wrong, 422, "not saved: see what is marked below")
        desk.files.write(file.name, content, asked.version)
        return desk.done(place, done if content != file.content else "nothing was changed")
    except Conflict as error:
        content = _changed(desk, asked, file, what, number)[0] if what != "undo" else file.content
        return desk.conflict(error, content, asked, here)


def _changed(desk: Desk, asked: Asked, file: File, what: str, number: str) -> tuple[bytes, str, dict[str, str]]:
    """Return a file's bytes as a form would have them, what is then done, and what is wrong, by key. Raises NoVerdict."""
    if what in DONE and number.isdecimal():
        content = with_verdict(file.content, int(number[:9]), what, desk.rules(file.name))
        return content, f"line {number} {DONE[what]}", {}
    if what == "facts":
        values = story.changes_of(desk.article(file.name, file.content), asked.form)
        content, wrong = _with_facts(file.content, values)
        return content, "saved", wrong
    if what == "text":
        content = retyped(file.content, asked.form.get("text", ""))
        try:
            split_header(store.decode(content).text)
        except BadHeader as error:
            return content, f"saved; but line {error.line}: {error.reason}", {}
        return content, "saved", {}
    raise NoVerdict(f"the desk does not know {what[:40]!r}")


def _with_facts(content: bytes, values: Values) -> tuple[bytes, dict[str, str]]:
    wrong = story.wrong_in(values)
    if wrong:
        return content, wrong
    made = changed(content, values)
    try:
        split_header(store.decode(made).text)
    except BadHeader as error:
        key = next(iter(values), "title")
        return content, {key: error.reason}
    return made, {}


def page(desk: Desk, asked: Asked) -> Response:
    """Show the page of a story as it is saved, or one that was made to be looked at. Raises NoSuchFile, HTTPException."""
    if not asked.name.startswith("of/"):
        return desk.kept_page(asked.name)
    file = _there(desk, asked.name.removeprefix("of/"))
    return desk.kept_page(desk.keep_page(rendered(desk, file.name, _text(file), asked.address)))


def look(desk: Desk, asked: Asked) -> Response:
    """Make the page of a story as a form would have it, and lead there; nothing is saved. Raises NoSuchFile."""
    file = _there(desk, asked.name.removeprefix("of/"))
    content = file.content
    if "title" in asked.form:
        content, wrong = _with_facts(content, story.changes_of(desk.article(file.name, content), asked.form))
        if wrong:
            return _look_at(desk, desk.no_page([f"{key}: {reason}" for key, reason in wrong.items()]))
    elif "text" in asked.form:
        content = retyped(content, asked.form["text"])
    return _look_at(desk, rendered(desk, file.name, store.decode(content).text, asked.address))


def _look_at(desk: Desk, made: str) -> Response:
    return RedirectResponse(f"/desk/page/{desk.keep_page(made)}", 303)


def rendered(desk: Desk, name: str, text: str, address: str) -> str:
    """Return the page of a paste as readers would get it, or one that says why there is none."""
    try:
        made, errors, _ = desk.site.ask("preview", name, text, address)
    except NoAnswer as error:
        return desk.no_page([str(error)])
    return str(made) or desk.no_page(_reasons(errors))


def _reasons(errors: Sequence[tuple[int, str]]) -> list[str]:
    return [f"line {line}: {reason}" if line else reason for line, reason in errors]
