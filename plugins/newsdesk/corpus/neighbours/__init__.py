"""Which stories lie near each other."""

from __future__ import annotations

from .changes import beside, deciding, update
from .order import in_order, nearest
from .places import State

__all__ = [
    "State",
    "beside",
    "deciding",
    "in_order",
    "nearest",
    "update",
]
