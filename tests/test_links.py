"""Every link of every page and file leads to a file that is there, and every fragment to its place, wherever the site stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from .conftest import PROJECT, invoke_here
from .motley import project, write

HOSTS: dict[str, dict[str, object]] = {
    "as the settings stand": {"siteurl": "https://brief.example.org"},
    "below a path": {"siteurl": "https://example.org/news"},
    "below a path, with whole addresses": {"siteurl": "https://example.org/news", "RELATIVE_URLS": False},
    "without an address": {"siteurl": ""},
    "weekly": {"siteurl": "https://example.org/news", "EDITION": "week"},
    "in another theme": {"siteurl": "https://example.org/news", "THEME": "simple"},
    "without pages for tags": {"siteurl": "https://example.org/news", "TAG_SAVE_AS": "", "TAG_FEED_RSS": None},
    "without feeds for names": {
        "siteurl": "https://example.org/news",
        "TAG_FEED_RSS": None,
        "TAG_FEED_ATOM": None,
        "CATEGORY_FEED_RSS": None,
    },
    "with feeds elsewhere": {
        "siteurl": "https://example.org/news",
        "FEED_ALL_RSS": "rss.xml",
        "FEED_ALL_ATOM": None,
        "TAG_FEED_RSS": "tags/{slug}/rss.xml",
        "CATEGORY_FEED_ATOM": "atom/{slug}.xml",
    },
    "without feeds of all": {"siteurl": "https://example.org/news", "FEED_ALL_RSS": None, "FEED_ALL_ATOM": None},
}
NOWHERE = "http://nowhere.test"
"""Where a site without an address is looked at."""
LINKED = ("href", "src", "action", "poster", "data-src")
SAID = ("og:url", "og:image", "twitter:image")
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")


@pytest.fixture(params=HOSTS, ids=list(HOSTS))
def site(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """Return a brief's output folder and its address, for each way to host it."""
    changes = dict(HOSTS[request.param])
    address = str(changes.pop("siteurl"))
    folder = project(tmp_path / "site", **changes)
    write(folder / "content")
    if "THEME" in changes:
        (folder / "content/hidden.txt").unlink()  # it links to the section, which Pelican does not write for it
    done = invoke_here("build", "--siteurl", address, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "output", address or NOWHERE


def links_of_page(page: html5lib.treebuilders.etree.Element) -> Iterator[str]:
    """Yield all addresses that a page names."""
    for element in page.iter():
        yield from (element.get(name) for name in LINKED if element.get(name) is not None)
        yield from (part.split()[0] for part in element.get("srcset", "").split(",") if part.strip())
        if element.tag == "meta" and element.get("property") in SAID:
            yield element.get("content")
        if element.get("type") == "application/ld+json":
            yield from ADDRESS.findall(element.text)


def links_of_file(path: Path) -> Iterator[str]:
    """Yield all whole addresses in a feed, a sitemap, a list of feeds, the catalog, and in texts for programs."""
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        found = json.loads(text)
        text = "\n".join(strings(found))
        yield from (row["url"] for row in found if path.name == "catalog.json")
    if path.suffix == ".xml":
        text = unescape(re.sub("<summary.*?</summary>|<description>.*?</description>|xmlns[:a-z]*=\\S+", "", text))
        yield from re.findall(r'<\?xml-stylesheet[^>]*href="([^"]+)"', text)
    yield from (unescape(link) for link in ADDRESS.findall(text))


def strings(value: object) -> Iterator[str]:
    """Yield all strings in what JSON gave."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def test_every_link_leads_somewhere(site: tuple[Path, str]) -> None:
    output, address = site
    pages = {path: html5lib.parse(path.read_bytes(), namespaceHTMLElements=False) for path in output.rglob("*.html")}
    ids = {path: {element.get("id") for element in page.iter()} for path, page in pages.items()}
    files = [path for path in output.rglob("*") if path.suffix in (".xml", ".json", ".opml", ".txt")]
    named = {path: list(links_of_page(page)) for path, page in pages.items()}
    named |= {path: list(links_of_file(path)) for path in files}
    dead = set()
    followed = 0
    for path, links in named.items():
        here = f"{address}/{path.relative_to(output)}"
        for link in links:
            target = urlsplit(urljoin(here, link))
            if not target.geturl().startswith(address):
                continue
            followed += 1
            inside = unquote(target.path).removeprefix(urlsplit(address).path).lstrip("/")
            file = output / (inside or "index.html")
            place = target.fragment and file in ids and target.fragment not in ids[file]
            if not file.is_file() or place:
                dead.add((str(path.relative_to(output)), link))
    assert not dead
    assert followed > 1000 and len(files) > 20, "a site of some size was looked at"


def test_another_theme_is_built_with_all_its_stories(tmp_path: Path) -> None:
    """Pelican's own, which knows nothing of us."""
    folder = project(tmp_path / "site", THEME="simple")
    done = invoke_here("build", "--content", str(PROJECT / "content"), cwd=folder)
    assert done.returncode == 0, done.stderr
    output = folder / "output"
    stories = json.loads((output / "catalog.json").read_text("utf-8"))
    assert len(stories) > 10 and all((output / "stories" / f"{row['slug']}.html").is_file() for row in stories)
    assert not (output / "editions").exists() and not (output / "lines").exists()
    sitemap = (output / "sitemap.xml").read_text("utf-8")
    assert "/editions/" not in sitemap and "/lines/" not in sitemap and "/stories/" in sitemap
    again = invoke_here("build", "--content", str(PROJECT / "content"), cwd=folder)
    assert " 0 files written" in again.stdout
