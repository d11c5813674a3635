"""Letters: which part of one is the story, whose it is and of which day, and what is told of the rest."""

from __future__ import annotations

import quopri
import time
from base64 import b64encode
from email.message import EmailMessage
from textwrap import wrap

import pytest

from newsdesk.clean import clean
from newsdesk.desk.sources import Source, Unreachable, source_of

from .conftest import PROJECT, Desk, Invoke, story
from .golden import INTAKE

FIELD = PROJECT / "tests" / "field"
HEADLINE = "Ferry to Oster Sound runs again after storm"
BODY = (
    "The ferry to Oster Sound took its first passengers on Wednesday after eleven days in port, the harbour office said.",
    "The storm had torn a fender from the quay and bent the ramp, which a smith from Brenn straightened in two nights.",
    "About ninety people and a calf were on board, the captain said.",
)
STORY = "\n\n".join((HEADLINE, *BODY))


def letter(text: str, *heads: str, kind: str = 'text/plain; charset="utf-8"') -> bytes:
    """Return a letter's source, of 5 March unless its `heads` say otherwise."""
    own = [] if any(head.startswith("Date:") for head in heads) else ["Date: Fri, 05 Mar 2021 08:00:00 +0100"]
    head = [
        "From: Lotte Brann <lotte@home.example>",
        "Subject: Fwd: News",
        "MIME-Version: 1.0",
        *own,
        *heads,
        f"Content-Type: {kind}",
    ]
    return "\n".join([*head, "", text]).encode("utf-8", "surrogateescape")


def read(content: bytes) -> tuple[Source, dict[str, str], str]:
    """Return what is taken in of a letter, its facts, and its notes as one text."""
    source = source_of(content)
    return source, dict(source.facts), "\n".join(source.notes)


@pytest.mark.parametrize(
    ("name", "headline", "authors", "paragraphs", "note"),
    [
        ("17-forwarded", HEADLINE, ("Ada Marsh",), 3, 'the note above the forwarded letter ("Hi desk, one for the brief? Lotte"), the signature ("Lotte Brann Sent from my phone"), the newsletter\'s footer ("You are receiving this email because you signed up at our website. ...")'),
        ("17b-quoted", "Fähre zum Ostersund fährt wieder", ("Ada Marsch",), 3, ""),
        ("17d-plain-stub", HEADLINE, (), 3, ""),
        ("17f-hebrew-charset", HEADLINE, (), 2, ""),
    ],
)  # fmt: skip
def test_the_fields_letters_are_the_story_they_hold(
    name: str, headline: str, authors: tuple[str, ...], paragraphs: int, note: str
) -> None:
    source, facts, notes = read((FIELD / f"{name}.eml").read_bytes())
    article = clean(source.text, INTAKE)
    assert (article.headline, article.authors, facts["date"]) == (headline, authors, "2021-03-03")
    assert len(article.body.split("\n")) == paragraphs
    assert note in notes and bool(notes) is bool(note)
    assert "lotte" not in facts["sender"]


