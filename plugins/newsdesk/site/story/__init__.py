"""What a page needs of a paste: read once, kept as plain values."""

from __future__ import annotations

from .facts import Facts, Reach, Reading, Text, facts_of, facts_that_reach, text_of
from .fields import BESIDE, TEXTS, TOLD, WHOLE
from .own_words import lines_as_html, text_as_html
from .reading import Way, listed, make_reading, minutes_of, pointer
from .shown import EXCERPT, FULL, LINK, read_on, shown_as

__all__ = [
    "BESIDE",
    "EXCERPT",
    "FULL",
    "LINK",
    "TEXTS",
    "TOLD",
    "WHOLE",
    "Facts",
    "Reach",
    "Reading",
    "Text",
    "Way",
    "facts_of",
    "facts_that_reach",
    "lines_as_html",
    "listed",
    "make_reading",
    "minutes_of",
    "pointer",
    "read_on",
    "shown_as",
    "text_as_html",
    "text_of",
]
