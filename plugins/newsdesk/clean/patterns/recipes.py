"""Quantities, as the ingredients of a recipe have them: a number with a measure."""

from __future__ import annotations

import re

from .shapes import word_count

_NUMBER = r"(?:\d+(?:[.,/-]\d+)?|[½¼¾⅓⅔⅛]|\d+\s?[½¼¾⅓⅔⅛])"
_MEASURES = (
    "g|kg|mg|ml|cl|dl|l|lb|lbs|oz|pounds?|ounces?|grams?|cups?|tbsp|tsp|tbs|tablespoons?|teaspoons?|cloves?|pinch(?:es)?|slices?|sticks?|cans?|"
    "el|tl|esslöffel|teelöffel|prisen?|zehen?|scheiben?|bund|dosen?|päckchen|pck|becher|tassen?|spritzer|würfel|stück|"
    "c\\. à (?:soupe|café)|cuill(?:ères?|\\.)?|gousses?|pincées?|tranches?|sachets?|cas|cac|"
    "cucharad(?:it)?as?|tazas?|dientes?|pizcas?|gramos|litros?|cucchiai(?:ni)?|cucchiaio|spicchi|"
    "ملعقة|ملاعق|كوب|أكواب|غرام|جرام|كيلو|رشة"
)
QUANTITY = re.compile(
    rf"(?:[*•·▪●◦‣–—-]\s*)?{_NUMBER}(?:\s?[–-]\s?{_NUMBER}|\s{_NUMBER})?\s*(?:{_MEASURES})\b", re.IGNORECASE
)
LONGEST = 16
"""Words of an ingredient."""


def is_quantity(text: str) -> bool:
    """True for a line such as `2 tbsp sugar`."""
    return word_count(text) <= LONGEST and QUANTITY.match(text) is not None
