"""HTML of others as it may stand in a page, a feed or an e-mail: known elements, few attributes, addresses that run nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

import nh3

from ..fit import characters

ELEMENTS = frozenset(
    "a abbr b bdi blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins "
    "kbd li ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var".split()
)
"""What feed readers show, by the list of the W3C's feed validator; of other elements the words alone are kept."""
ON_PAGES = ELEMENTS | frozenset(
    "address article aside audio bdo col colgroup details footer h1 header hgroup mark picture rp rt ruby section source "
    "summary video wbr".split()
)
"""What the editor's own pages may hold besides."""
SILENT = frozenset(("script", "style", "template", "iframe", "object", "noscript"))
"""Elements whose inside is no text."""
ATTRIBUTES = frozenset(
    "abbr alt cite colspan datetime dir height href lang rowspan scope src start title width".split()
)
OF_PAGES = ATTRIBUTES | frozenset(
    "align class controls headers id name open poster reversed role sizes srcset type value".split()
)
ADDRESSES = frozenset(("href", "src", "cite"))
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
SCHEME = re.compile(rf"(?:{'|'.join(sorted(SCHEMES))}):", re.IGNORECASE)


OURS = re.compile(
    r"(?:[^<&]++|&(?:amp|lt|gt);|</?(?:p|h2|ul|li|figure|figcaption|blockquote|span|bdi|div)>|</time>"
    r"|<time datetime=\"[\d-]+\">|<div lang=\"[\w-]+\" dir=\"(?:ltr|rtl)\">)*+"
)
"""HTML of words alone as `html.story` makes it, less what it says to the theme: all of it may stand anywhere."""
TO_THE_THEME = re.compile(' class="(?:dateline|marked)"(?=>)')


@lru_cache(maxsize=1024)
def allowed(html: str, address: str) -> str:
    """Return `html` with what may stand anywhere; links are made whole, seen from the page at `address`.

    >>> allowed('<p class="x">See <a href="#edits">the edits</a><script>alert(1)</script></p>', "https://a.org/b.html")
    '<p>See <a href="https://a.org/b.html#edits">the edits</a></p>'
    """
    plain = TO_THE_THEME.sub("", characters(html))
    return plain if OURS.fullmatch(plain) else rewritten(plain, address)


def rewritten(html: str, address: str) -> str:
    """Return `html` as `allowed` does, whoever made it."""

    def whole(_tag: str, name: str, value: str) -> str | None:
        if name not in ADDRESSES:
            return value
        try:
            found = urljoin(address, value)
        except ValueError:  # "http://["
            return None
        return found if SCHEME.match(found) else None

    return _cleaned(
        html,
        tags=set(ELEMENTS),
        attributes={"*": set(ATTRIBUTES)},
        attribute_filter=whole,
    )


def safe(html: str) -> str:
    """Return the HTML of an editor's own page without what could run in a reader's browser.

    >>> safe('<p id="a" onclick="x()">See <a href="{filename}/b.txt">b</a>, <a href="javascript:x()">c</a><script>y()</script></p>')
    '<p id="a">See <a href="{filename}/b.txt">b</a>, <a>c</a></p>'
    """
    return _cleaned(
        characters(html), tags=set(ON_PAGES), attributes={"*": set(OF_PAGES)}, generic_attribute_prefixes={"aria-"}
    )


def _cleaned(html: str, **rules: Any) -> str:
    cleaned = nh3.clean(html, clean_content_tags=set(SILENT), url_schemes=set(SCHEMES), link_rel=None, **rules)
    return cleaned.replace("&nbsp;", "\xa0")  # XML knows no such name
