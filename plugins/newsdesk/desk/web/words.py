"""The pages of tags and sources: what each stands for, and how often; what they write is `tags.toml` and `sources.toml`."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

from starlette.responses import Response

from ... import store
from ...clean import BadHeader, BadSources, Sources, host_of, read_sources, split_header
from ...corpus import BadVocabulary, Vocabulary, make_vocabulary, read_vocabulary
from ..source_list import SOURCES
from ..tags import VOCABULARY, alike
from .room import Asked, Desk
from .site import stories
from .tables import names_of
from .writing.files import Conflict, File, NoSuchFile
from .writing.header import Unwritable, changed
from .writing.toml_rows import Value, blocks_of, with_block, with_rows

TAG = r"\[\[[ \t]*tag[ \t]*\]\]"
HOST = r"\[[^\[\]]+\]"


class BadName(BadVocabulary):
    """A name that cannot be given."""

    def __init__(self, reason: str) -> None:
        super().__init__(0, reason)


def _text(file: File) -> str:
    return store.decode(file.content).text if file.content else ""


def tags(desk: Desk, asked: Asked) -> Response:
    """Show the vocabulary at work."""
    return _tags(desk, asked)


def _tags(desk: Desk, asked: Asked, wrong: str = "", status: int = 200) -> Response:
    file = desk.files.read(VOCABULARY)
    try:
        vocabulary = read_vocabulary(_text(file))
    except BadVocabulary as error:
        vocabulary, wrong = make_vocabulary(()), wrong or f"line {error.line}: {error.reason}"
    rows = stories(desk.site)
    count = Counter(tag for row in rows for tag in row["tags"])
    own = [name for name in vocabulary.entries if name not in vocabulary.common]
    return desk.page(
        "tags.html",
        status,
        version=file.version,
        rows=[
            _tag_row(name, count[name], vocabulary)
            for name in sorted({*count, *own}, key=lambda tag: (-count[tag], tag.casefold()))
        ],
        alike=[(one, count[one], other, count[other]) for one, other in alike([*count, *own])],
        about=asked.query.get("tag", ""),
        wrong=wrong,
        can_undo=desk.files.can_undo(VOCABULARY),
        said=desk.said(asked),
    )


def _tag_row(name: str, count: int, vocabulary: Vocabulary) -> dict[str, Any]:
    entry = vocabulary.entries.get(name)
    where = "in the texts" if entry is None else "built in" if name in vocabulary.common else "vocabulary"
    return {
        "name": name, "count": count, "where": where, "kind": entry.kind if entry else "",
        "aliases": entry.aliases if entry else (), "never": bool(entry and entry.never),
    }  # fmt: skip


def change_tags(desk: Desk, asked: Asked) -> Response:
    """Change the vocabulary as a form says, and the headers of the stories that name the tag. Raises NotWritten."""
    file = desk.files.read(VOCABULARY)
    name, to = (" ".join(asked.form.get(key, "").split()) for key in ("tag", "to"))
    what = asked.form.get("do", "")
    try:
        if what == "undo":
            back, left = desk.files.undo(VOCABULARY, asked.version)
            headers = f", and {_headers(len(back))} with it" if back else ""
            stay = f"; changed since, and left as they are: {', '.join(left)}" if left else ""
            return desk.done("/desk/tags", f"the last change of tags.toml is taken back{headers}{stay}")
        text = _vocabulary_after(_text(file), what, name, to)
        read_vocabulary(text)
        before = asked.version
        after = desk.files.write(VOCABULARY, text.encode(), before)
    except BadVocabulary as error:
        return _tags(desk, asked, error.reason, 422)
    except Conflict as error:
        return desk.conflict(error, _vocabulary_after(_text(file), what, name, to).encode(), asked, "/desk/tags")
    renamed, left = _in_headers(desk, name, to) if what in ("merge", "rename") else ([], [])
    if after.version != before:
        desk.files.bind(VOCABULARY, renamed)
    told = {"add": "is a tag", "never": "is never a tag", "merge": f"counts as {to}", "rename": f"is now {to}"}[what]
    headers = f"; {_headers(len(renamed))} {'says' if len(renamed) == 1 else 'say'} so" if renamed else ""
    stay = f"; not changed: {'; '.join(left)}" if left else ""
    return desk.done("/desk/tags", f"{name} {told}{headers}{stay}")


def _vocabulary_after(text: str, what: str, name: str, to: str) -> str:
    """Return the text of `tags.toml` after a change. Raises BadVocabulary."""
    if not name or (what in ("merge", "rename") and (not to or to == name)):
        raise BadName("write a name")
    first, *blocks = blocks_of(text, TAG)
    if what == "add":
        if any(name in _names(block) for block in blocks):
            raise BadName(f"{name!r} is there already")
        return with_block(text, _new({"name": name}))
    place = next((number for number, block in enumerate(blocks) if _names(block)[:1] == [name]), None)
    if what == "never":
        if place is None:
            return with_block(text, _new({"name": name, "never": True}))
        blocks[place] = with_rows(blocks[place], {"never": True})
    elif what == "rename":
        if place is None:
            return with_block(text, _new({"name": to, "aliases": [name]}))
        others = [alias for alias in [*_names(blocks[place])[1:], name] if alias != to]
        blocks[place] = with_rows(blocks[place], {"name": to, "aliases": others})
    elif what == "merge":
        moved = _names(blocks.pop(place)) if place is not None else [name]
        target = next((number for number, block in enumerate(blocks) if _names(block)[:1] == [to]), None)
        if target is None:
            return with_block("".join((first, *blocks)), _new({"name": to, "aliases": moved}))
        known = _names(blocks[target])
        blocks[target] = with_rows(blocks[target], {"aliases": list(dict.fromkeys([*known[1:], *moved]))})
    else:
        raise BadName(f"the desk does not know {what[:40]!r}")
    return "".join((first, *blocks))


def _new(rows: dict[str, Value]) -> str:
    return with_rows("[[tag]]\n", rows)


def _names(block: str) -> list[str]:
    """Return the name of an entry and its aliases."""
    try:
        row = tomllib.loads(block)["tag"][0]
    except (tomllib.TOMLDecodeError, LookupError, TypeError):
        return []
    return [str(row.get("name", "")), *map(str, row.get("aliases", []))]


def _headers(count: int) -> str:
    return f"{count} {'header' if count == 1 else 'headers'}"


def _in_headers(desk: Desk, name: str, to: str) -> tuple[list[File], list[str]]:
    """Write another tag into the headers that name one; return the files as they are then, and what could not be written.

    All pastes are looked at: what the desk knows of them may be one reading old.
    """
    done, left = list[File](), list[str]()
    for paste in names_of(desk):
        try:
            file = desk.files.read(paste)
            own = [tag.strip() for tag in split_header(_text(file)).header.get("tags", "").split(",")]
        except (BadHeader, NoSuchFile, store.NotText):  # told by the build
            continue
        if name in own:
            renamed = dict.fromkeys(to if tag == name else tag for tag in own if tag)
            try:
                content = changed(file.content, {"tags": [", ".join(renamed)]})
                done.append(desk.files.write(file.name, content, file.version))
            except (Conflict, Unwritable) as error:
                left.append(f"{file.name}: {error}" if isinstance(error, Unwritable) else str(error))
    return done, left


def sources(desk: Desk, asked: Asked) -> Response:
    """Show where the stories come from."""
    return _sources(desk, asked)


def _sources(desk: Desk, asked: Asked, wrong: str = "", status: int = 200) -> Response:
    file = desk.files.read(SOURCES)
    try:
        known = read_sources(_text(file))
    except BadSources as error:
        known, wrong = Sources(), wrong or f"line {error.line}: {error.reason}"
    count = Counter(row["host"] for row in stories(desk.site))
    hosts = sorted(
        {*count, *(source.host for source in known.by_host.values())} - {""}, key=lambda host: (-count[host], host)
    )
    return desk.page(
        "sources.html", status, version=file.version, wrong=wrong, without=count[""],
        rows=[{"host": host, "count": count[host], "known": known.of(host)} for host in hosts],
        can_undo=desk.files.can_undo(SOURCES), said=desk.said(asked),
    )  # fmt: skip


def change_sources(desk: Desk, asked: Asked) -> Response:
    """Change what `sources.toml` says of a host as a form says. Raises NotWritten."""
    file, host = desk.files.read(SOURCES), host_of(asked.form.get("host", ""))
    try:
        if asked.form.get("do") == "undo":
            desk.files.undo(SOURCES, asked.version)
            return desk.done("/desk/sources", "the last change of sources.toml is taken back")
        text = _sources_after(_text(file), host, asked)
        read_sources(text)
        desk.files.write(SOURCES, text.encode(), asked.version)
    except BadSources as error:
        return _sources(desk, asked, error.reason, 422)
    except Conflict as error:
        return desk.conflict(error, _sources_after(_text(file), host, asked).encode(), asked, "/desk/sources")
    return desk.done("/desk/sources", f"{host}: saved")


def _sources_after(text: str, host: str, asked: Asked) -> str:
    form = asked.form
    if not host:
        raise BadSources(0, "write a host, such as harbour-press.example")
    rows: dict[str, Value] = {
        "name": " ".join(form.get("name", "").split()) or None,
        "show": form.get("show") or None,
        "canonical": True if form.get("canonical") == "yes" else None,
    }
    first, *blocks = blocks_of(text, HOST)
    place = next((number for number, block in enumerate(blocks) if _host(block) == host), None)
    if place is None:
        return with_block(text, with_rows(f'["{host}"]\n', rows))
    blocks[place] = with_rows(blocks[place], rows)
    return "".join((first, *blocks))


def _host(block: str) -> str:
    try:
        return host_of(next(iter(tomllib.loads(block)), ""))
    except tomllib.TOMLDecodeError:
        return ""
