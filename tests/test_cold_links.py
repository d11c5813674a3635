"""All stories' neighbours from nothing: few and many alike, and NumPy for many alone."""

from __future__ import annotations

import random
import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.corpus import Record
from newsdesk.corpus.neighbours import State, cold, places, term_weights, update

from .conftest import PROJECT
from .test_warm import make_project, write

DAY = 737850
TERMS = [number * 2**32 // 13 for number in range(1, 13)]
"""Odd for a word, even for two, as `term_ids` makes them."""
stories = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(TERMS), st.integers(16, 255)), st.integers(DAY, DAY + 12) | st.just(0)),
    max_size=14,
)
BUILD = """
import sys
from pathlib import Path
from tests.test_warm import run
run(Path(sys.argv[1]))
print("newsdesk.corpus.neighbours.many" in sys.modules)
"""


def record(terms: dict[int, int]) -> Record:
    """Return the record of a story, from the weight of each of its terms."""
    held = array("I", sorted(terms))
    return Record(held.tobytes(), bytes(map(terms.__getitem__, held)), b"", ())


def read_anew(records: dict[str, Record], days: dict[str, int], enough: int, limits: pytest.MonkeyPatch) -> list[bytes]:
    """Return the state of some stories where so many are `enough` to be many."""
    limits.setattr(cold, "ENOUGH", enough)
    return list(map(bytes, update(State(), records, days)[0].dump()))


@given(stories, st.sampled_from((4, 1024)), st.booleans())
@settings(max_examples=150, deadline=None)
def test_few_stories_and_many_are_read_alike(
    found: list[tuple[dict[int, int], int]], many: int, all_terms: bool
) -> None:
    records = {f"s{number}": record(terms) for number, (terms, _) in enumerate(found)}
    days = {f"s{number}": day for number, (_, day) in enumerate(found)}
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(places, "NEAR", 3)
        limits.setattr(places, "HEAVY", 180 if all_terms else 4)
        limits.setattr(term_weights, "MANY", many)  # from so many stories on, not all vote, and fewer terms are marks
        assert read_anew(records, days, 0, limits) == read_anew(records, days, 10**9, limits)


def test_stories_with_common_and_rare_words_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(20210225)
    records, days = {}, {}
    for number in range(700):
        rare = [int(2**32 * chance.random() ** 4) for _ in range(20)]
        often = [2**31 + int(3000 * chance.random() ** 5) for _ in range(chance.randrange(300))]
        slug = f"story-{chance.random()}-{number}"
        records[slug] = record({term: chance.randrange(16, 256) for term in rare + often})
        days[slug] = chance.choice((0, chance.randrange(DAY, DAY + 200)))
    many = read_anew(records, days, 0, monkeypatch)
    assert many == read_anew(records, days, 10**9, monkeypatch)
    monkeypatch.setattr(term_weights, "MANY", 300)
    assert read_anew(records, days, 0, monkeypatch) == read_anew(records, days, 10**9, monkeypatch) != many


def linked_all_at_once(project: Path) -> bool:
    command = [sys.executable, "-c", BUILD, str(project)]
    told = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return told.split()[-1] == "True"


def add(project: Path, name: str, words: str) -> None:
    story = project / "content" / f"{name}.txt"
    story.write_text(f"{story.read_text('utf-8')}\n{words}\n", "utf-8")


def test_only_a_cold_build_of_many_stories_links_them_all_at_once(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    write(project, "first", 1, [1, 2], 3)
    assert not linked_all_at_once(project)
    for number in range(cold.ENOUGH):
        write(project, f"story-{number}", number % 6, [number % 6, (number + 1) % 6], 1 + number % 28)
        add(project, f"story-{number}", f"The mayor counted {number} of them.")
    assert linked_all_at_once(project)
    add(project, "first", "A heron nested below the pier, which pleased every child.")
    assert not linked_all_at_once(project)
