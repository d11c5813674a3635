"""The one place of the desk that writes into the folder of pastes: whole files, and never over a version that the browser has not seen."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from .... import store
from ....digests import digest
from ....site.edition_file import is_edition_file
from ....site.images import ENDINGS

TABLES = ("tags.toml", "sources.toml")
"""Files beside the pastes that the desk changes, too."""
MOST_VERSIONS = 100
"""Earlier versions of a file that can be taken back."""
NO_FILE = ""
"""The version of a file that is not there."""


class NoSuchFile(Exception):
    """A name that is none of a file which the desk may read or write."""


class Conflict(Exception):
    """A file that has been changed since the browser saw it."""

    def __init__(self, name: str, here: File) -> None:
        super().__init__(f"{name}: was changed meanwhile")
        self.here = here
        """as it is now"""


class NotWritten(Exception):
    """The disk takes no file; the message says why."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read."""

    name: str
    """its path below the pastes, with `/` in it"""
    content: bytes
    version: str
    """a digest of its bytes; NO_FILE if it is not there"""


@dataclass(frozen=True, slots=True)
class _Step:
    before: bytes | None
    """None: the file was not there"""
    version: str
    """of what was written then"""
    also: tuple[tuple[str, str], ...] = ()
    """names of other files that were changed for its sake, each with the version that was written"""


class Files:
    """The files of one folder of pastes, as the desk reads and writes them."""

    def __init__(self, content: Path) -> None:
        """Take the folder."""
        self._content = content
        self._lock = threading.Lock()
        self._steps: dict[str, list[_Step]] = {}
        """by name: what was written since the desk began, the last last"""

    def path(self, name: str) -> Path:
        """Return where a file is. Raises NoSuchFile for a name that leads elsewhere, or to no paste, edition or table."""
        if not (name.endswith(store.PASTES) or name in TABLES or is_edition_file(name)):
            raise NoSuchFile(name)
        return self._inside(name)

    def picture(self, name: str) -> Path:
        """Return where a picture is, or would be. Raises NoSuchFile for a name that leads elsewhere, or is none of a picture."""
        if PurePosixPath(name).suffix.casefold() not in ENDINGS:
            raise NoSuchFile(name)
        return self._inside(name)

    def _inside(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        plain = bool(parts) and name == "/".join(parts) and "\\" not in name and "\0" not in name
        if not plain or ".." in parts or name.startswith("/") or store.is_hidden(os.path.join(*parts)):
            raise NoSuchFile(name)
        path = self._content.joinpath(*parts)
        here, found = os.path.realpath(self._content), os.path.realpath(path)
        if not found.startswith(os.path.join(here, "")):
            raise NoSuchFile(name)
        return path

    def read(self, name: str) -> File:
        """Return a file as it is now; one that is not there has no bytes. Raises NoSuchFile."""
        path = self.path(name)
        try:
            content = store.read_bytes(path) if path.exists() else None
        except (store.NotText, OSError):
            raise NoSuchFile(name) from None
        return File(name, content or b"", NO_FILE if content is None else digest(content))

    def write(self, name: str, content: bytes, seen: str) -> File:
        """Write a file whose version `seen` the editor has before the eyes. Raises Conflict, NotWritten, NoSuchFile."""
        with self._lock:
            here = self.read(name)
            if here.version != seen:
                raise Conflict(name, here)
            made = File(name, content, digest(content))
            if made.version != here.version:
                self._put(name, content)
                steps = self._steps.setdefault(name, [])
                steps.append(_Step(None if here.version == NO_FILE else here.content, made.version))
                del steps[:-MOST_VERSIONS]
            return made

    def add_picture(self, name: str, content: bytes) -> None:
        """Write a picture that is not there yet. Raises NotWritten, NoSuchFile."""
        path = self.picture(name)
        with self._lock:
            try:
                store.write_bytes(path, content)
            except OSError as error:
                raise NotWritten(f"{name}: cannot be written ({error.strerror})") from None

    def can_undo(self, name: str) -> bool:
        """True if a change of the desk can be taken back."""
        return bool(self._steps.get(name))

    def bind(self, name: str, others: Iterable[File]) -> None:
        """Have the last change of a file be taken back together with those of others, which were made for its sake."""
        with self._lock:
            steps = self._steps[name]
            steps[-1] = replace(steps[-1], also=tuple((other.name, other.version) for other in others))

    def undo(self, name: str, seen: str) -> tuple[list[str], list[str]]:
        """Take back the last change that the desk made to a file, and those of others that were made for its sake.

        Return the names of the others that are as before, and of those that stay, for they were changed since. Raises Conflict
        if the file itself was, NotWritten, NoSuchFile.
        """
        with self._lock:
            here = self.read(name)
            steps = self._steps.get(name)
            if not steps:
                return [], []
            if not here.version == seen == steps[-1].version:
                raise Conflict(name, here)
            also = steps[-1].also
            self._take_back(name)
            back = [other for other, version in also if self._is_last(other, version)]
            for other in back:
                self._take_back(other)
            return back, [other for other, _ in also if other not in back]

    def _is_last(self, name: str, version: str) -> bool:
        """True if a version is what the desk wrote last, and what stands there."""
        steps = self._steps.get(name)
        return bool(steps and steps[-1].version == version == self.read(name).version)

    def _take_back(self, name: str) -> None:
        before = self._steps[name][-1].before
        if before is None:
            self.path(name).unlink()
        else:
            self._put(name, before)
        self._steps[name].pop()

    def _put(self, name: str, content: bytes) -> None:
        try:
            store.write_bytes(self.path(name), content)
        except OSError as error:
            raise NotWritten(f"{name}: cannot be written ({error.strerror})") from None
