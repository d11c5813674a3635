"""The walls of the house: who may import what."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from .conftest import PROJECT

ROOM = PROJECT / "plugins" / "newsdesk"
FILES = sorted(ROOM.rglob("*.py"))
MAY_IMPORT = {
    "article": set(),
    "encodings": set(),
    "store": {"encodings"},
    "digests": set(),
    "workers": set(),
    "problems": set(),
    "incremental": {"digests", "incremental", "store"},
    "site": {"article", "clean", "digests", "problems", "site", "store", "workers"},
    "clean": {"article", "clean"},
    "corpus": {"corpus"},
    "desk": {"article", "clean", "corpus", "desk", "digests", "problems", "site", "starter", "store", "workers"},
    "press": {"article", "clean", "corpus", "digests", "incremental", "press", "problems", "site", "store", "workers"},
    "workshop": {"article", "clean", "corpus", "workshop"},
    "starter": {"digests", "starter", "store"},
    "importing": {"article", "clean", "desk", "digests", "importing", "incremental", "store", "workers"},
    "publishing": {"digests", "publishing", "store"},
    "tasks": {"clean", "corpus", "desk", "importing", "press", "publishing", "store", "tasks", "workshop"},
    "cli": {"starter", "tasks"},
    "__init__": {"press", "starter"},
}
DOORS: dict[str, str | tuple[str, ...]] = {
    "pelican": "press/",
    "filelock": "incremental/lock.py",
    "starlette": ("desk/preview.py", "desk/web/"),
    "uvicorn": "desk/preview.py",
    "watchfiles": "desk/serve.py",
    "httpx": "desk/fetching.py",
    "feedgenerator": "press/writing/feeds.py",
    "typogrify": "site/html.py",
    "bs4": "clean/pages/",
    "invoke": ("tasks/", "cli.py"),
    "nh3": "site/outputs/sanitize.py",
    "markdown_it": "site/story/own_words.py",
    "chardet": "encodings.py",
    "webencodings": "encodings.py",
    "py3langid": "clean/text/language.py",
    "pkgutil": "clean/paragraphs/dictionary.py",
    "jdatetime": "clean/patterns/calendars.py",
    "hijridate": "clean/patterns/calendars.py",
    "numpy": ("corpus/neighbours/many.py", "corpus/neighbours/marks.py", "clean/labels/", "clean/model/", "workshop/"),
    "catboost": "workshop/boosting.py",
    "playwright": "workshop/shots.py",
    "defusedxml": "importing/feeds.py",
    "warcio": "importing/archives.py",
    "distributed": "importing/work.py",
    "ghp_import": "publishing/branch.py",
    "boto3": "publishing/s3.py",
    "botocore": "publishing/s3.py",
    "importlib.resources": ("clean/rules/phrases/", "clean/model/learned/"),
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


ROOMS_WITH_DOORS = ("clean", "corpus")
INSIDE = {"workshop": "clean"}
"""Who measures and trains a room may come in by the doors of the rooms inside it."""
MOST_MODULES = 16
MOST_FLOORS = 6
OWN_DATA = ("learned", "phrases")
"""Packages that read the data that lies in them, and nothing else."""
Folder = tuple[str, ...]


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's code."""
    return ast.parse(path.read_text("utf-8"))


def imports_of(path: Path) -> set[str]:
    """Return the modules a file imports, ours by their path below the package."""
    inside = path.relative_to(ROOM).with_suffix("").parts
    found = set()
    for node in ast.walk(tree_of(path)):
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


def is_package(folder: Folder) -> bool:
    return ROOM.joinpath(*folder, "__init__.py").is_file()


@cache
def targets_of(path: Path) -> tuple[tuple[Folder, str], ...]:
    """Return what a file imports of ours: where from, and the name."""
    inside = path.relative_to(ROOM).with_suffix("").parts if ROOM in path.parents else ()
    found: list[tuple[Folder, str]] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and (node.level or str(node.module).split(".")[0] == "newsdesk"):
            parts = tuple(node.module.split(".")) if node.module else ()
            base = (*inside[: len(inside) - node.level], *parts) if node.level else parts[1:]
            found += ((base, name.name) for name in node.names)
        elif isinstance(node, ast.Import):
            ours = (tuple(name.name.split(".")) for name in node.names)
            found += ((name[1:-1], name[-1]) for name in ours if name[0] == "newsdesk" and len(name) > 1)
    return tuple(found)


@cache
def offered_by(door: Path) -> frozenset[str]:
    """Return what a door lists in `__all__`."""
    rows = [row for row in tree_of(door).body if isinstance(row, ast.Assign)]
    return frozenset(
        name for row in rows if ast.unparse(row.targets[0]) == "__all__" for name in ast.literal_eval(row.value)
    )


def module_of(base: Folder, name: str) -> Folder:
    """Return the module that an import runs: a file, or the door of a package, which may offer what is named as a file is."""
    whole = (*base, name)
    if is_package(base) and name in offered_by(ROOM.joinpath(*base, "__init__.py")):
        return (*base, "__init__")
    if is_package(whole):
        return (*whole, "__init__")
    return whole if ROOM.joinpath(*base, f"{name}.py").is_file() else (*base, "__init__") if is_package(base) else base


def strangers_to(door: Folder, path: Path) -> bool:
    """True for a file that stands outside a package."""
    return ROOM not in path.parents or path.relative_to(ROOM).parts[: len(door)] != door


