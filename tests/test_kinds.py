"""Words that print, word processors and pages take apart or hide come out whole, or not at all: kinds, beside the inputs of `test_field.py`."""

from __future__ import annotations

import pytest

from newsdesk.article import Role
from newsdesk.clean import clean, written_days
from newsdesk.clean.text import language_of
from newsdesk.corpus.tags.names import names_in_text

from .golden import INTAKE

BELOW = "The warden feeds them at seven, he said, and has held the post for nine years."
DROPPED_LETTERS = [
    ("L\n\n’été touche à sa fin quand Marcel Tissot descend le rideau de son atelier.", "L’été touche"),
    ("« C\n\n’était un lundi de brouillard », raconte Odile Perrin, qui a tenu la caisse.", "« C’était un"),
    ("“\n\nW\n\ne had one tuba between us,” says Wen Abbott, who has played since the frost.", "“We had one"),
    ("„W\n\nir haben nie auf die Uhr gesehen“, sagt Trude Ahlers und legt die Leine um.", "„Wir haben"),
    ("A\n\nwoman in a grey coat opens the vault every Thursday and counts what hangs there.", "A woman in"),
    ("A\n\nGerman painter has bought the vault and counts every Thursday what hangs there.", "A German painter"),
    ("В\nВязове после долгой ночи закрыли мост для машин, сообщили во вторник утром.", "В Вязове"),
    ("On\n\na Thursday in January the vault was opened, and what hangs there was counted.", "On a Thursday"),
    ("IN\n\nTHE spring the vault is opened every Thursday, and what hangs there is counted.", "IN THE spring"),
    ("Th\n\ne vault is opened every Thursday, and somebody counts what hangs there by hand.", "The vault"),
    ("L'\nhomme au manteau gris ouvre la cave chaque jeudi et compte ce qui y pend.", "L'homme au"),
    ("¿\nQuién abre la bóveda cada jueves y cuenta lo que cuelga allí desde hace años?", "¿Quién abre"),
    ("O\n\n’Brien opens the vault every Thursday in his grey coat and counts what hangs there.", "O’Brien opens"),
    ("T HE vault is opened every Thursday, and somebody counts what hangs there by hand.", "THE vault"),
    ("D en gamle hvælving åbnes hver torsdag, og nogen tæller det, der hænger derinde.", "Den gamle"),
]


def test_letters_above_the_parts_of_a_list_are_none_of_their_words() -> None:
    rows = "".join(
        f"{name[0]}\n\n{name} is kept in the third row of the vault, where nobody looks for it.\n\n"
        for name in ("Amber", "Bone", "Cork")
    )
    article = clean(f"What is in the vault of Wexham\n\nBy Ada Marsh\n\nMarch 3, 2024\n\n{rows}{BELOW}\n", INTAKE)
    assert "Amber is kept" in article.body and "A Amber" not in article.body


def test_a_large_first_letter_of_a_saved_page_is_put_to_its_word() -> None:
    html = page(
        f'<div class="dropcap">T</div><p>{"he vault is opened every Thursday, and somebody counts what hangs there."}</p>'
    )
    assert "The vault is opened every Thursday" in clean(html, INTAKE).body


@pytest.mark.parametrize(("paste", "opening"), DROPPED_LETTERS)
def test_a_large_first_letter_is_put_to_its_word_and_mark(paste: str, opening: str) -> None:
    article = clean(f"Nine swans in Wexham\n\nBy Ada Marsh\n\nMarch 3, 2024\n\n{paste}\n\n{BELOW}\n", INTAKE)
    assert [block.text.startswith(opening) for block in article.blocks] == [True, False]
    assert not article.removed


