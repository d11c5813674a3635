"""Paragraphs made whole: wrapped lines joined, large first letters put to their words."""

from __future__ import annotations

from .first_letters import whole_opening, with_marks_of_lists, with_whole_first_letters
from .joining import join
from .print_pages import turns_of_pages
from .unwrap import unwrap

__all__ = [
    "join",
    "turns_of_pages",
    "unwrap",
    "whole_opening",
    "with_marks_of_lists",
    "with_whole_first_letters",
]
