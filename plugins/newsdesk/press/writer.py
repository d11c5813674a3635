"""Pelican's writer, which leaves a page alone whose inputs are the same."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.plugins import signals
from pelican.writers import Writer

from .. import store
from ..kept import digest
from .ledger import KEY, Ledger, Print
from .prints import Needs, Prints, Templates, Untraceable

PAGED = ("articles", "dates")
"""Lists that Pelican cuts into pages."""
PLACE = frozenset(("SITEURL", "localsiteurl", "output_file"))
"""What follows from a page's name."""
FEED = frozenset(
    ("title", "url", "summary", "content", "date", "modified", "category", "tags", "authors", "slug", "lang", "name")
)
"""What a feed reads of its stories."""
BEFORE_WRITING = (
    signals.content_object_init, signals.article_generator_preread, signals.article_generator_context,
    signals.article_generator_pretaxonomy, signals.article_generator_finalized, signals.all_generators_finalized,
    signals.article_generator_write_article,
)  # fmt: skip
"""Signals at which a plugin may change a story."""
COLLECTORS = ("pelican.plugins.sitemap.",)
"""Plugins that are told of each page, and change none."""
OURS = __name__.rpartition(".")[0]


class LedgerWriter(Writer):  # type: ignore[misc]
    """Writes what does not stand yet."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        """Take the build's ledger from its settings; without one everything is written."""
        super().__init__(output_path, settings=settings)
        self._ledger: Ledger | None = self.settings.get(KEY)
        self._told_of_pages = any(module.startswith(COLLECTORS) for module in _listeners(signals.content_written))
        self._prints = Prints(thorough=any(map(_stranger, BEFORE_WRITING)))
        self._templates: Templates | None = None
        self._files: list[str] = []
        self._context: dict[tuple[Any, ...], tuple[str, list[str]]] = {}
        self._alive: list[Any] = []
        """what is known by its id, which another would take were it gone"""

    def write_file(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        def write() -> None:
            super(LedgerWriter, self).write_file(
                name, template, context, relative_urls, paginated, template_name, override_output, url, **kwargs
            )

        if not name or self._ledger is None:
            write()
            return
        try:
            stranger = _stranger(signals.content_written)
            if stranger:
                raise Untraceable(f"the plugin {stranger.strip('.')} may change each page once it is written")
            made_from = self._page(
                template, context, kwargs, (name, url, relative_urls, override_output, template_name)
            )
        except Untraceable as trouble:
            self._ledger.troubles[template.name] = str(trouble)
            made_from = None
        passed = self._do(name, made_from, write, _slugs(kwargs.values()), override_output)
        if passed and self._told_of_pages:
            here = {**context, **kwargs, "output_file": name}
            signals.content_written.send(os.path.join(self.output_path, name), context=here)

    def write_feed(
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        def write() -> None:
            super(LedgerWriter, self).write_feed(elements, context, path, url, feed_type, override_output, feed_title)

        if not path or self._ledger is None:
            return super().write_feed(elements, context, path, url, feed_type, override_output, feed_title)
        items = elements[: self.settings["FEED_MAX_ITEMS"]]
        try:
            stranger = _stranger(signals.feed_generated) or _stranger(signals.feed_written)
            if stranger:
                raise Untraceable(f"the plugin {stranger.strip('.')} may change each feed")
            about = (path, url, feed_type, feed_title, self.around_feed(context, path))
            values = digest(self._prints.of(items, FEED), repr(about))
            made_from = Print(self._ledger.ground, "feed", values)
        except Untraceable as trouble:
            self._ledger.troubles["feeds"] = str(trouble)
            made_from = None
        self._do(path, made_from, write, _slugs([items]), override_output)
        return None

    def around_feed(self, context: dict[str, Any], path: str) -> tuple[str, str]:
        """Return the page that a feed belongs to and its stylesheet, both as addresses; each may be empty."""
        return "", ""

    def write_made(
        self, name: str, made_from: Iterable[Any], attributes: frozenset[str], make: Callable[[], str]
    ) -> None:
        """Write a file of our own: `make` returns its text, which rests on `made_from`, of stories on those attributes."""

        def write() -> None:
            store.write_text(Path(self.output_path) / name, make())
            self._files.append(name)

        items = list(made_from)
        self._make(name, items, attributes, write, _slugs(items))

    def write_folder(self, name: str, made_from: list[Any], slugs: Iterable[str], make: Callable[[Path], None]) -> None:
        """Write a folder of our own: `make` fills it from plain values, `made_from`, that tell of the stories of `slugs`."""

        def write() -> None:
            folder = Path(self.output_path) / name
            make(folder)
            self._files += [os.path.join(name, each) for each in store.list_names(folder)]

        self._make(name, made_from, frozenset(), write, slugs)

    def stands(self, name: str, made_from: list[Any]) -> bool:
        """True if a folder of our own need not be written."""
        return self._ledger is not None and self._ledger.holds(name, self._print(made_from, frozenset()))

    def _make(
        self,
        name: str,
        made_from: list[Any],
        attributes: frozenset[str],
        write: Callable[[], None],
        slugs: Iterable[str],
    ) -> None:
        if self._ledger is None:
            write()
        else:
            self._do(name, self._print(made_from, attributes), write, slugs, False)

    def _print(self, made_from: list[Any], attributes: frozenset[str]) -> Print:
        assert self._ledger is not None
        return Print(self._ledger.ground, "made", self._prints.of(made_from, attributes))

    def _do(
        self, job: str, made_from: Print | None, write: Callable[[], None], slugs: Iterable[str], override: bool
    ) -> bool:
        """Do a job, unless its files stand, and return whether they do; a second job of a name is told from the first."""
        assert self._ledger is not None
        if job in self._ledger.entries:
            job = f"{job} again"
        files = self._ledger.stands(job, made_from) if made_from else None
        if files is not None:
            for name in files:
                self._pass_over(f"{self.output_path}{os.sep}{name}", override)
            return True
        with self._recording() as written:
            write()
        self._ledger.note(job, made_from, written, slugs)
        return False

    def _pass_over(self, path: str, override: bool) -> None:
        """Let Pelican know of a file as if it were written: two pages of one address are an error all the same."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # what a plugin wrote there earlier in this build, and the job would have written over
        self._written_files.add(path)
        if override:
            self._overridden_files.add(path)

    @contextmanager
    def _recording(self) -> Iterator[list[str]]:
        self._files = []
        yield self._files

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        self._files.append(os.path.relpath(filename, self.output_path))
        return super()._open_w(filename, encoding, override)

    def _page(self, template: Any, context: dict[str, Any], given: dict[str, Any], place: tuple[Any, ...]) -> Print:
        assert self._ledger is not None
        if self._templates is None:
            self._templates = Templates(template.environment)
        needs = self._templates.needs(template.name)
        if needs.trouble:
            raise Untraceable(needs.trouble)
        shared, told = self._shared(template.name, needs, context, tuple(given))
        parts = [repr(place), shared]
        for name in told:
            parts += [name, self._value(name, given[name], needs.attributes)]
        return Print(self._ledger.ground, needs.digest, digest(*parts))

    def _shared(
        self, template: str, needs: Needs, context: dict[str, Any], given: tuple[str, ...]
    ) -> tuple[str, list[str]]:
        """Return a digest of what a template's pages have in common, and what of theirs it can read; it is worked out once a build."""
        key = (template, given, id(context))
        if key not in self._context:
            self._alive.append(context)
            names = needs.names.union(
                base for base in PAGED if any(name.startswith(f"{base}_") for name in needs.names)
            )
            wanted = sorted(name for name in names.difference(given) - PLACE if name in context)
            values = [f"{name}={self._value(name, context[name], needs.attributes)}" for name in wanted]
            self._context[key] = digest(*values), sorted(names.intersection(given))
        return self._context[key]

    def _value(self, name: str, value: Any, attributes: frozenset[str]) -> str:
        try:
            return self._prints.of(value, attributes)
        except Untraceable as trouble:
            raise Untraceable(f"{name}: {trouble}") from None


def _slugs(values: Iterable[Any]) -> Iterator[str]:
    """Yield the slugs of the stories that a page is given."""
    for value in values:
        if isinstance(value, Content):
            yield getattr(value, "slug", "")
        elif isinstance(value, (list, tuple)):
            yield from _slugs(value)


def _stranger(signal: Any) -> str:
    """Return the module of a plugin that listens to a signal and may change what it hears of; empty if none does."""
    return next((module for module in _listeners(signal) if not module.startswith((*COLLECTORS, f"{OURS}."))), "")


def _listeners(signal: Any) -> Iterator[str]:
    """Yield the modules of those that listen to a signal."""
    for receiver in signal.receivers_for(None):
        yield f"{getattr(receiver, '__module__', None) or type(receiver).__module__}."
