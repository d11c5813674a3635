"""Which stories lie near each other."""

from __future__ import annotations

from .changes import deciding, update
from .order import in_order, nearest
from .places import State

__all__ = [
    "State",
    "deciding",
    "in_order",
    "nearest",
    "update",
]
