"""An edition as an e-mail: HTML and plain text, from the theme's own templates, ready for any mailing program."""

from __future__ import annotations

from pathlib import Path

from ... import store
from ..options import Options
from .choose import edition_of
from .letter import Letter, letter_of
from .reading import with_editions

HEAVY = 100_000
"""Bytes; Gmail cuts off an e-mail's HTML at 102 kB."""


def make_letter(settings_path: str, options: Options, when: str) -> Letter:
    """Return the edition of a day or a week, `2021-02-25` or `2021-w08`, or the latest one. Raises NoEdition."""
    return with_editions(
        settings_path,
        options,
        lambda generator: letter_of(generator, edition_of(generator.context["editions"], when)),
        whole_links=True,
    )


def write_letter(letter: Letter, folder: Path) -> list[Path]:
    """Write a letter's two files, and return their paths."""
    paths = []
    for ending, text in (("html", letter.html), ("txt", letter.text)):
        paths.append(folder / f"{letter.name}.{ending}")
        store.write_text(paths[-1], text)
    return paths
