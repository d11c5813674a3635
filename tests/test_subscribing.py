"""The page that tells readers how to follow the brief."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest

from newsdesk.site.theme_settings import sign_up

from .conftest import MOTLEY, SITEURL, Desk, invoke_here, story
from .motley import project


def parsed(page: str) -> ElementTree.Element:
    found: ElementTree.Element = html5lib.parse(page, namespaceHTMLElements=False)
    return found


def words_of(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def links(page: str) -> dict[str, str]:
    """Return the links of a page's text, by address below the site."""
    main = parsed(page).find(".//main")
    assert main is not None
    return {link.get("href", "").removeprefix("./"): words_of(link) for link in main.iter("a")}


def built(folder: Path, pages: dict[str, str] | None = None, **settings: Any) -> Path:
    """Build a brief of one story with these settings; return its output folder."""
    made = project(folder / "brief", **settings)
    content = made / "content"
    for name, text in {"port.txt": story(), **(pages or {})}.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, "utf-8")
    done = invoke_here("build", cwd=made)
    assert done.returncode == 0, done.stderr
    (folder / "told.txt").write_text(done.stderr, "utf-8")
    return made / "output"


@pytest.mark.parametrize(("site", "address"), [("brief", SITEURL), ("motley", MOTLEY)])
def test_each_address_to_copy_is_whole_and_that_of_a_feed(
    site: str, address: str, request: pytest.FixtureRequest
) -> None:
    output: Path = request.getfixturevalue(site)
    page = (output / "subscribe.html").read_text("utf-8")
    copied = [words_of(code) for code in parsed(page).iter("code")]
    names = [f"feeds/{of}.{ending}" for of in ("editions", "all") for ending in ("rss.xml", "atom.xml", "json")]
    assert copied == [f"{address}/{name}" for name in names]
    feeds = [link for link in links(page) if link.startswith("feeds/")]
    assert {*names, "feeds/all.opml"} < set(feeds)
    assert all((output / name).is_file() for name in feeds)


def test_sections_and_the_tags_with_most_stories_lead_to_their_feeds(motley: Path) -> None:
    found = links((motley / "subscribe.html").read_text("utf-8"))
    assert found["feeds/sections/tides.rss.xml"] == "Tides"
    assert found["feeds/tags/saltmouth.rss.xml"] == "Saltmouth"
    assert {"tags.html", "lines/index.html"} < found.keys()


def test_of_many_tags_the_page_lists_those_with_most_stories(desk: Desk) -> None:
    for number in range(45):
        tags = ", ".join(["Always", f"Only {number:02}", f"Pair {number // 2:02}"])
        desk.paste(f"ferry-{number}.txt", f"---\ntags: {tags}\n---\n{story(f'Ferry number {number} sails')}")
    assert desk.build().returncode == 0
    page = desk.page("subscribe.html")
    listed = [name for address, name in links(page).items() if address.startswith("feeds/tags/")]
    singles = [f"Only {number:02}" for number in range(17)]
    assert listed == ["Always", *singles, *(f"Pair {number:02}" for number in range(22))]
    assert len(page.encode()) < 25_000


def test_the_button_leads_to_the_page_from_everywhere(brief: Path) -> None:
    for path in sorted(brief.rglob("*.html")):
        (button,) = re.findall(r'<a class="sub" href="([^"]+)"', path.read_text("utf-8"))
        target = brief / button.lstrip("/") if path.name == "404.html" else path.parent / button
        assert target.resolve() == brief / "subscribe.html", path
    assert f"<loc>{SITEURL}/subscribe.html</loc>" in (brief / "sitemap.xml").read_text("utf-8")


def test_a_page_says_what_a_feed_is_in_three_sentences(brief: Path) -> None:
    about = parsed((brief / "subscribe.html").read_text("utf-8")).find(".//p[@class='stand']")
    assert about is not None and len(re.findall(r"[a-z]\.(?: |$)", words_of(about))) == 3


