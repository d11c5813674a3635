"""No words of a paste are nowhere: its page, with the list of what was removed, holds each of its lines."""

from __future__ import annotations

import random
import re
from html import unescape

import pytest

from newsdesk.clean import clean, plain

from .conftest import PROJECT, Desk, tree
from .golden import PASTES
from .motley import png
from .test_hostile import build_here

HEADER = {
    "title": "Another title", "date": "2021-03-09", "authors": "N. H.", "section": "Sea", "tags": "Ports", "source": "https://www.example.org/1",
    "status": "hidden", "summary": "Short.", "lang": "en", "image": "images/quay.png", "lead": "yes", "corrections": "2021-03-10 a number",
}  # fmt: skip
TEXTS = {path.parent.name: path.read_bytes().decode() for path in sorted(PASTES.glob("*/paste.txt"))} | {
    f"sample-{path.stem}": path.read_bytes().decode() for path in sorted((PROJECT / "content").glob("*.txt"))
}
BARE = {name: re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL) for name, text in TEXTS.items()}
BARE = {name: text for name, text in BARE.items() if text.strip()}  # the others are links


def letters(text: str) -> str:
    """Return the letters and figures of a text alone: the typesetter changes quotes, and lines are joined."""
    return re.sub(r"[\W_]+", "", plain(text)).casefold()


def words_on(page: str) -> str:
    """Return the letters of what a page shows of its story."""
    main = page[page.index("<main") : page.index("</main>")]
    return letters(unescape(re.sub(r"<[^<>]*>", "", main)))


def missing(page: str, lines: list[str]) -> list[str]:
    shown = words_on(page)
    return [line for line in lines if letters(line) not in shown]


def headed(text: str, **keys: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items()) + f"---\n{text}"


def test_each_line_of_a_paste_is_on_its_page_whatever_the_header_says(desk: Desk) -> None:
    (desk.content / "images").mkdir()
    (desk.content / "images/quay.png").write_bytes(png(48, 32))
    for name, text in BARE.items():
        for key, value in HEADER.items():
            desk.paste(f"{name}-{key}.txt", headed(text, **{"date": "2021-03-09", key: value}))
    build_here(desk.content, desk.output, keep_going=True)
    pages = desk.tree()
    found = {
        f"{name}-{key}": missing(pages[f"stories/{name}-{key}.html"].decode(), text.splitlines())
        for name, text in BARE.items()
        for key in HEADER
        if f"stories/{name}-{key}.html" in pages
    }
    assert len(found) > len(BARE) * (len(HEADER) - 1)
    assert not {name: lines for name, lines in found.items() if lines}


