"""Pelican's writer, which leaves a page alone whose inputs are the same."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pelican.contents import Content
from pelican.plugins import signals
from pelican.writers import FileOverwriteFailedError, Writer

from .. import store, workers
from ..digests import digest
from ..incremental.manifest import KEY, Ledger, Print
from ..incremental.template_deps import KEY as TEMPLATES
from ..incremental.template_deps import Kept, Untraceable
from .fingerprints.pages import Fingerprints
from .third_party import BEFORE_WRITING, WHILE_WRITING, collects, is_overheard, stranger_at


class _Job(NamedTuple):
    """A page or a feed yet to be written."""

    name: str
    write: Callable[[], None]


class LedgerWriter(Writer):  # type: ignore[misc]
    """Writes what does not stand yet."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        """Take the build's ledger from its settings; without one everything is written."""
        super().__init__(output_path, settings=settings)
        self._ledger: Ledger | None = self.settings.get(KEY)
        self._told_of_pages = collects(signals.content_written)
        self._fingerprints = Fingerprints(
            any(map(stranger_at, BEFORE_WRITING)), self.settings.get(TEMPLATES) or Kept({})
        )
        self._may_be_there = any(map(is_overheard, WHILE_WRITING)) or any(store.list_names(Path(output_path)))
        """True if a plugin may have written what is now to be passed over"""
        self._strangers: dict[Any, tuple[int, str]] = {}
        self._files: list[str] = []
        self._later: list[_Job] | None = None
        """None: each job is done at once"""
        self.around = ("", "")
        """see `around_feed`, of the feed that is being written"""

    def write_file(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        def write() -> None:
            super(LedgerWriter, self).write_file(
                name, template, context, relative_urls, paginated, template_name, override_output, url, **kwargs
            )

        if not name or self._ledger is None:
            write()
            return
        try:
            stranger = self._stranger_at(signals.content_written)
            if stranger:
                raise Untraceable(f"the plugin {stranger.strip('.')} may change each page once it is written")
            place = (name, url, relative_urls, override_output, template_name)
            made_from = self._fingerprints.of_page(self._ledger, template, context, kwargs, place)
        except Untraceable as trouble:
            self._ledger.troubles[template.name] = str(trouble)
            made_from = None
        passed = self._do(name, made_from, write, _slugs(kwargs.values()), override_output, may_wait=True)
        if passed and self._told_of_pages:
            here = {**context, **kwargs, "output_file": name}
            signals.content_written.send(os.path.join(self.output_path, name), context=here)

    def passes_page(self, name: str, template: Any) -> bool:
        """Pass over a page that stands, if no page of its template can be another than before; False if it must be written."""
        ledger = self._ledger
        if ledger is None or self._told_of_pages or not self._fingerprints.spares_all(ledger, template):
            return False
        return self._passes_last(name)

    def passes_story(self, story: Any, template: Any) -> bool:
        """Pass over a story's page that stands, and that is known not to be another than before."""
        ledger = self._ledger
        overheard = self._told_of_pages or self._stranger_at(signals.article_generator_write_article)
        if ledger is None or overheard or not self._fingerprints.spares_story(ledger, template, story):
            return False
        return self._passes_last(story.save_as)

    def _passes_last(self, job: str) -> bool:
        """Pass over a job that would be done as by the last build, if its files stand."""
        assert self._ledger is not None
        return self._passes(self._ledger.name_of(job), None)

    def _stranger_at(self, signal: Any) -> str:
        """Return the plugin that listens to a signal, and look again only if somebody came or went."""
        count, found = self._strangers.get(signal, (-1, ""))
        if count != len(signal.receivers):
            found = stranger_at(signal)
            self._strangers[signal] = (len(signal.receivers), found)
        return found

    def write_feed(
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        items = elements[: self.settings["FEED_MAX_ITEMS"]]
        if path and self._ledger and self._fingerprints.spares_feed(self._ledger, items) and self._passes_last(path):
            return None
        self.around = around = self.around_feed(context, path) if path else ("", "")

        def write() -> None:
            self.around = around
            super(LedgerWriter, self).write_feed(elements, context, path, url, feed_type, override_output, feed_title)

        if not path or self._ledger is None:
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        try:
            stranger = self._stranger_at(signals.feed_generated) or self._stranger_at(signals.feed_written)
            if stranger:
                raise Untraceable(f"the plugin {stranger.strip('.')} may change each feed")
            about = (path, url, feed_type, feed_title, around)
            made_from = self._fingerprints.of_feed(self._ledger, items, about)
        except Untraceable as trouble:
            self._ledger.troubles["feeds"] = str(trouble)
            made_from = None
        self._do(path, made_from, write, _slugs([items]), override_output, may_wait=True)
        return None

    def around_feed(self, context: dict[str, Any], path: str) -> tuple[str, str]:
        """Return the page that a feed belongs to and its stylesheet, both as addresses; each may be empty."""
        return "", ""

    def write_made(
        self,
        name: str,
        make: Callable[[], str],
        slugs: Iterable[str] = (),
        reads: frozenset[str] = frozenset(),
    ) -> None:
        """Write a file of our own, which tells of the stories of `slugs`; to make its text takes less than a fingerprint.

        `reads` are the attributes that it tells of a story besides those that no change of its text or links touches.
        """
        text = cache(make)

        def write() -> None:
            store.write_text(Path(self.output_path) / name, text())
            self._files.append(name)

        if self._ledger is None:
            write()
            return
        touched = self._ledger.touched
        last = self._ledger.last_print(name) if touched and touched.spares_all(reads) else None
        self._do(name, last or Print(self._ledger.ground, "made", digest(text())), write, slugs, False)

    def left(self, name: str, reads: frozenset[str]) -> tuple[str, Collection[int]]:
        """Return a file of our own as the last build left it, and the ids of the stories of which it may tell otherwise now.

        The file is empty if it is gone, or may tell otherwise of any story.
        """
        ledger = self._ledger
        last = ledger.last_print(name) if ledger and ledger.touched else None
        if ledger is None or ledger.touched is None or last is None or not ledger.holds(name, last):
            return "", ()
        return (ledger.output / name).read_text("utf-8"), ledger.touched.reached(reads)

    def write_folder(self, name: str, made_from: list[Any], slugs: Iterable[str], make: Callable[[Path], None]) -> None:
        """Write a folder of our own: `make` fills it from plain values, `made_from`, that tell of the stories of `slugs`."""

        def write() -> None:
            folder = Path(self.output_path) / name
            make(folder)
            self._files += [os.path.join(name, each) for each in store.list_names(folder)]

        if self._ledger is None:
            write()
        else:
            made = Print(self._ledger.ground, "made", self._fingerprints.of_plain(made_from))
            self._do(name, made, write, slugs, False)

    def stands(self, name: str, made_from: list[Any]) -> bool:
        """True if a folder of our own need not be written."""
        ledger = self._ledger
        return ledger is not None and ledger.holds(
            name, Print(ledger.ground, "made", self._fingerprints.of_plain(made_from))
        )

    def _do(
        self,
        job: str,
        made_from: Print | None,
        write: Callable[[], None],
        slugs: Iterable[str],
        override: bool,
        may_wait: bool = False,
    ) -> bool:
        """Do a job, unless its files stand, and return whether they do."""
        assert self._ledger is not None
        job = self._ledger.name_of(job)
        if made_from is not None and self._passes(job, made_from, override):
            return True
        if self._later is not None and may_wait and not override:
            self._ledger.note(job, made_from, (), slugs)
            self._later.append(_Job(job, write))
            return False
        with self._recording() as written:
            write()
        self._ledger.note(job, made_from, written, slugs)
        return False

    def _passes(self, job: str, made_from: Print | None, override: bool = False) -> bool:
        """Pass over a job whose files stand; False if they do not."""
        assert self._ledger is not None
        files = self._ledger.stands(job, made_from)
        for name in files or ():
            self._pass_over(f"{self.output_path}{os.sep}{name}", override)
        return files is not None

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """Share pages and feeds that are many among the cores, unless a plugin wants to see each as it is written."""
        ledger = self._ledger
        if ledger is not None and workers.count() > 1 and not any(map(is_overheard, WHILE_WRITING)):
            self._later = []
        try:
            yield
            if ledger is not None and self._later:
                for job, written in zip(self._later, self._written(self._later), strict=True):
                    ledger.wrote(job.name, written)
        finally:
            self._later = None

    def _written(self, jobs: list[_Job]) -> Iterator[list[str]]:
        """Do jobs, and yield the files of each; what helpers cannot do is done here, where its error can be told."""

        def unheard(job: _Job) -> list[str]:
            with signals.content_written.muted():
                return self._files_of(job)

        done = 0
        if len(jobs) >= workers.ENOUGH:
            with contextlib.suppress(Exception):
                for names in workers.each(unheard, jobs):
                    self._claim(names)
                    signals.content_written.send(self.output_path, context={})  # a sign of life
                    done += 1
                    yield names
        yield from map(self._files_of, jobs[done:])

    def _files_of(self, job: _Job) -> list[str]:
        with self._recording() as written:
            job.write()
        return written

    def _claim(self, names: list[str]) -> None:
        """Let Pelican know of files that a helper wrote, as if they were written here."""
        paths = {f"{self.output_path}{os.sep}{name}" for name in names}
        if not self._written_files.isdisjoint(paths):
            raise FileOverwriteFailedError(f"two pages have one address: {names}")
        self._written_files |= paths

    def _pass_over(self, path: str, override: bool) -> None:
        """Let Pelican know of a file as if it were written: two pages of one address are an error all the same."""
        if self._may_be_there:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)  # what a plugin wrote there earlier in this build, and the job would have written over
        self._written_files.add(path)
        if override:
            self._overridden_files.add(path)

    @contextmanager
    def _recording(self) -> Iterator[list[str]]:
        self._files = []
        yield self._files

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        self._files.append(os.path.relpath(filename, self.output_path))
        return super()._open_w(filename, encoding, override)


def _slugs(values: Iterable[Any]) -> Iterator[str]:
    """Yield the slugs of the stories that a page is given."""
    for value in values:
        if isinstance(value, Content):
            yield getattr(value, "slug", "")
        elif isinstance(value, (list, tuple)):
            yield from _slugs(value)
