"""A new paste: taken in as it is, with a header that says what was inferred."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from .. import store
from ..article import Article
from ..clean import clean
from ..clean.header import split_header
from ..clean.lines import fold
from .sources import Source

SUFFIXES = (".txt", ".html", ".htm")
"""Files that would have the same address."""
DRAFT = (
    "Paste the story here: the whole page, as copied. Then run 'invoke explain {path}', and take out 'status: draft'.\n"
)


class Refused(Exception):
    """A paste that cannot be taken in; the message is for the editor."""


def take_in(name: str, source: Source | None, content: Path) -> tuple[Path, Article | None]:
    """Write a new paste into the folder of pastes; return its path and what was read in it.

    `source` is None for an empty draft. The text stays as it is; a header that stands already, too. Raises Refused,
    and BadHeader.
    """
    stem = file_name(name)
    path = content / f"{stem}{source.suffix if source else '.txt'}"
    taken = next((other for other in sorted(content.glob(f"{stem}.*")) if other.suffix in SUFFIXES), None)
    if taken:
        raise Refused(f"{taken}: exists already; give the new paste another name")
    if source is None:
        store.write_text(path, f"---\ntitle: {name}\nstatus: draft\n---\n\n{DRAFT.format(path=path)}")
        return path, None
    if not source.text.strip():
        raise Refused("the paste is empty; nothing was written")
    article = clean(source.text, datetime.date.today())
    height = split_header(source.text).height
    store.write_text(path, source.text if height else header_of(article, dict(source.facts)) + source.text)
    return path, article


def header_of(article: Article, known: Mapping[str, str]) -> str:
    """Return a header with what is known and what was inferred, so that no later build depends on the day it runs.

    The paste follows at once, so that its lines keep the numbers they had by themselves.
    """
    date = known.get("date") or article.date
    subject = known.get("subject", "")
    rows = [f"title: {subject}"] if subject and not is_echoed(subject, article.headline) else []
    rows.append(f"date: {date}" if date else "# date: 2021-02-25  (none was found; write the story's day)")
    if date == article.date and article.date_evidence:
        rows.append(f"# the date is from {article.date_evidence}")
    if article.authors:
        rows.append(f"authors: {', '.join(article.authors)}")
    if article.section:
        rows.append(f"section: {article.section}")
    source = known.get("source") or article.header.get("source")
    if source:
        rows.append(f"source: {source}")
    if "sender" in known:
        rows.append(f"# the letter is from {known['sender']}")
    return "\n".join(["---", *rows, "---", ""])


def is_echoed(subject: str, headline: str) -> bool:
    """True if a text's own headline says what the subject of its letter does, which names the sender or is cut short.

    >>> is_echoed("Harbour Letter: Ferry runs again", "Ferry to Oster Sound runs again after storm")
    True
    """
    words, said = set(fold(subject).split()), set(fold(headline).split())
    return len(words & said) * 2 >= len(words) and bool(said)


def file_name(name: str) -> str:
    """Return the name of a file, and so the address, for a story. Raises Refused if nothing is left of it.

    >>> file_name("US strikes: an 'unambiguous' message")
    'us-strikes-an-unambiguous-message'
    """
    plain = unicodedata.normalize("NFKC", name.removesuffix(".txt")).casefold()
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", "", plain))
    if not words:
        raise Refused(f"{name!r} gives no file name; name it in letters or figures")
    return "-".join(words)[:100].strip("-")


def name_of_source(name: str) -> str:
    """Return a story's name if `name` is an address, a saved page or an e-mail; else the empty string.

    >>> name_of_source("https://www.example.org/2021/03/harbour-reopens.html?from=rss")
    'harbour-reopens'
    """
    if name.startswith(("http://", "https://")):
        parts = [part for part in re.sub(r"[?#].*", "", name).split("/")[3:] if part]
        return re.sub(r"\.\w{2,5}$", "", parts[-1]) if parts else name.split("/")[2]
    path = Path(name)
    return path.stem if path.suffix.casefold() in (".html", ".htm", ".eml") and path.exists() else ""
