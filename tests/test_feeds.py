"""Feeds against the rules of their specifications, and against what the W3C's feed validator warns of."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest

from newsdesk.site.outputs.sanitize import OURS, TO_THE_THEME, allowed, rewritten

from .conftest import MOTLEY, SITEURL, Desk, story

Element = ElementTree.Element
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SITES = {"brief": SITEURL, "motley": MOTLEY}
ELEMENTS = frozenset(
    "a bdi blockquote br div em figcaption figure h2 h3 h4 img li ol p span strong table tbody td tr time ul".split()
)
"""What our stories are made of; all of it the validator takes for safe."""
ATTRIBUTES = frozenset("alt datetime dir height href lang src title width".split())
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[0-9A-Za-z;/?:@&=+$._!~*'()%,-]+")
"""RFC 4151."""
SUSPECT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> tuple[Path, str]:
    """Both briefs, one after the other: the folder and the address."""
    return request.getfixturevalue(request.param), SITES[request.param]


def feeds(output: Path, ending: str) -> list[Path]:
    found = sorted(output.glob(f"feeds/**/*.{ending}"))
    assert len(found) > 8
    return found


def once(parent: Element, names: str) -> None:
    """Assert that each of the named children is there, one time, with words in it."""
    for name in names.split():
        found = parent.findall(name)
        assert len(found) == 1 and (found[0].text or "").strip(), (parent.tag, name)


def is_page(output: Path, address: str, link: str | None) -> bool:
    """True for a whole address of a page that is there."""
    inside = (link or "").removeprefix(f"{address}/")
    return inside != link and (output / (inside.partition("#")[0] or "index.html")).is_file()


def holds_to_html(output: Path, address: str, html: str, here: Path) -> None:
    """Assert that a text is well-formed, safe, and that its links are whole and lead somewhere."""
    assert not SUSPECT.search(html), here
    for element in html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in ELEMENTS and ATTRIBUTES.issuperset(element.attrib), (here, element.tag, element.attrib)
        for name in ("href", "src"):
            link = element.get(name)
            assert link is None or urlsplit(link).scheme in ("http", "https", "mailto", "tel"), (here, link)
            if link and link.startswith(f"{address}/"):
                assert is_page(output, address, link), (here, link)


def items(feed: Element) -> Iterator[Element]:
    yield from feed.findall("channel/item")


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_every_feed_parses_without_complaint(site: tuple[Path, str], kind: str) -> None:
    for path in feeds(site[0], f"{kind}.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == {"rss": "rss20", "atom": "atom10"}[kind]
        assert feed.entries


def test_an_rss_channel_holds_to_its_rules(site: tuple[Path, str]) -> None:
    """RSS 2.0.11 and the RSS Advisory Board's best practices."""
    output, address = site
    for path in feeds(output, "rss.xml"):
        rss = ElementTree.parse(path).getroot()
        assert rss.tag == "rss" and rss.get("version") == "2.0" and [child.tag for child in rss] == ["channel"]
        channel = rss[0]
        once(channel, "title link description language lastBuildDate")
        assert is_page(output, address, channel.findtext("link")), path
        assert re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*", channel.findtext("language") or "")
        own = channel.findall(f"{ATOM}link")
        assert [link.attrib for link in own] == [
            {"href": f"{address}/{path.relative_to(output)}", "rel": "self", "type": "application/rss+xml"}
        ]
        tags = [child.tag for child in channel]
        assert tags.index("item") == len(tags) - tags.count("item"), "the channel's own elements come first"


def test_an_rss_item_holds_to_its_rules(site: tuple[Path, str]) -> None:
    output, address = site
    for path in feeds(output, "rss.xml"):
        seen = set()
        for item in items(ElementTree.parse(path).getroot()):
            once(item, f"title link description pubDate guid {CONTENT}")
            tags = Counter(child.tag for child in item)
            known = {"title", "link", "description", "pubDate", "guid", "category", "source", CREATOR, CONTENT}
            assert tags.keys() <= known and tags["source"] <= 1
            assert all(source.text and urlsplit(source.get("url", "")).scheme for source in item.findall("source"))
            assert [child.tag for child in item].index("description") < [child.tag for child in item].index(CONTENT)
            guid, link = item.find("guid"), item.findtext("link")
            assert guid is not None and guid.text not in seen
            seen.add(guid.text)
            assert guid.get("isPermaLink") == "false" and TAG_URI.fullmatch(guid.text or ""), (
                "no permalink, and not one"
            )
            assert is_page(output, address, link) or link in [source.get("url") for source in item.findall("source")], (
                link
            )
            assert not re.search("</?[A-Za-z]", item.findtext("description") or ""), "words alone, no elements"
            holds_to_html(output, address, item.findtext("description") or "", path)
            holds_to_html(output, address, item.findtext(CONTENT) or "", path)
            names = [category.text for category in item.findall("category")]
            assert all(names) and len(names) == len(set(names))


