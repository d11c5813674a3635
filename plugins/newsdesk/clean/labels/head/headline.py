"""Which line is the headline: what the model tells of each candidate, and what no model is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from ...model import FEWEST_OF_PAGE, HEADLINE_NAMES, Array, Page, Trees, headlines
from ...patterns import AGO, BREADCRUMB, credit_of, in_capitals, is_signed, word_count
from ...text import fold

LEAST = -2.5
"""Odds, as a logarithm, under which there is no headline. Chosen on sites held back: with less, pastes without a headline get one."""
WHOLE_PAGE, LEAST_OF_PAGE = 20, -3.2
"""Lines above the text from which on a paste is a whole page, which nearly always has its headline, and the odds that do there."""
SURE, AHEAD = 0.0, 1.0
"""Odds of a headline that is sure, and how much less the next in other words must have."""
NEAR_DEK, FEWEST_ABOVE_DEK = 2.0, 3
"""How much less the line above a dek may have than the dek to be the headline, and its words."""
FEWEST_OF_DEK, TIMES_LONGER = 12, 1.5
"""Words of a dek without a full stop, and how many times as many as in its headline."""
FACTS = 8
"""Lines from a headline to its copy below byline and day."""
REACH = 4
"""Lines from a headline to its dek: a picture or a label may stand between."""
TOLD_NEAR = 3
"""Lines from a headline to what tells who wrote the story, or when."""
TITLES = re.compile(
    r"(?:exclusive|explainer|analysis|opinion|video|watch|in pictures|in photos|live(?: updates)?|fact check|podcast|latest (?:in|on)|member of)\b",
    re.IGNORECASE,
)
"""How headlines open that have a rule's words: "Exclusive: ...", "Latest in the fight for ..."."""
NO_TITLE = re.compile(
    r"(?:[^:]{2,50} [-–|] )?(?:(?:press|news) (?:release|statement|article)s?|statements?|speech(?:es)?|daily news|memo|questions and answers|press briefing)",
    re.IGNORECASE,
)
"""What kind of document it is, above its title: "European Council - Statement"."""
LEADS_ON = re.compile(
    r"[←→‹›].*|«[^»]*|[^«]*[→›»]|.*:|(?:sie sind hier|du bist hier|you are here|vous êtes ici|usted está aquí|estás aquí|você está aqui|sei qui|ti trovi in|je bent hier|du är här|du er her|jesteś tutaj)\b.*",
    re.IGNORECASE,
)
"""What leads elsewhere or to what follows: the story before this one, "« Ferry runs again", a path, a label."""
CUT = ("...", "…")
"""How headlines end that a page cuts short."""
FEWEST_OF_TITLE, LONGEST_PATH = 4, 8
"""Words of a headline that stands at a path's end, and of the path: "HomePortFerry runs again after storm"."""
LONGEST_LABEL, LONGEST_VALUE = 3, 6
"""Words of a label, "From:", and of its value, which stands below."""
PROVIDED_BY = frozenset(("news provided by", "provided by", "published by", "posted by", "source"))
"""Labels without a colon, folded."""
TOPICS = re.compile(
    r"[^\W\d_a-z][^\s:]*(?: [^\s:]+){0,2}(?:, (?!And |Und |Et )[^\W\d_a-z][^\s:]*(?: [^\s:]+)?){2,}|[^/]{2,30}(?: / [^/]{2,30})+"
)
"""A page's topics or its path: "Ferries, Lamps, Brenn", "Port / Ferries"."""
MENU = re.compile(r"[^|]{2,40}(?: \| [^|]{1,30}){4,}")
"""A menu in a line: "Port News new | past | comments | ask | show"."""
LESS = 2.0
"""How much less such a line is worth, and one of several writers: some headlines are written so."""
SENDER = re.compile(
    r"(?:from|to|cc|sent|date|von|an|gesendet|datum|de|à|envoyé|para|enviado|van|aan) ?: ?\S.*", re.IGNORECASE
)
"""Who sent a letter, to whom and when; its subject may be a headline."""
TITLE_IN_BRACKETS = re.compile(
    r"\[(?:[^\[\]]*,[^\[\]]*|(?:\w+ )?(?:videos?|photos?|pics?|pictures|gallery|updated?|exclusive|infographic|podcast|poll|interview|review|guide|\d{4}))\]$",
    re.IGNORECASE,
)
"""What closes a headline and is no picture's maker: "Ferry runs again [VIDEO]"."""
WHY = (
    ("its words are those of the story", "shared|told again|of title|of opening|frequent words|better"),
    ("other lines of the page have it, too", "copies|begins another|ends another|begun by|ended by|runs elsewhere"),
    ("a byline or a day stands near", "date|day|byline|word (?:by|role|published|updated|time|month|weekday)|first by|last by|dated|signed"),
    ("it stands where headlines do", "from |to |kept|prose|block|place|candidates|page |short run|gap"),
    ("it has none of the page's own words", "ruled|ends|word |offer|reader|credit|picture"),
    ("it is as long as headlines are", "chars|words|word length|commas|inner stops|sentence"),
    ("it is written as headlines are", "."),
)  # fmt: skip
"""What can speak for a headline, and the features that do; the first that fits a feature's name counts."""
MOST_WHYS = 3


