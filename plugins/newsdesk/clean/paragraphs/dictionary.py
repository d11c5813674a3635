"""How often words are used: what decides whether two halves are one word. Languages without a dictionary have no say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data


def usage(word: str, lang: str) -> float | None:
    """Return how often a word stands among a million of its language; 0 if the dictionary has it not, None without one."""
    known = _dictionary(lang.partition("-")[0])
    return None if known is None else 1e6 * known[0].get(word.casefold(), 0) / known[1]


@cache
def _dictionary(lang: str) -> tuple[Mapping[str, int], int] | None:
    """Return the counts of a language's words, and their sum.

    They are pyspellchecker's, read from its file: its class, which looks for mistakes, takes twice as long to load.
    """
    try:
        packed = get_data("spellchecker", f"resources/{lang}.json.gz") if lang.isalpha() else None
    except FileNotFoundError:
        packed = None
    counts = json.loads(gzip.decompress(packed)) if packed else None
    return counts and (counts, sum(counts.values()))
