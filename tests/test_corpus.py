"""Tags and related stories."""

from __future__ import annotations

import json
from array import array
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk import corpus
from newsdesk.corpus import neighbours
from newsdesk.corpus.neighbours import order, places, step, term_weights
from newsdesk.corpus.tags.names import names_in_text
from newsdesk.corpus.tags.spelling import skeleton
from newsdesk.corpus.tags.vocabulary import BadVocabulary, Entry, make_vocabulary, read_vocabulary
from newsdesk.corpus.twins import likeness, sketch_of
from newsdesk.corpus.words import words_in
from newsdesk.desk.explain import read_article
from newsdesk.desk.tags import add, alike, read_words

from .conftest import PROJECT, Desk, Invoke, story

VOCABULARY = make_vocabulary(
    [
        Entry("Kataib Hizbullah", "organisation", ("Kata'ib Hezbollah",)),
        Entry("Erbil", "place", ("أربيل",)),
        Entry("semiconductors", "topic", ("chips",)),
        Entry("Photo", never=True),
    ]
)
FINDER = corpus.Finder(VOCABULARY)
DAY = date(2021, 3, 1).toordinal()


def results_of(stories: dict[str, tuple[str, str, int]]) -> dict[str, corpus.Result]:
    """Return what the corpus says of stories: slug to headline, body and day."""
    records = {slug: corpus.read_story(headline, body, FINDER) for slug, (headline, body, _) in stories.items()}
    known = {slug: corpus.Known(day) for slug, (_, _, day) in stories.items()}
    return corpus.update(corpus.State(), records, known)[1]


def tags_of(body: str, headline: str = "") -> tuple[str, ...]:
    return results_of({"one": (headline, body, DAY)})["one"].tags


def names_of(text: str) -> dict[str, int]:
    """Return the names in a text and how often each stands."""
    return names_in_text(text, words_in(text))


def test_a_tag_goes_by_its_own_spelling() -> None:
    assert "Kataib Hizbullah" in tags_of(
        "The group denies it. Kata'ib Hezbollah is led from afar by Kataib Hizbullah men."
    )


def test_a_topic_is_found_in_small_letters_and_a_name_only_in_capitals() -> None:
    assert "semiconductors" in tags_of("Chips are scarce, and chips are dear.")
    assert "Erbil" not in tags_of("The erbil is a knot; tie the erbil twice.")


def test_an_arabic_name_is_found_behind_its_prefix() -> None:
    assert "Erbil" in tags_of("وصل الوفد إلى بغداد وأربيل صباح الخميس.")


def test_a_word_that_is_never_a_tag_is_none() -> None:
    assert "Photo" not in tags_of("A Photo of the Photo hung by the Photo. The Photo fell.")


def test_a_people_stands_for_its_country() -> None:
    assert tags_of("Japanese exporters fear a Chinese embargo. Japan will answer; Chinese ports are closed.") == (
        "China",
        "Japan",
    )


def test_who_is_asked_is_no_subject() -> None:
    names = names_of("The ship sank. It was no surprise to Ada Marsh, an analyst; at noon a Lloyds spokesman said so.")
    assert not names["Ada Marsh"]
    assert not names["Lloyds"]


def test_a_name_may_hold_initials_and_open_with_the_article_of_another_language() -> None:
    found = names_of(
        "On Monday Ada B. Marsh and J. K. Low flew from New York to Las Vegas with Al Storer, who reads Le Matin."
    )
    assert {"Ada B. Marsh", "J. K. Low", "New York", "Las Vegas", "Al Storer", "Le Matin"} <= found.keys()


def test_what_stands_behind_a_possessive_is_another_name() -> None:
    found = names_of("It lost to Italy's Carla Lodi Rossi. The Korean People's Army was told by Ruritania's Anna Dorn.")
    assert {"Carla Lodi Rossi", "Anna Dorn", "Korean People's Army"} <= found.keys()


def test_the_word_for_a_people_is_part_of_what_is_named_for_its_country() -> None:
    found = names_of("She joined the British National Party. On Friday French Anna Dorn flew with Turkish Airlines.")
    assert {"British National Party", "Anna Dorn", "Turkish Airlines"} <= found.keys()


