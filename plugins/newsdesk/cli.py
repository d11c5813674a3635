"""The command `newsdesk`: the editor's tasks anywhere, without a `tasks.py`, and the beginning of a brief."""

from __future__ import annotations

from pathlib import Path

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.program import Program
from invoke.tasks import task

from . import starter, tasks


@task(
    positional=["folder"],
    help={
        "folder": "where the brief shall be; it must not be there yet",
        "own-theme": "copy the theme into it, to be changed; else it is the newsdesk's, and newer with each newer newsdesk",
    },
)
def init(_context: Context, folder: str, own_theme: bool = False) -> None:
    """Begin a brief: settings, a welcome paste, tasks, a workflow that publishes it."""
    try:
        for path in starter.init(Path(folder), own_theme):
            print(path)
    except starter.NoStart as error:
        raise Exit(str(error), code=1) from None
    except OSError as error:
        raise Exit(f"{error.filename or folder}: cannot be written ({error.strerror})", code=1) from None
    print(f"go on with: cd {folder} && newsdesk build")


@task()
def upgrade(_context: Context) -> None:
    """Say what has become of the files that this brief began with, and what today's starter has otherwise."""
    try:
        changes = starter.upgrade(Path())
    except starter.NoStart as error:
        raise Exit(str(error), code=1) from None
    for change in changes:
        print(f"{change.path}: {change.told}")
    for change in changes:
        if change.diff:
            print("\n" + "\n".join(change.diff))


def main() -> None:
    """Run the command."""
    names = Collection.from_module(tasks)
    names.add_task(init)
    names.add_task(upgrade)
    Program(name="newsdesk", binary="newsdesk", version=starter.our_version() or "unknown", namespace=names).run()