def test_rss_dates_are_those_of_rfc_822_with_their_right_weekday(site: tuple[Path, str]) -> None:
    for path in feeds(site[0], "rss.xml"):
        channel = ElementTree.parse(path).getroot()[0]
        for text in [channel.findtext("lastBuildDate"), *(item.findtext("pubDate") for item in channel.iter("item"))]:
            assert text and format_datetime(parsedate_to_datetime(text)) == text, (path, text)


def test_an_atom_feed_holds_to_its_rules(site: tuple[Path, str]) -> None:
    """RFC 4287, section 4.1.1."""
    output, address = site
    ids = set()
    for path in feeds(output, "atom.xml"):
        feed = ElementTree.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed" and feed.get(LANG)
        once(feed, f"{ATOM}id {ATOM}title {ATOM}updated {ATOM}subtitle")
        once(feed, f"{ATOM}author/{ATOM}name")
        name = feed.findtext(f"{ATOM}id")
        assert name and urlsplit(name).scheme and name not in ids
        ids.add(name)
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert links.keys() == {"self", "alternate"} and len(feed.findall(f"{ATOM}link")) == 2
        assert links["self"] == f"{address}/{path.relative_to(output)}" and is_page(output, address, links["alternate"])
        entries = feed.findall(f"{ATOM}entry")
        newest = max(entry.findtext(f"{ATOM}updated") or "" for entry in entries)
        assert feed.findtext(f"{ATOM}updated") == newest
        tags = [child.tag for child in feed]
        assert tags.index(f"{ATOM}entry") == len(tags) - len(entries), "the feed's own elements come first"


def test_an_atom_entry_holds_to_its_rules(site: tuple[Path, str]) -> None:
    """RFC 4287, section 4.1.2."""
    output, address = site
    for path in feeds(output, "atom.xml"):
        seen: Counter[str] = Counter()
        for entry in ElementTree.parse(path).getroot().findall(f"{ATOM}entry"):
            once(entry, " ".join(f"{ATOM}{name}" for name in "id title updated published summary content".split()))
            name, published, updated = (
                entry.findtext(f"{ATOM}{part}") or "" for part in ("id", "published", "updated")
            )
            seen.update((name, updated))
            assert TAG_URI.fullmatch(name)
            assert RFC_3339.fullmatch(published) and RFC_3339.fullmatch(updated)
            assert datetime.fromisoformat(updated) >= datetime.fromisoformat(published)
            links = entry.findall(f"{ATOM}link")
            assert [link.get("rel") for link in links] == ["alternate"]
            original = entry.find(f"{ATOM}source")
            if original is not None:  # RFC 4287, 4.2.11
                once(original, f"{ATOM}id {ATOM}title {ATOM}updated")
                assert RFC_3339.fullmatch(original.findtext(f"{ATOM}updated") or "")
            place = links[0].get("href")
            assert is_page(output, address, place) or place == entry.findtext(f"{ATOM}source/{ATOM}id"), place
            for part in ("summary", "content"):
                found = entry.find(f"{ATOM}{part}")
                assert found is not None and found.attrib == {"type": "html"}
                holds_to_html(output, address, found.text or "", path)
            assert all(author.findtext(f"{ATOM}name") for author in entry.findall(f"{ATOM}author"))
            assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
        assert set(seen.values()) == {1}, f"{path}: no two entries have one id or one hour of change"


def test_a_json_feed_holds_to_its_rules(site: tuple[Path, str]) -> None:
    """JSON Feed 1.1."""
    output, address = site
    for path in feeds(output, "json"):
        feed = json.loads(path.read_text("utf-8"))
        assert feed.keys() == {
            "version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items",
        }  # fmt: skip
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"]
        assert feed["feed_url"] == f"{address}/{path.relative_to(output)}"
        assert is_page(output, address, feed["home_page_url"])
        ids = [item["id"] for item in feed["items"]]
        assert ids and len(ids) == len(set(ids)) and all(isinstance(name, str) for name in ids)
        for item in feed["items"]:
            assert is_page(output, address, item["url"])
            assert RFC_3339.fullmatch(item["date_published"]) and RFC_3339.fullmatch(item["date_modified"])
            assert item["date_modified"] >= item["date_published"]
            assert item["title"] and item["summary"] and item["language"] and isinstance(item["tags"], list)
            assert all(author["name"] for author in item["authors"])
            holds_to_html(output, address, item["content_html"], path)


