"""A whole build: everything is made beside the output folder, and published only if nothing is wrong."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import re
import shutil
import sqlite3
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from .. import store
from ..incremental.lock import LOCK, alone
from ..incremental.manifest import Manifest
from ..problems import Problem, Problems, Unpublishable
from .cache.build import Cache
from .log_capture import captured_log
from .options import Options, Outcome
from .sources.unread import tell_closed, tell_unread

SITE = re.compile(r"https?://[^\s/?#\"<>@]+(?:/[^\s?#\"<>]*)?")
RARELY = 1_000_000
"""Objects made between two looks for cycles among them, and such looks between two at all: a build makes millions of objects
that it keeps, and looking at them cost it a tenth."""
CATALOG = "catalog.json"
ROW = '{"slug": '
"""How a story's line in it begins: no more of it is read, for of a hundred thousand stories it is 120 MB."""
STAGE = "stage"
"""Below what is kept: the folder to build in where none can be had beside the output folder."""
FEW_GONE = 3
"""Stories that may go at once, however few there are."""


def build(settings_path: str, options: Options) -> Outcome:
    """Build the site of a settings file. Raises Stale if it waited, and so much has changed meanwhile that it must begin anew."""
    options.began = time.perf_counter()
    thresholds = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(RARELY, RARELY)
    try:
        return _looked_after(settings_path, options)
    finally:
        gc.freeze()  # a process that ends would look through all that the build made
        gc.set_threshold(*thresholds)


def _looked_after(settings_path: str, options: Options) -> Outcome:
    problems = Problems(quiet=True)
    with captured_log(problems) as capture:
        if options.content is not None and not os.path.isdir(options.content):
            problems.error(options.content or "--content", 0, "is no folder; name the one that holds the pastes")
            return _outcome(problems, options.began)
        cache = Cache(settings_path, options)
        with alone(cache.folder / LOCK, options.waiting) as let_go:
            baseline = (
                None if options.fresh or options.wait or options.dry_run else cache.unchanged_outcome(options.began)
            )
            if baseline is not None:
                return baseline
            try:
                settings = settings_for(settings_path, options, problems, cache)
            except Unpublishable:
                return _outcome(problems, options.began)
            capture.content = settings["PATH"]
            return _build(settings, cache, options, problems, let_go)


def _build(
    settings: dict[str, Any],
    cache: Cache,
    options: Options,
    problems: Problems,
    let_go: LetGo,
) -> Outcome:
    output, content = Path(settings["OUTPUT_PATH"]), Path(settings["PATH"])
    try:
        store.check_output(output, (content, Path(settings["THEME"]), Path.cwd()))
    except store.ForeignFolder as error:
        problems.error(str(output), 0, str(error))
    except OSError as error:
        problems.error(str(output), 0, f"cannot be written ({error.strerror}); name another folder")
    if content.resolve() in output.resolve().parents:
        problems.error(str(output), 0, "lies among the pastes; name a folder beside them")
    if settings["SITEURL"] and not SITE.fullmatch(settings["SITEURL"]):
        problems.error("", 0, f"{settings['SITEURL']!r} is no address of a site; write it as https://brief.example.org")
    if problems.errors:
        return _outcome(problems, options.began)
    tell_closed(content, problems)
    with cache.open(settings, problems, options.fresh), _stage(store.stage_of(output), cache.folder / STAGE) as stage:
        settings["OUTPUT_PATH"], problems.output = str(stage), (str(stage), str(output))
        articles = run_pelican(settings, problems, options, let_go=let_go)
        if articles is None or (problems.errors and not options.keep_going):
            return _outcome(problems, options.began)
        told = "" if options.allow_removal else _removal(output, articles)
        if told:
            problems.error(str(output), 0, told)
        if options.dry_run:
            changes = store.compare(stage, output, cache.manifest.files, settings["OUTPUT_RETENTION"])
            return replace(_outcome(problems, options.began, articles), changes=changes)
        if told:
            return _outcome(problems, options.began)
        try:
            published = store.publish(stage, output, cache.manifest.files, settings["OUTPUT_RETENTION"])
        except store.PartlyPublished as error:
            done = error.published.written + error.published.removed
            reason = f"{done} of {done + error.published.left} changes are published, the others are not"
            advice = "make room or give rights, and build again"
            problems.error(error.filename, 0, f"cannot be written ({error.strerror}); {reason}; {advice}")
            return _outcome(problems, options.began, articles, error.published)
        except OSError as error:
            advice = "make room or give rights"
            problems.error(error.filename or str(output), 0, f"cannot be written ({error.strerror}); {advice}")
            return _outcome(problems, options.began)
        options.published()
        outcome = _outcome(problems, options.began, articles, published, cache.manifest)
        try:
            cache.keep(outcome, settings, output)
        except (OSError, sqlite3.Error) as error:
            lost = Problem(str(cache.folder), 0, f"cannot be written ({error}); the next build will be a slow one")
            outcome = replace(outcome, warnings=(*outcome.warnings, lost))
    return replace(outcome, seconds=time.perf_counter() - options.began)


def _removal(output: Path, articles: Any) -> str:
    """Say how many of the published stories would be gone, if that is most of them; empty if it is not.

    The folder's own catalog tells which they are: what is kept of the last build may be lost.
    """
    with contextlib.suppress(OSError, ValueError, TypeError), (output / CATALOG).open(encoding="utf-8") as rows:
        before = {json.loads(row[len(ROW) :].partition(", ")[0]) for row in rows if row.startswith(ROW)}
        gone = before - {story.slug for story in (*articles.articles, *articles.hidden_articles)}
        if len(gone) > FEW_GONE and len(gone) * 2 > len(before):
            found = f"{len(gone)} of its {len(before)} stories would be removed"
            return f"{found}; look whether the pastes are all there, or build with --allow-removal if that is meant"
    return ""


