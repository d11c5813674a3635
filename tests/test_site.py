"""The site of the sample brief: pages, links, feeds, catalog."""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
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
            assert (item.findtext("link") or "").startswith(f"{SITEURL}/stories/")
            text = item.findtext(CONTENT) or ""
            assert "<p>" in text and "<script" not in text
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