@cache
def _groups() -> tuple[int, ...]:
    """Return for each feature of a headline the number of what it tells, by `WHY`."""
    plain = [re.sub(r" at [+-]\d$", "", name) for name in HEADLINE_NAMES]
    return tuple(next(n for n, (_, names) in enumerate(WHY) if re.match(names, name)) for name in plain)


def find_headline(page: Page, model: Trees) -> tuple[int | None, bool, str]:
    """Return the place of the headline, whether no other line comes near it, and why it was chosen."""
    marked = [place for place, line in enumerate(page.lines) if line.hint == "h1"]
    if marked and marked[-1] < max(page.begin, 1):
        return marked[-1], len(marked) == 1, "the page marks it as its heading"
    found = headlines(page)
    odds = _given_on(page, found.places.tolist(), model.odds(model.leaves(found.rows)))
    listed = contents_places(page.whole, page.columns["prose"], page.begin, page.end)
    odds[[place in listed or _is_no_headline(page, place) for place in found.places.tolist()]] = -np.inf
    odds[[_may_be_of_page(page.lines[place].text) for place in found.places.tolist()]] -= LESS
    if not len(odds) or odds.max() < (LEAST_OF_PAGE if page.begin >= WHOLE_PAGE else LEAST):
        return None, False, ""
    best = _above_its_dek(page, found.places.tolist(), odds)
    place = _above_its_facts(page, int(found.places[best]))
    words = page.whole[place]
    rivals = odds[page.whole[found.places] != words]
    sure = odds[best] > SURE and odds[best] - rivals.max(initial=-99) > AHEAD
    return place, bool(sure), _why(model, found.rows[:, best : best + 1])


def contents_places(whole: Array, prose: Array, begin: int, end: int) -> frozenset[int]:
    """Return the places of two lines or more in a row above a text, each of which stands above a paragraph of it, in the same order.

    `whole` and `prose` tell of each line which words it has and whether it is a paragraph; the text is from `begin` to before `end`.
    """
    last = min(end, len(whole) - 1)
    heads = {int(whole[place]): place for place in range(begin, last) if not prose[place] and prose[place + 1]}
    found = [(place, heads[words]) for place, words in enumerate(whole[:begin].tolist()) if words in heads]
    listed = [
        (above, below) for (above, its), (below, other) in pairwise(found) if below - above == 1 and other - its > 1
    ]
    return frozenset(place for pair in listed for place in pair)


def _above_its_facts(page: Page, place: int) -> int:
    """Return the place of a copy a few lines above with who wrote it or when below: what stands lower is a picture's alternative text."""
    near = range(max(0, place - FACTS), place)
    copies = [p for p in near if page.whole[p] == page.whole[place] and page.lines[p].text == page.lines[place].text]
    told = [p for p in copies if page.columns["date"][p:place].any() or page.columns["byline"][p:place].any()]
    return told[-1] if told else place


