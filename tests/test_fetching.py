"""What `invoke new https://...` fetches, and what it refuses, each in one line."""

from __future__ import annotations

import gzip
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from newsdesk.desk import fetching
from newsdesk.desk.fetching import NotFetched, fetch_page

from .conftest import Invoke

PAGE = "<html><body><h1>Harbour reopens after the storm</h1><p>The harbour took in its first ship.</p></body></html>"
BODY = PAGE.encode()


def answer(
    body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html", size: int | None = None
) -> bytes:
    rows = [f"HTTP/1.1 {status}", "Connection: close", *([f"Content-Type: {kind}"] if kind else []), *headers]
    rows.append(f"Content-Length: {len(body) if size is None else size}")
    return "\r\n".join([*rows, "", ""]).encode() + body


def moved(where: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {where}", status=status)


class Host:
    """A server that gives each path the bytes it was told, and remembers what was asked."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.answers: dict[str, bytes | Callable[[Any], object]] = {}
        self.asked: list[str] = []
        host = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                head = []
                while row := self.rfile.readline().strip():
                    head.append(row.decode("latin-1"))
                if not head:
                    return
                host.asked.append("\n".join(head))
                told = host.answers.get(head[0].split()[1], answer(b"", status="404 Not Found"))
                if isinstance(told, bytes):
                    self.wfile.write(told)
                else:
                    told(self.wfile)

        self.server = socketserver.ThreadingTCPServer((address, 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.address = f"http://{address}:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    yield made
    made.close()


@pytest.fixture
def other() -> Iterator[Host]:
    """A second machine, as far as numbers go."""
    made = Host("127.0.0.2")
    yield made
    made.close()


def refused(address: str, local: bool = True) -> str:
    with pytest.raises(NotFetched) as found:
        fetch_page(address, local)
    told = str(found.value)
    assert "\n" not in told and len(told) < 300
    return told


def test_a_page_is_fetched_under_its_own_name(host: Host) -> None:
    host.answers["/harbour?from=rss"] = answer(BODY, kind="text/html; charset=utf-8")
    assert fetch_page(f"http://localhost:{host.port}/harbour?from=rss", local=True) == (BODY, "utf-8")
    assert f"Host: localhost:{host.port}" in host.asked[0]


def test_the_charset_of_the_answer_is_believed(host: Host, invoke: Invoke, tmp_path: Path) -> None:
    said = "Порт открыт после бури, сообщил начальник порта."
    host.answers["/port.html"] = answer(
        f"<html><meta charset=utf-8><p>{said}</p></html>".encode("koi8-r"), kind="text/html; charset=KOI8-R"
    )
    done = invoke("new", f"{host.address}/port.html", "--local", "--content", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert said in (tmp_path / "port.html").read_text("utf-8")


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_up_to_five_redirects_are_followed(host: Host, status: str) -> None:
    for number in range(6):
        host.answers[f"/{number}"] = moved(f"/{number + 1}" if number % 2 else f"{host.address}/{number + 1}", status)
    host.answers["/6"] = answer(BODY)
    assert fetch_page(f"{host.address}/1", local=True)[0] == BODY
    assert "more than 5 times" in refused(f"{host.address}/0")
    host.answers["/round"] = moved("/round")
    assert "more than 5 times" in refused(f"{host.address}/round")


@pytest.mark.parametrize("where", ["ftp://127.0.0.1/a", "file:///etc/hostname", "gopher://a"])
def test_only_http_is_followed(host: Host, where: str) -> None:
    host.answers["/a"] = moved(where)
    assert f"leads on to an address of {where.partition(':')[0]}; only http and https" in refused(f"{host.address}/a")


@pytest.mark.parametrize("where", ["data:text/html,hi", "javascript:alert(1)", "http://[::1", "//", "http://:x"])
def test_nowhere_is_no_place_to_be_led(host: Host, where: str) -> None:
    host.answers["/a"] = moved(where)
    assert refused(f"{host.address}/a")


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "file:///etc/hostname", "gopher://example.org", "http://[::1", "http://", "http:///a", "https://?",
     "http://example.org/a b", "http://example.org/a\nb", "http://example.org:99999/", "http://example.org:x/", "http://exa mple.org",
     "http://256.256.256.256.256/", "http://\u2603.\udc80/", "http://" + "a" * 300 + "/", "http://none.invalid/", "http://.example.org"],
)  # fmt: skip
def test_what_is_no_address_is_told(address: str) -> None:
    assert refused(address)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://127.1:{}/", "http://2130706433:{}/", "http://0x7f.1:{}/", "http://0:{}/",
     "http://[::ffff:127.0.0.1]:{}/", "http://[::1]:{}/", "http://10.255.255.1:{}/", "http://192.168.0.1:{}/",
     "http://169.254.169.254:{}/latest", "http://[fe80::1]:{}/", "http://user:word@127.0.0.1:{}/"],
)  # fmt: skip
def test_this_machine_and_private_networks_are_asked_only_if_that_is_meant(host: Host, address: str) -> None:
    told = refused(address.format(host.port), local=False)
    assert "is this machine, or in a private network" in told and "--local" in told
    assert host.asked == []


def test_each_hop_is_looked_at(host: Host, other: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.2")
    other.answers["/page"] = answer(BODY)
    assert fetch_page(f"{other.address}/page") == (BODY, "")
    host.answers["/page"] = answer(b"kept among us")
    other.answers["/out"] = moved(f"{host.address}/page")
    assert "private network" in refused(f"{other.address}/out", local=False)
    assert host.asked == []


def test_the_number_that_was_looked_at_is_connected_to(
    host: Host, other: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads to a public number at first, and to this machine when it is looked up again."""
    looked_up, numbers = socket.getaddrinfo, ["127.0.0.2", "127.0.0.1", "127.0.0.1"]

    def rebound(name: Any, *args: Any, **words: Any) -> Any:
        return looked_up(numbers.pop(0) if name == "rebound.example.org" else name, *args, **words)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    monkeypatch.setattr(fetching, "is_public", lambda number: number == "127.0.0.2")
    other.answers["/"] = answer(BODY)
    assert fetch_page(f"http://rebound.example.org:{other.port}/")[0] == BODY
    assert len(numbers) == 2 and "Host: rebound.example.org" in other.asked[0]


def test_a_body_that_is_cut_short_is_refused(host: Host) -> None:
    host.answers["/short"] = answer(BODY, size=len(BODY) + 1)
    host.answers["/chunks"] = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + BODY[:64] + b"\r\n"
    )
    packed = gzip.compress(BODY)
    host.answers["/packed"] = answer(packed[:-9], "Content-Encoding: gzip")
    host.answers["/nothing"] = b""
    for path in ("/short", "/chunks", "/packed"):
        assert "it came incomplete" in refused(f"{host.address}{path}")
    assert "cannot be fetched" in refused(f"{host.address}/nothing")


