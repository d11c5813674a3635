"""What a line looks like by itself: prose, a caption, a list item, a byline, a date line."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import fold
from .dates import MONTHS, WEEKDAYS, written_days

CLOSING = "\"'”’“‘»«›‹」』)"
"""Marks that close a quotation, in German and Danish the ones that open it elsewhere, and a bracket."""
SENTENCE_END = re.compile(
    rf"[.!?…:;؟。！？।](?:[{CLOSING}\]]|\s)*$|[.!?…؟][{CLOSING}\]]*\s*\(\w+(?:[/ ]\w+){{0,3}}\)$|[.!?…][{CLOSING}]*(?:\[\d{{1,3}}\]|[¹²³⁴-⁹*†‡]){{1,4}}$"
)
"""The last is the mark of a note behind a sentence."""
STOPS = ".!?…:;؟。！？।"
STOPLESS, LONGER_THAN_HEADLINES = re.compile("[\u0e00-\u0eff]"), 55
"""A letter or mark of Thai or Lao, which end no sentence with a stop, and characters."""
TAIL = 60
"""Characters at the end of a line that tell whether it is a sentence."""
SMALL_WORD, FEWEST_IN_CAPITALS, IN_CAPITALS = 4, 4, 0.9
"""Letters of a word that may be small, and how many longer ones a line has that is written in capitals, and what share of them."""
CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""A letter or mark of Thai, Lao, Burmese or Khmer, which part no words by spaces."""
LIST_MARK = re.compile(
    r"^(?:(?:[*•·▪●◦‣–—✓✔✗✘☐☑☒-]|\(?\d{1,2}[.)]|\(?[a-z]\)|[a-h]\.(?=\s[^\W\d_]{3}))\s+|[・•](?=[\u3040-\u9fff]))(?=\S)"
)
BULLET = re.compile(r"^(?:[*•·▪●◦‣]\s+|[・•](?=[\u3040-\u9fff]))(?=\S)")
"""The mark of a list that the page sets by itself; a number or a dash is the text's own."""
SPEECH = re.compile(
    r"^[—–]\s.*?[,.?!…»”]\s[—–]\s"
    r"|^[—–]\s[^—–]*[,?!»”]\s(?:sier|säger|siger|sa|sade|sagde|svarer|svarar|forteller|fortæller|berättar|mener|menar|utbryter|spør|frågar|spørger|"
    r"dit|répond|lance|demande|raconte|explique|souffle|dice|dijo|responde|pregunta|disse|pergunta|mówi|pyta|odpowiada|говорит|сказал|спросил|отвечает|каже|сказав)(?:-t)?(?:-(?:il|elle|on))?(?:\s|[.,]|$)"
)
"""What somebody says, and who, as in Russian, Spanish, Norwegian or French: "— Да, — сказал он.", "– Vi venter, sier Berg."."""
BREADCRUMB = re.compile(r"(?:(?<!\s)\s++)?(?:[>»›→]|/(?=\s)|::)\s*+")
"""Between the sections of a page's path."""
QUOTED = re.compile(r"^[\"“«„‘'][^\"“”«»„]+[\"”»“’']\.?(?:\s+[-–—]+\s*\S.{1,80})?$")

