"""The site of the sample brief: pages, links, feeds, catalog."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

from .conftest import SITEURL, Desk, story


def pages(brief: Path) -> list[Path]:
    return sorted(brief.rglob("*.html"))


def test_every_page_is_well_formed_html(brief: Path) -> None:
    for path in pages(brief):
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(path.read_bytes(), transport_encoding="utf-8")


def test_every_page_has_a_title_one_heading_and_landmarks(brief: Path) -> None:
    titles: dict[str, Path] = {}
    for path in pages(brief):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        assert len(page.findall(".//h1")) == 1, path
        title = "".join(page.find(".//title").itertext()).strip()
        assert title and title not in titles, (path, titles.get(title))
        titles[title] = path
        for name in ("header", "main", "footer", "nav"):
            assert page.find(f".//{name}") is not None, (path, name)
        assert page.find(".//meta[@name='description']").get("content"), path
        place = page.find(".//link[@rel='canonical']").get("href")
        theirs = path.name.startswith("harbour-") and path.parent.name == "stories"  # see sources.toml
        assert place.startswith("https://harbour.example.net/" if theirs else SITEURL), path


@pytest.mark.parametrize("site", ["brief", "motley"])
def test_a_page_is_light(site: str, request: pytest.FixtureRequest) -> None:
    """In bytes, and in what it asks for besides pictures."""
    output: Path = request.getfixturevalue(site)
    for path in pages(output):
        text = path.read_bytes()
        assert len(text) < 25_000, (path, len(text))
        page = html5lib.parse(text, namespaceHTMLElements=False)
        links = [
            link
            for link in page.iter("link")
            if {"stylesheet", "icon", "preload"}.intersection(link.get("rel").split())
        ]
        scripts = [script for script in page.iter("script") if script.get("src")]
        assert 1 + len(links) + len(scripts) <= 4, path
    for path in output.glob("theme/css/*.css"):
        assert len(path.read_bytes()) < 11_000, path


def test_nothing_is_asked_of_a_third_party(brief: Path) -> None:
    for path in pages(brief):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for element in page.iter():
            loads = element.get("src") or (
                element.get("href") if element.tag == "link" and element.get("rel") in ("stylesheet", "icon") else None
            )
            assert not loads or not urlsplit(loads).netloc, (path, loads)


def test_every_custom_property_that_is_used_is_defined(brief: Path) -> None:
    css = (brief / "theme/css/brief.css").read_text()
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))


def test_the_front_page_is_the_latest_edition(brief: Path) -> None:
    catalog = json.loads((brief / "catalog.json").read_text("utf-8"))
    latest = max(row["date"] for row in catalog)
    page = (brief / "index.html").read_text("utf-8")
    day = datetime.fromisoformat(latest)
    assert f"{day.day} {day:%B} {day.year}</p>" in page and "<h1>The canal opens" in page
    for row in catalog:
        assert (f'href="./stories/{row["slug"]}.html"' in page) == (row["date"] == latest), row["slug"]


def test_the_catalog_tells_every_story(brief: Path) -> None:
    catalog = json.loads((brief / "catalog.json").read_text("utf-8"))
    slugs = {row["slug"] for row in catalog}
    assert len(catalog) >= 14
    assert len({row["section"] for row in catalog}) >= 5
    for row in catalog:
        assert set(row) == {
            "slug",
            "source_path",
            "url",
            "title",
            "date",
            "section",
            "authors",
            "tags",
            "related",
            "words_pasted",
            "words_published",
        }
        assert (brief / urlsplit(row["url"]).path.lstrip("/")).is_file()
        assert 1 <= len(row["tags"]) <= 7, row["slug"]
        assert len(row["related"]) <= 5
        assert row["words_published"] <= row["words_pasted"]
        for link in row["related"]:
            assert link["slug"] in slugs - {row["slug"]}
            assert link["reason"].endswith(".")


def test_the_sitemap_names_pages_that_are_there(brief: Path) -> None:
    places = re.findall("<loc>([^<]+)", (brief / "sitemap.xml").read_text("utf-8"))
    assert len(places) == len(set(places)) > 40
    for place in places:
        assert (brief / (place.removeprefix(f"{SITEURL}/") or "index.html")).is_file(), place
    assert f"Sitemap: {SITEURL}/sitemap.xml" in (brief / "robots.txt").read_text("utf-8")
    ElementTree.parse(brief / "news-sitemap.xml")


def test_key_points_are_sentences_of_the_story(brief: Path) -> None:
    seen = 0
    for path in (brief / "stories").glob("*.html"):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        body = page.find(".//div[@class='body']")
        words = "".join(body.itertext()) if body is not None else ""
        points = ["".join(point.itertext()) for point in page.findall(".//section[@aria-labelledby='points']/ul/li")]
        assert len(points) <= 3
        assert all(point in words for point in points), path
        seen += len(points)
    assert seen > 20


def test_a_story_line_runs_forward_and_marks_where_the_reader_is(brief: Path) -> None:
    lines = [path for path in (brief / "lines").glob("*.html") if path.name != "index.html"]
    assert lines
    for path in lines:
        days = re.findall('<time datetime="([^"]+)"', path.read_text("utf-8"))
        assert days == sorted(days) and len(days) > 1
        story = (brief / "stories" / path.name).read_text("utf-8")
        assert story.count('aria-current="true"') == 1 and f'href="../lines/{path.name}"' in story


def test_a_tag_and_a_section_link_their_own_feed(brief: Path) -> None:
    for folder in ("tags", "sections"):
        for path in (brief / folder).glob("*.html"):
            page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
            links = {link.get("href") for link in page.findall(".//link[@rel='alternate']")}
            assert f"../feeds/{folder}/{path.stem}.rss.xml" in links
            assert f"../feeds/{folder}/{path.stem}.atom.xml" in links


def test_an_arabic_story_reads_from_right_to_left(brief: Path) -> None:
    arabic = [path for path in (brief / "stories").glob("*.html") if ' lang="ar" dir="rtl"' in path.read_text("utf-8")]
    assert arabic
    assert any('<article class="story" lang="ar" dir="rtl">' in path.read_text("utf-8") for path in arabic)


def test_an_identity_outlives_a_corrected_headline_and_date(desk: Desk) -> None:
    desk.paste("port.txt", story())
    desk.build()
    before = re.findall(r"<guid[^>]*>([^<]+)", desk.page("feeds/all.rss.xml"))
    desk.paste("port.txt", story("Harbour opens its gates at last", date="9 March 2021"))
    desk.build()
    assert re.findall(r"<guid[^>]*>([^<]+)", desk.page("feeds/all.rss.xml")) == before
    assert "Harbour opens its gates at last" in desk.page("feeds/all.rss.xml")


def test_a_correction_is_told_and_updates_the_feeds_without_a_second_delivery(desk: Desk) -> None:
    desk.paste("port.txt", "---\ncorrections: 2021-03-05 the number of cranes was wrong\n---\n" + story())
    assert desk.build().returncode == 0
    page = desk.page("stories/port.html")
    assert '<time datetime="2021-03-05">5 March 2021</time>: the number of cranes was wrong' in page
    assert "<updated>2021-03-05" in desk.page("feeds/all.atom.xml")
    assert "Wed, 03 Mar 2021" in desk.page("feeds/all.rss.xml")
    desk.paste("port.txt", "---\ncorrections: the number of cranes\n---\n" + story())
    assert "port.txt:2: 'the number of cranes' has no day" in desk.build().stderr


def test_the_editor_chooses_the_lead(desk: Desk) -> None:
    long = "The port expects to work through the night. " * 30
    desk.paste("long.txt", story("A long story on the cranes", body=long))
    desk.paste("short.txt", "---\nlead: yes\n---\n" + story("Ferries are tied up for a week"))
    assert desk.build().returncode == 0
    front = desk.page("index.html")
    assert front.index("Ferries are tied up") < front.index("A long story on the cranes")
    assert "editions/2021-03-03/index.html" in desk.tree() and "editions/2021-w09/index.html" in desk.tree()


def test_a_day_in_the_text_is_marked_up_with_its_year(desk: Desk) -> None:
    desk.paste(
        "port.txt", story(body="It shut on Monday (March 1), and on 3 May 2019. It may shut on Friday (March 2).")
    )
    assert desk.build().returncode == 0
    page = desk.page("stories/port.html")
    assert 'on <time datetime="2021-03-01">Monday (March 1)</time>, and on <time datetime="2019-05-03">3 May' in page
    assert "on Friday (March 2)." in page, "no such Friday: nothing is marked up"


def test_a_tag_tells_its_months_and_what_often_comes_with_it(brief: Path) -> None:
    page = html5lib.parse((brief / "tags/iraq.html").read_text("utf-8"), namespaceHTMLElements=False)
    assert [heading.text for heading in page.findall(".//section[@class='month']/h2")] == [
        "March 2021",
        "February 2021",
    ]
    days = [time.get("datetime") for time in page.findall(".//ol[@class='line']/li/time")]
    assert days == sorted(days, reverse=True) and len(days) == 6
    (often,) = [row for row in page.findall(".//p[@class='meta']") if (row.text or "").startswith("Often with")]
    names = ["".join(link.itertext()) for link in often.findall("a")]
    assert "Baghdad" in names and "Iraq" not in names and len(names) <= 8
    here = {row["slug"] for row in catalog(brief) if "Iraq" in row["tags"]}
    for name in names:
        assert len([row for row in catalog(brief) if row["slug"] in here and name in row["tags"]]) >= 2, name


def catalog(brief: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((brief / "catalog.json").read_text("utf-8"))
    return rows


def test_a_tag_that_comes_with_a_rarer_one_names_it_first(desk: Desk) -> None:
    for number, tags in enumerate(
        ("Canal, Port, Egypt", "Canal, Port, Egypt", "Egypt", "Egypt, Grain", "Canal, Grain")
    ):
        head = f"---\ntags: {tags}\ndate: 2021-03-0{number + 1}\n---\n"
        desk.paste(f"{number}.txt", head + story(f"Headline number {number} of the harbour"))
    assert desk.build().returncode == 0
    row = re.search("Often with (.*)</p>", desk.page("tags/canal.html"))
    assert row and re.findall("<bdi>([^<]+)</bdi>", row[1]) == ["Port", "Egypt"], "one story in common may be chance"
    assert "Often with" not in desk.page("tags/grain.html")


def test_a_source_has_a_page_with_its_stories(desk: Desk) -> None:
    for name, source in (
        ("one", "https://www.example.org/1"),
        ("two", "https://example.org:8080/2"),
        ("three", "http://a.example.net/"),
    ):
        desk.paste(f"{name}.txt", f"---\nsource: {source}\n---\n" + story(f"Story number {name} of the harbour"))
    desk.paste(
        "hid.txt", "---\nsource: https://secret.example.com/\nstatus: hidden\n---\n" + story("For those who know")
    )
    assert desk.build().returncode == 0
    page = desk.page("sources/example-org.html")
    assert "<h1>example.org</h1>" in page and "Story number one" in page and "Story number two" in page
    assert "number three" not in page and "example.org</a> (2)" not in page
    assert "<bdi>example.org</bdi> (2)</a>" in desk.page("sources.html") and "secret" not in desk.page("sources.html")
    assert 'href="../sources/example-org.html"' in desk.page("stories/one.html")
    assert "sources/secret" not in desk.page("stories/hid.html")
    assert "/sources/a-example-net.html" in desk.page("sitemap.xml")


def test_a_brief_without_sources_has_no_link_to_them(desk: Desk) -> None:
    desk.paste("one.txt", story())
    assert desk.build().returncode == 0
    assert "sources.html" not in desk.page("index.html")


def test_more_addresses_than_a_sitemap_may_hold_take_several(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.site.outputs.sitemap.MOST", 3)
    for number in range(4):
        desk.paste(f"ferry-{number}.txt", story(f"Ferry {number} runs again"))
    assert desk.build().returncode == 0
    index = desk.page("sitemap.xml")
    names = re.findall(r"<loc>.*/(sitemap-\d+\.xml)</loc>", index)
    parts = [re.findall("<loc>(.*)</loc>", desk.page(name)) for name in names]
    assert "<sitemapindex" in index and len(parts) > 2 and all(len(part) == 3 for part in parts[:-1]) and parts[-1]
    found = [address for part in parts for address in part]
    assert len(found) == len(set(found)) and sum("/stories/" in address for address in found) == 4
    monkeypatch.undo()
    assert desk.build("--fresh").returncode == 0
    assert not (desk.output / "sitemap-1.xml").exists()
    assert sorted(re.findall("<loc>(.*)</loc>", desk.page("sitemap.xml"))) == sorted(found)
