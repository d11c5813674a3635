"""Stories of JSON: lines of objects, or a JSON Feed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from .item import MOST_BYTES, Item, Spelled, make_item

WANTED = 'an object with "title", "text" or "html", "date", "url", "tags", "authors"'


def read_lines(path: Path, spelled: Spelled) -> Iterator[Item]:
    """Yield the stories of a file that has one a line."""
    size = path.stat().st_size or 1
    passed = 0
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(MOST_BYTES), b""), 1):
            passed += len(line)
            if line.strip():
                yield replace(_item(f"{path}:{number}", _loaded(line), spelled), passed=passed / size)


def read_file(path: Path, spelled: Spelled) -> Iterator[Item]:
    """Yield the stories of a JSON Feed, or of a list of such objects as stand in lines."""
    found = _loaded(path.read_bytes())
    rows = found.get("items") if isinstance(found, dict) else found
    if not isinstance(rows, list):
        reason = f"is no JSON ({found})" if isinstance(found, str) else "is neither a JSON Feed nor a list of objects"
        yield Item(str(path), refusal=reason)
        return
    for number, row in enumerate(rows, 1):
        name = row.get("id") or row.get("url") or number if isinstance(row, dict) else number
        yield _item(f"{path}#{name}", row, spelled)


def _loaded(content: bytes) -> Any:
    """Return what JSON says; a string, which is no story, if it says nothing."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        return str(error) or type(error).__name__


def _item(place: str, row: Any, spelled: Spelled) -> Item:
    if not isinstance(row, dict):
        return Item(place, refusal=f"is no story, which is {WANTED}" + (f" ({row})" if isinstance(row, str) else ""))
    html = _word(row, "html", "content_html")
    text = _word(row, "text", "content_text")
    summary = _word(row, "summary") if not html and not text else ""
    return make_item(
        place,
        html or text or summary,
        is_html=bool(html),
        title=_word(row, "title"),
        date=_word(row, "date", "date_published", "published", "date_modified"),
        source=_word(row, "url", "external_url", "link"),
        authors=_names(row.get("authors") or row.get("author")),
        tags=map(spelled, _names(row.get("tags"))),
        section=_word(row, "section"),
        notes=["the feed holds only a summary"] if summary else [],
    )


def _word(row: dict[str, Any], *keys: str) -> str:
    return next((value for key in keys if isinstance(value := row.get(key), str) and value.strip()), "")


def _names(value: Any) -> list[str]:
    """Return names from a list of them or of objects that have one, or from one with commas."""
    rows = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else [value]
    found = (row.get("name") if isinstance(row, dict) else row for row in rows)
    return [name.strip() for name in found if isinstance(name, str) and name.strip()]
