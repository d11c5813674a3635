"""What an editor should know of a paste that was read: what was guessed, and what was left out that reads like the story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..article import STORY, Article, Label, Role
from .patterns import is_sentence, word_count
from .wishes import unmet

SENTENCE = 8
"""Words of a line that reads like the story's."""
MOST_LEFT_OUT = 1 / 3
"""Of the lines that do, how many may be left out without a word."""
FEWEST_LEFT_OUT = 2
BY_MODEL = ("before-the-story", "within-the-story", "after-the-story")
"""The rules by which the model leaves out; all others know a line by its own words, or are the editor's."""


def notes_of(article: Article, default_lang: str, today: date) -> Iterator[tuple[int, str]]:
    """Yield what to tell of a paste, each with the line that it is about, 0 for none: one line each, and what settles it.

    `default_lang` is the language of a brief, for pastes that tell none.
    """
    header = article.header
    if article.date_guessed:
        yield 0, f"no year is written ({article.date_evidence}); write 'date: {article.date}' in a header to keep it"
    if article.other_date:
        yield (
            0,
            f"the day may be {article.date} or {article.other_date} ({article.date_evidence}); write the right one as 'date: ...' in a header",
        )
    if article.date and date.fromisoformat(article.date[:10]) > today + timedelta(1):
        yield (
            article.line_of("date"),
            f"the day {article.date[:10]} is still to come; mend 'date:', or write 'status: draft' until then",
        )
    if "lang" not in header and article.lang and article.lang != default_lang.partition("-")[0].casefold():
        yield 0, f"no language is told; read as {article.lang!r}; write 'lang: {article.lang}' in a header to be sure"
    if article.cut_short:
        yield 0, "the page has no end, as if its download broke off; look at the story's last lines, or save it again"
    pasted = [label.line for label in article.labels if label.role is not Role.HEADER]
    for key, name in unmet(header, pasted):
        fits = f"line {name} is empty or missing" if name.isdecimal() else f"no line begins with {name!r}"
        yield article.line_of(key, name), f"{fits}; mend '{key}:', or take it out"
    for first, last in article.columns:
        yield (
            first,
            f"lines {first} to {last} stand in columns, and are read one column after the other; put a tab between the cells of a table",
        )
    yield from _left_out(article)


def lang_of(article: Article, default: str) -> str:
    """Return the language of a paste: the one that the header tells, or that was found, or the `default` of the brief."""
    found = article.header.get("lang") or article.lang or default
    return default if found == default.partition("-")[0].casefold() else found


def depends_on_day(article: Article, today: str) -> bool:
    """True if the day of reading, as ISO, decided something: another day may decide it otherwise."""
    return article.date_guessed or bool(article.other_date) or article.date[:10] >= today


def _left_out(article: Article) -> Iterator[tuple[int, str]]:
    """Yield what reads like the story and is left out: much of a paste, or lines between those that are kept."""
    told = [label for label in article.labels if _reads_like_story(label)]
    gone = [label for label in told if label.role is Role.BOILERPLATE]
    advice = "see 'invoke explain', and write 'keep: their first words' in a header to have them back"
    if len(gone) >= FEWEST_LEFT_OUT and len(gone) > MOST_LEFT_OUT * len(told):
        first, last = gone[0].line.number, gone[-1].line.number
        yield first, f"{len(gone)} of {len(told)} lines of sentences are left out, lines {first} to {last}; {advice}"
        return
    kept = [label.line.number for label in told if label.role in STORY]
    inner = [label for label in gone if label.rule in BY_MODEL and kept and kept[0] < label.line.number < kept[-1]]
    if inner:
        lines = ", ".join(str(label.line.number) for label in inner[:5]) + (" ..." if len(inner) > 5 else "")
        yield inner[0].line.number, f"sentences between lines of the story are left out, line {lines}; {advice}"


def _reads_like_story(label: Label) -> bool:
    text = label.line.text
    if label.rule == "editors-drop" or label.line.hint in ("unseen", "dialogue", "drawn", "note"):
        return False
    return bool(text) and word_count(text) >= SENTENCE and is_sentence(text)
