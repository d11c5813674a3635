"""What a line looks like by itself: prose, a caption, a list item, a byline, a date line."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import fold, small
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
MOST_OF_MAKER = 4
"""Words of the name of who made a picture."""
LONGEST_WIRED = 25
"""Words of a caption that ends with a name and an agency; a longer line is a paragraph, and they sign it."""
LONGEST_IN_SIGNS = 160
"""Characters of a caption in Chinese, Japanese or Korean."""
SIGNS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
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

CREDIT = re.compile(
    r"(?:\[(?P<square>(?-i:[^\W\d_a-z])[^\[\]]{1,60})\]"
    r"|\((?:(?:photo|image|picture|file photo|credit|foto|bild|photograph|video|graphic|illustration|صورة|تصوير|الصورة)s?\s*"
    r"(?:credit|by|courtesy of|courtesy|via|:|/|©|from)+\s*(?P<round>[^()]{2,80}))\)"
    r"|\((?P<agency>(?!\d|he/|she/|they/|and/)[^()]{2,50}?(?:\s?/\s?|\svia\s)[^()]{2,50}?|(?-i:Reuters|reuters|REUTERS|AFP|afp|AP|AP [Pp]hoto|EPA|epa|DPA|dpa)|getty images|associated press|xinhua|bloomberg"
    r"|الفرنسية|رويترز|الأناضول|أسوشيتد برس|الأوروبية|غيتي|الجزيرة|وكالات|أ ف ب|د ب أ|مواقع التواصل(?: الاجتماعي)?|سبوتنيك|شترستوك)\)"
    r"|(?:^|(?<=[.!?”\"’')|]\s)|(?<=[a-z]\s)(?<!big\s))(?:photo|image|picture|photograph|foto|fot\.|bild|фото|zdjęcie|fotoğraf|kuva|φωτο|φωτογραφία|צילום|الصورة|صورة)(?:\s+(?:credit|by|courtesy of))?\s*[:©]\s*(?P<colon>(?-i:[^\W\d_a-z])[^.,]{1,50}(?:,\s[^.,]{2,30})?)"
    r"|(?<=\S)\s?©\s?(?P<sign>[^©]{2,80})"
    r"|(?-i:(?<=[a-z])(?:Image|Photo|Bild|Foto)):\s(?P<glued>(?-i:[A-ZÀ-Þ])[^.:]{2,60})"
    r"|credit\s?(?:\.{3}|…)\s?(?P<dots>[^.…]{3,70})"
    r"|(?:photo|image|picture)s?\sby\s(?P<stock>[^.]{3,60}\son\s(?:unsplash|pexels|pixabay|flickr))"
    r"|(?<=[.!?…”»]\s)(?-i:(?P<wire>[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,3}\s?/\s?(?:AFP|AP|Reuters|REUTERS|EFE|ANSA|PAP|dpa|DPA|EPA|Lusa|LUSA|TASS|ТАСС|Getty(?: Images)?"
    r"|SIPA|NTB|TT|Ritzau|ANP|Belga|APA|Keystone)))"
    r"|\((?:foto|photo|фото|bild|zdjęcie|fot\.)\s(?P<maker>(?-i:[^\W\d_a-z])[^()]{1,40})\)|(?<=[.!?]\s)fot\.\s(?P<fot>(?-i:[^\W\d_a-z])[^.]{2,40})"
    r"|\|\s?(?P<bar>(?-i:[^\W\d_a-z])[^|./]{2,40}/[^|./]{2,30}))\.?\s*$",
    re.IGNORECASE,
)
"""The words at the end of a caption that name who made the picture."""
CREDIT_IN_SIGNS = re.compile(
    r"[(（\[【［]?(?:写真|寫真|[图圖]源|[图圖]片?来源|[图圖]片?來源|[图圖]片?|[摄攝]影|사진)\s?[:：=＝/／]\s?(?P<named>[^\s()（）\[\]。]{2,24}(?: [^\s()（）\[\]。]{1,16}){0,2})[)）\]】］]?$"
    r"|＝(?P<day>[^＝。]{2,60})$"
    r"|(?<=[.다]\s)/\s?(?P<slash>[가-힣]{2,5}(?:\s(?:객원|선임)?기자)?)$"
    r"|(?P<hand>(?:[新华華中社本报報网網]{2,4})?(?:记者|記者)?\s?[^\s。，、]{2,4}\s?[摄攝])[)）]?$"
)
"""The same in Chinese, Japanese and Korean: "（图源：视觉中国）", "＝3日、ブレン、田中修撮影", "新华社记者 李明 摄", "사진=연합뉴스", "/이하나 기자"."""
SIGNED = re.compile(
    r"[.!?…”»]\s(?:(?:Beeld|Foto|Photo|Bilde|Kuva)\s(?P<by>[A-ZÀ-Þ][\w.'’-]+(?:\s[\w.'’-]+){0,4})"
    r"|(?P<agency>AFP|EFE|ANSA|EPA|AP|PAP|ANP|NTB|LUSA|Lusa|REUTERS|Reuters|dpa|DPA)"
    r"|(?P<capitals>(?:[^\W\d_][\w.'’-]+|[/«»–-])(?:\s(?:[^\W\d_][\w.'’-]+|[/«»–-])){1,8}))$"
)
"""A caption signed behind its full stop, in capitals or after a word for a picture: "... lundi. CAMILLE ROUX / LE COURRIER"."""
SOURCE_IN_SIGNS = re.compile(
    r"[\[(][^\[\]()]{0,40}(?:재판매 및 DB 금지|자료사진|제공)[\])]|[^。]*[(（](?:[^()（）。]{0,8}(?:路透社?|[美法][联聯新]社|新[华華]社|中新社|中央社|视觉中国|視覺中國|ロイター|共同|時事|AP|AFP|EPA|연합뉴스|뉴시스|뉴스1)"
    r"|[资資]料[图圖照]片?|翻[摄攝][^()（）]{0,16}|取自[^()（）]{2,16})[)）]"
)
"""A line without a full stop that ends in an agency's name."""
PICTURES = (
    "photo",
    "image",
    "picture",
    "foto",
    "fot.",
    "bild",
    "фото",
    "zdj",
    "kuva",
    "φωτ",
    "צילום",
    "صورة",
    "credit",
)
"""Without one of them a colon, dots or "by" open no credit."""

