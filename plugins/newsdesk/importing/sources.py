"""What a source is: a file of one story or of many, or a folder of both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from .. import store
from .archives import read_mailbox, read_warc
from .feeds import read_feed
from .item import MOST_BYTES, Item, Spelled
from .rows import read_file, read_lines

Reader = Callable[[Path, Spelled], Iterator[Item]]


def _read_one(path: Path, _spelled: Spelled) -> Iterator[Item]:
    """Yield a file of one story."""
    try:
        if path.stat().st_size > MOST_BYTES:
            yield Item(str(path), refusal="is larger than 20 MB")
            return
        content = store.read_bytes(path)
    except (OSError, store.NotText) as error:
        yield Item(
            str(path), refusal=str(error) if isinstance(error, store.NotText) else f"cannot be read ({error.strerror})"
        )
        return
    yield Item(str(path), content, is_letter=path.name.casefold().endswith(store.LETTERS))


READERS: dict[str, Reader] = {
    **dict.fromkeys((*store.PASTES, *store.LETTERS), _read_one),
    ".mbox": read_mailbox,
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), read_feed),
    ".json": read_file,
    **dict.fromkeys((".jsonl", ".ndjson"), read_lines),
    **dict.fromkeys((".warc", ".warc.gz"), read_warc),
}
"""By how a file's name ends."""
BEGINNINGS: tuple[tuple[tuple[bytes, ...], Reader], ...] = (
    ((b"From ",), read_mailbox),
    ((b"WARC/",), read_warc),
    ((b"<?xml", b"<rss", b"<feed", b"<rdf"), read_feed),
    ((b"{",), read_lines),
    ((b"<!doctype html", b"<html", b"Return-Path:", b"Received:", b"Delivered-To:"), _read_one),
)
"""Of files whose names say nothing."""


def reader_of(path: Path) -> Reader | None:
    """Return what reads a file; None if nothing does."""
    name = path.name.casefold()
    for ending, reader in READERS.items():
        if name.endswith(ending):
            return reader
    try:
        with path.open("rb") as file:
            start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return _read_one  # which tells why
    return next(
        (reader for starts, reader in BEGINNINGS if start.lower().startswith(tuple(map(bytes.lower, starts)))), None
    )


def files_of(source: Path) -> list[Path]:
    """Return the files of a source, in the order of their paths; what is hidden is none."""
    if source.is_file():
        return [source]
    found = []
    for parent, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders if not store.is_hidden(name))
        found += [Path(parent, name) for name in sorted(names) if not store.is_hidden(name)]
    return found


def read_items(source: Path, spelled: Spelled) -> Iterator[Item]:
    """Yield what a source holds, each with how much of the source has been read with it."""
    files = files_of(source)
    sizes = [path.stat().st_size + 1 if path.exists() else 1 for path in files]
    done, whole = 0, sum(sizes) or 1
    for path, size in zip(files, sizes, strict=True):
        for item in _read(path, spelled):
            yield replace(item, passed=(done + size * (item.passed or 0.0)) / whole)
        done += size


def _read(path: Path, spelled: Spelled) -> Iterator[Item]:
    if not store.is_named_in_text(str(path)):
        yield Item(str(path).encode(errors="backslashreplace").decode(), refusal="its name is not UTF-8; rename it")
        return
    reader = reader_of(path)
    if reader is None:
        ending = path.suffix or "no ending"
        yield Item(str(path), refusal=f"is of no kind that is read ({ending})")
        return
    item = None
    try:
        for item in reader(path, spelled):
            yield item
    except OSError as error:
        yield Item(str(path), refusal=f"cannot be read ({error.strerror})")
        return
    except Exception as error:  # of a damaged file, whatever its library makes of it
        yield Item(
            str(path), refusal=f"cannot be read on ({type(error).__name__}: {' '.join(str(error).split())[:200]})"
        )
        return
    if item is None:
        yield Item(str(path), refusal="holds no stories")
