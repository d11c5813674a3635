"""Programs that send a site: run, and their complaint in one line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence

from .site import NotSent

NOISE = ("hint:", "npm ", "    at ")
"""How lines begin that say no reason."""
LONGEST = 300


def run(words: Sequence[str], missing: str, failed: str | tuple[str, ...] = "fatal:") -> str:
    """Run a program and return what it prints. Raises NotSent with the line that begins with `failed`, else its last one.

    `missing` says how to get it if it is not installed.
    """
    if shutil.which(words[0]) is None:
        raise NotSent(f"{words[0]} is not installed; {missing}")
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).decode(errors="backslashreplace").splitlines()
        rows = [row.strip() for row in said if row.strip() and not row.startswith(NOISE)]
        told = [row for row in rows if row.startswith(failed)] or rows[-1:] or [f"status {done.returncode}"]
        raise NotSent(f"{words[0]}: {told[0][:LONGEST]}")
    return done.stdout.decode(errors="surrogateescape")
