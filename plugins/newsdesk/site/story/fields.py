"""The attributes of a story, by what decides them; `Facts` says of each fact what it can reach."""

from __future__ import annotations

from .facts import Reach, Text, facts_that_reach

TEXTS = frozenset((*Text.__slots__, "text", "get_content", "_content"))
"""Those that the digest of its text stands for."""
WHOLE = TEXTS.union(facts_that_reach(Reach.PAGE, Reach.WORDS), ("modified", "locale_modified"))
"""Those that follow from all that was read of it, and that no list tells."""
BESIDE = frozenset(("related", "story_line", "line", "tags", "translations", "picture"))
"""Those that follow from other stories, or other files."""
TOLD = (WHOLE | BESIDE).union(
    facts_that_reach(None, Reach.LISTS),
    ("author", "category", "canonical", "edition_day", "issued", "leads_away", "url", "save_as", "template", "locale_date", "date_format", "timezone", "in_default_lang",
     "relative_source_path", "source_path", "reader", "origin",
     "settings", "own_content", "_context", "metadata", "_status", "_summary", "reads", "digests", "listed", "addresses"),
)  # fmt: skip
"""All that a story is given before its page is written; of a story with more, by a plugin, each attribute is looked at."""
