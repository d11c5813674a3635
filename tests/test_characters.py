"""Characters and markup from any source: each output holds them as the words they are, or not at all."""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ElementTree
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from .conftest import PROJECT, Desk, Invoke, story
from .motley import png
from .test_hostile import page
from .test_warm import make_project

ODD = "a\ufffeb\uffff\x01c\U0001fffe"
ATTACK = '<img src=x onerror="alert(1)">'


def build_in(project: Path, invoke: Invoke, *words: str) -> dict[str, str]:
    """Build a project, and return what stands in its output folder."""
    done = invoke("--search-root", str(PROJECT), "build", *words, cwd=project)
    assert done.returncode == 0, done.stderr
    output = project / "output"
    return {str(path.relative_to(output)): path.read_text("utf-8", "replace") for path in output.rglob("*.*ml")}


def test_characters_that_no_output_may_hold_are_in_none(tmp_path: Path, invoke: Invoke) -> None:
    project = make_project(tmp_path)
    settings = (project / "pelicanconf.py").read_text("utf-8")
    settings = settings.replace('"The Brief"', repr(f"The {ODD}\nBrief"))
    (project / "pelicanconf.py").write_text(settings, "utf-8")
    header = f"---\ntags: Tag{ODD}, Ports\nsection: Sea{ODD}\nauthors: Ada{ODD} Marsh\nsummary: Short{ODD}.\n---\n"
    (project / "content/paste.txt").write_text(header + story(f"Harbour{ODD} reopens after the storm"), "utf-8")
    (project / "content/page.html").write_text(
        page(body=f"<p>The quay{ODD}&#xFFFE;&#1; stayed shut for a week.</p>"), "utf-8"
    )
    rows = f"Title: Note{ODD}\nDate: 2021-03-03\nTags: T{ODD}\nCategory: C{ODD}\nAuthor: A{ODD}\n\nWords{ODD}.\n"
    (project / "content/note.md").write_text(rows, "utf-8")
    found = build_in(project, invoke)
    assert "<title>The abcBrief" in found["feeds/all.rss.xml"].replace(" Brief", "Brief")
    for name, text in found.items():
        assert not {"\ufffe", "\uffff", "\x01", "\U0001fffe"}.intersection(text), name
        if not name.endswith(".html"):
            ElementTree.fromstring(text.encode())
    rows = json.loads((project / "output/catalog.json").read_text("utf-8"))
    assert {row["section"] for row in rows} == {"Seaabc", "Cabc", "News"}


def test_markup_in_a_name_is_words_in_every_feed(desk: Desk) -> None:
    desk.paste("lead.txt", "---\nlead: yes\n---\n" + story("Ferry dues rise"))
    desk.paste("other.txt", "---\nsection: R&D <b>x</b>\ntags: <i>y</i> & z\n---\n" + story("Canal closes for repairs"))
    assert desk.build().returncode == 0
    items = json.loads(desk.page("feeds/editions.json"))["items"]
    assert "<h2>R&amp;D &lt;b&gt;x&lt;/b&gt;</h2>" in items[0]["content_html"]
    for name, content in desk.tree().items():
        if name.endswith(".html"):
            assert b"<b>x</b>" not in content and b"<i>y</i>" not in content, name


def test_titles_and_metadata_in_markdown_are_text(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste(
        "note.md",
        f"Title: R&D {ATTACK}\nDate: 2021-03-03\nTags: {ATTACK}\nAuthor: {ATTACK}\nSummary: S {ATTACK}\n\nHarbour words.\n",
    )
    desk.paste("pages/about.md", f"Title: About {ATTACK}\n\nWords.\n")
    done = desk.build()
    assert done.returncode == 0, done.stderr
    for name, content in desk.tree().items():
        if name.endswith(".html"):
            assert b"<img src=x" not in content, name
    assert "<h1>R&amp;D &lt;img src=x onerror=" in desk.page("stories/note.html")
    assert desk.catalog()["note"]["title"] == f"R&D {ATTACK}"


@pytest.mark.parametrize("row", ['Lang: en"><script>', 'Slug: a"b', "Url: <x>", "Source: javascript:alert(1)"])
def test_metadata_that_would_be_markup_is_told(desk: Desk, row: str) -> None:
    desk.paste("note.md", f"Title: A note\nDate: 2021-03-03\n{row}\n\nWords.\n")
    done = desk.build()
    assert done.returncode == 1
    assert "note.md: cannot be read" in done.stderr


RAW = (
    '<script>alert(1)</script><p onclick="x()" id="here">Plain <a href="javascript:x()">one</a> <a href="{filename}/good.txt">two</a>'
    '</p><iframe src="https://example.org"></iframe><details><summary>More</summary>Words</details>'
)


def test_raw_html_in_markdown_runs_nothing_unless_it_is_trusted(tmp_path: Path, invoke: Invoke) -> None:
    project = make_project(tmp_path)
    (project / "content/good.txt").write_text(story(), "utf-8")
    (project / "content/pages/raw.md").write_text(f"Title: Raw\n\n{RAW}\n", "utf-8")
    made = build_in(project, invoke)["raw.html"]
    assert not [words for words in ("alert(1)", "onclick", "javascript:", "<iframe") if words in made]
    assert '<p id="here">Plain <a>one</a> <a href="./stories/good.html">two</a></p>' in made
    assert "<details><summary>More</summary>Words</details>" in made
    settings = (project / "pelicanconf.py").read_text("utf-8").replace("TRUST_HTML = False", "TRUST_HTML = True")
    (project / "pelicanconf.py").write_text(settings, "utf-8")
    assert "<script>alert(1)</script>" in build_in(project, invoke)["raw.html"]


def test_what_a_letter_or_a_page_says_becomes_no_line_of_a_header(desk: Desk, invoke: Invoke) -> None:
    subject = b64encode(b"Ferry dues\nstatus: hidden\n---").decode()
    letter = (
        f"From: Ada Marsh <ada@harbour.example>\nDate: Fri, 05 Mar 2021 08:00:00 +0100\nSubject: =?utf-8?b?{subject}?=\n"
        f"MIME-Version: 1.0\nMessage-ID: <1@harbour.example>\nContent-Type: text/plain\n\n{story()}"
    )
    desk.paste("one.eml", letter)
    address = "https://example.org/a&#10;status: hidden"
    desk.paste("two.html", page(f'<link rel="canonical" href="{address}">'))
    for number, name in enumerate(("one.eml", "two.html")):
        path = desk.content / name
        kept = path.read_bytes()
        path.unlink()
        (desk.content.parent / name).write_bytes(kept)
        done = invoke(
            "new", f"Story {number}", "--file", str(desk.content.parent / name), "--content", str(desk.content)
        )
        assert done.returncode == 0, done.stderr
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert set(desk.catalog()) == {"story-0", "story-1"}, "neither is hidden"
    assert "status" not in {
        line.partition(":")[0] for line in (desk.content / "story-1.html").read_text().splitlines()[:8]
    }


def test_a_link_that_leads_out_of_the_pastes_is_not_copied(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"not for the public")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "more.png").write_bytes(b"not for the public")
    (desk.content / "images").mkdir()
    os.symlink(secret, desk.content / "images" / "quay.png")
    os.symlink(tmp_path / "folder", desk.content / "images" / "all")
    (desk.content / "images" / "own.png").write_bytes(b"ours")
    os.symlink("own.png", desk.content / "images" / "again.png")
    desk.paste("good.txt", story())
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert "quay.png: leads out of the folder of pastes, and was not copied" in done.stderr
    tree = desk.tree()
    assert b"not for the public" not in tree.values()
    assert tree["images/own.png"] == tree["images/again.png"] == b"ours"


