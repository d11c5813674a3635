"""The editor decides: keep, drop, rules.toml, and the report."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from newsdesk.clean import BadRules, clean, notes_of, read_rules

from .conftest import Desk, Invoke, story

CAPTION = "A ship at the quay. [CENTCOM]"
PASTE = story(tail=f"{CAPTION}\n\n{CAPTION}\n\nRead more: the sign on the bridge")


def roles(text: str, rules: str = "") -> dict[int, tuple[str, str]]:
    return {label.line.number: (label.role.value, label.rule) for label in clean(text, rules=read_rules(rules)).labels}


def test_a_number_counts_from_the_first_line_below_the_header() -> None:
    dropped = next(label.line.number for label in clean(PASTE).labels if label.rule == "caption-twice")
    for header in (f"---\nkeep: {dropped}\n---\n", f"---\nsection: Sea\nkeep: {dropped}\ndate: 2021-03-03\n---\n"):
        found = roles(header + PASTE)
        assert found[dropped + header.count("\n")] == ("caption", "editors-keep")


def test_words_keep_and_drop_whole_lines() -> None:
    article = clean("---\nkeep: Read more\ndrop: Two cranes stand\n---\n" + PASTE)
    assert "Read more: the sign on the bridge" in article.body
    assert "Two cranes" not in article.body
    assert "editors-drop" in {label.rule for label in article.removed}


def test_a_build_makes_of_a_line_what_the_header_says(desk: Desk) -> None:
    rows = "caption: The old quay\ncrosshead: Nobody knew\ntext: Read more\n"
    body = "Two cranes stand idle until their cables have been looked at.\n\nThe old quay at noon, which is dry.\n\nNobody knew it before they said so.\n\nThe port works through the night."
    desk.paste("port.txt", f"---\n{rows}---\n{story(body=body, tail='Read more: the sign on the bridge')}")
    done = desk.build()
    assert done.returncode == 0, done.stderr
    page = desk.page("stories/port.html")
    for element in (
        "<figure><figcaption>The old quay at noon, which is dry.</figcaption></figure>",
        "<h2>Nobody knew it before they said so.</h2>",
        "<p>Read more: the sign on the bridge</p>",
    ):
        assert element in page


def test_a_saved_page_keeps_what_its_own_marks_set_aside_if_the_header_says_what_it_is() -> None:
    page = "<html><body><h1>Harbour reopens</h1><p>The harbour took in its first ship on Wednesday, its master said.</p><p hidden>Tide tables are wrong.</p></body></html>"
    for key, role in (("keep", "body"), ("text", "body"), ("caption", "caption"), ("crosshead", "crosshead")):
        found = roles(f"---\n{key}: Tide tables\n---\n{page}")
        assert (role, f"editors-{key}") in found.values(), key


def test_an_editors_rule_drops_and_keeps_lines_of_its_source_alone() -> None:
    rules = """
[[rule]]
name = "harbour-promo"
reason = "an advertisement of the Harbour Press"
pattern = "two cranes .*"
source = "example.org"

[[rule]]
name = "harbour-sign"
lines = ["Read more: the sign on the bridge"]
keep = true
"""
    here = "---\nsource: https://news.example.org/1\n---\n"
    article = clean(here + PASTE, rules=read_rules(rules))
    assert "Two cranes" not in article.body and "the sign on the bridge" in article.body
    assert ("harbour-promo", "an advertisement of the Harbour Press") in {
        (label.rule, label.why) for label in article.removed
    }
    assert "Two cranes" in clean(here.replace("example.org", "other.org") + PASTE, rules=read_rules(rules)).body


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[rule]]\nname = "a"\nlines = ["x"]\n\n[[rule]]\nname = "Not So"\nlines = ["x"]\n', 5, "needs a name"),
        ('[[rule]]\nname = "a"\npattern = "("\n', 1, "no regular expression"),
        ('[[rule]]\nname = "a"\n', 1, "knows no line"),
        ('[[rule]]\nname = "a"\nline = "x"\n', 1, "unknown key 'line'"),
        ("[[rule]]\nname = \n", 2, "not TOML"),
    ],
)
def test_a_wrong_rule_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(BadRules) as caught:
        read_rules(text)
    assert caught.value.line == line and words in caught.value.reason


def test_a_build_follows_the_rules_and_shows_their_reason(desk: Desk) -> None:
    desk.paste("port.txt", story(tail="The harbour's own radio, every day."))
    desk.paste(
        "rules.toml",
        '[[rule]]\nname = "radio"\nreason = "the radio\'s motto"\nlines = ["The harbour\'s own radio, every day."]\n',
    )
    assert desk.build().returncode == 0
    page = desk.page("stories/port.html")
    assert "own radio" not in page.partition("What we removed")[0] and "the radio&#39;s motto" in page
    desk.paste("rules.toml", '[[rule]]\nname = "radio"\n')
    done = desk.build()
    assert done.returncode == 1 and "rules.toml:1: 'radio' knows no line" in done.stderr


def test_explain_prints_the_header_line_that_changes_a_verdict(invoke: Invoke, desk: Desk) -> None:
    path = desk.paste("port.txt", story(tail="0 Comment(s)"))
    told = invoke("explain", str(path)).stdout
    (change,) = re.findall(r"^  (keep: .*)$", told, re.MULTILINE)
    path.write_text(f"---\n{change}\n---\n" + path.read_text())
    assert "0 Comment(s)" in [
        block["text"] for block in json.loads(invoke("explain", "--json", str(path)).stdout)["blocks"]
    ]


def test_the_report_tells_unsure_lines_first_and_counts_each_rule(invoke: Invoke, desk: Desk) -> None:
    desk.paste("one.txt", story(tail="0 Comment(s)"))
    desk.paste("two.txt", story("Harbour shuts again", tail="An odd line without an end\n\n0 Comment(s)"))
    desk.paste("bad.txt", "---\ntitel: x\n---\n")
    done = invoke("report", "--content", str(desk.content))
    assert done.returncode == 1
    assert "bad.txt:2: unknown key 'titel'" in done.stderr
    assert re.search(r"^comment-form +2 +4 ", done.stdout, re.MULTILINE)
    assert done.stdout.index("unsure") < done.stdout.index("comment-form")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("drop: Nobody wrote this", "no line begins with 'Nobody wrote this'; mend 'drop:', or take it out"),
        ("keep: 99", "line 99 is empty or missing; mend 'keep:', or take it out"),
        ("crosshead: 2", "line 2 is empty or missing; mend 'crosshead:', or take it out"),
    ],
)
def test_a_wish_that_fits_no_line_is_told_with_its_line(row: str, told: str) -> None:
    paste = f"---\ndrop: The ferry\n{row}\n---\nOld ferry to close\n\nThe council voted on Monday to close it.\n\nThe ferry runs.\n"
    day = date(2021, 3, 2)
    assert list(notes_of(clean(paste, day), "en", day)) == [(3, told)]
