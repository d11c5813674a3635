"""What the editor says of a paste's lines."""

from __future__ import annotations

from dataclasses import dataclass

from .editors import EditorsRule


@dataclass(frozen=True, slots=True)
class Wish:
    """What the editor says of a paste's lines; it stands above every rule."""

    keep: frozenset[int] = frozenset()
    """numbers of lines"""
    drop: frozenset[int] = frozenset()
    rules: tuple[EditorsRule, ...] = ()
    source: str = ""
    has_title: bool = False
    """True: the headline is given, and no sentence of the text may be taken for it"""
    title: str = ""
    """the headline, if the editor's header gives it: a saved page gives one for all that it is"""
    has_header: bool = False
    """True: the editor wrote a header above the paste"""
