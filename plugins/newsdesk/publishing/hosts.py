"""Hosts that are reached by a program of their own."""

from __future__ import annotations

import re

from ..store import Changes
from .programs import run
from .site import NotSent, Site

NETLIFY = "get it with: npm install --global netlify-cli, then: netlify login, netlify link"
WRANGLER = "get it with: npm install --global wrangler, then: wrangler login"
FAILED = ("Error", "error", "✘", " ›")


class Netlify:
    """The site that the project's folder is linked to. It changes once all is there, or not at all."""

    def plan(self, site: Site) -> Changes | None:
        """Return None: the program does not tell."""
        return None

    def send(self, site: Site, plan: Changes) -> None:
        """Send all; the program passes over what is there."""
        with site.staged() as stage:
            run(["netlify", "deploy", "--prod", "--no-build", "--dir", str(stage)], NETLIFY, FAILED)


class CloudflarePages:
    """A project of Cloudflare Pages. It changes once all is there, or not at all."""

    def __init__(self, project: str) -> None:
        """Take the project's name. Raises NotSent if it can be none."""
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", project):
            raise NotSent(f"{project!r} is no project of Cloudflare Pages; write cloudflare-pages:PROJECT")
        self._project = project

    def plan(self, site: Site) -> Changes | None:
        """Return None: the program does not tell."""
        return None

    def send(self, site: Site, plan: Changes) -> None:
        """Send all; the program passes over what is there."""
        with site.staged() as stage:
            words = ["wrangler", "pages", "deploy", str(stage), f"--project-name={self._project}"]
            run([*words, "--branch=main", "--commit-dirty=true"], WRANGLER, FAILED)