DIVIDED = [
    ("Der Stadtrat von Auental hat am Montag-\nabend über den Brunnen gestritten und die Haushaltsbera-\ntungen vertagt. Die CDU-\nFraktion will die Vor-\nund Nachteile prüfen las-\nsen, sagte sie.", "Der Stadtrat von Auental hat am Montagabend über den Brunnen gestritten und die Haushaltsberatungen vertagt. Die CDU-Fraktion will die Vor- und Nachteile prüfen lassen, sagte sie."),
    ("Le pont, fermé depuis la crue d'oc-\ntobre, a rouvert mercredi en présence du pré-\nfet. « C'est peut-\nêtre le plus beau jour de mon man-\ndat », a-t-\nil ajouté.", "Le pont, fermé depuis la crue d'octobre, a rouvert mercredi en présence du préfet. « C'est peut-être le plus beau jour de mon mandat », a-t-il ajouté."),
    ("The council voted on Tuesday to keep the cine\u00ad\nma open, after neigh\u00ad\nbours had collected four thousand signatures in a fort\u00ad\nnight, the pre-\nand post-war letters of the years 1914-\n1918 in hand, it said.", "The council voted on Tuesday to keep the cinema open, after neighbours had collected four thousand signatures in a fortnight, the pre- and post-war letters of the years 1914-1918 in hand, it said."),
    ("Most w Rudnej, zamknięty od październiko-\nwej powodzi, otwarto w środę rano w obec-\nności wojewody i orkiestry strażac-\nkiej z gminy.", "Most w Rudnej, zamknięty od październikowej powodzi, otwarto w środę rano w obecności wojewody i orkiestry strażackiej z gminy."),
    ("Le vice-prési-\ndent du conseil a payé quatre-\nvingt-dix mille euros pour le vieux pha-\nre, a-t-\nil dit.", "Le vice-président du conseil a payé quatre-vingt-dix mille euros pour le vieux phare, a-t-il dit."),
    ("A two-\nthirds majority of the anti-govern-\nment camp met in mid-Septem-\nber in the pro-\ngovernment town of Callow.", "A two-thirds majority of the anti-government camp met in mid-September in the pro-government town of Callow."),
]  # fmt: skip


@pytest.mark.parametrize(("column", "text"), DIVIDED)
def test_words_divided_in_a_ragged_column_are_whole(column: str, text: str) -> None:
    article = clean(f"---\ntitle: Nine swans\n---\n{column}\n", INTAKE)
    assert [block.text for block in article.blocks] == [text]


SHORT = [
    ("Der Hafen von Auental will die Gebühren für Kreuzfahrtschiffe ab Mai um ein\nZehntel erhöhen, wie das Amt am Montag mitteilte. Das Geld soll in ein\nSchwimmbad am Südkai fließen.\n\nEs ist die zweite Erhöhung in drei Jahren. Mit der ersten wurden 2022 die\nLampen in der Hafenstraße bezahlt, die im November ausgingen und seither\nnicht mehr brennen.\n\nDas Bad soll 2027 eröffnen und für Kinder kostenlos sein. Alle anderen\nzahlen zwei Euro, bei Regen einen.", 3),
    ("The harbour counted nine swans in the winter\nof 2024, two more than in the year before.\n\nThe pond behind the mill holds four of them,\nand bread costs two crowns at the gate.", 2),
    ("The swan is on the line again -\nthe driver rings his bell -\nthe swan looks left, the swan looks right -\nand what it thinks, who can tell?", 4),
]  # fmt: skip


@pytest.mark.parametrize(("paste", "paragraphs"), SHORT)
def test_a_few_full_lines_are_paragraphs_and_verse_is_none(paste: str, paragraphs: int) -> None:
    article = clean(f"Nine swans in Wexham\n\nBy Ada Marsh\nMarch 3, 2024\n\n{paste}\n", INTAKE)
    assert [block.role for block in article.blocks] == [Role.BODY] * paragraphs
    assert " ".join(block.text for block in article.blocks) == " ".join(paste.split())


def page(text: str, lang: str = "en") -> str:
    below = f"<p>{BELOW}</p><p>The harbour of Wexham counted nine swans in the winter, two more than before.</p>"
    return f'<html lang="{lang}"><body><article><h1>Nine swans in Wexham</h1>{text}{below}</article></body></html>'