@pytest.mark.parametrize(
    "path",
    [*FILES, PROJECT / "tasks.py"],
    ids=lambda path: str(path.relative_to(PROJECT)).removeprefix("plugins/newsdesk/"),
)
def test_a_room_is_entered_by_its_door(path: Path) -> None:
    """From outside a room by the room's own; within it, by that of each smaller one."""
    here = path.relative_to(ROOM).parts[0] if ROOM in path.parents else ""
    for base, name in targets_of(path):
        module = module_of(base, name)
        if module[0] not in ROOMS_WITH_DOORS:
            continue
        closed = [module[:depth] for depth in range(1, len(module)) if strangers_to(module[:depth], path)]
        entered = closed[-1] if INSIDE.get(here) == module[0] and closed else closed[0] if closed else ()
        assert not closed or module == (*entered, "__init__"), f"{path.name} imports {name} from {'.'.join(module)}"


@pytest.mark.parametrize(
    "door",
    [path for path in FILES if path.name == "__init__.py" and path.parent.name not in OWN_DATA],
    ids=lambda path: str(path.parent.relative_to(ROOM)),
)
def test_a_door_offers_what_somebody_takes(door: Path) -> None:
    folder = door.parent.relative_to(ROOM).parts
    taken = set[str]()
    for path in [*FILES, PROJECT / "tasks.py", *PROJECT.glob("tests/*.py")]:
        if strangers_to(folder, path):
            text = path.read_text("utf-8")
            taken |= {name for base, name in targets_of(path) if base == folder}
            if any((*base, name) == folder for base, name in targets_of(path)):
                taken |= set(re.findall(rf"\b{folder[-1]}\.(\w+)", text))
    assert offered_by(door) <= taken, f"nobody takes {sorted(offered_by(door) - taken)}"


@pytest.mark.parametrize(
    "room", ("clean", "corpus", "incremental", "site", "press", "desk", "importing", "publishing", "workshop")
)
def test_no_import_leads_in_a_circle(room: str) -> None:
    """Late imports count; a door imports what stands behind it, and nothing behind it imports the door."""
    arrows = {
        path.relative_to(ROOM).with_suffix("").parts: {module_of(*target) for target in targets_of(path)}
        for path in sorted((ROOM / room).rglob("*.py"))
    }
    done: list[Folder] = []
    while free := [
        module for module, below in arrows.items() if module not in done and below & arrows.keys() <= {*done}
    ]:
        done += free
    assert len(done) == len(arrows), f"in circles: {sorted('.'.join(module) for module in arrows.keys() - {*done})}"


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in FILES}), ids=lambda folder: str(folder.relative_to(ROOM))
)
def test_a_folder_has_at_most_six_floors(folder: Path) -> None:
    """Each file stands above those of its folder that it imports."""
    own = {path.stem: {module_of(*target) for target in targets_of(path)} for path in folder.glob("*.py")}
    inside = folder.relative_to(ROOM).parts

    def chain(name: str) -> list[str]:
        below = [other for other in own if other not in (name, "__init__") and (*inside, other) in own[name]]
        return [name, *max(map(chain, below), key=len, default=[])]

    longest = max(map(chain, own.keys() - {"__init__"}), key=len, default=[])
    assert len(longest) <= MOST_FLOORS, " > ".join(longest)


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in FILES}), ids=lambda folder: str(folder.relative_to(ROOM))
)
def test_a_folder_has_few_enough_modules_to_be_known(folder: Path) -> None:
    modules = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(modules) <= MOST_MODULES


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
    assert not pulls or path.name == "plugin.py"


@pytest.mark.parametrize(
    "path",
    sorted([*ROOM.glob("clean/**/*.py"), *ROOM.glob("corpus/**/*.py"), ROOM / "article.py"]),
    ids=lambda path: str(path.relative_to(ROOM)),
)
def test_cleaning_and_corpus_know_no_disk_clock_or_log(path: Path) -> None:
    reads_its_own_data = path.parent.name in OWN_DATA
    assert not MEMORY - ({"io"} if reads_its_own_data else set()) & {name.split(".")[0] for name in imports_of(path)}
    text = path.read_text("utf-8")
    assert "files(" not in text or "files(__name__)" in text, "a package reads its own data only"
    assert "today(" not in text and ".now(" not in text and "open(" not in text


ASKED_FOR = {
    "catboost": "train",
    "PIL": "pictures",
    "pagefind_bin": "search",
    "playwright": "test",
    "boto3": "s3",
    "botocore": "s3",
    "warcio": "warc",
    "distributed": "dask",
}
"""Packages without which a build does its work, and the extra that brings each."""


def test_each_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    found = packages_distributions()
    names = {name.split(".")[0] for path in FILES for name in imports_of(path)} | {"invoke", "rich"}  # of tasks.py
    outside = names.intersection(found).difference(sys.stdlib_module_names, {"newsdesk"})
    assert outside >= {"jinja2", "markupsafe", "feedgenerator", "pelican"}
    for name in outside:
        wanted = extras[ASKED_FOR[name]] if name in ASKED_FOR else project["dependencies"]
        declared = {re.split(r"[\[<>=~]", row)[0].lower().replace("_", "-") for row in wanted}
        assert declared & {each.lower().replace("_", "-") for each in found[name]}, name
