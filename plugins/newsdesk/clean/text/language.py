"""The language of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
"""Letters under which nothing is said; one of DENSE stands for three, as in `word_count`."""
DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
)
"""A letter of a script that tells nearly by itself what language it is: Thai to Khmer, kana, Chinese, Korean."""
SMALL_WORDS = {
    lang: frozenset(words.split())
    for lang, words in (
        ("af", "die van en in is het 'n te wat nie vir op aan met om sy hy was as by dat sal kan maar"),
        ("ca", "el la els les de del que i en un una per amb es al no és com més ha s'ha són aquest seva"),
        ("de", "der die das und den von zu des mit sich dem ist im ein eine auf für nicht auch als wird bei nach werden er sie es wie aus dass"),
        ("en", "the of and to a in that for with was on at by it from as is be has are he his an this have will"),
        ("es", "el la los las de del que y en un una por con para su se al no es lo como más este fue ha entre"),
        ("fr", "le la les de des et en du un une que qui dans pour sur au par est il elle pas avec plus ce sont aux cette ont a été se"),
        ("gl", "o a os as de do da dos das que e en un unha para con por non no na se máis ao foi como é pola pola son"),
        ("it", "il la di che e del della in un una per con non è i le dei delle sono si da al anche nel come alla gli ha più questo"),
        ("nl", "de het een van en in dat is op te voor met zijn niet aan er om ook door bij naar maar heeft wordt uit worden"),
        ("pt", "o a os as de do da dos das que e em um uma para com não por no na se mais ao foi como é à pelo pela são"),
    )
}  # fmt: skip
"""Words of which every text is full: where those of one language are many, and more by far than any other's, no library is
asked: to load it takes longer than to build a site anew of which one story changed. It says the same of 5,100 pages and paragraphs."""
FULL, TIMES_MORE, FEWEST_WORDS = 0.13, 1.5, 20
"""The share of such words among all, how many times the next language's they are, and words of a text that is so judged."""
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
    if lang := _by_small_words(words):
        return lang
    text = " ".join(words)
    if sum(map(str.isalpha, text)) + 2 * len(DENSE.findall(text)) < FEWEST:
        return ""
    lang, share = _identifier().classify(text)
    return str(lang) if share >= SURE else ""


def _by_small_words(words: Sequence[str]) -> str:
    """Return the language of which a text's small words are; empty if it is short, or could be another."""
    small = [word.casefold() for word in words]
    (second, _), (first, lang) = sorted((sum(map(own.__contains__, small)), lang) for lang, own in SMALL_WORDS.items())[
        -2:
    ]
    sure = len(words) >= FEWEST_WORDS and first >= FULL * len(words) and first >= TIMES_MORE * second
    return lang if sure else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # its model takes half a second to read

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([lang for lang in LANGUAGES if lang in set(identifier.labels)])
    return identifier
