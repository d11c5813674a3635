"""What is taken in, and looked at: pastes, links, archives, tags and sources."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task
from rich.console import Console

from .arguments import CONTENT, ExplainTask

if TYPE_CHECKING:
    from ..desk.sources import Source


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
    from ..desk import explain as desk

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
    from .. import store
    from ..clean import BadHeader, notes_of
    from ..desk.intake import Refused, name_of_source, take_in
    from ..desk.sources import Unreachable

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
    from ..clean import is_address
    from ..desk.intake import Refused, take_in_link
    from ..desk.sources import Unreachable, fetch

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
    from ..desk import report as desk

    if not os.path.isdir(content):
        raise Exit(f"{content}: is no folder; name the one that holds the pastes", code=1)
    articles, failures = desk.read_all(Path(content))
    desk.tell(articles, Console())
    if failures:
        raise Exit("\n".join(failures), code=1)


@task(help={"content": "the folder of pastes (default: content)"})
def sources(_context: Context, content: str = CONTENT) -> None:
    """Show the hosts that stories come from: how many each has, its name, how much is shown; and the names still missing."""
    from .. import store
    from ..clean import BadSources
    from ..desk import source_list as desk

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
    from ..desk.sources import fetch, source_of

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
    from .. import store
    from ..corpus import BadVocabulary
    from ..desk import tags as desk

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
    from ..corpus import make_vocabulary
    from ..workshop.linking import BadLine, answers

    try:
        with contextlib.suppress(BrokenPipeError):
            for row in answers(sys.stdin, what, make_vocabulary(())):
                print(row)
    except BadLine as error:
        raise Exit(f"standard input:{error}", code=1) from None


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
    from .. import store
    from ..corpus import BadVocabulary
    from ..importing import report, run, work
    from ..importing.item import day_of

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
                lambda words: err.print(f"note    {words}"),
            )
    except BadVocabulary as error:
        raise Exit(f"{Path(content) / run.VOCABULARY}:{error.line}: {error.reason}", code=1) from None
    except (work.NotRead, store.NotText) as error:
        raise Exit(str(error), code=1) from None
    except OSError as error:
        raise Exit(f"{error.filename or content}: cannot be written ({error.strerror})", code=1) from None
    report.tell(account, console)
