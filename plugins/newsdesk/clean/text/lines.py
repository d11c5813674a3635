"""A paste as numbered lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html import unescape

from ...article import Line
from .markdown import is_markdown, words_of

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
    + "]"
)
"""Control characters, noncharacters, halves of characters, soft hyphens, zero-width spaces, marks of direction: never part of a word's spelling.
The joiners U+200C and U+200D stay, for Persian and emoji are spelt with them."""
KASHIDA = re.compile("(?<=[\u0620-\u064a\u066e-\u06d3])\u0640+(?=[\u0620-\u064a\u066e-\u06d3])")
"""What stretches an Arabic word in print; at a word's end it marks an abbreviation, and stays."""
SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdef\ufe70-\ufefc]+")
"""Letters by their shape in print, as PDFs give them: the ligature of "ﬁnal", Arabic letters by their place in a word."""

ENTITY = re.compile(r"&(?:#x[\da-f]{2,6}|#\d{2,7}|(?!lt;|gt;)[a-z]{2,8}\d{0,2});", re.IGNORECASE)
"""A character as HTML writes it, which a page that escaped it twice shows: "Here&rsquo;s". In a text on HTML "<" and ">" stay written so."""

WORD_BULLET = re.compile(
    "\\s*+(?:[o§•·▪●◦‣○■□❖➢➤►▶✓*\\-–\uf000-\uf0ff](?:\t|[\xa0 ]{3})\\s*|§[\xa0 ]{2}|[\uf000-\uf0ff■□❖➢➤▸◆]\\s+)(?=\\S)"
)
"""The mark of a list as word processors set it, from whatever font, and the tab or the spaces behind it."""

QUOTE_MARK, FEWEST_QUOTED, MOSTLY_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+"), 4, 0.8
"""What mail sets before each line that it quotes; the fewest lines of such a text, and the share that has it."""
DAMAGED = re.compile("[ÃÂâÐÑØÙ][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]")
"""UTF-8 that was read as Windows-1252 on its way here: "donâ€™t"."""
LOOKS_LIKE_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
STRAIGHT = (
    ("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'), ("–", "-"), ("—", "-"), ("…", "..."),
)  # fmt: skip
"""Marks of print, and what a typewriter has for them."""
WORD = re.compile(r"\w+")
BARE = bytes(ord(chr(code).lower()) if code < 128 and WORD.match(chr(code)) else ord(" ") for code in range(256))
"""Each character of plain English text in lower case, a space for what is no part of a word: four times as fast."""


def is_page(text: str) -> bool:
    """True if `text` is a web page's source, not its words."""
    return LOOKS_LIKE_PAGE.match(text) is not None


def split_lines(text: str, most: int = -1) -> list[str]:
    """Split `text` at what a text editor counts as the end of a line, at `most` of these; the rarer become spaces."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n", most)


def read_lines(text: str, first: int = 1) -> tuple[Line, ...]:
    """Split `text` into lines, counted from `first`; a final line end opens no further line."""
    raws = split_lines(text)
    if not raws[-1]:
        raws.pop()
    words = words_of if is_markdown(raws) else _unquoted if _is_quoted(raws) else str
    texts = {raw: plain(with_plain_bullet(words(raw))) for raw in set(raws)}
    return tuple([Line(number, raw, texts[raw]) for number, raw in enumerate(raws, first)])


def _is_quoted(raws: Sequence[str]) -> bool:
    """True for a letter as it is quoted in another: nearly all lines open with the mark of a quotation."""
    worded = [raw for raw in raws if raw.strip()]
    quoted = sum(QUOTE_MARK.match(raw) is not None for raw in worded)
    return len(worded) >= FEWEST_QUOTED and quoted >= MOSTLY_QUOTED * len(worded)


def _unquoted(raw: str) -> str:
    return QUOTE_MARK.sub("", raw, count=1)


def with_plain_bullet(raw: str) -> str:
    """Return a line with the mark of a word processor's list as a bullet.

    >>> with_plain_bullet("o\\tThe mate keeps a third lamp.")
    '• The mate keeps a third lamp.'
    """
    mark = WORD_BULLET.match(raw)
    return f"• {raw[mark.end() :]}" if mark else raw


def plain(text: str) -> str:
    """Return `text` with letters composed (NFC), single plain spaces, and without invisible characters.

    >>> plain("Zu\\u0308rich,  3\\u200f/3\\u200f/2021")
    'Zürich, 3/3/2021'
    >>> plain("Here&rsquo;s what AT&amp;T says of &lt;b&gt;")
    'Here’s what AT&T says of &lt;b&gt;'
    """
    if "&" in text and ";" in text:
        text = ENTITY.sub(lambda match: unescape(match.group()), text)
    if not text.isascii():
        text = mended(text) if DAMAGED.search(text) else text
        text = INVISIBLE.sub("", text) if not text.isprintable() else text
        text = KASHIDA.sub("", text) if "\u0640" in text else text
        text = unicodedata.normalize("NFC", SHAPES.sub(_without_shape, text))
    elif not text.isprintable():
        text = INVISIBLE.sub("", text)
    return " ".join(text.split()) if "  " in text or not text.isprintable() else text.strip()


def _without_shape(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def mended(text: str) -> str:
    """Return `text` with letters damaged by a wrong encoding made right again, where that is certain."""
    from ftfy import fix_encoding

    return str(fix_encoding(text))


def straight(text: str) -> str:
    """Return `text` with straight quotes and plain dashes; `str.translate` takes ten times as long."""
    for printed, typed in STRAIGHT:
        text = text.replace(printed, typed)
    return text


def small(text: str) -> str:
    """Return `text` in small letters, as expressions that ignore case take them: the Turkish "ı" and "İ" for an "i".

    >>> small("FİLE PHOTO"), small("KASIM") == small("kasım")
    ('file photo', True)
    """
    low = text.casefold()
    return low if low.isascii() else low.replace("ı", "i").replace("i\u0307", "i")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the words of `text` alone, so that copies differing in case, spaces or quotes are equal.

    >>> fold("US F-15s\\xa0fly over “Iraq”.") == fold('us f-15s fly over "Iraq"')
    True
    """
    text = text if text.isascii() else straight(text)
    if text.isascii():
        return " ".join(text.encode().translate(BARE).decode().split())
    return " ".join(WORD.findall(text)).casefold()
