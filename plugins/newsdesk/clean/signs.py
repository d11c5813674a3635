"""What speaks for or against a line's being the headline: signs, each present or absent, named for what it is."""

from __future__ import annotations

import re
from bisect import bisect_right

from .candidates import BELOW, HOME, LONGEST, NOTHING, REACH, Page
from .dates import written_days
from .shapes import credit_of, is_credit_line, is_sentence, looks_like_name, speaks_of_picture, word_count

SIZES = (
    (1, "1"),
    (2, "2"),
    (3, "3"),
    (5, "4-5"),
    (8, "6-8"),
    (12, "9-12"),
    (18, "13-18"),
    (30, "19-30"),
    (LONGEST, "31-40"),
)
"""Upper bounds, in words, of the classes of length, and their names."""
SIZE_NAMES = tuple(next(name for most, name in SIZES if count <= most) for count in range(LONGEST + 1))
DISTANCES = (1, 2, 3, 5, 8, 12, 20, 35)
DISTANCE_NAMES = tuple(next((str(most) for most in DISTANCES if away <= most), "more") for away in range(REACH + 1))
COPY_BESIDE = 3
"""Lines between two copies that stand together: a breadcrumb's end and the headline."""
COPIED_PARAGRAPH = 5
"""Words of a line of the text from which on a copy of it above is a caption or a dek."""
IN_NEXT = 0.75
"""Share of a kicker's words that the headline below it has."""
SEPARATORS = ("|", "›", "»", " > ", "→", "←", "«")
GLUED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ][a-zà-ÿ]")
"""Where a browser left out what stood between two words: "TopicsSupreme Court"."""


def points_elsewhere(text: str) -> bool:
    """True for a link to the story before or after: "← The story before", "The next one »".

    >>> points_elsewhere("« The story before"), points_elsewhere("»They quote so in Leipzig«")
    (True, False)
    """
    return (text[0] in "«←‹<" and "»" not in text) or (text[-1] in "»→›>" and "«" not in text)


def lists_topics(text: str) -> bool:
    """True for three names or more with commas between: "Ports, Grain, Canal District"."""
    parts = text.split(",")
    return len(parts) >= 3 and all(word_count(part.strip()) <= 3 for part in parts)


def signs_of(page: Page, place: int) -> list[str]:
    """Return the signs of the line at `place`, one of the page's candidates."""
    text = page.lines[place].text
    known = page.known[place]
    share = min(5, int(sum(known) / 2 / len(known) * 5.99)) if known else -1
    signs = _alone(text) + _copied(page, place)
    signs.append(f"share of its words in the story {share}" if known else "no telling words")
    signs.append(f"words in the story {min(6, sum(count > 0 for count in known))}")
    signs.append(f"rank by share {min(4, page.ranks[place])}" if place in page.ranks else "no rank by share")
    signs += _placed(page, place)
    below = page.kinds[place + 1 : place + 1 + BELOW]
    above = [page.kinds[place - away] if place >= away else NOTHING for away in (1, 2)]
    headed = "head below" if "byline" in below[:4] or "date" in below[:4] else "no head below"
    count = word_count(text)
    size = "tiny" if count <= 2 else "short" if count <= 4 else "fit" if count <= 16 else "long"
    signs += [
        f"below: {below[0]}",
        f"second below: {below[1]}",
        f"above: {above[0]}",
        f"second above: {above[1]}",
        headed,
    ]
    signs += [f"{kind} near below" for kind in ("byline", "date") if kind in below[:3]]
    signs += [
        f"{kind} below by {DISTANCE_NAMES[below.index(kind) + 1] if kind in below else 'more'}"
        for kind in ("byline", "date")
    ]
    signs += [
        f"{size}, below: {below[0]}",
        f"{size}, {headed}",
        f"{size}, share {share}",
        f"{size}, above: {above[0]}",
        f"between {above[0]} and {below[0]}",
    ]
    return signs


def _alone(text: str) -> list[str]:
    count = word_count(text)
    signs = [f"words {SIZE_NAMES[count]}"]
    last = text[-1]
    signs.append(
        "sentence" if is_sentence(text) and last not in "?!:" else f"ends in {last}" if last in "?!:,…" else "open end"
    )
    checks = (
        ("shouted", text.isupper()),
        ("credit", bool(credit_of(text)) or is_credit_line(text)),
        ("picture words", speaks_of_picture(text)),
        ("begins as a breadcrumb", HOME.match(text) is not None),
        ("separators", any(map(text.__contains__, SEPARATORS))),
        ("points elsewhere", points_elsewhere(text)),
        ("lists topics", lists_topics(text)),
        ("glued words", GLUED.search(text) is not None),
        ("begins small", text[0].islower()),
        ("begins with a mark", not text[0].isalnum()),
        ("comma", "," in text),
        ("colon", ":" in text),
        ("like a name", count <= 4 and looks_like_name(text)),
    )
    signs += [name for name, holds in checks if holds]
    if written_days(text):
        signs.append("names a day")
    return signs


def _copied(page: Page, place: int) -> list[str]:
    words = page.folded[place]
    copies = len(page.copies[words])
    signs = [f"copies {min(4, copies)}"]
    if copies > 1 and not credit_of(page.lines[place].text):  # a caption is copied as well, as its picture's other text
        signs += sorted({_where(page, place, copy) for copy in page.copies[words] if copy != place})
    if words.count(" ") >= 2 and page.text.count(words) > copies:
        if page.text.count(f"{words}\n") > copies:
            signs.append("ends another line")
        if page.text.count(f"\n{words}") > copies:
            signs.append("begins another line")
    if _is_in_next(page, place):
        signs.append("its words in the line below")
    return signs


def _where(page: Page, place: int, copy: int) -> str:
    """Tell where the same words stand once more: above, a headline's copies; in the text, a caption's."""
    if page.begin <= copy < page.end and word_count(page.lines[copy].text) >= COPIED_PARAGRAPH:
        return "a copy in the text"
    if copy >= page.end:
        return "a copy below the story"
    return "a copy beside" if abs(copy - place) <= COPY_BESIDE else "a copy elsewhere"


def _is_in_next(page: Page, place: int) -> bool:
    """True if one of the two lines below has most of its words, and more: a kicker's, or the first line of a broken headline."""
    words = page.folded[place].split()
    for below in page.folded[place + 1 : place + 3]:
        if not len(words) <= below.count(" ") < LONGEST:
            continue
        longer = set(below.split())
        if words and len(longer) > len(words) and sum(map(longer.__contains__, words)) / len(words) >= IN_NEXT:
            return True
    return False


def _placed(page: Page, place: int) -> list[str]:
    signs = ["first line"] if place == 0 else []
    if place < page.begin:
        away = page.begin - place
        signs.append(f"above the text by {DISTANCE_NAMES[away]}")
        signs.append(f"rivals below {min(5, len(page.above) - bisect_right(page.above, place))}")
        if page.topmost == place:
            signs.append("topmost near the text")
        between = page.sentences[page.begin] - page.sentences[place + 1]
        signs.append(f"sentences between {min(3, between)}")
    else:
        signs.append(f"in the text {place - page.begin}")
    above, below = page.beside(place)
    signs.append(f"fitting above {0 if above is None else min(2, place - above)}")
    signs.append(f"fitting below {0 if below is None else min(2, below - place)}")
    if place in page.fitting and above is not None:
        signs.append("second of a pair")
    elif place in page.fitting and below is not None:
        longer = word_count(page.lines[below].text) > word_count(page.lines[place].text)
        signs.append(f"first of a pair, the other {'longer' if longer else 'shorter'}")
    return signs
