"""What was learned from many pages: features of lines, and what models make of them. Needs NumPy."""

from __future__ import annotations

from .alone import Alone
from .fact_words import SAYS_WHEN
from .facts import BYLINE_NAMES, DATE_NAMES, HEADLINE_NAMES, Candidates, bylines, dates, headlines
from .features import Features, read_features
from .gaps import gaps_between
from .lexicon import BITS
from .page import Page, read_page
from .rows import matrix
from .story import FEWEST_OF_PAGE, LEXICON_UNIT, STEADY, Model, Verdicts, judge, learned
from .trees import Array, Trees, as_arrays

__all__ = [
    "BITS",
    "BYLINE_NAMES",
    "DATE_NAMES",
    "FEWEST_OF_PAGE",
    "HEADLINE_NAMES",
    "LEXICON_UNIT",
    "SAYS_WHEN",
    "STEADY",
    "Alone",
    "Array",
    "Candidates",
    "Features",
    "Model",
    "Page",
    "Trees",
    "Verdicts",
    "as_arrays",
    "bylines",
    "dates",
    "gaps_between",
    "headlines",
    "judge",
    "learned",
    "matrix",
    "read_features",
    "read_page",
]
