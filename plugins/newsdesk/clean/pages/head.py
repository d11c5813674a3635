"""What a saved page tells of its article apart from the text: headline, day, authors, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bs4 import BeautifulSoup
from bs4.element import Tag

from ..patterns import names_in
from ..text import fold, is_address, is_of_news, plain
from .linked_data import LinkedData

PUBLISHED = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "og:published_time",
)  # fmt: skip
"""Names under which a page tells its day, the surest first."""
DAY = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
MOST = 50
"""Headlines or times of a page that are looked at: each may stand in the one before."""
SEPARATOR = re.compile(r"(?<!\s)\s++[|–—·•»-]\s++")
"""Between a headline and the name of the site."""
LONGEST_NAME = 60
"""Characters."""


def read_head(soup: BeautifulSoup, linked: LinkedData) -> dict[str, str]:
    """Return what the page tells: `title`, `date`, `authors`, `house`, `source`, `lang`."""
    meta: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").casefold()
        meta.setdefault(name, []).append(plain(str(tag.get("content") or "")))
    first = {name: values[0] for name, values in meta.items()}
    site = first.get("og:site_name", "")
    houses = (*linked.names("publisher"), site)
    written = linked.names("author") or tuple(meta.get("author", ()))
    days = (_day(str(linked.article.get("datePublished") or "")), *(_day(first.get(name, "")) for name in PUBLISHED))
    canonical = soup.find("link", rel="canonical")
    root = soup.find("html")
    found = {
        "title": _without_site(
            plain(str(linked.article.get("headline") or "")) or first.get("og:title", ""), site, soup
        ),
        "date": next(filter(None, days), "") or _shown_day(soup),
        "authors": ", ".join(_authors(written, houses)),
        "house": next(filter(_is_name, written), ""),
        "source": str(canonical.get("href") or "") if isinstance(canonical, Tag) else first.get("og:url", ""),
        "lang": str(root.get("lang") or "").partition("-")[0].casefold() if isinstance(root, Tag) else "",
    }
    if not is_address(found["source"]):
        found["source"] = ""
    if not re.fullmatch(r"[a-z]{2,3}", found["lang"]):
        found["lang"] = ""
    return {name: value for name, value in found.items() if value}


def _without_site(title: str, site: str, soup: BeautifulSoup) -> str:
    """Return a title without the site's name before or behind it, which the page gives, or which its own h1 has not."""
    parts = list(SEPARATOR.finditer(title))
    if not parts:
        return title
    head, tail = title[: parts[-1].start()], title[parts[-1].end() :]
    if fold(tail) == fold(site) or any(
        fold(tag.get_text(" ")) == fold(head) for tag in soup.find_all("h1", limit=MOST)
    ):
        return head
    return title[parts[0].end() :] if fold(title[: parts[0].start()]) == fold(site) else title


def _authors(written: Iterable[str], houses: Iterable[str]) -> tuple[str, ...]:
    """Return the names in what the page says of its authors; the paper itself is none."""
    papers = [set(fold(house).split()) for house in houses if house]
    names = (name for words in filter(_is_name, written) for name in names_in(words))
    return tuple(dict.fromkeys(name for name in names if not any(_is_part(name, paper) for paper in papers)))


def _is_part(name: str, paper: set[str]) -> bool:
    """True for a paper's name, or a part of it: "Harbour Press" of "Harbour Press Ltd"."""
    words = set(fold(name).split())
    return words <= paper or paper <= words


def _is_name(words: str) -> bool:
    """True for what may name a person or a paper: no address, and no number such as a key of the site's own."""
    return len(words) <= LONGEST_NAME and not re.search(r"[/@<>]|https?:|^\W*\d*\W*$", words)


def _day(value: str) -> str:
    """Return the day that opens a value, in ISO's form; empty if it is none, or none of a newspaper's."""
    match = DAY.match(value.strip())
    try:
        day = date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return ""
    return day.isoformat() if day and is_of_news(day.year) else ""


def _shown_day(soup: BeautifulSoup) -> str:
    """Return the day that the page's own elements give for what it shows; empty if they give two."""
    around = (headline.find_parents("article") for headline in soup.find_all("h1", limit=MOST))
    story = next((articles[-1] for articles in around if articles), soup)
    times = [tag for tag in story.find_all("time", limit=MOST) if not tag.find_parent(["nav", "footer", "aside"])]
    published = [
        tag for tag in times if tag.has_attr("pubdate") or "datepublished" in str(tag.get("itemprop")).casefold()
    ]
    days = {_day(str(tag.get("datetime") or "")) for tag in published or times} - {""}
    return days.pop() if len(days) == 1 else ""
