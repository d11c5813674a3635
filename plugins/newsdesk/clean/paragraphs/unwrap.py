"""Paragraphs broken into lines of one width, as in an e-mail, a narrow column or a PDF, joined again.

A line is broken where the next word would not have fitted. What fits is judged by the count of characters, as a
typewriter sets them, and by the widths of printed letters; whichever explains more breaks is believed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from ...article import Line
from ..patterns import CLOSING, LIST_MARK, is_sentence
from .joining import SOFT_HYPHEN, UNSPACED, is_divided

MOST_LINES = 20_000
"""Of a paste that may be wrapped: more are a list, or a book."""
NARROWEST, WIDEST = 26, 130
"""Characters. Mail is wrapped at 72 to 80; a column of a PDF is narrower, and no text is wrapped beyond 100 of usual width."""
FEWEST = 3
"""Line breaks that must look like wrapping before anything is joined."""
FEWEST_CAPITALS, FEWEST_EXPLAINED, NEARLY_ALL = 2, 5, 0.8
"""The same where nearly all breaks look like wrapping, in how many lines, and how many are nearly all: most words may be written with capitals."""
LONG = 40
"""Characters of lines of which two are enough, if a sentence goes on from each: verse has shorter ones."""
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
NEARLY_FULL = 0.06
"""Share of the width by which an unfinished line within a paragraph may fall short in addition: the letters of each print differ."""
ONE_MORE = 0.03
"""Share of the width by which a line may be wider than those within a sentence: of few lines the widest may end one."""
ENDING, LEAST_OF_ENDING = 2, 9
"""Words with which two lines end alike, and their letters: links of a menu, "facebook (opens in new window)", and not "of the"."""
DASHES = ("-", "–", "—")
"""Marks of a list, if more than one line opens with them."""

NARROW = {
    0.22: "ijl'`|‘’", 0.28: " .,:;!/\\[]ftI·", 0.33: "()-r{}“”\"*", 0.5: "cksvxyzJ", 0.61: "FTZ", 0.67: "ABEKPSVXY&",
    0.72: "CDHNRUw", 0.78: "GOQ", 0.83: "mMÆŒæœ", 0.94: "W%@—",
}  # fmt: skip
"""Widths of letters in parts of their height, about those of Helvetica; Times differs by few hundredths."""
USUAL, FULL = 0.556, 1.0
"""The width of all others, and of Chinese and Japanese signs."""


class _Widths(dict[str, float]):
    """The widths of letters; that of one asked for the first time is found and kept."""

    def __missing__(self, letter: str) -> float:
        plain = unicodedata.normalize("NFD", letter)[0]
        usual = FULL if unicodedata.east_asian_width(letter) in "WF" else USUAL
        width = self[letter] = 0.0 if unicodedata.combining(letter) else self.get(plain, usual)
        return width


PRINTED = _Widths({letter: width for width, letters in NARROW.items() for letter in letters})


def _printed(text: str) -> float:
    """Return about how wide `text` is in print, in heights of a letter."""
    return sum(map(PRINTED.__getitem__, text))


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


def unwrap(lines: Sequence[Line], goes_on: Collection[Line] = ()) -> list[tuple[Line, ...]]:
    """Return the lines in groups, each of which is one paragraph; a paste that is not wrapped comes as it is.

    `goes_on` are lines that surely go on with the one above.

    Where each line is followed by an empty one, the empty ones between lines of a paragraph are in its group.
    """
    joined = _joined(lines) if len(lines) <= MOST_LINES else set()
    groups: list[list[Line]] = []
    for place, line in enumerate(lines):
        if place in joined or (groups and line in goes_on):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [tuple(group) for group in groups]


def _joined(lines: Sequence[Line]) -> set[int]:
    """Return the places of the lines that go on with the paragraph above, empty ones among them."""
    worded = [place for place, line in enumerate(lines) if line.text]
    neighbours = list(pairwise(worded))
    dashes = sum(line.text[:1] in DASHES and LIST_MARK.match(line.text) is not None for line in lines) > 1

    def apart(away: int) -> tuple[list[Pair], list[Pair]]:
        """Return the lines so far apart of which one may go on with the other, and those that surely do."""
        close = [
            (one, other)
            for one, other in neighbours
            if other - one == away and len(lines[one].text) <= WIDEST and _may_go_on(lines[one], lines[other], dashes)
        ]
        return close, [pair for pair in close if goes_on(lines[pair[0]], lines[pair[1]].text)]

    close, certain = apart(1)
    best = _filled(lines, close, certain) if certain else None
    if best is None:
        few = sum(other - one == 1 for one, other in neighbours) < DOUBLE_SPACED * len(neighbours)
        close, certain = apart(2) if few else (close, certain)
        best = _best_fit(lines, close, certain)
    if best is None:
        return set()
    sure = set(certain)
    wrapped: list[Pair] = []
    for one, other in close:
        within = bool(wrapped) and (one == wrapped[-1][1] or not lines[one - 1].text)  # or below the first paragraph
        if _is_wrapped(lines[one], lines[other].text, best, (one, other) in sure, within):
            wrapped.append((one, other))
    if _ends_paragraphs(lines, close, wrapped):
        wrapped = [pair for pair in wrapped if not _parts(lines[pair[0]].text, lines[pair[1]].text)]
    return {place for one, other in wrapped for place in range(one + 1, other + 1)}


def _best_fit(lines: Sequence[Line], close: Sequence[Pair], certain: Sequence[Pair]) -> Fit | None:
    """Return the width that explains most breaks within a sentence, if that is enough."""
    if len(certain) < FEWEST_CAPITALS:
        return None
    fits = [_fitted(measure, lines, certain) for measure in MEASURES]
    most = max(fit.hits for fit in fits)
    cased = any(lines[other].text[0].islower() for _, other in certain)
    least = max(FEWEST, LEAST_WITHIN * len(close), (SHARE if cased else SHARE_UNCASED) * len(certain))
    if most < least and most != len(certain):
        return None
    best = max((fit for fit in fits if fit.hits == most), key=lambda fit: _explained(fit, lines, close))
    if most < least and not _explains_nearly_all(best, lines, close, certain):
        return None
    return best


def _filled(lines: Sequence[Line], close: Sequence[Pair], certain: Sequence[Pair]) -> Fit | None:
    """Return the width of the widest line, if every line with another right below is as full as that, or nearly every one whose sentence goes on.

    Of a page that is not wrapped one paragraph is wider.
    """
    if max(len(line.text) for line in lines) > WIDEST:
        return None
    for measure in MEASURES:
        widest = max(measure.width(line.text) for line in lines)
        if not measure.width("n" * LONG) <= widest <= measure.width("n" * WIDEST):
            continue
        fit = Fit(measure, widest, len(certain))
        full = _explained(fit, lines, certain)
        if _explained(fit, lines, close) == len(close) or full >= max(FEWEST, NEARLY_ALL * len(certain)):
            return fit
    return None


def _explains_nearly_all(fit: Fit, lines: Sequence[Line], close: Sequence[Pair], certain: Sequence[Pair]) -> bool:
    """True for a short paste whose lines are all as wide as they can be, or end within words, though few go on with small letters, or are there at all."""
    if sum(_divides(lines[one], lines[other].text) for one, other in certain) > 1:
        return True  # no web page ends lines so
    long = [one for one, _ in close if len(lines[one].text) >= LONG and not is_sentence(lines[one].text)]
    if long == [one for one, _ in certain]:
        return True
    return _explained(fit, lines, close) >= max(FEWEST_EXPLAINED, NEARLY_ALL * len(close))


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
    """False before an item of a list, `dashes` among its marks, before an indented line, which opens a paragraph, and between lines of one ending.

    A figure or a letter that follows an unfinished sentence is no item's: "on the", "15. of June".
    """
    ending = line.text.split(" ")[-ENDING:]
    if ending == following.text.split(" ")[-ENDING:] and sum(map(len, ending)) >= LEAST_OF_ENDING:
        return False
    indented = (
        following.raw[:1].isspace()
        and not line.raw[:1].isspace()
        and len(following.raw) - len(following.raw.lstrip()) > 1
        and not LIST_MARK.match(line.text)  # below which the item goes on
    )
    is_item = LIST_MARK.match(following.text) and (dashes or following.text[0] not in DASHES)
    within = following.text[:1].isalnum() and not is_sentence(line.text) and not LIST_MARK.match(line.text)
    return not indented and (within or not is_item)


def goes_on(line: Line, following: str) -> bool:
    """True if a sentence goes on: none ends, and small letters follow, or a script that has none, or the rest of a word."""
    first = following.lstrip("\"'“‘«„(")[:1]
    return (not is_sentence(line.text) and first.isalpha() and not first.isupper()) or _divides(line, following)


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
        (measure.width(lines[one].text), _with_next(measure, lines[one], lines[other].text)) for one, other in pairs
    ]
    widths = sorted(
        {width for width, _ in breaks if measure.width("n" * NARROWEST) <= width <= measure.width("n" * WIDEST)}
    )
    best = Fit(measure, 0.0, 0)
    for width in widths[-MOST_WIDTHS:]:
        hits = sum(line <= width and more > width * (1 - measure.slack) for line, more in breaks)
        best = max(best, Fit(measure, width, hits), key=lambda fit: fit.hits)
    return best


def _explained(fit: Fit, lines: Sequence[Line], close: Sequence[Pair]) -> int:
    """Return how many breaks a width explains."""
    return sum(_is_wrapped(lines[one], lines[other].text, fit) for one, other in close)


def _with_next(measure: Measure, line: Line, following: str) -> float:
    """Return the width of a line with the next one's first word behind it, or its first sign in a script without spaces.

    A line that ends within a word was broken on purpose, wherever it ends.
    """
    if _divides(line, following):
        return inf
    if UNSPACED.match(following):
        return measure.width(line.text + following[0])
    return measure.width(f"{line.text} {following.split(' ', 1)[0]}")


def _divides(line: Line, following: str) -> bool:
    """True if a line ends within a word, which the next one goes on with."""
    ends = is_divided(line.text) or (line.raw.rstrip().endswith(SOFT_HYPHEN) and line.text[-1:].isalpha())
    return ends and following[0].isalnum()


def _is_wrapped(line: Line, following: str, fit: Fit, certain: bool = False, within: bool = False) -> bool:
    """True if a line is full, or nearly and unfinished `within` a paragraph, or a sentence is `certain` to go on."""
    width = fit.measure.width(line.text)
    if width > fit.width * (1 + max(fit.measure.slack, ONE_MORE)):
        return False
    slack = fit.measure.slack + (NEARLY_FULL if within and not is_sentence(line.text) else 0)
    if _with_next(fit.measure, line, following) > fit.width * (1 - slack):
        return True
    return certain and width > SHORTEST_WRAPPED * fit.width
