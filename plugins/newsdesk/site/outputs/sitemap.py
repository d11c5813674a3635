"""What other programs look for: sitemaps, robots.txt, llms.txt, and the list of all feeds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..fit import for_address, for_markdown, for_xml

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses in a sitemap (sitemaps.org, protocol 0.9)."""


def _address(address: str) -> str:
    return for_xml(for_address(address))


def sitemap_names(count: int) -> list[str]:
    """Return the names of the sitemaps that so many addresses and that of the front page take.

    >>> sitemap_names(20), sitemap_names(90_000)
    (['sitemap.xml'], ['sitemap-1.xml', 'sitemap-2.xml'])
    """
    return ["sitemap.xml"] if count < MOST else [f"sitemap-{part + 1}.xml" for part in range(1 + count // MOST)]


def sitemap_rows(site: str, stories: Iterable[tuple[str, str]], pages: Iterable[str]) -> list[str]:
    """Return the rows of sitemaps: the front page, the stories, each an address and its ISO day, and other pages."""
    rows = [f"<url><loc>{_address(site)}/</loc></url>"]
    rows += [f"<url><loc>{_address(f'{site}/{url}')}</loc><lastmod>{day}</lastmod></url>" for url, day in stories]
    return rows + [f"<url><loc>{_address(f'{site}/{url}')}</loc></url>" for url in pages]


def sitemap(rows: Sequence[str], part: int = 0) -> str:
    """Return a sitemap of a part of the rows, counted from 0."""
    some = rows[part * MOST : (part + 1) * MOST]
    return "\n".join([f'{XML}<urlset xmlns="{NAMESPACE}">', *some, "</urlset>"]) + "\n"


def sitemap_index(site: str, names: Iterable[str]) -> str:
    """Return what leads to several sitemaps."""
    rows = [f"<sitemap><loc>{_address(f'{site}/{name}')}</loc></sitemap>" for name in names]
    return "\n".join([f'{XML}<sitemapindex xmlns="{NAMESPACE}">', *rows, "</sitemapindex>"]) + "\n"


def news_sitemap(site: str, name: str, stories: Iterable[tuple[str, str, str, str]]) -> str:
    """Return a news sitemap of stories, each an address, a language, an ISO time and a plain title."""
    rows = [
        f"<url><loc>{_address(f'{site}/{url}')}</loc><news:news><news:publication><news:name>{for_xml(name)}</news:name>"
        f"<news:language>{for_xml(lang)}</news:language></news:publication><news:publication_date>{time}</news:publication_date>"
        f"<news:title>{for_xml(title)}</news:title></news:news></url>"
        for url, lang, time, title in stories
    ]
    opening = f'{XML}<urlset xmlns="{NAMESPACE}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    return "\n".join([opening, *rows, "</urlset>"]) + "\n"


def robots(site: str) -> str:
    """Return a robots.txt that lets everybody in and tells where the sitemaps are."""
    site = for_address(site)
    return f"User-agent: *\nAllow: /\n\nSitemap: {site}/sitemap.xml\nSitemap: {site}/news-sitemap.xml\n"


def llms(site: str, name: str, motto: str, feed: str, sections: Iterable[tuple[str, str]]) -> str:
    """Return an llms.txt (llmstxt.org): what the site is and where its stories are, as Markdown; `feed` may be empty."""
    rows = [f"# {for_markdown(name)}", "", f"> {for_markdown(motto)}", "", "## Stories", ""]
    rows += [
        _link("Latest edition", f"{site}/index.html"),
        _link("All stories, with sections, tags and links, as JSON", f"{site}/catalog.json"),
        *([_link("Feed, full text", f"{site}/{feed}")] if feed else []),
        _link("Archive by month", f"{site}/archive.html"),
    ]
    rows += ["", "## Sections", "", *(_link(title, f"{site}/{url}") for title, url in sections)]
    return "\n".join(rows) + "\n"


def _link(words: str, address: str) -> str:
    """Return a row of a list in Markdown; brackets would end an address."""
    return f"- [{for_markdown(words)}]({for_address(address).replace('(', '%28').replace(')', '%29')})"


def opml(name: str, site: str, feeds: Iterable[tuple[str, str, str]]) -> str:
    """Return an OPML 2.0 list of RSS feeds, each a title (empty: the site's), its page and its address."""
    rows = [
        f'<outline type="rss" text="{for_xml(title or name)}" title="{for_xml(title or name)}" '
        f'htmlUrl="{_address(f"{site}/{page}")}" xmlUrl="{_address(f"{site}/{feed}")}"/>'
        for title, page, feed in feeds
    ]
    head = f'{XML}<opml version="2.0">\n<head><title>{for_xml(name)}</title></head>\n<body>'
    return "\n".join([head, *rows, "</body>", "</opml>"]) + "\n"
