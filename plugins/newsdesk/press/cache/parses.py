"""Every paste's reading: as it was kept, or made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from ... import workers
from ...digests import digest, file_digest, is_fresh, signature
from ...incremental.files import Seen
from ...incremental.kv_store import KeyValueStore
from ...site.story import Facts, Reading, Text, facts_of, text_of
from .links import Links, as_bytes, record_of

AT_HAND = 512
"""Texts kept in memory: a story's page and its feeds read the same."""

SETTINGS = (
    "DEFAULT_LANG", "SLUG_REGEX_SUBSTITUTIONS", "SLUGIFY_PRESERVE_CASE", "SLUGIFY_USE_UNICODE", "TAG_REGEX_SUBSTITUTIONS",
    "CATEGORY_REGEX_SUBSTITUTIONS", "AUTHOR_REGEX_SUBSTITUTIONS", "EXCERPT_WORDS",
)  # fmt: skip
"""What a reading depends on besides the paste, our code and the editor's rules."""
AT_ONCE = 1024
"""Readings that are kept at a time, while others are made; of a hundred thousand, all would be a gigabyte."""


class ParseState(NamedTuple):
    """What a build leaves for one that goes on from there."""

    day: str
    """on which it was, if that decided the year of a story"""
    sources: dict[str, list[Any]]
    """see `Readings`"""
    filed: dict[str, tuple[Any, ...]]
    """by path: where its story is filed, see `Facts.filed`"""

    def under(self, name: Callable[[str], str]) -> ParseState:
        """Return the same under other names of the paths."""
        names = {path: name(path) for path in self.sources.keys() | self.filed.keys()}
        sources = {names[path]: row for path, row in self.sources.items()}
        return ParseState(self.day, sources, {names[path]: row for path, row in self.filed.items()})


