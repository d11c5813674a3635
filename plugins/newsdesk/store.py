"""The only disk: read a text, write what changed. It knows no meanings."""

from __future__ import annotations

import errno
import filecmp
import fnmatch
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .encodings import NotText as NotText
from .encodings import Text as Text
from .encodings import decode as decode

MARKER = ".newsdesk"
"""The file that says an output folder is ours, and may be emptied of what a build no longer makes."""
MARKER_TEXT = "This folder is written by 'invoke build', which takes out whatever it did not make.\n"
PASTES = (".txt", ".html", ".htm")
"""The endings of files that hold a story each."""
LETTERS = (".eml", ".mhtml", ".mht")
"""How the names of files end that are written as mail is; browsers save pages so, too."""
LOCKS = (".#*", "._*", ".~lock.*#", "~$*", ".*.sw?", "*~", "#*#")
"""What programs put beside a file while it is open, or in place of what a disk cannot hold: Emacs, macOS, LibreOffice, Word, Vim,
and copies of the text as it was. Emacs' lock is a link to nowhere."""
_IS_LOCK = re.compile("|".join(map(fnmatch.translate, LOCKS))).match


FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the system says of a disk that takes no more."""


class ForeignFolder(ValueError):
    """An output folder that holds files no build of ours has made."""


def read_text(path: str | os.PathLike[str]) -> Text:
    """Read a text in whatever encoding it is. Raises NotText."""
    return decode(read_bytes(path))


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Read a file. Raises NotText if it is none, or cannot be read."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise NotText("is no file; put the text into one")
        return Path(path).read_bytes()
    except OSError as error:
        raise NotText(f"cannot be read ({error.strerror}); mend or remove it") from None


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write `text` to a file that is either old or new at any moment."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | os.PathLike[str], *parts: bytes | memoryview) -> None:
    """Write `parts`, one after the other, to a file that is either old or new at any moment."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines(parts)
        os.chmod(name, _usual_rights())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def is_lock(name: str) -> bool:
    """True for the name of a file that a program keeps beside another.

    >>> [name for name in (".#a.txt", "._a.txt", "~$a.txt", ".a.txt.swp", "a.txt~", "a.txt", "a~b.txt") if not is_lock(name)]
    ['a.txt', 'a~b.txt']
    """
    return _IS_LOCK(name) is not None


def is_hidden(path: str) -> bool:
    """True for a relative path of which a part is hidden, or a lock: no paste."""
    return any(is_lock(part) or (part.startswith(".") and part not in (".", "..")) for part in path.split(os.sep))


def is_named_in_text(path: str) -> bool:
    """True for a path that is Unicode; a disk takes any bytes for a name."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def list_pastes(folder: Path) -> list[Path]:
    """Return the pastes below a folder, in the order of their paths; what is hidden is none."""
    files, _ = list_files(folder)
    return sorted(
        Path(path) for path in files if path.endswith(PASTES) and not is_hidden(os.path.relpath(path, folder))
    )


def list_files(folder: Path) -> tuple[list[str], list[Path]]:
    """Return the paths of the files below a folder, and the folders that cannot be read."""
    closed: list[Path] = []
    walk = os.walk(folder, onerror=lambda error: closed.append(Path(str(error.filename))), followlinks=True)
    found = ((os.path.join(parent, ""), names) for parent, _, names in walk)
    return sorted([place + name for place, names in found for name in names]), sorted(closed)


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication changed, in files."""

    written: int
    unchanged: int
    removed: int
    left: int = 0
    """that could be neither replaced nor removed"""


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing or sending a site would change where it goes: names of files, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0

    @property
    def count(self) -> int:
        """How many files are not as they shall be."""
        return len(self.added) + len(self.changed) + len(self.removed)


class PartlyPublished(OSError):
    """A folder of which the disk took only a part; the rest is as it was."""

    def __init__(self, error: OSError, path: str, published: Published) -> None:
        """Say that `error` came up at `path`, and what was done until then."""
        super().__init__(error.errno, error.strerror, path)
        self.published = published


def stage_of(output: Path) -> Path:
    """Return the folder beside an output folder in which a build is made; one that is there after it was left by a build that was killed."""
    return output.parent / f".{output.name}.new"


def check_output(output: Path, sources: Iterable[Path] = ()) -> None:
    """Raise ForeignFolder if publishing to `output` could remove somebody else's files, or the `sources`."""
    here = output.resolve()
    for source in (path.resolve() for path in sources):
        if here == source or here in source.parents:
            raise ForeignFolder(f"holds {source.name!r}, which a build reads; name another folder")
    if output.exists() and not output.is_dir():
        raise ForeignFolder("is no folder; name another")
    if output.is_dir() and not os.access(output, os.R_OK | os.W_OK | os.X_OK):
        raise ForeignFolder("cannot be read and written; give rights, or name another folder")
    if output.is_dir() and not (output / MARKER).exists() and any(output.iterdir()):
        raise ForeignFolder("holds files that no build has made; empty it or name another folder")


