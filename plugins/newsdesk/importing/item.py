"""What a source holds, story by story, before anything is read in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from ..clean import is_address, is_page, plain, wrong_value
from ..digests import digest

MOST_BYTES = 20_000_000
"""Of one story; what is larger is none."""
BLOCKS = "p|div|ul|ol|table|blockquote|h[1-6]|pre|figure|section|article|form|iframe"
BLOCK = re.compile(rf"</?(?:{BLOCKS}|hr)\b|<!--", re.IGNORECASE)
OPENED, CLOSED = (re.compile(rf"<{slash}(?:{BLOCKS})\b", re.IGNORECASE) for slash in ("", "/"))
PARAGRAPH = re.compile(r"<(?:p|div|br)\b", re.IGNORECASE)
BLANK = re.compile(r"(?:\r?\n[ \t]*){2,}")
SENDER = re.compile(r"(?<!\S)[^\s@]++@\S++\s++\((?P<name>[^()]++)\)")
"""An author as RSS has it."""
Spelled = Callable[[str], str]
"""returns a tag in the vocabulary's spelling"""


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a source, or what stands in the place of one."""

    place: str
    """where it is, for people: the source's path, and what names it there"""
    content: bytes = b""
    """as it came: a file's bytes, or a text in UTF-8"""
    facts: tuple[tuple[str, str], ...] = ()
    """header keys and values that the source tells"""
    notes: tuple[str, ...] = ()
    """what an editor should look at"""
    refusal: str = ""
    """why it cannot be a story; empty if it can"""
    is_letter: bool = False
    encoding: str = ""
    """that the source names"""
    passed: float = 0.0
    """how much of the source has been read with it, 0 to 1"""

    @property
    def key(self) -> str:
        """What it is known by in the journal."""
        return digest(self.place, self.content, repr(self.facts))


def make_item(
    place: str,
    body: str,
    *,
    is_html: bool,
    title: str = "",
    date: str = "",
    source: str = "",
    authors: Iterable[str] = (),
    tags: Iterable[str] = (),
    section: str = "",
    status: str = "",
    notes: Sequence[str] = (),
) -> Item:
    """Return an item of a text and what is told of it; what no header can hold becomes a note."""
    told = list(notes)
    day = day_of(date)
    if date.strip() and not day:
        told.append(f"its date {date.strip()[:40]!r} cannot be read")
    facts = {
        "title": plain(title),
        "date": day,
        "authors": ", ".join(dict.fromkeys(filter(None, map(_name, authors)))),
        "section": plain(section),
        "tags": ", ".join(dict.fromkeys(filter(None, (plain(tag).replace(",", " ") for tag in tags)))),
        "source": source.strip() if is_address(source.strip()) else "",
        "status": status,
    }
    content = as_page(body) if is_html and body.strip() else body
    return Item(
        place,
        content.encode("utf-8", "replace"),
        tuple((key, value) for key, value in facts.items() if value),
        tuple(told),
    )


def as_page(html: str) -> str:
    """Return a page around a story's HTML, whose words stay as they are. Empty lines part paragraphs where no element is open.

    >>> as_page("One line.\\n\\nAnother.").splitlines()[2:5:2]
    ['<p>One line.</p>', '<p>Another.</p>']
    """
    if is_page(html):
        return html
    parts = BLANK.split(html)
    if len(parts) > 1 or not PARAGRAPH.search(html):
        html = "\n\n".join(_paragraphs(parts))
    return f"<!doctype html>\n<html><body><article>\n{html}\n</article></body></html>\n"


def _paragraphs(parts: Iterable[str]) -> Iterator[str]:
    """Yield what stands between empty lines, as paragraphs where no element is open and none begins."""
    depth = 0
    for part in parts:
        bare = depth <= 0 and part.strip() != "" and not BLOCK.match(part.lstrip())
        depth += len(OPENED.findall(part)) - len(CLOSED.findall(part))
        yield f"<p>{part.strip()}</p>" if bare else part


def day_of(value: str) -> str:
    """Return the day that a date of a feed, a letter or a program names, where it was written; empty if it names none.

    >>> day_of("Wed, 03 Mar 2021 23:30:00 -0500"), day_of("2021-03-03T23:30:00Z"), day_of("2021-03-03 10:00:00"), day_of("soon")
    ('2021-03-03', '2021-03-03', '2021-03-03', '')
    """
    value = value.strip()
    found = ""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(value).date().isoformat()
            break
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return "" if not found or wrong_value("date", found) else found


def _name(author: str) -> str:
    found = SENDER.fullmatch(author.strip())
    return plain(found["name"] if found else author)
