"""What an editor sees of a build: what is published, what is told, what stays as it was."""

from __future__ import annotations

import errno
import os
import shutil
from html import unescape
from pathlib import Path

import pytest

from .conftest import POSIX, Desk, run_invoke, story
from .motley import png


def test_a_paste_becomes_a_story(desk: Desk) -> None:
    desk.paste("harbour.txt", story())
    done = desk.build()
    assert done.returncode == 0, done.stderr
    row = desk.catalog()["harbour"]
    assert row["title"] == "Harbour reopens after the storm"
    assert (row["date"], row["section"], row["authors"]) == (
        "2021-03-03",
        "Trade",
        ["Ada Marsh", "Noor Haddad"],
    )
    assert row["url"] == "https://brief.example.org/stories/harbour.html"
    assert row["source_path"] == "harbour.txt"
    assert "<h1>Harbour reopens after the storm</h1>" in desk.page("stories/harbour.html")


def test_a_build_changes_nothing_while_a_paste_is_wrong(desk: Desk) -> None:
    desk.paste("good.txt", story())
    assert desk.build().returncode == 0
    before = desk.tree()
    desk.paste("new.txt", story("A second story that is fine"))
    desk.paste("bad.txt", "---\ntitel: x\n---\n" + story())
    desk.paste("worse.txt", story(date=""))
    done = desk.build()
    assert done.returncode == 1
    assert desk.tree() == before
    errors = [line for line in done.stderr.splitlines() if line.startswith("error")]
    assert len(errors) == 2
    assert errors[0].endswith("bad.txt:2: unknown key 'titel'; did you mean 'title'?")
    assert "worse.txt:1: no date was found; write 'date: " in errors[1]


def test_a_first_build_with_an_error_makes_no_folder(desk: Desk) -> None:
    desk.paste("bad.txt", "")
    assert desk.build().returncode == 1
    assert not desk.output.exists()


