"""An article, read for its page: what lists tell of it, and its text as HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ...article import Article, Label, Role
from ...clean import (
    CORRECTION,
    REASONS,
    SEPARATOR,
    after_dateline,
    depends_on_day,
    edition_day,
    fold,
    host_of,
    is_address,
    lang_of,
    word_count,
)
from ...digests import digest
from .. import html
from ..days import days_in
from ..fit import characters, for_line, for_text_of_html
from ..i18n import direction
from ..images import stand_in
from .facts import Facts, Reach, Reading, Text, facts_that_reach
from .key_points import key_points
from .own_words import lines_as_html
from .shown import FULL, LINK, first_paragraphs

WORDS_A_MINUTE = 220
"""Silent reading of English non-fiction: Brysbaert, How many words do we read per minute?, 2019 (238, less for names)."""


class Way(NamedTuple):
    """In which way a paste is read for its page."""

    lang: str
    """the brief's, of the editor's own words, and of a story that tells none"""
    source_lang: str = ""
    """its source's; empty: found from the text"""
    show: str = FULL
    """see `shown.py`"""
    most_words: int = 0
    """of an excerpt"""


def make_reading(article: Article, name: str, way: Way, warnings: Sequence[tuple[int, str]], today: str) -> Reading:
    """Return what the page of `article` needs; `name` is the file's."""
    header = article.header
    lang = way.source_lang if way.source_lang and "lang" not in header else lang_of(article, way.lang)
    picture, alt = header.get("image", ""), header.get("alt", "")
    whole, article = article, _quoted(article, way)
    published, evidence = _day(article, way.show)
    title = article.headline or characters(unicodedata.normalize("NFC", Path(name).stem))
    points = key_points(title, article.blocks) if way.show == FULL else []
    text = Text(
        content=html.story(
            article.blocks,
            article.dateline,
            lang,
            stand_in(picture, alt) if picture else "",
            published,
        ),
        plain_text=whole.body,
        removed=passages(article.labels) if way.show == FULL else [],
        pasted_head=_pasted_head(article) if way.show != LINK else "",
        pasted_headline=_pasted_headline(article) if way.show != LINK else "",
        key_points=[html.inline(text, lang, days_in(text, published)) for text in points],
    )
    pasted = words_on(label for label in article.labels if label.role is not Role.HEADER)
    shown = sum(word_count(block.text) for block in article.blocks) + word_count(article.dek)
    source = header.get("source", "")
    note = lines_as_html(header["note"], way.lang) if "note" in header else ""
    facts = Facts(
        title=html.inline(title, lang),
        plain_title=html.typeset(title, lang),
        dek=html.inline(article.dek, lang),
        summary=html.inline(_summary(article), lang),
        lang=lang,
        dir=direction(lang),
        status=header.get("status", "published"),
        source=source,
        source_name=for_line(header.get("source_name", "")),
        date_evidence=evidence,
        words_pasted=pasted,
        words_published=pasted - words_on(article.removed) if way.show == FULL else shown,
        minutes=minutes_of(article.body) if way.show != LINK else 0,
        date=published,
        authors=article.authors,
        section=article.section,
        tags=tuple(listed(header["tags"])) if "tags" in header else None,
        image=picture,
        image_line=article.line_of("image") if picture else 0,
        alt=alt,
        warnings=tuple(warnings),
        guessed_on=today if depends_on_day(article, today) else "",
        text_digest=digest(*(str(getattr(text, name)) for name in text.__slots__)),
        lead=header.get("lead", "").casefold() == "yes",
        corrections=_corrections(header.get("corrections", ""), lang),
        show=way.show,
        note=note,
        via=pointer(header.get("via", "")),
        added=header.get("added", ""),
        edition=header.get("edition", ""),
        publish=header.get("publish", ""),
        unsure=sum(not label.sure for label in article.labels),
    )
    lead = repr([getattr(facts, name) for name in facts_that_reach(None, Reach.LISTS)])
    but_words = repr([getattr(facts, name) for name in facts_that_reach(None, Reach.LISTS, Reach.PAGE, Reach.BUILD)])
    return Reading(facts._replace(lead_digest=digest(lead), facts_digest=digest(but_words)), text)


