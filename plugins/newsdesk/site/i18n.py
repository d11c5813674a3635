"""The theme's own words in each language: tables in `languages/`, and what an editor adds in `content/languages/`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from .. import store
from ..problems import Problems

FOLDER = "languages"
"""Beside this file, and below the pastes."""
OURS = Path(__file__).parent / FOLDER
RTL = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"))
"""Languages written from right to left."""
FORMS = ("zero", "one", "two", "few", "many", "other")

Words = Mapping[str, Any]
"""One language's: a name to a text, a list of texts, or forms by number; also `lang` and `dir`, for the page."""


class BadWords(ValueError):
    """A table that cannot be followed; the message says why."""


def direction(lang: str) -> str:
    """Return `rtl` or `ltr` for a language's code."""
    return "rtl" if lang.partition("-")[0].casefold() in RTL else "ltr"


def _one(number: int) -> str:
    return "one" if number == 1 else "other"


def _french(number: int) -> str:
    return "one" if number in (0, 1) else "other"


def _slavic(number: int) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return "one"
    return "few" if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else "many"


def _arabic(number: int) -> str:
    if number < 3:
        return FORMS[number]
    return "few" if 3 <= number % 100 <= 10 else "many" if number % 100 > 10 else "other"


PLURALS: Mapping[str, Callable[[int], str]] = {
    "one": _one, "none": lambda _number: "other", "french": _french, "slavic": _slavic, "arabic": _arabic,
}  # fmt: skip
"""Which form a number takes (Unicode CLDR, plural rules for whole numbers)."""


@cache
def own(lang: str) -> dict[str, Any]:
    """Return our table for a language; empty if there is none."""
    path = OURS / f"{lang}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def english() -> Words:
    """Return the words that all others fall back to."""
    return _complete({}, "en")


def interface(langs: Iterable[str], default: str, given: Mapping[str, dict[str, Any]]) -> dict[str, Words]:
    """Return the words for pages in each of `langs`; without a table of its own a language has the `default`'s.

    `given` are the editor's tables, which stand above ours.
    """
    tables = {lang: {**own(lang), **given.get(lang, {})} for lang in {*map(_primary, [*langs, default]), *given}}
    usual = _complete(tables[_primary(default)], default)
    return {
        lang: _complete(tables[_primary(lang)], lang) if tables[_primary(lang)] else usual for lang in {*langs, default}
    }


def _primary(lang: str) -> str:
    return lang.partition("-")[0].casefold()


def _complete(table: Mapping[str, Any], lang: str) -> Words:
    whole = {**own("en"), **table}
    if "numbers" not in table and table:
        whole["numbers"] = []
    return {**{name: _escaped(value) for name, value in whole.items()}, "lang": lang, "dir": direction(lang)}


def _escaped(value: Any) -> Any:
    """Return words as they may stand in a page and in an attribute."""
    if isinstance(value, str):
        return escape(value, quote=False).replace('"', "&quot;")
    if isinstance(value, dict):
        return {name: _escaped(each) for name, each in value.items()}
    return [_escaped(each) for each in value]


def read_words(text: str) -> dict[str, Any]:
    """Return an editor's table. Raises BadWords, with what is wrong and what to do."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadWords(f"is no TOML ({error}); mend it") from None
    known = own("en")
    for name, value in table.items():
        if name not in known:
            raise BadWords(f"unknown name {name!r}; take the names from site/languages/en.toml")
        if type(value) is not type(known[name]):
            raise BadWords(f"{name!r} is of another kind than in site/languages/en.toml; write it as there")
        _check(name, value, known[name])
    if table.get("plural", "one") not in PLURALS:
        raise BadWords(f"unknown plural {table['plural']!r}; write one of {', '.join(PLURALS)}")
    return table


def _check(name: str, value: Any, model: Any) -> None:
    if isinstance(value, dict) and "other" in model and "other" not in value:
        raise BadWords(f"{name!r} has no form 'other'; write one")
    if isinstance(value, list) and name in ("months", "weekdays") and len(value) != len(model):
        raise BadWords(f"{name!r} has {len(value)} names, not {len(model)}; complete them")
    texts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    for text in texts:
        try:
            str(text).format(*["x"] * 3, **dict.fromkeys(_NAMES, "x"))
        except (KeyError, IndexError, ValueError):
            raise BadWords(
                f"{name!r}: {str(text)[:40]!r} asks for what is not given; see site/languages/en.toml"
            ) from None


_NAMES = (
    "day month year weekday first last name title site evidence pasted published passages lines reason a z b".split()
)


def words_for(langs: set[str], settings: Any, problems: Problems) -> dict[str, Words]:
    """Return the theme's words for each language in use, with what the editor's tables add."""
    given = {}
    for path in sorted((Path(settings["PATH"]) / FOLDER).glob("*.toml")):
        if store.is_lock(path.name):
            continue
        try:
            given[path.stem.casefold()] = read_words(store.read_text(path).text)
        except (BadWords, store.NotText) as error:
            problems.error(str(path), 0, str(error))
    return interface(langs, settings["DEFAULT_LANG"], given)


def fill(text: str, /, *values: Any, **named: Any) -> str:
    """Return words with their gaps filled: `{}` and `{name}`."""
    return text.format(*values, **named)


def count(words: Words, name: str, number: int, /, **named: Any) -> str:
    """Return the form of a name that a number takes, with the number in it.

    >>> count(english(), "stories", 1), count(english(), "stories", 3)
    ('1 story', '3 stories')
    """
    forms = words[name]
    form = forms.get("zero") if number == 0 else None
    form = form or forms.get(PLURALS[words["plural"]](number)) or forms["other"]
    return str(form.format(number, **named))


def listed(names: Iterable[Any], words: Words) -> str:
    """Join names as a sentence does.

    >>> listed(["Erbil", "Iran", "Iraq"], english())
    'Erbil, Iran and Iraq'
    """
    rows = [str(name) for name in names]
    return str(words["and"]).join([words["comma"].join(rows[:-1]), rows[-1]] if len(rows) > 1 else rows)


FILTERS: dict[str, Any] = {"fill": fill, "count_of": count, "listed": listed}
"""For the theme."""
for _filter in FILTERS.values():
    _filter.reads = frozenset()  # of a story no more than what it is handed
