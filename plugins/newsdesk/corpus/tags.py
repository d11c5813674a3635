"""The editor's vocabulary and the names in the text, to tags."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .names import ADJECTIVE, names_in_text, skeleton
from .vocabulary import COMMON_NAMES, Vocabulary
from .words import WORD

MOST = 7
"""Tags a story has at most, beside those its editor gives it."""
FEWEST = 3
"""Tags a story has at least, if its text holds as many names of the vocabulary."""
MENTIONS = 2
"""A name of the vocabulary is a tag if it stands so often in the body, or in the headline or the lede."""
STORIES = 2
"""A name from outside the vocabulary is a tag if it stands in so many stories, or often in one."""
OFTEN = 3
"""Mentions in one story."""
LEDE = 700
"""Characters at the start of a body whose names count more."""
KNOWN = 2.0
"""What it is worth to stand in the vocabulary."""
LESS_FOR_PEOPLE = 0.4
"""Officials are named in every story; places, organisations and topics tell stories apart."""
SPEAKING = frozenset(
    "said says told tells added adds reported reports noted wrote writes announced warned stated spokesman spokeswoman spokesperson official officials".split()
)
ARABIC_PREFIX = re.compile(r"^[وفبلك]{1,2}(?=\w{3})")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of one story."""

    headline: str
    body: str


def tag(stories: Mapping[str, Story], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Map each slug to its tags, the weightiest first.

    The vocabulary's names come under their own spelling; other names under the one used most in all stories.
    """
    finder = Finder(vocabulary)
    found = {slug: _names_of(story, finder) for slug, story in sorted(stories.items())}
    spelling = one_spelling((names for _, names in found.values()), vocabulary)
    spread = Counter(spelling[name] for _, names in found.values() for name in {*names})
    return {
        slug: _choose(known, names, stories[slug], spelling, spread, vocabulary, finder)
        for slug, (known, names) in found.items()
    }


def _names_of(story: Story, finder: Finder) -> tuple[Counter[str], Counter[str]]:
    """Return the mentions of the vocabulary's names and those of all others."""
    known = finder.count(f"{story.headline}\n{story.body}")
    names = names_in_text(story.body)
    return known, Counter({name: count for name, count in names.items() if not finder.knows(name)})


def one_spelling(counts: Iterable[Mapping[str, int]], vocabulary: Vocabulary) -> dict[str, str]:
    """Map each spelling found to the one its thing goes by: the vocabulary's, else the commonest, else the first by letter."""
    total: Counter[str] = Counter()
    for names in counts:
        total.update(names)
    known = {skeleton(spelling): name for spelling, name in vocabulary.spellings.items() if len(skeleton(spelling)) > 4}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in total:
        alike[skeleton(name)].append(name)
    spelling = {}
    for key, spellings in alike.items():
        close = len(key) > 4
        best = known.get(key) if close else None
        best = best or min(spellings, key=lambda name: (-total[name], name))
        for name in spellings:
            spelling[name] = best if close else name
    for name in total:
        first, _, rest = name.partition(" ")
        if rest and ADJECTIVE.fullmatch(first) and spelling[name] == name:
            spelling[name] = known.get(skeleton(rest)) or spelling.get(rest, name)
    return spelling


def _choose(
    known: Counter[str],
    names: Counter[str],
    story: Story,
    spelling: Mapping[str, str],
    spread: Mapping[str, int],
    vocabulary: Vocabulary,
    finder: Finder,
) -> tuple[str, ...]:
    top = f"{story.headline}\n{story.body[:LEDE]}"
    in_headline, in_top = finder.count(story.headline), finder.count(top)
    mentions = Counter(known)
    others: Counter[str] = Counter()
    for name, count in names.items():
        target = spelling[name]
        (mentions if target in vocabulary.entries else others)[target] += count
    scores: dict[str, float] = {}
    for name, count in mentions.items():
        if not vocabulary.entries[name].never and count > 0:
            known_better = 0.5 if name in COMMON_NAMES else KNOWN
            known_better -= LESS_FOR_PEOPLE * (vocabulary.entries[name].kind == "person")
            scores[name] = (
                known_better + 1.3 * math.log1p(count) + 1.5 * bool(in_headline[name]) + 0.7 * bool(in_top[name])
            )
    never = vocabulary.never
    for name, count in others.items():
        strong = count >= OFTEN or (spread.get(name, 0) >= STORIES and count >= MENTIONS)
        if strong and name.casefold() not in never and not _is_of(name, mentions + others):
            scores[name] = (
                math.log1p(count) + 1.5 * (name in story.headline) + 0.7 * (name in top) + 0.3 * (" " in name)
            )
    ranked = sorted(scores, key=lambda name: (-scores[name], name))
    salient = [name for name in ranked if name in others or mentions[name] >= MENTIONS or in_top[name]]
    return tuple(salient[:MOST] if len(salient) >= FEWEST else ranked[:FEWEST])


def _is_of(name: str, counts: Mapping[str, int]) -> bool:
    """True for an adjective of another name, or part of one named as often: "Observatory" beside its full name."""
    for other, count in counts.items():
        if other == name:
            continue
        adjective = name.startswith(other) and name[len(other) :] in (
            "i",
            "n",
            "an",
            "ian",
            "ese",
            "is",
            "ns",
        )
        if adjective or (f" {name} " in f" {other} " and count >= counts[name]):
            return True
    return False


class Finder:
    """Counts the vocabulary's names in a text, the longest first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._known = {spelling.casefold() for spelling in vocabulary.spellings}
        for spelling, name in vocabulary.spellings.items():
            words = tuple(WORD.findall(spelling.replace(".", "")))
            if words:
                self._by_first[words[0].casefold()].append((words, name))
        for rows in self._by_first.values():
            rows.sort(key=lambda row: (-len(row[0]), row))

    def knows(self, name: str) -> bool:
        """True if `name` is a spelling of the vocabulary."""
        return name.casefold() in self._known

    def count(self, text: str) -> Counter[str]:
        """Count the mentions of each name; words of a longer name do not count for a shorter.

        Who speaks is a source, not a subject: "the Pentagon said" does not count, and may leave a name with 0.
        """
        words = [
            re.sub(r"['’]s$", "", word)
            for word in WORD.findall(re.sub(r"\b([A-Z])\.(?=[A-Z]\.)|(?<=\b[A-Z])\.(?=\s)", r"\1", text))
        ]
        counts: Counter[str] = Counter()
        place = 0
        while place < len(words):
            size, name = self._at(words, place)
            place += max(1, size)
            if name:
                counts[name] += words[place : place + 1] == [] or words[place].casefold() not in SPEAKING
        return counts

    def _at(self, words: list[str], place: int) -> tuple[int, str]:
        first = words[place].casefold()
        for start in (first, ARABIC_PREFIX.sub("", first)):
            for spelling, name in self._by_first.get(start, ()):
                pasted = words[place : place + len(spelling)]
                if len(pasted) == len(spelling) and _same(spelling, pasted, cut=len(first) - len(start)):
                    return len(spelling), name
        return 0, ""


def _same(spelling: tuple[str, ...], pasted: list[str], cut: int) -> bool:
    """A capital in the vocabulary asks for one in the text; a small letter takes either."""
    for wanted, word in zip(spelling, [pasted[0][cut:], *pasted[1:]], strict=True):
        if wanted.casefold() != word.casefold() or (wanted[0].isupper() and not word[0].isupper()):
            return False
        if wanted.isupper() and len(wanted) <= 3 and not word.isupper():
            return False
    return True
