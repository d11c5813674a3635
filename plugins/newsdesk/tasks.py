"""The tasks of an editor's day: `invoke --list` names them in a project with a `tasks.py`, `newsdesk --list` anywhere."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.parser.argument import Argument
from invoke.tasks import Task, task
from rich.console import Console

if TYPE_CHECKING:
    from .desk.sources import Source

sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)
"""As Python was told: Invoke turns bytecode off, and each build would compile all of our code again."""
for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # a file's name may be no text


class PathUnlessLines(Argument):
    """A positional path, needed unless `--jsonl` is given; Invoke knows only "always" and "never"."""

    lines: Argument

    @property
    def value(self) -> Any:
        """The path; empty, which Invoke takes for given, where none is needed."""
        path = self._value if self._value is not None else self.default
        return "" if path is None and self.lines.value else path

    @value.setter
    def value(self, path: str) -> None:
        self.set_value(path, cast=True)


class LatestUnlessNamed(Argument):
    """A positional edition that may be left out; Invoke would take it for given, and its name for another task's."""

    task = ""

    @property
    def value(self) -> Any:
        """The edition; empty, which Invoke takes for given, where the command line names none."""
        words = sys.argv[sys.argv.index(self.task) + 1 :] if self.task in sys.argv else []
        named = words and (not words[0].startswith("-") or any(word[:1].isdigit() for word in words))
        return self._value or (None if named else "")

    @value.setter
    def value(self, edition: str) -> None:
        self.set_value(edition, cast=True)


class EditionTask(Task):  # type: ignore[type-arg]
    """A task whose `edition` may be left out."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """Return the task's arguments, its edition one that need not be given."""
        arguments = super().get_arguments(ignore_unknown_help)
        edition = next(argument for argument in arguments if argument.name == "edition")
        named = LatestUnlessNamed(names=edition.names, help=edition.help, positional=True)
        named.task = self.name
        return [named if argument is edition else argument for argument in arguments]


class ExplainTask(Task):  # type: ignore[type-arg]
    """A task whose `path` may be left out beside `--jsonl`."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """Return the task's arguments, its path one that looks at `--jsonl`."""
        arguments = super().get_arguments(ignore_unknown_help)
        by_name = {argument.name: argument for argument in arguments}
        path = by_name["path"]
        needed = PathUnlessLines(names=path.names, help=path.help, positional=True)
        needed.lines = by_name["jsonl"]
        return [needed if argument is path else argument for argument in arguments]


SETTINGS = "pelicanconf.py"
CONTENT = "content"


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
) -> None:
    """Build the site: read the pastes, publish to the output folder if nothing is wrong."""
    from .press.options import Options
    from .press.report import build_and_tell

    options = Options(content, output, siteurl, keep_going, drafts, fresh, allow_removal)
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
    from .press.editions.choose import NoEdition
    from .press.editions.email import HEAVY, make_letter, write_letter
    from .press.options import Options

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
    from .press.editions import overview
    from .press.editions.choose import NoEdition
    from .press.options import Options

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
    from .desk.serve import serve
    from .press import generator, plugin  # noqa: F401 -- read once, for all builds to come
    from .press.cache.resume import Stale
    from .press.options import Options
    from .press.report import build_and_tell

    def build_here(site: str, address: str, **more: Any) -> None:
        with contextlib.suppress(Stale):
            build_and_tell(
                SETTINGS, Options(content, site, address, keep_going=True, drafts=True, allow_removal=True, **more)
            )

    serve(Path(), int(port[:9]), content, build_here, opened)


@task(
    klass=ExplainTask,
    positional=["path"],
    help={
        "path": "the paste",
        "json": "print one JSON object",
        "jsonl": 'read JSON lines {"id", "paste"} on standard input, answer each with a line',
    },
)
def explain(_context: Context, path: str, json: bool = False, jsonl: bool = False) -> None:
    """Show every line of a paste with its role and the rule that decided."""
    from .desk import explain as desk

    if jsonl:
        with contextlib.suppress(BrokenPipeError):
            for row in desk.as_json_lines(sys.stdin):
                print(row, flush=True)
        return
    try:
        article = desk.read_article(path)
    except desk.Unexplained as error:
        raise Exit(str(error), code=1) from None
    if json:
        import json as json_format

        print(json_format.dumps(desk.as_json(article), ensure_ascii=False, indent=1))
    else:
        desk.tell(article, Console())


