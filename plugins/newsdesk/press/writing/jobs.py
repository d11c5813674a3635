"""What is to be written, as jobs: each is done, or passed over if its files stand; many are shared among the cores."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pelican.plugins import signals
from pelican.writers import FileOverwriteFailedError, Writer

from ... import store, workers
from ...digests import digest
from ...incremental.manifest import AGAIN, Fingerprint, Manifest
from ..current_build import build_of
from ..fingerprints.third_party import WHILE_WRITING, has_third_party
from ..sources.telling import tell_raised

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


class JobWriter(Writer):  # type: ignore[misc]
    """Does jobs, and tells the build's manifest of their files."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        """Take the build's manifest from its settings; without one everything is written."""
        super().__init__(output_path, settings=settings)
        cache = build_of(self.settings).cache
        self._manifest: Manifest | None = cache.manifest if cache else None
        self._may_be_there = any(map(has_third_party, WHILE_WRITING)) or any(store.list_names(Path(output_path)))
        """True if a plugin may have written what is now to be passed over"""
        self._files: dict[str, str] = {}
        """see `_recording`"""
        self._later: list[_Job] | None = None
        """None: each job is done at once"""

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