FORWARDS = {
    "Gmail": "Have a look!\n\n---------- Forwarded message ---------\nFrom: Harbour Letter <news@harbour.example>\nDate: Wed, Mar 3, 2021 at 6:12 PM\nSubject: Ferry\nTo: <lotte@home.example>\n\n\n{}",
    "Gmail, German": "---------- Forwarded message ---------\nVon: Harbour Letter <news@harbour.example>\nDate: Mi., 3. März 2021 um 18:12 Uhr\nSubject: Ferry\nTo: <lotte@home.example>\n\n{}",
    "Gmail, Polish": "---------- Forwarded message ---------\nOd: Harbour Letter <news@harbour.example>\nDate: śr., 3 mar 2021 o 18:12\nSubject: Ferry\nTo: <lotte@home.example>\n\n{}",
    "Gmail, Portuguese": "---------- Forwarded message ---------\nDe: Harbour Letter <news@harbour.example>\nDate: qua., 3 de mar. de 2021 às 18:12\nSubject: Ferry\nTo: <lotte@home.example>\n\n{}",
    "Outlook on the web": "Hi\n\n________________________________\nFrom: Harbour Letter <news@harbour.example>\nSent: Wednesday, March 3, 2021 6:12 PM\nTo: Lotte Brann <lotte@home.example>\nSubject: Ferry\n\n{}",
    "Outlook, German": "Zur Info\n\nVon: Harbour Letter <news@harbour.example>\nGesendet: Mittwoch, 3. März 2021 18:12\nAn: Lotte Brann\nCc: Desk <desk@brief.example>;\n\tAnna <anna@home.example>\nBetreff: Ferry\n\n{}",
    "Outlook, French": "-----Message d'origine-----\nDe : Harbour Letter <news@harbour.example>\nEnvoyé : mercredi 3 mars 2021 18:12\nÀ : Lotte Brann\nObjet : Ferry\n\n{}",
    "Outlook, Chinese": "-----邮件原件-----\n发件人: Harbour Letter <news@harbour.example>\n发送时间: 2021年3月3日 18:12\n收件人: Lotte\n主题: Ferry\n\n{}",
    "Outlook, stars": "*From:* Harbour Letter <news@harbour.example>\n*Sent:* Wednesday, March 3, 2021 6:12 PM\n*To:* Lotte\n*Subject:* Ferry\n\n{}",
    "Thunderbird, Italian": "-------- Messaggio Inoltrato --------\nOggetto: \tFerry\nData: \tWed, 3 Mar 2021 18:12:00 +0100\nMittente: \tHarbour Letter <news@harbour.example>\nA: \tlotte@home.example\n\n\n{}",
    "Thunderbird, Russian": "-------- Перенаправленное сообщение --------\nТема: \tFerry\nДата: \tWed, 3 Mar 2021 18:12:00 +0100\nОт: \tHarbour Letter <news@harbour.example>\nКому: \tlotte@home.example\n\n{}",
    "Outlook, Turkish": "Kimden: Harbour Letter <news@harbour.example>\nGönderildi: 3 Mart 2021 Çarşamba 18:12\nKime: Lotte Brann\nKonu: Ferry\n\n{}",
    "Apple": "Begin forwarded message:\n\nFrom: Harbour Letter <news@harbour.example>\nSubject: Ferry\nDate: 3 March 2021 at 18:12:00 CET\nTo: lotte@home.example\n\n{}",
    "Apple, Spanish": "Inicio del mensaje reenviado:\n\nDe: Harbour Letter <news@harbour.example>\nAsunto: Ferry\nFecha: 3 de marzo de 2021, 18:12:00 CET\nPara: lotte@home.example\n\n{}",
    "twice": "FYI\n\n---------- Forwarded message ---------\nFrom: Anna <anna@home.example>\nDate: Thu, Mar 4, 2021 at 9:00 AM\nSubject: Fwd: Ferry\nTo: <lotte@home.example>\n\nLook at this\n\nVon: Harbour Letter <news@harbour.example>\nGesendet: Mittwoch, 3. März 2021 18:12\nAn: Anna\nBetreff: Ferry\n\n{}",
    "mutt": "----- Forwarded message from Harbour Letter <news@harbour.example> -----\n\nDate: Wed, 3 Mar 2021 18:12:00 +0100\nFrom: Harbour Letter <news@harbour.example>\nTo: lotte@home.example\nSubject: Ferry\n\n{}\n\n----- End forwarded message -----\n",
    "mail.ru": '-------- Пересылаемое сообщение --------\n03.03.2021, 18:12, "Harbour Letter" <news@harbour.example>:\n\n{}\n\n-------- Конец пересылаемого сообщения --------\n',
}  # fmt: skip


@pytest.mark.parametrize("program", FORWARDS)
def test_a_forwarded_letter_is_the_story_with_its_own_day_subject_and_sender(program: str) -> None:
    source, facts, notes = read(letter(FORWARDS[program].format(STORY)))
    assert source.text.strip() == STORY
    assert facts["date"] == "2021-03-03"
    assert "news@harbour.example" in facts["sender"]
    assert facts["subject"] == ("News" if program == "mail.ru" else "Ferry")
    above = FORWARDS[program].partition("\n")[0]
    assert (above in notes) is (above in ("Have a look!", "Hi", "Zur Info", "FYI"))


