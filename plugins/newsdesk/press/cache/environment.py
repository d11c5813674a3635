"""What all pages of a build rest on beside its sources and templates: the settings, described alike in every process and place."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...digests import digest

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
"""Where an object lies in memory, as its description tells it."""
MOVING = ("OUTPUT_PATH", "CACHE_PATH")
"""Settings that are not the site's: the folder to build in has another name each time it is elsewhere."""
SOURCES = ("ARTICLE_PATHS", "PAGE_PATHS", "STATIC_PATHS")
"""Settings with folders below, or beside, the content."""
PLAIN = (str, int, float, bool, type(None), list, tuple, dict, set, frozenset)


def described(settings: Mapping[str, Any], home: Path) -> list[str]:
    """Return the settings that are plain values, described; others the bytes of the settings file stand for.

    Where the project and Python's packages lie is no part of it.
    """
    places = re.compile(f"(?:{re.escape(str(home))}|{re.escape(sys.prefix)})(?=[/\\\\'\"])")
    return [
        f"{key}={places.sub('.', ADDRESS.sub('', _in_order(value)))}"
        for key, value in sorted(settings.items())
        if isinstance(value, PLAIN) and key not in MOVING
    ]


def given_by(settings_path: str, home: Path) -> str:
    """Return a digest of the plain values that a settings file gives now; empty if it fails.

    It is a program: what it gives may come from the environment, the clock or another file.
    """
    spec = importlib.util.spec_from_file_location("pelicanconf", settings_path)
    if not spec or not spec.loader:
        return ""
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit):  # the build that follows tells it
        return ""
    return digest(*described({key: value for key, value in vars(module).items() if key.isupper()}, home))


def read_from(settings: Mapping[str, Any]) -> list[str]:
    """Return the folders and files that a site's sources and templates lie in, as the settings name them, none within another."""
    content, theme = settings["PATH"], settings["THEME"]
    named = [
        content, theme, *settings["PLUGIN_PATHS"], *settings["THEME_TEMPLATES_OVERRIDES"],
        *(os.path.join(theme, path) for path in settings["THEME_STATIC_PATHS"]),
        *(os.path.join(content, path) for key in SOURCES for path in settings[key]),
    ]  # fmt: skip
    roots = sorted({os.path.abspath(path) for path in named if os.path.exists(path)})
    return [path for path in roots if not any(path.startswith(os.path.join(root, "")) for root in roots)]


def _in_order(value: Any) -> str:
    """Describe a plain value, alike in every process: the order of a set depends on the process."""
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__}{sorted(map(_in_order, value))}"
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__}{[_in_order(item) for item in value]}"
    if isinstance(value, dict):
        return f"dict{[(_in_order(key), _in_order(item)) for key, item in value.items()]}"
    return repr(value)


def bytes_of(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file; none if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""
