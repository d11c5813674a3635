"""A paste becomes Pelican content and metadata."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from pelican.contents import Author, Category, Tag
from pelican.readers import BaseReader

from .. import store
from ..article import STORY, Article, Label, Role
from ..clean import BadHeader, clean
from ..clean.rules import REASONS
from . import html
from .problems import problems_of, shown

EDITORS_RULES = "NEWSDESK_RULES"
"""The setting under which the editor's rules, read once a build, are handed on."""
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"))
LONGEST_NAME = 120
"""Characters of a section, author or tag: it becomes a file's name."""
WORDS_A_MINUTE = 220
"""Silent reading of English non-fiction: Brysbaert, How many words do we read per minute?, 2019 (238, less for names)."""


class PasteReader(BaseReader):  # type: ignore[misc]
    """Reads `.txt` files and saved pages: one story each."""

    enabled = True
    file_extensions = ["txt", "html", "htm"]

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a paste's story as HTML, and what the theme reads.

        Raises Unpublishable when no page can be made; the reason has been told by then.
        """
        problems = problems_of(self.settings)
        try:
            found = store.read_text(source_path)
            article = clean(found.text, datetime.date.today(), self.settings.get(EDITORS_RULES, ()))
        except store.NotText as error:
            raise problems.error(source_path, 0, str(error)) from None
        except BadHeader as error:
            raise problems.error(source_path, error.line, error.reason) from None
        if found.note:
            problems.warning(source_path, 0, f"{found.note}; look for damaged letters")
        wrong = self._what_is_missing(article, source_path)
        if wrong:
            raise problems.error(source_path, *wrong)
        if article.date_guessed:
            problems.warning(
                source_path,
                0,
                f"no year is written ({article.date_evidence}); write 'date: {article.date}' in a header to keep it",
            )
        return self._content(article, source_path)

    def _what_is_missing(self, article: Article, source_path: str) -> tuple[int, str] | None:
        """Return the line and the reason why no page can be made of `article`, or None."""
        draft = article.header.get("status") == "draft"
        below = sum(label.role is Role.HEADER for label in article.labels) + 1
        if not any(label.line.text for label in article.labels):
            return 0, "the paste is empty; paste the story, or remove the file"
        if not html_slug(source_path, self.settings):
            return 0, "the file's name gives no address; name it in letters or figures"
        picture = article.header.get("image")
        if picture and not _is_picture(Path(self.settings["PATH"]), picture):
            line = _line_of(article, "image")
            return (
                line,
                f"no picture {picture!r} in {shown(self.settings['PATH'])}; save it there, or take the line out",
            )
        nameless = _nameless(article, self.settings)
        if nameless:
            return nameless
        if draft:
            return None
        if not any(block.role in STORY and block.role is not Role.CAPTION for block in article.blocks):
            return (
                below,
                "nothing but the page's own words was found; paste the story, or write 'keep: its first words' in a header",
            )
        if not article.headline:
            return below, "no line could be the headline; write 'title: ...' in a header above the paste"
        if not article.date:
            return (
                below,
                "no date was found; write 'date: 2021-02-25', with the story's day, in a header above the paste",
            )
        return None

    def _content(self, article: Article, source_path: str) -> tuple[str, dict[str, Any]]:
        lang = article.header.get("lang") or str(self.settings["DEFAULT_LANG"])
        picture = article.header.get("image", "")
        body = html.story(article.blocks, article.dateline, lang, f"{{static}}/{quote(picture)}" if picture else "")
        title = article.headline or Path(source_path).stem
        metadata: dict[str, Any] = {
            "title": html.inline(title, lang),
            "plain_title": html.typeset(title, lang),
            "dek": html.inline(article.dek, lang),
            "summary": html.inline(_summary(article), lang),
            "lang": lang,
            "dir": html.direction(lang),
            "status": article.header.get("status", "published"),
            "source": article.header.get("source", ""),
            "source_name": urlsplit(article.header.get("source", "")).netloc.removeprefix("www."),
            "date_evidence": article.date_evidence,
            "paste": article,
            "plain_text": article.body,
            "removed": passages(article.labels),
            "pasted_head": _pasted_head(article),
            "pasted_headline": _pasted_headline(article),
            **_counts(article),
        }
        if article.date:
            metadata["date"] = datetime.datetime.fromisoformat(
                article.header.get("date", article.date).replace("Z", "+00:00")
            )
        if article.authors:
            metadata["authors"] = each_once(Author(name, self.settings) for name in article.authors)
        if article.section:
            metadata["category"] = Category(article.section, self.settings)
        if "tags" in article.header:
            metadata["tags"] = each_once(Tag(name, self.settings) for name in _listed(article.header["tags"]))
        return body, metadata


def passages(labels: Sequence[Label]) -> list[dict[str, str]]:
    """Return the removed lines as `{"text", "reason", "rule", "lines"}`, neighbours of one rule together.

    The text is verbatim, as HTML; lines are told by their numbers in the file.
    """
    found = []
    told = [label for label in labels if label.role not in (Role.BLANK, Role.HEADER)]
    for (dropped, rule), group in groupby(told, key=lambda label: (label.dropped, label.rule)):
        if not dropped:
            continue
        together = list(group)
        first, last = together[0].line.number, together[-1].line.number
        found.append(
            {
                "text": escape("\n".join(label.line.raw.strip() for label in together), quote=False),
                "reason": REASONS.get(rule) or together[0].why,
                "rule": rule,
                "lines": str(first) if first == last else f"{first} to {last}",
            }
        )
    return found


def _is_picture(content: Path, name: str) -> bool:
    """True for a picture that lies below the folder of pastes."""
    path = (content / name).resolve()
    return path.is_file() and content.resolve() in path.parents and path.suffix.casefold() in PICTURES


def _nameless(article: Article, settings: Any) -> tuple[int, str] | None:
    """Return the line and the reason why a section, author or tag of the header can have no page, or None."""
    for key in ("section", "authors", "tags"):
        for name in _listed(article.header.get(key, "")):
            if not Tag(name, settings).slug:
                return _line_of(article, key), f"{name!r} gives no address; write it in letters or figures"
            if len(name) > LONGEST_NAME:
                return _line_of(article, key), f"{name[:40]!r}... is too long for a name; shorten it"
    return None


def _listed(value: str) -> list[str]:
    return [name for name in (part.strip() for part in value.split(",")) if name]


def each_once(names: Iterable[Any]) -> list[Any]:
    """Return the names that have an address, each address once: "C" and "C++" would share a page."""
    by_slug: dict[str, Any] = {}
    for name in names:
        if name.slug:
            by_slug.setdefault(name.slug, name)
    return list(by_slug.values())


def _pasted_head(article: Article) -> str:
    """Return byline and date lines as they were pasted, as HTML: the page tells their names and days alone."""
    lines = [label.line.raw.strip() for label in article.labels if label.role in (Role.BYLINE, Role.DATE)]
    return escape("\n".join(lines), quote=False)


def html_slug(source_path: str, settings: Mapping[str, Any]) -> str:
    """Return the part of the address that a file's name gives, as Pelican makes it."""
    from pelican.utils import slugify

    return str(
        slugify(
            Path(source_path).stem,
            regex_subs=settings.get("SLUG_REGEX_SUBSTITUTIONS", []),
            preserve_case=settings.get("SLUGIFY_PRESERVE_CASE", False),
            use_unicode=settings.get("SLUGIFY_USE_UNICODE", False),
        )
    )


def _summary(article: Article) -> str:
    if "summary" in article.header or article.dek:
        return article.header.get("summary") or article.dek
    lede = next((block.text for block in article.blocks if block.role is Role.BODY), "")
    return html.summary_of(lede)


def _pasted_headline(article: Article) -> str:
    """Return the paste's own headline, as HTML, if the editor's title stands in its place."""
    pasted = " ".join(label.line.text for label in article.labels if label.role is Role.HEADLINE)
    return escape(pasted, quote=False) if pasted and "title" in article.header and pasted != article.headline else ""


def _counts(article: Article) -> dict[str, int]:
    pasted = [label for label in article.labels if label.role is not Role.HEADER]
    published = sum(len(label.line.text.split()) for label in pasted if not label.dropped)
    return {
        "words_pasted": sum(len(label.line.text.split()) for label in pasted),
        "words_published": published,
        "minutes": minutes_of(article.body),
    }


def minutes_of(text: str) -> int:
    """Return how long a text takes to read, in minutes, at least one."""
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


def _line_of(article: Article, key: str) -> int:
    return next(label.line.number for label in article.labels if label.line.text.casefold().startswith(f"{key}"))
