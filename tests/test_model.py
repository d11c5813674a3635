"""The model that tells a story's lines from the page's: what it is made of, and what it says for its verdicts."""

from __future__ import annotations

import json
from importlib import resources
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest

from newsdesk.article import Line, Role
from newsdesk.clean import clean
from newsdesk.clean.model import gaps_between
from newsdesk.clean.model.features import read_features
from newsdesk.clean.model.story import GROUPS, hand_picked, judge, learned
from newsdesk.clean.model.tokens import read_tokens
from newsdesk.clean.model.trees import Trees
from newsdesk.clean.text.lines import read_lines

from .golden import INTAKE, names, paste_of

HEAVIEST = 300_000
"""Bytes of all that is learned."""


def page_lines(paste: str) -> tuple[tuple[Line, ...], list[int]]:
    lines = read_lines(paste)
    places = [place for place, line in enumerate(lines) if line.text]
    return tuple(lines[place] for place in places), gaps_between(places)


def test_a_tree_gives_the_value_under_the_number_of_its_answers() -> None:
    trees = Trees(("a", "b"), np.array([[0, 1]]), np.array([[1.0, 5.0]]), np.array([[0.0, 1.0, 2.0, 3.0]]), 10.0)
    things = np.array([[0.0, 2.0, 0.0, 2.0], [0.0, 0.0, 9.0, 9.0]], np.float32)
    assert trees.odds(trees.leaves(things)).tolist() == [10.0, 11.0, 12.0, 13.0]


def test_what_the_groups_of_features_add_is_all_that_is_added() -> None:
    model = learned()
    for name in names():
        lines, gaps = page_lines(paste_of(name))
        features = read_features(lines, gaps)
        verdicts = judge(features, model)
        odds = np.log(verdicts.chance / (1 - verdicts.chance)) - hand_picked(features)
        told = verdicts.chance < 0.5
        mean = model.trees.base + model.trees.values.mean(1).sum()
        assert np.allclose(verdicts.pushes[told].sum(1) + mean, odds[told], atol=0.01)


def test_each_line_that_the_model_drops_says_what_spoke_for_it() -> None:
    page = (
        "Home\nWorld\nSport\nWeather\n\n"
        + paste_of("us-strikes-albu-kamal")
        + "\nWorld\nAn older story of the sea\nSport\n"
    )
    dropped = [label for label in clean(page, INTAKE).removed if label.rule.endswith("-the-story")]
    assert dropped
    words = {group.against for group in GROUPS}
    assert all(set(label.why.split(", ")) & words or label.why.startswith("all told") for label in dropped)


def test_words_of_scripts_without_spaces_are_counted_by_their_characters() -> None:
    tokens = read_tokens(["渡轮停运三天。", "The ferry stays", "***"])
    assert tokens.per_line.tolist() == [6, 3, 0]


def test_the_same_words_are_the_same_line_whatever_their_case_and_marks() -> None:
    whole = read_tokens(["The ferry stays.", "“THE FERRY” stays", "Stays the ferry"]).whole
    assert whole[0] == whole[1] != whole[2]


def test_empty_lines_between_all_lines_of_a_page_tell_the_model_nothing() -> None:
    page = [f"Ferry number {number}" for number in range(40)] + paste_of("us-strikes-albu-kamal").splitlines()
    close, spaced = (
        judge(read_features(*page_lines(between.join(filter(None, page)))), learned()) for between in ("\n", "\n\n")
    )
    assert np.array_equal(close.chance, spaced.chance)


def test_empty_lines_are_told_but_are_no_lines() -> None:
    lines, gaps = page_lines("One\n\n\nTwo\nThree\n")
    features = read_features(lines, gaps)
    assert features.columns["gap above"].tolist() == [0, 2, 0]


def test_what_is_learned_is_light() -> None:
    kept = [path for path in resources.files("newsdesk.clean.model.learned").iterdir() if path.name.endswith(".npz")]
    assert sum(len(path.read_bytes()) for path in kept) < HEAVIEST


def test_a_paste_of_which_the_model_would_leave_nothing_is_kept() -> None:
    for paste in ("Menu of the harbour", "World\nBusiness Sport\n"):
        assert any(label.role is not Role.BOILERPLATE for label in clean(paste, INTAKE).labels)


def write_pages(folder: Path) -> None:
    """Write pages of twelve made-up sites: menus around stories."""
    menu = ["Home", "World", "Sport", "Weather", "Sign in", "Most read", "All rights reserved"]
    rows = []
    for number, name in zip(range(24), cycle(names())):
        story = [label.line.text for label in clean(paste_of(name), INTAKE).labels if label.role is Role.BODY]
        head = ["The bridge and the sea", "By Ada Marsh", "25 February 2021"]
        other = ["An older story of the harbour", "By Noor Haddad", "2 May 2019"]
        texts = [*menu[: 3 + number % 4], *head, *story, *other, *menu[number % 3 :]]
        labels = [{"text": text, "label": "body" if text in story else "junk"} for text in texts]
        rows.append({"id": str(number), "url": f"https://site{number % 12}.example/{number}", "paste": "\n".join(texts), "title": "The bridge and the sea", "author": "Ada Marsh", "date": "2021-02-25",
                     "body": "\n".join(story), "lines": labels})  # fmt: skip
    (folder / "dev_page.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


def test_learning_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("catboost", reason="the extra 'train' is not installed")
    from newsdesk.workshop.train import fit, read_pages, write

    write_pages(tmp_path)
    written = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write(fit(read_pages(tmp_path), trees=20), tmp_path / name)
        written.append([path.read_bytes() for path in sorted((tmp_path / name).iterdir())])
    assert written[0] == written[1]
    assert len(written[0]) == 2
