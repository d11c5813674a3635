"""Tags that a story may want: those that others have, those of the vocabulary, and the names in its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ... import store
from ...article import Article
from ...corpus import BadVocabulary, Finder, make_vocabulary, read_story, read_vocabulary
from ..tags import VOCABULARY
from .room import Desk
from .site import stories

MOST_TAGS = 500
"""Of all stories, those with the most; a browser lists them while a name is typed."""
MOST_NAMES = 12
"""Of the names in a text, the weightiest."""


def _finder(desk: Desk) -> Finder:
    try:
        return Finder(read_vocabulary(store.decode(desk.files.read(VOCABULARY).content).text))
    except (BadVocabulary, store.NotText):
        return Finder(make_vocabulary(()))


def suggestions(desk: Desk, article: Article, has: str) -> tuple[list[str], list[str]]:
    """Return the tags to be offered while one is typed, and the names in a text that are none of those it `has`."""
    finder = _finder(desk)
    vocabulary = finder.vocabulary
    count = Counter(tag for row in stories(desk.site) for tag in row["tags"])
    own = (name for name, entry in vocabulary.entries.items() if name not in vocabulary.common and not entry.never)
    known = [tag for tag, _ in count.most_common(MOST_TAGS)]
    names = [name.name for name in read_story(article.headline, article.body, finder).names]
    here = set(names_in(has))
    return sorted({*known, *own}, key=str.casefold), [name for name in names if name not in here][:MOST_NAMES]


def names_in(value: str) -> list[str]:
    """Return the names in a field, which has commas between them.

    >>> names_in("Basra, , Tigris")
    ['Basra', 'Tigris']
    """
    return [name for name in map(str.strip, value.split(",")) if name]


def with_added(form: Mapping[str, str]) -> Mapping[str, str]:
    """Return a form in whose tags those are that were ticked; they join what was typed, or what was found where nothing was."""
    ticked = form.get("add_tag", "").split("\n")
    if not any(ticked):
        return form
    here = names_in(form.get("tags", "") or form.get("found_tags", ""))
    return {**form, "tags": ", ".join(dict.fromkeys([*here, *filter(None, ticked)]))}
