"""What the stories say together, kept between builds: tags, related stories, twins, story lines."""

from __future__ import annotations

import contextlib
import marshal
import struct
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .. import corpus
from ..corpus.tags import Name
from ..kept import Shelf, digest, load_bytes, save_bytes
from . import cores
from .html import plain_words
from .reading import Facts

KEY = "NEWSDESK_LINKS"
"""The setting under which a build's links are handed on."""
LEFT_UNTIL = 20
"""The state on the disk is left as it is until one in so many records is read to come from it to the stories of today: of
ten thousand stories it is 70 MB, and a step from it gives the same, however many changes it takes in."""
LONGEST = 100_000
"""Characters of a story that are read for its tags and links; a longer text is no news story, and its start tells enough."""


Told = tuple[str, str, int, tuple[str, ...] | None]
"""What links rest on of a story: its headline, a digest of its text, and as `corpus.Known`."""


class Links:
    """The links of one build, over a shelf of stories' records and the state of the last build."""

    def __init__(self, finder: corpus.Finder, shelf: Shelf | None, file: Path | None, ground: str) -> None:
        """`ground` stands for what records and the state in `file` rest on besides the texts: vocabulary, code."""
        self.finder, self._shelf, self._file, self._ground = finder, shelf, file, ground
        self.state = corpus.State()
        self._articles: dict[str, Any] = {}
        self._known: dict[str, corpus.Known] = {}
        self._records: dict[str, corpus.Record] = {}
        """by key, of those that this build has made or asked for"""
        self._words: dict[str, tuple[str, str]] = {}
        """by slug: headline, and a digest of the text"""
        self._stirred = False
        """True if the state is written anew"""
        self._reading: Future[memoryview | None] | None = None
        if file is not None:  # meanwhile the stories are read
            pool = ThreadPoolExecutor(1)
            self._reading = pool.submit(load_bytes, file, ground)
            pool.shutdown(wait=False)

    def keep(self, rows: Iterable[tuple[Facts, bytes]]) -> None:
        """Keep records that helpers have made."""
        assert self._shelf is not None
        new = []
        for facts, record in rows:
            key = self._key(facts.plain_title, facts.text_digest)
            self._records[key] = from_bytes(record)
            new.append((key, "", record))
        self._shelf.put(new)

    def results(self, listed: Iterable[Any]) -> Mapping[str, corpus.Row]:
        """Return what the stories say together, by slug."""
        self._articles = {article.slug: article for article in listed}
        told = {
            slug: (*_words_told(article), article.date.toordinal(), own_tags(article))
            for slug, article in self._articles.items()
        }
        return self._bring_up(told)

    def take_up(self, listed: Iterable[Any], left: Mapping[str, Told]) -> None:
        """Go on from what an earlier build has left; `listed` are its stories, which may have other tags by now."""
        self._articles = {article.slug: article for article in listed}
        self._bring_up(left)

    def _bring_up(self, told: Mapping[str, Told]) -> Mapping[str, corpus.Row]:
        """Step from what was kept last to stories of which so much is told."""
        self._words = {slug: row[:2] for slug, row in told.items()}
        self._known = {slug: corpus.Known(*row[2:]) for slug, row in told.items()}
        self.state, before = self._last()
        changed = [slug for slug, row in told.items() if before.get(slug) != row]
        self._step(changed, [slug for slug in before if slug not in told])
        return self.state.results

    def told(self) -> dict[str, Told]:
        """Return what the links of this build rest on, by slug."""
        return {slug: (*self._words[slug], *row) for slug, row in self._known.items()}

    def again(self, changed: Iterable[Any]) -> Mapping[str, corpus.Row]:
        """Return the same once the words of some stories have changed."""
        self._words |= {article.slug: _words_told(article) for article in changed}
        self._step([article.slug for article in changed], [])
        return self.state.results

    def _step(self, changed: list[str], removed: list[str]) -> None:
        if changed or removed:
            rows = {slug: self._known[slug] for slug in changed}
            self.state, _ = corpus.update(self.state, _Records(self, self._articles), rows, removed, cores.surely)
            self._stirred = LEFT_UNTIL * (len(self._records) + len(removed)) >= len(self._known)
            if self._stirred:
                self._save()

    def alone(self, article: Any) -> tuple[str, ...]:
        """Return the tags of a story that is not listed: those that it says itself."""
        record = record_of(*_words_of(article), self.finder)
        known = {article.slug: corpus.Known(article.date.toordinal(), None)}
        return corpus.update(corpus.State(), {article.slug: record}, known)[1][article.slug].tags

    def _key(self, title: str, text: str) -> str:
        return digest(self._ground, title, text)

    def record(self, slug: str, article: Any) -> corpus.Record:
        """Return a story's record, kept or made."""
        key = self._key(*self._words[slug])
        if key not in self._records:
            self._records[key] = self._load(key) or self._make(key, article)
        return self._records[key]

    def _load(self, key: str) -> corpus.Record | None:
        if self._shelf is None:
            return None
        with contextlib.suppress(KeyError, ValueError, EOFError, TypeError):
            return from_bytes(self._shelf.large(key))
        return None

    def _make(self, key: str, article: Any) -> corpus.Record:
        record = record_of(*_words_of(article), self.finder)
        if self._shelf is not None:
            self._shelf.put([(key, "", as_bytes(record))])
        return record

    def _last(self) -> tuple[corpus.State, dict[str, tuple[Any, ...]]]:
        """Return the state that was kept last, and what it was made of: words, day and tags by slug."""
        content = self._reading.result() if self._reading else None
        if content is not None:
            with contextlib.suppress(ValueError, EOFError, TypeError, struct.error):
                (size,) = struct.unpack("<Q", content[:8])
                return corpus.State.load(content[8 + size :]), marshal.loads(content[8 : 8 + size])
        return corpus.State(), {}

    def _save(self) -> None:
        if self._file is None:
            return
        now = marshal.dumps(self.told())
        save_bytes(self._file, self._ground, struct.pack("<Q", len(now)), now, self.state.dump())

    def tidy(self) -> None:
        """Throw away the records of stories that are gone or were changed, as often as the state is written."""
        if self._shelf is not None and self._stirred:
            self._shelf.forget_all_but(self._key(*words) for words in self._words.values())


class _Records(Mapping[str, corpus.Record]):
    """The records of a brief's stories by slug, each fetched or made when it is asked for."""

    def __init__(self, links: Links, articles: Mapping[str, Any]) -> None:
        self._links, self._articles = links, articles

    def __getitem__(self, slug: str) -> corpus.Record:
        return self._links.record(slug, self._articles[slug])

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
