"""`invoke import`: archives and other sites become pastes; whatever does not is told with its reason."""

from __future__ import annotations

import gzip
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsdesk.clean import clean, split_header
from newsdesk.importing import work
from newsdesk.importing.item import as_page
from newsdesk.importing.run import LOCK, Account, run
from newsdesk.incremental.lock import alone

from .conftest import POSIX, PROJECT, Invoke, story

ADDED = date(2024, 5, 6)
BODY = (
    "The harbour at Saltmouth took in its first ship on Wednesday after four days of gales, its master said.",
    "Two cranes stand idle until their cables have been looked at. The port expects to work through the night.",
)
HTML = "".join(f"<p>{text}</p>\n" for text in BODY)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    return tmp_path


def take_in(source: Path, scheduler: str = "") -> Account:
    """Import into `content` below the current folder."""
    from newsdesk.importing.run import spelling

    return run(source, Path("content"), ADDED, spelling(Path("content")), scheduler)


def pastes() -> dict[str, str]:
    """Return the pastes by their names."""
    found = Path("content").iterdir()
    return {path.name: path.read_text("utf-8") for path in found if path.suffix in (".txt", ".html")}


def header(paste: str) -> dict[str, str]:
    """Return a paste's header."""
    return dict(split_header(paste).header)


def body(paste: str) -> list[str]:
    """Return the paragraphs of the story that is read in a paste."""
    return [block.text for block in clean(paste, ADDED).blocks]


def reasons(account: Account) -> dict[str, str]:
    """Return why things were left out, by the last part of their places."""
    return {re.split(r"[#/]", place)[-1]: reason for place, reason in account.left_out}


def page(headline: str = "Harbour reopens after the storm", source: str = "") -> str:
    link = f'<link rel="canonical" href="{source}">' if source else ""
    return (
        f"<!doctype html><html lang=en><head><title>{headline}</title>{link}</head><body><nav><a href=/>Home</a></nav>"
        f"<article><h1>{headline}</h1><p>By Ada Marsh</p><time>3 March 2021</time>{HTML}</article></body></html>"
    )


# ---- Files -----------------------------------------------------------------------------------------------------------


def letter(subject: str, *rows: str) -> str:
    return (
        f"From: Ada Marsh <ada@example.org>\nTo: desk@example.org\nSubject: {subject}\nDate: Wed, 03 Mar 2021 10:00:00 +0000\n"
        f"Message-ID: <{subject.split()[0].lower()}@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
        + "\n\n".join(rows or BODY)
        + "\n"
    )


def test_a_folder_of_saved_pages_letters_and_texts_comes_in_as_it_is(here: Path) -> None:
    source = here / "saved"
    (source / "deep").mkdir(parents=True)
    (source / "harbour.html").write_text(page(source="https://example.org/news/harbour"), "utf-8")
    (source / "deep/ferry.txt").write_bytes(
        story("Ferry runs again", lede=BODY[0].replace("harbour", "pier")).encode("utf-16")
    )
    (source / "letter.eml").write_text(letter("Night tugs", *(text.replace("ship", "tug") for text in BODY)), "utf-8")
    (source / "deep/script.js").write_text("x()", "utf-8")
    (source / "empty.txt").write_text(" \n", "utf-8")
    (source / "wrong.txt").write_text("---\ntitel: x\n---\nText\n", "utf-8")
    (source / "saved.mhtml").write_bytes(
        b"From: <Saved by a browser>\nSubject: Quay\nDate: Wed, 3 Mar 2021 10:00:00 +0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; boundary="B"\n\n--B\nContent-Type: text/html; charset=utf-8\n'
        b"Content-Location: https://example.org/news/quay\n\n"
        + page("Quay is mended").replace("harbour", "quay").encode()
        + b"\n--B--\n"
    )
    account = take_in(source)
    found = pastes()
    assert account.count == 7 and account.came_in == 4, (account, found.keys())
    assert reasons(account).keys() == {"script.js", "empty.txt", "wrong.txt"}
    assert reasons(account)["script.js"] == "is of no kind that is read (.js)"
    assert "did you mean 'title'" in reasons(account)["wrong.txt"]
    assert found["harbour-reopens-after-the-storm.html"].endswith(page(source="https://example.org/news/harbour"))
    assert header(found["harbour-reopens-after-the-storm.html"]) == {
        "date": "2021-03-03", "authors": "Ada Marsh", "lang": "en", "source": "https://example.org/news/harbour", "added": "2024-05-06",
    }  # fmt: skip
    assert header(found["quay-is-mended.html"])["source"] == "https://example.org/news/quay"
    assert "Two cranes stand idle" in found["ferry-runs-again.txt"]
    assert header(found["night-tugs.txt"]) | {"lang": "en"} == {
        "title": "Night tugs", "date": "2021-03-03", "lang": "en", "added": "2024-05-06",
    }  # fmt: skip


