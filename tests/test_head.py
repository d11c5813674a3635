"""What stands above the text, where words that are certain count for more than what was learned."""

from __future__ import annotations

import numpy as np
import pytest

from newsdesk.article import Role
from newsdesk.clean import clean, is_byline
from newsdesk.clean.labels.head.headline import _given_on
from newsdesk.clean.labels.head.writers import _says_by_at_headline
from newsdesk.clean.model import Page, gaps_between, read_features, read_page
from newsdesk.clean.patterns.datelines import tells_another_day
from newsdesk.clean.text import read_lines

from .golden import INTAKE

HEADLINE = "Ferry to Oster Sound runs again after storm"
TEXT = "The ferry to Oster Sound took its first passengers on Wednesday after eleven days in port, the harbour office said."


def page_of(*rows: str) -> Page:
    lines = read_lines("\n".join(rows))
    return read_page(lines, read_features(lines, gaps_between(range(len(lines)))), len(rows) - 1, len(rows))


def test_who_signs_right_below_the_headline_or_its_copy_is_likelier_than_others() -> None:
    page = page_of(
        HEADLINE, "Monday", "Port", "Sea", "Lamps", HEADLINE, "Port", "by Ada Marsh", "Lamps stolen", "Sea", "by Jon Pell", TEXT
    )  # fmt: skip
    assert np.flatnonzero(_says_by_at_headline(page, 0)).tolist() == [7]
    assert not _says_by_at_headline(page_of(HEADLINE, "Ada Marsh", "Port of Brenn", TEXT), 0).any()


@pytest.mark.parametrize(
    "path",
    [
        f"You are here: Home » Port » {HEADLINE}",
        f"Start > Hafen > {HEADLINE}",
        f"Port :: Sea :: {HEADLINE}",
        f"Home Port Sea {HEADLINE}",
        f"Our newsYour port{HEADLINE}",
        HEADLINE[:25] + "...",
    ],
)
def test_a_path_that_ends_in_the_headline_is_none_nor_is_one_cut_short(path: str) -> None:
    page = page_of("Home", path, HEADLINE, TEXT)
    assert _given_on(page, [0, 1, 2], np.array([-3.0, 2.0, -2.8])).tolist() == [-3.0, -np.inf, 2.0]


@pytest.mark.parametrize(
    "line",
    [
        f"{HEADLINE} » Harbour Press",
        "Home » Port » Lamps",
        "Oster Sound > Brenn",
        f"Exclusive: {HEADLINE}",
        f"Three words on {HEADLINE}",
    ],
)
def test_a_line_that_ends_in_no_other_keeps_its_odds(line: str) -> None:
    page = page_of("Home", line, HEADLINE, TEXT)
    assert _given_on(page, [0, 1, 2], np.array([-3.0, 2.0, -2.8])).tolist() == [-3.0, 2.0, -2.8]