@task(
    positional=["name"],
    help={
        "name": "what the story is about, in a few words: the file's name and the page's address; or a file or an address",
        "file": "a text, saved page (.html, .mhtml), e-mail (.eml) or address to take in (default: standard input; at a terminal an empty draft)",
        "content": "the folder of pastes (default: content)",
        "local": "fetch from this machine or a private network, too",
    },
)
def new(_context: Context, name: str, file: str = "", content: str = CONTENT, local: bool = False) -> None:
    """Take in a paste, and write what was inferred into its header."""
    from . import store
    from .clean import BadHeader, notes_of
    from .desk.intake import Refused, name_of_source, take_in
    from .desk.sources import Unreachable

    if not file and name_of_source(name):
        name, file = name_of_source(name), name
    try:
        source = _source(file, local)
        path, article = take_in(name, source, Path(content))
    except OSError as error:
        raise Exit(f"{error.filename or content}: cannot be written ({error.strerror})", code=1) from None
    except (Refused, Unreachable, store.NotText) as error:
        raise Exit(f"{file}: {error}" if isinstance(error, store.NotText) else str(error), code=1) from None
    except BadHeader as error:
        raise Exit(f"{file or 'standard input'}:{error.line}: {error.reason}", code=1) from None
    for note in source.notes if source else ():
        print(f"{file or 'standard input'}: {note}", file=sys.stderr)
    for line, note in notes_of(article, article.lang, date.today()) if article else ():
        print(f"{path}:{line}: {note}" if line else f"{path}: {note}", file=sys.stderr)
    known = dict(source.facts) if source else {}
    day = known.get("date") or (article.date if article else "") or "without a date"
    print(
        f"{path}: written"
        + (
            f", {article.headline!r}, {day}, in {article.lang or 'no language that is sure'}"
            if article
            else ", an empty draft"
        )
    )
    print(f"look at it with: invoke explain {path}")


@task(
    positional=["address"],
    help={
        "address": "of the original",
        "title": "the headline (default: the page's own, which is fetched)",
        "note": "why it matters, in your own words",
        "content": "the folder of pastes (default: content)",
        "local": "fetch from this machine or a private network, too",
    },
)
def link(
    _context: Context, address: str, title: str = "", note: str = "", content: str = CONTENT, local: bool = False
) -> None:
    """Take in a link: a headline that leads to the original, with your note and none of its text."""
    from .clean import is_address
    from .desk.intake import Refused, take_in_link
    from .desk.sources import Unreachable, fetch

    if not is_address(address):
        raise Exit(f"{address!r} is no address; it begins with http:// or https://", code=1)
    try:
        path = take_in_link(address, title, None if title else fetch(address, local), note, Path(content))
    except OSError as error:
        raise Exit(f"{error.filename or content}: cannot be written ({error.strerror})", code=1) from None
    except (Refused, Unreachable) as error:
        raise Exit(str(error), code=1) from None
    print(f"{path}: written; your words go into its line 'note: ...'" if not note else f"{path}: written")


@task(help={"content": "the folder of pastes (default: content)"})
def report(_context: Context, content: str = CONTENT) -> None:
    """Sum up what the cleaning did over all pastes: unsure lines first, then each rule."""
    from .desk import report as desk

    if not os.path.isdir(content):
        raise Exit(f"{content}: is no folder; name the one that holds the pastes", code=1)
    articles, failures = desk.read_all(Path(content))
    desk.tell(articles, Console())
    if failures:
        raise Exit("\n".join(failures), code=1)


@task(help={"content": "the folder of pastes (default: content)"})
def sources(_context: Context, content: str = CONTENT) -> None:
    """Show the hosts that stories come from: how many each has, its name, how much is shown; and the names still missing."""
    from . import store
    from .clean import BadSources
    from .desk import source_list as desk

    if not os.path.isdir(content):
        raise Exit(f"{content}: is no folder; name the one that holds the pastes", code=1)
    path = Path(content) / desk.SOURCES
    try:
        known = desk.read_known(Path(content))
    except BadSources as error:
        raise Exit(f"{path}:{error.line}: {error.reason}", code=1) from None
    except store.NotText as error:
        raise Exit(f"{path}: {error}", code=1) from None
    count, failures = desk.hosts_in(Path(content))
    desk.tell(count, known, Console())
    if failures:
        raise Exit("\n".join(failures), code=1)


