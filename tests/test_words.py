"""The theme's words: in the language of each page, and in one place."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import html5lib
import pytest
from jinja2 import Environment, nodes
from playwright.sync_api import Browser

from newsdesk.site.dates import between, long_day, month
from newsdesk.site.i18n import OURS, BadWords, count, english, interface, listed, own, read_words

from .conftest import PROJECT, Desk, invoke_here, story
from .motley import project

TEMPLATES = sorted((PROJECT / "theme/templates").rglob("*.*"))
LANGS = sorted(path.stem for path in OURS.glob("*.toml"))
OTHERS = {"RSS", "Atom", "JSON", "Feed", "article"}
"""Names of formats, and what Open Graph calls a story."""
MAY_BE_ENGLISH = {
    "numbers",
    "plural",
    "min",
    "text",
    "sources",
    "comma",
    "day",
    "month",
    "day_number",
    "day_month",
    "long_day",
}
"""What a table may leave out: in some languages it is the same."""
STORIES = {
    "ar": ("بقلم", "المصدر والتعديلات", "25 مارس 2021", "قراءة دقيق"),
    "de": ("Von <a", "Quelle und Bearbeitung", "25. März 2021", "Min. Lesezeit", ">Archiv<"),
    "es": ("Por <a", "Fuente y cambios", "25 de marzo de 2021", "min de lectura", ">Archivo<"),
    "fr": ("Par <a", "Source et modifications", "25 mars 2021", "min de lecture", ">Archives<"),
}


def gaps(text: str) -> list[str]:
    """Return the names of what is to be filled in."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_word_of_its_own(path: Path) -> None:
    """Words stand in site/languages; a template holds elements, and names of feed formats."""
    tree = Environment().parse(path.read_text("utf-8"))
    data = "\x00".join(node.data for node in tree.find_all(nodes.TemplateData))
    data = re.sub(r"<style>.*?</style>|<!--.*?-->", "", data, flags=re.DOTALL)
    if path.suffix == ".txt":
        data = re.sub(r"Subject:|/[\w/.]+", "", data)  # a mail program's, not a reader's; addresses
    shown = re.findall(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"\x00]+)", data)
    words = set(re.findall(r"[^\W\d_]+", re.sub(r"<[^>]*>", " ", data) + " ".join(shown)))
    assert words - OTHERS == set()
    literals = {node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str)}
    assert not [
        each
        for each in literals
        if re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", each) and "<" not in each and "serif" not in each
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_has_each_word_with_its_gaps(lang: str) -> None:
    model, table = own("en"), own(lang)
    assert set(model) - set(table) <= MAY_BE_ENGLISH and set(table) <= set(model)
    read_words((OURS / f"{lang}.toml").read_text("utf-8"))
    for name, value in table.items():
        if isinstance(value, str):
            assert gaps(value) == gaps(model[name]), name
        elif isinstance(value, dict) and name != "kinds":
            allowed = {gap for form in model[name].values() for gap in gaps(form)}
            assert all(set(gaps(form)) <= allowed for form in value.values()), name


@pytest.mark.parametrize("lang", STORIES)
def test_a_story_page_is_in_the_language_of_its_story(tmp_path: Path, lang: str) -> None:
    made = project(tmp_path / "brief")
    (made / "content").mkdir()
    (made / "content/one.txt").write_text(
        f"---\nlang: {lang}\ndate: 2021-03-25\n---\n" + story(body="A word. " * 200), "utf-8"
    )
    assert invoke_here("build", cwd=made).returncode == 0
    page = (made / "output/stories/one.html").read_text("utf-8")
    for words in STORIES[lang]:
        assert words in page, words
    root = html5lib.parse(page, namespaceHTMLElements=False)
    assert root.get("lang") == lang and root.get("dir") == ("rtl" if lang == "ar" else None)
    front = (made / "output/index.html").read_text("utf-8")
    assert '<html lang="en">' in front and ">Archive<" in front and f'lang="{lang}"' in front


def test_a_brief_in_german_is_german_throughout(tmp_path: Path) -> None:
    made = project(tmp_path / "brief", DEFAULT_LANG="de", FOOTER="Ein Muster.")
    (made / "content").mkdir()
    for number in range(1, 4):
        text = f"---\ntags: Hafen, Kran\nsource: https://example.org/{number}\ndate: 2021-03-0{number}\nlang: de\n---\n"
        (made / f"content/{number}.txt").write_text(text + story(f"Der Hafen öffnet wieder, Teil {number}"), "utf-8")
    assert invoke_here("build", cwd=made).returncode == 0
    english_words = re.compile(
        r"\b(?:story|stories|the|Today|Archive|Edition|Editions|March|of|with|Follow|Earlier|All|min read|Source|Search)\b"
    )
    for path in (made / "output").rglob("*.html"):
        page = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        assert page.get("lang") == "de"
        for part in ("header[@class='mast']", "footer", "h1", "h2", "p[@class='meta']", "title"):
            for element in page.findall(f".//{part}"):
                assert not english_words.search("".join(element.itertext())), (path, "".join(element.itertext()))
    assert "Mittwoch, 3. März 2021" in (made / "output/index.html").read_text("utf-8")
    assert "Woche vom 1. bis 7. März 2021" in (made / "output/editions/2021-w09/index.html").read_text("utf-8")


def test_an_editor_adds_a_language_and_changes_a_word(desk: Desk) -> None:
    desk.paste(
        "languages/tr.toml",
        'language = "Türkçe"\nrelated = "İlgili"\nmonths = ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"]\n',
    )
    desk.paste("languages/en.toml", 'subscribe = "Follow <us> & \\"them\\""\n')
    desk.paste("one.txt", "---\nlang: tr\ndate: 2021-03-25\n---\n" + story())
    desk.paste(
        "two.txt",
        "---\nlang: sv\ndate: 2021-03-25\n---\n"
        + story(
            "Owls return to the mill", lede="Three owls were seen at the old mill on Monday.", body="They hunt mice."
        ),
    )
    done = desk.build()
    assert done.returncode == 0 and not done.stderr, done.stderr
    page = desk.page("stories/one.html")
    assert '<html lang="tr">' in page and "25 Mart 2021" in page and "Source and edits" in page
    assert '<html lang="en">' in desk.page("stories/two.html") and 'class="story" lang="sv"' in desk.page(
        "stories/two.html"
    )
    assert "Follow &lt;us&gt; &amp; &quot;them&quot;" in desk.page("index.html")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("subscribe = ", "is no TOML"),
        ('subscribed = "x"', "unknown name 'subscribed'; take the names from site/languages/en.toml"),
        ('stories = "x"', "'stories' is of another kind"),
        ('stories = { one = "x" }', "'stories' has no form 'other'"),
        ('months = ["x"]', "'months' has 1 names, not 12"),
        ('by = "x {who}"', "'by': 'x {who}' asks for what is not given"),
        ('by = "x {"', "'by': 'x {' asks for what is not given"),
        ('plural = "odd"', "unknown plural 'odd'; write one of one, none, french, slavic, arabic"),
    ],
)
def test_a_wrong_table_is_told_in_one_line(desk: Desk, text: str, told: str) -> None:
    with pytest.raises(BadWords, match=re.escape(told)):
        read_words(text)
    desk.paste("languages/tr.toml", text)
    desk.paste("one.txt", story())
    done = desk.build()
    assert done.returncode == 1 and f"languages/tr.toml: {told}" in done.stderr


