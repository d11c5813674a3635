"""The seal on what is kept: only what this user's own builds have written is read back.

A digest alone tells damage, and anyone can compute it; what is kept is unmarshalled, unpickled and, for templates, run. So the
seal is keyed, and the key lies outside any project: a cache that comes with somebody else's project counts as not kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
from functools import cache
from pathlib import Path

ENVIRONMENT = "NEWSDESK_CACHE_KEY"
"""Of the environment: the key, where builds run on a machine that is new each time."""
SIZE = 32
"""Bytes of a key."""
SEAL = 32
"""Characters of a seal: 128 bits, in hexadecimal."""


def seal(*parts: bytes | memoryview | str) -> str:
    """Return the seal of the parts."""
    made = hashlib.blake2b(digest_size=SEAL // 2, key=_key(os.environ.get(ENVIRONMENT, "")))
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(memoryview(content).nbytes.to_bytes(8, "little"))
        made.update(content)
    return made.hexdigest()


def is_sealed(given: bytes | memoryview | str, *parts: bytes | memoryview | str) -> bool:
    """True if `given` is the seal of the parts."""
    return hmac.compare_digest(given.encode() if isinstance(given, str) else bytes(given), seal(*parts).encode())


@cache
def _key(given: str) -> bytes:
    """Return the key: the one given, or that of a file of the user's.

    Where there can be no such file, a key that nobody has: then nothing kept is read, and what is written nobody reads.
    """
    if given:
        return hashlib.blake2b(given.encode("utf-8", "surrogateescape"), digest_size=SIZE).digest()
    return _of_file() or secrets.token_bytes(SIZE)


def is_lasting() -> bool:
    """True if the next build will have the same key."""
    return bool(os.environ.get(ENVIRONMENT)) or _of_file() is not None


def _of_file() -> bytes | None:
    """Return the key of the user's file, which is made unless there is one; None if it cannot be had."""
    path = key_file()
    if not path.is_absolute():  # a user without a home
        return None
    with contextlib.suppress(OSError):
        _make(path)
    return _read(path)


def key_file() -> Path:
    """Return where the user's key lies: with what programs keep of their own, outside any project."""
    kept = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    folder = Path(kept) if os.path.isabs(kept) else Path(os.path.expanduser("~"), ".local", "state")
    return folder / "newsdesk" / "cache-key"


def _make(path: Path) -> None:
    """Write a new key for its owner alone, unless there is one; of two builds that do so at once one finds the other's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    if path.exists():
        return
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SIZE))
        os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    """Return the key of a file; None unless it is the user's own and closed to all others."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
            found = os.fstat(file.fileno())
            content = file.read(SIZE + 1) if stat.S_ISREG(found.st_mode) else b""
    except OSError:
        return None
    own = os.name != "posix" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
    return content if own and len(content) == SIZE else None
