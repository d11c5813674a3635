"""A page from its address, in bounds: what is asked, of whom, for how long and how much of it."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
import urllib.request
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import TypeVar

import httpx

LARGEST = 20_000_000
"""Bytes of a page, unpacked."""
PATIENCE = 20.0
"""Seconds in all, from the first question to the last byte."""
HOPS = 5
"""Addresses that one may lead on to, one after the other."""
REDIRECTS = (301, 302, 303, 307, 308)
TEXTS = re.compile(r"text/.*|application/xhtml\+xml|message/rfc822|multipart/related|", re.IGNORECASE)
"""Types of answers that are read; a server that names none is believed to send text."""
HEADERS = {"User-Agent": "newsdesk", "Accept": "text/html, text/*;q=0.9", "Accept-Encoding": "gzip"}
T = TypeVar("T")


class NotFetched(Exception):
    """A page that cannot be had; the message says why, and what to do."""


def fetch_page(address: str, local: bool = False) -> tuple[bytes, str]:
    """Return a page's bytes, and the encoding that its server names. Raises NotFetched.

    Unless `local`, none is asked that is this machine or stands in a private network, whoever leads there.
    """
    return _within(PATIENCE, lambda: _fetch(address, local))


def _within(seconds: float, work: Callable[[], T]) -> T:
    """Return what `work` returns, if it does in time: a server that sends a byte now and then would hold it for ever."""
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    try:
        return done.result(seconds)
    except TimeoutError:
        raise _late() from None


def _late() -> NotFetched:
    return NotFetched(f"did not come within {PATIENCE:.0f} seconds; save the page and name the file")


def _fetch(address: str, local: bool) -> tuple[bytes, str]:
    until = time.monotonic() + PATIENCE
    url = _url(address)
    try:
        for _ in range(HOPS + 1):
            found = _ask(url, local, until)
            if not isinstance(found, httpx.URL):
                return found
            url = found
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
        raise NotFetched(f"cannot be fetched ({_reason(error)}); save the page and name the file") from None
    raise NotFetched(f"leads on more than {HOPS} times; name the address where the page stands")


def _reason(error: Exception) -> str:
    """Return why nothing came, in few words."""
    said = getattr(error, "strerror", None) or str(error)
    if isinstance(error, httpx.RemoteProtocolError) and "without sending complete" in said:
        return "it came incomplete"
    return " ".join(said.split()) or type(error).__name__


def _url(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return an address that can be asked, seen from `base`. Raises NotFetched."""
    advice = "write it as the browser shows it"
    if re.search(r"[\s\x00-\x1f\x7f]", address):
        raise NotFetched(f"an address holds no spaces or line breaks; {advice}")
    try:
        url = base.join(address) if base else httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise NotFetched(f"is no address ({' '.join(str(error).split())}); {advice}") from None
    if url.scheme not in ("http", "https"):
        which = "leads on to" if base else "is"
        raise NotFetched(f"{which} an address of {url.scheme or 'no scheme'}; only http and https are fetched")
    if not url.host:
        raise NotFetched(f"is no address (it names no host); {advice}")
    return url


def _ask(url: httpx.URL, local: bool, until: float) -> httpx.URL | tuple[bytes, str]:
    """Return the page that an address gives, or the address that it leads on to. Raises NotFetched, and httpx's errors."""
    proxy = _proxy(url)
    asked = [url] if proxy else [url.copy_with(host=number) for number in _numbers(url, local)]
    told = {**HEADERS, "Host": url.netloc.decode("ascii")}
    named = {"sni_hostname": url.raw_host.decode("ascii")}
    with httpx.Client(timeout=PATIENCE, trust_env=False, verify=httpx.create_ssl_context(), proxy=proxy) as client:
        for place, each in enumerate(asked, 1):
            try:
                with client.stream("GET", each, headers=told, extensions=named) as answer:
                    return _taken(answer, url, until)
            except httpx.ConnectError:
                if place == len(asked):
                    raise
    raise AssertionError("a host has an address")


def _proxy(url: httpx.URL) -> str | None:
    """Return the proxy that the system names for an address; it looks up the host, and decides whom it asks."""
    found = None if urllib.request.proxy_bypass(url.host) else urllib.request.getproxies().get(url.scheme)
    return found if found is None or "://" in found else f"http://{found}"


def _numbers(url: httpx.URL, local: bool) -> list[str]:
    """Return the numbers of a host that may be asked. Raises NotFetched, and OSError if it has none.

    They, not the name, are connected to: a name may lead elsewhere when it is looked up again.
    """
    host = url.raw_host.decode("ascii")
    rows = socket.getaddrinfo(host, url.port or None, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(row[4][0]) for row in rows))
    allowed = [number for number in numbers if local or is_public(number)]
    if not allowed:
        raise NotFetched(f"{url.host} is this machine, or in a private network; if that is meant, say so with --local")
    return allowed


def is_public(number: str) -> bool:
    """True for the number of a machine that the whole internet can ask.

    >>> [is_public(number) for number in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:127.0.0.1", "0.0.0.0", "fe80::1%1")]
    [False, False, False, False, False, False]
    >>> is_public("9.9.9.9"), is_public("2620:fe::fe"), is_public("2002:7f00:1::"), is_public("224.0.0.1")
    (True, True, False, False)
    """
    found = ipaddress.ip_address(number)
    if isinstance(found, ipaddress.IPv6Address):
        within = found.ipv4_mapped or found.sixtofour
        if within is not None:
            found = within
    return found.is_global and not found.is_multicast


def _taken(answer: httpx.Response, url: httpx.URL, until: float) -> httpx.URL | tuple[bytes, str]:
    """Return what an answer holds, or where it leads. Raises NotFetched, and httpx's errors."""
    if answer.status_code in REDIRECTS and "location" in answer.headers:
        return _url(answer.headers["location"], url)
    if answer.status_code != 200:
        status = f"{answer.status_code} {answer.reason_phrase}".strip()
        raise NotFetched(f"cannot be fetched ({status}); save the page and name the file")
    kind = answer.headers.get("content-type", "").partition(";")[0].strip()
    if not TEXTS.fullmatch(kind):
        raise NotFetched(f"is no text, but {kind!r}; name the address of a page")
    packed = answer.headers.get("content-encoding", "").strip().casefold()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise NotFetched(f"is packed as {packed!r}, which was not asked for; save the page and name the file")
    chunks = answer.iter_raw()
    return _bounded(_unpacked(chunks) if "gzip" in packed else chunks, until), answer.charset_encoding or ""


def _bounded(chunks: Iterable[bytes], until: float) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > LARGEST:
            raise NotFetched(f"is larger than {LARGEST // 1_000_000} MB; save the page and name the file")
        if time.monotonic() > until:  # nobody waits any more
            raise _late()
    return bytes(content)


def _unpacked(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Yield what packed chunks hold, no more than is asked for at a time: a small answer may hold gigabytes."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for chunk in chunks:
        while chunk:
            if unpack.eof:  # a file may hold several, one after the other
                unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                yield unpack.decompress(chunk, LARGEST)
            except zlib.error:
                raise NotFetched("came damaged; save the page and name the file") from None
            chunk = unpack.unconsumed_tail or unpack.unused_data
    if not unpack.eof:
        raise NotFetched("cannot be fetched (it came incomplete); save the page and name the file")
