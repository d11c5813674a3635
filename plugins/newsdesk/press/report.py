"""A build in the terminal: its progress, its errors, one closing line."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..problems import shown
from ..store import Changes
from .build import build
from .options import Options, Outcome


def build_and_tell(settings: str, options: Options, why: bool = False) -> bool:
    """Build, and tell what came of it; return whether every paste was published, held or a draft."""
    out, err = Console(highlight=False, soft_wrap=True), Console(stderr=True, highlight=False, soft_wrap=True)
    options.waiting = lambda words: err.print(Text("note    ", "cyan") + Text(words))
    if out.is_terminal and options.wait is None:
        with out.status("reading") as status:
            options.progress = lambda step, count: status.update(f"{step} {count or ''}")
            outcome = build(settings, options)
    else:
        outcome = build(settings, options)
    for warning in outcome.warnings:
        err.print(Text("warning ", "yellow") + Text(str(warning)))
    for path, reason in outcome.held:
        err.print(Text("held    ", "cyan") + Text(f"{shown(path)}: {reason}"))
    for error in outcome.errors:
        err.print(Text("error   ", "bold red") + Text(str(error)))
    for trouble in sorted({trouble for _, trouble in outcome.troubles}):
        pages = ", ".join(template for template, why_not in outcome.troubles if why_not == trouble)
        err.print(Text("note    ", "cyan") + Text(f"made at every build: {pages}: {trouble}"))
    if why:
        for job, reason in outcome.made:
            out.print(Text(f"{job}: {reason}"))
    if outcome.changes:
        for row in changes_of(outcome.changes):
            out.print(Text(row))
    out.print(Text(closing_line(outcome)))
    return not outcome.errors


def changes_of(changes: Changes) -> list[str]:
    """Return what would be published, a line each file: `+` is new, `*` changed, `-` goes; then the counts."""
    marked = (("+", changes.added), ("*", changes.changed), ("-", changes.removed))
    rows = [f"  {mark} {name}" for mark, names in marked for name in names]
    counts = f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.removed)} removed"
    return [*rows, f"to change: {counts}, {changes.unchanged} unchanged"]


def closing_line(outcome: Outcome) -> str:
    """Return the counts and the seconds of a build in one line."""
    parts = []
    if outcome.published:
        parts.append(
            ", ".join(
                filter(
                    None,
                    (
                        _some(outcome.stories, "story", "stories"),
                        _some(outcome.hidden, "hidden", "hidden", zero=False),
                        _some(len(outcome.held), "held", "held", zero=False),
                        _some(outcome.drafts - len(outcome.held), "draft", "drafts", zero=False),
                    ),
                )
            )
        )
        files = outcome.published
        counts = f"{files.written} files written, {files.unchanged} unchanged, {files.removed} removed"
        parts.append(f"{counts}, {files.left} not published" if files.left else counts)
    else:
        parts.append("nothing was published")
    parts += filter(
        None,
        (
            _some(len(outcome.errors), "error", "errors", zero=False),
            _some(len(outcome.warnings), "warning", "warnings", zero=False),
        ),
    )
    return f"{'; '.join(parts)}; {outcome.seconds:.1f} s"


def _some(count: int, one: str, many: str, zero: bool = True) -> str:
    return f"{count} {one if count == 1 else many}" if count or zero else ""
