"""Who may come in: this machine's own browser, under the desk's own names, from the desk's own pages."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GUARDS = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
"""Sent with each answer: no page elsewhere may show a draft in a frame or take it in as its own, and each build is asked for."""
DESK_GUARDS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Sent with each page of the desk, besides: nothing of another host is loaded, and no script but ours runs."""
PAGE_GUARDS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'none'; sandbox allow-same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
"""Sent with the page of a story that is looked at: it runs no script, and the desk alone may frame it."""
MOST_BYTES = 24_000_000
"""Of what is sent to the desk: a saved page of 20 MB, and the form around it."""
SAFE = ("GET", "HEAD")
OWN_SITES = ("same-origin", "none")
"""What a browser says of where a request comes from (`Sec-Fetch-Site`): the desk, or the editor's own hand."""


class OwnNames:
    """Answers whoever asks under one of the server's own names.

    A page elsewhere may have its own name lead to this machine, and would then read drafts as its own.
    """

    def __init__(self, app: ASGIApp, hosts: set[str]) -> None:
        """Let requests for these hosts through to `app`."""
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        guarded = _with_headers(send, GUARDS)
        if Headers(scope=scope).get("host", "").casefold() in self._hosts:
            await self._app(scope, receive, guarded)
        else:
            names = " and ".join(sorted(self._hosts))
            await PlainTextResponse(f"this preview answers to {names} alone\n", 421)(scope, receive, guarded)


class OwnPages:
    """Answers the desk's own pages, and the editor who opens one; what another page asks for, sends or frames is refused."""

    def __init__(self, app: ASGIApp) -> None:
        """Let such requests through to `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        guarded = _with_headers(send, DESK_GUARDS)
        headers = Headers(scope=scope)
        if not _is_ours(scope["method"], headers):
            refused = PlainTextResponse("the desk takes this from its own pages alone\n", 403)
            await refused(scope, receive, guarded)
        elif int(f"0{headers.get('content-length', '')}"[:12]) > MOST_BYTES:
            await PlainTextResponse(f"the desk takes {MOST_BYTES // 1_000_000} MB at once\n", 413)(
                scope, receive, guarded
            )
        else:
            await self._app(scope, _bounded(receive), guarded)


def _is_ours(method: str, headers: Headers) -> bool:
    """True for a request of a page of ours; one that only opens a page may come from a bookmark, too."""
    site = headers.get("sec-fetch-site", "")
    if method in SAFE:
        opens = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return not site or site in OWN_SITES or opens
    origin = urlsplit(headers.get("origin", ""))
    same = origin.scheme == "http" and origin.netloc.casefold() == headers.get("host", "").casefold()
    return (not site or site == "same-origin") and (same or "origin" not in headers)


def _bounded(receive: Receive) -> Receive:
    """Return what receives a request's body up to MOST_BYTES."""
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise HTTPException(413)
        return message

    return receive_some


def _with_headers(send: Send, headers: dict[str, str]) -> Send:
    """Return what sends an answer with these headers, where it has none of that name."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            found = MutableHeaders(scope=message)
            for name, value in headers.items():
                found.setdefault(name, value)
        await send(message)

    return guarded


class Token:
    """A secret of this run, in each form of the desk: who cannot read its pages cannot send one."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)

    def check(self, given: str) -> None:
        """Raise HTTPException if a form has another one."""
        if not hmac.compare_digest(given.encode(), self.value.encode()):
            raise HTTPException(403, "this page is of an earlier run of the desk; open it again")
