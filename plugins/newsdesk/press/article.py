"""A story as Pelican's article: its facts at hand, its text fetched when somebody reads it."""

from __future__ import annotations

from functools import cache
from string import Formatter
from typing import Any, NamedTuple

from pelican.contents import Article

from ..site.images import Picture, stand_in, with_picture
from ..site.story import Facts, Reach, Text, facts_that_reach
from .cache.parses import Readings
from .sources.markdown import AS_PASTES

FILED_UNDER = ("category", "author", "authors", "tags")
"""What lists hold, by its identity."""


class StoryDigests(NamedTuple):
    """What stands for what was read of a story, with its place."""

    lead: str
    """for what lists tell of it"""
    whole: str
    facts_and_place: str
    """for all but its text"""
    text: str


def digests_of(facts: Facts, place: str) -> StoryDigests:
    """Return what stands for a story at a place, its path below the pastes and its slug."""
    facts_and_place = f"{facts.facts_digest} {place}"
    text = f"{facts.text_digest} {facts.words_pasted} {facts.words_published}"
    return StoryDigests(f"{facts.lead_digest} {place}", f"{text} {facts_and_place}", facts_and_place, text)


class Story(Article):  # type: ignore[misc]
    """An article read from a paste."""

    reads: tuple[Readings, str, Any]
    """where its text comes from: readings, its paste's path, and the reader of that"""
    picture: Picture | None
    digests: StoryDigests

    def renew(self, facts: Facts) -> bool:
        """Take what its text decides from its paste's facts of today; False, and nothing is done, if more is another."""
        digests = digests_of(facts, f"{self.relative_source_path} {self.slug}")
        if digests.facts_and_place != self.digests.facts_and_place:
            return False
        self.digests = digests
        for name in facts_that_reach(Reach.WORDS):
            self.metadata[name] = getattr(facts, name)
            setattr(self, name, self.metadata[name])
        return True

    def take_over(self, now: Story) -> None:
        """Become a story that was read of the same paste since, and is filed as this one: its section, authors and tags stay."""
        own, new = self.__dict__, now.__dict__
        for name in (own["metadata"].keys() - new["metadata"].keys()) | {"locale_modified"}:
            own.pop(name, None)
        own.update({name: value for name, value in new.items() if name not in FILED_UNDER})
        self.metadata |= {name: own[name] for name in FILED_UNDER if name in self.metadata}

    @property
    def text(self) -> Text:
        """What only the story's own page and the feeds read."""
        readings, path, reader = self.reads
        return readings.text(path, reader)

    @property
    def _content(self) -> str:
        own: str | None = self.__dict__.get("own_content")
        return self.text.content if own is None else own

    @_content.setter
    def _content(self, content: str | None) -> None:
        self.__dict__["own_content"] = content  # a plugin may set it; ours sets None

    @property
    def removed(self) -> list[dict[str, str]]:
        """See `site.story.passages`."""
        return self.text.removed

    @property
    def pasted_head(self) -> str:
        """Byline and date lines as they were pasted, as HTML."""
        return self.text.pasted_head

    @property
    def pasted_headline(self) -> str:
        """The paste's own headline, as HTML, if the editor's title stands in its place."""
        return self.text.pasted_headline

    @property
    def key_points(self) -> list[str]:
        """See `site.key_points`; as HTML."""
        return self.text.key_points

    @property
    def plain_text(self) -> str:
        """The story's words."""
        return self.text.plain_text

    @property
    def has_links(self) -> bool:
        """True if its text may hold links for Pelican to resolve: a picture's, or a plugin's."""
        return bool(self.__dict__.get("image")) or self.__dict__.get("own_content") is not None

    def get_static_links(self) -> set[str]:
        """Return the files that the text links to; only pictures are."""
        unseen = self.__dict__.get("image") and not (self.picture and self.picture.own)
        return super().get_static_links() if self.has_links and not unseen else set()

    def get_content(self, siteurl: str) -> str:
        """Return the text with its links made whole."""
        content = self._content
        if self.__dict__.get("image"):
            content = with_picture(content, stand_in(self.image, self.alt), self.picture, siteurl)
        return self._update_content(content, siteurl) if self.has_links else content

    def _update_content(self, content: str, siteurl: str) -> str:
        """Make links whole, where there is any HTML: Pelican looks for them in each summary at each build."""
        return str(super()._update_content(content, siteurl)) if "<" in content else content

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return the path below the pastes."""
        known = self.__dict__.get("relative_source_path")
        return known if known and not source_path else super().get_relative_source_path(source_path)  # type: ignore[no-any-return]

    def get_url_setting(self, key: str) -> str:
        """Return an address, worked out once for what it depends on."""
        own = self.__dict__
        override = own.get(f"override_{key}")
        if override is not None:
            return override  # type: ignore[no-any-return]
        category = own.get("category")
        rests_on = (own["_status"], own["slug"], own["in_default_lang"], category and category.slug, own.get("date"))
        known = own.setdefault("addresses", {})
        found = known.get(key)
        if found is None or found[0] != rests_on:
            found = known[key] = (rests_on, super().get_url_setting(key))
        return str(found[1])

    def _expand_settings(self, key: str) -> str:
        """Return an address as the settings write it; one of the slug alone needs nothing of the rest."""
        kind = "DRAFT" if self.status == "draft" else "ARTICLE"
        pattern = str(self.settings[f"{kind}_{key.upper()}"])
        return pattern.format(slug=self.slug) if _is_of_slug(pattern) else str(super()._expand_settings(key))

    def is_valid(self) -> bool:
        """Return True: what a story must have its reader has looked for, and its address is made of slugs."""
        return True


def is_made_up(article: Any) -> bool:
    """True if tags, related stories and a summary are made for an article: a paste, or one that a setting makes its equal."""
    return hasattr(article, "words_pasted") or bool(article.settings[AS_PASTES])


@cache
def _is_of_slug(pattern: str) -> bool:
    """True if an address holds the slug, and nothing else of a story."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None} == {"slug"}
