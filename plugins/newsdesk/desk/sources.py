"""Where a new story may come from: a text, a saved page, an address, an e-mail."""

from __future__ import annotations

import contextlib
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from .. import store
from ..clean.lines import is_page

LARGEST = 10_000_000
"""Bytes of a page that are fetched."""
PATIENCE = 20
"""Seconds."""
FORWARDED = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)


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


def fetch(name: str) -> Source:
    """Return the text of a file or an address. Raises Unreachable, and store.NotText."""
    if name.startswith(("http://", "https://")):
        page = store.decode(*_download(name))
        return Source(page.text, (("source", name),), notes_of(page))
    if name.casefold().endswith(".eml"):
        try:
            return read_mail(Path(name).read_bytes())
        except OSError as error:
            raise Unreachable(f"{name}: cannot be read ({error.strerror})") from None
    text = store.read_text(name)
    return Source(text.text, notes=notes_of(text))


def notes_of(text: store.Text) -> tuple[str, ...]:
    """Return what to tell of how a text was read."""
    return (text.note,) if text.note else ()


def _download(address: str) -> tuple[bytes, str]:
    """Return a page's bytes, and the encoding that its server names."""
    request = urllib.request.Request(address, headers={"User-Agent": "newsdesk", "Accept": "text/html"})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            content: bytes = answer.read(LARGEST + 1)
            declared: str = answer.headers.get_content_charset("")
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise Unreachable(
            f"{address}: cannot be fetched ({getattr(error, 'reason', error)}); save the page and name the file"
        ) from None
    if len(content) > LARGEST:
        raise Unreachable(f"{address}: is larger than {LARGEST // 1_000_000} MB; save the page and name the file")
    return content, declared


def read_mail(content: bytes) -> Source:
    """Return an e-mail's text, plain if it has one, with its subject and day. Raises Unreachable."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise Unreachable("the e-mail holds no text; paste its words")
    facts = []
    subject = FORWARDED.sub("", str(message.get("Subject", ""))).strip()
    if subject:
        facts.append(("title", subject))
    with contextlib.suppress(TypeError, ValueError):
        facts.append(("date", _day(str(message["Date"]))))
    return Source(str(part.get_content()), tuple(facts))


def _day(value: str) -> str:
    found: datetime = parsedate_to_datetime(value)
    return found.date().isoformat()
