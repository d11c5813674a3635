"""When and where: days and places out of date lines, datelines and the lede."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...article import Line
from ..text import fold
from .dates import MONTHS, WEEKDAY_NUMBERS, WrittenDay, any_of, fitting_year, written_days, yearless_days

_A_DAY = rf"(?i:{any_of(MONTHS)})\.?\s\d"
DATELINE = re.compile(
    r"^(?P<place>(?:[^\W\d_a-z][^\W\d_a-z.’'\-]*(?:[ -](?:[^\W\d_a-z][^\W\d_a-z.’'\-]*|[dD]e|[aA]l|[eE]l|[lL]a))*)"
    rf"(?:,\s(?!{_A_DAY}|(?i:host|anchor|byline|correspondent|presenter|moderator|reporter)\b)[^\W\d_a-z][\w.’' -]{{1,30}}){{0,2}})"
    r"(?P<more>(?:,?\s*+\((?P<agency>[^()]{2,40})\))?(?:,?\s*+(?P<date>[^\W\d_]{3,9}\.?\s\d{1,2}(?:,\s\d{4})?|\d{1,2}\s[^\W\d_]{3,9}\.?(?:\s\d{4})?))?(?:,?\s*+(?:\([^()]{2,40}\)|/[^/]{2,30}/))?)"
    r"\s*(?P<end>[—–]|--|-(?=\s)|:(?=\s))\s*(?=\S)"
)
"""`ERBIL, Iraq (Agency), Feb. 16, 2021 - `: a place in capitals, an agency and a day if any, a dash."""

SHORT = 3
"""Letters of weekdays in short, some of which are words: "sat"."""
LONGEST_DATELINE = 200
"""Characters of a lede in which its dateline ends."""

BEFORE_DAY = re.compile(
    r"(?!(?:On|In|At|By|From|Since|Until|After|Before|Am|Im|Vom|Seit|Bis|Zum|Le|El|Il|La|Op|Den|W|Dnia|На|В)\s)[^\W\d_a-z][\w.'’]*+"
    r"(?:(?:, |--?| ?/ ?| )\(?(?:[^\W\d_a-z][\w.'’]*+|(?:de|del|la|am|an der|upon|sur|of)\b)\)?){0,6}+[, (–—-]*+(?:den |le |il |el |the |am |on )?"
)
"""A place, before the day of a press release: "Paris, le", "SAN FRANCISCO--(BUSINESS WIRE)--"."""
BEHIND_DAY = re.compile(r"\)?(?:\s?[(/][^()/]{2,40}[)/])?\s?(?:[—–:]|--|-\s|\.-|\.\s(?=[\"“„«]?[^\W\d_a-z]))")
ARABIC_DATELINE = re.compile(
    r"^(?P<place>[\u0600-\u06ff]+(?:\s[\u0600-\u06ff]+){0,2})\s*(?:\([^()]{2,30}\)\s*)?(?:[—–]|--|-\s)\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A story's day and where it was read."""

    day: date | None
    evidence: str
    guessed: bool = False
    """True if the year was taken from the calendar, for none is written"""
    other: date | None = None
    """the other day that the figures may mean, if nothing in the paste decides"""


Settle = Callable[[WrittenDay, Line], Dated]
"""What decides which day the figures on a line mean."""
UNDATED = Dated(None, "")


