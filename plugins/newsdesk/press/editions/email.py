"""An edition as an e-mail: HTML and plain text, from the theme's own templates, ready for any mailing program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateNotFound

from ... import store
from ...site.fit import for_line
from ...site.html import inline_words
from ...site.outputs.inline_css import with_styles
from ..options import Options
from .choose import NoEdition, edition_of, with_editions

HEAVY = 100_000
"""Bytes; Gmail cuts off an e-mail's HTML at 102 kB."""
GAPS = re.compile(r"\n{4,}")


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
    """Return the edition of a day or a week, `2021-02-25` or `2021-w08`, or the latest one. Raises NoEdition."""
    return with_editions(settings_path, options, lambda generator: _render(generator, when), whole_links=True)


def write_letter(letter: Letter, folder: Path) -> list[Path]:
    """Write a letter's two files, and return their paths."""
    paths = []
    for ending, text in (("html", letter.html), ("txt", letter.text)):
        paths.append(folder / f"{letter.name}.{ending}")
        store.write_text(paths[-1], text)
    return paths


def _render(generator: Any, when: str) -> Letter:
    edition = edition_of(generator.context["editions"], when)
    subject = for_line(edition.subject or inline_words(edition.named or edition.summary))
    context = {**generator.context, "edition": edition, "subject": subject, "output_file": edition.url}
    try:
        html, text = (generator.env.get_template(name).render(context) for name in ("email.html", "email.txt"))
    except TemplateNotFound as error:
        raise NoEdition(f"the theme has no template {str(error)!r}; take the one of ours") from None
    except TemplateError as error:
        raise NoEdition(f"the theme's template for e-mails fails: {error}") from None
    return Letter(edition.name, subject, with_styles(html), GAPS.sub("\n\n\n", text).rstrip() + "\n")
