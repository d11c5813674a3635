"""The search page in a real browser, over indexes that pagefind really made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from newsdesk.site.search import making, pagefind, shards
from newsdesk.site.search import unspaced as unspaced_module

from .conftest import POSIX, PROJECT, SITEURL, Desk, often, served, story, tree
from .test_warm import build_from_nothing, cold, make_project, run, write

FIELD = PROJECT / "tests/field"


def titles(page: Page, words: str, count: str) -> list[str]:
    """Type words as a reader does, wait until so many stories are told of, and return their headlines."""
    page.get_by_label("Words of the headline or the text").fill(words)
    expect(page.locator(".found-status")).to_have_text(count, timeout=30_000)
    return page.locator(".found-list a").all_inner_texts()


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{host}/search/index.html")
    yield page
    page.close()


def test_a_word_finds_the_stories_that_have_it(page: Page) -> None:
    found = titles(page, "canal", "6 stories")
    assert "Ever Given floats free and Suez Canal reopens after six days" in found
    page.get_by_role("link", name=found[0]).click()
    assert page.locator("h1").inner_text() == found[0]


def test_a_word_of_another_form_and_language_finds_its_story(page: Page) -> None:
    assert titles(page, "insuring ships", "1 story") == ["Insurers face long argument over cost of blocked canal"]
    page.get_by_label("Words of the headline or the text").fill("سفن")
    page.get_by_role("link", name="هيئة قناة السويس تعلق الملاحة مؤقتا وطابور السفن يطول").wait_for()
    row = page.locator(".found-list li").first
    assert (row.get_attribute("lang"), row.get_attribute("dir")) == ("ar", "rtl")
    assert row.locator(".meta bdi").all_inner_texts() == ["25 March 2021", "Trade"], "each stands in its own direction"


def test_section_date_and_language_narrow_what_is_found_and_an_order_sorts_it(page: Page) -> None:
    assert titles(page, "the", "19 stories")
    page.get_by_label("Order").select_option("oldest")
    page.wait_for_function("document.querySelector('.found-list time').dateTime < '2021-02-20'")
    days = page.locator(".found-list time").evaluate_all("rows => rows.map(row => row.dateTime)")
    assert days == sorted(days) and len(set(days)) > 5
    page.get_by_label("Section", exact=True).select_option("Industry")
    page.get_by_role("status").get_by_text("2 stories").wait_for()
    page.get_by_label("Date").select_option("2021-02")
    page.get_by_role("status").get_by_text("1 story").wait_for()
    page.get_by_label("Language").select_option("ar")
    page.get_by_role("status").get_by_text("No story has these words").wait_for()
    assert page.locator(".found-list li").count() == 0


def test_what_was_asked_is_in_the_address(browser: Browser, page: Page, host: str) -> None:
    titles(page, "canal", "6 stories")
    page.get_by_label("Section", exact=True).select_option("Markets")
    page.get_by_role("status").get_by_text("2 stories").wait_for()
    again = browser.new_page()
    again.goto(page.url)
    again.get_by_role("status").get_by_text("2 stories").wait_for()
    assert again.get_by_label("Section", exact=True).input_value() == "Markets"
    again.close()


def test_the_keyboard_alone_reaches_a_story(page: Page) -> None:
    page.get_by_label("Words of the headline or the text").focus()
    page.keyboard.type("lying across the canal")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("stor").wait_for()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.found-list') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/stories/*.html")


def test_without_scripts_the_page_says_so_and_shows_no_form(browser: Browser, host: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{host}/search/index.html")
    assert "Search needs a script" in page.locator("main").inner_text()
    assert not page.get_by_role("search").is_visible()
    page.close()


def test_opened_from_the_file_system_the_page_says_that_it_cannot_search(browser: Browser, brief: Path) -> None:
    page = browser.new_page()
    page.goto((brief / "search/index.html").as_uri())
    page.get_by_text("opened from the file system").wait_for(state="visible")
    assert not page.get_by_role("search").is_visible()
    page.close()


def test_an_index_that_is_not_there_is_told(browser: Browser, brief: Path, tmp_path: Path) -> None:
    shutil.copytree(brief, tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / "search" / "en-0")
    with served(tmp_path / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}/search/index.html?q=canal")
        page.get_by_text("The search index cannot be loaded").wait_for(state="visible")
        page.close()


def test_markup_in_a_story_is_found_and_never_run(browser: Browser, desk: Desk) -> None:
    body = "He typed <img src=x onerror=\"document.title='run'\"> into the harbour log, and saved it."
    desk.paste("html.txt", story("A <b>bold</b> harbour & more", body=body))
    assert desk.build().returncode == 0
    with served(desk.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/search/index.html?q=typed")
        page.get_by_role("status").get_by_text("1 story").wait_for()
        assert page.locator(".found-list a").inner_text() == "A <b>bold</b> harbour & more"
        assert "<img src=x" in page.locator(".found-list p").first.inner_text()
        assert page.locator(".found-list img").count() == 0 and page.title() != "run"
        page.close()


def test_the_page_asks_for_little_until_a_word_is_typed(browser: Browser, host: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host}/search/index.html")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 4 and not any("pagefind" in url for url in asked)
    assert len(page.content().encode()) < 25_000
    page.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    for number, name in enumerate(("bridge", "ferry", "harbour", "canal", "lorries", "mill")):
        write(made, name, number, [number, (number + 1) % 6], 1 + number)
    write(made, "nahr", 0, [0, 1], 9, "lang: ar\n")
    return made


def test_an_index_is_made_anew_only_when_what_it_reads_has_changed(project: Path) -> None:
    jobs = {job for job, _ in run(project).made}
    assert {"search/en-0", "search/ar-0", "search/index.html"} <= jobs
    (project / "content/tags.toml").write_text('[[tag]]\nname = "Basra"\nkind = "place"\nabout = "A port."\n', "utf-8")
    template = project / "theme/templates/tag.html"
    template.write_text(template.read_text("utf-8") + "<!-- changed -->\n", "utf-8")
    outcome = run(project)
    assert outcome.made and not any(job.startswith("search/") for job, _ in outcome.made)
    write(project, "ferry", 1, [3, 4], 2)
    assert {job for job, _ in run(project).made if job.startswith("search/")} == {"search/en-0"}
    assert tree(project / "output") == cold(project)


def commands() -> Iterator[bytes]:
    """Yield the command of each process that runs."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it ends while we look
            yield path.read_bytes()


