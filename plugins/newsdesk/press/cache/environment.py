"""What all pages of a build rest on beside its sources and templates: the settings, described alike in every process and place."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
"""Where an object lies in memory, as its description tells it."""
MOVING = ("OUTPUT_PATH", "CACHE_PATH")
"""Settings that are not the site's: the folder to build in has another name each time it is elsewhere."""
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
