"""Nearest articles, with the reason."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .words import terms_of

MOST = 5
"""Related articles a story has at most."""
MIN_NEARNESS = 0.22
"""Of the cosine and what shared tags add. Below it two stories share common words, not a subject: in the sample
brief a mail server and a rocket share 0.14, two stories of one shortage 0.22 and more."""
PER_TAG = 0.05
"""What a shared tag adds to the cosine when it is decided whether two stories are related at all; mixed into the
order it would make it worse."""
COMMON_TAG = 0.25
"""A tag on a greater share of the stories tells nothing."""
HEAVIEST = 150
"""Terms kept of an article: the rest carry almost nothing, and cost ten times the time."""
HEADLINE_WEIGHT = 3
"""How often a headline counts beside the body."""

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of one article."""

    headline: str
    body: str
    date: date
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One related article."""

    slug: str
    reason: str
    """why, in words for readers"""


def relate(texts: Mapping[str, Text]) -> dict[str, tuple[Link, ...]]:
    """Map each slug to its related articles, nearest first, each with its reason."""
    near = nearness_of(vectors_of({slug: terms_of_text(text) for slug, text in texts.items()}))
    spread = Counter(tag for text in texts.values() for tag in text.tags)
    common = {tag for tag, count in spread.items() if count > max(2, COMMON_TAG * len(texts))}
    links = {}
    for slug, text in texts.items():
        telling = set(text.tags) - common
        ranked = [
            other for other, cosine in near[slug] if _is_related(cosine, len(telling.intersection(texts[other].tags)))
        ]
        links[slug] = tuple(Link(other, reason(text, texts[other])) for other in ranked[:MOST])
    return links


def _is_related(cosine: float, shared: int) -> bool:
    """Two telling tags are enough: they link a story in another language, whose words are all different."""
    return shared >= 2 or cosine + PER_TAG * shared >= MIN_NEARNESS


def terms_of_text(text: Text) -> Counter[str]:
    """Count the terms of an article; the headline's count HEADLINE_WEIGHT times."""
    terms = Counter(terms_of(text.body))
    for term in terms_of(text.headline):
        terms[term] += HEADLINE_WEIGHT
    return terms


def vectors_of(counts: Mapping[str, Counter[str]]) -> dict[str, Vector]:
    """Weigh each article's terms: sublinear tf times idf, HEAVIEST kept, of length 1.

    Terms of a single article are left out: they make no link. tf is 1 + ln n, idf is ln(N / df) + 1
    (Manning, Raghavan, Schütze, Introduction to Information Retrieval, 6.2 and 6.4.1).
    """
    df = Counter(term for terms in counts.values() for term in terms)
    total = len(counts)
    vectors: dict[str, Vector] = {}
    for slug, terms in counts.items():
        weights = [
            ((1 + math.log(count)) * (math.log(total / df[term]) + 1), term)
            for term, count in terms.items()
            if df[term] > 1
        ]
        weights.sort(key=lambda pair: (-pair[0], pair[1]))
        kept = weights[:HEAVIEST]
        length = math.sqrt(sum(weight * weight for weight, _ in kept)) or 1.0
        vectors[slug] = {term: weight / length for weight, term in kept}
    return vectors


def nearness_of(vectors: Mapping[str, Vector]) -> dict[str, list[tuple[str, float]]]:
    """Map each slug to the slugs that share a term with it and their nearness, nearest first.

    Nearness is the cosine, 0.0 to 1.0. Ties are broken by slug, so the order of `vectors` never shows.
    """
    postings: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for slug in sorted(vectors):
        for term, weight in vectors[slug].items():
            postings[term].append((slug, weight))
    found = {}
    for slug, vector in vectors.items():
        nearness: defaultdict[str, float] = defaultdict(float)
        for term in sorted(vector):
            for other, weight in postings[term]:
                nearness[other] += weight * vector[term]
        nearness.pop(slug, None)
        found[slug] = sorted(nearness.items(), key=lambda pair: (-round(pair[1], 9), pair[0]))
    return found


def reason(here: Text, there: Text) -> str:
    """Say why `there` is worth reading after `here`: when it was, what both name.

    >>> here = Text("", "", date(2021, 2, 25), ("Erbil", "Iran", "Iraq"))
    >>> reason(here, Text("", "", date(2021, 3, 2), ("Iran", "Erbil", "Suez Canal")))
    'Five days later. Also names Erbil and Iran.'
    """
    shared = [tag for tag in here.tags if tag in there.tags][:3]
    return f"{when(here.date, there.date)}. " + (
        f"Also names {in_words(shared)}." if shared else "On the same subject."
    )


NUMBERS = (
    "",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)


def when(here: date, there: date) -> str:
    """Say how long before or after `here` `there` is, in words: "Five days later"."""
    days = abs((there - here).days)
    if days == 0:
        return "The same day"
    side = "later" if there > here else "earlier"
    for unit, size, until in (("day", 1, 14), ("week", 7, 60), ("month", 30, 700)):
        if days < until:
            return _some(round(days / size), unit, side)
    return _some(round(days / 365), "year", side)


def _some(count: int, unit: str, side: str) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} {unit}{'s' if count > 1 else ''} {side}"


def in_words(names: Sequence[str]) -> str:
    """Join names as a sentence does: "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
