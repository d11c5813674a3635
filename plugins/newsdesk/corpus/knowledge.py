"""What the stories say together: tags, related stories, twins, story lines."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from . import neighbours, related, tags, twins
from .record import Record


class Known(NamedTuple):
    """What the press knows of a story beside its text."""

    day: int
    """an ordinal; 0 where unknown"""
    tags: tuple[str, ...] | None = None
    """the editor's own, which stand above those found"""


class Result(NamedTuple):
    """What the corpus says of one story."""

    tags: tuple[str, ...] = ()
    """the weightiest first"""
    related: tuple[str, ...] = ()
    """the slugs of at most five stories, the nearest first"""
    twins: tuple[related.Twin, ...] = ()
    """the likest first"""
    line: tuple[str, ...] = ()
    """the slugs of its story line, itself among them, the first first, the latest last; empty if it has none"""


Value = TypeVar("Value")
Row = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, float], ...], tuple[str, ...]]
"""a Result as plain values"""
NOTHING: Row = ((), (), (), ())


@dataclass(slots=True)
class State:
    """What `update` remembers. A state that was given to `update` must not be used again."""

    near: neighbours.State = field(default_factory=neighbours.State)
    names: tags.State = field(default_factory=tags.State)
    known: dict[str, tuple[int, tuple[str, ...] | None]] = field(default_factory=dict)
    """by slug: as `Known`"""
    prints: dict[str, tuple[int, int]] = field(default_factory=dict)
    """by slug: fingerprints of headline and body, see `twins`"""
    kin: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """by slug: near enough to be of one event"""
    results: dict[str, Row] = field(default_factory=dict)
    """by slug: as `Result`, all of it plain tuples, which `marshal` takes and gives as they are"""

    def dump(self) -> list[bytes | memoryview]:
        """Return the state as parts in bytes, for this version of this package and of Python alone.

        Most of them are its own arrays, which must hold still as long as the parts are there.
        """
        rest = (self.names.stories, self.known, self.prints, self.kin, self.results)
        return [*self.near.dump(), marshal.dumps(rest)]

    @classmethod
    def load(cls, parts: list[bytes]) -> State:
        """Return the state that `dump` gave; the parts are used up. Raises ValueError, LookupError, EOFError or TypeError for others."""
        stories, known, prints, kin, results = marshal.loads(parts.pop())
        return cls(neighbours.State.load(parts), tags.State(stories), known, prints, kin, results)


def update(
    state: State,
    records: Mapping[str, Record],
    changed: Mapping[str, Known],
    removed: Iterable[str] = (),
    terms: Mapping[str, Record] | None = None,
) -> tuple[State, dict[str, Result]]:
    """Return the state after a change, and the results that are not as before, by slug.

    `changed` holds the new and changed stories, also where only the day or the editor's tags are not as before.
    `records` must answer for these, as they now are, and for every story that stays; it is asked for few.
    Where `terms` answers for the same, it is asked for the terms, and `records` need have none.
    """
    removed = {slug for slug in removed if slug not in changed}
    known = _without(state.known, removed)
    known.update({slug: (row.day, row.tags) for slug, row in changed.items()})
    near, slots = neighbours.update(
        state.near, terms or records, {slug: row.day for slug, row in changed.items()}, removed
    )
    prints = _without(state.prints, removed)
    prints.update({slug: twins.digests_of(records[slug].sketch) for slug in changed})
    names, tagged = tags.update(
        state.names, {slug: (row.day, records[slug].names) for slug, row in changed.items()}, removed
    )
    old, new, kin = state.results, _without(state.results, removed), _without(state.kin, removed)
    for slug, found in tagged.items():
        own = known[slug][1]
        new[slug] = (found if own is None else own, *new.get(slug, NOTHING)[1:])
    least = related.least_cosine(neighbours.deciding(near))
    affected, doubles = _with_doubles(slots, near.slugs, (state.prints, prints), {*changed, *removed})
    for slot in affected:
        slug = near.slugs[slot]
        same, others, kin[slug] = _neighbourhood(near, slot, records, least, doubles.get(slug, ()))
        tags_of, _, _, line = new.get(slug, NOTHING)
        new[slug] = (tags_of, others, same, line)
    bound_anew = {slug for slug in map(near.slugs.__getitem__, affected) if state.kin.get(slug) != kin[slug]}
    stirred = _with_their_lines(state, {*changed, *removed, *bound_anew})
    for slug, line in related.lines_of(kin, lambda slug: known[slug][0], stirred.intersection(known)).items():
        new[slug] = (*new[slug][:3], line)
    after = State(near, names, known, prints, kin, new)
    moved = sorted(slug for slug, row in new.items() if old.get(slug) != row)
    return after, {slug: _whole(new[slug]) for slug in moved}