def test_a_paste_with_a_header_of_its_own_keeps_it(here: Path) -> None:
    text = f"---\ntitle: Ferry runs\ndate: 2021-03-03\nadded: 2021-03-04\n---\n{BODY[0]}\n\n{BODY[1]}\n"
    (here / "ferry.txt").write_text(text, "utf-8")
    take_in(here / "ferry.txt")
    assert pastes() == {"ferry-runs.txt": text}


def test_a_mailbox_comes_in_letter_by_letter(here: Path) -> None:
    letters = [
        letter("Ferry runs again"),
        letter("Tugs", "From the harbour came three tugs at night, their masters said on Wednesday.", BODY[1]),
    ]
    quoted = [re.sub(r"(?m)^(>*From the)", r">\1", text) for text in letters]
    box = here / "Inbox"
    box.write_text("".join(f"From ada@example.org Wed Mar  3 10:00:00 2021\n{text}\n" for text in quoted), "utf-8")
    account = take_in(box)
    found = pastes()
    assert (account.came_in, account.left_out) == (2, []) and found.keys() == {"ferry-runs-again.txt", "tugs.txt"}
    assert "\nFrom the harbour came three tugs" in found["tugs.txt"] and ">From" not in found["tugs.txt"]


# ---- Feeds and exports -----------------------------------------------------------------------------------------------


def export(*items: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Harbour Press</title>\n'
        "<wp:author><wp:author_login>amarsh</wp:author_login><wp:author_display_name>Ada Marsh</wp:author_display_name></wp:author>\n"
        + "\n".join(items)
        + "</channel></rss>\n"
    )


def post(number: int, title: str, text: str, *, kind: str = "post", status: str = "publish", more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://example.org/{number}</link><pubDate>Wed, 03 Mar 2021 23:30:00 +0000</pubDate>"
        f"<dc:creator>amarsh</dc:creator><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<excerpt:encoded></excerpt:encoded><wp:post_id>{number}</wp:post_id><wp:post_date>2021-03-04 00:30:00</wp:post_date>"
        f"<wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>{more}</item>"
    )


TAGS = (
    '<category domain="category" nicename="trade">Trade</category><category domain="post_tag" nicename="a">r&amp;d</category>'
    '<category domain="post_tag" nicename="b">Cranes, large</category>'
)


def test_what_wordpress_exports_comes_in_with_its_facts_and_the_vocabularys_spelling(here: Path) -> None:
    (here / "content/tags.toml").write_text('[[tag]]\nname = "R&D"\n', "utf-8")
    source = here / "export.xml"
    source.write_text(
        export(
            post(1, "Ferry &amp;amp; dock", "\n\n".join(BODY), more=TAGS),
            post(
                2,
                "A draft",
                "Some words of a draft that nobody has read so far, and which nobody will.",
                status="draft",
            ),
            post(3, "About", "x", kind="page"),
            post(4, "Secret", "x", more="<wp:post_password>x</wp:post_password>"),
            post(5, "Private", "x", status="private"),
            post(6, "Gone", "x", status="trash"),
            post(7, "Ferry & dock".replace("&", "&amp;"), HTML.replace("ship", "boat") + "\x08[gallery ids=1]"),
        ),
        "utf-8",
    )
    account = take_in(source)
    found = pastes()
    assert found.keys() == {"ferry-dock.html", "ferry-dock-2.html", "a-draft.html"}
    assert header(found["ferry-dock.html"]) == {
        "title": "Ferry & dock", "date": "2021-03-04", "authors": "Ada Marsh", "section": "Trade", "tags": "R&D, Cranes large",
        "lang": "en", "source": "https://example.org/1", "added": "2024-05-06",
    }  # fmt: skip
    assert body(found["ferry-dock.html"]) == list(BODY)
    assert header(found["a-draft.html"])["status"] == "draft"
    assert reasons(account) == {
        "3": "is no story but of the kind 'page'",
        "4": "is not public there (private, or under a password)",
        "5": "is not public there (private, or under a password)",
        "6": "was thrown away there",
    }
    told = dict(account.unsure)
    assert "[gallery ...]" in told["content/ferry-dock-2.html"] and "content/ferry-dock.html" not in told