def _source(file: str, local: bool) -> Source | None:
    """Return what to take in; None at a terminal, where nothing waits on standard input."""
    from .desk.sources import fetch, source_of

    if file:
        return fetch(file, local)
    content = b"" if sys.stdin.isatty() else sys.stdin.buffer.read()
    return source_of(content) if content else None


@task(
    help={
        "content": "the folder of pastes (default: content)",
        "add": "write this name into tags.toml",
        "jsonl": 'read JSON lines {"id", "title", "text", "date"} on standard input, answer each with {"id", "tags"}',
    }
)
def tags(_context: Context, content: str = CONTENT, add: str = "", jsonl: bool = False) -> None:
    """Show the vocabulary at work: how many stories a tag has, names worth adding, spellings that look like one name."""
    if jsonl:
        _answer("tags")
        return
    from . import store
    from .corpus import BadVocabulary
    from .desk import tags as desk

    if not os.path.isdir(content):
        raise Exit(f"{content}: is no folder; name the one that holds the pastes", code=1)
    path = Path(content) / desk.VOCABULARY
    try:
        if add:
            print(
                f"{desk.add(add, Path(content))}: {add!r} written; give it a kind, aliases and a sentence if you like"
            )
            return
        vocabulary = desk.read_words(Path(content))
    except BadVocabulary as error:
        raise Exit(f"{path}:{error.line}: {error.reason}", code=1) from None
    except store.NotText as error:
        raise Exit(f"{path}: {error}", code=1) from None
    except OSError as error:
        raise Exit(f"{path}: cannot be written ({error.strerror})", code=1) from None
    except desk.NoTag as error:
        raise Exit(str(error), code=1) from None
    found, failures = desk.tags_of(Path(content), vocabulary)
    desk.tell(found, vocabulary, Console())
    if failures:
        raise Exit("\n".join(failures), code=1)


@task(
    help={
        "jsonl": 'read JSON lines {"id", "title", "text", "date"} on standard input, answer each with {"id", "related"}'
    }
)
def related(_context: Context, jsonl: bool = False) -> None:
    """Answer other programs: the related stories of each story on standard input."""
    if not jsonl:
        raise Exit(
            "related stories stand on the pages; for other programs: invoke related --jsonl < generator.jsonl", code=2
        )
    _answer("related")


def _answer(what: str) -> None:
    from .corpus import make_vocabulary
    from .workshop.linking import BadLine, answers

    try:
        with contextlib.suppress(BrokenPipeError):
            for row in answers(sys.stdin, what, make_vocabulary(())):
                print(row)
    except BadLine as error:
        raise Exit(f"standard input:{error}", code=1) from None


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
    from .press.options import Options
    from .press.publication import NoSettings, publication
    from .press.report import build_and_tell
    from .publishing.publish import publish as send
    from .publishing.publish import target_of
    from .publishing.site import NotSent

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


@task(
    name="import",
    positional=["source"],
    help={
        "source": "a folder of saved pages, a mailbox, a WordPress export, a feed, JSON lines, a WARC",
        "content": "the folder of pastes (default: content)",
        "added": "the day on which the brief takes the stories in, as 2021-02-25 (default: today)",
        "scheduler": "the address of a Dask cluster that shall read them, as tcp://host:8786 (default: the cores of this machine)",
    },
)
def import_(_context: Context, source: str, content: str = CONTENT, added: str = "", scheduler: str = "") -> None:
    """Take in many stories at once, each as a paste with a header; run it again to go on where it was stopped."""
    from . import store
    from .corpus import BadVocabulary
    from .importing import report, run, work
    from .importing.item import day_of

    if not os.path.exists(source):
        raise Exit(f"{source}: is not there; name a folder or a file", code=1)
    day = day_of(added) if added else date.today().isoformat()
    if not day:
        raise Exit(f"--added {added}: is no day; write it as 2021-02-25", code=2)
    console, err = Console(), Console(stderr=True)
    try:
        spelled = run.spelling(Path(content))
        estimate = report.Estimate()
        with err.status("reading") as status:
            account = run.run(
                Path(source),
                Path(content),
                date.fromisoformat(day),
                spelled,
                scheduler,
                lambda account, passed: status.update(estimate(account, passed)),
            )
    except BadVocabulary as error:
        raise Exit(f"{Path(content) / run.VOCABULARY}:{error.line}: {error.reason}", code=1) from None
    except (work.NotRead, store.NotText) as error:
        raise Exit(str(error), code=1) from None
    except OSError as error:
        raise Exit(f"{error.filename or content}: cannot be written ({error.strerror})", code=1) from None
    report.tell(account, console)
