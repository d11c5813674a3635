"""When the brief runs a story: the day of its edition, the time that subscribers are told, and what is held back until then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pelican.utils import set_date_tzinfo

from ...clean import edition_day
from ...problems import shown
from ...site.edition_file import EditionFile, first_day

WITH_EDITION = "held with its edition"
"""How the reason begins for which a story is held that could be published by itself."""


@dataclass(frozen=True, slots=True)
class Issue:
    """When a story is run."""

    day: date
    """of its edition; of a week, any day of it"""
    time: datetime
    """that feeds tell, with its zone"""
    publish: datetime | None = None
    """not before"""


def issue_of(facts: Mapping[str, Any], settings: Mapping[str, Any]) -> Issue:
    """Return when a story is run whose `added`, `edition` and `publish`, texts, and `date`, a time, are these.

    Its edition is the one that it names, else that of the day on which the brief took it in, else that of its own day.
    """
    zone, span = ZoneInfo(settings["TIMEZONE"]), settings["EDITION"]
    given = {key: _time(facts[key], zone) for key in ("added", "publish") if facts.get(key)}
    own = set_date_tzinfo(facts["date"], settings["TIMEZONE"])
    first = given.get("added", own)
    day = _day(first, zone)
    if facts.get("edition"):
        named = edition_day(facts["edition"])
        same = (when for when in (first, own) if first_day(_day(when, zone), span) == first_day(named, span))
        first, day = next(same, datetime.combine(named, time(), zone)), named
    publish = given.get("publish")
    return Issue(day, max(first, publish) if publish else first, publish)


def why_held(issue: Issue, files: Mapping[date, EditionFile], settings: Mapping[str, Any], now: datetime) -> str:
    """Say why a story is held back; empty if it is not."""
    if issue.publish and issue.publish > now:
        return f"held until {issue.publish:%Y-%m-%d %H:%M %Z}"
    file = files.get(first_day(issue.day, settings["EDITION"]))
    return f"{WITH_EDITION}, a draft ({shown(file.path)})" if file and file.draft else ""


def _day(when: datetime, zone: ZoneInfo) -> date:
    return when.astimezone(zone).date()


def _time(value: str, zone: ZoneInfo) -> datetime:
    found = datetime.fromisoformat(value.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=zone)
