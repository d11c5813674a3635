"""Who may come in to the desk: its own pages in this machine's browser, and nobody else."""

from __future__ import annotations

import http.client
import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Response, expect, sync_playwright

from newsdesk.desk.asking import Questions
from newsdesk.desk.preview import Preview
from newsdesk.desk.web.app import ADDRESSES, desk_app
from newsdesk.desk.web.guard import MOST_BYTES
from newsdesk.desk.web.pictures import MOST_BYTES as MOST_OF_PICTURE

from .conftest import CALM, PROJECT, served, story
from .motley import png
from .test_tasks import free_port

SCRIPT = "<script>document.title = 'taken over'</script>"


class Answer(NamedTuple):
    status: int
    body: str
    headers: http.client.HTTPMessage


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief") / "content"
    folder.mkdir()
    (folder / "port.txt").write_text(story())
    (folder / "images").mkdir()
    (folder / "images/quay.png").write_bytes(png(48, 32))
    (folder / "images/drawn.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>")
    (folder / "script.txt").write_text(
        story(headline=f"Harbour {SCRIPT}", body=f"{SCRIPT} <img src=x onerror=alert(1)>")
    )
    return folder


@pytest.fixture(scope="module")
def port(content: Path) -> Iterator[int]:
    number = free_port()
    site = content.parent / "site"
    site.mkdir()
    preview = Preview(site, number, desk_app(PROJECT, content, Questions()))
    preview.start()
    yield number
    preview.stop()


def ask(port: int, path: str, method: str = "GET", body: bytes = b"", /, **headers: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request(method, path, body or None, {name.replace("_", "-"): value for name, value in headers.items()})
        found = line.getresponse()
        return Answer(found.status, found.read().decode(errors="replace"), found.headers)


def token(port: int) -> str:
    found = re.search(r'name="token" value="([^"]+)"', ask(port, "/desk/new").body)
    assert found
    return found[1]


def post(port: int, path: str, fields: dict[str, str], **headers: str) -> Answer:
    sent = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"} | headers  # fmt: skip
    given = {name: value for name, value in sent.items() if value}
    return ask(port, path, "POST", urlencode(fields).encode(), **given)


def pages() -> list[str]:
    """The address of one page of each kind."""
    names = {
        "/story/{name:path}": "/story/port.txt",
        "/page/{name:path}": "/page/of/port.txt",
        "/edition/{name}": "/edition/2021-03-03",
        "/picture/{name:path}": "/picture/port.txt",
        "/file/{name:path}": "/file/images/quay.png",
    }
    return [f"/desk{names.get(path, path)}" for path, _, _ in ADDRESSES]


@pytest.mark.parametrize("path", pages())
def test_each_page_answers_and_no_other_page_may_frame_or_feed_it(port: int, path: str) -> None:
    answer = ask(port, path, Sec_Fetch_Site="none")
    assert answer.status == (503 if "/of/" in path else 200), answer.body
    policy = dict(
        row.strip().split(" ", 1) for row in answer.headers["Content-Security-Policy"].split(";") if " " in row.strip()
    )
    assert policy["default-src"] == "'none'" and policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] in ("'none'", "'self'") and policy.get("script-src", "'self'") == "'self'"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_of_a_story_runs_nothing(port: int) -> None:
    policy = ask(port, "/desk/page/of/port.txt").headers["Content-Security-Policy"]
    assert "sandbox allow-same-origin" in policy and "script" not in policy


@pytest.mark.parametrize("path", pages())
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example.org"}, {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
    ],
)  # fmt: skip
def test_what_another_page_asks_for_is_refused(port: int, path: str, headers: dict[str, str]) -> None:
    answer = ask(port, path, "GET", b"", **headers)
    assert answer.status in (403, 421) and "token" not in answer.body and "Harbour" not in answer.body


def test_a_bookmark_opens_a_page(port: int) -> None:
    answer = ask(port, "/desk/new", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document")
    assert answer.status == 200


TAKING = [f"/desk{path}" for path, _, take in ADDRESSES if take and "{" not in path] + [
    "/desk/story/port.txt", "/desk/page/of/port.txt", "/desk/edition/2021-03-03",
]  # fmt: skip


@pytest.mark.parametrize("path", TAKING)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "", "Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "none"},
        {"Host": "rebound.example.org"},
    ],
)  # fmt: skip
def test_nothing_is_taken_from_another_page(port: int, path: str, headers: dict[str, str], content: Path) -> None:
    before = {each.name: each.read_bytes() for each in content.glob("*.*")}
    fields = {
        "token": token(port),
        "do": "facts",
        "title": "Taken over",
        "text": "Taken over\n\ntext",
        "tag": "x",
        "host": "x.example",
    }
    given = {name: value.format(port=port) for name, value in headers.items()}
    assert post(port, path, fields, **given).status in (403, 421)
    assert {each.name: each.read_bytes() for each in content.glob("*.*")} == before


