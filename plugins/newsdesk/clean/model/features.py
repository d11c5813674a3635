"""What can be said of each line of a page: alone, of its copies, of its words, of its place and of its neighbours.

One pass over the page; every step, rule and model reads from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...article import Line
from .alone import Alone, read_alone
from .distances import FAR, distances, runs
from .gaps import telling_gaps
from .lexicon import Entries, read_entries
from .tokens import KIND, Array, Tokens, read_tokens

FIRSTS = {"upper": 1, "lower": 2, "digit": 3, "quote": 4, "bar": 5, "dash": 5, "letter": 6, "unspaced": 6}
LASTS = {"stop": 1, "colon": 3, "quote": 4, "digit": 5, "close": 6, "comma": 8, "upper": 9, "lower": 9, "letter": 9, "unspaced": 9}  # fmt: skip
SHAPED = 6
"""Lines above and below that are compared in shape."""
TOLD_KINDS = ("comment-form", "related-heading", "read-more", "sign-up", "share-bar", "cookie-notice", "advertisement", "media-player", "reading-time", "follow-us")  # fmt: skip
"""Kinds of the page's lines whose nearness tells most."""
HINTS = "menu footer aside form outside h1 heading caption item quote".split()
"""What a saved page's marks may say of a line."""
CLOCK = re.compile(r"\d[:.h]\d\d\b")
FREQUENT = 25
"""Words that this page's language uses most: what they are is read off its paragraphs."""
TELLING = 4
"""Characters of a word that may tell what a story is about; a pair of unspaced characters always may."""
TITLE_ABOVE = 30
"""Lines above the main block in which its title is looked for."""


@dataclass(frozen=True, slots=True)
class Features:
    """All that is known of the lines of one page."""

    alone: tuple[Alone, ...]
    tokens: Tokens
    columns: Mapping[str, Array]
    """one number a line, by name"""
    entries: Entries
    """what of each line's words is looked up in the lexicon"""
    gaps: tuple[int, ...]
    """empty lines above each line that tell something"""
    begin: int
    """the place of the first line of the main block: the run of lines that reads most as prose"""
    end: int


def read_features(lines: Sequence[Line], gaps: Sequence[int]) -> Features:
    """Return the features of the lines, all of which must have words; `gaps` are the empty lines above each."""
    tokens = read_tokens([line.text for line in lines])
    alone = tuple(read_alone(line.text) for line in lines)
    columns = _shape(tokens, lines, alone)
    _copied(columns, tokens)
    begin, end = _main_block(columns)
    _shared(columns, tokens, begin, end)
    telling = telling_gaps(gaps)
    _placed(columns, begin, end, np.array(telling))
    _ruled(columns, alone, begin)
    _shaped(columns, tokens)
    entries = read_entries(tokens, [each.rule for each in alone], lines)
    return Features(alone, tokens, columns, entries, telling, begin, end)


def _shape(tokens: Tokens, lines: Sequence[Line], alone: Sequence[Alone]) -> dict[str, Array]:
    """Length, letters, marks, and what the expressions say."""
    size = np.diff(tokens.ends, prepend=-1) - 1
    letters = tokens.characters("upper", "lower", "letter", "unspaced")
    words = np.array([each.words for each in alone], float)
    first = np.array([FIRSTS.get(name, 7) for name in KIND])[tokens.kinds[tokens.ends - size]]
    last = np.array([LASTS.get(name, 10) for name in KIND])[tokens.kinds[tokens.ends - 1]]
    count = np.maximum(1, tokens.per_line)
    rules = [each.rule for each in alone]
    columns = {
        "chars": np.log1p(size),
        "words": np.log1p(words),
        "word length": letters / count,
        "capitals": np.bincount(tokens.line, tokens.capital, tokens.count) / count,
        "upper": tokens.characters("upper") / np.maximum(1, letters),
        "digits": tokens.characters("digit") / np.maximum(1, size),
        "first": first,
        "last": last,
        "commas": tokens.characters("comma"),
        "inner stops": _inner_stops(tokens),
        "quotes": tokens.characters("quote"),
        "bars": tokens.characters("bar"),
        "signs": tokens.characters("sign"),
        "brackets": tokens.characters("open"),
        "colons": tokens.characters("colon"),
        "short small words": tokens.mean((tokens.lengths <= 4) & ~tokens.capital, 0.0),
        "ruled": np.array([rule is not None for rule in rules], float),
        "ends": np.array([rule is not None and rule.ends_story for rule in rules], float),
    }
    for name in ("sentence", "prose", "date", "day", "byline", "credit", "picture", "name", "mark", "quoted", "quantity"):  # fmt: skip
        columns[name] = np.array([getattr(each, name) for each in alone], float)
    columns["tabs"] = np.array([line.raw.count("\t") for line in lines], float)
    columns["unspaced"] = tokens.characters("unspaced") / np.maximum(1, letters)
    columns["caseless"] = tokens.characters("letter") / np.maximum(1, letters)
    for hint in HINTS:
        columns[f"hint {hint}"] = np.array([line.hint == hint for line in lines], float)
    columns["linked"] = np.array([line.linked for line in lines], float)
    columns["saved"] = np.full(len(lines), float(any(line.hint or line.marks for line in lines)))
    columns["clock"] = np.array([CLOCK.search(line.text) is not None for line in lines], float)
    return columns


