"""Noise put before, after and into a clean story leaves the clean story."""

from __future__ import annotations

import random

from newsdesk.clean import clean

from .conftest import PROJECT
from .golden import INTAKE, names, paste_of

BEFORE = (
    "Skip to main content", "Menu", "Search", "Subscribe", "Sign in", "We use cookies to make this site work.", "Accept all cookies",
    "Advertisement", "Newsletters", "Privacy Policy",
)  # fmt: skip
WITHIN = (
    "Advertisement", "Share on Facebook", "Tweet", "Copy link", "Read more: Ferries tied up for a week", "Sign up for our daily newsletter",
    "Enter your email address", "Listen to this article", "Story continues below", "Lesen Sie auch: Die Fähren liegen fest", "شارك",
)  # fmt: skip
AFTER = (
    "Do you like this article?", "0 Comment(s)", "Leave a comment", "Your email address will not be published.", "Related stories",
    "Ferries tied up for a week as gales go on", "Mill owners ask for more time", "Most read", "© 2021 Harbour Press. All rights reserved.",
    "Terms of use", "Follow us on Twitter", "Topics: Harbour, Gales", "Share this article", "Sign up for our daily newsletter",
)  # fmt: skip
MIXES = 400
ENOUGH = 0.95


def clean_stories() -> list[tuple[str, list[str]]]:
    """Return each golden story as the lines of a paste that holds nothing else, with its body."""
    found = []
    for name in names():
        article = clean(paste_of(name), INTAKE)
        head = [article.kicker, article.headline, f"By {' and '.join(article.authors)}", article.date]
        found.append(
            (
                article.body,
                [
                    line
                    for line in (
                        *head,
                        *(
                            label.line.text
                            for label in article.labels
                            if label.role.value in ("body", "caption", "crosshead", "list-item", "quote")
                        ),
                    )
                    if line
                ],
            )
        )
    return found


def with_noise(lines: list[str], chance: random.Random) -> str:
    """Return a paste of `lines` with any mix of known boilerplate around and in it."""
    noisy = chance.sample(BEFORE, chance.randint(0, 6)) + lines[:5]
    for line in lines[5:]:
        if chance.random() < 0.15:
            noisy += chance.sample(WITHIN, chance.randint(1, 3))
        noisy.append(line)
    noisy += sorted(chance.sample(AFTER, chance.randint(0, 8)), key=AFTER.index)
    return chance.choice(["\n", "\n\n"]).join(noisy) + "\n"


def test_noise_is_taken_off_a_clean_story() -> None:
    chance = random.Random(20210225)
    stories = clean_stories()
    failures = []
    for _ in range(MIXES):
        body, lines = chance.choice(stories)
        paste = with_noise(lines, chance)
        if clean(paste, INTAKE).body != body:
            failures.append(paste)
    assert len(failures) <= (1 - ENOUGH) * MIXES, f"{len(failures)} of {MIXES} mixes; the first:\n{failures[0]}"


def test_sections_and_ages_of_teasers_above_the_text_open_no_readers_comments() -> None:
    """Two boxes of other stories between the opening and the rest look like "who, when, what" of comments."""
    boxes = (
        "Trade\n3 hours ago\nWheat arrives in the northern port\nCulture\n5 hours ago\nThe museum opens its doors again"
    )
    for body, lines in clean_stories():
        place = next(place for place, line in enumerate(lines) if line.endswith(".") and len(line.split()) >= 30)
        text = " ".join(clean("\n".join((*lines[: place + 1], boxes, *lines[place + 1 :])), INTAKE).body.split())
        assert all(" ".join(line.split()) in text for line in body.splitlines())


def test_the_sample_brief_is_long_enough_to_tell() -> None:
    assert len(list((PROJECT / "content").glob("*.txt"))) >= 14
