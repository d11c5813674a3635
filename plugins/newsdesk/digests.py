"""Digests of contents, and signatures of files: by them things are told from what they were."""

from __future__ import annotations

import hashlib
import os
import stat
import time

FRESH = 2_000_000_000
"""Nanoseconds for which a file counts as just written: another change in the same tick of the clock would not show."""


PART = 1_000_000
"""Bytes of a file that are in memory at once."""


def digest(*parts: bytes | memoryview | str) -> str:
    """Return a digest of the parts, in hexadecimal: 128 bits of BLAKE2b, enough for no two to meet by chance."""
    made = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(content).to_bytes(8, "little"))
        made.update(content)
    return made.hexdigest()


def file_digest(path: str | os.PathLike[str]) -> str:
    """Return a digest of a file's bytes, the same as of the bytes themselves; empty if it cannot be read."""
    try:
        with open(path, "rb") as file:
            found = os.fstat(file.fileno())
            made = hashlib.blake2b(found.st_size.to_bytes(8, "little"), digest_size=16)
            while part := file.read(PART):
                made.update(part)
    except OSError:
        return ""
    return made.hexdigest()


def signature(path: str | os.PathLike[str]) -> list[int] | None:
    """Return what changes when a file does: its size, times and place on the disk; None if it is no plain file."""
    try:
        found = os.stat(path, follow_symlinks=True)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def is_fresh(mark: list[int], now: int | None = None) -> bool:
    """True if a file was written so lately that its signature may hide a change."""
    return (time.time_ns() if now is None else now) - max(mark[1], mark[2]) < FRESH
