"""What the tests share: the project's folders, and one real build of the sample brief."""

from __future__ import annotations

import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from invoke.loader import FilesystemLoader
from invoke.program import Program
from jinja2 import Environment
from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).parent.parent
SHARED = PROJECT.parent / "shared"
"""Material that is not the project's own; tests that need it are skipped where it is absent."""
SITEURL = "https://brief.example.org"
MOTLEY = "https://motley.example.org/news"

os.environ.setdefault("NEWSDESK_CACHE_KEY", "a key of the tests alone")

Invoke = Callable[..., subprocess.CompletedProcess[str]]

SHARE = float(os.environ.get("NEWSDESK_THOROUGH") or 0)
"""Of what `invoke test --thorough` tries; 0: the few times that each run of the tests takes."""

POSIX = pytest.mark.skipif(os.name != "posix", reason="this system has no links, pipes, forks and signals of this kind")


WAITING = re.compile("^(?:note    )?(?:still )?waiting for another build.*\n", re.MULTILINE)
"""What a build tells while that of another test runs in the same project."""


def often(thoroughly: int, usually: int) -> int:
    """Return how often something is to be tried."""
    return max(1, round(thoroughly * SHARE)) if SHARE else usually


def run_invoke(*words: str, stdin: str = "", cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Run `invoke` as an editor does, in a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", *words],
        input=stdin,
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=170,
        check=False,
        env={**os.environ, "COLUMNS": "120", "PYTHONUTF8": "1"},
    )


