"""Odd and hostile sources beside a good one: each is published, or told in a line with its name; the good one is unharmed."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsdesk.press.build import build
from newsdesk.press.options import Options, Outcome
from newsdesk.site import editions

from .conftest import PROJECT, SHARE, Desk, Invoke, often, story

GOOD = "Canal closes for repairs until the spring"
ARTICLE = '{"@type": "NewsArticle", "headline": "Ferry dues rise", "datePublished": "%s"}'


def page(head: str = "", body: str = "", title: str = "Ferry dues rise at Oster Sound") -> str:
    """Return a saved page."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        "<p>3 March 2021</p><p>The ferry company of Oster Sound said on Wednesday that dues would rise by a tenth.</p>"
        "<p>Two crews had asked for more pay, and the council agreed to lend the money until the autumn.</p>"
        f"{body}</article></body></html>"
    )


def linked(data: str) -> str:
    """Return a page that tells facts as JSON-LD."""
    return page(f'<script type="application/ld+json">{data}</script>')


def headed(rows: str, **parts: str) -> str:
    return f"---\n{rows}\n---\n{story(**parts)}"


def markdown(rows: str = "", text: str = "Words.") -> str:
    return f"Title: A note\nDate: 2021-03-03\n{rows}\n\n{text}\n"


PUBLISHED: dict[str, str] = {
    "days-zero.html": linked(ARTICLE % "0000-00-00T00:00:00"),
    "days-none.html": linked(ARTICLE % "2021-02-30"),
    "days-eastern.html": linked(ARTICLE % "٢٠٢١-٠٣-٠٣"),
    "days-first.html": linked(ARTICLE % "0001-01-01"),
    "days-last.html": linked(ARTICLE % "9999-12-31T23:59:59Z"),
    "graph-null.html": linked('{"@graph": null}'),
    "graph-number.html": linked('{"@graph": 5}'),
    "graph-deep.html": linked('{"@graph":' * 5000 + "1" + "}" * 5000),
    "stars.html": linked('{"@type": "NewsArticle", "author": "★★★"}'),
    "half.html": linked(r'{"@type": "NewsArticle", "headline": "Ferry \ud800 dues"}'),
    "canonical.html": page('<link rel="canonical" href="http://[">'),
    "section.html": page(body="<![foo[bar]]>"),
    "paragraphs.html": page(body="<p>word one two" * 990),
    "boxes.html": page(body="<div>" * 1200 + "deep" + "</div>" * 1200),
    "ol-chiki.txt": story(byline="By ᱥᱟᱱᱛᱟᱲᱤ ᱠᱚ"),
    "nko.txt": headed("authors: ߒߞߏ ߞߊ߲"),
    "tifinagh.txt": headed("section: ⵜⵉⴼⵉⵏⴰⵖ\ntags: 𞤀𞤣𞤤𞤢𞤥, ⵜⵉⴼ"),
    "ᱥᱟᱱᱛᱟᱲᱤ.txt": story(),
    "2021-02-30.txt": story(),
    "中国" * 40 + ".txt": story(),
    "tag.txt": headed("tags: " + "中国新闻社报" * 10),
    "author.txt": headed("authors: " + "中国新闻社报" * 10),
    "kicker.txt": "K" * 261 + "\n\n" + story(kicker=""),
    "sentence.txt": headed(f"section: {'x' * 261}\nauthors: {'Ada Marsh of the harbour ' * 12}"),
    "drop.txt": headed("drop: " + "9" * 5000),
    "picture.txt": headed("image: " + "i" * 255 + ".png"),
    "loop.txt": headed("image: images/loop.png"),
    "names.md": markdown(f"Tags: ⵜⵉⴼ, {'中国新闻社报' * 10}\nAuthor: ★★★\nCategory: {'x' * 261}"),
    "signs.md": markdown("Category: ★★★\nTags: a\x01b\x0b, c\uffff"),
    "links.md": markdown(text="<a href='http://['>z</a> [x]({static}/../../x)"),
}
"""Sources that can be published, by their names; each stopped a build once, or may."""
TOLD: dict[str, tuple[str, str]] = {
    "date.txt": (headed("date: 9999-12-31"), "date.txt:2: '9999-12-31' is no date"),
    "pages/index.md": ("Title: A page\n\nWords.\n", "pages/index.md: its address 'index.html' is taken"),
    "pages/tags.md": ("Title: A page\n\nWords.\n", "pages/tags.md: its address 'tags.html' is taken"),
    "last.md": ("Title: A note\nDate: 9999-12-31\n\nWords.\n", "last.md: '9999-12-31' is no day of a newspaper's"),
    "none.md": ("Title: A note\nDate: 2021-02-30\n\nWords.\n", "none.md: cannot be read"),
    "template.md": (markdown("Template: nowhere"), "template.md: cannot be written"),
}
"""Sources that cannot, and what is told of them."""


