"""The text of a saved page is what its readers saw: nothing hidden, no sign of it lost, and nothing of the next article."""

from __future__ import annotations

import json

import pytest

from newsdesk.article import Article, Role
from newsdesk.clean import clean

from .ferry import BODY, HEADLINE, TEXT
from .golden import INTAKE

HIDDEN = "The harbour gives a free lamp to all who write a letter to its office this week."


def read(body: str, head: str = "") -> Article:
    return clean(f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>', INTAKE)


def story(extra: str, head: str = "") -> Article:
    return read(f"<article><h1>{HEADLINE}</h1>{extra}{TEXT}</article>", head)


def unseen(article: Article) -> list[str]:
    return [label.line.text for label in article.removed if label.rule == "unseen-on-the-page"]


@pytest.mark.parametrize(
    ("style", "element"),
    [
        (".offer { color: red; display: none }", '<p class="offer">{}</p>'),
        ("p.offer, #other { visibility: hidden !important }", '<p class="big offer">{}</p>'),
        ("#offer{position:absolute;clip:rect(0, 0, 0, 0)}", '<div id="offer"><p>{}</p></div>'),
        (".box.offer { display: none } .box { display: block }", '<div class="box offer">{}</div>'),
        ("", '<p class="sr-only">{}</p>'),
        ("", '<span class="govuk-visually-hidden">{}</span>'),
        ("", '<div style="max-height:0;overflow:hidden;mso-hide:all">{}&zwnj;&nbsp;&zwnj;&nbsp;&zwnj;&nbsp;</div>'),
        ("", '<nav><div hidden>{}</div></nav>'),
        ("", '<p class="d-none">{}</p>'),
        ("", '<div class="box is-hidden"><p>{}</p></div>'),
        ("", '<dialog><p>{}</p></dialog>'),
        ("", '<p style="transform: scale(0)">{}</p>'),
    ],
)  # fmt: skip
def test_what_a_style_hides_is_not_published_and_can_be_seen_as_removed(style: str, element: str) -> None:
    article = story(element.format(HIDDEN), f"<style>{style}</style>")
    assert article.body.split("\n") == list(BODY)
    assert [words.startswith(HIDDEN) for words in unseen(article)] == [True]


@pytest.mark.parametrize(
    ("style", "element"),
    [
        ("@media print { .note { display: none } }", '<p class="note">{}</p>'),
        ("/* .note { display: none } */", '<p class="note">{}</p>'),
        (".closed .note { display: none }", '<p class="note">{}</p>'),
        (".note { display: none } .note.open { display: block }", '<p class="note open">{}</p>'),
        (".note { display: none }", '<p class="note" style="display: block">{}</p>'),
        (".note:after { display: none }", '<p class="note">{}</p>'),
        (".notes { opacity: 0.5 }", '<p class="notes">{}</p>'),
        ("", '<p style="backface-visibility: hidden">{}</p>'),
        ("", '<p style="fill-opacity: 0">{}</p>'),
        ("", '<div hidden="until-found"><p>{}</p></div>'),
        ("", '<div role="tabpanel" hidden><p>{}</p></div>'),
        ("", '<p class="d-none d-md-block">{}</p>'),
        ("", '<div><template shadowrootmode="open"><p>{}</p></template></div>'),
        (".reveal { opacity: 0; transition: opacity 1s }", '<p class="reveal">{}</p>'),
        ("", '<p style="opacity:0;transform:translate3d(0, 20px, 0)">{}</p>'),
        ("", '<button aria-expanded="false" aria-controls="a1">Why?</button><div id="a1" hidden><p>{}</p></div>'),
        (
            "",
            '<h3 aria-expanded="false" data-bs-target="#a1">Why?</h3><div id="a1" style="display: none"><p>{}</p></div>',
        ),
        ("", '<p class="hidden lg:block">{}</p>'),
    ],
)
def test_what_a_style_hides_elsewhere_or_shows_again_stays(style: str, element: str) -> None:
    row = "The captain thanked the smith, who had brought the calf, and rang the bell of the ferry twice."
    assert row in story(element.format(row), f"<style>{style}</style>").body


@pytest.mark.parametrize(
    "frame",
    [
        '<div aria-hidden="true">{}</div><div role="dialog"><p>We value your privacy.</p></div>',
        '<div class="wait">{}</div>',
        '<div style="opacity: 0">{}</div>',
    ],
)
def test_a_page_that_waits_or_stands_behind_a_dialogue_was_seen(frame: str) -> None:
    article = read(
        frame.format(f"<article><h1>{HEADLINE}</h1>{TEXT}</article>"), "<style>.wait { visibility: hidden }</style>"
    )
    assert (article.headline, article.body.split("\n")) == (HEADLINE, list(BODY))


def test_an_articles_text_that_waits_for_a_script_was_seen_however_many_boxes_wait_beside_it() -> None:
    boxes = "".join(f'<section style="display: none"><p>{HIDDEN} It is box {n}.</p></section>' for n in range(30))
    article = read(
        f'<article><h1>{HEADLINE}</h1><section class="fade">{TEXT}</section></article>{boxes}',
        "<style>.fade { opacity: 0 }</style>",
    )
    assert (article.headline, article.body.split("\n")) == (HEADLINE, list(BODY))
    assert len(unseen(article)) == 30


@pytest.mark.parametrize("shown", ["{}", "&lt;p&gt;{}&lt;/p&gt;"])
def test_what_the_pages_data_tells_as_the_articles_text_stays_in_a_box_beside_it(shown: str) -> None:
    told = "How the smith & his calf came to the ferry"
    page = f"<article><h1>{HEADLINE}</h1>{TEXT}<footer><p><a href='/calf'>{told.replace('&', '&amp;')}</a></p></footer></article>"
    text = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(shown.format(part) for part in (*BODY, told))})
    data = f'<script type="application/ld+json">{text}</script>'
    assert told not in read(page).body
    assert read(page, data).body.split("\n") == [*BODY, told]


