"""Saved pages, addresses and e-mails."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from newsdesk.clean import clean

from .conftest import Desk, Invoke, story

PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Harbour | Site</title><link rel="canonical" href="https://www.example.org/harbour">
<meta property="article:published_time" content="2021-03-03T10:00:00Z"><meta name="author" content="Ada Marsh">
<script>alert("never")</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Harbour reopens after the storm</h1>
<p>The harbour at <b>Saltmouth</b> took in its first ship on Wednesday after four days of gales, its master said.</p>
<figure><img src="x.jpg" alt=""><figcaption>A ship at the quay.</figcaption></figure>
<h2>Two cranes idle</h2>
<p>Two cranes stand idle until their cables have been looked at. The port expects to work through the night.</p>
<ul><li>One crane is old</li><li>The other is new</li></ul></article>
<aside><h2>Most read</h2><p>Ferries are tied up for a week, and nobody knows when they will sail again.</p></aside>
<div>Our readers wrote 412 letters about the harbour at Saltmouth last year.</div>
<footer>Contact us</footer></body></html>
"""


def test_a_saved_page_is_read_by_its_own_marks() -> None:
    article = clean(PAGE)
    assert article.headline == "Harbour reopens after the storm"
    assert (article.date, article.authors, article.date_evidence) == (
        "2021-03-03",
        ("Ada Marsh",),
        "the page's own head",
    )
    assert [(block.role.value, block.text[:16]) for block in article.blocks] == [
        ("body", "The harbour at S"),
        ("caption", "A ship at the qu"),
        ("crosshead", "Two cranes idle"),
        ("body", "Two cranes stand"),
        ("list-item", "One crane is old"),
        ("list-item", "The other is new"),
    ]
    removed = {label.line.text: label.rule for label in article.removed}
    assert removed["Contact us"] == removed["Most read"] == removed["Home World"] == "page-part"
    assert "never" not in article.body


def test_a_page_without_marks_goes_the_road_of_a_paste() -> None:
    paragraphs = "".join(f"<div>{line}</div>" for line in story(tail="0 Comment(s)").splitlines())
    article = clean(f"<html><body>{paragraphs}</body></html>")
    assert article.body == clean(story()).body
    assert [label.rule for label in article.removed] == ["comment-form"]


def test_a_saved_page_is_published_as_text(desk: Desk) -> None:
    desk.paste("harbour.html", PAGE)
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert desk.catalog()["harbour"]["title"] == "Harbour reopens after the storm"
    page = desk.page("stories/harbour.html")
    assert "<script>alert" not in page and "<b>" not in page and "x.jpg" not in page
    assert "412 letters" in page.partition("What we removed")[2]
    assert 'href="https://www.example.org/harbour"' in page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "harbour.html").write_text(PAGE)
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_new_takes_in_an_address(invoke: Invoke, site: str, tmp_path: Path) -> None:
    done = invoke("new", f"{site}/harbour.html", "--local", "--content", str(tmp_path / "content"))
    assert done.returncode == 0, done.stderr
    written = (tmp_path / "content" / "harbour.html").read_text()
    assert written.startswith(
        f"---\ndate: 2021-03-03\n# the date is from the page's own head\nauthors: Ada Marsh\nlang: en\nsource: {site}/harbour.html\n"
        f"added: {date.today()}\n---\n"
    )
    assert written.endswith(PAGE)


def test_an_address_that_does_not_answer_is_told_in_one_line(invoke: Invoke, site: str, tmp_path: Path) -> None:
    done = invoke("new", f"{site}/nothing.html", "--local", "--content", str(tmp_path / "content"))
    assert done.returncode == 1
    assert "cannot be fetched (404 File not found); save the page and name the file" in done.stderr
    assert not (tmp_path / "content").exists()


def test_new_takes_in_a_saved_page_and_an_email(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(PAGE)
    mail = EmailMessage()
    mail["Subject"], mail["Date"], mail["From"] = (
        "Fwd: Harbour reopens",
        "Wed, 3 Mar 2021 10:00:00 +0000",
        "a@example.org",
    )
    mail.set_content(story())
    (tmp_path / "letter.eml").write_bytes(bytes(mail))
    content = tmp_path / "content"
    assert invoke("new", str(tmp_path / "saved.html"), "--content", str(content)).returncode == 0
    assert invoke("new", "Letter", "--file", str(tmp_path / "letter.eml"), "--content", str(content)).returncode == 0
    assert (content / "saved.html").read_text().endswith(PAGE)
    assert (content / "letter.txt").read_text().startswith("---\ndate: 2021-03-03\n")
