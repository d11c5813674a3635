"""Text copied across the pages of a print: their numbers and heads part no sentence, and are seen as removed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from newsdesk.article import Article
from newsdesk.clean import clean

from .golden import INTAKE

HEAD = "Northern quay to close for eleven weeks\n\nBy Ada Marsh\n3 March 2021\n\n"
TEXT = (
    "The Harbour Board of Wexham said on Tuesday that it would close the northern quay for eleven weeks from the first of May, so that the piles below it can be drawn and driven anew. Ferries will berth at the fish market until then, and lorries must take the road by the mill.",
    "Engineers found in January that four of the piles had been eaten by worms to half their width. The quay has carried no crane since, and the board has paid two watchmen to keep lorries off it by night. Nobody was hurt when a bollard broke in February and fell on an empty barge.",
    "Ida Brandt, who leads the crane drivers, said that her people had warned of the piles for three years. She asked the board to pay the men who cannot work in those weeks, and to say by the end of the month what the repair will cost in all. The board has put it at four million, a third of which the province is to pay.",
    "Traders of the fish market are not glad of their guests either. The stalls on the water side will have to go, and with them the stairs on which the boats of the lower bay land their catch at dawn. The board has promised them a pontoon, which is to come from Saltmouth before Easter.",
)


def printed(width: int, per_page: int, turn: Callable[[int], str]) -> str:
    """Return the text in lines of `width` characters, an empty one between paragraphs, with what stands between two pages."""
    rows = [row for paragraph in TEXT for row in (*textwrap.wrap(paragraph, width), "")]
    pages = [rows[at : at + per_page] for at in range(0, len(rows), per_page)]
    turned = [row for number, page in enumerate(pages, 1) for row in (*page, *turn(number).splitlines())]
    return HEAD + "\n".join(turned) + "\n"


def paragraphs(article: Article) -> tuple[str, ...]:
    return tuple(block.text for block in article.blocks)


def removed(article: Article) -> list[str]:
    return [label.line.text for label in article.removed if label.rule == "foot-of-printed-page"]


@pytest.mark.parametrize(("width", "per_page"), [(45, 14), (60, 14), (75, 12)])
@pytest.mark.parametrize(
    "turn", ["{}", "\n{}\n", "- {} -", "Page {} of 4", "{} HARBOUR QUARTERLY", "Harbour Quarterly | {}\nWexham", "www.harbour.example {}/4"]
)  # fmt: skip
def test_numbers_and_heads_of_pages_part_no_sentence(width: int, per_page: int, turn: str) -> None:
    article = clean(printed(width, per_page, turn.format), INTAKE)
    assert paragraphs(article) == TEXT
    assert set(removed(article)) >= {line for line in turn.format(2).splitlines() if line}


@pytest.mark.parametrize(("width", "per_page"), [(45, 10), (60, 9), (75, 7)])
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "note", ["{0} Sums are those of the {1} board, in pounds.", "¹ Board of Wexham, minutes of January, pages\n4 to 11; not printed by the {1} board.", "* The {1} board’s own count."]
)  # fmt: skip
def test_notes_at_the_foot_of_a_page_part_no_sentence(width: int, per_page: int, gap: str, note: str) -> None:
    text = " ".join(TEXT)
    rows = textwrap.wrap(text, width)
    pages = ["\n".join(rows[at : at + per_page]) for at in range(0, len(rows), per_page)]
    boards = "northern", "southern", "eastern"
    notes = [note.format(*of) for of in zip(range(1, len(pages)), boards, strict=False)]
    turns = [f"\n{gap}{foot}\n{gap}Harbour Quarterly {number}\n" for number, foot in enumerate(notes, 1)]
    article = clean(HEAD + "".join(part for pair in zip(pages, [*turns, ""], strict=True) for part in pair), INTAKE)
    notes = [foot.replace("\n", " ").lstrip("* ") for foot in notes]
    got = [paragraph.lstrip("* ") for paragraph in paragraphs(article)]
    assert " ".join(paragraph for paragraph in got if paragraph not in notes) == text
    assert [paragraph for paragraph in got if paragraph in notes] == notes


@pytest.mark.parametrize(
    ("above", "number", "below", "whole"),
    [
        ("Die Ingenieure sagten am Dienstag, dass vier Pfähle von Würmern zerfres-", "Seite 3 von 4", "sen sind und gezogen werden.", "zerfressen sind und"),
        ("Инженеры ещё в январе установили, что четыре сваи съедены червями, и на причале не", "Стр. 4", "стоит ни одного крана.", "причале не стоит"),
        ("Les ingénieurs ont dit mardi que quatre des pieux du quai nord devaient être", "– 12 –", "tirés et battus de nouveau.", "devaient être tirés"),
    ],
)  # fmt: skip
def test_what_is_surely_a_pages_number_may_stand_once(above: str, number: str, below: str, whole: str) -> None:
    article = clean(f"{HEAD}{' '.join(TEXT)}\n\n{above}\n{number}\n{below}\n", INTAKE)
    assert whole in article.body
    assert removed(article) == [number]


def test_what_an_editor_keeps_of_a_page_stays() -> None:
    article = clean(f"---\nkeep: Harbour Quarterly 1\n---\n{printed(60, 14, 'Harbour Quarterly {}'.format)}", INTAKE)
    assert "Harbour Quarterly 1" in article.body
    assert removed(article) == ["Harbour Quarterly 2"]


def test_figures_that_number_no_page_stay() -> None:
    """Chapters stand between sentences; figures of a story do not count on; the days of a diary are days."""
    chapters = HEAD + "\n\n".join(f"Part {number}\n\n{text}" for number, text in enumerate(TEXT, 1)) + "\n"
    figures = (
        HEAD + TEXT[0] + "\n\nIn January the ferries of the Harbour Board carried\n12\nlorries a day.\n\n" + TEXT[1]
    )
    diary = HEAD + "\n\n".join(f"{number} March\n\n{text}" for number, text in enumerate(TEXT, 4)) + "\n"
    assert not any(removed(clean(paste, INTAKE)) for paste in (chapters, figures, diary))


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("3/12/21, 10:04 AM Northern quay to close for eleven weeks - The Wexham Star", "https://www.wexham.example/2021/03/quay/ {}/4"),
        ("12.03.21, 10:04 Northern quay to close for eleven weeks", "https://www.wexham.example/2021/03/quay/ Seite {} von 4"),
        ("Northern quay to close for eleven weeks https://www.wexham.example/2021/03/quay/", "{} of 4 12/03/2021, 10:04"),
    ],
    ids=("chrome", "safari", "firefox"),
)  # fmt: skip
def test_heads_and_feet_of_a_browser_are_no_text_and_tell_no_day(head: str, foot: str) -> None:
    text = printed(80, 12, f"{foot}\n{head}".format)
    article = clean(f"{head}\n{text}", INTAKE)
    assert paragraphs(article) == TEXT
    assert (article.headline, article.date) == ("Northern quay to close for eleven weeks", "2021-03-03")
    assert set(removed(article)) >= {head, foot.format(1)}
