"""Recipes, which are the story's however short their lines: quantities, one a line, and what is done with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..article import Line
from .lookup import rule_for
from .shapes import is_sentence, word_count

_NUMBER = r"(?:\d+(?:[.,/-]\d+)?|[½¼¾⅓⅔⅛]|\d+\s?[½¼¾⅓⅔⅛])"
_MEASURES = (
    "g|kg|mg|ml|cl|dl|l|lb|lbs|oz|pounds?|ounces?|grams?|cups?|tbsp|tsp|tbs|tablespoons?|teaspoons?|cloves?|pinch(?:es)?|slices?|sticks?|cans?|"
    "el|tl|esslöffel|teelöffel|prisen?|zehen?|scheiben?|bund|dosen?|päckchen|pck|becher|tassen?|spritzer|würfel|stück|"
    "c\\. à (?:soupe|café)|cuill(?:ères?|\\.)?|gousses?|pincées?|tranches?|sachets?|cas|cac|"
    "cucharad(?:it)?as?|tazas?|dientes?|pizcas?|gramos|litros?|cucchiai(?:ni)?|cucchiaio|spicchi|"
    "ملعقة|ملاعق|كوب|أكواب|غرام|جرام|كيلو|رشة"
)
QUANTITY = re.compile(
    rf"(?:[*•·▪●◦‣–—-]\s*)?{_NUMBER}(?:\s?[–-]\s?{_NUMBER}|\s{_NUMBER})?\s*(?P<what>[^\W\d_].*)", re.DOTALL
)
MEASURE = re.compile(rf"(?:{_MEASURES})\b", re.IGNORECASE)
HEADING = re.compile(
    r"(?:ingredients?|directions?|instructions?|method|preparation|for the [\w ]{3,20}|zutaten|zubereitung|ingrédients|préparation|ingredientes|"
    r"preparación|elaboración|ingredienti|preparazione|procedimento|ingrediënten|bereiding|المكونات|المقادير|طريقة (?:التحضير|العمل))(?: für .{2,30}| for .{2,30})?\s?:?",
    re.IGNORECASE,
)
FEWEST = 3
"""Quantities that make a recipe, one of them with a measure: counters and prices have none."""
APART = 4
"""Ingredients in a row without a quantity, such as salt."""
LONGEST = 16
"""Words of an ingredient."""
NEAR = 25
"""Lines of the page between the story's text and its recipe: its name, how long it takes, buttons to print it."""


def is_quantity(line: Line) -> bool:
    """True for a line such as `2 tbsp sugar`: a number with a measure."""
    match = QUANTITY.match(line.text)
    return match is not None and MEASURE.match(match["what"]) is not None and word_count(line.text) <= LONGEST


def recipe_below(lines: Sequence[Line], place: int) -> int:
    """Return the place after a recipe near `place`, with what is done with its quantities; 0 if there is none."""
    for begin in range(place, min(place + NEAR, len(lines))):
        rule = rule_for(lines[begin].text)
        if rule and rule.ends_story:
            return 0
        end = end_of_quantities(lines, begin) if lines[begin].text else 0
        if end:
            return _end_of_steps(lines, end)
    return 0


def end_of_quantities(lines: Sequence[Line], begin: int) -> int:
    """Return the place after a list of quantities that begins at a place; 0 if there is none."""
    found = measured = other = 0
    end = begin
    for place in range(begin, len(lines)):
        text = lines[place].text
        if not text:
            continue
        if word_count(text) <= LONGEST and QUANTITY.match(text) and not rule_for(text):
            found, other, end = found + 1, 0, place + 1
            measured += is_quantity(lines[place])
            continue
        other += 1
        ends = is_sentence(text) and not text.endswith(":")
        if not found or other > APART or ends or rule_for(text) or HEADING.fullmatch(text):
            break
    return end if found >= FEWEST and measured else 0


def _end_of_steps(lines: Sequence[Line], begin: int) -> int:
    """Return the place after the steps that stand below a list of quantities: sentences, with few lines between that are none."""
    end, other = begin, 0
    for place in range(begin, len(lines)):
        text = lines[place].text
        if not text:
            continue
        if rule_for(text):
            break
        if is_sentence(text) or HEADING.fullmatch(text) or word_count(text) > LONGEST:
            end, other = place + 1, 0
            continue
        other += 1
        if other > (1 if end > begin else APART):
            break
    return end
