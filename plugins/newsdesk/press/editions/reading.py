"""The editions of a site as a build would make them, read without writing a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ...incremental.lock import LOCK, alone
from ...problems import Problems, Unpublishable
from ..build import run_pelican, settings_for
from ..cache.build import Cache
from ..log_capture import captured_log
from ..options import Options
from .choose import NoEdition

T = TypeVar("T")


def with_editions(settings_path: str, options: Options, use: Callable[[Any], T], whole_links: bool = False) -> T:
    """Read all stories, and return what `use` makes of Pelican's generator of them, whose context has the editions.

    With `whole_links` the settings must name the site's address. Raises NoEdition.
    """
    problems = Problems(quiet=True)
    with captured_log(problems) as capture:
        if options.content is not None and not Path(options.content).is_dir():
            raise NoEdition(f"{options.content}: is no folder; name the one that holds the pastes")
        cache = Cache(settings_path, options)
        with alone(cache.folder / LOCK, options.waiting):
            try:
                settings = settings_for(settings_path, options, problems, cache)
            except Unpublishable as error:
                raise NoEdition(str(error)) from None
            capture.content = settings["PATH"]
            if whole_links and not settings["SITEURL"]:
                raise NoEdition("SITEURL is empty, and an e-mail needs whole links; set it in pelicanconf.py")
            with cache.open(settings, problems, fresh=False):
                generator = run_pelican(settings, problems, options, writing=False)
                if not problems.errors:
                    return use(generator)
    raise NoEdition("\n".join(map(str, sorted(problems.errors))))