class Readings:
    """The readings of one build, over a key-value store of those that earlier builds made."""

    def __init__(
        self,
        kv_store: KeyValueStore,
        links: Links,
        known: dict[str, list[Any]],
        environment_key: str,
        today: str,
        files: Iterable[Seen] = (),
    ) -> None:
        """`known` maps paths to a signature and a digest of the bytes; `environment_key` stands for all else a reading rests on.

        `files` need not be looked at again; one that changes meanwhile the next build finds changed.
        """
        self._kv_store, self._links, self._known, self._environment_key, self.today = (
            kv_store,
            links,
            known,
            environment_key,
            today,
        )
        self._files = {file.path: file for file in files}
        self._facts: dict[str, Facts] = {}
        self._keys: dict[str, str] = {}
        self.sources: dict[str, list[Any]] = {}
        """path to signature and digest, of what this build has looked at"""
        self.made: list[str] = []
        """paths that were read anew"""
        self._resumed: ParseState | None = None
        """what an earlier build has left, if this one goes on from there"""
        self._text = lru_cache(AT_HAND)(self._load)

    def _key(self, path: str) -> str:
        """Return what a paste's reading is kept under; reading it tells why a file cannot be read."""
        key = self._keys.get(path)
        if key is None:
            key = self._keys[path] = digest(
                self._environment_key, os.path.splitext(os.path.basename(path))[0], self._source(path)[1]
            )
        return key

    def _source(self, path: str) -> list[Any]:
        """Return the signature and the digest of a source's bytes, of which only those are read that may have changed."""
        known = self.sources.get(path)
        if known is None:
            file, kept = self._files.get(path), self._known.get(path)
            mark = file.mark if file else signature(path)
            if mark and kept and kept[0] == mark:
                known = kept
            else:  # a pipe would be waited for
                known = [[] if not mark or is_fresh(mark) else mark, "" if mark is None else file_digest(path)]
            self.sources[path] = known
        return known

    def facts(self, path: str, reader: Any) -> Facts:
        """Return a paste's facts. Raises Unpublishable."""
        key = self._key(path)
        facts = self._facts.get(path) or self._kept_facts(key)
        if facts is None or facts.guessed_on not in ("", self.today):
            facts = self._keep(path, key, reader.reading(path))
        self._facts[path] = facts
        return facts

    def _kept_facts(self, key: str) -> Facts | None:
        with suppress(KeyError, ValueError, TypeError):
            return facts_of(self._kv_store.small(key))
        return None

    def renew(self, path: str, reader: Any) -> Facts | None:
        """Return the facts of a paste that may have changed since it was read; None if its story is filed otherwise now.

        Raises Unpublishable.
        """
        before = self._filed(path)
        for known in (self._files, self._keys, self._facts, self.sources):
            known.pop(path, None)
        facts = self.facts(path, reader)
        reader.tell(facts, path)
        return facts if facts.filed == before else None

    def _filed(self, path: str) -> tuple[Any, ...] | None:
        if path in self._facts:
            return self._facts[path].filed
        return self._resumed.filed.get(path) if self._resumed else None

    def _keep(self, path: str, key: str, reading: Reading) -> Facts:
        small, large = reading.as_rows()
        self._kv_store.put([(key, small, large)])
        self.made.append(path)
        return reading.facts

    def text(self, path: str, reader: Any) -> Text:
        """Return a paste's text."""
        return self._text(path, self._key(path), reader)

    def _load(self, path: str, key: str, reader: Any) -> Text:
        try:
            return text_of(self._kv_store.large(key))
        except (KeyError, ValueError, TypeError):  # lost or damaged since the facts were read
            reading: Reading = reader.reading(path)
            return reading.text

    def read_ahead(self, paths: Iterable[str], reader: Any) -> None:
        """Read what is not kept, shared among the cores if it is much."""
        smalls = self._kv_store.smalls()
        missing = [path for path in paths if not self._is_kept(path, smalls)]
        del smalls
        if len(missing) < workers.ENOUGH or workers.count() < 2:
            return
        finder = self._links.finder

        def read(path: str) -> tuple[bytes, str, bytes] | None:
            """Return a paste's rows and what its words say; None if it cannot be published: the build reads it again, and says why."""
            try:
                reading: Reading = reader.reading(path)
                record = record_of(reading.facts.plain_title, reading.text.plain_text, finder)
                return *reading.as_rows(), as_bytes(record)
            except Exception:
                return None

        with suppress(BrokenProcessPool):  # what is left is read when it is asked for
            for some in _in_batches(zip(missing, workers.each(read, missing), strict=True)):
                rows, records = [], []
                for path, (small, large, record) in ((path, found) for path, found in some if found is not None):
                    key = self._key(path)
                    facts = self._facts[path] = facts_of(small)
                    self.made.append(path)
                    rows.append((key, small, large))
                    records.append((facts, record))
                self._kv_store.put(rows)
                self._links.keep(records)

    def _is_kept(self, path: str, smalls: Mapping[str, bytes]) -> bool:
        row = smalls.get(self._key(path))
        if row is None:
            return False
        facts = self._facts[path] = facts_of(row)
        return facts.guessed_on in ("", self.today)

    @property
    def depends_on_today(self) -> bool:
        """True if some story's year was taken from the calendar."""
        return bool(self._resumed and self._resumed.day) or any(facts.guessed_on for facts in self._facts.values())

    def state(self) -> ParseState:
        """Return what a build needs to go on from here."""
        filed = {path: facts.filed for path, facts in self._facts.items()}
        if self._resumed:
            filed = {**self._resumed.filed, **filed}
        return ParseState(self.today if self.depends_on_today else "", self.sources, filed)

    def resume_from(self, state: ParseState | None) -> None:
        """Go on from what an earlier build has left; what has changed since is to be renewed. None: begin anew."""
        self._resumed, self.sources = state, dict(state.sources) if state else {}
        self._keys.clear()

    def tidy(self) -> None:
        """Throw away the readings of pastes that are gone or were changed; a build that looks at few leaves that to the next."""
        if self._resumed is None:
            self._kv_store.forget_all_but(self._key(path) for path in self.sources)


T = TypeVar("T")


def _in_batches(things: Iterable[T]) -> Iterator[list[T]]:
    """Yield things by the AT_ONCE, as they come."""
    left = iter(things)
    while some := list(islice(left, AT_ONCE)):
        yield some