RSS = f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title>
<item><title>Ferry runs</title><link>https://example.org/ferry</link><author>ada@example.org (Ada Marsh)</author><category>Trade</category>
<pubDate>Wed, 03 Mar 2021 10:00:00 GMT</pubDate><description>Short.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Tugs at night</title><link>https://example.org/tugs</link><pubDate>soon</pubDate>
<description>Three tugs came from the harbour at night, their masters said on Wednesday.</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><id>tag:1</id><title type="html">Ferry &amp;amp; dock</title><link href="https://example.org/ferry"/><link rel="enclosure" href="x"/>
<author><name>Ada Marsh</name></author><category term="trade" label="Trade"/><published>2021-03-03T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content></entry>
<entry><id>tag:2</id><title>Tugs at night</title><updated>2021-03-03T10:00:00Z</updated><summary>{BODY[1]}</summary></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>x</title></channel><item><title>Ferry runs</title><link>https://example.org/ferry</link><dc:date>2021-03-03</dc:date>
<dc:creator>Ada Marsh</dc:creator><description>{" ".join(BODY * 5)}</description></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://example.org/ferry", "title": "Ferry runs", "content_html": HTML, "tags": ["Trade"],
             "date_published": "2021-03-03T10:00:00Z", "authors": [{"name": "Ada Marsh"}]},
            {"id": "2", "title": "Tugs at night", "summary": BODY[1], "date_published": "2021-03-03"},
            "no story",
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "count"),
    [("feed.rss", RSS, 2), ("feed", ATOM, 2), ("feed.rdf", RDF, 1), ("feed.json", JSON_FEED, 2)],
)
def test_a_feed_comes_in_and_what_may_be_a_summary_is_told(here: Path, name: str, text: str, count: int) -> None:
    (here / name).write_text(text, "utf-8")
    account = take_in(here / name)
    found = pastes()
    assert account.came_in == len(found) == count
    ferry = next(paste for paste_name, paste in found.items() if paste_name.startswith("ferry"))
    assert (
        header(ferry).items()
        >= {"date": "2021-03-03", "authors": "Ada Marsh", "source": "https://example.org/ferry"}.items()
    )
    assert body(ferry)[0].startswith(BODY[0])
    if count == 2:
        assert any(path.startswith("content/tugs") and "only a summary" in note for path, note in account.unsure)
    if name == "feed.rss":
        notes = [note for path, note in account.unsure if "tugs" in path]
        assert "its date 'soon' cannot be read" in notes and any("no date was found" in note for note in notes)
    if name == "feed.json":
        assert "is no story" in reasons(account)["3"]


