"""How often words are used: what decides whether two halves are one word. Languages without a dictionary have no say."""

from __future__ import annotations

from functools import cache
from typing import Any


def usage(word: str, lang: str) -> float | None:
    """Return how often a word stands among a million of its language; 0 if the dictionary has it not, None without one."""
    known = _dictionary(lang.partition("-")[0])
    return None if known is None else 1e6 * float(known.word_usage_frequency(word.casefold()))


@cache
def _dictionary(lang: str) -> Any:
    from spellchecker import SpellChecker  # each dictionary is read when a word is first asked for

    return SpellChecker(language=lang) if lang in SpellChecker.languages() else None
