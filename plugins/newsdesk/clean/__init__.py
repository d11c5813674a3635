"""One paste to one article: text in, Article out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ..article import Article, Label, Line, Role
from .assemble import assemble
from .editors import BadRules, EditorsRule, read_rules
from .header import SEPARATOR, BadHeader, Split, split_header
from .lines import fold, is_page, plain, read_lines, split_lines
from .unwrap import join, unwrap
from .wish import Wish

if TYPE_CHECKING:
    from .story import Model

__all__ = ["BadHeader", "BadRules", "EditorsRule", "clean", "read_rules"]


def clean(
    text: str,
    latest: date | None = None,
    rules: Sequence[EditorsRule] = (),
    with_header: bool = True,
    model: Model | None = None,
) -> Article:
    """Read a paste, with or without a header, as a careful sub-editor would.

    `latest` is the day of intake: a day written without its year lies in the latest fitting year not after it.
    Without it such a day stays unread. `rules` are the editor's own. Without `with_header` a first line of dashes
    is text. A `model` stands in for the learned one, to measure it. Raises BadHeader; no paste is too odd for an article, if an empty one.
    """
    from .label import label_lines  # NumPy and the model take longer to import than all else here

    split = split_header(text) if with_header else Split({}, 0, text)
    above = tuple(Label(line, Role.HEADER, "header") for line in _header_lines(text, split.height))
    if is_page(split.text):
        return _clean_page(split, above, latest, rules, model)
    groups = unwrap(read_lines(split.text, first=split.height + 1))
    lines = _paragraphs(groups)
    labels = label_lines(lines, _wish(split.header, rules, groups, split.header.get("title", "")), model)
    article = assemble(above + labels, split.header, latest)
    return article if len(lines) == sum(map(len, groups)) else _line_by_line(article, above, labels, groups)


def _clean_page(
    split: Split, above: tuple[Label, ...], latest: date | None, rules: Sequence[EditorsRule], model: Model | None
) -> Article:
    """Read a saved page: its lines have hints, and its head tells facts, over which the editor's header wins."""
    from .label import label_lines
    from .page import read_page  # the parser takes as long to import as all else here

    page = read_page(split.text, first=split.height + 1)
    header = {**page.facts, **split.header}
    wish = _wish(header, rules, [(line,) for line in page.lines], split.header.get("title", ""))
    article = assemble(above + label_lines(page.lines, wish, model), header, latest)
    if "date" in page.facts and "date" not in split.header:
        article = replace(article, date_evidence="the page's own head")
    return article


def _wish(
    header: Mapping[str, str], rules: Sequence[EditorsRule], groups: Sequence[Sequence[Line]], title: str
) -> Wish:
    keep, drop = (
        frozenset(
            group[0].number for name in _values(header.get(key, "")) for group in groups if _names(name, group, groups)
        )
        for key in ("keep", "drop")
    )
    return Wish(keep, drop, tuple(rules), header.get("source", ""), "title" in header, title)


def _names(name: str, group: Sequence[Line], groups: Sequence[Sequence[Line]]) -> bool:
    """True if `name` is the number of a line of the group, counted from the first below the header, or its opening words."""
    if name.isdecimal():
        return any(line.number - groups[0][0].number + 1 == int(name) for line in group)
    start = fold(name)
    if not start:
        return any(line.text == name for line in group)
    return any(f"{fold(line.text)} ".startswith(f"{start} ") for line in group)


def _paragraphs(groups: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
    """Return each group as one line, under the number of its first."""
    if all(len(group) == 1 for group in groups):
        return tuple(group[0] for group in groups)
    words = {word.strip(".,;:!?\"'()").casefold() for group in groups for line in group for word in line.text.split()}
    return tuple(Line(group[0].number, group[0].raw, join(group, words)) for group in groups)


def _line_by_line(
    article: Article, above: tuple[Label, ...], labels: Sequence[Label], groups: Sequence[Sequence[Line]]
) -> Article:
    """Return the article of a wrapped paste with a label for each line as it was pasted."""
    numbers = {group[0].number: tuple(line.number for line in group) for group in groups}
    each = (replace(label, line=line) for label, group in zip(labels, groups, strict=True) for line in group)
    blocks = tuple(replace(block, lines=numbers[block.lines[0]]) for block in article.blocks)
    return replace(article, blocks=blocks, labels=above + tuple(each))


def _header_lines(text: str, height: int) -> tuple[Line, ...]:
    rows = split_lines(text, height)[:height] if height else ()
    return tuple([Line(number, row, plain(row)) for number, row in enumerate(rows, 1)])


def _values(value: str) -> tuple[str, ...]:
    return tuple(part for part in value.split(SEPARATOR) if part)
