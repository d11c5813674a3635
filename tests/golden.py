"""Whole stories and what they come out as, under `tests/pastes/NAME/`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from newsdesk.clean import clean
from newsdesk.desk.explain import as_json

PASTES = Path(__file__).parent / "pastes"
INTAKE = date(2026, 11, 22)
"""The day on which the pastes are taken in, so that the year of an undated day never moves."""


def names() -> list[str]:
    """Return the names of the golden stories."""
    return sorted(path.parent.name for path in PASTES.glob("*/paste.txt"))


def paste_of(name: str) -> str:
    """Return a golden story's paste."""
    return (PASTES / name / "paste.txt").read_bytes().decode("utf-8")


def comes_out(name: str) -> str:
    """Return what a story comes out as today, as JSON text."""
    return json.dumps(as_json(clean(paste_of(name), INTAKE)), ensure_ascii=False, indent=1) + "\n"


def bless() -> Iterator[Path]:
    """Write what has changed, and yield its paths."""
    for name in names():
        path = PASTES / name / "article.json"
        text = comes_out(name)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            yield path
