"""An edition as it would be if its file said something else: the page, the e-mail, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...clean import BadHeader
from ...site.edition_file import FOLDER, day_of, first_day, read_edition_file
from ..context import make_up
from ..current_build import build_of
from .choose import NoEdition, edition_of
from .letter import letter_of
from .which_edition import WITH_EDITION

Rehearsed = tuple[str, str, str, list[tuple[int, str]]]
"""The front page, or that of an edition which is not the latest; its e-mail, as HTML and as text; line and reason of what is wrong."""


def rehearse(generator: Any, name: str, text: str, address: str) -> Rehearsed:
    """Return the edition `name` as its file would have it with this text, its links led to `address`.

    A draft is shown as it will be once it is none. What is changed in the build meanwhile is put back, but for its lists.
    """
    build, settings = build_of(generator.settings), generator.settings
    path = str(Path(settings["PATH"]) / FOLDER / f"{name}.md")
    build.problems.errors.clear()  # told already; what is added is of this edition
    files = build.edition_files
    try:
        day = day_of(name, settings["EDITION"])
        build.edition_files = {**files, day: read_edition_file(text, path, str(settings["DEFAULT_LANG"]))}
        with _released(generator, day):
            make_up(generator)
            edition = edition_of(generator.context["editions"], name)
            letter = letter_of(generator, edition, SITEURL=address)
            page = _page(generator, edition, address)
    except BadHeader as error:
        return "", "", "", [(error.line, error.reason)]
    except NoEdition as error:
        return "", "", "", [(0, str(error))]
    finally:
        build.edition_files = files
    wrong = [(each.line, each.reason) for each in build.problems.errors if each.path == path]
    return page, letter.html, letter.text, wrong


@contextmanager
def _released(generator: Any, day: Any) -> Iterator[None]:
    """Take the stories that are held back with their edition, a draft, for published ones."""
    build, span = build_of(generator.settings), generator.settings["EDITION"]
    before = list(generator.articles)
    mine = [
        story
        for story in generator.drafts
        if build.held.get(story.source_path, "").startswith(WITH_EDITION) and first_day(story.edition_day, span) == day
    ]
    for story in mine:
        story.status = "published"
    generator.articles[:] = sorted([*before, *mine], key=lambda story: story.date, reverse=True)
    try:
        yield
    finally:
        generator.articles[:] = before
        for story in mine:
            story.status = "draft"


def _page(generator: Any, edition: Any, address: str) -> str:
    is_latest = edition is generator.context["latest"]
    template = "index" if is_latest else "edition"
    generator.context["localsiteurl"] = address
    given = {
        "SITEURL": address, "output_file": "index.html" if is_latest else edition.url, "edition": edition,
        "articles": generator.articles, "dates": generator.dates, "page_name": template, "template_name": template, "blog": True,
    }  # fmt: skip
    return str(generator.get_template(template).render({**generator.context, **given}))