def test_beside_words_for_speech_stand_those_for_the_eye() -> None:
    price = '<span aria-hidden="true">$5</span><span class="sr-only">five dollars</span>'
    link = '<a href="#">a new ticket<span class="visually-hidden"> (opens in a new tab)</span></a>'
    row = f"<p>On the quay {link} costs {price} from Friday on, the harbour office said on Wednesday.</p>"
    article = story(row)
    assert "On the quay a new ticket costs $5 from Friday on, the harbour office said" in article.body
    assert unseen(article) == ["(opens in a new tab)", "five dollars"]


OTHER = "<h1>Lighthouse sold to a painter</h1><p>By Jon Pell</p><p>The lighthouse of Brenn has been sold to a painter from the hills, the town said on Monday.</p>"


def test_the_next_article_that_a_page_adds_below_is_not_the_storys() -> None:
    page = f"<article><h1>{HEADLINE}</h1><p>By Ada Marsh</p>{TEXT}</article><article>{OTHER}</article>"
    article = read(page, f"<title>{HEADLINE} - Harbour Press</title>")
    assert (article.authors, article.body.split("\n")) == (("Ada Marsh",), list(BODY))
    assert sum(label.rule == "another-article" for label in article.removed) == 3


@pytest.mark.parametrize("title", ["", "Two stories of the harbour"])
def test_of_articles_none_of_which_the_title_names_none_is_another(title: str) -> None:
    page = f"<article><h1>{HEADLINE}</h1>{TEXT}</article><article>{OTHER}</article>"
    assert not [label for label in read(page, f"<title>{title}</title>").removed if label.rule == "another-article"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("He said <q>we lost count</q> and left.", 'He said "we lost count" and left.'),
        ("He said <q>she said <q>no</q> twice</q>.", "He said \"she said 'no' twice\"."),
        ("He said <q>“we lost count”</q>.", "He said “we lost count”."),
        ('It costs a <img alt="❤" src="x"> in <img alt="喰" src="x">.', "It costs a ❤ in 喰."),
        ('The <img alt="flag" src="x">flag and <img src="x">the <img alt="—" src="x">mast.', "The flag and the mast."),
        ("A tide of <math><mi>h</mi><mo>=</mo><mn>4</mn><mi>t</mi></math> metres.", "A tide of h = 4t metres."),
        ("<math><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math> of it.", "1/(a+b) of it."),
        ("So <math><semantics><msup><mi>c</mi><mn>2</mn></msup><annotation>c^2</annotation></semantics></math> it is.", "So c² it is."),
        ("<math><msub><mi>x</mi><mn>1</mn></msub><msqrt><mn>2</mn></msqrt><msup><mi>e</mi><mi>n</mi></msup></math>", "x1√2e^n"),
        ("<span>By Ada Marsh</span><span>3 March 2021</span>", "By Ada Marsh 3 March 2021"),
        ("<a>Ada Marsh</a><strong>3 March</strong>", "Ada Marsh 3 March"),
        ("<span>T</span><span>he ferry</span>", "The ferry"),
        ("<b>You</b><i>Tube</i> is down", "YouTube is down"),
        ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の船", "港の船"),
    ],
)  # fmt: skip
def test_signs_that_a_browser_draws_are_written(html: str, text: str) -> None:
    article = story(f"<p>{html}</p>")
    assert text in [label.line.text for label in article.labels]


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ('<ol start="3"><li>Bring a lamp.</li><li>Bring a rope.</li></ol>', ["3. Bring a lamp.", "4. Bring a rope."]),
        ("<ol><li>Bring a lamp.</li><li>Bring a rope.</li></ol>", ["1. Bring a lamp.", "2. Bring a rope."]),
        ("<ol reversed><li>Bring a lamp.</li><li>Bring a rope.</li></ol>", ["2. Bring a lamp.", "1. Bring a rope."]),
        ('<ol type="a"><li>Bring a lamp.</li><li value="4">Bring a rope.</li></ol>', ["a. Bring a lamp.", "d. Bring a rope."]),
        ("<ol><li>1. Bring a lamp.</li><li>2. Bring a rope.</li></ol>", ["1. Bring a lamp.", "2. Bring a rope."]),
        ("<ul><li>Bring a lamp.</li><li>Bring a rope.</li></ul>", ["Bring a lamp.", "Bring a rope."]),
    ],
)  # fmt: skip
def test_the_numbers_of_a_list_stay(html: str, items: list[str]) -> None:
    blocks = read(f"<article><h1>{HEADLINE}</h1>{TEXT}{html}</article>").blocks
    assert [block.text for block in blocks if block.role is Role.LIST_ITEM] == items


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"<div>{row}</div>" for row in BODY),
        "<br><br>".join(BODY),
        f"{BODY[0]}<p>{BODY[1]}</p>{BODY[2]}",
        f'<font size="2">{BODY[0]}<br>&nbsp;<br>{BODY[1]}<br><br>{BODY[2]}</font>',
        f"<h2>{BODY[0]}</h2><p>{BODY[1]}</p><p>{BODY[2]}</p>",
        f'<p>{BODY[0]}</p><p><a href="x"><strong>{BODY[1]}</strong></a></p><p>{BODY[2]}</p>',
        f"<form><p>{BODY[0]}</p><p>{BODY[1]}</p><p>{BODY[2]}</p><button>Send</button></form>",
    ],
)
def test_paragraphs_are_read_in_whatever_they_stand(text: str) -> None:
    article = read(f"<div id=main><h1>{HEADLINE}</h1>{text}</div>")
    assert (article.headline, article.body.split("\n")) == (HEADLINE, list(BODY))


