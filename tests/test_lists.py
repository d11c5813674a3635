"""An article of lists is an article."""

from __future__ import annotations

from newsdesk.clean import clean

LAMPS = [
    f"{line} {number}" for number in range(100, 125) for line in ("Lamp", "Bright and small, model", "Burns for hours:")
]


def paste(lines: list[str]) -> str:
    """Return a headline, one sentence, a list and the page's end."""
    head = ["The best lamps for a dark harbour", "", "These are the lamps that burned longest in our harbour.", ""]
    return "\n".join([*head, *lines, "0 Comment(s)", "Terms of use"]) + "\n"


def test_a_list_that_is_most_of_what_was_selected_is_kept() -> None:
    article = clean(paste(LAMPS))
    assert all(line in article.body.splitlines() for line in LAMPS)
    assert [label.rule for label in article.removed] == ["comment-form", "footer-link"]


def test_a_short_menu_below_a_story_is_still_cut() -> None:
    menu = ["World", "Business", "Sport", "Weather", "Travel", "Books", "Letters"]
    assert not set(menu) & set(clean(paste(menu)).body.splitlines())
