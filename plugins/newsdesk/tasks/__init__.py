"""The tasks of an editor's day: `invoke --list` names them in a project with a `tasks.py`, `newsdesk --list` anywhere."""

from __future__ import annotations

import io
import sys

from .arguments import SETTINGS as SETTINGS
from .making import build as build
from .making import desk as desk
from .making import edition as edition
from .making import email as email
from .making import publish as publish
from .making import serve as serve
from .taking_in import explain as explain
from .taking_in import import_ as import_
from .taking_in import link as link
from .taking_in import new as new
from .taking_in import related as related
from .taking_in import report as report
from .taking_in import sources as sources
from .taking_in import tags as tags

sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)
"""As Python was told: Invoke turns bytecode off, and each build would compile all of our code again."""
for stream in (sys.stdout, sys.stderr):
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")  # a file's name may be no text