@pytest.mark.parametrize(
    "above",
    [
        [f"{HEADLINE} [VIDEO]"],
        ["Trade from afar:", HEADLINE],
        ["Ferries, Lamps, Brenn", HEADLINE],
        ["Brenn / Ferries", HEADLINE],
    ],
)
def test_the_headline_stands_below_its_topics_and_may_end_in_brackets(above: list[str]) -> None:
    text = (TEXT, TEXT.replace("Wednesday", "Thursday"), TEXT.replace("eleven", "two"))
    article = clean("\n\n".join((*above, "By Ada Marsh", "13 October 2026", *text)), INTAKE)
    assert (article.headline, article.body.split("\n")[0]) == (above[-1], TEXT)


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Ada Marsh | Published 1 day ago", True),
        ("Ada Marsh - 12 mins ago", True),
        ("Ada Marsch, vor 3 Stunden", True),
        ("Ada Marche, il y a 2 heures", True),
        ("Updated 3 hours ago", False),
        ("Lamps stolen in Brenn 3 hours ago", False),
        ("Ada Marsh left the harbour of Brenn on the first ferry, an hour ago", False),
    ],
)
def test_a_name_beside_how_long_ago_signs(line: str, signs: bool) -> None:
    assert is_byline(line) is signs


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Posted on October 13, 2026 by Ada Marsh Leave a Comment on Lamps", ["Ada Marsh"]),
        ("Ada Marsh ada.marsh@port.no", ["Ada Marsh"]),
        ("Ada Marsh • October 13, 2026 • Shipping • 4 min read", ["Ada Marsh"]),
        ("ADA MARSH | BRENN", ["Ada Marsh"]),
        ("By ADA MARSH and JON PELL", ["Ada Marsh", "Jon Pell"]),
        ("Ada Marsh, Brenn", ["Ada Marsh"]),
        ("By Ada Marsh, Reuters", ["Ada Marsh", "Reuters"]),
        ("By Ada Marsh and Cher", ["Ada Marsh", "Cher"]),
        ("By Prof Ada Marsh, University of Brenn", ["Prof Ada Marsh"]),
        ("Words: Ada Marsh Photography: Jon Pell", ["Ada Marsh"]),
        ("Eine Analyse von Ada Marsh", ["Ada Marsh"]),
        ("Un reportage de Ada Marsh", ["Ada Marsh"]),
        ("dal nostro inviato Ada Marsh", ["Ada Marsh"]),
        ("Journalist: Ada Marsh", ["Ada Marsh"]),
        ("Kirjoittaja: Ada Marsh", ["Ada Marsh"]),
        ("Haber: Ada Marsh", ["Ada Marsh"]),
        ("From Ada Marsh in Brenn", ["Ada Marsh"]),
        ("Ada Marsh @amarsh", ["Ada Marsh"]),
        ("Ada Marsh, Jon Pell and Lena Hartwig", ["Ada Marsh", "Jon Pell", "Lena Hartwig"]),
        ("Ada Marsh | The Sun of Brenn", ["Ada Marsh", "The Sun of Brenn"]),
        ("Ada Marsh | Brenn Newsroom", ["Ada Marsh", "Brenn Newsroom"]),
        ("Brenn, Harbour News Bureau | October 13, 2026", ["Harbour News Bureau"]),
        ("By Ada Marsh 4 minute Read", ["Ada Marsh"]),
        ("Von Ada Marsh Lesezeit: 4 Min.", ["Ada Marsh"]),
        ('By Ada "Lamps" Marsh', ['Ada "Lamps" Marsh']),
        ("Par : Ada Marsh| +Ferries +Lampes", ["Ada Marsh"]),
        ("Autori: Ada Marsh (Ostas ziņas)", ["Ada Marsh"]),
        ("Szerző: Marsh Ada", ["Marsh Ada"]),
        ("Piše: Ada Marsh", ["Ada Marsh"]),
        ("Oleh Ada Marsh", ["Ada Marsh"]),
        ("di Ada Marsh e Jon Pell", ["Ada Marsh", "Jon Pell"]),
        ("Von unserem Korrespondenten Jon Pell", ["Jon Pell"]),
        ("De notre envoyée spéciale Ada Marsh", ["Ada Marsh"]),
        ("Texto: Ada Marsh. Fotos: Jon Pell", ["Ada Marsh"]),
        ("Text & foto: Ada Marsh", ["Ada Marsh"]),
        ("By Reuters, Ada Marsh", ["Reuters", "Ada Marsh"]),
        ("Picture of Ada Marsh By Ada Marsh", ["Ada Marsh"]),
        ("Ada MarshAda Marsh 13 October 2026, 19:35", ["Ada Marsh"]),
        ("By Ada Marsh 2026-10-13T20:51:19Z Ferries & Lamps", ["Ada Marsh"]),
        ("By Ada Marsh with agencies", ["Ada Marsh"]),
        ("By Ada Marsh and Jon Pell, Harbour News", ["Ada Marsh", "Jon Pell"]),
        ("By Ada Marsh HARBOUR NEWS", ["Ada Marsh"]),
        ("By Ada Marsh — Oster Sound", ["Ada Marsh"]),
        ("By AFP - Ada Marsh", ["AFP", "Ada Marsh"]),
        ("A cura di Ada Marsh", ["Ada Marsh"]),
        ("dalla nostra corrispondente Ada Marsh", ["Ada Marsh"]),
        ("Door onze redacteur Ada Marsh", ["Ada Marsh"]),
        ("By Ada MARSH and Jon PELL", ["Ada MARSH", "Jon PELL"]),
        ("By Ada Marsh, Senior Fellow, Tarn Institute", ["Ada Marsh"]),
        ("By Professor Ada Marsh and Jon Pell", ["Professor Ada Marsh", "Jon Pell"]),
    ],
)
def test_a_byline_names_its_writers_and_neither_places_nor_sections(line: str, names: list[str]) -> None:
    article = clean("\n\n".join((HEADLINE, line, TEXT, TEXT.replace("Wednesday", "Thursday"))), INTAKE)
    assert (list(article.authors), article.headline) == (names, HEADLINE)
    assert line not in article.body


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["Ada Marsh", "and", "Jon Pell", "13 October 2026"], ["Ada Marsh", "Jon Pell"]),
        (["By Ada Marsh", "ABC Rural", "13 October 2026"], ["Ada Marsh"]),
        (["By Ada Marsh", "Harbour News", "13 October 2026"], ["Ada Marsh"]),
        (["Ada Marsh", "Senior Fellow, Tarn Institute", "13 October 2026"], ["Ada Marsh"]),
        (["By Ada Marsh", "By Jon Pell", "13 October 2026"], ["Ada Marsh", "Jon Pell"]),
        (["12 hours ago", "Share", "Save", "Ada Marsh"], ["Ada Marsh"]),
        (["Ada Marsh", "Updated 2 minutes ago"], ["Ada Marsh"]),
        (["Ada Marsh's avatar", "Ada Marsh", "13 October 2026"], ["Ada Marsh"]),
    ],
)
def test_lines_beside_a_byline_name_further_writers_or_what_they_are(lines: list[str], names: list[str]) -> None:
    text = (TEXT, TEXT.replace("Wednesday", "Thursday"), TEXT.replace("eleven", "two"))
    article = clean("\n\n".join(("Home", "News", "Sport", HEADLINE, *lines, *text)), INTAKE)
    assert (list(article.authors), article.headline) == (names, HEADLINE)


