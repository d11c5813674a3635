"""The page that publishes: what stands in the way, then a build, and its closing line."""

from __future__ import annotations

import re
import subprocess
import sys
import threading

from starlette.responses import Response

from .room import Asked, Desk
from .site import stories, troubles
from .stories import counts, rows_of
from .tables import names_of

PATIENCE = 600
"""Seconds that a build may take."""
PLACE = re.compile(r"(?P<kind>error|warning|held|note)\s+(?:(?P<path>[^:]+?)(?::(?P<line>\d+))?: )?(?P<reason>.*)")
_BUILDING = threading.Lock()


def show(desk: Desk, _asked: Asked) -> Response:
    """Show what stands in the way."""
    return _page(desk)


def _page(
    desk: Desk, status: int = 200, rows: list[dict[str, str]] | None = None, closing: str = "", failed: bool = False
) -> Response:
    told = troubles(desk.site)
    table = rows_of(stories(desk.site), told, names_of(desk))
    states = counts(table)
    return desk.page(
        "publish.html", status, counts=states, total=len(table), rows=rows or [], closing=closing, failed=failed,
        errors=[trouble for trouble in told if trouble.kind == "error"], names={row["path"] for row in table},
    )  # fmt: skip


def publish(desk: Desk, _asked: Asked) -> Response:
    """Build as `invoke build` does, and show what it says."""
    words = [sys.executable, "-m", "invoke", "build", "--content", str(desk.content)]
    with _BUILDING:
        try:
            done = subprocess.run(
                words, cwd=desk.project, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return _page(
                desk,
                504,
                closing=f"the build took more than {PATIENCE // 60} minutes; nothing was published",
                failed=True,
            )
    rows = [_row(desk, line) for line in done.stderr.splitlines() if line.strip()]
    closing = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "the build said nothing"
    return _page(desk, 200 if done.returncode == 0 else 422, rows, closing, done.returncode != 0)


def _row(desk: Desk, line: str) -> dict[str, str]:
    """Return a line of a build in parts; its path as the desk knows it, empty if it is of no paste."""
    match = PLACE.match(line)
    if match is None:
        return {"kind": "", "path": "", "line": "", "reason": line}
    found = {key: value or "" for key, value in match.groupdict().items()}
    below = f"{desk.content.as_posix()}/"
    if found["path"].startswith(below):
        return {**found, "path": found["path"].removeprefix(below)}
    return {**found, "path": "", "reason": line.partition(" ")[2].strip()}
