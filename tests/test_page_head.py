"""What a saved page tells of its article apart from the text is read, however carelessly it is written down."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsdesk.clean import clean
from newsdesk.clean.text import plain

from .ferry import BODY, HEADLINE, TEXT
from .golden import INTAKE

FACTS: dict[str, Any] = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2021-03-03T08:00:00+01:00"}
PERSON = {"@type": "Person", "name": "Ada Marsh"}
TOLD = json.dumps({**FACTS, "author": PERSON})
PRESS = {"@type": "NewsMediaOrganization", "name": "Harbour Press"}


def page(head: str, body: str = f"<article>{TEXT}</article>") -> str:
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def linked(told: Any) -> str:
    words = told if isinstance(told, str) else json.dumps(told)
    return f'<script type="application/ld+json">{words}</script>'


@pytest.mark.parametrize(
    "told",
    [
        TOLD,
        f"<!--\n{TOLD}\n//-->",
        f"//<![CDATA[\n{TOLD}\n//]]>",
        f"/*<![CDATA[*/{TOLD};/*]]>*/",
        TOLD.replace('"headline"', '"description": "One line\n\tand another", "headline"'),
        [{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another"}]}, json.loads(TOLD)],
        {"@type": "WebPage", "mainEntity": json.loads(TOLD)},
        {"@graph": [{**FACTS, "author": {"@id": "#ada"}}, {"@id": "#ada", **PERSON}]},
        {"@graph": [{**FACTS, "author": [{"@id": "#ada"}]}, {"@id": "#press", **PRESS}, {"@id": "#ada", **PERSON}]},
        {**FACTS, "author": {"@type": "Person", "name": PERSON}},
        {**FACTS, "author": {"@type": "Person", "name": ["Ada Marsh"]}},
        {**FACTS, "author": "By Ada Marsh, Harbour Correspondent"},
        {**FACTS, "author": [PERSON, PRESS], "publisher": {"@type": "Organization", "name": "Harbour Press Ltd"}},
    ],
)
def test_linked_data_is_read_in_any_of_its_forms(told: Any) -> None:
    article = clean(page(linked(told)), INTAKE)
    assert (article.headline, article.authors, article.date) == (HEADLINE, ("Ada Marsh",), "2021-03-03")


@pytest.mark.parametrize("told", ["", "{", "[[[[[[", '{"@type": "NewsArticle", "author": {"@id": "#none"}}', "null"])
def test_linked_data_that_says_nothing_leaves_the_text(told: str) -> None:
    article = clean(page(linked(told), f"<article><h1>{HEADLINE}</h1><p>By Ada Marsh</p>{TEXT}</article>"), INTAKE)
    assert (article.headline, article.authors, article.body.split("\n")) == (HEADLINE, ("Ada Marsh",), list(BODY))


@pytest.mark.parametrize(
    ("head", "byline", "authors"),
    [
        (linked({**FACTS, "author": PRESS, "publisher": PRESS}), "<p>By Ada Marsh</p>", ("Ada Marsh",)),
        ('<meta property="og:site_name" content="Harbour Press"><meta name="author" content="Harbour Press">', "<p>By Ada Marsh</p>", ("Ada Marsh",)),
        (linked({**FACTS, "author": PRESS, "publisher": PRESS}), "", ("Harbour Press",)),
        (linked({**FACTS, "author": PRESS, "publisher": PRESS}), "<p>Ferry News</p>", ("Harbour Press",)),
        ('<meta name="author" content="Ada Marsh"><meta name="author" content="Jon Pell">', "", ("Ada Marsh", "Jon Pell")),
        ('<meta name="author" content="105092">', "<p>By Ada Marsh</p>", ("Ada Marsh",)),
        ('<meta name="author" content="https://harbour.example/ada">', "<p>By Ada Marsh</p>", ("Ada Marsh",)),
    ],
)  # fmt: skip
def test_people_are_the_authors_and_the_paper_only_where_nobody_is_named(
    head: str, byline: str, authors: tuple[str, ...]
) -> None:
    assert clean(page(head, f"<article><h1>{HEADLINE}</h1>{byline}{TEXT}</article>"), INTAKE).authors == authors


@pytest.mark.parametrize(
    ("title", "site", "h1", "read_as"),
    [
        (f"{HEADLINE} | Harbour Press", "Harbour Press", "", HEADLINE),
        (f"Harbour Press – {HEADLINE}", "Harbour Press", "", HEADLINE),
        (f"{HEADLINE} - Harbour Press", "", HEADLINE, HEADLINE),
        ("The calf - and the ferry", "Harbour Press", "", "The calf - and the ferry"),
        ("Trade-war fears keep ferry in port", "Harbour Press", "", "Trade-war fears keep ferry in port"),
        ("Here&amp;rsquo;s why AT&amp;amp;T sails", "", "", "Here’s why AT&T sails"),
        ("Zo&amp;euml; &amp;#8211; &amp;quot;a calf&amp;quot;", "", "", 'Zoë – "a calf"'),
    ],
)
def test_a_title_has_neither_the_sites_name_nor_escapes(title: str, site: str, h1: str, read_as: str) -> None:
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}">'
    assert clean(page(head, f"<article><h1>{h1}</h1>{TEXT}</article>"), INTAKE).headline == read_as


@pytest.mark.parametrize(
    ("head", "line", "day"),
    [
        ("", '<time datetime="2021-03-03T17:00:10Z">Mar 3</time>', "2021-03-03"),
        ("", '<time datetime="2021-03-03">5 hours ago</time>', "2021-03-03"),
        ("", '<meta itemprop="datePublished" content="2021-03-03T17:00">', "2021-03-03"),
        ("", '<time datetime="2021-03-04">Mar 4</time><time itemprop="datePublished" datetime="2021-03-03">Mar 3</time>', "2021-03-03"),
        ("", '<time datetime="2021-03-04">Mar 4</time><time datetime="2021-03-03">Mar 3</time>', ""),
        ('<meta name="DC.date.issued" content="20210303">', "", "2021-03-03"),
        ('<meta name="parsely-pub-date" content="2021/03/03 17:00">', "", "2021-03-03"),
        ('<meta name="date" content="2021-02-31">', "", ""),
        ('<meta name="date" content="0000-00-00">', "<p>3 March 2021</p>", "2021-03-03"),
    ],
)  # fmt: skip
def test_the_day_is_read_where_a_page_tells_it(head: str, line: str, day: str) -> None:
    assert clean(page(head, f"<article><h1>{HEADLINE}</h1>{line}{TEXT}</article>"), INTAKE).date == day


def test_text_that_was_escaped_twice_is_read_and_a_text_on_html_stays() -> None:
    row = "The harbour&amp;rsquo;s office wrote &amp;ndash; as ever &amp;ndash; to &amp;quot;all&amp;quot; on Wednesday, the mate said."
    body = clean(page("", f"<article><h1>{HEADLINE}</h1><p>{row}</p>{TEXT}</article>"), INTAKE).body
    assert 'The harbour’s office wrote – as ever – to "all" on Wednesday, the mate said.' in body
    assert plain("He wrote &lt;b&gt;, R&D; and AT&T; too") == "He wrote &lt;b&gt;, R&D; and AT&T; too"
