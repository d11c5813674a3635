"""Pictures of each kind of page: phone and desktop, light and dark, and on paper; to be looked at."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .browsing import NoBrowser, chromium, served

KINDS = {
    "front": "index.html", "edition": "editions/????-??-??/index.html", "week": "editions/*-w*/index.html", "editions": "editions/index.html",
    "article": "stories/*.html", "tag": "tags/*.html", "section": "sections/*.html", "author": "authors/*.html",
    "line": "lines/[!i]*.html", "lines": "lines/index.html", "archive": "archive.html", "month": "archive/*.html",
    "tags": "tags.html", "authors": "authors.html", "page": "about.html", "source": "sources/*.html", "search": "search/index.html",
    "subscribe": "subscribe.html", "404": "404.html",
}  # fmt: skip
"""Kind of page to where such pages are."""
FOREIGN = '<article class="story" lang="ar" dir="rtl">'
"""How a story in Arabic begins."""
WIDTHS = {"phone": 390, "desktop": 1440}
SCHEMES = ("light", "dark")
ON_PAPER = ("edition", "article", "arabic", "line")
CALM = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars")


class NoShots(Exception):
    """No pictures can be made; the message says why and what to do."""


def pages(site: Path) -> dict[str, Path]:
    """Return a page of each kind that the site has; of many the largest."""
    foreign = [path for path in sorted(site.glob(KINDS["article"])) if FOREIGN in path.read_text("utf-8")]
    found = {"arabic": foreign[0]} if foreign else {}
    for kind, place in KINDS.items():
        rows = [path for path in site.glob(place) if path not in foreign]
        if rows:
            found[kind] = max(rows, key=lambda path: (path.stat().st_size, path.name))
    return found


def take(site: Path, into: Path, only: Collection[str] = ()) -> Iterator[Path]:
    """Write the pictures of all kinds, or of those named, and yield each one's path. Raises NoShots or NoBrowser."""
    found = pages(site)
    if "front" not in found:
        raise NoShots(f"{site}: holds no site; build one first: invoke build")
    for kind in only:
        if kind not in found:
            raise NoShots(f"{kind!r} is no kind of page that is there; the kinds are {', '.join(sorted(found))}")
    into.mkdir(parents=True, exist_ok=True)
    with served(site) as address, browser() as opened:
        for kind in only or found:
            path = found[kind]
            link = f"{address}/{path.relative_to(site)}"
            for width in WIDTHS:
                for scheme in SCHEMES:
                    yield _on_screen(opened, link, into / f"{kind}-{width}-{scheme}.png", WIDTHS[width], scheme)
            if kind in ON_PAPER:
                yield from _on_paper(opened, link, into / f"{kind}-print.pdf")


def _on_screen(opened: Any, link: str, path: Path, width: int, scheme: str) -> Path:
    page = opened.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(link, wait_until="networkidle")
    page.screenshot(path=path, full_page=True)
    page.close()
    return path


def _on_paper(opened: Any, link: str, path: Path) -> Iterator[Path]:
    """Print a page, and show its sheets as pictures if Debian's poppler-utils is there."""
    page = opened.new_page(color_scheme="dark")  # a printer's paper is white all the same
    page.goto(link)
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    page.close()
    yield path
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-r", "60", "-png", path, path.with_suffix("")], check=True)
        yield from sorted(path.parent.glob(f"{path.stem}-*.png"))


@contextmanager
def browser() -> Iterator[Any]:
    """Give the browser that looks at pages. Raises NoBrowser."""
    command = chromium()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        raise NoBrowser("Playwright is not installed: pip install -e '.[test]'") from None
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=command, args=list(CALM))
        yield opened
        opened.close()
