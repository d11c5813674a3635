"""The page of one story: its lines, its facts, its text, and what readers will get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from ... import store
from ...article import Article
from ...clean import BadHeader, split_header
from ..explain import height_of
from . import story
from .room import Asked, Desk
from .site import of_story, stories, troubles
from .suggesting import suggestions, with_added
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
    return _page(desk, asked, there(desk, asked.name))


def there(desk: Desk, name: str) -> File:
    """Return the file of a story. Raises NoSuchFile."""
    file = desk.files.read(name)
    if file.version == NO_FILE or not name.endswith(store.PASTES):
        raise NoSuchFile(name)
    return file


def _page(
    desk: Desk, asked: Asked, file: File, wrong: Mapping[str, str] | None = None, status: int = 200, said: str = ""
) -> Response:
    """Show a story as its file has it, with what was typed where something is `wrong` with it, by key."""
    text, article, broken = text_of(file), None, ""
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
        **(_read(desk, article, row, first) if article else {}),
    )


def _read(desk: Desk, article: Article, row: Mapping[str, Any], first: int) -> dict[str, Any]:
    height = height_of(article)
    known, names = suggestions(desk, article, article.header.get("tags", "") or ", ".join(row.get("tags", ())))
    return {
        "known_tags": known,
        "names": names,
        "lines": story.lines_of(article, first),
        "count": story.count_of(article),
        "step": story.LINES_A_PAGE,
        "facts": story.facts_of(article, row),
        "notes": [
            (line - height if line > height else 0, note) for line, note in story.notes_on(article, row.get("lang", ""))
        ],
    }


def text_of(file: File) -> str:
    """Return the text of a file. Raises NoSuchFile for one that holds none."""
    try:
        return store.decode(file.content).text
    except store.NotText:
        raise NoSuchFile(file.name) from None


def change(desk: Desk, asked: Asked) -> Response:
    """Change a story as a form says, and show it. Raises NoSuchFile, NotWritten, Unwritable, NoVerdict."""
    file = there(desk, asked.name)
    what, _, number = asked.form.get("do", "").partition(":")
    here = f"/desk/story/{quote(asked.name)}"
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
        values = story.changes_of(desk.article(file.name, file.content), with_added(asked.form))
        content, wrong = with_facts(file.content, values)
        return content, "saved", wrong
    if what == "text":
        content = retyped(file.content, asked.form.get("text", ""))
        try:
            split_header(store.decode(content).text)
        except BadHeader as error:
            return content, f"saved; but line {error.line}: {error.reason}", {}
        return content, "saved", {}
    raise NoVerdict(f"the desk does not know {what[:40]!r}")


def with_facts(content: bytes, values: Values) -> tuple[bytes, dict[str, str]]:
    """Return a file's bytes with other facts, and what is wrong with these, by key; if anything is, nothing is changed."""
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
