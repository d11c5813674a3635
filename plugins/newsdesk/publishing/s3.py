"""A bucket of S3, or of what speaks its protocol: `AWS_ENDPOINT_URL` says where that is."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from ..store import Changes
from .site import NotSent, Site, compare

T = TypeVar("T")
AT_ONCE = 8
"""Files on their way at the same time."""
MOST_REMOVED = 1000
"""Files that one request can remove."""
HASHED = re.compile(r"[._-][0-9a-f]{7,}\.\w+$|\.pf_\w+$|\.pagefind$")
"""Names that hold a digest of the content: it never changes under that name."""
FOR_EVER, LONG, SHORT = "public, max-age=31536000, immutable", "public, max-age=604800", "public, max-age=300"
"""How long a browser may keep a file without asking: a year, a week, five minutes."""
MORE_TYPES = {
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff2": "font/woff2",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".xml": "application/xml",
    ".xsl": "application/xslt+xml",
    ".opml": "text/x-opml",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
}
"""What Python's own table lacks, or has otherwise from version to version."""
DIGEST = "newsdesk-md5"
"""A file's MD5 in its own metadata, for a bucket that encrypts under a key of AWS KMS tells another digest of it."""
TEXTS = ("text/", "application/json", "application/xml", "application/xslt+xml", "application/manifest+json")


class Bucket:
    """The files below a prefix of a bucket."""

    def __init__(self, place: str) -> None:
        """Take `bucket/prefix`. Raises NotSent if it can be none, or boto3 is not installed."""
        self._bucket, _, prefix = place.partition("/")
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        if not re.fullmatch(r"[A-Za-z0-9][\w.-]{1,254}", self._bucket):
            raise NotSent(f"{place!r} is no bucket; write s3://bucket/prefix")
        try:
            import boto3
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError:
            raise NotSent("boto3 is not installed; get it with: pip install 'newsdesk[s3]'") from None
        self._errors = (BotoCoreError, ClientError)
        self._client: Any = self._tried(lambda: boto3.Session().client("s3"))

    def plan(self, site: Site) -> Changes:
        """Return what would change: S3 tells the MD5 of most files in its list, and of others if it is asked."""
        own = {name: _md5((site.folder / name).read_bytes()) for name in site.names}
        there = self._tried(lambda: dict(self._there()))
        untold = [name for name, digest in own.items() if name in there and there[name] != digest]
        there |= self._tried(lambda: dict(zip(untold, self._at_once(self._digest_put, untold), strict=True)))
        return compare(site, there, lambda path: own[path.relative_to(site.folder).as_posix()])

    def send(self, site: Site, plan: Changes) -> None:
        """Put what pages need, then pages, then remove what no page needs any more."""
        wanted = (*plan.added, *plan.changed)
        self._tried(lambda: self._put(site, [name for name in wanted if not name.endswith(".html")]))
        self._tried(lambda: self._put(site, [name for name in wanted if name.endswith(".html")]))
        self._tried(lambda: self._remove(plan.removed))

    def _there(self) -> Iterator[tuple[str, str]]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        for page in pages:
            for row in page.get("Contents", ()):
                name = row["Key"][len(self._prefix) :]
                if name and not name.endswith("/"):
                    yield name, row["ETag"].strip('"')

    def _digest_put(self, name: str) -> str:
        """Return the MD5 with which a file was put; empty if somebody else has put it."""
        found = self._client.head_object(Bucket=self._bucket, Key=self._prefix + name)
        return str(found["Metadata"].get(DIGEST, ""))

    def _put(self, site: Site, names: Iterable[str]) -> None:
        def put(name: str) -> None:
            kind, body = content_type(name), (site.folder / name).read_bytes()
            self._client.put_object(
                Bucket=self._bucket,
                Key=self._prefix + name,
                Body=body,
                Metadata={DIGEST: _md5(body)},
                ContentType=kind,
                CacheControl=cache_control(name, kind),
            )

        self._at_once(put, names)

    def _at_once(self, work: Callable[[str], T], names: Iterable[str]) -> list[T]:
        """Do the same for each file, several at a time; the first that fails ends it."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            tasks = [pool.submit(work, name) for name in names]
            try:
                return [task.result() for task in tasks]
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def _remove(self, names: Sequence[str]) -> None:
        for start in range(0, len(names), MOST_REMOVED):
            rows = [{"Key": self._prefix + name} for name in names[start : start + MOST_REMOVED]]
            done = self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": rows, "Quiet": True})
            for error in done.get("Errors", ()):
                raise NotSent(f"{error['Key']}: cannot be removed ({error.get('Message') or error.get('Code')})")

    def _tried(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except self._errors as error:
            raise NotSent(f"s3://{self._bucket}: {' '.join(str(error).split())}") from None
        except OSError as error:
            raise NotSent(f"{error.filename or self._bucket}: cannot be read ({error.strerror})") from None


def content_type(name: str) -> str:
    """Return what a file's name says it is, the same on each machine.

    >>> content_type("index.html"), content_type("feeds/all.json"), content_type("quay.avif"), content_type("x.unknown")
    ('text/html; charset=utf-8', 'application/json; charset=utf-8', 'image/avif', 'application/octet-stream')
    """
    ending = Path(name).suffix.casefold()
    kind = MORE_TYPES.get(ending) or _TYPES.guess_type(f"x{ending}")[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(TEXTS) else kind


_TYPES = mimetypes.MimeTypes()


def cache_control(name: str, kind: str) -> str:
    """Return how long a browser may keep a file of a kind.

    >>> cache_control("index.html", "text/html"), cache_control("pictures/quay-640-1f0c3a9b.webp", "image/webp")
    ('public, max-age=300', 'public, max-age=31536000, immutable')
    """
    if HASHED.search(name) and not name.endswith(".html"):
        return FOR_EVER
    return LONG if kind.startswith(("image/", "font/")) else SHORT


def _md5(content: bytes) -> str:
    return hashlib.md5(content, usedforsecurity=False).hexdigest()