def compare(stage: Path, output: Path, expected: Iterable[str], keep: Iterable[str] = ()) -> Changes:
    """Return what `publish` would change of `output`, which need not be there."""
    made = set(list_names(stage))
    wanted = made.union(expected)
    there = set(list_names(output)) if output.is_dir() else set()
    added = sorted(made - there)
    changed = sorted(name for name in made & there if not _same(os.path.join(stage, name), os.path.join(output, name)))
    kept = {*keep, MARKER}
    removed = sorted(name for name in there - wanted if name.partition(os.sep)[0] not in kept)
    return Changes(tuple(added), tuple(changed), tuple(removed), len(wanted) - len(added) - len(changed))


def publish(stage: Path, output: Path, expected: Iterable[str], keep: Iterable[str] = ()) -> Published:
    """Make `output` hold what is `expected`: move in what `stage` holds and differs, each file at once, remove the rest.

    An expected file that is not in `stage` stays as it is. Files and folders at the top of `output` whose names are in
    `keep` stay, too. Raises ForeignFolder; PartlyPublished if the disk fails on the way, another OSError if before.
    """
    check_output(output)
    output.mkdir(parents=True, exist_ok=True)
    output = output.resolve()
    kept = {*keep, MARKER}
    if not (output / MARKER).exists():
        write_text(output / MARKER, MARKER_TEXT)
    changes = compare(stage, output, expected, kept)
    changed, orphans = sorted(changes.added + changes.changed), changes.removed
    _check_folders(output, {os.path.dirname(name) for name in (*changed, *orphans)})
    rights, roomy, done = _usual_rights(), set[str](), 0
    try:
        for name in changed:
            folder = os.path.dirname(name)
            if folder not in roomy:
                _make_room(output, folder)
                roomy.add(folder)
            _replace(os.path.join(stage, name), os.path.join(output, name), rights)
            done += 1
        for name in orphans:
            (output / name).unlink()
            done += 1
        if orphans:
            _remove_empty_folders(output, kept)
    except OSError as error:
        name = (*changed, *orphans, "")[done]
        written = min(done, len(changed))
        part = Published(written, changes.unchanged, done - written, len(changed) + len(orphans) - done)
        raise PartlyPublished(error, os.path.join(output, name), part) from None
    return Published(len(changed), changes.unchanged, len(orphans))


def _check_folders(output: Path, folders: Iterable[str]) -> None:
    """Raise PermissionError if one of these folders below `output` cannot be written: then nothing at all is changed."""
    for folder in sorted(folders):
        place = output / folder
        there = next(each for each in (place, *place.parents) if each.is_dir())
        if not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))


def list_names(folder: Path) -> Iterator[str]:
    """Yield the names of all files below a folder, seen from it."""
    start = len(os.path.join(folder, ""))
    for parent, _, names in os.walk(folder):
        below = os.path.join(parent, "")[start:]
        yield from [below + name for name in names]


def _same(new: str, old: str) -> bool:
    return os.path.isfile(old) and not os.path.islink(old) and filecmp.cmp(new, old, shallow=False)


def _make_room(output: Path, folder: str) -> None:
    """Make a folder below `output`; files and links that are in its way give way."""
    for parent in [*reversed((output / folder).parents), output / folder]:
        if output in parent.parents and (parent.is_symlink() or parent.is_file()):
            parent.unlink()
    (output / folder).mkdir(parents=True, exist_ok=True)


def _replace(new: str, old: str, rights: int) -> None:
    """Put `new` in the place of `old`; a reader sees the one or the other, never half a file. A folder gives way."""
    if os.path.isdir(old) and not os.path.islink(old):
        shutil.rmtree(old)
    os.chmod(new, rights)
    try:
        os.replace(new, old)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_over(new, old, rights)


def _copy_over(new: str, old: str, rights: int) -> None:
    """Put a copy of `new`, which lies on another disk, in the place of `old`."""
    handle, name = tempfile.mkstemp(dir=os.path.dirname(old), prefix=".new-")
    os.close(handle)
    try:
        shutil.copyfile(new, name)
        os.chmod(name, rights)
        os.replace(name, old)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _usual_rights() -> int:
    """Return the rights of a new file; a temporary one is its owner's alone, and a web server reads as somebody else."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _remove_empty_folders(output: Path, kept: set[str]) -> None:
    for parent, _, _ in os.walk(output, topdown=False):
        folder = Path(parent)
        if folder != output and folder.relative_to(output).parts[0] not in kept and not any(folder.iterdir()):
            folder.rmdir()