def test_apples_quoted_forward_is_unquoted_and_the_signature_below_is_told() -> None:
    head = "From: Harbour Letter <news@harbour.example>\nSubject: Ferry\nDate: 3 mars 2021 à 18:12:00 UTC+1\nTo: lotte@home.example\n\n"
    quoted = "\n".join(f"> {line}".rstrip() for line in f"{head}{STORY}".split("\n"))
    source, facts, notes = read(letter(f"Voici\n\nDébut du message transféré :\n\n{quoted}\n\nLotte Brann\nHafen 2"))
    assert source.text.strip() == STORY
    assert (facts["date"], facts["subject"]) == ("2021-03-03", "Ferry")
    assert '("Voici")' in notes and "Lotte Brann Hafen 2" in notes


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPad",
        "Von meinem iPhone gesendet",
        "Envoyé de mon téléphone",
        "Отправлено с iPhone",
        "Get Outlook for iOS",
        "iPhoneから送信",
    ],
)
def test_what_a_telephone_writes_below_is_no_part_of_a_letter(line: str) -> None:
    source, _, notes = read(letter(f"{STORY}\n\n{line}\n"))
    assert source.text.strip() == STORY
    assert line in notes


@pytest.mark.parametrize(
    "line",
    [
        "On Wed, Mar 3, 2021 at 6:12 PM Harbour Letter <news@harbour.example> wrote:",
        "On Wed, Mar 3, 2021 at 6:12 PM Harbour Letter\n<news@harbour.example> wrote:",
        "Il giorno mer 3 mar 2021 alle ore 18:12 Harbour Letter <news@harbour.example> ha scritto:",
        "W dniu 03.03.2021 o 18:12, Harbour Letter <news@harbour.example> pisze:",
        "2021年3月3日 18:12 Harbour Letter <news@harbour.example>:",
        "Op wo 3 mrt 2021 om 18:12 schreef Harbour Letter <news@harbour.example>:",
        "ср, 3 мар. 2021 г. в 18:12, Harbour Letter <news@harbour.example>:",
        "\u202bבתאריך יום ד׳, 3 במרץ 2021 ב-18:12 מאת Harbour Letter\u200f <news@harbour.example>:\u202c",
    ],
)
@pytest.mark.parametrize("marks", ["> ", ">> ", "> > "])
def test_a_quoted_letter_loses_its_marks(line: str, marks: str) -> None:
    quoted = "\n".join(f"{marks}{row}".rstrip() for row in STORY.split("\n"))
    source, facts, _ = read(letter(f"{line}\n\n{quoted}\n"))
    assert source.text.strip() == STORY
    assert facts["date"] == "2021-03-03" and facts["sender"] == "news@harbour.example"


def test_a_story_that_quotes_an_earlier_letter_below_stays_the_story() -> None:
    below = "-----Original Message-----\nFrom: Desk <desk@brief.example>\nSent: Monday, March 1, 2021 9:00 AM\nTo: Lotte\nSubject: Any news?\n\nAny news of the ferry?"
    source, facts, notes = read(letter(f"{STORY}\n\n{below}\n"))
    assert source.text.strip() == STORY
    assert facts["date"] == "2021-03-05"
    assert 'the earlier letter below ("Any news of the ferry?")' in notes


def test_a_story_with_a_quoted_verse_or_a_memo_is_left_as_it_is() -> None:
    text = f"{STORY}\n\n> Come all you bold sailors\n> that follow the sea\n> and hear of the ferry\n\nFrom: the harbour\nTo: the town\n\nSo the song ends, and the captain sang it to the calf on the way back."
    source, _, notes = read(letter(text))
    assert source.text.strip() == text
    assert not notes


@pytest.mark.parametrize("name", ["ferry.eml", ""])
def test_an_attached_letter_is_the_story(name: str) -> None:
    inner = EmailMessage()
    inner["From"], inner["Date"], inner["Subject"] = (
        "Harbour Letter <news@harbour.example>",
        "Wed, 03 Mar 2021 18:12:00 +0100",
        "Ferry",
    )
    inner.set_content(STORY)
    outer = EmailMessage()
    outer["From"], outer["Date"], outer["Subject"] = (
        "lotte@home.example",
        "Fri, 05 Mar 2021 08:00:00 +0100",
        "one for you",
    )
    outer.set_content("One for the brief?")
    if name:
        outer.add_attachment(bytes(inner), maintype="application", subtype="octet-stream", filename=name)
    else:
        outer.add_attachment(inner)
    outer.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="tide table.pdf")
    source, facts, notes = read(bytes(outer))
    assert source.text.strip() == STORY
    assert facts == {"subject": "Ferry", "date": "2021-03-03", "sender": "Harbour Letter <news@harbour.example>"}
    assert "One for the brief?" in notes and "the attachment 'tide table.pdf'" in notes


