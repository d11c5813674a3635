"""A formula of a saved page as plain text: no word or figure of it is lost, and none stands twice."""

from __future__ import annotations

from bs4.element import Tag

from .raised import lowered, raised

SOURCES = frozenset(("annotation", "annotation-xml"))
"""The same formula once more, as its author typed it."""
PAIRS = {"mfrac": "{}/{}", "mroot": "{1}√{0}"}


def formula_text(tag: Tag) -> str:
    """Return a formula, or a part of one, in a line: fractions with a stroke, powers raised."""
    parts = [child for child in tag.children if isinstance(child, Tag) and child.name not in SOURCES]
    if not parts:
        return " ".join(tag.get_text().split())
    texts = [formula_text(part) for part in parts]
    if tag.name in PAIRS and len(texts) == 2:
        return PAIRS[tag.name].format(*map(_together, texts))
    if tag.name == "msqrt":
        return f"√{_together(''.join(texts))}"
    if tag.name == "msup" and len(texts) == 2:
        return texts[0] + raised(_together(texts[1]))
    if tag.name == "msub" and len(texts) == 2:
        return texts[0] + lowered(texts[0], texts[1])
    return "".join(
        f" {text} " if part.name == "mo" and text in "=<>≤≥≈" else text for part, text in zip(parts, texts, strict=True)
    )


def _together(text: str) -> str:
    """Return a part in brackets, if it has a sign within."""
    return f"({text})" if any(sign in text[1:] for sign in "+-−=/ ") else text
