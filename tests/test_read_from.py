"""A warm build equals a cold one also where settings come from elsewhere, or name folders beside the site's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsdesk import digests

from .conftest import tree
from .test_warm import cold, make_project, run, write


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(digests, "FRESH", 0)
    folder = make_project(tmp_path / "brief")
    write(folder, "bridge", 0, [0, 1, 2], 1)
    write(folder, "ferry", 1, [1, 2, 3], 2)
    return folder


def set_to(project: Path, *rows: str) -> None:
    with (project / "pelicanconf.py").open("a", encoding="utf-8") as settings_file:
        settings_file.write("\n".join(("", *rows, "")))


def warm(project: Path) -> dict[str, bytes]:
    outcome = run(project)
    assert not outcome.errors, outcome.errors
    return tree(project / "output")


def built_twice(project: Path) -> None:
    """Build until the short way is taken that looks at nothing but whether anything has changed."""
    assert run(project).made
    assert run(project).made == ()


def test_a_setting_that_the_environment_or_another_file_gives(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "name.txt").write_text("Harbour Brief", "utf-8")
    set_to(project, "import os", 'SITENAME = open("name.txt").read()', 'SITESUBTITLE = os.environ.get("MOTTO", "")')
    built_twice(project)
    (project / "name.txt").write_text("Ferry Brief", "utf-8")
    pages = warm(project)
    assert b"Ferry Brief" in pages["index.html"] and pages == cold(project)
    monkeypatch.setenv("MOTTO", "All that floats")
    assert any(b"All that floats" in page for page in warm(project).values())


def test_templates_and_static_files_of_other_folders(project: Path) -> None:
    (project / "overrides").mkdir()
    (project / "more").mkdir()
    template = project / "overrides" / "tag.html"
    template.write_text("one {{ tag.name }}", "utf-8")
    (project / "more" / "extra.txt").write_text("one", "utf-8")
    set_to(
        project,
        f"THEME_TEMPLATES_OVERRIDES = [{os.fspath(project / 'overrides')!r}]",
        f'THEME_STATIC_PATHS = ["static", {os.fspath(project / "more")!r}]',
    )
    built_twice(project)
    template.write_text("two {{ tag.name }}", "utf-8")
    (project / "more" / "extra.txt").write_text("two", "utf-8")
    pages = warm(project)
    assert [page for name, page in pages.items() if name.endswith("extra.txt")] == [b"two"]
    assert any(page.startswith(b"two ") for page in pages.values())
    assert not any(page.startswith(b"one ") for page in pages.values())


def test_a_new_paste_in_a_folder_beside_the_content(project: Path) -> None:
    (project / "older").mkdir()
    set_to(project, 'ARTICLE_PATHS = ["", "../older"]')
    built_twice(project)
    write(project, "mill", 5, [4, 5, 0], 3)
    (project / "content" / "mill.txt").rename(project / "older" / "mill.txt")
    pages = warm(project)
    assert any(name.endswith("mill.html") for name in pages) and pages == cold(project)