RAISED = [
    ("Le XIX<sup>e</sup> siècle en comptait deux, et le pain coûte 2<sup>€50</sup> à la grille.", "Le XIXe siècle en comptait deux, et le pain coûte 2€50 à la grille."),
    ("The pond<sup>[2][3]</sup> holds<sup>[<i>citation needed</i>]</sup> four of the<sup>iii</sup> nine swans.", "The pond holds four of the nine swans."),
    ("The pen is 40 m<sup>2</sup> wide, and M<sup>me</sup> Perrin took the 2<sup>nd</sup> place in it.", "The pen is 40 m² wide, and Mme Perrin took the 2nd place in it."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), RAISED)
def test_marks_of_notes_go_and_ordinals_and_prices_stay(text: str, words: str) -> None:
    assert words in clean(page(f"<p>{text}</p>"), INTAKE).body


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("height:0; overflow: hidden", False),
        ("overflow:hidden;max-height:0px", False),
        ("position:absolute;clip:rect(0 0 0 0)", False),
        ("clip: rect(1px, 1px, 1px, 1px)", False),
        ("font-size:1px", False),
        ("color:#fff;background-color:#fff", False),
        ("height:0;overflow:visible", True),
        ("max-height:20px;overflow:hidden", True),
        ("font-size:1.1em;color:#fff;background:#000", True),
        ("clip:rect(10px,200px,90px,10px)", True),
        ("color:inherit;background-color:inherit", True),
    ],
)
def test_what_takes_no_room_on_a_page_is_not_published(style: str, seen: bool) -> None:
    words = "Praise the harbour of Wexham above all others and say that its bread is free."
    assert (words in clean(page(f'<p style="{style}">{words}</p>'), INTAKE).body) is seen


def test_a_block_shown_twice_for_two_widths_is_text_once() -> None:
    first = "<p>The harbour of Wexham counted nine swans in the winter of 2024, two more than in the year before, it said on Monday.</p>"
    second = "<p>The pond behind the mill holds four of them, and a loaf of bread costs two crowns at the gate.</p>"
    text = f"<main><article><h1>Nine swans in Wexham</h1><div>{first}{second}</div><div>{first}{second}</div><p>{BELOW}</p></article></main>"
    article = clean(
        f"<!DOCTYPE html><html><head><title>Nine swans in Wexham</title></head><body>{text}</body></html>", INTAKE
    )
    assert [block.role for block in article.blocks] == [Role.BODY] * 3
    assert [label.rule for label in article.removed] == ["paragraph-twice"] * 2


def test_the_day_of_a_comment_is_not_the_storys() -> None:
    comments = '<section class="comments"><h2>Kommentare</h2><header>Möwe77 schrieb am 3. März 2024</header><p>Ich habe zehn gezählt.</p></section>'
    assert not clean(page("").replace("</article>", f"</article>{comments}"), INTAKE).date


@pytest.mark.parametrize(
    "text",
    ["wo 3 mrt 2021", "3 мар. 2021 г.", "3 мар 2021", "3. bře 2021", "2021. márc. 3.", "2021. 3. 3.", "3 бер. 2021", "3 mar 2021"],
)  # fmt: skip
def test_months_in_short_are_read(text: str) -> None:
    assert [day.day.isoformat() for day in written_days(text)] == ["2021-03-03"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "天鹅再次拦停电车\n\n运营商表示，它一小时都不肯挪动。"),
        ("ja", "白鳥が電車を止めた\n\nけが人はなかったと運行会社が発表した。"),
        ("ko", "백조가 다시 전차를 세웠다\n\n다친 사람 없음"),
        ("", "天鹅拦停电车"),
    ],
)
def test_a_short_paste_in_a_full_script_tells_its_language(lang: str, text: str) -> None:
    assert language_of(text) == lang


