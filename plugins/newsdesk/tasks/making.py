"""What is made of the pastes: the site, editions, e-mails, what is published."""

from __future__ import annotations

import contextlib
import sys
from functools import partial
from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task
from rich.console import Console

from .arguments import CONTENT, SETTINGS, EditionTask


@task(
    help={
        "content": "the folder of pastes (default: content)",
        "output": "the folder of the site (default: output)",
        "siteurl": "where the site will stand (default: SITEURL in pelicanconf.py)",
        "keep-going": "publish the rest if a paste cannot be published; the exit status is 1 all the same",
        "drafts": "make the pages of drafts, too",
        "fresh": "make everything anew, whatever earlier builds have kept",
        "why": "list what was made anew, and because of which change",
        "allow-removal": "take down most of the published stories, if their pastes are gone",
        "dry-run": "list which files would change in the output folder, and publish nothing",
    }
)
def build(
    _context: Context,
    content: str | None = None,
    output: str | None = None,
    siteurl: str | None = None,
    keep_going: bool = False,
    drafts: bool = False,
    fresh: bool = False,
    why: bool = False,
    allow_removal: bool = False,
    dry_run: bool = False,
) -> None:
    """Build the site: read the pastes, publish to the output folder if nothing is wrong."""
    from ..press.options import Options
    from ..press.report import build_and_tell

    options = Options(content, output, siteurl, keep_going, drafts, fresh, allow_removal, dry_run)
    if not build_and_tell(SETTINGS, options, why):
        raise Exit(code=1)


@task(
    klass=EditionTask,
    positional=["edition"],
    help={
        "edition": "its day, as 2021-02-25, or its week, as 2021-w08 (default: the latest)",
        "content": "the folder of pastes (default: content)",
        "siteurl": "where the site stands (default: SITEURL in pelicanconf.py)",
        "output": "the folder to write into (default: email)",
    },
)
def email(
    _context: Context,
    edition: str = "",
    content: str | None = None,
    siteurl: str | None = None,
    output: str = "email",
) -> None:
    """Write an edition as an e-mail: one HTML file, one text file, and a subject line."""
    from ..press.editions.choose import NoEdition
    from ..press.editions.email import HEAVY, make_letter, write_letter
    from ..press.options import Options

    try:
        options = Options(content, siteurl=siteurl, waiting=lambda words: print(words, file=sys.stderr))
        letter = make_letter(SETTINGS, options, edition)
        paths = write_letter(letter, Path(output))
    except NoEdition as error:
        raise Exit(str(error), code=1) from None
    except OSError as error:
        raise Exit(f"{error.filename or output}: cannot be written ({error.strerror})", code=1) from None
    for path in paths:
        size = path.stat().st_size
        print(f"{path}: {size / 1000:.0f} kB" + ("; mail programs cut off so long a letter" if size > HEAVY else ""))
    print(f"subject: {letter.subject}")


@task(
    klass=EditionTask,
    positional=["edition"],
    help={
        "edition": "its day, as 2021-02-25, or its week, as 2021-w08 (default: the latest)",
        "content": "the folder of pastes (default: content)",
        "write": "write content/editions/DAY.md, with the stories in the order that they have, to be changed by hand",
    },
)
def edition(_context: Context, edition: str = "", content: str | None = None, write: bool = False) -> None:
    """Show an edition before it goes out: order, sources, words, what has no note, what is unsure, twice there or held."""
    from ..press.editions import overview
    from ..press.editions.choose import NoEdition
    from ..press.options import Options

    try:
        found = overview.look(SETTINGS, Options(content), edition)
        overview.tell(found, Console())
        if write:
            print(f"{overview.write_file(found)}: written")
    except NoEdition as error:
        raise Exit(str(error), code=1) from None
    except OSError as error:
        raise Exit(f"{error.filename}: cannot be written ({error.strerror})", code=1) from None


@task(help={"port": "where to serve (default: 8000)", "content": "the folder of pastes (default: content)"})
def serve(_context: Context, port: str = "8000", content: str = CONTENT) -> None:
    """Build, serve on 127.0.0.1 with drafts, build again whenever something changes, and show it in the browser."""
    _serve(port, content)


@task(help={"port": "where to serve (default: 8000)", "content": "the folder of pastes (default: content)"})
def desk(_context: Context, port: str = "8000", content: str = CONTENT) -> None:
    """Open the desk in the browser: paste, see and correct, arrange, publish; what `serve` shows is there, too."""
    _serve(port, content, opened=True)


def _serve(port: str, content: str, opened: bool = False) -> None:
    if not (port.isascii() and port.isdecimal()):
        raise Exit(f"port {port!r} cannot be used (it is no number); choose another with --port", code=2)
    from ..desk.serve import serve
    from ..press import generator, plugin  # noqa: F401 -- read once, for all builds to come

    serve(Path(), int(port[:9]), content, partial(_build_to_serve, content), opened)


def _build_to_serve(content: str, site: str, address: str, **more: Any) -> None:
    from ..press.cache.resume import Stale
    from ..press.options import Options
    from ..press.report import build_and_tell

    with contextlib.suppress(Stale):
        build_and_tell(
            SETTINGS, Options(content, site, address, keep_going=True, drafts=True, allow_removal=True, **more)
        )


@task(
    help={
        "to": "where to (default: PUBLISH_TO in pelicanconf.py)",
        "dry-run": "build, list what would change there, and send nothing",
        "allow-removal": "take most of what is published down, if it is gone, and most of what is there",
        "content": "the folder of pastes (default: content)",
        "siteurl": "where the site will stand (default: SITEURL in pelicanconf.py)",
    }
)
def publish(
    _context: Context,
    to: str = "",
    dry_run: bool = False,
    allow_removal: bool = False,
    content: str | None = None,
    siteurl: str | None = None,
) -> None:
    """Build, list what will change at the host, and send it."""
    from ..press.options import Options
    from ..press.publication import NoSettings, publication
    from ..press.report import build_and_tell
    from ..publishing.publish import publish as send
    from ..publishing.publish import target_of
    from ..publishing.site import NotSent

    options = Options(content, siteurl=siteurl, allow_removal=allow_removal)
    try:
        found = publication(SETTINGS, options)
        target = target_of(to or found.to)
        if not found.siteurl:
            raise NotSent("SITEURL is empty, and feeds need it; set it in pelicanconf.py")
        if not build_and_tell(SETTINGS, options):
            raise Exit(code=1)
        send(found.output, target, to or found.to, print, dry_run, allow_removal)
    except (NoSettings, NotSent) as error:
        raise Exit(str(error), code=1) from None
