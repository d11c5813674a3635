"""A publication: what will change is told, then done; what failed half-way is told, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..store import Changes
from .branch import Branch
from .folder import Folder
from .hosts import CloudflarePages, Netlify
from .rsync import Rsync
from .s3 import Bucket
from .site import NotSent, Target, read_site, without_user

SHOWN = 20
"""Names that are listed; of more their number says enough."""
FEW_GONE = 3
"""Files that may go at once, however few there are."""
KINDS: dict[str, Callable[[str], Target]] = {
    "gh-pages": lambda rest: Branch(rest or "origin"),
    "rsync": lambda rest: Rsync(f"rsync:{rest}" if rest.startswith("//") else rest),
    "s3": lambda rest: Bucket(rest.removeprefix("//")),
    "folder": Folder,
    "netlify": lambda _rest: Netlify(),
    "cloudflare-pages": CloudflarePages,
}
"""Places by the word before the colon."""


def target_of(to: str) -> Target:
    """Return the place that a setting or an option names. Raises NotSent."""
    kind, _, rest = to.partition(":")
    if kind not in KINDS:
        known = "gh-pages, rsync:host:/folder/, s3://bucket/prefix, folder:/folder, netlify, cloudflare-pages:PROJECT"
        if not to:
            raise NotSent(f"PUBLISH_TO is empty; name a place there or with --to: {known}")
        raise NotSent(f"{to!r} is no place to publish to; known are {known}")
    return KINDS[kind](rest)


def publish(
    output: Path,
    target: Target,
    to: str,
    tell: Callable[[str], object],
    dry_run: bool = False,
    allow_removal: bool = False,
) -> None:
    """Send what a build has left in `output` to a place, and `tell` of it line by line. Raises NotSent."""
    to = without_user(to)
    site = read_site(output)
    plan = target.plan(site)
    for row in _listed(plan, to):
        tell(row)
    if plan and not allow_removal:
        _check_removal(plan, to)
    if dry_run:
        tell("nothing was sent, as asked for with --dry-run")
        return
    if plan is None:
        target.send(site, Changes())
        tell(f"{to}: {len(site.names)} files are up")
        return
    if plan.count:
        try:
            target.send(site, plan)
        except NotSent as error:
            raise NotSent(f"{error}; {_left(target, output, plan)}; mend that, and publish again") from None
    tell(f"{to}: {_counted(plan)}" if plan.count else f"{to}: all was there")


def _listed(plan: Changes | None, to: str) -> list[str]:
    if plan is None:
        return [f"{to} does not tell beforehand what will change"]
    rows = [
        f"  {mark} {name}"
        for mark, names in (("+", plan.added), ("*", plan.changed), ("-", plan.removed))
        for name in names
    ]
    more = [f"  ... and {len(rows) - SHOWN} more"] if len(rows) > SHOWN else []
    return [f"to change at {to}: {_counted(plan)}", *rows[:SHOWN], *more]


def _counted(plan: Changes) -> str:
    return (
        f"{len(plan.added)} added, {len(plan.changed)} changed, {len(plan.removed)} removed, {plan.unchanged} unchanged"
    )


def _check_removal(plan: Changes, to: str) -> None:
    """Raise NotSent if most of what is there would go: the place may be somebody else's."""
    there = plan.unchanged + len(plan.changed) + len(plan.removed)
    if len(plan.removed) > FEW_GONE and len(plan.removed) * 2 > there:
        raise NotSent(
            f"{len(plan.removed)} of the {there} files at {to} would be removed; look whether it is the right place, "
            "or publish with --allow-removal if that is meant"
        )


def _left(target: Target, output: Path, plan: Changes) -> str:
    """Say how much of a publication that failed is up, by asking the place again."""
    try:
        now = target.plan(read_site(output))
    except NotSent:
        return f"how many of the {plan.count} changes are up cannot be told, for the place no longer answers"
    left = now.count if now else 0
    return f"{plan.count - left} of {plan.count} changes are up, {left} are not"