@pytest.mark.parametrize(
    ("stub", "is_page"),
    [
        ("Your mail program does not show HTML: https://harbour.example/77", True),
        ("Ihr Programm zeigt kein HTML. Lesen Sie den Brief im Netz: https://hafen.example/77", True),
        ("", True),
        (STORY, False),
    ],
)
def test_the_fuller_part_wins_and_the_plain_one_in_doubt(stub: str, is_page: bool) -> None:
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = (
        "news@harbour.example",
        "Wed, 03 Mar 2021 23:30:00 -0500",
        "Ferry",
    )
    message.set_content(stub)
    message.add_alternative(f"<div><h1>{HEADLINE}</h1>{''.join(f'<p>{row}</p>' for row in BODY)}</div>", subtype="html")
    source, facts, _ = read(bytes(message))
    article = clean(source.text, INTAKE)
    assert (article.headline, article.body.split("\n")) == (HEADLINE, list(BODY))
    assert facts["date"] == "2021-03-03"
    assert source.suffix == (".html" if is_page else ".txt")


@pytest.mark.parametrize("attribution", ["<div>---------- Forwarded message ---------<br>", "<div><hr>"])
def test_what_was_forwarded_in_html_is_the_story(attribution: str) -> None:
    head = "<b>Von:</b> Harbour Letter &lt;news@harbour.example&gt;<br><b>Gesendet:</b> Mittwoch, 3. März 2021 18:12<br><b>An:</b> Lotte<br><b>Betreff:</b> Ferry<br></div>"
    page = f"<html><head><style>p {{ color: red }}</style></head><body><p>Zur Info</p>{attribution}{head}<h1>{HEADLINE}</h1>{''.join(f'<p>{row}</p>' for row in BODY)}</body></html>"
    source, facts, notes = read(letter(page, kind="text/html; charset=utf-8"))
    assert source.text.strip() == STORY
    assert (facts["date"], facts["subject"]) == ("2021-03-03", "Ferry")
    assert '("Zur Info")' in notes


@pytest.mark.parametrize(
    ("delsp", "rows", "joined"),
    [
        ("", ["The ferry ran ", "again on ", "Wednesday.", "", " From the quay", "it left."], ["The ferry ran again on Wednesday.", "", "From the quay", "it left."]),
        ("; delsp=yes", ["渡轮星期三恢 ", "复通航。", "船上有 ", "九十人。"], ["渡轮星期三恢复通航。", "船上有九十人。"]),
        ("; DelSp=Yes", ["The ferry ran  ", "again."], ["The ferry ran again."]),
        ("", ["He wrote: ", "> a song ", "> of the sea", ">> and ", "> more", "The end."], ["He wrote: ", "> a song of the sea", ">> and ", "> more", "The end."]),
        ("", ["The ferry ran ", "-- ", "Lotte "], ["The ferry ran"]),
    ],
)  # fmt: skip
def test_flowed_lines_are_joined(delsp: str, rows: list[str], joined: list[str]) -> None:
    above = [*BODY, ""] * 2
    source, _, _ = read(letter("\n".join([*above, *rows]), kind=f"text/plain; format=flowed{delsp}"))
    assert [row.rstrip() for row in source.text.strip().split("\n")] == [*above, *(row.rstrip() for row in joined)]


