"""The language of a text."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

LANGUAGES = (
    "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ku ky lo "
    "lt lv mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi xh zh zu"
).split()
"""Those in which news is written; the library tells many more apart, and a short text is soon one of their neighbours'."""
SURE = 0.9
"""The share of the probability from which on a language is believed."""
LONGEST = 1500
"""Characters that are read; more say no more."""
FEWEST = 40
"""Letters under which nothing is said."""
ENGLISH = frozenset("the of and to in that for with was on at by it from as".split())
"""Where these are many, no library is asked: to load it takes longer than to build a site anew of which one story changed."""
SMALL_WORDS, FEWEST_WORDS = 0.15, 20
OTHER_SCRIPTS = frozenset(
    "am ar be bg bn el fa gu he hi hy ja ka kk km kn ko ku ky lo mk ml mn mr my ne pa ps ru si ta te th ug uk ur yi zh".split()
)
"""Languages that are not written in Latin letters, or not always."""


def may_be(found: str, told: str) -> bool:
    """True if a text found to be in one language may be in the one that its page tells: no other script is seen.

    Languages of one script are too much alike for a short text to prove a page wrong.
    """
    return not found or found == told or not {found, told} & OTHER_SCRIPTS


@lru_cache(maxsize=64)
def language_of(text: str) -> str:
    """Return the code of the language that `text` is written in; empty if it is too short, or could be another."""
    words = text[:LONGEST].split()
    if sum(map(ENGLISH.__contains__, words)) >= len(words) * SMALL_WORDS and len(words) >= FEWEST_WORDS:
        return "en"
    text = " ".join(words)
    if sum(map(str.isalpha, text)) < FEWEST:
        return ""
    lang, share = _identifier().classify(text)
    return str(lang) if share >= SURE else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its model takes half a second to read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([lang for lang in LANGUAGES if lang in set(identifier.labels)])
    return identifier