def invoke_here(*words: str, stdin: str = "", cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    """Do the same in this process, which has read all code: where starting Python is not the point, it takes a second less."""
    texts = [
        io.TextIOWrapper(
            io.BytesIO(given.encode()), "utf-8", "backslashreplace", newline="\n"
        )  # as `newsdesk.tasks` sets it
        for given in (stdin, "", "")
    ]
    before, status = Path.cwd(), 0
    os.chdir(cwd)
    try:
        with pytest.MonkeyPatch.context() as patch:
            for name, text in zip(("stdin", "stdout", "stderr"), texts, strict=True):
                patch.setattr(sys, name, text)
            patch.setenv("COLUMNS", "120")
            patch.setattr(sys, "argv", ["invoke", *words])
            Program(loader_class=FilesystemLoader).run(["invoke", *words])
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            texts[2].write(f"{end.code}\n")
    finally:
        os.chdir(before)
    _, told, wrong = ((text.seek(0), text.read())[1] for text in texts)
    wrong = WAITING.sub("", wrong)
    return subprocess.CompletedProcess(["invoke", *words], status, told, wrong)


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Hundreds of builds from nothing read the same theme: what Jinja makes of a text, by the text and all that shapes it, is kept."""
    compiled: Callable[..., Any] = Environment.compile
    codes: dict[Any, str] = {}

    def compile_once(
        self: Environment,
        source: Any,
        name: Any = None,
        filename: Any = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        if raw or not isinstance(source, str):
            return compiled(self, source, name, filename, raw, defer_init)
        options = [value for key, value in sorted(vars(self).items()) if isinstance(value, str | bool | None)]
        key = (source, name, defer_init, *options, *sorted(self.extensions), *sorted(self.filters), *sorted(self.tests))
        if key not in codes:
            codes[key] = compiled(self, source, name, filename, True, defer_init)
        return self._compile(codes[key], filename or "<template>")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compile_once)
        yield


@pytest.fixture
def invoke() -> Invoke:
    """Run `invoke` with words of the command line."""
    return invoke_here


class Desk:
    """A folder of pastes and an output folder, for one test."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output = folder / "content", folder / "output"
        self.content.mkdir()

    def paste(self, name: str, text: str | bytes) -> Path:
        """Write a paste."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def build(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Build, as an editor does, in this process."""
        return invoke_here("build", "--content", str(self.content), "--output", str(self.output), *words)

    def catalog(self) -> dict[str, dict[str, Any]]:
        """Return the published stories by slug."""
        return {row["slug"]: row for row in json.loads((self.output / "catalog.json").read_text("utf-8"))}

    def page(self, name: str) -> str:
        """Return a page's HTML."""
        return (self.output / name).read_text("utf-8")

    def tree(self) -> dict[str, bytes]:
        """Return every file of the output folder by its path."""
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the sample brief, built once."""
    output = tmp_path_factory.mktemp("brief") / "output"
    done = invoke_here("build", "--output", str(output), "--siteurl", SITEURL)
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="session")
def motley(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a brief in which everything occurs at once, below a path of its host."""
    from .motley import project, write

    folder = project(tmp_path_factory.mktemp("motley"))
    write(folder / "content")
    done = invoke_here("build", "--siteurl", MOTLEY, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "output"


def story(headline: str = "Harbour reopens after the storm", **parts: str) -> str:
    """Return a small, clean paste; `date=""` and so on leave a part out."""
    lines = {
        "kicker": "Trade News",
        "headline": headline,
        "byline": "By Ada Marsh and Noor Haddad",
        "date": "3 March 2021",
        "lede": "The harbour at Saltmouth took in its first ship on Wednesday after four days of gales, its master said.",
        "body": "Two cranes stand idle until their cables have been looked at. The port expects to work through the night.",
        "tail": "",
    } | parts
    return "\n\n".join(line for line in lines.values() if line) + "\n"


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
CALM = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""A browser that asks nothing of the network."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The command of a real browser."""
    assert CHROMIUM, NO_CHROMIUM
    return CHROMIUM


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A real browser."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=CALM)
        yield browser
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site, and tells nobody."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Patient(http.server.ThreadingHTTPServer):
    """Lets a page that asks for much at once wait, as a real server does, in place of turning it away."""

    request_queue_size = 128


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and give its address."""
    server = Patient(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def host(brief: Path) -> Iterator[str]:
    """Serve the sample brief: the page for addresses that lead nowhere links from the site's root."""
    with served(brief) as address:
        yield address


JAR = Path(os.environ.get("NEWSDESK_NODE_MODULES", PROJECT / "node_modules"), "vnu-jar/build/dist/vnu.jar")
"""Where npm's package keeps the Nu HTML checker."""
JAVA = shutil.which("java")
NO_CHROMIUM = "install Chromium (Debian's package 'chromium')"
NO_CHECKER = "install Java (Debian's package 'default-jre-headless') and the Nu HTML checker (npm install --no-save --ignore-scripts vnu-jar)"


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command that runs the Nu HTML checker."""
    assert JAVA and JAR.is_file(), NO_CHECKER
    return [JAVA, "-jar", str(JAR)]


RSYNC = shutil.which("rsync")
NO_RSYNC = "install rsync (Debian's package 'rsync')"


@pytest.fixture(scope="session")
def rsync() -> str:
    """The command that is a daemon, too."""
    assert RSYNC, NO_RSYNC
    return RSYNC


def missing() -> dict[str, str]:
    """Return what to install for tests that cannot run here, by the fixture that they ask for; on CI all must run."""
    if os.environ.get("CI"):
        return {}
    wanted = {
        "chromium": (CHROMIUM, NO_CHROMIUM),
        "checker": (JAVA and JAR.is_file(), NO_CHECKER),
        "rsync": (RSYNC, NO_RSYNC),
    }
    return {name: advice for name, (found, advice) in wanted.items() if not found}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what looks at the site in a browser or with the checker, where there is none."""
    lacking = missing().keys()
    left = [item for item in items if lacking & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line each what the campaign has tried, what was left out, and how to get it."""
    parts: dict[str, list[int]] = {}
    for report in chain.from_iterable(terminalreporter.stats.values()):
        for name, value in getattr(report, "user_properties", ()) if getattr(report, "when", "") == "call" else ():
            if SHARE and name == "campaign":
                part, *counts = value
                parts[part] = [sum(pair) for pair in zip(parts.get(part, [0, 0]), counts, strict=True)]
    for part, (times, failed) in sorted(parts.items()):
        terminalreporter.write_line(f"{part}: {times} tried, {failed} failed")
    for name, advice in missing().items():
        terminalreporter.write_line(f"left out: tests that use {name}; {advice}")
