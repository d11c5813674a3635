"""A paste as text: its header, its lines, its language."""

from __future__ import annotations

from .header import (
    CORRECTION,
    KEYS,
    LANG,
    SEPARATOR,
    SHOWS,
    VERDICTS,
    BadHeader,
    Row,
    Split,
    edition_day,
    is_address,
    is_of_news,
    read_header,
    split_header,
    wrong_value,
)
from .language import language_of, may_be
from .lines import fold, is_page, plain, read_lines, small, split_lines, straight, with_plain_bullet
from .source import parseable
from .twice import second_copy

__all__ = [
    "CORRECTION",
    "KEYS",
    "LANG",
    "SEPARATOR",
    "SHOWS",
    "VERDICTS",
    "BadHeader",
    "Row",
    "Split",
    "edition_day",
    "fold",
    "is_address",
    "is_of_news",
    "is_page",
    "language_of",
    "may_be",
    "parseable",
    "plain",
    "read_header",
    "read_lines",
    "second_copy",
    "small",
    "split_header",
    "split_lines",
    "straight",
    "with_plain_bullet",
    "wrong_value",
]
