"""The site on this machine: built, served, built again on every change, and shown anew by the browser."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from watchfiles import Change, DefaultFilter, watch

from .. import store, workers
from ..clean import clean
from .preview import DESK, HERE, NoPort, Preview
from .turns import Turns
from .web.app import desk_app
from .web.site import TOLD, NoAnswer

FORK = multiprocessing.get_context("fork" if workers.CAN_FORK else None)
WATCHED = ("theme", "plugins", "pelicanconf.py")
"""Beside the folder of pastes."""
SITE = ".newsdesk/serve"
"""Apart from the output folder, whose addresses are the public ones."""
WARM = "Harbour reopens\n\nBy Ada Marsh\n\n3 March 2021\n\nThe harbour took in its first ship on Wednesday, its master said.\n"
SETTLE = 50
"""Milliseconds without a further change after which a build begins: an editor's save is often two."""


class Build(Protocol):
    """Builds to a folder for an address."""

    def __call__(self, site: str, address: str, **more: Callable[..., object]) -> object:
        """Build; `more` may hold `wait`, `ready` and `published`, as in `Options`. A build that must begin anew publishes nothing."""


def serve(project: Path, port: int, content: str, build: Build, opened: bool = False) -> None:
    """Serve a project and its desk until it is interrupted; with `opened` the browser opens the desk. Raises SystemExit if the port is taken.

    `build` is run in copies of this process, which has read all code by then; where there is no fork, as on Windows, each build is
    a process that begins anew.
    """
    clean(WARM)  # what is loaded for the first paste all copies of this process then have
    site = (project / SITE).resolve()
    address = f"http://{HERE}:{port}"
    questions = Questions()
    try:
        preview = Preview(site, port, desk_app(project, Path(content), questions))
    except NoPort as error:
        raise SystemExit(f"port {port} cannot be used ({error}); choose another with --port") from None
    options = ["--keep-going", "--drafts", "--allow-removal"]
    words = ["build", "--content", content, "--output", str(site), "--siteurl", address, *options]
    with suppress(KeyboardInterrupt):
        try:
            _build_afresh(words)
            preview.start()
            print(f"serving {address}/ with the desk at {address}{DESK}/ until you press Ctrl-C", flush=True)
            if opened:
                webbrowser.open(f"{address}{DESK}/")
            paths = [path for path in (Path(content), *map(project.joinpath, WATCHED)) if path.exists()]
            _build_on_changes(paths, build, str(site), words, preview, questions)
        finally:
            preview.stop()


def _build_on_changes(
    paths: list[Path], build: Build, site: str, words: list[str], preview: Preview, questions: Questions
) -> None:
    """Build whenever something below these paths changes, and have open pages show it."""
    all_changes = watch(*paths, watch_filter=NoLocks(), step=SETTLE, debounce=SETTLE * 20)
    if not workers.CAN_FORK:
        for _ in all_changes:
            _build_afresh(words)
            preview.tell()
        return
    address = words[words.index("--siteurl") + 1]

    def ready_now() -> Ready:
        with questions.turns.alone():
            return Ready(build, site, address)

    ready = ready_now()
    questions.lead_to(ready, preview.tell_read)
    try:
        for changes in all_changes:
            with questions.lock:
                if any(path.endswith(".py") for _, path in changes):
                    ready.stop()
                    _build_afresh(words)
                    preview.tell()
                elif not ready.go_on(preview.tell):
                    copy = FORK.Process(target=_build_aside, args=(build, site, address))
                    with questions.turns.alone():
                        copy.start()
                    copy.join()
                    preview.tell()
                ready = ready_now()
                questions.lead_to(ready, preview.tell_read)
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
        answers: list[Any] = []

        def wait() -> None:
            try:
                while asked := line.recv():
                    try:
                        line.send((answers[0].answer(*asked), ""))
                    except Exception as error:  # of one question
                        line.send((None, f"{type(error).__name__}: {error}"))
            except EOFError:
                sys.exit()

        build(site, address, ready=answers.append, wait=wait, published=lambda: line.send(True))

    def ask(self, *asked: str) -> Any:
        """Return the build's answer to a question, see `Waiting.answer`. Raises NoAnswer."""
        try:
            self._line.send(asked)
            found, wrong = self._line.recv()
        except (EOFError, OSError):
            raise NoAnswer("the site cannot be read; see what the terminal says") from None
        if wrong:
            raise NoAnswer(wrong)
        return found

    def go_on(self, published: Callable[[], object]) -> bool:
        """Have the build go on, and tell when it has published; False if it cannot, for too much has changed."""
        done = False
        with suppress(EOFError, OSError):
            self._line.send(())
            done = self._line.recv()
            published()
        self._process.join()
        return done

    def stop(self) -> None:
        """Have the build end where it is."""
        self._process.terminate()
        self._process.join()


class Questions:
    """Leads questions, from any thread, to the build that waits; while another goes on they wait for it."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.lock = threading.Lock()
        """held while it changes which build that is"""
        self.told: Mapping[str, Any] = {}
        """what was answered last to each of TOLD, so that nobody waits for it"""
        self.wrong = "the site is being read"
        """why nothing was; empty if it was"""
        self._ready: Ready | None = None

    def lead_to(self, ready: Ready, tell: Callable[[], object]) -> None:
        """Ask this build from now on, and tell once it has read the site."""
        self._ready = ready
        threading.Thread(target=self._learn, args=(tell,), daemon=True).start()

    def _learn(self, tell: Callable[[], object]) -> None:
        try:
            self.told, self.wrong = {what: self.ask(what) for what in TOLD}, ""
        except NoAnswer as error:
            self.wrong = str(error)
        tell()

    def ask(self, *asked: str) -> Any:
        """Return the build's answer. Raises NoAnswer where none can wait."""
        with self.turns.given_up(), self.lock:
            if self._ready is None:
                raise NoAnswer(self.wrong if workers.CAN_FORK else "this system cannot wait with a build")
            return self._ready.ask(*asked)
