"""A story is read alike however its letters are written: composed or not, with marks that nobody sees anywhere."""

from __future__ import annotations

import random
import unicodedata

import pytest

from newsdesk.article import Article
from newsdesk.clean import clean

from .golden import INTAKE, names, paste_of

UNSEEN = "\u200b\u200e\u200f\u061c\u202a\u202c\u2066\u2069\u2060\ufeff\u00ad"
"""Zero-width spaces, marks of direction, soft hyphens."""


def told(article: Article) -> tuple[object, ...]:
    return article.headline, article.authors, article.date, article.section, article.lang, article.body


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", names())
def test_decomposed_letters_change_no_fact(name: str, form: str) -> None:
    paste = paste_of(name)
    assert told(clean(unicodedata.normalize(form, paste), INTAKE)) == told(clean(paste, INTAKE))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", names())
def test_marks_that_nobody_sees_change_no_fact(name: str) -> None:
    paste, chance = paste_of(name), random.Random(name)
    letters = (letter + (chance.choice(UNSEEN) if chance.random() < 0.1 and letter != "\n" else "") for letter in paste)
    assert told(clean("".join(letters), INTAKE)) == told(clean(paste, INTAKE))
