"""The rules are found by how a line opens: no line that a pattern matches is passed over."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsdesk.clean.lines import plain
from newsdesk.clean.lookup import tried
from newsdesk.clean.openings import OPENINGS
from newsdesk.clean.rules import PLAIN
from newsdesk.workshop.openings import OpensAnyhow, openings


def test_the_openings_are_those_of_the_rules() -> None:
    assert openings(pattern for _, pattern in PLAIN) == OPENINGS, "run `invoke openings`"


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_line_that_a_pattern_matches_is_tried_against_it(data: st.DataObject) -> None:
    number = data.draw(st.sampled_from(range(len(PLAIN))))
    line = data.draw(st.from_regex(PLAIN[number][1], fullmatch=True))
    assume(line and line == plain(line))
    assert number in tried(line)


@pytest.mark.parametrize("pattern", [".{0,40} reserved", r"\w+ says", "[^,]{2,8} network", "a ?[^,]{1,30} website"])
def test_a_pattern_that_may_open_with_anything_is_refused(pattern: str) -> None:
    with pytest.raises(OpensAnyhow):
        openings([pattern])
