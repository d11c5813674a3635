"""Made-up stories by the thousand, the same in every run, to measure a build with."""

from __future__ import annotations

import bisect
import datetime
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

WORDS = 600
"""A story."""
SECTIONS = "World Politics Business Technology Science Health Climate Culture Sport Opinion Local Education".split()
AUTHORS = [f"{first} {last}" for last in ("Marsh", "Haddad") for first in (
    "Ada Noor Omar Lena Priya Jonas Clara Farid Ines Hugo Karin Liam Maya Oskar Petra Rosa Samir Tara David Elena".split()
)]  # fmt: skip
TAGS = 2_000
SMALL = """the of and to a in that is was for it with as on be at by this had not are but from or have an they which one
were all there would their we been has when who will no more if out so up said what its about than into can only other
time new some could these two may then first do any now over such after also did many before must through years where
should because each just state those people how too little good very world still see own work day get here between""".split()
START = datetime.datetime(2010, 1, 1, 6, 0)
SPAN = 45_000
"""Stories after which days begin again, so that none is still to come."""


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up story."""

    slug: str
    headline: str
    author: str
    section: str
    tags: tuple[str, ...]
    date: datetime.datetime
    blocks: tuple[tuple[str, str], ...]
    """kind, of "paragraph", "crosshead" and "caption", and text"""


class _Zipf:
    """Draws the first things often and the last seldom, as words of a language are used (Zipf 1949, Mandelbrot 1953)."""

    def __init__(self, things: list[str], bend: float = 2.7) -> None:
        self._things = things
        self._sums = list(accumulate(1 / (rank + bend) for rank in range(1, len(things) + 1)))

    def draw(self, chance: random.Random) -> str:
        return self._things[bisect.bisect_left(self._sums, chance.random() * self._sums[-1])]


@cache
def _stock() -> tuple[_Zipf, _Zipf, list[list[str]], _Zipf]:
    """Return small words, other words, each tag's own words, and the tags."""
    chance = random.Random(7)
    begin, middle, end = (
        "b br ch d dr f g gr k l m n p pr s sh st t tr v".split(),
        "a e i o u ai ea ou".split(),
        "nrlstmx",
    )
    known: dict[str, None] = {}
    while len(known) < 6_000 + TAGS * 8:
        parts = (chance.choice(begin) + chance.choice(middle) for _ in range(chance.choice((2, 2, 3))))
        known["".join(parts) + chance.choice(end)] = None
    words = list(known)
    own = [words[6_000 + 8 * tag : 6_008 + 8 * tag] for tag in range(TAGS)]
    names = [" ".join(mine[:2]).title() if place % 3 else mine[0].title() for place, mine in enumerate(own)]
    return _Zipf(SMALL, 2.0), _Zipf(words[:6_000], 5.0), own, _Zipf(names)


def make(number: int) -> Made:
    """Return one story; it is the same however many are made."""
    chance = random.Random(f"story {number}")
    small, other, own, names = _stock()
    tags: dict[str, None] = {}
    while len(tags) < 3 + number % 6:
        tags[names.draw(chance)] = None
    mine = [word for tag in tags for word in own[names._things.index(tag)]]

    def sentence(count: int) -> str:
        words = [
            chance.choice((small.draw(chance), small.draw(chance), other.draw(chance), chance.choice(mine)))
            for _ in range(count)
        ]
        words[count // 2] += ","
        text = " ".join(words)
        return (
            f'"{text[0].upper()}{text[1:]}," said {chance.choice(AUTHORS)}.'
            if chance.random() < 0.15
            else f"{text[0].upper()}{text[1:]}."
        )

    blocks: list[tuple[str, str]] = []
    written = 0
    while written < WORDS:
        place = sum(kind == "paragraph" for kind, _ in blocks)
        if place in (1, 5) and blocks[-1][0] == "paragraph":
            blocks.append(("caption", f"{sentence(11)} (Photo: {chance.choice(AUTHORS)}/Harbour Press)"))
        if place in (3, 6, 9) and blocks[-1][0] == "paragraph":
            blocks.append(("crosshead", " ".join(other.draw(chance) for _ in range(4)).capitalize()))
        blocks.append(("paragraph", " ".join(sentence(chance.randint(9, 26)) for _ in range(chance.randint(2, 4)))))
        written += len(blocks[-1][1].split())
    headline = " ".join(chance.choice(mine) for _ in range(6)).capitalize()
    return Made(
        f"{headline.lower().replace(' ', '-')}-{number}",
        headline,
        chance.choice(AUTHORS),
        chance.choice(SECTIONS),
        tuple(tags),
        START + datetime.timedelta(minutes=157 * (number % SPAN)),
        tuple(blocks),
    )


def as_paste(story: Made) -> str:
    """Return a story as a paste with a header."""
    header = f"---\ndate: {story.date:%Y-%m-%d %H:%M}\nsection: {story.section}\ntags: {', '.join(story.tags)}\n---\n"
    return f"{header}{story.headline}\n\nBy {story.author}\n\n" + "".join(f"{text}\n\n" for _, text in story.blocks)


def _markdown(story: Made) -> str:
    frames = {"paragraph": "{}\n\n", "crosshead": "## {}\n\n", "caption": "*{}*\n\n"}
    return "".join(frames[kind].format(text) for kind, text in story.blocks)


def as_pelican(story: Made) -> str:
    """Return a story as Markdown for Pelican."""
    head = f"Title: {story.headline}\nDate: {story.date:%Y-%m-%d %H:%M}\nCategory: {story.section}\nAuthor: {story.author}\n"
    return f"{head}Tags: {', '.join(story.tags)}\nSlug: {story.slug}\n\n{_markdown(story)}"


def as_hugo(story: Made) -> str:
    """Return a story as Markdown for Hugo."""
    tags = ", ".join(f'"{tag}"' for tag in story.tags)
    head = f'title: "{story.headline}"\ndate: {story.date:%Y-%m-%dT%H:%M:00Z}\nslug: {story.slug}\nauthors: ["{story.author}"]\n'
    return f'---\n{head}categories: ["{story.section}"]\ntags: [{tags}]\n---\n{_markdown(story)}'


FORMS: Mapping[str, tuple[str, Callable[[Made], str]]] = {
    "newsdesk": (".txt", as_paste),
    "pelican": (".md", as_pelican),
    "hugo": (".md", as_hugo),
}
FOLDERS = {"newsdesk": "", "pelican": "articles", "hugo": "posts"}
"""Where each tool wants its stories, below its content."""


def write(tool: str, folder: Path, count: int) -> None:
    """Write `count` stories in a tool's form."""
    for number in range(count):
        write_one(tool, folder, number)


def write_one(tool: str, folder: Path, number: int, closing: str = "") -> None:
    """Write one story, with a closing paragraph if there is one."""
    ending, form = FORMS[tool]
    story = make(number)
    path = folder / FOLDERS[tool] / f"{story.slug}{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(form(story) + (f"{closing}\n" if closing else ""), "utf-8")
