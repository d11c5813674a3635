"""The page that publishes: what stands in the way and what would change, a build and its closing line, the task that sends it."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from .room import Asked, Desk
from .site import stories, troubles
from .stories import counts, rows_of
from .tables import names_of

PATIENCE = 600
"""Seconds that a task may take."""
TASKS = {
    "look": ("build", "--dry-run"),
    "publish": ("build",),
    "look-there": ("publish", "--dry-run"),
    "send": ("publish",),
}
"""What is run for each button."""
PLACE = re.compile(r"(?P<kind>error|warning|held|note)\s+(?:(?P<path>[^:]+?)(?::(?P<line>\d+))?: )?(?P<reason>.*)")
CHANGE = re.compile(r"  ([+*-]) (.+)")
MARKS = {"+": "new", "*": "changed", "-": "gone"}
COUNTS = "to change"
"""Begins the line that tells how much a dry run would change."""
GONE = "would be removed"
"""Stands in what a task says that would take down most of a site."""
_RUNNING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Done:
    """What a task said."""

    what: str = ""
    """which one was run, of TASKS; empty if none was"""
    failed: bool = False
    closing: str = ""
    rows: Sequence[dict[str, str]] = ()
    """errors, warnings and notes: kind, path, line, reason"""
    changes: Sequence[tuple[str, str]] = ()
    """of each file that would change how, see MARKS, and its name"""
    told: Sequence[str] = ()
    """the other lines"""
    asks: bool = False
    """True: it wants to be told that so much is meant to go"""


def show(desk: Desk, _asked: Asked) -> Response:
    """Show what stands in the way."""
    return _page(desk, Done())


def publish(desk: Desk, asked: Asked) -> Response:
    """Run the task that a button names, and show what it says."""
    what = asked.form.get("do", "")
    if what not in TASKS:
        return desk.page("message.html", 422, reason=f"the desk does not know {what[:40]!r}")
    done = _run(desk, what, asked.form.get("allow") == "yes")
    return _page(desk, done, 422 if done.failed else 200)


def _page(desk: Desk, done: Done, status: int = 200) -> Response:
    told, known = troubles(desk.site), stories(desk.site)
    table = rows_of(known, told, names_of(desk))
    by_page = {row["url"]: row for row in known}
    folders = {url.rpartition("/")[0] for url in by_page}
    mine = [row for row in done.changes if row[1].rpartition("/")[0] in folders and "/" in row[1]]
    return desk.page(
        "publish.html", status, done=done, counts=counts(table), total=len(table), names={row["path"] for row in table},
        errors=[trouble for trouble in told if trouble.kind == "error"],
        pages=[(how, name, by_page.get(name)) for how, name in mine],
        others=[row for row in done.changes if row not in mine],
        sends=bool(desk.site.told.get("publishes")),
    )  # fmt: skip


def _run(desk: Desk, what: str, allow: bool) -> Done:
    words = [*TASKS[what], "--content", str(desk.content), *(["--allow-removal"] if allow else [])]
    with _RUNNING:
        ran = subprocess.Popen(
            [sys.executable, "-m", "invoke", *words],
            cwd=desk.project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        try:
            with desk.site.turns.given_up():  # what it sends may take minutes
                out, err = ran.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            ran.kill()
            ran.communicate()
            return Done(what, True, f"it took more than {PATIENCE // 60} minutes, and was stopped")
    lines = [line for line in out.splitlines() if line.strip()]
    changes = [(MARKS[match[1]], match[2]) for line in lines if (match := CHANGE.fullmatch(line))]
    told = [line for line in lines if not CHANGE.fullmatch(line)]
    closing = next((line for line in told if line.startswith(COUNTS)), told[-1] if told else "it said nothing")
    said = [line for line in err.splitlines() if line.strip()]
    return Done(
        what, ran.returncode != 0, closing, [_row(desk, line) for line in said], changes,
        [line for line in told if line != closing], any(GONE in line for line in said),
    )  # fmt: skip


def _row(desk: Desk, line: str) -> dict[str, str]:
    """Return a line of a task in parts; its path as the desk knows it, empty if it is of no paste."""
    match = PLACE.match(line)
    if match is None:
        return {"kind": "", "path": "", "line": "", "reason": line}
    found = {key: value or "" for key, value in match.groupdict().items()}
    below = f"{desk.content.as_posix()}/"
    if found["path"].startswith(below):
        return {**found, "path": found["path"].removeprefix(below)}
    return {**found, "path": "", "reason": line.partition(" ")[2].strip()}
