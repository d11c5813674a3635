"""The index of the search page, made by pagefind where it is installed: the extra `search`."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ...digests import digest
from ..i18n import Words, direction
from .making import MADE, Work, index_all, tried
from .unspaced import INSTEAD, LANGUAGES, MARKS_WRITTEN, SPACE, UNIT_FOR_SCRIPTS, spaced

FOLDER = "search"
EDGE = 100
"""Pagefind has no memory, and reads a thousand stories in two seconds; so a language has several indexes, which the page asks
together, and a changed story makes one of them anew. Up to 100 stories have one, 400 two, 1,600 four, 6,400 eight: more would
be too many to ask for."""
ROOM = ".search"
"""The folder in which stories are laid out for pagefind while a site is made."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Stories of one language that share an index."""

    lang: str
    number: int
    stories: list[Any]

    @property
    def name(self) -> str:
        """Its folder: `search/en-0`."""
        return f"{FOLDER}/{self.lang}-{self.number}"

    @property
    def rows(self) -> list[Any]:
        """All that the index tells of the stories, or digests of it."""
        return [
            (story.save_as, story.title, getattr(story, "dek", ""), story.note, *facts(story), _text(story))
            for story in self.stories
        ]


def shards(articles: Iterable[Any]) -> list[Shard]:
    """Return the stories by language, the language with most stories first, and in it by a number drawn from the slug."""
    by_lang: defaultdict[str, list[Any]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: str(article.slug)):
        by_lang[article.lang.partition("-")[0].casefold()].append(article)
    found = []
    for lang, stories in sorted(by_lang.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        count = 1
        while len(stories) > EDGE * count * count:
            count *= 2
        groups: defaultdict[int, list[Any]] = defaultdict(list)
        for story in stories:
            groups[int(digest(story.slug), 16) % count].append(story)
        found += [Shard(lang, number, group) for number, (_, group) in enumerate(sorted(groups.items()))]
    return found


def entry(article: Any, lang: str) -> str:
    """Return what pagefind reads of a story: its headline, and its text."""
    title = spaced(article.title)
    words = f"<p>{getattr(article, 'dek', '')}</p>{article.note}{article._content or ''}"
    text = spaced(
        words if article.note or article._content else f"<p>{article.title}</p>"
    )  # pagefind reads no empty text
    return (
        f'<!doctype html><html lang="{escape("und" if lang in LANGUAGES else lang)}"><body><h1 data-pagefind-meta="title">{title}</h1>'
        f"<div data-pagefind-body>{text}</div></body></html>"
    )


def _text(article: Any) -> str:
    """Return a digest of an article's text, its picture aside; a paste's is at hand, unless a plugin wrote another text."""
    own = article.__dict__
    return str(
        own["text_digest"] if own.get("own_content") is None and "text_digest" in own else digest(article._content)
    )


def facts(article: Any) -> list[str]:
    """Return a story's day and section, for the page to choose and to order by."""
    return [article.date.date().isoformat(), str(article.category)]


class Indexing:
    """The indexes of one build; those to be made anew are made beside it."""

    def __init__(self, articles: Iterable[Any], stands: Callable[[Shard], bool], output: Path) -> None:
        """Begin with what does not stand; `output` is the folder that the site is made in, which the next build clears of what stays."""
        self.shards = shards(articles)
        self._room = output / ROOM
        shutil.rmtree(self._room, ignore_errors=True)
        wanted = [self._laid_out(shard) for shard in self.shards if not stands(shard)]
        self._told: dict[str, Exception | None] = {}
        """by the name of a shard that is done: why it has no index, None if it has one"""
        self._line, there = multiprocessing.Pipe(duplex=False)
        self._helper: Any = None
        if wanted:
            self._helper = multiprocessing.Process(target=index_all, args=(wanted, there), daemon=True)
            self._helper.start()
        there.close()

    def finish(self, shard: Shard, folder: Path) -> None:
        """Move an index to its folder. Raises SearchFailed if there is none, OSError if the disk is full."""
        while shard.name not in self._told:
            try:
                name, failed = self._line.recv()
            except EOFError:  # nobody was to make it, or who was has been killed
                self._end_helper()
                name, failed = tried(self._laid_out(shard))
            self._told[name] = failed
        failed = self._told[shard.name]
        if failed is not None:
            raise failed
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)  # of an earlier build by Pelican alone
        shutil.move(self._place(shard) / MADE, folder)

    def close(self) -> None:
        """End what is not done, and take away what was laid out; a process that was forked to build would leave it."""
        self._end_helper()
        self._line.close()
        shutil.rmtree(self._room, ignore_errors=True)

    def _end_helper(self) -> None:
        """End the helper, and pagefind with it."""
        helper, self._helper = self._helper, None
        if helper is not None:
            if hasattr(os, "killpg"):
                with suppress(ProcessLookupError):  # it is done, or has not got so far as to lead its group
                    os.killpg(helper.pid, signal.SIGKILL)
            helper.kill()
            helper.join()

    def _place(self, shard: Shard) -> Path:
        return self._room / f"{shard.lang}-{shard.number}"

    def _laid_out(self, shard: Shard) -> Work:
        """Write a shard's entries for pagefind."""
        place = self._place(shard)
        for story in shard.stories:
            path = place / "read" / story.save_as
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(entry(story, shard.lang), "utf-8")
        told = {f"/{story.save_as}": facts(story) for story in shard.stories}
        return Work(shard.name, place, told, shard.number == 0)


def choices(indexing: Indexing, words: Words, names: Mapping[str, Words]) -> dict[str, Any]:
    """Return what the search page lets choose: languages with their indexes, sections, and months, the latest first.

    The script counts in `words`; `names` has the languages' own names.
    """
    stories = [story for shard in indexing.shards for story in shard.stories]
    languages: dict[str, dict[str, Any]] = {}
    for shard in indexing.shards:
        about = languages.setdefault(
            shard.lang, {"dir": direction(shard.lang), "unspaced": shard.lang in LANGUAGES, "folders": []}
        )
        about["folders"].append(shard.name.removeprefix(f"{FOLDER}/"))
    told = {
        "languages": languages,
        "words": {**words["stories"], "none": words["search_none"]},
        "months": words["months"],
        "day": words["day"],
        "comma": words["comma"],
        "unit": UNIT_FOR_SCRIPTS,
        "space": SPACE,
        "marks": MARKS_WRITTEN,
        "instead": INSTEAD,
    }
    return {
        "search_setup": json.dumps(told),
        "search_languages": [{"code": code, "name": _name_of(code, names)} for code in languages],
        "search_sections": sorted({str(story.category) for story in stories}),
        "search_months": sorted({story.date.date().replace(day=1) for story in stories}, reverse=True),
    }


def _name_of(code: str, names: Mapping[str, Words]) -> str:
    """Return a language's own name; its code, if no table tells it."""
    found = next((words for lang, words in names.items() if lang.partition("-")[0].casefold() == code), None)
    return str(found["language"]) if found and found["lang"].partition("-")[0].casefold() == code else code
