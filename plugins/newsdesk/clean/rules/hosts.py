"""The host of an address, by which sources are known."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """Return the host of an address, written with or without its scheme, less "www."; empty if it has none.

    >>> host_of("https://www.Harbour-Press.example:80/a"), host_of("harbour-press.example"), host_of("http://[")
    ('harbour-press.example', 'harbour-press.example', '')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")


def with_parents(host: str) -> Iterator[str]:
    """Yield a host and those that it is below, the longest first.

    >>> list(with_parents("news.harbour-press.example"))
    ['news.harbour-press.example', 'harbour-press.example', 'example']
    """
    while host:
        yield host
        host = host.partition(".")[2]
