"""Markdown, as clippers make it of a page: its signs are the program's, its words the story's."""

from __future__ import annotations

import re
from collections.abc import Sequence

LINK = re.compile(
    r"!?\[((?:[^\[\]\\]|\\.)*+)\]\(\s*+(?:<[^<>]*+>|(?:[^\s()]|\([^\s()]*+\))*+)(?:\s++(?:\"[^\"]*+\"|'[^']*+'))?\s*+\)"
)
"""A link, with its words, or a picture, with what it shows."""
PICTURE = re.compile(r"!\[(?:[^\[\]\\]|\\.)*+\]\([^()]*+\)")
STRESSED = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=[^\s*_])([^*_]*+)(?<=[^\s*_])\1(?!\w)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&])")
OPENING = re.compile(r"^\s*+(?:>\s?)*+(?:#{1,6}\s++)?+(?=\S)")
"""The signs of a quotation and of a heading, and how far it is set in."""
EMPTY = re.compile(r"(?:\s*+[*+#-])*+\s*+")
"""A list's marks, or a heading's, without words."""
HEADING = re.compile(r"\s{0,3}#{1,6}\s+[^\s#]")
FEWEST_LINKS, FEWEST_HEADINGS = 3, 2
"""Lines with a link to an address, or lines that are a heading, from which on a paste is Markdown."""
TO_ADDRESS = re.compile(r"\]\(\s*+<?(?:https?:|mailto:|/|#)")


def is_markdown(lines: Sequence[str]) -> bool:
    """True for a paste with several links or headings as Markdown writes them: signs of which no other text has any."""
    return (
        sum(TO_ADDRESS.search(line) is not None for line in lines) >= FEWEST_LINKS
        or sum(HEADING.match(line) is not None for line in lines) >= FEWEST_HEADINGS
    )


def words_of(line: str) -> str:
    """Return a line of Markdown without its links' addresses, its pictures, and the signs of headings, quotations and stressed words.

    >>> words_of("## [Ferry](https://a.example/1) runs **_again_**"), words_of("[![Quay](/q.jpg)](/2) U\\\\.S\\\\. ships")
    ('Ferry runs again', ' U.S. ships')
    """
    line = OPENING.sub("", PICTURE.sub("", line), count=1)
    line = LINK.sub(r"\1", LINK.sub(r"\1", line))
    line = ESCAPED.sub(r"\1", STRESSED.sub(r"\2", STRESSED.sub(r"\2", line)))
    return "" if EMPTY.fullmatch(line) else line
