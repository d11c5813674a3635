"""The kinds of lines known by their own words: a table.

A row says what kind of line it is and why such a line is left out. The words themselves are data, a file a language,
in `phrases/`; `lookup.py` finds the row for a line.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of line that belongs to the page."""

    name: str
    """also the kind's table in the files of phrases"""
    reason: str
    """for readers, to stand after "removed, because it is"""
    ends_story: bool = False
    """True if what follows such a line is seldom story any more"""


RULES = (
    Rule("comment-form", "part of the page's comment form", ends_story=True),
    Rule("reader-poll", "a question of the page to its readers", ends_story=True),
    Rule("share-bar", "a share button"),
    Rule("sign-up", "an offer to sign up"),
    Rule("cookie-notice", "a notice about cookies or consent"),
    Rule("copyright-line", "a copyright notice", ends_story=True),
    Rule("picture-credit", "the name of who made a picture"),
    Rule("log-in", "a link to log in"),
    Rule("advertisement", "a mark of an advertisement"),
    Rule("read-more", "a link to another story"),
    Rule("related-heading", "the heading of a list of other stories", ends_story=True),
    Rule("reading-time", "a count of the page"),
    Rule("media-player", "part of a media player"),
    Rule("skip-link", "a skip link or menu button of the page"),
    Rule("topics-line", "a list of the page's tags"),
    Rule("follow-us", "an invitation to follow the page"),
    Rule("head-label", "a label of the page, its value on the next line"),
    Rule("footer-link", "a link of the page's footer or menu"),
)
"""Where expressions of two kinds match a line, the upper one has it."""

REASONS = {rule.name: rule.reason for rule in RULES} | {
    "before-the-story": "above the story, among the words of the page",
    "after-the-story": "below the story, among the words of the page",
    "within-the-story": "between the lines of the story, but a line of the page",
    "headline-twice": "the headline once more",
    "caption-twice": "the same caption once more",
    "paragraph-twice": "a paragraph of the story once more",
    "pasted-twice": "the page was pasted twice",
    "pull-quote": "a sentence of the story once more, as a pull quote",
    "related-headline": "the headline of another story",
    "breadcrumb": "the page's path of sections",
    "author-box": "the page's words about the author",
    "page-part": "in the page's menu, footer, side column or form, by its own marks",
    "readers-comment": "a reader's comment",
    "unseen-on-the-page": "text that the page shows to nobody",
    "dialogue-over-the-page": "in a box that the page laid over itself",
    "choice-or-drawing": "in a list of choices, a drawing or a frame of the page",
    "note-mark": "the mark of a note",
    "struck-out": "struck out on the page",
    "letter-head": "the head of a letter",
    "note-above-letter": "a note above a forwarded letter",
    "foot-of-printed-page": "the foot or the head of a printed page",
    "beyond-any-story": "below the first 5,000 lines, where no story reaches, and no sentence",
    "editors-drop": "dropped by the editor",
}
"""Why a line was left out, in words for readers, by the rule's name."""
THE_DAY = "likeliest the day of the story"
"""Why one of several lines with a day is taken."""
