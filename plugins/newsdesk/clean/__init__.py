"""One paste to one article: text in, Article out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..article import Article, Label, Line, Role
from .assemble import assemble
from .notes import depends_on_day, lang_of, notes_of
from .paragraphs import (
    join,
    side_by_side,
    unwrap,
    whole_opening,
    with_marks_of_lists,
    with_whole_first_letters,
)
from .patterns import (
    BETWEEN_DASHES,
    Field,
    YearlessDay,
    after_dateline,
    announces_letter,
    day_of_line,
    has_figure,
    is_byline,
    is_sentence,
    letter_field,
    names_in,
    without_prefixes,
    word_count,
    written_days,
    yearless_days,
)
from .rules import (
    REASONS,
    BadRules,
    BadSources,
    EditorsRule,
    KnownSource,
    Sources,
    host_of,
    read_rules,
    read_sources,
)
from .set_aside import EMPTY, without_copy, without_feet, without_letter_head
from .text import (
    CORRECTION,
    KEYS,
    SEPARATOR,
    SHOWS,
    VERDICTS,
    BadHeader,
    Row,
    Split,
    edition_day,
    fold,
    is_address,
    is_of_news,
    is_page,
    language_of,
    may_be,
    parseable,
    plain,
    read_header,
    read_lines,
    split_header,
    split_lines,
    wrong_value,
)
from .wishes import wish_of

if TYPE_CHECKING:
    from .model import Model

__all__ = [
    "BETWEEN_DASHES",
    "CORRECTION",
    "KEYS",
    "REASONS",
    "SEPARATOR",
    "SHOWS",
    "VERDICTS",
    "BadHeader",
    "BadRules",
    "BadSources",
    "EditorsRule",
    "Field",
    "KnownSource",
    "Row",
    "Sources",
    "YearlessDay",
    "after_dateline",
    "announces_letter",
    "clean",
    "day_of_line",
    "depends_on_day",
    "edition_day",
    "fold",
    "has_figure",
    "host_of",
    "is_address",
    "is_byline",
    "is_of_news",
    "is_page",
    "is_sentence",
    "lang_of",
    "letter_field",
    "names_in",
    "notes_of",
    "parseable",
    "plain",
    "read_header",
    "read_lines",
    "read_rules",
    "read_sources",
    "split_header",
    "without_prefixes",
    "word_count",
    "written_days",
    "wrong_value",
    "yearless_days",
]


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
    from .labels import label_lines  # NumPy and the model take longer to import than all else here

    split = split_header(text) if with_header else Split({}, 0, text)
    above = tuple(Label(line, Role.HEADER, "header") for line in _header_lines(text, split.height))
    if is_page(split.text):
        return _clean_page(split, above, latest, rules, model)
    bare, head, subject = without_letter_head(read_lines(split.text, first=split.height + 1), split.header)
    once, copy = without_copy(bare, split.header)
    read = side_by_side(once)
    left, feet, goes_on = without_feet(read.lines, split.header)
    set_aside = [*head, *copy, *feet]
    groups = [group for run in read.runs(left) for group in unwrap(run, goes_on.keys() | read.goes_on)]
    groups = [each for group in groups for each in (group, *(note for line in group for note in goes_on.get(line, ())))]
    groups = with_whole_first_letters(with_marks_of_lists(groups))
    lines = _paragraphs(groups, lambda: language_of(split.text))
    wish = wish_of(split.header, rules, groups, split.header.get("title", ""), bool(split.header))
    labels = label_lines(lines, wish, model, latest)
    article = assemble(above + labels, split.header, latest)
    if subject and not article.headline:
        article = assemble(above + labels, {"title": subject, **split.header}, latest)
    article = article if len(lines) == sum(map(len, groups)) else _line_by_line(article, above, labels, groups)
    in_order = _in_order(article.labels, set_aside) if set_aside or read.blocks else article.labels
    return replace(article, labels=in_order, columns=read.blocks)


def _clean_page(
    split: Split, above: tuple[Label, ...], latest: date | None, rules: Sequence[EditorsRule], model: Model | None
) -> Article:
    """Read a saved page: its lines have hints, and its head tells facts, over which the editor's header wins."""
    from .labels import label_lines
    from .pages import SET_ASIDE, read_page  # the parser takes as long to import as all else here

    page = read_page(split.text, first=split.height + 1)
    facts = dict(page.facts)
    house = facts.pop("house", "")
    if latest and facts.get("date", "") > (latest + timedelta(1)).isoformat():
        del facts["date"]
    header = {**facts, **split.header}
    wish = wish_of(header, rules, [(line,) for line in page.lines], split.header.get("title", ""))
    asides = [line for line in page.lines if line.hint in SET_ASIDE and not wish.stays(line.number)]
    lines = [line for line in page.lines if line.hint not in SET_ASIDE or wish.stays(line.number)]
    set_aside = [Label(line, Role.BOILERPLATE, SET_ASIDE[line.hint]) for line in asides]
    groups = with_whole_first_letters([(line,) for line in lines])
    whole = _paragraphs(groups, lambda: language_of("\n".join(line.text for line in lines)))
    labels = label_lines(whole, wish, model, latest)
    article = assemble((*above, *labels), header, latest)
    article = article if len(whole) == len(lines) else _line_by_line(article, above, labels, groups)
    labels = _in_order(article.labels, set_aside)
    article = replace(article, labels=labels, cut_short=page.cut_short)
    if house and "authors" not in header and not any(map(_names_writers, labels)):
        article = replace(article, authors=(house,))
    if "date" in header and "date" not in split.header:
        article = replace(article, date_evidence="the page's own head")
    if "lang" in page.facts and "lang" not in split.header and not may_be(article.lang, page.facts["lang"]):
        article = replace(article, header={key: value for key, value in article.header.items() if key != "lang"})
    return article


