"""A folder of this machine, such as the one that a web server reads."""

from __future__ import annotations

from pathlib import Path

from .. import store
from ..digests import file_digest
from ..store import Changes
from .site import NotSent, Site, compare


class Folder:
    """A folder that holds the site and nothing else; the file `.newsdesk` in it says so."""

    def __init__(self, path: str) -> None:
        """Take the folder's path. Raises NotSent if it names none."""
        if not path:
            raise NotSent("folder: names no folder; write folder:/srv/brief")
        self._path = Path(path).expanduser()

    def plan(self, site: Site) -> Changes:
        """Return what would change."""
        here, there = site.folder.resolve(), self._path.resolve()
        if here == there or here in there.parents or there in here.parents:
            raise NotSent(f"{self._path}: is the folder of the build, or lies in it or around it; name another")
        try:
            store.check_output(self._path)
        except (store.ForeignFolder, OSError) as error:
            raise NotSent(f"{self._path}: {_told(error)}") from None
        names = (name for name in store.list_names(self._path) if name != store.MARKER)
        return compare(site, {Path(name).as_posix(): file_digest(self._path / name) for name in names}, file_digest)

    def send(self, site: Site, plan: Changes) -> None:
        """Put each file in its place at once, then take out what is no longer wanted."""
        try:
            with site.staged((*plan.added, *plan.changed)) as stage:
                store.publish(stage, self._path, map(str, map(Path, site.names)))
        except OSError as error:
            raise NotSent(f"{error.filename or self._path}: cannot be written ({error.strerror})") from None


def _told(error: Exception) -> str:
    return f"cannot be read ({error.strerror})" if isinstance(error, OSError) else str(error)
