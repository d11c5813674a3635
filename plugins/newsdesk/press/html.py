"""Running text as HTML, typeset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape, unescape
from itertools import groupby

from typogrify.filters import smartypants

from ..article import Block, Role

RTL = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"))
"""Languages written from right to left."""
LATIN_RUN = re.compile(r"(?<![&\w])[A-Za-z\u00c0-\u024f][\w.,'’/+-]*(?:\s+[A-Za-z\u00c0-\u024f][\w.,'’/+-]*)*")
LONGEST = 20_000
"""Characters; a longer paragraph is no prose, and is left as it stands."""
STRAIGHT = re.compile(r"[\"']|--")
GUARDED = {"\\": "\ufdd0", "`": "\ufdd1", "...": "\ufdd2", "--": "\ufdd3"}
"""What the typesetter would change besides quotes, and the noncharacter that stands for it meanwhile."""
SHORT_YEAR = re.compile(r"(?<!\w)'(?=\d\ds?\b)")
"""The apostrophe of '90s, which is no opening quote."""
FEET = re.compile(r"(?<=\d)'(?=\d{1,2}\")|(?<=\d'\d)\"|(?<=\d'\d\d)\"")
BETWEEN = "\n\n"
"""Between paragraphs that are typeset together; none holds a line's end."""
DASH = re.compile(r"(?<=\s)--(?=\s)")

MARKED = re.compile(r"[(\d–—-]")
"""A list item with a number or a dash of its own, beside which a bullet would be one too many."""

FRAMES = {
    Role.BODY: "<p>{}</p>",
    Role.CROSSHEAD: "<h2>{}</h2>",
    Role.QUOTE: "<blockquote><p>{}</p></blockquote>",
    Role.CAPTION: "<figure><figcaption>{}</figcaption></figure>",
}


def direction(lang: str) -> str:
    """Return `rtl` or `ltr` for a language's code."""
    return "rtl" if lang.partition("-")[0].casefold() in RTL else "ltr"


@lru_cache(maxsize=4096)
def typeset(text: str, lang: str) -> str:
    """Return plain `text` with curled quotes and long dashes if it is English, else as it is.

    >>> typeset("It's an 'unambiguous message' -- now... in '21", "en")
    'It’s an ‘unambiguous message’ — now... in ’21'
    """
    return typeset_all([text], lang)[0]


def typeset_all(texts: Sequence[str], lang: str) -> list[str]:
    """Typeset paragraphs in one go: the typesetter's many searches cost more than what they search."""
    wanted = [place for place, text in enumerate(texts) if len(text) <= LONGEST and STRAIGHT.search(text)]
    if not lang.startswith("en") or not wanted:
        return list(texts)
    text = BETWEEN.join(texts[place] for place in wanted)
    text = SHORT_YEAR.sub("’", DASH.sub("—", FEET.sub(lambda mark: {"'": "\ufdd4", '"': "\ufdd5"}[mark.group()], text)))
    for words, guard in GUARDED.items():
        text = text.replace(words, guard)
    text = unescape(smartypants(escape(text, quote=False)))
    for words, guard in (*GUARDED.items(), ("'", "\ufdd4"), ('"', "\ufdd5")):
        text = text.replace(guard, words)
    done = list(texts)
    for place, words in zip(wanted, text.split(BETWEEN), strict=True):
        done[place] = words
    return done


def inline(text: str, lang: str) -> str:
    """Return plain `text` as typeset HTML, safe to stand in a page."""
    return marked_up(typeset(text, lang), lang)


def marked_up(text: str, lang: str) -> str:
    """Return typeset `text` as HTML; in a line from right to left, Latin words stand apart."""
    words = escape(text, quote=False)
    return words if direction(lang) == "ltr" else LATIN_RUN.sub(r"<bdi>\g<0></bdi>", words)


def story(blocks: Iterable[Block], dateline: str, lang: str, picture: str = "") -> str:
    """Return the blocks as HTML.

    `picture` is the address of an image in the brief; it stands with the first caption, or above the text.
    """
    blocks = list(blocks)
    set_texts = dict(zip(map(id, blocks), typeset_all([block.text for block in blocks], lang), strict=True))
    pictured = next((block for block in blocks if block.role is Role.CAPTION), None) if picture else None
    parts = [_image(picture, "")] if picture and not pictured else []
    dated = next((block for block in blocks if dateline and block.text.startswith(dateline)), None)
    for (role, columns), group in groupby(blocks, lambda block: (block.role, block.text.count("\t"))):
        if columns:
            parts.append(table([block.text.split("\t") for block in group], lang))
            continue
        if role is Role.LIST_ITEM:
            items = list(group)
            marked = ' class="marked"' if all(MARKED.match(item.text) for item in items) else ""
            listed = (f"<li>{marked_up(set_texts[id(item)], lang)}</li>" for item in items)
            parts += [f"<ul{marked}>", *listed, "</ul>"]
            continue
        for block in group:
            words = marked_up(set_texts[id(block)], lang)
            if block is dated:
                words = (
                    f'<span class="dateline">{inline(dateline, lang)}</span>{inline(block.text[len(dateline) :], lang)}'
                )
            if block is pictured:
                parts.append(_image(picture, words))
            else:
                parts.append(FRAMES[role].format(words))
    return "\n".join(parts)


def table(rows: Iterable[Iterable[str]], lang: str) -> str:
    """Return rows of cells as a table; which of them are headings the paste does not tell."""
    lines = ("".join(f"<td>{inline(cell, lang)}</td>" for cell in row) for row in rows)
    return "\n".join(
        ['<div class="table" tabindex="0"><table>', *(f"<tr>{line}</tr>" for line in lines), "</table></div>"]
    )


def _image(address: str, caption: str) -> str:
    """Return a figure; its caption tells what the picture shows, so the picture's own text says no more."""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(address)}" alt="" loading="lazy">{below}</figure>'


SENTENCE = re.compile(r"(?<=[.!?؟])[\"'”’)]*\s+(?=[\"'“‘(]?[^\W\da-z_])")


def summary_of(text: str, most: int = 240) -> str:
    """Return the first sentences of `text` that fit into `most` characters, but at least one."""
    end = 0
    for match in SENTENCE.finditer(text):
        if end and match.start() > most:
            break
        if text[max(0, match.start() - 4) : match.start()].rpartition(" ")[2].casefold() in ABBREVIATIONS:
            continue
        end = match.end()
        if end > most:
            break
    else:
        if len(text) <= most or not end:
            end = len(text)
    return text[:end].strip()


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
    return unescape(re.sub(r"<[^>]*>", " ", html))
