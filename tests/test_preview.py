"""The preview: the site to the editor's own browser, and to nobody else."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest

from newsdesk.desk.asking import PATIENCE, Questions, Ready
from newsdesk.desk.preview import NEWS, NoPort, Preview
from newsdesk.desk.turns import Turns
from newsdesk.desk.web.site import BeingRead

from .campaign import Tell, campaign
from .conftest import PROJECT, often, story
from .test_tasks import fetch, free_port, wait_for

PAGE = b"<!doctype html><title>Harbour</title><body><p>Harbour reopens</p></body>"
GULLS = bytes(range(256)) * 40


class Answer:
    """What came back, read to its end."""

    def __init__(self, found: http.client.HTTPResponse) -> None:
        self.status, self.body, self.headers = found.status, found.read(), found.headers


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made = tmp_path / "site"
    for name in ("drafts", "stories", "editions/2021-03-03"):
        (made / name).mkdir(parents=True)
    files = {
        "index.html": PAGE,
        "404.html": b"<body>There is no page here</body>",
        "drafts/secret.html": PAGE,
        "editions/2021-03-03/index.html": PAGE,
        "gulls.bin": GULLS,
        "names.txt": "Øster Sund\n".encode(),
    }
    for name, content in files.items():
        (made / name).write_bytes(content)
    (tmp_path / "outside.txt").write_text("not for the public")
    (made / "link.txt").symlink_to(tmp_path / "outside.txt")
    (made / "out").symlink_to(tmp_path)
    (made / "loop").symlink_to(made / "loop")
    os.mkfifo(made / "pipe")
    return made


@pytest.fixture
def port(site: Path) -> Iterator[int]:
    number = free_port()
    preview = Preview(site, number)
    preview.start()
    try:
        yield number
    finally:
        preview.stop()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as line:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, headers=named)
        return Answer(line.getresponse())


def ask_plainly(port: int, words: bytes) -> bytes:
    """Return the first line that comes back for these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(words)
        return line.makefile("rb").readline()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_the_preview_answers_to_its_own_names(port: int, name: str) -> None:
    assert ask(port, "/", Host=f"{name}:{port}").status == 200


@pytest.mark.parametrize(
    "host", ["rebound.example.org", "rebound.example.org:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.example.org", ""]
)  # fmt: skip
@pytest.mark.parametrize("path", ["/drafts/secret.html", NEWS, "/none"])
def test_a_request_under_another_name_reads_no_draft(port: int, host: str, path: str) -> None:
    answer = ask(port, path, Host=host.format(port=port))
    assert answer.status == 421
    assert b"Harbour" not in answer.body


def test_a_request_without_any_name_reads_no_draft(port: int) -> None:
    assert b" 421 " in ask_plainly(port, b"GET /drafts/secret.html HTTP/1.0\r\n\r\n")
    twice = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: rebound.example.org\r\n\r\n"
    assert b" 400 " in ask_plainly(port, twice.encode())


def test_nobody_but_this_machine_can_connect(port: int) -> None:
    others = {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in [*others, "127.0.0.2"]:
        with pytest.raises(OSError):
            socket.create_connection((str(address), port), timeout=2).close()


@pytest.mark.parametrize("path", ["/drafts/", "/drafts", "/stories/", "/editions/"])
def test_no_folder_is_listed(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.status == 404 and b"There is no page here" in answer.body and b"secret" not in answer.body


@pytest.mark.parametrize(
    "path",
    ["/link.txt", "/out/outside.txt", "/out/", "/../outside.txt", "/%2e%2e/outside.txt", "/stories/..%2f..%2foutside.txt",
     "//etc/passwd", "/%2fetc/passwd", "/loop", "/pipe", "/%00", "/a%00.html", "/%0a", "/%ff", "/" + "a" * 5000,
     "/" + "a/" * 2500, "/?" + "a" * 5000, "/index.html/", "http://127.0.0.1/outside.txt"],
)  # fmt: skip
def test_odd_paths_get_an_answer_and_nothing_outside_the_site(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.status in (200, 404, 421)
    assert b"not for the public" not in answer.body and b"root:" not in answer.body
    assert ask(port, "/").status == 200


def test_no_page_elsewhere_may_frame_an_answer(port: int) -> None:
    for path in ("/", "/gulls.bin", "/none", NEWS.upper()):
        headers = ask(port, path).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_wait_for_news_and_other_files_are_as_they_are(port: int) -> None:
    page, folder, gulls, names = (
        ask(port, path) for path in ("/", "/editions/2021-03-03/", "/gulls.bin", "/names.txt")
    )
    assert page.body == folder.body and b"EventSource" in page.body
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert gulls.body == GULLS
    assert names.headers["Content-Type"] == "text/plain; charset=utf-8"
    moved = ask(port, "/editions/2021-03-03")
    assert moved.status == 301 and moved.headers["Location"] == "2021-03-03/"


def test_a_head_has_the_headers_and_no_body(port: int) -> None:
    for path in ("/", "/gulls.bin", "/none"):
        whole, head = ask(port, path), ask(port, path, "HEAD")
        assert head.status == whole.status and head.body == b""
        assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.body))
    assert ask(port, NEWS, "HEAD").status == 200
    assert ask(port, "/", "POST").status == 405


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-99", 206, GULLS[:100]), ("bytes=10200-", 206, GULLS[10200:]), ("bytes=-7", 206, GULLS[-7:]),
        ("bytes=5-5", 206, GULLS[5:6]), ("bytes=0-99999999", 206, GULLS), ("bytes=-99999999", 206, GULLS),
        ("bytes=10240-", 416, b""), ("bytes=5-4", 200, GULLS), ("bytes=1-2,5-6", 200, GULLS), ("bytes=-", 200, GULLS),
        ("lines=1-2", 200, GULLS), ("bytes=" + "9" * 5000 + "-", 200, GULLS), ("bytes=٣-٤", 200, GULLS),
    ],
)  # fmt: skip
def test_parts_of_a_file_are_sent(port: int, asked: str, status: int, expected: bytes) -> None:
    answer = ask(port, "/gulls.bin", Range=asked.encode().decode("latin-1"))
    assert (answer.status, answer.body) == (status, expected)
    if status == 206:
        first, last = answer.headers["Content-Range"].removeprefix("bytes ").partition("/")[0].split("-")
        assert GULLS[int(first) : int(last) + 1] == expected