def _inner_stops(tokens: Tokens) -> Array:
    """Count the sentences' ends inside each line: a stop, a space, a capital or a letter without case."""
    kinds = tokens.kinds
    stops = np.flatnonzero(
        (kinds[:-2] == KIND["stop"]) & (kinds[1:-1] == KIND["space"])
        & ((kinds[2:] == KIND["upper"]) | (kinds[2:] == KIND["letter"]) | (kinds[2:] == KIND["quote"]))
    )  # fmt: skip
    return np.bincount(tokens.line_of_character[stops], minlength=tokens.count)


def _copied(columns: dict[str, Array], tokens: Tokens) -> None:
    """How often a line's words, and runs of three of them, stand elsewhere on the page."""
    whole = np.where(tokens.whole > 0, tokens.whole, np.arange(tokens.count, dtype=np.uint64))
    _, group, times = np.unique(whole, return_inverse=True, return_counts=True)
    order = np.argsort(group, kind="stable")
    firsts = np.cumsum(times) - times
    rank = np.empty(tokens.count)
    rank[order] = np.arange(tokens.count) - firsts[group[order]]
    columns["copies"] = np.minimum(9, times[group])
    columns["copies above"] = np.minimum(5, rank)
    columns["copies below"] = np.minimum(5, times[group] - rank - 1)
    words, line = tokens.words, tokens.line
    if len(words) < 3:
        columns["runs elsewhere"] = np.full(tokens.count, -1.0)
        return
    runs = words[:-2] * np.uint64(3) + words[1:-1] * np.uint64(5) + words[2:] * np.uint64(7)
    same = line[:-2] == line[2:]
    _, back, seen = np.unique(runs[same], return_inverse=True, return_counts=True)
    of = line[:-2][same]
    found = np.bincount(of, seen[back] > 1, tokens.count)
    all_runs = np.bincount(of, minlength=tokens.count)
    columns["runs elsewhere"] = np.where(all_runs > 0, found / np.maximum(1, all_runs), -1.0)


def _main_block(columns: dict[str, Array]) -> tuple[int, int]:
    """Return the run of lines whose sum is greatest, where prose speaks for and short lines and copies against."""
    words = np.minimum(60, np.expm1(columns["words"]))
    prose, sentence, long = columns["prose"] > 0, columns["sentence"] > 0, words >= 20
    gain = np.where(prose, words / 8, np.where(sentence, 0.3, np.where(long, words / 16, -0.6)))
    gain[(columns["copies"] > 2) | (columns["ruled"] > 0)] = -0.6
    gain[columns["ends"] > 0] = -1.5
    best, total, start, begin, end = 0.0, 0.0, 0, 0, 0
    for place, value in enumerate(gain.tolist()):
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best:
            best, begin, end = total, start, place + 1
    while begin < end and gain[begin] <= 0:
        begin += 1
    return begin, end


def _shared(columns: dict[str, Array], tokens: Tokens, begin: int, end: int) -> None:
    """Which part of a line's telling words the main block has, elsewhere; and the lines outside; and the title."""
    count = tokens.count
    known, back = np.unique(tokens.words, return_inverse=True)
    size = len(known)
    prose = columns["prose"] > 0
    often = np.bincount(back[prose[tokens.line]], minlength=size)
    common = np.zeros(size, bool)
    common[np.argsort(-often, kind="stable")[:FREQUENT]] = True
    common &= often > 1
    columns["frequent words"] = tokens.mean(common[back])
    telling = ((tokens.lengths >= TELLING) | _unspaced(tokens)) & ~common[back]
    pairs = np.unique(tokens.line[telling] * size + back[telling])
    line, word = np.divmod(pairs, size) if size else (pairs, pairs)
    inside = (line >= begin) & (line < end)
    lines_inside = np.bincount(word[inside], minlength=size)
    lines_outside = np.bincount(word[~inside], minlength=size)
    own = np.maximum(1, np.bincount(line, minlength=count))
    none = np.bincount(line, minlength=count) == 0
    shared = np.bincount(line, lines_inside[word] > inside, count)
    columns["shared"] = np.where(none, -1.0, shared / own)
    columns["shared words"] = np.minimum(20, shared)
    outside = np.bincount(line, lines_outside[word] > ~inside, count)
    columns["shared outside"] = np.where(none, -1.0, outside / own)
    title = _title(columns, begin)
    of_title = np.zeros(size, bool)
    of_title[word[line == title]] = True
    columns["of title"] = np.where(none, -1.0, np.bincount(line, of_title[word], count) / own)
    if title >= 0:
        columns["of title"][title] = -1.0
    places = np.arange(count)
    columns["from title"] = np.clip(places - title, -60, 60) if title >= 0 else np.full(count, -99)


