"""What a reader learns of how much was written when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from playwright.sync_api import Browser

from newsdesk.site.charts import draw
from newsdesk.site.i18n import interface

from .conftest import Desk, invoke_here, story
from .motley import project

FIRST = date(2021, 1, 4)
CHART = re.compile(r'<figure class="chart">.*?</figure>', re.DOTALL)


def days(*after: int) -> list[date]:
    """Return the days so many days after the first."""
    return [FIRST + timedelta(number) for number in after]


def bars(path: str) -> list[tuple[int, int]]:
    """Return where each bar of a path begins, and its height."""
    found, at = [], 0
    for sign, number in re.findall(r"([hv])(-?\d+)", path):
        if sign == "h":
            at += int(number)
        elif int(number) < 0:
            found.append((at, -int(number)))
    return found


@pytest.mark.parametrize(
    ("after", "unit", "first", "last"),
    [
        ((0, 0, 1), "day", "4 January 2021", "5 January 2021"),
        ((0, 3, 30), "day", "4 January 2021", "3 February 2021"),
        ((0, 3, 31), "week", "4 January 2021", "4 February 2021"),
        ((2, 3, 181), "week", "6 January 2021", "4 July 2021"),
        ((0, 3, 182), "month", "January 2021", "July 2021"),
        ((0, 3, 1822), "month", "January 2021", "December 2025"),
        ((0, 3, 1823), "year", "2021", "2026"),
        ((0, 3, 365 * 140), "year", "2021", "2160"),
    ],
)
def test_bars_stand_for_days_weeks_months_or_years(after: tuple[int, ...], unit: str, first: str, last: str) -> None:
    found = draw(days(*after))
    assert found and (found.unit, found.first, found.last) == (unit, first, last)


def test_a_bar_is_as_high_as_it_has_stories_and_stands_where_its_day_is() -> None:
    found = draw(days(0, 0, 0, 0, 2, 3, 3))
    assert found and bars(found.path) == [(0, 40), (20, 10), (30, 20)]
    assert (found.width, found.most) == (38, 4)
    assert found.rows == ("4 January 2021: 4 stories", "6 January 2021: 1 story", "7 January 2021: 2 stories")


def test_one_story_is_seen_beside_many() -> None:
    found = draw(days(*[0] * 500, 1))
    assert found and bars(found.path) == [(0, 40), (10, 1)]


@pytest.mark.parametrize("after", [(), (0,), (0, 9), (0, 0, 0, 0), (0, 0, 365 * 160)])
def test_what_says_nothing_has_no_chart(after: tuple[int, ...]) -> None:
    """Few stories, one bar, or so many years that none is seen."""
    assert draw(days(*after)) is None


def test_the_order_of_stories_never_shows() -> None:
    given = days(0, 8, 8, 40, 90)
    assert draw(given) == draw(given[::-1])


def test_weeks_months_and_years_without_a_story_leave_a_gap_and_no_words() -> None:
    found = draw([date(2020, 12, 31), date(2021, 1, 31), date(2021, 10, 1)])
    assert found and bars(found.path) == [(0, 40), (10, 40), (100, 40)]
    assert found.rows == ("December 2020: 1 story", "January 2021: 1 story", "October 2021: 1 story")


@pytest.mark.parametrize(("lang", "row"), [("de", "Januar 2021: 2 Artikel"), ("fr", "janvier 2021 : 2 articles")])
def test_a_chart_is_told_in_the_language_of_the_page(lang: str, row: str) -> None:
    words = interface([lang], lang, {})[lang]
    found = draw(days(0, 1, 250), words)
    assert found and found.rows[0] == row
    assert {*words["charts"]} == {"day", "week", "month", "year"} and "at most" not in str(words["charts"])


def test_a_chart_of_a_language_written_from_right_to_left_begins_at_the_right() -> None:
    arabic = interface(["ar"], "ar", {})["ar"]
    left, right = draw(days(0, 0, 4)), draw(days(0, 0, 4), arabic)
    assert left and right and [height for _, height in bars(left.path)] == [40, 20]
    assert bars(right.path) == [(0, 20), (40, 40)]


def charts(page: str) -> list[str]:
    return CHART.findall(page)


def written(desk: Desk, months: int) -> None:
    """Write pastes of one tag and one source, one in the first month, two in the second and so on."""
    for month in range(months):
        for number in range(month % 4 + 1):
            day = date(2017 + month // 12, month % 12 + 1, number + 1)
            header = f"---\ndate: {day}\ntags: Ferries\nsource: https://harbour-press.example/{month}-{number}\n---\n"
            lede = (
                f"The ferry of berth {month * 7 + number} sailed at noon with {number * 31 + month} guests aboard it."
            )
            desk.paste(
                f"ferry-{month}-{number}.txt", header + story(f"Ferry {month}-{number} sails", date="", lede=lede)
            )


def test_dossiers_sources_and_the_archive_have_a_chart_that_is_light(desk: Desk) -> None:
    written(desk, 60)
    assert desk.build().returncode == 0
    for name in ("tags/ferries.html", "sources/harbour-press-example.html", "archive.html"):
        (found,) = charts(desk.page(name))
        assert len(found.partition("</svg>")[0].encode()) < 2_000, name
        assert "style=" not in found and "<script" not in found
        assert "<title>Stories by month, 4 at most (January 2017 – December 2021)</title>" in found
        assert "<li>December 2021: 4 stories</li>" in found and found.count("<li>") == 60
        assert len(desk.page(name).encode()) < 25_000


def test_a_story_line_has_a_chart(brief: Path) -> None:
    (found,) = charts((brief / "lines/erbil-airport-rockets.html").read_text("utf-8"))
    assert "Stories by day, 1 at most (16 February 2021 – 3 March 2021)" in found
    assert "<li>25 February 2021: 1 story</li>" in found


def test_a_page_of_few_stories_has_none(desk: Desk) -> None:
    written(desk, 1)
    assert desk.build().returncode == 0
    for name in ("tags/ferries.html", "sources/harbour-press-example.html", "archive.html"):
        assert not charts(desk.page(name)), name


def test_a_new_story_makes_no_chart_of_others_anew(desk: Desk) -> None:
    """A page of a tag or a source that the story has not stays as it is."""
    written(desk, 6)
    for number in range(4):
        header = f"---\ndate: 2017-02-{number + 1:02}\ntags: Lights\nsource: https://quay.example/{number}\n---\n"
        desk.paste(f"light-{number}.txt", header + story(f"Light {number} goes out", date=""))
    assert desk.build().returncode == 0
    header = "---\ndate: 2017-06-09\ntags: Ferries\nsource: https://harbour-press.example/new\n---\n"
    desk.paste("new.txt", header + story("Another ferry sails", date=""))
    told = desk.build("--why").stdout
    assert "tags/ferries.html" in told and "sources/harbour-press-example.html" in told
    assert "tags/lights.html" not in told and "sources/quay-example.html" not in told


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_reader_sees_the_bars_and_opens_the_figures(browser: Browser, tmp_path: Path, lang: str) -> None:
    made = project(tmp_path / "brief", DEFAULT_LANG=lang)
    (made / "content").mkdir()
    for number, day in enumerate((1, 1, 1, 9)):
        paste = f"---\nlang: en\ndate: 2021-03-{day:02}\n---\n" + story(f"Ferry {number} sails", date="")
        (made / f"content/ferry-{number}.txt").write_text(paste, "utf-8")
    assert invoke_here("build", cwd=made).returncode == 0
    page = browser.new_page(viewport={"width": 390, "height": 900}, color_scheme="dark")
    page.goto((made / "output/archive.html").as_uri())
    chart = page.locator(".chart svg")
    box = chart.bounding_box()
    assert box and box["height"] >= 60 and 200 < box["width"] <= 358
    first, last = (place.bounding_box() for place in page.locator(".chart p span").all())
    assert first and last and (first["x"] < last["x"]) == (lang == "en")
    rows = page.locator(".chart li")
    assert rows.count() == 2 and not rows.first.is_visible()
    page.locator(".chart summary").click()
    assert rows.first.is_visible()
    assert page.get_by_role("img", name="2021").count() == 1, "the drawing has a name that tells its days"
    page.emulate_media(media="print")
    assert chart.is_visible() and not rows.first.is_visible()
    page.close()


def test_the_drawing_is_the_figures(brief: Path) -> None:
    """Each bar of a page has its row, and its height is that of its number."""
    for path in [brief / "archive.html", brief / "tags/iraq.html", brief / "sources/example-org.html"]:
        page: ElementTree.Element = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        (figure,) = page.findall(".//figure[@class='chart']")
        numbers = [int(re.findall(r": (\d+) ", "".join(row.itertext()))[0]) for row in figure.iter("li")]
        drawn = [each.get("d", "") for each in figure.iter() if str(each.tag).endswith("path")]
        heights = [height for _, height in bars(drawn[0])]
        assert [round(40 * number / max(numbers)) for number in numbers] == heights, path
