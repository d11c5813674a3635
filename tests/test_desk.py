"""The desk as an editor works on it, in a real browser, on a real project that is served."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from .conftest import PROJECT, story
from .motley import png
from .test_browser import violations
from .test_tasks import fetch, free_port, wait_for

expect.set_options(timeout=30_000)  # other tests keep the machine busy; what is quick is measured, not asserted

SEED = story(
    tail="0 Comment(s)\n\nSign up for our newsletter and never miss a story again",
    body="Two cranes stand idle until their cables have been looked at.\n\nThe port expects to work through the night.",
)
FERRY = """---
date: 2021-03-04
section: Trade
source: https://news.harbour.example/7
---
Ferry to Oster Sound runs again after the storm

By Ada Marsh

The ferry to Oster Sound took its first cars on Thursday, four days after the gale had driven it ashore, its owner said.

Nobody was hurt, and the timetable of the winter holds from Friday on, as the harbour master told the council of the town.
"""
LANTERN = """---
date: 2021-03-04
section: Culture
---
The lantern of the pier is lit again

By Noor Haddad

The keeper of the old lantern climbed its ninety steps on Thursday evening and lit it for the first time in eleven years.
"""
ARABIC = """---
date: 2021-03-04
section: Trade
---
ميناء سالتماوث يعود إلى العمل بعد العاصفة

بقلم سلمى الحداد

