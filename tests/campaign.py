"""What the campaign against the promises of SECURITY.md is made of: what is counted, processes and what they leave."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .conftest import PROJECT, SHARE, tree
from .test_warm import cold, make_project, write

SEED = time.time_ns() if SHARE else 18
GONE = 5
"""Seconds that a helper may take to find that its parent was killed."""
STORIES = 80
"""Enough for helpers to be asked."""
OLD = ("date: 2021-03-03\n", "The bridge was closed for a day.")
NEW = ("date: 2021-03-04\ntags: Basra\n", "The bridge was closed for a week, and nobody crossed.")


Tell = Callable[[str, object], None]


def campaign(tell: Tell, part: str, times: int, attempt: Callable[[random.Random], None]) -> None:
    """Try something so many times, each with chances of its own; tell how many failed, and fail with the first few."""
    failures = []
    for number in range(times):
        seed = SEED + number
        try:
            attempt(random.Random(seed))
        except Exception as error:
            failures.append(f"{seed}: {type(error).__name__}: {str(error)[:2000]}")
    tell("campaign", [part, times, len(failures)])
    assert not failures, "\n".join([f"{len(failures)} of {times} failed", *failures[:3]])


class Site:
    """A project that is always in one of two states, and what a build of each from nothing gives."""

    def __init__(self, folder: Path, search: bool = False) -> None:
        """Make the project."""
        self.project, self.temporary = make_project(folder / "site"), folder / "temporary"
        self.temporary.mkdir()
        with (self.project / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(f"SEARCH = {search}\n")
        for number in range(STORIES):
            write(self.project, f"story-{number}", number % 6, [number % 6, (number + 1) % 6], 1 + number % 28)
        self.expected = []
        for state in (OLD, NEW):
            self.turn(state)
            self.expected.append(cold(self.project))
        assert self.expected[0] != self.expected[1]

    def turn(self, state: tuple[str, str]) -> None:
        """Have the project be in a state: a story is filed otherwise, others say something else, and each page of a tag does."""
        header, words = state
        for number in range(5):
            paste = self.project / "content" / f"turning-{number}.txt"
            paste.write_text(f"---\n{header}---\nBridge {number} over the Tigris\n\nBy Ada Marsh\n\n{words}\n", "utf-8")
        template = self.project / "theme/templates/tag.html"
        original = (PROJECT / "theme/templates/tag.html").read_text("utf-8")
        template.write_text(f"{original}<!-- {words} -->\n", "utf-8")

    def forget(self) -> None:
        """Take away all that builds have made and kept."""
        for name in ("output", ".newsdesk"):
            shutil.rmtree(self.project / name, ignore_errors=True)

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        """Begin a build, or what is told in words, in a session of its own."""
        command = [sys.executable, "-m", *(words or ("tests.build_once", str(self.project)))]
        environment = {**os.environ, "TMPDIR": str(self.temporary), "PYTHONPATH": str(PROJECT)}
        return subprocess.Popen(
            command,
            cwd=self.project if words else PROJECT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def build(self, *words: str) -> None:
        """Build to the end, in a process of its own."""
        build = self.begin(*words)
        try:
            assert build.wait(120) == 0, f"the next build ended with {build.returncode}"
        finally:
            if build.poll() is None:
                os.killpg(build.pid, signal.SIGKILL)
                build.wait()

    def kill(self, running: subprocess.Popen[bytes], how: str) -> None:
        """Kill what was begun, and look that none of its helpers stays."""
        running.send_signal(signal.Signals[how])
        running.wait(30)
        until = time.monotonic() + GONE
        while (left := of_session(running.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        for process in left:
            os.kill(process, signal.SIGKILL)
        assert not left, f"{len(left)} helpers stay"

    def check(self, state: int, output: str = "output") -> None:
        """Assert that the site is as a build from nothing would make it, and that nothing else is left."""
        found = tree(self.project / output)
        wrong = {
            name
            for name in found.keys() | self.expected[state].keys()
            if found.get(name) != self.expected[state].get(name)
        }
        assert not wrong, f"{len(wrong)} files are not as they should be: {sorted(wrong)[:3]}"
        left = [*self.temporary.iterdir(), *self.project.rglob(".new-*"), *self.project.rglob(".*.new")]
        assert not left, f"temporary files stay: {left[:3]}"

    def check_whole(self) -> None:
        """Assert that each file of the output folder is of one state or the other, whole."""
        for name, content in tree(self.project / "output").items():
            assert content in (self.expected[0].get(name), self.expected[1].get(name)), f"{name} is neither old nor new"


def of_session(leader: int) -> list[int]:
    """Return the processes of a session that run; those that have ended and that nobody has asked for are none."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session, *_ = place.read_text("ascii", "replace").rpartition(")")[2].split()
        except (OSError, ValueError):
            continue
        if int(session) == leader and state not in "ZX":
            found.append(int(place.parent.name))
    return found


def moved(project: Path, name: str) -> Path:
    """Return a copy of a project beside it, each file with other times and another place on the disk."""
    copy = Path(tempfile.mkdtemp(dir=project.parent)) / name
    shutil.copytree(project, copy, copy_function=shutil.copyfile)
    return copy
