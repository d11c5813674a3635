"""Pictures of each page of the desk: phone and desktop, light and dark; to be looked at. Nothing is written but these."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .shots import SCHEMES, WIDTHS, NoShots, browser

PAGES = {
    "stories": "/", "story": "", "text": "", "picture": "", "new": "/new", "read": "/new", "editions": "/editions", "edition": "",
    "tags": "/tags", "sources": "/sources", "publish": "/publish", "conflict": "", "message": "/story/none.txt",
}  # fmt: skip
"""Kinds of pages, and where they are; those of a story or an edition are of the first one that the desk lists."""
PASTE = """Trade News

Night ferry returns to Oster Sound

By Ada Marsh

Published on 3 March 2021

The night ferry to Oster Sound sailed on Wednesday for the first time since the gale, its owner said.

0 Comment(s) Share this

Tickets cost what they cost before, and dogs still travel free, according to the harbour office.
"""
PATIENCE = 120
"""Seconds that a site may take to be built and read."""
SETTLED = 800
"""Milliseconds in which what a page asks for besides, such as the story's own page, is there."""


def take_desk(project: Path, into: Path, only: Collection[str] = ()) -> Iterator[Path]:
    """Write the pictures of all pages of a project's desk, or of those named, and yield each one's path. Raises NoShots or NoBrowser."""
    for kind in only:
        if kind not in PAGES:
            raise NoShots(f"{kind!r} is no page of the desk; they are {', '.join(PAGES)}")
    into.mkdir(parents=True, exist_ok=True)
    with _desk(project) as desk, browser() as opened:
        for kind in only or PAGES:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    page = opened.new_page(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme)
                    _go(page, desk, kind)
                    page.wait_for_timeout(SETTLED)
                    path = into / f"desk-{kind}-{width}-{scheme}.png"
                    page.screenshot(path=path, full_page=True)
                    page.close()
                    yield path


@contextmanager
def _desk(project: Path) -> Iterator[str]:
    """Serve a project's desk, and give its address once the site is read."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "invoke", "serve", "--port", str(port)]
    serving = subprocess.Popen(words, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/desk"
    try:
        end = time.monotonic() + PATIENCE
        while not _is_read(address):
            if serving.poll() is not None or time.monotonic() > end:
                raise NoShots(f"{project}: its desk does not open; see what 'invoke desk' says")
            time.sleep(0.3)
        yield address
    finally:
        serving.terminate()
        serving.wait()


def _is_read(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/", timeout=5) as answer:
            return b'id="unread"' not in answer.read()
    except (urllib.error.URLError, OSError):
        return False


def _go(page: Any, desk: str, kind: str) -> None:
    """Lead a page to one of PAGES."""
    if kind in ("story", "text", "picture", "conflict"):
        page.goto(f"{desk}/?order=day")
        story = page.locator("main a[href*='/desk/story/']").first.get_attribute("href").partition("/story/")[2]
        page.goto(
            f"{desk}/{'picture' if kind == 'picture' else 'story'}/{story}{'' if kind in ('story', 'picture') else '?text'}"
        )
    elif kind == "edition":
        page.goto(f"{desk}/editions")
        edition = page.locator("main a[href*='/desk/edition/']").first.get_attribute("href")
        page.goto(re.sub(r"/desk$", edition, desk))
    else:
        page.goto(f"{desk}{PAGES[kind]}", wait_until="load")
    if kind == "read":
        page.locator("#paste").fill(PASTE)
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("button", name="Take it in").wait_for()
    elif kind == "publish":
        page.locator("#closing").wait_for()
    elif kind == "conflict":  # as if another window had saved meanwhile; that is refused
        page.locator("#whole").evaluate("box => { box.value = box.value.trimEnd() + ' So they said.'; }")
        page.locator("main form:has(#whole) [name=version]").evaluate("field => { field.value = 'earlier'; }")
        page.get_by_role("button", name="Save the text").click()
        page.locator("table.versions").wait_for()
