"""The tasks an editor types."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest

from .conftest import PROJECT, Invoke, story
from .motley import copy


def test_the_list_of_tasks_reads_as_a_manual(invoke: Invoke) -> None:
    listed = invoke("--list").stdout
    for name in ("build", "serve", "explain", "new", "test", "check"):
        assert re.search(rf"^  {name}\s+\S.*", listed, re.MULTILINE), name


@pytest.mark.parametrize("told", ["", "1"])
def test_a_task_keeps_our_bytecode_unless_python_is_told_to_keep_none(tmp_path: Path, told: str) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(PROJECT / "plugins", tmp_path / "plugins", ignore=ignored)
    shutil.copy(PROJECT / "tasks.py", tmp_path)
    (tmp_path / "port.txt").write_text(story())
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": told, "PYTHONPYCACHEPREFIX": ""}
    words = [sys.executable, "-m", "invoke", "explain", "port.txt"]
    subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert any((tmp_path / "plugins/newsdesk/clean").rglob("*.pyc")) is not bool(told)


def test_explain_shows_every_line_with_its_rule_plain_in_a_pipe(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(story(tail="0 Comment(s)"))
    done = invoke("explain", str(path))
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    rows = [row.split()[:3] for row in done.stdout.splitlines() if re.match(r"[- ] +\d", row)]
    assert rows == [
        ["1", "kicker", "kicker-above-headline"], ["3", "headline", "headline"], ["5", "byline", "byline"], ["7", "date", "date-line"],
        ["9", "body", "running-text"], ["11", "body", "running-text"], ["-", "13", "boilerplate"],
    ]  # fmt: skip


def test_explain_is_in_colour_in_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(story())
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "invoke", "explain", str(path)],
        cwd=PROJECT,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:
            pass
        assert running.wait() == 0
    assert b"\x1b[" in shown and b"Harbour reopens" in shown


def test_explain_json_has_the_promised_keys(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "port.txt"
    path.write_text(story(tail="0 Comment(s)"))
    found = json.loads(invoke("explain", "--json", str(path)).stdout)
    assert list(found) == [
        "headline",
        "kicker",
        "dek",
        "authors",
        "date",
        "date_evidence",
        "dateline",
        "section",
        "blocks",
        "labels",
    ]
    assert found["date"] == "2021-03-03"
    assert set(found["blocks"][0]) == {"role", "text", "lines"}
    assert found["labels"][-1] == {
        "line": 13,
        "role": "boilerplate",
        "rule": "comment-form",
        "text": "0 Comment(s)",
    }


def test_explain_jsonl_answers_each_line(invoke: Invoke) -> None:
    rows = [
        {"id": "a", "paste": story(tail="0 Comment(s)")},
        {"id": 2, "paste": ""},
        {"id": 3, "paste": "---\ntitel: x\n---\n"},
    ]
    asked = "\n".join([json.dumps(rows[0]), "no json", *map(json.dumps, rows[1:])]) + "\n"
    done = invoke("explain", "--jsonl", stdin=asked)
    first, broken, empty, wrong = map(json.loads, done.stdout.splitlines())
    assert first["id"] == "a" and first["headline"] == "Harbour reopens after the storm"
    assert first["body"].splitlines() == [*story().split("\n\n")[4:5], story().split("\n\n")[5].strip()]
    assert first["removed"] == [{"line": 13, "rule": "comment-form", "text": "0 Comment(s)"}]
    assert broken["id"] is None and "row 2" in broken["error"]
    assert empty == {"id": 2, "headline": None, "authors": [], "date": None, "body": "", "removed": []}
    assert wrong["id"] == 3 and "did you mean 'title'" in wrong["error"] and wrong["removed"]


@pytest.mark.parametrize("words", [("explain", "none.txt"), ("new", "!!!"), ("new", "a", "--file", "none.txt")])
def test_what_cannot_be_done_is_told_in_one_line(invoke: Invoke, words: tuple[str, ...], tmp_path: Path) -> None:
    done = invoke(*words, *(("--content", str(tmp_path)) if words[0] == "new" else ()), stdin="x")
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_new_takes_in_a_paste_and_writes_what_it_inferred(invoke: Invoke, tmp_path: Path) -> None:
    text = story(date="", lede="The harbour at Saltmouth took in a ship on Thursday (February 25), its master said.")
    done = invoke("new", "Harbour: it's open", "--content", str(tmp_path), stdin=text)
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "harbour-its-open.txt").read_text()
    evidence = '# the date is from line 7: "Thursday (February 25)" fits 2021, the latest such year'
    assert (
        written
        == f"---\ndate: 2021-02-25\n{evidence}\nauthors: Ada Marsh, Noor Haddad\nsection: Trade\nlang: en\nadded: {date.today()}\n---\n{text}"
    )
    again = invoke("new", "Harbour: it's open", "--content", str(tmp_path), stdin=text)
    assert again.returncode == 1 and "exists already" in again.stderr


def test_new_reads_a_file_and_makes_an_empty_draft(invoke: Invoke, tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(story().encode("utf-16"))
    assert invoke("new", "port", "--file", str(source), "--content", str(tmp_path / "c")).returncode == 0
    assert "Harbour reopens" in (tmp_path / "c/port.txt").read_text("utf-8")
    assert invoke("new", "Later on", "--content", str(tmp_path / "c")).returncode == 0
    draft = (tmp_path / "c/later-on.txt").read_text("utf-8")
    assert draft.startswith(f"---\ntitle: Later on\nstatus: draft\nadded: {date.today()}\n---\n")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):  # a machine that is busy; `wait_for` asks again
        return 0, ""


def wait_for(address: str, words: str, seconds: float = 60) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _, text = fetch(address)
        if words in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{words!r} never came at {address}")


SAVED_MEANWHILE = """
import pathlib
from pelican.plugins import signals
signals.finalized.connect(lambda _: pathlib.Path("content/ferry.txt").write_text({text!r}), weak=False)
"""
"""What an editor saves while the site is built for the first time, once all has been read."""
WITHOUT_FORK = "import os; del os.fork; from invoke.main import program; program.run()"


@pytest.mark.parametrize("words", [("-m", "invoke"), ("-c", WITHOUT_FORK)], ids=["here", "without fork"])
def test_serve_shows_a_change_and_the_sites_own_page_for_what_is_not_there(
    tmp_path: Path, words: tuple[str, str]
) -> None:
    for name in ("theme", "plugins", "tasks.py", "pelicanconf.py"):
        copy(PROJECT / name, tmp_path / name)
    (tmp_path / "content").mkdir()
    paste = tmp_path / "content/port.txt"
    paste.write_text(story())
    settings = tmp_path / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + SAVED_MEANWHILE.format(text=story("Ferry runs again")), "utf-8")
    port = free_port()
    with subprocess.Popen(
        [sys.executable, *words, "serve", "--port", str(port)],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as serving:
        try:
            wait_for(f"http://127.0.0.1:{port}/stories/port.html", "Harbour reopens after the storm")
            wait_for(f"http://127.0.0.1:{port}/stories/ferry.html", "Ferry runs again")
            status, page = fetch(f"http://127.0.0.1:{port}/nothing/here.html")
            assert status == 404 and "There is no page here" in page
            paste.write_text(story("Harbour stays shut after all"))
            wait_for(f"http://127.0.0.1:{port}/stories/port.html", "Harbour stays shut after all")
        finally:
            serving.terminate()
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("port", ["x", "-1", "0", "65536", "1" * 5000, "８０００"])
def test_a_port_that_is_none_is_told_in_one_line(invoke: Invoke, port: str) -> None:
    done = invoke("serve", "--port", port)
    assert done.returncode and not done.stdout
    assert "cannot be used" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("task", ["build", "email", "report", "sources", "tags"])
def test_a_name_too_long_for_a_disk_is_told_in_one_line(invoke: Invoke, tmp_path: Path, task: str) -> None:
    option = "--output" if task in ("build", "email") else "--content"
    site = ("--siteurl", "https://brief.example.org") if task == "email" else ()
    done = invoke(task, option, str(tmp_path / ("a" * 300)), *site)
    assert done.returncode == 1
    assert len([row for row in done.stderr.splitlines() if not row.startswith("warning")]) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"SITENAME = (\n", ":2: cannot be read (SyntaxError: '(' was never closed)"),
        (b"SITENAME = 1 / 0\n", ":2: cannot be read (ZeroDivisionError: division by zero)"),
        (b"import nothing_of_ours\n", ":2: cannot be read (ModuleNotFoundError: No module named 'nothing_of_ours')"),
        (b"SITENAME = '\xff'\n", "cannot be read (SyntaxError: "),
        (b"raise SystemExit(0)\n", ":2: cannot be read (SystemExit: 0)"),
        (b"\0", "cannot be read (SyntaxError: source code string cannot contain null bytes"),
        (None, ": cannot be read (IsADirectoryError: Is a directory)"),
    ],
)
@pytest.mark.parametrize("task", ["build", "email"])
def test_settings_that_cannot_be_read_are_told_in_one_line(
    invoke: Invoke, tmp_path: Path, task: str, text: bytes | None, told: str
) -> None:
    for name in ("theme", "plugins", "tasks.py"):
        (tmp_path / name).symlink_to(PROJECT / name)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/port.txt").write_text(story())
    if text is None:
        (tmp_path / "pelicanconf.py").mkdir()
    else:
        (tmp_path / "pelicanconf.py").write_bytes(b"PLUGINS = []\n" + text)
    done = invoke(task, cwd=tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "pelicanconf.py:" in done.stderr and told in done.stderr


@pytest.mark.parametrize("rounds", ["x", "0", "-1", "²"])
def test_a_number_of_rounds_that_is_none_is_one_line(invoke: Invoke, rounds: str) -> None:
    done = invoke("bench", "--building", "10", f"--rounds={rounds}")
    assert (done.returncode, done.stderr.strip()) == (2, f"--rounds {rounds}: is no number of rounds, such as 3")
