"""Editions: the stories of a day or a week, with a lead and their sections; weeks and months of editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import escape
from itertools import groupby, pairwise
from typing import Any

from .dates import day, long_day, monday_of, month, part_of_day
from .edition_file import Arranged, first_day, name_of
from .fit import for_text_of_html
from .i18n import Words, count, english, fill

SPANS = ("day", "week")
"""What an edition may be: the setting EDITION."""
SUMMARIES = 24
"""On an edition's page, besides that of the story that opens it, so that the page stays light: the other stories have their headlines."""
HEADLINES = 64
"""On the page of a week or a month, so that it stays light: two for each day of the longest month."""


@dataclass(slots=True)
class Edition:
    """A finite, dated brief."""

    number: int
    """counts from 1, the oldest"""
    day: date
    """a week's Monday"""
    span: str
    """one of SPANS"""
    lead: Any
    """the story that opens it"""
    stories: list[Any]
    sections: list[tuple[Any, list[Any]]]
    """the other stories by section, by the section's name"""
    url: str
    date: datetime
    """its newest story's, for feeds"""
    before_url: str = ""
    """of the edition before; empty for the first"""
    after_url: str = ""
    week_url: str = ""
    """of its week's page; empty where an edition is a week"""
    line: dict[str, str] = field(default_factory=dict)
    """name and address of the lead's story line, if it has one"""
    named: str = ""
    """what the editor calls it, as HTML; empty: by its days"""
    subject: str = ""
    """of its e-mail; empty: what is in it"""
    opening: str = ""
    """the editor's words above all stories, as HTML"""
    opens: Any = None
    """the story that the editor lets open it, if an edition's file tells one"""
    words: Words = field(default_factory=english)
    """the brief's own"""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.named or self.days

    @property
    def days(self) -> str:
        """Its days, in words."""
        return week_title(self.day, self.words) if self.span == "week" else long_day(self.day, self.words)

    @property
    def count(self) -> int:
        """Its stories."""
        return len(self.stories)

    @property
    def name(self) -> str:
        """Its day or its week: `2021-02-25`, `2021-w08`."""
        return name_of(self.day, self.span)

    @property
    def slug(self) -> str:
        """What its identity in a feed rests on."""
        return f"edition/{self.url.split('/')[1]}"

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return sum(story.minutes for story in self.stories)

    @property
    def leading(self) -> Any:
        """The story that is to open it: the editor's, else the one with most related ones, of these the longest."""
        return self.opens or min(self.stories, key=prominence)

    @property
    def in_order(self) -> list[Any]:
        """Its stories as its page has them: the one that opens it, then section by section."""
        return [self.lead, *(story for _, stories in self.sections for story in stories)]

    @property
    def summaries(self) -> int:
        """How many stories of each section its page shows with their summaries."""
        return fair_share([len(stories) for _, stories in self.sections], SUMMARIES)

    @property
    def summary(self) -> str:
        """What is in it, for feeds: its headlines."""
        others = len(self.stories) - 1
        return count(self.words, "more", others, title=self.lead.title) if others else str(self.lead.title)

    @property
    def content(self) -> str:
        """Its stories as HTML, for feeds; links are seen from its own page."""
        up = "../" * self.url.count("/")
        rows = [self.opening] if self.opening else []
        rows += [_entry(self.lead, up, 2)]
        for section, stories in self.sections:
            rows.append(f"<h2>{for_text_of_html(str(section))}</h2>")
            rows += [_entry(story, up) for story in stories]
        return "\n".join(rows)


def _entry(story: Any, up: str, level: int = 3) -> str:
    marks = "" if story.in_default_lang else f' lang="{story.lang}" dir="{story.dir}"'
    address = escape(story.source) if story.leads_away else f"{up}{story.url}"
    heading = f'<h{level}{marks}><a href="{address}">{story.title}</a></h{level}>'
    summary = f"<p{marks}>{story.summary}</p>" if story.summary else ""
    return "\n".join(filter(None, (heading, summary, story.note)))


@dataclass(slots=True)
class Period:
    """A week or a month of editions."""

    title: str
    first: date
    editions: list[Edition]
    """newest first"""
    url: str
    before_url: str = ""
    after_url: str = ""

    @property
    def count(self) -> int:
        """Its stories."""
        return sum(edition.count for edition in self.editions)

    @property
    def year(self) -> int:
        """What to sort months by."""
        return self.first.year

    @property
    def headlines(self) -> list[tuple[Edition, list[Any], int]]:
        """Its editions, each with the stories whose headlines its page has, and how many are left to the edition's own page.

        All are there while they are few; else the first of each edition, as many of one as of another, but at least one.
        """
        counts = [edition.count for edition in self.editions]
        if sum(counts) <= HEADLINES:
            return [(edition, edition.stories, 0) for edition in self.editions]
        each = fair_share(counts, HEADLINES)
        return [(edition, edition.in_order[:each], max(0, edition.count - each)) for edition in self.editions]


