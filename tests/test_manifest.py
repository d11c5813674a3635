"""What is out of date, and why: decided from fingerprints alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.digests import signature
from newsdesk.incremental.manifest import Fingerprint, Manifest, why_stale

MADE = Fingerprint("environment", "template", "values")


def test_what_is_made_from_the_same_is_not_stale() -> None:
    assert why_stale(MADE, Fingerprint.parse(str(MADE))) == ""


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        (None, "it cannot be told what it rests on"),
        (replace(MADE, environment_key="other"), "the settings, the code or a package changed"),
        (replace(MADE, environment_key="other", template="other"), "the settings, the code or a package changed"),
        (replace(MADE, template="other", values="other"), "its template changed"),
        (replace(MADE, values="other"), "tags, links or lists around it changed"),
    ],
)
def test_the_reason_names_what_lies_deepest(now: Fingerprint | None, reason: str) -> None:
    assert why_stale(MADE, now) == reason


def test_files_count_as_they_were_left(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("a", "utf-8")
    manifest = Manifest(tmp_path, "environment", before={"a": [str(MADE), [["a.html", signature(page)]]]})
    assert manifest.why_stale("a", MADE) == "" and manifest.reuse("a") == ["a.html"]
    page.write_text("another", "utf-8")
    assert manifest.why_stale("a", MADE) == "its file was gone or not as it was left"
    assert manifest.why_stale("b", MADE) == "new"


def test_stories_that_were_read_anew_are_named(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path, "environment", before={"a": [str(MADE), []]}, changed=set("vwxyz"))
    other = replace(MADE, values="other")
    manifest.note("a", other, manifest.why_stale("a", other), {"a.html": ""}, ["x", "w", "q", "z", "v"])
    manifest.note("c", other, manifest.why_stale("c", other), {}, ["x"])
    assert manifest.made == [("a", "changed: v, w, x and 1 more"), ("c", "new")]
