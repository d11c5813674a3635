"""What is kept between builds: warm wherever it is copied to, and of no use to anybody but who made it."""

from __future__ import annotations

import contextlib
import marshal
import os
import pickle
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2.bccache import bc_magic

from newsdesk.incremental import files, seal
from newsdesk.incremental.kv_store import KeyValueStore, load, load_parts, save, save_parts
from newsdesk.press.cache import resume, snapshot

from .conftest import tree
from .test_warm import LAST, NAMES, cold, make_project, run, write

KEY = seal.ENVIRONMENT


def clone(project: Path, name: str) -> Path:
    """Return a copy elsewhere of which each file is new: its times, its place on the disk."""
    copy = project.parent / name
    shutil.copytree(project, copy, copy_function=shutil.copyfile)
    for path in copy.rglob("*"):
        os.utime(path)
    return copy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "here").mkdir()
    made = make_project(tmp_path / "here")
    for number, name in enumerate(NAMES):
        write(made, name, number, [number, (number + 1) % 6, (number + 2) % 6], 1 + number)
    return made


def test_a_build_restored_elsewhere_makes_nothing_anew_and_equals_a_cold_one(project: Path) -> None:
    before = run(project)
    assert before.published and before.published.written
    copy = clone(project, "there")
    shutil.rmtree(project)
    for _ in range(2):
        outcome = run(copy)
        assert outcome.published and not outcome.made
        assert (outcome.published.written, outcome.published.removed) == (0, 0)
        assert outcome.stories == before.stories
    assert tree(copy / "output") == cold(copy)


def test_a_change_in_what_was_restored_costs_what_the_change_costs(project: Path) -> None:
    run(project)
    copy = clone(project, "there")
    path = copy / "content" / "ferry.txt"
    path.write_text(f"{path.read_text('utf-8')}{LAST}9 of them.\n", "utf-8")
    outcome = run(copy)
    assert outcome.published is not None
    assert 0 < outcome.published.written < 20 < outcome.published.unchanged
    assert ("stories/ferry.html", "changed: ferry") in outcome.made
    assert not any("settings" in reason for _, reason in outcome.made)
    assert tree(copy / "output") == cold(copy)


@pytest.mark.parametrize("changed", ["output/stories/ferry.html", "theme/templates/parts/item.html", "pelicanconf.py"])
def test_what_was_changed_on_the_way_is_made_anew(project: Path, changed: str) -> None:
    """With the size and the times that it had."""
    run(project)
    copy = clone(project, "there")
    path = copy / changed
    content, found = path.read_bytes(), path.stat()
    path.write_bytes(content.replace(b"story", b"st0ry") if b"story" in content else content.replace(b"e", b"E", 1))
    assert path.read_bytes() != content and path.stat().st_size == found.st_size
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    if changed == "pelicanconf.py":
        path.write_bytes(content + b"SITENAME = 'Another'\n")
    outcome = run(copy)
    assert outcome.made
    assert tree(copy / "output") == cold(copy)


def test_a_build_elsewhere_goes_on_from_the_snapshot(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resume, "MANY", 1)
    loaded: list[object] = []
    monkeypatch.setattr(resume, "load", lambda *given: loaded.append(given) or snapshot.load(*given))  # type: ignore[func-returns-value]
    write(project, "mill", 5, [5], 6, "image: images/none.png\n")
    first = run(project)
    told = {Path(warning.path).stem for warning in first.warnings}
    assert "mill" in told
    copy = clone(project, "there")
    shutil.rmtree(project)
    path = copy / "content" / f"{min(set(NAMES) - told)}.txt"
    path.write_text(f"{path.read_text('utf-8')}{LAST}9 of them.\n", "utf-8")
    outcome = run(copy)
    assert len(loaded) == 1
    assert f"{copy}/content/mill.txt" in {warning.path for warning in outcome.warnings}
    assert all(warning.path.startswith(str(copy)) for warning in outcome.warnings)
    assert tree(copy / "output") == cold(copy)


def test_nothing_kept_holds_where_the_project_lies(project: Path) -> None:
    run(project)
    for path in (project / ".newsdesk/cache").iterdir():
        kept = load(path, files.code()) if path.name.startswith("site-") and path.suffix == ".bin" else {}
        if kept:
            del kept["templates"]  # Python's code names its file, for tracebacks
        assert str(project).encode() not in (marshal.dumps(kept) if kept else path.read_bytes()), path.name
    copy = clone(project, "there")
    names = {path.name for path in (copy / ".newsdesk/cache").iterdir()}
    run(copy)
    assert {path.name for path in (copy / ".newsdesk/cache").iterdir()} == names


