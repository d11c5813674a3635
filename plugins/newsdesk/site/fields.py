"""The attributes of a story, by what decides them."""

from __future__ import annotations

TEXTS = frozenset(
    ("content", "removed", "pasted_head", "pasted_headline", "plain_text", "text", "get_content", "_content", "key_points")
)  # fmt: skip
"""Those that the digest of its text stands for."""
LEAD = frozenset(
    ("title", "dek", "summary", "lang", "dir", "status", "source", "source_name", "minutes", "date", "author", "authors",
     "category", "slug", "url", "save_as", "template", "locale_date", "date_format", "timezone", "in_default_lang",
     "relative_source_path", "source_path", "reader", "lead", "origin")
)  # fmt: skip
"""Those that follow from what lists tell of it, its file's name and the settings: see `Facts.lead_digest`."""
WHOLE = TEXTS.union(
    ("plain_title", "date_evidence", "words_pasted", "words_published", "image", "alt", "text_digest", "corrections",
     "modified", "locale_modified")
)  # fmt: skip
"""Those that follow from all that was read of it."""
BESIDE = frozenset(("related", "story_line", "line", "tags", "translations", "picture"))
"""Those that follow from other stories, or other files."""
TOLD = (LEAD | WHOLE | BESIDE).union(
    ("settings", "own_content", "_context", "metadata", "_status", "_summary", "reads", "digests", "listed", "addresses")
)  # fmt: skip
"""All that a story is given before its page is written; of a story with more, by a plugin, each attribute is looked at."""
