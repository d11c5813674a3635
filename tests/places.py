"""Places to publish to, each the real thing on this machine: a bare repository, an rsync daemon, an S3 server, a folder."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from .conftest import tree
from .test_tasks import free_port


@dataclass
class Place:
    """Where a site can be sent."""

    to: str
    held: Callable[[], dict[str, bytes]]
    """returns what is up"""


def git(*words: str, cwd: Path) -> str:
    """Run git."""
    return subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=True).stdout


@contextmanager
def a_branch(folder: Path) -> Iterator[Place]:
    """Give a bare repository, the remote `origin` of the repository in `folder`."""
    bare = folder / "bare.git"
    git("init", "--quiet", "--bare", str(bare), cwd=folder)
    git("init", "--quiet", cwd=folder)
    git("remote", "add", "origin", str(bare), cwd=folder)

    def held() -> dict[str, bytes]:
        names = [name for name in git("ls-tree", "-rz", "--name-only", "gh-pages", cwd=bare).split("\0") if name]
        show = [["git", "show", f"gh-pages:{name}"] for name in names]
        found = [subprocess.run(words, cwd=bare, capture_output=True, check=True).stdout for words in show]
        return {name: content for name, content in zip(names, found, strict=True) if name != ".nojekyll"}

    yield Place("gh-pages", held)


@contextmanager
def a_folder(folder: Path) -> Iterator[Place]:
    """Give a folder that is not there yet."""
    there = folder / "srv"
    yield Place(f"folder:{there}", lambda: {name: text for name, text in tree(there).items() if name != ".newsdesk"})


def answers(port: int) -> bool:
    """True if somebody listens on a port of this machine."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextmanager
def a_daemon(folder: Path, port: int = 0) -> Iterator[Place]:
    """Give an rsync daemon's module."""
    port, there = port or free_port(), folder / "module"
    there.mkdir(exist_ok=True)
    there.chmod(0o777)
    chroot = "yes" if os.getuid() == 0 else "no"
    (folder / "rsyncd.conf").write_text(f"use chroot = {chroot}\n[brief]\npath = {there}\nread only = no\n", "utf-8")
    words = ["rsync", "--daemon", "--no-detach", f"--config={folder / 'rsyncd.conf'}", "--address=127.0.0.1"]
    with subprocess.Popen([*words, f"--port={port}"], stderr=subprocess.DEVNULL) as running:
        try:
            until = time.monotonic() + 20
            while not answers(port):
                assert time.monotonic() < until and running.poll() is None
                time.sleep(0.05)
            yield Place(f"rsync://127.0.0.1:{port}/brief/", lambda: tree(there))
        finally:
            running.terminate()


@contextmanager
def cut_off(port: int, connection: int, after: int, and_all_later: bool) -> Iterator[int]:
    """Give a port that leads to another one. One connection is cut after so many bytes, and all later ones if that is asked for."""
    listening = socket.create_server(("127.0.0.1", 0))
    counted = 0

    def carry(source: socket.socket, target: socket.socket, most: float) -> None:
        with suppress(OSError):
            while most > 0 and (part := source.recv(4096)):
                target.sendall(part)
                most -= len(part)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def serve() -> None:
        nonlocal counted
        with suppress(OSError):
            while True:
                ours, _ = listening.accept()
                counted += 1
                most = after if counted == connection else 0 if and_all_later and counted > connection else float("inf")
                theirs = socket.create_connection(("127.0.0.1", port))
                threading.Thread(target=carry, args=(ours, theirs, most), daemon=True).start()
                threading.Thread(target=carry, args=(theirs, ours, float("inf")), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.close()


@dataclass
class Storage:
    """An S3 server."""

    address: str
    client: Any
    refused: Callable[[str, str], bool] = lambda _method, _path: False
    """is asked of each request, by its method and path"""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """the requests so far, in their order"""


@contextmanager
def a_storage() -> Iterator[Storage]:
    """Give an S3 server, to which the environment must lead."""
    inner = DomainDispatcherApplication(create_backend_app)

    def application(environ: dict[str, Any], start: Any) -> Any:
        asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        storage.asked.append(asked)
        if storage.refused(*asked):
            start("403 Forbidden", [("Content-Type", "application/xml"), ("Connection", "close")])
            return [b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"]
        return inner(environ, start)

    server = make_server("127.0.0.1", 0, application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    storage = Storage(f"http://127.0.0.1:{server.port}", None)
    storage.client = boto3.client("s3", endpoint_url=storage.address)
    try:
        yield storage
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def a_bucket(storage: Storage) -> Iterator[Place]:
    """Give an empty bucket, with somebody else's file beside the brief."""
    name = f"bucket-{free_port()}-{time.time_ns()}"
    storage.client.create_bucket(Bucket=name)
    storage.client.put_object(Bucket=name, Key="elsewhere/port.html", Body=b"somebody else's")

    def held() -> dict[str, bytes]:
        rows = storage.client.list_objects_v2(Bucket=name).get("Contents", ())
        keys = [row["Key"] for row in rows if row["Key"].startswith("brief/")]
        assert len(keys) == len(rows) - 1, "somebody else's file is gone"
        return {
            key.removeprefix("brief/"): storage.client.get_object(Bucket=name, Key=key)["Body"].read() for key in keys
        }

    yield Place(f"s3://{name}/brief", held)
