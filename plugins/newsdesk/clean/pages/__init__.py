"""A saved web page to lines with hints, and to the facts of its head. Needs Beautiful Soup."""

from __future__ import annotations

from .page import read_page
from .pieces import SET_ASIDE

__all__ = [
    "SET_ASIDE",
    "read_page",
]
