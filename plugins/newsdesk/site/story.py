"""What a page needs of a paste, as plain values that can be kept: facts, small, and text, large."""

from __future__ import annotations

import json
import marshal
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints
from urllib.parse import urlsplit

from ..article import Article, Label, Role
from ..clean import CORRECTION, REASONS, SEPARATOR, after_dateline, depends_on_day, fold, lang_of
from ..digests import digest
from . import html
from .days import days_in
from .fit import characters, for_text_of_html
from .i18n import direction
from .images import stand_in
from .key_points import key_points

T = TypeVar("T")
WORDS_A_MINUTE = 220
"""Silent reading of English non-fiction: Brysbaert, How many words do we read per minute?, 2019 (238, less for names)."""


class Reach(Enum):
    """What a change of a story's fact can reach. A fact without such a mark can reach all: it decides where a story is filed."""

    LISTS = "lists in which the story stands"
    PAGE = "the story's own page"
    WORDS = "the story's own page, with any change of its text"
    BUILD = "no page"


ForLists = Annotated[T, Reach.LISTS]
ForPage = Annotated[T, Reach.PAGE]
ForWords = Annotated[T, Reach.WORDS]
ForBuild = Annotated[T, Reach.BUILD]


class Facts(NamedTuple):
    """What lists, feeds and other stories' pages read of a story; texts are HTML unless said otherwise."""

    title: ForLists[str]
    plain_title: ForPage[str]
    """not HTML"""
    dek: ForLists[str]
    summary: ForLists[str]
    lang: str
    dir: ForLists[str]
    status: str
    source: ForLists[str]
    """an address; empty if the header names none"""
    source_name: str
    date_evidence: ForPage[str]
    words_pasted: ForWords[int]
    words_published: ForWords[int]
    minutes: ForLists[int]
    date: str
    """ISO, as the header or the paste gives it; empty for a draft without one"""
    authors: tuple[str, ...]
    section: str
    tags: tuple[str, ...] | None
    """the editor's own; None: to be found"""
    image: str
    """a picture's path below the pastes; empty without one"""
    image_line: ForBuild[int]
    """where the header names it"""
    warnings: ForBuild[tuple[tuple[int, str], ...]]
    """line and reason, to be told at each build"""
    guessed_on: ForBuild[str]
    """the day of the reading, if it decided the story's year; empty otherwise"""
    text_digest: ForWords[str]
    """of the text below"""
    alt: ForPage[str] = ""
    """what the picture shows"""
    lead: ForLists[bool] = False
    """True: the editor lets it open its edition"""
    corrections: ForPage[tuple[tuple[str, str], ...]] = ()
    """ISO day and words, the first first"""
    lead_digest: ForBuild[str] = ""
    """of what lists tell of the story"""
    facts_digest: ForBuild[str] = ""
    """of all facts but those that change with the text"""
    slug: str = ""
    """what the file's name gives for an address"""

    @property
    def filed(self) -> tuple[Any, ...]:
        """What decides where a story is filed: the lists in which it stands, their order, its address, its picture."""
        return tuple([getattr(self, name) for name in facts_that_reach(None)])


@dataclass(frozen=True, slots=True)
class Text:
    """What only the story's own page and the feeds read of it."""

    content: str
    """the story as HTML"""
    plain_text: str
    """the story's words, for tags and links"""
    removed: list[dict[str, str]]
    """see `passages`"""
    pasted_head: str
    pasted_headline: str
    key_points: list[str] = field(default_factory=list)
    """sentences of the story, see `key_points.py`"""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paste, read for its page."""

    facts: Facts
    text: Text

    def as_rows(self) -> tuple[bytes, str]:
        """Return the facts for `marshal.loads`, which reads ten thousand of them in no time, and the text as JSON."""
        text = {name: getattr(self.text, name) for name in self.text.__slots__}
        return marshal.dumps(tuple(self.facts)), json.dumps(text, ensure_ascii=False)


@cache
def facts_that_reach(*reaches: Reach | None) -> tuple[str, ...]:
    """Return the names of the facts whose change reaches one of these, None for those that reach all."""
    hints = get_type_hints(Facts, include_extras=True)
    marks = {name: next(iter(getattr(hint, "__metadata__", ())), None) for name, hint in hints.items()}
    return tuple(name for name, mark in marks.items() if mark in reaches)


def facts_of(row: bytes) -> Facts:
    """Return the facts that `as_rows` has written."""
    return Facts(*marshal.loads(row))


def text_of(row: str) -> Text:
    """Return the text that `as_rows` has written."""
    return Text(**json.loads(row))


def make_reading(article: Article, name: str, lang: str, warnings: Sequence[tuple[int, str]], today: str) -> Reading:
    """Return what the page of `article` needs; `name` is the file's, `lang` the brief's language."""
    lang = lang_of(article, lang)
    picture, alt = article.header.get("image", ""), article.header.get("alt", "")
    published = article.header.get("date", article.date)
    title = article.headline or characters(unicodedata.normalize("NFC", Path(name).stem))
    text = Text(
        content=html.story(
            article.blocks,
            article.dateline,
            lang,
            stand_in(picture, alt) if picture else "",
            published,
        ),
        plain_text=article.body,
        removed=passages(article.labels),
        pasted_head=_pasted_head(article),
        pasted_headline=_pasted_headline(article),
        key_points=[html.inline(text, lang, days_in(text, published)) for text in key_points(title, article.blocks)],
    )
    pasted = words_on(label for label in article.labels if label.role is not Role.HEADER)
    source = article.header.get("source", "")
    facts = Facts(
        title=html.inline(title, lang),
        plain_title=html.typeset(title, lang),
        dek=html.inline(article.dek, lang),
        summary=html.inline(_summary(article), lang),
        lang=lang,
        dir=direction(lang),
        status=article.header.get("status", "published"),
        source=source,
        source_name=(urlsplit(source).hostname or "").removeprefix("www."),
        date_evidence=article.date_evidence,
        words_pasted=pasted,
        words_published=pasted - words_on(article.removed),
        minutes=minutes_of(text.plain_text),
        date=published,
        authors=article.authors,
        section=article.section,
        tags=tuple(listed(article.header["tags"])) if "tags" in article.header else None,
        image=picture,
        image_line=article.line_of("image") if picture else 0,
        alt=alt,
        warnings=tuple(warnings),
        guessed_on=today if depends_on_day(article, today) else "",
        text_digest=digest(*(str(getattr(text, name)) for name in text.__slots__)),
        lead=article.header.get("lead", "").casefold() == "yes",
        corrections=_corrections(article.header.get("corrections", ""), lang),
    )
    lead = repr([getattr(facts, name) for name in facts_that_reach(None, Reach.LISTS)])
    but_words = repr([getattr(facts, name) for name in facts_that_reach(None, Reach.LISTS, Reach.PAGE, Reach.BUILD)])
    return Reading(facts._replace(lead_digest=digest(lead), facts_digest=digest(but_words)), text)


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
