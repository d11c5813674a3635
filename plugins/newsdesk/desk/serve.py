"""The site on this machine: built, served, built again on every change, and shown anew by the browser."""

from __future__ import annotations

import http.server
import multiprocessing
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from watchfiles import Change, DefaultFilter, watch

from .. import store

FORK = multiprocessing.get_context("fork")
WATCHED = ("theme", "plugins", "pelicanconf.py")
"""Beside the folder of pastes."""
SITE = ".newsdesk/serve"
"""Apart from the output folder, whose addresses are the public ones."""
NEWS = "/.newsdesk/news"
"""The address at which a page hears of a new build."""
SCRIPT = f'<script>new EventSource("{NEWS}").onmessage = () => location.reload()</script>'.encode()
"""Put into pages as they are served, never into their files."""
QUIET = 15
"""Seconds after which a page that waits is sent a sign of life."""
SETTLE = 50
"""Milliseconds without a further change after which a build begins: an editor's save is often two."""


class Build(Protocol):
    """Builds to a folder for an address."""

    def __call__(self, site: str, address: str, **more: Callable[[], object]) -> object:
        """Build; `more` may hold `wait` and `published`, as in `Options`. A build that must begin anew publishes nothing."""


def serve(project: Path, port: int, content: str, build: Build) -> None:
    """Serve a project until it is interrupted. Raises SystemExit if the port is taken.

    `build` is run in copies of this process, which has read all code by then.
    """
    site = (project / SITE).resolve()
    address = f"http://127.0.0.1:{port}"
    readers = Readers()
    try:
        handler = partial(Handler, directory=str(site), readers=readers)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it is no port"
        raise SystemExit(f"port {port} cannot be used ({reason}); choose another with --port") from None
    server.daemon_threads = True
    words = ["build", "--content", content, "--output", str(site), "--siteurl", address, "--keep-going", "--drafts"]
    _build_afresh(words)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"serving {address}/ until you press Ctrl-C", flush=True)
    ready = Ready(build, str(site), address)
    try:
        paths = [path for path in (Path(content), *map(project.joinpath, WATCHED)) if path.exists()]
        for changes in watch(*paths, watch_filter=NoLocks(), step=SETTLE, debounce=SETTLE * 20):
            if any(path.endswith(".py") for _, path in changes):
                ready.stop()
                _build_afresh(words)
                readers.tell()
            elif not ready.go_on(readers.tell):
                copy = FORK.Process(target=build, args=(str(site), address))
                copy.start()
                copy.join()
                readers.tell()
            ready = Ready(build, str(site), address)
    except KeyboardInterrupt:
        pass
    finally:
        ready.stop()
        server.shutdown()


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


class Readers:
    """The pages that are open in browsers."""

    def __init__(self) -> None:
        self._waiting: set[queue.SimpleQueue[bool]] = set()

    def enter(self) -> queue.SimpleQueue[bool]:
        """Return a queue that gets a word with each build."""
        mine: queue.SimpleQueue[bool] = queue.SimpleQueue()
        self._waiting.add(mine)
        return mine

    def leave(self, mine: queue.SimpleQueue[bool]) -> None:
        """Forget a page that was closed."""
        self._waiting.discard(mine)

    def tell(self) -> None:
        """Tell all pages of a new build."""
        for each in list(self._waiting):
            each.put(True)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, pages with a script that waits for the next build, and the site's own page for what is not there."""

    def __init__(self, *args: Any, readers: Readers, **words: Any) -> None:
        """Serve one request."""
        self._readers = readers
        super().__init__(*args, **words)

    def do_GET(self) -> None:
        """Answer a request."""
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if self.path == NEWS:
            self._tell_news()
        elif page.suffix == ".html" and page.is_file():
            self._send_page(200, page)
        else:
            super().do_GET()

    def _send_page(self, code: int, page: Path) -> None:
        body = page.read_bytes().replace(b"</body>", SCRIPT + b"</body>", 1)
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell_news(self) -> None:
        """Keep the line open, and send a word when a build is done."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        mine = self._readers.enter()
        try:
            while True:
                try:
                    mine.get(timeout=QUIET)
                    self.wfile.write(b"data: built\n\n")
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the page was closed
        finally:
            self._readers.leave(mine)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's page."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._send_page(404, page)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""