قال مدير الميناء إن أول سفينة دخلت الميناء يوم الخميس بعد أربعة أيام من العواصف التي أغلقت المدخل.
"""


class Running:
    """A project whose desk is served."""

    def __init__(self, folder: Path, *command: str) -> None:
        self.folder, self.content = folder, folder / "content"
        self.command = command or ("-m", "invoke")
        for name in ("theme", "plugins", "tasks.py"):
            (folder / name).symlink_to(PROJECT / name)
        settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
        (folder / "pelicanconf.py").write_text(f'{settings}\nPUBLISH_TO = "folder:{folder / "there"}"\n', "utf-8")
        self.content.mkdir()
        for name, text in {"port": SEED, "ferry": FERRY, "lantern": LANTERN, "mina": ARABIC}.items():
            (self.content / f"{name}.txt").write_text(text, "utf-8")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}/desk"
        self.start()

    def start(self) -> None:
        words = [sys.executable, *self.command, "serve", "--port", str(self.port)]
        self.server = subprocess.Popen(words, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        wait_for(f"{self.address}/", "The lantern of the pier")

    def kill(self) -> None:
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def text(self, name: str) -> str:
        return (self.content / name).read_text("utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("desk"))
    yield made
    made.kill()


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    found = browser.new_page(viewport={"width": 1440, "height": 900})
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    yield found
    found.close()
    assert not wrong


@pytest.fixture
def plain(browser: Browser, running: Running) -> Iterator[Page]:
    """A browser without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def until(true: Callable[[], bool], patience: float = 20) -> None:
    """Wait for something on the disk."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.05)


def frame_has(page: Page, words: str) -> None:
    expect(page.frame_locator("#page").locator("body")).to_contain_text(words, timeout=20_000)


# ---- Lines and facts -------------------------------------------------------------------------------------------------


def test_a_line_is_dropped_put_back_and_undone_with_keys(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/story/port.txt")
    line = page.locator("[data-line='11']")
    line.focus()
    page.keyboard.press("d")
    expect(line.locator(".role strong")).to_have_text("left out")
    expect(page.locator("#told")).to_have_text("line 11 is left out")
    assert running.text("port.txt") == f"---\ndrop: Two cranes stand idle until their\n---\n{SEED}"
    assert page.evaluate("document.activeElement.dataset.line") == "11", "the keyboard stays where it was"
    page.keyboard.press("k")
    expect(line.locator(".role strong")).to_have_text("body")
    assert running.text("port.txt") == SEED
    page.keyboard.press("u")
    expect(line.locator(".role strong")).to_have_text("left out")
    page.keyboard.press("u")
    expect(line.locator(".role strong")).to_have_text("body")
    assert running.text("port.txt") == SEED


def test_a_line_becomes_a_crosshead_a_caption_and_a_paragraph_with_keys(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/story/port.txt")
    line, frame = page.locator("[data-line='15']"), page.frame_locator("#page")
    line.focus()
    for key, role, element in (("x", "crosshead", "h2"), ("c", "caption", "figcaption"), ("p", "body", "p")):
        page.keyboard.press(key)
        expect(line.locator(".role strong")).to_have_text(role)
        expect(frame.locator(f"article {element}", has_text="0 Comment(s)")).to_have_count(1)
    assert running.text("port.txt") == f"---\ntext: 0 Comment(s)\n---\n{SEED}"
    for _ in range(3):
        page.keyboard.press("u")
        expect(page.locator("#told")).to_have_text("the last change is taken back")
        page.evaluate("document.getElementById('told').textContent = ''")
    assert running.text("port.txt") == SEED


def test_all_of_it_works_without_scripts(plain: Page, running: Running) -> None:
    plain.goto(f"{running.address}/")
    plain.get_by_role("link", name="Harbour reopens").click()
    plain.get_by_role("button", name="Drop line 13", exact=True).click()
    assert "drop: The port expects to work through" in running.text("port.txt")
    plain.get_by_label("Summary").fill("A storm is over.")
    plain.get_by_role("button", name="Look before saving").click()
    expect(plain.frame_locator("#page").locator("h1")).to_have_text("Harbour reopens after the storm")
    plain.get_by_role("button", name="Save the facts").click()
    assert "summary: A storm is over." in running.text("port.txt")
    for _ in range(2):
        plain.get_by_role("button", name="Undo").click()
    assert running.text("port.txt") == SEED


def test_the_page_is_seen_while_its_facts_are_typed_and_nothing_is_saved(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/story/lantern.txt")
    frame_has(page, "The lantern of the pier is lit again")
    page.get_by_label("Headline", exact=True).fill("Ninety steps to a light")
    frame_has(page, "Ninety steps to a light")
    assert running.text("lantern.txt") == LANTERN
    page.get_by_label("Day of the story").fill("2021-13-40")
    page.get_by_role("button", name="Save the facts").click()
    expect(page.locator("#wrong-date")).to_contain_text("is no date")
    assert running.text("lantern.txt") == LANTERN
    page.get_by_label("Day of the story").fill("2021-03-04")
    page.get_by_label("Tags", exact=True).fill("Lantern, Pier")
    page.get_by_role("button", name="Save the facts").click()
    expect(page.locator("#told")).to_have_text("saved")
    assert running.text("lantern.txt").startswith(
        "---\ndate: 2021-03-04\nsection: Culture\ntitle: Ninety steps to a light\ntags: Lantern, Pier\n---\n"
    )
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Tags", exact=True)).to_have_value("")
    assert running.text("lantern.txt") == LANTERN


def test_tags_are_suggested_while_they_are_typed_and_names_in_the_text_are_ticked(
    page: Page, plain: Page, running: Running
) -> None:
    page.goto(f"{running.address}/story/ferry.txt")
    tags = page.get_by_label("Tags", exact=True)
    tags.fill("Lantern, ")
    offered = page.locator("#known-tags option").evaluate_all("options => options.map(option => option.value)")
    assert offered and all(value.startswith("Lantern, ") for value in offered)
    (running.content / "ferry.txt").write_text(FERRY.replace("section:", "tags: Ferries\nsection:"), "utf-8")
    plain.goto(f"{running.address}/story/ferry.txt")
    plain.get_by_label("Tags", exact=True).fill("Gale")
    names = plain.get_by_role("group", name="Names in the text").get_by_role("checkbox")
    name = names.first.get_attribute("value")
    names.first.check()
    plain.get_by_role("button", name="Save the facts").click()
    assert f"tags: Gale, {name}\n" in running.text("ferry.txt")
    expect(plain.get_by_label("Tags", exact=True)).to_have_value(f"Gale, {name}")
    assert name not in plain.get_by_role("checkbox").evaluate_all("boxes => boxes.map(box => box.value)")
    (running.content / "ferry.txt").write_text(FERRY, "utf-8")


def test_a_picture_is_dropped_and_another_one_chosen(page: Page, plain: Page, running: Running) -> None:
    page.goto(f"{running.address}/story/lantern.txt")
    page.get_by_role("link", name="Choose or add one").click()
    page.wait_for_url("**/picture/lantern.txt")  # and its scripts
    page.get_by_label("What the picture shows").fill("A lantern, lit")
    page.evaluate(
        """bytes => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "Lantern at night.png", {type: "image/png"}));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        list(png(640, 480)),
    )
    page.wait_for_url("**/story/lantern.txt*")
    expect(page.locator("#told")).to_have_text("images/lantern-at-night.png is its picture")
    assert (running.content / "images/lantern-at-night.png").read_bytes() == png(640, 480)
    assert "image: images/lantern-at-night.png\nalt: A lantern, lit\n" in running.text("lantern.txt")
    expect(page.frame_locator("#page").get_by_role("img", name="A lantern, lit")).to_be_visible()
    (running.content / "images/pier.png").write_bytes(png(60, 40))
    plain.goto(f"{running.address}/picture/lantern.txt")
    shown = plain.locator(".pictures img").evaluate_all("all => all.map(each => each.naturalWidth)")
    assert sorted(shown) == [60, 640]
    plain.get_by_label("What the picture shows").fill("The pier")
    plain.get_by_role("button", name="images/pier.png").click()
    assert "image: images/pier.png\nalt: The pier\n" in running.text("lantern.txt")
    for _ in range(2):
        plain.get_by_role("button", name="Undo").click()
    assert running.text("lantern.txt") == LANTERN


