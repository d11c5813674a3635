"""A new paste: taken in as it is, with a header that says what was inferred."""

from __future__ import annotations

import datetime
import re
import unicodedata
from pathlib import Path

from .. import store
from ..article import Article
from ..clean import clean
from ..clean.header import split_header

DRAFT = (
    "Paste the story here: the whole page, as copied. Then run 'invoke explain {path}', and take out 'status: draft'.\n"
)


class Refused(Exception):
    """A paste that cannot be taken in; the message is for the editor."""


def take_in(name: str, text: str | None, content: Path) -> tuple[Path, Article | None]:
    """Write a new paste into the folder of pastes; return its path and what was read in it.

    `text` is None for an empty draft. A header that stands already stays as it is. Raises Refused, and BadHeader.
    """
    path = content / f"{file_name(name)}.txt"
    if path.exists():
        raise Refused(f"{path}: exists already; give the new paste another name")
    if text is None:
        store.write_text(path, f"---\ntitle: {name}\nstatus: draft\n---\n\n{DRAFT.format(path=path)}")
        return path, None
    if not text.strip():
        raise Refused("the paste is empty; nothing was written")
    article = clean(text, datetime.date.today())
    split = split_header(text)
    store.write_text(path, text if split.height else header_of(article) + text)
    return path, article


def header_of(article: Article) -> str:
    """Return a header with what was inferred, so that no later build depends on the day it runs."""
    rows = [f"date: {article.date}" if article.date else "# date: 2021-02-25  (none was found; write the story's day)"]
    if article.authors:
        rows.append(f"authors: {', '.join(article.authors)}")
    if article.section:
        rows.append(f"section: {article.section}")
    return "\n".join(["---", *rows, "---", "", ""])


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
