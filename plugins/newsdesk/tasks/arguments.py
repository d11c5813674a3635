"""Positional arguments that may be left out, which Invoke does not know, and what all tasks begin with."""

from __future__ import annotations

import sys
from typing import Any

from invoke.parser.argument import Argument
from invoke.tasks import Task

SETTINGS = "pelicanconf.py"
CONTENT = "content"
"""Beside the tasks of a project."""


class PathUnlessLines(Argument):
    """A positional path, needed unless `--jsonl` is given; Invoke knows only "always" and "never"."""

    lines: Argument

    @property
    def value(self) -> Any:
        """The path; empty, which Invoke takes for given, where none is needed."""
        path = self._value if self._value is not None else self.default
        return "" if path is None and self.lines.value else path

    @value.setter
    def value(self, path: str) -> None:
        self.set_value(path, cast=True)


class LatestUnlessNamed(Argument):
    """A positional edition that may be left out; Invoke would take it for given, and its name for another task's."""

    task = ""

    @property
    def value(self) -> Any:
        """The edition; empty, which Invoke takes for given, where the command line names none."""
        words = sys.argv[sys.argv.index(self.task) + 1 :] if self.task in sys.argv else []
        named = words and (not words[0].startswith("-") or any(word[:1].isdigit() for word in words))
        return self._value or (None if named else "")

    @value.setter
    def value(self, edition: str) -> None:
        self.set_value(edition, cast=True)


class EditionTask(Task):  # type: ignore[type-arg]
    """A task whose `edition` may be left out."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """Return the task's arguments, its edition one that need not be given."""
        arguments = super().get_arguments(ignore_unknown_help)
        edition = next(argument for argument in arguments if argument.name == "edition")
        named = LatestUnlessNamed(names=edition.names, help=edition.help, positional=True)
        named.task = self.name
        return [named if argument is edition else argument for argument in arguments]


class ExplainTask(Task):  # type: ignore[type-arg]
    """A task whose `path` may be left out beside `--jsonl`."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """Return the task's arguments, its path one that looks at `--jsonl`."""
        arguments = super().get_arguments(ignore_unknown_help)
        by_name = {argument.name: argument for argument in arguments}
        path = by_name["path"]
        needed = PathUnlessLines(names=path.names, help=path.help, positional=True)
        needed.lines = by_name["jsonl"]
        return [needed if argument is path else argument for argument in arguments]
