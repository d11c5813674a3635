"""An e-mail: its parts, their encodings, and which of them is the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from html import escape

from .. import store
from ..clean import is_page, without_prefixes, written_days
from .forwards import Within, story_within
from .mail_parts import attached_letter, bytes_of, charset_of, file_name, header, is_file, leaves, parameter, words_of

MAILED = re.compile(rb"\A\s*+(?:From [^\n]*+\n)?(?:[\w-]++:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){3,}+\r?\n")
HEADS = (b"from:", b"date:", b"subject:")
SIGNS = (b"mime-version:", b"message-id:", b"received:", b"return-path:")
"""What opens an e-mail that came without `.eml` in its name: all of the first, one of the second."""
QUOTED = re.compile(rb"(?:[^=]|=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)|=\Z)*")
SOFT_BREAK = re.compile(rb"=[ \t]*\r?\n")
FEWEST_BREAKS = 2
"""In quoted-printable, each "=" opens a character's number or breaks a long line; of a text that says so the breaks make it sure."""
STUB_SHARE = 0.5
"""Share of the words of the HTML part from which on the plain one is the whole letter; a stub says "read this on the web"."""
WORDS = re.compile(r"\S+")


class NoStory(Exception):
    """A letter without a text; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's story and its facts."""

    text: str
    """plain text, or the source of a page"""
    subject: str = ""
    day: str = ""
    """in the time zone of who sent it, as 2021-03-03"""
    sender: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    """the address of a page that a browser saved as a letter"""


def is_mail(content: bytes) -> bool:
    """True if `content` is a letter's source."""
    head = MAILED.match(content[:20_000].lstrip(b"\xef\xbb\xbf"))
    lines = head[0].lower().splitlines() if head else []
    return all(any(line.startswith(name) for line in lines) for name in HEADS) and any(
        line.startswith(SIGNS) for line in lines
    )


def is_quoted_printable(content: bytes) -> bool:
    """True for a piece of a letter's source, pasted without its head: "The harbour=E2=80=99s ferry ="."""
    return len(SOFT_BREAK.findall(content)) >= FEWEST_BREAKS and QUOTED.fullmatch(content) is not None


def read_letter(content: bytes) -> Letter:
    """Return the story of a letter: one that is attached, else what is forwarded in it, else itself. Raises NoStory, NotText."""
    try:
        return _read(message_from_bytes(content.lstrip(b"\xef\xbb\xbf \t\r\n")))
    except RecursionError:
        raise NoStory("the e-mail holds letters within letters without end; paste its words") from None
    except (NoStory, store.NotText):
        raise
    except Exception as error:  # Python's reader of letters trips over many a damaged head
        raise NoStory(f"the e-mail cannot be read ({type(error).__name__}: {error}); paste its words") from None


def _read(message: Message, depth: int = 0) -> Letter:
    if "saved by" in header(message, "From").casefold():
        return _saved_page(message)
    attached = [part for part in map(attached_letter, leaves(message)) if part is not None] if depth < 8 else []
    if attached and message.get_content_type() != "multipart/report":
        inner = _read(attached[0], depth + 1)
        left = (_shown("the note above the attached letter", _own_text(message)), *_files(message, len(attached) - 1))
        return Letter(inner.text, inner.subject, inner.day, inner.sender, _left_out(left) + inner.notes)
    text, notes = _text(message)
    found = _story_of(text)
    subject, sender = header(message, "Subject"), header(message, "From")
    day = _sent(header(message, "Date"))
    if found.facts:  # the day of the forwarding says nothing of the story
        subject, sender = found.facts.get("subject") or subject, found.facts.get("from", "")
        day, told = _written(found.facts.get("date", ""))
        notes += told
    left = _left_out((*found.left_out, *_files(message)))
    return Letter(found.text, without_prefixes(subject), day, sender, notes + left)


def _saved_page(message: Message) -> Letter:
    """Return the page that a browser saved in one file (MHTML): its first part; frames, styles and pictures are the others.

    The day and the sender are those of the saving. Raises NoStory.
    """
    for part in leaves(message):
        if part.get_content_type() == "text/html":
            read = store.decode(bytes_of(part), charset_of(part))
            address = header(message, "Snapshot-Content-Location") or header(part, "Content-Location")
            return Letter(
                read.text, notes=(read.note,) if read.note else (), source=address if address.startswith("http") else ""
            )
    raise NoStory("the saved page holds no text; save it as HTML, or paste its words")


def _text(message: Message) -> tuple[str, tuple[str, ...]]:
    """Return a letter's text, of parts that say the same in two ways the fuller one, and notes on its encoding. Raises NoStory."""
    notes: list[str] = []
    texts = [text for text in _chosen(message, notes) if text[1].strip()]
    if not texts:
        raise NoStory("the e-mail holds no text; paste its words")
    told = tuple(dict.fromkeys(notes))
    if all(kind == "text/plain" for kind, _ in texts):
        return "\n\n".join(text for _, text in texts), told
    html = "\n".join(text if kind == "text/html" else _as_html(text) for kind, text in texts)
    return (html if is_page(html) else f"<html><body>{html}</body></html>"), told


