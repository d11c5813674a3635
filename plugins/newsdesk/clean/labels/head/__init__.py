"""What stands above the text: the headline, who wrote the story and when, and what belongs to them."""

from __future__ import annotations

from .find import BELOW, LONGEST_DEK, MOSTLY_LINK, Head, find_head, reads_as_dek
from .headline import contents_places

__all__ = ["BELOW", "LONGEST_DEK", "MOSTLY_LINK", "Head", "contents_places", "find_head", "reads_as_dek"]
