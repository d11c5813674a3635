"""The site in a real browser: accessible, and no wider than the screen."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page

from .conftest import PROJECT

KINDS = (
    "front",
    "edition",
    "editions",
    "article",
    "arabic",
    "tag",
    "line",
    "archive",
    "404",
    "section",
    "month",
    "source",
    "search",
    "subscribe",
    "motley",
)
TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
STRICT = {"color-contrast-enhanced", "target-size"}
"""Rules that run only when they are asked for: text stands out at 7:1, and what is to be hit is 24 pixels wide."""


def kinds(brief: Path, motley: Path) -> dict[str, Path]:
    """Return a page of each kind; the last has a picture, a table, a list, corrections and very long words."""
    stories = sorted((brief / "stories").glob("*.html"))
    arabic = [path for path in stories if '<article class="story" lang="ar"' in path.read_text("utf-8")]
    return {
        "front": brief / "index.html",
        "article": stories[0],
        "arabic": arabic[0],
        "tag": brief / "tags/iraq.html",
        "line": next(path for path in sorted((brief / "lines").glob("*.html")) if path.name != "index.html"),
        "edition": brief / "editions/2021-03-29/index.html",
        "editions": brief / "editions/index.html",
        "archive": brief / "archive.html",
        "404": brief / "404.html",
        "section": motley / "sections/tides.html",
        "source": brief / "sources/example-org.html",
        "search": brief / "search/index.html",
        "subscribe": motley / "subscribe.html",
        "month": motley / "archive/2021-01.html",
        "motley": motley / "stories/harbour.html",
    }


def opened(browser: Browser, host: str, path: Path, width: int, scheme: str) -> Page:
    """Open a page; from its host, if it links from the site's root or reads an index, which then has found something."""
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    hosted = {"404.html": "404.html", "search": "search/index.html?q=canal"}
    place = hosted.get(path.name) or hosted.get(path.parent.name)
    page.goto(f"{host}/{place}" if place else path.as_uri())
    if path.parent.name == "search":
        page.locator(".found-list li").first.wait_for()
    return page


def violations(page: Page | Frame, **options: object) -> str:
    """Return what axe has to say against a page; it has looked at the strict rules, too, and no doubt is left."""
    rules = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options={**rules, **options})
    ran = {rule["id"] for kind in ("passes", "inapplicable", "violations") for rule in found.response[kind]}
    assert ran >= STRICT
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_accessibility_violation(
    browser: Browser, host: str, brief: Path, motley: Path, kind: str
) -> None:
    page = opened(browser, host, kinds(brief, motley)[kind], 1440, "light")
    for closed in page.query_selector_all("summary"):
        closed.click()
    for width, scheme in ((1440, "light"), (1440, "dark"), (320, "dark"), (320, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert not violations(page), f"{width} pixels wide, {scheme}"
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_does_not_scroll_sideways(browser: Browser, host: str, brief: Path, motley: Path, kind: str) -> None:
    page = opened(browser, host, kinds(brief, motley)[kind], 1440, "light")
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(WIDE) <= width
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_zoomed_to_200_per_cent_fits_its_window(
    browser: Browser, host: str, brief: Path, motley: Path, kind: str
) -> None:
    """A window of 1280 pixels then has 640 (WCAG 1.4.4); or only the letters grow, to twice their size."""
    page = opened(browser, host, kinds(brief, motley)[kind], 640, "light")
    assert page.evaluate(WIDE) <= 640
    letters = page.evaluate(LETTERS)
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.wait_for_function(f"({LETTERS}) > {1.8 * letters}")
    assert page.evaluate(WIDE) <= 640
    page.close()


WIDE = "document.documentElement.scrollWidth"
LETTERS = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
FOCUSED = """() => {
  const place = document.activeElement, box = place.getBoundingClientRect(), style = getComputedStyle(place);
  return {tag: place.tagName, words: place.textContent, inside: !!place.closest("main"), outline: style.outlineStyle,
    wide: parseFloat(style.outlineWidth), seen: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight + 1 && box.width > 0}
}"""


@pytest.mark.parametrize("kind", ["front", "article", "arabic", "archive"])
def test_the_keyboard_alone_leads_everywhere(browser: Browser, host: str, brief: Path, motley: Path, kind: str) -> None:
    page = opened(browser, host, kinds(brief, motley)[kind], 1440, "light")
    page.emulate_media(reduced_motion="reduce")  # a page that still scrolls smoothly has not arrived
    page.keyboard.press("Tab")
    first = page.evaluate(FOCUSED)
    assert first["words"] in ("Skip to the text", "انتقل إلى النص") and first["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["inside"], "the menu is passed over"
    page.goto(page.url.removesuffix("#main"))
    page.evaluate("scrollTo(0, 0)")
    steps = page.locator("a[href], summary, [tabindex='0']").count()
    for _ in range(steps):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        assert here["tag"] in ("A", "SUMMARY", "DIV") and here["seen"], here
        assert here["outline"] == "solid" and here["wide"] >= 3, here
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["tag"] == "BODY", "nothing is a trap"
    page.close()


def test_nothing_moves_for_those_who_ask_for_it(browser: Browser, host: str, brief: Path, motley: Path) -> None:
    page = opened(browser, host, kinds(brief, motley)["article"], 1440, "light")
    scrolls = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(scrolls) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(scrolls) == "auto" and page.evaluate("document.getAnimations().length") == 0
    page.close()


@pytest.mark.parametrize("kind", ["front", "article"])
def test_a_page_asks_for_four_files_at_most(browser: Browser, host: str, brief: Path, motley: Path, kind: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host}/{kinds(brief, motley)[kind].relative_to(brief)}", wait_until="networkidle")
    page.close()
    assert 2 <= len(asked) <= 4 and all(address.startswith(host) for address in asked), asked


def test_on_paper_a_page_is_black_on_white_without_its_menus(
    browser: Browser, host: str, brief: Path, motley: Path
) -> None:
    page = opened(browser, host, kinds(brief, motley)["motley"], 700, "dark")
    page.emulate_media(media="print")
    for name in (".mast nav", ".sub", "footer", ".skip", ".more"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator(".gone li").first.is_visible(), "what was removed stands open"
    paint = page.evaluate("(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))")
    assert paint == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    shown = page.evaluate("getComputedStyle(document.querySelector('dd a[href^=http]'), '::after').content")
    assert "https://example.org/harbour" in shown, "a printed link tells its address"
    page.close()


def test_the_list_of_what_was_removed_opens(browser: Browser, host: str, brief: Path, motley: Path) -> None:
    page = opened(browser, host, kinds(brief, motley)["article"], 1440, "light")
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
            path.write_text(f"---\ntitle: Tugs go home\n---\n{path.read_text('utf-8').split('---', 2)[-1]}", "utf-8")
            page.get_by_role("heading", name="Tugs go home").wait_for(timeout=20_000)
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
