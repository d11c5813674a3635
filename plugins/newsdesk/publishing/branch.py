"""A branch of the brief's own repository, from which GitHub, GitLab and others serve pages."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ..store import Changes
from .programs import run
from .site import NotSent, Site, compare

BRANCH = "gh-pages"
NO_JEKYLL = ".nojekyll"
"""Has GitHub serve the files as they are."""
DOMAIN = "CNAME"
"""Holds a domain of one's own; written by the host's settings, and lost if a publication takes it out."""
GIT = "get it at https://git-scm.com"
ONLY_THERE = (NO_JEKYLL, DOMAIN)


class Branch:
    """The branch `gh-pages` of a remote. One push makes it what it shall be, all at once."""

    def __init__(self, remote: str) -> None:
        """Take the name of the remote. Raises NotSent if it can be none."""
        if not re.fullmatch(r"[\w.][\w./-]*", remote):
            raise NotSent(
                f"{remote!r} is no name of a remote; write gh-pages, or gh-pages:REMOTE ('git remote' lists them)"
            )
        self._remote, self._known = remote, f"refs/remotes/{remote}/{BRANCH}"

    def plan(self, site: Site) -> Changes:
        """Return what a push would change."""
        return compare(site, self._there(site), self._digest)

    def send(self, site: Site, plan: Changes) -> None:
        """Commit on top of what is there, and push."""
        from ghp_import import GhpError, ghp_import

        domain = self._domain() if DOMAIN not in site.names else None
        try:
            with site.staged() as stage:
                ghp_import(str(stage), remote=self._remote, branch=BRANCH, mesg="Publish", nojekyll=True, cname=domain)
        except (GhpError, TypeError) as error:  # it fails to say that the commit failed
            raise NotSent(f"git: the branch cannot be written ({getattr(error, 'message', 'see above')})") from None
        self._git("push", "--quiet", self._remote, f"{BRANCH}:{BRANCH}")

    def _there(self, site: Site) -> dict[str, str]:
        """Return the digests of the branch's files, fetched anew. A branch that is not there yet holds none."""
        if not self._git("ls-remote", "--heads", self._remote, f"refs/heads/{BRANCH}").strip():
            self._git("update-ref", "-d", self._known)
            return {}
        self._git("fetch", "--quiet", self._remote, f"+refs/heads/{BRANCH}:{self._known}")
        rows = [row for row in self._git("ls-tree", "-r", "-z", self._known).split("\0") if row]
        found = {name: head.split()[2] for head, name in (row.split("\t", 1) for row in rows)}
        return {name: each for name, each in found.items() if name in site.names or name not in ONLY_THERE}

    def _domain(self) -> str | None:
        if self._git("for-each-ref", self._known) and self._git("ls-tree", "--name-only", self._known, DOMAIN):
            return self._git("show", f"{self._known}:{DOMAIN}").strip()
        return None

    def _git(self, *words: str) -> str:
        return run(["git", *words], GIT, ("remote: ", "fatal:"))

    def _digest(self, path: Path) -> str:
        """Return the name that Git gives a file's content."""
        content = path.read_bytes()
        return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
