"""Days in many forms."""

from __future__ import annotations

from datetime import date

import pytest

from newsdesk.clean.patterns.dates import fitting_year, written_days, yearless_days
from newsdesk.site.editions import week_title


@pytest.mark.parametrize(
    "text",
    [
        "Nov. 19, 2019", "19 November 2019", "2019-11-19T07:03:25Z", "Tue 19 Nov 2019 10.41 GMT", "November 19th, 2019", "19.11.2019", "19.11.19, 08:16 Uhr", "19 .11 .2019",
        "19. November 2019", "19 novembre 2019", "19 de noviembre de 2019", "19.11.2019", "19.11.19, 08:16 Uhr", "19 .11 .2019", "11/19/2019", "19-Nov-2019", "19 نوفمبر 2019",
        "١٩ نوفمبر ٢٠١٩", "Updated 6:12 PM ET, Tue November 19, 2019", "2019年11月19日", "19 KASIM 2019", "19.11.1907:16 Uhr",
        "2019. 11. 19. 18:12", "２０１９年１１月１９日", "๑๙ พฤศจิกายน ๒๕๖๒", "19/11/2562", "१९ नवंबर २०१९", "19° novembre 2019", "19 Νοε 2019", "2019. gada 19. novembrī",
        "2019 m. lapkričio 19 d.", "19 ნოემბერი 2019", "19 նոյեմբերի 2019", "19 نومبر 2019", "১৯ নভেম্বর ২০১৯", "19 ноември 2019",
    ],
)  # fmt: skip
def test_a_written_day_is_read(text: str) -> None:
    assert [found.day for found in written_days(text)] == [date(2019, 11, 19)]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2021",
        "2021-13-01",
        "page 3 of 2019",
        "in May 2020",
        "1,234.5678",
        "10.11.12.2013.5",
        "3.10.11.2",
        "plus 1.2.19 %",
        "on 3.3. 18:12",
    ],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert not list(written_days(text))


def test_figures_that_fit_two_days_name_both() -> None:
    assert [(found.day, found.other) for found in written_days("3/4/2021")] == [(date(2021, 4, 3), date(2021, 3, 4))]


@pytest.mark.parametrize("latest", [date(2021, 2, 25), date(2022, 6, 1), date(2026, 11, 22)])
def test_a_weekday_and_a_day_fit_one_year_near(latest: date) -> None:
    (pair,) = yearless_days("struck on Thursday (February 25) in the east")
    assert fitting_year(pair, latest) == 2021


def test_a_day_that_fits_no_year_is_not_guessed() -> None:
    (pair,) = yearless_days("on Thursday (February 30)")
    assert fitting_year(pair, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("monday", "title"),
    [
        ("2021-02-22", "22 to 28 February 2021"),
        ("2021-03-29", "29 March to 4 April 2021"),
        ("2020-12-28", "28 December 2020 to 3 January 2021"),
    ],
)
def test_a_week_is_told_by_its_days(monday: str, title: str) -> None:
    assert week_title(date.fromisoformat(monday)) == title
