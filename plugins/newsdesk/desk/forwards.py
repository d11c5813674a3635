"""The story within a letter: what was forwarded or quoted, without the note above it and the signature below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ..clean import BETWEEN_DASHES, Field, announces_letter, letter_field, written_days
from .letter_words import FOOTER, SENT_FROM

MARKS_OF_DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
QUOTED = re.compile(r"^\s?>")
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
FEWEST = 3
"""Facts in a row that make the head of a letter; a story may have one line "To: ...", or two."""
LONGEST_HEAD = 40
"""Lines."""
SIGNATURE = re.compile(r"^--\s?$")
LONGEST_SIGNATURE = 15
"""Lines."""
NOTE_SHARE = 0.3
"""Of a reply, how much may stand around what it quotes, by characters, if the quoted letter is the story; or NOTE in any case."""
NOTE = 120
DEEPEST = 8
"""How often a letter may have been forwarded."""
DEEPEST_QUOTATION = 50
"""Marks of quotation in front of a line."""
FOOTER_SHARE, LONGEST_FOOTER = 0.35, 14
"""Such a block is left out if so little of the letter, by characters, and so few lines stand from it on."""
WIDTHS = range(50, 81)
"""Characters of the longest line of a letter whose lines were broken by the program that sent it."""
ITEM = re.compile(r"\s|[-*•·–—>]|\d+[.)]|\S{0,12}:\s")
"""How a line begins that goes on from no other."""
SHOWN = 70
"""Characters of what was left out that are told."""


@dataclass(frozen=True, slots=True)
class Within:
    """The story of a letter."""

    text: str
    facts: dict[str, str] = field(default_factory=dict)
    """what the head of a forwarded letter says, by the names of fields"""
    left_out: tuple[str, ...] = ()
    """in words for the editor"""


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the head of a letter stands among lines."""

    above: int
    """the first line that is no part of what stands above, its dashes included"""
    below: int
    """the first line below"""
    facts: dict[str, str]


def story_within(text: str) -> Within:
    """Return what is the story of a letter: the innermost that was forwarded, without marks of quotation and signature."""
    found = Within(text)
    for _ in range(DEEPEST):
        lines = found.text.split("\n")
        head = _head(lines)
        if head is None:
            break
        above, below = lines[: head.above], lines[head.below :]
        if _weight(above) > _weight(below):
            left = (*found.left_out, _told("the earlier letter below", below))
            found = replace(found, text="\n".join(above), left_out=left)
            break
        inner, rest = _unquoted(below) if below and _opens_quoted(below) else (below, [])
        left = (
            *found.left_out,
            _told("the note above the forwarded letter", above),
            _told("what stands below it", rest),
        )
        found = Within("\n".join(inner), head.facts, left)
    found = _without_footer(_without_signature(_without_quotation(found)))
    return replace(found, text=_unwrapped(found.text), left_out=tuple(filter(None, found.left_out)))


def _head(lines: Sequence[str]) -> _Head | None:
    """Return the first head of a letter, or None."""
    told, written = tuple(map(letter_field, lines)), _Written.of(lines)
    for start, line in enumerate(lines):
        if told[start]:
            head = _facts_from(lines, told, start)
        else:
            head = _written_by(lines, written, start) if ":" in line or "：" in line else None
        if head:
            return head
    return None


@dataclass(frozen=True, slots=True)
class _Written:
    """How much is written above each line, in characters, and how much of it is quoted; the last says so of all."""

    whole: tuple[int, ...]
    quoted: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Written:
        """Count once for all lines: each may be the head of a letter."""
        rows = [(_weight((line,)), QUOTED.match(line) is not None) for line in lines]
        quoted = [weight if is_quoted else 0 for weight, is_quoted in rows]
        return cls(tuple(accumulate((weight for weight, _ in rows), initial=0)), tuple(accumulate(quoted, initial=0)))


def _facts_from(lines: Sequence[str], told: Sequence[Field | None], start: int) -> _Head | None:
    """Return the head that opens in a line, if enough of its facts follow; a wrapped list of addresses may stand between.

    `told` is the fact on each line, or None.
    """
    facts: dict[str, str] = {}
    number, last, count = start, start, 0
    while number < min(len(lines), start + LONGEST_HEAD) and number - last <= 2:
        fact = told[number]
        if fact:
            name, value = fact
            if not value and number + 1 < len(lines) and not told[number + 1]:
                value, number = lines[number + 1].strip(" \t>*"), number + 1
            facts.setdefault(name, value)
            last, count = number, count + 1
        elif lines[number].strip(" \t>") and not ADDRESS.search(lines[number]):
            break
        elif ADDRESS.search(lines[number]) and number == last + 1 and len(lines[number]) < 200:
            last = number
        number += 1
    above = _above(lines, start)
    enough = count >= FEWEST or (count == FEWEST - 1 and above < start)
    return _Head(above, last + 1, facts) if enough and "from" in facts and {"date", "subject"} & set(facts) else None


def _above(lines: Sequence[str], start: int) -> int:
    """Return the first line of what announces a head that opens in the line `start`."""
    number = start - 1
    while number >= 0 and start - number <= 3:
        if announces_letter(lines[number]):
            return number
        if lines[number].strip(" \t>"):
            break
        number -= 1
    return start


