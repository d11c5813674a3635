"""The campaign against what SECURITY.md promises: a little of it in each run of the tests, all of it by `invoke test --thorough`."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from newsdesk.clean import clean
from newsdesk.incremental import seal

from .campaign import NEW, OLD, SEED, Site, Tell, campaign, moved
from .conftest import POSIX, PROJECT, SHARE, often, tree
from .golden import INTAKE
from .test_full_disk import MOUNTS, UNSHARE
from .test_hostile import SOURCES, no_source_harms_another
from .test_laws import PASTED, conserve
from .test_nowhere import mutated
from .test_tasks import free_port, wait_for
from .test_warm import cold, make_project, run, warnings_of, write

PIECES = 4
"""Of a long part, so that all cores have some."""
SIGNS = [
    "<",
    ">",
    "&",
    "\x00",
    "\ufffe",
    "\ud800",
    "\u202e",
    "\r",
    "\t",
    "---",
    "<!--",
    "-->",
    "[x](",
    "{{",
    "]]>",
    "0000-00-00",
    "​",
    "ß",
    "中",
    "=?utf-8?q?=",
]


def spoiled(text: str, chance: random.Random) -> str:
    """Return a paste with lines changed, and signs, cuts and repetitions in any place."""
    text = mutated(text, chance.randrange(1 << 30))
    for _ in range(chance.randint(0, 8)):
        place = chance.randrange(len(text) + 1)
        change = chance.choice(("sign", "cut", "again", "swap"))
        if change == "sign":
            text = text[:place] + chance.choice(SIGNS) * chance.choice((1, 1, 2, 40)) + text[place:]
        elif change == "cut":
            text = text[:place] + text[place + chance.randint(1, 60) :]
        elif change == "again":
            text = text[:place] + text[place : place + 80] * chance.randint(1, 6) + text[place:]
        else:
            text = text[place:] + text[:place]
    return text if text.strip() else "x"


@pytest.mark.parametrize("_piece", range(PIECES))
def test_pastes_that_were_spoiled_lose_no_line(_piece: int, record_property: Tell) -> None:
    texts = [text for text in PASTED.values() if text.strip()]

    def attempt(chance: random.Random) -> None:
        text = spoiled(chance.choice(texts), random.Random(chance.random() + _piece))
        if text.lstrip("\ufeff").startswith("---"):
            text = f"x{text}"  # no header, which may be refused
        conserve(text)
        assert clean(text, INTAKE) == clean(text, INTAKE)

    campaign(record_property, "spoiled pastes", often(10_000 // PIECES, 10), attempt)


@pytest.mark.parametrize("_piece", range(PIECES))
def test_hostile_sources_harm_no_other(_piece: int, record_property: Tell) -> None:
    tried = []

    @given(SOURCES)
    @settings(
        max_examples=often(1000 // PIECES, 3),
        derandomize=not SHARE,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def attempt(found: list[tuple[str, str, str]]) -> None:
        tried.append(found)
        no_source_harms_another(found)

    failed = 1
    try:
        attempt()
        failed = 0
    finally:
        record_property("campaign", ["builds of hostile sources", len(tried), failed])


KILLS = [(when, how) for when in ("cold", "warm", "search", "serve") for how in ("SIGKILL", "SIGTERM")]


@POSIX
@pytest.mark.parametrize(("when", "how"), KILLS if SHARE else [("warm", "SIGKILL"), ("search", "SIGTERM")])
def test_a_killed_build_leaves_whole_pages_and_the_next_ends(
    tmp_path: Path, record_property: Tell, when: str, how: str
) -> None:
    site = Site(tmp_path, when == "search")
    begun = time.monotonic()
    site.build()
    longest = time.monotonic() - begun

    def attempt(chance: random.Random) -> None:
        state = chance.randrange(2)
        site.turn((OLD, NEW)[state])
        if when == "cold":
            site.forget()
        running = site.begin()
        time.sleep(chance.uniform(0.2, longest))
        site.kill(running, how)
        site.check_whole()
        site.build()
        site.check(state)

    def attempt_serving(chance: random.Random) -> None:
        state, port = chance.randrange(2), free_port()
        site.turn((OLD, NEW)[1 - state])
        running = site.begin("invoke", "serve", "--port", str(port))
        try:
            wait_for(f"http://127.0.0.1:{port}/", "</html>")
            site.turn((OLD, NEW)[state])
            time.sleep(chance.uniform(0, longest))
        finally:
            site.kill(running, how)
        site.build()
        site.check(state)
        site.build("invoke", "build", "--output", ".newsdesk/serve")
        site.check(state, ".newsdesk/serve")

    if when == "serve":
        shutil.copy(PROJECT / "tasks.py", site.project)
        (site.project / "plugins").symlink_to(PROJECT / "plugins")
    times = often(500 // len(KILLS) + 1, 2)
    campaign(record_property, f"builds killed, {when}, {how}", times, attempt_serving if when == "serve" else attempt)


def test_three_builds_at_once_do_not_harm_each_other(tmp_path: Path, record_property: Tell) -> None:
    site = Site(tmp_path)

    def attempt(chance: random.Random) -> None:
        state = chance.randrange(2)
        site.turn((OLD, NEW)[state])
        if chance.random() < 0.3:
            site.forget()
        running = [site.begin() for _ in range(3)]
        assert [build.wait(180) for build in running] == [0, 0, 0]
        site.check(state)

    campaign(record_property, "three builds at once", often(40, 1), attempt)


@pytest.mark.skipif(not MOUNTS and not os.environ.get("CI"), reason="this system lets no test mount a disk of its own")
def test_a_disk_that_is_full_at_any_moment_is_told_and_breaks_no_page(tmp_path: Path, record_property: Tell) -> None:
    times = often(100, 3)
    words = [*UNSHARE, sys.executable, "-m", "tests.full_disk", str(tmp_path), str(times), str(SEED)]
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    failures = json.loads(done.stdout)
    record_property("campaign", ["builds on a disk that is full at any moment", times, len(failures)])
    assert not failures, failures[:3]


def small(folder: Path) -> Path:
    made = make_project(folder)
    for number in range(6):
        write(made, f"story-{number}", number, [number, (number + 1) % 6], 1 + number)
    return made


def test_times_of_any_kind_leave_no_page_as_it_was(tmp_path: Path, record_property: Tell) -> None:
    """A clock that was set back or forth, a copy with the times of another file."""
    project = small(tmp_path)
    run(project)

    def attempt(chance: random.Random) -> None:
        for _ in range(chance.randint(1, 4)):
            number = chance.randrange(6)
            write(project, f"story-{number}", chance.randrange(6), [chance.randrange(6)], 1 + chance.randrange(9))
        paths = [path for path in project.rglob("*") if path.is_file() and path.name != "lock"]
        for path in chance.sample(paths, chance.randint(1, len(paths))):
            when = chance.choice((0, 1_000_000_000, time.time_ns() - 1, time.time_ns() + 10**16))
            os.utime(path, ns=(when, when))
        outcome = run(project)
        assert not outcome.errors
        assert tree(project / "output") == cold(project)

    campaign(record_property, "builds under a clock set back or forth", often(100, 2), attempt)


def test_a_cache_from_elsewhere_changes_no_page(
    tmp_path: Path, record_property: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of another user, of another project, with bytes changed, cut short or gone, in another folder."""
    project = small(tmp_path / "here")
    run(project)
    monkeypatch.setenv(seal.ENVIRONMENT, "a key of somebody else")
    theirs = moved(project, "theirs")
    shutil.rmtree(theirs / ".newsdesk")
    run(theirs)
    monkeypatch.undo()

    def attempt(chance: random.Random) -> None:
        copy = moved(project, "there")
        kept = sorted((copy / ".newsdesk/cache").iterdir())
        others = {path.name: path for path in (theirs / ".newsdesk/cache").iterdir()}
        for path in chance.sample(kept, chance.randint(1, len(kept))):
            content = bytearray(path.read_bytes())
            change = chance.choice(("theirs", "byte", "cut", "empty", "gone", "swap", "link"))
            if change == "theirs" and path.name in others:
                shutil.copy(others[path.name], path)
            elif change == "byte" and content:
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
                path.write_bytes(content)
            elif change == "cut":
                path.write_bytes(content[: chance.randint(0, len(content))])
            elif change == "swap":
                other = chance.choice(kept)
                path.write_bytes(other.read_bytes() if other.is_file() else b"x")
            else:
                path.unlink()
                if change == "empty":
                    path.touch()
                elif change == "link":
                    path.symlink_to(others.get(path.name, theirs))
        if chance.random() < 0.5:
            write(copy, "story-0", chance.randrange(6), [chance.randrange(6)], 2)
        outcome = run(copy)
        assert not outcome.errors, outcome.errors
        assert tree(copy / "output") == cold(copy)
        assert not any("cannot be" in reason for _, _, reason in warnings_of(outcome))
        shutil.rmtree(copy.parent)

    campaign(record_property, "caches from elsewhere", often(200, 3), attempt)
