"""What is kept between builds of one site: readings, records, links, and what each output was made from.

Each thing is kept under a digest of all it rests on, so that what is kept cannot be stale; whatever is missing, damaged,
of another version or from another machine counts as not kept.
"""

from __future__ import annotations

import contextlib
import datetime
import marshal
import os
import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ... import store
from ...digests import digest
from ...incremental import files, seal
from ...incremental.kv_store import KeyValueStore, load, load_parts, save, save_parts, seal_of
from ...incremental.lock import writable
from ...incremental.manifest import Baseline, Manifest, looked_at, stands
from ...problems import Problem, Problems
from .environment import bytes_of, described, given_by, read_from

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

    from ...clean import Sources
    from ...corpus import Finder
    from ...incremental.template_deps import Kept
    from ...site.images import Pictures
    from ..options import Options, Outcome
    from .links import Links
    from .parses import Readings

FOLDER = ".newsdesk/cache"
"""Below the folder of the settings."""


def is_past(time: str) -> bool:
    """True for a time, as ISO with its zone, that has come; false if it is empty."""
    return bool(time) and datetime.datetime.fromisoformat(time) <= datetime.datetime.now(datetime.UTC)


class Cache:
    """What one build finds kept, and what it leaves."""

    manifest: Manifest
    """set once the settings are read, the following once the vocabulary is"""
    links: Links
    readings: Readings
    pictures: Pictures
    templates: Kept
    baseline: Baseline
    """what the build stands on, as far as all is read"""

    def __init__(self, settings_path: str, options: Options) -> None:
        """Look where a build of these settings and options keeps what it keeps."""
        self._settings_path = os.path.abspath(settings_path)
        self._home = Path(self._settings_path).parent
        self._place = os.path.join(self._home, "")
        self.folder = writable(self._home / FOLDER)
        places = [path and self.short(os.path.abspath(path)) for path in (options.content, options.output)]
        asked = (self.short(self._settings_path), *places, options.siteurl, options.drafts)
        self._file = self.folder / f"site-{digest(repr(asked))}.bin"
        self._snapshot_file = self._file.with_suffix(".snapshot")
        self._code = files.code()
        self._early: dict[str, list[files.Seen]] = {}
        """by root, what was seen before it was known that a build is needed"""
        self._files: list[files.Seen] = []
        self.baseline = Baseline()
        self._seal = ""
        """of what the last build kept"""
        self._kept: dict[str, Any] = {}
        self._kv_stores: list[KeyValueStore] = []
        self._aside: ForkProcess | None = None

    def unchanged_outcome(self, started: float) -> Outcome | None:
        """Return the last build's outcome if nothing has changed since, neither what it read nor what it wrote."""
        from ..options import Outcome

        self._seal = seal_of(self._file)
        self._kept = kept = load(self._file, self._code)
        with contextlib.suppress(KeyError, TypeError, ValueError):
            today = datetime.date.today().isoformat()
            if not kept or not kept["tree"] or kept["today"] not in ("", today) or is_past(kept["held_until"]):
                return None
            known = self._known
            if self._given != kept["given"] or not self._given:
                return None
            self._early = {root: files.seen([root], known) for root in map(self.long, kept["roots"])}
            all_seen = list(chain.from_iterable(self._early.values()))
            if files.tree(all_seen, self._place) != kept["tree"]:
                return None
            made = [file for _, written in kept["jobs"].values() for file in written] + kept["others"]
            marks = [file[1] for file in made]
            if not self._output_is_unchanged(kept, made):
                return None
            if marks != [file[1] for file in made] or known != files.known_of(
                all_seen
            ):  # copied, or written just before
                with contextlib.suppress(OSError):
                    save(self._file, self._code, {**kept, "files": self._files_told(all_seen)})
            told = kept["outcome"]
            return Outcome(
                warnings=tuple(Problem(self.long(path), *rest) for path, *rest in told["warnings"]),
                stories=told["stories"],
                drafts=told["drafts"],
                hidden=told["hidden"],
                held=tuple((self.long(path), reason) for path, reason in told["held"]),
                held_until=kept["held_until"],
                seconds=time.perf_counter() - started,
                published=store.Published(0, told["files"], 0),
            )
        return None

    def _output_is_unchanged(self, kept: Mapping[str, Any], made: list[list[Any]]) -> bool:
        output = self.long(kept["output"])
        found = {name for name in store.list_names(Path(output)) if name.partition(os.sep)[0] not in kept["retained"]}
        place = os.path.join(output, "")
        whole = found == {file[0] for file in made} and not store.stage_of(Path(output)).exists()
        return whole and all(stands(place, file) for file in made)

    def short(self, path: str) -> str:
        """Return a path as it is kept: from the project's folder, which may lie elsewhere by the next build."""
        return path.removeprefix(self._place)

    def long(self, path: str) -> str:
        """Return the path that was kept as `path`."""
        whole = path[:1] in ("", os.sep) or (path[1:2] == ":" and os.path.isabs(path))
        return path if whole else self._place + path

    @cached_property
    def _given(self) -> str:
        return given_by(self._settings_path, self._home)

    @cached_property
    def _known(self) -> dict[str, list[Any]]:
        """Return what the last build knew of files."""
        return {self.long(path): row for path, row in self._kept.get("files", {}).items()}

    def _files_told(self, seen: Iterable[files.Seen]) -> dict[str, list[Any]]:
        return {self.short(path): row for path, row in files.known_of(seen).items()}

    @contextlib.contextmanager
    def open(self, settings: Mapping[str, Any], problems: Problems, fresh: bool) -> Iterator[None]:
        """Hold open what is kept for a build with these settings; `fresh` passes it over, and clears it."""
        content = settings["PATH"]
        self._roots = read_from(settings)
        own = [self._settings_path, *self._roots]
        if fresh or not self._kept:
            self._seal = seal_of(self._file)
            self._kept = {} if fresh else load(self._file, self._code)
        known = self._known
        self._files = [file for root in own for file in self._early.get(root) or files.seen([root], known)]
        name = digest(self.short(os.path.abspath(content)))
        if fresh:
            for path in (*self.folder.glob(f"*-{name}.*"), self._snapshot_file):
                path.unlink(missing_ok=True)
        self._kv_stores = [
            KeyValueStore(self.folder / f"{kind}-{name}.sqlite", self._code) for kind in ("readings", "records")
        ]
        self._tell_lost(problems)
        self._links_file = self.folder / f"links-{name}.bin"
        own_modules = sorted(digest(bytes_of(path)) for path in files.own_modules(self._settings_path))
        environment_key = digest(self._code, *described(settings, self._home), *own_modules)
        self.manifest = Manifest(
            Path(settings["OUTPUT_PATH"]),
            environment_key,
            before=self._kept.get("jobs", {}),
            shared_before=self._kept.get("shared", {}),
        )
        try:
            yield
        finally:
            if self._aside:
                self._aside.join()
            for kv_store in self._kv_stores:
                kv_store.close()

    def _tell_lost(self, problems: Problems) -> None:
        """Warn of what makes each build a slow one."""
        for kv_store in self._kv_stores:
            if kv_store.trouble:
                problems.warning(
                    str(kv_store.path),
                    0,
                    f"cannot be used ({kv_store.trouble}), so builds are slow; remove it, or give rights",
                )
        if not seal.is_lasting():
            told = (
                f"holds no key of yours alone, so nothing is kept between builds; remove it, or set {seal.ENVIRONMENT}"
            )
            problems.warning(str(seal.key_file()), 0, told)

    def rescan(self) -> None:
        """Look at all files that the site is made from."""
        self._files = files.seen([self._settings_path, *self._roots], files.known_of(self._files))

    def is_last(self) -> bool:
        """True if no other build of this site has ended since this one began."""
        return seal_of(self._file) == self._seal

    def changed(self, paths: Iterable[str]) -> list[str]:
        """Return those of some pastes that may have changed between the last look and their reading, or are gone."""
        digests, known = {file.path: file.digest for file in self._files}, self.readings.sources
        return [path for path in paths if digests.get(path) != known[path][1]]

    def read(self, settings: Mapping[str, Any], finder: Finder, sources: Sources) -> None:
        """Take up the kept readings and links, once the editor's tables are read."""
        from ...incremental.template_deps import Kept
        from ...site.images import Pictures
        from .links import Links
        from .parses import SETTINGS, Readings

        content = Path(settings["PATH"])
        told = repr([(each.host, each.show, each.lang) for each in sources.by_host.values()])
        environment_key = digest(self._code, bytes_of(content / "tags.toml"))
        self.links = Links(finder, self._kv_stores[1], self._links_file, environment_key)
        environment_key = digest(
            self._code, bytes_of(content / "rules.toml"), *(repr(settings.get(key)) for key in SETTINGS), told
        )
        self.pictures = Pictures(content, self._kept.get("pictures", {}))
        kept = (
            self._kept.get("templates", {})
            if self._kept.get("environment_key") == self.manifest.environment_key
            else {}
        )
        self.templates = Kept(kept)
        today = datetime.date.today().isoformat()
        self.readings = Readings(self._kv_stores[0], self.links, self._known, environment_key, today, self._files)

    def compare(self, settings: Mapping[str, Any], lists: Iterable[list[Any]], leads: Iterable[str]) -> None:
        """Tell the manifest what differs from the last build, once all is known of the stories in these lists.

        `leads` are the slugs of those that lead their editions: the longest may, and the one with most links.
        """
        from ..fingerprints.changes import baseline
        from ..fingerprints.third_party import may_add

        stories = list(chain.from_iterable(lists))
        input_key = "" if may_add(settings["PLUGINS"]) else self.input_key({story.source_path for story in stories})
        self._tell(stories, baseline(input_key, lists, leads) if input_key else Baseline())

    def compare_again(self, stories: list[Any], changed: Iterable[Any]) -> None:
        """Do the same once the words and links of some of these stories have changed; nothing is told if any other file has."""
        from ..fingerprints.changes import with_words

        same = self.has_same_inputs({story.source_path for story in stories})
        self._tell(stories, with_words(self.baseline, changed) if same else Baseline())

    def has_same_inputs(self, pastes: Container[str]) -> bool:
        """True if all that these pastes do not tell is as it was when all was read."""
        input_key = self.input_key(pastes)
        return bool(input_key) and input_key == self.baseline.input_key

    def input_key(self, pastes: Container[str]) -> str:
        """Return a digest of all that these pastes do not tell."""
        others = files.tree((file for file in self._files if file.path not in pastes), self._place)
        return digest(self.manifest.environment_key, others)

    def snapshot(self) -> tuple[dict[str, Any], bytes] | None:
        """Return a build's snapshot with what was told of it, if one was kept, and nothing but pastes has changed since."""
        input_key = self.input_key(set(map(self.long, self._kept.get("pastes", ()))))
        if input_key != Baseline(*self._kept.get("baseline", ())).input_key:
            return None
        with contextlib.suppress(ValueError, EOFError, TypeError):
            about, snapshot = load_parts(self._snapshot_file, self._code) or (b"", b"")
            return marshal.loads(about), snapshot
        return None

    def keep_snapshot(self, about: dict[str, Any], snapshot: bytes) -> None:
        """Keep a snapshot for the builds to come, with what is told of it in plain values."""
        save_parts(self._snapshot_file, self._code, marshal.dumps(about), snapshot)

    def keep_aside(self, keep: Callable[[], None], apart: bool) -> None:
        """Have something kept, by a helper if it is done `apart`; it ends before the cache is closed."""
        from ... import workers

        if apart and workers.count() > 1:
            self._aside = workers.aside(keep)
        else:
            keep()

    def _tell(self, stories: Iterable[Any], now: Baseline) -> None:
        from ..fingerprints.changes import StoryChanges

        self.baseline, before = now, Baseline(*self._kept.get("baseline", ()))
        same = now.input_key and now.input_key == before.input_key
        self.manifest.changes = StoryChanges(stories, before, now) if same else None

    def keep(self, outcome: Outcome, settings: Mapping[str, Any], output: Path) -> None:
        """Keep what the next build may use."""
        jobs, made = self.manifest.close(), self.manifest.files
        retained = sorted({*settings["OUTPUT_RETENTION"], store.MARKER})
        names = (name for name in store.list_names(output) if name.partition(os.sep)[0] not in retained)
        timely = self.readings.depends_on_today or not settings["WITH_FUTURE_DATES"]
        trusted = not outcome.errors and not self.manifest.troubles
        own = [self._settings_path, *self._roots]
        modules = [path for path in files.own_modules(self._settings_path) if path != self._settings_path]
        now, more = files.seen(own, files.known_of(self._files)), files.seen(modules, self._known)
        same = [(file.path, file.digest) for file in now] == [(file.path, file.digest) for file in self._files]
        kept = {
            "roots": list(map(self.short, [*own, *modules])),
            "files": self._files_told([*now, *more]),
            "tree": files.tree([*now, *more], self._place) if trusted and same else "",  # nobody has written meanwhile
            "given": self._given,
            "today": datetime.date.today().isoformat() if timely else "",
            "held_until": outcome.held_until,
            "output": self.short(os.path.abspath(output)),
            "retained": retained,
            "jobs": jobs,
            "baseline": tuple(self.baseline),
            "shared": self.manifest.shared_after,
            "environment_key": self.manifest.environment_key,
            "templates": self.templates.after,
            "others": [[name, *looked_at(os.path.join(output, name))] for name in names if name not in made],
            "pastes": list(map(self.short, self.readings.sources)),
            "pictures": self.pictures.found,
            "outcome": {
                "stories": outcome.stories,
                "drafts": outcome.drafts,
                "hidden": outcome.hidden,
                "held": [[self.short(path), reason] for path, reason in outcome.held],
                "files": outcome.published.written + outcome.published.unchanged if outcome.published else 0,
                "warnings": [[self.short(problem.path), problem.line, problem.reason] for problem in outcome.warnings],
            },
        }
        self.readings.tidy()
        self.links.tidy()
        save(self._file, self._code, kept)