def _without(rows: Mapping[str, Value], removed: Iterable[str]) -> dict[str, Value]:
    left = dict(rows)
    for slug in removed:
        left.pop(slug, None)
    return left


def _with_their_lines(before: State, slugs: set[str]) -> set[str]:
    """Add to some stories those that they were bound to, and those of their lines."""
    return slugs.union(*((*before.kin.get(slug, ()), *before.results.get(slug, NOTHING)[3]) for slug in slugs))


def _whole(row: Row) -> Result:
    """Return a result of plain values."""
    tags_of, others, same, line = row
    return Result(tags_of, others, tuple(related.Twin(*twin) for twin in same), line)


Prints = Mapping[str, tuple[int, int]]


def _with_doubles(
    slots: Iterable[int], slugs: Sequence[str], prints: tuple[Prints, Prints], touched: Iterable[str]
) -> tuple[list[int], dict[str, list[str]]]:
    """Add to some slots those that share a headline or a body with a touched story, and return which share one, by slug.

    `prints` are those before and after.
    """
    before, after = prints
    stirred = {number for slug in touched for row in (before.get(slug), after.get(slug)) if row for number in row}
    wanted = stirred.union(number for slot in slots for number in after[slugs[slot]])
    found: dict[str, list[str]] = {}
    also: set[str] = set()
    for number, same in twins.doubles(after, wanted).items():
        if number in stirred:
            also.update(same)
        if len(same) > 1:
            for slug in same:
                found.setdefault(slug, []).extend([other for other in same[:MOST_DOUBLES] if other != slug])
    return sorted({*slots, *(slot for slot, slug in enumerate(slugs) if slug in also)}), found


MOST_DOUBLES = 20
"""Stories with one and the same text, beyond which no more are told."""


def _neighbourhood(
    near: neighbours.State, slot: int, records: Mapping[str, Record], least: float, doubles: Iterable[str]
) -> tuple[tuple[tuple[str, float], ...], tuple[str, ...], tuple[str, ...]]:
    """Return the twins of a story, its related stories, nearest first, and those that may be of one event with it.

    `doubles` are stories of the same headline or body; they are twins, however much they share.
    """
    slug, day = near.slugs[slot], near.days[slot]
    alike = {other: twins.likeness(records[slug].sketch, records[other].sketch) for other in doubles}
    links = []
    kin = []
    for row in neighbours.nearest(near, slot):
        other, _, cosine = row
        there = near.slugs[other]
        if cosine >= twins.WORTH_A_LOOK and there not in alike:
            likeness = twins.likeness(records[slug].sketch, records[there].sketch)
            if likeness >= twins.ALIKE:
                alike[there] = likeness
        if there in alike:
            continue
        if cosine >= least or _name_the_same(records[slug], records[there]):
            links.append(row)
        in_time = day and near.days[other] and abs(day - near.days[other]) <= related.LINE_DAYS
        if in_time and cosine >= related.LINE * least:
            kin.append(there)
    same = sorted(((there, round(share, 2)) for there, share in alike.items()), key=_likest)
    ranked = [near.slugs[row[0]] for row in neighbours.in_order(near, slot, links)]
    return tuple(same), tuple(ranked[: related.MOST]), tuple(sorted(kin))


def _likest(twin: tuple[str, float]) -> tuple[float, str]:
    slug, likeness = twin
    return -likeness, slug


def _name_the_same(here: Record, there: Record) -> bool:
    """True if both name so many things of the editor's vocabulary that they are related whatever their language."""
    return len(set(here.editors).intersection(there.editors)) >= related.SHARED_NAMES