def test_without_the_site_address_there_are_links_and_no_whole_addresses(tmp_path: Path) -> None:
    page = (built(tmp_path, SITEURL="") / "subscribe.html").read_text("utf-8")
    assert "<code" not in page and "feeds/editions.rss.xml" in links(page)


def test_feeds_that_are_turned_off_are_not_told_of(tmp_path: Path) -> None:
    off: dict[str, Any] = {"FEED_ALL_RSS": None, "TAG_FEED_RSS": None, "TAG_FEED_ATOM": None}
    page = (built(tmp_path, **off) / "subscribe.html").read_text("utf-8")
    found = links(page)
    assert "feeds/all.rss.xml" not in found and found["feeds/all.atom.xml"] == "Atom"
    assert not [link for link in found if link.startswith("feeds/tags/")] and "By tag" not in page


@pytest.mark.parametrize("feed", ["feeds/all.rss.xml", ""])
def test_a_theme_without_the_page_leads_to_the_feed_if_there_is_one(tmp_path: Path, feed: str) -> None:
    off = {} if feed else {"FEED_ALL_RSS": None, "FEED_ALL_ATOM": None}
    made = project(tmp_path / "brief", **off)
    (made / "theme/templates/subscribe.html").unlink()
    (made / "content").mkdir()
    (made / "content/port.txt").write_text(story(), "utf-8")
    assert invoke_here("build", cwd=made).returncode == 0
    front = (made / "output/index.html").read_text("utf-8")
    assert re.findall(r'<a class="sub" href="./([^"]+)"', front) == ([feed] if feed else [])
    assert not (made / "output/subscribe.html").exists()
    assert "subscribe.html" not in (made / "output/sitemap.xml").read_text("utf-8")


def test_a_page_of_the_editors_stands_in_its_place(tmp_path: Path) -> None:
    output = built(tmp_path, {"pages/subscribe.md": "Title: Come aboard\n\nAsk at the quay.\n"})
    page = (output / "subscribe.html").read_text("utf-8")
    assert "Ask at the quay." in page and "feeds/editions.atom.xml" not in page
    assert (output / "sitemap.xml").read_text("utf-8").count("/subscribe.html<") == 1
    assert 'class="sub" href="./subscribe.html"' in (output / "index.html").read_text("utf-8")


@pytest.mark.parametrize("address", ["https://lists.example.org/brief?a=1&b=2", "mailto:brief-join@example.org"])
def test_the_edition_by_email_is_linked_where_a_setting_names_it(tmp_path: Path, address: str) -> None:
    page = (built(tmp_path, SUBSCRIBE_EMAIL=address) / "subscribe.html").read_text("utf-8")
    assert links(page)[address] == "Get the editions by e-mail"
    assert "SUBSCRIBE_EMAIL" not in (tmp_path / "told.txt").read_text("utf-8")


def test_an_address_that_no_page_may_link_to_is_told_and_left_out(tmp_path: Path) -> None:
    page = (built(tmp_path, SUBSCRIBE_EMAIL="javascript:alert(1)") / "subscribe.html").read_text("utf-8")
    assert "alert" not in page and "e-mail" not in page
    told = (tmp_path / "told.txt").read_text("utf-8")
    assert "pelicanconf.py: SUBSCRIBE_EMAIL: 'javascript:alert(1)' is no address" in told


@pytest.mark.parametrize(
    "address", ["lists.example.org", "mailto:", "mailto:@example.org", "https:///a", "https://a b"]
)
def test_odd_addresses_are_told(address: str) -> None:
    told: list[str] = []
    assert sign_up(address, told.append) == "" and len(told) == 1


@pytest.mark.parametrize("lang", ["ar", "de", "es", "fr"])
def test_the_page_speaks_the_language_of_the_brief(tmp_path: Path, lang: str) -> None:
    page = (built(tmp_path, DEFAULT_LANG=lang, SUBSCRIBE_EMAIL="mailto:a@example.org") / "subscribe.html").read_text()
    for words in ("A feed is", "Each story", "By section", "Each name leads", "Get the editions"):
        assert words not in page
    assert page.count('<code dir="ltr">') == 6
