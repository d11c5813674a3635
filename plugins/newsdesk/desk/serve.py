"""The site on this machine: built, served, built again on every change, and shown anew by the browser."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from watchfiles import Change, DefaultFilter, watch

from .. import store, workers
from .preview import HERE, NoPort, Preview

FORK = multiprocessing.get_context("fork" if workers.CAN_FORK else None)
WATCHED = ("theme", "plugins", "pelicanconf.py")
"""Beside the folder of pastes."""
SITE = ".newsdesk/serve"
"""Apart from the output folder, whose addresses are the public ones."""
SETTLE = 50
"""Milliseconds without a further change after which a build begins: an editor's save is often two."""


class Build(Protocol):
    """Builds to a folder for an address."""

    def __call__(self, site: str, address: str, **more: Callable[[], object]) -> object:
        """Build; `more` may hold `wait` and `published`, as in `Options`. A build that must begin anew publishes nothing."""


def serve(project: Path, port: int, content: str, build: Build) -> None:
    """Serve a project until it is interrupted. Raises SystemExit if the port is taken.

    `build` is run in copies of this process, which has read all code by then; where there is no fork, as on Windows, each build is
    a process that begins anew.
    """
    site = (project / SITE).resolve()
    address = f"http://{HERE}:{port}"
    try:
        preview = Preview(site, port)
    except NoPort as error:
        raise SystemExit(f"port {port} cannot be used ({error}); choose another with --port") from None
    options = ["--keep-going", "--drafts", "--allow-removal"]
    words = ["build", "--content", content, "--output", str(site), "--siteurl", address, *options]
    with suppress(KeyboardInterrupt):
        try:
            _build_afresh(words)
            preview.start()
            print(f"serving {address}/ until you press Ctrl-C", flush=True)
            paths = [path for path in (Path(content), *map(project.joinpath, WATCHED)) if path.exists()]
            _build_on_changes(paths, build, str(site), words, preview)
        finally:
            preview.stop()


def _build_on_changes(paths: list[Path], build: Build, site: str, words: list[str], preview: Preview) -> None:
    """Build whenever something below these paths changes, and have open pages show it."""
    all_changes = watch(*paths, watch_filter=NoLocks(), step=SETTLE, debounce=SETTLE * 20)
    if not workers.CAN_FORK:
        for _ in all_changes:
            _build_afresh(words)
            preview.tell()
        return
    address = words[words.index("--siteurl") + 1]
    ready = Ready(build, site, address)
    try:
        for changes in all_changes:
            if any(path.endswith(".py") for _, path in changes):
                ready.stop()
                _build_afresh(words)
                preview.tell()
            elif not ready.go_on(preview.tell):
                copy = FORK.Process(target=_build_aside, args=(build, site, address))
                copy.start()
                copy.join()
                preview.tell()
            ready = Ready(build, site, address)
    finally:
        ready.stop()


def _build_aside(build: Build, site: str, address: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is the server's to tell
    build(site, address)


class NoLocks(DefaultFilter):
    """Passes over what programs keep beside a file that is open: no change of the site."""

    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a change counts."""
        return super().__call__(change, path) and not store.is_lock(Path(path).name)


def _build_afresh(words: list[str]) -> None:
    """Build in a process of its own, so that changed code is read anew; what can be published is."""
    subprocess.run([sys.executable, "-m", "invoke", *words], check=False)


class Ready:
    """A build, in a copy of this process, that has read everything and waits for stories to change."""

    def __init__(self, build: Build, site: str, address: str) -> None:
        """Begin to read."""
        self._line, there = FORK.Pipe()
        self._process = FORK.Process(target=self._run, args=(build, site, address, there))
        self._process.start()
        there.close()

    def _run(self, build: Build, site: str, address: str, line: Connection) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this
        self._line.close()  # so that the line breaks when the server ends

        def wait() -> None:
            try:
                line.recv()
            except EOFError:
                sys.exit()

        build(site, address, wait=wait, published=lambda: line.send(True))

    def go_on(self, published: Callable[[], object]) -> bool:
        """Have the build go on, and tell when it has published; False if it cannot, for too much has changed."""
        done = False
        with suppress(EOFError, OSError):
            self._line.send(True)
            done = self._line.recv()
            published()
        self._process.join()
        return done

    def stop(self) -> None:
        """Have the build end where it is."""
        self._process.terminate()
        self._process.join()
