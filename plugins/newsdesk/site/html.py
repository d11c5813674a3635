"""Running text as HTML, typeset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import groupby

from typogrify.filters import smartypants

from ..article import Block, Role
from .days import days_in
from .i18n import direction

LATIN_RUN = re.compile(
    r"<[^<>]*>|(?<![&\w])[A-Za-z\u00c0-\u024f][\w.,'’/+-]*+(?:\s++[A-Za-z\u00c0-\u024f][\w.,'’/+-]*+)*+"
)
LONGEST = 20_000
"""Characters; a longer paragraph is no prose, and is left as it stands."""
GUARDED = {"\\": "\ufdd0", "`": "\ufdd1", "...": "\ufdd2", "--": "\ufdd3"}
"""What the typesetter would change besides quotes, and the noncharacter that stands for it meanwhile."""
SHORT_YEAR = re.compile(r"'(?<!\w')(?=\d\ds?\b)")
"""The apostrophe of '90s, which is no opening quote."""
FEET = re.compile(r"'(?<=\d')(?=\d{1,2}\")|\"(?:(?<=\d'\d\")|(?<=\d'\d\d\"))")
"""The marks of 6'2", which are no quotes."""
BETWEEN = "\n\n"
"""Between paragraphs that are typeset together; none holds a line's end."""
_WORD = r"\"?[A-Za-z]+(?:'[A-Za-z]+)?[.,;:!?]?\"?"
SIMPLE = re.compile(rf"{_WORD}(?:{BETWEEN}{_WORD})?")
"""A word whose quotes can be meant in one way alone, or two from the end of a paragraph to the next. Most are, and the
typesetter takes a hundred times as long."""
OPENING = re.compile(r"\"(?<!\S\")")
DASH = re.compile(r"--(?<=\s--)(?=\s)")

MARKED = re.compile(r"[(\d–—-]")
"""A list item with a number or a dash of its own, beside which a bullet would be one too many."""

FRAMES = {
    Role.BODY: "<p>{}</p>",
    Role.CROSSHEAD: "<h2>{}</h2>",
    Role.QUOTE: "<blockquote><p>{}</p></blockquote>",
    Role.CAPTION: "<figure><figcaption>{}</figcaption></figure>",
}


@lru_cache(maxsize=4096)
def typeset(text: str, lang: str) -> str:
    """Return plain `text` with curled quotes and long dashes if it is English, else as it is.

    >>> typeset("It's an 'unambiguous message' -- now... in '21", "en")
    'It’s an ‘unambiguous message’ — now... in ’21'
    """
    return typeset_all([text], lang)[0]


def typeset_all(texts: Sequence[str], lang: str) -> list[str]:
    """Typeset paragraphs in one go: the typesetter's many searches cost more than what they search."""
    english = lang.startswith("en")
    wanted = [place for place, text in enumerate(texts) if len(text) <= LONGEST and _is_typed(text)] if english else ()
    if not wanted:
        return list(texts)
    text = BETWEEN.join(texts[place] for place in wanted)
    text = SHORT_YEAR.sub("’", DASH.sub("—", FEET.sub(lambda mark: {"'": "\ufdd4", '"': "\ufdd5"}[mark.group()], text)))
    words = text.split(" ")
    quoting = [place for place, word in enumerate(words) if "'" in word or '"' in word]
    odd = [place for place in quoting if not SIMPLE.fullmatch(words[place])]
    together = sorted({*odd, quoting[-1]}) if odd else []  # no word that others follow may come last
    curled = _curled(" ".join([words[place] for place in together])).split(" ") if odd else []
    known = dict(zip(together, curled, strict=True))
    for place in quoting:
        words[place] = known.get(place) or _simply_curled(words[place])
    text = " ".join(words).replace("\ufdd4", "'").replace("\ufdd5", '"')
    done = list(texts)
    for place, paragraph in zip(wanted, text.split(BETWEEN), strict=True):
        done[place] = paragraph
    return done


def _is_typed(text: str) -> bool:
    """True if `text` has straight quotes or short dashes."""
    return "'" in text or '"' in text or "--" in text


def _simply_curled(word: str) -> str:
    return OPENING.sub("“", word).replace('"', "”").replace("'", "’")


def _curled(words: str) -> str:
    """Return words with curled quotes; no word's quotes depend on another word."""
    for plain, guard in GUARDED.items():
        words = words.replace(plain, guard)
    words = unescape(smartypants(f" {escape(words, quote=False)}"))[1:]  # as if more stood before
    for plain, guard in GUARDED.items():
        words = words.replace(guard, plain)
    return words