def build_here(content: Path, output: Path, keep_going: bool = False) -> Outcome:
    """Build in this process, with the project's settings."""
    here = os.getcwd()
    os.chdir(PROJECT)
    try:
        return build("pelicanconf.py", Options(str(content), str(output), keep_going=keep_going))
    finally:
        os.chdir(here)


@contextmanager
def desk_beside(sources: dict[str, bytes]) -> Iterator[Desk]:
    """Give a desk with a good story and others."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.paste("good.txt", story(GOOD))
        for name, content in sources.items():
            desk.paste(name, content)
        yield desk


def test_odd_sources_that_can_be_published_are(desk: Desk) -> None:
    (desk.content / "images").mkdir()
    (desk.content / "images" / "loop.png").symlink_to("loop.png")
    for name, text in PUBLISHED.items():
        desk.paste(name, text.encode("utf-8", "surrogatepass"))
    desk.paste("good.txt", story(GOOD))
    done = build_here(desk.content, desk.output)
    assert not done.errors
    rows = desk.catalog()
    assert len(rows) == len(PUBLISHED) + 1
    assert {row["date"] for row in rows.values()} == {"2021-03-03"}
    for row in rows.values():
        assert (desk.output / row["url"].removeprefix("https://brief.example.org/")).is_file()
        for kind, names in (("tags", row["tags"]), ("authors", row["authors"])):
            assert len(list((desk.output / kind).glob("*.html"))) >= len(names)


def test_all_that_cannot_be_published_is_told_and_the_rest_goes_on(desk: Desk) -> None:
    for name, (text, _) in TOLD.items():
        desk.paste(name, text)
    os.close(os.open(os.fsencode(desk.content) + b"/latin-\xe9.txt", os.O_CREAT))
    desk.paste("good.txt", story(GOOD))
    done = desk.build()
    told = done.stderr.splitlines()
    written = ("index.md", "tags.md", "template.md")
    first = [words for name, (_, words) in TOLD.items() if not name.endswith(written)]
    assert done.returncode == 1 and not desk.output.exists()
    for words in (*first, "latin-\\udce9.txt: its name is not UTF-8; rename it"):
        assert [line for line in told if words in line], words
    done = desk.build("--keep-going")
    assert done.returncode == 1
    for _, words in TOLD.values():
        assert [line for line in done.stderr.splitlines() if words in line], words
    assert "build stopped" not in done.stderr
    assert GOOD in desk.page("stories/good.html") and GOOD in desk.page("index.html")


def test_what_could_not_be_written_is_tried_again_and_told_again(desk: Desk) -> None:
    desk.paste("good.txt", story(GOOD))
    desk.paste("pages/index.md", "Title: A page\n\nWords.\n")
    first, second = desk.build("--keep-going"), desk.build("--keep-going")
    assert first.returncode == second.returncode == 1
    assert "index.md: its address 'index.html' is taken" in second.stderr
    assert GOOD in desk.page("index.html")


def test_a_theme_that_fails_is_told_once_with_its_line(desk: Desk, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    text = (PROJECT / "theme/templates/article.html").read_text("utf-8")
    theme.joinpath("templates").mkdir(parents=True)
    for path in (PROJECT / "theme").rglob("*.*"):
        place = theme / path.relative_to(PROJECT / "theme")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    (theme / "templates/article.html").write_text(text.replace("<h1>", "{{ 1|no_such }}<h1>"), "utf-8")
    (tmp_path / "pelicanconf.py").write_text(
        (PROJECT / "pelicanconf.py")
        .read_text("utf-8")
        .replace('"theme"', repr(str(theme)))
        .replace('["plugins"]', repr([str(PROJECT / "plugins")]))
    )
    for name in ("one", "two"):
        desk.paste(f"{name}.txt", story())
    done = build(str(tmp_path / "pelicanconf.py"), Options(str(desk.content), str(desk.output)))
    assert len(done.errors) == 1
    assert "templates/article.html:" in str(done.errors[0]) and "no_such" in str(done.errors[0])


@pytest.mark.parametrize(
    ("place", "told"),
    [("newsdesk.press.cache.links.record_of", "cannot be linked"), ("newsdesk.press.reader.clean", "cannot be read")],
)
def test_what_nobody_has_thought_of_is_told_with_the_sources_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, place: str, told: str
) -> None:
    module, _, name = place.rpartition(".")
    real = getattr(importlib.import_module(module), name)

    def odd(text: str, *rest: Any, **more: Any) -> Any:
        if "Ferry dues" in text:
            raise LookupError("no such thing")
        return real(text, *rest, **more)

    monkeypatch.setattr(place, odd)
    desk.paste("good.txt", story(GOOD))
    desk.paste("odd.txt", story("Ferry dues rise at Oster Sound"))
    desk.paste("draft.txt", headed("status: draft", headline="Ferry dues rise again"))
    done = build_here(desk.content, desk.output)
    assert not done.published
    done = build_here(desk.content, desk.output, keep_going=True)
    names = [Path(error.path).name for error in done.errors]
    assert names == ["draft.txt", "odd.txt"]
    assert all(error.reason.startswith(f"{told} (LookupError: no such thing)") for error in done.errors)
    assert list(desk.catalog()) == ["good"]


def test_a_story_that_no_list_can_hold_is_told_and_left_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = editions.prominence

    def odd(story: Any) -> Any:
        if "Ferry dues" in story.plain_title:
            raise LookupError("no such thing")
        return real(story)

    desk.paste("good.txt", story(GOOD))
    for number in range(3):
        desk.paste(f"more-{number}.txt", story(f"Canal pilots ask for {number} more boats"))
    assert not build_here(desk.content, desk.output).errors
    desk.paste("odd.txt", story("Ferry dues rise at Oster Sound"))
    desk.paste("other.txt", story("Ferry dues fall again"))
    monkeypatch.setattr(editions, "prominence", odd)
    before = desk.tree()
    for keep_going in (False, True, True):
        done = build_here(desk.content, desk.output, keep_going)
        assert [Path(error.path).name for error in done.errors] == ["odd.txt", "other.txt"]
        assert all(error.reason.startswith("cannot be listed (LookupError: no such thing)") for error in done.errors)
        assert desk.tree() == before, "as if they were not there"
    monkeypatch.undo()
    assert not build_here(desk.content, desk.output).errors and "other" in desk.catalog()


LINES = st.sampled_from(
    [
        *story().splitlines(), "By ᱥᱟᱱᱛᱟᱲᱤ ᱠᱚ", "Published 30 February 2021", "2021-00-00", "٣ مارس ٢٠٢١", "<b>x</b> & <script>alert(1)</script>",
        "★★★", "\ufffe\uffff\ufdd0", "a\x01b\x0b", "https://[", "[x](http://[)", "<a href='http://['>", "中国新闻社报" * 12, "K" * 261,
        "{{ 7*7 }}{% raw %}", "<![foo[bar]]>", "<!--", "]]>", "<p>" * 300, ">" * 300, "| a | b |", "Posted 31.02.0000", "{static}/../x",
        "{filename}/nowhere.md", "&#xD800;&#0;&#xFFFF;", "\u202eright\u2066", "=?utf-8?b?8J+YgA=?=",
    ]
)  # fmt: skip
VALUES = LINES | st.text(max_size=40)
TEXT = st.lists(LINES | st.text(max_size=60), max_size=12).map("\n\n".join)
KEYS = st.sampled_from(
    "title date authors section tags source status summary lang image alt lead corrections keep drop".split()
)
HEADED = st.builds(
    lambda rows, text: "---\n" + "".join(f"{key}: {value}\n" for key, value in rows) + f"---\n{text}",
    st.lists(st.tuples(KEYS, VALUES), max_size=6),
    TEXT,
)
META = st.sampled_from(
    "Title Date Modified Tags Category Author Authors Slug Lang Status Summary Template Save_as Url Source Image".split()
)
MARKDOWN = st.builds(
    lambda rows, text: (
        "Title: A note\nDate: 2021-03-03\n" + "".join(f"{key}: {value}\n" for key, value in rows) + f"\n{text}"
    ),
    st.lists(st.tuples(META, VALUES), max_size=5),
    TEXT,
)
JSON = st.sampled_from(
    ["null", "5", '"x"', "[]", '"0000-00-00"', '"2021-02-30"', '"★★★"', r'"\ud800"', "[[[]]]", '{"name": [null, {}]}']
)
DATA = st.lists(
    st.tuples(st.sampled_from("headline datePublished author publisher @graph @id mainEntity".split()), JSON),
    max_size=5,
).map(lambda rows: '{"@type": "NewsArticle"' + "".join(f', "{key}": {value}' for key, value in rows) + "}")
HEADS = st.builds(
    lambda data, name, value: (
        f'<script type="application/ld+json">{data}</script><meta name="{name}" content="{value}">'
        f'<link rel="canonical" href="{value}">'
    ),
    DATA,
    st.sampled_from(["author", "date", "og:title", "og:url", "article:published_time"]),
    VALUES,
)
PAGES = st.builds(page, HEADS, TEXT.map(lambda text: text.replace("\n\n", "</p><p>")), st.just("Ferry dues") | VALUES)
NAMES = st.sampled_from(
    [
        "bridge",
        "2021-02-30",
        "ᱥᱟᱱᱛᱟᱲᱤ",
        "中国" * 40,
        "pages/index",
        "pages/tags",
        "good",
        "a b",
        "★★★",
        "x.y",
        "-",
        "É" * 120,
    ]
)
KINDS = {".txt": HEADED | TEXT, ".html": PAGES, ".md": MARKDOWN}
SOURCES = st.lists(
    st.sampled_from(sorted(KINDS)).flatmap(lambda kind: st.tuples(NAMES, st.just(kind), KINDS[kind])),
    min_size=1,
    max_size=5,
)


def no_source_harms_another(found: list[tuple[str, str, str]]) -> None:
    """Assert that a good story is published beside some sources, and that errors name theirs."""
    sources = {f"{name}{kind}": text.encode("utf-8", "surrogatepass") for name, kind, text in found}
    sources.pop("good.txt", None)
    with desk_beside(sources) as desk:
        done = build_here(desk.content, desk.output, keep_going=True)
        for error in done.errors:
            assert error.path, error
            assert "build stopped" not in error.reason
        assert done.published
        if not any(name.startswith("good.") for name in sources):
            assert GOOD in desk.page("stories/good.html")
            assert GOOD in desk.page("index.html")
            assert "good" in desk.catalog()


@given(st.sampled_from([".txt", ".html", ".eml"]), TEXT, HEADED, PAGES)
@settings(
    max_examples=often(100, 4),
    derandomize=not SHARE,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_no_letter_or_paste_ends_in_a_traceback_when_it_is_taken_in(
    kind: str, text: str, paste: str, saved: str
) -> None:
    from newsdesk.clean import BadHeader
    from newsdesk.desk.explain import Unexplained, read_article
    from newsdesk.desk.intake import Refused, take_in
    from newsdesk.desk.sources import Unreachable, fetch
    from newsdesk.store import NotText

    head = (
        f"From: {text[:40]}\nDate: {text[:30]}\nSubject: {paste[:60]}\nMIME-Version: 1.0\nContent-Type: {text[:20]}\n\n"
    )
    content = {".txt": paste, ".html": saved, ".eml": head + text}[kind].encode("utf-8", "surrogatepass")
    with desk_beside({}) as desk:
        path = desk.paste(f"x{kind}", content)
        try:
            source = fetch(str(path))
            new, _ = take_in("A new one", source, desk.content)
            read_article(str(new))
        except (BadHeader, NotText, Refused, Unreachable, Unexplained) as error:
            assert str(error)


def test_the_tasks_tell_odd_sources_in_lines(desk: Desk, invoke: Invoke) -> None:
    desk.paste("good.txt", story(GOOD))
    for name, text in PUBLISHED.items():
        desk.paste(name, text.encode("utf-8", "surrogatepass"))
    path = os.path.join(os.fsencode(desk.content), b"latin-\xe9.txt")
    Path(os.fsdecode(path)).write_text(story())
    for words in (("report",), ("tags",)):
        done = invoke(*words, "--content", str(desk.content))
        assert "Traceback" not in done.stderr + done.stdout
        assert not done.stderr or done.stderr.strip().endswith("latin-\\udce9.txt: its name is not UTF-8; rename it")
    done = invoke("explain", os.fsdecode(path))
    assert done.returncode == 0 and "Traceback" not in done.stderr
    done = invoke("new", "Ferry \udce9 dues", "--content", str(desk.content), stdin=story())
    assert "Traceback" not in done.stderr


def test_one_odd_row_stops_no_later_one(invoke: Invoke) -> None:
    rows = ["[" * 100_000, '{"id": 1, "paste": "\\ud800 \\ufffe"}', '{"id": 2, "paste": 5}', '{"id": 3, "paste": "x"}']
    done = invoke("explain", "--jsonl", stdin="\n".join(rows) + "\n")
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 4 and '"id": 3' in done.stdout
