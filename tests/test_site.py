"""The site of the sample brief: pages, links, feeds, catalog."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest

from .conftest import SITEURL, Desk, story

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"


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
        assert page.find(".//link[@rel='canonical']").get("href").startswith(SITEURL), path


def test_every_internal_link_leads_somewhere(brief: Path) -> None:
    ids: dict[Path, set[str]] = {}
    parsed = {path: html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False) for path in pages(brief)}
    for path, page in parsed.items():
        ids[path] = {element.get("id") for element in page.iter() if element.get("id")}
    for path, page in parsed.items():
        here = f"{SITEURL}/{path.relative_to(brief)}"
        for element in page.iter():
            for name in ("href", "src"):
                link = element.get(name)
                if link is None or not urljoin(here, link).startswith(SITEURL):
                    continue
                target = urlsplit(urljoin(here, link))
                file = brief / unquote(target.path).lstrip("/") if target.path.strip("/") else brief / "index.html"
                assert file.is_file(), f"{path}: {link}"
                if target.fragment:
                    assert target.fragment in ids[file], f"{path}: {link}"


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
    assert f"{day.day} {day:%B} {day.year}</h1>" in page
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


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_every_feed_parses_without_complaint(brief: Path, kind: str) -> None:
    feeds = sorted(brief.rglob(f"*.{kind}.xml"))
    assert len(feeds) > 10
    for path in feeds:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
        assert feed.entries


def test_rss_holds_to_its_rules(brief: Path) -> None:
    """RSS 2.0 and the RSS Advisory Board's best practices."""
    for path in brief.rglob("*.rss.xml"):
        channel = ElementTree.parse(path).getroot().find("channel")
        assert channel is not None
        for name in ("title", "link", "description", "language", "lastBuildDate"):
            assert channel.findtext(name), (path, name)
        own = channel.find(f"{ATOM}link[@rel='self']")
        assert own is not None and own.get("href") == f"{SITEURL}/{path.relative_to(brief)}"
        seen = set()
        for item in channel.findall("item"):
            guid = item.find("guid")
            assert guid is not None and guid.get("isPermaLink") == "false" and guid.text not in seen
            seen.add(guid.text)
            assert parsedate_to_datetime(item.findtext("pubDate") or "").tzinfo
            assert (item.findtext("link") or "").startswith(
                f"{SITEURL}/{'editions' if path.name.startswith('editions') else 'stories'}/"
            )
            text = item.findtext(CONTENT) or ""
            assert re.search("<p>|<h3>", text) and "<script" not in text and "class=" not in text
            assert "<" not in (item.findtext("description") or "<")
            for link in re.findall(r"(?:href|src)=\"([^\"]*)\"", text):
                assert urlsplit(link).scheme, (path, link)


def test_atom_holds_to_its_rules(brief: Path) -> None:
    """RFC 4287."""
    ids = set()
    for path in brief.rglob("*.atom.xml"):
        feed = ElementTree.parse(path).getroot()
        name = feed.findtext(f"{ATOM}id")
        assert name and name not in ids
        ids.add(name)
        assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "").tzinfo
        for entry in feed.findall(f"{ATOM}entry"):
            assert entry.find(f"{ATOM}author/{ATOM}name") is not None
            assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
            assert (entry.findtext(f"{ATOM}id") or "").startswith("tag:brief.example.org,")
            content = entry.find(f"{ATOM}content")
            assert content is not None and content.get("type") == "html" and content.text


