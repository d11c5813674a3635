"""The editor's header."""

from __future__ import annotations

import pytest

from newsdesk.clean.text.header import BadHeader, split_header


def test_a_paste_without_fences_has_no_header() -> None:
    split = split_header("Iraq: talks resume\n\nText.\n")
    assert (split.header, split.height, split.text) == ({}, 0, "Iraq: talks resume\n\nText.\n")


def test_a_header_is_taken_off_and_the_paste_left_as_it_is() -> None:
    split = split_header("---\ntitle: Talks: resumed\n# a note\ndate: 2021-02-25\n---\n\n Text \n")
    assert split.header == {"title": "Talks: resumed", "date": "2021-02-25"}
    assert (split.height, split.text) == (5, "\n Text \n")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitel: x\n---\n", 2, "did you mean 'title'?"),
        ("---\ncolour: red\n---\n", 2, "unknown key 'colour'"),
        ("---\n\ndate: 25 Feb\n---\n", 3, "'25 Feb' is no date"),
        ("---\ndate: 2021-02-30\n---\n", 2, "is no date"),
        ("---\nstatus: live\n---\n", 2, "unknown status 'live'"),
        ("---\nsource: example.org\n---\n", 2, "is no address"),
        ("---\nlang: English\n---\n", 2, "is no language"),
        ("---\ntitle:\n---\n", 2, "'title' has no value"),
        ("---\ntitle: a\ntitle: b\n---\n", 3, "stands twice"),
        ("---\ntitle: a\n", 1, "never closed"),
        ("\n---\ntitle: a\nstatus: draft\n---\ntext", 2, "on the first line"),
        ("  ---\ntitle: a\n---\ntext", 1, "on the first line"),
        ("———\ntitle: a\n———\ntext", 1, "on the first line"),
        ("---\ntitle: a\n\nThe story begins here without a fence.\n", 4, "close the header"),
    ],
)
def test_a_wrong_header_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BadHeader) as caught:
        split_header(text)
    assert caught.value.line == line
    assert words in caught.value.reason