def test_a_story_has_one_identity_in_all_feeds(brief: Path) -> None:
    rss = re.findall("<guid[^>]*>([^<]+)", (brief / "feeds/all.rss.xml").read_text("utf-8"))
    atom = re.findall("<id>(tag:[^<]+)", (brief / "feeds/all.atom.xml").read_text("utf-8"))
    assert rss == atom == [item["id"] for item in json.loads((brief / "feeds/all.json").read_text("utf-8"))["items"]]


def test_a_feed_belongs_to_the_page_that_names_it(site: tuple[Path, str]) -> None:
    output, address = site
    for path in feeds(output, "rss.xml"):
        page = (ElementTree.parse(path).getroot().findtext("channel/link") or "").removeprefix(f"{address}/")
        html = html5lib.parse((output / (page or "index.html")).read_text("utf-8"), namespaceHTMLElements=False)
        links = {link.get("href") for link in html.findall(".//link[@rel='alternate']")}
        assert any(link.endswith(str(path.relative_to(output))) for link in links), path


def test_a_story_in_another_language_is_marked_as_that_in_every_feed(brief: Path) -> None:
    for name in ("feeds/all.json", "feeds/editions.json"):
        texts = [item["content_html"] for item in json.loads((brief / name).read_text("utf-8"))["items"]]
        assert sum('lang="ar" dir="rtl"' in text for text in texts) == 1, name


def test_a_feed_names_a_stylesheet_that_is_there(site: tuple[Path, str]) -> None:
    for path in feeds(site[0], "rss.xml") + feeds(site[0], "atom.xml"):
        sheet = re.search('<[?]xml-stylesheet type="text/css" href="([^"]+)"[?]>', path.read_text("utf-8"))
        assert sheet and (path.parent / sheet[1]).resolve().is_file(), path


def test_the_list_of_feeds_names_each_feed(site: tuple[Path, str]) -> None:
    """OPML 2.0, section Subscription lists."""
    output, address = site
    opml = ElementTree.parse(output / "feeds/all.opml").getroot()
    assert opml.get("version") == "2.0" and [child.tag for child in opml] == ["head", "body"]
    rows = list(opml.iter("outline"))
    assert all(row.get("type") == "rss" and row.get("text") and row.get("title") for row in rows)
    named = [row.get("xmlUrl", "").removeprefix(f"{address}/") for row in rows]
    assert sorted(named) == sorted(str(path.relative_to(output)) for path in feeds(output, "rss.xml"))
    assert all(is_page(output, address, row.get("htmlUrl")) for row in rows)


def test_a_title_with_angles_is_read_as_no_html(motley: Path) -> None:
    for name in ("feeds/all.rss.xml", "feeds/all.atom.xml"):
        text = (motley / name).read_text("utf-8")
        assert "<title>Ferries &#x26; &#x3C;barges&gt; tied up for a week</title>" in text
        titles = [element.text for element in ElementTree.fromstring(text).iter() if element.tag.endswith("title")]
        assert "Ferries & <barges> tied up for a week" in titles
        assert "Ferries & <barges> tied up for a week" in [entry.title for entry in feedparser.parse(text).entries]


def test_controls_of_an_old_encoding_stay_out_of_feeds(desk: Desk) -> None:
    desk.paste(
        "port.txt", story(body="It said \x9dno\x9d and \x07then yes, and the harbour's master agreed on Monday.")
    )
    assert desk.build().returncode == 0
    for name in ("feeds/all.rss.xml", "feeds/all.atom.xml"):
        assert not SUSPECT.search(desk.page(name))


def test_an_empty_brief_has_feeds_that_hold_to_their_rules(desk: Desk) -> None:
    assert desk.build("--siteurl", SITEURL).returncode == 0
    feed = ElementTree.fromstring(desk.page("feeds/all.atom.xml"))
    once(feed, f"{ATOM}id {ATOM}title {ATOM}updated")
    once(feed, f"{ATOM}author/{ATOM}name")
    once(ElementTree.fromstring(desk.page("feeds/all.rss.xml"))[0], "title link description language lastBuildDate")


def test_stories_stand_in_feeds_as_any_other_html_would(site: tuple[Path, str]) -> None:
    output, address = site
    seen = 0
    for path in sorted(output.glob("stories/*.html")):
        page = f"{address}/stories/{path.name}"
        html = path.read_text("utf-8")
        for part in (found[0] for found in re.finditer(r"<(p|ul|h2|figure|blockquote)\b.*?</\1>", html, re.DOTALL)):
            assert allowed(part, page) == rewritten(part, page)
            seen += bool(OURS.fullmatch(TO_THE_THEME.sub("", part)))
    assert seen > 100, "most of a story is words alone"