def test_the_word_for_a_title_is_part_of_the_name_of_a_body() -> None:
    found = names_of(
        "It was the State Department, then the Department of Defense and General Motors, that Foreign Minister Ada Marsh saw."
    )
    assert found.keys() == {"State Department", "Department of Defense", "General Motors", "Ada Marsh"}


def test_what_stands_behind_based_is_another_name() -> None:
    found = names_of("She flew with Dubai-based Emirates Airlines over the north of Mali.")
    assert {"Dubai", "Emirates Airlines"} <= found.keys()


def test_an_ocean_is_no_country_and_a_part_of_a_country_no_name_of_its_own() -> None:
    body = "Ships crossed the Indian Ocean. In the Indian Ocean, off Northern Mali, storms rose by night."
    assert tags_of(body, "Storms on the Indian Ocean") == ("Indian Ocean", "Mali")


def test_a_number_may_end_a_name_and_what_marks_a_firm_does_not() -> None:
    found = names_of(
        "It sold Channel 5 and Exxon Corp in May 11 times. Men came, from Qatar 20 and from Saltmouth 40 percent."
    )
    assert found.keys() == {"Channel 5", "Exxon", "Qatar", "Saltmouth"}


def test_what_opens_many_sentences_and_never_stands_in_small_letters_is_a_name() -> None:
    found = names_of(
        "Thaicom fell. Thaicom gave notice. Then it rose. Then, as told, Thaicom sold. Then all was well; then not."
    )
    assert found.keys() == {"Thaicom"}


def test_a_surname_belongs_to_the_full_name() -> None:
    names = names_of("A law signed by Joe Biden passed. Critics of Biden fear it, and allies of Biden do not.")
    assert names == {"Joe Biden": 3}


def test_a_surname_that_two_have_belongs_to_whom_the_story_names_more() -> None:
    names = names_of("With Ada Marsh came Bob Marsh. That Ada Marsh spoke is known; it was Marsh who wrote it.")
    assert names == {"Ada Marsh": 3, "Bob Marsh": 1}


def test_initials_stand_for_a_name_without_brackets_too() -> None:
    names = names_of("In Saltmouth the Saltmouth Harbour Board met. At noon the SHB left, and the SHB is not heard.")
    assert names == {"Saltmouth": 1, "Saltmouth Harbour Board": 3}


def test_a_country_is_no_short_form_of_its_bank() -> None:
    body = "Ships left Japan at noon, and all of Japan hopes that Japan gains. " + "It was dark, and so on. " * 30
    assert tags_of(f"{body}The Bank of Japan met.", "Japan hopes") == ("Japan",)


def test_one_name_has_one_spelling_that_of_the_first_story() -> None:
    first = "The Hizbullah fighters left. Men of Hizbullah said nothing. In Tyre, Hizbullah shops were shut."
    later = first.replace("Hizbullah", "Hezbollah")
    found = results_of({"b": ("Hizbullah leaves", first, DAY), "a": ("Hezbollah returns", later, DAY + 1)})
    assert found["b"].tags[0] == found["a"].tags[0] == "Hizbullah"


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


STORIES = {
    "a": (
        "Rockets hit Erbil",
        "Rockets hit the airport of Erbil, where a militia fired the rockets by night at the Erbil runway.",
        DAY,
    ),
    "b": (
        "Erbil buries its dead",
        "The airport of Erbil reopened its runway; the militia denies it fired rockets at Erbil.",
        DAY + 2,
    ),
    "c": (
        "Ship stuck in canal",
        "A ship is stuck in the canal, tugs pull the ship at high tide, and the canal pilots wait.",
        DAY + 20,
    ),
    "d": (
        "Ship freed from canal",
        "Tugs freed the ship from the canal at high tide after days; canal pilots cheered.",
        DAY + 25,
    ),
    "e": ("Bakers win prize", "A jury of bakers praised rye loaves, sour dough and an oven of clay.", DAY + 3),
}


def test_stories_of_one_subject_are_related() -> None:
    found = results_of(STORIES)
    assert found["a"].related == ("b",)
    assert found["d"].related == ("c",)
    assert found["e"].related == ()


