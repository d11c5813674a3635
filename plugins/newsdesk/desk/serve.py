"""The site on this machine: built, served, built again on every change, and shown anew by the browser."""

from __future__ import annotations

import signal
import subprocess
import sys
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from .. import store, workers
from ..clean import clean
from .asking import CONTEXT, Build, Questions, Ready, let_go_of_sockets
from .preview import DESK, HERE, NoPort, Preview
from .web.app import desk_app

WATCHED = ("theme", "plugins", "pelicanconf.py")
"""Beside the folder of pastes."""
SITE = ".newsdesk/serve"
"""Apart from the output folder, whose addresses are the public ones."""
WARM = "Harbour reopens\n\nBy Ada Marsh\n\n3 March 2021\n\nThe harbour took in its first ship on Wednesday, its master said.\n"
SETTLE = 50
"""Milliseconds without a further change after which a build begins: an editor's save is often two."""


def serve(project: Path, port: int, content: str, build: Build, opened: bool = False) -> None:
    """Serve a project and its desk until it is interrupted; with `opened` the browser opens the desk. Raises SystemExit if the port is taken.

    `build` is run in copies of this process, which has read all code by then; where there is no fork, as on Windows, each build is
    a process that begins anew, and `build` must be one that can be handed over.
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
            paths = [path for path in (Path(content), *map(project.joinpath, WATCHED)) if path.exists()]
            all_changes = watch(
                *paths,
                watch_filter=NoLocks(),
                step=SETTLE,
                debounce=SETTLE * 20,
                rust_timeout=SETTLE,
                yield_on_timeout=True,
            )
            next(all_changes)  # watches from here on: what is saved during the first build is built after it
            _build_afresh(words)
            preview.start()
            print(f"serving {address}/ with the desk at {address}{DESK}/ until you press Ctrl-C", flush=True)
            if opened:
                webbrowser.open(f"{address}{DESK}/")
            _build_on_changes(all_changes, build, str(site), words, preview, questions)
        finally:
            preview.stop()


def _build_on_changes(
    all_changes: Iterable[set[tuple[Change, str]]],
    build: Build,
    site: str,
    words: list[str],
    preview: Preview,
    questions: Questions,
) -> None:
    """Build whenever something has changed, and have open pages show it."""
    address = words[words.index("--siteurl") + 1]

    def ready_now() -> Ready:
        with questions.turns.alone():
            return Ready(build, site, address)

    ready = ready_now()
    questions.lead_to(ready, preview.tell_read)
    try:
        for changes in filter(None, all_changes):
            with questions.closed():
                if not workers.CAN_FORK or any(path.endswith(".py") for _, path in changes):
                    ready.stop()
                    _build_afresh(words)
                    preview.tell()
                elif not ready.go_on(preview.tell):
                    copy = CONTEXT.Process(target=_build_aside, args=(build, site, address))
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
    let_go_of_sockets()
    build(site, address)


class NoLocks(DefaultFilter):
    """Passes over what programs keep beside a file that is open: no change of the site."""

    def __call__(self, change: Change, path: str) -> bool:
        """Return whether a change counts."""
        return super().__call__(change, path) and not store.is_lock(Path(path).name)


def _build_afresh(words: list[str]) -> None:
    """Build in a process of its own, so that changed code is read anew; what can be published is."""
    subprocess.run([sys.executable, "-m", "invoke", *words], check=False)
