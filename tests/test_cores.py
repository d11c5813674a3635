"""What is shared among the cores comes out as if one had done it all, whatever happens to a helper."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsdesk import workers

from .conftest import POSIX, run_invoke, tree
from .motley import project, write

ALONE = """
from pelican.plugins import signals
def look(path, context): pass
def register(): signals.content_written.connect(look)
"""
"""A plugin that wants to see each page as it is written: then none is made by a helper."""
LITTLE = """
from newsdesk.press.cache import links, parses
def register(): links.AT_HAND, parses.AT_ONCE = 5, 7
"""
"""A plugin that has the build hold no more than a few stories whole."""
FATAL = """
import os, signal
from pathlib import Path
def die():
    with Path(__file__).with_name("killed").open("a") as told:
        told.write("x")
    os.kill(os.getpid(), signal.SIGKILL)
def register(): os.register_at_fork(after_in_child=die)
"""
"""A plugin in whose company no helper lives."""


def _built(folder: Path, plugin: str = "") -> dict[str, bytes]:
    """Return the files of a brief of some hundred pages, built beside a plugin."""
    own = project(folder)
    write(own / "content")
    if plugin:
        (own / "own").mkdir()
        (own / "own/other.py").write_text(plugin, "utf-8")
        conf = own / "pelicanconf.py"
        more = 'PLUGIN_PATHS = [*PLUGIN_PATHS, "own"]\nPLUGINS = ["newsdesk", "other"]\n'
        conf.write_text(conf.read_text("utf-8") + more, "utf-8")
    done = run_invoke("build", "--siteurl", "https://example.org", cwd=own)
    assert done.returncode == 0, done.stderr
    return tree(own / "output")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files as several processes make them."""
    return _built(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files as one process makes them."""
    return _built(tmp_path_factory.mktemp("alone"), ALONE)


def test_helpers_make_what_one_process_makes(shared: dict[str, bytes], alone: dict[str, bytes]) -> None:
    assert shared == alone


def test_a_build_that_holds_little_at_a_time_makes_the_same(tmp_path: Path, alone: dict[str, bytes]) -> None:
    assert _built(tmp_path / "little", LITTLE) == alone


@POSIX
def test_the_build_does_itself_what_killed_helpers_leave(tmp_path: Path, shared: dict[str, bytes]) -> None:
    assert _built(tmp_path / "fatal", FATAL) == shared
    killed = (tmp_path / "fatal/own/killed").read_text("utf-8")
    assert len(killed) > workers.count(), "helpers were asked to read, and others to write"
