"""The search page and its indexes. Others import from here, so that another search engine is another module in this folder."""

from __future__ import annotations

from .pagefind import FOLDER, Indexing, binary, choices, shards

__all__ = ["FOLDER", "Indexing", "binary", "choices", "shards"]
