"""Every page in the eyes of the Nu HTML checker, the one that the W3C runs: no error, no warning, no remark."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

FRAGMENT = (
    '<!doctype html>\n<html lang="en"><head><title>An item</title></head><body><h1>An item</h1>\n{}\n</body></html>\n'
)
"""A page around an item; a story in another language says so itself."""


def complaints(checker: list[str], files: Iterable[Path], *options: str) -> list[str]:
    """Return what the checker says of the files."""
    words = [*checker, *options, "--also-check-svg", "--exit-zero-always", "--stdout", "--format", "json"]
    done = subprocess.run([*words, *map(str, files)], capture_output=True, text=True, timeout=170, check=True)
    rows = json.loads(done.stdout)["messages"]
    return [f"{row['url']}:{row.get('lastLine', 0)}: {row['message']}" for row in rows]


@pytest.mark.parametrize("site", ["brief", "motley"])
def test_the_checker_has_nothing_to_say_of_any_page(
    checker: list[str], site: str, request: pytest.FixtureRequest
) -> None:
    output: Path = request.getfixturevalue(site)
    files = [*output.rglob("*.html"), *output.rglob("*.svg")]
    assert len(files) > 60
    assert not complaints(checker, files)


def test_the_checker_has_nothing_to_say_of_the_text_of_feeds(
    checker: list[str], brief: Path, motley: Path, tmp_path: Path
) -> None:
    files = []
    for site in (brief, motley):
        for feed in ("all", "editions"):
            for number, item in enumerate(json.loads((site / f"feeds/{feed}.json").read_text("utf-8"))["items"]):
                path = tmp_path / f"{site.parent.name}-{feed}-{number}.html"
                path.write_text(FRAGMENT.format(item["content_html"]), "utf-8")
                files.append(path)
    assert len(files) > 60
    assert not complaints(checker, files, "--no-langdetect")


def test_the_checker_would_say_so(checker: list[str], tmp_path: Path) -> None:
    (tmp_path / "wrong.html").write_text(FRAGMENT.format("<p><p>Two</p></p><img src=x>"), "utf-8")
    assert len(complaints(checker, [tmp_path / "wrong.html"])) >= 2
