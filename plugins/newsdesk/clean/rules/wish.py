"""What the editor says of a paste's lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .editors import EditorsRule


@dataclass(frozen=True, slots=True)
class Wish:
    """What the editor says of a paste's lines; it stands above every rule."""

    verdicts: Mapping[int, str] = field(default_factory=dict)
    """by the number of a line the key of the header, one of VERDICTS, that says what it is"""
    rules: tuple[EditorsRule, ...] = ()
    source: str = ""
    has_title: bool = False
    """True: the headline is given, and no sentence of the text may be taken for it"""
    title: str = ""
    """the headline, if the editor's header gives it: a saved page gives one for all that it is"""
    has_header: bool = False
    """True: the editor wrote a header above the paste"""

    def stays(self, number: int) -> bool:
        """True if the header says of a line that it is the story's."""
        return self.verdicts.get(number, "drop") != "drop"
