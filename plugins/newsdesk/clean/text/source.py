"""A page's source made fit for the parser, which searches to the end of the page for what closes each mark, and refuses some."""

from __future__ import annotations

import re

PAIRS = (("<!--", "-->"), ("<![", "]>"), ("<", ">"))
"""What opens, and what must stand somewhere behind it."""
UNKNOWN_SECTION = re.compile(r"<!\[(?!\s*+(?:temp|cdata|ignore|include|rcdata|if|else|endif)\b)", re.IGNORECASE)
"""A marked section of a kind that is none: the parser gives up the page for it."""


def parseable(html: str) -> str:
    """Return a page's source in which what opens and is never closed is text.

    >>> parseable("<p>5 < 6</p> and 1 < 2 <!-- so")
    '<p>5 < 6</p> and 1 &lt; 2 &lt;!-- so'
    """
    html = UNKNOWN_SECTION.sub("&lt;![", html)
    for opening, closing in PAIRS:
        end = html.rfind(closing) + 1
        if opening in html[end:]:
            html = html[:end] + html[end:].replace(opening, f"&lt;{opening[1:]}")
    return html
