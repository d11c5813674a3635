"""The editor's own hand: notes, links, excerpts, editions that are made, stories that are held until their hour."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from .conftest import SITEURL, Desk, Invoke, story, tree

SOURCE = "source: https://news.harbour.example/7\n"
LONG = story(
    body="\n\n".join(
        f"{word.capitalize()} cranes stand idle until their cables have been looked at by the men of the yard, who count {word}."
        for word in ("seven", "eight", "nineteen", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen")
    )
)
LAST = ("nineteen", "fifteen", "sixteen")
"""Words of paragraphs beyond an excerpt of forty words."""


def headed(text: str, *rows: str) -> str:
    return "\n".join(("---", *rows, "---", text))


def link(title: str, number: int, *rows: str) -> str:
    return headed("", f"title: {title}", f"source: https://news.harbour.example/{number}", *rows)


def feed(desk: Desk, name: str = "all.rss.xml") -> Any:
    found = feedparser.parse((desk.output / "feeds" / name).read_bytes())
    assert not found.bozo, found.bozo_exception
    return found


def built(desk: Desk, *words: str) -> str:
    done = desk.build("--siteurl", SITEURL, *words)
    assert done.returncode == 0, done.stderr
    return done.stderr + done.stdout


# ---- Links -----------------------------------------------------------------------------------------------------------


def test_a_headline_and_a_source_are_a_link(desk: Desk) -> None:
    desk.paste("ferry.txt", link("Ferry runs again", 1, "added: 2021-03-03", "note: The *only* account so far."))
    desk.paste("harbour.txt", story())
    built(desk)
    front = desk.page("index.html")
    assert re.search(
        r'<a class="away" href="https://news.harbour.example/1">Ferry runs again<span class="unseen">', front
    )
    assert "The <em>only</em> account so far." in front and 'href="./stories/ferry.html"' in front
    page = desk.page("stories/ferry.html")
    assert "<h1>Ferry runs again</h1>" in page and '<div class="body">' not in page and "min read" not in page
    assert "Read it at <bdi>news.harbour.example</bdi>" in page
    entry = next(entry for entry in feed(desk).entries if entry.title == "Ferry runs again")
    assert entry.link == "https://news.harbour.example/1" and f"{SITEURL}/stories/ferry.html" in entry.content[0].value
    assert entry.content[0].value.startswith("<p>The <em>only</em> account so far.</p>")
    items = json.loads(desk.page("feeds/all.json"))["items"]
    item = next(item for item in items if item["title"] == "Ferry runs again")
    assert (item["url"], item["external_url"]) == (f"{SITEURL}/stories/ferry.html", "https://news.harbour.example/1")


def test_a_setting_leads_a_links_headline_to_its_own_page(desk: Desk, invoke: Invoke, tmp_path: Path) -> None:
    from .motley import project

    folder = project(tmp_path / "other")
    settings = folder / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + '\nLINKS_LEAD_TO = "page"\n', "utf-8")
    (folder / "content").mkdir()
    (folder / "content/ferry.txt").write_text(link("Ferry runs again", 1, "added: 2021-03-03"), "utf-8")
    assert invoke("build", cwd=folder).returncode == 0
    front = (folder / "output/index.html").read_text("utf-8")
    assert 'href="./stories/ferry.html">Ferry runs again</a>' in front and "away" not in front


@pytest.mark.parametrize(
    ("paste", "line", "words"),
    [
        (headed("", "title: Ferry runs again", "date: 2021-03-03"), 4, "a link needs source"),
        (headed("", "source: https://news.harbour.example/1", "date: 2021-03-03"), 4, "a link needs title"),
        (headed("", "title: Ferry runs again", SOURCE.strip()), 5, "no date was found"),
        (headed(LONG, "show: excerpt"), 2, "an excerpt needs its original"),
        (headed(LONG, "date: 2021-03-03", "show: link"), 3, "a link needs its original"),
        (headed(LONG, "show: some"), 2, "write one of full, excerpt, link"),
        (headed(LONG, "edition: 2021-w60"), 2, "is no edition"),
        (headed(LONG, "publish: soon"), 2, "is no date"),
        (headed(LONG, "added: 2021-13-01"), 2, "is no date"),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_line(desk: Desk, paste: str, line: int, words: str) -> None:
    path = desk.paste("ferry.txt", paste)
    done = desk.build()
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert re.search(rf"{re.escape(str(path))}:{line}: .*{re.escape(words)}", done.stderr), done.stderr


@pytest.mark.parametrize("line", ["Photo gallery", "Share this", "Ferry", "25 March 2021"])
def test_one_line_under_a_header_is_a_text(desk: Desk, line: str) -> None:
    desk.paste("titled.txt", headed(line, "title: From the quay", "date: 2021-03-03"))
    desk.paste("bare.txt", headed(line, "date: 2021-03-03"))
    built(desk)
    assert line in desk.page("stories/titled.html") and line in desk.page("stories/bare.html")


# ---- Excerpts --------------------------------------------------------------------------------------------------------


def test_what_an_excerpt_leaves_out_is_in_no_file(desk: Desk, invoke: Invoke, tmp_path: Path) -> None:
    from .motley import project

    folder = project(tmp_path / "other")
    settings = folder / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + "\nEXCERPT_WORDS = 40\n", "utf-8")
    (folder / "content").mkdir()
    (folder / "content/ferry.txt").write_text(headed(LONG + LONG.split("\n\n")[-2], SOURCE + "show: excerpt"), "utf-8")
    (folder / "content/other.txt").write_text(story("Cranes of the quay are looked at again"), "utf-8")
    for words in (("build",), ("email",)):
        done = invoke(*words, cwd=folder)
        assert done.returncode == 0, done.stderr
    files = {**tree(folder / "output"), **tree(folder / "email")}
    assert any(b"took in its first ship" in text for text in files.values())
    for path, text in files.items():
        for word in LAST:
            assert word.encode() not in text.lower().replace(b"w-%s" % word.encode(), b""), (path, word)
    page = (folder / "output/stories/ferry.html").read_text("utf-8")
    assert '<a href="https://news.harbour.example/7">Read on at <bdi>news.harbour.example</bdi></a>' in page
    assert "Key points" not in page and "the rest is at the original" in page


def test_an_excerpt_of_one_long_paragraph_ends_with_a_sentence() -> None:
    from newsdesk.clean import clean
    from newsdesk.site.story.shown import first_paragraphs

    text = "The ferry runs. The pier was looked at by three men of the yard on Monday. It holds."
    blocks = clean(headed(text + "\n", "title: Ferry", "date: 2021-03-03")).blocks
    assert [block.text for block in first_paragraphs(blocks, 8)] == ["The ferry runs."]
    assert first_paragraphs(blocks, 2) == ()


# ---- Sources ---------------------------------------------------------------------------------------------------------


def test_sources_have_the_names_and_the_ways_that_the_editor_gives_them(desk: Desk) -> None:
    table = '["harbour.example"]\nname = "Harbour & Press"\nshow = "excerpt"\ncanonical = true\n'
    desk.paste("sources.toml", table)
    desk.paste("ferry.txt", headed(LONG, SOURCE.strip(), "via: Ada <https://ada.example/9>"))
    desk.paste("crane.txt", headed(story("Crane is mended"), SOURCE.strip(), "show: full", "source_name: The Crane"))
    built(desk)
    page = desk.page("stories/ferry.html")
    assert '<link rel="canonical" href="https://news.harbour.example/7">' in page
    assert 'Via <a href="https://ada.example/9"><bdi>Ada</bdi></a>' in page and "Read on at" in page
    assert '<a href="https://news.harbour.example/7"><bdi>Harbour &amp; Press</bdi></a>, ' in page
    assert "<h1>Harbour &amp; Press</h1>" in desk.page("sources/harbour-example.html")
    assert "Read on at" not in desk.page("stories/crane.html") and "The Crane" in desk.page("stories/crane.html")
    told = {entry.title: entry.source.title for entry in feed(desk).entries}
    assert set(told.values()) == {"Harbour & Press", "The Crane"}
    assert {entry.source.title for entry in feed(desk, "all.atom.xml").entries} == set(told.values())
    before = desk.tree()
    desk.paste("sources.toml", table.replace("Harbour & Press", "Harbour Times"))
    built(desk)
    warm = desk.tree()
    assert "Harbour Times" in desk.page("stories/ferry.html")
    built(desk, "--fresh")
    assert warm == desk.tree() != before


# ---- When it runs ----------------------------------------------------------------------------------------------------


def test_subscribers_see_the_edition_and_readers_the_day_of_the_original(desk: Desk) -> None:
    desk.paste("new.txt", headed(story("Ferry runs again"), "date: 2021-03-03"))
    desk.paste(
        "old.txt", headed(story("Harbour was built"), SOURCE.strip(), "date: 2019-05-02", "added: 2021-03-04 08:30")
    )
    desk.paste("older.txt", headed(story("Pier was planned"), "date: 2018-05-02", "edition: 2021-03-05"))
    built(desk)
    entries = feed(desk).entries
    assert [entry.title for entry in entries] == ["Pier was planned", "Harbour was built", "Ferry runs again"]
    days = [time.strftime("%Y-%m-%d %H:%M", entry.published_parsed) for entry in entries]
    assert days == ["2021-03-05 00:00", "2021-03-04 08:30", "2021-03-03 00:00"]
    assert "Harbour was built" in desk.page("editions/2021-03-04/index.html")
    page = desk.page("stories/old.html")
    assert "2 May 2019" in page and "In this brief since 4 March 2021." in page
    facts = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)[0])
    assert facts["datePublished"].startswith("2021-03-04") and facts["isBasedOn"]["datePublished"] == "2019-05-02"
    ids = {entry.id for entry in entries}
    desk.paste("older.txt", headed(story("Pier was planned"), "date: 2018-05-02", "edition: 2021-03-06"))
    built(desk)
    assert {entry.id for entry in feed(desk).entries} == ids


def test_a_held_story_is_nowhere_until_its_hour(desk: Desk) -> None:
    desk.paste("ferry.txt", headed(story("Ferry runs again"), "date: 2021-03-03"))
    begun = datetime.now(UTC)
    built(desk)
    patience = 3 * (datetime.now(UTC) - begun) + timedelta(seconds=2)
    when = (datetime.now(UTC) + patience).replace(microsecond=0)
    text = story(
        "Lighthouse goes dark", lede="The lighthouse of Oster Sound was switched off for good on Tuesday night."
    )
    desk.paste("light.txt", headed(text, "date: 2021-03-02", f"publish: {when.isoformat()}", "tags: Oster Sound"))
    told = built(desk)
    assert datetime.now(UTC) < when, "the build took longer than the story was to be held"
    assert "1 story, 1 held" in told and "light.txt: held until" in told
    for path, page in desk.tree().items():
        assert b"ighthouse" not in page and b"oster-sound" not in page, path
    assert not (desk.output / "editions/2021-03-02").exists()
    time.sleep(max(0.0, (when - datetime.now(UTC)).total_seconds()))
    told = built(desk)
    assert "2 stories" in told and "held" not in told
    assert feed(desk).entries[0].title == "Lighthouse goes dark"
    warm = desk.tree()
    built(desk, "--fresh")
    assert warm == desk.tree()


def test_a_story_in_markdown_has_the_editors_hand_too(desk: Desk) -> None:
    desk.paste(
        "mine.md",
        "Title: My own article\nDate: 2019-03-03\nEdition: 2021-03-04\nNote: Why *it* & all\nVia: Ada & Co https://ada.example/9\n"
        "Source: https://h.example/3\nSource_name: The H & M\nTags: Harbour\n\nThe canal is **long**.\n",
    )
    desk.paste(
        "held.md", "Title: Held\nDate: 2021-03-03\nPublish: 2999-01-01\nTags: Harbour\n\nNot yet, say oysters.\n"
    )
    assert "1 story, 1 held" in built(desk)
    page = desk.page("stories/mine.html")
    assert (
        "<p>Why <em>it</em> &amp; all</p>" in page
        and '<a href="https://h.example/3"><bdi>The H &amp; M</bdi></a>' in page
    )
    assert 'Via <a href="https://ada.example/9"><bdi>Ada &amp; Co</bdi></a>' in page
    assert "My own article" in desk.page("editions/2021-03-04/index.html")
    assert all(b"oysters" not in text for text in desk.tree().values())
    desk.paste("wrong.md", "Title: Wrong\nDate: 2021-03-03\nEdition: soon\n\nWords.\n")
    done = desk.build()
    assert done.returncode == 1 and "wrong.md" in done.stderr and "is no edition" in done.stderr


# ---- Editions that are made ------------------------------------------------------------------------------------------


def three(desk: Desk) -> None:
    for name, section in (("ferry", "Sea"), ("crane", "Port"), ("pier", "Sea"), ("rope", "Town")):
        desk.paste(f"{name}.txt", headed(story(f"News of the {name}", kicker=section), "date: 2021-03-03"))


def test_an_edition_is_as_the_editor_arranged_it(desk: Desk) -> None:
    three(desk)
    desk.paste(
        "editions/2021-03-03.md",
        "---\ntitle: The quay & its day\nsubject: What the quay saw\norder:\n  rope.txt\n  pier\nsections: Port, Sea\n---\n\nA *quiet* day.\n",
    )
    built(desk)
    front = desk.page("index.html")
    assert "<h1>The quay &amp; its day</h1>" in front and "<p>A <em>quiet</em> day.</p>" in front
    assert "Wednesday 3 March 2021" in front
    names = re.findall(r"stories/(\w+)\.html", front[front.index("<main") :])
    assert names == ["rope", "crane", "pier", "ferry"]
    item = feed(desk, "editions.rss.xml").entries[0]
    assert item.title == "The quay & its day" and item.content[0].value.startswith("<p>A <em>quiet</em> day.</p>")
    warm = desk.tree()
    built(desk, "--fresh")
    assert warm == desk.tree()


@pytest.mark.parametrize(
    ("file", "line", "words"),
    [
        ("---\norder: harbor.txt\n---\n", 2, "no story is called 'harbor.txt'"),
        ("---\norder:\n  pier.txt\n  crane\n  pier\n---\n", 5, "stands twice, first on line 3"),
        ("---\ntitle: A day\norder: late.txt\n---\n", 3, "is in the edition of 2021-03-04"),
        ("---\nlead: late\n---\n", 2, "is in the edition of 2021-03-04"),
        ("---\nheading: A day\n---\n", 2, "unknown key 'heading'"),
        ("---\nstatus: hidden\n---\n", 2, "write one of published, draft"),
        ("---\ntitle: A\ntitle: B\n---\n", 3, "stands twice"),
        ("title: A day\n---\n", 1, "a header stands between two lines"),
    ],
)
def test_what_an_editions_file_cannot_mean_is_told(desk: Desk, file: str, line: int, words: str) -> None:
    three(desk)
    desk.paste("late.txt", headed(story("News of the lantern"), "date: 2021-03-04"))
    path = desk.paste("editions/2021-03-03.md", file)
    done = desk.build()
    assert done.returncode == 1 and f"{path}:{line}: " in done.stderr and words in done.stderr, done.stderr
    assert not desk.output.exists()


def test_a_draft_holds_its_edition(desk: Desk) -> None:
    three(desk)
    desk.paste("late.txt", headed(story("News of the lantern"), "date: 2021-03-04"))
    path = desk.paste("editions/2021-03-04.md", "---\nstatus: draft\n---\nNot yet.\n")
    assert "held with its edition" in built(desk)
    assert all(b"lantern" not in page and b"Not yet" not in page for page in desk.tree().values())
    path.unlink()
    built(desk)
    assert "News of the lantern" in desk.page("index.html")


def test_an_edition_is_shown_and_written_before_it_goes_out(desk: Desk, invoke: Invoke) -> None:
    three(desk)
    desk.paste("ferry.txt", headed(story("News of the ferry"), "date: 2021-03-03", "note: Why it matters."))
    desk.paste("lamp.txt", headed(story("News of the lamp"), "date: 2021-03-03", "publish: 2999-01-01"))
    done = invoke("edition", "--content", str(desk.content), "--write")
    assert done.returncode == 0, done.stderr
    assert (
        "4 stories" in done.stdout and "3 without a note" in done.stdout and "lamp.txt: held until 2999" in done.stdout
    )
    assert "has the headline of" in done.stdout or "like" in done.stdout, "twins are told"
    written = (desk.content / "editions/2021-03-03.md").read_text("utf-8")
    assert written.count(".txt") == 4
    built(desk)
    front = desk.page("index.html")
    (desk.content / "editions/2021-03-03.md").unlink()
    built(desk)
    assert desk.page("index.html") == front, "the file that is written changes nothing yet"
    desk.paste("editions/2021-03-03.md", written)
    again = invoke("edition", "2021-03-03", "--content", str(desk.content), "--write")
    assert again.returncode == 1 and "is there already" in again.stderr
    assert invoke("edition", "2020-01-01", "--content", str(desk.content)).returncode == 1


def test_a_link_is_taken_in_by_its_address(desk: Desk, invoke: Invoke) -> None:
    where = ("--content", str(desk.content))
    done = invoke(
        "link", "https://news.harbour.example/1", "--title", "Ferry: it runs", "--note", "Why *it*\nmatters", *where
    )
    assert done.returncode == 0, done.stderr
    built(desk)
    page = desk.page("stories/ferry-it-runs.html")
    assert "<p>Why <em>it</em></p>\n<p>matters</p>" in page and "Read it at" in page
    again = invoke("link", "https://news.harbour.example/1", "--title", "Ferry: it runs", *where)
    assert again.returncode == 1 and "exists already" in again.stderr
    assert "is no address" in invoke("link", "harbour.example", *where).stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("LINKS_LEAD_TO", "'away'"), ("NOTES", "'above'"), ("EXCERPT_WORDS", "'few'"), ("EDITION", "'month'")],
)
def test_a_setting_that_cannot_be_followed_is_told(name: str, value: str, invoke: Invoke, tmp_path: Path) -> None:
    from .motley import project

    folder = project(tmp_path / "other")
    settings = folder / "pelicanconf.py"
    settings.write_text(settings.read_text("utf-8") + f"\n{name} = {value}\n", "utf-8")
    (folder / "content").mkdir()
    (folder / "content/ferry.txt").write_text(story(), "utf-8")
    done = invoke("build", cwd=folder)
    assert done.returncode == 1 and done.stderr.startswith(f"error   {name} is {value}; write "), done.stderr


# ---- Briefs of before ------------------------------------------------------------------------------------------------

EARLIER = Path(__file__).parent / "earlier"
SOURCES_TOLD = re.compile(
    r'<source url="[^"]*">[^<]*</source>|<source>.*?</source>|   "external_url": "[^"]*",\n|, news\.harbour\.example|news\.harbour\.example, '
)
"""What feeds and e-mails tell of sources."""


def test_a_brief_without_any_of_this_is_what_it_was(desk: Desk, invoke: Invoke) -> None:
    """As built by the version before: all that subscribers and programs get, the names of sources aside."""
    for paste in (EARLIER / "content").iterdir():
        desk.paste(paste.name, paste.read_bytes())
    built(desk)
    site = ("--content", str(desk.content), "--siteurl", SITEURL)
    assert invoke("email", *site, "--output", str(desk.output)).returncode == 0
    expected = tree(EARLIER / "expected")
    assert len(expected) == 9
    for path, text in expected.items():
        assert SOURCES_TOLD.sub("", desk.page(path)) == text.decode(), path
