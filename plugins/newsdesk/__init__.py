"""The newsdesk: pasted news text to a published brief, on Pelican."""

from __future__ import annotations


def register() -> None:
    """Connect to Pelican; the name Pelican looks for in a plugin."""
    from .press import plugin

    plugin.connect()


def theme() -> str:
    """Return the path of the newsdesk's theme, for the setting THEME."""
    from . import starter

    return starter.theme()
