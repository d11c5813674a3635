"""Texts in whatever encoding they come: read in the right letters, and what was guessed is told."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from newsdesk.desk.sources import fetch
from newsdesk.encodings import NotText, decode

from .conftest import PROJECT, Desk, Invoke, story
from .golden import names, paste_of

FIELD = PROJECT / "tests" / "field"
STORIES = {
    "ru": "Паром в Остер снова ходит\n\n3 марта 2021\n\nПаром в среду принял первых пассажиров после одиннадцати дней стоянки, сообщила контора порта. Шторм сорвал кранец с причала и погнул сходни.",
    "cs": "Trajekt do Osteru znovu jezdí\n\n3. března 2021\n\nTrajekt vzal ve středu první cestující po jedenácti dnech v přístavu, uvedl přístavní úřad. Bouře utrhla nárazník a ohnula rampu, kterou kovář narovnal za dvě noci. Na palubě bylo asi devadesát lidí a tele, řekl kapitán. Žádný se nebál, dodal; příští loď přijede ještě dřív.",
    "pl": "Prom do Osteru znów kursuje\n\n3 marca 2021\n\nProm zabrał w środę pierwszych pasażerów po jedenastu dniach postoju, podał urząd portowy. Sztorm wygiął rampę, którą kowal wyprostował w dwie noce. „Żaden się nie bał” – dodał kapitan, mówiąc o dziewięćdziesięciu osobach.",
    "hu": "Újra jár a komp Osterbe\n\n2021. március 3.\n\nA komp szerdán tizenegy nap veszteglés után felvette az első utasokat, közölte a kikötői hivatal. A vihar meggörbítette a rámpát, amelyet egy kovács két éjszaka alatt egyengetett ki. Ősszel új hajó jön, tűzoltó felszereléssel.",
    "de": "Fähre nach Oster fährt wieder\n\n3. März 2021\n\nDie Fähre nahm am Mittwoch nach elf Tagen im Hafen wieder Fahrgäste auf, teilte das Hafenamt mit. „Etwa neunzig Leute und ein Kalb“ seien an Bord gewesen, sagte der Kapitän.",
    "fr": "Le bac d’Oster reprend après la tempête\n\n3 mars 2021\n\nLe bac a pris mercredi ses premiers passagers après onze jours au port, a indiqué la capitainerie. La tempête avait tordu la rampe, qu’un forgeron a redressée en deux nuits.",
    "en": "Ferry to Oster runs again\n\n3 March 2021\n\n“About ninety people and a calf were on board,” the captain said. “They weren’t afraid – not one of them.”",
    "euro": "Die Fähre kostet jetzt 4 €\n\n3. März 2021\n\nDie Fähre nahm am Mittwoch nach elf Tagen im Hafen wieder Fahrgäste auf, teilte das Hafenamt mit. Die Rampe kostete 1200 €. Etwa neunzig Leute seien an Bord gewesen, sagte der Kapitän.",
    "el": "Το φέρι για το Όστερ ξεκίνησε πάλι\n\n3 Μαρτίου 2021\n\nΤο φέρι πήρε την Τετάρτη τους πρώτους επιβάτες μετά από έντεκα μέρες στο λιμάνι, ανακοίνωσε το λιμεναρχείο.",
    "tr": "Oster vapuru yeniden çalışıyor\n\n3 Mart 2021\n\nVapur, limanda geçen on bir günün ardından çarşamba günü ilk yolcularını aldı, liman idaresi açıkladı. Fırtına rıhtımdan bir usturmaçayı koparmış ve rampayı eğmişti.",
    "he": "המעבורת לאוסטר חזרה לפעול\n\n3 במרץ 2021\n\nהמעבורת קלטה ביום רביעי את נוסעיה הראשונים אחרי אחד עשר ימים בנמל, מסר משרד הנמל.",
    "ar": "عبارة أوستر تعود إلى العمل\n\n3 مارس 2021\n\nاستقبلت عبارة أوستر يوم الأربعاء أول ركابها بعد توقف دام أحد عشر يوما، بحسب ما أعلنت إدارة الميناء.",
    "fa": "كشتي اوستر دوباره به راه افتاد\n\nچهارشنبه 3 مارس 2021\n\nکشتي پس از يازده روز توقف در بندر نخستين مسافران خود را سوار کرد، اداره بندر اعلام کرد. ناخدا گفت حدود نود نفر و يک گوساله در کشتي بودند.",
    "ja": "オスター海峡のフェリー運航再開\n\n2021年3月3日\n\nオスター海峡のフェリーは水曜日、11日間の停泊のあと最初の乗客を乗せたと港湾事務所が発表した。",
    "zh": "奥斯特渡轮恢复通航\n\n2021年3月3日\n\n港务处星期三说，奥斯特渡轮停航十一天后接载了第一批乘客。风暴打弯了跳板，一名铁匠用两个晚上把它修直。",
    "zh-tw": "奧斯特渡輪恢復通航\n\n2021年3月3日\n\n港務處星期三說，奧斯特渡輪停航十一天後接載了第一批乘客。風暴打彎了跳板，一名鐵匠用兩個晚上把它修直。",
    "ko": "오스터 해협 여객선 운항 재개\n\n2021년 3월 3일\n\n오스터 해협 여객선이 11일간 정박한 뒤 수요일 첫 승객을 태웠다고 항만청이 밝혔다.",
}
WRITTEN = [
    *(("ru", codec) for codec in ("cp1251", "koi8-r", "cp866", "iso8859-5")),
    *((lang, codec) for lang in ("cs", "pl", "hu") for codec in ("cp1250", "iso8859-2") if (lang, codec) != ("pl", "iso8859-2")),
    ("de", "cp1252"), ("fr", "cp1252"), ("en", "cp1252"), ("euro", "cp1252"), ("euro", "iso8859-15"), ("de", "mac_roman"),
    ("el", "cp1253"), ("tr", "cp1254"), ("he", "cp1255"), ("ar", "cp1256"), ("fa", "cp1256"), ("ja", "cp932"),
    ("ja", "euc_jp"), ("zh", "gbk"), ("zh-tw", "big5"), ("ko", "euc_kr"),
]  # fmt: skip
SCRIPTS = "<script>var a = function (b) { return b + 1; };</script>\n" * 2000


@pytest.mark.parametrize(("lang", "codec"), WRITTEN)
def test_an_undeclared_encoding_is_detected_and_told(lang: str, codec: str) -> None:
    read = decode(STORIES[lang].encode(codec))
    assert read.text == STORIES[lang]
    assert "(guessed); save the file as UTF-8 to be sure" in read.note


@pytest.mark.parametrize(("lang", "codec"), WRITTEN)
def test_the_scripts_of_a_saved_page_do_not_outweigh_its_words(lang: str, codec: str) -> None:
    page = f"<html><head>{SCRIPTS}</head><body><p>{STORIES[lang]}</p></body></html>"
    assert decode(page.encode(codec)).text == page


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("codec", ["cp1252", "cp1256", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_a_whole_story_is_read_in_each_encoding_that_can_hold_it(name: str, codec: str) -> None:
    text = paste_of(name)
    try:
        content = text.encode(codec)
    except UnicodeEncodeError:
        content, codec = text.encode(), "utf-8"
    assert decode(content).text.removeprefix("\ufeff") == text


@pytest.mark.parametrize(
    ("label", "lang", "codec"),
    [
        ("windows-1251", "ru", "cp1251"), ("koi8-r", "ru", "koi8-r"), ("gb2312", "zh", "gb18030"), ("big5", "zh-tw", "big5"),
        ("iso-8859-1", "en", "cp1252"), ("iso-8859-9", "tr", "cp1254"), ("x-sjis", "ja", "cp932"), ("euc-kr", "ko", "cp949"),
        ("iso-8859-8-i", "he", "iso8859-8"), ("iso-2022-jp", "ja", "iso2022_jp"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "head", ['<meta charset="{}">', "<META http-equiv=Content-Type content='text/html; charset={}'>", '<?xml version="1.0" encoding="{}"?>']
)  # fmt: skip
def test_what_is_declared_is_believed_without_a_word(head: str, label: str, lang: str, codec: str) -> None:
    page = f"{head.format(label)}<html><body><p>{STORIES[lang]}</p></body></html>"
    assert decode(page.encode(codec)) == decode(page.encode())
    assert decode(STORIES[lang].encode(codec), label) == decode(STORIES[lang].encode())


@pytest.mark.parametrize(
    ("label", "lang", "codec"),
    [("shift_jis", "zh", "gbk"), ("utf-8", "ja", "euc_jp"), ("us-ascii", "ru", "koi8-r"), ("utf-16", "el", "cp1253"), ("utf8mb4", "he", "cp1255"), ("rot13", "de", "cp1252"), ("unicode-escape", "ru", "cp1251")],
)  # fmt: skip
def test_what_is_declared_falsely_is_detected(label: str, lang: str, codec: str) -> None:
    page = f'<meta charset="{label}"><p>{STORIES[lang]}</p>'
    assert decode(page.encode(codec)).text == page
    assert "(guessed)" in decode(page.encode(codec)).note


def test_utf_8_wins_over_what_is_declared() -> None:
    page = f'<meta charset="windows-1250"><p>{STORIES["cs"]}</p>'
    assert decode(page.encode()).text == page
    assert decode(page.encode(), "iso-8859-1") == decode(page.encode())


@pytest.mark.parametrize("lang", ["ru", "ja", "de", "ar"])
@pytest.mark.parametrize("damage", [b"\xff", b"\x92", b"\xe2\x80"])
def test_utf_8_with_a_broken_byte_stays_utf_8_and_is_told(lang: str, damage: bytes) -> None:
    read = decode(STORIES[lang].encode() + damage)
    assert read.text == STORIES[lang] + "\ufffd"
    assert read.note == "holds a character that is broken in UTF-8; look for '\ufffd'"


@pytest.mark.parametrize("name", ["Müller", "José", "Zoë", "São Paulo", "½ a mile", "Ñandú", "£2", "Côte d’Ivoire"])
def test_a_foreign_name_or_sign_leaves_an_english_text_western(name: str) -> None:
    text = story(f"Harbour of {name} reopens")
    assert decode(text.encode("cp1252")).text == text


def test_a_picture_is_no_text() -> None:
    for content in (bytes(range(256)) * 40, (PROJECT / "docs/front.png").read_bytes()):
        with pytest.raises(NotText, match="is no text"):
            decode(content)


def test_the_fields_inputs_are_read_in_their_own_letters() -> None:
    for name, words, note in (
        ("16-cp1251.html", "Паром в Остер снова ходит", ""),
        ("16d-gb2312-with-gbk-char.html", "奥斯特渡轮恢复通航", ""),
        ("16i-cp1256.txt", "عبارة أوستر تعود إلى العمل بعد العاصفة", "not UTF-8; read as Windows-1256 (guessed)"),
    ):
        read = decode((FIELD / name).read_bytes())
        assert words in read.text
        assert read.note.startswith(note) and bool(read.note) is bool(note)


@pytest.mark.parametrize(
    ("kind", "head", "codec"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"),
        ("text/html; charset=utf-8", '<meta charset="koi8-r">', "koi8-r"),
        ("text/html", '<meta charset="windows-1251">', "cp1251"),
    ],
)
def test_what_a_server_declares_is_believed_before_the_page(kind: str, head: str, codec: str) -> None:
    page = f"<html>{head}<body><p>{STORIES['ru']}</p></body></html>"

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(page.encode(codec))

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.handle_request, daemon=True).start()
        source = fetch(f"http://127.0.0.1:{server.server_port}/ferry.html", local=True)
    assert source.text == page
    assert not source.notes


def test_build_and_new_tell_what_was_guessed(desk: Desk, invoke: Invoke) -> None:
    told = "not UTF-8; read as Windows-1251 (guessed); save the file as UTF-8 to be sure"
    path = desk.paste("parom.txt", STORIES["ru"].encode("cp1251"))
    assert f"parom.txt: {told}" in desk.build().stderr
    done = invoke("new", "Ferry", "--file", str(path), "--content", str(desk.content / "more"))
    assert done.returncode == 0
    assert done.stderr == f"{path}: {told}\n"


@pytest.mark.parametrize(("lang", "encoding"), [("ru", "cp1251"), ("ru", "koi8-r"), ("el", "cp1253")])
def test_a_page_that_calls_its_bytes_western_is_not_believed_against_all_its_words(lang: str, encoding: str) -> None:
    html = f'<html><head><meta charset="iso-8859-1"></head><body><p>{STORIES[lang]}</p></body></html>'
    read = decode(html.encode(encoding))
    assert STORIES[lang] in read.text
    assert "guessed" in read.note


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_a_western_page_is_believed(lang: str) -> None:
    html = f'<html><head><meta charset="iso-8859-1"></head><body><p>{STORIES[lang]}</p></body></html>'
    assert decode(html.encode("cp1252")) == decode(html.encode())
