"""The words of an edition's e-mail, from the theme's own templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from jinja2 import TemplateError, TemplateNotFound

from ...site.editions import Edition
from ...site.fit import for_line
from ...site.html import inline_words
from ...site.outputs.inline_css import with_styles
from .choose import NoEdition

GAPS = re.compile(r"\n{4,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """An edition as an e-mail."""

    name: str
    """of its files, as in its address: `2021-02-25`"""
    subject: str
    html: str
    text: str
    """begins with a line `Subject: ...` and an empty one"""


def letter_of(generator: Any, edition: Edition, **more: str) -> Letter:
    """Return an edition as an e-mail; `more` is what the templates are given in place of what all pages are. Raises NoEdition."""
    subject = for_line(edition.subject or inline_words(edition.named or edition.summary))
    context = {**generator.context, "edition": edition, "subject": subject, "output_file": edition.url, **more}
    try:
        html, text = (generator.env.get_template(name).render(context) for name in ("email.html", "email.txt"))
    except TemplateNotFound as error:
        raise NoEdition(f"the theme has no template {str(error)!r}; take the one of ours") from None
    except TemplateError as error:
        raise NoEdition(f"the theme's template for e-mails fails: {error}") from None
    return Letter(edition.name, subject, with_styles(html), GAPS.sub("\n\n\n", text).rstrip() + "\n")
