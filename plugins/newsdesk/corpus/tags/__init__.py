"""Tags: names found in a story, the editor's vocabulary, and the choice among them."""

from __future__ import annotations

from .finder import Finder
from .ranking import LEDE, Name, State, names_of, update
from .spelling import skeleton
from .vocabulary import BadVocabulary, Vocabulary, make_vocabulary, read_vocabulary

__all__ = [
    "LEDE",
    "BadVocabulary",
    "Finder",
    "Name",
    "State",
    "Vocabulary",
    "make_vocabulary",
    "names_of",
    "read_vocabulary",
    "skeleton",
    "update",
]
