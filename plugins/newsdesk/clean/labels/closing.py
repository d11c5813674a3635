"""What closes a story: who signs a letter, and the sources of a paper."""

from __future__ import annotations

import re
from itertools import count, takewhile

from ...article import Role
from ..patterns import is_full_name
from .draft import Draft, Mark, Marks

VALEDICTION = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly|respectfully)|(?:very )?(?:sincerely|respectfully)(?: yours)?|(?:with )?(?:kind|best|warm)(?:est)? regards|signed(?: by)?|signator(?:y|ies)"
    r"|mit (?:freundlichen|besten|herzlichen|kollegialen) grüßen|hochachtungsvoll|(?:die )?unterzeichner(?:innen)?(?: und unterzeichner)?|erstunterzeichner(?:innen)?"
    r"|cordialement|bien à vous|(?:les )?signataires|atentamente|(?:los )?(?:abajo )?firmantes|cordiali saluti|distinti saluti|(?:i )?firmatari|atenciosamente|(?:os )?signatários"
    r"|hoogachtend|met vriendelijke groet(?:en)?|ondertekenaars|med vänlig hälsning|undertecknare|med vennlig hilsen|med venlig hilsen|z poważaniem|sygnatariusze|s pozdravem|с уважением|з повагою|saygılarımızla)\W*",
    re.IGNORECASE,
)
"""What stands above the names below a letter."""
MOST_SIGNED, LONGEST_SIGNED, OF_FIRST = 60, 14, 3
"""Names, words of one with what its owner is, and lines that need be no names: "Chair", "Lindholm Harbour Board"."""
OTHERS = re.compile(
    r"\W*(?:and|und|et|y|e|og|och|en|i|и) (?:\d[\d.,  ]*|\w+) (?:others|more|andere|autres|más|altri|outros|anderen|andra|innych|других)\W*",
    re.IGNORECASE,
)
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
"""Sources below their heading; a page has no more that are looked at."""


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
            names = [p for p, _ in takewhile(lambda pair: _signs(draft, *pair), zip(below[:MOST_SIGNED], count(1)))]
            marks |= dict.fromkeys((place, *names), Mark(Role.BODY, "signature")) if names else {}
        elif REFERENCES.fullmatch(text):
            sources = list(takewhile(lambda p: _may_be_source(draft, p), below[:MOST_REFERENCES]))
            if len(sources) >= FEWEST_REFERENCES:
                marks |= {place: Mark(Role.CROSSHEAD, "heading-of-sources")}
                marks |= dict.fromkeys(sources, Mark(Role.LIST_ITEM, "source"))
    return marks


def _signs(draft: Draft, place: int, nth: int) -> bool:
    """True for a full name with or without what its owner is; of the first lines also for what stands below one."""
    alone, text = draft.alone[place], draft.lines[place].text
    if place in draft.marks or alone.sentence or alone.words > LONGEST_SIGNED:
        return False
    return nth <= OF_FIRST or is_full_name(text.partition(",")[0]) or OTHERS.fullmatch(text) is not None


def _may_be_source(draft: Draft, place: int) -> bool:
    return place not in draft.marks and REFERENCE.fullmatch(draft.lines[place].text) is not None
