"""The editor's files of editions, `content/editions/2021-02-26.md`, read before the stories are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ... import store
from ...clean import BadHeader
from ...problems import Problems, shown
from ...site.edition_file import (
    FOLDER,
    Arranged,
    EditionFile,
    arrange,
    called,
    day_of,
    first_day,
    is_edition_file,
    name_of,
    read_edition_file,
)
from ..current_build import build_of


def edition_files(settings: dict[str, Any], problems: Problems) -> dict[date, EditionFile]:
    """Return what the editor says of editions, by the day that names each; what cannot be followed is told."""
    found: dict[date, EditionFile] = {}
    folder = Path(settings["PATH"]) / FOLDER
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not is_edition_file(f"{FOLDER}/{path.name}"):
            continue
        try:
            day = day_of(path.name, settings["EDITION"])
            file = read_edition_file(store.read_text(path).text, str(path), str(settings["DEFAULT_LANG"]))
        except BadHeader as error:
            problems.error(str(path), error.line, error.reason)
        except (store.NotText, OSError) as error:
            problems.error(str(path), 0, getattr(error, "strerror", None) or str(error))
        except ValueError as error:
            reason = str(error) if "rename" in str(error) else "its name is no day; rename it to one, as 2021-02-26.md"
            problems.error(str(path), 0, reason)
        else:
            if day in found:
                problems.error(str(path), 0, f"is of the same edition as {shown(found[day].path)}; keep one")
            found.setdefault(day, file)
    return found


def arranging(generator: Any, span: str) -> Callable[[date, list[Any]], Arranged]:
    """Return what tells how the editor arranges the edition that a day names, with the stories that are in it.

    Whom a file names in vain is told, and of whose edition nothing comes, too.
    """
    build = build_of(generator.settings)
    files, problems = build.edition_files, build.problems
    if not files:
        return lambda _day, _stories: Arranged()
    listed = (generator.articles, generator.hidden_articles, generator.drafts)
    known = called(story for stories in listed for story in stories)
    starts = {id(story): first_day(story.edition_day, span) for story in generator.articles}
    days = {place: name_of(day, span) for place, day in starts.items()}
    for day in files.keys() - {*starts.values()}:
        if not files[day].draft:
            problems.warning(
                files[day].path, 0, "no story is in this edition yet; write 'edition: ...' in the header of one"
            )

    def arranged(day: date, stories: list[Any]) -> Arranged:
        if day not in files:
            return Arranged()
        found = arrange(files[day], stories, known, days)
        for line, reason in found.wrong:
            problems.error(files[day].path, line, reason)
        return found

    return arranged
