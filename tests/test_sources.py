"""What the editor knows of sources: `sources.toml`."""

from __future__ import annotations

import pytest

from newsdesk.clean import BadRules, BadSources, KnownSource, Sources, read_rules, read_sources

from .conftest import Desk, Invoke, story

KNOWN = """
# The neighbours
["harbour-press.example"]
name = "Harbour Press"
show = "excerpt"
lang = "en"
canonical = true

['sport.harbour-press.example']
name = 'Harbour Sport'

["WWW.Quay-Post.example"]
"""


def test_an_entry_tells_name_share_language_and_canonical_address() -> None:
    found = read_sources(KNOWN).of("https://www.harbour-press.example/2021/ferry?from=feed")
    assert found == KnownSource("harbour-press.example", "Harbour Press", "excerpt", "en", True)


def test_a_subdomain_belongs_to_its_parent_unless_it_has_an_entry_of_its_own() -> None:
    known = read_sources(KNOWN)
    names = {
        address: source.name
        for address in (
            "http://m.harbour-press.example/a",
            "https://www.sport.harbour-press.example/a",
            "https://live.sport.harbour-press.example:8443/a",
            "https://HARBOUR-PRESS.example./a",
        )
        if (source := known.of(address))
    }
    assert [*names.values()] == ["Harbour Press", "Harbour Sport", "Harbour Sport", "Harbour Press"]
    assert known.of("https://sport.harbour-press.example/a") == KnownSource(
        "sport.harbour-press.example", "Harbour Sport"
    )


@pytest.mark.parametrize(
    "address", ["", "https://my-harbour-press.example/a", "https://example/a", "harbour-press", "http://[", "https://"]
)
def test_other_hosts_are_not_known(address: str) -> None:
    assert read_sources(KNOWN).of(address) is None
    assert Sources().of(address) is None


def test_a_host_is_the_same_with_and_without_www() -> None:
    known = read_sources(KNOWN)
    assert (
        known.of("https://quay-post.example")
        == known.of("https://www.quay-post.example/")
        == KnownSource("quay-post.example")
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\n["a.example"]\nname = "A"\nshows = "full"\n', 4, "unknown key 'shows'; known are name, show, lang"),
        ('["a.example"]\nname = "A show"\nshow = "half"\n', 3, "unknown value 'half' of 'show'; write one of full"),
        ('["a.example"]\n["b.example"]\nname = 3\n', 3, "'name' is a word or a name in quotes"),
        ('["a.example"]\ncanonical = "yes"\n', 2, "'canonical' is true or false"),
        ('["a.example"]\nlang = "English"\n', 2, "'English' is no language"),
        ('# https://a.example\n["https://a.example/news"]\n', 2, 'is no host; write ["a.example"]'),
        ('["a.example/news"]\n', 1, 'is no host; write ["a.example"]'),
        ('["a b.example"]\n', 1, "'a b.example' is no host; write it as"),
        ('["example"]\n', 1, "'example' is no host; write it as"),
        ('[a.example]\nname = "A"\n', 1, "'a' is no host; write a host in quotes"),
        ('name = "A"\n', 1, "'name' stands in no entry"),
        ('[[source]]\nname = "A"\n', 1, "'source' stands in no entry"),
        ('["a.example"]\n\n["www.a.example"]\n', 3, "'a.example' has two entries; keep one"),
        ('["a.example.net"]\n["a.example"]\nlang = 3\n', 3, "'lang' is a word"),
        ('["a.example"]\nname = \n', 2, "not TOML"),
        ('["a.example"\n', 1, "not TOML"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BadSources) as caught:
        read_sources(text)
    assert (caught.value.line, caught.value.reason) == (line, str(caught.value))
    assert words in caught.value.reason


def test_a_rule_for_a_source_that_is_no_host_is_told() -> None:
    with pytest.raises(BadRules, match="the source of 'a' is no host"):
        read_rules('[[rule]]\nname = "a"\nlines = ["x"]\nsource = "http://["\n')


def test_the_task_lists_hosts_with_their_names_and_the_lines_for_those_without(invoke: Invoke, desk: Desk) -> None:
    addresses = ["https://www.harbour-press.example/1", "https://m.harbour-press.example/2", "https://quay.example/3"]
    addresses += ["http://quay.example/4", "https://cliff.example/5", "https://nameless.example/6"]
    for number, address in enumerate(addresses):
        desk.paste(f"story-{number}.txt", f"---\nsource: {address}\n---\n{story(f'Ferry {number} sails')}")
    desk.paste("plain.txt", story())
    desk.paste("saved.html", '<!doctype html><link rel="canonical" href="https://quay.example/7"><p>A ferry sails.')
    entries = '["harbour-press.example"]\nname = "Harbour Press"\nshow = "excerpt"\n["nameless.example"]\nname = ""\n'
    desk.paste("sources.toml", entries + '["old.example"]\nname = "The Old"\n')
    done = invoke("sources", "--content", str(desk.content))
    assert done.returncode == 0 and not done.stderr
    rows = [" ".join(row.split()) for row in done.stdout.splitlines()]
    assert rows[0] == "hosts: 5, stories: 8, of them without a source: 1"
    assert rows[2:8] == [
        "host stories show name",
        "quay.example 3 full (no name)",
        "cliff.example 1 full (no name)",
        "harbour-press.example 1 excerpt Harbour Press",
        "m.harbour-press.example 1 excerpt Harbour Press",
        "nameless.example 1 full (no name)",
    ]
    assert rows[rows.index("in sources.toml without a name (write one there):") + 1] == "nameless.example"
    assert rows[rows.index("in sources.toml, of no story:") + 1] == "old.example"
    lines = done.stdout.partition("the names yours to write:\n")[2]
    assert [*read_sources(lines).by_host] == ["quay.example", "cliff.example"]
    desk.paste("sources.toml", (desk.content / "sources.toml").read_text() + lines)
    again = invoke("sources", "--content", str(desk.content))
    assert again.returncode == 0 and "yours to write" not in again.stdout


def test_the_task_tells_each_paste_that_cannot_be_read_in_one_line(invoke: Invoke, desk: Desk) -> None:
    desk.paste("odd.txt", "---\nsorce: https://quay.example\n---\n")
    desk.paste("good.txt", "---\nsource: https://quay.example/1\n---\n" + story())
    done = invoke("sources", "--content", str(desk.content))
    assert done.returncode == 1 and "quay.example        1" in done.stdout
    assert done.stderr == f"{desk.content / 'odd.txt'}:2: unknown key 'sorce'; did you mean 'source'?\n"


def test_a_mistake_in_the_table_is_one_line(invoke: Invoke, desk: Desk) -> None:
    path = desk.paste("sources.toml", '["quay.example"]\ntitle = "Quay"\n')
    done = invoke("sources", "--content", str(desk.content))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{path}:2: unknown key 'title'") and len(done.stderr.splitlines()) == 1


def test_a_build_takes_the_table_for_no_story(desk: Desk) -> None:
    desk.paste("port.txt", story())
    desk.paste("sources.toml", '["quay.example"]\nname = "Quay Post"\n')
    done = desk.build()
    assert done.returncode == 0 and "sources.toml" not in done.stdout + done.stderr
