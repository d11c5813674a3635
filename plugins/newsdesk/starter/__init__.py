"""A brief of one's own: the files that it begins with, and what a newer version would make of them."""

from __future__ import annotations

import datetime
import difflib
import json
import re
import shutil
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .. import store
from ..digests import digest

FILES = Path(__file__).with_name("files")
PACKAGE = Path(__file__).parents[1]
MADE_WITH = ".starter.json"
"""In a brief: the version that made its files, and their digests as they were made."""
PLACES = {
    "tasks.py": "tasks.py.txt",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/publish.yml": "publish.yml",
}
"""Files of a brief beside its settings, by their places, and those that they are made from."""
WELCOME = "content/welcome.txt"
SETTINGS = "pelicanconf.py"
ANEW = {
    r"SITENAME = .*": "SITENAME = {name}",
    r"SITESUBTITLE = .*": 'SITESUBTITLE = ""',
    r"SITEURL = .*": 'SITEURL = ""',
    r"FOOTER = .*": 'FOOTER = ""',
    r"THEME = .*": "THEME = {theme}",
    r"PLUGIN_PATHS = .*\n": "",
}
"""Settings of the sample brief that a new one has otherwise."""


class NoStart(Exception):
    """A brief cannot be begun here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of a file that the starter made."""

    path: str
    told: str
    """in a line"""
    diff: tuple[str, ...] = ()
    """from the brief's file to the starter's of today, if they differ and the starter's is another than it was"""


def home_of(name: str) -> Path:
    """Return the folder or the file of the sample brief that a brief begins with: in the package, or beside it in a checkout."""
    inside = FILES / name if name == SETTINGS else PACKAGE / name
    return inside if inside.exists() else PACKAGE.parents[1] / name


def theme() -> str:
    """Return the path of the theme, for the setting THEME."""
    return str(home_of("theme"))


def files_for(name: str, own_theme: bool) -> dict[str, str]:
    """Return the files that a brief of this name begins with, by their places."""
    found = {place: (FILES / source).read_text("utf-8") for place, source in PLACES.items()}
    found["README.md"] = found["README.md"].replace("{name}", name)
    settings = home_of(SETTINGS).read_text("utf-8")
    for pattern, put in ANEW.items():
        put = put.format(
            name=json.dumps(name, ensure_ascii=False), theme='"theme"' if own_theme else "newsdesk.theme()"
        )
        settings = re.sub(rf"(?m)^{pattern}", put.replace("\\", r"\\"), settings, count=1)
    if not own_theme:
        settings = settings.replace('"""\n\n', '"""\n\nimport newsdesk\n\n', 1)
    return {SETTINGS: settings, **found}


def init(folder: Path, own_theme: bool = False) -> list[Path]:
    """Begin a brief in a folder that is not there, or empty; return what was written. Raises NoStart, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoStart(f"{folder}: is not empty; name a folder that is not there yet")
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip().title() or "The Brief"
    files = files_for(name, own_theme)
    made = {"version": our_version(), "own_theme": own_theme, "name": name}
    made["files"] = {place: digest(text) for place, text in files.items()}
    welcome = (FILES / Path(WELCOME).name).read_text("utf-8").replace("{today}", datetime.date.today().isoformat())
    for place, text in {**files, WELCOME: welcome, MADE_WITH: json.dumps(made, indent=1) + "\n"}.items():
        store.write_text(folder / place, text)
    if own_theme:
        shutil.copytree(theme(), folder / "theme")
    return sorted(path for path in folder.rglob("*") if path.is_file() and "theme" not in path.parts)


def upgrade(folder: Path) -> list[Change]:
    """Return what has become of the files of a brief, and what the starter of today has otherwise. Raises NoStart."""
    try:
        made = json.loads((folder / MADE_WITH).read_text("utf-8"))
        before, files = dict(made["files"]), files_for(str(made["name"]), bool(made["own_theme"]))
    except (OSError, ValueError, LookupError, TypeError):
        raise NoStart(f"{folder / MADE_WITH}: cannot be read; it was written by 'newsdesk init'") from None
    return [_change(folder, place, text, before.get(place, "")) for place, text in files.items()]


def _change(folder: Path, place: str, text: str, before: str) -> Change:
    try:
        own = (folder / place).read_text("utf-8")
    except OSError:
        return Change(place, "is gone")
    if digest(own) == digest(text):
        return Change(place, "is as today's starter has it")
    if digest(text) == before:
        return Change(place, "was changed by you; the starter's is what it was")
    whose = "is as it was made" if digest(own) == before else "was changed by you"
    lines = difflib.unified_diff(own.splitlines(), text.splitlines(), place, f"{place} of today's starter", lineterm="")
    return Change(place, f"{whose}; today's starter has it otherwise", tuple(lines))


def our_version() -> str:
    """Return the newsdesk's version; empty if it is not installed."""
    try:
        return version("newsdesk")
    except PackageNotFoundError:
        return ""
