"""The manual of daily work: `invoke --list` names the tasks, `invoke --help TASK` explains one.

The editor's tasks are those of the package; here stand those of the people who work on the newsdesk itself.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

sys.path.insert(0, str(Path(__file__).parent / "plugins"))
from newsdesk.tasks import *  # noqa: F403
from newsdesk.tasks import SETTINGS


@task(
    help={
        "select": "only tests whose names hold these words",
        "thorough": "repeat the campaign against what SECURITY.md promises, at random, and tell what was tried; takes an hour",
        "share": "with --thorough: how much of it, such as 0.1 (default: 1)",
    }
)
def test(_context: Context, select: str = "", thorough: bool = False, share: str = "1") -> None:
    """Run every test."""
    if not re.fullmatch(r"0*1|0?\.\d*[1-9]\d*", share, re.ASCII):
        raise Exit(f"--share {share}: is no share of the campaign, such as 0.1", code=2)
    _run("pytest", *(("-k", select) if select else ()), **({"NEWSDESK_THOROUGH": share} if thorough else {}))


@task
def check(_context: Context) -> None:
    """Check style, formatting and types, with ruff and mypy."""
    for command in ("ruff check .", "ruff format --check .", "mypy"):
        _run(*command.split())


def _run(*words: str, **environment: str) -> None:
    """Run a module of Python's in this terminal. Raises Exit with its status, if it failed."""
    done = subprocess.run([sys.executable, "-m", *words], env={**os.environ, **environment})
    if done.returncode:
        raise Exit(code=done.returncode)


@task
def docs(_context: Context) -> None:
    """Make the manual into a site, in manual/."""
    from newsdesk.press.options import Options
    from newsdesk.press.report import build_and_tell

    if not build_and_tell("docs/pelicanconf.py", Options()):
        raise Exit(code=1)


@task
def bless(_context: Context) -> None:
    """Write what the pastes under tests/pastes come out as today; review the difference before you commit it."""
    from tests.golden import bless as write

    for path in write():
        print(path)


@task(
    help={
        "site": "the folder of the site (default: output)",
        "into": "the folder of the pictures (default: shots)",
        "only": "kinds of pages, with commas between, such as front,article (default: all)",
        "desk": "of the pages of the desk instead",
    }
)
def shots(_context: Context, site: str = "output", into: str = "shots", only: str = "", desk: bool = False) -> None:
    """Take pictures of each kind of page, on a phone and a desktop, light and dark, and on paper; then look at them."""
    from newsdesk.workshop.browsing import NoBrowser
    from newsdesk.workshop.desk_shots import take_desk
    from newsdesk.workshop.shots import NoShots, take

    kinds = list(filter(None, only.split(",")))
    try:
        for path in take_desk(Path(), Path(into), kinds) if desk else take(Path(site), Path(into), kinds):
            print(path)
    except (NoShots, NoBrowser) as error:
        raise Exit(str(error), code=1) from None


@task(
    help={
        "cleaning": "how well and how fast pastes are read",
        "linking": "how good tags and related stories are",
        "building": "how long builds take, beside other generators, for so many stories: 100,1000",
        "pages": "what Lighthouse says of the front page and a story, if it is installed",
        "blind": "with --cleaning: score the half of the news sites that nobody has read, once, when the work is done",
        "worst": "with --cleaning: show the pages that are read worst",
        "rounds": "how often each build is measured; the median counts (default: 3)",
        "data": "a folder of documents whose truth is known, and the scorers; or of the peers' settings (default: below ../shared/bench)",
    }
)
def bench(
    _context: Context,
    cleaning: bool = False,
    linking: bool = False,
    building: str = "",
    pages: bool = False,
    blind: bool = False,
    worst: bool = False,
    rounds: str = "3",
    data: str = "",
) -> None:
    """Measure, on pages or stories whose truth is known: the scorers' figures for each set. Or measure builds, or pages."""
    import datetime

    if not (rounds.isascii() and rounds.isdecimal() and int(rounds[:9])):
        raise Exit(f"--rounds {rounds}: is no number of rounds, such as 3", code=2)
    if pages and not (cleaning or linking or building):
        _bench_pages()
        return
    if building and not (cleaning or linking):
        from newsdesk.workshop import building as builds

        if not all(count.isdecimal() for count in building.split(",")):
            raise Exit(f"--building {building}: is no list of numbers, such as 100,1000", code=2)
        peers = Path(data or "../shared/bench/building/peers").resolve()
        builds.run([int(count) for count in building.split(",")], int(rounds[:9]), peers)
        return
    if pages or building or cleaning == linking:
        raise Exit("say what to measure: invoke bench --cleaning, --linking, --building 100,1000, or --pages", code=2)
    folder = Path(data or f"../shared/bench/{'cleaning' if cleaning else 'linking'}")
    try:
        if cleaning:
            from newsdesk.workshop import bench as workshop

            workshop.run(folder, datetime.date.today(), blind, worst)
        else:
            from newsdesk.workshop import linking as links

            links.run(folder)
    except FileNotFoundError as error:
        raise Exit(f"{error.filename or error}: is not there; name the folder with --data", code=1) from None


def _bench_pages() -> None:
    from newsdesk.press.build import build
    from newsdesk.press.options import Options
    from newsdesk.workshop import browsing, lighthouse

    try:
        lighthouse.run(lambda site, address: build(SETTINGS, Options(output=site, siteurl=address)))
    except browsing.NoBrowser as error:
        print(f"skipped: {error}")


@task(help={"data": "a folder of pages whose lines are known, as JSON lines (default: ../shared/bench/cleaning)"})
def train(_context: Context, data: str = "../shared/bench/cleaning") -> None:
    """Learn anew which lines are a story's, and which of them its facts; needs the extra 'train'. The same pages give the same bytes."""
    from newsdesk.workshop import train as workshop

    try:
        pages = workshop.read_pages(Path(data))
    except FileNotFoundError as error:
        raise Exit(f"{error.filename or error}: is not there; name the folder with --data", code=1) from None
    print(f"learning from {len(pages.lines)} pages and selections of {len({page.site for page in pages.lines})} sites")
    folder = Path("plugins/newsdesk/clean/model/learned")
    workshop.write(workshop.fit(pages), folder)
    print(f"{folder}: {sum(path.stat().st_size for path in folder.glob('*.npz')) / 1000:.0f} kB written")
