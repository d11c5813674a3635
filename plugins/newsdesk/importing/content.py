"""The folder of pastes: what is there already, and what is written beside it."""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from pathlib import Path

from .. import store
from ..clean import BadHeader, split_header
from .reading import Read, text_digest

JOURNAL = Path(".newsdesk", "import.jsonl")
"""A line for each item that was taken in: its key, and its paste."""


class Content:
    """The pastes of a brief, by what tells two of them apart."""

    def __init__(self, folder: Path, journal: Path = JOURNAL) -> None:
        """Read which stories are there."""
        self._folder, self._journal = folder, journal
        self._taken: dict[str, str] = {}
        """keys of the journal, with their pastes"""
        self._sources: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._stems: dict[str, int] = {}
        """names of files, with the number that the last copy of each has"""
        with contextlib.suppress(OSError):
            for line in journal.read_bytes().splitlines():
                with contextlib.suppress(ValueError, LookupError, TypeError):  # the last line of a run that was killed
                    row = json.loads(line)
                    if Path(row["path"]).parent.resolve() == folder.resolve():
                        self._taken[row["key"]] = row["path"]
        for path in (Path(name) for name in store.list_files(folder)[0]):
            self._stems.setdefault(_alike(path.stem), 1)
            if path.suffix in store.PASTES and not store.is_hidden(str(path.relative_to(folder))):
                self._know(path)

    def _know(self, path: Path) -> None:
        try:
            split = split_header(store.read_text(path).text)
        except (BadHeader, store.NotText):
            return
        if found := address(split.header.get("source", "")):
            self._sources.setdefault(found, str(path))
        if split.text.strip():
            self._texts.setdefault(text_digest(split.text), str(path))

    def was_taken(self, key: str) -> str:
        """Return the paste that an item became in an earlier run; empty if it became none."""
        return self._taken.get(key, "")

    def twin(self, read: Read) -> str:
        """Return the paste that has a story's address or its text; empty if none has."""
        return self._sources.get(address(read.source), "") or self._texts.get(read.text, "")

    def write(self, read: Read) -> Path:
        """Write a paste under a name that no other has, note it in the journal, and return its path."""
        path = self._folder / f"{self._free(read.stem)}{read.suffix}"
        store.write_text(path, read.paste)
        self._journal.parent.mkdir(parents=True, exist_ok=True)
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": read.key, "path": str(path)}) + "\n")
        self._taken[read.key] = str(path)
        self._texts.setdefault(read.text, str(path))
        if found := address(read.source):
            self._sources.setdefault(found, str(path))
        return path

    def _free(self, stem: str) -> str:
        name = stem
        while _alike(name) in self._stems:
            self._stems[_alike(stem)] += 1
            name = f"{stem}-{self._stems[_alike(stem)]}"
        self._stems[_alike(name)] = 1
        return name


def address(source: str) -> str:
    """Return what two addresses of one page have alike; empty for that of a site, which some give to each of their pages.

    >>> address("http://example.org/port/#top") == address("https://example.org/port"), address("https://example.org/")
    (True, '')
    """
    found = re.sub(r"#.*", "", source).removeprefix("https:").removeprefix("http:").rstrip("/")
    return found if "/" in found.lstrip("/") else ""


def _alike(stem: str) -> str:
    """Return a name as a disk may see it that knows no capitals."""
    return unicodedata.normalize("NFC", stem).casefold()