class Hostile:
    """Runs a command as soon as somebody unpickles it."""

    def __init__(self, sign: Path) -> None:
        self.sign = sign

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch '{self.sign}'",)


def test_a_cache_that_somebody_else_made_runs_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign, code = tmp_path / "ran", files.code()
    monkeypatch.setenv(KEY, "a key of somebody else")
    run(project)
    (file,) = (project / ".newsdesk/cache").glob("site-*.bin")
    kept = load(file, code)
    hostile = bc_magic + pickle.dumps(Hostile(sign))
    kept["templates"] = {
        name: hostile if isinstance(value, bytes) else value for name, value in kept["templates"].items()
    }
    assert hostile in kept["templates"].values()
    save(file, code, kept)
    path = project / "content" / "ferry.txt"
    path.write_text(path.read_text("utf-8").replace("Ferries tied up", "Ferries sail again"), "utf-8")
    monkeypatch.undo()
    shutil.copytree(project, tmp_path / "theirs")
    outcome = run(project)
    assert not sign.exists()
    assert {reason for _, reason in outcome.made} == {"new"}
    assert tree(project / "output") == cold(project)
    monkeypatch.setenv(KEY, "a key of somebody else")
    run(tmp_path / "theirs")
    assert sign.exists(), "who has the key may run what it likes: the test can fail"


def test_a_file_is_read_under_its_own_name_version_and_key_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "site-a.bin"
    save_parts(path, "one", b"what is", b"kept")
    assert load_parts(path, "one") == [b"what is", b"kept"]
    shutil.copy(path, tmp_path / "site-b.bin")
    assert load_parts(tmp_path / "site-b.bin", "one") is None
    assert load_parts(path, "two") is None
    monkeypatch.setenv(KEY, "another")
    assert load_parts(path, "one") is None
    monkeypatch.undo()
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert load_parts(path, "one") is None
    for cut in range(len(content)):
        path.write_bytes(content[:cut])
        assert load_parts(path, "one") is None