BOMB = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><item><title>&b;</title></item></rss>'
READS = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><item><description>&a;</description></item></rss>'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("bomb.xml", BOMB.encode(), "forbidden"), ("reads.xml", READS.encode(), "forbidden"), ("none.xml", b"<rss/>", "holds no stories"),
        ("half.xml", RSS[: RSS.index("Tugs")].encode(), "cannot be read on"), ("none.json", b"{", "is no JSON"), ("two.json", b"{}", "neither"),
        ("cut.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "cannot be read on"),
        ("foreign.warc", b"Dear Ada,\n" * 9, "cannot be read on"), ("bad.warc", b"WARC/1.0\r\nnothing", "holds no stories"), ("bad.jsonl", b"[]\n", "is no story"), ("deep.json", b"[" * 100_000, "is no JSON"),
        ("noise.bin", bytes(range(256)), "is of no kind"), ("page.html", b"<!doctype html><html><body></body></html>", "holds no story"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_hostile_is_left_out_with_a_reason(here: Path, name: str, content: bytes, told: str) -> None:
    (here / name).write_bytes(content)
    account = take_in(here / name)
    assert told in account.left_out[-1][1] and len(account.left_out) == 1
    assert account.came_in == (name == "half.xml")


def lines(*rows: Any) -> str:
    return "".join(row if isinstance(row, str) else f"{json.dumps(row)}\n" for row in rows)


def row(number: int, **more: Any) -> dict[str, Any]:
    words = f"Ship number {number} had waited at sea for {number} hours before the harbour took it in, its master said."
    return {"title": f"Ship {number} is in", "text": f"{words}\n\n{BODY[1]}\n", "date": "2021-03-03", **more}


def test_json_lines_come_in_and_a_broken_one_is_told_by_its_number(here: Path) -> None:
    rows = lines(
        row(1, url="https://example.org/1", tags=["Trade", "Ships"], authors=["Ada Marsh", "Noor Haddad"]),
        "{broken\n",
        row(2),
        {"title": "x"},
    )
    (here / "stories.jsonl").write_text(rows, "utf-8")
    account = take_in(here / "stories.jsonl")
    found = pastes()
    assert found.keys() == {"ship-1-is-in.txt", "ship-2-is-in.txt"}
    assert found["ship-1-is-in.txt"] == (
        "---\ntitle: Ship 1 is in\ndate: 2021-03-03\nauthors: Ada Marsh, Noor Haddad\ntags: Trade, Ships\nlang: en\n"
        f"source: https://example.org/1\nadded: 2024-05-06\n---\n{row(1)['text']}"
    )
    assert [place.rpartition(":")[2] for place, _ in account.left_out] == ["2", "4"]
    assert account.left_out[1][1] == "holds no text"


@pytest.mark.parametrize(
    "title", ["../../escaped", "/etc/passwd", "..", "a\0b", "con\nstatus: hidden", "x" * 300, "😀"]
)
def test_nothing_is_written_outside_the_folder_and_no_title_makes_a_header(here: Path, title: str) -> None:
    (here / "in.jsonl").write_text(lines(row(1, title=title)), "utf-8")
    before = {path for path in here.rglob("*") if path.is_file()}
    assert take_in(here / "in.jsonl").came_in == 1
    own = {here / ".newsdesk" / name for name in ("import.jsonl", LOCK)}
    new = {path for path in here.rglob("*") if path.is_file()} - before - own
    assert len(new) == 1 and new.pop().parent == here / "content"
    (paste,) = pastes().values()
    assert "status" not in header(paste) and body(paste)[-2:] == row(1)["text"].strip().split("\n\n")


def warc(*answers: tuple[str, str, str, bytes]) -> bytes:
    """Return an archive of answers: address, status, type, content."""
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    for address, status, kind, content in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
        packed = BytesIO(gzip.compress(content))
        writer.write_record(writer.create_warc_record(address, "response", payload=packed, http_headers=headers))
    return file.getvalue()


def test_an_archive_of_the_web_comes_in_page_by_page(here: Path) -> None:
    latin = page("Fährhafen öffnet wieder").replace("harbour", "Hafen").encode("latin-1")
    (here / "crawl.warc.gz").write_bytes(
        warc(
            ("https://example.org/harbour", "200 OK", "text/html; charset=utf-8", page().encode()),
            ("https://example.org/hafen", "200 OK", "text/html; charset=ISO-8859-1", latin),
            ("https://example.org/harbour/#top", "200 OK", "text/html", page("Harbour reopens").encode()),
            ("https://example.org/quay.png", "200 OK", "image/png", b"png"),
            ("https://example.org/gone", "404 Not Found", "text/html", b"gone"),
        )
    )
    account = take_in(here / "crawl.warc.gz")
    found = pastes()
    assert found.keys() == {"harbour-reopens-after-the-storm.html", "fährhafen-öffnet-wieder.html"}
    assert header(found["fährhafen-öffnet-wieder.html"])["source"] == "https://example.org/hafen"
    assert [reason for _, reason in account.left_out] == [
        "is no page but 'image/png'",
        "is no page but an answer with the status 404",
    ]
    assert account.there[0][1] == "content/harbour-reopens-after-the-storm.html"


# ---- Again -----------------------------------------------------------------------------------------------------------


def test_a_story_that_is_there_does_not_come_in_again(here: Path) -> None:
    Path("content/link.txt").write_text("---\ntitle: Ship 1\nsource: http://example.org/1/\n---\n", "utf-8")
    Path("content/two.txt").write_text(f"---\ntitle: Ship 2\n---\n\n{row(2)['text']}", "utf-8")
    (here / "in.jsonl").write_text(lines(row(1, url="https://example.org/1"), row(2), row(3), row(3)), "utf-8")
    account = take_in(here / "in.jsonl")
    assert [path for _, path in account.there] == ["content/link.txt", "content/two.txt", "content/ship-3-is-in.txt"]
    assert account.came_in == 1


def test_what_the_editor_took_out_does_not_come_back(here: Path) -> None:
    (here / "in.jsonl").write_text(lines(row(1), row(2)), "utf-8")
    assert take_in(here / "in.jsonl").came_in == 2
    Path("content/ship-1-is-in.txt").unlink()
    again = take_in(here / "in.jsonl")
    assert (again.came_in, len(again.there)) == (0, 2) and pastes().keys() == {"ship-2-is-in.txt"}
    other = run(here / "in.jsonl", here / "other", ADDED, str)
    assert (other.came_in, other.there) == (2, [])


@POSIX
def test_an_import_that_is_killed_goes_on_where_it_was(here: Path) -> None:
    (here / "in.jsonl").write_text(lines(*map(row, range(2000))), "utf-8")
    words = [sys.executable, "-m", "invoke", "import", str(here / "in.jsonl")]
    (here / "tasks.py").symlink_to(PROJECT / "tasks.py")
    with subprocess.Popen(
        words, cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        until = time.monotonic() + 100
        while len(os.listdir("content")) < 200 and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(running.pid, signal.SIGKILL)
    partly = {name: text for name, text in pastes().items() if not name.startswith(".new-")}
    assert 100 <= len(partly) < 2000
    account = take_in(here / "in.jsonl")
    assert account.came_in + len(account.there) == 2000 and not account.left_out
    assert len(pastes()) == 2000 and pastes().items() >= partly.items()


def test_the_second_of_two_imports_waits_for_the_first_and_says_so(here: Path) -> None:
    (here / "in.jsonl").write_text(lines(*map(row, range(300))), "utf-8")
    words = [sys.executable, "-c", "from newsdesk.cli import main; main()", "import", str(here / "in.jsonl")]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "plugins"), "PYTHONUNBUFFERED": "1"}
    with alone(Path(".newsdesk", LOCK), print):
        both = [
            subprocess.Popen(words, cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
            for _ in range(2)
        ]
        for each in both:
            assert each.stderr is not None
            assert each.stderr.readline() == b"note    waiting for another import\n"
        assert not pastes()
    for each in both:
        each.communicate(timeout=100)
        assert each.returncode == 0
    assert len(pastes()) == 300
    assert len(Path(".newsdesk/import.jsonl").read_text("utf-8").splitlines()) == 300


def test_all_cores_give_what_one_gives(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "in.jsonl").write_text(lines(*(row(number, title=f"Ship {number % 50}") for number in range(200))), "utf-8")
    monkeypatch.setattr(work, "AT_ONCE", 80)
    take_in(here / "in.jsonl")
    shared = pastes()
    for name in shared:
        Path("content", name).unlink()
    Path(".newsdesk/import.jsonl").unlink()
    monkeypatch.setattr("newsdesk.workers.count", lambda: 1)
    take_in(here / "in.jsonl")
    assert pastes() == shared and len(shared) == 200


def test_a_cluster_of_which_a_worker_is_killed_loses_and_doubles_nothing(here: Path) -> None:
    from distributed import Client, LocalCluster

    (here / "in.jsonl").write_text(lines(*map(row, range(600))), "utf-8")
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(here / "dask")
    ) as cluster:
        with Client(cluster, set_as_default=False) as client:
            pids = list(client.run(os.getpid).values())
        killed: list[int] = []

        def progress(account: Account, _passed: float) -> None:
            if account.came_in == 100:
                os.kill(pids[0], signal.SIGKILL)
                killed.append(account.count)

        from newsdesk.importing.run import spelling

        address = cluster.scheduler_address
        account = run(here / "in.jsonl", Path("content"), ADDED, spelling(Path("content")), address, progress)
    assert killed == [100] and account.came_in == 600 and not account.left_out and not account.there
    assert sorted(header(paste)["title"] for paste in pastes().values()) == sorted(
        row(number)["title"] for number in range(600)
    )
    clustered = pastes()
    for name in clustered:
        Path("content", name).unlink()
    Path(".newsdesk/import.jsonl").unlink()
    take_in(here / "in.jsonl")
    assert pastes() == clustered


# ---- The task --------------------------------------------------------------------------------------------------------


def test_the_task_tells_what_came_in_what_is_unsure_and_what_was_left_out(invoke: Invoke, here: Path) -> None:
    (here / "tasks.py").symlink_to(PROJECT / "tasks.py")
    (here / "in.jsonl").write_text(lines(row(1), row(2, date="soon"), *["{\n"] * 25), "utf-8")
    done = invoke("import", "in.jsonl", "--added", "2024-05-06", cwd=here)
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()
    assert "  content/ship-2-is-in.txt: its date 'soon' cannot be read" in rows
    assert sum(row.startswith("  in.jsonl:") for row in rows) == 20 and any(
        row.startswith("  ... and 5 more: is no story") for row in rows
    )
    assert rows[-1].startswith("2 came in, 1 of them unsure; 0 were there already; 25 left out; ")
    assert sum(row.startswith("  in.jsonl:") for row in Path(".newsdesk/import.txt").read_text().splitlines()) == 25
    assert "added: 2024-05-06" in pastes()["ship-1-is-in.txt"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("none",), "none: is not there"),
        (("in.jsonl", "--added", "soon"), "is no day"),
        (("in.jsonl", "--scheduler", "tcp://127.0.0.1:1"), "the cluster cannot be reached"),
    ],
)
def test_what_cannot_be_imported_is_told_in_one_line(
    invoke: Invoke, here: Path, monkeypatch: pytest.MonkeyPatch, words: Sequence[str], told: str
) -> None:
    monkeypatch.setattr(work, "PATIENCE", "1s")
    (here / "tasks.py").symlink_to(PROJECT / "tasks.py")
    (here / "in.jsonl").write_text(lines(row(1)), "utf-8")
    done = invoke("import", *words, cwd=here)
    assert done.returncode and told in done.stderr and len(done.stderr.strip().splitlines()) == 1
    assert not pastes()


def test_what_was_imported_can_be_built(invoke: Invoke, here: Path) -> None:
    (here / "export.xml").write_text(export(post(1, "Ferry runs", HTML, more=TAGS)), "utf-8")
    content, output = here / "content", here / "output"
    assert invoke("import", str(here / "export.xml"), "--content", str(content)).returncode == 0
    done = invoke("build", "--content", str(content), "--output", str(output))
    assert done.returncode == 0, done.stderr
    (found,) = json.loads((output / "catalog.json").read_text("utf-8"))
    assert (found["slug"], found["section"], found["date"][:10]) == ("ferry-runs", "Trade", "2021-03-04")
    told = (output / "stories/ferry-runs.html").read_text("utf-8")
    assert all(text in told for text in BODY)


def test_a_post_that_mixes_marks_and_empty_lines_keeps_its_paragraphs() -> None:
    post = "A.\n\nB in the week<br />and not before.\n\n<p class='x'>C.</p>\n\nD."
    assert as_page(post).count("<p") == 4 and "<p>D.</p>" in as_page(post)
    assert "A\n\nB" in as_page("<pre>A\n\nB</pre>\n\nC")
