"""The editor's vocabulary and the names in the text, to tags.

What a story says alone ranks its tags: how often it names something, and where. The other stories add two things, and both
are such that a story more, if it is the latest, moves no tag of the others and gives none another name:

* Names whose spellings are alike go under the spelling of the first story (by day, then slug) that has the name; the editor's
  vocabulary stands above that. A majority would choose better spellings, and would rename tags whenever it turned.
* A name too weak to be a tag by one story is added behind the others, if there is room, once another story has it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..words import words_in
from .finder import Finder
from .names import names_in_text
from .spelling import is_part, spelling_key
from .vocabulary import COMMON_NAMES, COUNTRY_NAMES, REGION_NAMES

MOST = 8
"""Tags a long story has at most, beside those its editor gives it; others have one fewer."""
LONG, OFTEN = 4500, 1.9
"""A story of so many characters tells of more things: there a name of three mentions is strong."""
MENTIONS = 2
"""A name of the editor's is a tag if it stands so often, or once in the headline or the lede; a country at the very top, for
any country may be named in passing."""
TOP, LEDE = 180, 700
"""Characters at the start of a body, some 30 and 110 words, whose names count more."""
PER_MENTION = 1.4
"""By the logarithm of 1 + n. This, and what a place and a kind are worth, are the weights of a logistic regression over the
names of two sets of stories that their editors tagged, rounded."""
IN_HEADLINE, IN_TOP, IN_LEDE = 1.4, 1.2, 0.6
COUNTRY, BODY, REGION = 0.7, 1.7, -0.5
"""What a country, a body and a part of the world are worth beside any other name: "Europe" is often named in passing."""
EDITORS = 2.0
"""What it is worth to stand in the editor's vocabulary."""
LESS_FOR_PEOPLE = 0.7
"""Of the editor's names: officials are named in every story; places, organisations and topics tell stories apart."""
STRONG, WEAK = 3.3, 3.0
"""A name is a tag by one story alone, or only if others have it, too."""
BEHIND = 3.3
"""A name so far behind the first is none; chosen, as what is above, by the tags that editors gave two sets of stories."""


class Name(NamedTuple):
    """Something a story names."""

    name: str
    weight: float
    known: bool
    """True if it is of the vocabulary, whose spelling holds"""
    key: str
    """what tells its spellings from other names; empty if known"""


def names_of(
    headline: str, body: str, words: Sequence[str], finder: Finder
) -> tuple[tuple[Name, ...], tuple[str, ...]]:
    """Return what a story names, the weightiest first, ties by letter, and by letter all of the editor's names in it.

    It reads no other story. `words` are those of the body. Countries and the like do not count among the editor's names.
    """
    headline = headline.title() if headline.isupper() else headline
    entries, common = finder.vocabulary.entries, finder.vocabulary.common
    in_headline = {name for _, name, subject in finder.mentions(words_in(headline)) if subject}
    top_ends, lede_ends = len(words_in(body[:TOP])), len(words_in(body[:LEDE]))
    counts: Counter[str] = Counter()
    in_top: set[str] = set()
    in_lede: set[str] = set()
    for at, name, subject in finder.mentions(words):
        counts[name] += subject
        if subject and at < lede_ends:
            in_lede.add(name)
            if at < top_ends:
                in_top.add(name)
    names = names_in_text(body, words, finder.known)
    _give_parts(names, counts)
    found: list[Name] = []
    for name in in_headline.union(+counts):
        if entries[name].never:
            continue
        count = counts[name]
        place = IN_HEADLINE * (name in in_headline) + IN_TOP * (name in in_top) + IN_LEDE * (name in in_lede)
        editors = name not in common
        top = in_top if name in COUNTRY_NAMES else in_lede
        if editors and count < MENTIONS and name not in in_headline and name not in top:
            continue
        worth = EDITORS - LESS_FOR_PEOPLE * (entries[name].kind == "person") if editors else _common_worth(name)
        found.append(Name(name, worth + PER_MENTION * math.log1p(count) + place, True, ""))
    low = headline.casefold()
    for name, count in names.items():
        if finder.knows(name) or name.casefold() in finder.never:
            continue
        called = name.split()[-1]
        if finder.knows(called):
            called = name  # "Bank of Japan" is not called Japan
        start = body.find(called)
        in_headline_too = _opens_word(called.casefold(), low)
        place = IN_HEADLINE * in_headline_too + IN_TOP * (0 <= start < TOP) + IN_LEDE * (0 <= start < LEDE)
        weight = PER_MENTION * math.log1p(count) + place
        if weight >= OFTEN and not is_part(name, names):
            found.append(Name(name, weight, False, spelling_key(name)))
    telling = sorted(item.name for item in found if item.known and item.name not in COMMON_NAMES)
    found.sort(key=lambda item: (-item.weight, item.name))
    return _worth_keeping(found, common, len(body) >= LONG), tuple(telling)


