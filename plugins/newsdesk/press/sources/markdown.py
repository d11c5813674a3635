"""Pages and stories in Markdown and reStructuredText: titles and metadata are text, raw HTML is made safe unless it is trusted."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup
from pelican.readers import MarkdownReader, RstReader
from pelican.urlwrappers import URLWrapper

from ...clean import wrong_value
from ...site.fit import characters, for_html
from ...site.outputs.sanitize import safe
from ...site.story import FULL

AS_PASTES = "MARKDOWN_AS_PASTES"
"""The setting by which stories in Markdown and reStructuredText get what pastes have; else they, and pages, are Pelican's own."""
TRUSTED = "TRUST_HTML"
"""The setting by which raw HTML in the editor's own pages stays as it is, scripts and all."""
AS_IN_HEADERS = ("source", "added", "edition", "publish")
"""Metadata that may be what a paste's header may."""
IN_ADDRESSES = ("slug", "url", "save_as", "template", "lang", "status", "translation")
"""Metadata of which an empty value says nothing: the source has what others have."""
UNFIT = re.compile(r"[^\w./~%+=:#?-]")
"""What none of those may hold: markup, spaces, and what programs leave out of an address."""
LANG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
"""A language's code, which becomes a folder's name."""


class _Safe:
    """Pelican's readers hand on what the file says."""

    settings: Any
    title_is_html = False

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a source's content as HTML, and its metadata. Raises ValueError for metadata that cannot be."""
        content, metadata = super().read(source_path)  # type: ignore[misc]
        if not self.settings[AS_PASTES]:
            return content, metadata
        made = characters(content or "") if self.settings.get(TRUSTED) else safe(content or "")
        folded = ((name.casefold(), value) for name, value in metadata.items())
        return made, self._as_text({name: value for name, value in folded if value != "" or name not in IN_ADDRESSES})

    def _as_text(self, metadata: dict[str, Any]) -> dict[str, Any]:
        found = {name: self._told(name, value) for name, value in metadata.items()}
        if "title" in metadata:
            title = str(metadata["title"])
            found["plain_title"] = " ".join(
                characters(Markup(title).striptags() if self.title_is_html else title).split()
            )
            found["title"] = for_html(found["plain_title"])
        return found

    def _told(self, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._told(name, each) for each in value]
        if isinstance(value, URLWrapper):
            if value.name != characters(value.name):
                value.name = characters(value.name)
            return value
        if not isinstance(value, str):
            return value
        if (name in IN_ADDRESSES and UNFIT.search(value)) or (name == "lang" and not LANG.fullmatch(value)):
            raise ValueError(f"{value!r} is no {name}; write it in letters or figures")
        if name in AS_IN_HEADERS and (wrong := wrong_value(name, value)):
            raise ValueError(wrong)
        if name == "show" and value != FULL:
            raise ValueError(f"'show: {value}' is for pastes; shorten a story of your own by hand")
        return safe(value) if name in self.settings["FORMATTED_FIELDS"] else for_html(value)


class SafeMarkdown(_Safe, MarkdownReader):  # type: ignore[misc]
    """Reads Markdown."""


class SafeRst(_Safe, RstReader):  # type: ignore[misc]
    """Reads reStructuredText."""

    title_is_html = True