def test_the_order_of_files_never_shows() -> None:
    assert results_of(dict(reversed(STORIES.items()))) == results_of(STORIES)


def neighbourhood(lists: dict[str, dict[str, int]]) -> places.State:
    """Return a state in which each story has the neighbours given, with a nearness in hundredths."""
    state, slots = places.State(), {slug: slot for slot, slug in enumerate(lists)}
    for slug, near in lists.items():
        slot = state.add_slot()
        state.slugs[slot], state.lengths[slot], state.sizes[slot] = slug, 100, 100
        for place, (other, hundredths) in enumerate(near.items(), slot * places.NEAR):
            state.near[place], state.dots[place] = slots[other], hundredths
    order.set_usual(state, slots.values(), array("I"))
    return state


def told(state: places.State, slug: str) -> list[str]:
    slot = state.slugs.index(slug)
    return [state.slugs[other] for other, _, _ in order.in_order(state, slot, order.nearest(state, slot))]


def test_two_reports_of_one_event_come_before_a_survey_that_is_near_to_all() -> None:
    months = dict.fromkeys(("july", "june", "march", "may"), 50)
    lists = {"fire": {"survey": 30, "blaze": 28}, "blaze": {"fire": 28}, "survey": {**months, "fire": 30}}
    assert told(neighbourhood(lists | {month: {"survey": 50} for month in months}), "fire") == ["blaze", "survey"]


def test_behind_the_first_come_those_that_these_have_among_their_neighbours() -> None:
    lists = {
        "a": {"b": 40, "c": 39, "d": 5, "e": 4},
        "b": {"a": 40, "c": 39, "e": 38, "f": 37, "g": 36},
        "c": {"a": 39, "b": 39, "e": 38, "f": 37, "g": 36},
        "d": {"h": 90, "i": 90, "j": 90, "a": 5},
        **{slug: {"b": 30, "c": 30, "d": 30} for slug in "efghij"},
    }
    assert told(neighbourhood(lists), "a") == ["b", "c", "e", "d"]


LONG = " ".join(
    f"The {a} of the {b} was seen near the {c}."
    for a, b, c in zip(
        "harbour master pilot crane tug barge wharf keel mast rope".split(),
        "storm morning winter cargo tide anchor lantern deck sail fog".split(),
        "lighthouse bridge market mill station chapel quarry orchard brewery tower".split(),
        strict=True,
    )
)


def test_a_light_rewrite_is_a_twin_and_no_related_story() -> None:
    rewritten = LONG.replace("chapel", "church").replace("brewery", "inn")
    found = results_of({"a": ("Harbour log", LONG, DAY), "b": ("A log of the harbour", rewritten, DAY)})
    assert [twin.slug for twin in found["a"].twins] == ["b"]
    assert found["a"].twins[0].likeness == found["b"].twins[0].likeness > 0.6
    assert found["a"].related == found["b"].related == ()


@given(st.lists(st.sampled_from(LONG.split()), min_size=1), st.lists(st.sampled_from(LONG.split()), min_size=1))
@settings(max_examples=40, deadline=None)
def test_likeness_is_the_same_from_both_sides(one: list[str], other: list[str]) -> None:
    first, second = sketch_of([], one), sketch_of([], other)
    assert likeness(first, second) == likeness(second, first) <= 1.0


def test_very_short_texts_that_are_the_same_are_twins() -> None:
    found = results_of({"x": ("A notice", "Closed today.", DAY), "y": ("A note", "Closed today.", DAY), **STORIES})
    assert found["x"].twins == (corpus.Twin("y", 1.0),)


def test_different_stories_under_one_headline_are_told_with_how_little_they_share() -> None:
    found = results_of({"x": (STORIES["a"][0].upper(), "Nothing of the kind.", DAY), **STORIES})
    assert found["a"].twins == (corpus.Twin("x", 0.0),)
    assert found["x"].twins == (corpus.Twin("a", 0.0),)


def test_a_headline_of_many_stories_is_a_column() -> None:
    found = results_of({slug: ("The week in brief", body, day) for slug, (_, body, day) in STORIES.items()})
    assert not any(result.twins for result in found.values())


