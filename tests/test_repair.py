"""Damaged and wrapped text comes out as it was written."""

from __future__ import annotations

from newsdesk.clean import clean

from .test_cases import CASES, read_cases

WRAPPED, PARAGRAPHS, DAMAGED = (case.paste for case in read_cases(CASES / "repair.txt"))


def test_wrapped_lines_are_one_paragraph_with_all_their_lines() -> None:
    article = clean(WRAPPED)
    first, second = article.blocks
    assert first.text.startswith(
        "Lorries crossed the rebuilt bridge for the first time on Thursday, the city said, and"
    )
    assert (first.lines, second.lines) == ((7, 8, 9), (11, 12, 13, 14))
    assert "the government has not said" in second.text
    assert "Iran-backed lines" in second.text


def test_paragraphs_without_blank_lines_stay_apart() -> None:
    assert len(clean(PARAGRAPHS).blocks) == 7


def test_damaged_letters_are_mended_and_the_paste_is_kept() -> None:
    article = clean(DAMAGED)
    assert article.body == "The driver said he didn’t mind, and that his lorry is a café on wheels."
    assert "didnâ€™t" in article.labels[2].line.raw


def test_soft_hyphens_and_zero_width_spaces_are_no_letters() -> None:
    article = clean(
        "Har\u00adbour re\u200bopens after the storm\n\nThe har\u00adbour\u00a0at Saltmouth took in its first ship on Monday.\n"
    )
    assert article.headline == "Harbour reopens after the storm"
    assert article.body == "The harbour at Saltmouth took in its first ship on Monday."