def test_a_line_that_is_dropped_takes_no_typed_word_away(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/story/port.txt")
    page.get_by_label("Note").fill("Why it matters.")
    page.get_by_role("button", name="Drop line 13", exact=True).click()
    expect(page.locator("#told")).to_have_text("line 13 is left out")
    expect(page.get_by_label("Note")).to_have_value("Why it matters.")
    page.get_by_role("button", name="Save the facts").click()
    expect(page.locator("#told")).to_have_text("saved")
    assert "note: Why it matters." in running.text("port.txt") and "drop: The port" in running.text("port.txt")
    for _ in range(2):
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#told")).to_have_text("the last change is taken back")
        page.evaluate("document.getElementById('told').textContent = ''")
    assert running.text("port.txt") == SEED


def test_who_saves_second_is_shown_both_versions(browser: Browser, page: Page, running: Running) -> None:
    other = browser.new_page()
    for each in (page, other):
        each.goto(f"{running.address}/story/ferry.txt")
    page.get_by_label("Summary").fill("The first window.")
    page.get_by_role("button", name="Save the facts").click()
    expect(page.locator("#told")).to_have_text("saved")
    other.get_by_label("Summary").fill("The second window.")
    other.get_by_role("button", name="Save the facts").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("ferry.txt was changed meanwhile")
    expect(other.locator("del")).to_have_text("summary: The first window.")
    expect(other.locator("ins")).to_have_text("summary: The second window.")
    assert "summary: The first window." in running.text("ferry.txt")
    (running.content / "ferry.txt").write_text(FERRY, "utf-8")  # and a text editor comes between
    other.get_by_role("button", name="Save mine all the same").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("ferry.txt was changed meanwhile")
    assert running.text("ferry.txt") == FERRY
    other.get_by_role("button", name="Save mine all the same").click()
    expect(other.locator("#told")).to_have_text("saved")
    assert "summary: The second window." in running.text("ferry.txt")
    other.close()
    (running.content / "ferry.txt").write_text(FERRY, "utf-8")


def test_what_is_typed_outlives_a_desk_that_is_killed(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/story/ferry.txt")
    page.get_by_label("Note").fill("Typed before the desk was gone.")
    running.kill()
    page.get_by_role("button", name="Save the facts").click()
    expect(page.locator("#told")).to_contain_text("not saved")
    expect(page.get_by_label("Note")).to_have_value("Typed before the desk was gone.")
    running.start()
    page.goto(f"{running.address}/story/ferry.txt")
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Note")).to_have_value("Typed before the desk was gone.")
    page.get_by_role("button", name="Save the facts").click()
    expect(page.locator("#told")).to_have_text("saved")
    assert "note: Typed before the desk was gone." in running.text("ferry.txt")
    page.reload()
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
    (running.content / "ferry.txt").write_text(FERRY, "utf-8")


def test_the_whole_text_is_edited_where_that_is_wanted(page: Page, running: Running) -> None:
    (running.content / "crlf.txt").write_bytes(FERRY.replace("\n", "\r\n").encode())
    page.goto(f"{running.address}/story/crlf.txt?text")
    box = page.get_by_label("Header and paste")
    box.fill(box.input_value().replace("Nobody was hurt", "One man was hurt"))
    frame_has(page, "One man was hurt")
    page.get_by_role("button", name="Save the text").click()
    expect(page.locator("#told")).to_have_text("saved")
    expected = FERRY.replace("Nobody was hurt", "One man was hurt").replace("\n", "\r\n").encode()
    assert (running.content / "crlf.txt").read_bytes() == expected
    (running.content / "crlf.txt").unlink()


def test_what_the_build_says_stands_beside_its_field(page: Page, running: Running) -> None:
    (running.content / "bare.txt").write_text(
        "Gulls take over the pier\n\nThe gulls of the harbour have taken over the old pier for good, the council says.\n"
    )
    page.goto(f"{running.address}/?order=title")
    expect(page.locator("tr", has_text="bare.txt").locator(".error")).to_have_text("error", timeout=20_000)
    page.goto(f"{running.address}/story/bare.txt")
    expect(page.locator("#wrong-date")).to_contain_text("no date was found")
    (running.content / "bare.txt").unlink()


# ---- The table -------------------------------------------------------------------------------------------------------


def test_stories_are_searched_and_opened_from_the_keyboard_alone(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/")
    page.keyboard.press("/")
    page.keyboard.type("oster sound")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.keyboard.press("Tab")
    page.locator("body").press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/ferry.txt")


def test_what_was_asked_for_before_a_search_is_not_put_over_what_it_found(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/")
    held: list[Route] = []
    page.route(f"{running.address}/", lambda route: held.append(route))
    (running.content / "ferry.txt").write_text(FERRY.replace("four days", "five days"))
    while not held:  # the page takes in what the build has read
        page.wait_for_timeout(50)
    page.get_by_label("Search").fill("oster sound")
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_response(lambda answer: "q=oster" in answer.url):
        held[0].continue_()
    page.wait_for_timeout(200)
    expect(page.locator("tbody tr")).to_have_count(1)
    (running.content / "ferry.txt").write_text(FERRY)


def test_what_is_asked_for_while_a_search_is_on_its_way_is_what_it_looks_for(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/")
    held: list[Route] = []
    page.route(re.compile(re.escape(running.address) + r"/(\?.*)?$"), lambda route: held.append(route))
    page.get_by_label("Search").fill("oster sound")
    while not held:
        page.wait_for_timeout(50)
    (running.content / "ferry.txt").write_text(FERRY.replace("four days", "six days"))
    while len(held) < 2:  # the page takes in what the build has read
        page.wait_for_timeout(50)
    for route in held:
        with page.expect_response(route.request.url):
            route.continue_()
        page.wait_for_timeout(200)
    expect(page.locator("tbody tr")).to_have_count(1)
    (running.content / "ferry.txt").write_text(FERRY)


def test_keys_can_be_turned_off(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/")
    page.get_by_role("button", name="Turn keys off").click()
    page.keyboard.press("n")
    time.sleep(0.3)
    assert page.url == f"{running.address}/"
    page.get_by_role("button", name="Turn keys on").click()
    page.keyboard.press("n")
    page.wait_for_url("**/new")


# ---- Taking in -------------------------------------------------------------------------------------------------------


PASTED = "Gale warning for the whole coast\n\nBy Noor Haddad\n\n5 March 2021\n\nThe weather office warned on Friday of a gale that will reach the whole of the coast by Saturday noon, its head said.\n\nShare this\n"
MARKED = "<h1>Gale warning for the whole coast</h1><p>By Noor Haddad</p><p>5 March 2021</p><figure><figcaption>The mast of the weather office</figcaption></figure><p>The weather office warned on Friday of a gale that will reach the whole of the coast by Saturday noon, its head said.</p><h2>Ferries stay in port</h2><p>The last ferry of the week leaves on Friday at noon, and the next one is expected to leave on Monday morning.</p>"


def paste(page: Page, text: str, html: str = "") -> None:
    """Paste as a browser does, with both kinds on the clipboard."""
    page.locator("#paste").focus()
    page.evaluate(
        """([text, html]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          if (html) data.setData("text/html", html);
          const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
          const box = document.activeElement;
          if (!box.dispatchEvent(event)) return;
          box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
          box.dispatchEvent(new InputEvent("input", {inputType: "insertFromPaste", bubbles: true}));
        }""",
        [text, html],
    )


@pytest.mark.parametrize("html", ["", MARKED])
def test_a_paste_is_read_shown_and_taken_in(page: Page, running: Running, html: str) -> None:
    page.goto(f"{running.address}/new")
    paste(page, PASTED, html)
    assert page.get_by_text("The page's marks came with it").is_visible() is bool(html)
    page.get_by_role("button", name="Read it").click()
    expect(page.locator("dd").first).to_have_text("Gale warning for the whole coast")
    assert not list(running.content.glob("gale*"))
    page.get_by_label("The file's name").fill("Gale warning")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url(f"**/story/gale-warning.{'html' if html else 'txt'}?new*")
    made = running.content / f"gale-warning.{'html' if html else 'txt'}"
    text = made.read_text("utf-8")
    assert "date: 2021-03-05" in text and "authors: Noor Haddad" in text
    assert text.split("---\n")[2] == (f"<!doctype html>\n<body>\n{html}\n</body>\n" if html else PASTED)
    if html:
        expect(page.locator("li.is-caption .words")).to_have_text("The mast of the weather office")
        expect(page.locator("li.is-crosshead .words")).to_have_text("Ferries stay in port")
    wait_for(f"http://127.0.0.1:{running.port}/stories/gale-warning.html", "Gale warning for the whole coast")
    made.unlink()


def test_bold_words_are_no_marks_of_a_page(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/new")
    paste(page, PASTED, "<p><b>Gale warning</b> for the <span style='color: red'>whole coast</span></p>")
    expect(page.get_by_label("Keep the words alone")).to_be_checked()


def test_twins_are_told_before_anything_is_saved(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/new")
    paste(page, FERRY.split("---\n")[2].replace("Nobody was hurt", "No one was hurt"))
    page.get_by_role("button", name="Read it").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Is it there already?")
    expect(alert.get_by_role("link")).to_have_text("Ferry to Oster Sound runs again after the storm")
    assert {path.stem for path in running.content.glob("*.txt")} == {"port", "ferry", "lantern", "mina"}


def test_a_link_is_a_headline_and_an_address(plain: Page, running: Running) -> None:
    plain.goto(f"{running.address}/new")
    plain.get_by_label("Headline, for a link").fill("Tugs at night")
    plain.get_by_label("Address of the original").fill("https://news.harbour.example/9")
    plain.get_by_role("button", name="Read it").click()
    plain.get_by_role("button", name="Take it in").click()
    assert running.text("tugs-at-night.txt").startswith(
        "---\ntitle: Tugs at night\nsource: https://news.harbour.example/9\nadded: 20"
    )
    (running.content / "tugs-at-night.txt").unlink()


def test_a_bookmark_brings_a_page_in_its_fragment(page: Page, running: Running) -> None:
    told = json.dumps(
        {"url": "https://news.harbour.example/12", "title": "Gulls", "text": "Gulls are back\n\nThey came."}
    )
    page.goto(f"{running.address}/new#")
    page.evaluate("(told) => { location.hash = encodeURIComponent(told); }", told)
    expect(page.locator("#paste")).to_have_value("Gulls are back\n\nThey came.")
    expect(page.get_by_label("Address of the original")).to_have_value("https://news.harbour.example/12")
    assert "#" not in page.url
    mark = page.get_by_role("link", name="to the desk").get_attribute("href")
    assert mark and mark.startswith("javascript:") and f"{running.address}/new" in mark


@pytest.mark.parametrize("name", ["page.html", "letter.eml"])
def test_a_file_is_dropped_on_the_box(page: Page, running: Running, name: str) -> None:
    text = (
        f"<!doctype html><html><body>{MARKED}</body></html>"
        if name.endswith("html")
        else f"From: a@harbour.example\nSubject: Gale warning for the whole coast\nDate: Fri, 5 Mar 2021 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{PASTED}"
    )
    page.goto(f"{running.address}/new")
    page.evaluate(
        """([name, text]) => {
          const data = new DataTransfer();
          data.items.add(new File([text], name));
          document.getElementById("paste").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        [name, text],
    )
    expect(page.locator("dd").first).to_have_text("Gale warning for the whole coast")


# ---- Editions --------------------------------------------------------------------------------------------------------


def order(page: Page) -> list[str]:
    return [str(each.get_attribute("data-path")) for each in page.locator("#order li").all()]


def test_an_edition_is_arranged_with_keys_and_with_the_mouse(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/editions")
    page.get_by_role("link", name="2021-03-04").click()
    page.wait_for_url("**/edition/2021-03-04")
    first = order(page)
    assert sorted(first) == ["ferry.txt", "lantern.txt", "mina.txt"]
    page.locator("#order li").nth(1).locator("a").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#told")).to_have_text("saved")
    moved = [first[0], first[2], first[1]]
    assert order(page) == moved
    assert running.text("editions/2021-03-04.md") == f"---\nlead: {moved[0]}\norder:\n  {moved[1]}\n  {moved[2]}\n---\n"
    page.evaluate("document.getElementById('told').textContent = ''")
    page.locator("#order li").nth(2).drag_to(page.locator("#order li").nth(1), target_position={"x": 200, "y": 3})
    expect(page.locator("#told")).to_have_text("saved")
    assert order(page) == first
    page.get_by_role("button", name=re.compile("^Lead with")).last.click()
    expect(page.locator("#order li").first).to_contain_text("opens the edition")
    expect(page.locator("#order li").first).to_have_attribute("data-path", first[2])
    page.get_by_label("Opening words").fill("Three stories, and **one** storm.")
    page.get_by_label("Headline of its own").fill("After the storm")
    page.get_by_role("button", name="Save the edition").click()
    until(lambda: "Three stories" in running.text("editions/2021-03-04.md"))
    text = running.text("editions/2021-03-04.md")
    assert (
        f"lead: {first[2]}" in text
        and "title: After the storm" in text
        and text.endswith("---\n\nThree stories, and **one** storm.\n")
    )
    wait_for(f"http://127.0.0.1:{running.port}/editions/2021-03-04/index.html", "After the storm")
    (running.content / "editions/2021-03-04.md").unlink()


# ---- Tags, sources, publishing ---------------------------------------------------------------------------------------


def test_an_edition_is_looked_at_while_it_is_typed(page: Page, running: Running) -> None:
    page.goto(f"{running.address}/edition/2021-03-04")
    frame_has(page, "Ferry to Oster Sound runs again")
    page.get_by_label("Headline of its own").fill("After the gale")
    page.get_by_label("Opening words").fill("The ferry is back, and *so is the light*.")
    expect(page.frame_locator("#page").locator("h1")).to_have_text("After the gale")
    expect(page.frame_locator("#page").locator(".opening em")).to_have_text("so is the light")
    page.get_by_role("link", name="The e-mail", exact=True).click()
    frame_has(page, "Read this edition in a browser")
    frame_has(page, "so is the light")
    page.get_by_label("Subject of its e-mail").fill("Back on the water")
    page.get_by_role("link", name="The e-mail as plain text").click()
    frame_has(page, "Subject: Back on the water")
    assert not (running.content / "editions/2021-03-04.md").exists()
    page.get_by_label("Status", exact=True).select_option("draft")
    page.get_by_role("button", name="Save the edition").click()
    expect(page.locator("#told")).to_have_text("saved")
    until(lambda: requests_page(running, "/editions/2021-03-04/index.html") == 404)
    page.get_by_role("link", name="The page", exact=True).click()
    expect(page.frame_locator("#page").locator("h1")).to_have_text("After the gale")
    page.get_by_label("Order of sections").fill("Trade")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#told")).to_have_text("the last change is taken back")
    expect(page.get_by_label("Order of sections")).to_have_value("Trade")
    assert not (running.content / "editions/2021-03-04.md").exists()
    until(lambda: requests_page(running, "/editions/2021-03-04/index.html") == 200)


def requests_page(running: Running, path: str) -> int:
    return fetch(f"{running.address.removesuffix('/desk')}{path}")[0]


def test_an_edition_is_looked_at_without_scripts(plain: Page, running: Running) -> None:
    plain.goto(f"{running.address}/edition/2021-03-04")
    plain.get_by_label("Headline of its own").fill("After the gale")
    plain.get_by_role("button", name="Look before saving").click()
    expect(plain.frame_locator("#page").locator("h1")).to_have_text("After the gale")
    plain.get_by_role("link", name="The e-mail as plain text").click()
    expect(plain.frame_locator("#page").locator("body")).to_contain_text("Subject: ")


def test_tags_are_added_renamed_merged_and_forbidden(plain: Page, running: Running) -> None:
    (running.content / "lantern.txt").write_text(LANTERN.replace("section:", "tags: Lantern, Pier\nsection:"), "utf-8")
    for tag, to, button, page, status in (  # at once: what the desk knows is one reading old
        ("Lantern", "Old Lantern", "Rename", "old-lantern", 200),
        ("Pier", "", "Add", "pier", 200),
        ("Pier", "Old Lantern", "Merge into the other", "pier", 404),
        ("Gulls", "", "Never a tag", "gulls", 404),
    ):
        plain.goto(f"{running.address}/tags")
        plain.get_by_label("Tag", exact=True).fill(tag)
        plain.get_by_label("Other name").fill(to)
        plain.get_by_role("button", name=button, exact=True).click()
        assert plain.locator(".notice.error").count() == 0
        until(lambda page=page, status=status: requests_page(running, f"/tags/{page}.html") == status)  # type: ignore[misc]
    assert (
        running.text("tags.toml")
        == '[[tag]]\nname = "Old Lantern"\naliases = ["Lantern", "Pier"]\n\n[[tag]]\nname = "Gulls"\nnever = true\n'
    )
    assert "tags: Old Lantern\n" in running.text("lantern.txt")
    for told, tags in (
        ("taken back", "Old Lantern"),
        ("taken back, and 1 header with it", "Old Lantern, Pier"),
        ("taken back", "Old Lantern, Pier"),
        ("taken back, and 1 header with it", "Lantern, Pier"),
    ):
        plain.get_by_role("button", name="Undo").click()
        expect(plain.locator("#told")).to_have_text(f"the last change of tags.toml is {told}")
        assert f"tags: {tags}\n" in running.text("lantern.txt")
    assert not (running.content / "tags.toml").exists()
    (running.content / "lantern.txt").write_text(LANTERN, "utf-8")


def test_a_source_gets_its_name(plain: Page, running: Running) -> None:
    plain.goto(f"{running.address}/sources")
    plain.get_by_label("Name").fill('Harbour "Press"')
    plain.get_by_label("Show").select_option("excerpt")
    plain.get_by_role("button", name="Save news.harbour.example").click()
    assert running.text("sources.toml") == '["news.harbour.example"]\nname = "Harbour \\"Press\\""\nshow = "excerpt"\n'
    plain.get_by_role("button", name="Undo").click()
    assert not (running.content / "sources.toml").exists()


def test_a_build_is_published_and_its_errors_lead_to_their_stories(plain: Page, running: Running) -> None:
    plain.set_default_timeout(90_000)
    (running.content / "bare.txt").write_text(
        "Gulls take over the pier\n\nThe gulls of the harbour have taken over the old pier for good, the council says.\n"
    )
    plain.goto(f"{running.address}/publish")
    plain.get_by_role("button", name="Build and publish").click()
    expect(plain.locator("#closing")).to_contain_text("nothing was published")
    plain.get_by_role("link", name="bare.txt").first.click()
    plain.wait_for_url("**/story/bare.txt")
    (running.content / "bare.txt").unlink()
    plain.goto(f"{running.address}/publish")
    plain.get_by_role("button", name="Build and publish").click()
    expect(plain.locator("#closing")).to_contain_text("4 stories")
    output = running.folder / "output"
    assert (output / "stories/ferry.html").is_file()
    assert not [path for path in output.rglob("*") if path.is_file() and b"/desk/" in path.read_bytes()]


def test_what_would_change_is_shown_before_it_is_published_and_sent(page: Page, plain: Page, running: Running) -> None:
    for each in (page, plain):
        each.set_default_timeout(90_000)
    plain.goto(f"{running.address}/publish")
    plain.get_by_role("button", name="Build and publish").click()
    there, output = running.folder / "there", running.folder / "output"
    (running.content / "ferry.txt").write_text(FERRY.replace("Ferry to", "Boat to"), "utf-8")
    wait_for(f"{running.address}/", "Boat to Oster Sound")
    page.goto(f"{running.address}/publish")
    expect(page.locator(".changes li").first).to_have_text(
        "changed Boat to Oster Sound runs again after the storm", timeout=90_000
    )
    page.locator("summary", has_text="other files").click()
    expect(page.locator(".changes li", has_text="catalog.json")).to_have_text("changed catalog.json")
    assert "Ferry to" in (output / "stories/ferry.html").read_text("utf-8")
    page.get_by_role("button", name="See what would change there").click()
    expect(page.get_by_text("nothing was sent, as asked for with --dry-run")).to_be_visible()
    expect(page.locator("#told")).to_have_text("")
    expect(page.locator(".changes li").first).to_have_text("new 404.html")
    assert "Boat to" in (output / "stories/ferry.html").read_text("utf-8") and not there.exists()
    page.get_by_role("button", name="Send it").click()
    expect(page.locator("#closing")).to_contain_text("0 removed, 0 unchanged")
    assert "Boat to" in (there / "stories/ferry.html").read_text("utf-8")
    (running.content / "ferry.txt").write_text(FERRY, "utf-8")


def test_what_would_take_most_stories_down_asks_whether_that_is_meant(plain: Page, running: Running) -> None:
    plain.set_default_timeout(90_000)
    for number in range(12):
        text = LANTERN.replace("lantern", f"lantern number {number}").replace("2021-03-04", f"2021-02-{number + 1:02}")
        (running.content / f"lamp-{number}.txt").write_text(text, "utf-8")
    plain.goto(f"{running.address}/publish")
    plain.get_by_role("button", name="Build and publish").click()
    expect(plain.locator("#closing")).to_contain_text("16 stories")
    for path in running.content.glob("lamp-*.txt"):
        path.unlink()
    plain.get_by_role("button", name="Build and publish").click()
    expect(plain.locator("#closing")).to_contain_text("nothing was published")
    plain.get_by_label("so many are meant to go").first.check()
    plain.get_by_role("button", name="Build and publish").click()
    expect(plain.locator("#closing")).to_contain_text("4 stories")


# ---- Lines between browser and desk ----------------------------------------------------------------------------------


def test_a_line_that_nobody_uses_is_closed_though_a_build_has_begun_meanwhile(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        line.sendall(f"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
        assert line.recv(100_000).startswith(b"HTTP/1.1 200")
        (running.content / "ferry.txt").write_text(FERRY.replace("Ferry to", "Boat to"), "utf-8")
        wait_for(f"{running.address}/", "Boat to Oster Sound")
        while line.recv(100_000):  # and no end would never come
            pass
    (running.content / "ferry.txt").write_text(FERRY, "utf-8")


# ---- Every page ------------------------------------------------------------------------------------------------------


PAGES = ("/", "/story/port.txt", "/story/mina.txt", "/story/port.txt?text", "/new", "/picture/port.txt", "/editions", "/edition/2021-03-04", "/tags", "/sources", "/publish", "/story/none.txt")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_desk_has_no_accessibility_violation(browser: Browser, running: Running, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900}, color_scheme="light")
    page.goto(f"{running.address}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1440, "height": 900})
    for closed in page.query_selector_all("summary"):
        closed.click()
    assert not violations(page.main_frame, iframes=False)
    page.emulate_media(color_scheme="dark")
    assert not violations(page.main_frame, iframes=False), "dark"
    page.close()


@pytest.mark.parametrize("path", ["/", "/story/mina.txt", "/edition/2021-03-04"])
def test_the_keyboard_alone_leads_through_the_desk(page: Page, running: Running, path: str) -> None:
    page.goto(f"{running.address}{path}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    seen = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "(() => { const e = document.activeElement; return e === document.body ? null : e.tagName + (e.name || e.id || e.textContent) + (e.value || ''); })()"
        )
        if here is None:
            break
        seen.add(here)
        outline = page.evaluate(
            "document.activeElement.tagName === 'IFRAME' ? 3 : parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
        )
        assert outline >= 3, here
    assert len(seen) > 8


# ---- Where there is no fork ------------------------------------------------------------------------------------------


def looked_at(running: Running, name: str, **facts: str) -> str:
    """Return the page of a story as a form would have it."""
    found = re.search(r'name="token" value="([^"]+)"', fetch(f"{running.address}/new")[1])
    assert found
    form = urllib.parse.urlencode({"token": found[1], **facts}).encode()
    with urllib.request.urlopen(f"{running.address}/page/of/{name}", form, timeout=20) as answer:
        return str(answer.read().decode())


def test_where_there_is_no_fork_pages_are_seen_before_they_are_saved_and_saves_are_built(tmp_path: Path) -> None:
    running = Running(tmp_path, str(Path(__file__).with_name("without_posix.py")), "invoke")
    try:
        look = f"{running.address}/page/of/ferry.txt"
        until(lambda: "Ferry to Oster Sound" in fetch(look)[1], 60)
        assert "Back on the water" in looked_at(running, "ferry.txt", title="Back on the water")
        assert "Ferry to Oster Sound" in fetch(look)[1], "what was looked at is not kept"
        (running.content / "ferry.txt").write_text(FERRY.replace("Ferry to", "Boat to"), "utf-8")
        wait_for(f"{running.address.removesuffix('/desk')}/stories/ferry.html", "Boat to Oster Sound")
        until(lambda: "Boat to Oster Sound" in fetch(look)[1], 60)
    finally:
        running.kill()
