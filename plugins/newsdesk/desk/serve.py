"""The site on this machine: built, served, and built again on every change."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from watchfiles import watch

WATCHED = ("theme", "plugins", "pelicanconf.py")
"""Beside the folder of pastes."""
SITE = ".newsdesk/serve"
"""Apart from the output folder, whose addresses are the public ones."""


def serve(project: Path, port: int, content: str) -> None:
    """Serve a project until it is interrupted. Raises SystemExit if the port is taken."""
    site = (project / SITE).resolve()
    address = f"http://127.0.0.1:{port}"
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(site)))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or "it is no port"
        raise SystemExit(f"port {port} cannot be used ({reason}); choose another with --port") from None
    _build(site, address, content)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"serving {address}/ until you press Ctrl-C", flush=True)
    try:
        for _ in watch(*(path for path in (Path(content), *map(project.joinpath, WATCHED)) if path.exists())):
            _build(site, address, content)
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _build(site: Path, address: str, content: str) -> None:
    """Build in a process of its own, so that changed code is read anew; what can be published is."""
    words = [
        "build",
        "--content",
        content,
        "--output",
        str(site),
        "--siteurl",
        address,
        "--keep-going",
        "--drafts",
    ]
    subprocess.run([sys.executable, "-m", "invoke", *words], check=False)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, and the site's own page for what is not there."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer 404 with the site's page."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""