def inline(text: str, lang: str, days: Mapping[str, str] | None = None) -> str:
    """Return plain `text` as typeset HTML, safe to stand in a page; `days` maps words to the ISO day they name."""
    return marked_up(typeset(text, lang), lang, days)


def marked_up(text: str, lang: str, days: Mapping[str, str] | None = None) -> str:
    """Return typeset `text` as HTML; in a line from right to left, Latin words stand apart."""
    words = escape(text, quote=False)
    if days:
        named = "|".join(re.escape(phrase) for phrase in sorted(days, key=len, reverse=True))
        words = re.sub(
            rf"(?<!\w)(?:{named})(?!\w)",
            lambda match: f'<time datetime="{days[match.group()]}">{match.group()}</time>',
            words,
        )
    return words if direction(lang) == "ltr" else LATIN_RUN.sub(_isolated, words)


def _isolated(match: re.Match[str]) -> str:
    """Return Latin words of a right-to-left line, isolated; a tag stays as it is."""
    return match.group() if match.group().startswith("<") else f"<bdi>{match.group()}</bdi>"


def story(blocks: Iterable[Block], dateline: str, lang: str, picture: str = "", published: str = "") -> str:
    """Return the blocks as HTML, days in the text marked up by the ISO day on which it was `published`.

    `picture` is an element; it stands with the first caption, or above the text.
    """
    blocks = list(blocks)
    set_texts = dict(zip(map(id, blocks), typeset_all([block.text for block in blocks], lang), strict=True))
    pictured = next((block for block in blocks if block.role is Role.CAPTION), None) if picture else None
    parts = [f"<figure>{picture}</figure>"] if picture and not pictured else []
    dated = next((block for block in blocks if dateline and block.text.startswith(dateline)), None)
    for (role, columns), group in groupby(blocks, lambda block: (block.role, "\t" in block.text)):
        if columns:
            parts.append(table([block.text.split("\t") for block in group], lang))
            continue
        if role is Role.LIST_ITEM:
            items = list(group)
            marked = ' class="marked"' if all(MARKED.match(item.text) for item in items) else ""
            rows = (f"<li>{marked_up(set_texts[id(item)], lang, days_in(item.text, published))}</li>" for item in items)
            parts += [f"<ul{marked}>", *rows, "</ul>"]
            continue
        for block in group:
            days = days_in(block.text, published)
            words = marked_up(set_texts[id(block)], lang, days)
            if block is dated:
                rest = inline(block.text[len(dateline) :], lang, days)
                words = f'<span class="dateline">{inline(dateline, lang)}</span>{rest}'
            if block is pictured:
                parts.append(f"<figure>{picture}<figcaption>{words}</figcaption></figure>")
            else:
                parts.append(FRAMES[role].format(words))
    return "\n".join(parts)


def table(rows: Iterable[Iterable[str]], lang: str) -> str:
    """Return rows of cells as a table; which of them are headings the paste does not tell."""
    lines = ("".join(f"<td>{inline(cell, lang)}</td>" for cell in row) for row in rows)
    return "\n".join(
        ['<div class="table" tabindex="0"><table>', *(f"<tr>{line}</tr>" for line in lines), "</table></div>"]
    )


SENTENCE = re.compile(r"[.!?؟][\"'”’)]*\s+(?=[\"'“‘(]?[^\W\da-z_])")
"""The end of a sentence, from its mark on."""


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of `text`, verbatim."""
    start = 0
    for match in SENTENCE.finditer(text):
        end = match.start() + 1
        last = text[max(start, text.rfind(" ", start, end) + 1) : end].strip("\"'“‘(").casefold()
        if last in ABBREVIATIONS or (last[1:2] == "." and INITIAL.fullmatch(last)):
            continue
        yield text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def summary_of(text: str, most: int = 240) -> str:
    """Return the first sentences of `text` that fit into `most` characters, but at least one."""
    chosen = ""
    for sentence in sentences(text):
        longer = f"{chosen} {sentence}".strip()
        if chosen and len(longer) > most:
            break
        chosen = longer
    return chosen


INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
"""The "J." of a name, and "u.s."."""
ABBREVIATIONS = frozenset(
    (
        "mr.",
        "ms.",
        "mrs.",
        "dr.",
        "gen.",
        "lt.",
        "col.",
        "st.",
        "no.",
        "u.s.",
        "u.k.",
        "jr.",
        "sr.",
        "sen.",
        "rep.",
        "gov.",
        "feb.",
    )
)


def plain_words(html: str) -> str:
    """Return the words of HTML without its tags."""
    return unescape(re.sub(r"<[^<>]*>", " ", html))


def inline_words(html: str) -> str:
    """Return the words of a line of HTML; its tags divide no words."""
    return unescape(re.sub(r"<[^<>]*>", "", html))
