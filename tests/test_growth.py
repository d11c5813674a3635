"""No text takes much longer to read than another of its length: expressions first, then whole pastes."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

import newsdesk
from newsdesk.article import Role
from newsdesk.clean import clean
from newsdesk.clean.labels.label import LONGEST_PAGE
from newsdesk.clean.patterns.dates import DAY_OF_MONTH, WRITTEN, YEARLESS
from newsdesk.clean.rules.lookup import LONGEST
from newsdesk.clean.rules.phrases import index
from newsdesk.desk.sources import source_of

from .conftest import POSIX, PROJECT
from .golden import INTAKE
from .pumped import pumps

pytestmark = POSIX
ROOM = PROJECT / "plugins" / "newsdesk"
WAYS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
"""How an expression is asked."""
SIZES = (24, 96, 384, 1536, 6144, 24576)
"""Characters of a text; the first are short, for what doubles with each letter more."""
SLOW = 0.03
"""Seconds of this process below which nothing is measured well, and nothing is slow: 24,576 characters take a linear expression a tenth."""
STEEP = 9
"""So many times longer a text of four times the length may take: a linear expression takes 4 times as long, a quadratic 16."""
NEVER = 2.0
"""Seconds after which a single expression is taken for endless."""


class Endless(Exception):
    """An expression that does not come to its end."""


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise Endless

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds_of(work: Callable[[], object]) -> float:
    """Return the seconds of this process that some work takes, the best of three where it takes long."""
    best = 3600.0
    for _ in range(3):
        started = time.process_time()
        try:
            with stopped_after(2 * NEVER):
                work()
        except Endless:
            return 3600.0
        best = min(best, time.process_time() - started)
        if best < SLOW or best > NEVER:
            break
    return best


@cache
def ways_of() -> dict[str, set[str]]:
    """Return how each named expression is asked anywhere in the project."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in WAYS:
                value = node.value.func if isinstance(node.value, ast.Call) else node.value
                name = (
                    value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
                )
                found[name].add(node.attr)
    return found


def named() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the expressions that modules keep, in whatever tables, with their names and how they are asked."""
    for module in pkgutil.walk_packages(newsdesk.__path__, "newsdesk."):
        if ".workshop" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            made = value() if hasattr(value, "cache_info") and not value.__wrapped__.__code__.co_argcount else None
            for pattern in held(made if isinstance(made, re.Pattern) else value):
                yield name, pattern, ways_of().get(name) or set(WAYS[:4])


def forms() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the forms of days, which are compiled when the first text asks for them."""
    for form in (*WRITTEN, *YEARLESS, DAY_OF_MONTH):
        yield form[-30:], re.compile(form, re.IGNORECASE), {"finditer"}


