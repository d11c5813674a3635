"""Lines known by their own words: the table of kinds, their phrases, and the editor's own rules."""

from __future__ import annotations

from .editors import BadRules, EditorsRule, read_rules
from .lookup import rule_for
from .table import REASONS, RULES, THE_DAY, Rule
from .wish import Wish

__all__ = ["REASONS", "RULES", "THE_DAY", "BadRules", "EditorsRule", "Rule", "Wish", "read_rules", "rule_for"]
