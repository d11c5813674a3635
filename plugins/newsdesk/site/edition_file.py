"""What the editor says of an edition, in `content/editions/2021-02-26.md`: its order, its lead, its opening words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from ..clean import BadHeader, Row, edition_day, read_header
from .dates import monday_of
from .fit import for_line
from .story import text_as_html

FOLDER = "editions"
"""Below the pastes."""
NAME = re.compile(r"(\d{4}-(?:\d{2}-\d{2}|[wW]\d{1,2}))\.md")
"""Of a file of an edition; other Markdown in that folder is a story, as everywhere."""
KEYS = ("title", "subject", "lead", "order", "sections", "status")
LISTS = ("order", "sections")
"""Keys whose values may stand on lines of their own."""
STATUSES = ("published", "draft")


@dataclass(frozen=True, slots=True)
class EditionFile:
    """What the editor says of one edition; empty where nothing is said."""

    path: str = ""
    title: str = ""
    subject: str = ""
    """of its e-mail"""
    lead: str = ""
    """a file's name"""
    lead_line: int = 0
    order: tuple[tuple[int, str], ...] = ()
    """files' names, each with its line"""
    sections: tuple[str, ...] = ()
    """names, the first first"""
    draft: bool = False
    """True: it is held back, and what is in it"""
    opening: str = ""
    """the words that open it, as HTML"""


def is_edition_file(path: str) -> bool:
    """True for a path below the pastes, with `/` in it, of what the editor says of an edition."""
    return PurePosixPath(path).parent == PurePosixPath(FOLDER) and NAME.fullmatch(PurePosixPath(path).name) is not None


def first_day(day: date, span: str) -> date:
    """Return the day that names the edition of a day: of a week, its Monday."""
    return monday_of(day) if span == "week" else day


def name_of(day: date, span: str) -> str:
    """Return what the edition is called that a day names: `2021-02-26`, `2021-w08`."""
    return f"{day:%G}-w{day:%V}" if span == "week" else day.isoformat()


def day_of(name: str, span: str) -> date:
    """Return the day that names the edition of a file, of a week its Monday. Raises ValueError for one that names none."""
    told = name.removesuffix(".md")
    day = edition_day(told)
    if span == "day" and "w" in told.casefold():
        raise ValueError(f"names a week, and an edition is of a day (EDITION); rename it to {day.isoformat()}.md")
    return first_day(day, span)


def read_edition_file(text: str, path: str, lang: str) -> EditionFile:
    """Read what the editor says of an edition; the opening words are in the language `lang`. Raises BadHeader."""
    rows, height, below = read_header(text, KEYS, LISTS, LISTS)
    told = below.partition("\n")[0].partition(":")
    if not height and told[1] and told[0].strip().casefold() in KEYS:
        raise BadHeader(1, "a header stands between two lines of '---'; write one above it and one below")
    first = {row.key: row for row in reversed(rows)}
    status = first.get("status", Row(0, "", STATUSES[0]))
    if status.value not in STATUSES:
        raise BadHeader(status.line, f"unknown status {status.value[:40]!r}; write one of {', '.join(STATUSES)}")
    lead = first.get("lead", Row(0, "", ""))
    title, subject = (for_line(first[key].value) if key in first else "" for key in ("title", "subject"))
    return EditionFile(
        path=path,
        title=title,
        subject=subject,
        lead=lead.value,
        lead_line=lead.line,
        order=tuple((line, name) for line, key, value in rows if key == "order" for name in _names(value)),
        sections=tuple(name for _, key, value in rows if key == "sections" for name in _names(value)),
        draft=status.value == "draft",
        opening=text_as_html(below, lang),
    )


def _names(value: str) -> list[str]:
    return [name for name in map(str.strip, value.split(",")) if name]


@dataclass(slots=True)
class Arranged:
    """What an edition's file comes to, once the stories are known."""

    file: EditionFile = field(default_factory=EditionFile)
    lead: Any = None
    """the story that it names; None if it names none that is published"""
    place: dict[int, int] = field(default_factory=dict)
    """of the stories that it orders, by their ids"""
    wrong: list[tuple[int, str]] = field(default_factory=list)
    """line and reason of what it cannot have meant"""


def arrange(file: EditionFile, own: Collection[Any], known: Mapping[str, Any], days: Mapping[int, str]) -> Arranged:
    """Return whom a file names, of its `own` published stories; `known` are all, held and drafts too, by what they may be called.

    `days` tells the edition of each published story, by its id.
    """
    found, ours = Arranged(file), {id(story) for story in own}
    lines: dict[int, int] = {}
    named = [(line, name, lines) for line, name in file.order] + [(file.lead_line, file.lead, {})] * bool(file.lead)
    for line, name, before in named:
        story = known.get(name)
        if story is None:
            near = difflib.get_close_matches(name, known, 1)
            advice = f"did you mean {near[0]!r}?" if near else "write the name of its file"
            found.wrong.append((line, f"no story is called {name[:60]!r}; {advice}"))
            continue
        if id(story) in before:
            found.wrong.append((line, f"{name!r} stands twice, first on line {before[id(story)]}; keep one"))
        elif id(story) not in ours and id(story) in days:
            day = PurePosixPath(file.path).stem
            advice = f"take it out, or write 'edition: {day}' in its header"
            found.wrong.append((line, f"{name!r} is in the edition of {days[id(story)]}; {advice}"))
        before.setdefault(id(story), line)
    found.place = {story: place for place, story in enumerate(lines)}
    lead = known.get(file.lead)
    found.lead = lead if id(lead) in ours else None
    return found


def called(stories: Iterable[Any]) -> dict[str, Any]:
    """Map what stories may be called in an edition's file to each: the path below the pastes, the file's name, with or without its ending."""
    found: dict[str, Any] = {}
    for story in stories:
        path = PurePosixPath(story.relative_source_path.replace("\\", "/"))
        for name in (str(path), path.name, path.stem, story.slug):
            found.setdefault(name, story)
    return found
