"""Pelican's generators, which tell what one source raises under its name, and go on with the others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote

from pelican.contents import Static
from pelican.generators import PagesGenerator, StaticGenerator
from pelican.plugins import signals

from ... import store
from ...site.edition_file import is_edition_file
from ..current_build import build_of
from ..names import fitting_address
from .telling import tell_raised


class NamedSources:
    """What the generators of articles, pages and files have in common: Pelican stops at the first source that raises anything."""

    path: Any
    settings: Any
    context: Any

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:
        """Return Pelican's list of files without those that are hidden, for its own pattern fits no name without a folder.

        A name that is no UTF-8 gives no address; it is told.
        """
        found = super().get_files(paths, exclude=exclude, extensions=extensions)  # type: ignore[misc]
        fit = set()
        for path in found:
            if store.is_hidden(os.path.normpath(path)) or is_edition_file(path.replace(os.sep, "/")):
                continue
            if store.is_named_in_text(path):
                fit.add(path)
            else:
                build_of(self.settings).problems.error(self._full(path), 0, "its name is not UTF-8; rename it")
        return fit

    def _full(self, path: str) -> str:
        return os.path.join(os.path.abspath(str(self.path)), os.path.normpath(path))

    def tell(self, path: str, step: str, error: Exception) -> None:
        """See `tell_raised`."""
        tell_raised(build_of(self.settings).problems, path, step, error)

    def readdress(self, content: Any) -> None:
        """Give a source an address that a disk takes, as pastes have; Pelican's own may be empty, or longer."""
        content.slug = fitting_address(content.slug, os.path.splitext(os.path.basename(content.source_path))[0])
        if not content.slug:
            reason = "the file's name gives no address; name it in letters or figures"
            build_of(self.settings).problems.error(content.source_path, 0, reason)

    def without_failed(self, contents: Iterable[Any]) -> list[Any]:
        """Return the sources of which no error has been told."""
        failed = build_of(self.settings).problems.failed
        return [content for content in contents if content.source_path not in failed]

    def add_static_links(self, content: Any) -> None:
        """Note the files that a source links to; of signs written out in an address Pelican knows but the space."""
        try:
            found = content.get_static_links()
            self.context["static_links"] |= {
                path if os.path.exists(self._full(path)) else unquote(path) for path in found
            }
        except Exception as error:  # of one source, whatever it is
            self.tell(content.source_path, "linked", error)


class EditorsPages(NamedSources, PagesGenerator):  # type: ignore[misc]
    """Pelican's generator of the editor's own pages."""

    def generate_context(self) -> None:
        """Read the pages, and leave out those that cannot be linked."""
        super().generate_context()
        for name in ("pages", "hidden_pages", "draft_pages", "translations", "hidden_translations"):
            for page in getattr(self, name):
                self.readdress(page)
            setattr(self, name, self.without_failed(getattr(self, name)))
        self._update_context(("pages", "hidden_pages", "draft_pages"))

    def generate_output(self, writer: Any) -> None:
        """Write the pages, as Pelican does."""
        for page in (*self.translations, *self.pages, *self.hidden_translations, *self.hidden_pages, *self.draft_pages):
            try:
                signals.page_generator_write_page.send(self, content=page)
                template = self.get_template(page.template)
            except Exception as error:  # of one source, such as a template that is none
                self.tell(page.source_path, "written", error)
                continue
            writer.write_file(
                page.save_as,
                template,
                self.context,
                page=page,
                relative_urls=self.settings["RELATIVE_URLS"],
                override_output=hasattr(page, "override_save_as"),
                url=page.url,
            )
        signals.page_writer_finalized.send(self, writer=writer)


class CopiedFile(Static):  # type: ignore[misc]
    """A file of any name, whose address is fit for a page."""

    _plainly = False

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        return str(
            super()._expand_settings(key, klass or "static")
        )  # Pelican asks for settings of the class's own name

    @property
    def url(self) -> str:
        """The file's name with what is no part of an address written out; pages hold it as it is."""
        found = str(super().url)
        return found if self._plainly else quote(found)

    def attach_to(self, content: Any) -> None:
        """Move the file to a page that it is attached to, as Pelican does, which compares plain addresses."""
        self._plainly = True
        super().attach_to(content)
        self._plainly = False


class CopiedFiles(NamedSources, StaticGenerator):  # type: ignore[misc]
    """Pelican's generator of files that are copied as they are."""

    def get_files(self, paths: Any, exclude: Any = None, extensions: Any = None) -> set[str]:
        """Return the files that may be copied."""
        return set(filter(self._may_be_copied, super().get_files(paths, exclude=exclude, extensions=extensions)))

    def generate_context(self) -> None:
        """Find the files; what a link outside of the folder of pastes leads to is nobody's to publish, and is told."""
        self.context["static_links"] = set(filter(self._may_be_copied, self.context["static_links"]))
        super().generate_context()
        for file in self.staticfiles:
            file.__class__ = CopiedFile

    def _may_be_copied(self, path: str) -> bool:
        full, root = self._full(path), os.path.realpath(str(self.path))
        if not os.path.exists(full):
            return not os.path.lexists(
                full
            )  # Pelican tells of a file that is not there, and of a link to nowhere nothing
        if os.path.realpath(full).startswith(os.path.join(root, "")):
            return True
        build_of(self.settings).problems.warning(
            full, 0, "leads out of the folder of pastes, and was not copied; put a copy there"
        )
        return False

    def generate_output(self, writer: Any) -> None:
        """Copy the files; the theme's are Pelican's to copy."""
        files, self.context["staticfiles"] = self.context["staticfiles"], []
        super().generate_output(writer)
        self.context["staticfiles"] = files
        for file in files:
            try:
                if self._file_update_required(file):
                    self._link_or_copy_staticfile(file)
            except OSError as error:
                self.tell(file.source_path, "copied", error)