def test_marked_points_below_the_byline_are_all_kept() -> None:
    points = "• Lamps stolen from the quay\n• Ferries stay in port\n• Board meets on Friday"
    text = (TEXT, TEXT.replace("Wednesday", "Thursday"), TEXT.replace("eleven", "two"))
    article = clean(
        "\n\n".join(("Home", "News", HEADLINE, "By Ada Marsh", "13 October 2026", "Share", points, *text)), INTAKE
    )
    assert all(point[2:] in article.body for point in points.split("\n"))


@pytest.mark.parametrize(
    ("line", "another"),
    [
        ("02:57 Min.. Verfügbar bis 06.05.2021.", True),
        ("Abrufbar bis 6. Mai 2021", True),
        ("Stand: 06.05.2021, 06:00 Uhr", False),
        ("Bewerbungsfrist: 6. Mai 2021", True),
        ("Scadenza: 6 maggio 2021", True),
        ("Event date: May 6, 2021", True),
        ("Wydarzenie: 6 maja 2021", True),
        ("Harbour Press, 6 May 2021 (retrieved 7 May 2021)", False),
        ("Zuletzt aktualisiert: 07.05.2021. Erstellt: 06.05.2021", False),
    ],
)
def test_the_day_of_a_film_an_event_or_a_deadline_is_not_the_storys(line: str, another: bool) -> None:
    assert tells_another_day(line) is another


@pytest.mark.parametrize(
    "dateline",
    [
        "BRENN (March 3, 2021) —",
        "Brenn, 3. März 2021.",
        "Brenn, den 03.03.2021:",
        "Brenn, le 3 mars 2021 –",
        "Brenn, 3 de marzo de 2021.-",
        "Port of Brenn, 3 March 2021 -",
        "PORT BRENN--(HARBOUR WIRE)--March 3, 2021--",
        "Brenn/Oster, 3 marzo 2021 -",
    ],
)
def test_the_day_of_a_press_release_is_the_one_in_its_dateline(dateline: str) -> None:
    article = clean(f"{HEADLINE}\n\n{dateline} {TEXT}\n\n{TEXT.replace('Wednesday', 'Thursday')}\n", INTAKE)
    assert article.date == "2021-03-03"


@pytest.mark.parametrize(
    "opening",
    ["On March 3, 2021 - the day it rained -", "Since 3 March 2021: nothing.", "Brenn was quiet on March 3, 2021,"],
)
def test_a_day_within_the_lede_is_no_dateline(opening: str) -> None:
    article = clean(f"{HEADLINE}\n\n{opening} {TEXT}\n\n{TEXT.replace('Wednesday', 'Thursday')}\n", INTAKE)
    assert not article.date


CONTENTS = """Home
News
Business

The railway effect
By Rachel Steinmetz
May 4, 2022
Share
{heading}
Where prices rose most
What first-time buyers can do

House prices in Wold rose by 9% last year, the fastest pace since 2007, according to the land registry.

Agents say that buyers from the city have doubled since the railway opened in May.

Where prices rose most

The villages along the line saw rises of up to 14%. A cottage in Amery went for £412,000.

“I had eleven offers in a weekend,” said Jean Tibbs, who sold it.

What first-time buyers can do

Lenders advise buyers to agree a mortgage before they look, and some councils offer loans to those who stay ten years.

The registry will publish its next figures in March.
"""


@pytest.mark.parametrize("heading", ["In this article", "Contents", "On this page", "Share"])
def test_a_list_of_contents_takes_neither_headline_nor_crossheads(heading: str) -> None:
    article = clean(CONTENTS.format(heading=heading), INTAKE)
    entries = ("Where prices rose most", "What first-time buyers can do")
    found = [(label.role, label.rule) for label in article.labels if label.line.text in entries]
    assert article.headline == "The railway effect"
    assert [rule for _, rule in found[:2]] == ["contents-list"] * 2
    assert [role for role, _ in found[2:]] == [Role.CROSSHEAD] * 2


def test_a_day_behind_its_place_with_the_hour_in_spanish_is_the_storys() -> None:
    text = (TEXT, TEXT.replace("Wednesday", "Thursday"), TEXT.replace("eleven", "two"))
    article = clean(
        "\n\n".join((HEADLINE, "Por: Ada Marsh", "Lima, 13 de octubre del 2026 12:17 p. m.", *text)), INTAKE
    )
    assert (article.date, article.dek, article.authors) == ("2026-10-13", "", ("Ada Marsh",))


def test_what_is_said_above_the_headline_is_no_path() -> None:
    text = (TEXT, TEXT.replace("Wednesday", "Thursday"), TEXT.replace("eleven", "two"))
    article = clean(
        "\n\n".join(("»Wie kommen wir an Land?«", HEADLINE, "By Ada Marsh", "13 October 2026", *text)), INTAKE
    )
    assert "breadcrumb" not in {label.rule for label in article.labels}