def _give_parts(names: Counter[str], counts: Counter[str]) -> None:
    """Give what is part of one name of the vocabulary to that: "Supreme Court" to "US Supreme Court"."""
    for name in list(names):
        wholes = [whole for whole in counts if f" {name} " in f" {whole} " and whole not in COUNTRY_NAMES]
        if len(wholes) == 1 and wholes[0] != name:
            counts[wholes[0]] = max(counts[wholes[0]], names.pop(name))


def _opens_word(start: str, text: str) -> bool:
    """True if a word of `text` begins so: "transnistria" does "transnistrian"."""
    at = text.find(start)
    return at == 0 or (at > 0 and not text[at - 1].isalnum())


def _common_worth(name: str) -> float:
    return COUNTRY if name in COUNTRY_NAMES else REGION if name in REGION_NAMES else BODY


def _worth_keeping(found: list[Name], common: Container[str], long: bool) -> tuple[Name, ...]:
    least = max(WEAK, found[0].weight - BEHIND) if found else 0
    kept = []
    for item in found:
        if long and item.weight >= OFTEN + (_common_worth(item.name) if item.name in common else 0):
            kept.append(item._replace(weight=max(item.weight, STRONG)))
        elif item.weight >= least or (item.known and item.name not in common):
            kept.append(item)
    return tuple(item._replace(weight=round(item.weight, 3)) for item in kept[: MOST if long else MOST - 1])


Row = tuple[str, float, bool, str]
"""a Name as plain values"""


@dataclass(slots=True)
class State:
    """What is remembered of all stories' names; plain values, fit for `marshal`."""

    stories: dict[str, tuple[int, tuple[Row, ...]]] = field(default_factory=dict)
    """by slug: the day (0: unknown) and the names"""


def update(
    state: State, changed: Mapping[str, tuple[int, tuple[Name, ...]]], removed: Iterable[str] = ()
) -> tuple[State, dict[str, tuple[str, ...]]]:
    """Return the state after a change, and the tags of each story whose tags may not be as before.

    From an empty state it gives the tags of all. `changed` maps slugs to their day (0: unknown) and names.
    """
    stirred: set[str] = set()
    stories = dict(state.stories)
    for slug in {*removed, *changed}:
        if slug in stories:
            stirred.update(_keys(stories.pop(slug)[1]))
    for slug, (day, names) in changed.items():
        stories[slug] = (day, tuple((*item,) for item in names))
        stirred.update(_keys(names))
    holders: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    touched = set(changed)
    if stirred:
        near: dict[str, list[str]] = {slug: _keys(names) for slug, (_, names) in stories.items()}
        touched |= {slug for slug, keys in near.items() if not stirred.isdisjoint(keys)}
        wanted = {key for slug in touched for key in near[slug]}
        for slug, keys in near.items():
            if not wanted.isdisjoint(keys):
                day, rows = stories[slug]
                for name, _, _, key in rows:
                    if key:
                        holders[key].append((day, slug, name))
    spelling = {key: min(rows)[2] for key, rows in holders.items()}
    recurring = {key for key, rows in holders.items() if len({slug for _, slug, _ in rows}) > 1}
    return State(stories), {slug: choose(stories[slug][1], spelling, recurring) for slug in sorted(touched)}


def _keys(names: Iterable[Row]) -> list[str]:
    return [key for _, _, _, key in names if key]


def choose(names: Iterable[Row], spelling: Mapping[str, str], recurring: set[str]) -> tuple[str, ...]:
    """Return a story's tags: its strong names in their order, then weak ones that others have, too."""
    strong: list[str] = []
    weak: list[str] = []
    for name, weight, known, key in names:
        if known or weight >= STRONG:
            strong.append(spelling.get(key, name))
        elif key in recurring:
            weak.append(spelling[key])
    return tuple(dict.fromkeys(strong + weak))[:MOST]