def mutated(text: str, seed: int) -> str:
    """Return a paste with lines moved, doubled, cut, joined, or as cells of a table."""
    chance = random.Random(seed)
    lines = [line for line in text.splitlines() if line.strip()]
    for _ in range(chance.randint(1, 12)):
        place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[place]
        change = chance.choice(("move", "double", "cut", "upper", "table", "bullet", "wrap", "kicker", "quote"))
        if change == "move":
            lines.insert(other, lines.pop(place))
        elif change == "double":
            lines.insert(other, line)
        elif change == "cut":
            lines[place] = line[: max(1, len(line) // 2)]
        elif change == "upper":
            lines[place] = line.upper()
        elif change == "table":
            lines[place : place + 1] = [f"Row {row}\t{row * 7}\t{line[:20]}" for row in range(3)]
        elif change == "bullet":
            lines[place] = f"{chance.choice('•*-–')} {line}"
        elif change == "wrap":
            words = line.split()
            lines[place : place + 1] = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
        elif change == "kicker":
            lines.insert(0, chance.choice(("SECURITY", "Iraq News", "World | Sea", "Home > Trade > Ports")))
        else:
            lines[place] = f"“{line}”"
    return chance.choice(("\n", "\n\n")).join(lines) + "\n"


def test_each_line_of_a_changed_paste_is_on_its_page(desk: Desk) -> None:
    sources = {}
    for number, (name, text) in enumerate(sorted(BARE.items())):
        for seed in range(6):
            keys = {} if seed % 3 else {"section": "Sea"}
            sources[f"{name}-{seed}"] = changed = mutated(text, 100 * number + seed)
            desk.paste(f"{name}-{seed}.txt", headed(changed, date="2021-03-09", **keys))
    build_here(desk.content, desk.output, keep_going=True)
    pages = desk.tree()
    found = {
        name: missing(pages[f"stories/{name}.html"].decode(), text.splitlines())
        for name, text in sources.items()
        if f"stories/{name}.html" in pages
    }
    assert len(found) > len(sources) * 0.8
    assert not {name: lines for name, lines in found.items() if lines}


STORY = (
    "The ferry to Oster Sound took its first passengers on Wednesday after eleven days in port, the harbour office said.",
    "The storm had torn a fender from the quay and bent the ramp, which a smith from Brenn straightened in two nights.",
    "About ninety people and a calf were on board when it left, the captain said.",
)
HEAD = "<h1>Ferry runs again after the storm</h1><p>3 March 2021</p>"
EXTRA = (
    "<div hidden>Hidden lamp words</div>", '<p aria-hidden="true">Spare lamp words</p>', "<noscript>Scriptless lamp words</noscript>",
    "<select><option>Chosen lamp</option><option>Other lamp</option></select>", "<svg><title>Drawn lamp</title><text>Lamp in lines</text></svg>",
    "<iframe>Framed lamp</iframe>", "<object>Lamp as an object</object>", "<p>Seen <svg><text>within</text></svg> a line of lamps.</p>",
    "<table>Loose lamp<tr><td>Lamp A</td><td>4</td></tr><tr><td>Lamp B</td><td>5</td></tr></table>",
    "<table><tr><th>Lamp</th><th>Price</th></tr><tr><td>Red</td><td>4</td></tr><tr hidden><td>Green</td><td>9</td></tr></table>",
    "<dl>Before terms<dt>Lamp</dt><dd>A light</dd></dl>", "<details><summary>More lamps</summary>Folded lamp words</details>",
    "<p>A <del>struck lamp</del> stays.</p>", "<textarea>Typed lamp</textarea>", "<template>Kept lamp</template>",
    "<table><thead><tr><td>Lamp head</td><td>1</td></tr></thead><tfoot><tr><td>Lamp foot</td><td>2</td></tr></tfoot></table>",
    "<" + "div><" * 120 + "p>Deep lamp<select><option>Deep choice</option></select>",
    "<figure><figcaption>A lamp on the quay</figcaption></figure>", "<ul><li>First lamp<li>Second lamp</ul>", "<button>Press the lamp</button>",
)  # fmt: skip


@pytest.mark.parametrize("key", ["", "title", "section", "authors"])
def test_all_words_of_a_saved_page_are_on_its_page(desk: Desk, key: str) -> None:
    text = "".join(f"<p>{row}</p>" for row in STORY)
    above = headed("", **{key: HEADER[key]}) if key else ""
    for number, extra in enumerate(EXTRA):
        page = f"<!doctype html><html><head><title>Ferry</title></head><body><article>{HEAD}{text}{extra}</article></body></html>"
        desk.paste(f"page-{number}.html", above + page)
    done = build_here(desk.content, desk.output)
    assert not done.errors
    pages = tree(desk.output)
    for number, extra in enumerate(EXTRA):
        words = re.sub(r"<[^<>]*>", "\n", extra).split("\n")
        assert not missing(pages[f"stories/page-{number}.html"].decode(), [*words, *STORY]), extra


@pytest.mark.parametrize("box", ['<div role="dialog" aria-modal="true">{}</div>', "<dialog open>{}</dialog>"])
def test_a_page_saved_with_a_dialogue_open_is_the_story_behind_it(box: str) -> None:
    consent = "".join(
        f"<p>We and our {number} partners keep and read facts about your device, and ask you to agree.</p>"
        for number in range(9)
    )
    text = "".join(f"<p>{row}</p>" for row in STORY)
    page = f'<html><head><title>Ferry runs again after the storm</title></head><body><div aria-hidden="true"><p>3 March 2021</p>{text}</div>{box.format("<h2>Your choice</h2>" + consent)}</body></html>'
    article = clean(page)
    assert article.body.split("\n")[-3:] == list(STORY)
    assert "partners" not in article.body


def test_a_page_whose_download_broke_off_is_told(desk: Desk) -> None:
    text = "".join(f"<p>{row}</p>" for row in STORY)
    page = f"<!doctype html><html><head><title>Ferry</title></head><body><article>{HEAD}{text}"
    desk.paste("whole.html", f"{page}</article></body></html>")
    desk.paste("half.html", page[:-40])
    done = desk.build()
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if "its download broke off" in line]
    assert len(told) == 1 and "half.html: the page has no end" in told[0]
