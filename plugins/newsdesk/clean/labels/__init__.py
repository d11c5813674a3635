"""Lines to labels: the role of each line, and what decided it."""

from __future__ import annotations

from .label import label_lines

__all__ = [
    "label_lines",
]
