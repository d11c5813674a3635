"""Scripts that put no space between words: for the search index each letter is a word, and a word that is asked for a phrase."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

LANGUAGES = frozenset(["zh", "yue", "ja", "th", "lo", "km", "my"])
"""Whose texts Pagefind must not divide in its own way: its index divides otherwise than a browser does a question."""
LETTERS = (
    (0x0E01, 0x0E3A), (0x0E40, 0x0E4E), (0x0E81, 0x0EBD), (0x0EC0, 0x0ECE), (0x0EDC, 0x0EDF), (0x1000, 0x103F), (0x1050, 0x109D),
    (0x1780, 0x17D3), (0x17DD, 0x17DD), (0x3005, 0x3007), (0x3041, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x323AF),
)  # fmt: skip
"""First and last letters of Thai, Lao, Burmese, Khmer, kana and Chinese characters."""
SPACE = "\u2060"
"""A word that is none, between two letters, for a space that stands in the text; all others there were put in for the index."""
UNSEEN = re.compile("[\u200b\u200c\u200d\u2060]")
"""Hints where a line may break: Khmer texts have them between words, some or all."""

_MANY = 1024
"""Letters from which on a range is one of Chinese characters, among which are no marks: to ask them all takes each build 12 ms."""
_MARKS = [
    code
    for first, last in LETTERS
    if last - first < _MANY
    for code in range(first, last + 1)
    if unicodedata.category(chr(code))[0] == "M"
]
MARKS = tuple(
    (run[0], run[-1])
    for run in ([code for _, code in run] for _, run in groupby(enumerate(_MARKS), lambda pair: pair[1] - pair[0]))
)
"""First and last marks among the letters."""
MARKS_WRITTEN = "".join(map(chr, _MARKS))
"""All of them, in order."""
INSTEAD = 0x10600
"""The letter that the index has for the first mark, the next for the next: Linear A, in which nobody writes news. Pagefind drops marks, and with them vowels
and tones, and finds no phrase in a text that has a letter with two marks."""
_WRITTEN = {code: INSTEAD + number for number, code in enumerate(_MARKS)}


def _within(ranges: tuple[tuple[int, int], ...], form: str = r"\U{:08x}") -> str:
    return "".join(f"{form.format(first)}-{form.format(last)}" for first, last in ranges)


UNIT = rf"(?![{_within(MARKS)}])[{_within(LETTERS)}][{_within(MARKS)}]*"
"""A letter with its marks."""
SCRIPT_FORM = r"\u{{{:x}}}"
UNIT_FOR_SCRIPTS = (
    rf"(?![{_within(MARKS, SCRIPT_FORM)}])[{_within(LETTERS, SCRIPT_FORM)}][{_within(MARKS, SCRIPT_FORM)}]*"
)
"""The same for JavaScript, with the flag `u`."""
ANY = re.compile(f"[{_within(LETTERS)}]")
PART = re.compile(rf"<[^<>]*>|(?P<unit>{UNIT})|(?<=[{_within(LETTERS)}])\s++|(?<!\s)\s++(?=[{_within(LETTERS)}])")


def spaced(html: str) -> str:
    """Return HTML with a space on either side of each letter of such a script, its marks as letters, tags untouched.

    >>> spaced("<b>渡轮</b>, Oster").split()
    ['<b>', '渡', '轮', '</b>,', 'Oster']
    """
    return PART.sub(_apart, UNSEEN.sub("", html)) if ANY.search(html) else html


def _apart(match: re.Match[str]) -> str:
    if match["unit"]:
        return f" {unicodedata.normalize('NFD', match['unit']).translate(_WRITTEN)} "
    return match[0] if match[0].startswith("<") else f" {SPACE} "
