"""Whole stories come out as reviewed."""

from __future__ import annotations

import pytest

from . import golden


@pytest.mark.parametrize("name", golden.names())
def test_a_story_comes_out_as_reviewed(name: str) -> None:
    assert golden.comes_out(name) == (golden.PASTES / name / "article.json").read_text("utf-8"), (
        "if the new verdict is the better one: invoke bless, and review the difference"
    )
