"""The theme: no undefined name, and what a page tells of itself to machines."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from .conftest import MOTLEY, PROJECT, SITEURL, invoke_here
from .motley import project, write

STRICT = """
import jinja2, jinja2.ext

class Told(jinja2.ext.Extension):
    def preprocess(self, source, name, filename=None):
        with open("rendered.txt", "a") as told:
            told.write(f"{name}\\n")
        return source

JINJA_ENVIRONMENT["undefined"] = jinja2.StrictUndefined
JINJA_ENVIRONMENT["extensions"] = [Told]
"""
"""Settings under which an undefined name is an error, and each template that is used is told."""


def test_every_template_is_rendered_and_uses_no_undefined_name(tmp_path: Path) -> None:
    folder = project(tmp_path / "site")
    write(folder / "content")
    link = "---\ntitle: A link & its <note>\nsource: https://example.org/link\nadded: 2021-03-02\nnote: *Why*\n---\n"
    (folder / "content/link.txt").write_text(link, "utf-8")
    with (folder / "pelicanconf.py").open("a") as settings:
        settings.write(STRICT)
    done = invoke_here("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    theme = PROJECT / "theme/templates"
    written = {str(path.relative_to(theme)) for path in theme.rglob("*.html")}
    assert invoke_here("email", cwd=folder).returncode == 0
    assert written <= set((folder / "rendered.txt").read_text().split())
    (tmp_path / "empty").mkdir()
    empty = invoke_here("build", "--content", str(tmp_path / "empty"), "--output", "nothing", cwd=folder)
    assert empty.returncode == 0, empty.stderr


def structured(path: Path) -> list[dict[str, Any]]:
    page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
    return [json.loads(script.text) for script in page.findall(".//script[@type='application/ld+json']")]


@pytest.mark.parametrize(("site", "address"), [("brief", SITEURL), ("motley", MOTLEY)])
def test_a_story_tells_machines_what_it_tells_its_readers(
    site: str, address: str, request: pytest.FixtureRequest
) -> None:
    """schema.org's NewsArticle, with what search engines ask of it."""
    output: Path = request.getfixturevalue(site)
    rows = {row["slug"]: row for row in json.loads((output / "catalog.json").read_text("utf-8"))}
    for slug, row in rows.items():
        path = output / "stories" / f"{slug}.html"
        facts, crumbs = structured(path)
        assert facts["@context"] == "https://schema.org" and facts["@type"] == "NewsArticle"
        assert facts["headline"] == row["title"] and facts["articleSection"] == row["section"]
        assert facts["description"] and "<" not in facts["description"].replace("<barges>", "")
        assert facts["inLanguage"] == (
            "ar" if 'lang="ar"' in path.read_text("utf-8").partition("<header>")[0] else "en"
        )
        assert facts["url"] == facts["mainEntityOfPage"]["@id"] == f"{address}/stories/{slug}.html"
        published, modified = (datetime.fromisoformat(facts[name]) for name in ("datePublished", "dateModified"))
        assert published.tzinfo and modified.tzinfo and published <= modified
        assert published.date().isoformat() == row["date"]
        assert [author["name"] for author in facts["author"]] == (row["authors"] or ["The Brief"])
        assert {author["@type"] for author in facts["author"]} == ({"Person"} if row["authors"] else {"Organization"})
        assert facts["publisher"] == {"@type": "Organization", "name": "The Brief", "url": f"{address}/"}
        assert facts["keywords"] == row["tags"]
        steps = crumbs["itemListElement"]
        assert crumbs["@type"] == "BreadcrumbList" and [step["position"] for step in steps] == [1, 2, 3]
        assert [step["name"] for step in steps] == ["The Brief", row["section"], row["title"]]
        assert steps[2]["item"] == facts["url"]


def test_the_original_and_the_corrections_are_told_to_machines(motley: Path) -> None:
    facts = structured(motley / "stories/harbour.html")[0]
    assert facts["isBasedOn"] == "https://example.org/harbour?a=1&b=2"
    assert facts["dateModified"].startswith("2021-03-05T") and facts["datePublished"].startswith("2021-03-03T")
    assert facts["correction"] == [
        {
            "@type": "CorrectionComment",
            "datePublished": "2021-03-05",
            "text": "the number of cranes was wrong: two & not <three>",
        }
    ]
