"""Names and their addresses: of files, sections, authors and tags; and what beside the pastes is none."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Author, Category, Tag
from pelican.settings import DEFAULT_CONFIG

from newsdesk import store
from newsdesk.desk.intake import LONGEST, MOST_BYTES, file_name
from newsdesk.desk.serve import NoLocks
from newsdesk.press.addresses import set_addresses

from .conftest import POSIX, PROJECT, Desk, Invoke, story

FIELD = PROJECT / "tests/field"
ORDINARY = {
    "O'Brien": "obrien",
    "Côte d’Ivoire": "cote-divoire",
    "U.S.": "us",
    "Jean-Luc": "jean-luc",
    "Smith & Sons": "smith-sons",
    "Yahoo!": "yahoo",
    "ASP.NET": "aspnet",
    "NATO": "nato",
    "São Tomé": "sao-tome",
}


def addresses(names: list[str], kind: Any = Tag, **more: Any) -> list[str]:
    settings = {**DEFAULT_CONFIG, **more}
    set_addresses(settings)
    return [kind(name, settings).slug for name in names]


@pytest.mark.parametrize("kind", [Tag, Author, Category])
def test_an_ordinary_name_has_the_address_that_it_had(kind: Any) -> None:
    assert addresses(list(ORDINARY), kind) == list(ORDINARY.values())
    assert [kind(name, DEFAULT_CONFIG).slug for name in ORDINARY] == list(ORDINARY.values())


@pytest.mark.parametrize(
    "names",
    [
        ["C", "C++", "C#", "C*", "C**", "C+", "C$", "C/C++", "C++/C"],
        ["F", "F#", "Notepad", "Notepad++", "Visual C++"],
        ["AA", "AA+", "AA-", "A", "A+", "A-", "BBB", "BBB+", "BBB-"],
        ["AB", "A/B", "A&B", "ACDC", "AC/DC", "911", "9/11", "247", "24/7"],
        ["RD", "R&D", "ATT", "AT&T", "NET", ".NET", ".NET/C#", "home", "@home", "5", "5%", "€", "Euro zone"],
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_a_sign_makes_another_name_and_another_address(names: list[str], whole: bool) -> None:
    found = addresses(names, SLUGIFY_USE_UNICODE=whole)
    assert len(set(found)) == len(names) and all(found), found
    assert not any(slug.startswith("-") or slug.endswith("-") for slug in found)


def test_no_address_is_a_name_that_windows_refuses(desk: Desk) -> None:
    assert addresses(["Con", "AUX", "Com1", "Confetti", "Auxiliary"]) == [
        "con-file", "aux-file", "com1-file", "confetti", "auxiliary",
    ]  # fmt: skip
    desk.paste("nul.txt", "---\ntags: Con, Ports\nsection: Prn\nauthors: Lpt1\n---\n" + story())
    assert desk.build().returncode == 0
    names = {Path(name).stem for name in desk.tree()}
    assert {"nul-file", "con-file", "prn-file", "lpt1-file"} <= names
    assert not names & {"nul", "con", "prn", "lpt1"}


def test_marks_stay_where_addresses_are_in_their_own_script() -> None:
    names = ["दिल्ली", "การเมือง", "ঢাকা", "العَرَبِيَّة", "Việt"]
    assert addresses(names, SLUGIFY_USE_UNICODE=True) == [name.casefold() for name in names]
    assert all(map(str.isascii, addresses(names)))


def test_each_tag_author_and_section_has_its_own_page(desk: Desk) -> None:
    desk.paste("tags.txt", (FIELD / "18-tags.txt").read_text("utf-8"))
    desk.paste(
        "more.txt", "---\nsection: C#\nauthors: Ada+, Ada\n---\n" + story("A third language is wanted", byline="")
    )
    done = desk.build()
    assert done.returncode == 0 and "address" not in done.stderr
    pages = {path.stem: path.read_text("utf-8") for path in (desk.output / "tags").glob("*.html")}
    for slug, name in (
        ("c-plus-plus", "C++"),
        ("c-sharp", "C#"),
        ("c", "C"),
        ("dot-net", ".NET"),
        ("r-and-d", "R&amp;D"),
    ):
        assert f"<h1>{name}</h1>" in pages[slug]
    assert {"c-plus-plus", "c-sharp"} <= {path.stem for path in (desk.output / "sections").glob("*.html")}
    assert {"ada", "ada-plus"} <= {path.stem for path in (desk.output / "authors").glob("*.html")}


def test_names_that_share_an_address_are_told_with_file_and_line(desk: Desk) -> None:
    desk.paste("a.txt", "---\ntags: Yahoo!, Yahoo, NATO\n---\n" + story())
    desk.paste("b.txt", "---\nsection: Trade\ntags: Nato, U.S.\n---\n" + story("Ferries sail on time again"))
    desk.paste("c.txt", "---\ntags: US\nauthors: Zoë Abel\n---\n" + story("A clock strikes thirteen", byline=""))
    desk.paste("d.txt", "---\nauthors: Zoe Abel\n---\n" + story("The mayor counts the strokes", byline=""))
    told = [line for line in desk.build().stderr.splitlines() if "address" in line]
    assert len(told) == 3
    assert "a.txt:2: 'Yahoo' has the address 'yahoo' of 'Yahoo!', and so its page; rename one" in told[0]
    assert "c.txt:2: 'US' has the address 'us' of 'U.S.' in " in told[1]
    assert "d.txt:2: 'Zoe Abel' has the address 'zoe-abel' of 'Zoë Abel' in " in told[2]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("दिल्ली में चुनाव", "दिल्ली-में-चुनाव"),
        ("น้ำท่วมกรุงเทพ", "น้ำท่วมกรุงเทพ"),
        ("ঢাকায় বৃষ্টি", unicodedata.normalize("NFC", "ঢাকায়-বৃষ্টি")),
        (unicodedata.normalize("NFD", "Hà Nội: bầu cử"), "hà-nội-bầu-cử"),
        ("العَرَبِيَّة", "العَرَبِيَّة"),
        ("می\u200cخواهم بروم", "میخواهم-بروم"),
        ("İstanbul'da seçim", "istanbulda-seçim"),
        ("ＡＢＣ ｶﾞｽ", "abc-ガス"),
        ("1️⃣ ❤️ day", "1-day"),
        ("Straße & Co_2", "strasse-co-2"),
    ],
)
def test_a_files_name_keeps_its_letters_whole(name: str, stem: str) -> None:
    assert file_name(name) == stem and file_name(stem) == stem
    assert unicodedata.is_normalized("NFC", stem)


@pytest.mark.parametrize("name", ["दिल्ली " * 40, "渡轮" * 80, "ठ्यू" * 60, "word " * 60])
def test_a_long_name_is_cut_between_letters_for_the_disk(name: str) -> None:
    stem = file_name(name)
    assert len(stem) <= LONGEST and len(stem.encode()) <= MOST_BYTES and len(stem.encode()) > 90
    following = "-".join(name.split())[len(stem) :][:1]
    assert unicodedata.category(following)[0] != "M"


def test_a_story_named_in_its_own_script_has_a_page(desk: Desk, invoke: Invoke) -> None:
    done = invoke("new", "दिल्ली में चुनाव", "--content", str(desk.content), stdin=story())
    assert done.returncode == 0 and (desk.content / "दिल्ली-में-चुनाव.txt").exists()
    desk.paste(unicodedata.normalize("NFD", "Hà Nội.txt"), story("Ferries sail on time again"))
    desk.paste(f"{'渡轮' * 40}.txt", story("A clock strikes thirteen"))
    assert invoke("new", "Hà Nội", "--content", str(desk.content), stdin=story()).returncode == 0
    assert "exists already" in invoke("new", "hà nội", "--content", str(desk.content), stdin=story()).stderr
    (desk.content / "hà-nội.txt").unlink()
    assert desk.build().returncode == 0
    assert {"dillii-men-cunaav", "ha-noi"} < set(desk.catalog())


LOCKS = (".#port.txt", "._port.txt", ".~lock.port.txt#", "~$port.txt", ".port.txt.swp", "port.txt~", "#port.txt#")


@POSIX
def test_hidden_files_and_locks_are_no_pastes(desk: Desk, invoke: Invoke) -> None:
    port = desk.paste("port.txt", story())
    lede = "Every ferry to Brun left on the minute on Monday, the pier's keeper said, for the first time since autumn."
    desk.paste("a~b.txt", story("Ferries sail on time again", lede=lede, body="Nobody on board could say why."))
    assert desk.build().returncode == 0
    before = desk.tree()
    for name in (*LOCKS[1:], ".port.txt", ".trash/old.txt", "pages/.#about.md", "languages/._de.toml"):
        desk.paste(name, b"\0\5\x16\7 no text")
    (desk.content / LOCKS[0]).symlink_to("user@host.123:456")
    done = desk.build()
    assert done.returncode == 0 and not done.stderr and desk.tree() == before
    port.write_text(story(lede="The harbour at Saltmouth took in its second ship on Friday, its master said."), "utf-8")
    (desk.content / "._a~b.txt").write_bytes(b"\0")
    done = desk.build()
    assert done.returncode == 0 and not done.stderr and set(desk.catalog()) == {"port", "ab"}
    for words in (["report"], ["tags"]):
        done = invoke(*words, "--content", str(desk.content))
        assert done.returncode == 0 and "2 " in done.stdout, done.stderr
    assert invoke("new", "trash", "--content", str(desk.content), stdin=story()).returncode == 0


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_no_change_to_build_for(name: str) -> None:
    assert store.is_lock(name) and store.is_hidden(f"pages/{name}")
    assert not NoLocks()(Any, str(Path("/content") / name))  # type: ignore[arg-type]
    assert NoLocks()(Any, "/content/port.txt")  # type: ignore[arg-type]
