"""An edition as an e-mail: HTML and plain text, from the theme's own templates, ready for any mailing program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound

from .. import store
from ..incremental.lock import LOCK, alone
from ..problems import Problems, Unpublishable
from ..site.editions import Edition, monday_of
from ..site.fit import for_line
from ..site.html import inline_words
from ..site.outputs.inline_css import with_styles
from .build import run_pelican, settings_for
from .cache.build import Cache
from .log_capture import captured_log
from .options import Options

HEAVY = 100_000
"""Bytes; Gmail cuts off an e-mail's HTML at 102 kB."""
GAPS = re.compile(r"\n{4,}")
WEEK = re.compile(r"(\d{4})-[wW](\d{1,2})")


class NoLetter(Exception):
    """There is nothing to send; the message says why and what to do, in one line each."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An edition as an e-mail."""

    name: str
    """of its files, as in its address: `2021-02-25`"""
    subject: str
    html: str
    text: str
    """begins with a line `Subject: ...` and an empty one"""


def make_letter(settings_path: str, options: Options, when: str) -> Letter:
    """Return the edition of a day or a week, `2021-02-25` or `2021-w08`, or the latest one. Raises NoLetter."""
    problems = Problems(quiet=True)
    with captured_log(problems) as capture:
        if options.content is not None and not Path(options.content).is_dir():
            raise NoLetter(f"{options.content}: is no folder; name the one that holds the pastes")
        cache = Cache(settings_path, options)
        with alone(cache.folder / LOCK, options.waiting):
            try:
                settings = settings_for(settings_path, options, problems, cache)
            except Unpublishable as error:
                raise NoLetter(str(error)) from None
            capture.content = settings["PATH"]
            if not settings["SITEURL"]:
                raise NoLetter("SITEURL is empty, and an e-mail needs whole links; set it in pelicanconf.py")
            with cache.open(settings, problems, fresh=False):
                generator = run_pelican(settings, problems, options, writing=False)
                letter = None if problems.errors else _render(generator, when)
    if letter is None:
        raise NoLetter("\n".join(map(str, sorted(problems.errors))))
    return letter


def write_letter(letter: Letter, folder: Path) -> list[Path]:
    """Write a letter's two files, and return their paths."""
    paths = []
    for ending, text in (("html", letter.html), ("txt", letter.text)):
        paths.append(folder / f"{letter.name}.{ending}")
        store.write_text(paths[-1], text)
    return paths


def _render(generator: Any, when: str) -> Letter:
    edition = _edition(generator.context["editions"], when)
    subject = for_line(inline_words(edition.summary))
    context = {**generator.context, "edition": edition, "subject": subject, "output_file": edition.url}
    try:
        html, text = (generator.env.get_template(name).render(context) for name in ("email.html", "email.txt"))
    except TemplateNotFound as error:
        raise NoLetter(f"the theme has no template {str(error)!r}; take the one of ours") from None
    except TemplateError as error:
        raise NoLetter(f"the theme's template for e-mails fails: {error}") from None
    return Letter(edition.slug.partition("/")[2], subject, with_styles(html), GAPS.sub("\n\n\n", text).rstrip() + "\n")


def _edition(editions: list[Edition], when: str) -> Edition:
    if not editions:
        raise NoLetter("nothing has been published yet")
    day = _day(when) if when else editions[0].day
    if editions[0].span == "week":
        day = monday_of(day)
    nearest = min(editions, key=lambda edition: abs(edition.day - day))
    if nearest.day != day:
        raise NoLetter(f"there is no edition of {when}; the nearest is {nearest.slug.partition('/')[2]}")
    return nearest


def _day(when: str) -> date:
    week = WEEK.fullmatch(when)
    try:
        return date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else date.fromisoformat(when)
    except ValueError:
        raise NoLetter(f"{when!r} is no day; write it as 2021-02-25") from None
