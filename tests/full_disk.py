"""Builds on a real disk of a few megabytes, mounted where no other process sees it; prints what came of each."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .conftest import PROJECT, run_invoke, story, tree
from .test_warm import cold, make_project


def main(disk: Path) -> None:
    """Build, build with more than the disk holds, and build once there is room again."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(disk)], check=True)
    project = make_project(disk)
    shutil.copy(PROJECT / "tasks.py", project)
    paste = project / "content" / "harbour.txt"
    paste.write_text(story(), "utf-8")
    steps = {"before": step(project)}
    paste.write_text(story(headline="Harbour closes again"), "utf-8")
    large = project / "content" / "large.txt"
    tail = "\n\n".join(f"Ship number {number} had waited at sea for {number} hours." for number in range(5000))
    large.write_text(story(headline="A long list of ships", tail=tail), "utf-8")
    steps["full"] = step(project)
    large.unlink()
    filler = disk / "filler"
    fill(filler)
    steps["stuffed"] = step(project)
    fill(filler)  # the build has made room, of what it keeps
    done = run_invoke("new", "Ferry", stdin=story(headline="Ferry sails again"), cwd=project)
    steps["new"] = {"status": done.returncode, "told": done.stderr, "written": (project / "content/ferry.txt").exists()}
    filler.unlink()
    steps["after"] = step(project)
    stories, page = project / "output" / "stories", project / "output" / "stories" / "harbour.html"
    paste.write_text(story(headline="Harbour opens at last"), "utf-8")
    with mounted(stories, stories):
        subprocess.run(["mount", "-o", "remount,bind,ro", str(stories)], check=True)
        steps["closed"] = step(project)
    with mounted(paste, page):  # a file that nothing can be moved to
        steps["busy"] = step(project)
    steps["opened"] = step(project)
    print(json.dumps(steps))


def at_random(disk: Path, times: int, seed: int) -> None:
    """Build so many times with as little room as chance has it; print what failed."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(disk)], check=True)
    project, filler = make_project(disk), disk / "filler"
    shutil.copy(PROJECT / "tasks.py", project)
    paste, failures = project / "content" / "harbour.txt", []
    paste.write_text(story(), "utf-8")
    step(project)
    for number in range(times):
        chance, before = random.Random(seed + number), tree(project / "output")
        paste.write_text(story(headline=f"Harbour opens for the {chance.randrange(1000)}th time"), "utf-8")
        if chance.random() < 0.3:
            shutil.rmtree(project / ".newsdesk", ignore_errors=True)  # of a build that found no room for it
        fill(filler, chance.randrange(400_000))
        done = run_invoke("build", cwd=project)
        full, after = tree(project / "output"), cold(project)
        filler.unlink()
        errors = [row for row in done.stderr.splitlines() if not row.startswith("warning")]
        if done.returncode == 0:
            right = full == after and not errors
        else:
            right = bool(errors) and all("No space left" in row and "stopped" not in row for row in errors)
            right = right and (full == before or "are published" in errors[0])
        right = right and all(content in (before.get(name), after.get(name)) for name, content in full.items())
        again = run_invoke("build", cwd=project)
        last = tree(project / "output")
        if not right or again.returncode or last != after:
            odd = [
                sorted(name for name in after | found if after.get(name) != found.get(name)) for found in (full, last)
            ]
            told = (done.returncode, done.stderr[:1000], again.stderr[:1000], *(names[:5] for names in odd))
            failures.append(f"{seed + number}: {told}")
    print(json.dumps(failures))


def fill(filler: Path, room: int = 0) -> None:
    """Make a file take all room that is left, but so many bytes."""
    with suppress(OSError), filler.open("ab", 0) as file:
        while True:
            file.write(bytes(512))
    os.truncate(filler, max(0, filler.stat().st_size - room))


@contextmanager
def mounted(what: Path, where: Path) -> Iterator[None]:
    """Have something stand in the place of something else."""
    subprocess.run(["mount", "--bind", str(what), str(where)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(where)], check=True)


def step(project: Path) -> dict[str, object]:
    """Build, and tell the exit status, the errors and what stands in the output folder."""
    done = run_invoke("build", cwd=project)
    return {
        "status": done.returncode,
        "told": done.stderr,
        "closing": done.stdout,
        "files": {k: v.hex() for k, v in tree(project / "output").items()},
    }


if __name__ == "__main__":
    at_random(Path(sys.argv[1]), *map(int, sys.argv[2:])) if sys.argv[2:] else main(Path(sys.argv[1]))
