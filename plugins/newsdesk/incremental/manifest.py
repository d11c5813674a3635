"""The manifest of a build: which output was made from what, and whether it still stands."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ..digests import file_digest, signature

AGAIN = " again"
"""Behind the name of a second job of one name."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A fingerprint, in the parts of which an editor can be told."""

    environment_key: str
    """settings, code, packages"""
    template: str
    values: str

    def __str__(self) -> str:
        return f"{self.environment_key} {self.template} {self.values}"

    @classmethod
    def parse(cls, text: str) -> Fingerprint:
        """Return the fingerprint that was written as `text`. Raises ValueError for other text."""
        environment_key, template, values = text.split(" ")
        return cls(environment_key, template, values)


NEW = "new"
UNKNOWN = "it cannot be told what it rests on"
GONE = "its file was gone or not as it was left"
AROUND = "tags, links or lists around it changed"


def why_stale(last: Fingerprint | None, now: Fingerprint | None) -> str:
    """Return why an output that was made from `last` must be made anew from `now`; empty if it would be the same.

    None stands for what cannot be told.
    """
    if last is None or now is None:
        return UNKNOWN
    if last.environment_key != now.environment_key:
        return "the settings, the code or a package changed"
    if last.template != now.template:
        return "its template changed"
    return AROUND if last.values != now.values else ""


StoryKeys = tuple[str, str, str]
"""What stands for a story's own facts, with its tags and its story line; for its text; for its links."""


class Baseline(NamedTuple):
    """What a build leaves for the next to tell its changes by."""

    input_key: str = ""
    """empty if it cannot be told"""
    lists: str = ""
    """which stories there are, in which order, and which lead"""
    stories: Mapping[str, StoryKeys] = {}
    """by path below the pastes"""


class Changes(Protocol):
    """What differs from the last build, as far as that can be told without fingerprints."""

    @property
    def only_words(self) -> bool:
        """True if only texts and links differ."""

    def affected(self, attributes: frozenset[str]) -> dict[int, Any]:
        """Return the items, by their ids, of which those attributes tell a change."""

    def none_affected(self, attributes: frozenset[str]) -> bool:
        """True if those attributes tell no change at all."""

    def unaffected(self, values: Sequence[Any], attributes: frozenset[str]) -> bool:
        """True if what those attributes tell of a page's own values is what it was."""


def looked_at(path: str) -> list[Any]:
    """Return the signature and the digest of a file that was just written."""
    return [signature(path), file_digest(path)]


def stands(place: str, file: list[Any]) -> bool:
    """True if a file, of a name, a signature and a digest, is as it was left; one that was only copied gets its new signature."""
    path = f"{place}{file[0]}"
    mark = signature(path)
    if mark is None or not file[1]:
        return False
    if mark != file[1]:
        if mark[0] != file[1][0] or file_digest(path) != file[2]:
            return False
        file[1] = mark
    return True


@dataclass(slots=True)
class Manifest:
    """What earlier builds made of an output folder, and what this one makes."""

    output: Path
    environment_key: str
    """stands for the settings, our code and the packages: whatever all pages rest on"""
    before: dict[str, list[Any]] = field(default_factory=dict)
    """job to its fingerprint and its files, each a name, a signature and a digest"""
    entries: dict[str, list[Any]] = field(default_factory=dict)
    """the same, of this build; signatures and digests are taken when all is published"""
    made: list[tuple[str, str]] = field(default_factory=list)
    """jobs that were done, each with its reason"""
    changed: set[str] = field(default_factory=set)
    """slugs of stories that were read anew"""
    troubles: dict[str, str] = field(default_factory=dict)
    """why jobs are done at every build, by template or plugin"""
    changes: Changes | None = None
    """what differs from the last build; None: it cannot be told"""
    shared: dict[str, str] = field(default_factory=dict)
    """digests of what pages of a kind have in common"""
    shared_before: dict[str, str] = field(default_factory=dict)

    _place: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what all its files' paths begin with."""
        self._place = os.path.join(self.output, "")

    @property
    def shared_after(self) -> dict[str, str]:
        """What pages have in common, for the next build; where only words differ, not all kinds were asked for."""
        return {**self.shared_before, **self.shared} if self.changes and self.changes.only_words else self.shared

    def shares(self, kind: str, shared: str) -> bool:
        """Note what pages of a kind have in common; true if it is what the last build's had."""
        if self.shared.setdefault(kind, shared) != shared:
            self.shared[kind] = "of two kinds"
        return self.shared[kind] == self.shared_before.get(kind)

    def unaffected(self, values: Sequence[Any], attributes: frozenset[str]) -> bool:
        """True if those attributes tell nothing new of these values."""
        return self.changes is not None and self.changes.unaffected(values, attributes)

    def name_of(self, job: str) -> str:
        """Return what a job goes by: a second one of a name is told from the first."""
        return f"{job}{AGAIN}" if job in self.entries else job

    def last_fingerprint(self, job: str) -> Fingerprint | None:
        """Return what the last build made a job from, or None if it did not tell."""
        return self._last(self.name_of(job))

    def _last(self, job: str) -> Fingerprint | None:
        kept = self.before.get(job)
        return Fingerprint.parse(kept[0]) if kept and kept[0] else None

    def why_stale(self, job: str, made_from: Fingerprint | None) -> str:
        """Return why a job must be done again; empty if it would make the same, and its files are as the last build left them."""
        if job not in self.before:
            return NEW
        return why_stale(self._last(job), made_from) or ("" if self._stands(job) else GONE)

    def is_left(self, job: str) -> bool:
        """True if it was told what a job was made from, and its files are as the last build left them."""
        return bool(job in self.before and self.before[job][0]) and self._stands(job)

    def _stands(self, job: str) -> bool:
        return all(stands(self._place, file) for file in self.before[job][1])

    def reuse(self, job: str) -> list[str]:
        """Take over a job from the last build, and return its files."""
        self.entries[job] = kept = self.before[job]
        return [file[0] for file in kept[1]]

    def note(
        self, job: str, made_from: Fingerprint | None, reason: str, files: Mapping[str, str], slugs: Iterable[str] = ()
    ) -> None:
        """Note that a job is done, and why; without a fingerprint it will be done again. `slugs` are of the stories that it tells of."""
        changed = sorted(self.changed.intersection(slugs)) if reason == AROUND else []
        if changed:
            reason = f"changed: {', '.join(changed[:3])}" + (
                f" and {len(changed) - 3} more" if len(changed) > 3 else ""
            )
        self.made.append((job, reason))
        self.entries[job] = [str(made_from or ""), [[name, None, digest] for name, digest in files.items()]]

    def wrote(self, job: str, files: Mapping[str, str]) -> None:
        """Note the files of a job that was noted before it was done, each with the digest of its bytes, empty if that is not known."""
        self.entries[job][1] = [[name, None, digest] for name, digest in files.items()]

    def failed(self, job: str) -> None:
        """Note that a job could not be done: the next build tries again."""
        self.entries[job] = ["", []]

    @property
    def files(self) -> set[str]:
        """All files of this build's jobs."""
        return {file[0] for _, files in self.entries.values() for file in files}

    def close(self) -> dict[str, list[Any]]:
        """Return the entries with the signatures of what now stands in the output folder."""
        for _, files in self.entries.values():
            for file in files:
                if file[1] is None:
                    path = f"{self._place}{file[0]}"
                    file[1:] = [signature(path), file[2] or file_digest(path)]
        return self.entries
