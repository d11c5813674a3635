"""Paragraphs made whole: columns read one below the other, wrapped lines joined, large first letters put to their words."""

from __future__ import annotations

from .first_letters import whole_opening, with_marks_of_lists, with_whole_first_letters
from .joining import join
from .print_pages import turns_of_pages
from .side_by_side import side_by_side
from .unwrap import unwrap

__all__ = [
    "join",
    "side_by_side",
    "turns_of_pages",
    "unwrap",
    "whole_opening",
    "with_marks_of_lists",
    "with_whole_first_letters",
]