def test_a_file_that_is_known_is_not_sent_again_until_it_changes(port: int, site: Path) -> None:
    for name, changed in (("index.html", b"<body>Harbour shuts</body>"), ("gulls.bin", b"terns")):
        tag = ask(port, f"/{name}").headers["ETag"]
        again = ask(port, f"/{name}", If_None_Match=f'"other", W/{tag}')
        assert (again.status, again.body) == (304, b"")
        (site / name).write_bytes(changed)
        after = ask(port, f"/{name}", If_None_Match=tag)
        assert after.status == 200 and changed[:12] in after.body
        assert ask(port, f"/{name}", Range="bytes=0-1", If_Range=tag).status == 200


def test_two_hundred_requests_at_once_are_all_answered(port: int) -> None:
    together = threading.Barrier(200)

    def one(number: int) -> int:
        together.wait()
        return len(ask(port, ("/", "/gulls.bin")[number % 2]).body)

    with ThreadPoolExecutor(200) as pool:
        sizes = set(pool.map(one, range(200)))
    assert sizes == {len(GULLS), len(ask(port, "/").body)}


def test_open_pages_hear_of_a_build_and_hold_up_no_end(site: Path) -> None:
    number = free_port()
    preview = Preview(site, number)
    preview.start()
    lines = [http.client.HTTPConnection("127.0.0.1", number, timeout=20) for _ in range(3)]
    for line in lines:
        line.request("GET", NEWS)
    answers = [line.getresponse() for line in lines]
    time.sleep(0.5)
    preview.tell()
    for answer in answers:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        assert answer.readline() == b"data: built\n"
    begun = time.monotonic()
    preview.stop()
    assert time.monotonic() - begun < 3
    with pytest.raises(OSError):
        ask(number, "/")
    for line in lines:
        line.close()


@pytest.mark.parametrize("number", [0, -1, 65536, 10**20])
def test_a_number_that_is_no_port_is_refused(site: Path, number: int) -> None:
    with pytest.raises(NoPort):
        Preview(site, number)


def test_a_port_that_is_taken_is_told_in_one_line(site: Path, port: int) -> None:
    words = [sys.executable, "-m", "invoke", "serve", "--port", str(port)]
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"port {port} cannot be used (Address already in use); choose another with --port"
    ]


