"""A page that was pasted twice into one file is read as if it had been pasted once."""

from __future__ import annotations

import pytest

from newsdesk.clean import clean

from .golden import INTAKE, names, paste_of

LONG = [name for name in names() if paste_of(name).count("\n") > 20 and not paste_of(name).startswith("---")]


@pytest.mark.parametrize("between", ["\n", "\n\n\n", "", " "], ids=repr)
@pytest.mark.parametrize("name", LONG)
def test_the_second_copy_is_set_aside(name: str, between: str) -> None:
    paste = paste_of(name).strip("\n")
    once, twice = clean(paste, INTAKE), clean(f"{paste}{between}{paste}", INTAKE)
    assert twice.body == once.body
    assert (twice.headline, twice.authors, twice.date) == (once.headline, once.authors, once.date)
    copy = [label for label in twice.removed if label.rule == "pasted-twice"]
    lines = [label.line.text for label in once.labels if label.line.text]
    assert [label.line.text for label in copy] == lines[0 if "\n" in between else 1 :]
    assert [label.line.raw for label in twice.labels] == f"{paste}{between}{paste}".split("\n")


@pytest.mark.parametrize("name", LONG[:2])
def test_so_is_a_copy_from_the_top_that_is_cut_short(name: str) -> None:
    lines = paste_of(name).strip("\n").splitlines()
    part = "\n".join(lines[: len(lines) * 3 // 4])
    assert clean("\n".join((*lines, part)), INTAKE).body == clean("\n".join(lines), INTAKE).body


@pytest.mark.parametrize("name", LONG)
def test_the_story_selected_again_is_read_once(name: str) -> None:
    paste = paste_of(name).strip("\n")
    once = clean(paste, INTAKE)
    story = "\n\n".join((once.headline, *(block.text for block in once.blocks)))
    for twice in (f"{paste}\n\n{story}", f"{story}\n\n{paste}"):
        article = clean(twice, INTAKE)
        paragraphs = [block.text for block in article.blocks]
        assert [text for text in paragraphs if len(text) > 60] == [b.text for b in once.blocks if len(b.text) > 60]
        assert any(label.rule == "pasted-twice" for label in article.removed)


def test_teasers_above_and_below_a_story_are_no_copies() -> None:
    story = [text for text in paste_of("erbil-airport-rockets").split("\n") if len(text) > 120]
    teasers = "\n".join(f"{text[:60]} again" for text in story[:3])
    paste = f"Home\n{teasers}\n\nThe airport\n\n" + "\n\n".join(story) + f"\n\nMore stories\n{teasers}\n"
    assert not any(label.rule == "pasted-twice" for label in clean(paste, INTAKE).labels)


def test_a_verse_that_closes_a_song_is_no_second_copy() -> None:
    verse = "The lamp is low,\nthe tide is slow,\nand I must go\nbefore they know.\n"
    paste = f"---\ntitle: The song\ndate: 2021-03-03\n---\nHe sang it at the quay, and forty of them joined him, though it rained.\n\n{verse}\n{verse}"
    assert not [label for label in clean(paste, INTAKE).removed if label.rule == "pasted-twice"]


def test_a_line_of_the_copy_can_be_kept() -> None:
    paste = paste_of(LONG[0]).strip("\n")
    last = clean(paste, INTAKE).body.splitlines()[-1]
    row = max(number for number, line in enumerate(f"{paste}\n{paste}".splitlines(), 1) if line == last)
    assert clean(f"---\nkeep: {row}\n---\n{paste}\n{paste}", INTAKE).body.count(last) == 2