def _unspaced(tokens: Tokens) -> Array:
    """Return for each word whether it is a character of a script without spaces."""
    starts = tokens.ends - np.diff(tokens.ends, prepend=-1) + 1
    dense = tokens.characters("unspaced") * 2 > np.maximum(1, tokens.ends - starts)
    return dense[tokens.line]


def _title(columns: dict[str, Array], begin: int) -> int:
    """Return the place of the line that is likeliest the block's title by its words; -1 if none has words of it."""
    first = max(0, begin - TITLE_ABOVE)
    span = slice(first, begin + 2)
    words = np.expm1(columns["words"][span])
    fits = (words >= 3) & (words <= 30) & (columns["shared"][span] > 0)
    if not fits.any():
        return -1
    away = np.abs(np.arange(first, first + len(words)) - begin)
    value = columns["shared"][span] * np.sqrt(columns["shared words"][span]) - 0.01 * away
    value += 0.15 * (columns["sentence"][span] == 0)
    return first + int(np.argmax(np.where(fits, value, -1.0)))


def _placed(columns: dict[str, Array], begin: int, end: int, gaps: Array) -> None:
    """Where a line stands: on the page, in or off the main block, from prose; and the page as a whole."""
    count = len(gaps)
    places = np.arange(count)
    prose = columns["prose"]
    words = np.expm1(columns["words"])
    columns["place"], columns["from top"], columns["from bottom"] = (
        places / count,
        np.log1p(places),
        np.log1p(count - places),
    )
    inside = words[begin:end][prose[begin:end] > 0]
    columns["relative length"] = columns["words"] - (np.log1p(np.median(inside)) if len(inside) else 3.0)
    columns["in block"] = (places >= begin) & (places < end)
    columns["from begin"], columns["from end"] = np.clip(places - begin, -80, 80), np.clip(places - end, -80, 80)
    columns["place in block"] = (places - begin) / max(1, end - begin)
    above = np.cumsum(prose)
    columns["prose above"], columns["prose below"] = above - prose, above[-1] - above
    told = np.cumsum(words * prose)
    columns["share of prose above"] = told / max(1.0, told[-1])
    to_above, to_below = distances(prose > 0)
    columns["to prose above"], columns["to prose below"] = to_above, to_below
    columns["to prose"] = np.minimum(to_above, to_below)
    shared = columns["shared"]
    for name, away, sign in (("above", to_above, -1), ("below", to_below, 1)):
        at = np.clip(places + sign * away, 0, count - 1).astype(int)
        columns[f"shared {name}"] = np.where(away <= FAR, shared[at], -2.0)
    short = (words <= 6) & (columns["sentence"] == 0)
    columns["short run above"], columns["short run below"] = runs(short)
    columns["gap above"], columns["gap below"] = np.minimum(5, gaps), np.minimum(5, np.append(gaps[1:], 0))
    norm = float((gaps[prose > 0] > 0).mean()) if prose.any() else 0.0
    columns["gap norm"], columns["gap odd"] = np.full(count, norm), (gaps > 0) - norm
    ends = columns["ends"] > 0
    columns["to end above"] = distances(ends)[0]
    since = np.cumsum(ends)
    columns["ends since begin"] = np.where(places >= begin, since - (since[begin] if begin < count else 0), 0)
    page = {
        "page lines": np.log1p(count),
        "page prose": np.log1p(above[-1]),
        "page words": np.log1p(told[-1]),
        "block share": (words * prose)[begin:end].sum() / max(1.0, told[-1]),
        "block lines": np.log1p(end - begin),
    }
    columns |= {name: np.full(count, value) for name, value in page.items()}


def _ruled(columns: dict[str, Array], alone: Sequence[Alone], begin: int) -> None:
    """How far the nearest lines are that the rules of a kind know."""
    count = len(alone)
    places = np.arange(count)
    for kind in TOLD_KINDS:
        holds = np.array([each.rule is not None and each.rule.name == kind for each in alone])
        columns[f"to {kind} above"], columns[f"to {kind} below"] = distances(holds)
        columns[f"{kind} since begin"] = np.where(places >= begin, np.cumsum(holds & (places >= begin)), 0)


def _shaped(columns: dict[str, Array], tokens: Tokens) -> None:
    """How many near lines have the same shape, as items of a list have: how they open and end, and about how long they are."""
    size = np.minimum(6, np.log2(1 + np.expm1(columns["words"]))).astype(int)
    shape = (columns["first"] * 16 + columns["last"]) * 8 + size
    opening = np.full(tokens.count, -1, np.int64)
    some = tokens.per_line > 0
    first = (np.cumsum(tokens.per_line) - tokens.per_line)[some]
    opening[some] = (tokens.words[first] >> np.uint64(1)).astype(np.int64)
    for name, key in (("shape", shape), ("opening", opening)):
        above, below = np.zeros(tokens.count), np.zeros(tokens.count)
        for away in range(1, min(SHAPED, tokens.count - 1) + 1):
            same = key[away:] == key[:-away]
            above[away:] += same
            below[:-away] += same
        columns[f"{name} above"], columns[f"{name} below"] = above, below