def _given_on(page: Page, places: Sequence[int], odds: Array) -> Array:
    """Return the odds with those of a path, "Home » Port » Ferry runs again", given to the lines in whose words it ends,
    and those of a headline that is cut short, "Ferry runs ...", to the lines that have it whole."""
    given = odds.copy()
    texts = tuple(page.lines[place].text for place in places)
    for at, place in enumerate(places):
        text = texts[at]
        if not (text.endswith(CUT) or text[1:].endswith(texts) or page.columns["ended by another"][place]):
            continue  # as most lines: pairs of all would take a tenth of the time
        ends = [q for q, other in enumerate(places) if other != place and _tells_for(page, place, other)]
        if ends:
            given[ends] = np.maximum(given[ends], odds[at])
            given[at] = -np.inf
    return given


def _tells_for(page: Page, place: int, other: int) -> bool:
    """True if the line at `other` has the headline alone or whole, and the one at `place` as the end of a path, or cut short."""
    text, words = page.lines[place].text, fold(page.lines[other].text)
    if text.endswith(CUT):
        return words.startswith(f"{fold(text)} ")
    parts = BREADCRUMB.split(text) if page.columns["ended by another"][place] else []
    if len(parts) > 2 and fold(parts[-1]) == words:
        return True
    path = text.removesuffix(page.lines[other].text)
    if path == text or word_count(words) < FEWEST_OF_TITLE or not 0 < word_count(path) <= LONGEST_PATH:
        return False
    glued = path == path.rstrip()
    return (glued or all(not word[0].islower() for word in path.split())) and path.rstrip()[-1].isalnum()


def _above_its_dek(page: Page, places: Sequence[int], odds: Array) -> int:
    """Return which candidate is likeliest; of one that is written as deks are, the words right above that come near it."""
    best = int(np.argmax(odds))
    dek = page.lines[places[best]].text
    near = [at for at in range(best) if places[best] - places[at] <= REACH and odds[at] > odds[best] - NEAR_DEK]
    if not near:
        return best
    above = max(near, key=lambda at: odds[at])
    words = page.lines[places[above]].text
    longer = word_count(dek) >= max(FEWEST_OF_DEK, TIMES_LONGER * word_count(words))
    return (
        above
        if word_count(words) >= FEWEST_ABOVE_DEK
        and (longer or (places[best] - places[above] == 1 and dek.endswith(".")))
        else best
    )


def _may_be_of_page(text: str) -> bool:
    """True for topics, a path, and several writers: few headlines are written so."""
    return TOPICS.fullmatch(text) is not None or is_signed(text)


def _is_no_headline(page: Page, place: int) -> bool:
    """True for a button, a kind of document, a label's value, a caption, and a paragraph, whose sentences are the story's."""
    text = page.lines[place].text
    if page.columns["ruled"][place]:
        return TITLES.match(text) is None
    above = page.lines[place - 1].text if place else ""
    if len(page.lines) < FEWEST_OF_PAGE and _is_first_sentence(page, place):
        return True
    if (
        (credit_of(text) and not TITLE_IN_BRACKETS.search(text))
        or NO_TITLE.fullmatch(text)
        or LEADS_ON.fullmatch(text)
        or MENU.fullmatch(text)
        or SENDER.fullmatch(text)
        or AGO.fullmatch(text)
        or (above.casefold() in PROVIDED_BY and word_count(text) <= LONGEST_VALUE)
        or (above.endswith(":") and word_count(above) <= LONGEST_LABEL and word_count(text) <= LONGEST_VALUE)
    ):
        return True
    told = place >= page.begin and page.columns["prose"][place] > 0 and not text.endswith(("?", "!"))
    return told and not in_capitals(text)


def _is_first_sentence(page: Page, place: int) -> bool:
    """True for a sentence with a full stop in a short paste, near which nothing tells who wrote it or when: a selection without a headline."""
    text, near = page.lines[place].text, slice(max(0, place - TOLD_NEAR), place + TOLD_NEAR + 1)
    told = any(page.columns[name][near].any() for name in ("byline", "date", "name"))
    return (
        text.endswith(".")
        and text[-2:-1].isalpha()
        and page.columns["sentence"][place] > 0
        and not told
        and not in_capitals(text)
    )


def _why(model: Trees, row: Array) -> str:
    shares = model.shares(model.leaves(row), _groups(), len(WHY))[:, 0]
    best = [number for number in np.argsort(-shares, kind="stable").tolist()[:MOST_WHYS] if shares[number] > 0]
    return "; ".join(WHY[number][0] for number in best)