def test_keep_going_publishes_the_rest_and_still_fails(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste("bad.txt", "")
    done = desk.build("--keep-going")
    assert done.returncode == 1
    assert list(desk.catalog()) == ["good"]
    assert "bad.txt: the paste is empty" in done.stderr


def test_building_again_writes_nothing(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.build()
    before = desk.tree()
    assert "0 files written" in desk.build().stdout
    assert desk.tree() == before


def test_a_warm_build_equals_a_cold_one(desk: Desk, tmp_path: Path) -> None:
    desk.paste("one.txt", story())
    desk.paste("two.txt", story("A second story that is fine"))
    desk.build()
    desk.paste("one.txt", story("Harbour stays shut after all", date="4 March 2021"))
    (desk.content / "two.txt").rename(desk.content / "three.txt")
    desk.build()
    warm = desk.tree()
    desk.output = tmp_path / "cold"
    desk.build()
    assert desk.tree() == warm


def test_somebody_elses_folder_is_left_alone(desk: Desk) -> None:
    desk.output.mkdir()
    (desk.output / "thesis.doc").write_text("mine")
    desk.paste("good.txt", story())
    done = desk.build()
    assert done.returncode == 1
    assert "holds files that no build has made" in done.stderr
    assert list(desk.tree()) == ["thesis.doc"]


def test_a_draft_is_not_published_and_a_hidden_story_is_not_listed(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste("draft.txt", "---\nstatus: draft\n---\n" + story("A story that is not ready yet"))
    desk.paste("hidden.txt", "---\nstatus: hidden\n---\n" + story("A story for those who know"))
    desk.paste("empty-draft.txt", "---\ntitle: Later\nstatus: draft\n---\n")
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert "1 story, 1 hidden, 2 drafts" in done.stdout
    assert list(desk.catalog()) == ["good"]
    tree = desk.tree()
    assert "stories/hidden.html" in tree
    assert not [name for name in tree if "draft" in name]
    assert b"A story for those who know" not in tree["index.html"] + tree["feeds/all.rss.xml"] + tree["archive.html"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty.txt: the paste is empty"),
        ("blank.txt", b"\n \n\t\n", "blank.txt: the paste is empty"),
        ("page.txt", b"Share\nFacebook\n0 Comment(s)\n", "page.txt:1: nothing but the page's own words was found"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt: is no text"),
        ("!!!.txt", story().encode(), "!!!.txt: the file's name gives no address"),
        ("points.txt", b"?!... --- !!!\n\n3 March 2021\n\nThe first lorries crossed the bridge at dawn on Monday, and nobody cheered.\n", "points.txt:1: no line could be the headline"),
        ("undated.txt", story(date="").encode(), "undated.txt:1: no date was found"),
        ("open.txt", b"---\ntitle: x\n", "open.txt:1: the header is never closed"),
    ],
)  # fmt: skip
def test_what_cannot_be_published_is_told_in_one_line(desk: Desk, name: str, content: bytes, words: str) -> None:
    desk.paste(name, content)
    done = desk.build()
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr
    assert "nothing was published; 1 error" in done.stdout


@POSIX
def test_a_file_that_cannot_be_read_is_told(desk: Desk) -> None:
    os.symlink("/nowhere/at/all", desk.content / "gone.txt")
    os.mkfifo(desk.content / "pipe.txt")
    done = desk.build()
    assert done.returncode == 1
    assert "gone.txt: cannot be read (No such file or directory)" in done.stderr
    assert "pipe.txt: is no file" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("utf16.txt", story("Café reopens after the storm").encode("utf-16"), "Café reopens after the storm"),
        (
            "bare.txt",
            story("Café reopens after the storm").encode("utf-16-le"),
            "Café reopens after the storm",
        ),
        (
            "windows.txt",
            story("Café “reopens” after the storm").encode("cp1252"),
            "Café “reopens” after the storm",
        ),
        ("dos.txt", story().replace("\n", "\r\n").encode(), "Harbour reopens after the storm"),
        ("mac.txt", story().replace("\n", "\r").encode(), "Harbour reopens after the storm"),
        ("mark.txt", b"\xef\xbb\xbf" + story().encode(), "Harbour reopens after the storm"),
        ("nul.txt", story("Harbour\0 reopens after the storm").encode(), "Harbour reopens after the storm"),
        ("a story with spaces.txt", story().encode(), "Harbour reopens after the storm"),
        ("ميناء.txt", story().encode(), "Harbour reopens after the storm"),
    ],
)
def test_odd_bytes_and_names_are_read(desk: Desk, name: str, content: bytes, title: str) -> None:
    desk.paste(name, content)
    done = desk.build()
    assert done.returncode == 0, done.stderr
    (row,) = desk.catalog().values()
    assert row["title"] == title
    assert (desk.output / row["url"].removeprefix("https://brief.example.org/")).is_file()


def test_a_guessed_encoding_is_told(desk: Desk) -> None:
    desk.paste("windows.txt", story("Café reopens after the storm").encode("cp1252"))
    assert "windows.txt: not UTF-8; read as Windows-1252" in desk.build().stderr


def test_a_line_of_five_megabytes_is_published_whole(desk: Desk) -> None:
    words = "one two three " * 370_000
    desk.paste("long.txt", story(tail=f"The log reads {words.strip()}."))
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert words.strip() in desk.page("stories/long.html")


def test_two_pastes_with_one_headline_are_told_and_both_published(desk: Desk) -> None:
    desk.paste("one.txt", story())
    desk.paste("two.txt", story())
    done = desk.build()
    assert done.returncode == 0
    assert "two.txt: is 100% like" in done.stderr
    assert set(desk.catalog()) == {"one", "two"}


def test_two_pastes_with_one_address_are_an_error(desk: Desk) -> None:
    desk.paste("port.txt", story())
    desk.paste("more/port.txt", story("Another story in a folder"))
    done = desk.build()
    assert done.returncode == 1
    assert "its address 'stories/port.html' is taken by" in done.stderr


def test_tags_in_a_paste_are_shown_and_never_run(desk: Desk) -> None:
    desk.paste(
        "html.txt",
        story(
            "A <script>alert(1)</script> in a headline & more",
            body='He typed <img src=x onerror="alert(2)"> into it.',
        ),
    )
    assert desk.build().returncode == 0
    for name, content in desk.tree().items():
        if name.endswith(".json"):
            continue
        assert b"<script>alert" not in content, name
        assert b"<img src=x" not in content, name
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in desk.page("stories/html.html")


def test_a_file_that_is_no_paste_is_told(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste("notes.rtf", b"x")
    done = desk.build()
    assert done.returncode == 0
    assert "notes.rtf: was not read; a paste is a file that ends in .txt" in done.stderr


def test_a_paste_is_never_modified(desk: Desk) -> None:
    path = desk.paste("good.txt", story().replace("\n", "\r\n"))
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    desk.build()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_year_that_is_not_written_is_told(desk: Desk) -> None:
    desk.paste(
        "year.txt",
        story(
            date="",
            lede="The harbour at Saltmouth took in a ship on Thursday (February 25), its master said.",
        ),
    )
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert "write 'date: 2021-02-25' in a header to keep it" in done.stderr
    assert desk.catalog()["year"]["date"] == "2021-02-25"


def test_markdown_goes_on_working(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste("pages/about.md", "Title: About us\n\nWe *read* [this]({filename}/good.txt).\n")
    desk.paste("note.md", "Title: A note\nDate: 2021-03-05\nCategory: Trade\n\nWritten **here**.\n")
    done = desk.build()
    assert done.returncode == 0, done.stderr
    assert '<em>read</em> <a href="./stories/good.html">this</a>' in desk.page("about.html")
    assert "Written <strong>here</strong>" in desk.page("stories/note.html")


def test_a_wrong_vocabulary_is_an_error_with_its_line(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste("tags.toml", '[[tag]]\nname = "Saltmouth"\nkind = "planet"\n')
    done = desk.build()
    assert done.returncode == 1
    assert "tags.toml:2: unknown kind 'planet'" in done.stderr


def test_a_header_overrides_what_is_inferred(desk: Desk) -> None:
    (desk.content / "images").mkdir()
    (desk.content / "images" / "port.png").write_bytes(png(48, 32))
    header = "---\ntitle: The port is open\ndate: 2021-03-09\nauthors: N. H.\nsection: Sea\ntags: Ports, Gales\nsource: https://www.example.org/1\nsummary: Short.\nimage: images/port.png\n---\n"
    desk.paste("good.txt", header + story())
    done = desk.build()
    assert done.returncode == 0, done.stderr
    row = desk.catalog()["good"]
    assert (row["title"], row["date"], row["authors"], row["section"], row["tags"]) == (
        "The port is open",
        "2021-03-09",
        ["N. H."],
        "Sea",
        ["Ports", "Gales"],
    )
    page = desk.page("stories/good.html")
    assert "Harbour reopens after the storm" in page, "the headline as pasted is told under Source and edits"
    assert 'href="https://www.example.org/1"' in page
    assert '<img src="../images/port.png"' in page
    assert "<p>Short.</p>" in desk.page("index.html")


def test_what_was_removed_can_be_seen_with_its_reason(desk: Desk) -> None:
    desk.paste(
        "good.txt",
        story(tail="Do you like this article?\n\n0 Comment(s)\nComment Policy * Denotes Required Field 1500 / 1500"),
    )
    assert desk.build().returncode == 0
    page = unescape(desk.page("stories/good.html"))
    for words in (
        "Do you like this article?",
        "0 Comment(s)\nComment Policy * Denotes Required Field 1500 / 1500",
        "part of the page's comment form",
    ):
        assert words in page


def test_a_build_never_writes_over_what_it_reads(desk: Desk) -> None:
    desk.paste("good.txt", story())
    for output in (desk.content, desk.content / "site", desk.content.parent):
        (output / ".newsdesk").parent.mkdir(exist_ok=True)
        (output / ".newsdesk").touch()
        done = run_invoke("build", "--content", str(desk.content), "--output", str(output))
        assert done.returncode == 1
        assert "name another folder" in done.stderr or "name a folder beside them" in done.stderr
        assert (desk.content / "good.txt").read_text() == story()


@POSIX
def test_an_output_folder_behind_a_link_is_written_through_it(desk: Desk, tmp_path: Path) -> None:
    desk.paste("good.txt", story())
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    desk.output = tmp_path / "link" / "site"
    assert desk.build().returncode == 0
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real/site/index.html").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--siteurl", "brief.example.org"), "is no address of a site"),
        (("--siteurl", 'https://a.org/x"y'), "is no address of a site"),
        (("--content", "/nowhere"), "/nowhere: is no folder; name the one that holds the pastes"),
        (("--content", ""), "is no folder"),
    ],
)
def test_a_wrong_option_is_told_in_one_line(desk: Desk, words: tuple[str, ...], told: str) -> None:
    desk.paste("good.txt", story())
    done = run_invoke("build", "--output", str(desk.output), *words) if "--content" in words else desk.build(*words)
    assert done.returncode == 1
    assert told in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("row", ["section: 🚢", "authors: ???", "tags: Harbour, <>"])
