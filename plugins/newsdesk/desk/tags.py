"""The vocabulary at work: how many stories a tag has, new names worth adding, spellings that look like one name."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.text import Text

from .. import corpus, store
from ..corpus import Vocabulary, make_vocabulary, read_vocabulary, skeleton
from .explain import Unexplained, read_article

VOCABULARY = "tags.toml"
ADD = 3
"""Stories with a name from which on it is worth adding; an editor looks at the rest, if at all, in the list of tags on one story."""


class NoTag(ValueError):
    """A name that cannot be added."""


def read_words(content: Path) -> Vocabulary:
    """Read the vocabulary beside the pastes. Raises BadVocabulary, store.NotText."""
    path = content / VOCABULARY
    return read_vocabulary(store.read_text(path).text) if path.exists() else make_vocabulary(())


def tags_of(content: Path, vocabulary: Vocabulary) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the tags of every paste below a folder by path, and a line for each that cannot be read."""
    finder = corpus.Finder(vocabulary)
    records: dict[str, corpus.Record] = {}
    known: dict[str, corpus.Known] = {}
    failures = []
    for path in store.list_pastes(content):
        if not store.is_named_in_text(str(path)):
            failures.append(f"{path}: its name is not UTF-8; rename it")
            continue
        try:
            article = read_article(str(path))
            records[str(path)] = corpus.read_story(article.headline, article.body, finder)
        except Unexplained as error:
            failures.append(str(error))
            continue
        except Exception as error:  # of one story, whatever it is
            failures.append(f"{path}: cannot be linked ({type(error).__name__}: {error}); mend or remove it")
            continue
        day = date.fromisoformat(article.date).toordinal() if article.date else 0
        own = tuple(filter(None, (name.strip() for name in article.header.get("tags", "").split(","))))
        known[str(path)] = corpus.Known(day, own or None)
    results = corpus.update(corpus.State(), records, known)[1]
    return {path: result.tags for path, result in results.items()}, failures


def tell(tags: Mapping[str, Sequence[str]], vocabulary: Vocabulary, console: Console) -> None:
    """Print the report."""
    count = Counter(tag for found in tags.values() for tag in found)
    where: dict[str, str] = {tag: path for path, found in sorted(tags.items(), reverse=True) for tag in found}
    lines = [f"{len(count)} tags on {len(tags)} stories", ""]
    lines += [f"{count[tag]:>5}  {tag}{_note(tag, vocabulary)}" for tag in _by_count(count)]
    unknown = [tag for tag in _by_count(count) if tag not in vocabulary.entries and count[tag] >= ADD]
    lines += _part("worth adding to the vocabulary (invoke tags --add NAME):", [_entry(tag) for tag in unknown])
    pairs = alike([*count, *(name for name in vocabulary.entries if name not in vocabulary.common)])
    lines += _part(
        "look like one name (make one an alias of the other):",
        [f"{one} ({count[one]}), {other} ({count[other]})" for one, other in pairs],
    )
    single = [f"{tag}: {where[tag]}" for tag in _by_count(count) if count[tag] == 1]
    lines += _part("on one story only:", single)
    idle = [
        name
        for name, entry in vocabulary.entries.items()
        if name not in vocabulary.common and not entry.never and not count[name]
    ]
    lines += _part("in the vocabulary, on no story:", [", ".join(sorted(idle))] if idle else [])
    console.print(Text("\n".join(lines)), soft_wrap=True, highlight=False)


def _by_count(count: Mapping[str, int]) -> list[str]:
    return sorted(count, key=lambda tag: (-count[tag], tag.casefold(), tag))


def _note(tag: str, vocabulary: Vocabulary) -> str:
    entry = vocabulary.entries.get(tag)
    if entry is None:
        return "  (found in the texts)"
    return f"  ({entry.kind or 'vocabulary'}{', built in' if tag in vocabulary.common else ''})"


def _part(title: str, rows: Iterable[str]) -> list[str]:
    rows = list(rows)
    return ["", title, *(f"  {row}" for row in rows)] if rows else []


def alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of names that look like two spellings of one: alike but for vowels and articles, or for one letter."""
    ordered = sorted(set(names))
    by_bones: defaultdict[str, set[str]] = defaultdict(set)
    for name in ordered:
        if len(skeleton(name)) > 3:
            by_bones[skeleton(name)].add(name)
        for cut in {name.casefold()[:place] + name.casefold()[place + 1 :] for place in range(len(name))}:
            if len(name) > 4:
                by_bones[f"cut {cut}"].add(name)
        by_bones[f"cut {name.casefold()}"].add(name)
    pairs = {
        (one, other)
        for group in by_bones.values()
        for one in group
        for other in group
        if one < other and not re.search(r"\d", one + other)
    }
    return sorted(pairs)


def _entry(name: str) -> str:
    return f"[[tag]]  name = {json.dumps(name, ensure_ascii=False)}"


def add(name: str, content: Path) -> Path:
    """Write an entry for a name at the end of the vocabulary. Raises NoTag, BadVocabulary, store.NotText."""
    name = " ".join(name.split())
    path = content / VOCABULARY
    vocabulary = read_words(content)
    if not name:
        raise NoTag("a tag needs a name")
    if name in vocabulary.spellings and vocabulary.spellings[name] not in vocabulary.common:
        raise NoTag(f"{path}: {name!r} is there, under {vocabulary.spellings[name]!r}")
    text = store.read_text(path).text if path.exists() else ""
    entry = f"[[tag]]\nname = {json.dumps(name, ensure_ascii=False)}\n"
    text = f"{text.rstrip()}\n\n{entry}" if text.strip() else entry
    read_vocabulary(text)
    store.write_text(path, text)
    return path
