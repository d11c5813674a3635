"""The picture of a story: one of those among the pastes, or one that is sent, which is taken in beside them."""

from __future__ import annotations

import mimetypes
import os
import tempfile
from pathlib import Path, PurePosixPath

from starlette.exceptions import HTTPException
from starlette.responses import Response

from ... import store
from ...clean import BadHeader, plain, split_header
from ...site.images import ENDINGS, look
from ..intake import Refused, file_name
from . import editing
from .room import Asked, Desk
from .site import of_story, stories
from .writing.files import Conflict, File
from .writing.header import changed

FOLDER = "images"
MOST_BYTES = 12_000_000
"""Of a picture that is sent; a phone's photograph has five million."""
MOST_SHOWN = 120
"""Pictures on one page; a search finds the others."""
KINDS = (
    (b"\x89PNG\r\n\x1a\n", 0, ".png"), (b"\xff\xd8\xff", 0, ".jpg"), (b"GIF8", 0, ".gif"), (b"WEBP", 8, ".webp"),
    (b"ftypavi", 4, ".avif"),
)  # fmt: skip
"""How pictures are known, whatever their names say: bytes, where they stand, the ending of such files."""
ALONE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; sandbox"
}
"""Sent with a picture: a drawing may hold scripts."""


def show(desk: Desk, asked: Asked) -> Response:
    """Show what a story can have for a picture. Raises NoSuchFile."""
    return _page(desk, asked, editing.there(desk, asked.name))


def _page(desk: Desk, asked: Asked, file: File, wrong: str = "") -> Response:
    try:
        header = split_header(editing.text_of(file)).header
    except BadHeader as error:
        header, wrong = {}, f"the header cannot be followed: line {error.line}: {error.reason}"
    words = asked.query.get("q", "").casefold().split()
    found = [name for name in names_of(desk.content) if all(word in name.casefold() for word in words)]
    return desk.page(
        "picture.html", 422 if wrong else 200, name=file.name, version=file.version, wrong=wrong,
        title=of_story(stories(desk.site), file.name).get("title", "") or file.name,
        image=header.get("image", ""), alt=asked.form.get("alt", header.get("alt", "")),
        pictures=found[:MOST_SHOWN], count=len(found), q=asked.query.get("q", ""), megabytes=MOST_BYTES // 1_000_000,
    )  # fmt: skip


def names_of(content: Path) -> list[str]:
    """Return the pictures among the pastes, the latest first, as paths below their folder with `/` in them."""
    paths = [path for path in store.list_files(content)[0] if Path(path).suffix.casefold() in ENDINGS]
    paths.sort(key=os.path.getmtime, reverse=True)
    names = (os.path.relpath(path, content).replace(os.sep, "/") for path in paths)
    return [name for name in names if store.is_named_in_text(name) and not store.is_hidden(name)]


def file(desk: Desk, asked: Asked) -> Response:
    """Return a picture. Raises NoSuchFile, HTTPException."""
    path = desk.files.picture(asked.name)
    if not path.is_file():
        raise HTTPException(404, f"there is no picture {asked.name!r}")
    return Response(path.read_bytes(), headers=ALONE, media_type=mimetypes.guess_type(path.name)[0])


def change(desk: Desk, asked: Asked) -> Response:
    """Give a story the picture that a form names or sends. Raises NoSuchFile, NotWritten, Unwritable."""
    here = f"/desk/story/{asked.name}"
    paste = editing.there(desk, asked.name)
    what, _, name = asked.form.get("do", "").partition(":")
    try:
        if what == "take":
            name = _taken_in(desk, *asked.file, asked.form.get("called", ""))
        elif what == "choose":
            desk.files.picture(name)
        content = changed(paste.content, {"image": [name], "alt": [plain(asked.form.get("alt", "")) if name else ""]})
        desk.files.write(paste.name, content, asked.version)
    except Refused as error:
        return _page(desk, asked, paste, str(error))
    except Conflict as error:
        return desk.conflict(error, content, asked, here)
    return desk.done(f"{here}#facts", f"{name} is its picture" if name else "it has no picture")


def _taken_in(desk: Desk, sent: str, content: bytes, called: str) -> str:
    """Write a picture beside the pastes, and return its name; one that is there already is not written again. Raises Refused, NotWritten."""
    if not content:
        raise Refused("choose a file first, or drop one here")
    if len(content) > MOST_BYTES:
        raise Refused(f"the picture has more than {MOST_BYTES // 1_000_000} MB; make it smaller first")
    ending = ending_of(content)
    if not ending:
        raise Refused(f"{sent[:60]!r} is no picture that is taken in here: JPEG, PNG, GIF, WebP and AVIF are")
    slug = file_name(called.strip() or PurePosixPath(sent).stem or "picture")
    for number in range(1, 1000):
        name = f"{FOLDER}/{slug}{f'-{number}' if number > 1 else ''}{ending}"
        there = desk.files.picture(name)
        if not there.exists():
            desk.files.add_picture(name, content)
            return name
        if there.read_bytes() == content:
            return name
    raise Refused(f"there are too many pictures called {slug}; give this one another name")


def ending_of(content: bytes) -> str:
    """Return how the name of a picture with these bytes ends; empty if they are none that can be shown."""
    ending = next((end for mark, at, end in KINDS if content[at : at + len(mark)] == mark), "")
    if not ending:
        return ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture{ending}"
        path.write_bytes(content)
        return ending if look(path).width else ""