@pytest.mark.parametrize("path", TAKING)
@pytest.mark.parametrize("given", ["", "x" * 32, "é"])
def test_a_form_without_the_token_of_this_run_is_refused(port: int, path: str, given: str) -> None:
    answer = post(port, path, {"token": given, "do": "facts", "title": "Taken over", "text": "x"})
    assert answer.status == 403 and "open it again" in answer.body


def test_what_is_sent_is_bounded(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(
            f"POST /desk/new HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {MOST_BYTES + 1}\r\n\r\n".encode()
        )
        assert b" 413 " in line.makefile("rb").readline()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        head = f"POST /desk/new HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
        line.sendall(head.encode())
        chunk = b"%x\r\n%b\r\n" % (1_000_000, b"a" * 1_000_000)
        try:
            for _ in range(MOST_BYTES // 1_000_000 + 2):
                line.sendall(chunk)
        except OSError:
            pass  # it hung up
        else:
            assert b" 413 " in line.makefile("rb").readline()
    assert ask(port, "/desk/new").status == 200


@pytest.mark.parametrize(
    "path",
    ["story/../outside.txt", "story/%2e%2e/outside.txt", "story//etc/passwd", "story/port.txt%00", "story/pelicanconf.py", "static/../guard.py",
     "static/%2e%2e/app.py", "edition/2021-99-99", "edition/..", "page/none", "page/of/../../x.txt",
     "file/port.txt", "file/images/none.png", "file/../x.png", "file/images/%2e%2e/%2e%2e/x.png", "picture/none.txt"],
)  # fmt: skip
def test_odd_addresses_get_a_page_that_says_so(port: int, path: str) -> None:
    answer = ask(port, f"/desk/{path}")
    assert answer.status == 404 and "import" not in answer.body


def test_a_drawing_runs_nothing_and_only_pictures_are_taken_in(port: int, content: Path) -> None:
    policy = ask(port, "/desk/file/images/drawn.svg").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy
    before = sorted(content.rglob("*"))
    for name, sent, told in (
        ("a.png", b"<script>alert(1)</script>", "no picture"), ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        ("a.png", png(48, 32)[:40], "no picture"), ("a.png", png(48, 32) + bytes(MOST_OF_PICTURE), "has more than"), ("", b"", "choose a file"),
        ("..png", png(48, 32), "gives no file name"),
    ):  # fmt: skip
        answer = send_picture(port, name, sent)
        assert answer.status == 422 and told in answer.body, (name, answer.status)
    assert sorted(content.rglob("*")) == before
    assert send_picture(port, "../../Quay, at noon.JPG", png(48, 33)).status == 303
    assert set(content.rglob("*")) - {*before} == {content / "images/quay-at-noon.png"}
    assert "image: images/quay-at-noon.png\nalt: A quay\n" in (content / "port.txt").read_text()
    (content / "port.txt").write_text(story())


def send_picture(port: int, name: str, sent: bytes) -> Answer:
    """Return what comes back for a picture that is sent for a story."""
    version = re.search(r'name="version" value="([^"]+)"', ask(port, "/desk/picture/port.txt").body)
    assert version
    fields = {"token": token(port), "version": version[1], "alt": "A quay", "do": "take"}
    rows = [
        f'--edge\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = "".join(rows).encode() + head.encode() + sent + b"\r\n--edge--\r\n"
    return ask(
        port,
        "/desk/picture/port.txt",
        "POST",
        body,
        Content_Type="multipart/form-data; boundary=edge",
        Origin=f"http://127.0.0.1:{port}",
    )


def test_an_address_to_fetch_is_no_file_and_not_this_machine(port: int, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret harbour\n\nA sentence that must not be read by the desk at all, its master said.")
    for address in (
        str(secret),
        secret.as_uri(),
        f"http://127.0.0.1:{port}/",
        f"http://localhost:{port}/",
        "ftp://example.org/a",
    ):
        answer = post(port, "/desk/new", {"token": token(port), "do": "fetch", "address": address})
        assert answer.status == 422 and "Secret harbour" not in answer.body


# ---- In a browser ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rebinding(chromium: str) -> Iterator[Browser]:
    """A browser for which a name elsewhere leads to this machine."""
    with sync_playwright() as player:
        rules = "--host-resolver-rules=MAP rebound.example.org 127.0.0.1"
        browser = player.chromium.launch(executable_path=chromium, args=[*CALM, rules])
        yield browser
        browser.close()


HOSTILE = """<!doctype html><title>hostile</title><body>
<form id="form" method="post" action="{desk}/story/port.txt" target="sink"><input name="do" value="drop:9"><input name="token" value="x"></form>
<iframe name="sink"></iframe><iframe id="frame" src="{desk}/"></iframe>
<script src="{desk}/static/desk.js"></script>
<script>
window.read = fetch("{desk}/story/port.txt").then((answer) => answer.text(), () => "refused");
window.opaque = fetch("{desk}/story/port.txt", {{mode: "no-cors", credentials: "include"}}).then((answer) => answer.type, () => "refused");
window.sent = fetch("{desk}/story/port.txt", {{method: "POST", mode: "no-cors", body: new URLSearchParams({{do: "drop:9"}})}}).then(() => "sent", () => "refused");
document.getElementById("form").submit();
</script>"""


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_hostile_page_posts_reads_and_frames_in_vain(
    rebinding: Browser, port: int, content: Path, tmp_path: Path, name: str
) -> None:
    before = (content / "port.txt").read_bytes()
    (tmp_path / "index.html").write_text(HOSTILE.format(desk=f"http://127.0.0.1:{port}/desk"))
    with served(tmp_path) as host:
        page = rebinding.new_page()
        answers: dict[str, list[int]] = {}
        page.on("response", lambda answer: note(answers, answer, port))
        page.goto(host.replace("127.0.0.1", name), wait_until="networkidle")
        assert page.evaluate("window.read") == "refused"
        assert page.evaluate("window.opaque") == "refused"
        page.evaluate("window.sent")
        time.sleep(0.5)
        framed = [frame for frame in page.frames if frame.name != "sink" and frame != page.main_frame]
        assert all("Stories" not in frame.content() for frame in framed)
        assert answers["POST"] and set(answers["POST"]) == {403}
        assert set(answers["GET"]) == {403}
        page.close()
    assert (content / "port.txt").read_bytes() == before


def note(answers: dict[str, list[int]], answer: Response, port: int) -> None:
    """Note the status of an answer of the desk, by the method it was asked with."""
    if f":{port}/" in answer.url:
        answers.setdefault(answer.request.method, []).append(answer.status)


def test_a_name_that_is_led_here_is_refused(rebinding: Browser, port: int) -> None:
    page = rebinding.new_page()
    answer = page.goto(f"http://rebound.example.org:{port}/desk/story/port.txt")
    assert answer and answer.status == 421 and "Harbour" not in page.content()
    page.close()


def test_what_is_pasted_is_shown_as_text(rebinding: Browser, port: int) -> None:
    page = rebinding.new_page()
    for path in ("/desk/", "/desk/story/script.txt", "/desk/story/script.txt?text"):
        page.goto(f"http://127.0.0.1:{port}{path}", wait_until="load")
        assert_is_text(page)
    page.goto(f"http://127.0.0.1:{port}/desk/new")
    page.fill("#paste", story(headline=f"Harbour {SCRIPT}", body=SCRIPT))
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("This is what would be taken in").wait_for()
    assert_is_text(page)
    page.close()


def assert_is_text(page: Page) -> None:
    assert page.title() != "taken over"
    assert page.locator("main script, main img").count() == 0


def test_a_paste_of_five_megabytes_is_taken_in_and_shown_in_parts(rebinding: Browser, port: int, content: Path) -> None:
    row = "The harbour master counted the ships of day {} and told the council of the town how many had come in.\n\n"
    text = "Harbour counts its ships\n\n5 March 2021\n\n" + "".join(row.format(number) for number in range(49_000))
    assert len(text) > 4_900_000
    page = rebinding.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"http://127.0.0.1:{port}/desk/new")
    page.evaluate("(text) => { document.getElementById('paste').value = text; }", text)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("It was not compared with the other stories")).to_contain_text("no story of news has more")
    page.get_by_role("button", name="Take it in").click()
    page.wait_for_url("**/story/harbour-counts-its-ships.txt?new*")
    assert (content / "harbour-counts-its-ships.txt").read_text().endswith(text)
    assert page.locator(".lines li").count() == 1_000
    page.get_by_role("link", name="More lines").click()
    expect(page.locator(".lines li").first).to_contain_text("of day 99")
    (content / "harbour-counts-its-ships.txt").unlink()
    page.close()
