"""Plugins beside ours that listen to Pelican while pages are made: they may change what is written, or want to see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pelican.plugins import signals

BEFORE_WRITING = (
    signals.content_object_init, signals.article_generator_preread, signals.article_generator_context,
    signals.article_generator_pretaxonomy, signals.article_generator_finalized, signals.all_generators_finalized,
    signals.article_generator_write_article,
)  # fmt: skip
"""Signals at which a plugin may change a story."""
COLLECTORS = ("pelican.plugins.sitemap.",)
"""Plugins that are told of each page, and change none."""
WHILE_WRITING = (
    signals.article_generator_write_article, signals.content_written, signals.feed_generated, signals.feed_written,
    signals.article_writer_finalized,
)  # fmt: skip
"""Signals at which a plugin may want to find, in this process, what was just written."""
OURS = f"{__name__.partition('.')[0]}."
"""What the names of this plugin's modules begin with."""


def third_party_at(signal: Any) -> str:
    """Return the module of a plugin that listens to a signal and may change what it hears of; empty if none does."""
    return next((module for module in _others(signal) if not module.startswith(COLLECTORS)), "")


def may_add(plugins: Iterable[str]) -> bool:
    """True if one of a build's plugins may change what pages are made from, in ways that no source tells."""
    theirs = any(f"{name}." != OURS and not f"{name}.".startswith(COLLECTORS) for name in plugins)
    return theirs or any(map(third_party_at, BEFORE_WRITING))


def collects(signal: Any) -> bool:
    """True if a plugin listens that is told of each page, and changes none."""
    return any(module.startswith(COLLECTORS) for module in _others(signal))


def has_third_party(signal: Any) -> bool:
    """True if any plugin beside ours listens to a signal."""
    return any(_others(signal))


def _others(signal: Any) -> Iterator[str]:
    """Yield the modules of those that listen to a signal, ours excepted."""
    for receiver in signal.receivers_for(None):
        module = f"{getattr(receiver, '__module__', None) or type(receiver).__module__}."
        if not module.startswith(OURS):
            yield module