texts = st.lists(st.sampled_from(LONG.split()), min_size=3, max_size=20).map(" ".join)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(texts, st.integers(DAY, DAY + 12)), min_size=2))
@settings(max_examples=40, deadline=None)
def test_nearness_is_the_same_from_both_sides(stories: dict[str, tuple[str, int]]) -> None:
    records = {slug: corpus.read_story("", body, FINDER) for slug, (body, _) in stories.items()}
    state, slots = neighbours.update(neighbours.State(), records, {slug: day for slug, (_, day) in stories.items()})
    near = {(slot, row[0]): row[1:] for slot in slots for row in neighbours.nearest(state, slot)}
    assert all(near.get((there, here), row) == row for (here, there), row in near.items())


WORDS = "Erbil Saltmouth Hizbullah Hezbollah storm tide cargo strike canal chips prize jury oven fog Ada Marsh".split()
bodies = st.lists(st.sampled_from(WORDS), min_size=4, max_size=14).map(" ".join)
days = st.integers(DAY, DAY + 12) | st.just(0)
slugs = st.sampled_from([f"s{number}" for number in range(12)])
steps = st.lists(
    st.tuples(st.dictionaries(slugs, st.none() | st.tuples(bodies, days), min_size=1)), min_size=1, max_size=7
)


@given(steps, st.sampled_from((6, 1024)))
@settings(max_examples=80, deadline=None)
def test_any_series_of_changes_gives_what_a_cold_reading_gives(
    changes: list[tuple[dict[str, tuple[str, int] | None]]], many: int
) -> None:
    before, step.LEAST_REBUILD = step.LEAST_REBUILD, 10**9  # never begin anew where a step would do
    nearest, places.NEAR = places.NEAR, 3
    most, term_weights.MANY = term_weights.MANY, many  # from so many stories on, not all vote
    try:
        state, results = corpus.State(), dict[str, corpus.Result]()
        records: dict[str, corpus.Record] = {}
        known: dict[str, corpus.Known] = {}
        for (change,) in changes:
            removed = [slug for slug, new in change.items() if new is None]
            changed = {slug: new for slug, new in change.items() if new is not None}
            for slug in removed:
                for kept in (records, known, results):
                    kept.pop(slug, None)
            for slug, (body, day) in changed.items():
                headline = body[:20] if day % 3 else body.split()[0]
                records[slug] = corpus.read_story(headline, body, FINDER)
                known[slug] = corpus.Known(day)
            state = corpus.State.load(list(map(bytes, state.dump())))
            state, found = corpus.update(state, records, {slug: known[slug] for slug in changed}, removed)
            assert all(results.get(slug) != result for slug, result in found.items())
            results |= found
            assert corpus.update(corpus.State(), records, known)[1] == results
            for slug, result in results.items():
                near = set(result.related)
                assert slug not in near
                assert not near.intersection(twin.slug for twin in result.twins)
    finally:
        step.LEAST_REBUILD, places.NEAR, term_weights.MANY = before, nearest, most


@given(st.lists(bodies, min_size=1, max_size=8), bodies)
@settings(max_examples=60, deadline=None)
def test_a_later_story_renames_and_reorders_no_tag_of_another(texts: list[str], latest: str) -> None:
    stories = {f"s{number}": ("", text, DAY + number) for number, text in enumerate(texts)}
    before = results_of(stories)
    after = results_of({**stories, "last": ("", latest, DAY + 99)})
    for slug, result in before.items():
        assert after[slug].tags[: len(result.tags)] == result.tags


def test_from_where_on_stories_are_related_holds_still_for_a_story_more() -> None:
    records = {f"s{number}": corpus.read_story("", f"{LONG} {number}", FINDER) for number in range(31)}
    state = neighbours.update(neighbours.State(), records, dict.fromkeys([f"s{number}" for number in range(20)], DAY))[
        0
    ]
    for number in range(20, 31):
        state = neighbours.update(state, records, {f"s{number}": DAY + number})[0]
        assert neighbours.deciding(state) == 16


def test_a_band_of_a_term_is_the_same_until_its_votes_are_four_times_as_many() -> None:
    assert [term_weights.band_of(votes) for votes in (4, 15, 16, 63)] == [1, 1, 2, 2]