def test_json_feeds_hold_to_their_rules(brief: Path) -> None:
    """JSON Feed 1.1."""
    found = sorted(brief.glob("feeds/**/*.json"))
    assert len(found) > 10
    for path in found:
        feed = json.loads(path.read_text("utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"]
        assert feed["feed_url"] == f"{SITEURL}/{path.relative_to(brief)}"
        ids = [item["id"] for item in feed["items"]]
        assert ids and len(ids) == len(set(ids)) and all(isinstance(name, str) for name in ids)
        for item in feed["items"]:
            assert datetime.fromisoformat(item["date_published"]).tzinfo
            assert item["content_html"] and item["url"].startswith(SITEURL)
            assert isinstance(item["tags"], list) and item["summary"]


def test_a_story_has_one_identity_in_all_feeds(brief: Path) -> None:
    rss = re.findall("<guid[^>]*>([^<]+)", (brief / "feeds/all.rss.xml").read_text("utf-8"))
    atom = re.findall("<id>(tag:[^<]+)", (brief / "feeds/all.atom.xml").read_text("utf-8"))
    assert rss == atom == [item["id"] for item in json.loads((brief / "feeds/all.json").read_text("utf-8"))["items"]]


def test_the_text_of_a_feed_is_well_formed_and_its_links_are_whole(brief: Path) -> None:
    for path in brief.glob("feeds/**/*.json"):
        for item in json.loads(path.read_text("utf-8"))["items"]:
            html5lib.HTMLParser(strict=True).parseFragment(item["content_html"])
            for link in re.findall(r"(?:href|src)=\"([^\"]*)\"", item["content_html"]):
                assert urlsplit(link).scheme in ("http", "https", "mailto", "tel"), (path, link)
            assert not re.search(r"<[^>]*\s(?:class|tabindex|style|data-\w+)=", item["content_html"])


def test_a_feed_names_a_stylesheet_that_is_there(brief: Path) -> None:
    for path in brief.glob("feeds/**/*.xml"):
        sheet = re.search('<[?]xml-stylesheet type="text/css" href="([^"]+)"[?]>', path.read_text("utf-8"))
        assert sheet and (path.parent / sheet[1]).resolve().is_file(), path


def test_the_list_of_feeds_names_each_feed(brief: Path) -> None:
    rows = list(ElementTree.parse(brief / "feeds/all.opml").getroot().iter("outline"))
    named = {row.get("xmlUrl", "").removeprefix(f"{SITEURL}/") for row in rows}
    assert named == {str(path.relative_to(brief)) for path in brief.glob("feeds/**/*.rss.xml")}
    assert all((brief / row.get("htmlUrl", "").removeprefix(f"{SITEURL}/")).is_file() for row in rows)


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
        words = "".join(page.find(".//div[@class='body']").itertext())
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


def test_structured_data_is_complete(brief: Path) -> None:
    for path in (brief / "stories").glob("*.html"):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        facts = json.loads(page.find(".//script[@type='application/ld+json']").text)
        assert facts["@type"] == "NewsArticle"
        for name in ("headline", "datePublished", "inLanguage", "url", "articleSection"):
            assert facts[name], (path, name)


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


def test_templates_use_no_undefined_name(desk: Desk, tmp_path: Path) -> None:
    from .conftest import PROJECT, run_invoke

    settings = (PROJECT / "pelicanconf.py").read_text("utf-8")
    settings = settings.replace(
        "JINJA_ENVIRONMENT = {", 'import jinja2\nJINJA_ENVIRONMENT = {"undefined": jinja2.StrictUndefined, '
    )
    for name in ("theme", "plugins", "tasks.py", "content"):
        (tmp_path / name if name != "content" else tmp_path / "sample").symlink_to(PROJECT / name)
    (tmp_path / "pelicanconf.py").write_text(settings, "utf-8")
    done = run_invoke("build", "--content", "sample", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output/index.html").is_file()


def test_a_tag_tells_its_months_and_what_often_comes_with_it(brief: Path) -> None:
    page = html5lib.parse((brief / "tags/iraq.html").read_text("utf-8"), namespaceHTMLElements=False)
    assert [heading.text for heading in page.findall(".//section[@class='month']/h2")] == [
        "March 2021",
        "February 2021",
    ]
    days = [time.get("datetime") for time in page.findall(".//ol[@class='line']/li/time")]
    assert days == sorted(days, reverse=True) and len(days) == 6
    (often,) = [row for row in page.findall(".//p[@class='meta']") if (row.text or "").startswith("Often with")]
    names = [link.text for link in often.findall("a")]
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
    assert row and re.findall(">([^<]+)</a>", row[1]) == ["Port", "Egypt"], "one story in common may be chance"
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
    assert ">example.org (2)</a>" in desk.page("sources.html") and "secret" not in desk.page("sources.html")
    assert 'href="../sources/example-org.html"' in desk.page("stories/one.html")
    assert "sources/secret" not in desk.page("stories/hid.html")
    assert "/sources/a-example-net.html" in desk.page("sitemap.xml")


def test_a_brief_without_sources_has_no_link_to_them(desk: Desk) -> None:
    desk.paste("one.txt", story())
    assert desk.build().returncode == 0
    assert "sources.html" not in desk.page("index.html")