def hears_ctrl_c() -> None:
    """As a program does that is begun in a terminal; tests that run in the background of a shell are deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_the_preview_and_all_that_it_began(tmp_path: Path) -> None:
    for name in ("theme", "plugins", "tasks.py", "pelicanconf.py"):
        (tmp_path / name).symlink_to(PROJECT / name)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/port.txt").write_text(story())
    number = free_port()
    words = [sys.executable, "-m", "invoke", "serve", "--port", str(number)]
    with subprocess.Popen(
        words,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hears_ctrl_c,
    ) as serving:
        wait_for(f"http://127.0.0.1:{number}/stories/port.html", "Harbour reopens after the storm")
        with closing(http.client.HTTPConnection("127.0.0.1", number, timeout=20)) as page:
            page.request("GET", NEWS)
            assert page.getresponse().status == 200
            time.sleep(1)
            os.killpg(serving.pid, signal.SIGINT)  # as a terminal does: to all processes at once
            told = serving.communicate(timeout=20)
    assert serving.returncode == 0
    assert told[1] == ""
    assert fetch(f"http://127.0.0.1:{number}/")[0] == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(serving.pid, 0)


METHODS = ["GET", "HEAD", "POST", "PUT", "OPTIONS", "CONNECT", "get", "\x00", "PRI", ""]
PATHS = [
    "/",
    "/index.html",
    "/drafts/secret.html",
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/out/outside.txt",
    "/link.txt",
    "/%00",
    "*",
    "//",
    "/.newsdesk/news",
    "/pipe",
    "/" + "a" * 9000,
]
FIELDS = [
    "Range: bytes=-",
    "Range: bytes=9-1,2-",
    "If-None-Match: \xff",
    "Transfer-Encoding: chunked",
    "Content-Length: -1",
    "Content-Length: 99999999999",
    "Upgrade: websocket",
    "Connection: upgrade",
    "Expect: 100-continue",
    "X: " + "y" * 70_000,
    "a b: c",
    ": x",
    "If-Range: 1",
]


def test_no_request_ends_the_preview_or_reads_what_it_may_not(port: int, record_property: Tell) -> None:

    def attempt(chance: random.Random) -> None:
        own = chance.random() < 0.5
        host = (
            f"127.0.0.1:{port}"
            if own
            else chance.choice(["rebound.example.org", "", f"127.0.0.1:{port}.example.org", "[::1]", "\xff"])
        )
        rows = [
            f"{chance.choice(METHODS)} {chance.choice(PATHS)} HTTP/{chance.choice(['1.1', '1.0', '2', 'x'])}",
            f"Host: {host}",
        ]
        rows += chance.sample(FIELDS, chance.randint(0, 3))
        words = "\r\n".join([*rows, "Connection: close", "", ""]).encode("latin-1")
        if chance.random() < 0.3:
            place = chance.randrange(len(words))
            words = words[:place] + chance.randbytes(chance.randint(0, 9)) + words[place + chance.randint(0, 9) :]
            own = True  # for what it asks nobody can tell
        answer = b""
        with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
            line.settimeout(0.5)  # a page that waits for news, and a request that never ends, are no failure
            try:
                line.sendall(words)
                while part := line.recv(1 << 16):
                    answer += part
            except (TimeoutError, ConnectionError):
                pass
        assert b"not for the public" not in answer and b"Traceback" not in answer
        assert not answer or (answer.startswith(b"HTTP/1.1 ") and not answer.startswith(b"HTTP/1.1 5"))
        assert own or b"Harbour" not in answer

    campaign(record_property, "hostile requests to the preview", often(5000, 100), attempt)
    assert b"Harbour" in ask(port, "/").body


def test_a_copy_of_the_server_is_made_while_no_request_is_answered() -> None:
    """It would wait for ever for a lock that another thread held."""
    turns, told = Turns(), list[str]()
    answering, asks, copied = threading.Event(), threading.Event(), threading.Event()

    def request() -> None:
        with turns.taken():
            answering.set()
            asks.wait(20)
            told.append("asks the build")
            with turns.given_up():
                copied.wait(20)
            told.append("answered")

    def copy() -> None:
        with turns.alone():
            told.append("copied")
            copied.set()

    threads = [threading.Thread(target=each) for each in (request, copy)]
    threads[0].start()
    answering.wait(20)
    threads[1].start()
    asks.set()
    for thread in threads:
        thread.join(20)
    assert told == ["asks the build", "copied", "answered"]
    with turns.given_up(), turns.alone():  # by a thread that has no turn
        told.append("copied again")


class Reading:
    """A build that is still reading the site."""

    def __init__(self) -> None:
        self.is_read = threading.Event()

    def ask(self, *_asked: str) -> str:
        assert self.is_read.wait(20)
        return "read"


def test_who_asks_while_the_site_is_being_read_is_told_so_at_once_and_answered_once_it_is() -> None:
    questions, reading, told = Questions(), Reading(), threading.Event()
    with pytest.raises(BeingRead):
        questions.ask("stories")
    questions.lead_to(cast(Ready, reading), told.set)
    began = time.monotonic()
    with pytest.raises(BeingRead):
        questions.ask("stories")
    assert time.monotonic() - began < PATIENCE * 3
    reading.is_read.set()
    assert told.wait(20) and questions.ask("preview") == "read"
    with questions.closed(), pytest.raises(BeingRead):
        questions.ask("preview")
