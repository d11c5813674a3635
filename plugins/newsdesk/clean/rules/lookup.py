"""The rule that knows a line by its words, found without trying every phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from string import punctuation

from ..text import fold, small, straight
from .phrases import LETTERS, Index, index
from .table import RULES, Rule

LONGEST = 400
"""Characters; a longer line is a paragraph, whatever its words."""
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
DIGIT, ANY_DIGIT = re.compile("[0-9]"), re.compile(r"\d")
"""Of a line of ASCII and of any other: whether there is a figure at all is told in a third of the time."""
COUNT = 3
"""Digits; a longer number that has a line for itself may be a year or a date, and one with marks the number of an item."""
LEADING = '<>›‹→←|·•…▲▼▶►★☆♦◆■●➤✕×↵"+=_'
TRAILING = LEADING + "#-.:!?؟？！：。➜▾⋁ "
"""Marks around a phrase that say nothing; the "*" and "-" that open an item of a list do."""
NO_MARKS = bytes.maketrans(punctuation.encode(), b" " * len(punctuation))
LONGEST_ROW = 10
"""Words on a line of several buttons."""
BUTTONS = frozenset(("comment-form", "share-bar", "log-in", "sign-up", "follow-us"))
"""Rules whose phrases stand beside each other on one line."""
SPOKEN = re.compile(r"[\"«][^\"«»]*[.!?…] ?[\"»]|[\"«][^\"«»]*[\"»]\.")
"""What somebody says, on a line of its own: no button stands in quotation marks and ends with a stop."""
FULL_STOP = re.compile(r"[.!?؟…。।][\"')\]]*$")


@lru_cache(maxsize=50_000)
def rule_for(text: str) -> Rule | None:
    """Return the first rule whose words are the whole of `text`, or None."""
    if not text or len(text) > LONGEST:
        return None
    folded = text.lower() if text.isascii() else small(straight(text))
    if SPOKEN.fullmatch(folded):
        return None
    line = bare(folded)
    known = index()
    if rule := known.whole.get(line):
        return rule
    words = line.encode().translate(NO_MARKS).split()
    found = _opened(line, known) or _listed(line, words, known) or _inside(line, words, known) or _joined(line, known)
    return None if found is None or is_told(folded, found) else found


def bare(folded: str) -> str:
    """Return a line in lower case without the marks around it, each figure as 0; marks alone become one.

    >>> bare("3.5k views"), bare("comments (12)"), bare("- advertisement -"), bare(">>")
    ('0k views', 'comments', 'advertisement', '|')
    >>> bare("* * *"), bare("1984"), bare("7."), bare("(7)")
    ('* * *', '1984', '7.', '(0)')
    """
    framed = folded[:1] == "-" == folded[-1:] and len(folded) > 1
    kept = folded.strip("- ") if framed else folded.rstrip(TRAILING).lstrip(LEADING).lstrip()
    if not kept and " " in folded:  # marks apart may part two scenes of a story
        return folded
    figures = (DIGIT if kept.isascii() else ANY_DIGIT).search(kept)
    line = FIGURE.sub("0", kept) if figures else kept
    if (line == "0" and len(kept) > COUNT) or (len(line) == 1 and kept != folded):
        return folded
    return line.removesuffix("(0)").rstrip() or line or "|"


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    """Return an expression, compiled when the first line asks for it; most are never asked for."""
    return re.compile(pattern)


def _opened(line: str, known: Index) -> Rule | None:
    entries = known.opened.get(line[:LETTERS]) or known.opened.get(line[:1])
    if entries and line.startswith(entries.heads):
        for head, rest, rule in entries.rows:
            if line.startswith(head) and _expression(rest).fullmatch(line, len(head)):
                return rule
    return None


def _listed(line: str, words: Sequence[bytes], known: Index) -> Rule | None:
    if words and words[0] in known.listed:
        said = [word for word in fold(line).split() if not word.isdecimal()]
        for kind in known.listed[words[0]]:
            if len(said) <= kind.most and kind.allowed.issuperset(said) and not kind.needs.isdisjoint(said):
                return kind.rule
    return None


def _inside(line: str, words: Sequence[bytes], known: Index) -> Rule | None:
    rows = [row for mark, entries in known.marks if mark in line for row in entries]
    if not known.inside.keys().isdisjoint(words):
        rows += [row for word in words for row in known.inside.get(word, ())]
    found = [place for place, pattern in rows if _expression(pattern).fullmatch(line)]
    return RULES[min(found)] if found else None


def _joined(line: str, known: Index) -> Rule | None:
    """Return the rule of a row of buttons on one line: "0 Comment(s) Share this".

    All of it is phrases that have a line for themselves elsewhere, one of them of several words: "Signal line" may be a crosshead.
    """
    words = line.split()
    if not 2 < len(words) <= LONGEST_ROW or FULL_STOP.search(line):
        return None
    # the longest of the phrases that the first words are made of, by how many these are; of no words if they are not
    longest: list[tuple[int, Rule | None]] = [(0, None)]
    for end in range(1, len(words) + 1):
        found: tuple[int, Rule | None] = (0, None)
        for start, before in enumerate(longest):
            if start and not before[0]:
                continue
            phrase = bare(" ".join(words[start:end]))
            rule = known.whole.get(phrase) or _opened(phrase, known)
            if rule and rule.name in BUTTONS:
                found = max(found, before, (end - start, rule), key=lambda phrase: phrase[0])
        longest.append(found)
    length, rule = longest[-1]
    return rule if length > 1 else None


def is_told(folded: str, rule: Rule) -> bool:
    """True for a sentence of a story that has a rule's words: it tells of somebody, and does not speak to the reader.

    "Support the miners had hoped for never came." A line of the page with a full stop says "you", "our" or "this site".
    """
    if not FULL_STOP.search(folded) or folded.count(" ") < 3:
        return False
    known, said = index(), f" {fold(folded)} "
    tells = any(word in said for word in known.telling)
    if rule.name == "copyright-line" or "©" in folded:
        return tells and folded.startswith('"')
    asks = "?" in folded[-2:] or "؟" in folded[-2:] or any(word in said for word in known.asking)
    return tells or folded.startswith('"') or not asks
