"""A whole build: everything is made beside the output folder, and published only if nothing is wrong."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .. import store
from ..kept import alone
from .cache import Cache
from .ledger import Ledger
from .listening import listening
from .pictures import ENDINGS as PICTURES
from .problems import KEY, Problem, Problems, shown
from .words import FOLDER as LANGUAGES

SOURCES = (".txt", ".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")
"""What Pelican and this plugin read; of anything else beside the pastes a build says that it was passed over."""
SITE = re.compile(r"https?://[^\s/?#\"<>@]+(?:/[^\s?#\"<>]*)?")
RARELY = 1_000_000
"""Objects made between two looks for cycles among them, and such looks between two at all: a build makes millions of objects
that it keeps, and looking at them cost it a tenth."""
NO_SOURCES = ("tags.toml", "rules.toml")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build."""

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    stories: int = 0
    drafts: int = 0
    hidden: int = 0
    seconds: float = 0.0
    published: store.Published | None = None
    """None: the output folder is as it was"""
    made: tuple[tuple[str, str], ...] = ()
    """what was made anew, each with its reason"""
    troubles: tuple[tuple[str, str], ...] = ()
    """templates whose pages are made at every build, and why"""


@dataclass(slots=True)
class Wishes:
    """What the editor asks of a build; None leaves it to `pelicanconf.py`."""

    content: str | None = None
    output: str | None = None
    siteurl: str | None = None
    keep_going: bool = False
    drafts: bool = False
    """True: make the pages of drafts, too, to look at them"""
    fresh: bool = False
    """True: make everything anew, whatever earlier builds have kept"""
    progress: Callable[[str, int], None] = field(default=lambda _step, _count: None)
    """is told each step, "reading" or "writing", and how many files it has passed"""
    wait: Callable[[], object] | None = None
    """is called when all is read, while other builds may run; what has changed once it returns is read before the build goes on"""
    published: Callable[[], object] = lambda: None
    """is called when the output folder is as it shall be"""
    began: float = 0.0
    """when the build began, or went on, by `time.perf_counter`"""


def build(settings_path: str, wishes: Wishes) -> Outcome:
    """Build the site of a settings file. Raises Stale if it waited, and so much has changed meanwhile that it must begin anew."""
    wishes.began = time.perf_counter()
    gc.unfreeze()
    gc.set_threshold(RARELY, RARELY)
    try:
        return _looked_after(settings_path, wishes)
    finally:
        gc.freeze()  # a process that ends would look through all that the build made


def _looked_after(settings_path: str, wishes: Wishes) -> Outcome:
    problems = Problems(keep_going=wishes.keep_going, quiet=True)
    with listening(problems) as listener:
        if wishes.content is not None and (not wishes.content or not Path(wishes.content).is_dir()):
            problems.error(wishes.content or "--content", 0, "is no folder; name the one that holds the pastes")
            return _outcome(problems, wishes.began)
        cache = Cache(settings_path, wishes)
        with alone(cache.folder / "lock", lambda: wishes.progress("waiting for another build", 0)) as let_go:
            standing = None if wishes.fresh or wishes.wait else cache.still_standing(wishes.began)
            if standing is not None:
                return standing
            settings = settings_for(settings_path, wishes, problems)
            listener.content = settings["PATH"]
            return _build(settings, cache, wishes, problems, let_go)


def _build(
    settings: dict[str, Any],
    cache: Cache,
    wishes: Wishes,
    problems: Problems,
    let_go: LetGo,
) -> Outcome:
    output, content = Path(settings["OUTPUT_PATH"]), Path(settings["PATH"])
    try:
        store.check_output(output, (content, Path(settings["THEME"]), Path.cwd()))
    except store.ForeignFolder as error:
        problems.error(str(output), 0, str(error))
    if content.resolve() in output.resolve().parents:
        problems.error(str(output), 0, "lies among the pastes; name a folder beside them")
    if settings["SITEURL"] and not SITE.fullmatch(settings["SITEURL"]):
        problems.error("", 0, f"{settings['SITEURL']!r} is no address of a site; write it as https://brief.example.org")
    if problems.errors:
        return _outcome(problems, wishes.began)
    _tell_strangers(content, settings, problems)
    with cache.open(settings, wishes.fresh), _stage(output) as stage:
        settings["OUTPUT_PATH"] = str(stage)
        articles = run_pelican(settings, problems, wishes, let_go=let_go)
        if articles is None or (problems.errors and not wishes.keep_going):
            return _outcome(problems, wishes.began)
        try:
            published = store.publish(stage, output, cache.ledger.files, settings["OUTPUT_RETENTION"])
        except OSError as error:
            problems.error(
                error.filename or str(output),
                0,
                f"cannot be written ({error.strerror}); make room or give rights",
            )
            return _outcome(problems, wishes.began)
        wishes.published()
        outcome = _outcome(problems, wishes.began, articles, published, cache.ledger)
        try:
            cache.keep(outcome, settings, output)
        except (OSError, sqlite3.Error) as error:
            lost = Problem(str(cache.folder), 0, f"cannot be written ({error}); the next build will be a slow one")
            outcome = replace(outcome, warnings=(*outcome.warnings, lost))
    return replace(outcome, seconds=time.perf_counter() - wishes.began)


