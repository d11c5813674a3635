"""What an import did, as a table at its end, and how long it will take while it runs."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text

from .. import store
from .run import Account

WHOLE = Path(".newsdesk", "import.txt")
"""All rows of the last import."""
SHOWN = 20
"""Rows of each part that are shown; the others are counted by their reason."""


def tell(account: Account, console: Console) -> None:
    """Print what came in, what is unsure and what was left out, each with its reason, and write all rows into a file."""
    parts = {
        "unsure (look at them with: invoke explain PATH):": account.unsure,
        "were there already:": account.there,
        "left out:": account.left_out,
    }
    closing = closing_line(account)
    store.write_text(WHOLE, "\n".join([*_lines(parts, 0), closing, ""]).encode(errors="backslashreplace").decode())
    lines = _lines(parts, SHOWN)
    more = [f"every row stands in {WHOLE}", ""] if any(len(rows) > SHOWN for rows in parts.values()) else []
    console.print(Text("\n".join([*lines, *more, closing])), soft_wrap=True, highlight=False)


def closing_line(account: Account) -> str:
    """Return the counts in one line."""
    rate = f", {account.count / account.seconds:.0f} a second" if account.count >= SHOWN and account.seconds else ""
    return (
        f"{account.came_in} came in, {account.unsure_stories} of them unsure; {len(account.there)} were there already; "
        f"{len(account.left_out)} left out; {account.seconds:.1f} s{rate}"
    )


def _lines(parts: dict[str, list[tuple[str, str]]], most: int) -> Iterable[str]:
    """Return the rows of each part, at most so many; 0: all."""
    lines = []
    for title, rows in parts.items():
        if not rows:
            continue
        shown = rows[:most] if most else rows
        lines += [title, *(f"  {place}: {reason}" for place, reason in shown)]
        rest = Counter(_kind(reason) for _, reason in rows[len(shown) :])
        lines += [f"  ... and {count} more: {kind}" for kind, count in rest.most_common(SHOWN)]
        lines.append("")
    return lines


def _kind(reason: str) -> str:
    """Return a reason without what is one story's own.

    >>> _kind("line 12: its date 'soon' cannot be read")
    "its date '...' cannot be read"
    """
    return re.sub(r"'[^']*'|\"[^\"]*\"", "'...'", re.sub(r"^line \d+: ", "", reason))


class Estimate:
    """Says how far an import is, and when it will end."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self, account: Account, passed: float) -> str:
        """Return it in words; `passed` is the share that has been read."""
        spent = time.monotonic() - self._began
        left = spent * (1 - passed) / passed if passed > 0 else 0.0
        soon = f", about {_time(left)} to go" if passed > 0.01 and spent > 2 else ""
        return f"{account.count} stories read, {passed:.0%}{soon}"


def _time(seconds: float) -> str:
    """Return a time in words.

    >>> _time(40), _time(400), _time(40000)
    ('40 s', '7 min', '11 h 7 min')
    """
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
