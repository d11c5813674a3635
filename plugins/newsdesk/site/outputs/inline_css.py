"""A page's plain CSS rules moved into `style` attributes: many mail programs read no others.

Our own pages and rules alone: selectors are elements and classes, one inside another (`h2 a`, `.meta a`). As in a browser
the rule with more classes wins, then that with more elements, then the later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

STYLE = re.compile(r"<style>([^<]*)</style>")
RULE = re.compile(r"(?<![^{}])\s*+(?:(@[^{}]++\{(?:[^{}]*+\{[^{}]*+\})*+\s*+\})|([^{}@]++)\{([^{}]*+)\})")
"""An at-rule whole, or selectors and declarations."""
TAG = re.compile(r"<!--(?:(?!<!--|-->).)*+-->|<style>[^<]*+</style>|<(/?)([a-z][a-z0-9]*+)([^<>]*+)>", re.DOTALL)
CLASS = re.compile(r'\sclass="([^"]*)"')
VOID = frozenset(("br", "hr", "img", "link", "meta"))

Place = tuple[str, frozenset[str]]
"""An element's name and its classes; of a selector's part the name may be empty."""
Rule = tuple[tuple[Place, ...], str]
"""A selector, outermost part first, and what it declares."""


def with_styles(html: str) -> str:
    """Return `html` with the plain rules of its `style` element in attributes; at-rules stay where they are.

    >>> with_styles('<style>p a { color: red } @media print { p { margin: 0 } }</style><p><a href="#">x</a></p>')
    '<style>\\n@media print { p { margin: 0 } }\\n</style><p><a href="#" style="color: red">x</a></p>'
    """
    found = STYLE.search(html)
    if not found:
        return html
    rules: list[Rule] = []
    kept = []
    for whole, selectors, declared in RULE.findall(found[1]):
        if whole:
            kept.append(whole)
        for selector in filter(None, selectors.split(",")):
            rules.append((tuple(map(_part, selector.split())), declared))
    rules.sort(key=lambda rule: _weight(rule[0]))
    head = "<style>\n" + "\n".join(kept) + "\n</style>"
    return _written_out(html.replace(found[0], head, 1), rules)


def _part(written: str) -> Place:
    name, *classes = written.split(".")
    return name, frozenset(classes)


def _weight(selector: tuple[Place, ...]) -> tuple[int, int]:
    return sum(len(classes) for _, classes in selector), sum(bool(name) for name, _ in selector)


def _written_out(html: str, rules: list[Rule]) -> str:
    """Return `html` with each element's declarations in its `style` attribute."""
    open_places: list[Place] = []

    def style(tag: re.Match[str]) -> str:
        closing, name, attributes = tag.groups()
        if not name:
            return tag.group()
        if closing:
            while open_places and open_places.pop()[0] != name:
                pass
            return tag.group()
        classes = CLASS.search(attributes)
        place = (name, frozenset(classes[1].split() if classes else ()))
        declared = _together(words for selector, words in rules if _fits(selector, place, open_places))
        if name not in VOID:
            open_places.append(place)
        return f'<{name}{attributes} style="{declared}">' if declared else tag.group()

    return TAG.sub(style, html)


def _together(declared: Iterable[str]) -> str:
    """Return declarations as one, the last of each property alone."""
    last: dict[str, str] = {}
    for row in ";".join(declared).split(";"):
        name, colon, value = row.partition(":")
        if colon:
            last.pop(name.strip(), None)
            last[name.strip()] = " ".join(value.split())
    return "; ".join(f"{name}: {value}" for name, value in last.items())


def _fits(selector: tuple[Place, ...], place: Place, around: list[Place]) -> bool:
    """True if a selector's last part fits an element, and its other parts those around it, in their order."""
    *outer, last = selector
    if not _is(last, place):
        return False
    above = iter(around)
    return all(any(_is(part, other) for other in above) for part in outer)


def _is(part: Place, place: Place) -> bool:
    return part[0] in ("", place[0]) and part[1] <= place[1]
