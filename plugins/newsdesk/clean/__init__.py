"""One paste to one article: text in, Article out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..article import Article, Label, Line, Role
from .assemble import assemble
from .editors import BadRules, EditorsRule, read_rules
from .header import SEPARATOR, BadHeader, split_header
from .label import Wish, label_lines
from .lines import read_lines

__all__ = ["BadHeader", "BadRules", "EditorsRule", "clean", "read_rules"]


def clean(text: str, latest: date | None = None, rules: Sequence[EditorsRule] = ()) -> Article:
    """Read a paste, with or without a header, as a careful sub-editor would.

    `latest` is the day of intake: a day written without its year lies in the latest fitting year not after it.
    Without it such a day stays unread. `rules` are the editor's own. Raises BadHeader; no paste is too odd for
    an article, if an empty one.
    """
    split = split_header(text)
    above = tuple(Label(line, Role.HEADER, "header") for line in _header_lines(text, split.height))
    lines = read_lines(split.text, first=split.height + 1)
    keep, drop = (_starts(split.header.get(key, "")) for key in ("keep", "drop"))
    wish = Wish(keep, drop, tuple(rules), split.header.get("source", ""))
    return assemble(above + label_lines(lines, wish), split.header, latest)


def _header_lines(text: str, height: int) -> tuple[Line, ...]:
    return read_lines(text)[:height] if height else ()


def _starts(value: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in value.split(SEPARATOR)) if part)