OTHER_DAYS = re.compile(
    r"(?<!\w)(?:ends?|until|till|expires?|expiry|expiration|deadline|valid|offer|sale|tickets?|doors|concert|born|died|rsvp|register by|apply by|closes|"
    r"next (?:meeting|edition|issue)|gültig|bis zum|(?:verfügbar|abrufbar) bis|endet|läuft ab|frist|angebot|(?:einsende|anmelde|bewerbungs)schluss|konzert|geboren|gestorben|né(?:e)? le|mort(?:e)? le|nacid[oa]|fallecid[oa]|nat[oa] il|mort[oa] il|overleden|född|död|gäller till|родил(?:ся|ась)|умер(?:ла)?|jusqu['’]au|expire|valable|offre|hasta el|válido|oferta|"
    r"caduca|scade|fino al|offerta|validade|até|geldig|tot en met|aanbieding|gyldig|giltig|erbjudande|ważne|oferta|promocja|до конца|акция|действует до|kampanya|son tarih|"
    r"ينتهي|حتى|عرض|截止|有效期|まで|開催|\w*frist|abgerufen(?: am)?|retrieved|accessed|taken|date of birth|geburtsdatum|date limite|échéance|consulté(?:e)? le|"
    r"fecha límite|plazo|consultado|scadenza|entro il|prazo|acess(?:o em|ado)|uiterlijk|aanmelden vóór|sluitingsdatum|geraadpleegd|sista (?:anmälnings|ansöknings)dag|senest|"
    r"uzávěrka|дата (?:рождения|обращения)|срок|son başvuru|آخر موعد|الموعد النهائي|מועד אחרון|締切|開催日|마감|일시)(?!\w)"
    r"|^\W*(?:when|event|event date|date of event|due|due date|starts?|begins?|opening|exhibition|screening|veranstaltung(?:stermin)?|termine?|beginn|ausstellung|einlass|"
    r"premiere|rendez-vous(?: le)?|événement|inscriptions?|vernissage|evento|estreno|inscripciones|iscrizioni|mostra|inscrições|estreia|evenement|evenemang|tilmelding|påmelding|"
    r"termin|wydarzenie|termín|мероприятие|начало|etkinlik|活动时间)\s?[:：]",
    re.IGNORECASE,
)
"""What says that a day beside it is that of an offer, an event, a deadline or a life, and not the story's."""
PUBLISHED = re.compile(
    r"published|posted|created|veröffentlicht|erschienen|erstellt|publié|créé|publicad|creado|pubblicat|gepubliceerd|geplaatst|publicerad|publisert|udgivet|oprettet|"
    r"opublikowan|dodano|zveřejněn|опубликован|yayın(?:lan|tarihi)|julkaistu|نشر",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|to be held|plans? to|set to|wird|werden|soll(?:en)?|sera|seront|aura lieu|auront|será|serán|celebrará|si terrà|sarà|saranno|zal|zullen|ska|skal|vil)\b",
    re.IGNORECASE,
)
"""Before a day in a lede: it lies ahead of the story."""


def tells_another_day(text: str) -> bool:
    """True if the day on a line is that of an offer, a concert, a post on a network or the like; one that stands before another's words is its own."""
    other = None if PUBLISHED.search(text) else OTHER_DAYS.search(text)
    days = written_days(text) if other else ()
    return "(@" in text or (other is not None and (len(days) < 2 or other.start() < days[0].end))


def is_after(day: date, latest: date | None) -> bool:
    """True for a day after `latest` by more than a time zone."""
    return latest is not None and day > latest + timedelta(1)


def is_to_come(day: WrittenDay, latest: date | None) -> bool:
    """True if all that the words may mean is after `latest`."""
    return is_after(min(day.day, day.other or day.day), latest)


def day_of_line(line: Line) -> WrittenDay | None:
    """Return the day a date line names: the one called published, or else the first."""
    days = written_days(line.text)
    if not days:
        return None
    published = PUBLISHED.search(line.text)
    if published:
        later = [day for day in days if day.start >= published.start()]
        return later[0] if later else days[0]
    return days[0]


def date_from_lines(lines: Iterable[Line], settle: Settle) -> Dated:
    """Return the day of the date lines nearest to the headline, the first given; updates come last."""
    best: Dated = UNDATED
    for line in lines:
        day = day_of_line(line)
        if not day:
            continue
        dated = settle(day, line)
        if not re.match(
            r"\W*(?:last )?(?:updated|modified|aktualisiert|mis à jour|actualizado|atualizado)",
            line.text,
            re.IGNORECASE,
        ):
            return dated
        best = best if best.day else dated
    return best


