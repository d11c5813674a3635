"""What all pages of the desk share: files, the site, templates, what was said last, pages that are looked at."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ... import store
from ...article import Article
from ...clean import EditorsRule
from ..explain import Unexplained, rules_beside
from .guard import PAGE_GUARDS, Token
from .site import Site
from .writing import verdicts
from .writing.compare import side_by_side
from .writing.files import Conflict, Files

HERE = Path(__file__).parent
MOST_PAGES = 12
"""Pages that are looked at and kept in memory."""
MOST_SAID = 50
MOST_ARTICLES = 8
"""Articles at hand: one page reads its paste several times."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, read to its end."""

    name: str = ""
    """what its path names: a file below the pastes, an edition, a page"""
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    file: tuple[str, bytes] = ("", b"")
    """name and bytes of a file that was sent"""
    address: str = ""
    """of this server, as the browser knows it"""

    @property
    def version(self) -> str:
        """The version of the file that the form was made from."""
        return self.form.get("version", "")


Handler = Callable[["Desk", Asked], Response]


class Desk:
    """One run of the desk."""

    def __init__(self, project: Path, content: Path, site: Site) -> None:
        """Take the project's folder, that of its pastes, and who knows the site."""
        self.project, self.content, self.site = project, content, site
        self.files, self.token = Files(content), Token()
        self._said: OrderedDict[str, str] = OrderedDict()
        self._pages: OrderedDict[str, str] = OrderedDict()
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["address"] = lambda name: quote(str(name))
        self._read = lru_cache(MOST_ARTICLES)(verdicts.read)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page of the desk."""
        shared = {"token": self.token.value, "wrong": self.site.wrong, "said": ""}
        return HTMLResponse(self._templates.get_template(template).render(shared | values), status)

    def rules(self, name: str) -> tuple[EditorsRule, ...]:
        """Return the editor's rules for a file; none if they cannot be read, which the build tells."""
        try:
            return rules_beside(self.files.path(name))
        except Unexplained:
            return ()

    def article(self, name: str, content: bytes) -> Article:
        """Return what is read in a paste. Raises BadHeader, store.NotText."""
        return self._read(content, self.rules(name))

    def done(self, place: str, words: str) -> Response:
        """Lead on to a page of the desk, which says what was done."""
        name = _keep(self._said, words, MOST_SAID)
        page, mark, line = place.partition("#")
        return RedirectResponse(f"{page}{'&' if '?' in page else '?'}done={name}{mark}{line}", 303)

    def said(self, asked: Asked) -> str:
        """Return what was done before the page that is asked for; empty if nothing was."""
        return self._said.get(asked.query.get("done", ""), "")

    def conflict(self, error: Conflict, mine: bytes, asked: Asked, back: str) -> Response:
        """Show both versions of a file, and let the editor choose."""
        here, own = (_shown(content) for content in (error.here.content, mine))
        form = {key: value for key, value in asked.form.items() if key not in ("version", "token")}
        return self.page(
            "conflict.html", 409, name=error.here.name, rows=side_by_side(here, own), form=form, back=back,
            version=error.here.version, gone=not error.here.version,
        )  # fmt: skip

    def keep_page(self, page: str) -> str:
        """Keep a page that is looked at; return what it is called."""
        return _keep(self._pages, page, MOST_PAGES)

    def kept_page(self, name: str) -> Response:
        """Return a page that is looked at; it runs nothing. Raises HTTPException."""
        if name not in self._pages:
            raise HTTPException(404, "this page was looked at too long ago; look again")
        return HTMLResponse(self._pages[name], headers=PAGE_GUARDS)

    def look_at(self, page: str) -> Response:
        """Lead to a page that is kept to be looked at."""
        return RedirectResponse(f"/desk/page/{self.keep_page(page)}", 303)

    def no_page(self, reasons: Sequence[str]) -> str:
        """Return what stands in the place of a page that cannot be made."""
        return self._templates.get_template("nopage.html").render(reasons=reasons, soon=False)

    def not_yet(self, reason: str) -> Response:
        """Return what stands in the place of a page that can be made soon."""
        page = self._templates.get_template("nopage.html").render(reasons=[reason], soon=True)
        return HTMLResponse(page, 503, {**PAGE_GUARDS, "Retry-After": "1"})


def _keep(kept: OrderedDict[str, str], words: str, most: int) -> str:
    """Keep words, the last `most` of their kind; return what they are called."""
    name = secrets.token_urlsafe(8)
    kept[name] = words
    while len(kept) > most:
        kept.popitem(last=False)
    return name


def _shown(content: bytes) -> str:
    try:
        return store.decode(content).text
    except store.NotText as error:
        return f"({error})"
