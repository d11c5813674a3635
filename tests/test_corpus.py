"""Tags and related stories."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.corpus.names import names_in_text, skeleton
from newsdesk.corpus.related import Text, relate, when
from newsdesk.corpus.tags import Story, tag
from newsdesk.corpus.vocabulary import BadVocabulary, Entry, make_vocabulary, read_vocabulary

VOCABULARY = make_vocabulary(
    [
        Entry("Kataib Hizbullah", "organisation", ("Kata'ib Hezbollah",)),
        Entry("Erbil", "place", ("أربيل",)),
        Entry("semiconductors", "topic", ("chips",)),
        Entry("Photo", never=True),
    ]
)


def tags_of(body: str, headline: str = "") -> tuple[str, ...]:
    return tag({"one": Story(headline, body)}, VOCABULARY)["one"]


def test_a_tag_goes_by_its_own_spelling() -> None:
    assert "Kataib Hizbullah" in tags_of(
        "The group is Kataib Hizboullah. It is led from afar, and Kata'ib Hezbollah denies it."
    )


def test_a_topic_is_found_in_small_letters_and_a_name_only_in_capitals() -> None:
    assert "semiconductors" in tags_of("Chips are scarce, and chips are dear.")
    assert "Erbil" not in tags_of("The erbil is a knot; tie the erbil twice.")


def test_an_arabic_name_is_found_behind_its_prefix() -> None:
    assert "Erbil" in tags_of("وصل الوفد إلى بغداد وأربيل صباح الخميس.")


def test_a_word_that_is_never_a_tag_is_none() -> None:
    assert "Photo" not in tags_of("A Photo of the Photo hung by the Photo. The Photo fell.")


def test_who_speaks_is_no_subject() -> None:
    names = names_in_text("The ship sank, John Kirby said. Nobody saw it, Kirby said. The crew is safe, said Kirby.")
    assert names["John Kirby"] <= 1


def test_a_surname_belongs_to_the_full_name() -> None:
    names = names_in_text("A law signed by Joe Biden passed. Critics of Biden fear it, and allies of Biden do not.")
    assert names == {"Joe Biden": 3}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hizbullah", "Hezbollah"), ("Kataib Hizboullah", "Kata'ib Hizbullah"), ("al-Kadhimi", "Kadhimi")],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_names_that_differ_are_not_alike() -> None:
    assert skeleton("Erbil") != skeleton("Irbid")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[tag]]\nname = "A"\nkind = "planet"\n', 2, "unknown kind 'planet'"),
        ('[[tag]]\nname = "A"\n\n[[tag]]\nname = "B"\naliases = ["A"]\n', 6, "'A' already belongs to 'A'"),
        ('[[tag]]\nname = "A"\ncolour = "red"\n', 2, "unknown key 'colour'"),
        ("[[tag]]\nname = \n", 2, "not TOML"),
        ('[[tag]]\nkind = "place"\n', 1, "has no name"),
        ('[[tags]]\nname = "A"\n', 1, "unknown table 'tags'"),
    ],
)
def test_a_wrong_vocabulary_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BadVocabulary) as caught:
        read_vocabulary(text)
    assert caught.value.line == line
    assert words in caught.value.reason


TEXTS = {
    "a": Text(
        "Rockets hit Erbil",
        "Rockets hit the airport of Erbil, a militia fired the rockets by night.",
        date(2021, 2, 16),
        ("Erbil",),
    ),
    "b": Text(
        "Erbil buries its dead",
        "The airport of Erbil reopened; the militia denies it fired rockets.",
        date(2021, 2, 18),
        ("Erbil",),
    ),
    "c": Text(
        "Ship stuck in canal",
        "A ship is stuck in the canal, tugs pull the ship at high tide.",
        date(2021, 3, 24),
        ("Suez",),
    ),
    "d": Text(
        "Ship freed from canal",
        "Tugs freed the ship from the canal at high tide after days.",
        date(2021, 3, 29),
        ("Suez",),
    ),
}


def test_related_stories_are_told_with_their_reason() -> None:
    links = relate(TEXTS)
    assert [(link.slug, link.reason) for link in links["a"]] == [("b", "Two days later. Also names Erbil.")]
    assert [(link.slug, link.reason) for link in links["d"]] == [("c", "Five days earlier. Also names Suez.")]


@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(sorted(TEXTS)), min_size=1))
@settings(max_examples=30, deadline=None)
def test_the_order_of_files_never_shows(chance: random.Random, slugs: set[str]) -> None:
    order = sorted(slugs)
    chance.shuffle(order)
    assert relate({slug: TEXTS[slug] for slug in order}) == relate({slug: TEXTS[slug] for slug in sorted(slugs)})
    assert all(slug not in [link.slug for link in links] for slug, links in relate(TEXTS).items())


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "The same day"),
        (1, "One day later"),
        (-5, "Five days earlier"),
        (14, "Two weeks later"),
        (90, "Three months later"),
        (800, "Two years later"),
    ],
)
def test_the_distance_of_two_stories_is_told_in_words(days: int, words: str) -> None:
    here = date(2021, 3, 1)
    assert when(here, date.fromordinal(here.toordinal() + days)) == words
