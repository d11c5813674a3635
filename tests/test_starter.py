"""A brief of one's own, from the package as it is installed; the plugin alone, in somebody's Pelican site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from .conftest import PROJECT, story

Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that holds the package alone, unpacked from its wheel as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    kept = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    for name in filter(None, kept):
        if name.startswith(("plugins/", "theme/")) or "/" not in name:
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((PROJECT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    yield folder / "site"


def newsdesk(installed: Path, folder: Path, *words: str, command: str = "newsdesk.cli") -> Done:
    """Run the installed command; what stands in the checkout is not seen."""
    entry = f"from {command} import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command_line = [sys.executable, "-c", f"import sys; sys.argv[0] = 'newsdesk'; {entry}", *words]
    return subprocess.run(command_line, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


ASK = """
import sys
from pathlib import Path
from starlette.testclient import TestClient
from newsdesk.desk.web.app import desk_app
desk = TestClient(desk_app(Path.cwd(), Path("content"), None), base_url="http://127.0.0.1")
sys.stdout.buffer.write(desk.get(sys.argv[1]).raise_for_status().content)
"""


def asked_of_desk(installed: Path, brief: Path, address: str) -> str:
    """Return what the desk of a brief answers."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    words = [sys.executable, "-c", ASK, address]
    return subprocess.run(words, cwd=brief, env=environment, check=True, capture_output=True).stdout.decode()


def test_a_brief_of_ones_own_builds_at_once(installed: Path, tmp_path: Path) -> None:
    done = newsdesk(installed, tmp_path, "init", "my-brief")
    assert done.returncode == 0, done.stderr
    brief = tmp_path / "my-brief"
    assert {path.name for path in brief.iterdir()} == {
        ".github", ".gitignore", ".starter.json", "README.md", "content", "pelicanconf.py", "tasks.py",
    }  # fmt: skip
    done = newsdesk(installed, brief, "build")
    assert done.returncode == 0 and "1 story" in done.stdout, done.stderr
    told = " ".join(done.stderr.split())
    assert told == "warning SITEURL is empty, so feeds lead nowhere; write in pelicanconf.py where the site will stand"
    page = (brief / "output/index.html").read_text("utf-8")
    assert "My Brief" in page and "Editor’s note" in page and (brief / "output/theme/css/brief.css").is_file()
    assert str(installed) not in page and "Suez" not in page
    assert asked_of_desk(installed, brief, "/static/brief.css") == (brief / "output/theme/css/brief.css").read_text(
        "utf-8"
    )
    again = newsdesk(installed, brief, "build")
    assert "0 files written" in again.stdout
    assert newsdesk(installed, brief, "--list").stdout.count("\n") > 10
    refused = newsdesk(installed, tmp_path, "init", "my-brief")
    assert refused.returncode == 1 and "is not empty" in refused.stderr and "Traceback" not in refused.stderr


def test_upgrade_says_what_has_changed(installed: Path, tmp_path: Path) -> None:
    assert newsdesk(installed, tmp_path, "init", "brief", "--own-theme").returncode == 0
    brief = tmp_path / "brief"
    assert (brief / "theme/templates/base.html").is_file() and 'THEME = "theme"' in (
        brief / "pelicanconf.py"
    ).read_text()
    told = newsdesk(installed, brief, "upgrade").stdout
    assert told.count("is as today's starter has it") == 5
    (brief / "README.md").write_text("Mine.\n", "utf-8")
    made = (brief / ".starter.json").read_text("utf-8")
    older = re.sub(r'("tasks.py": )"\w+"', r'\1"0"', made)
    (brief / ".starter.json").write_text(older, "utf-8")
    (brief / "tasks.py").write_text("# older\n", "utf-8")
    told = newsdesk(installed, brief, "upgrade").stdout
    assert "README.md: was changed by you; the starter's is what it was" in told
    assert "tasks.py: was changed by you; today's starter has it otherwise" in told and "-# older" in told
    (brief / ".starter.json").unlink()
    lost = newsdesk(installed, brief, "upgrade")
    assert lost.returncode == 1 and "newsdesk init" in lost.stderr and "Traceback" not in lost.stderr


THEIRS = """
AUTHOR = "Ada"
SITENAME = "A site of before"
SITEURL = ""
PATH = "content"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PLUGINS = ["newsdesk"]
"""
"""Settings of a site that knows nothing of ours but the plugin's name."""


def test_the_installed_plugin_alone_makes_articles_of_pastes(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "pelicanconf.py").write_text(f'{THEIRS}THEME = "simple"\n', "utf-8")
    for name, words in (("harbour", "Harbour reopens after the storm"), ("ferry", "Ferry to Saltmouth runs again")):
        text = story(words, tail="Share this story\n\nThe port of Saltmouth and its ferry are open, said Noor Haddad.")
        (tmp_path / f"content/{name}.txt").write_text(f"---\ntags: Saltmouth\n---\n{text}", "utf-8")
    mine = "Title: My own words\nDate: 2021-03-03\nTags: Saltmouth\n\nA **word** of mine.\n"
    (tmp_path / "content/mine.md").write_text(mine, "utf-8")
    done = newsdesk(installed, tmp_path, "content", command="pelican")
    assert done.returncode == 0 and "CRITICAL" not in done.stdout + done.stderr, done.stdout + done.stderr
    pages = {path.name: path.read_text("utf-8") for path in (tmp_path / "output").rglob("*.html")}
    harbour = pages["harbour-reopens-after-the-storm.html"]
    assert "took in its first ship" in harbour and "Share this story" not in harbour
    assert "<strong>word</strong>" in pages["my-own-words.html"]
    assert all(title in pages["saltmouth.html"] for title in ("Harbour reopens", "Ferry to Saltmouth", "My own words"))
