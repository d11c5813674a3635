"""Columns of print side by side are read one after the other, and the editor is told."""

from __future__ import annotations

import textwrap
from datetime import date
from itertools import zip_longest

import pytest

from newsdesk.clean import clean, notes_of

from .golden import INTAKE

HEAD = "Storm closes harbour of Brenn\n\nBy Ada Marsh\n13 October 2026\n\n"
ENGLISH = (
    "The harbour of Brenn was closed on Wednesday after a storm had torn three lamps from the northern pier, the harbour master said.",
    "“We have never seen waves like these in autumn,” said Jon Pell, who has kept the lights for thirty years. He was up all night.",
    "The council met in the morning and voted to spend two million crowns on a new breakwater, which is to be begun in spring.",
    "Shop owners along the quay fear that the closing will cost them most of the trade of the season, for half of it comes by ferry.",
    "A spokeswoman for the ferry company said that tickets would be refunded, and that buses would run to Oster until the pier was safe.",
)
GERMAN = (
    "Der Hafen von Brenn ist am Mittwoch gesperrt worden, nachdem ein Sturm drei Lampen von der Nordmole gerissen hatte.",
    "„Solche Wellen haben wir im Herbst noch nie gesehen“, sagte Jon Pell, der seit dreißig Jahren die Leuchtfeuer betreut.",
    "Der Gemeinderat beschloss am Vormittag, zwei Millionen Kronen für einen neuen Wellenbrecher auszugeben.",
    "Die Ladenbesitzer am Kai fürchten, dass die Sperrung sie den größten Teil des Geschäfts kosten wird.",
)


def in_columns(paragraphs: tuple[str, ...], columns: int, width: int, blank: bool = True) -> str:
    rows = [row for text in paragraphs for row in (*textwrap.wrap(text, width), *[""] * blank)]
    height = -(-len(rows) // columns)
    parts = [rows[begin : begin + height] for begin in range(0, len(rows), height)]
    return "\n".join(
        "".join(cell.ljust(width + 4) for cell in row).rstrip() for row in zip_longest(*parts, fillvalue="")
    )


@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize(("paragraphs", "columns", "width"), [(ENGLISH, 2, 44), (ENGLISH, 3, 28), (GERMAN, 2, 40)])
def test_columns_are_read_one_after_the_other(
    paragraphs: tuple[str, ...], columns: int, width: int, blank: bool
) -> None:
    paste = HEAD + in_columns(paragraphs, columns, width, blank) + "\n"
    article = clean(paste, INTAKE)
    assert (article.headline, article.authors, article.date) == (
        "Storm closes harbour of Brenn",
        ("Ada Marsh",),
        "2026-10-13",
    )
    assert article.body.replace("\n", " ") == " ".join(paragraphs)
    assert sorted({label.line.number for label in article.labels}) == list(range(1, paste.count("\n") + 1))
    ((line, told),) = [note for note in notes_of(article, "en", date(2026, 11, 1)) if "columns" in note[1]]
    assert line == 6 and told.startswith("lines 6 to ")


def test_a_column_ends_where_the_page_is_wide_again() -> None:
    wide = "This is printed across the whole page, below both columns of the story, and it stays where it stands on the page."
    article = clean(HEAD + in_columns(ENGLISH, 2, 44) + f"\n\n{wide}\n", INTAKE)
    assert article.body.replace("\n", " ") == " ".join((*ENGLISH, wide))


@pytest.mark.parametrize(
    "rows",
    [
        "\n".join(
            f"Ferry {number}      leaves at {number}:15 for Oster      on weekdays only" for number in range(1, 10)
        ),
        in_columns(ENGLISH, 2, 44).replace("    ", "\t"),
        "\n".join(f"{number} {text}  {text}" for number, text in enumerate(["two  spaces within a line"] * 8)),
    ],
)
def test_a_table_is_no_columns(rows: str) -> None:
    article = clean(f"{HEAD}{ENGLISH[0]}\n\n{rows}\n\n{ENGLISH[2]}\n", INTAKE)
    assert not article.columns
    assert [label.line.number for label in article.labels] == list(range(1, len(article.labels) + 1))
