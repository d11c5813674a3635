"""What Pelican logs while it builds, taken among the build's own problems."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ..problems import Problems, Unpublishable

NO_MATTER = (
    "Cannot get modification stamp",
    "Empty alt attribute",
    "Other images have empty alt",
    "Other invalid slugs",
    "Unable to generate valid slug",
)
"""What Pelican says of its own content cache, which is off; of pictures whose caption tells what they show; of names that
`file:line` errors of ours tell of."""

NO_ADDRESS = "Feeds generated without SITEURL"
"""How Pelican's warning begins of a site that has no address yet, as a new brief has none."""
NOT_COPIED = "A problem occurred copying file "
"""How a warning of Pelican's begins after which a site would be published without one of its files."""


class _LogCapture(logging.Handler):
    """Takes Pelican's own errors and warnings among the build's."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self._problems = problems
        self.content = ""
        """the folder of the sources that Pelican names"""

    def emit(self, record: logging.LogRecord) -> None:
        """Note one record; Pelican logs a failed source without its reason, while the reason is in flight."""
        words = " ".join(record.getMessage().split())
        if words.startswith(NO_MATTER):
            return
        cause = sys.exc_info()[1]
        if isinstance(cause, Unpublishable):
            return
        if words.startswith(NOT_COPIED) and isinstance(record.args, tuple) and isinstance(cause, OSError):
            self._problems.error(
                str(record.args[1]), 0, f"cannot be copied ({cause.strerror}); make room or give rights"
            )
            return
        if words.startswith(NO_ADDRESS):
            words = "SITEURL is empty, so feeds lead nowhere; write in pelicanconf.py where the site will stand"
        path = ""
        if words.startswith(("Could not process ", "Skipping ")) and isinstance(record.args, tuple):
            path = os.path.normpath(os.path.join(self.content, str(record.args[0])))
            words = words.partition(": ")[2] or "cannot be read"
        if cause is not None:
            words = f"{words} ({type(cause).__name__}: {cause})"
        if record.levelno >= logging.ERROR:
            self._problems.error(path, 0, words)
        else:
            self._problems.warning(path, 0, words)


@contextmanager
def captured_log(problems: Problems) -> Iterator[_LogCapture]:
    """Take what Pelican logs meanwhile among the problems."""
    capture = _LogCapture(problems)
    log = logging.getLogger()
    log.addHandler(capture)
    try:
        yield capture
    finally:
        log.removeHandler(capture)
