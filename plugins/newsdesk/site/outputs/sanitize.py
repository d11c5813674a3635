"""A story's HTML as it may stand in a feed or an e-mail: known elements, few attributes, whole addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

ELEMENTS = frozenset(
    "a abbr b bdi blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins "
    "kbd li ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var".split()
)
"""What feed readers show, by the list of the W3C's feed validator; of other elements the words alone are kept."""
SILENT = frozenset(("script", "style", "template", "iframe", "object", "noscript"))
"""Elements whose inside is no text."""
ATTRIBUTES = frozenset(
    "abbr alt cite colspan datetime dir height href lang rowspan scope src start title width".split()
)
ADDRESSES = frozenset(("href", "src", "cite"))
SCHEMES = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
VOID = frozenset(("br", "hr", "img"))


OURS = re.compile(
    r"(?:[^<&]++|&(?:amp|lt|gt);|</?(?:p|h2|ul|li|figure|figcaption|blockquote|span|bdi|div)>|</time>"
    r"|<time datetime=\"[\d-]+\">|<div lang=\"[\w-]+\" dir=\"(?:ltr|rtl)\">)*+"
)
"""HTML of words alone as `html.story` makes it, less what it says to the theme: all of it may stand anywhere."""
TO_THE_THEME = re.compile(' class="(?:dateline|marked)"(?=>)')


class _Rewriter(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self._address = address
        self._silent = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag in ELEMENTS and not self._silent:
            kept = "".join(self._kept(name, value or "") for name, value in attrs if name in ATTRIBUTES)
            self.parts.append(f"<{tag}{kept}>")

    def _kept(self, name: str, value: str) -> str:
        if name in ADDRESSES:
            value = urljoin(self._address, value)
            if not SCHEMES.match(value):
                return ""
        return f' {name}="{escape(value)}"'

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ELEMENTS and tag not in VOID and not self._silent:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(escape(data, quote=False))


@lru_cache(maxsize=1024)
def allowed(html: str, address: str) -> str:
    """Return `html` with what may stand anywhere; links are made whole, seen from the page at `address`.

    >>> allowed('<p class="x">See <a href="#edits">the edits</a><script>alert(1)</script></p>', "https://a.org/b.html")
    '<p>See <a href="https://a.org/b.html#edits">the edits</a></p>'
    """
    plain = TO_THE_THEME.sub("", html)
    return plain if OURS.fullmatch(plain) else rewritten(html, address)


def rewritten(html: str, address: str) -> str:
    """Return `html` as `allowed` does, whoever made it."""
    rewriter = _Rewriter(address)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.parts)
