"""The walls of the house: who may import what."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from .conftest import PROJECT

ROOM = PROJECT / "plugins" / "newsdesk"
FILES = sorted(ROOM.rglob("*.py"))
MAY_IMPORT = {
    "article": set(),
    "encodings": set(),
    "store": {"encodings"},
    "kept": {"store"},
    "clean": {"article", "clean"},
    "corpus": {"corpus"},
    "desk": {"article", "clean", "corpus", "desk", "store"},
    "press": {"article", "clean", "corpus", "kept", "press", "store"},
    "workshop": {"article", "clean", "corpus", "workshop"},
    "__init__": {"press"},
}
DOORS: dict[str, str | tuple[str, ...]] = {
    "pelican": "press/",
    "feedgenerator": "press/feeds.py",
    "typogrify": "press/html.py",
    "bs4": (
        "clean/page.py",
        "clean/page_head.py",
        "clean/page_elements.py",
        "clean/page_pieces.py",
        "clean/linked_data.py",
        "clean/unseen.py",
        "clean/formulas.py",
    ),
    "invoke": "tasks.py",
    "chardet": "encodings.py",
    "webencodings": "encodings.py",
    "py3langid": "clean/language.py",
    "spellchecker": "clean/dictionary.py",
    "jdatetime": "clean/calendars.py",
    "hijridate": "clean/calendars.py",
    "numpy": ("corpus/many.py", "corpus/marks.py", "clean/", "workshop/"),
    "catboost": "workshop/boosting.py",
    "playwright": "workshop/shots.py",
    "importlib.resources": ("clean/phrases/", "clean/learned/"),
}
MEMORY = {
    "os",
    "pathlib",
    "time",
    "random",
    "io",
    "tempfile",
    "logging",
    "sqlite3",
    "shutil",
    "subprocess",
    "sys",
}


OWN_DATA = ("learned", "phrases")
"""Packages that read the data that lies in them, and nothing else."""


def imports_of(path: Path) -> set[str]:
    """Return the modules a file imports, ours by their path below the package."""
    inside = path.relative_to(ROOM).with_suffix("").parts
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = inside[: len(inside) - node.level]
            names = [node.module] if node.module else [name.name for name in node.names]
            found |= {"/".join(("newsdesk", *base, name)) for name in names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    room = path.relative_to(ROOM).parts[0].removesuffix(".py")
    ours = {name.split("/")[1].split(".")[0] for name in imports_of(path) if name.startswith("newsdesk/")}
    assert ours <= MAY_IMPORT[room], f"{path.name} imports {ours - MAY_IMPORT[room]}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_each_package_has_one_door(path: Path) -> None:
    here = str(path.relative_to(ROOM))
    for name in imports_of(path):
        door = DOORS.get(name) or DOORS.get(name.split(".")[0])
        assert door is None or here.startswith(door), f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_only_one_file_pulls_at_signals(path: Path) -> None:
    """Others may send what Pelican's own generator sends, or ask who listens."""
    pulls = re.search(r"\bsignals?\.\w+\.connect\(|pelican\.\w+\.connect\(", path.read_text("utf-8"))
    assert not pulls or path.name == "signals.py"


@pytest.mark.parametrize(
    "path",
    sorted([*ROOM.glob("clean/**/*.py"), *ROOM.glob("corpus/*.py"), ROOM / "article.py"]),
    ids=lambda path: str(path.relative_to(ROOM)),
)
def test_cleaning_and_corpus_know_no_disk_clock_or_log(path: Path) -> None:
    reads_its_own_data = path.parent.name in OWN_DATA
    assert not MEMORY - ({"io"} if reads_its_own_data else set()) & {name.split(".")[0] for name in imports_of(path)}
    text = path.read_text("utf-8")
    assert "files(" not in text or "files(__name__)" in text, "a package reads its own data only"
    assert "today(" not in text and ".now(" not in text and "open(" not in text