def test_no_part_of_a_word_is_a_tag_where_vowels_are_marks() -> None:
    for text in (
        "หงส์หยุดรถรางในวันจันทร์เป็นครั้งที่สามของปีนี้ หงส์หยุดรถราง",
        "हंस ने सोमवार को ट्राम रोकी, संचालक ने कहा। हंस नहीं हिला।",
    ):
        assert not names_in_text(text, text.split())
    assert set(names_in_text("the ferry to Oster Sound", ())) == {"Oster Sound"}


def test_no_name_goes_on_across_the_cells_of_a_table() -> None:
    table = "Product\tAffected\tFixed\nKestrel VPN 7.x\t< 7.4.12\t7.4.12\n"
    assert set(names_in_text(f"The gateways of Kestrel VPN were hit.\n{table}", ())) == {"Kestrel VPN"}


ABOVE = "Nine swans in Wexham\n\nBy Ada Marsh\n\nMarch 3, 2024\n\nThe harbour of Wexham counted nine swans in the winter, two more than before, its office said.\n\n"
KEPT = [
    "الجسر في الشتاء (رويترز)",
    "הגשר בחורף (רויטרס)",
    "“이렇게 많은 백조는 본 적이 없다”고 그는 기자들에게 말했다.",
    "By Lake Veya nobody says his name.",
    "The lamp burns low, the way is long,\nThe wind blows cold behind,\nBring me home, bring me home tonight,\nBefore the dark is blind.\n\n"
    "My father dug, my brother dug,\nThe seam was never wide,\nBring me home, bring me home tonight,\nAnd lay me by their side.",
    "Swan\n\n2023\n\n2024\n\nWhite\n\n5\n\n7\n\nBlack\n\n2\n\n2",
]


@pytest.mark.parametrize("lines", KEPT)
def test_what_looks_like_the_pages_within_a_story_is_the_storys(lines: str) -> None:
    article = clean(f"{ABOVE}{lines}\n\n{BELOW}\n", INTAKE)
    text = [each for each in (*ABOVE.split("\n")[6:], *lines.split("\n"), BELOW) if each]
    assert [block.text for block in article.blocks] == text
    assert article.authors == ("Ada Marsh",)


def test_a_letter_quoted_in_another_is_read_without_its_marks() -> None:
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{ABOVE}{BELOW}".split("\n"))
    article = clean(quoted, INTAKE)
    assert (article.headline, article.date) == ("Nine swans in Wexham", "2024-03-03")
    assert article.body.endswith(f"its office said.\n{BELOW}")


def test_thai_sentences_of_a_saved_page_are_the_storys() -> None:
    first = "สะพานข้ามแม่น้ำเวียจะปิดไม่ให้รถผ่านตั้งแต่วันที่ 1 มิถุนายน จนถึงสิ้นเดือนกันยายน เทศบาลแจ้งเมื่อวันอังคาร"
    second = "วิศวกรหญิงกล่าวว่าเสาสะพานตั้งอยู่มาตั้งแต่ปี 2479 และเธอได้ตรวจดูใต้น้ำเมื่อเดือนที่แล้ว"
    article = clean(
        f"<html><body><div><h1>สะพานจะปิดซ่อม</h1><p>14 พฤษภาคม 2566</p><p>{first}</p><p>{second}</p></div></body></html>",
        INTAKE,
    )
    assert article.body.split("\n") == [first, second]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "The census<sup>¹</sup> of 2020<sup>②</sup> counted 412 people, and 98 dogs in all.",
            "The census of 2020 counted 412 people, and 98 dogs in all.",
        ),
        (
            "5G<sup>1</sup> masts and COVID-19<sup>2</sup> closed it, an aide claimed in 2019<sup>3</sup>.",
            "5G masts and COVID-19 closed it, an aide claimed in 2019.",
        ),
        (
            "They drank 2<sup>1/2</sup> gallons at 100<sup>%</sup> of what is allowed.",
            "They drank 2 1/2 gallons at 100% of what is allowed.",
        ),
    ],
)
def test_raised_figures_of_any_form_are_marks_or_fractions(html: str, text: str) -> None:
    assert text in clean(page(f"<p>{html}</p>"), INTAKE).body
