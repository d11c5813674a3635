"""An edition as an e-mail: styles written out, whole links, a text that reads as text, errors in one line."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from playwright.sync_api import Browser

from newsdesk.site.outputs.inline_css import with_styles

from .conftest import PROJECT, Desk, Invoke, invoke_here, story
from .motley import project, write
from .test_browser import TAGS, violations
from .test_markup import complaints
from .test_theme import STRICT

ADDRESS = "https://brief.example.org"


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two e-mails of the sample brief, the latest edition and that of the Arabic story, and of a motley one."""
    folder = tmp_path_factory.mktemp("letters")
    motley = project(folder / "motley")
    write(motley / "content")
    for words, cwd in (
        (("email",), PROJECT),
        (("email", "2021-03-25"), PROJECT),
        (("email", "--siteurl", f"{ADDRESS}/news"), motley),
    ):
        done = invoke_here(*words, "--output", str(folder), cwd=cwd)
        assert done.returncode == 0, done.stderr
    assert {path.name for path in folder.glob("*.*")} == {
        f"{day}.{ending}" for day in ("2021-03-29", "2021-03-25", "2021-03-03") for ending in ("html", "txt")
    }
    return folder


def test_the_latest_edition_is_written_with_its_subject(letters: Path, invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("email", "--output", str(tmp_path))
    subject = re.search("^subject: (.*)$", done.stdout, re.MULTILINE)
    assert subject and subject[1].startswith("The canal is open, the car plants stop")
    text = (letters / "2021-03-29.txt").read_text("utf-8")
    assert text.startswith(
        f"Subject: {subject[1]}\n\nTHE BRIEF\nThe canal opens, and the car plants stop\nEdition 14, Monday 29 March 2021: "
    )
    page = html5lib.parse((letters / "2021-03-29.html").read_bytes(), namespaceHTMLElements=False)
    assert page.findtext(".//title") == subject[1]
    assert (tmp_path / "2021-03-29.txt").read_text("utf-8") == text


def test_an_email_is_light_and_asks_for_nothing(letters: Path) -> None:
    for path in letters.glob("*.html"):
        text = path.read_text("utf-8")
        assert len(text.encode()) < 100_000
        assert not re.search(r"<(?:link|script|img|iframe|form)\b|url\(|@import|var\(", text), path


def test_every_link_of_an_email_is_whole(letters: Path) -> None:
    for path in letters.glob("*.html"):
        links = re.findall('href="([^"]*)"', path.read_text("utf-8"))
        assert len(links) > 5
        originals = {"harbour.example.net", "www.example.org"} if path.name == "2021-03-29.html" else set()
        assert {urlsplit(link).netloc for link in links} == {"brief.example.org", *originals}, path
    assert f"{ADDRESS}/news/stories/harbour.html" in (letters / "2021-03-03.txt").read_text("utf-8")


def test_the_styles_of_an_email_are_written_out(letters: Path) -> None:
    for path in letters.glob("*.html"):
        page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        rules = page.findtext(".//style").strip()
        assert rules.startswith("@media (prefers-color-scheme: dark) {") and rules.count("@media") == 1
        for element in page.find("body").iter():
            wanted = {"a": "color", "h1": "color", "h2": "color", "h3": "color", "p": "margin", "li": "padding"}
            assert wanted.get(element.tag, "") in element.get("style", ""), (path, element.tag, element.attrib)


def test_a_style_is_written_out_as_a_browser_would_see_it() -> None:
    rules = "<style>.meta a { color: red } a { color: blue; margin: 0 } p a, li a { color: green } @media print { a { color: black } }</style>"
    html = f'{rules}<!-- <p> --><p class="meta other">Here<br><a href="#">one</a></p><ul><li><a class="x">two</a></li></ul><a>three</a>'
    assert with_styles(html) == (
        "<style>\n@media print { a { color: black } }\n</style><!-- <p> -->"
        '<p class="meta other">Here<br><a href="#" style="margin: 0; color: red">one</a></p>'
        '<ul><li><a class="x" style="margin: 0; color: green">two</a></li></ul><a style="color: blue; margin: 0">three</a>'
    )
    assert with_styles("<p>No rules</p>") == "<p>No rules</p>"


def test_the_text_of_an_email_is_plain_and_72_columns_wide(letters: Path) -> None:
    for path in letters.glob("*.txt"):
        _, _, text = path.read_text("utf-8").partition("\n\n")
        assert not re.search(r"</?(?:bdi|p|a)\b|&(?:amp|lt|quot|#\d+);", text), path
        for line in text.splitlines():
            assert len(line) <= 72 or line.startswith("https://"), line
            assert line == line.rstrip() or line == "-- "
        assert text.endswith("\n") and "\n\n\n\n" not in text
    text = (letters / "2021-03-29.txt").read_text("utf-8")
    for slug in (
        "iraq-month-after-strikes",
        "nio-stellantis-halt-lines",
        "suez-insurers-count-cost",
        "ever-given-refloated",
    ):
        assert f"\n{ADDRESS}/stories/{slug}.html\n" in text
    assert "Ferries & <barges> tied up for a week" in (letters / "2021-03-03.txt").read_text("utf-8")


def test_the_checker_has_nothing_to_say_of_an_email(checker: list[str], letters: Path) -> None:
    assert not complaints(checker, letters.glob("*.html"))


def test_an_email_is_accessible_and_fits_a_phone(browser: Browser, letters: Path) -> None:
    rules = {"type": "tag", "values": [tag for tag in TAGS if tag[0] == "w"]}
    for path in sorted(letters.glob("*.html")):
        page = browser.new_page()
        page.goto(path.as_uri())
        for width, scheme in ((800, "light"), (800, "dark"), (320, "dark"), (320, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert not violations(page, runOnly=rules), f"{path.name}, {width} pixels wide, {scheme}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()


def test_an_edition_that_is_not_there_names_the_nearest(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("email", "2021-03-20", "--output", str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (1, "there is no edition of 2021-03-20; the nearest is 2021-03-22\n")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("yesterday",), "'yesterday' is no day; write it as 2021-02-25"),
        (("2021-02-30",), "'2021-02-30' is no day; write it as 2021-02-25"),
        (("--siteurl", ""), "SITEURL is empty, and an e-mail needs whole links; set it in pelicanconf.py"),
        (("--content", "/nowhere"), "/nowhere: is no folder; name the one that holds the pastes"),
    ],
)
def test_what_cannot_be_sent_is_told_in_one_line(invoke: Invoke, words: tuple[str, ...], told: str) -> None:
    done = invoke("email", *words)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{told}\n")


def test_a_paste_that_cannot_be_published_stops_the_email(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste("bad.txt", "No date and no story\n")
    words = ("email", "--content", str(desk.content), "--output", str(desk.output))
    done = invoke_here(*words)
    assert done.returncode == 1 and "bad.txt" in done.stderr and len(done.stderr.splitlines()) == 1
    assert not desk.output.exists()
    (desk.content / "bad.txt").unlink()
    assert invoke_here(*words).returncode == 0
    (desk.content / "good.txt").unlink()
    assert invoke_here(*words).stderr == "nothing has been published yet\n"


def test_a_weekly_brief_sends_its_week_and_uses_no_undefined_name(tmp_path: Path) -> None:
    folder = project(tmp_path / "site", EDITION="week")
    with (folder / "pelicanconf.py").open("a") as settings:
        settings.write(STRICT)
    write(folder / "content")
    for when in ("2021-w09", "2021-03-04"):
        done = invoke_here("email", when, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("email/2021-w09.html: ")
    assert "1 to 7 March 2021" in (folder / "email/2021-w09.txt").read_text("utf-8")
    assert {"email.html", "email.txt"} <= set((folder / "rendered.txt").read_text().split())


def test_a_theme_without_a_template_for_emails_says_so(tmp_path: Path) -> None:
    folder = project(tmp_path / "site", THEME="simple")
    write(folder / "content")
    done = invoke_here("email", cwd=folder)
    assert done.returncode == 1 and "the theme has no template 'email.html'" in done.stderr