def test_questions_that_open_and_close_their_answers_stay() -> None:
    article = read(
        f"<article><h1>{HEADLINE}</h1><p>{BODY[0]}</p><h3><button>Why did the ferry stop for eleven days?</button></h3>"
        f"<p>{BODY[1]}</p><details><summary>Who was on board?</summary><p>{BODY[2]}</p></details></article>"
    )
    heads = [block.text for block in article.blocks if block.role is Role.CROSSHEAD]
    assert heads == ["Why did the ferry stop for eleven days?", "Who was on board?"]


@pytest.mark.parametrize(
    ("alternative", "caption"),
    [
        ("Ferry at the quay of Brenn, with a calf on board", "The ferry lies at the quay of Brenn with a calf on board, Tuesday. (Ola Brann/Harbour Press)"),
        ("Kalb auf der Fähre im Hafen von Brenn", "Das Kalb im Hafen von Brenn auf der Fähre nach Oster. Foto: Ola Brann"),
    ],
)  # fmt: skip
def test_words_that_retell_a_caption_are_no_crosshead(alternative: str, caption: str) -> None:
    article = clean("\n\n".join((HEADLINE, "By Ada Marsh", BODY[0], alternative, caption, *BODY[1:])), INTAKE)
    assert [block.text for block in article.blocks if block.role is Role.CAPTION] == [alternative, caption]


def test_a_crosshead_beside_a_caption_stays_one() -> None:
    head, caption = "Twelve calves and no lamp on the quay", "A calf on the quay of Brenn. (Ola Brann/Harbour Press)"
    article = clean("\n\n".join((HEADLINE, "By Ada Marsh", BODY[0], caption, head, *BODY[1:])), INTAKE)
    assert [block.text for block in article.blocks if block.role is Role.CROSSHEAD] == [head]


def test_short_sentences_in_the_storys_own_element_stay() -> None:
    sentences = (
        "The ministry closed the shaft on Wednesday.", "“Concrete does not negotiate,” the minister said.",
        "A camera found a crack through the lining.", "The crack is four metres long.",
        "The 640 employees will be paid for eight weeks.",
    )  # fmt: skip
    article = clean(
        "<html><body><div id='consent'><p>We value your privacy. We and our 812 partners store information on a device.</p>"
        "<button>Accept all</button></div><h1>Mine shaft closed</h1><div>Alice Ferrand | 10 March 2021</div>"
        f"<div class='txt'>{'<br><br>'.join(sentences)}</div><div class='tags'><a>mining</a> <a>Dunmore</a></div>"
        "<div class='comments'><h3>2 comments</h3>quarryman 10 March 2021 14:02<p>About time that somebody looked at that lining.</p></div></body></html>",
        INTAKE,
    )
    assert tuple(block.text for block in article.blocks) == sentences
