"""Cases as data: a paste, and what each of its lines must be.

A file holds cases. A case opens with `=== ` and its title; then stand its reason, `--- paste`, the paste, `--- lines`
and for each line that is not empty its role and rule; `--- facts`, where given, holds `name: value` lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsdesk.article import Role
from newsdesk.clean import clean
from newsdesk.desk.explain import as_json

from .golden import INTAKE

CASES = Path(__file__).parent / "cases"
KNOWN_FAILURES = Path(__file__).parent / "known-failures.txt"
"""Titles of cases that come out wrong, and how, with a bar between."""


@dataclass(frozen=True)
class Case:
    title: str
    paste: str
    lines: list[str]
    facts: dict[str, str]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for text in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, *parts = re.split(r"^--- (paste|lines|facts)\n", text, flags=re.MULTILINE)
        named = dict(zip(parts[::2], parts[1::2], strict=True))
        facts = [row.partition(":") for row in named.get("facts", "").splitlines() if row.strip()]
        cases.append(
            Case(
                f"{path.stem}: {head.splitlines()[0]}",
                named["paste"].rstrip("\n") + "\n",
                [" ".join(row.split()) for row in named["lines"].splitlines() if row.strip()],
                {name: value.strip() for name, _, value in facts},
            )
        )
    return cases


def all_cases() -> Iterator[Any]:
    """Yield all cases; what we cannot do yet is strictly expected to fail."""
    failing = dict(row.split(" | ") for row in KNOWN_FAILURES.read_text("utf-8").splitlines() if row)
    for path in sorted(CASES.glob("*.txt")):
        for case in read_cases(path):
            reason = failing.pop(case.title, "")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            yield pytest.param(case, marks=marks, id=case.title)
    assert not failing, f"no such case: {', '.join(failing)}"


@pytest.mark.parametrize("case", list(all_cases()))
def test_a_line_is_what_the_case_says(case: Case) -> None:
    article = clean(case.paste, INTAKE)
    got = [f"{label.role.value} {label.rule}" for label in article.labels if label.role is not Role.BLANK]
    assert got == case.lines
    found = as_json(article)
    for name, value in case.facts.items():
        said = found[name]
        assert (", ".join(said) if isinstance(said, list) else str(said or "")) == value, name