def brief() -> dict[str, corpus.Result]:
    """Return what the corpus says of the sample brief."""
    finder = corpus.Finder(read_words(PROJECT / "content"))
    records, known = {}, {}
    for path in sorted((PROJECT / "content").glob("*.txt")):
        article = read_article(str(path))
        if not article.date:  # a link
            continue
        records[path.stem] = corpus.read_story(article.headline, article.body, finder)
        known[path.stem] = corpus.Known(date.fromisoformat(article.date).toordinal())
    return corpus.update(corpus.State(), records, known)[1]


def test_the_sample_brief_has_the_tags_and_links_an_editor_signed() -> None:
    golden = (PROJECT / "tests" / "links.txt").read_text("utf-8")
    rows = []
    for slug, result in brief().items():
        rows += [slug, f"  tags: {', '.join(result.tags)}"]
        rows += [f"  related: {', '.join(result.related)}"] if result.related else []
        rows += [f"  line: {', '.join(result.line)}"] if result.line else []
    assert "\n".join(rows) + "\n" == golden


def test_the_build_warns_of_a_twin_with_both_files(desk: Desk) -> None:
    desk.paste("one.txt", story(tail=LONG))
    desk.paste("two.txt", story(headline="Port opens its gates once more", tail=LONG))
    done = desk.build()
    assert "two.txt: is " in done.stderr
    assert "one.txt; is it the same story twice?" in " ".join(done.stderr.split())


def test_the_tags_report_shows_counts_and_names_worth_adding(desk: Desk, invoke: Invoke) -> None:
    for number in range(3):
        desk.paste(
            f"{number}.txt",
            story(
                headline=f"Saltmouth quay {number} burns",
                lede=f"Saltmouth lost quay {number} in a fire on Wednesday, 3 March 2021, its council in Saltmouth Hall knows.",
                body=f"Ships for Saltmouth wait. In Saltmouth, number {number} is closed.",
            ),
        )
    done = invoke("tags", "--content", str(desk.content))
    assert done.returncode == 0, done.stderr
    assert "    3  Saltmouth  (found in the texts)" in done.stdout
    assert '[[tag]]  name = "Saltmouth"' in done.stdout
    assert invoke("tags", "--content", str(desk.content), "--add", "Saltmouth").returncode == 0
    assert "    3  Saltmouth  (vocabulary)" in invoke("tags", "--content", str(desk.content)).stdout
    again = invoke("tags", "--content", str(desk.content), "--add", "Saltmouth")
    assert again.returncode == 1
    assert "'Saltmouth' is there" in again.stderr


def test_adding_a_name_keeps_what_stands_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "tags.toml").write_text('# mine\n[[tag]]\nname = "A \\"B\\""\n', "utf-8")
    add('C "D"', tmp_path)
    assert (tmp_path / "tags.toml").read_text("utf-8").startswith("# mine\n")
    assert {'A "B"', 'C "D"'} <= set(read_words(tmp_path).entries)


def test_spellings_that_differ_by_a_letter_are_pointed_out() -> None:
    assert alike(["Saltmouth", "Saltmoth", "Erbil", "Hizbullah", "Hezbollah"]) == [
        ("Hezbollah", "Hizbullah"),
        ("Saltmoth", "Saltmouth"),
    ]


def test_other_programs_can_ask_line_by_line(invoke: Invoke) -> None:
    lines = "".join(
        json.dumps({"id": slug, "title": headline, "text": body, "date": date.fromordinal(day).isoformat()}) + "\n"
        for slug, (headline, body, day) in STORIES.items()
    )
    links = [json.loads(row) for row in invoke("related", "--jsonl", stdin=lines).stdout.splitlines()]
    assert [row["id"] for row in links] == list(STORIES)
    assert links[0]["related"] == ["b"]
    tags = [json.loads(row) for row in invoke("tags", "--jsonl", stdin=lines).stdout.splitlines()]
    assert all(isinstance(row["tags"], list) for row in tags)
    wrong = invoke("tags", "--jsonl", stdin='{"id": "a", "text": "b", "date": "May"}\n')
    assert wrong.returncode == 1
    assert "standard input:1: 'May' is no date" in wrong.stderr
