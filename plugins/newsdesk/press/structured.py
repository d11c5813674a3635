"""What a story says of itself to machines: schema.org's NewsArticle."""

from __future__ import annotations

import json
from typing import Any

from .html import plain_words


def json_ld(article: Any, address: str, site: str) -> str:
    """Return an article's JSON-LD, safe inside a script element."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": getattr(article, "plain_title", article.title),
        "datePublished": article.date.isoformat(),
        "inLanguage": article.lang,
        "url": f"{address}/{article.url}",
        "articleSection": str(article.category),
        "description": plain_words(article.summary),
        "keywords": [str(tag) for tag in getattr(article, "tags", ())],
        "author": [{"@type": "Person", "name": str(author)} for author in getattr(article, "authors", ())],
        "publisher": {"@type": "Organization", "name": site},
    }
    if getattr(article, "modified", None):
        facts["dateModified"] = article.modified.isoformat()
    if getattr(article, "source", ""):
        facts["isBasedOn"] = article.source
    return _safe(facts)


def breadcrumb(article: Any, address: str, site: str) -> str:
    """Return an article's place in the site as JSON-LD: the front page, its section if that has a page, itself."""
    section = [(str(article.category), article.category.url)] if article.category.has_page else []
    steps = [(site, ""), *section, (plain_words(article.title), article.url)]
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": f"{address}/{url}"}
        for place, (name, url) in enumerate(steps, 1)
    ]
    return _safe({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items})


def _safe(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


json_ld.reads = frozenset(  # type: ignore[attr-defined] # see press/prints.py
    ("title", "plain_title", "date", "lang", "url", "category", "summary", "tags", "authors", "source", "modified")
)
breadcrumb.reads = frozenset(("title", "url", "category", "has_page"))  # type: ignore[attr-defined]
