"""The pages of editions: order, lead, opening words; what they write is the edition's own file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from ... import store
from ...clean import BadHeader, plain, read_header
from ...site.edition_file import FOLDER, KEYS, LISTS, day_of, name_of, read_edition_file
from .room import Asked, Desk
from .site import editions, stories, troubles
from .writing.files import Conflict, File, NoSuchFile
from .writing.header import changed


def show_all(desk: Desk, _asked: Asked) -> Response:
    """Show the editions, the last first."""
    titles = {row["path"]: row["title"] for row in stories(desk.site)}
    return desk.page("editions.html", rows=editions(desk.site), titles=titles)


def _file(desk: Desk, name: str) -> File:
    """Return what the editor says of an edition. Raises NoSuchFile for a name that is none of an edition."""
    span = desk.site.told.get("span", "day")
    try:
        if name != name_of(day_of(f"{name}.md", span), span):
            raise ValueError
    except ValueError:
        raise NoSuchFile(name) from None
    return desk.files.read(f"{FOLDER}/{name}.md")


def show(desk: Desk, asked: Asked) -> Response:
    """Show an edition. Raises NoSuchFile."""
    return _page(desk, asked, _file(desk, asked.name))


def _page(desk: Desk, asked: Asked, file: File, wrong: str = "") -> Response:
    """Show an edition as its file has it; if something is `wrong`, with what was typed."""
    name, form = asked.name, asked.form
    edition = _edition(desk, name)
    told, opening, broken = _said(file)
    if wrong:
        told, opening = {**told, **{key: form.get(key, "") for key in KEYS}}, form.get("opening", "")
    by_path = {row["path"]: row for row in stories(desk.site)}
    lead = _lead(edition, told)
    return desk.page(
        "edition.html",
        422 if wrong else 200,
        name=name,
        version=file.version,
        edition=edition,
        rows=[by_path[path] for path in _order(edition, told) if path in by_path],
        lead=lead,
        told=told,
        opening=opening,
        wrong=wrong or broken,
        troubles=troubles(desk.site, file.name),
        words=sum(by_path[path]["words"] for path in edition["stories"] if path in by_path),
        can_undo=desk.files.can_undo(file.name),
        said=desk.said(asked),
    )


def _edition(desk: Desk, name: str) -> Mapping[str, Any]:
    empty = {"name": name, "title": "", "url": "", "minutes": 0, "stories": [], "lead": "", "held": []}
    return next((row for row in editions(desk.site) if row["name"] == name), empty)


def _said(file: File) -> tuple[dict[str, str], str, str]:
    """Return what a file says, by key, its opening words, and what is wrong with it."""
    text = store.decode(file.content).text if file.content else ""
    try:
        rows, _, below = read_header(text, KEYS, LISTS, LISTS)
    except BadHeader as error:
        return dict.fromkeys(KEYS, ""), "", f"line {error.line}: {error.reason}"
    told = {key: ", ".join(row.value for row in rows if row.key == key) for key in KEYS}
    told["order"] = "\n".join(name for row in rows if row.key == "order" for name in _names(row.value))
    return told, below.strip("\r\n"), ""


def _names(value: str) -> list[str]:
    return [name for name in map(str.strip, value.split(",")) if name]


def _lead(edition: Mapping[str, Any], told: Mapping[str, str]) -> str:
    return _called(edition["stories"], told["lead"]) or str(edition["lead"])


def _called(paths: Sequence[str], name: str) -> str:
    """Return the path of the story that a file names: by its path, or its name with or without the ending."""
    for path in paths:
        last = path.rpartition("/")[2]
        if name in (path, last, last.rpartition(".")[0]):
            return path
    return ""


def _order(edition: Mapping[str, Any], told: Mapping[str, str]) -> list[str]:
    """Return the paths of an edition's stories: the lead, those that the file orders, the others as the page has them."""
    ordered = [path for name in told["order"].splitlines() if (path := _called(edition["stories"], name))]
    return list(dict.fromkeys([path for path in [_lead(edition, told), *ordered, *edition["stories"]] if path]))


def change(desk: Desk, asked: Asked) -> Response:
    """Write what a form says of an edition into its file. Raises NoSuchFile, NotWritten, Unwritable."""
    file, here = _file(desk, asked.name), f"/desk/edition/{asked.name}"
    what, _, about = asked.form.get("do", "").partition(":")
    try:
        if what == "undo":
            desk.files.undo(file.name, asked.version)
            return desk.done(here, "the last change is taken back")
        content = _changed(desk, asked, file, what, about)
        read_edition_file(store.decode(content).text, file.name, "en")
        desk.files.write(file.name, content, asked.version)
    except BadHeader as error:
        return _page(desk, asked, file, f"line {error.line}: {error.reason}")
    except Conflict as error:
        return desk.conflict(error, _changed(desk, asked, file, what, about), asked, here)
    return desk.done(here, "saved")


def content_of(desk: Desk, asked: Asked, name: str) -> bytes:
    """Return the bytes of an edition's file as a form would have them; as they are without one. Raises NoSuchFile."""
    file = _file(desk, name)
    return _changed(desk, replace(asked, name=name), file, "", "") if asked.form else file.content


def _changed(desk: Desk, asked: Asked, file: File, what: str, about: str) -> bytes:
    """Return the bytes of an edition's file as a form would have them."""
    form, edition = asked.form, _edition(desk, asked.name)
    told, opening, _ = _said(file)
    values = {key: [plain(form[key])] for key in ("title", "subject", "sections", "status") if key in form}
    shown = [path for path in form.get("order", "").split("\n") if path in edition["stories"]]
    order = _moved(shown, what, about)
    if order and order != _order(edition, told):
        values |= {"lead": order[:1], "order": order[1:]}  # the first one opens the edition
    values = {key: rows for key, rows in values.items() if key in LISTS or [told[key]] != rows}
    if values.get("sections") == [told["sections"]]:
        del values["sections"]
    typed = form.get("opening", opening).replace("\r\n", "\n").strip("\n")
    content = changed(file.content, values, LISTS)
    if typed == opening.replace("\r\n", "\n"):
        return content
    text = store.decode(content).text
    height = read_header(text, KEYS, LISTS, LISTS)[1]
    above = "\n".join(text.splitlines()[:height])
    return f"{above}\n\n{typed}\n".lstrip("\n").encode()


def _moved(paths: Sequence[str], what: str, about: str) -> list[str]:
    """Return the paths with one of them a place higher or lower, or before all others."""
    order = list(paths)
    if about in order and what in ("up", "down", "lead"):
        place = order.index(about)
        if what == "lead":
            return [about, *order[:place], *order[place + 1 :]]
        other = place + (1 if what == "down" else -1)
        if 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]
    return order