def test_a_name_without_an_address_is_told_with_its_line(desk: Desk, row: str) -> None:
    desk.paste("good.txt", f"---\ndate: 2021-03-03\n{row}\n---\n" + story())
    done = desk.build()
    assert done.returncode == 1
    assert "good.txt:3: " in done.stderr


def test_names_with_one_address_stand_once(desk: Desk) -> None:
    desk.paste("good.txt", "---\ntags: U.S., US, us\nauthors: Ada Marsh, Ada Marsh\n---\n" + story())
    assert desk.build().returncode == 0
    assert desk.catalog()["good"]["tags"] == ["U.S."]
    assert desk.page("feeds/tags/us.rss.xml").count("<item>") == 1


def test_a_hidden_story_links_to_nothing_that_is_not_there(desk: Desk) -> None:
    desk.paste("good.txt", story())
    desk.paste(
        "secret.txt",
        "---\nstatus: hidden\nsection: Secret\nauthors: Jo Xu\ntags: Only Here\n---\n"
        + story("A story for those who know"),
    )
    assert desk.build().returncode == 0
    page = desk.page("stories/secret.html")
    assert "sections/secret.html" not in page and "authors/jo-xu.html" not in page and "tags/only-here.html" not in page


def test_words_in_angle_brackets_survive_in_a_feed(desk: Desk) -> None:
    desk.paste("good.txt", "---\nsummary: Profit & loss of <Acme>\n---\n" + story())
    assert desk.build().returncode == 0
    import feedparser

    for name in ("feeds/all.rss.xml", "feeds/all.atom.xml"):
        assert "&lt;Acme&gt;" in feedparser.parse(desk.page(name)).entries[0].summary