def _written_by(lines: Sequence[str], written: _Written, start: int) -> _Head | None:
    """Return the head that one line is ("Am 03.03.2021 schrieb ...:"), or two of which the second ends so; below, all is quoted."""
    first, line = start, lines[start].strip(f" \t\r>{MARKS_OF_DIRECTION}")
    if not line.endswith((":", "：")):
        return None
    days = written_days(line)
    if not days and start and lines[start - 1].strip(" \t>"):
        first, line = start - 1, f"{lines[start - 1].strip()} {line}"
        days = written_days(line)
    if not days or len(line) > 250:
        return None
    follows = next((row for row in lines[start + 1 : start + 4] if row.strip()), "")
    above = _above(lines, first)
    address = ADDRESS.search(line)
    if (address and above < first) or (QUOTED.match(follows) and not QUOTED.match(lines[start])):
        whole, quotations = written.whole, written.quoted
        quoted = quotations[-1] - quotations[start + 1]
        around = whole[above] - quotations[above] + whole[-1] - whole[start + 1] - quoted
        if above < first or around <= max(NOTE, quoted * NOTE_SHARE):
            return _Head(above, start + 1, {"date": line} | ({"from": address[0]} if address else {}))
    return None


def _opens_quoted(lines: Sequence[str]) -> bool:
    return bool(QUOTED.match(next((line for line in lines if line.strip()), "")))


def _unquoted(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return quoted lines without one mark each, and what stands below the last of them."""
    last = max(number for number, line in enumerate(lines) if QUOTED.match(line))
    return [re.sub(r"^\s?> ?", "", line) for line in lines[: last + 1]], list(lines[last + 1 :])


def _without_quotation(found: Within) -> Within:
    """Return the quoted letter, if there is hardly anything else and no head above it."""
    for _ in range(DEEPEST_QUOTATION):
        inner = _within_quotation(found)
        if inner is None:
            break
        found = inner
    return found


def _within_quotation(found: Within) -> Within | None:
    lines = found.text.split("\n")
    quoted = [line for line in lines if QUOTED.match(line)]
    around = [line for line in lines if not QUOTED.match(line)]
    if len(quoted) < FEWEST or _weight(around) > max(NOTE, _weight(quoted) * NOTE_SHARE):
        return None
    first = next(number for number, line in enumerate(lines) if QUOTED.match(line))
    inner, rest = _unquoted(lines[first:])
    left = (_told("the note above what is quoted", lines[:first]), _told("what stands below it", rest))
    return replace(found, text="\n".join(inner), left_out=(*found.left_out, *left))


def _without_signature(found: Within) -> Within:
    lines = found.text.rstrip().split("\n")
    first = next((number for number in reversed(range(len(lines))) if SIGNATURE.match(lines[number])), 0)
    if first and sum(bool(line.strip()) for line in lines[first + 1 :]) <= LONGEST_SIGNATURE:
        left = (*found.left_out, _told("the signature", lines[first + 1 :]))
        found, lines = replace(found, left_out=left), lines[:first]
    while lines and (
        not lines[-1].strip() or (found.facts and BETWEEN_DASHES.match(lines[-1]))
    ):  # "End of forwarded message"
        lines.pop()
    if len(lines) > 1 and SENT_FROM.match(lines[-1]):
        found = replace(found, left_out=(*found.left_out, _told("what a telephone wrote below", lines[-1:])))
        lines.pop()
    return replace(found, text="\n".join(lines).strip("\n") + "\n")


def _without_footer(found: Within) -> Within:
    lines = found.text.rstrip().split("\n")
    last = [number for number, line in enumerate(lines) if line.strip()][-LONGEST_FOOTER:]
    near = range(last[0], len(lines)) if last else range(0)
    first = next((number for number in near if FOOTER.search(lines[number]) and _ends_soon(lines, number)), None)
    if first is None:
        return found
    while first and lines[first - 1].strip():
        first -= 1
    if not first or not _ends_soon(lines, first):
        return found
    left = (*found.left_out, _told("the newsletter's footer", lines[first:]))
    return replace(found, text="\n".join(lines[:first]).rstrip() + "\n", left_out=left)


def _ends_soon(lines: Sequence[str], first: int) -> bool:
    rest = [line for line in lines[first:] if line.strip()]
    return len(rest) <= LONGEST_FOOTER and _weight(rest) <= FOOTER_SHARE * _weight(lines)


def _unwrapped(text: str) -> str:
    """Return a text with the lines joined that a mail program broke: no word of the next would have fitted on them."""
    lines = text.split("\n")
    width = max((len(line) for line in lines if " " in line.strip()), default=0)
    if width not in WIDTHS:
        return text
    joined: list[str] = []
    last = ""
    for line in lines:
        word = line.partition(" ")[0]
        if last.strip() and word and not ITEM.match(line) and len(last.rstrip()) + 1 + len(word) > width:
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
        last = line
    return "\n".join(joined)


def _weight(lines: Sequence[str]) -> int:
    """Return how much is written in lines, in characters: Chinese has no spaces to count words by."""
    return sum(len("".join(line.split())) for line in lines)


def _told(what: str, lines: Sequence[str]) -> str:
    """Return what to tell of lines left out; nothing of empty ones."""
    words = " ".join(" ".join(line.strip(" \t>-_") for line in lines).split())
    if not words:
        return ""
    return f'{what} ("{words if len(words) <= SHOWN else words[: SHOWN - 3] + "..."}")'
