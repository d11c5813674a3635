"""What the stories say together, kept between builds: tags, related stories, twins, story lines."""

from __future__ import annotations

import contextlib
import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ... import corpus
from ...corpus import Name
from ...digests import digest
from ...incremental.kv_store import KeyValueStore, load_parts, save_parts, seal_of
from ...site.html import plain_words
from ...site.story import Facts

MOST_APART = 2
"""Stories that may differ from those of the state on the disk before it is written anew: of ten thousand stories it is 80 MB,
which takes longer than a step over a few."""
AT_HAND = 20_000
"""Records that are held whole while stories are linked; of more, the terms, which are most of a record, wait on the disk: those of
a hundred thousand are a third of a gigabyte."""
LONGEST = 100_000
"""Characters of a story that are read for its tags and links; a longer text is no news story, and its start tells enough."""


class Unlinkable(Exception):
    """A story whose words raise something while they are linked; its cause is that."""

    def __init__(self, article: Any, cause: Exception) -> None:
        super().__init__(str(cause))
        self.article, self.cause = article, cause


LinkInputs = tuple[str, str, int, tuple[str, ...] | None]
"""What links rest on of a story: its headline, a digest of its text, and as `corpus.Known`."""


class Links:
    """The links of one build, over a key-value store of stories' records and the state of the last build."""

    def __init__(
        self, finder: corpus.Finder, kv_store: KeyValueStore | None, file: Path | None, environment_key: str
    ) -> None:
        """`environment_key` stands for what records and the state in `file` rest on besides the texts: vocabulary, code."""
        self.finder, self._kv_store, self._file, self._environment_key = finder, kv_store, file, environment_key
        self._state, self._base = corpus.State(), dict[str, LinkInputs]()
        """where all stands, and what it was made of, by slug"""
        self._on_disk: Mapping[str, corpus.Row] = {}
        """what the state on the disk says"""
        self._articles: dict[str, Any] = {}
        self._told: dict[str, LinkInputs] = {}
        """of the stories as they now are, by slug"""
        self._rows: Mapping[str, corpus.Row] = {}
        """what was said last"""
        self._records: dict[str, corpus.Record] = {}
        """by key, of those that this build has made or asked for"""
        self.stirred = False
        """True if the state is to be written anew"""
        self._reading: Future[list[bytes] | None] | None = None
        """of the state that was kept last, the first time"""
        if file is not None:  # meanwhile the stories are read
            pool = ThreadPoolExecutor(1)
            self._reading = pool.submit(load_parts, file, environment_key)
            pool.shutdown(wait=False)

    def keep(self, rows: Iterable[tuple[Facts, bytes]]) -> None:
        """Keep records that helpers have made."""
        assert self._kv_store is not None
        new = []
        for facts, record in rows:
            key = self._key(facts.plain_title, facts.text_digest)
            self._hold(key, from_bytes(record))
            new.append((key, "", record))
        self._kv_store.put(new)

    def results(self, listed: Iterable[Any]) -> Mapping[str, corpus.Row]:
        """Return what the stories say together, by slug. Raises Unlinkable."""
        self._articles = {article.slug: article for article in listed}
        self._told = {
            slug: (*_words_told(article), article.date.toordinal(), own_tags(article))
            for slug, article in self._articles.items()
        }
        self._begin()
        self._step()
        return self._rows

    def again(self, changed: Iterable[Any]) -> list[tuple[str, corpus.Row, corpus.Row]]:
        """Take in the words of some stories that have changed; return slug, last and new row where these differ."""
        before = self._rows
        self._told |= {article.slug: (*_words_told(article), *self._told[article.slug][2:]) for article in changed}
        self._step()
        return [(slug, before[slug], row) for slug, row in self._rows.items() if row != before[slug]]

    def state(self) -> tuple[Any, ...]:
        """Return what a build needs to go on from here, as plain values."""
        apart = {slug: row for slug, row in self._rows.items() if self._on_disk.get(slug) is not row}
        return self._told, apart, self._file and seal_of(self._file)

    def resume_from(self, listed: Iterable[Any], kept: Sequence[Any]) -> None:
        """Go on from what an earlier build has left. Raises ValueError if another one has written the state since.

        `listed` are its stories, which have been given tags meanwhile.
        """
        self._told, apart, mark = dict(kept[0]), kept[1], kept[2]
        if self._file is None or seal_of(self._file) != mark:
            raise ValueError("the links are another build's")
        self._articles = {article.slug: article for article in listed}
        self._begin()
        rows = {**self._on_disk, **apart}
        self._rows = {slug: rows[slug] for slug in self._told}

    def _begin(self) -> None:
        """Begin with what was kept last."""
        self._state, self._base = self._last()
        self._on_disk = self._state.results

    def _step(self) -> None:
        """Come from where all stands to the stories as they now are."""
        changed = [slug for slug, row in self._told.items() if self._base.get(slug) != row]
        removed = [slug for slug in self._base if slug not in self._told]
        if changed or removed:
            known = {slug: corpus.Known(*self._told[slug][2:]) for slug in changed}
            terms, records = (_Records(self, self._articles, whole=whole) for whole in (True, False))
            self._state, _ = corpus.update(self._state, records, known, removed, terms)
            self._records.clear()
            self.stirred = len(changed) + len(removed) > MOST_APART
        self._base, self._rows = dict(self._told), self._state.results

    def forget_state(self) -> None:
        """Forget where all stands, for no step follows: of a hundred thousand stories it is 750 MB. What was said last stays."""
        self._state, self._base = corpus.State(), {}

    @property
    def rows(self) -> Mapping[str, corpus.Row]:
        """What the stories say together, by slug, as it was told last."""
        return self._rows

    def beside(self, article: Any) -> corpus.Row:
        """Return what all stories say of one that is not saved. Raises Unlinkable.

        The state is used up by that: this is for a copy of the process, which then ends.
        """
        records = _Records(self, self._articles, {article.slug: self._record_of(article)})
        known = {article.slug: corpus.Known(article.date.toordinal(), own_tags(article))}
        return corpus.update(self._state, records, known)[0].results[article.slug]

    def alone(self, article: Any) -> tuple[str, ...]:
        """Return the tags of a story that is not listed: those that it says itself. Raises Unlinkable."""
        record = self._record_of(article)
        known = {article.slug: corpus.Known(article.date.toordinal(), None)}
        return corpus.update(corpus.State(), {article.slug: record}, known)[1][article.slug].tags

    def _key(self, title: str, text: str) -> str:
        return digest(self._environment_key, title, text)

    def record(self, slug: str, article: Any) -> corpus.Record:
        """Return a story's record, kept or made."""
        key = self._key(*self._told[slug][:2])
        found = self._records.get(key)
        if found is None:
            found = self._load(key) or self._make(key, article)
            self._hold(key, found)
        return found

    def _hold(self, key: str, record: corpus.Record) -> None:
        if len(self._records) < AT_HAND or self._kv_store is None:
            self._records[key] = record

    def _load(self, key: str) -> corpus.Record | None:
        if self._kv_store is None:
            return None
        with contextlib.suppress(KeyError, ValueError, EOFError, TypeError):
            return from_bytes(self._kv_store.large(key))
        return None

    def _make(self, key: str, article: Any) -> corpus.Record:
        record = self._record_of(article)
        if self._kv_store is not None:
            self._kv_store.put([(key, "", as_bytes(record))])
        return record

    def _record_of(self, article: Any) -> corpus.Record:
        try:
            return record_of(*_words_of(article), self.finder)
        except Exception as error:  # of one story, whatever it is
            raise Unlinkable(article, error) from error

    def _last(self) -> tuple[corpus.State, dict[str, LinkInputs]]:
        """Return the state that was kept last, and what it was made of."""
        if self._file is None:
            return corpus.State(), {}
        parts = self._reading.result() if self._reading else load_parts(self._file, self._environment_key)
        self._reading = None
        with contextlib.suppress(ValueError, LookupError, EOFError, TypeError):
            if parts:
                told = marshal.loads(parts.pop())
                return corpus.State.load(parts), told
        return corpus.State(), {}

    def save(self) -> None:
        """Write the state anew, if it is to be."""
        if self.stirred and self._file is not None:
            save_parts(self._file, self._environment_key, *self._state.dump(), marshal.dumps(self._told))
            self._on_disk = self._state.results

    def tidy(self) -> None:
        """Throw away the records of stories that are gone or were changed, as often as the state is written."""
        if self._kv_store is not None and self.stirred:
            self._kv_store.forget_all_but(self._key(*row[:2]) for row in self._told.values())