@pytest.mark.parametrize("width", [60, 72, 76])
@pytest.mark.parametrize("marks", ["", "> "])
def test_lines_that_a_mail_program_broke_are_joined(width: int, marks: str) -> None:
    paragraphs = [HEADLINE, "By Ada Marsh\n3 March 2021", *BODY, "- a calf\n- a fender", *BODY]
    rows = [
        row
        for text in paragraphs
        for part in text.split("\n")
        for row in [*wrap(part, width), *[""] * (part is text or text.endswith(part))]
    ]
    source, _, _ = read(letter("\n".join(f"{marks}{row}".rstrip() for row in rows)))
    assert source.text.strip() == "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    "footer",
    [
        "Sie erhalten diese Nachricht, weil Sie sich angemeldet haben.\nNewsletter abbestellen",
        "Vous recevez ce courriel car vous êtes abonné.\n\nSe désinscrire",
        "Вы получили это письмо, потому что подписались.\nОтписаться",
        "退订 | 在浏览器中查看",
    ],
)
def test_a_newsletters_footer_is_left_out_and_told(footer: str) -> None:
    source, _, notes = read(letter(f"{STORY}\n\n{footer}\n"))
    assert source.text.strip() == STORY
    assert "the newsletter's footer" in notes


def test_a_story_on_newsletters_keeps_its_words() -> None:
    text = (
        f"{HEADLINE}\n\nReaders who unsubscribe from the harbour's letter miss the tides, its editor said.\n\n"
        + "\n\n".join(BODY)
    )
    assert read(letter(text))[0].text.strip() == text


def test_lines_of_a_letter_that_does_not_flow_stay() -> None:
    source, _, _ = read(letter(f"{STORY} \nand \nno more"))
    assert source.text.strip() == f"{STORY} \nand \nno more"


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("iso-8859-8-i", "iso8859-8"), ("unknown-8bit", "cp1251"), ("cp-850", "cp850"), ("utf8mb4", "utf-8"), ("", "koi8-r"), ("x-nonsense", "cp1251"),
     ("windows-1251", "cp1251"), ("gb2312", "gbk"), ("iso-2022-jp", "iso2022_jp"), ("us-ascii", "cp1253"), ("utf-7", "utf-7"), ("cp932", "cp932")],
)  # fmt: skip
def test_no_charset_ends_in_a_traceback_and_the_words_are_read(charset: str, codec: str) -> None:
    words = {
        "iso8859-8": "המעבורת לאוסטר חזרה לפעול אחרי הסערה", "cp850": "Fähre nach Oster fährt für alle wieder",
        "gbk": "奥斯特渡轮恢复通航，港务处星期三说", "iso2022_jp": "オスター海峡のフェリー運航再開", "cp932": "オスター海峡のフェリー運航再開",
        "cp1253": "Το φέρι για το Όστερ ξεκίνησε πάλι μετά την καταιγίδα", "utf-7": "Fähre nach Oster",
    }.get(codec, "Паром в Остер снова ходит после шторма")  # fmt: skip
    kind = "text/plain" + (f'; charset="{charset}"' if charset else "")
    head = letter("", "Content-Transfer-Encoding: 8bit", kind=kind)
    source, _, _ = read(head + f"{words}\n\n{words}, {words}.\n".encode(codec))
    assert words in source.text


@pytest.mark.parametrize(
    ("subject", "read_as"),
    [
        (b"=?koi8-r?B?" + b64encode("Паром снова ходит".encode("koi8-r")) + b"?=", "Паром снова ходит"),
        (b"=?gb2312?B?" + b64encode("奥斯特渡轮恢复通航".encode("gbk")) + b"?=", "奥斯特渡轮恢复通航"),
        (b"=?iso-8859-8-i?B?" + b64encode("המעבורת חזרה".encode("iso8859-8")) + b"?=", "המעבורת חזרה"),
        (b"=?x-nonsense?Q?Ferry_runs?=", "Ferry runs"),
        (b"=?utf-8?B?RsOkaHJ?= =?utf-8?Q?_broken", ""),
        ("WG: Fähre".encode(), "Fähre"),
        ("Fähre fährt für alle".encode("cp1252"), "Fähre fährt für alle"),
        (b"RE: FW: Re[2]: Ferry", "Ferry"),
        ("转发：渡轮".encode(), "渡轮"),
    ],
)  # fmt: skip
def test_the_words_of_a_header_are_read_in_any_encoding(subject: bytes, read_as: str) -> None:
    content = letter(STORY).replace(b"Subject: Fwd: News", b"Subject: " + subject)
    _, facts, _ = read(content)
    assert facts["subject"] == read_as or not read_as


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("Wed, 03 Mar 2021 23:30:00 -0500", "2021-03-03"), ("Thu, 04 Mar 2021 00:30:00 +1300", "2021-03-04"),
        ("3 Mar 2021 23:59 GMT", "2021-03-03"), ("Wed, 3 Mar 21 18:12:00 +0100 (CET)", "2021-03-03"), ("Mi, 3. März 2021 18:12", "2021-03-03"),
        ("yesterday", None), ("Wed, 35 Mar 2021 99:00:00 +0100", None),
    ],
)  # fmt: skip
def test_the_day_of_a_letter_is_its_senders_own(value: str, day: str | None) -> None:
    assert read(letter(STORY, f"Date: {value}"))[1].get("date") == day


