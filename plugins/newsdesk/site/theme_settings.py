"""What an editor sets of the theme's looks: colours, checked for contrast, a logo, menu and footer, where to sign up."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..problems import Problems
from .html import plain_words
from .images import Picture, look

LIGHT = {
    "paper": "#fffdf8", "wash": "#f6f1e6", "ink": "#1c1b19", "soft": "#544f48", "link": "#0a4a86", "accent": "#912510", "rule": "#d8d2c6",
}  # fmt: skip
DARK = {
    "paper": "#15171a", "wash": "#1e2126", "ink": "#e9e6df", "soft": "#b4aea4", "link": "#93c1ee", "accent": "#f39d88", "rule": "#3a3d42",
}  # fmt: skip
"""The stylesheet's own colours; in step with it."""
SCHEMES = {"light": LIGHT, "dark": DARK}
TEXTS = ("ink", "soft", "link", "accent")
GROUNDS = ("paper", "wash")
LEAST = 7.0
"""Contrast of text with its ground (WCAG 2.2, 1.4.6, level AAA)."""
COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

SIGN_UP = re.compile(r"(?:https?://[^\s/]|mailto:[^\s@]+@[^\s@])\S*")
"""Where readers may sign up; of other schemes some would run what they hold."""

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a site, by name."""

    light: dict[str, str]
    dark: dict[str, str]
    css: str
    """what the stylesheet's own are overridden with; empty if nothing is"""


def colours(given: Mapping[str, Mapping[str, str]], tell: Tell) -> Colours:
    """Return the colours of a site from the setting COLOURS; `tell` hears what is wrong or hard to read, a line each."""
    for scheme in sorted(given.keys() - SCHEMES.keys()):
        tell(f"COLOURS: {scheme!r} is neither 'light' nor 'dark'")
    own = {scheme: _checked(scheme, given.get(scheme, {}), tell) for scheme in SCHEMES}
    whole = {scheme: {**SCHEMES[scheme], **own[scheme]} for scheme in SCHEMES}
    for scheme, names in own.items():
        for text in TEXTS:
            for ground in GROUNDS if names else ():
                ratio = contrast(whole[scheme][text], whole[scheme][ground])
                if ratio < LEAST and (text in names or ground in names):
                    tell(
                        f"COLOURS: {text!r} on {ground!r} in the {scheme} scheme has a contrast of {ratio:.1f}; reading takes 7"
                    )
    rules = [f"@media screen {{ {_rule(own['light'])} }}"] if own["light"] else []
    if any(own.values()):  # a colour set for the light scheme alone must not show in the dark one, nor any on paper
        dark = {name: whole["dark"][name] for name in DARK if name in own["light"] or name in own["dark"]}
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ {_rule(dark)} }}")
    return Colours(whole["light"], whole["dark"], "\n".join(rules))


def _checked(scheme: str, given: Mapping[str, str], tell: Tell) -> dict[str, str]:
    kept = {}
    for name, value in given.items():
        if name not in LIGHT:
            near = difflib.get_close_matches(str(name), LIGHT, 1)
            tell(
                f"COLOURS: unknown name {name!r}; "
                + (f"did you mean {near[0]!r}?" if near else f"known are {', '.join(LIGHT)}")
            )
        elif not isinstance(value, str) or not COLOUR.fullmatch(value):
            tell(f"COLOURS: {value!r} is no colour for {name!r} in the {scheme} scheme; write it as #1c1b19")
        else:
            kept[name] = value.lower()
    return kept


def _rule(names: Mapping[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in names.items()) + " }"


def contrast(one: str, other: str) -> float:
    """Return how much two colours stand out from each other, 1 to 21 (WCAG 2.2, contrast ratio).

    >>> round(contrast("#000", "#ffffff"))
    21
    """
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    pairs = [digit * 2 for digit in digits] if len(digits) == 3 else [digits[at : at + 2] for at in (0, 2, 4)]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def site_picture(settings: Mapping[str, Any], key: str, alt: str, tell: Tell) -> Picture | None:
    """Return the picture that a setting names; None if it names none, or none that can be shown."""
    name = settings.get(key) or ""
    if not name:
        return None
    if not any(name == folder or name.startswith(f"{folder.rstrip('/')}/") for folder in settings["STATIC_PATHS"]):
        tell(f"{key}: {name!r} lies outside of what is published as it is; put it into content/images")
        return None
    path = Path(settings["PATH"]) / name
    known = look(path) if path.is_file() else None
    if known is None or not known.width:
        tell(f"{key}: no picture {name!r} that can be read; save it there, or take the line out")
        return None
    return Picture(quote(name), known.width, known.height, alt)


def menu(sections: Iterable[tuple[Any, Any]], wanted: int | Iterable[str], tell: Tell) -> list[Any]:
    """Return the sections of the menu: the largest, so many, or those that are named, in that order."""
    found = [section for section, _ in sections]
    if isinstance(wanted, int):
        return found[:wanted]
    by_name = {str(section): section for section in found}
    for name in wanted:
        if name not in by_name:
            tell(f"MENU_SECTIONS: there is no section {name!r} yet")
    return [by_name[name] for name in wanted if name in by_name]


def sign_up(address: str, tell: Tell) -> str:
    """Return where readers sign up for the e-mail, as the setting names it; empty if it names none, or none that a page may link to."""
    if address and not SIGN_UP.fullmatch(address):
        tell(
            f"SUBSCRIBE_EMAIL: {address!r} is no address; write it as https://lists.example.org or mailto:us@example.org"
        )
        return ""
    return address


def set_theme(context: dict[str, Any], settings: Any, problems: Problems) -> None:
    """Give the theme its colours, its own pictures, its menu and the address for signing up."""

    def tell(reason: str) -> None:
        problems.warning("pelicanconf.py", 0, reason)

    context["menu"] = menu(context["sections"], settings["MENU_SECTIONS"], tell)
    context["subscribe_email"] = sign_up(str(settings["SUBSCRIBE_EMAIL"] or ""), tell)
    context["colours"] = colours(settings["COLOURS"], tell)
    name = plain_words(str(settings["SITENAME"]))
    for key, alt in (("LOGO", name), ("ICON", ""), ("CARD", name)):
        context[key.lower()] = site_picture(settings, key, alt, tell)
