"""Paragraphs broken into lines of one width, as in an e-mail, a narrow column or a PDF, joined again.

A line is broken where the next word would not have fitted. What fits is judged by the count of characters, as a
typewriter sets them, and by the widths of printed letters; whichever explains more breaks is believed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ...article import Line
from ..patterns import CLOSING, LIST_MARK, is_sentence
from .dictionary import usage
from .first_letters import FIRST_LETTER, RARE, bare, with_first_letter

MOST_LINES = 20_000
"""Of a paste that may be wrapped: more are a list, or a book."""
NARROWEST, WIDEST = 26, 130
"""Characters. Mail is wrapped at 72 to 80; a column of a PDF is narrower, and no text is wrapped beyond 100 of usual width."""
FEWEST = 3
"""Line breaks that must look like wrapping before anything is joined."""
SHARE = 0.6
"""Of the breaks within a sentence, how many must look like wrapping."""
LEAST_WITHIN = 0.25
"""Of all breaks, how many must look so within a sentence: among a page's menus and headlines few do."""
SHARE_UNCASED = 0.75
"""The same in a script without small letters, where a list of headlines looks like a sentence that goes on."""
DOUBLE_SPACED = 0.1
"""Share of lines right below each other under which a paste is taken to have an empty line below each."""
SENTENCE_WITHIN = re.compile(rf"[.!?؟][{CLOSING}]*\s(?=[\"'“‘«„(]?[^\W\d_a-z])|[。！？]")
MOST_WIDTHS = 40
"""Widths that are tried."""
SHORTEST_WRAPPED = 0.55
"""Share of the width that a line of running text has at the least."""
HYPHENS = ("-", "\u2010")
DASHES = ("-", "–", "—")
"""Marks of a list, if more than one line opens with them."""
SOFT_HYPHEN = "\u00ad"
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uff60]")
"""A sign of a script that has no spaces between words: Thai, Lao, Burmese, Khmer, Chinese, Japanese."""
CLOSED_COMPOUNDS = frozenset(("de", "nl", "da", "sv", "no", "nb", "nn", "is", "fi", "hu", "et"))
"""Languages that write compounds as one word: small letters behind a hyphen at a line's end are the rest of a word."""
SUFFIXES = re.compile(
    r"(?:tion|sion|ment|ing|ed|er|ers|ly|ness|ble|bly|ity|ties|al|ally|ous|ive|ance|ence|ism|ist|ists|ship|ful|less|ward|wards|tional|ture|cial|tial|ry|ies|es|ung|lich|keit|heit|schaft)"
    r"s?\b"
)
"""What a divided word goes on with, and a compound does not."""

NARROW = {
    0.22: "ijl'`|‘’", 0.28: " .,:;!/\\[]ftI·", 0.33: "()-r{}“”\"*", 0.5: "cksvxyzJ", 0.61: "FTZ", 0.67: "ABEKPSVXY&",
    0.72: "CDHNRUw", 0.78: "GOQ", 0.83: "mMÆŒæœ", 0.94: "W%@—",
}  # fmt: skip
"""Widths of letters in parts of their height, about those of Helvetica; Times differs by few hundredths."""
USUAL, FULL = 0.556, 1.0
"""The width of all others, and of Chinese and Japanese signs."""
PRINTED = {letter: width for width, letters in NARROW.items() for letter in letters}


def _printed(text: str) -> float:
    """Return about how wide `text` is in print, in heights of a letter."""
    return sum(PRINTED.get(letter) or _width_of(letter) for letter in text)


@lru_cache(maxsize=4096)
def _width_of(letter: str) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if unicodedata.combining(letter):
        return 0.0
    return PRINTED.get(plain, FULL if unicodedata.east_asian_width(letter) in "WF" else USUAL)