def test_a_date_that_cannot_be_read_is_told_and_the_day_of_the_forwarding_is_not_taken() -> None:
    text = f"---------- Forwarded message ---------\nFrom: Harbour <news@harbour.example>\nDate: last Wednesday\nSubject: Ferry\nTo: <lotte@home.example>\n\n{STORY}"
    _, facts, notes = read(letter(text))
    assert "date" not in facts
    assert "the forwarded letter's date 'last Wednesday' cannot be read; write 'date: ...' in the header" in notes


@pytest.mark.parametrize(
    "damage", [b"\xff\xfe", b"=?", b"\n\n--b1", b"Content-Type: multipart/mixed; boundary=\n", b"\x00\x00"]
)
def test_a_damaged_letter_is_read_or_refused_in_words(damage: bytes, invoke: Invoke, desk: Desk) -> None:
    content = (FIELD / "17d-plain-stub.eml").read_bytes()
    path = desk.content.parent / "damaged.eml"
    path.write_bytes(content[:200] + damage + content[200:900])
    done = invoke("new", str(path), "--content", str(desk.content))
    assert "Traceback" not in done.stderr


def test_a_charset_that_is_no_word_is_passed_over() -> None:
    for charset in (b'charset="a\x00b"', b"charset*=x'y'%ff", b'charset="\x80"', b"charset*0*=utf-9''%ff"):
        content = letter(f"Fähre\n\n{STORY}").replace(b'charset="utf-8"', charset)
        assert "Fähre" in read(content)[0].text


def test_a_letter_of_sixty_thousand_heads_is_read_in_seconds() -> None:
    started = time.perf_counter()
    read(letter("From: a\n" * 60_000))
    assert time.perf_counter() - started < 30


def test_new_takes_a_letter_by_name_by_option_and_from_standard_input(invoke: Invoke, desk: Desk) -> None:
    path = FIELD / "17-forwarded.eml"
    left = 'left out of the letter: the note above the forwarded letter ("Hi desk, one for the brief? Lotte"), the signature ("Lotte Brann Sent from my phone"), the newsletter\'s footer ("You are receiving this email because you signed up at our website. ..."); paste by hand what belongs to the story\n'
    done = invoke("new", str(path), "--content", str(desk.content))
    assert done.stderr == f"{path}: {left}"
    assert done.stdout.startswith(f"{desk.content / '17-forwarded.txt'}: written, {HEADLINE!r}, 2021-03-03, in en\n")
    told = invoke("new", "Ferry", "--content", str(desk.content), stdin=path.read_text("utf-8"))
    assert told.stderr == f"standard input: {left}"
    texts = [(desk.content / name).read_text("utf-8") for name in ("17-forwarded.txt", "ferry.txt")]
    assert texts[0] == texts[1]
    (desk.content / "ferry.txt").unlink()
    assert desk.build().returncode == 0
    page = desk.page("stories/17-forwarded.html")
    assert BODY[2] in page and "lotte" not in page.casefold()
    assert desk.catalog()["17-forwarded"]["date"].startswith("2021-03-03")
    assert HEADLINE in invoke("explain", str(path)).stdout


def test_a_build_tells_of_a_letter_among_the_pastes(desk: Desk) -> None:
    desk.paste("port.txt", story())
    path = desk.paste("Ferry.eml", (FIELD / "17-forwarded.eml").read_bytes())
    done = desk.build()
    assert done.returncode == 0
    assert f"Ferry.eml: was not read; take it in with: invoke new {path}" in done.stderr


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://harbour.example/ferry
Subject: Another title
Date: Fri, 5 Mar 2021 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="abc"

--abc
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://harbour.example/ferry

