"""Pages of long lists: each is light, and what it leaves out stands on pages that it leads to."""

from __future__ import annotations

import posixpath
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import html5lib
import pytest

from newsdesk.site.editions import HEADLINES
from newsdesk.site.indexes import MOST

from .conftest import SITEURL, Desk, story, tree
from .test_warm import make_project, run

LIGHT = 25_000
"""Bytes of a page."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEDES = (
    "The ferry Nora waited off Saltmouth with {} guests aboard while the gale went on, the harbour master said.",
    "A tug from Saltmouth brought bread and {} litres of water to the ferry Nora, which still waits off the mole.",
    "The owners of the ferry Nora asked the port of Saltmouth for a berth and were told to wait {} hours more.",
    "Guests of the ferry Nora wrote {} letters to the council of Saltmouth, which met on the quay in the rain.",
    "The gale off Saltmouth lost force, and {} people on the mole saw the ferry Nora turn towards the harbour.",
)
LINK = re.compile(r'<a [^>]*href="([^"#:]+)"')


def write(desk: Desk, name: str, day: date, header: str) -> None:
    desk.paste(f"{name}.txt", f"---\ndate: {day}\n{header}---\n" + story(f"The ferry {name} sails again", date=""))


def write_tagged(desk: Desk, stories: int = 30, most: int = 5) -> set[str]:
    """Write stories with five tags of their own each and one that all have, and return the tags; those of "M" are many."""
    names = {"Ärmel", "Ноябрь", "3M"}
    for number in range(stories):
        own = [f"{LETTERS[(number + place) % 26]}ela {number} {place}" for place in range(most - 1)]
        tags = [*own, f"Marsh {number:02}", *(sorted(names) if number == 0 else [])]
        write(desk, f"tagged-{number}", date(2021, 3, 1), f"tags: Zinc, {', '.join(tags)}\n")
        names.update(tags if number else [*own, f"Marsh {number:02}"])
    return names | {"Zinc"}


def links(desk: Desk, name: str) -> list[str]:
    """Return where the links of a page's main part lead, as files."""
    main = desk.page(name).partition("<main")[2].partition("</main>")[0]
    return [posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in LINK.findall(main)]


def names_on(desk: Desk, name: str) -> list[str]:
    """Return the names that the last list of a page has."""
    return re.findall(r"<bdi>([^<]+)</bdi> \(\d+\)", desk.page(name))


def groups_of(desk: Desk, folder: str) -> list[str]:
    return sorted(f"{folder}/{path.name}" for path in (desk.output / folder).glob("*.html"))


def test_a_short_index_is_one_page(brief: Path) -> None:
    assert not list(brief.rglob("letters")) and not list(brief.rglob("years"))
    for name in ("tags", "authors", "sources", "archive"):
        page = html5lib.parse((brief / f"{name}.html").read_text("utf-8"), namespaceHTMLElements=False)
        assert not page.findall(".//main//nav"), name


def test_many_tags_stand_on_pages_by_letter(desk: Desk) -> None:
    tags = write_tagged(desk)
    assert desk.build().returncode == 0
    pages = groups_of(desk, "tags/letters")
    assert len(tags) > MOST and {"tags/letters/a.html", "tags/letters/0-9.html", "tags/letters/043d.html"} <= set(pages)
    found = [name for page in pages for name in names_on(desk, page)]
    assert sorted(found) == sorted(tags)
    assert {"Ärmel", "Aela 0 0"} <= set(names_on(desk, "tags/letters/a.html"))
    first = names_on(desk, "tags.html")
    assert len(first) == MOST and "Zinc" in first and set(first) < tags
    assert "With the most stories" in desk.page("tags.html") and '<nav aria-label="By letter">' in desk.page(
        "tags.html"
    )
    assert set(pages) < set(links(desk, "tags.html"))
    sitemap = desk.page("sitemap.xml")
    for page in pages:
        text = desk.page(page)
        assert len(text.encode()) < LIGHT and {"tags.html", *pages} <= set(links(desk, page))
        assert all((desk.output / link).is_file() for link in links(desk, page))
        (current,) = re.findall(r'<a href="([^"]+)" aria-current="page"><bdi>', text)
        assert current.endswith(page.rpartition("/")[2])
        assert f'<link rel="canonical" href="{SITEURL}/{page}">' in text and f"<loc>{SITEURL}/{page}</loc>" in sitemap
    assert "<title>Tags: M: The Brief</title>" in desk.page("tags/letters/m.html")


def test_a_letter_of_many_names_has_several_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.site.indexes.MOST", 12)
    write_tagged(desk)
    assert desk.build().returncode == 0
    pages = [f"tags/letters/m{part}.html" for part in ("", "-2", "-3")]
    found = [names_on(desk, page) for page in pages]
    assert {len(each) for each in found} <= {10, 11, 12} and found[0][-1] < found[1][0] <= found[1][-1] < found[2][0]
    assert not (desk.output / "tags/letters/m-4.html").exists()
    second = desk.page(pages[1])
    assert second.count('aria-current="page"') == 1 and second.count('aria-current="true"') == 1
    assert '<link rel="prev" href="../../tags/letters/m.html">' in second
    assert '<link rel="next" href="../../tags/letters/m-3.html">' in second
    assert f"<title>Tags: {found[1][0]} – {found[1][-1]}: The Brief</title>" in second and set(pages) < set(
        links(desk, pages[1])
    )


