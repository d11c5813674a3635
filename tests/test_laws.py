"""The laws: true of every paste, and of shuffles of its lines."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.article import STORY, Article
from newsdesk.clean import clean, is_page
from newsdesk.clean.assemble import section_of
from newsdesk.clean.rules.phrases import read_phrases
from newsdesk.clean.rules.table import REASONS

from .conftest import PROJECT
from .golden import INTAKE, PASTES
from .test_cases import CASES, read_cases

PASTED = {path.parent.name: path.read_bytes().decode() for path in PASTES.glob("*/paste.txt")} | {
    case.title: case.paste
    for path in sorted(CASES.glob("*.txt"))
    for case in read_cases(path)
    if not is_page(case.paste)  # whose lines are not those of its file
}
SAMPLE = {path.stem: path.read_bytes().decode() for path in sorted((PROJECT / "content").glob("*.txt"))}
LINES = sorted({line for text in PASTED.values() for line in text.splitlines() if not line.startswith("---")})


def conserve(paste: str) -> None:
    """Assert that every line is labelled once, in order, and that what is dropped has its reason."""
    article = clean(paste, INTAKE)
    raws = paste.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if raws and not raws[-1]:
        raws.pop()
    assert [label.line.raw for label in article.labels] == raws
    assert [label.line.number for label in article.labels] == list(range(1, len(raws) + 1))
    for label in article.removed:
        assert REASONS[label.rule]
    published = {number for block in article.blocks for number in block.lines}
    assert published == {label.line.number for label in article.labels if label.role in STORY}


def as_paste(article: Article) -> str:
    """Return an article as an editor would paste it, had the page held nothing else."""
    head = [article.kicker, article.headline, article.dek]
    head += [f"By {' and '.join(article.authors)}"] if article.authors else []
    head += [article.date] if article.date else []
    return "\n\n".join([*(line for line in head if line), *(raw_of(article))]) + "\n"


def raw_of(article: Article) -> list[str]:
    """Return the story's lines as they were pasted."""
    return [label.line.text for label in article.labels if label.role in STORY]


@pytest.mark.parametrize("name", PASTED)
def test_no_line_of_a_paste_is_lost(name: str) -> None:
    conserve(PASTED[name])


@pytest.mark.parametrize("name", [*(path.parent.name for path in PASTES.glob("*/paste.txt")), *SAMPLE])
def test_cleaning_a_clean_article_changes_nothing(name: str) -> None:
    once = clean(PASTED.get(name) or SAMPLE[name], INTAKE)
    twice = clean(as_paste(once), INTAKE)
    assert not twice.removed
    assert twice.body == once.body
    assert (twice.headline, twice.authors, twice.section, twice.dek) == (
        once.headline,
        once.authors,
        section_of(once.kicker),
        once.dek,
    )
    assert twice.date == once.date


@pytest.mark.parametrize("name", SAMPLE)
@pytest.mark.parametrize("seed", range(5))
def test_no_line_is_lost_when_lines_are_shuffled(name: str, seed: int) -> None:
    lines = [line for line in SAMPLE[name].splitlines() if not line.startswith("---")]
    random.Random(seed).shuffle(lines)
    conserve("\n".join(lines) + "\n")


@given(
    st.lists(st.sampled_from(LINES) | st.text(max_size=80), max_size=40),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(max_examples=150, deadline=None)
def test_no_line_of_anything_is_lost(lines: list[str], end: str) -> None:
    text = "\n".join(lines).replace("\r", " ")
    if text.partition("\n")[0].strip().startswith("---"):
        text = "x" + text
    conserve(text.replace("\n", end))


@given(st.lists(st.sampled_from(LINES), min_size=3, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_same_paste_gives_the_same_article_whatever_came_before(lines: list[str]) -> None:
    paste = "x\n" + "\n".join(lines)
    first = clean(paste, INTAKE)
    clean("\n".join(reversed(lines)).lstrip("-"), INTAKE)
    assert clean(paste, INTAKE) == first


def test_every_reason_is_that_of_a_rule_in_use() -> None:
    room = PROJECT / "plugins/newsdesk/clean"
    code = "".join(path.read_text("utf-8") for path in room.rglob("*.py") if path != room / "rules/table.py")
    with_phrases = {kind for table in read_phrases() for kind in table}
    unused = [rule for rule in REASONS if f'"{rule}"' not in code and rule not in with_phrases]
    assert not unused


def test_a_blank_line_within_a_joined_paragraph_is_none_of_its_lines() -> None:
    opening = ["E", "", "lsewhere in the town the lights went out, and the mill stood still for an hour."]
    paste = "\n".join(
        ["Bridge reopens to lorries", "", "3 March 2021", "", *opening, "", "More is due on Friday, the council said."]
    )
    article = clean(paste, INTAKE)
    assert (5, 7) in [block.lines for block in article.blocks]
    conserve(paste)
