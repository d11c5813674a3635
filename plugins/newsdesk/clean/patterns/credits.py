"""Captions by themselves: who made a picture, and the words of a line that tells what it shows."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text import small
from .shapes import TAIL, word_count

MOST_OF_MAKER = 4
"""Words of the name of who made a picture."""
FEWEST_SMALL = 2
"""Words in small letters of a caption that names follow, and no headline or writer has."""
LONGEST_WIRED = 25
"""Words of a caption that ends with a name and an agency; a longer line is a paragraph, and they sign it."""
LONGEST_IN_SIGNS = 160
"""Characters of a caption in Chinese, Japanese or Korean."""
SIGNS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
AGENCY = (
    r"(?:AP|AFP|EPA|EFE|APA|NTB|Ritzau|Lusa|LaPresse|Keystone|Anadolu|DPA|dpa|PA|UPI|REX|NASA|ESA|ANI|PTI|IANS|Folhapress|TT|SIPA|PAP|ТАСС|CBS|NBC|CNN|BBC|TASS|ANP|ANSA|Reuters|REUTERS|Xinhua|Bloomberg|Shutterstock|iStock(?:photo)?|Alamy|Unsplash|Pixabay|"
    r"Getty(?: Images)?|Associated Press|The Associated Press|Press Association|USA TODAY(?: Sports)?|Agence France-Presse|picture[- ]alliance|imago|AP Photo|AP File|Handout|"
    r"courtesy photo|submitted photo|file photo|Flickr|Wikimedia(?: Commons)?)"
)
CREDIT = re.compile(
    r"(?:\[(?P<square>(?-i:[^\W\d_a-z])[^\[\]]{1,60})\]"
    r"|\((?:(?:[^\W\d_][\w.]*\s)?(?:photo|image|picture|file photo|credit|foto|bild|photograph|video|graphic|illustration|صورة|تصوير|الصورة)s?\s*"
    r"(?:credit|by|courtesy of|courtesy|via|:|/|©|from)+\s*(?P<round>[^()]{2,80}))\)"
    r"|\((?P<agency>(?!\d|he/|she/|they/|and/)[^()]{2,50}?(?:\s?/\s?|\svia\s)[^()]{2,50}?|(?-i:reuters|afp|ansa|epa|"
    + AGENCY
    + r")|getty images"
    r"|الفرنسية|رويترز|الأناضول|أسوشيتد برس|الأوروبية|غيتي|الجزيرة|وكالات|أ ف ب|د ب أ|مواقع التواصل(?: الاجتماعي)?|سبوتنيك|شترستوك)\)"
    r"|(?:^|(?<=[.!?”\"’')|,—–-]\s)|(?<=[.!?])|(?<=[a-zа-яіїєґ]\s)(?<!big\s))(?:photo|image|picture|photograph|credit|crédito?|foto|fot\.|bild|bildquelle|фото|zdjęcie|fotoğraf|kuva|φωτο|φωτογραφία|צילום|الصورة|صورة|फोटो|फ़ोटो)(?:\s+(?:credit|by|courtesy of))?\s*[:©]\s*(?P<colon>(?-i:[^\W\d_a-z](?:[^.,]|(?<=\s[A-Z])\.){1,50}(?:,\s[^.,]{2,30})?|dpa|epd|sda|afp))"
    r"|(?<=\S)\s?©\s?(?P<sign>[^©]{2,80})"
    r"|(?-i:(?<=[a-z])(?:Image|Photo|Bild|Foto)):\s(?P<glued>(?-i:[A-ZÀ-Þ])[^.:]{2,60})"
    r"|credit\s?(?:\.{3}|…)\s?(?P<dots>[^.…]{3,70})"
    r"|(?:photo|image|picture)s?\sby\s(?P<stock>[^.]{3,60}\son\s(?:unsplash|pexels|pixabay|flickr))"
    r"|(?<=[.!?…”»]\s)(?-i:(?P<wire>[^\W\d_a-z][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*){0,3}\s?/\s?(?:AFP|AP|Reuters|REUTERS|EFE|ANSA|PAP|dpa|DPA|EPA|Lusa|LUSA|TASS|ТАСС|Getty(?: Images)?"
    r"|SIPA|NTB|TT|Ritzau|ANP|Belga|APA|Keystone)))"
    r"|\((?:foto|photo|фото|bild|zdjęcie|fot\.)\s(?P<maker>(?-i:[^\W\d_a-z])[^()]{1,40})\)|(?<=[.!?,]\s)fot\.\s(?P<fot>(?-i:[^\W\d_a-z])(?:[^.]|(?<=\s[A-Z])\.){2,40})"
    r"|(?<=[.!?]\s)(?P<alliance>picture[ -]alliance(?:\s?/\s?[^.]{2,40})?)"
    r"|\|\s?(?P<bar>(?-i:(?=[^\W\d_a-z])[^|./]{2,40}/[^|./]{2,30}|" + AGENCY + r"))"
    r"|(?-i:\s[–—-]\s(?:(?:Photo|Foto)\s)?(?P<dash>(?:[A-ZÀ-Þ][\w'’-]*\s){1,3}(?:[A-ZÀ-Þ][\w'’-]*)?/\s?[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*){0,2})))\.?\s*$",
    re.IGNORECASE,
)
"""The words at the end of a caption that name who made the picture."""
CREDIT_IN_SIGNS = re.compile(
    r"[(（\[【［]?(?:写真|寫真|[图圖]源|[图圖]片?来源|[图圖]片?來源|[图圖]片?|[摄攝]影|사진)\s?[:：=＝/／]\s?(?P<named>[^\s()（）\[\]。]{2,24}(?: [^\s()（）\[\]。]{1,16}){0,2})[)）\]】］]?$"
    r"|＝(?P<day>[^＝。]{2,60})$"
    r"|(?<=[.다]\s)(?P<slash>/\s?[가-힣]{2,5}1?(?:\s(?:객원|선임)?기자)?|[가-힣]{2,5}\s(?:객원|선임)?기자|연합뉴스|뉴시스|뉴스1)$"
    r"|[(（](?P<given>[^()（）]{1,16}提供)[)）]$"
    r"|(?P<hand>(?:[新华華中社本报報网網]{2,4})?(?:记者|記者)?\s?[^\s。，、]{2,4}\s?[摄攝])[)）]?$"
)
"""The same in Chinese, Japanese and Korean: "（图源：视觉中国）", "＝3日、ブレン、田中修撮影", "新华社记者 李明 摄", "사진=연합뉴스", "/이하나 기자"."""
SIGNED = re.compile(
    r"[.!?…”»]\s(?:(?:Beeld|Foto|Photo|Bilde|Kuva)\s(?P<by>[A-ZÀ-Þ][\w.'’-]+(?:\s[\w.'’-]+){0,4})"
    r"|(?P<agency>AFP|EFE|ANSA|EPA|AP|PAP|ANP|NTB|LUSA|Lusa|REUTERS|Reuters|dpa|DPA)"
    r"|(?P<capitals>(?:[^\W\d_][\w.'’/-]+|[/«»–-])(?:\s(?:[^\W\d_][\w.'’/-]+|[/«»–-])){1,8}))$"
)
"""A caption signed behind its full stop, in capitals or after a word for a picture: "... lundi. CAMILLE ROUX / LE COURRIER"."""
NAMED_BEHIND = re.compile(
    r"(?:(?<!\w)(?!(?:vs|no|ca|pp|bzw|etc)\.)[^\W\d_A-ZÀ-Þ]{2,12}|[^\W\d_]{5})[.!?…][”»\"')]?\s?(?P<name>(?:[A-ZÀ-Þ][\w.'’/-]*|/)(?:\s(?:[A-ZÀ-Þ][\w.'’/-]*|/|for|pour|für|para|de|da|van|von|di)){0,6}(?:\s\([A-Za-z]{2,9}\))?)$"
)
"""A caption with nothing but names behind its full stop: "... on Monday. Lena Hartwig/PA", "... el lunes.Lena Hartwig (EFE)"."""
NO_MAKER = frozenset(
    "more now up here in out started your our my you unser unsere ihr ihren weitere liebe yes no ok weiter tweet policy address uri por par by von".split()
)
"""Words of buttons and of what else may stand behind a sentence, and in no name."""
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
    "फ",
)
"""Without one of them a colon, dots or "by" open no credit."""

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

NO_CREDIT = re.compile(r"^(?:sic|\.{3}|…|applause|laughter|\d+|emphasis added)$", re.IGNORECASE)


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
    named = NAMED_BEHIND.search(text[-2 * TAIL :]) if may_be_signed or text.endswith(")") else None
    if named and _is_signed_behind(text, named):
        return named["name"]
    if len(text) > 700 or not (
        text.endswith((")", "]", ").", "]."))
        or "©" in text
        or "|" in text
        or "/" in text
        or "ot." in text
        or _names_a_picture(text)
    ):
        return ""
    match = CREDIT.search(text[-200:])
    if not match:
        _, sign, maker = text.rpartition("©")
        return maker.strip(" .")[:60] if sign and text.index("©") > 0 and word_count(text) <= 60 else ""
    if (match["wire"] and word_count(text) > LONGEST_WIRED) or (match["bar"] and not _reads_as_sentence(text)):
        return ""  # who wrote it
    credit = next(group for group in match.groups() if group).strip(" .")
    return "" if NO_CREDIT.match(credit) else credit


def _is_signed_behind(text: str, named: re.Match[str]) -> bool:
    """True if a sentence with words in small letters, and so no headline, stands before two names or more."""
    names = re.split(r"[\s/]+", named["name"].casefold())
    return len(names) > 1 and NO_MAKER.isdisjoint(names) and _reads_as_sentence(text.removesuffix(named["name"]))


def _reads_as_sentence(text: str) -> bool:
    return sum(word.isalpha() and word.islower() for word in text.split()) >= FEWEST_SMALL


def _names_a_picture(text: str) -> bool:
    return (":" in text or ".." in text or "…" in text or " by " in text) and any(
        map(small(text[-200:]).__contains__, PICTURES)
    )


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