def date_from_lede(lede: Sequence[Line], latest: date | None) -> Dated:
    """Return the day that the dateline or the first paragraphs name.

    A weekday with a day of a month fits few years: the latest one not after `latest` is taken. Below the first
    paragraph only "Thursday (February 25)" counts; "Friday, Dec. 6" there is as often a day to come.
    """
    for line in lede[:1]:
        place = DATELINE.match(line.text[:LONGEST_DATELINE])
        if place and place["date"]:
            days = written_days(place["date"])
            if days:
                return Dated(days[0].day, f'line {line.number}: dateline "{place.group().strip(" -—–")}"')
            if latest and (day := _of_last_years(place["date"], line.text[place.end() :], latest)):
                told = f'line {line.number}: dateline "{place["date"]}" and its weekday fit {day.year}'
                return Dated(day, told, guessed=True)
        if (found := _press_day(line.text[:LONGEST_DATELINE])) and not is_to_come(found, latest):
            told = line.text[: found.end].strip()
            return Dated(found.day, f'line {line.number}: dateline "{told}"', other=found.other)
    if latest is None:
        return UNDATED
    for nth, line in enumerate(lede):
        for pair in yearless_days(line.text):
            year = fitting_year(pair, latest)
            ahead = TO_COME.search(line.text[: line.text.find(pair.text)]) is not None
            if year and not ahead and (nth == 0 or "(" in pair.text):
                day = date(year, pair.month, pair.day)
                return Dated(
                    day,
                    f'line {line.number}: "{pair.text}" fits {year}, the latest such year',
                    guessed=True,
                )
    return UNDATED


def _of_last_years(text: str, lede: str, latest: date) -> date | None:
    """Return the day of a dateline without a year in the latest year, or the one before, in which it is the weekday that the lede names, or the next day.

    >>> _of_last_years("March 9", "Crane operators refused to return to work on Tuesday.", date(2021, 3, 12))
    datetime.date(2021, 3, 9)
    """
    named = {WEEKDAY_NUMBERS[word] for word in fold(lede).split() if len(word) > SHORT and word in WEEKDAY_NUMBERS}
    for year in (latest.year, latest.year - 1) if named else ():
        day = next((found.day for found in written_days(f"{text}, {year}") or written_days(f"{text} {year}")), None)
        if day and day <= latest and named.intersection((day.weekday(), (day - timedelta(1)).weekday())):
            return day
    return None


def _press_day(text: str) -> WrittenDay | None:
    """Return the day that opens a text behind a place, "Oster, 3 March 2021 - The council ..."."""
    for day in written_days(text)[:1]:
        if BEFORE_DAY.fullmatch(text[: day.start]) and BEHIND_DAY.match(text, day.end):
            return day
    return None


def dateline_of(lede: str) -> str:
    """Return the place that opens the lede, with its country if named, or the empty string.

    >>> dateline_of("ISMAILIA, Egypt, March 24 (Harbour Press) - A ship ran aground.")
    'ISMAILIA, Egypt'
    """
    match = _dateline(lede)
    return match["place"].strip(" ,") if match else ""


def after_dateline(lede: str) -> str:
    """Return the lede without the dateline that opens it, as lists tell it: place and day are no part of its sentence.

    >>> after_dateline("ERBIL, Iraq (Harbour Press), Feb. 16 - Two rockets fell.")
    'Two rockets fell.'
    """
    match = _dateline(lede)
    return lede[match.end() :] if match else lede


def _dateline(lede: str) -> re.Match[str] | None:
    """Find the dateline; before a colon alone may stand who speaks: "NATO: we are ready"."""
    match = DATELINE.match(lede[:LONGEST_DATELINE])
    if match and match["end"] == ":" and not match["more"] and "," not in match["place"]:
        return None
    match = match or ARABIC_DATELINE.match(lede[:80])
    return match if match and len(match["place"]) >= 3 else None
