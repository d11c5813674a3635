"""What is kept between builds, by key: a compact file of small things, a key-value store of many. It knows no meanings.

Whatever is missing, damaged, of another version or sealed by nobody or somebody else counts as nothing kept.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import secrets
import sqlite3
import stat
import struct
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from .. import store
from .seal import SEAL, is_sealed, seal

Sealable = str | bytes


Part = bytes | memoryview


def load_parts(path: Path, version: str) -> list[bytes] | None:
    """Return the parts that `save_parts` has written under the same version, or None."""
    with contextlib.suppress(OSError, struct.error), path.open("rb") as file:
        given, (count,) = file.read(SEAL), struct.unpack("<H", file.read(2))
        sizes = struct.unpack(f"<{count}Q", file.read(8 * count))
        if SEAL + 2 + 8 * count + sum(sizes) == os.fstat(file.fileno()).st_size:
            parts = list(map(file.read, sizes))
            return parts if is_sealed(given, path.name, version, *parts) else None
    return None


def seal_of(path: Path) -> str:
    """Return what tells a file that `save_parts` has written from any other, without a look at all of it; empty if none is there."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(SEAL).decode("ascii", "replace")
    return ""


def save_parts(path: Path, version: str, *parts: Part) -> None:
    """Write bytes to a file that is whole or the old one at any moment; they are not copied, for of many stories they are 100 MB."""
    sizes = [memoryview(part).nbytes for part in parts]
    head = seal(path.name, version, *parts).encode() + struct.pack(f"<H{len(parts)}Q", len(parts), *sizes)
    store.write_bytes(path, head, *parts)


def load(path: Path, version: str) -> dict[str, Any]:
    """Return what `save` has written under the same version; empty if there is none, or it is damaged."""
    with contextlib.suppress(ValueError, EOFError, TypeError):
        (content,) = load_parts(path, version) or (b"",)
        found = marshal.loads(content)
        return found if isinstance(found, dict) else {}
    return {}


def save(path: Path, version: str, kept: dict[str, Any]) -> None:
    """Write plain values to a file that is whole or the old one at any moment; `version` must hold Python's, too."""
    save_parts(path, version, marshal.dumps(kept))


T = TypeVar("T")
TABLES = ("small", "large")
MEMORY = ":memory:"


SCHEMA = {
    "about": "CREATE TABLE about (version text)",
    **{name: f"CREATE TABLE {name} (key text primary key, value)" for name in TABLES},
}
"""All that a file of ours holds; another one may have triggers, or views in the place of tables."""
IDENTITY = 32
"""Characters that tell a file of ours from any other."""