AGENCY = (
    r"(?:AP|AFP|EPA|EFE|APA|NTB|Ritzau|Lusa|LaPresse|Keystone|Anadolu|DPA|dpa|PA|UPI|REX|NASA|ESA|CBS|NBC|CNN|BBC|TASS|ANP|ANSA|Reuters|REUTERS|Xinhua|Bloomberg|Shutterstock|iStock(?:photo)?|Alamy|Unsplash|Pixabay|"
    r"Getty(?: Images)?|Associated Press|The Associated Press|Press Association|USA TODAY(?: Sports)?|Agence France-Presse|picture[- ]alliance|imago|AP Photo|AP File|Handout|"
    r"courtesy photo|submitted photo|file photo|Flickr|Wikimedia(?: Commons)?)"
)
CREDIT_LINE = re.compile(
    rf"(?:\(?(?:Photo|Image|Picture|Foto|Bild|Bildquelle|Credit|Crédit|Crédito|Photograph|Illustration|Graphic|Infographic|Фото|صورة)s?(?:\s?[:/]|\s(?:credit|by|courtesy of|via|von|par):?)\s.{{2,60}}"
    rf"|(?:Photo|Foto|Bild|Fotografía)s?\s{AGENCY}|(?:[^.!?]{{2,60}}(?:,|/|\||\svia|\s-|\s–|\sfor|\s·)\s?)?{AGENCY}(?:\s(?:file|photos?|images|pool|News))?(?:\s?[/|,]\s?[^.!?]{{2,40}})?"
    rf"|.{{2,50}}\s(?i:submitted|courtesy|file|handout)\s(?i:photo|image)s?|(?i:courtesy of|photos? by|photograph(?:y|s)? by|illustration by)\s[A-Z].{{2,50}}"
    rf"|\([^().!?]{{2,50}}(?:\.\s?(?:Co|Inc|Corp)\.?|/[^().]{{2,40}}|,\s?{AGENCY}|\s(?:Press|Images|Times|News|Post|Co\.|Inc\.?))\))\.?",
)
"""A line that is nothing but the name of who made the picture above it."""
PICTURE_LABEL = re.compile(
    r"^(?:(?:image|media|photo|picture|video|file photo|bild|foto|photos|watch|graphic|chart|map)\s?(?:caption\s?|:\s)|(?:image|media) ?caption(?=\S)"
    r"|(?:fig(?:ure|ura|uur)?|abb(?:ildung)?|graphique|gráfico|grafico|рис(?:унок)?)\.?\s?\d{1,2}\s?[.:–—-]\s)(?=.{12,})",
    re.IGNORECASE,
)
"""A caption that says that it is one: "Image caption The bridge"."""
PICTURE_WORDS = re.compile(
    r"\b(?:file (?:photo|picture|image|pic)|in (?:this|an?) (?:[\w,. ]{0,24} )?(?:photo|image|picture|file|handout|photograph|screengrab|frame)\b|(?:photo|image|picture|photograph) "
    r"(?:provided|released|taken|shows|made available)|pictured (?:above|left|right)|seen here|photo:|screenshot|artist[’']s (?:impression|illustration|concept|rendering)|"
    r"a (?:man|woman|person|group of people|sign|view|map|screen|close up|hand|car|building|train|plane|large|small|person's)\b(?=[^.:]{0,60}: )(?![^.:]*\b(?:said|told|says|asked)\b)[^.:]*: )|(?-i:[A-Z])\w{1,30}+,\s(?:left|right|cent(?:er|re)|far left|far right|second from (?:left|right)),",
    re.IGNORECASE,
)
"""What a caption says and a paragraph seldom does."""
PICTURE_HINTS = ("photo", "picture", "image", "pic", "file", "handout", "screen", "frame", "seen here", "artist", ": ", ", left", ", right",
                 ", cent", ", far", ", second")  # fmt: skip