def _quoted(article: Article, way: Way) -> Article:
    """Return an article with no more text than is shown."""
    if way.show == FULL:
        return article
    if way.show == LINK:
        return replace(article, blocks=(), dek="")
    return replace(article, blocks=first_paragraphs(article.blocks, way.most_words - word_count(article.dek)))


def _day(article: Article, show: str) -> tuple[str, str]:
    """Return a story's day and where it was read; the brief knows of a link that tells none since when it has it."""
    header = article.header
    if article.date or show != LINK:
        return header.get("date", article.date), article.date_evidence
    if "added" in header:
        return header["added"], "the day on which the brief took it in"
    return (edition_day(header["edition"]).isoformat(), "its edition") if "edition" in header else ("", "")


def pointer(value: str) -> tuple[str, str]:
    """Return who pointed to a story, as a name and an address.

    >>> pointer("Anna Berg, https://anna.example/7"), pointer("https://anna.example/7"), pointer("Anna Berg")
    (('Anna Berg', 'https://anna.example/7'), ('anna.example', 'https://anna.example/7'), ('Anna Berg', ''))
    """
    address = next((word for word in value.split() if is_address(word.strip("<>(),"))), "")
    name = for_line(value.replace(address, " ") if address else value).strip(" ,:()<>")
    address = address.strip("<>(),")
    return name or host_of(address), address


def passages(labels: Sequence[Label]) -> list[dict[str, str]]:
    """Return the removed lines as `{"text", "reason", "rule", "lines"}`, neighbours of one rule together.

    The text is verbatim, as HTML; lines are told by their numbers in the file.
    """
    found = []
    told = [label for label in labels if label.role not in (Role.BLANK, Role.HEADER)]
    for (dropped, rule), group in groupby(told, key=lambda label: (label.dropped, label.rule)):
        if not dropped:
            continue
        together = list(group)
        first, last = together[0].line.number, together[-1].line.number
        found.append(
            {
                "text": for_text_of_html("\n".join(label.line.raw.strip() for label in together)),
                "reason": REASONS.get(rule) or together[0].why,
                "rule": rule,
                "lines": str(first) if first == last else f"{first} to {last}",
            }
        )
    return found


def listed(value: str) -> list[str]:
    """Return the names of a header's value, with commas between."""
    return [name for name in (part.strip() for part in value.split(",")) if name]


def minutes_of(text: str) -> int:
    """Return how long a text takes to read, in minutes, at least one."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


def words_on(labels: Iterable[Label]) -> int:
    """Return how many words stand on the lines; between two there is one space."""
    return sum([text.count(" ") + 1 for label in labels if (text := label.line.text)])


def _corrections(value: str, lang: str) -> tuple[tuple[str, str], ...]:
    """Return a header's corrections as day and words, as HTML, the first first."""
    found = (CORRECTION.fullmatch(row) for row in value.split(SEPARATOR) if row)
    return tuple(sorted((match["day"], html.inline(match["words"], lang)) for match in found if match))


def _pasted_head(article: Article) -> str:
    """Return kicker, byline and date lines as they were pasted, as HTML: the page tells a section, names and a day alone.

    A kicker that is the section's very name is told by that.
    """
    named = fold(article.section)
    lines = [
        label.line.raw.strip()
        for label in article.labels
        if label.role in (Role.BYLINE, Role.DATE) or (label.role is Role.KICKER and fold(label.line.text) != named)
    ]
    return for_text_of_html("\n".join(lines))


def _pasted_headline(article: Article) -> str:
    """Return the paste's own headline, as HTML, if the editor's title stands in its place."""
    pasted = " ".join(label.line.text for label in article.labels if label.role is Role.HEADLINE)
    return for_text_of_html(pasted) if pasted and "title" in article.header and pasted != article.headline else ""


def _summary(article: Article) -> str:
    if "summary" in article.header or article.dek:
        return article.header.get("summary") or article.dek
    lede = next((block.text for block in article.blocks if block.role is Role.BODY), "")
    return html.summary_of(after_dateline(lede))
