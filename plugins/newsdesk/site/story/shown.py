"""How much of a story the brief shows: all of it, its first paragraphs, or no more than a link to the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ...article import STORY, Article, Block, Role
from ...clean import word_count
from ..fit import for_html, for_text_of_html
from ..html import sentences
from ..i18n import Words, fill

FULL, EXCERPT, LINK = "full", "excerpt", "link"
"""The values of `show` in a header."""


def shown_as(article: Article, default: str) -> str:
    """Return how much of a paste is shown: as its header says; a headline with a source and nothing below it is a link.

    `default` is what its source has in `sources.toml`; empty for none.
    """
    told = article.header.get("show") or default or FULL
    return LINK if "source" in article.header and "show" not in article.header and not article.blocks else told


def read_on(story: Any, words: Words) -> str:
    """Return a link to the original of a story that is not shown whole: `Read on at Harbour Press`."""
    pattern = words["read_on" if story.show == EXCERPT else "read_at"]
    name = f"<bdi>{for_text_of_html(story.source_name)}</bdi>"
    return f'<a href="{for_html(story.source)}">{fill(pattern, name)}</a>'


read_on.reads = frozenset(("show", "source", "source_name"))  # type: ignore[attr-defined] # see incremental/template_deps.py


def first_paragraphs(blocks: Iterable[Block], most: int) -> tuple[Block, ...]:
    """Return a story's first whole paragraphs that hold up to `most` words, with the crossheads between them, without captions.

    Of a first paragraph that is longer, its first whole sentences that fit.
    """
    chosen: list[Block] = []
    crossheads: list[Block] = []
    left = most
    for block in blocks:
        if block.role is Role.CAPTION:
            continue
        left -= word_count(block.text)
        if left < 0:
            break
        if block.role is Role.CROSSHEAD:
            crossheads.append(block)
            continue
        chosen += [*crossheads, block]
        crossheads = []
    if chosen:
        return tuple(chosen)
    first = next((block for block in blocks if block.role in STORY and block.role is not Role.CAPTION), None)
    text = " ".join(_fitting(first.text, most)) if first else ""
    return (Block(Role.BODY, text, first.lines),) if first and text else ()


def _fitting(text: str, most: int) -> Iterator[str]:
    """Yield the first sentences of a text that hold up to `most` words together."""
    for sentence in sentences(text):
        most -= word_count(sentence)
        if most < 0:
            return
        yield sentence