def _in_order(labels: Sequence[Label], more: Sequence[Label]) -> tuple[Label, ...]:
    return tuple(sorted((*labels, *more), key=lambda label: label.line.number))


def _names_writers(label: Label) -> bool:
    """True for a byline by its own words: a name alone is too little against what the page tells."""
    return label.role is Role.BYLINE and is_byline(label.line.text)


def _paragraphs(groups: Sequence[Sequence[Line]], lang: Callable[[], str]) -> tuple[Line, ...]:
    """Return each group as one line, under the number of its first."""
    lines = tuple(group[0] for group in groups)
    if any(len(group) > 1 for group in groups):
        words = {
            word.strip(".,;:!?\"'()").casefold() for group in groups for line in group for word in line.text.split()
        }
        lines = tuple(replace(group[0], text=join(group, words, lang)) for group in groups)
    return tuple(
        line if (text := whole_opening(line.text, lang)) == line.text else replace(line, text=text) for line in lines
    )


def _line_by_line(
    article: Article, above: tuple[Label, ...], labels: Sequence[Label], groups: Sequence[Sequence[Line]]
) -> Article:
    """Return the article of a wrapped paste with a label for each line as it was pasted."""
    numbers: dict[int, tuple[int, ...]] = {}
    for group in groups:  # in columns side by side two may begin in one line
        numbers[group[0].number] = (*numbers.get(group[0].number, ()), *(line.number for line in group if line.text))
    each = (
        replace(label, line=line) if line.text else Label(line, *EMPTY)
        for label, group in zip(labels, groups, strict=True)
        for line in group
    )
    blocks = tuple(replace(block, lines=numbers[block.lines[0]]) for block in article.blocks)
    return replace(article, blocks=blocks, labels=above + tuple(each))


def _header_lines(text: str, height: int) -> tuple[Line, ...]:
    rows = split_lines(text, height)[:height] if height else ()
    return tuple([Line(number, row, plain(row)) for number, row in enumerate(rows, 1)])
