"""The plugin alone, in a site of somebody else's: Pelican's own command, its own themes, and plugins of others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import feedparser
import pytest

from newsdesk.press.build import build
from newsdesk.press.options import Options

from .conftest import PROJECT, story, tree

SETTINGS = f"""
AUTHOR = "Lena Hartwig"
SITENAME = "Harbour Notes"
SITEURL = "https://notes.example.org"
TIMEZONE = "UTC"
FEED_ALL_ATOM = "feeds/all.atom.xml"
DEFAULT_PAGINATION = 5
PLUGIN_PATHS = [{str(PROJECT / "plugins")!r}]
PLUGINS = ["newsdesk"]
"""
OTHERWISE = "Edition: second\nSource: a book\nShow: yes\n"
"""Metadata whose names are a paste's, and which means something else."""
WALK = f"""Title: A "walk" & a talk
Date: 2021-03-02
{OTHERWISE}Category: Walks
Slug: walk

The harbour master of the Suez Canal was out. *We* walked back.

<iframe src="https://video.example.org/7" onload="begin()"></iframe>
"""
RELATED = """{% extends "!simple/article.html" %}{% block content %}{{ super() }}
{% for link in article.related %}<a class="related" href="{{ SITEURL }}/{{ link.article.url }}">{{ link.article.title }}</a>: {{ link.reason }}{% endfor %}
{% for passage in article.removed %}Line {{ passage.lines }}: {{ passage.reason }}: {{ passage.text }}{% endfor %}{% endblock %}
"""
"""The lines of the manual, in a theme of one template."""
LEDES = (
    "The harbour master of the Suez Canal said on Monday that number 0 of the tugs was at the quay in Suez again.",
    "Crews who had slept for a week on deck sent number 1 of the tugs to Suez, where cooks of the Suez Canal gave out rice.",
)
BODIES = ("Nobody knows who paid for her new ropes.", "A baker rowed out at dawn, for her oven had no coal left.")


def site(folder: Path, settings: str = "") -> Path:
    """Write a site with two pastes, a story in Markdown, and a theme."""
    (folder / "content").mkdir(parents=True)
    (folder / "content/walk.md").write_text(WALK, "utf-8")
    for number, name in enumerate(("tugs", "tugs-again")):
        paste = story(
            ("Tugs of Suez come home", "Rice for the crews")[number],
            lede=LEDES[number],
            body=BODIES[number],
            tail="Share this",
        )
        (folder / f"content/{name}.txt").write_text(paste, "utf-8")
    (folder / "content/tags.toml").write_text('[[tag]]\nname = "Suez Canal"\n', "utf-8")
    (folder / "theme/templates").mkdir(parents=True)
    (folder / "theme/templates/article.html").write_text(RELATED, "utf-8")
    (folder / "pelicanconf.py").write_text(SETTINGS + settings, "utf-8")
    return folder


def pelican(folder: Path) -> dict[str, str]:
    """Run Pelican's command as anybody does, without a warning; return what it wrote."""
    command = [sys.executable, "-m", "pelican", "content", "--fatal", "warnings"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 0 and "WARNING" not in done.stdout + done.stderr, done.stdout + done.stderr
    return {name: text.decode() for name, text in tree(folder / "output").items() if name.endswith(("html", "xml"))}


@pytest.mark.parametrize("theme", ["notmyidea", "simple"])
def test_pastes_become_articles_and_markdown_is_left_as_it_is_written(tmp_path: Path, theme: str) -> None:
    with_ours = site(tmp_path / "ours", f"THEME = {theme!r}\n")
    without = site(tmp_path / "theirs", f"THEME = {theme!r}\nPLUGINS = []\n")
    pages, before = pelican(with_ours), pelican(without)
    assert "number 1 of the tugs" in pages["rice-for-the-crews.html"]
    assert "tag/suez-canal.html" in pages, sorted(pages)
    assert "Share this" not in pages["tugs-of-suez-come-home.html"]
    for name in ("walk.html", "category/walks.html"):
        own = [row for row in before[name].splitlines() if "/category/" not in row]  # the menu has more sections now
        assert [row for row in pages[name].splitlines() if "/category/" not in row] == own, name
    assert pelican(with_ours) == pages
    feed = feedparser.parse(pages["feeds/all.atom.xml"])
    assert (
        'A "walk" & a talk' in [entry.title for entry in feed.entries] and "a book" not in pages["feeds/all.atom.xml"]
    )


def test_a_file_that_settings_copy_is_no_paste_and_stands_where_ours_would(tmp_path: Path) -> None:
    extra = 'PATH = "content"\nSTATIC_PATHS = ["extra"]\nEXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}\n'
    folder = site(tmp_path / "site", extra)
    (folder / "content/extra").mkdir()
    (folder / "content/extra/robots.txt").write_text("User-agent: nobody\n", "utf-8")
    pelican(folder)
    assert (folder / "output/robots.txt").read_text("utf-8") == "User-agent: nobody\n"
    for _ in range(2):
        outcome = build(str(folder / "pelicanconf.py"), Options(output=str(tmp_path / "built")))
        assert not outcome.errors
        assert (tmp_path / "built/robots.txt").read_text("utf-8") == "User-agent: nobody\n"


def test_a_theme_shows_reasons_and_a_setting_has_markdown_linked(tmp_path: Path) -> None:
    theme = 'THEME = "theme"\n'
    pages = pelican(site(tmp_path / "apart", theme))
    first = pages["tugs-of-suez-come-home.html"]
    assert 'class="related" href="https://notes.example.org/rice-for-the-crews.html"' in first
    assert "Also names" in first and ": Share this" in first
    assert "/tag/suez-canal" in first and "/tag/suez-canal" not in pages["walk.html"]
    assert 'class="related"' not in pages["walk.html"] and "<em>We</em>" in pages["index.html"]
    folder = site(tmp_path / "linked", f"{theme}MARKDOWN_AS_PASTES = True\n")
    (folder / "content/walk.md").write_text(WALK.replace(OTHERWISE, ""), "utf-8")
    linked = pelican(folder)
    assert 'class="related"' in linked["walk.html"] and "/tag/suez-canal" in linked["walk.html"]
    assert (
        "<iframe" in pages["walk.html"]
        and "<iframe" not in linked["walk.html"]
        and "<em>We</em>" not in linked["index.html"]
    )


def test_neighbors_and_sitemap_work_beside_it(tmp_path: Path) -> None:
    others = 'PLUGINS += ["pelican.plugins.sitemap", "pelican.plugins.neighbors"]\nTHEME = "simple"\n'
    folder = site(tmp_path / "site", others)
    (folder / "theme/templates/article.html").write_text(
        '{% extends "!simple/article.html" %}{% block content %}next: {{ article.next_article.url }}{% endblock %}',
        "utf-8",
    )
    (folder / "pelicanconf.py").write_text(SETTINGS + others.replace('"simple"', '"theme"'), "utf-8")
    pages = pelican(folder)
    assert any(f"next: {name}" in pages["walk.html"] for name in pages) and "walk.html" in pages["sitemap.xml"]