@contextmanager
def _stage(output: Path) -> Iterator[Path]:
    """Give a folder to build in, on the output folder's disk if that can be, and take it away again."""
    beside = output.parent / f".{output.name}.new"
    try:
        shutil.rmtree(beside, ignore_errors=True)  # what a build left that was killed
        beside.mkdir(parents=True)
    except OSError:
        with tempfile.TemporaryDirectory(prefix="newsdesk-") as elsewhere:
            yield Path(elsewhere)
        return
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def settings_for(path: str, wishes: Wishes, problems: Problems) -> dict[str, Any]:
    """Return Pelican's settings of a file, with what the editor wishes and a place for problems."""
    from pelican.settings import read_settings

    given = {"PATH": wishes.content, "OUTPUT_PATH": wishes.output}
    override: dict[str, Any] = {key: os.path.abspath(value) for key, value in given.items() if value is not None}
    if wishes.siteurl is not None:
        override["SITEURL"] = wishes.siteurl.rstrip("/")
        override["FEED_DOMAIN"] = wishes.siteurl.rstrip("/")
    if wishes.drafts:
        override |= {"DRAFT_SAVE_AS": "drafts/{slug}.html", "DRAFT_URL": "drafts/{slug}.html"}
    settings: dict[str, Any] = read_settings(path, override=override)
    settings[KEY] = problems
    return settings


class _Enough(Exception):
    """All is read, and nothing is to be written."""


def _read_alone(_site: Any) -> None:
    raise _Enough


LetGo = Callable[[], AbstractContextManager[None]]
"""What lets go of the lock on what is kept for as long as a block runs."""


def run_pelican(
    settings: dict[str, Any], problems: Problems, wishes: Wishes, writing: bool = True, let_go: LetGo = nullcontext
) -> Any:
    """Run Pelican; return its generator of articles, or None if it could not come to an end.

    Without `writing` it stops where all is read, before the first page. Raises Stale, see `build`.
    """
    from pelican.log import console
    from pelican.plugins import signals as pelican

    from .renew import Stale, renew
    from .signals import BuildStopped
    from .stories import Brief, StoriesGenerator

    seen: dict[str, Any] = {"reading": 0, "writing": 0}

    def read(_sender: Any, metadata: Any) -> None:
        seen["reading"] += 1
        wishes.progress("reading", seen["reading"])

    def wrote(_path: Any, context: Any) -> None:
        seen["writing"] += 1
        wishes.progress("writing", seen["writing"])

    def finished(generators: Any) -> None:
        seen["articles"] = next(each for each in generators if isinstance(each, StoriesGenerator))
        if wishes.wait is not None:
            with let_go():
                wishes.wait()
            wishes.began = time.perf_counter()
            renew(seen["articles"])

    console.quiet = True
    try:
        with (
            pelican.article_generator_context.connected_to(read),
            pelican.content_written.connected_to(wrote),
            pelican.all_generators_finalized.connected_to(finished),
            nullcontext() if writing else pelican.get_writer.connected_to(_read_alone),
        ):
            Brief(settings).run()
    except BuildStopped:
        return None
    except _Enough:
        return seen["articles"]
    except Stale:
        raise
    except Exception as error:  # Pelican stops a build with exceptions of any kind; the editor gets one line
        problems.error("", 0, f"the build stopped: {type(error).__name__}: {error}; nothing was published")
        return None
    finally:
        console.quiet = False
    return seen["articles"]


def _tell_strangers(content: Path, settings: dict[str, Any], problems: Problems) -> None:
    """Warn of files beside the pastes that no reader takes, so that no story vanishes in silence."""
    static = tuple(os.path.join(content, folder, "") for folder in settings["STATIC_PATHS"])
    files, closed = store.list_files(content)
    for folder in closed:
        problems.error(str(folder), 0, "cannot be read; give rights, or move it out of the pastes")
    for path in files:
        name = os.path.basename(path)
        if (
            os.path.splitext(name)[1] in SOURCES
            or os.path.splitext(name)[1].casefold() in PICTURES
            or name in NO_SOURCES
            or os.path.dirname(path) == os.path.join(content, LANGUAGES)
            or store.is_hidden(os.path.relpath(path, content))
            or path.startswith(static)
        ):
            continue
        advice = (
            f"take it in with: invoke new {shown(path)}"
            if name.casefold().endswith(store.LETTERS)
            else "a paste is a file that ends in .txt"
        )
        problems.warning(path, 0, f"was not read; {advice}")


def _outcome(
    problems: Problems,
    started: float,
    articles: Any = None,
    published: store.Published | None = None,
    ledger: Ledger | None = None,
) -> Outcome:
    return Outcome(
        errors=tuple(sorted(problems.errors)),
        warnings=tuple(sorted(problems.warnings)),
        stories=len(articles.articles) if articles else 0,
        drafts=len(articles.drafts) if articles else 0,
        hidden=len(articles.hidden_articles) if articles else 0,
        seconds=time.perf_counter() - started,
        published=published,
        made=tuple(ledger.made) if ledger else (),
        troubles=tuple(sorted(ledger.troubles.items())) if ledger else (),
    )
