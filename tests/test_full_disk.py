"""A full disk is an error, and no broken site."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from shutil import which
from typing import Any

import pytest

from .conftest import PROJECT

UNSHARE = ("unshare", "--map-root-user", "--mount")
MOUNTS = (
    not subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode if which("unshare") else False
)
"""True where a process may mount a disk that no other sees: on Linux, mostly."""


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of builds on a disk that fails in several ways, one after the other."""
    if not MOUNTS and not os.environ.get("CI"):
        pytest.skip("this system lets no test mount a disk of its own")
    disk = tmp_path_factory.mktemp("disk")
    words = [*UNSHARE, sys.executable, "-m", "tests.full_disk", str(disk)]
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_full_disk_is_an_error_and_leaves_the_site_as_it_was(steps: Any) -> None:
    assert steps["before"]["status"] == 0
    assert steps["full"]["status"] == 1
    assert "No space left" in steps["full"]["told"]
    assert len(steps["full"]["told"].splitlines()) == 1
    assert steps["full"]["files"] == steps["before"]["files"]
    assert steps["after"]["status"] == 0
    assert "stories/harbour.html" in steps["after"]["files"]
    assert steps["after"]["files"] != steps["before"]["files"]


def test_a_folder_of_the_output_that_cannot_be_written_leaves_the_site_as_it_was(steps: Any) -> None:
    closed = steps["closed"]
    assert closed["status"] == 1
    assert closed["told"] == "error   output/stories: cannot be written (Permission denied); make room or give rights\n"
    assert "nothing was published" in closed["closing"]
    assert closed["files"] == steps["after"]["files"]


def test_a_site_that_is_published_in_part_is_told_as_that_and_mended_by_the_next_build(steps: Any) -> None:
    before, busy, opened = steps["after"], steps["busy"], steps["opened"]
    assert busy["status"] == 1
    found = re.fullmatch(
        r"error   output/stories/harbour.html: cannot be written \(Device or resource busy\); (\d+) of (\d+) changes are published, "
        r"the others are not; make room or give rights, and build again\n",
        busy["told"],
    )
    assert found, busy["told"]
    changed = [name for name in opened["files"] if opened["files"][name] != before["files"].get(name)]
    up = [name for name in changed if busy["files"][name] == opened["files"][name]]
    total = len(changed) + len(before["files"].keys() - opened["files"].keys())
    assert (len(up), total) == (int(found[1]), int(found[2])) and 0 < len(up) < len(changed)
    assert f"{len(up)} files written" in busy["closing"] and "nothing" not in busy["closing"]
    assert f"{total - len(up)} not published" in busy["closing"]
    assert opened["status"] == 0
    assert "Harbour opens at last" in bytes.fromhex(opened["files"]["stories/harbour.html"]).decode()


def test_a_disk_without_one_free_block_stops_a_build_and_a_new_paste_in_one_line_each(steps: Any) -> None:
    stuffed, new = steps["stuffed"], steps["new"]
    errors = [row for row in stuffed["told"].splitlines() if not row.startswith("warning")]
    assert stuffed["status"] == 1 and len(errors) == 1 and "No space left" in errors[0]
    assert stuffed["files"] == steps["before"]["files"]
    assert (new["status"], new["written"]) == (1, False)
    assert len(new["told"].splitlines()) == 1 and "No space left" in new["told"]