@POSIX
def test_a_build_that_stops_leaves_no_pagefind_behind(project: Path, tmp_path: Path) -> None:
    """It would wait for ever for what was taken away below it."""
    item = project / "theme/templates/parts/item.html"
    item.write_text(item.read_text("utf-8") + "{{ nobody.knows.this }}", "utf-8")
    room = tmp_path / "room"
    room.mkdir()
    for _ in range(often(5, 2)):
        words = [sys.executable, "-m", "tests.build_once", str(project)]
        subprocess.run(words, cwd=PROJECT, env={**os.environ, "TMPDIR": str(room)}, check=True, timeout=60)
        assert not any(bytes(project) in command for command in commands())
        assert not list(room.iterdir())
    assert not list(project.glob("*output*"))


@POSIX
def test_an_index_of_which_a_file_is_empty_is_an_error(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pagefind leaves it on a full disk, and says nothing."""
    program, entry = tmp_path / "pagefind", "pagefind-entry.json"
    program.write_text(f'#!/bin/sh\n"{making.binary()}" "$@"\n: > "$4/{entry}"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(making, "binary", lambda: str(program))
    outcome = run(project)
    assert not outcome.published and f"pagefind wrote no {entry}" in str(outcome.errors[0])


def test_what_is_no_longer_in_an_index_is_removed(project: Path) -> None:
    run(project)
    before = set(tree(project / "output"))
    (project / "content/nahr.txt").unlink()
    run(project)
    left = {name for name in tree(project / "output") if name.startswith("search/ar")}
    assert any(name.startswith("search/ar") for name in before) and not left


def test_many_runs_give_the_same_index(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copies = tmp_path_factory.mktemp("copies")
    built = [Path(shutil.copytree(project, copies / str(number))) for number in range(often(5, 3))]
    first, *others = [build_from_nothing(copy) for copy in built]
    assert all(other == first for other in others)


def test_a_large_brief_has_several_indexes_that_are_asked_together(
    project: Path,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pagefind, "EDGE", 1)
    run(project)
    folders = sorted(path.name for path in (project / "output/search").glob("en-*"))
    assert len(folders) > 1
    facts = [json.loads((project / "output/search" / name / "facts.json").read_text("utf-8")) for name in folders]
    assert sum(map(len, facts)) == 6
    with served(project / "output") as address:
        page = browser.new_page()
        page.goto(f"{address}/search/index.html?q=lorries&order=newest")
        page.get_by_role("status").get_by_text("stories").wait_for()
        days = page.locator(".found-list time").evaluate_all("rows => rows.map(row => row.dateTime)")
        assert len(days) >= 4 and days == sorted(days, reverse=True)
        page.close()


def test_a_changed_story_moves_no_other_to_another_index() -> None:
    class Told:
        def __init__(self, number: int) -> None:
            self.slug, self.lang = f"story-{number}", "en"

    stories = [Told(number) for number in range(2_500)]
    found = shards(stories)
    assert [shard.number for shard in found] == list(range(8))
    assert all(250 < len(shard.stories) < 375 for shard in found)
    without = shards(stories[1:])
    assert sum(one.stories != other.stories for one, other in zip(found, without, strict=True)) == 1


WITHOUT = """
import sys
import tempfile
sys.modules["pagefind_bin"] = sys.modules["pagefind_bin_extended"] = None
from pathlib import Path
from tests.test_warm import run
outcome = run(Path(sys.argv[1]))
assert not outcome.errors and not any("search" in each.reason for each in outcome.warnings), outcome
"""


def test_without_pagefind_there_is_no_search_page_and_no_link_to_one(project: Path) -> None:
    subprocess.run([sys.executable, "-c", WITHOUT, str(project)], cwd=PROJECT, check=True)
    files = tree(project / "output")
    assert "index.html" in files and not any(name.startswith("search") for name in files)
    assert not any(b"search/index.html" in content for name, content in files.items() if name.endswith(".html"))


def test_an_editor_may_go_without_search(project: Path) -> None:
    conf = project / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + "SEARCH = False\n", "utf-8")
    run(project)
    assert not (project / "output/search").exists()


def test_every_page_links_to_the_search_page(brief: Path) -> None:
    for path in brief.rglob("*.html"):
        assert "search/index.html" in path.read_text("utf-8"), path
    assert f'href="{SITEURL}/search/index.html"' in (brief / "search/index.html").read_text("utf-8")


def test_a_build_leaves_nothing_behind_on_the_disk(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "disk"))
    run(project)
    assert (project / "output/search/en-0").is_dir() and not list((tmp_path / "disk").iterdir())


UNSPACED = {
    "zh": ("zh", "奥斯特渡轮恢复通航", (FIELD / "21-zh.txt").read_text("utf-8").split("---\n")[2]),
    "ja": ("ja", "港でガスの工事が始まる", "市は水曜日、港のガス管を取り替えると発表した。\n\n連絡船は工事の間も動くという。"),
    "th": ("th", "ข่าวเรือข้ามฟาก", "เรือข้ามฟากหยุดเดินสิบเอ็ดวันเพราะพายุ นายท่าเรือกล่าวเมื่อวันพุธ\n\nช่างเหล็กซ่อม iPhone และสะพานเรือสองคืน"),
    "th-2": ("th", "ตลาดเปิดแล้ว", "พ่อค้าขายเสื้อสีขาวในตลาดเช้าวันพุธ ผู้ดูแลตลาดกล่าว\n\nฝนตกทั้งวัน"),
    "lo": ("lo", "ເຮືອຂ້າມຟາກກັບມາແລ້ວ", "ເຮືອຂ້າມຟາກຢຸດແລ່ນສິບເອັດມື້ຍ້ອນພາຍຸ ນາຍທ່າເຮືອກ່າວໃນວັນພຸດ"),
    "km": ("km", "សាលារៀនបើកវិញ", "សាលារៀន\u200bនៅកំពង់ផែបានបើកវិញ\u200bនៅថ្ងៃពុធ នាយកសាលាបាននិយាយ។"),
    "my": ("my", "သင်္ဘောပြန်ထွက်ပြီ", "ဆိပ်ကမ်းသင်္ဘောသည် ဗုဒ္ဓဟူးနေ့တွင် ပြန်လည်ထွက်ခွာခဲ့သည်။"),
    "en": ("en", "Ferries sail on time again", "Every ferry to Brun, the 渡船 of Oster too, left on the minute on Monday, the pier's keeper said."),
}  # fmt: skip


def asked(page: Page, words: str, count: str) -> list[str]:
    """Open the page with words in its address, as a link does, and return the headlines it finds."""
    page.goto(f"{page.url.partition('?')[0]}?q={quote(words)}")
    expect(page.locator(".found-status")).to_have_text(count, timeout=30_000)
    return page.locator(".found-list a").all_inner_texts()


def test_more_of_what_was_found_can_be_shown_however_late(browser: Browser, tmp_path: Path) -> None:
    """A browser under load, or left alone for a while, throws away what nothing on the page holds."""
    desk = Desk(tmp_path)
    for number in range(22):
        desk.paste(f"{number}.txt", story(f"Harbour report {number} of the winter"))
    assert desk.build().returncode == 0
    with served(desk.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/search/index.html")
        assert len(titles(page, "harbour", "22 stories")) == 20
        page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(500)
        page.get_by_role("button", name="More").click()
        expect(page.locator(".found-list a")).to_have_count(22)
        page.close()


@pytest.fixture(scope="module")
def unspaced(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The search page of stories in scripts without spaces."""
    desk = Desk(tmp_path_factory.mktemp("unspaced"))
    for name, (lang, title, text) in UNSPACED.items():
        desk.paste(f"{name}.txt", f"---\nlang: {lang}\ndate: 2021-03-03\ntitle: {title}\n---\n{text}\n")
    done = desk.build()
    assert done.returncode == 0, done.stderr
    with served(desk.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/search/index.html")
        yield page
        page.close()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("渡轮", ["zh"]),
        ("铁匠", ["zh"]),
        ("斯特渡轮停", ["zh"]),  # as it stands, though no word begins or ends there
        ("渡轮 布伦", ["zh"]),
        ("渡轮跳板", ["zh"]),  # as words, for it stands nowhere as it is
        ('"渡轮停航"', ["zh"]),
        ("渡", ["en", "zh"]),
        ("狗渡", []),
        ("渡船 ferry", ["en"]),
        ("連絡船", ["ja"]),
        ("ガス", ["ja"]),
        ("カス", []),
        ("発表した", ["ja"]),
        ("เรือข้ามฟาก", ["th"]),
        ("พายุ", ["th"]),
        ("ขาว", ["th-2"]),
        ("iphone สะพาน", ["th"]),
        ("ພາຍຸ", ["lo"]),
        ("សាលារៀន", ["km"]),
        ("សាលារៀននៅ", ["km"]),
        ("သင်္ဘော", ["my"]),
        ("ferry", ["en"]),
    ],
)
def test_a_word_is_found_in_a_script_without_spaces(unspaced: Page, words: str, names: list[str]) -> None:
    count = {0: "No story has these words.", 1: "1 story"}.get(len(names), f"{len(names)} stories")
    assert sorted(asked(unspaced, words, count)) == sorted(UNSPACED[name][1] for name in names)


