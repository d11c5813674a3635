"""Text broken into lines comes out as the paragraphs it was, whatever the width."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.clean import clean

from .golden import INTAKE, names, paste_of

NARROWEST, WIDEST = 30, 100
"""Letters of usual width in a line."""
SANS = {  # of Arial, in thousandths of its height; all others are 556
    278: " .,:;!/\\[]ftI", 222: "ijl'‘’", 333: "()-r{}“”", 355: '"', 500: "cksvxyzJ", 611: "FTZ", 667: "ABEKPSVXY&",
    722: "CDHNRUw", 778: "GOQ", 833: "mM", 944: "W", 1000: "—%",
}  # fmt: skip
SERIF = {  # of Times New Roman; all others are 500
    250: " .,", 278: ":;/tijl[]\\", 333: "!()-rfI{}‘’s", 389: "sJ", 444: "ceaz“”", 408: '"', 556: "PSF", 611: "ELTZ", 722: "ABCRVXYDGHKNQUOw&",
    778: "m", 889: "M", 944: "W", 1000: "—",
}  # fmt: skip


def width_in(font: dict[int, str], usual: int, text: str) -> float:
    """Return the width of a text, in letters of usual width."""
    widths = {letter: width for width, letters in font.items() for letter in letters}
    return sum(widths.get(letter, usual) for letter in text) / usual


WIDTHS = {
    "typed": lambda text: float(len(text)),
    "sans": lambda text: width_in(SANS, 556, text),
    "serif": lambda text: width_in(SERIF, 500, text),
}


@cache
def story(name: str) -> tuple[str, ...]:
    """Return the paragraphs of a golden story."""
    blocks = clean(paste_of(name), INTAKE).blocks
    return tuple(block.text for block in blocks if block.role == "body" and len(block.text) > 60)


def wrapped(paragraph: str, width: float, measure: str, hyphens: bool) -> list[str]:
    """Return a paragraph in lines, each as full as it can be; with `hyphens` long words are divided."""
    rows = [""]
    for word in paragraph.split():
        longer = f"{rows[-1]} {word}".lstrip()
        if WIDTHS[measure](longer) <= width or not rows[-1]:
            rows[-1] = longer
        elif hyphens and len(word) > 8 and word.isalpha() and WIDTHS[measure](f"{rows[-1]} {word[:4]}-") <= width:
            rows[-1] += f" {word[:4]}-"
            rows.append(word[4:])
        else:
            rows.append(word)
    return rows


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(names()),
    st.integers(NARROWEST, WIDEST),
    st.sampled_from(sorted(WIDTHS)),
    st.booleans(),
    st.booleans(),
)
def test_a_wrapped_story_has_its_words_and_paragraphs(
    name: str, width: int, measure: str, hyphens: bool, blank: bool
) -> None:
    paragraphs = story(name)
    rows = [wrapped(paragraph, width, measure, hyphens) for paragraph in paragraphs]
    text = ("\n\n" if blank else "\n").join("\n".join(row) for row in rows)
    got = [block.text for block in clean(f"---\ntitle: A story in a column\ndate: 2021-03-03\n---\n{text}\n").blocks]
    if not hyphens:
        assert " ".join(got).split() == " ".join(paragraphs).split()
    assert "".join("".join(got).split()).replace("-", "") == "".join("".join(paragraphs).split()).replace("-", "")
    if blank and not hyphens:  # without an empty line a full last line ends no paragraph that can be seen
        assert len(set(paragraphs) & set(got)) >= 0.9 * len(paragraphs)


@pytest.mark.parametrize("name", names())
def test_a_story_that_is_not_wrapped_stays(name: str) -> None:
    paragraphs = story(name)
    got = [block.text for block in clean("---\ntitle: A story\ndate: 2021-03-03\n---\n" + "\n".join(paragraphs)).blocks]
    assert [text for text in got if text in paragraphs] == list(paragraphs)


ORDINALS = (
    "Die Stadt will den Leuchtturm wie angekündigt zum 1. Mai schließen und vom 15. Juni an umbauen lassen, weil das Dach leckt. "
    "Am 3. Oktober soll er wieder öffnen, am 24. Dezember brennt dann zum ersten Mal seit 1931 die Lampe, wie der Rat mitteilte.",
    "Der Verein aus der 2. Bundesliga hat im 3. Anlauf den Aufstieg verpasst und spielt vom 7. August an wieder vor eigenem Publikum.",
    "Rada prodala starý maják 3. března malířce, která v něm chce od 1. června bydlet a 15. září otevřít lampovnu školám z okolí.",
    "Byrådet solgte det gamle fyr den 3. marts til en maler, som vil flytte ind den 1. juni og åbne lamperummet den 15. september.",
)


@pytest.mark.parametrize("paragraph", ORDINALS)
@pytest.mark.parametrize("width", range(30, 76, 3))
def test_a_line_that_begins_with_an_ordinal_goes_on(paragraph: str, width: int) -> None:
    rest = (
        "Der Turm steht seit 1862, und seine Lampe brannte bis zum Winter 1931 mit Öl, sagt der Wärter, der ihn noch kannte, "
        "weil er als Kind auf der Mole spielte und abends zusah, wie man dort oben alle vier Stunden den Docht beschnitt und das "
        "Glas mit einem Leder rieb, das danach wochenlang nach Tran roch und in keinem Haus der Straße mehr liegen durfte."
    )
    text = "\n\n".join("\n".join(wrapped(each, width, "typed", hyphens=False)) for each in (paragraph, rest))
    article = clean(f"Alter Leuchtturm verkauft\n\nVon Anna Meier\n\n3. März 2021\n\n{text}\n", INTAKE)
    assert [block.text for block in article.blocks] == [paragraph, rest]


def test_few_paragraphs_of_two_lines_are_joined_where_nothing_is_wider() -> None:
    paragraphs = (
        "Councilman Orrin Pell was elected mayor of Ashwick on Tuesday, beating a former ally by 212 votes.",
        "“I was raining votes,” Pell joked on the steps of City Hall.",
        "Polls closed at 8 p.m. A water main break delayed the count at Ashwick North by an hour.",
    )
    menu = "\n\n".join(f"Section {number}" for number in range(40))
    for top in ("", f"{menu}\n\n"):
        text = "\n\n".join("\n".join(wrapped(each, 72, "typed", hyphens=False)) for each in paragraphs)
        article = clean(
            f"{top}Pell wins the mayoral race by 212 votes\n\nBy Bettina Rhodes\n\nMarch 3, 2021\n\n{text}\n", INTAKE
        )
        assert [block.text for block in article.blocks][-3:] == list(paragraphs)


def test_lines_right_below_each_other_stay_where_a_paragraph_is_wider() -> None:
    paste = "The keeper counts the lamps\nof the lower bay\n\nBy Ada Marsh\n\n3 March 2021\n\n" + "\n\n".join(
        story(names()[0])
    )
    assert clean(paste, INTAKE).headline == "The keeper counts the lamps"


def test_a_wrapped_page_without_empty_lines_is_joined_though_most_of_it_is_menus() -> None:
    paragraphs = story(names()[0])[:6]
    rows = ["\n".join(wrapped(each, 72, "typed", hyphens=False)) for each in paragraphs]
    menu = [f"Section {number}" for number in range(40)]
    text = "\n".join((*menu, "The keeper counts the lamps of the lower bay", "By Ada Marsh", "3 March 2021", *rows))
    got = [block.text for block in clean(f"{text}\n", INTAKE).blocks]
    assert sum(each in got for each in paragraphs) >= len(paragraphs) - 1  # one may end with a full line


def test_an_item_goes_on_in_lines_that_hang_below_its_words() -> None:
    paste = (
        "The Cold Docks\n\nBy Ada Marsh\n\n3 March 2021\n\n"
        "This paper argues that the northern ports need rules before they need new cranes\nor longer quays. It makes two recommendations to the governments of the region:\n\n"
        "1. Agree on who may berth. At present each harbour master decides alone, often by\n   telephone, and no record is kept.\n\n"
        "2. Count what is landed. Only two of nine ports keep figures that can be com-\n   pared.\n\n"
        "The paper was written after visits to nine ports in the summer of 2020 and the win-\nter that followed. Four of the ports had turned a ship away in the years since 2015.\n"
    )
    got = [block.text for block in clean(paste, INTAKE).blocks]
    assert got[1].endswith("alone, often by telephone, and no record is kept.")
    assert got[2].endswith("figures that can be compared.")