{}
--abc
Content-Type: text/css

p {{ color: red }}
--abc
Content-Type: text/html
Content-Location: https://lamps.example/frame

<!doctype html><html><body><p>Buy the best of all lamps in the harbour now, says the shop on the quay.</p></body></html>
--abc--
"""


@pytest.mark.parametrize("by", ["<Saved by Blink>", "<Saved by WebKit>", "<Saved by Windows Internet Explorer 8>"])
def test_a_page_saved_in_one_file_is_that_page_without_its_frames(by: str) -> None:
    page = f"<!doctype html><html><body><h1>{HEADLINE}</h1><p>3 March 2021</p>{''.join(f'<p>{row}</p>' for row in BODY)}</body></html>"
    content = SAVED.format(quopri.encodestring(page.encode()).decode()).replace("<Saved by Blink>", by)
    source, facts, notes = read(content.encode())
    assert facts == {"source": "https://harbour.example/ferry"}
    article = clean(source.text, INTAKE)
    assert (article.headline, article.date, article.body.split("\n")) == (HEADLINE, "2021-03-03", list(BODY))
    assert source.suffix == ".html" and not notes


def test_a_saved_page_without_a_page_is_refused() -> None:
    with pytest.raises(Unreachable, match="holds no text"):
        source_of(SAVED.replace("text/html", "image/png").format("").encode())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_piece_of_a_letters_source_is_decoded_and_told(end: str) -> None:
    text = STORY.replace("harbour office", "harbour’s office")
    encoded = quopri.encodestring(text.encode()).replace(b"\n", end.encode())
    source, _, notes = read(encoded)
    assert source.text.replace("\r\n", "\n").strip() == text
    assert "quoted-printable" in notes


@pytest.mark.parametrize("extra", ["x = 4", "E =", "A sum:\n1 +\n2 =\n3, and 4 =\n5 - 1, he wrote = all."])
def test_a_text_with_equals_signs_stays_as_it_is(extra: str) -> None:
    source, _, notes = read(f"{STORY}\n\n{extra}\n".encode())
    assert source.text.strip() == f"{STORY}\n\n{extra}"
    assert not notes


FOOT = "The ferry leaves at nine from now on, the harbour office said in a second note on Friday."
PARTS = {
    "plain": ("text/plain", "\n\n".join((HEADLINE, *BODY))),
    "html": ("text/html", f"<h1>{HEADLINE}</h1>" + "".join(f"<p>{row}</p>" for row in BODY)),
    "stub": ("text/plain", "Read this letter in your browser."),
    "foot": ("text/plain", FOOT),
    "html-foot": ("text/html", f"<p>{FOOT}</p>"),
}


def parted(kind: str, *parts: str) -> str:
    """Return parts under one head; of a part in brackets, the alternatives."""
    mark = f"mark{len(parts)}{kind}"
    body = [f'Content-Type: multipart/{kind}; boundary="{mark}"', ""]
    for part in parts:
        whole = (
            part if part.startswith("Content-Type") else "Content-Type: {}; charset=utf-8\n\n{}".format(*PARTS[part])
        )
        body += [f"--{mark}", whole]
    return "\n".join([*body, f"--{mark}--", ""])


@pytest.mark.parametrize(
    "parts",
    [
        ("plain", "foot"),
        ("html", "html-foot"),
        ("html", "foot"),
        ("plain", "html-foot"),
        (parted("alternative", "plain", "html"), "foot"),
        (parted("alternative", "stub", "html"), "foot"),
        ("foot", parted("alternative", "stub", "html")),
        (parted("related", parted("alternative", "stub", "html")), "html-foot"),
    ],
)
def test_of_a_letter_with_several_texts_all_are_taken_in(parts: tuple[str, ...]) -> None:
    head = "From: Lotte Brann <lotte@home.example>\nDate: Fri, 05 Mar 2021 08:00:00 +0100\nSubject: Ferry\nMIME-Version: 1.0\n"
    source = source_of((head + parted("mixed", *parts)).encode())
    body = clean(source.text, INTAKE)
    words = "\n".join((body.headline, body.body, *(label.line.text for label in body.removed)))
    for row in (HEADLINE, *BODY, FOOT):
        assert words.count(row) == 1, row
