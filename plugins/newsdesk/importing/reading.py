"""One item to one paste: a pure function, which runs in any process and on any machine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from .. import store
from ..article import Article
from ..clean import BadHeader, clean, notes_of, plain, split_header
from ..desk.intake import Refused, file_name, header_of, name_of_source
from ..desk.sources import Unreachable, source_of
from ..digests import digest
from .item import Item

ORDER = ("title", "date", "authors", "section", "tags", "source", "status")


@dataclass(frozen=True, slots=True)
class Read:
    """What came of an item."""

    key: str
    place: str
    refusal: str = ""
    """why it was left out; empty if it is a paste"""
    paste: str = ""
    """the header and, below it, the text as it came"""
    suffix: str = ".txt"
    stem: str = ""
    """what the file's name shall be, its ending aside, if nothing has that name"""
    source: str = ""
    """the address of the original, if it is known"""
    text: str = ""
    """a digest of the words below the header"""
    unsure: tuple[str, ...] = ()
    """what an editor should look at, each with the line of the paste that it is about, if it is about one"""
    passed: float = 0.0


def read(item: Item, today: date) -> Read:
    """Return what comes of an item that the brief takes in on a day. Raises nothing, whatever the item holds."""
    if item.refusal:
        return Read(item.key, item.place, item.refusal, passed=item.passed)
    try:
        return _read(item, today)
    except (Unreachable, store.NotText) as error:
        refusal = str(error)
    except BadHeader as error:
        refusal = f"line {error.line}: {error.reason}"
    except Exception as error:  # of one story, whatever it is
        refusal = f"cannot be read ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
    return Read(item.key, item.place, refusal, passed=item.passed)


def read_batch(items: Sequence[Item], today: date) -> list[Read]:
    """Do so with several."""
    return [read(item, today) for item in items]


def _read(item: Item, today: date) -> Read:
    source = source_of(item.content, item.encoding, item.is_letter)
    if not source.text.strip():
        return Read(item.key, item.place, "holds no text", passed=item.passed)
    known = {key: plain(value) for key, value in (*source.facts, *item.facts) if value}
    own = 0 if item.facts else split_header(source.text).height
    told = "" if own else _told(known)
    article = clean(told + source.text, today)
    if not article.blocks:
        return Read(item.key, item.place, "holds no story: no line of it reads like one", passed=item.passed)
    header = "" if own else header_of(article, known, today)
    headline = split_header(header).header.get("title") or article.headline
    moved = header.count("\n") - told.count("\n")
    notes = [*source.notes, *item.notes, *_notes(article, headline, known, today, moved)]
    address = known.get("source") or plain(article.header.get("source", ""))
    below = split_header(source.text).text if own else source.text
    return Read(
        item.key, item.place, "", header + source.text, source.suffix, _stem(item, headline, address), address,
        text_digest(below), tuple(notes), item.passed,
    )  # fmt: skip


def text_digest(text: str) -> str:
    """Return what two pastes of the same words have alike."""
    return digest(" ".join(text.split()))


def _told(known: Mapping[str, str]) -> str:
    """Return a header with what the source tells, and nothing that was inferred."""
    rows = [f"{key}: {known[key]}" for key in ORDER if key in known]
    return "\n".join(["---", *rows, "---", ""]) if rows else ""


def _notes(article: Article, headline: str, known: Mapping[str, str], today: date, moved: int) -> list[str]:
    found = [f"line {line + moved}: {note}" if line else note for line, note in notes_of(article, article.lang, today)]
    if not headline:
        found.append("no headline was found; write 'title: ...' in the header")
    if not (article.date or known.get("date")):
        found.append("no date was found; write 'date: ...' in the header")
    return found


def _stem(item: Item, headline: str, address: str) -> str:
    """Return a file's name for a story: from its headline, its address, or where it was found."""
    place = PurePath(re.sub(r"[#:][^/\\]*$", "", item.place)).stem
    for name in (headline, name_of_source(address) if address else "", place):
        try:
            return file_name(name)
        except Refused:
            continue
    return "story"