def test_the_lines_above_the_text_can_be_seen_as_pasted(desk: Desk) -> None:
    desk.paste("good.txt", story(byline="By Ada Marsh, who has run the harbour for ten years"))
    assert desk.build().returncode == 0
    assert desk.catalog()["good"]["authors"] == ["Ada Marsh"]
    assert "who has run the harbour for ten years" in desk.page("stories/good.html")


def test_a_story_in_markdown_has_all_that_the_theme_reads(desk: Desk) -> None:
    desk.paste("note.md", "Title: A note\nDate: 2021-03-05\nLang: fr\n\nUne *note* du [port]({filename}port.txt).\n")
    desk.paste("port.txt", story())
    assert desk.build().returncode == 0
    page = desk.page("index.html")
    assert 'dir="ltr"' in page and "1 min" in page and "<p>Une note du port.</p>" in page
    before = desk.tree()
    desk.paste("port.txt", story(tail="Share this"))
    assert desk.build().returncode == 0
    warm = {name for name, text in desk.tree().items() if before[name] != text}
    assert warm == {"stories/port.html", "catalog.json"}, "nothing else tells of the share bar"


def test_typesetting_changes_quotes_and_dashes_alone(desk: Desk) -> None:
    lede = "The flag --help, the years 2020--21, the '90s, a man of 5'10\" and \"a -- b\" stood in the harbour's log on Monday."
    desk.paste("good.txt", story(lede=lede))
    assert desk.build().returncode == 0
    assert (
        "The flag --help, the years 2020--21, the ’90s, a man of 5'10\" and “a — b” stood in the harbour’s log"
        in desk.page("stories/good.html")
    )


