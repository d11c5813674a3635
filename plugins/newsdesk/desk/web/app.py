"""The desk's addresses, and how a request becomes a page."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from ...clean import BadHeader
from ...problems import raised
from ...starter import theme
from ...store import NotText
from . import editing, editions, looks, new, pictures, publishing, tables, words
from .guard import MOST_BYTES, OwnPages
from .room import HERE, Asked, Desk, Handler
from .site import NoAnswer, Site
from .writing.files import NoSuchFile, NotWritten
from .writing.header import Unwritable
from .writing.verdicts import NoVerdict

STYLES = "static/css/brief.css"
"""The theme's stylesheet, whose tokens the desk's builds on: of a brief without a theme of its own the newsdesk's."""
ADDRESSES: tuple[tuple[str, Handler, Handler | None], ...] = (
    ("/", tables.show, None),
    ("/new", new.show, new.take_in),
    ("/story/{name:path}", editing.show, editing.change),
    ("/page/{name:path}", looks.show, looks.show),
    ("/picture/{name:path}", pictures.show, pictures.change),
    ("/file/{name:path}", pictures.file, None),
    ("/editions", editions.show_all, None),
    ("/edition/{name}", editions.show, editions.change),
    ("/tags", words.tags, words.change_tags),
    ("/sources", words.sources, words.change_sources),
    ("/publish", publishing.show, publishing.publish),
)
"""Each with what shows it, and what takes its form."""


def desk_app(project: Path, content: Path, site: Site) -> ASGIApp:
    """Return the desk of a project, to be mounted."""
    desk = Desk(project, content, site)
    routes: list[Route | Mount] = []
    for path, show, take in ADDRESSES:
        routes.append(Route(path, _endpoint(desk, show), methods=["GET"]))
        if take:
            routes.append(Route(path, _endpoint(desk, take), methods=["POST"]))
    own, ours = project / "theme" / STYLES, Path(theme()) / STYLES
    routes.append(Route("/static/brief.css", lambda _request: FileResponse(own if own.is_file() else ours)))
    routes.append(Mount("/static", StaticFiles(directory=HERE / "static")))

    def refused(_request: Request, error: Exception) -> Response:
        return _told(desk, error)

    def failed(_request: Request, error: Exception) -> Response:
        traceback.print_exception(error)  # in the terminal of who started the desk
        return desk.page("message.html", 500, reason=f"the desk failed ({raised(error)}); nothing more was written")

    kinds = (HTTPException, NoSuchFile, NotWritten, Unwritable, NoVerdict, NoAnswer, BadHeader, NotText)
    handlers = {**dict.fromkeys(kinds, refused), Exception: failed}
    return Starlette(routes=routes, middleware=[Middleware(OwnPages)], exception_handlers=handlers)


def _endpoint(desk: Desk, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return what reads a request and answers it in a thread, for pages are read and written meanwhile."""

    @functools.wraps(handler)
    async def answer(request: Request) -> Response:
        asked = await _read(request)
        if request.method == "POST":
            desk.token.check(asked.form.get("token", ""))
        return await run_in_threadpool(in_turn, asked)

    def in_turn(asked: Asked) -> Response:
        with desk.site.turns.taken():
            return handler(desk, asked)

    return answer


async def _read(request: Request) -> Asked:
    """Return a request, its form read to the end. Raises HTTPException."""
    form, file = dict[str, str](), ("", b"")
    if request.method == "POST":
        async with request.form(max_files=1, max_fields=500, max_part_size=MOST_BYTES) as sent:
            for key, value in sent.multi_items():
                if isinstance(value, UploadFile):
                    file = (value.filename or "", await value.read())
                else:
                    form[key] = f"{form[key]}\n{value}" if key in form else value
    return Asked(
        name=str(request.path_params.get("name", "")),
        query=dict(request.query_params),
        form=form,
        file=file,
        address=f"http://{request.headers['host']}",
    )


def _told(desk: Desk, error: Exception) -> Response:
    """Return a page that says what could not be done."""
    if isinstance(error, HTTPException):
        return desk.page("message.html", error.status_code, reason=error.detail)
    if isinstance(error, NoSuchFile):
        return desk.page("message.html", 404, reason=f"the desk has no file {str(error)!r}")
    if isinstance(error, BadHeader):
        return desk.page("message.html", 422, reason=f"line {error.line}: {error.reason}")
    return desk.page("message.html", 422, reason=str(error))
