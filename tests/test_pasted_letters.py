"""A letter that is pasted as its program shows it: its head is seen as removed, and its subject is the headline where the text has none."""

from __future__ import annotations

import pytest

from newsdesk.clean import clean

from .golden import INTAKE

TEXT = (
    "The motor ship Halcyon ran aground at 03:40 this morning on the northern bank of the Tarn. All 19 of her crew are safe, the ministry said.\n\n"
    "She carries 8,000 tons of tiles and 310 tons of fuel. No oil has been seen so far, and tugs are to pull her off on Thursday.\n"
)


@pytest.mark.parametrize(
    ("head", "note"),
    [
        ("From: Press Office <press@ministry.example>\nSent: Monday, 8 March 2021 14:12\nTo: Desk\nSubject: Fwd: Halcyon aground on the Tarn", ""),
        ("Von: Pressestelle\nGesendet: Montag, 8. März 2021 14:12\nAn: Verteiler\nBetreff: WG: Halcyon aground on the Tarn", ""),
        ("From: Press Office\nDate: 8 March 2021\nSubject: Halcyon aground on the Tarn", "Hi Greta, this is the one. Can we run it?\nBest, Paul"),
        ("De : Bureau\nEnvoyé : lundi 8 mars 2021 14:12\nÀ : Desk\nObjet : Halcyon aground on the Tarn", "Début du message transféré :"),
    ],
)  # fmt: skip
def test_a_letters_head_is_no_story(head: str, note: str) -> None:
    article = clean(f"{note}\n\n{head}\n\n{TEXT}", INTAKE)
    assert article.headline == "Halcyon aground on the Tarn"
    assert article.date == "2021-03-08"
    assert [block.text for block in article.blocks] == TEXT.strip().split("\n\n")
    removed = [label.line.text for label in article.removed]
    assert removed == [line for line in (*note.splitlines(), *head.splitlines()) if "2021" not in line]


def test_the_texts_own_headline_is_taken_before_the_subject() -> None:
    head = "From: Colm Daly\nSubject: Fwd: final\nDate: 5 March 2021\nTo: Desk"
    assert clean(
        f"{head}\n\nShip aground on the Tarn, crew of 19 safe\nBy Ada Marsh\n\n{TEXT}", INTAKE
    ).headline.startswith("Ship aground")


@pytest.mark.parametrize(
    "above",
    [
        "Leaked letters show lock was never safe\n\nBy Ada Marsh\n8 March 2021\n\nThe mayor knew that the old lock was about to fail, letters show.\n\nOne says:",
        "Leaked letters show lock was never safe\n\nThe mayor knew, letters show.",
        "Leaked letters show lock was never safe",
        "The mayor knew in March that the old lock was about to fail.\nOne of the letters says:",
    ],
)  # fmt: skip
def test_of_a_story_that_tells_of_letters_nothing_is_set_aside(above: str) -> None:
    article = clean(f"{above}\n\nFrom: the mayor\nTo: the harbour master\nSubject: the old lock\n\n{TEXT}", INTAKE)
    assert not article.removed
    assert article.headline in ("", above.split("\n")[0])


def test_an_editor_keeps_what_stands_above_a_letter() -> None:
    article = clean(
        f"---\nkeep: Hi Greta\n---\nHi Greta, run this. Please!\n\nFrom: Office\nDate: 8 March 2021\nSubject: Aground\n\n{TEXT}",
        INTAKE,
    )
    assert not [label for label in article.removed if label.line.text.startswith("Hi Greta")]
