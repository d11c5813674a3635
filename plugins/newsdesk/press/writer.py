"""Pelican's writer, which leaves a page alone whose inputs are the same."""

from __future__ import annotations

import contextlib
import errno
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
from ..incremental.manifest import AGAIN, Fingerprint, Manifest
from ..incremental.template_deps import Kept, Untraceable
from .current_build import build_of
from .fingerprints.pages import Fingerprints
from .fingerprints.third_party import BEFORE_WRITING, WHILE_WRITING, collects, has_third_party, third_party_at
from .sources.telling import tell_raised

OF_NAMES = (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ, errno.ELOOP)
"""What a disk says of a single name; whatever else it says is true of all."""


class _Job(NamedTuple):
    """A page or a feed yet to be written."""

    name: str
    write: Callable[[], None]
    source: str
    """the path of the one source that it is of; empty for a list"""


class _Digested:
    """A file that notes the digest of its bytes when it is written at once, as pages are: to read it again costs more."""

    def __init__(self, stream: Any, digests: dict[str, str], name: str) -> None:
        self._stream, self._digests, self._name = stream, digests, name
        self._texts: list[str] = []

    def write(self, text: str) -> None:
        """Write a text."""
        self._stream.write(text)
        self._texts.append(text)

    def __enter__(self) -> _Digested:
        return self

    def __exit__(self, *raised: object) -> None:
        self._stream.close()
        if len(self._texts) == 1 and raised[0] is None:
            self._digests[self._name] = digest(self._texts[0])


