"""What is sent, what would change where it goes, and why it cannot be sent."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .. import store
from ..store import Changes

NEVER = frozenset({store.MARKER, ".git"})
"""Names of files and folders that are nobody's to read, wherever they lie."""
USER = re.compile(r"(?<=://)[^\s/]*@")
"""A name and a password, as they may stand in an address."""


class NotSent(Exception):
    """The site, or a part of it, is not up; the message says why and what to do, and holds no password."""

    def __init__(self, reason: str) -> None:
        super().__init__(without_user(reason))


def without_user(text: str) -> str:
    """Return a text whose addresses tell neither a user nor a password.

    >>> without_user("https://ada:secret@example.org/brief.git: not found")
    'https://example.org/brief.git: not found'
    """
    return USER.sub("", text)


@dataclass(frozen=True, slots=True)
class Site:
    """A built site."""

    folder: Path
    names: tuple[str, ...]
    """of its files, seen from the folder, with slashes; sorted"""

    @contextmanager
    def staged(self, names: Iterable[str] | None = None) -> Iterator[Path]:
        """Give a folder that holds copies of these files, or of all, and nothing else."""
        stage = self.folder.parent / f".{self.folder.name}.sent"
        shutil.rmtree(stage, ignore_errors=True)
        try:
            stage.mkdir()
            for name in self.names if names is None else names:
                (stage / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.folder / name, stage / name)
            yield stage
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def read_site(folder: Path) -> Site:
    """Return what a build has left to be sent. Raises NotSent for a link, which could lead out of the folder."""
    names = []
    for name in store.list_names(folder):
        parts = name.split(os.sep)
        if NEVER.isdisjoint(parts):
            if (folder / name).is_symlink():
                raise NotSent(f"{folder / name}: is a link; put the file itself there")
            names.append("/".join(parts))
    return Site(folder, tuple(sorted(names)))


def compare(site: Site, there: Mapping[str, str], digest: Callable[[Path], str]) -> Changes:
    """Return what differs between a site and the digests of what is there, by name."""
    added = tuple(name for name in site.names if name not in there)
    changed = tuple(name for name in site.names if name in there and digest(site.folder / name) != there[name])
    removed = tuple(sorted(there.keys() - set(site.names)))
    return Changes(added, changed, removed, len(site.names) - len(added) - len(changed))


class Target(Protocol):
    """A place that a site can be sent to. Both raise NotSent."""

    def plan(self, site: Site) -> Changes | None:
        """Return what sending would change; None if the place does not tell."""

    def send(self, site: Site, plan: Changes) -> None:
        """Make the place hold the site's files and no others; of what fails half-way `plan` tells afterwards."""