def test_many_months_stand_on_pages_by_year_and_the_latest_in_the_archive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.site.indexes.MOST", 12)
    for month in range(26):
        write(desk, f"month-{month}", date(2018 + month // 12, month % 12 + 1, 5), "")
    assert desk.build().returncode == 0
    years = groups_of(desk, "archive/years")
    assert years == [f"archive/years/{year}.html" for year in (2018, 2019, 2020)]
    assert set(years) < set(links(desk, "archive.html"))
    shown = names_on(desk, "archive.html")[:12]
    assert shown[0] == "February 2020" and shown[-1] == "March 2019"
    assert names_on(desk, years[0])[::11] == ["December 2018", "January 2018"]
    assert '<nav aria-label="By year">' in desk.page(years[0]) and "archive/2018-01.html" in links(desk, years[0])


def test_a_busy_month_shows_the_first_headlines_of_each_day_and_leads_to_the_others(desk: Desk) -> None:
    for number in range(90):
        lead = "lead: yes\n" if number == 61 else ""
        write(desk, f"busy-{number:02}", date(2021, 3, 1) + timedelta(number % 30), lead)
    for number in range(8):
        write(desk, f"crowd-{number}", date(2021, 3, 2), "")
    assert desk.build().returncode == 0
    month = links(desk, "archive/2021-03.html")
    days = [link for link in month if link.startswith("editions/")]
    assert len(days) == 30 and len(month) - 31 <= HEADLINES < 98
    shown = [link for link in month if link.startswith("stories/")]
    assert "stories/busy-61.html" in shown and len(shown) == 60
    assert len(re.findall(r"</a>, and 1 more</li>", desk.page("archive/2021-03.html"))) == 29
    assert "</a>, and 9 more</li>" in desk.page("archive/2021-03.html")
    reached = {link for page in days for link in links(desk, page) if link.startswith("stories/")}
    assert len(reached) == 98
    week = links(desk, "editions/2021-w09/index.html")
    assert sum(link.startswith("stories/") for link in week) == 7 * 3 + 8, "of a week there are few"


def test_a_large_edition_has_summaries_of_some_stories_of_each_section_and_all_headlines(desk: Desk) -> None:
    for number in range(70):
        write(
            desk,
            f"large-{number:02}",
            date(2021, 3, 1),
            f"section: {('Ports', 'Canals', 'Locks')[min(number // 8, 2)]}\n",
        )
    assert desk.build().returncode == 0
    name = "editions/2021-03-01/index.html"
    assert len({link for link in links(desk, name) if link.startswith("stories/")}) == 70
    sections = desk.page(name).split('<h2 class="sect">')[1:]
    assert sum(part.count("<h3") for part in sections) == 69, "the other one opens it"
    assert sorted(part.count('<p class="meta">') for part in sections) == [7, 8, 9], "of one as many as of another"
    for page in (name, "index.html"):
        assert len(desk.page(page).encode()) < LIGHT


def test_a_long_story_line_has_the_summaries_of_the_latest_and_all_headlines(desk: Desk) -> None:
    for number in range(30):
        desk.paste(
            f"line-{number:02}.txt",
            f"---\ndate: {date(2021, 3, 1) + timedelta(number // 2)}\ntags: Saltmouth, Ferry Nora\n---\n"
            + story(
                f"Ferry Nora waits off Saltmouth, day {number}", date="", lede=LEDES[number % 5].format(number * 37)
            ),
        )
    assert desk.build().returncode == 0
    name = max(
        (path for path in (desk.output / "lines").glob("line-*.html")), key=lambda path: path.stat().st_size
    ).name
    page = desk.page(f"lines/{name}")
    steps = page.partition('<ol class="line">')[2].partition("</ol>")[0].split("<li>")[1:]
    assert len(steps) > 10 and all("<h2" in step for step in steps)
    assert ["<p>" in step for step in steps] == [False] * (len(steps) - 8) + [True] * 8


def test_a_new_story_makes_no_letter_anew_but_those_of_its_tags(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    desk = Desk(tmp_path)
    desk.content.rmdir()
    desk.content, desk.output = project / "content", project / "output"
    write_tagged(desk)
    assert not run(project).errors
    write(desk, "latest", date(2021, 3, 2), "tags: Marsh 07, Quay\n")
    made = {name for name, _ in run(project).made}
    assert {name for name in made if name.startswith("tags/letters/")} == {"tags/letters/m.html", "tags/letters/q.html"}
    warm = tree(project / "output")
    for kept in ("output", ".newsdesk"):
        shutil.rmtree(project / kept)
    run(project)
    assert tree(project / "output") == warm