SALUTATION = re.compile(
    r"(?:dear|sehr geehrte[rs]?|liebe[rs]?|chère?s?|madame|estimad[oa]s?|querid[oa]s?|gentil[ei]|car[oi]|geachte|beste|kære|kjære|bästa)\b[^.?]{2,60}[,:!]",
    re.IGNORECASE,
)
"""How a letter opens: "Dear members,"."""
UPDATE_TIME = re.compile(
    r"\W*+(?:last |first |originally )?(?:updated|published|posted|modified|aktualisiert|mis à jour|actualizado|atualizado)(?: (?:at|on|um|à|a las))?:? (?:.{0,20}\d{1,2}[:.h]\d\d.{0,40}|(?:\d{1,2}|an?) [a-z]{3,7} ago)",
    re.IGNORECASE,
)
"""A time without a day: "Updated at 1:23 p.m."."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
NAME_WORD = re.compile(
    r"^(?:[^\W\d_a-z][\w.’'\-]*|de|da|del|della|di|van|von|der|den|bin|bint|al|el|la|le|dos|du|ten|ter|zu|y|st\.?)$"
)

LONGEST_CROSSHEAD = 12
"""Words."""
LONGEST_DATE_LINE = 140
"""Characters."""
LAST_WORD = re.compile(r"(?<!\d\s)\b[^\W\d_]{2,20}\.$")
"""How a sentence ends: "On 13 October the board met.", and no reading time: "5 Min."."""
HALF_OF_DAY = re.compile(r"\b[ap]\. m\.", re.IGNORECASE)
"""Behind an hour in Spanish: "12:17 p. m."."""
DATE_WORDS = (
    frozenset(
        "published updated posted modified created on at last first letzte aktualisierung zuletzt geändert date time am pm a.m p.m gmt utc est edt pst pdt cet cest bst et ct pt mst mdt cst cdt ist "
        "aktualisiert veröffentlicht stand uhr am um vom der den de del le la les el il du à a h publié mis jour modifié publicado actualizado atualizado "
        "em às as alle ore pubblicato aggiornato local eastern daily the by edition print online issue erstellt geändert datum min read minutes reading ago "
        "نشر نُشر في آخر تحديث تاريخ النشر الساعة بتوقيت غرينتش غرينيتش مساء صباحا ص م updated: published: first published original originally version "
        "story article this was of and minute mins".split()
    )
    | frozenset(MONTHS)
    | frozenset(WEEKDAYS)
)


@lru_cache(maxsize=8192)
def is_sentence(text: str) -> bool:
    """True if `text` ends as a sentence does; in a script that has no full stop, if it is as long as headlines are not."""
    if not text or text[-1].isalpha():
        return len(text) >= LONGER_THAN_HEADLINES and STOPLESS.fullmatch(text[-1:]) is not None
    if STOPLESS.fullmatch(text[-1]):
        return len(text) >= LONGER_THAN_HEADLINES
    ends = text[-1] in STOPS or SENTENCE_END.search(text[-TAIL:]) is not None
    return ends and any(map(str.isalnum, text))


@lru_cache(maxsize=8192)
def word_count(text: str) -> int:
    """Count the words of a line's `text`, single spaces between them; three characters of Chinese or Japanese make one, five of Thai and the like."""
    count = text.count(" ") + 1 if text else 0
    return count if text.isascii() else count + len(CJK.findall(text)) // 3 + len(UNSPACED.findall(text)) // 5


def in_capitals(text: str) -> bool:
    """True for a line in which nearly all longer words begin with a capital, as headlines are written in America.

    >>> in_capitals("Port Opens After the Storm. Pilots Have Heard That Before."), in_capitals("The Port of Oster opens.")
    (True, False)
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > SMALL_WORD]
    return len(words) >= FEWEST_IN_CAPITALS and sum(word[0].isupper() for word in words) >= IN_CAPITALS * len(words)


@lru_cache(maxsize=8192)
def is_date_line(text: str) -> bool:
    """True if `text` is a day with its year and otherwise only words such as "Published" and times."""
    if len(text) > LONGEST_DATE_LINE:
        return False
    days = written_days(text)
    if not days:
        return False
    rest = text
    for day in reversed(days):
        rest = rest[: day.start] + " " + rest[day.end :]
    rest = HALF_OF_DAY.sub(" ", rest)
    words = [word for word in re.findall(r"[^\W\d_]+(?:\.[^\W\d_]+)*", rest.casefold()) if word not in DATE_WORDS]
    return not words or (len(words) <= 2 and len(fold(rest).split()) <= 8 and not LAST_WORD.search(rest.rstrip()))


@lru_cache(maxsize=8192)
def names_a_day(text: str) -> bool:
    """True if `text` is short, no sentence, and names a day with its year: beside a headline it dates the story."""
    return (
        len(text) <= LONGEST_DATE_LINE and word_count(text) <= 16 and not is_sentence(text) and bool(written_days(text))
    )


def looks_like_name(text: str) -> bool:
    """True if `text` could be a person's or a desk's name: one to five capitalised words."""
    words = text.split()
    return 1 <= len(words) <= 5 and all(NAME_WORD.match(word) for word in words) and not text.endswith(".")