"""Letters of which it has some, in small ones: a glance that spares most lines the search."""

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
NO_CREDIT = re.compile(r"^(?:sic|\.{3}|…|applause|laughter|\d+|emphasis added)$", re.IGNORECASE)

NAME_WORD = re.compile(
    r"^(?:[^\W\d_a-z][\w.’'\-]*|de|da|del|della|di|van|von|der|den|bin|bint|al|el|la|le|dos|du|ten|ter|zu|y|st\.?)$"
)

LONGEST_CROSSHEAD = 12
"""Words."""
LONGEST_DATE_LINE = 140
"""Characters."""
LAST_WORD = re.compile(r"(?<!\d\s)\b[^\W\d_]{2,20}\.$")
"""How a sentence ends: "On 13 October the board met.", and no reading time: "5 Min."."""
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


@lru_cache(maxsize=8192)
def credit_of(text: str) -> str:
    """Return the picture's maker that closes a caption, or the empty string."""
    if not text.isascii() and len(text) <= LONGEST_IN_SIGNS and SIGNS.search(text):
        if found := CREDIT_IN_SIGNS.search(text[-TAIL:]):
            return str(next(filter(None, found.groups()))).strip(" ）)")
        if SOURCE_IN_SIGNS.fullmatch(text):
            return text[max(map(text.rfind, "(（")) + 1 : -1]
    may_be_signed = (text[-1:].isalpha() or text[-1:] == "»") and word_count(text) <= LONGEST_WIRED
    signed = SIGNED.search(text[-TAIL:]) if may_be_signed else None
    if signed and (not signed["capitals"] or signed["capitals"].isupper()):
        return str(next(filter(None, signed.groups())))
    if len(text) > 700 or not (
        text.endswith((")", "]", ").", "]."))
        or "©" in text
        or "|" in text
        or "/" in text
        or "fot." in text
        or _names_a_picture(text)
    ):
        return ""
    match = CREDIT.search(text[-200:])
    if not match:
        _, sign, maker = text.rpartition("©")
        return maker.strip(" .")[:60] if sign and text.index("©") > 0 and word_count(text) <= 60 else ""
    if match["wire"] and word_count(text) > LONGEST_WIRED:
        return ""  # who wrote it
    credit = next(group for group in match.groups() if group).strip(" .")
    return "" if NO_CREDIT.match(credit) else credit


def _names_a_picture(text: str) -> bool:
    return (":" in text or ".." in text or "…" in text or " by " in text) and any(
        map(small(text[-200:]).__contains__, PICTURES)
    )


def in_capitals(text: str) -> bool:
    """True for a line in which nearly all longer words begin with a capital, as headlines are written in America.

    >>> in_capitals("Port Opens After the Storm. Pilots Have Heard That Before."), in_capitals("The Port of Oster opens.")
    (True, False)
    """
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > SMALL_WORD]
    return len(words) >= FEWEST_IN_CAPITALS and sum(word[0].isupper() for word in words) >= IN_CAPITALS * len(words)


def maker_around(text: str) -> str:
    """Return the name that stands before and, glued, behind what a picture shows, or the empty string.

    >>> maker_around("Harbour Press A crane at duskHarbour Press"), maker_around("Rain on rain")
    ('Harbour Press', '')
    """
    words = text.split(" ", MOST_OF_MAKER + 1)
    for count in range(1, min(MOST_OF_MAKER, len(words) - 1) + 1):
        maker = " ".join(words[:count])
        if len(maker) > 1 and text.endswith(maker) and len(text) > 2 * len(maker) + 8:
            return maker if text[-len(maker) - 1].islower() and maker[0].isupper() and "." not in maker else ""
    return ""


@lru_cache(maxsize=8192)
def speaks_of_picture(text: str) -> bool:
    """True if `text` has the words of a caption."""
    low = small(text)
    return any(map(low.__contains__, PICTURE_HINTS)) and PICTURE_WORDS.search(text) is not None


@lru_cache(maxsize=8192)
def is_credit_line(text: str) -> bool:
    """True if `text` is nothing but the maker of a picture: `Jane Doe / Getty Images`."""
    return len(text) <= 110 and word_count(text) <= 14 and CREDIT_LINE.fullmatch(text) is not None


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
