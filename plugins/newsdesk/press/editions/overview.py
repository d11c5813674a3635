"""An edition as its editor wants to see it before it goes out: order, sources, lengths, and what wants a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ... import store
from ...clean import clean
from ...problems import shown
from ...site.edition_file import FOLDER, first_day
from ...site.html import inline_words
from ..current_build import build_of
from ..options import Options
from .choose import NoEdition, edition_of
from .reading import with_editions


@dataclass(frozen=True, slots=True)
class Entry:
    """A story of an edition."""

    path: str
    """below the pastes"""
    headline: str
    source: str
    words: int
    """that are shown"""
    minutes: int
    has_note: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """An edition before it goes out."""

    name: str
    """`2021-02-25`, `2021-w08`"""
    title: str
    minutes: int
    entries: tuple[Entry, ...]
    """in their order on the page"""
    to_look_at: tuple[str, ...]
    """a line each: doubtful lines of a paste, warnings such as that it is there twice"""
    held: tuple[str, ...]
    """a line each"""
    file: Path
    """what the editor says of it, which need not exist"""


def look(settings_path: str, options: Options, when: str) -> Overview:
    """Return the edition of a day or a week, or the latest one. Raises NoEdition."""
    return with_editions(settings_path, options, lambda generator: _overview(generator, when))


def _overview(generator: Any, when: str) -> Overview:
    settings, build = generator.settings, build_of(generator.settings)
    edition = edition_of(generator.context["editions"], when)
    stories = edition.in_order
    of_edition = {story.source_path for story in stories}
    warned = [str(problem) for problem in sorted(build.problems.warnings) if problem.path in of_edition]
    return Overview(
        name=edition.name,
        title=inline_words(f"{edition.days}: {edition.named}" if edition.named else edition.days),
        minutes=edition.minutes,
        entries=tuple(map(_entry, stories)),
        to_look_at=(*warned, *_doubtful(stories, build.rules)),
        held=tuple(
            f"{shown(story.source_path)}: {build.held[story.source_path]}"
            for story in generator.drafts
            if story.source_path in build.held and first_day(story.edition_day, edition.span) == edition.day
        ),
        file=Path(settings["PATH"]) / FOLDER / f"{edition.name}.md",
    )


def _entry(story: Any) -> Entry:
    return Entry(
        story.relative_source_path,
        inline_words(story.title),
        story.source_name,
        getattr(story, "words_published", 0),
        story.minutes,
        bool(story.note),
    )


def _doubtful(stories: Iterable[Any], rules: Any) -> list[str]:
    """Tell of pastes with lines of which it is not sure what they are."""
    found = []
    for story in stories:
        if Path(story.source_path).suffix in store.PASTES:
            labels = clean(store.read_text(story.source_path).text, rules=rules).labels
            unsure = [label.line.number for label in labels if not label.sure]
            if unsure:
                told = f"{len(unsure)} {'line is' if len(unsure) == 1 else 'lines are'} unsure"
                found.append(f"{shown(story.source_path)}:{unsure[0]}: {told}; see 'invoke explain'")
    return found


def tell(overview: Overview, console: Console) -> None:
    """Print an edition."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, more in (("", "right"), ("headline", "left"), ("source", "left"), ("words", "right"), ("min", "right")):
        table.add_column(name, justify=more, overflow="fold")  # type: ignore[arg-type]
    table.add_column("note")
    for number, entry in enumerate(overview.entries, 1):
        told = (entry.headline, entry.source or "-", str(entry.words or "-"), str(entry.minutes or "-"))
        table.add_row(str(number), *map(Text, told), "yes" if entry.has_note else Text("-", "yellow"))
    count, notes = len(overview.entries), sum(entry.has_note for entry in overview.entries)
    console.print(Text(f"{overview.name}: {overview.title}", "bold"))
    console.print(table)
    stories = "1 story" if count == 1 else f"{count} stories"
    console.print(Text(f"{stories}, {overview.minutes} min; {count - notes} without a note"))
    for title, rows in (("to look at", overview.to_look_at), ("held", overview.held)):
        if rows:
            console.print(Text(f"\n{title}", "bold"))
            for row in rows:
                console.print(Text(row), soft_wrap=True)


def write_file(overview: Overview) -> Path:
    """Write what the editor may then change: the edition's stories in the order that they have. Raises NoEdition, OSError."""
    if overview.file.exists():
        raise NoEdition(f"{shown(str(overview.file))}: is there already; change it by hand, or remove it first")
    lead, *others = overview.entries
    rows = ["# title: a headline of its own", "# subject: of the e-mail", f"lead: {lead.path}"]
    if others:
        rows += ["order:", *(f"  {entry.path}" for entry in others)]
    store.write_text(overview.file, "\n".join(["---", *rows, "---", "", ""]))
    return overview.file