def build_with(project: Path, home: Path) -> str:
    """Build with a home folder of its own and no key in the environment; return the counts of files."""
    environment = {name: value for name, value in os.environ.items() if name not in (KEY, "XDG_STATE_HOME")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.build_counts", str(project)],
        env={**environment, "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_key_is_made_at_first_use_for_its_owner_alone(project: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert build_with(project, home) == "cold"
    key = home / ".local/state/newsdesk/cache-key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and len(key.read_bytes()) == 32
    assert [path.name for path in key.parent.iterdir()] == ["cache-key"]
    first = key.read_bytes()
    assert build_with(project, home) == "warm"
    assert key.read_bytes() == first and not any(first in path.read_bytes() for path in project.rglob("*.bin"))
    key.chmod(0o644)
    assert build_with(project, home) == "cold", "a key that others can read seals nothing"
    key.rename(home / "elsewhere")
    key.symlink_to(home / "elsewhere")
    (home / "elsewhere").chmod(0o600)
    assert build_with(project, home) == "cold"
    key.unlink()
    key.write_bytes(first[:31])
    key.chmod(0o600)
    assert build_with(project, home) == "cold"
    key.write_bytes(first)
    assert build_with(project, home) == "cold", "what was written without a key is nobody's"
    assert build_with(project, home) == "warm"
    (tmp_path / "file").touch()
    assert build_with(project, tmp_path / "file") == "cold", "a home that is none"


def test_a_damaged_store_gives_way_to_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "readings.sqlite"
    rows = [(f"key {number}", f"small {number}", f"large {number} ".encode() * 50) for number in range(40)]
    store = KeyValueStore(path, "one")
    store.put(rows)
    store.close()
    again = KeyValueStore(path, "one")
    assert len(again.smalls()) == 40, "a store that is whole is kept"
    again.close()
    content = path.read_bytes()
    chance = random.Random(18)
    for place in [*range(110), *(chance.randrange(110, len(content)) for _ in range(150))]:
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        store = KeyValueStore(path, "one")
        known = {key: (small, large) for key, small, large in rows}
        for key, small in store.smalls().items():
            assert small == known[key][0]
        for key in known:
            with contextlib.suppress(KeyError):
                assert store.large(key) == known[key][1]
        store.put([("new", "small", b"large")])
        assert (store.small("new"), store.large("new")) == ("small", b"large")
        store.forget_all_but(["new"])
        assert store.smalls() in ({}, {"new": "small"})  # or the damage was found but now
        store.close()


def spoil_with_trigger(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("create trigger more after insert on small begin delete from small; end")
    base.commit()
    base.close()


def spoil_with_other_owner(path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    else:
        path.chmod(0o444)  # nobody else may give files away


def spoil_with_link(path: Path) -> None:
    path.rename(path.with_name("target"))
    path.symlink_to(path.with_name("target"))


@pytest.mark.parametrize(
    "spoil", [spoil_with_trigger, spoil_with_other_owner, spoil_with_link, lambda path: path.write_bytes(b"")]
)
def test_a_store_that_is_not_ours_gives_way_to_a_new_one(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "readings.sqlite"
    store = KeyValueStore(path, "one")
    store.put([("old", "small", b"large")])
    store.close()
    assert callable(spoil)
    spoil(path)
    store = KeyValueStore(path, "one")
    assert store.smalls() == {} and not store.trouble
    store.put([("new", "small", b"large")])
    store.close()
    assert KeyValueStore(path, "one").small("new") == "small"
    assert path.is_file() and not path.is_symlink() and path.stat().st_uid == os.geteuid()


def unsealed(path: Path) -> None:
    path.with_suffix(".seal").unlink()


def sealed_by_somebody_else(path: Path) -> None:
    mark = path.with_suffix(".seal")
    mark.write_text(mark.read_text("ascii")[::-1], "ascii")


def sealed_for_another(path: Path) -> None:
    other = path.with_name("records.sqlite")
    KeyValueStore(other, "one").close()
    other.with_suffix(".seal").replace(path.with_suffix(".seal"))


@pytest.mark.parametrize("spoil", [unsealed, sealed_by_somebody_else, sealed_for_another, None])
def test_only_a_file_that_was_sealed_with_this_users_key_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None] | None
) -> None:
    path, connect, found = tmp_path / "readings.sqlite", sqlite3.connect, []
    store = KeyValueStore(path, "one")
    store.put([("old", "small", b"large")])
    store.close()
    if spoil:
        spoil(path)

    def seen(place: str, **more: Any) -> Any:
        found.append(Path(place).exists())
        return connect(place, **more)

    monkeypatch.setattr(sqlite3, "connect", seen)
    store = KeyValueStore(path, "one")
    assert (found, store.smalls()) == (([False], {}) if spoil else ([True], {"old": "small"}))
    store.close()


def test_a_store_whose_identity_is_another_is_not_read(tmp_path: Path) -> None:
    places = tmp_path / "a" / "readings.sqlite", tmp_path / "b" / "readings.sqlite"
    for path in places:
        store = KeyValueStore(path, "one")
        store.put([("old", "small", b"large")])
        store.close()
    places[0].replace(places[1])
    store = KeyValueStore(places[1], "one")
    assert store.smalls() == {} and not store.trouble
    store.close()


def test_a_store_that_cannot_be_replaced_is_passed_over_with_one_line(project: Path) -> None:
    run(project)
    (file,) = (project / ".newsdesk/cache").glob("readings-*.sqlite")
    file.unlink()
    file.mkdir()
    path = project / "content" / "ferry.txt"
    path.write_text(f"{path.read_text('utf-8')}{LAST}9 of them.\n", "utf-8")
    outcome = run(project)
    assert not outcome.errors and outcome.published
    told = [warning for warning in outcome.warnings if "cannot be used" in warning.reason]
    assert len(told) == 1 and "remove it, or give rights" in str(told[0])
    assert tree(project / "output") == cold(project)


@pytest.mark.parametrize("name", ["lock", "lock-holder"])
@pytest.mark.parametrize("kind", ["link", "loop", "folder"])
def test_what_lies_in_the_place_of_the_lock_leads_nowhere(project: Path, tmp_path: Path, name: str, kind: str) -> None:
    target, place = tmp_path / "mine.txt", project / ".newsdesk/cache" / name
    target.write_text("my own words", "utf-8")
    place.parent.mkdir(parents=True)
    if kind == "folder":
        place.mkdir()
    else:
        place.symlink_to(target if kind == "link" else place)
    outcome = run(project)
    assert not outcome.errors and outcome.published
    assert target.read_text("utf-8") == "my own words"
