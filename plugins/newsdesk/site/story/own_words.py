"""The editor's own words, in Markdown (CommonMark), as HTML: raw HTML in them is text, and links lead to the web or to a mailbox."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..fit import characters

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

SCHEMES = ("http:", "https:", "mailto:")


def lines_as_html(text: str, lang: str) -> str:
    """Return lines as paragraphs; Markdown counts within a line alone, so that `1.` or `#` opens no list and no heading.

    >>> lines_as_html("1. What *it* means\\nfor <b>you</b>", "en")
    '<p>1. What <em>it</em> means</p>\\n<p>for &lt;b&gt;you&lt;/b&gt;</p>'
    """
    parser = _parser(lang.startswith("en"))
    rows = (parser.renderInline(characters(row)) for row in text.split("\n") if row.strip())
    return "\n".join(f"<p>{row}</p>" for row in rows)


def text_as_html(text: str, lang: str) -> str:
    """Return a text with paragraphs, lists, headings and links as HTML; a heading is one below those of a page."""
    rows = map(characters, text.split("\n"))
    return str(_parser(lang.startswith("en")).render("\n".join(rows))).strip()


@cache
def _parser(curls_quotes: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # 0.05 s, for builds that read a note anew

    parser = (
        MarkdownIt("commonmark", {"html": False, "typographer": curls_quotes}).disable("image").enable("smartquotes")
    )
    parser.validateLink = lambda url: url.casefold().startswith(SCHEMES)  # type: ignore[method-assign]
    for name in ("heading_open", "heading_close"):
        parser.add_render_rule(name, _heading)
    return parser


def _heading(renderer: object, tokens: list[object], place: int, *_: object) -> str:
    """Render a mark of a heading as one of h3: above it stand the page's headline and the edition's lead."""
    token = tokens[place]
    return "<h3>" if getattr(token, "nesting", 0) > 0 else "</h3>\n"
