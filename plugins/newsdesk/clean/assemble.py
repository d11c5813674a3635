"""Labelled lines to an article: the only step that leaves anything out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ..article import STORY, Article, Block, Label, Line, Role
from .patterns import (
    BREADCRUMB,
    BULLET,
    Dated,
    WrittenDay,
    cells,
    date_from_lede,
    date_from_lines,
    dateline_of,
    day_of_line,
    is_to_come,
    lent_year,
    names_in,
    settled,
    tells_another_day,
    written_days,
)
from .rules import THE_DAY
from .text import language_of

POSTED = re.compile(r"posted|published|veröffentlicht|publié|publicado", re.IGNORECASE)
SUBJECT = re.compile(
    r"#{1,6}\s|(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|тема|konu)\s?:\s(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s)*+(?=\S)",
    re.IGNORECASE,
)
"""What stands before the headline in a mail's header or in Markdown, where it opens the line."""
LONG = 300
"""Characters of a line that is searched for a day."""
LEDE = 3
"""Paragraphs in which a weekday with its day is taken for the day of the story."""


def assemble(labels: Sequence[Label], header: Mapping[str, str], latest: date | None) -> Article:
    """Put the article together; what the editor's header says wins over what is inferred."""
    blocks = tuple(_block(label) for label in labels if label.role in STORY)
    crumbs = next((label.line.text for label in labels if label.rule == "breadcrumb"), "")
    kicker = _words(labels, Role.KICKER) or BREADCRUMB.split(crumbs)[-1]
    lede = next((block.text for block in blocks if block.role is Role.BODY), "")
    lang = language_of("\n".join(block.text for block in blocks) or _words(labels, Role.HEADLINE))
    dated = _dated(labels, header, latest, lang)
    return Article(
        headline=header.get("title") or _without_mark(_words(labels, Role.HEADLINE)),
        kicker=kicker,
        dek=_words(labels, Role.DEK),
        authors=_authors(labels, header),
        date=dated.day.isoformat() if dated.day else "",
        date_evidence=dated.evidence,
        date_guessed=dated.guessed,
        other_date=dated.other.isoformat() if dated.other else "",
        dateline=dateline_of(lede),
        section=header.get("section") or section_of(kicker),
        blocks=blocks,
        labels=tuple(labels),
        header=header,
        lang=lang,
    )


def _without_mark(headline: str) -> str:
    """Return a headline without what a mail or Markdown puts before it.

    >>> _without_mark("Subject: Re: Ferry runs again")
    'Ferry runs again'
    """
    mark = SUBJECT.match(headline)
    return headline[mark.end() :] if mark else headline


def section_of(kicker: str) -> str:
    """Return the section a kicker names.

    >>> section_of("Iraq News")
    'Iraq'
    """
    words = kicker.split()
    if len(words) > 1 and words[-1].casefold() in ("news", "nachrichten"):
        words = words[:-1]
    if len(words) > 1 and words[0] == "أخبار":
        words = words[1:]
    section = " ".join(words)
    return section.title() if section.isupper() and len(section) > 4 else section


def _block(label: Label) -> Block:
    text = label.line.text
    if label.role is Role.LIST_ITEM:
        text = "\t".join(cells(label.line)) if label.rule == "table-row" else BULLET.sub("", text)
    elif label.role is Role.CROSSHEAD:
        text = _without_mark(text)
    return Block(label.role, text, (label.line.number,))


def _words(labels: Sequence[Label], role: Role) -> str:
    return " ".join(label.line.text for label in labels if label.role is role)


def _authors(labels: Sequence[Label], header: Mapping[str, str]) -> tuple[str, ...]:
    if "authors" in header:
        return tuple(name for name in (part.strip() for part in header["authors"].replace(";", ",").split(",")) if name)
    names: list[str] = []
    for label in labels:
        if label.role is Role.BYLINE:
            names.extend(name for name in names_in(label.line.text) if name not in names)
    return tuple(names)


def _dated(labels: Sequence[Label], header: Mapping[str, str], latest: date | None, lang: str) -> Dated:
    if "date" in header:
        return Dated(date.fromisoformat(header["date"][:10]), "the header")
    lines = [label.line for label in labels if label.line.text]

    def settle(day: WrittenDay, line: Line) -> Dated:
        return settled(day, line, lines, latest, lang)

    days = [label for label in labels if label.role is Role.DATE and not tells_another_day(label.line.text)]
    days = [label for label in days if not (day := day_of_line(label.line)) or not is_to_come(day, latest)]
    told = [label for label in days if label.why == THE_DAY]
    for few in (told, [label for label in labels if label.role is Role.BYLINE], days):
        written = date_from_lines((label.line for label in few), settle)
        if written.day:
            return written
    lede = [label.line for label in labels if label.role is Role.BODY][:LEDE]
    dated = date_from_lede(lede, None)
    return dated if dated.day else _lent(labels) or date_from_lede(lede, latest)


def _lent(labels: Sequence[Label]) -> Dated | None:
    """Return the day of "Posted Nov 18, 8:19 PM" with the year of a whole day near it, elsewhere in the paste."""
    for label in labels:
        if label.rule == "update-time" and (posted := POSTED.search(label.line.text)):
            days = [day for other in labels if len(other.line.text) < LONG for day in written_days(other.line.text)]
            found = lent_year(label.line.text[posted.start() :], days)
            if found:
                return Dated(
                    found.day, f'line {label.line.number}: "{found.text}", the year from a day near it in the paste'
                )
    return None
