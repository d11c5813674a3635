"""Captions are known by whom they credit, in the forms of many papers; a sentence of the story that has a page's words stays."""

from __future__ import annotations

from datetime import date

import pytest

from newsdesk.article import Role
from newsdesk.clean import clean
from newsdesk.clean.patterns import credit_of

INTAKE = date(2026, 10, 14)
MENU = "Home\nNews\nWorld\nBusiness\n\n"
HEAD = "Old ferry to close after council vote\nBy Hester Quayle\nMarch 14, 2023\nShare\n\n"
TEXT = (
    "The council voted on Monday to close the old harbour ferry by the end of the year, after a debate that lasted four hours.",
    "The ferry has carried passengers across the estuary since 1911, and last year it made 41,000 crossings.",
    "“Nobody wanted this,” said Ruth Amery, the leader of the council. “But the repairs would cost more than the school roof.”",
    "Residents filled the gallery and spilled down the stairs. Several of them had come by ferry.",
    "The last boat will leave on December 30, and the crew of nine has been offered work on the buses.",
)
CAPTIONS = (
    "Passengers board the ferry on Monday morning. Colin Marsh/PA",
    "Passengers board the ferry on Monday morning.Credit:Getty Images",
    "The ferry at its berth. Left: Ruth Amery. Right: Tom Aldous. Credit: Council of Amery",
    "Passengers board the ferry while the crew look on. Colin Marsh for The Ledger",
    "Passengers board the ferry after rain. (Express photo by K Sathish)",
    "Passengers board the ferry after rain. | Photo Credit: K. Sathish",
    "Passengers board the ferry after rain | ANI",
    "A burned granary near the ferry, March 2023. © 2024 Private",
    "Pasażerowie wsiadają na prom w poniedziałek rano, fot. Marek Zieliński / Agencja Wschód",
    "Pasażerowie wsiadają na prom. Fot. M. Zieliński",
    "Пасажири сідають на пором. Усі фото: Денис Рябошапка",
    "Passeggeri salgono sul traghetto (LaPresse)",
    "Passageiros embarcam na balsa — Foto: Corpo de Bombeiros/Divulgação",
    "Passageiros embarcam na balsa - Ricardo Lima/Folhapress",
    "9일 주민들이 여객선에 오르고 있다. 최지웅 기자",
    "渡し船に乗る住民（市提供）",
    "Pasajeros suben al ferry, el lunes. EFE/ Ana Ruiz",
    "Pasajeros suben al ferry, el lunes.Rocío Almagro (EFE)",
    "Des passagers montent sur le bac. LP/Pauline Escafre",
    "Des passagers montent sur le bac. - Photo Sud Ouest / Pauline Escafre",
    "Fahrgäste auf der Fähre | Bildquelle: dpa",
    "Fahrgäste auf der Fähre. picture alliance / dpa",
)


def _roles(lines: tuple[str, ...]) -> dict[str, Role]:
    return {label.line.text: label.role for label in clean(MENU + HEAD + "\n\n".join(lines), INTAKE).labels}


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_is_known_above_and_within_the_text(caption: str) -> None:
    assert _roles((caption, *TEXT))[caption] is Role.CAPTION
    assert _roles((*TEXT[:3], caption, *TEXT[3:]))[caption] is Role.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "The board meets again on Friday, said Mayor Ruth Amery of Brenn",
        "He met U.S. President Joe Biden",
        "Speech by Dr. Martin Luther King",
        "The Ferry Is Closed. Long Live The Ferry",
        "Fähre Oslo - Kiel/Göteborg",
        "Ferries between Oster - Brenn/Tarn run again",
        "What is the plan? Nobody knows",
        "Ruth Amery, Colin Marsh, Tom Aldous | USA TODAY",
        "Please enter a valid email address. Sign Up",
        "The ferry closes in May and nobody knows why. Read More",
    ],
)
def test_names_and_titles_credit_nobody(line: str) -> None:
    assert credit_of(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Also in 2021, she founded a school for deckhands.",
        "Kestrel is part of the Overgaard Group, which was founded in 1962.",
        "Also in the running is our own Ruth Amery.",
        "Weitere Meldungen gab es 2021 nicht.",
        "Voir plus loin que 2030, c’est notre devoir.",
        "Reproduction in captivity requires permission from the ministry.",
        "No part of this plan may be published before the vote, under the council's rules.",
        "“I understand.”",
        "“Join us.”",
        "« J’accepte. »",
        "Legal Standards",
        "FAQ",
    ],
)
def test_a_line_between_two_paragraphs_is_not_the_pages_for_its_words(line: str) -> None:
    assert _roles((*TEXT[:3], line, *TEXT[3:]))[line] not in (Role.BOILERPLATE, Role.REPEAT)


def test_numbers_that_part_a_story_in_chapters_are_crossheads() -> None:
    roles = _roles((*TEXT[:2], "1", TEXT[2], "2", *TEXT[3:]))
    assert (roles["1"], roles["2"]) == (Role.CROSSHEAD, Role.CROSSHEAD)
