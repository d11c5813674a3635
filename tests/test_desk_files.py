"""What the desk writes: rows of headers, whole files, tables, and never over what the editor has not seen."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from newsdesk.clean import VERDICTS, clean, split_header
from newsdesk.desk.web.editing import with_facts
from newsdesk.desk.web.new import page_of
from newsdesk.desk.web.story import changes_of
from newsdesk.desk.web.writing.compare import END, retyped, side_by_side
from newsdesk.desk.web.writing.files import NO_FILE, Conflict, Files, NoSuchFile
from newsdesk.desk.web.writing.header import Unwritable, changed, with_values
from newsdesk.desk.web.writing.toml_rows import blocks_of, with_rows
from newsdesk.desk.web.writing.verdicts import NoVerdict, read, with_verdict

from .conftest import story

HEADED = "---\ntitle: Ferry runs\n# why not\n\nkeep: 3\ndrop: Share this\n---\n"


# ---- Headers ---------------------------------------------------------------------------------------------------------


def test_a_row_is_written_where_it_stood_and_comments_stay() -> None:
    made = with_values(HEADED + "text\n", {"title": ["Tug runs"], "drop": [], "note": ["One.", "Two."]})
    assert made == "---\ntitle: Tug runs\n# why not\n\nkeep: 3\nnote: One.\nnote: Two.\n---\ntext\n"


def test_several_facts_are_saved_at_once_and_each_is_checked_for_what_it_is() -> None:
    values = {"title": ["Tug runs"], "date": ["2021-03-04"], "source": ["https://port.example/7"]}
    content, wrong = with_facts(HEADED.encode() + b"text\n", values)
    assert (
        wrong == {}
        and split_header(content.decode()).header.items() >= {key: row[0] for key, row in values.items()}.items()
    )
    assert set(with_facts(content, {**values, "date": ["soon"], "source": ["port"]})[1]) == {"date", "source"}


def test_a_choice_in_capitals_is_no_change() -> None:
    article = clean("---\nlead: YES\n---\nFerry runs\n\nThe ferry runs again on Monday.\n")
    assert changes_of(article, {"lead": "yes"}) == {}
    assert changes_of(article, {"lead": "no"}) == {"lead": ["no"]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_paste_below_stays_byte_for_byte(end: str, mark: str) -> None:
    below = "  Iraq: talks resume \r\n\r\x0b\u2028tail\n\n---\nend"
    for header in ("", HEADED.replace("\n", end)):
        content = (mark + header + below).encode()
        made = changed(content, {"title": ["Tug"]})
        assert made.endswith(below.encode()) and made.decode().count("\ufeff") == (content.decode().count("\ufeff"))
        assert split_header(made.decode()).header["title"] == "Tug"


def test_a_header_row_is_one_line_whatever_was_typed() -> None:
    made = with_values("Harbour\n", {"note": ["a\n---\nstatus: draft"]})
    assert split_header(made).header == {"note": "a --- status: draft"}


def test_letters_that_a_file_cannot_hold_are_refused() -> None:
    old = "Hafen geöffnet\n".encode("cp1252")
    assert changed(old, {"title": ["Hafen"]}) == b"---\ntitle: Hafen\n---\n" + old
    with pytest.raises(Unwritable):
        changed(old, {"title": ["Öffnung"]})
    with pytest.raises(Unwritable):
        changed("Hafen".encode("utf-16"), {"title": ["Hafen"]})


def test_lists_have_a_row_each() -> None:
    lists = ("order",)
    text = "---\norder:\n  a.txt\n  b.txt\nlead: c.txt\n---\nwords"
    assert (
        with_values(text, {"order": ["b.txt", "a.txt"]}, lists)
        == "---\norder:\n  b.txt\n  a.txt\nlead: c.txt\n---\nwords"
    )
    assert with_values(text, {"order": []}, lists) == "---\nlead: c.txt\n---\nwords"


# ---- Verdicts --------------------------------------------------------------------------------------------------------


PASTE = story(
    tail="0 Comment(s)\n\nTwo cranes stand idle again\n\nTwo cranes stand idle again, it is said by all of the men"
).encode()


def verdict_on(content: bytes, number: int) -> tuple[str, bool]:
    article = read(content, ())
    height = split_header(content.decode()).height
    label = next(label for label in article.labels if label.line.number == number + height)
    return label.rule, label.dropped


def test_a_line_is_dropped_put_back_and_dropped_again() -> None:
    assert not verdict_on(PASTE, 9)[1]
    dropped = with_verdict(PASTE, 9, "drop", ())
    assert verdict_on(dropped, 9) == ("editors-drop", True)
    kept = with_verdict(dropped, 9, "keep", ())
    assert not verdict_on(kept, 9)[1] and b"drop:" not in kept and kept.endswith(PASTE)
    assert with_verdict(kept, 9, "drop", ()) == with_verdict(dropped, 9, "drop", ()) == dropped


def test_a_row_that_names_more_than_one_line_leaves_the_others_as_they_were() -> None:
    both = changed(PASTE, {"drop": ["Two cranes stand idle again"]})
    assert [verdict_on(both, number)[1] for number in (15, 17)] == [True, True]
    one = with_verdict(both, 15, "keep", ())
    assert [verdict_on(one, number)[1] for number in (15, 17)] == [False, True]


def test_boilerplate_is_kept_where_the_editor_says_so() -> None:
    assert verdict_on(PASTE, 13)[1]
    assert verdict_on(with_verdict(PASTE, 13, "keep", ()), 13) == ("editors-keep", False)


@pytest.mark.parametrize(("verdict", "role"), [("text", "body"), ("crosshead", "crosshead"), ("caption", "caption")])
def test_a_line_is_said_to_be_of_a_kind_and_of_one_alone(verdict: str, role: str) -> None:
    for before in ("", "drop", "keep", "caption", "crosshead", "text"):
        made = with_verdict(PASTE, 13, before, ()) if before else PASTE
        made = with_verdict(made, 13, verdict, ())
        article = read(made, ())
        assert [label.role for label in article.labels if label.line.text == "0 Comment(s)"] == [role]
        assert [key for key in article.header if key in VERDICTS] == [verdict]
        assert with_verdict(made, 13, "drop", ()) == PASTE


def test_headline_byline_and_day_are_taken_from_a_line() -> None:
    made = PASTE
    for number, verdict in ((11, "headline"), (5, "byline"), (7, "date")):
        made = with_verdict(made, number, verdict, ())
    header = split_header(made.decode()).header
    assert header["title"].startswith("Two cranes stand idle until")
    assert (header["authors"], header["date"]) == ("Ada Marsh, Noor Haddad", "2021-03-03")
    for number, verdict in ((9, "date"), (99, "drop"), (2, "drop"), (0, "keep")):
        with pytest.raises(NoVerdict):
            with_verdict(made, number, verdict, ())


# ---- Texts that come back from a form --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_lines_that_nobody_changed_keep_their_ends(seed: int) -> None:
    pick = random.Random(seed)
    text = "".join(pick.choice("abc") + pick.choice(["\n", "\r\n", "\r"]) for _ in range(12)) + "z"
    typed = "\r\n".join(END.split(text))
    assert retyped(text.encode(), typed) == text.encode()
    other = retyped(text.encode(), typed.replace("a", "A\r\nA")).decode()
    assert END.split(other) == END.split(typed.replace("a", "A\r\nA"))


def test_versions_are_shown_side_by_side() -> None:
    here, mine = "a\nb\nc\nd\ne\nf\ng\nh", "a\nb\nc\nd\ne\nF\nf2\ng\nh"
    assert side_by_side(here, mine) == [
        ("same", "c", "c"), ("same", "d", "d"), ("same", "e", "e"), ("other", "f", "F"), ("right", "", "f2"),
        ("same", "g", "g"), ("same", "h", "h"),
    ]  # fmt: skip
    assert len(side_by_side("\n".join(map(str, range(90_000))), "x\n" * 90_000)) <= 800


# ---- Files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> Files:
    (tmp_path / "content/sub").mkdir(parents=True)
    (tmp_path / "content/port.txt").write_bytes(b"Harbour\n")
    (tmp_path / "outside.txt").write_bytes(b"not for the desk")
    (tmp_path / "content/link.txt").symlink_to(tmp_path / "outside.txt")
    (tmp_path / "content/out").symlink_to(tmp_path)
    return Files(tmp_path / "content")


def test_a_version_that_was_not_seen_is_never_written_over(files: Files, tmp_path: Path) -> None:
    seen = files.read("port.txt").version
    (tmp_path / "content/port.txt").write_bytes(b"by somebody else\n")
    with pytest.raises(Conflict) as found:
        files.write("port.txt", b"mine\n", seen)
    assert found.value.here.content == b"by somebody else\n"
    files.write("port.txt", b"mine\n", found.value.here.version)
    with pytest.raises(Conflict):
        files.write("new.txt", b"mine\n", seen)
    with pytest.raises(Conflict):
        files.write("port.txt", b"new\n", NO_FILE)
    assert (tmp_path / "content/port.txt").read_bytes() == b"mine\n"


def test_changes_are_taken_back_one_by_one_and_never_over_others(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "content/port.txt"
    for content in (b"one\n", b"two\n", b"two\n"):
        files.write("port.txt", content, files.read("port.txt").version)
    files.undo("port.txt", files.read("port.txt").version)
    assert path.read_bytes() == b"one\n"
    path.write_bytes(b"by hand\n")
    with pytest.raises(Conflict):
        files.undo("port.txt", files.read("port.txt").version)
    path.write_bytes(b"one\n")
    files.undo("port.txt", files.read("port.txt").version)
    assert path.read_bytes() == b"Harbour\n" and not files.can_undo("port.txt")
    files.write("new.txt", b"new\n", NO_FILE)
    files.undo("new.txt", files.read("new.txt").version)
    assert not (tmp_path / "content/new.txt").exists()


def test_what_was_changed_for_the_sake_of_a_file_is_taken_back_with_it_unless_it_was_changed_since(
    files: Files, tmp_path: Path
) -> None:
    content = tmp_path / "content"
    for name in ("ferry.txt", "tug.txt"):
        (content / name).write_bytes(b"before\n")
    files.write("tags.toml", b"# one\n", NO_FILE)
    files.bind(
        "tags.toml",
        [files.write(name, b"after\n", files.read(name).version) for name in ("ferry.txt", "tug.txt", "port.txt")],
    )
    (content / "tug.txt").write_bytes(b"by hand\n")
    files.write("port.txt", b"later\n", files.read("port.txt").version)
    assert files.undo("tags.toml", files.read("tags.toml").version) == (["ferry.txt"], ["tug.txt", "port.txt"])
    assert not (content / "tags.toml").exists() and not files.can_undo("ferry.txt")
    assert (content / "ferry.txt").read_bytes() == b"before\n"
    assert (content / "tug.txt").read_bytes() == b"by hand\n"
    files.undo("port.txt", files.read("port.txt").version)
    assert (content / "port.txt").read_bytes() == b"after\n"


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "sub/../../outside.txt", "/etc/passwd.txt", "link.txt", "out/outside.txt", "", ".", "port.txt/", "sub//port.txt",
     "./port.txt", ".hidden.txt", "sub/.git/a.txt", "pelicanconf.py", "pages/about.md", "rules.toml", "a\0.txt", "..\\a.txt", "port.txt~"],
)  # fmt: skip
def test_no_name_leads_out_of_the_pastes_or_to_another_kind_of_file(files: Files, name: str) -> None:
    with pytest.raises(NoSuchFile):
        files.write(name, b"taken over", NO_FILE)
    with pytest.raises(NoSuchFile):
        files.read(name)


@pytest.mark.parametrize(
    "name", ["a.txt", "sub/b.html", "editions/2021-02-26.md", "tags.toml", "sources.toml", "بغداد.txt"]
)
def test_pastes_editions_and_tables_are_written(files: Files, tmp_path: Path, name: str) -> None:
    files.write(name, b"words\n", NO_FILE)
    assert (tmp_path / "content" / name).read_bytes() == b"words\n"
    assert [each for each in os.listdir(tmp_path / "content") if each.startswith(".new")] == []


# ---- Tables, and marks of pages --------------------------------------------------------------------------------------


def test_a_row_of_a_table_is_changed_and_no_other() -> None:
    text = '# ours\n\n[[tag]]\nname = "Erbil"\naliases = [\n  "Irbil",\n]\n\n[[tag]] # two\nname = "Port"\n'
    first, erbil, port = blocks_of(text, r"\[\[tag\]\]")
    assert first + erbil + port == text
    assert (
        with_rows(erbil, {"aliases": ["A \\ b"], "never": True})
        == '[[tag]]\nname = "Erbil"\naliases = ["A \\\\ b"]\nnever = true\n\n'
    )
    assert with_rows(port, {"name": None}) == "[[tag]] # two\n"


def test_a_fragment_becomes_a_page_and_a_page_stays_as_it_is() -> None:
    assert page_of("<!--StartFragment--><h2>Harbour</h2>\r\n") == "<!doctype html>\n<body>\n<h2>Harbour</h2>\n</body>\n"
    assert page_of("<html><body>Harbour</body></html>\r\n") == "<html><body>Harbour</body></html>\n"
