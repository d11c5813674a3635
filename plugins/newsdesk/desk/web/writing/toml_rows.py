"""Tables of TOML changed row by row: comments, order and all other rows stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

Value = str | bool | list[str] | None
"""What a row says; None takes it out."""


def written(value: str | bool | list[str]) -> str:
    """Return a value as TOML writes it.

    >>> written(True), written(["Irbil", "Arbil"])
    ('true', '["Irbil", "Arbil"]')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_rows(block: str, rows: Mapping[str, Value]) -> str:
    """Return a table with other rows; a new one stands at its end.

    >>> with_rows('[[tag]]\\nname = "Erbil"\\n# north\\n\\n', {"name": "Arbil", "never": True})
    '[[tag]]\\nname = "Arbil"\\n# north\\nnever = true\\n\\n'
    """
    for key, value in rows.items():
        row = re.compile(rf"^[ \t]*{key}[ \t]*=[ \t]*(?:\[[^\]]*\]|[^\n]*)\n?", re.MULTILINE)
        new = "" if value is None else f"{key} = {written(value)}\n"
        if row.search(block):
            block = row.sub(lambda _match, new=new: new, block, count=1)  # type: ignore[misc]
        elif new:
            body = block.rstrip("\n")
            block = f"{body}\n{new}{block[len(body) + 1 :]}"
    return block


def blocks_of(text: str, head: str) -> list[str]:
    """Return a text in parts of which each but the first begins with a line that `head`, a pattern, matches; joined they are the text."""
    places = [match.start() for match in re.finditer(rf"^[ \t]*{head}[ \t]*(?:#.*)?$", text, re.MULTILINE)]
    return [text[begin:end] for begin, end in zip([0, *places], [*places, len(text)], strict=True)]


def with_block(text: str, block: str) -> str:
    """Return a text with a table at its end."""
    return f"{text.rstrip()}\n\n{block}" if text.strip() else block
