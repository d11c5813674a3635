"""Text made fit for what it is written into: HTML, XML, JSON within a page, Markdown, an address, a line of a head.

What no output may hold is left out of all: noncharacters, control characters, halves of characters. They are no words.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any
from urllib.parse import quote

IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%"
"""What may stand in an address besides letters, figures and `-._~` (RFC 3986, 2.2); all else is written as bytes."""
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17))
    + "]"
)
"""What XML 1.0 does not allow in any form, and what it (section 2.2) and HTML ask authors to avoid."""


def characters(text: str) -> str:
    """Return a text without what no output may hold.

    >>> characters("Oster\\ufffe Sound\\x01")
    'Oster Sound'
    """
    if text.replace("\n", "").isprintable():  # told quickly, and nearly always so
        return text
    return UNFIT.sub("", text)


def for_html(text: str) -> str:
    """Return plain words as HTML; in an attribute, too."""
    return escape(characters(text))


def for_text_of_html(text: str) -> str:
    """Return plain words as HTML between tags, where quotes may stay."""
    return escape(characters(text), quote=False)


def for_xml(text: str) -> str:
    """Return plain words as XML."""
    return escape(characters(text))


def for_script(facts: Any) -> str:
    """Return values as JSON that may stand in a script element."""
    words = json.dumps(facts, ensure_ascii=False)
    return characters(words).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def for_line(text: str) -> str:
    """Return words as one line, such as a letter's subject."""
    return " ".join(characters(text).split())


def for_markdown(text: str) -> str:
    """Return words as Markdown, on one line.

    >>> print(for_markdown("Ports [new] & *docks*"))
    Ports \\[new\\] & \\*docks\\*
    """
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", for_line(text))


def for_address(address: str) -> str:
    """Return an address in the letters that one may have (RFC 3986), for programs that take no others.

    >>> for_address("https://example.org/tags/élan [1].html?a=50%&b=%20")
    'https://example.org/tags/%C3%A9lan%20[1].html?a=50%25&b=%20'
    """
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", characters(address)), IN_ADDRESSES)
