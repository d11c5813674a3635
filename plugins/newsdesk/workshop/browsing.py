"""A site as a browser asks for it: served on this machine, and the browser to look at it with."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class NoBrowser(Exception):
    """What looks at pages is not installed; the message says what to install."""


def chromium() -> str:
    """Return the command of the browser. Raises NoBrowser."""
    command = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not command:
        raise NoBrowser("there is no Chromium; install Debian's package 'chromium'")
    return command


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_words: object) -> None:
        """Say nothing: a browser that has seen enough hangs up."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site, and give its address: a page for what is not there links from the root, and search asks for its index."""
    server = _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
