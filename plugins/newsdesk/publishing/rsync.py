"""A folder of another machine, by rsync: over ssh, or from a daemon."""

from __future__ import annotations

import re

from ..store import Changes
from .programs import run
from .site import NEVER, NotSent, Site

ROW = re.compile(r"(?P<what>\*deleting  |[<>ch.*][fdLDS][^ ]{9}) (?P<name>.*)")
"""A line of `--itemize-changes`: what happens to a file, and its name."""
ADDED = "+++"
RSYNC = "install rsync (the package of that name of most systems)"
LIKE = (
    "--recursive", "--times", "--omit-dir-times", "--checksum", "--delete-after", "--8-bit-output", "--timeout=60",
    *(f"--exclude={name}" for name in sorted(NEVER)),
)  # fmt: skip
"""Whose the files and folders are and who may read them is the other machine's to say. What pages no longer need goes last; what is excluded is left alone there, too."""

ELSEWHERE = re.compile(r"rsync://[^/].*|(?!-)[^/:\s]+::?[^:]+")
"""A folder of another machine; what names none would be taken for one of this."""


class Rsync:
    """What rsync calls a destination: `host:/srv/brief/`, `rsync://host/module/`."""

    def __init__(self, destination: str) -> None:
        """Take the destination. Raises NotSent if it can be none."""
        if not ELSEWHERE.fullmatch(destination):
            raise NotSent(
                f"{destination!r} is no place for rsync; write rsync:host:/srv/brief/ or rsync://host/module/"
            )
        self._destination = destination

    def plan(self, site: Site) -> Changes:
        """Return what would change: by content, not by time."""
        added, changed, removed = list[str](), list[str](), list[str]()
        for row in self._run(site, "--dry-run", "--out-format=%i %n").splitlines():
            found = ROW.fullmatch(row)
            if not found or found["name"].endswith("/"):
                continue
            if found["what"].startswith("*deleting"):
                removed.append(found["name"])
            elif found["what"][1] == "f" and found["what"][0] in "<>":
                (added if ADDED in found["what"] else changed).append(found["name"])
        unchanged = len(site.names) - len(added) - len(changed)
        return Changes(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(removed)), unchanged)

    def send(self, site: Site, plan: Changes) -> None:
        """Send what differs, each file put in its place when it is whole."""
        self._run(site)

    def _run(self, site: Site, *more: str) -> str:
        words = ["rsync", *LIKE, *more, "--", f"{site.folder}/", f"{self._destination.rstrip('/')}/"]
        return run(words, RSYNC, ("rsync: ", "@ERROR", "ssh: ", "Permission denied"))