def _typed(text: str) -> float:
    """Return how many columns of a typewriter `text` takes."""
    return float(
        len(text) if text.isascii() else sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to tell how wide a text is."""

    width: Callable[[str], float]
    slack: float
    """the share of a full line by which a wrapped one may fall short: widths are rough, words hang on dashes"""


MEASURES = (Measure(_typed, 0.0), Measure(_printed, 0.06))


Pair = tuple[int, int]
"""The places of two lines with words, one below the other."""


def unwrap(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """Return the lines in groups, each of which is one paragraph; a paste that is not wrapped comes as it is.

    Where each line is followed by an empty one, the empty ones between lines of a paragraph are in its group.
    """
    if len(lines) > MOST_LINES:
        return [(line,) for line in lines]
    joined = _joined(lines)
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        if place in joined:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _joined(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that go on with the paragraph above, empty ones among them."""
    worded = [place for place, line in enumerate(lines) if line.text]
    neighbours = list(pairwise(worded))
    close = [pair for pair in neighbours if pair[1] - pair[0] == 1]
    if len(close) < DOUBLE_SPACED * len(neighbours):
        close = [pair for pair in neighbours if pair[1] - pair[0] == 2]
    dashes = sum(line.text[:1] in DASHES and LIST_MARK.match(line.text) is not None for line in lines) > 1
    close = [
        (one, other)
        for one, other in close
        if len(lines[one].text) <= WIDEST and _may_go_on(lines[one], lines[other], dashes)
    ]
    certain = [pair for pair in close if _goes_on(lines[pair[0]].text, lines[pair[1]].text)]
    if len(certain) < max(FEWEST, LEAST_WITHIN * len(close)):
        return set()
    best = max(
        (_fitted(measure, lines, certain) for measure in MEASURES), key=lambda fit: _explained(fit, lines, close)
    )
    cased = any(lines[other].text[0].islower() for _, other in certain)
    least = max(FEWEST, LEAST_WITHIN * len(close), (SHARE if cased else SHARE_UNCASED) * len(certain))
    if best.hits < least:
        return set()
    sure = set(certain)
    wrapped = [
        (one, other)
        for one, other in close
        if _is_wrapped(lines[one].text, lines[other].text, best, (one, other) in sure)
    ]
    if _ends_paragraphs(lines, close, wrapped):
        wrapped = [pair for pair in wrapped if not _parts(lines[pair[0]].text, lines[pair[1]].text)]
    return {place for one, other in wrapped for place in range(one + 1, other + 1)}


def _ends_paragraphs(lines: Sequence[Line], close: Sequence[Pair], wrapped: Sequence[Pair]) -> bool:
    """True if a sentence that ends with a full line is likelier to end its paragraph.

    Of the sentences that end within paragraphs one in as many as a line has words stands at a line's end by chance; so
    does one in about as many of the paragraphs' ends. To tear a paragraph apart is the worse mistake.
    """
    within = sum(len(SENTENCE_WITHIN.findall(lines[one].text)) for one, _ in close)
    ends = sum(is_sentence(lines[one].text) for one, other in set(close).difference(wrapped))
    return ends > 2 * within + 1


def _parts(text: str, following: str) -> bool:
    """True if a sentence ends, and another may begin."""
    return is_sentence(text) and not following.lstrip("\"'“‘«„(")[:1].islower()


def _may_go_on(line: Line, following: Line, dashes: bool) -> bool:
    """False before an item of a list, `dashes` among its marks, and before an indented line, which opens a paragraph."""
    indented = (
        following.raw[:1].isspace()
        and not line.raw[:1].isspace()
        and len(following.raw) - len(following.raw.lstrip()) > 1
    )
    is_item = LIST_MARK.match(following.text) and (dashes or following.text[0] not in DASHES)
    return not indented and not is_item


def _goes_on(text: str, following: str) -> bool:
    """True if a sentence goes on: none ends, and small letters follow, or a script that has none."""
    first = following.lstrip("\"'“‘«„(")[:1]
    return not is_sentence(text) and first.isalpha() and not first.isupper()


@dataclass(frozen=True, slots=True)
class Fit:
    """A width that a paste may be wrapped at."""

    measure: Measure
    width: float
    hits: int
    """breaks within a sentence that it explains"""


def _fitted(measure: Measure, lines: Sequence[Line], pairs: Sequence[Pair]) -> Fit:
    """Return the width that explains most breaks."""
    breaks = [
        (measure.width(lines[one].text), _with_next(measure, lines[one].text, lines[other].text))
        for one, other in pairs
    ]
    widths = sorted(
        {width for width, _ in breaks if measure.width("n" * NARROWEST) <= width <= measure.width("n" * WIDEST)}
    )
    best = Fit(measure, 0.0, 0)
    for width in widths[-MOST_WIDTHS:]:
        hits = sum(line <= width and more > width * (1 - measure.slack) for line, more in breaks)
        best = max(best, Fit(measure, width, hits), key=lambda fit: fit.hits)
    return best


def _explained(fit: Fit, lines: Sequence[Line], close: Sequence[Pair]) -> tuple[int, int]:
    """Return how many breaks within a sentence a width explains, and how many in all."""
    return fit.hits, sum(_is_wrapped(lines[one].text, lines[other].text, fit, False) for one, other in close)


def _with_next(measure: Measure, text: str, following: str) -> float:
    """Return the width of a line with the next one's first word behind it, or its first sign in a script without spaces."""
    if UNSPACED.match(following):
        return measure.width(text + following[0])
    word = following.split(" ", 1)[0]
    return measure.width(text + word if _is_divided(text) else f"{text} {word}")


def _is_divided(text: str) -> bool:
    """True if `text` ends with a hyphen behind a word."""
    return text.endswith(HYPHENS) and text[-2:-1].isalnum()


def _is_wrapped(text: str, following: str, fit: Fit, certain: bool) -> bool:
    width = fit.measure.width(text)
    if width > fit.width * (1 + fit.measure.slack):
        return False
    if _with_next(fit.measure, text, following) > fit.width * (1 - fit.measure.slack):
        return True
    return certain and (width > SHORTEST_WRAPPED * fit.width or _is_divided(text))


def join(group: Sequence[Line], words: set[str], lang: Callable[[], str]) -> str:
    """Return the text of a group; a word divided at a line's end is made whole if that is surely right.

    `words` are those of the whole paste: the whole word standing elsewhere is proof, "Iran-backed" is too. `lang` tells
    the language, if that is asked.
    """
    done: list[str] = []
    text, soft = group[0].text, False
    for line in (line for line in group[1:] if line.text):
        begin = line.text.split(" ", 1)[0]
        if not done and FIRST_LETTER.fullmatch(text):
            text = with_first_letter(text, line.text, lang())
        else:
            first, space, last = text.rpartition(" ")
            done += (first, space)
            if soft or (UNSPACED.match(last[-1]) and UNSPACED.match(line.text)):
                text = last + line.text
            elif _is_divided(last) and len(last) > 2 and last[-2].isalpha() and begin[:1].islower():
                text = f"{_mended(last, begin, words, lang())}{line.text[len(begin) :]}"
            else:
                text = f"{last}{line.text}" if _is_divided(last) else f"{last} {line.text}"
        soft = line.raw.rstrip().endswith(SOFT_HYPHEN)
    return "".join((*done, text))


def _mended(last: str, begin: str, words: set[str], lang: str) -> str:
    """Return a word that was divided between `last` and `begin`, with its hyphen if that is its own."""
    whole = last[:-1] + begin
    joined, compound = (bare(word) for word in (whole, last + begin))
    if compound in words or last[-2] == begin[0] in "aeiou":
        return last + begin
    if joined in words or lang.partition("-")[0] in CLOSED_COMPOUNDS:
        return whole
    uses = [usage(word, lang) for word in (joined, bare(last), bare(begin))]
    if uses[0] is None:
        return whole if SUFFIXES.match(begin) else last + begin
    halves = [(use or 0) >= RARE for use in uses[1:]]
    return last + begin if not uses[0] and halves[1] and (halves[0] or last[0].isupper()) else whole