def test_what_is_packed_is_unpacked_whole(host: Host) -> None:
    host.answers["/a"] = answer(gzip.compress(BODY), "Content-Encoding: gzip")
    host.answers["/b"] = answer(gzip.compress(BODY) + gzip.compress(b"and more"), "Content-Encoding: x-gzip")
    assert fetch_page(f"{host.address}/a", local=True)[0] == BODY
    assert fetch_page(f"{host.address}/b", local=True)[0] == BODY + b"and more"
    host.answers["/odd"] = answer(b"not packed at all", "Content-Encoding: gzip")
    assert "damaged" in refused(f"{host.address}/odd")
    host.answers["/twice"] = answer(gzip.compress(gzip.compress(BODY)), "Content-Encoding: gzip, gzip")
    assert "packed as 'gzip, gzip'" in refused(f"{host.address}/twice")


def test_no_more_than_twenty_megabytes_are_taken(host: Host) -> None:
    host.answers["/fits"] = answer(b"a" * 20_000_000)
    host.answers["/large"] = answer(b"a" * 20_000_001)
    host.answers["/bomb"] = answer(gzip.compress(bytes(200_000_000)), "Content-Encoding: gzip")
    assert len(fetch_page(f"{host.address}/fits", local=True)[0]) == 20_000_000
    assert "is larger than 20 MB" in refused(f"{host.address}/large")
    assert "is larger than 20 MB" in refused(f"{host.address}/bomb")


@pytest.mark.parametrize(
    "kind", ["application/pdf", "image/png", "application/octet-stream", "video/mp4", "application/zip"]
)
def test_what_is_no_text_is_refused(host: Host, kind: str) -> None:
    host.answers["/a"] = answer(BODY, kind=kind)
    assert f"is no text, but {kind!r}" in refused(f"{host.address}/a")


@pytest.mark.parametrize(
    "kind", ["text/plain", "TEXT/HTML; charset=utf-8", "application/xhtml+xml", "text/markdown", ""]
)
def test_texts_are_taken(host: Host, kind: str) -> None:
    host.answers["/a"] = answer(BODY, kind=kind)
    assert fetch_page(f"{host.address}/a", local=True)[0] == BODY


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_takes_its_time_is_left(host: Host, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setattr(fetching, "PATIENCE", 1.0)

    def drip(line: Any) -> None:
        line.write(answer(b"", size=1000) if where == "body" else b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(50):
            line.write(b"a")
            time.sleep(0.1)

    host.answers["/slow"] = drip
    begun = time.monotonic()
    assert "did not come within 1 seconds" in refused(f"{host.address}/slow")
    assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize(
    "status", ["403 Forbidden", "404 Not Found", "500 Oops", "304 Not Modified", "204 No Content", "206 Part"]
)
def test_a_bad_status_is_told(host: Host, status: str) -> None:
    host.answers["/a"] = answer(b"", status=status)
    assert f"cannot be fetched ({status})" in refused(f"{host.address}/a")


@pytest.mark.parametrize(
    "told", [b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\0" * 100_000, b"HTTP/1.1 200 OK\r\nA" * 9000]
)
def test_what_is_no_answer_is_told(host: Host, told: bytes) -> None:
    host.answers["/a"] = told
    assert "cannot be fetched" in refused(f"{host.address}/a")


@pytest.mark.parametrize(
    "address",
    ["http://[::1", "http://example.org/a b", "ftp://example.org/a.html", "http://127.0.0.1:9/a", "file:///etc/hostname", "https://"],
)  # fmt: skip
def test_each_failure_is_one_line_to_the_editor(invoke: Invoke, tmp_path: Path, address: str) -> None:
    done = invoke("new", address, "--content", str(tmp_path / "content"))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and done.stderr.startswith(f"{address}: ")
    assert not (tmp_path / "content").exists()
