"""What the editor knows of sources: `sources.toml`."""

from __future__ import annotations

import pytest

from newsdesk.clean import BadRules, BadSources, KnownSource, Sources, read_rules, read_sources

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
        ('["a.example"]\nname = " "\n', 2, "'name' is a word or a name in quotes"),
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
