"""A full disk is an error, and no broken site."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from .conftest import PROJECT

UNSHARE = ("unshare", "--map-root-user", "--mount")
MOUNTS = (
    not subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode if which("unshare") else False
)
"""True where a process may mount a disk that no other sees: on Linux, mostly."""


@pytest.mark.skipif(not MOUNTS and not os.environ.get("CI"), reason="this system lets no test mount a disk of its own")
def test_a_full_disk_is_an_error_and_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    words = [*UNSHARE, sys.executable, "-m", "tests.full_disk", str(disk)]
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    steps = json.loads(done.stdout)
    assert steps["before"]["status"] == 0
    assert steps["full"]["status"] == 1
    assert "No space left" in steps["full"]["told"]
    assert len(steps["full"]["told"].splitlines()) == 1
    assert steps["full"]["files"] == steps["before"]["files"]
    assert steps["after"]["status"] == 0
    assert "stories/harbour.html" in steps["after"]["files"]
    assert steps["after"]["files"] != steps["before"]["files"]