def held(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from held(each)


def written_in_place() -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the expressions that stand where they are asked: `re.sub(r"...", ...)`."""
    for path in ROOM.rglob("*.py"):
        if path.is_relative_to(ROOM / "workshop"):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "re"
                and node.func.attr in WAYS
                and isinstance(node.args[0], ast.Constant)
            ):
                yield f"{path.stem}:{node.lineno}", re.compile(node.args[0].value), {node.func.attr}


def ask(pattern: re.Pattern[Any], ways: set[str], text: Any) -> None:
    for way in ways:
        if way == "sub":
            pattern.sub(text[:0], text)
        elif way == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, way)(text)


def too_slow(pattern: re.Pattern[Any], ways: set[str]) -> str:
    """Return the text that an expression is slow to read, empty if there is none."""
    for opening, piece, ending in pumps(pattern):
        shorter = 0.0
        for size in SIZES:
            text: Any = opening + piece * (size // len(piece) + 1) + ending
            if isinstance(pattern.pattern, bytes):
                text = text.encode("latin-1", "replace")
            took = seconds_of(lambda text=text: ask(pattern, ways, text))  # type: ignore[misc]
            if took > SLOW and took > STEEP * max(shorter, SLOW / 10):
                return (
                    f"{opening!r} {piece!r} {ending!r}: {size} characters take {took:.2f} s, a quarter {shorter:.4f} s"
                )
            if took > NEVER:
                return f"{opening!r} {piece!r} {ending!r}: {size} characters take {took:.2f} s"
            shorter = took
    return ""


EXPRESSIONS = {
    f"{name} {pattern.pattern[:40]!r}": (pattern, ways)
    for name, pattern, ways in [*named(), *written_in_place(), *forms()]
}


def test_expressions_are_found() -> None:
    assert len(EXPRESSIONS) > 150
    assert too_slow(re.compile(r"(?:a|\w\w?)*b"), {"match"}) and too_slow(re.compile(r"\s+$"), {"search"})
    assert not too_slow(re.compile(r"\s++x"), {"match"})


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_an_expression_takes_no_steep_time(name: str) -> None:
    pattern, ways = EXPRESSIONS[name]
    assert not too_slow(pattern, ways)


def test_no_phrase_takes_long_on_the_longest_line_that_it_is_tried_on() -> None:
    known = index()
    rests = {rest for opened in known.opened.values() for _, rest, _ in opened.rows}
    rests |= {rest for rows in (*known.inside.values(), *(rows for _, rows in known.marks)) for _, rest in rows}
    slow = {}
    for rest in sorted(rests):
        pattern = re.compile(rest)
        for opening, piece, ending in pumps(pattern):
            text = (opening + piece * LONGEST)[: LONGEST - 1] + ending
            if (took := seconds_of(lambda text=text, pattern=pattern: pattern.fullmatch(text))) > SLOW / 3:  # type: ignore[misc]
                slow[rest] = took
    assert len(rests) > 100 and not slow


STORY = (
    "HARBOUR\n\nThe ferry returns to the old quay\n\nBy Lena Hartwig\n\nThursday, 25 February 2021\n\n"
    "PORT SAID: The ferry returned to the old quay on Thursday after a winter in the yard, the harbour master said.\n\n"
)
SENTENCE = "The mate keeps a third lamp on the quay until the ferry is home. "
USE = "the use of the lamp in the north of the harbour and in the south of it for the first time in the history of the ferry "
LINES = (
    "Reply", "Share\n", "x", "A\n\nferry", "---", "Author:", "10:42", "By Lena Hartwig", "Lena Hartwig", "Photo: Lena Hartwig", "2 tbsp sugar",
    "25 February 2021", "a\tb\tc", "aa   bb   cc", "• the quay", "“The quay is old,” he said.", "Image caption The bridge at night", "the quay and har-", SENTENCE,
)  # fmt: skip
"""Written one below the other."""
WORDS = (
    USE, SENTENCE, "0123456789abcdef", "a", "A", "7", " ", "\t", "\xa0", "Aa ", "A.", ", ", "“", "(", "[", "|", "a | ", "/", "a@", "a@b.com", "https://a.b/", "a: ", "©", "a'",
    "Lena Hartwig and ", "by ", "photo ", "(photo by ", "Getty Images/", "a man ", "in this ", "staff ", "25 February 2021, ", "03/04/2021 ", "on Thursday (February 25) ",
    "港口渡轮", "قال الميناء ", "مـ", "a\u200b", "\u0301", "donâ€™t ", "ﬁ", "ท่าเรือ", "<", "<!--", "<!-- a --> ", "<?xml ",
)  # fmt: skip
"""Written one behind the other, on one line."""
MARKUP = (
    "<div>", "<p>a", f"<p>{SENTENCE}</p>", "<span>a</span> ", "a<sup>1</sup> ", "<a href='#a'>a</a> ", "<li>a</li>", "<ul><li>a", "<tr><td>a</td><td>b</td></tr>", "<tr><td>a<td>b",
    "<table><tr><td>a", "<dl><dt>a</dt><dd>b</dd></dl>", "<dt>a<dd>b", "a<br>", "<b>a ", "<blockquote>a", "<section><article>a", "<h1>a</h1>", "<!--", "<!-- a >", "<!", "<![a ]>",
    "<?", "<? >", "</p>", "<a ", "<a b='", "&amp;", "<div class='comments'>a", "<template>a", "<div hidden>a",
    "<ol><li>a</li>", "<i aria-hidden=true></i>a ", "<style>a{", "<q>a", "<time>a", "<article><h1>a",
)  # fmt: skip
"""Written one behind the other in a saved page."""
LETTER = "From: Lena <lena@example.org>\nSubject: The ferry\nDate: Thu, 25 Feb 2021 10:00:00 +0000\nMessage-ID: <a@b>\nMIME-Version: 1.0\n"
IN_LETTERS = (
    "> a\n", ">", "=", "=====\n", "a:\n", "From: a\nSubject: b\n\n", "---------- Forwarded message ---------\nFrom: a\nDate: 25 February 2021\nSubject: b\n",
    "Am 3 March 2021 schrieb a:\n> b\n", "unsubscribe\n", "<html><body><a ", "X-A: b\n c\n",
)  # fmt: skip
LONG = 12_500
"""Characters, of which four times as many are read, too, and where that looks steep, sixteen times."""
FEWEST_SECONDS = 0.1
"""A text read in less is not measured: other work of the machine would be."""


def pastes() -> Iterator[tuple[str, Callable[[int], str]]]:
    """Yield kinds of pastes, each of any length."""
    for piece in LINES:
        yield f"lines {piece!r}", lambda size, piece=piece: f"{piece}\n" * (size // (len(piece) + 1))  # type: ignore[misc]
        yield f"story, lines {piece!r}", lambda size, piece=piece: STORY + f"{piece}\n" * (size // (len(piece) + 1))  # type: ignore[misc]
    for piece in WORDS:
        yield f"words {piece!r}", lambda size, piece=piece: STORY + "x" + piece * (size // len(piece)) + "\n\nEnd"  # type: ignore[misc]
        yield f"head {piece!r}", lambda size, piece=piece: piece * (size // len(piece)) + "\n\n" + STORY  # type: ignore[misc]
    for piece in MARKUP:
        yield f"page {piece!r}", lambda size, piece=piece: f"<html><body>{piece * (size // len(piece))}"  # type: ignore[misc]
    yield "wrapped", lambda size: textwrap.fill(SENTENCE * (size // len(SENTENCE)), 72)
    yield "keys", lambda size: "---\n" + "keep: a\n" * (size // 16) + "---\n" + "b\n" * (size // 4)
    yield "one list", lambda size: f"<html><body><ol>{'<li>a</li>' * (size // 10)}"
    yield "linked data", lambda size: f'<html><script type="application/ld+json">{"[" * size}</script><p>a</p>'


PASTES = dict(pastes())
LETTERS = {piece: lambda size, piece=piece: f"{LETTER}\n{piece * (size // len(piece))}" for piece in IN_LETTERS}


def grows_steeply(read: Callable[[str], object], make: Callable[[int], str]) -> str:
    """Return how long a text takes to read, and longer ones of its kind, if that is steep at every step; else nothing."""
    read(make(100))
    took: list[float] = []
    for size in (4 * LONG, LONG, 16 * LONG):
        text = make(size)
        started = time.process_time()
        try:
            with stopped_after(30 * NEVER):
                read(text)
        except Endless:
            return f"no end within {30 * NEVER} s of {size} characters"
        took.append(time.process_time() - started)
        if took[0] < FEWEST_SECONDS or (len(took) > 1 and took[0] < STEEP * took[1]):
            return ""
    middle, short, longest = took
    return f"{short:.2f} s, {middle:.2f} s, {longest:.2f} s" if longest > STEEP * middle else ""


def test_steep_growth_is_seen() -> None:
    def each_rest(text: str) -> None:
        for place in range(len(text)):
            text.count("b", place)

    assert any(grows_steeply(each_rest, "a".__mul__) for _ in range(5))  # a machine that others use is uneven
    assert not grows_steeply(lambda text: sorted(text * 200), "ab".__mul__)


@pytest.mark.parametrize("kind", PASTES)
def test_a_paste_takes_no_steep_time(kind: str) -> None:
    assert not grows_steeply(lambda text: clean(text, INTAKE), PASTES[kind])


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_takes_no_steep_time(kind: str) -> None:
    assert not grows_steeply(lambda text: source_of(text.encode()), LETTERS[kind])


def test_a_page_may_nest_as_deep_as_it_likes() -> None:
    """Pages whose paragraphs are never closed do."""
    sentences = [f"{SENTENCE.strip()} It is lamp {number}." for number in range(900)]
    page = "<html><body>" + "".join(f"<div><p>{sentence}" for sentence in sentences)
    assert [label.line.text for label in clean(page).labels] == sentences
    inside = "<html><body>" + "<div>" * 150 + "<script>no</script><p>One</p>Two<template>Three</template><b>Four</b>"
    assert [label.line.text for label in clean(inside).labels if label.rule != "unseen-on-the-page"] == [
        "One",
        "TwoFour",
    ]


def test_a_page_with_marks_that_are_none_is_read() -> None:
    for mark in ("<![never ]>", "<!--", "<![", "<?", "<a "):
        article = clean(f"<html><body><p>{SENTENCE}</p>{mark}")
        assert SENTENCE.strip() in article.labels[0].line.text


def test_below_the_longest_page_sentences_are_kept_and_other_lines_told() -> None:
    paste = STORY + "Reply\n" * LONGEST_PAGE + f"{SENTENCE}\nShare\nOld quay\n"
    *_, sentence, share, quay = clean(paste, INTAKE).labels
    assert sentence.role is Role.BODY and not sentence.sure
    assert share.rule == quay.rule == "beyond-any-story" and share.dropped and quay.dropped
    kept = clean(f"---\nkeep: Old quay\n---\n{paste}", INTAKE).labels[-1]
    assert kept.rule == "editors-keep" and not kept.dropped


def test_an_editor_names_lines_by_number_by_first_words_and_by_marks() -> None:
    paste = "The ferry returns\n* * *\n12\nShare this story now\nSharers\n"
    rules = [
        label.rule for label in clean(f"---\ndrop: 1\ndrop: * * *\ndrop: share THIS\ndrop: 012\n---\n{paste}").labels
    ]
    assert [rule == "editors-drop" for rule in rules[6:]] == [True, True, False, True, False]


@pytest.mark.parametrize(
    "unit", ["{n} ships had waited at sea for {n} hours, the master of the port said.\n\n", "{n} word ", "a1"]
)
def test_a_megabyte_is_read_in_two_seconds(unit: str) -> None:
    clean("Harbour reopens\n", INTAKE)  # what is read once for all pastes
    paste = "Harbour reopens\n\n" + "".join(unit.format(n=n) for n in range(1_000_000 // len(unit)))
    begun = time.process_time()
    assert clean(paste, INTAKE).blocks
    assert time.process_time() - begun < 2
