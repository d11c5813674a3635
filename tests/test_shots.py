"""Pictures of the pages, and what Lighthouse says of them."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from newsdesk.workshop.shots import pages

from .conftest import PROJECT, Invoke, story, tree
from .test_warm import make_project


def test_every_kind_of_page_is_found(brief: Path) -> None:
    found = pages(brief)
    assert {
        "front",
        "edition",
        "week",
        "article",
        "arabic",
        "tag",
        "section",
        "line",
        "archive",
        "month",
        "404",
    } <= set(found)
    assert all(path.is_file() for path in found.values()) and len(set(found.values())) == len(found)


def test_pictures_are_taken_on_a_phone_and_a_desktop_light_and_dark_and_on_paper(
    invoke: Invoke, chromium: str, brief: Path, tmp_path: Path
) -> None:
    done = invoke("shots", "--site", str(brief), "--into", str(tmp_path), "--only", "line")
    assert done.returncode == 0, done.stderr
    written = [Path(row) for row in done.stdout.splitlines()]
    assert sorted(written) == sorted(path for path in tmp_path.iterdir())
    for width, name in ((390, "phone"), (1440, "desktop")):
        light, dark = (tmp_path / f"line-{name}-{scheme}.png" for scheme in ("light", "dark"))
        assert light.read_bytes() != dark.read_bytes()
        assert struct.unpack(">I", light.read_bytes()[16:20]) == (width,)
    assert (tmp_path / "line-print.pdf").read_bytes().startswith(b"%PDF")


def test_pictures_of_the_desk_are_taken_and_nothing_is_written_into_the_project(
    invoke: Invoke, chromium: str, tmp_path: Path
) -> None:
    project = make_project(tmp_path)
    shutil.copy(PROJECT / "tasks.py", project)
    (project / "content/port.txt").write_text(story())
    before = tree(project / "content")
    done = invoke("shots", "--desk", "--into", str(tmp_path / "shots"), "--only", "conflict,read", cwd=project)
    assert done.returncode == 0, done.stderr
    names = [
        f"desk-{kind}-{width}-{scheme}.png"
        for kind in ("conflict", "read")
        for width in ("phone", "desktop")
        for scheme in ("light", "dark")
    ]
    assert [Path(row).name for row in done.stdout.splitlines()] == names
    assert tree(project / "content") == before
    done = invoke("shots", "--desk", "--only", "cover", cwd=project)
    assert done.returncode == 1 and done.stderr.startswith("'cover' is no page of the desk; they are stories, story,")


def test_a_folder_without_a_site_is_told(invoke: Invoke, brief: Path, tmp_path: Path) -> None:
    done = invoke("shots", "--site", str(tmp_path))
    assert done.returncode == 1 and done.stderr == f"{tmp_path}: holds no site; build one first: invoke build\n"
    done = invoke("shots", "--site", str(brief), "--only", "cover")
    assert done.returncode == 1 and done.stderr.startswith(
        "'cover' is no kind of page that is there; the kinds are 404, arabic,"
    )


def test_without_lighthouse_the_bench_says_what_to_install(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_NODE_MODULES", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    done = invoke("bench", "--pages")
    assert done.returncode == 0
    assert done.stdout == "skipped: Lighthouse is not installed: npm install --no-save --ignore-scripts lighthouse\n"
