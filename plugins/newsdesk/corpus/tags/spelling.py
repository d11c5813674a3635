"""Spellings of one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache


def skeleton(name: str) -> str:
    """Return what spellings of one name have in common: its consonants, without accents, articles and doubles.

    >>> skeleton("Kataib Hizboullah") == skeleton("Kata'ib Hezbollah")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"\b(?:al|el|the)[\s-]+", "", plain)
    words = []
    for word in re.findall(r"\w+", re.sub(r"['’`]", "", plain)):
        kept = word[0] + re.sub(r"[aeiouy]", "", word[1:])
        words.append(re.sub(r"(.)\1+", r"\1", kept))
    return " ".join(words)


@lru_cache(maxsize=50_000)
def spelling_key(name: str) -> str:
    """Return what tells whether two spellings are one name: the skeleton, or the name itself if that is too short."""
    bones = skeleton(name)
    return bones if len(bones) > 4 else name.casefold()


ADJECTIVES = ("i", "n", "an", "ian", "ese", "is", "ns")
"""What a country's name ends in when it says what comes from there."""


def is_part(name: str, counts: Mapping[str, int]) -> bool:
    """True for an adjective of another name, or part of one named as often: "Observatory" beside its full name."""
    if any(name.endswith(ending) and name[: -len(ending)] in counts for ending in ADJECTIVES):
        return True
    inside, least = f" {name} ", counts[name]
    return any(
        name in other and inside in f" {other} " and other != name and count >= least for other, count in counts.items()
    )
