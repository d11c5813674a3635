"""What an editor sets of the theme's looks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from newsdesk.site.theme_settings import SCHEMES, TEXTS, colours, contrast

from .conftest import PROJECT, invoke_here, story
from .motley import png, project

CSS = (PROJECT / "theme/static/css/brief.css").read_text("utf-8")
GREEN = {"light": {"paper": "#f4fff4", "accent": "#053"}, "dark": {"accent": "#9fc"}}
PAINT = "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(%s))"


def built(folder: Path, **settings: object) -> tuple[Path, list[str]]:
    """Build a brief of one story with these settings; return its output folder and what was told."""
    made = project(folder / "brief", **settings)
    (made / "content/images").mkdir(parents=True, exist_ok=True)
    (made / "content/images/logo.png").write_bytes(png(120, 40))
    (made / "content/port.txt").write_text("---\nsection: Trade\n---\n" + story(), "utf-8")
    (made / "content/ferry.txt").write_text("---\nsection: Sea\n---\n" + story("Ferries are tied up"), "utf-8")
    done = invoke_here("build", cwd=made)
    assert done.returncode == 0, done.stderr
    return made / "output", [line for line in done.stderr.splitlines() if "pelicanconf.py" in line]


def test_the_colours_of_the_stylesheet_are_those_that_settings_know() -> None:
    light, dark = re.findall(r":root \{[^}]*?(--paper: [^}]*?--rule: #\w+);", CSS)[:2]
    for scheme, rules in (("light", light), ("dark", dark)):
        assert dict(re.findall(r"--(\w+): (#\w+)", rules)) == SCHEMES[scheme]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_stands_out_from_its_ground(scheme: str) -> None:
    names = SCHEMES[scheme]
    assert all(
        contrast(names[text], names[environment_key]) >= 7 for text in TEXTS for environment_key in ("paper", "wash")
    )


def test_colours_of_an_editor_show_in_their_scheme_and_not_on_paper(browser: Browser, tmp_path: Path) -> None:
    output, told = built(tmp_path, COLOURS=GREEN)
    assert not told
    for scheme, expected in (
        ("light", ["rgb(0, 85, 51)", "rgb(244, 255, 244)"]), ("dark", ["rgb(153, 255, 204)", "rgb(21, 23, 26)"]),
    ):  # fmt: skip
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto((output / "index.html").as_uri())
        kicker, environment_key = (
            page.evaluate(PAINT % f"document.querySelector('{name}')") for name in (".kicker", "body")
        )
        assert [kicker[0], environment_key[1]] == expected
        page.emulate_media(media="print")
        assert page.evaluate(PAINT % "document.body") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        page.close()
    assert '<meta name="theme-color" content="#f4fff4"' in (output / "index.html").read_text("utf-8")


def test_colours_that_are_hard_to_read_or_none_are_told_in_a_line_each() -> None:
    told: list[str] = []
    found = colours({"light": {"soft": "#999999", "inc": "#000", "link": "blue"}, "drak": {}}, told.append)
    assert told == [
        "COLOURS: 'drak' is neither 'light' nor 'dark'",
        "COLOURS: unknown name 'inc'; did you mean 'ink'?",
        "COLOURS: 'blue' is no colour for 'link' in the light scheme; write it as #1c1b19",
        "COLOURS: 'soft' on 'paper' in the light scheme has a contrast of 2.8; reading takes 7",
        "COLOURS: 'soft' on 'wash' in the light scheme has a contrast of 2.5; reading takes 7",
    ]
    assert found.light["link"] == SCHEMES["light"]["link"] and found.light["soft"] == "#999999"


def test_a_build_tells_of_colours_that_are_hard_to_read(tmp_path: Path) -> None:
    _, told = built(tmp_path, COLOURS={"dark": {"accent": "#912510"}})
    assert len(told) == 2 and "pelicanconf.py: COLOURS: 'accent' on 'paper' in the dark scheme" in told[0]


def test_without_colours_of_an_editor_no_page_has_a_style_of_its_own(tmp_path: Path) -> None:
    output, _ = built(tmp_path)
    assert "<style>" not in (output / "index.html").read_text("utf-8")


def test_a_logo_stands_for_the_name_and_a_card_for_pages_without_a_picture(tmp_path: Path) -> None:
    names = dict.fromkeys(("LOGO", "ICON", "CARD"), "images/logo.png")
    output, told = built(tmp_path, SITENAME="Port & Sea", SITEURL="https://port.example.org", **names)
    page = (output / "stories/port.html").read_text("utf-8")
    assert not told
    assert '<img src="../images/logo.png" alt="Port &amp; Sea" width="120" height="40"></a>' in page
    assert '<link rel="icon" href="../images/logo.png">' in page
    assert 'property="og:image" content="https://port.example.org/images/logo.png"' in page
    assert (output / "images/logo.png").is_file()


@pytest.mark.parametrize(("name", "words"), [("images/none.png", "no picture"), ("logo.png", "lies outside")])
def test_a_logo_that_is_not_there_is_told(tmp_path: Path, name: str, words: str) -> None:
    output, told = built(tmp_path, LOGO=name)
    assert len(told) == 1 and f"pelicanconf.py: LOGO: {words}" in told[0].replace(f"{name!r} ", "")
    assert "<bdi>The Brief</bdi></a>" in (output / "index.html").read_text("utf-8")


def test_menu_and_foot_hold_what_the_editor_puts_there(tmp_path: Path) -> None:
    output, told = built(
        tmp_path,
        MENU_SECTIONS=["Trade", "Sea", "Air"],
        MENUITEMS=[("Jobs & more", "https://example.org/jobs?a=1&b=2"), ("Ports", "sections/trade.html")],
        LINKS=[("Imprint", "imprint.html")],
    )
    assert told == ["warning pelicanconf.py: MENU_SECTIONS: there is no section 'Air' yet"]
    page = (output / "stories/port.html").read_text("utf-8")
    head = page[page.index("<nav") : page.index("</nav>")]
    assert head.index(">Trade<") < head.index(">Sea<") < head.index("Jobs &amp; more")
    assert 'href="https://example.org/jobs?a=1&amp;b=2"' in head and 'href="../sections/trade.html"><bdi>Ports<' in head
    assert '<a href="../imprint.html"><bdi>Imprint</bdi></a>' in page[page.index("<footer") :]
