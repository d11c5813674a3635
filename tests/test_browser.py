"""The site in a real browser: accessible, and no wider than the screen."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import PROJECT

WIDTHS = {"narrow": 320, "phone": 390, "desktop": 1440}


def kinds(brief: Path) -> dict[str, Path]:
    """Return a page of each kind."""
    stories = sorted((brief / "stories").glob("*.html"))
    arabic = [path for path in stories if '<article class="story" lang="ar"' in path.read_text("utf-8")]
    return {
        "front": brief / "index.html",
        "article": stories[0],
        "arabic": arabic[0],
        "tag": brief / "tags/iraq.html",
        "section": brief / "sections/trade.html",
        "source": brief / "sources/example-org.html",
        "line": next(path for path in sorted((brief / "lines").glob("*.html")) if path.name != "index.html"),
        "edition": brief / "editions/2021-03-29/index.html",
        "editions": brief / "editions/index.html",
        "archive": brief / "archive.html",
        "search": brief / "search/index.html",
        "404": brief / "404.html",
    }


SERVED = {"404": "404.html", "search": "search/index.html?q=canal"}
"""Pages that need a host: one links from the site's root, one reads an index."""


def opened(browser: Browser, host: str, brief: Path, kind: str, width: int, scheme: str) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(f"{host}/{SERVED[kind]}" if kind in SERVED else kinds(brief)[kind].as_uri())
    if kind == "search":
        page.locator(".found-list li").first.wait_for()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "kind",
    [
        "front",
        "edition",
        "editions",
        "article",
        "arabic",
        "tag",
        "section",
        "source",
        "line",
        "archive",
        "search",
        "404",
    ],
)
def test_a_page_has_no_accessibility_violation(
    browser: Browser, host: str, brief: Path, kind: str, width: str, scheme: str
) -> None:
    page = opened(browser, host, brief, kind, WIDTHS[width], scheme)
    for closed in page.query_selector_all("summary"):
        closed.click()
    found = Axe().run(
        page,
        options={
            "runOnly": {
                "type": "tag",
                "values": [
                    "wcag2a",
                    "wcag2aa",
                    "wcag2aaa",
                    "wcag21a",
                    "wcag21aa",
                    "wcag22aa",
                    "best-practice",
                ],
            }
        },
    )
    page.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 1440])
@pytest.mark.parametrize(
    "kind",
    [
        "front",
        "edition",
        "editions",
        "article",
        "arabic",
        "tag",
        "section",
        "source",
        "line",
        "archive",
        "search",
        "404",
    ],
)
def test_a_page_does_not_scroll_sideways(browser: Browser, host: str, brief: Path, kind: str, width: int) -> None:
    page = opened(browser, host, brief, kind, width, "light")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width


def test_the_list_of_what_was_removed_opens(browser: Browser, host: str, brief: Path) -> None:
    page = opened(browser, host, brief, "article", 1440, "light")
    passages = page.locator(".gone li")
    assert not passages.first.is_visible()
    page.get_by_text("What we removed").click()
    assert passages.first.is_visible()
    page.close()


def test_a_saved_paragraph_is_shown_by_an_open_page(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(
        PROJECT, tmp_path / "brief", ignore=shutil.ignore_patterns(".*", "output", "*.egg-info", "__pycache__")
    )
    project = tmp_path / "brief"
    port = _free_port()
    words = [sys.executable, "-m", "invoke", "serve", "--port", str(port)]
    with subprocess.Popen(words, cwd=project, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            while "serving" not in server.stdout.readline():
                assert server.poll() is None
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/stories/ever-given-aground.html")
            path = project / "content" / "ever-given-aground.txt"
            text = path.read_text("utf-8")
            longest = max(text.splitlines(), key=len)
            path.write_text(text.replace(longest, f"{longest} The last tug left the canal at dawn."), "utf-8")
            page.get_by_text("The last tug left the canal at dawn").wait_for(timeout=20_000)
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
