"""The site as this machine's browsers see it: its files, to its own names alone, and word of each new build."""

from __future__ import annotations

import asyncio
import mimetypes
import os
import re
import socket
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp
from uvicorn import Config, Server

from ..digests import digest
from .web.guard import OwnNames

HERE = "127.0.0.1"
NEWS = "/.newsdesk/news"
"""The address at which a page hears of a new build."""
SCRIPT = f'<script>new EventSource("{NEWS}").onmessage = () => location.reload()</script>'.encode()
"""Put into pages as they are served, never into their files."""
QUIET = 15
"""Seconds after which a page that waits is sent a sign of life."""
DESK = "/desk"
BACKLOG = 1024
"""Requests that may wait to be taken."""
PATIENCE = 2
"""Seconds that answers under way have to end once the preview does."""
PLACES = re.compile("[0-9]{1,15}")
"""The first and the last byte of a part, one after the other; files are smaller."""


class NoPort(Exception):
    """A port that cannot be served on; the message says why."""


class Preview:
    """A server on this machine, in a thread of its own."""

    def __init__(self, site: Path, port: int, desk: ASGIApp | None = None) -> None:
        """Take the port, so that browsers wait until `start`; the `desk`, if any, stands below `/desk`. Raises NoPort."""
        self._socket = _bound(port)
        self._readers = Readers()
        names = (HERE, "localhost")
        hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
        app = Starlette(
            routes=[
                Route(NEWS, self._readers.listen),
                *([Mount(DESK, desk), Route(DESK, _to_desk)] if desk else []),
                Route("/{path:path}", lambda request: _answer(site, request)),
            ],
            middleware=[Middleware(OwnNames, hosts=hosts)],
            exception_handlers={404: lambda _request, _error: _not_found(site)},
        )
        self._server = Server(
            Config(app, log_config=None, log_level="critical", access_log=False, server_header=False, lifespan="off",
                   ws="none", backlog=BACKLOG, timeout_graceful_shutdown=PATIENCE)
        )  # fmt: skip
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        self._server.run(sockets=[self._socket])

    def start(self) -> None:
        """Answer from now on."""
        self._thread.start()

    def tell(self) -> None:
        """Tell the pages that are open in browsers of a new build."""
        self._readers.tell(b"data: built\n\n")

    def tell_read(self) -> None:
        """Tell the pages of the desk that are open that the site has been read anew."""
        self._readers.tell(b"event: read\ndata: read\n\n")

    def stop(self) -> None:
        """Answer no more."""
        self._server.should_exit = True
        self._readers.tell(b"")
        if self._thread.is_alive():
            self._thread.join(PATIENCE * 2)
        self._socket.close()


def _bound(port: int) -> socket.socket:
    made = socket.socket()
    try:
        if os.name == "posix":  # elsewhere the option would let two previews share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if not port:
            raise OverflowError
        made.bind((HERE, port))
        made.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        made.close()
        raise NoPort(getattr(error, "strerror", None) or "it is no port") from None
    return made


class Readers:
    """The pages that are open in browsers."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Queue[bytes]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def listen(self, request: Request) -> Response:
        """Keep the line open, and send a word when a build is done."""
        self._loop = asyncio.get_running_loop()
        news = self._news() if request.method == "GET" else None
        return StreamingResponse(news, media_type="text/event-stream") if news else Response()

    async def _news(self) -> AsyncIterator[bytes]:
        mine: asyncio.Queue[bytes] = asyncio.Queue()
        self._waiting.add(mine)
        try:
            while True:
                try:
                    word = await asyncio.wait_for(mine.get(), QUIET)
                    if not word:
                        return
                    yield word
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._waiting.discard(mine)

    def tell(self, word: bytes) -> None:
        """Send all pages a word, from any thread; an empty one says that there will be no more."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, word)

    def _tell(self, word: bytes) -> None:
        for each in self._waiting:
            each.put_nowait(word)


def _to_desk(_request: Request) -> Response:
    return RedirectResponse(f"{DESK}/", 301)


def _answer(site: Path, request: Request) -> Response:
    """Return a file of the site, whole or the part that is asked for. Raises HTTPException."""
    asked = request.path_params["path"]
    found = _inside(site, asked)
    if found is not None and os.path.isdir(found):
        folder, found = found, _inside(site, f"{asked}/index.html")
        if found is not None and os.path.isfile(found) and not request.url.path.endswith("/"):
            return RedirectResponse(f"{quote(os.path.basename(folder))}/", 301)
    body = _read(found)
    if found is None or body is None:
        raise HTTPException(404)
    kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
    headers = {"ETag": f'"{digest(body)}"', "Accept-Ranges": "bytes"}
    if headers["ETag"] in request.headers.get("if-none-match", "").replace("W/", ""):
        return Response(status_code=304, headers=headers)
    return _part(body, kind, headers, request) or Response(body, headers=headers, media_type=kind)


def _inside(site: Path, path: str) -> str | None:
    """Return where a path leads, links followed, if that is inside the site."""
    try:
        found = os.path.realpath(os.path.join(site, path.strip("/")))
    except (OSError, ValueError):  # too long, or a character that no file's name has
        return None
    here = os.path.realpath(site)
    return found if found == here or found.startswith(os.path.join(here, "")) else None


def _read(path: str | None) -> bytes | None:
    """Return a file's bytes, a page's with the script that waits for the next build; None if there is none."""
    try:
        content = Path(path).read_bytes() if path and os.path.isfile(path) else None
    except OSError:
        return None
    is_page = content is not None and str(path).endswith(".html")
    return content.replace(b"</body>", SCRIPT + b"</body>", 1) if content is not None and is_page else content


def _part(body: bytes, kind: str, headers: dict[str, str], request: Request) -> Response | None:
    """Return the one part of a file that is asked for; None if the whole is, or several parts."""
    unit, _, asked = request.headers.get("range", "").partition("=")
    first, dash, last = asked.strip().partition("-")
    known = request.headers.get("if-range", headers["ETag"]) == headers["ETag"]
    if unit != "bytes" or not dash or not known or not PLACES.fullmatch(first + last):
        return None
    begin = int(first) if first else max(0, len(body) - int(last))
    end = min(int(last) + 1, len(body)) if first and last else len(body)
    if begin >= len(body):
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{len(body)}"})
    if begin >= end:
        return None
    shown = {**headers, "Content-Range": f"bytes {begin}-{end - 1}/{len(body)}"}
    return Response(body[begin:end], 206, shown, kind)


def _not_found(site: Path) -> Response:
    """Return the site's own page for what is not there."""
    body = _read(_inside(site, "404.html"))
    return Response(body or b"there is no such page\n", 404, media_type="text/html" if body else "text/plain")
