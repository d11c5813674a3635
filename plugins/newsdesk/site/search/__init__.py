"""The search page and its indexes. Others import from here, so that another search engine is another module in this folder."""

from __future__ import annotations

from .making import binary
from .pagefind import FOLDER, Indexing, choices, shards

__all__ = ["FOLDER", "Indexing", "binary", "choices", "shards"]
