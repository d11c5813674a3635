"""What the settings say of publishing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..problems import Problems, Unpublishable
from .build import settings_for
from .cache.build import Cache
from .log_capture import captured_log
from .options import Options


class NoSettings(Exception):
    """Settings that cannot be followed; the message is for the editor."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Where a site goes, and from where."""

    to: str
    siteurl: str
    output: Path


def publication(settings_path: str, options: Options) -> Publication:
    """Read where a site goes. Raises NoSettings."""
    problems = Problems(quiet=True)
    with captured_log(problems):
        try:
            settings = settings_for(settings_path, options, problems, Cache(settings_path, options))
        except Unpublishable as error:
            raise NoSettings(str(error)) from None
    return Publication(str(settings.get("PUBLISH_TO") or ""), settings["SITEURL"], Path(settings["OUTPUT_PATH"]))
