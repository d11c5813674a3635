"""A paste on its way to being labelled, and what a step says of a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...article import Line, Role
from ..model import STEADY, Alone, Features, Verdicts
from .head import Head

KEPT = 0.35
"""The chance of being story from which on a line is kept. Chosen by cross-validation: at 0.5 stories lose twice as many words."""
FEWEST_OF_ANNOUNCING, MOST_ANNOUNCED = 4, 12
"""Words of a sentence with a colon that announces a list, and lines of what it announces."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step says of a line."""

    role: Role
    rule: str
    sure: bool = True
    why: str = ""


PERHAPS_TEXT = Mark(Role.BODY, "kept-in-doubt", sure=False)
Marks = Mapping[int, Mark]
"""By the line's place, from 0."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of a paste that have words, on their way to being labelled."""

    lines: tuple[Line, ...]
    first: int
    """the number of the paste's first line, which may be empty"""
    features: Features
    verdicts: Verdicts
    head: Head
    begin: int
    """the place of the first line of the running text"""
    end: int
    """the place after its last line"""
    items: frozenset[int]
    """the places of lines that had the mark of a list, which a program has set"""
    marks: Marks

    def number(self, place: int) -> int:
        """Return a line's number as the editor is shown it, counted from the first below the header."""
        return self.lines[place].number - self.first + 1

    def as_on(self, place: int) -> str:
        """Say of a line that another has its words."""
        return f"the same words as on line {self.number(place)}"

    @property
    def alone(self) -> tuple[Alone, ...]:
        """What can be said of each line by itself."""
        return self.features.alone

    def is_steady(self, place: int) -> bool:
        """True for a paragraph that the model takes for the story's."""
        return self.alone[place].prose and bool(self.verdicts.chance[place] >= STEADY)

    def is_storys(self, place: int) -> bool:
        """True for a sentence or a paragraph that the model takes for the story's."""
        alone = self.alone[place]
        return (alone.prose or alone.sentence) and bool(self.verdicts.chance[place] >= STEADY)

    def announces(self, place: int) -> bool:
        """True for a sentence of the story that ends with a colon, and of which nothing else is said."""
        if place in self.marks or not self.lines[place].text.endswith((":", "：")):
            return False
        return self.alone[place].words >= FEWEST_OF_ANNOUNCING and self.is_storys(place)

    def first_paragraph(self) -> int:
        """Return the place of the first paragraph that the model takes for the story's, below what stands above the text."""
        below = range(self.head.end, len(self.lines))
        return next((place for place in below if self.is_steady(place)), len(self.lines))

    def opens_text(self, place: int) -> bool:
        """True for the first paragraph, asked of what is none without a look at all lines."""
        return place < len(self.lines) and self.is_steady(place) and place == self.first_paragraph()

    def text_lines(self) -> list[int]:
        """Return the places between begin and end that have no mark yet."""
        return [p for p in range(self.begin, self.end) if p not in self.marks]