def test_a_dateline_opens_the_story_and_no_list_of_stories(desk: Desk) -> None:
    lede = (
        "PORT SAID, Egypt, March 3 (Harbour Press) — The harbour took in its first ship on Wednesday, its master said."
    )
    desk.paste(
        "good.txt", story(lede=lede, body="The port expects to work through the night, and more ships wait. " * 20)
    )
    desk.paste(
        "dashes.txt", story("A story without a dateline", lede="Two ships – both large – wait outside the harbour.")
    )
    desk.paste("speaker.txt", story("An alliance waits", lede="NATO: we have asked for four more ships this spring."))
    assert desk.build().returncode == 0
    assert '<span class="dateline">PORT SAID, Egypt</span>, March 3' in desk.page("stories/good.html")
    for name in ("index.html", "editions/2021-03-03/index.html", "feeds/all.rss.xml", "feeds/editions.json"):
        page = desk.page(name)
        assert "The harbour took in its first ship" in page and "Two ships – both large – wait" in page, name
        assert "NATO: we have asked" in page, name
    assert "PORT SAID" not in desk.page("index.html")


def test_a_build_that_would_remove_most_stories_stops_and_asks(desk: Desk) -> None:
    names = ("quay", "ferry", "mole", "crane", "buoy", "tug")
    for name in names:
        desk.paste(f"{name}.txt", story(f"The {name} of Saltmouth is painted anew"))
    assert desk.build().returncode == 0
    before = desk.tree()
    for name in names[:4]:
        (desk.content / f"{name}.txt").unlink()
    done = desk.build("--fresh")
    assert done.returncode == 1 and "nothing was published" in done.stdout
    assert "4 of its 6 stories would be removed; " in done.stderr and "--allow-removal" in done.stderr
    assert len([row for row in done.stderr.splitlines() if row.startswith("error")]) == 1
    assert desk.build("--keep-going").returncode == 1
    assert desk.tree() == before
    assert desk.build("--allow-removal").returncode == 0
    assert desk.catalog().keys() == {"buoy", "tug"}
    (desk.content / "buoy.txt").unlink()
    (desk.content / "tug.txt").rename(desk.content / "tugs.txt")
    assert desk.build().returncode == 0, "few may go at once"


def test_pastes_that_are_moved_into_folders_are_not_gone(desk: Desk) -> None:
    for name in ("quay", "ferry", "mole", "crane", "buoy"):
        desk.paste(f"{name}.txt", story(f"The {name} of Saltmouth is painted anew"))
    assert desk.build().returncode == 0
    (desk.content / "2021").mkdir()
    for path in desk.content.glob("*.txt"):
        path.rename(desk.content / "2021" / path.name)
    assert desk.build().returncode == 0
    assert len(desk.catalog()) == 5


def test_an_error_names_the_output_and_not_the_folder_that_is_built_in(desk: Desk) -> None:
    desk.paste("quay.txt", story("The quay of Saltmouth is painted anew"))
    desk.paste("pages/one.md", f"Title: One\nSave_as: {'a' * 300}.html\n\nA name too long for any disk.\n")
    done = desk.build()
    assert done.returncode == 1
    assert "pages/one.md: cannot be written (OSError: File name too long)" in done.stderr
    assert ".output.new" not in done.stderr


def test_a_page_takes_no_storys_address(desk: Desk) -> None:
    desk.paste("quay.txt", story("The quay of Saltmouth is painted anew"))
    assert desk.build().returncode == 0
    page = desk.page("stories/quay.html")
    desk.paste("pages/one.md", "Title: One\nSave_as: stories/quay.html\n\nNot the quay.\n")
    done = desk.build()
    assert done.returncode == 1
    assert "pages/one.md: its address 'stories/quay.html' is taken by" in done.stderr
    assert desk.page("stories/quay.html") == page


def test_an_empty_address_in_markdown_is_none(desk: Desk) -> None:
    desk.paste("quay.txt", story("The quay of Saltmouth is painted anew"))
    desk.paste("note.md", "Title: A note\nDate: 2021-03-03\nSave_as:\nSlug:\n\nThe quay is dry.\n")
    assert desk.build().returncode == 0
    assert "The quay is dry." in desk.page("stories/note.html")


def test_a_file_of_the_theme_that_cannot_be_copied_is_an_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pelican warns of it; the site would be published without its stylesheet."""
    copy = shutil.copyfile

    def full(source: str, place: str) -> object:
        if place.endswith("brief.css"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return copy(source, place)

    monkeypatch.setattr(shutil, "copyfile", full)
    desk.paste("good.txt", story())
    done = desk.build()
    assert done.returncode == 1 and not desk.output.exists()
    words = "output/theme/css/brief.css: cannot be copied (No space left on device); make room or give rights"
    assert words in done.stderr
