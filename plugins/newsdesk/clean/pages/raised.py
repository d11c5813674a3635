"""Raised and lowered characters of a saved page as plain text: powers, cents and fractions stay readable, marks of notes go."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {"tm": "™", "sm": "℠", "®": "®", "©": "©"}
UP = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
CURRENCIES = "€£$¥₽₺"
PRICE_BEFORE = re.compile(r"[$€£¥₹₽₺]\s?\d[\d.,]*$")
PRICE_AFTER = re.compile(r"\s?(?:[€£₽₺$]|(?:kr|zł|Kč|Ft|lei|лв|руб|TL|CHF|EUR|USD)\b)")
POWER_BASE = re.compile(
    r"(?:(?<![^\W_])(?:10|[^\W\d_])|\d\s?[^\W\d_A-Z]|(?<![^\W\d_])(?:[kcdmµn]m|ft|yd|mi|in|sec|kg|км|см|мм)|=\s?[^\W\d_]{1,4})$"
)
"""Ten, a single letter (metres, a variable), a unit or a formula: what carries a power; "5G" is a word."""
FRACTION = re.compile(r"\d{1,3}[/⁄]\d{1,3}")
NOTE = re.compile(
    r"[\[(]?\s*(?:\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[*†‡§¶#]+|[a-z]{1,2}|note \d+|nb \d+)\s*[\])]?", re.IGNORECASE
)
BRACKETED = re.compile(r"(?:\[[^\[\]]{1,60}\]\s*+)+")
"""One mark or several, or a word of the page's editors: "[2][3]", "[citation needed]"."""
NUMERAL = re.compile(r"(?<![^\W\d_])[IVXLCDM]+$")
"""What carries the letter of an ordinal: the "XIXᵉ" century."""
LONG_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}+[\"”’»)]*+(?:[.,;:!?][\"”’»)]*+)?$")


class Raised:
    """Raised text of one page, in its order: the marks of its notes count up."""

    def __init__(self) -> None:
        self._last = 0

    def text_of(self, before: str, text: str, after: str, linked: bool) -> str | None:
        """Return how raised `text` is written between what stands `before` and `after` it; None for the mark of a note.

        `linked` marks lead to their notes.
        """
        text = unicodedata.normalize("NFKC", text.strip())  # a raised "²" is a 2
        sign = SIGNS.get(text.casefold())
        if sign or not text:
            return sign or ""
        if BRACKETED.fullmatch(text) or (NOTE.fullmatch(text) and (linked or text[0] in "[(*†‡§¶#")):
            return self._note(text)
        if FRACTION.fullmatch(text):
            return f" {text}" if before[-1:].isdigit() else text
        if text.lstrip("+-−").isdecimal():
            return self._of_digits(before, text, after)
        if text.isalpha():
            is_mark = text.islower() and (len(text) == 1 or set(text) <= set("ivx"))
            is_note = is_mark and LONG_WORD.search(before) and not NUMERAL.search(before)
            return self._note(text) if is_note else text
        if before[-1:].isdigit() and text[0] in CURRENCIES:
            return text
        if NOTE.fullmatch(text):
            return self._note(text)
        return f"^{text}" if any(map(str.isalnum, text)) else text

    def _of_digits(self, before: str, digits: str, after: str) -> str | None:
        if after.lstrip().startswith(("/", "⁄")):
            return f" {digits}" if before[-1:].isdigit() else digits
        if len(digits) == 2 and before[-1:].isdigit():
            if PRICE_BEFORE.search(before):
                return f".{digits}"
            if PRICE_AFTER.match(after):
                return f",{digits}"
        carries = POWER_BASE.search(before)
        opens_word = not before.strip() or before[-1:].isspace()
        counts_up = digits.isdecimal() and 0 < int(digits) <= self._last + 1
        if carries or opens_word or not digits.isdecimal() or (before[-1:].isdigit() and not counts_up):
            return digits.translate(UP)
        return self._note(digits)

    def _note(self, text: str) -> str | None:
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        self._last = max([self._last, *numbers])
        return None


def raised(text: str) -> str:
    """Return what is raised in a formula."""
    return text.translate(UP) if set(text) <= set("0123456789+-−") else f"^{text}"


def lowered(before: str, text: str) -> str:
    """Return how lowered `text` is written: plain, as in H2O, but apart from a figure before it."""
    return text.translate(DOWN) if before[-1:].isdigit() else text