def test_numbers_take_their_forms() -> None:
    words = interface(["ar", "fr"], "en", {})
    arabic = [count(words["ar"], "later_days", number) for number in (1, 2, 3, 11, 100)]
    assert arabic == ["بعد يوم", "بعد يومين", "بعد 3 أيام", "بعد 11 يوما", "بعد 100 يوم"]
    assert [count(words["fr"], "stories", number) for number in (0, 1, 2)] == ["0 article", "1 article", "2 articles"]
    assert [count(english(), "stories", number) for number in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]


def test_names_are_joined_as_a_sentence_does() -> None:
    words = interface(["ar", "de"], "en", {})
    assert listed(["A"], words["de"]) == "A" and listed(["A", "B", "C"], words["de"]) == "A, B und C"
    assert listed(["A", "B"], words["ar"]) == "A وB" and listed([], english()) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "The same day"),
        (1, "One day later"),
        (-5, "Five days earlier"),
        (13, "Thirteen days later"),
        (14, "Two weeks later"),
        (-59, "Eight weeks earlier"),
        (60, "Two months later"),
        (699, "23 months later"),
        (700, "Two years later"),
    ],
)
def test_the_distance_of_two_stories_is_told_in_words(days: int, words: str) -> None:
    assert between(days) == words


def test_days_are_told_in_each_language() -> None:
    from datetime import date

    words = interface(["de", "es", "fr", "ar"], "en", {})
    day = date(2021, 3, 25)
    assert [long_day(day, words[lang]) for lang in ("en", "de", "es", "fr", "ar")] == [
        "Thursday 25 March 2021", "Donnerstag, 25. März 2021", "jueves, 25 de marzo de 2021", "jeudi 25 mars 2021", "الخميس 25 مارس 2021",
    ]  # fmt: skip
    assert month(day, words["es"]) == "marzo de 2021"


def test_a_page_from_right_to_left_begins_at_the_right(browser: Browser, brief: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((brief / "stories/qanat-al-suways-sufun.html").as_uri())
    right = "name => document.querySelector(name).getBoundingClientRect().right"
    left = "name => document.querySelector(name).getBoundingClientRect().left"
    assert page.evaluate(right, ".brand") > 1200 and page.evaluate(left, ".sub") < 300
    assert abs(page.evaluate(right, ".kicker bdi") - page.evaluate(right, "h1")) < 2
    page.close()


def test_the_tables_are_installed_with_the_package() -> None:
    data = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    assert (
        data
        == {
            "newsdesk": [
                "starter/files/*",
                "site/languages/*.toml",
                "clean/rules/phrases/*.toml",
                "clean/model/learned/*.npz",
                "desk/web/templates/*.html",
                "desk/web/static/*",
            ]
        }
        and len(LANGS) >= 5
    )
