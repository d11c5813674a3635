"""What is kept between builds, by key: a compact file of small things, a key-value store of many. It knows no meanings.

Whatever is missing, damaged or of another version counts as nothing kept.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sqlite3
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from .. import store
from ..digests import digest

Sealable = str | bytes
SEAL = 32
"""Characters of a digest."""


def load_bytes(path: Path, version: str) -> memoryview | None:
    """Return the bytes that `save_bytes` has written under the same version, or None."""
    with contextlib.suppress(OSError):
        content = memoryview(path.read_bytes())
        seal, body = content[:SEAL], content[SEAL:]
        if seal == digest(version, body).encode():
            return body
    return None


def save_bytes(path: Path, version: str, *parts: bytes) -> None:
    """Write bytes, one part after the other, to a file that is whole or the old one at any moment."""
    content = bytearray(SEAL)
    for part in parts:  # of many stories they are 100 MB, and stand in memory but once more
        content += part
    content[:SEAL] = digest(version, memoryview(content)[SEAL:]).encode()
    store.write_bytes(path, content)


def load(path: Path, version: str) -> dict[str, Any]:
    """Return what `save` has written under the same version; empty if there is none, or it is damaged."""
    content = load_bytes(path, version)
    with contextlib.suppress(ValueError, EOFError, TypeError):
        found = marshal.loads(content) if content else {}
        return found if isinstance(found, dict) else {}
    return {}


def save(path: Path, version: str, kept: dict[str, Any]) -> None:
    """Write plain values to a file that is whole or the old one at any moment; `version` must hold Python's, too."""
    save_bytes(path, version, marshal.dumps(kept))


def load_both(path: Path, version: str) -> tuple[Any, memoryview] | None:
    """Return the plain values and the bytes that `save_both` has written under the same version, or None."""
    content = load_bytes(path, version)
    with contextlib.suppress(ValueError, EOFError, TypeError, struct.error):
        if content is not None:
            (size,) = struct.unpack("<Q", content[:8])
            return marshal.loads(content[8 : 8 + size]), content[8 + size :]
    return None


def save_both(path: Path, version: str, values: Any, content: bytes) -> None:
    """Write plain values, as `save` does, and bytes to one file."""
    told = marshal.dumps(values)
    save_bytes(path, version, struct.pack("<Q", len(told)), told, content)


T = TypeVar("T")
TABLES = ("small", "large")


class KeyValueStore:
    """Pairs of a small and a large value, texts or bytes, by key, in one file; the large ones lie apart, and are read one by one."""

    def __init__(self, path: Path, version: str) -> None:
        """Open the key-value store, or make a new one in the place of what is damaged or of another version."""
        self._path, self._version = path, version
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._base = self._open()
        except sqlite3.DatabaseError:
            self._clear()
            self._base = self._open()
        self._process = os.getpid()

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path, isolation_level=None, timeout=60)
        base.execute("pragma journal_mode=wal")
        base.execute("pragma synchronous=off")
        base.execute("create table if not exists about (version text)")
        for table in TABLES:
            base.execute(f"create table if not exists {table} (key text primary key, value)")
        found = base.execute("select version from about").fetchall()
        if not found:
            base.execute("insert into about values (?)", (self._version,))
        elif found != [(self._version,)]:
            base.close()
            self._clear()
            return self._open()
        return base

    def _clear(self) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)

    def _begin_anew(self) -> None:
        """Make a new file in the place of one that turned out damaged."""
        self._base.close()
        self._clear()
        self._base = self._open()

    def smalls(self) -> dict[str, Any]:
        """Return all small values by key; none if the file turns out damaged."""
        try:
            rows = self._base.execute("select key, value from small").fetchall()
            return {key: text for key, small in rows if (text := _opened(key, small)) is not None}
        except sqlite3.DatabaseError:
            self._begin_anew()
            return {}

    def small(self, key: str) -> Any:
        """Return the small value under a key. Raises KeyError if there is none that can be read."""
        return self._value("small", key)

    def large(self, key: str) -> Any:
        """Return the large value under a key. Raises KeyError if there is none that can be read."""
        return self._value("large", key)

    def _value(self, table: str, key: str) -> Any:
        if self._process != os.getpid():  # a connection must not be used on the other side of a fork
            self._base, self._process = self._open(), os.getpid()
        try:
            row = self._base.execute(f"select value from {table} where key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            row = None
        text = None if row is None else _opened(key, row[0])
        if text is None:
            raise KeyError(key)
        return text

    def put(self, rows: Iterable[tuple[str, Sealable, Sealable]]) -> None:
        """Keep rows of key, small and large value."""
        self._change(list(rows), self._put)

    def _put(self, rows: list[tuple[str, Sealable, Sealable]]) -> None:
        for place, table in enumerate(TABLES, 1):
            sealed = ((row[0], _sealed(row[0], row[place])) for row in rows)
            self._base.executemany(f"insert or replace into {table} values (?, ?)", sealed)

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Throw away what has no key among `keys`."""
        self._change(set(keys), self._forget_all_but)

    def _forget_all_but(self, wanted: set[str]) -> None:
        gone = [(key,) for (key,) in self._base.execute("select key from small") if key not in wanted]
        for table in TABLES:
            self._base.executemany(f"delete from {table} where key = ?", gone)

    def _change(self, what: T, change: Callable[[T], None]) -> None:
        """Change both tables at once; a file that turns out damaged gives way to a new one."""
        try:
            self._at_once(what, change)
        except sqlite3.OperationalError:  # a full disk is no damage
            raise
        except sqlite3.DatabaseError:
            self._begin_anew()
            self._at_once(what, change)

    def _at_once(self, what: T, change: Callable[[T], None]) -> None:
        self._base.execute("begin")
        change(what)
        self._base.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._base.close()


def _sealed(key: str, value: Sealable) -> Sealable:
    seal = digest(key, value)
    return seal + value if isinstance(value, str) else seal.encode() + value


def _opened(key: str, sealed: Any) -> Any:
    """Return what was sealed under `key`; None if it is not what it was."""
    if not isinstance(sealed, (str, bytes)):
        return None
    seal, value = sealed[:SEAL], sealed[SEAL:]
    return value if digest(key, value) == (seal if isinstance(seal, str) else seal.decode("ascii", "replace")) else None
