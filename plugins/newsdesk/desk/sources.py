"""Where a new story may come from: a text, a saved page, an address, an e-mail."""

from __future__ import annotations

import quopri
import re
from dataclasses import dataclass, replace

from .. import store
from ..clean import is_page
from .mail import NoStory, is_mail, is_quoted_printable, read_letter

SCHEME = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,30}://", re.IGNORECASE)


class Unreachable(Exception):
    """A source that cannot be had; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text to take in, and what is known of it besides."""

    text: str
    facts: tuple[tuple[str, str], ...] = ()
    """header keys and values"""
    notes: tuple[str, ...] = ()
    """for the editor: what was guessed or left out, and what to do"""

    @property
    def suffix(self) -> str:
        """What the new file's name ends with."""
        return ".html" if is_page(self.text) else ".txt"


def fetch(name: str, local: bool = False) -> Source:
    """Return the text of a file or an address, with `local` one of this machine, too. Raises Unreachable, and store.NotText."""
    if has_scheme(name):
        page = source_of(*_download(name, local))
        return replace(page, facts=(*page.facts, ("source", name)))
    try:
        return source_of(store.read_bytes(name), is_letter=name.casefold().endswith(store.LETTERS))
    except Unreachable as error:
        raise Unreachable(f"{name}: {error}") from None


def has_scheme(name: str) -> bool:
    """True for an address, whatever its scheme.

    >>> has_scheme("HTTPS://example.org/a"), has_scheme("ftp://example.org"), has_scheme("a.html"), has_scheme("10: the list")
    (True, True, False, False)
    """
    return bool(SCHEME.match(name))


def _download(address: str, local: bool) -> tuple[bytes, str]:
    """Return a page's bytes, and the encoding that its server names."""
    from .fetching import NotFetched, fetch_page

    try:
        return fetch_page(address, local)
    except NotFetched as error:
        raise Unreachable(f"{address}: {error}") from None


def source_of(content: bytes, declared: str = "", is_letter: bool = False) -> Source:
    """Return what bytes hold: a text, a page, or a letter, whatever its name. Raises Unreachable, and store.NotText."""
    if not is_letter and not is_mail(content):
        encoded = is_quoted_printable(content)
        text = store.decode(quopri.decodestring(content) if encoded else content, declared)
        notes = (
            text.note,
            "the text was written as mail is sent (quoted-printable), and was decoded" if encoded else "",
        )
        return Source(text.text, notes=tuple(filter(None, notes)))
    try:
        letter = read_letter(content)
    except NoStory as error:
        raise Unreachable(str(error)) from None
    facts = (("subject", letter.subject), ("date", letter.day), ("sender", letter.sender), ("source", letter.source))
    return Source(letter.text, tuple((key, value) for key, value in facts if value), letter.notes)