def test_addresses_for_other_programs_are_in_the_letters_that_one_may_have(desk: Desk) -> None:
    desk.paste("ⵜⵉⴼⵉⵏⴰⵖ.txt", "---\nsection: ⵜⵉⴼ\ntags: 𞤀𞤣𞤤𞤢𞤥\n---\n" + story())
    assert desk.build("--siteurl", "https://brief.example.org/news").returncode == 0
    fit = re.compile(r"https://brief\.example\.org/news(?:[\w/.~-]|%[0-9A-F]{2})*", re.ASCII)
    found = {
        "sitemap.xml": r"<loc>(.*?)</loc>",
        "news-sitemap.xml": r"<loc>(.*?)</loc>",
        "feeds/all.rss.xml": r"<link>(.*?)</link>",
        "feeds/all.atom.xml": r"<link href=\"(.*?)\"",
        "feeds/all.json": r"url\": \"(.*?)\"",
        "feeds/all.opml": r"(?:xml|html)Url=\"(.*?)\"",
        "llms.txt": r"\]\((.*?)\)",
        "robots.txt": r"Sitemap: (.*)",
    }
    for name, pattern in found.items():
        addresses = re.findall(pattern, desk.page(name))
        assert addresses and all(map(fit.fullmatch, addresses)), (name, addresses)
    address = (
        "https://brief.example.org/news/stories/%E2%B5%9C%E2%B5%89%E2%B4%BC%E2%B5%89%E2%B5%8F%E2%B4%B0%E2%B5%96.html"
    )
    assert address in desk.page("sitemap.xml") and address in desk.page("feeds/all.rss.xml")


def test_a_section_is_words_in_the_list_for_language_models(desk: Desk) -> None:
    desk.paste("good.txt", "---\nsection: Ports](https://evil.example) [*docks*\n---\n" + story())
    assert desk.build().returncode == 0
    row = desk.page("llms.txt").splitlines()[-1]
    assert row.startswith(r"- [Ports\](https://evil.example) \[\*docks\*](https://"), row


@pytest.mark.skipif(os.name != "posix", reason="no such names here")
@pytest.mark.parametrize("folder", ["images", "fotos"])
@pytest.mark.parametrize("link", ["static", "attach"])
def test_a_file_of_any_name_can_be_linked(desk: Desk, link: str, folder: str) -> None:
    name = """tide "onerror='x' <b> & 50% #1 (new).png"""
    desk.paste(f"{folder}/{name}", b"a table")
    text = f"[Tides]({{{link}}}/{folder}/{quote(name)}) ![Tides]({{{link}}}/{folder}/{quote(name)})"
    desk.paste("note.md", f"Title: A note\nDate: 2021-03-03\n\n{text}\n")
    done = desk.build()
    assert (done.returncode, done.stderr) == (0, "")
    (place,) = [path for path, content in desk.tree().items() if content == b"a table"]
    addresses = re.findall(r"""(?:href|src)="([^"]*%22[^"]*)\"""", desk.page("stories/note.html"))
    assert set(addresses) == {f"../{quote(place)}"}, addresses


def test_a_picture_of_any_name_and_folder_is_shown(desk: Desk) -> None:
    desk.paste("fotos/é b#1.png", png(48, 32))
    desk.paste("good.txt", "---\nimage: fotos/é b#1.png\nalt: The quay\n---\n" + story())
    done = desk.build()
    assert (done.returncode, done.stderr) == (0, "")
    assert 'src="../fotos/%C3%A9%20b%231.png"' in desk.page("stories/good.html")
    assert "fotos/é b#1.png" in desk.tree()