class _Records(Mapping[str, corpus.Record]):
    """The records of a brief's stories by slug, each fetched or made when it is asked for."""

    def __init__(
        self,
        links: Links,
        articles: Mapping[str, Any],
        found: Mapping[str, corpus.Record] | None = None,
        whole: bool = True,
    ) -> None:
        """Without `whole` records have no terms where there are too many to hold; those with terms are then made at each question."""
        self._links, self._articles, self._whole = links, articles, whole
        self._found = dict(found or {})
        """by slug: a key is a digest, and each record is asked for three times"""

    def __getitem__(self, slug: str) -> corpus.Record:
        found = self._found.get(slug)
        if found is None:
            found = self._links.record(slug, self._articles[slug])
            if len(self._articles) <= AT_HAND:
                self._found[slug] = found
            elif not self._whole:
                found = self._found[slug] = found._replace(terms=b"", weights=b"")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)


def record_of(title: str, text: str, finder: corpus.Finder) -> corpus.Record:
    """Return what a story's words say, alone."""
    return corpus.read_story(title, text[:LONGEST], finder)


def as_bytes(record: corpus.Record) -> bytes:
    """Return a record as bytes for `marshal.loads`."""
    return marshal.dumps((*record[:3], tuple(map(tuple, record.names)), record.editors))


def from_bytes(content: bytes) -> corpus.Record:
    """Return the record that `as_bytes` gave. Raises ValueError, EOFError or TypeError for other bytes."""
    terms, weights, sketch, names, editors = marshal.loads(content)
    return corpus.Record(terms, weights, sketch, tuple(Name(*name) for name in names), editors)


def own_tags(article: Any) -> tuple[str, ...] | None:
    """Return the tags that the editor gave a story, or None."""
    return tuple(str(tag) for tag in article.tags) if hasattr(article, "tags") else None


def _title(article: Any) -> str:
    return str(getattr(article, "plain_title", article.title))


def _words_told(article: Any) -> tuple[str, str]:
    return _title(article), article.__dict__.get("text_digest") or digest(article._content or "")


def _words_of(article: Any) -> tuple[str, str]:
    return _title(article), getattr(article, "plain_text", None) or plain_words(article._content or "")