@contextmanager
def _stage(*places: Path) -> Iterator[Path]:
    """Give a folder to build in, the first that can be had, and take it away again; what a build left that was killed gives way."""
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        with contextlib.suppress(OSError):
            place.mkdir(parents=True)
            break
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def settings_for(path: str, options: Options, problems: Problems, cache: Cache) -> dict[str, Any]:
    """Return Pelican's settings of a file, with what the editor asks for and the build that they are of. Raises Unpublishable."""
    from pelican.settings import read_settings

    from .current_build import KEY, Build

    given = {"PATH": options.content, "OUTPUT_PATH": options.output}
    override: dict[str, Any] = {key: os.path.abspath(value) for key, value in given.items() if value is not None}
    if options.siteurl is not None:
        override["SITEURL"] = options.siteurl.rstrip("/")
        override["FEED_DOMAIN"] = options.siteurl.rstrip("/")
    if options.drafts:
        override |= {"DRAFT_SAVE_AS": "drafts/{slug}.html", "DRAFT_URL": "drafts/{slug}.html"}
    try:
        settings: dict[str, Any] = read_settings(path, override=override)
    except (Exception, SystemExit) as error:  # the file is a program, and may fail in any way
        reason = f"{type(error).__name__}: {getattr(error, 'strerror', None) or getattr(error, 'msg', error)}"
        raise problems.error(path, _line_of(error, path), f"cannot be read ({reason}); mend it") from None
    settings[KEY] = Build(problems, cache)
    return settings


def _line_of(error: BaseException, path: str) -> int:
    """Return the line of a file at which an error came up; 0 if it did so elsewhere."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0 if error.filename == os.path.abspath(path) else 0
    here = [row.lineno for row in traceback.extract_tb(error.__traceback__) if row.filename == os.path.abspath(path)]
    return here[-1] or 0 if here else 0


class _Enough(Exception):
    """All is read, and nothing is to be written."""


def _read_alone(_site: Any) -> None:
    raise _Enough


LetGo = Callable[[], AbstractContextManager[None]]
"""What lets go of the lock on what is kept for as long as a block runs."""


def run_pelican(
    settings: dict[str, Any], problems: Problems, options: Options, writing: bool = True, let_go: LetGo = nullcontext
) -> Any:
    """Run Pelican; return its generator of articles, or None if it could not come to an end.

    Without `writing` it stops where all is read, before the first page. Raises Stale, see `build`.
    """
    from pelican import Pelican
    from pelican.log import console
    from pelican.plugins import signals as pelican

    from .cache.resume import Stale, renew
    from .context import Unlistable
    from .current_build import build_of
    from .generator import StoriesGenerator
    from .waiting import Waiting

    seen: dict[str, Any] = {"reading": 0, "writing": 0}

    def read(_sender: Any, metadata: Any) -> None:
        seen["reading"] += 1
        options.progress("reading", seen["reading"])

    def wrote(_path: Any, context: Any) -> None:
        seen["writing"] += 1
        options.progress("writing", seen["writing"])

    def finished(generators: Any) -> None:
        seen["articles"] = next(each for each in generators if isinstance(each, StoriesGenerator))
        tell_unread(seen["articles"], problems)
        if options.wait is not None:
            options.ready(Waiting(seen["articles"]))
            with let_go():
                options.wait()
            options.began = time.perf_counter()
            renew(seen["articles"])
        build_of(settings).links.forget_state()

    console.quiet = True
    try:
        with (
            pelican.article_generator_context.connected_to(read),
            pelican.content_written.connected_to(wrote),
            pelican.all_generators_finalized.connected_to(finished),
            nullcontext() if writing else pelican.get_writer.connected_to(_read_alone),
        ):
            while True:
                with contextlib.suppress(Unlistable):
                    Pelican(settings).run()
                    break
    except _Enough:
        return seen["articles"]
    except Stale:
        raise
    except Exception as error:  # Pelican stops a build with exceptions of any kind; the editor gets one line
        if isinstance(error, OSError) and error.errno in store.FULL:
            problems.error(
                error.filename or settings["OUTPUT_PATH"], 0, f"cannot be written ({error.strerror}); make room"
            )
        else:
            problems.error("", 0, f"the build stopped: {type(error).__name__}: {error}; nothing was published")
        return None
    finally:
        console.quiet = False
    return seen["articles"]


def _outcome(
    problems: Problems,
    started: float,
    articles: Any = None,
    published: store.Published | None = None,
    manifest: Manifest | None = None,
) -> Outcome:
    from .current_build import build_of

    build = build_of(articles.settings) if articles else None
    held = {story.source_path for story in articles.drafts} & build.held.keys() if build else ()
    return Outcome(
        errors=tuple(sorted(problems.errors)),
        warnings=tuple(sorted(problems.warnings)),
        stories=len(articles.articles) if articles else 0,
        drafts=len(articles.drafts) if articles else 0,
        hidden=len(articles.hidden_articles) if articles else 0,
        held=tuple(sorted((path, build.held[path]) for path in held)) if build else (),
        held_until=build.held_until.isoformat() if build and build.held_until else "",
        seconds=time.perf_counter() - started,
        published=published,
        made=tuple(manifest.made) if manifest else (),
        troubles=tuple(sorted(manifest.troubles.items())) if manifest else (),
    )
