"""What a story says of itself to machines: schema.org's NewsArticle."""

from __future__ import annotations

from typing import Any

from ..fit import for_script
from ..html import inline_words


def json_ld(article: Any, address: str, site: str) -> str:
    """Return an article's JSON-LD, safe inside a script element."""
    url = f"{address}/{article.url}"
    publisher = {"@type": "Organization", "name": site, "url": f"{address}/"}
    authors = [{"@type": "Person", "name": str(author)} for author in getattr(article, "authors", ())]
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": _title(article),
        "datePublished": article.issued.isoformat(),
        "dateModified": max(getattr(article, "modified", article.issued), article.issued).isoformat(),
        "inLanguage": article.lang,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "articleSection": str(article.category),
        "description": inline_words(article.summary or article.note or article.title),
        "keywords": [str(tag) for tag in getattr(article, "tags", ())],
        "author": authors or [publisher],
        "publisher": publisher,
    }
    if getattr(article, "source", ""):
        original = {"@type": "NewsArticle", "url": article.source, "datePublished": article.date.date().isoformat()}
        facts["isBasedOn"] = article.source if article.issued == article.date else original
    if article.picture:
        facts["image"] = f"{address}/{article.picture.src}"
    if article.corrections:
        facts["correction"] = [
            {"@type": "CorrectionComment", "datePublished": row["date"].isoformat(), "text": inline_words(row["text"])}
            for row in article.corrections
        ]
    return for_script(facts)


def breadcrumb(article: Any, address: str, site: str) -> str:
    """Return an article's place in the site as JSON-LD: the front page, its section if that has a page, itself."""
    section = [(str(article.category), article.category.url)] if article.category.has_page else []
    steps = [(site, ""), *section, (_title(article), article.url)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": f"{address}/{url}"}
        for place, (name, url) in enumerate(steps, 1)
    ]
    return for_script({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})


def _title(article: Any) -> str:
    return getattr(article, "plain_title", None) or inline_words(article.title)


json_ld.reads = frozenset(  # type: ignore[attr-defined] # see incremental/template_deps.py
    "title plain_title date issued lang url category summary note tags authors source modified corrections picture src".split()
)
breadcrumb.reads = frozenset(("title", "plain_title", "url", "category", "has_page"))  # type: ignore[attr-defined]