@pytest.mark.parametrize("name", ["pagefind.js", "facts.json"])
def test_an_index_that_did_not_come_is_asked_for_again_at_the_next_word(browser: Browser, host: str, name: str) -> None:
    page = browser.new_page()
    page.route(f"**/{name}", lambda route: route.abort())
    page.goto(f"{host}/search/index.html")
    page.get_by_label("Words of the headline or the text").fill("harbour")
    failed = page.locator(".found-failed")
    failed.wait_for(timeout=30_000)
    page.unroute(f"**/{name}")
    page.get_by_label("Words of the headline or the text").fill("harbour ")
    page.locator(".found-list a").first.wait_for(timeout=30_000)
    assert failed.is_hidden()
    page.close()


def test_what_is_shown_has_no_spaces_that_the_story_lacks(unspaced: Page) -> None:
    row = unspaced.locator(".found-list li")
    asked(unspaced, "渡轮", "1 story")
    assert row.locator("a").inner_text() == "奥斯特渡轮恢复通航" and set(row.locator("mark").all_inner_texts()) == {
        "渡轮"
    }
    assert "奥斯特渡轮停航十一天后迎来第一批乘客。" in row.locator("p").first.inner_text()
    asked(unspaced, "iphone สะพาน", "1 story")
    shown = row.locator("p").first.inner_text()
    assert "เพราะพายุ นายท่าเรือกล่าวเมื่อวันพุธ" in shown and "ซ่อม iPhone และสะพานเรือสองคืน" in shown
    asked(unspaced, "渡船", "1 story")
    assert "Brun, the 渡船 of Oster too" in row.locator("p").first.inner_text()


def test_text_with_spaces_is_indexed_as_it_stands() -> None:
    text = '<p title="渡轮">A ferry &amp; <b>한국어 배</b> سفن</p>'
    assert unspaced_module.spaced(text) == text.replace("渡轮", "渡轮")
    assert unspaced_module.spaced("Oster 渡轮").split(" ") == ["Oster", unspaced_module.SPACE, "", "渡", "", "轮", ""]
