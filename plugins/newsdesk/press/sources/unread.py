"""What lies among the pastes and is not read, told by name: no story vanishes in silence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ... import store
from ...problems import Problems, shown
from ...site.i18n import FOLDER as LANGUAGES
from ...site.images import ENDINGS as PICTURES

NO_SOURCES = ("tags.toml", "rules.toml", "sources.toml")


def tell_closed(content: Path, problems: Problems) -> None:
    """Tell of folders among the pastes that cannot be read."""
    for folder in store.list_files(content)[1]:
        problems.error(str(folder), 0, "cannot be read; give rights, or move it out of the pastes")


def tell_unread(generator: Any, problems: Problems) -> None:
    """Warn of files beside the pastes that no reader takes, so that no story vanishes in silence."""
    content, settings = generator.settings["PATH"], generator.settings
    static = tuple(os.path.join(content, folder, "") for folder in settings["STATIC_PATHS"])
    read = generator.readers.extensions
    for path in (path for path in store.list_files(Path(content))[0] if path.rpartition(".")[2] not in read):
        name = os.path.basename(path)
        if (
            os.path.splitext(name)[1].casefold() in PICTURES
            or name in NO_SOURCES
            or os.path.dirname(path) == os.path.join(content, LANGUAGES)
            or store.is_hidden(os.path.relpath(path, content))
            or path.startswith(static)
        ):
            continue
        advice = (
            f"take it in with: invoke new {shown(path)}"
            if name.casefold().endswith(store.LETTERS)
            else "a paste is a file that ends in .txt"
        )
        problems.warning(path, 0, f"was not read; {advice}")