Part = tuple[str, str]
"""A text's kind, `text/plain` or `text/html`, and its words."""


def _chosen(message: Message, notes: list[str]) -> list[Part]:
    """Return the texts of a letter in their order; of alternatives one, the plain one in doubt. `notes` takes what is told of them."""
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        return _leaf(message, notes)
    parts = [part for part in message.get_payload() if isinstance(part, Message)]
    texts = [text for part in parts for text in _chosen(part, notes)]
    if message.get_content_type() != "multipart/alternative":
        return texts
    plain, html = ([text for text in texts if text[0] == kind] for kind in ("text/plain", "text/html"))
    visible = " ".join(words_of(text) for _, text in html)
    spoken = " ".join(text for _, text in plain)
    is_stub = len(WORDS.findall(spoken)) < STUB_SHARE * len(WORDS.findall(visible))
    return html if is_stub or not spoken.strip() else plain


def _as_html(text: str) -> str:
    return "".join(f"<p>{escape(row)}</p>\n" for row in text.split("\n\n") if row.strip())


def _texts(message: Message) -> tuple[str, str, tuple[str, ...]]:
    """Return what a letter's plain parts say, what its HTML says, and notes."""
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    notes: list[str] = []
    for part in leaves(message):
        for kind, text in _leaf(part, notes):
            texts[kind].append(text)
    return "\n\n".join(texts["text/plain"]), "\n".join(texts["text/html"]), tuple(dict.fromkeys(notes))


def _leaf(part: Message, notes: list[str]) -> list[Part]:
    """Return the text of a part that holds no others, if it is one."""
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html") or is_file(part):
        return []
    read = store.decode(bytes_of(part), charset_of(part))
    if read.note:
        notes.append(read.note.replace("save the file as UTF-8 to be sure", "look for wrong letters"))
    text = read.text.replace("\r\n", "\n").replace("\r", "\n")
    return [(kind, _unflowed(text, part) if kind == "text/plain" else text)]


def _unflowed(text: str, part: Message) -> str:
    """Return a text whose lines, if they are "flowed", are joined to paragraphs, as RFC 3676 says; marks of quotation stay."""
    if parameter(part, "format").casefold() != "flowed":
        return text
    deletes = parameter(part, "delsp").casefold() == "yes"
    rows: list[tuple[int, str]] = []
    flows = False
    for line in text.split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        joins = flows and rows[-1][0] == depth and words != "-- "
        flows = words.endswith(" ") and words != "-- "
        kept = words[:-1] if flows and deletes else words
        if joins:
            rows[-1] = depth, rows[-1][1] + kept
        else:
            rows.append((depth, kept))
    return "\n".join(f"{'>' * depth}{' ' if depth and words else ''}{words}" for depth, words in rows)


def _story_of(text: str) -> Within:
    """Return the story of a letter's text; of a page only what was forwarded in it, as plain text."""
    if not is_page(text):
        return story_within(text)
    found = story_within(words_of(text))
    return found if found.facts else Within(text)


def _own_text(message: Message) -> str:
    plain, html, _ = _texts(message)
    return plain if plain.strip() else words_of(html)


def _files(message: Message, letters: int = 0) -> Iterator[str]:
    """Yield what to tell of attachments that are not read."""
    if letters:
        yield f"{letters} more attached {'letter' if letters == 1 else 'letters'}"
    for part in leaves(message):
        if is_file(part) and attached_letter(part) is None and part.get_content_maintype() != "image":
            yield f"the attachment {file_name(part) or part.get_content_type()!r}"


def _left_out(what: Iterator[str] | tuple[str, ...]) -> tuple[str, ...]:
    told = [words for words in what if words]
    return (f"left out of the letter: {', '.join(told)}; paste by hand what belongs to the story",) if told else ()


def _shown(what: str, text: str) -> str:
    words = " ".join(text.split())
    return f'{what} ("{words if len(words) <= 70 else words[:67] + "..."}")' if words else ""


def _sent(value: str) -> str:
    """Return the day of a `Date:`, where it was sent; empty if it names none."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return _written(value)[0]


def _written(value: str) -> tuple[str, tuple[str, ...]]:
    """Return the day that a forwarded letter's head names, and a note if it is none or two."""
    days = written_days(value)
    if not days:
        return "", (
            (f"the forwarded letter's date {value!r} cannot be read; write 'date: ...' in the header",) if value else ()
        )
    if days[0].other:
        return days[0].day.isoformat(), (f"{days[0].text!r} fits two days; look at the date in the header",)
    return days[0].day.isoformat(), ()
