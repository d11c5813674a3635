"""The manual: made by the project itself, its links whole, its tables those of the code."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest

from newsdesk import cli, tasks
from newsdesk.clean.text.header import KEYS
from newsdesk.press.build import build
from newsdesk.press.options import Options
from newsdesk.press.prepare import DEFAULTS

from .conftest import PROJECT

MANUAL = PROJECT / "docs/manual"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("manual") / "site"
    outcome = build(str(PROJECT / "docs/pelicanconf.py"), Options(output=str(output)))
    assert not outcome.errors and not outcome.warnings, (outcome.errors, outcome.warnings)
    return output


def rows(name: str) -> dict[str, str]:
    """Return the rows of a page's tables by each name in their first column."""
    found = re.findall(r"^\| (`.*?`) \| (.*?) \|$", (MANUAL / f"{name}.md").read_text("utf-8"), re.MULTILINE)
    return {key: told for keys, told in found for key in re.findall("`([^`]+)`", keys)}


def test_every_page_of_the_manual_is_made_and_leads_somewhere(site: Path) -> None:
    pages = {path.stem: site / f"{'index' if path.stem == 'start' else path.stem}.html" for path in MANUAL.glob("*.md")}
    assert len(pages) >= 8
    for name, path in pages.items():
        page = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False)
        assert len(page.findall(".//h1")) == 1, name
        for link in page.iter("a"):
            address = urlsplit(link.get("href", ""))
            if not address.scheme and address.path:
                assert (path.parent / address.path).exists(), (name, address.path)


def test_the_manual_names_each_key_of_a_header() -> None:
    assert rows("header").keys() == {*KEYS}


def test_the_manual_names_each_setting_of_ours() -> None:
    told = rows("settings").keys()
    first = (PROJECT / "pelicanconf.py").read_text("utf-8").partition("# ---- The newsdesk's")[0]
    assert told >= {*DEFAULTS} and told >= {*re.findall(r"^([A-Z_]+) = ", first, re.MULTILINE)}
    assert told <= {*DEFAULTS, *re.findall(r"^([A-Z_]+)\b", first, re.MULTILINE)}


def test_the_manual_tells_of_each_task_what_it_tells_of_itself() -> None:
    named = {task.name: task for task in (*vars(tasks).values(), cli.init, cli.upgrade) if hasattr(task, "body")}
    first = {name: str(inspect.getdoc(task.body)).split("\n", 1)[0] for name, task in named.items()}
    assert rows("commands") == first