class IncrementalWriter(Writer):  # type: ignore[misc]
    """Writes what does not stand yet."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        """Take the build's manifest from its settings; without one everything is written."""
        super().__init__(output_path, settings=settings)
        cache = build_of(self.settings).cache
        self._manifest: Manifest | None = cache.manifest if cache else None
        self._has_collectors = collects(signals.content_written)
        self._fingerprints = Fingerprints(
            any(map(third_party_at, BEFORE_WRITING)), cache.templates if cache else Kept({})
        )
        self._may_be_there = any(map(has_third_party, WHILE_WRITING)) or any(store.list_names(Path(output_path)))
        """True if a plugin may have written what is now to be passed over"""
        self._third_parties: dict[Any, tuple[int, str]] = {}
        self._files: dict[str, str] = {}
        """see `_recording`"""
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
            super(IncrementalWriter, self).write_file(
                name, template, context, relative_urls, paginated, template_name, override_output, url, **kwargs
            )

        if not name or self._manifest is None:
            write()
            return
        try:
            third_party = self._third_party_at(signals.content_written)
            if third_party:
                raise Untraceable(f"the plugin {third_party.strip('.')} may change each page once it is written")
            place = (name, url, relative_urls, override_output, template_name)
            made_from = self._fingerprints.of_page(self._manifest, template, context, kwargs, place)
        except Untraceable as trouble:
            self._manifest.troubles[template.name] = str(trouble)
            made_from = None
        source = getattr(kwargs.get("article") or kwargs.get("page"), "source_path", "")
        passed = self._do(name, made_from, write, _slugs(kwargs.values()), override_output, True, source)
        if passed and self._has_collectors:
            here = {**context, **kwargs, "output_file": name}
            signals.content_written.send(os.path.join(self.output_path, name), context=here)

    def skips_page(self, name: str, template: Any) -> bool:
        """Pass over a page that stands, if no page of its template can be another than before; False if it must be written."""
        manifest = self._manifest
        if manifest is None or self._has_collectors or not self._fingerprints.none_affected(manifest, template):
            return False
        return self._skips_unaffected(name)

    def skips_story(self, story: Any, template: Any) -> bool:
        """Pass over a story's page that stands, and that is known not to be another than before."""
        manifest = self._manifest
        heard = self._has_collectors or self._third_party_at(signals.article_generator_write_article)
        if manifest is None or heard or not self._fingerprints.story_unaffected(manifest, template, story):
            return False
        return self._skips_unaffected(story.save_as)

    def _skips_unaffected(self, job: str) -> bool:
        """Pass over a job that would be done as by the last build, if its files stand."""
        assert self._manifest is not None
        job = self._manifest.name_of(job)
        return self._skips(job, self._manifest.why_stale(job, self._manifest.last_fingerprint(job)))

    def _third_party_at(self, signal: Any) -> str:
        """Return the plugin that listens to a signal, and look again only if somebody came or went."""
        count, found = self._third_parties.get(signal, (-1, ""))
        if count != len(signal.receivers):
            found = third_party_at(signal)
            self._third_parties[signal] = (len(signal.receivers), found)
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
        if (
            path
            and self._manifest
            and self._fingerprints.feed_unaffected(self._manifest, items)
            and self._skips_unaffected(path)
        ):
            return None
        self.around = around = self.around_feed(context, path) if path else ("", "")

        def write() -> None:
            self.around = around
            super(IncrementalWriter, self).write_feed(
                elements, context, path, url, feed_type, override_output, feed_title
            )

        if not path or self._manifest is None:
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        try:
            third_party = self._third_party_at(signals.feed_generated) or self._third_party_at(signals.feed_written)
            if third_party:
                raise Untraceable(f"the plugin {third_party.strip('.')} may change each feed")
            about = (path, url, feed_type, feed_title, around)
            made_from = self._fingerprints.of_feed(self._manifest, items, about)
        except Untraceable as trouble:
            self._manifest.troubles["feeds"] = str(trouble)
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
            self._files[name] = digest(text())

        if self._manifest is None:
            write()
            return
        changes = self._manifest.changes
        made = self._manifest.last_fingerprint(name) if changes and changes.none_affected(reads) else None
        if made is None and self._tried(name, "", text):
            made = Fingerprint(self._manifest.environment_key, "made", digest(text()))
        if made is not None:
            self._do(name, made, write, slugs, False)

    def last_text(self, name: str, reads: frozenset[str]) -> tuple[str, Collection[int]]:
        """Return a file of our own as the last build left it, and the ids of the stories of which it may tell otherwise now.

        The file is empty if it is gone, or may tell otherwise of any story.
        """
        manifest = self._manifest
        last = manifest.last_fingerprint(name) if manifest and manifest.changes else None
        if manifest is None or manifest.changes is None or last is None or manifest.why_stale(name, last):
            return "", ()
        return (manifest.output / name).read_text("utf-8"), manifest.changes.affected(reads)

    def write_folder(self, name: str, made_from: list[Any], slugs: Iterable[str], make: Callable[[Path], None]) -> None:
        """Write a folder of our own: `make` fills it from plain values, `made_from`, that tell of the stories of `slugs`."""

        def write() -> None:
            folder = Path(self.output_path) / name
            make(folder)
            self._files |= dict.fromkeys([os.path.join(name, each) for each in store.list_names(folder)], "")

        if self._manifest is None:
            write()
        else:
            made = Fingerprint(self._manifest.environment_key, "made", self._fingerprints.of_plain(made_from))
            self._do(name, made, write, slugs, False)

    def is_folder_current(self, name: str, made_from: list[Any]) -> bool:
        """True if a folder of our own need not be written."""
        manifest = self._manifest
        return manifest is not None and not manifest.why_stale(
            name, Fingerprint(manifest.environment_key, "made", self._fingerprints.of_plain(made_from))
        )

    def _do(
        self,
        job: str,
        made_from: Fingerprint | None,
        write: Callable[[], None],
        slugs: Iterable[str],
        override: bool,
        may_wait: bool = False,
        source: str = "",
    ) -> bool:
        """Do a job, unless its files stand, and return whether they do."""
        assert self._manifest is not None
        job = self._manifest.name_of(job)
        reason = self._manifest.why_stale(job, made_from)
        if self._skips(job, reason, override):
            return True
        if self._later is not None and may_wait and not override:
            self._manifest.note(job, made_from, reason, {}, slugs)
            self._later.append(_Job(job, write, source))
            return False
        self._manifest.note(job, made_from, reason, {}, slugs)
        self._manifest.wrote(job, self._files_of(_Job(job, write, source)))
        return False

    def _tried(self, name: str, source: str, write: Callable[[], object]) -> bool:
        """Do a job; False if it raised something of what it tells of, which is told under its source's name, or else its own.

        A disk that is full stops the build.
        """
        problems = build_of(self.settings).problems
        try:
            write()
            return True
        except FileOverwriteFailedError:
            problems.error(source or name, 0, f"its address {name!r} is taken by another page; rename it")
        except Exception as error:
            if isinstance(error, OSError) and error.errno not in OF_NAMES:
                raise
            tell_raised(problems, source or name, "written", error)
        return False

    def _skips(self, job: str, reason: str, override: bool = False) -> bool:
        """Pass over a job that there is no reason to do; False if there is one."""
        assert self._manifest is not None
        if reason:
            return False
        for name in self._manifest.reuse(job):
            self._skip(f"{self.output_path}{os.sep}{name}", override)
        return True

    @contextmanager
    def sharing(self) -> Iterator[None]:
        """Share pages and feeds that are many among the cores, unless a plugin wants to see each as it is written."""
        manifest = self._manifest
        if manifest is not None and workers.count() > 1 and not any(map(has_third_party, WHILE_WRITING)):
            self._later = []
        try:
            yield
            if manifest is not None and self._later:
                for job, written in zip(self._later, self._written(self._later), strict=True):
                    manifest.wrote(job.name, written)
        finally:
            self._later = None

    def _written(self, jobs: list[_Job]) -> Iterator[dict[str, str]]:
        """Do jobs, and yield the files of each; what helpers cannot do is done here, where its error can be told."""

        def write_muted(job: _Job) -> dict[str, str]:
            with signals.content_written.muted(), self._recording() as written:
                job.write()
            return written

        done = 0
        if len(jobs) >= workers.ENOUGH:
            with contextlib.suppress(Exception):
                for names in workers.each(write_muted, jobs):
                    self._claim(names)
                    signals.content_written.send(self.output_path, context={})  # a sign of life
                    done += 1
                    yield names
        yield from map(self._files_of, jobs[done:])

    def _files_of(self, job: _Job) -> dict[str, str]:
        """Do a job and return its files; none of a job that fails, which the next build tries again."""
        with self._recording() as written:
            done = self._tried(job.name.removesuffix(AGAIN), job.source, job.write)
        if done:
            return written
        if self._manifest is not None:
            self._manifest.failed(job.name)
        for name in written:
            with contextlib.suppress(OSError):
                os.unlink(os.path.join(self.output_path, name))
        return {}

    def _claim(self, names: Iterable[str]) -> None:
        """Let Pelican know of files that a helper wrote, as if they were written here."""
        paths = {f"{self.output_path}{os.sep}{name}" for name in names}
        if not self._written_files.isdisjoint(paths):
            raise FileOverwriteFailedError(f"two pages have one address: {list(names)}")
        self._written_files |= paths

    def _skip(self, path: str, override: bool) -> None:
        """Let Pelican know of a file as if it were written: two pages of one address are an error all the same."""
        if self._may_be_there:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)  # what a plugin wrote there earlier in this build, and the job would have written over
        self._written_files.add(path)
        if override:
            self._overridden_files.add(path)

    @contextmanager
    def _recording(self) -> Iterator[dict[str, str]]:
        """Record the files that are written meanwhile, each with the digest of its bytes if that is known without reading it."""
        self._files = {}
        yield self._files

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        stream = super()._open_w(filename, encoding, override)
        name = os.path.relpath(filename, self.output_path)
        self._files[name] = ""
        return _Digested(stream, self._files, name) if os.linesep == "\n" and encoding == "utf-8" else stream


def _slugs(values: Iterable[Any]) -> Iterator[str]:
    """Yield the slugs of the stories that a page is given."""
    for value in values:
        if isinstance(value, Content):
            yield getattr(value, "slug", "")
        elif isinstance(value, (list, tuple)):
            yield from _slugs(value)