def fair_share(counts: Sequence[int], most: int) -> int:
    """Return how many things of each kind may be taken so that they are `most` together; at least one, however many kinds there are.

    >>> fair_share([9, 9, 2], 64), fair_share([9, 9, 2], 12), fair_share([9, 9, 2], 2)
    (64, 5, 1)
    """
    return next((each for each in range(most, 1, -1) if sum(min(each, count) for count in counts) <= most), 1)


def week_title(monday: date, words: Words | None = None) -> str:
    """Return a week's days in words: `22 to 28 February 2021`, `29 March to 4 April 2021`."""
    words, sunday = words or english(), monday + timedelta(days=6)
    pattern = "day_number" if monday.month == sunday.month else "day_month" if monday.year == sunday.year else "day"
    return fill(words["range"], first=part_of_day(monday, pattern, words), last=day(sunday, words))


def editions(
    articles: Sequence[Any],
    urls: Mapping[str, str],
    span: str,
    words: Words | None = None,
    arranged: Callable[[date, list[Any]], Arranged] = lambda _day, _stories: Arranged(),
) -> list[Edition]:
    """Return the editions of `articles`, the latest first; each knows its `edition_day`.

    `urls` maps "day" and "week" to patterns for a date. Titles are told in `words`. `arranged` tells what the editor says of the
    edition that a day names, with these stories.
    """
    words = words or english()
    dated = sorted(
        articles,
        key=lambda one: (-first_day(one.edition_day, span).toordinal(), -one.edition_day.toordinal(), one.slug),
    )
    days = [(first, list(stories)) for first, stories in groupby(dated, lambda one: first_day(one.edition_day, span))]
    found = [
        _edition(
            len(days) - number, first, stories, span, urls[span].format(date=first), words, arranged(first, stories)
        )
        for number, (first, stories) in enumerate(days)
    ]
    for newer, older in pairwise(found):
        newer.before_url, older.after_url = older.url, newer.url
    return found


def _edition(
    number: int, first: date, stories: list[Any], span: str, url: str, words: Words, arranged: Arranged
) -> Edition:
    file, place = arranged.file, arranged.place
    stories.sort(key=lambda story: place.get(id(story), len(place)))
    newest = max(story.issued for story in stories)
    edition = Edition(number, first, span, None, stories, [], url, newest, words=words)
    edition.named, edition.subject, edition.opening = for_text_of_html(file.title), file.subject, file.opening
    first_in_order = stories[0] if id(stories[0]) in place and not any(story.lead for story in stories) else None
    edition.opens = arranged.lead or first_in_order
    edition.lead = edition.leading
    sections: defaultdict[Any, list[Any]] = defaultdict(list)
    for story in stories:
        if story is not edition.lead:
            sections[story.category].append(story)
    known = {name.casefold(): number for number, name in enumerate(file.sections)}
    edition.sections = list(sections.items()) if place else sorted(sections.items(), key=lambda pair: str(pair[0]))
    edition.sections.sort(key=lambda pair: known.get(str(pair[0]).casefold(), len(known)))
    return edition


def prominence(story: Any) -> tuple[bool, int, int, str]:
    """Put the editor's lead first, then the story with most related ones, of these the longest."""
    return not story.lead, -len(story.related), -getattr(story, "words_published", 0), story.slug


def weeks(found: Iterable[Edition], url: str, words: Words | None = None) -> list[Period]:
    """Return the weeks of daily editions, the latest first; each edition learns its week's address."""
    words = words or english()
    periods = [
        Period(fill(words["week"], week_title(monday, words)), monday, list(rows), url.format(date=monday))
        for monday, rows in groupby(found, lambda edition: monday_of(edition.day))
    ]
    for period in periods:
        for edition in period.editions:
            edition.week_url = period.url
    return _chained(periods)


def months(found: Iterable[Edition], url: str, words: Words | None = None) -> list[Period]:
    """Return the months of editions, the latest first."""
    grouped = groupby(found, lambda edition: edition.day.replace(day=1))
    return _chained([Period(month(first, words), first, list(rows), url.format(date=first)) for first, rows in grouped])


def _chained(periods: list[Period]) -> list[Period]:
    for newer, older in pairwise(periods):
        newer.before_url, older.after_url = older.url, newer.url
    return periods


def by_size(categories: Sequence[tuple[Any, list[Any]]]) -> list[tuple[Any, list[Any]]]:
    """Return sections with their stories, those with most stories first; of like size, within twice as many, by name.

    The menu is on every page, and must not turn with every story.
    """
    return sorted(categories, key=lambda pair: (-len(pair[1]).bit_length(), str(pair[0])))
