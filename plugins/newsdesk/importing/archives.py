"""Stories of files that hold many whole ones: a mailbox, or an archive of the web."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..clean import is_address
from .item import MOST_BYTES, Item, Spelled

QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
"""A line of a letter that would open the next one, as mailboxes write it."""
PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


def read_mailbox(path: Path, _spelled: Spelled) -> Iterator[Item]:
    """Yield the letters of a mailbox."""
    box: Any = mailbox.mbox(path, create=False)  # its keys are numbers, though their type says otherwise
    try:
        count = len(box)
        for number in range(count):
            content = QUOTED_FROM.sub(rb"\1", box.get_bytes(number))
            too_large = "is larger than 20 MB" if len(content) > MOST_BYTES else ""
            name = re.search(rb"(?im)^message-id:\s*(\S+)", content[:20_000])
            place = f"{path}#{name[1].decode(errors='replace').strip('<>') if name else number + 1}"
            yield Item(
                place, b"" if too_large else content, refusal=too_large, is_letter=True, passed=(number + 1) / count
            )
    finally:
        box.close()


def read_warc(path: Path, _spelled: Spelled) -> Iterator[Item]:
    """Yield the pages of an archive of the web, and an item that says why for each answer that is none."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield Item(str(path), refusal="warcio is not installed; get it with: pip install 'newsdesk[warc]'")
        return
    size = path.stat().st_size or 1
    count = 0
    with path.open("rb") as file:
        try:
            for record in ArchiveIterator(file):
                if record.rec_type in ("response", "resource"):
                    count += 1
                    yield _page(path, record, min(1.0, file.tell() / size))
        except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
            told = " ".join(str(error).split())[:200]
            yield Item(str(path), refusal=f"the archive cannot be read on ({told}); {count} answers stand before that")


def _page(path: Path, record: Any, passed: float) -> Item:
    headers, answer = record.rec_headers, record.http_headers
    address = headers.get_header("WARC-Target-URI") or ""
    kind = (answer or headers).get_header("Content-Type") or ""
    status = answer.get_statuscode() if answer else "200"
    place = f"{path}#{address}"
    if status != "200":
        return Item(place, refusal=f"is no page but an answer with the status {status}", passed=passed)
    if kind.partition(";")[0].strip().casefold() not in PAGES:
        return Item(place, refusal=f"is no page but {kind.partition(';')[0].strip()[:60]!r}", passed=passed)
    content = record.content_stream().read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return Item(place, refusal="is larger than 20 MB", passed=passed)
    charset = CHARSET.search(kind)
    facts = (("source", address),) if is_address(address) else ()
    return Item(place, content, facts, encoding=charset[1] if charset else "", passed=passed)
