"""Small inputs of kinds that people report in public come out right, by every kind's own measure."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from newsdesk import store
from newsdesk.article import Article, Role
from newsdesk.clean import clean
from newsdesk.clean.notes import notes_of

from .conftest import PROJECT
from .golden import INTAKE

FIELD = PROJECT / "tests" / "field"


def read(name: str) -> Article:
    return clean(store.read_text(FIELD / name).text, INTAKE)


@dataclass(frozen=True)
class Right:
    """What an input comes out as; what is not given is not asked."""

    headline: str = ""
    authors: tuple[str, ...] | None = None
    date: str | None = None
    lang: str = ""
    body: tuple[str, ...] = ()
    """opening words of its paragraphs, in order, all of them"""
    absent: tuple[str, ...] = field(default=())
    """words that are nowhere in the story"""
    crossheads: tuple[str, ...] | None = None


FERRY = ("The ferry to Oster Sound", "The storm had torn", "About ninety people")
RIGHT = {
    "01-dropcap.txt": Right(body=("The ferry that links", "He stood on the quay", '"I did not know', "A new captain")),
    "01c-dropcap-caps-next.txt": Right(body=("WHEN Jonas Pell tied", "He stood on the quay", "A new captain")),
    "02-hyphen-wrap.txt": Right(body=("The grid operator of the Velm valley", '"We put the washing on')),
    "03-refrain.txt": Right(crossheads=()),
    "06-designation.txt": Right(authors=("Melissa Jelling",), body=FERRY),
    "06c-words-by-photos-by.txt": Right(authors=("Melissa Jelling",), body=FERRY),
    "09b-numeric-date-en-weekday.txt": Right(date="2021-03-04", body=FERRY),
    "10-persian-date.txt": Right(date="2021-03-03", authors=("آدا مارش",), lang="fa"),
    "10b-arabic-eastern-digits-rlm.txt": Right(date="2021-03-03", authors=("مها العلي",), lang="ar"),
    "12c-offer-date-only.txt": Right(date="", body=FERRY),
    "15-comments-details.html": Right(
        authors=("Ada Marsh",), date="2021-03-03", body=("The software that drives", "The old one let", "Ruth Aldous, who wrote"), absent=("thirteen", "Posted")
    ),
    "15c-comments-paste-nohead.txt": Right(
        body=("The software that drives", "The old one let", "Ruth Aldous, who wrote"), absent=("bellman", "thirteen")
    ),
    "16-cp1251.html": Right(date="2021-03-03", lang="ru", headline="Паром в Остер снова ходит"),
    "16i-cp1256.txt": Right(date="2021-03-03", lang="ar", headline="عبارة أوستر تعود إلى العمل بعد العاصفة"),
    "20-nfd.txt": Right(date="2021-03-03", authors=("Zoë Müller",), lang="de"),
    "20e-nfd-french.txt": Right(date="2021-02-03", authors=("Zoé Müller",), lang="fr", absent=("commentaire", "newsletter", "réseaux")),
    "30-sup-footnotes.html": Right(
        body=("The harbour counted 12 calves in 2020, about 3 × 10² fewer than the record of 1912, it said", "A pen of 40 m² holds them, and a litre of milk costs $11.99 on the quay, or 1 1/2 crowns", '"We lost count once," said the warden, who holds the 2nd mate', "東"),
        absent=("nine",),
    ),
    "32-hidden.html": Right(
        body=("The harbour counted twelve calves", "A pen of forty", '"We lost count once,"'), absent=("AI readers", "embargo", "placeholder", "Template", "turn on scripts")
    ),
    "33b-pdf-column.txt": Right(body=("The harbour office", "It is the third rise", "The mayor, Ola", "The calf pays", "Nell Harker")),
    "33d-column-38.txt": Right(body=("The harbour office", "It is the third rise", "The mayor, Ola", "The calf pays", "Nell Harker")),
    "34-rlm-date-slashes.txt": Right(date="2021-03-03", lang="ar"),
    "35-tweet-embed.txt": Right(date="2021-03-03", crossheads=()),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_an_input_from_the_field_comes_out_right(name: str) -> None:
    article, right = read(name), RIGHT[name]
    text = "\n".join(block.text for block in article.blocks)
    assert not right.headline or article.headline == right.headline
    assert right.authors is None or article.authors == right.authors
    assert right.date is None or article.date == right.date
    assert not right.lang or article.lang == right.lang
    bodies = [block.text for block in article.blocks if block.role is Role.BODY]
    if right.body:
        assert len(bodies) == len(right.body)
        assert all(got.startswith(begin) for got, begin in zip(bodies, right.body, strict=True))
    assert not [words for words in right.absent if words in text]
    heads = tuple(block.text for block in article.blocks if block.role is Role.CROSSHEAD)
    assert right.crossheads is None or heads == right.crossheads


def test_divided_words_are_whole_and_hyphens_of_their_own_stay() -> None:
    body = read("02-hyphen-wrap.txt").body
    for words in ("two-year trial", "price-determining", "low-cost", "state-owned", "power-hungry", "the return is"):
        assert words in body


def test_a_table_is_a_table_and_nothing_beside_it_is_lost() -> None:
    for name, rows, below in (
        ("28-table-paste.txt", 5, "The fares hold from Friday"),
        ("28c-results-table.txt", 5, "The winners keep the cup"),
    ):
        article = read(name)
        assert sum("\t" in block.text for block in article.blocks) == rows
        assert below in article.body and "Brenn" in article.body
        assert not article.removed


def test_tables_terms_and_lists_of_a_saved_page_stay() -> None:
    blocks = read("14-nobr-lists.html").blocks
    items = [block.text for block in blocks if block.role is Role.LIST_ITEM]
    assert items == [
        "keep the lamp clean and lit from dusk,", "paint the tower in its old red once in five years,", "let in school classes on Fridays.",
        "4. pay one euro a month to the lifeboat.", "Year\tRent", "2021\t120 euros", "2022\t140 euros", "Height: 31 metres, lamp included",
    ]  # fmt: skip
    text = "\n".join(block.text for block in blocks)
    assert (
        "The sixth HP-fund has bought a lighthouse" in text
        and "10³ steps" in text
        and "and will let it to a painter." in text
    )


def test_the_marks_of_a_word_processor_make_a_list() -> None:
    items = [block.text for block in read("25-word-bullets.txt").blocks if block.role is Role.LIST_ITEM]
    assert len(items) == 7 and items[0].startswith("Calves") and items[-1] == "They go to the lifeboat."


def test_what_was_removed_of_a_page_can_be_seen_and_brought_back() -> None:
    text = store.read_text(FIELD / "32-hidden.html").text
    rules = {label.line.text: label.rule for label in clean(text, INTAKE).removed}
    hidden = next(line for line in rules if line.startswith("Members only"))
    assert rules[hidden] == "unseen-on-the-page"
    assert "Members only" in clean(f"---\nkeep: Members only\n---\n{text}", INTAKE).body


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("12-future.txt", "still to come"),
        ("10-persian-date.txt", "write 'lang: fa'"),
    ],
)
def test_what_was_guessed_is_told(name: str, told: str) -> None:
    assert any(told in reason for _, reason in notes_of(read(name), "en", INTAKE))


def test_a_day_with_two_readings_is_told_with_both() -> None:
    article = clean(
        "Ferry runs again after storm\n\nBy Ada Marsh\n\n05/06/2021\n\n"
        + "The ferry to Oster Sound took its first passengers after eleven days in port, the office said.\n",
        INTAKE,
    )
    assert any("2021-06-05 or 2021-05-06" in reason for _, reason in notes_of(article, "en", INTAKE))


def test_sentences_that_are_left_out_are_told() -> None:
    article = read("15c-comments-paste-nohead.txt")
    assert (
        sum(label.rule == "readers-comment" and label.line.text.endswith((".", "?")) for label in article.removed) == 2
    )
    told = [(line, reason) for line, reason in notes_of(article, "en", INTAKE) if "left out" in reason]
    assert [line for line, _ in told] == [14] and "2 of 5 lines of sentences" in told[0][1]
    assert not [reason for _, reason in notes_of(read("06-designation.txt"), "en", INTAKE) if "left out" in reason]
