"""A new paste: taken in as it is, with a header that says what was inferred."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from .. import store
from ..article import Article
from ..clean import BadHeader, clean, fold, is_address, lang_of, plain, split_header
from .sources import Source, has_scheme

LONGEST, MOST_BYTES = 100, 200
"""Characters and bytes of a file's name: a disk takes 255 bytes, its ending and that of a copy included."""
KEPT_WHOLE = re.compile("[^\N{THAI CHARACTER SARA AM}\N{LAO VOWEL SIGN AM}]+")
SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Chooses between two forms of one character; a mark by its category."""
DRAFT = (
    "Paste the story here: the whole page, as copied. Then run 'invoke explain {path}', and take out 'status: draft'.\n"
)


class Refused(Exception):
    """A paste that cannot be taken in; the message is for the editor."""


def take_in(name: str, source: Source | None, content: Path) -> tuple[Path, Article | None]:
    """Write a new paste into the folder of pastes; return its path and what was read in it.

    `source` is None for an empty draft. Raises Refused, and BadHeader.
    """
    path, text, article = prepare(name, source, content)
    store.write_text(path, text)
    return path, article


def prepare(name: str, source: Source | None, content: Path) -> tuple[Path, str, Article | None]:
    """Return where a new paste is to stand, its text with a header, and what was read in it; nothing is written.

    The text stays as it is; a header that stands already, too. Raises Refused, and BadHeader.
    """
    stem = file_name(name)
    path = content / f"{stem}{source.suffix if source else '.txt'}"
    taken = next((other for other in _beside(content) if unicodedata.normalize("NFC", other.stem) == stem), None)
    if taken:
        raise Refused(f"{taken}: exists already; give the new paste another name")
    if source is None:
        header = f"title: {plain(name)}\nstatus: draft\nadded: {datetime.date.today()}"
        return path, f"---\n{header}\n---\n\n{DRAFT.format(path=path)}", None
    if not source.text.strip():
        raise Refused("the paste is empty; nothing was written")
    try:
        article = clean(source.text, datetime.date.today())
    except BadHeader:
        raise
    except Exception as error:
        raise Refused(f"the paste cannot be read ({type(error).__name__}: {error}); nothing was written") from None
    height = split_header(source.text).height
    above = "" if height else header_of(article, dict(source.facts), datetime.date.today())
    return path, above + source.text, article


def take_in_link(address: str, title: str, page: Source | None, note: str, content: Path) -> Path:
    """Write a link into the folder of pastes: a header and nothing below it; return its path. Raises Refused.

    What the `page` there tells of itself is written down: its headline, if no `title` is given, its day and its authors.
    """
    today = datetime.date.today()
    article = clean(page.text, today) if page else None
    title = plain(title) or (article.headline if article else "")
    if not title:
        raise Refused(f"{address}: no headline was found there; write one with --title")
    path = content / f"{file_name(title)}.txt"
    if path.exists():
        raise Refused(f"{path}: exists already; write another --title")
    rows = [f"title: {title}", f"source: {address}"]
    if article and article.date:
        rows += [f"date: {article.date}", f"# the date is from {article.date_evidence}"]
    if article and article.authors:
        rows.append(f"authors: {', '.join(map(plain, article.authors))}")
    rows += [f"note: {row}" for row in map(plain, note.splitlines()) if row]
    store.write_text(path, "\n".join(["---", *rows, f"added: {today}", "---", ""]))
    return path


def _beside(content: Path) -> list[Path]:
    """Return the pastes in a folder, those in folders below it aside."""
    found = sorted(content.iterdir()) if content.is_dir() else []
    return [path for path in found if path.suffix in store.PASTES and not store.is_hidden(path.name)]


def header_of(article: Article, known: Mapping[str, str], today: datetime.date) -> str:
    """Return a header with what is known and what was inferred, so that no later build depends on the day it runs.

    `today` is the day on which the brief takes it in. The paste follows at once, so that its lines keep the numbers they had by themselves.
    """
    known = {key: plain(value) for key, value in known.items()}  # of a letter's own words, none may become a line
    date = known.get("date") or article.date
    subject = known.get("subject", "")
    title = known.get("title") or ("" if is_echoed(subject, article.headline) else subject)
    rows = [f"title: {title}"] if title else []
    rows.append(f"date: {date}" if date else "# date: 2021-02-25  (none was found; write the story's day)")
    if date == article.date and article.date_evidence and "date" not in known:
        rows.append(f"# the date is from {article.date_evidence}")
    if authors := known.get("authors") or ", ".join(map(plain, article.authors)):
        rows.append(f"authors: {authors}")
    if article.section:
        rows.append(f"section: {plain(article.section)}")
    if "tags" in known:
        rows.append(f"tags: {known['tags']}")
    if article.lang:
        rows.append(f"lang: {lang_of(article, '')}")
    source = known.get("source") or plain(article.header.get("source", ""))
    if is_address(source):
        rows.append(f"source: {source}")
    if "status" in known:
        rows.append(f"status: {known['status']}")
    rows.append(f"added: {today}")
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
    >>> file_name("दिल्ली में चुनाव")
    'दिल्ली-में-चुनाव'
    """
    words = "".join(_written(letter) for letter in _composed(name.removesuffix(".txt")))
    found = "-".join(word for word in words.split() if any(map(str.isalnum, word)))
    if not found:
        raise Refused(f"{name!r} gives no file name; name it in letters or figures")
    return _cut(found).strip("-")


def _composed(text: str) -> str:
    """Return a text in lower case, each letter one character with its marks where Unicode has such a one, wide letters plain.

    The vowel of Thai and Lao that NFKC takes apart stays: its halves would stand on the wrong side of a tone.
    """
    plain = KEPT_WHOLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text).casefold()
    return unicodedata.normalize("NFC", plain.replace("i\u0307", "i"))  # Turkish İ, in lower case


def _written(letter: str) -> str:
    """Return a letter, figure or mark as it is, a space for what parts words, and nothing for what shows nothing."""
    kind = unicodedata.category(letter)
    if letter.isalnum() or (kind in ("Mn", "Mc") and not SELECTOR.match(letter)):
        return letter
    return "" if kind == "Cf" or letter in "'’" or SELECTOR.match(letter) else " "


def _cut(stem: str) -> str:
    """Return as much of a name as a disk takes, no letter without its marks."""
    short = stem[:LONGEST].encode()[:MOST_BYTES].decode(errors="ignore")
    while len(short) < len(stem) and unicodedata.category(stem[len(short)])[0] == "M":
        short = short[:-1]
    return short


def name_of_source(name: str) -> str:
    """Return a story's name if `name` is an address, a saved page or an e-mail; else the empty string.

    >>> name_of_source("https://www.example.org/2021/03/harbour-reopens.html?from=rss")
    'harbour-reopens'
    """
    if has_scheme(name):
        parts = [part for part in re.sub(r"[?#].*", "", name).split("/")[3:] if part]
        return re.sub(r"\.\w{2,5}$", "", parts[-1]) if parts else name.split("/")[2] or "page"
    path = Path(name)
    return path.stem if path.suffix.casefold() in (".html", ".htm", *store.LETTERS) and path.exists() else ""
