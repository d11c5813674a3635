"""What closes a story: who signs a letter, and the sources of a paper."""

from __future__ import annotations

import re
from itertools import takewhile

from ...article import Role
from .draft import Draft, Mark, Marks

VALEDICTION = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly|respectfully)|(?:very )?(?:sincerely|respectfully)(?: yours)?|(?:with )?(?:kind|best|warm)(?:est)? regards|signed(?: by)?|signator(?:y|ies)"
    r"|mit (?:freundlichen|besten|herzlichen|kollegialen) grüßen|hochachtungsvoll|(?:die )?unterzeichner(?:innen)?(?: und unterzeichner)?|erstunterzeichner(?:innen)?"
    r"|cordialement|bien à vous|(?:les )?signataires|atentamente|(?:los )?(?:abajo )?firmantes|cordiali saluti|distinti saluti|(?:i )?firmatari|atenciosamente|(?:os )?signatários"
    r"|hoogachtend|met vriendelijke groet(?:en)?|ondertekenaars|med vänlig hälsning|undertecknare|med vennlig hilsen|med venlig hilsen|z poważaniem|sygnatariusze|s pozdravem|с уважением|з повагою|saygılarımızla)\W*",
    re.IGNORECASE,
)
"""What stands above the names below a letter."""
MOST_SIGNED, LONGEST_SIGNED = 60, 14
"""Names, and words of one with what its owner is."""
REFERENCES = re.compile(
    r"(?:\d\.?\s)?(?:references|notes and references|end ?notes|foot ?notes|bibliography|works cited|further reading|(?:einzel)?nachweise|quellen(?:verzeichnis)?|literatur(?:verzeichnis)?|anmerkungen|fußnoten"
    r"|références|bibliographie|notes de bas de page|referencias|bibliografía|notas|riferimenti|bibliografia|referências|referenties|bronnen|voetnoten|referenser|referanser|przypisy|литература|примечания|kaynakça|参考文献)\W*",
    re.IGNORECASE,
)
REFERENCE = re.compile(
    r"(?:[\[(]?\d{1,3}[\]).]?\s|\[?\^).{8,}|.{8,400}(?<!\d)(?:1[89]|20)\d\d(?!\d).*|.{0,60}\b(?:ibid|op\. cit|doi|et al)\b.*|.{8,}https?://\S+.*",
    re.IGNORECASE,
)
"""A source: its number, its year, its address, or the word for one named before."""
FEWEST_REFERENCES, MOST_REFERENCES = 2, 400


def closing(draft: Draft) -> Marks:
    """The names below a letter's last words, and the sources below their heading, if the story stands above."""
    marks: dict[int, Mark] = {}
    begin = draft.first_paragraph()
    for place in range(begin + 1, len(draft.lines)):
        text = draft.lines[place].text
        if place in draft.marks or place in marks:
            continue
        below = range(place + 1, len(draft.lines))
        if VALEDICTION.fullmatch(text):
            names = list(takewhile(lambda p: _may_be_name(draft, p), below[:MOST_SIGNED]))
            marks |= dict.fromkeys((place, *names), Mark(Role.BODY, "signature")) if names else {}
        elif REFERENCES.fullmatch(text):
            sources = list(takewhile(lambda p: _may_be_source(draft, p), below[:MOST_REFERENCES]))
            if len(sources) >= FEWEST_REFERENCES:
                marks |= {place: Mark(Role.CROSSHEAD, "heading-of-sources")}
                marks |= dict.fromkeys(sources, Mark(Role.LIST_ITEM, "source"))
    return marks


def _may_be_name(draft: Draft, place: int) -> bool:
    alone = draft.alone[place]
    return place not in draft.marks and not alone.sentence and alone.words <= LONGEST_SIGNED


def _may_be_source(draft: Draft, place: int) -> bool:
    return place not in draft.marks and REFERENCE.fullmatch(draft.lines[place].text) is not None
