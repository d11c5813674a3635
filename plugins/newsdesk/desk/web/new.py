"""The page for a new story: a paste, a file, an address or a link is read and shown before anything is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.responses import Response

from ... import store
from ...article import Article
from ...clean import BadHeader, clean, is_address, is_page, notes_of, plain
from ..intake import Refused, file_name, name_of_source, prepare
from ..sources import Source, Unreachable, fetch, source_of
from .room import Asked, Desk
from .site import NoAnswer, stories
from .story import lines_of
from .writing.files import NO_FILE, Conflict
from .writing.header import with_values

FACTS = ("source", "date", "subject", "sender")
"""What may be known of a paste besides its text; `Source.facts` has them."""
LONGEST = 1_000_000
"""Characters of a paste that is compared with the other stories; a longer one is none of news, and would be waited for."""
FRAGMENT = re.compile(r"<!--(?:Start|End)Fragment-->")


def show(desk: Desk, asked: Asked) -> Response:
    """Show the empty form."""
    return _page(desk, asked, {})


def _page(desk: Desk, asked: Asked, form: Mapping[str, str], status: int = 200, **read: Any) -> Response:
    nothing: dict[str, Any] = {
        "article": None,
        "marks": False,
        "lines": [],
        "notes": [],
        "twins": [],
        "uncompared": "",
        "wrong_words": "",
        "source_notes": (),
    }
    return desk.page("new.html", status, form=dict(form), address=asked.address, facts=FACTS, **{**nothing, **read})


def take_in(desk: Desk, asked: Asked) -> Response:
    """Read what was given and show it, or save what was shown."""
    form = dict(asked.form)
    try:
        source = _source(asked, form)
        name = form.get("name", "").strip() or _name(source, form)
        path, text, article = prepare(name, source, desk.content)
    except (Refused, Unreachable, store.NotText) as error:
        return _page(desk, asked, form, 422, wrong_words=str(error))
    except BadHeader as error:
        return _page(desk, asked, form, 422, wrong_words=f"line {error.line}: {error.reason}")
    if form.get("do") == "save":
        return _save(desk, asked, form, path, text)
    twins, uncompared = _twins(desk, path, text, dict(source.facts).get("source", ""))
    form |= {"name": path.stem, "text": source.text, "html": ""} | {
        f"known_{key}": value for key, value in source.facts
    }
    return _page(
        desk,
        asked,
        form,
        article=article,
        lines=lines_of(article) if article else [],
        notes=_notes(article),
        twins=twins,
        uncompared=uncompared,
        marks=is_page(source.text),
        source_notes=source.notes,
    )


def _source(asked: Asked, form: Mapping[str, str]) -> Source:
    """Return what was given: an address to fetch, a file, a link alone, or a text. Raises Unreachable, Refused, store.NotText."""
    address = form.get("address", "").strip()
    if form.get("do") == "fetch":
        if not is_address(address):
            raise Refused(f"{address[:60]!r} is no address; it begins with http:// or https://")
        return fetch(address, local=form.get("local") == "yes")
    if asked.file[1]:
        name = asked.file[0].casefold()
        return source_of(asked.file[1], is_letter=name.endswith(store.LETTERS))
    known = tuple((key, value) for key in FACTS if (value := plain(form.get(f"known_{key}", ""))))
    text = _line_ends(form.get("text", ""))
    if not text.strip() and form.get("title", "").strip():
        return _link(form)
    if form.get("as", "text") == "page" and form.get("html", "").strip():
        text = page_of(form["html"])
    return Source(text, known)


def _link(form: Mapping[str, str]) -> Source:
    address, title = form.get("known_source", "").strip(), plain(form["title"])
    if not is_address(address):
        raise Refused("a link needs the address of the original; write it below its headline")
    return Source(
        f"---\ntitle: {title}\nsource: {address}\nadded: {datetime.date.today()}\n---\n", (("source", address),)
    )


def page_of(html: str) -> str:
    """Return what a browser copied as a whole page, as it is if it is one.

    >>> page_of("<meta charset='utf-8'><h1>Harbour reopens</h1>").splitlines()[-2]
    "<meta charset='utf-8'><h1>Harbour reopens</h1>"
    """
    if is_page(html):
        return _line_ends(html)
    return f"<!doctype html>\n<body>\n{_line_ends(FRAGMENT.sub('', html)).strip()}\n</body>\n"


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _name(source: Source, form: Mapping[str, str]) -> str:
    """Return a name for a story of which the editor has told none. Raises Refused."""
    headline = plain(form.get("title", "")) or _headline(source)
    for name in (headline, name_of_source(dict(source.facts).get("source", ""))):
        try:
            return file_name(" ".join(name.split()[:8]))
        except Refused:
            continue
    raise Refused(
        "nothing was read that could name the file; write a name in letters or figures"
        if source.text.strip()
        else "the paste is empty; nothing was written"
    )


def _headline(source: Source) -> str:
    return clean(source.text[:LONGEST], datetime.date.today()).headline


def _notes(article: Article | None) -> list[str]:
    if article is None:
        return []
    return [note for _, note in notes_of(article, article.lang, datetime.date.today())]


def _twins(desk: Desk, path: Path, text: str, address: str) -> tuple[list[tuple[str, str, str]], str]:
    """Return the stories that this one may be again: file, headline, and why; and why it was not compared with all, if it was not."""
    found = {
        row["path"]: (row["title"], "has the same address")
        for row in stories(desk.site)
        if address and row["address"] == address
    }
    twins, uncompared = [], ""
    try:
        if len(text) > LONGEST:
            raise NoAnswer(f"it has {len(text):,} characters, and no story of news has more than {LONGEST:,}")
        twins = desk.site.ask("preview", path.name, with_values(text, {"status": ["draft"]}), "")[2]
    except NoAnswer as error:
        uncompared = str(error)
    found |= {name: (title, f"is {share} % like it") for name, title, share in twins}
    return [(name, title, why) for name, (title, why) in found.items()], uncompared


def _save(desk: Desk, asked: Asked, form: Mapping[str, str], path: Path, text: str) -> Response:
    try:
        desk.files.write(path.name, text.encode(), NO_FILE)
    except Conflict:
        return _page(
            desk, asked, form, 409, wrong_words=f"{path.name} was written meanwhile; give this paste another name"
        )
    return desk.done(f"/desk/story/{path.name}?new", "taken in")
