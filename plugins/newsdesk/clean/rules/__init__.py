"""Lines known by their own words: the table of kinds, their phrases, the editor's own rules and sources."""

from __future__ import annotations

from .editors import BadRules, EditorsRule, read_rules
from .hosts import host_of
from .lookup import rule_for
from .sources import BadSources, KnownSource, Sources, read_sources
from .table import REASONS, RULES, THE_DAY, Rule
from .wish import Wish

__all__ = [
    "REASONS",
    "RULES",
    "THE_DAY",
    "BadRules",
    "BadSources",
    "EditorsRule",
    "KnownSource",
    "Rule",
    "Sources",
    "Wish",
    "host_of",
    "read_rules",
    "read_sources",
    "rule_for",
]