class KeyValueStore:
    """Pairs of a small and a large value, texts or bytes, by key, in one file; the large ones lie apart, and are read one by one.

    Where no file can be had, pairs are kept as long as the build lasts.
    """

    def __init__(self, path: Path, version: str) -> None:
        """Open the key-value store, or make a new one in the place of what is damaged, somebody else's or of another version."""
        self.path, self._version = path, version
        self._mark = path.with_suffix(".seal")
        """beside the file, its identity with the seal of that: what nobody with this user's key has made is not opened"""
        self.trouble = ""
        """why there is no file"""
        identity = self._identity() if self._is_own() else ""
        self._base = self._opened(identity) if identity else self._new()
        self._process = os.getpid()

    def _is_own(self) -> bool:
        """True for a plain file of this user's."""
        try:
            found = os.lstat(self.path)
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode) and (os.name != "posix" or found.st_uid == os.geteuid())

    def _identity(self) -> str:
        """Return the identity that was sealed for the file; empty if there is none."""
        with contextlib.suppress(OSError, ValueError):
            told = self._mark.read_bytes().decode("ascii")
            identity, given = told[:IDENTITY], told[IDENTITY:]
            return identity if is_sealed(given, self.path.name, self._version, identity) else ""
        return ""

    def _opened(self, identity: str) -> sqlite3.Connection:
        """Return the file as it is found, if it is whole and of this version; else a new one."""
        base = None
        try:
            base = self._connect(str(self.path))
            held = dict(base.execute("select name, sql from sqlite_master where sql is not null").fetchall())
            told = base.execute("select version from about").fetchall() if held == SCHEMA else []
            if told == [(self._about(identity),)]:
                base.execute("update about set version = version")  # may be read, but not written to
                return base
        except sqlite3.Error:
            pass
        if base is not None:
            base.close()
        return self._new()

    def _new(self) -> sqlite3.Connection:
        """Return a new file, in the place of what is there; or memory, if that cannot be."""
        try:
            for path in (self._mark, *(Path(f"{self.path}{ending}") for ending in ("", "-wal", "-shm"))):
                path.unlink(missing_ok=True)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            identity = secrets.token_hex(IDENTITY // 2)
            base = self._made(str(self.path), identity)
            store.write_bytes(self._mark, (identity + seal(self.path.name, self._version, identity)).encode())
            return base
        except (OSError, sqlite3.Error) as error:
            self.trouble = getattr(error, "strerror", None) or str(error)
            return self._made(MEMORY)

    def _about(self, identity: str) -> str:
        return f"{self._version} {identity}"

    def _made(self, place: str, identity: str = "") -> sqlite3.Connection:
        base = self._connect(place)
        try:
            for made in SCHEMA.values():
                base.execute(made)
            base.execute("insert into about values (?)", (self._about(identity),))
        except sqlite3.Error:
            base.close()
            raise
        return base

    def _connect(self, place: str) -> sqlite3.Connection:
        base = sqlite3.connect(place, isolation_level=None, timeout=60)
        if sys.version_info >= (3, 12):
            base.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        for rule in ("trusted_schema=off", "cell_size_check=on", "journal_mode=wal", "synchronous=off"):
            base.execute(f"pragma {rule}")
        return base

    def smalls(self) -> dict[str, Any]:
        """Return all small values by key; none if the file turns out damaged."""
        try:
            rows = self._base.execute("select key, value from small").fetchall()
        except (sqlite3.Error, ValueError):  # or a text that is none
            self._begin_anew()
            return {}
        return {key: text for key, small in rows if (text := self._unsealed("small", key, small)) is not None}

    def small(self, key: str) -> Any:
        """Return the small value under a key. Raises KeyError if there is none that can be read."""
        return self._value("small", key)

    def large(self, key: str) -> Any:
        """Return the large value under a key. Raises KeyError if there is none that can be read."""
        return self._value("large", key)

    def _value(self, table: str, key: str) -> Any:
        try:
            if self._process != os.getpid():  # a connection must not be used on the other side of a fork
                self._base, self._process = self._connect(MEMORY if self.trouble else str(self.path)), os.getpid()
            row = self._base.execute(f"select value from {table} where key = ?", (key,)).fetchone()
        except (sqlite3.Error, ValueError):
            row = None
        text = None if row is None else self._unsealed(table, key, row[0])
        if text is None:
            raise KeyError(key)
        return text

    def put(self, rows: Iterable[tuple[str, Sealable, Sealable]]) -> None:
        """Keep rows of key, small and large value."""
        self._change(list(rows), self._put)

    def _put(self, rows: list[tuple[str, Sealable, Sealable]]) -> None:
        for place, table in enumerate(TABLES, 1):
            sealed = ((row[0], self._sealed(table, row[0], row[place])) for row in rows)
            self._base.executemany(f"insert or replace into {table} values (?, ?)", sealed)

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Throw away what has no key among `keys`."""
        self._change(set(keys), self._forget_all_but)

    def _forget_all_but(self, wanted: set[str]) -> None:
        gone = [(key,) for (key,) in self._base.execute("select key from small") if key not in wanted]
        for table in TABLES:
            self._base.executemany(f"delete from {table} where key = ?", gone)

    def _change(self, what: T, change: Callable[[T], None]) -> None:
        """Change both tables at once; a file that cannot be changed gives way to a new one, or to memory: no build stops for it."""
        for begin_anew in (self._begin_anew, self._forget_file):
            try:
                self._at_once(what, change)
                return
            except (sqlite3.Error, ValueError):
                begin_anew()
        self._at_once(what, change)

    def _at_once(self, what: T, change: Callable[[T], None]) -> None:
        self._base.execute("begin")
        change(what)
        self._base.execute("commit")

    def _begin_anew(self) -> None:
        """Make a new file in the place of one that turned out damaged."""
        self._base.close()
        self._base = self._new()

    def _forget_file(self) -> None:
        self._base.close()
        self._base, self.trouble = self._made(MEMORY), "it cannot be written"

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _sealed(self, table: str, key: str, value: Sealable) -> Sealable:
        made = seal(table, self._version, key, value)
        return made + value if isinstance(value, str) else made.encode() + value

    def _unsealed(self, table: str, key: Any, sealed: Any) -> Any:
        """Return what was sealed under `key`; None if it is not what it was."""
        if not isinstance(sealed, (str, bytes)) or not isinstance(key, str):
            return None
        value = sealed[SEAL:]
        given = sealed[:SEAL].encode("utf-8", "replace") if isinstance(sealed, str) else sealed[:SEAL]
        return value if is_sealed(given, table, self._version, key, value) else None
