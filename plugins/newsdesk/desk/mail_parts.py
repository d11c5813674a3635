"""The parts of an e-mail: which hold something, their names, encodings and words; nothing raises for a damaged one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from html.parser import HTMLParser

from .. import store
from ..clean import parseable


def leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something; a letter within counts as one."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from leaves(part)
    else:
        yield message


def attached_letter(part: Message) -> Message | None:
    """Return the letter that a part is, or None."""
    payload = (
        part.get_payload() if part.is_multipart() else None
    )  # of a text it would read the charset, and trip over it
    if part.get_content_type() == "message/rfc822":
        inner = payload[0] if isinstance(payload, list) and payload else None
        if isinstance(inner, Message) and (inner.keys() or not part.get("Content-Transfer-Encoding")):
            return inner
        return message_from_bytes(bytes_of(inner if isinstance(inner, Message) else part))
    return message_from_bytes(bytes_of(part)) if file_name(part).casefold().endswith(store.LETTERS) else None


def is_file(part: Message) -> bool:
    """True for a part that is a file, and no text of the letter."""
    texts = part.get_content_type() in ("text/plain", "text/html")
    return part.get_content_disposition() == "attachment" or (bool(file_name(part)) and not texts) or not texts


def file_name(part: Message) -> str:
    """Return the name of the file that a part is; empty if it has none, or one that cannot be read."""
    try:
        return _decoded(part.get_filename() or "")
    except (LookupError, ValueError, TypeError):
        return ""


def charset_of(part: Message) -> str:
    """Return the encoding that a part names, or the empty string."""
    return parameter(part, "charset")


def parameter(part: Message, name: str) -> str:
    """Return a parameter of a part's type; empty if it has none, or one that cannot be read."""
    try:
        found = part.get_param(name)
    except (LookupError, ValueError, TypeError):
        return ""
    return str(found[2] if isinstance(found, tuple) else found or "")


def bytes_of(part: Message) -> bytes:
    """Return what a part holds, its transfer encoding undone."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def header(message: Message, name: str) -> str:
    """Return the words of a header."""
    return _decoded(message.get(name, ""))


def _decoded(value: object) -> str:
    """Return a header's words, each in the encoding it names if that can be; nothing raises."""
    try:
        parts = decode_header(value)  # type: ignore[arg-type]
    except (HeaderParseError, ValueError):
        return " ".join(str(value).split())
    words = []
    for part, charset in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        try:
            words.append(store.decode(raw, charset or "").text)
        except store.NotText:
            words.append(raw.decode("utf-8", "replace"))
    return " ".join("".join(words).split())


def words_of(html: str) -> str:
    """Return the words of a page, a paragraph of HTML a paragraph of text."""
    reader = _Words()
    reader.feed(parseable(html))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """Gathers the words of a page."""

    BREAKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol table tr blockquote section article header footer hr pre".split())
    SILENT = frozenset("script style head title template noscript".split())

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        """Note a break, or the start of what nobody sees."""
        self._silent += tag in self.SILENT
        self.words.append("\n\n" if tag in self.BREAKS else "\n" if tag in ("br", "li") else "")

    def handle_endtag(self, tag: str) -> None:
        """Note a break, or the end of what nobody sees."""
        self._silent = max(0, self._silent - (tag in self.SILENT))
        self.words.append("\n\n" if tag in self.BREAKS else "")

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._silent:
            self.words.append(re.sub(r"\s+", " ", data))
