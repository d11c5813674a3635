"""The names in a byline, without what they are, where they were and what a page adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .by_words import BYLINE
from .dates import written_days
from .roles import ROLE_WORDS
from .shapes import DATE_WORDS, looks_like_name

NAME_BREAK = re.compile(
    r"(?:(?<!\s)\s++)?(?:,\s*+(?:and|und|et|y|e|en)\s+|[,،;/|&•·]|—)\s*+"
    r"|(?<!\s)\s++(?:[-–]\s|(?:and|und|et|y|og|och|en|ve|oraz|és|și|with|mit|avec|con)\s|(?:e|i|a|и|та|і)\s(?=(?-i:[^\W\d_a-zа-яà-ÿ])\S*\s(?-i:[^\W\d_a-zа-яà-ÿ]))|و(?=\S{3})|and\b)\s*+",
    re.IGNORECASE,
)
MAIL = re.compile(
    r"[\w.+-]{1,64}@[\w-]+(?:\.(?:(?:com|org|net|co|uk|de|edu|gov|fr|es|it|au|ca|in|io|info|tv)(?![a-z])|[a-z]{2,24}\b))+"
)
"""The first endings may have a word of the page glued to them: "lena@port.comPublished"."""
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?(?:\.\d+)?(?:Z\b|\s?\(?(?:[A-Z]{2,4}T|GMT|UTC|CET|ET|PT|CT|Uhr)\b\)?)?",
    re.IGNORECASE,
)
AGO = re.compile(
    r"(?:\d{1,4}|\ban?)\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\.?\sago\b|\bvor\s\d+\s(?:minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?)\b"
    r"|\bil y a\s\d+\s\w+|\bhace\s\d+\s\w+|(?<=[·•|]\s)\d{1,2}\s?(?:h|hrs?|m|mins?|d|std)\b",
    re.IGNORECASE,
)
"""How long ago, in place of a day."""
BY_WITHIN = re.compile(r"(?:^|[\s|,;])(?:by|von|par|por)\s+(?P<names>(?=[^\W\d_a-z])\S.*)$")
GLUED_TITLE = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:Staff|Senior|Special|Business|Political|Chief|Contributing|National|Associate|Deputy|Features?|News|Sports?|Science|Technology|Health)"
    r"\s?(?:[A-Z]\w+|$)|(?:Columnist|Writer|Reporter|Editor|Correspondent|Critic|Contributor|Producer)\b)"
)
AFTER_NAMES = re.compile(
    r"\b(?:(?i:leave an?|add an?|published|updated|posted|last|letzte|zuletzt|for|of the|on|in|at|is a|from|mit|kommentare?|comments?)|am|um|vom|le|il y a|hace)\b"
)
"""Small words in small letters only: "Le" and "Am" begin names."""
FROM_PLACES = re.compile(
    r"\s(?:in|aus|en|à|from)\s[A-ZÀ-Þ][^\d,;&]{0,39}?(?=(?:,|;|\s&|\s(?:and|und|et|y)\s|,\s(?:and|und|et|y)\s)\s?"
    r"[A-ZÀ-Þ]\S{0,29}(?:\s\S{1,30}){1,3}?\s(?:in|aus|en|à|from)\s[A-ZÀ-Þ])"
)
"""Where one of several writers was, if where the next one was is told, too: "Lena Hartwig in Brenn and Omar Saleh in Oster"."""
GLUED_WORD = re.compile(
    r"(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted|Twitter|Facebook|Instagram|LinkedIn|Email|Follow|View|Comments?|Share|Business|Politics|World)(?:\b|[\dA-Z]))"
)
"""A word of the page glued to a name: "By Lena HartwigPublished: Jun 25"."""
PAGE_WORDS = frozenset(
    """twitter facebook instagram linkedin whatsapp email e-mail mail google news youtube rss share print published updated posted follow view profile bio more
    lesezeit minuten anzahl datum uhr play store app shop abo newsletter login menu home güncelleme actualizado aktualisiert lecture temps getty images reuters/ogilvy
    cookies privacy video podcast live suche search kontakt impressum startseite accueil inicio categories category tags sponsored advertisement anzeige
    press release releases statement copyright redaktionell werbung alle artikel beiträge articles posts clock estimated durée full original approved technical alert valid office""".split()
)
"""Words of a page: a name that is made of them alone, or opens with one, names nobody."""
AVATAR = re.compile(
    r"^(?:(?:(?:head|mug)shot|photo|picture|portrait|image|avatar|profile|foto|(?:autoren)?(?:profil)?bild)\s+(?:of|von|de|för)|author|autor(?:in|i)?|auteur|written by|posted by|texte?|tekst|testo|texto|"
    r"reviewed by|edited by|words|story|reporter|journaliste?|skribent|kirjoittaja|toimittaja|журналист|автор|muhabir|haber)(?:\s*+:)?\s+",
    re.IGNORECASE,
)
"""What stands before a name and is no part of it."""
BEHIND = re.compile(
    r"(?:['’]s)?\s(?:(?i:avatar|(?:profile\s)?(?:image|photo|picture)|headshot|portrait|profilbild))$"
    r"|(?<=[a-zà-ÿ])\s?(?:[A-Z]{2,}\s)+(?:TODAY|NEWS|PRESS|TIMES|POST|MEDIA|RADIO|TV)$|(?<=[a-zà-ÿ])\s?(?:AP|AFP|BBC|CNN|NBC|CBS|ABC|FOX[A-Z]?[a-z]+)$"
)
"""What a picture of its owner adds to a name, "Lena Hartwig's avatar", and a paper in capitals: "Lena Hartwig HARBOUR NEWS"."""
PARTICLES = frozenset(
    ("de", "da", "di", "del", "della", "van", "von", "der", "den", "al", "el", "bin", "ibn", "d", "le", "la", "du")
)
"""Small words a name may begin with."""
FEWEST_SMALL = 2
"""Words in small letters that no name has: "Lake Veya nobody says his name"."""
BUREAU = re.compile(r"\b(?:Bureau|Newsroom|News Desk|Web Desk|News Service)$")
"""What an office calls itself; a place before it, "New Delhi, News Nation Bureau", is where it is."""
COUNTED = frozenset(
    "kommentar kommentare comment comments comentarios comentários commentaires teilen twittern share tweet email e-mail mail drucken print lesezeit minuten views".split()
)
"""What a page counts or offers behind a name: "Lena Hartwig 4 Kommentare"."""
READING_TIME = (
    r"(?:\b(?:reading time|lese(?:zeit|dauer)|temps de lecture|tiempo de lectura|tempo d[ie] (?:lettura|leitura)|leestijd|lästid)\b(?:\s?:)?\s)?"
    r"\b\d{1,3}[\s-]?(?:min(?:s|ute[sn]?|utos?|uti|uter)?|dakika|мин(?:ут[аы]?)?)\b\.?"
    r"(?:\s(?:read|reading time|lese(?:zeit|dauer)|de lectura|de lecture|di lettura|leitura|lästid|чтения)\b)?"
)
NOT_NAMES = re.compile(
    rf"\([^()]*\)|@[\w.]+|https?://\S+|\bwww\.\S+|\+?\(?\d[\d() .-]{{5,}}|{READING_TIME}", re.IGNORECASE
)
"""What stands among names: words in brackets, names on networks, addresses, telephone numbers, how long it is to read."""
NICKNAME = re.compile(r"(?<=\w\s)[\"“„«”][^\"“”„«»]{1,20}[\"”“»]\s(?=\w)")
"""Within a name: Jane "JD" Doe."""
COUNT_BEHIND = re.compile(rf"\s\d+(?:\s(?:{'|'.join(sorted(COUNTED))}).*)?\s*$", re.IGNORECASE)
WORD_BEFORE = re.compile(r"^(?:by|von|par|por|and|avatar(?: (?:von|of))?)\s+|^Avatar(?=[A-Z])", re.IGNORECASE)
FIGURE_OR_TAG = re.compile(r"[\d<>]")
SHORTEST_SHOUTED = 7
"""Characters."""
PAPERS = frozenset("AP AFP BBC CNN NBC CBS ABC NEWS PRESS MEDIA RADIO TV TIMES POST AGENCY DESK".split())
"""Words in the names of agencies and papers."""
DASHES = frozenset("—-–")
LISTS = frozenset(",;/|&•·")
"""Marks behind which a place or a section may stand as well as a name."""
AGENCIES = frozenset(
    (
        "The Associated Press",
        "Associated Press",
        "Agence France-Presse",
        "Deutsche Presse-Agentur",
        "The Canadian Press",
        "Press Association",
    )
) | frozenset(
    """AAP AFP AGERPRES ANI ANP ANSA AP APA ATS BBC Belga Bloomberg BTA CNN CTK ČTK DPA DW EFE EPD IANS Interfax KNA Kyodo KUNA LUSA MTI NPR NTB PA PAP PTI
    Reuters REUTERS Ritzau SDA SID SPA STA STT TASS TT UPI WAM Xinhua Yonhap afp ap dpa epd ots sda sid""".split()
)
"""What is named beside a writer, or in a writer's place."""
INSTITUTION = re.compile(
    r"\b(?:university|college|institute|school|foundation|ministry|universität|hochschule|institut|université|universidad|università|universiteit)\b",
    re.IGNORECASE,
)
"""Where a writer works; behind a name it is no other writer."""
OF_THE_HOUSE = re.compile(
    r"\b(?:unser(?:e[mnr])?|onze|(?:de\s)?notre|our|nuestr[oa]|noss[oa])\s(?:\w+\s){0,2}?(?:korrespondent(?:en|in)?|mitarbeiter(?:in)?|redakteur(?:in)?|reporter(?:in)?|redact(?:eur|rice)|correspondente?|"
    r"verslaggever|correspondante?|envoyée?(?:\sspéciale?)?|enviad[oa](?:\sespecial)?|corresponsal)\s(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
"""What a paper calls its own before their names: "Von unserem Korrespondenten Omar Saleh"."""
NOBODY = re.compile(r"(?:van onze|de notre|von unser\w*|de nuestr\w|special to .+|text|texto|texte)", re.IGNORECASE)
"""What is left of a byline that names nobody: "Van onze redactie"."""
NO_OTHER = re.compile(
    r"(?:(?:other |news )?agencies|agenturen|agences|agencias|agenzie|staff|others)|(?-i:AB[A-Z]{1,3}|IGN|[B-DF-HJ-NP-TV-XZ]{3,5})\s\S{1,30}",
    re.IGNORECASE,
)
"""Behind a name, nobody who could be named, "Lena Hartwig with agencies", or a station: "Lena Hartwig, ABC Rural"."""
ENDS_PAPER = frozenset(
    "news media radio times tribune herald gazette journal magazine network chronicle observer television tv today".split()
)
"""What ends a paper's name, which behind a writer's is none: "Lena Hartwig, Harbour News"."""
DEGREES = frozenset(("MS", "RD", "PhD", "Ph.D", "MD", "M.D", "MA", "BA", "RN", "MPH", "JD", "Jr", "Sr", "LD", "CPA"))


NAMED_IN_SIGNS = re.compile(
    r"(?:作者|記者|记者|撰文|文)\s?[:：/／|｜・=＝]?\s?(?P<names>[\u4e00-\u9fff·]{2,4}(?:[、，, ][\u4e00-\u9fff·]{2,4}){0,3})(?=$|[\s/／|｜])"
    r"|(?:^|[\s|(=])(?P<korean>[가-힣]{2,4})\s?(?:기자|특파원)(?![가-힣])"
)
"""Who wrote a story in Chinese or Korean: "作者：李明", "記者王小明／台北報導", "김민수 기자"."""
OTHER_HANDS = re.compile(
    r"^aus dem \w+ von\s|^перевод(?:чик)?\s|^\W*+(?:additional\s++)?(?:edit(?:ed|ing)|photo(?:graph)?(?:s|y|ed)?|photographer|pictures?|images?|illustrat(?:ed|ions?|or)|graphics?|video|translat(?:ed|ion)|produc(?:ed|er)|"
    r"research(?:ed)?|fact[- ]?check(?:ed|ing)?|design(?:ed)?|camera|redaktion|redigiert|bearbeite?t|bearbeitung|fotos?|fotograf(?:ie|in)?|bild(?:er)?|illustration(?:en)?|übersetzt|übersetzung|"
    r"photographies?|beeld|traduit|traduction|édité|fotografías?|editado|traducido|traducción|fotografia|traduzione|tradução|edição|zdjęcia|foto\w*|фото|редактор|перевод|تحرير|تصوير|ترجمة)"
    r"(?:\s+(?:by|von|par|por|di|durch|de)\b(?:\s*+:)?|\s*+:)\s*\S"
    r"|^(?:photos?|photographies?|fotos?|fotografías?|fotografie|bilder|beeld|illustrations?|zdjęcia|фото)\s(?=(?-i:[^\W\d_a-zа-я])\S*\s(?:(?:de|van|der|von|di|da|den|la|le)\s){0,2}(?-i:[^\W\d_a-zа-я])\S*(?:\s\S+)?$)",
    re.IGNORECASE,
)
"""Who edited, photographed or translated: they are not the writers."""
HAND_IN_BRACKETS = re.compile(
    r"(?:[,;&]|(?<![^,;&()]))[^,;&()]*+\((?:photos?|photograph\w*|pictures?|fotos?|bilder?|bild|illustration\w*|graphics?|grafik|video|edit\w*|translat\w*)\)",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"(?:(?<!\s)\s++)?[|;·•/,.]\s*+(?=[^\W\d_]++(?:\s++(?:by|von|par|por|di)\b|\s*+:))"
    r"|(?<=[a-zà-ÿ])(?<!\s(?:und|och))(?<!\s(?:og|et|en))(?<!\s[eyi])\s++(?=(?:photo|foto|picture|bilde?r?|illustration)\w{0,8}+\s?:)"
    r"|(?<=[a-zà-ÿ])\s++(?:and|und|et|y)\s++(?=(?:photo|picture|edit|foto|bild)\w*+\s++(?:by|von|par|por)\b)|(?:(?<!\s)\s++)?[|;]\s*+",
    re.IGNORECASE,
)
"""Between what several people did for a story: "Words by Lena Hartwig, photographs by Omar Saleh"."""


def _of_writers(text: str) -> str:
    """Return a byline without those who did something else than write."""
    text = HAND_IN_BRACKETS.sub(" ", text)
    parts = PARTS.split(text)
    return (
        " | ".join(part for part in parts if not OTHER_HANDS.match(part))
        if any(map(OTHER_HANDS.match, parts))
        else text
    )


@lru_cache(maxsize=8192)
def names_in(byline: str) -> tuple[str, ...]:
    """Return the names of a byline, without "By", titles, dates or addresses.

    >>> names_in("By Lena Hartwig and Omar Saleh, Staff Writers")
    ('Lena Hartwig', 'Omar Saleh')
    >>> names_in("By Lena Hartwig in Brenn and Omar Saleh in Oster")
    ('Lena Hartwig', 'Omar Saleh')
    >>> names_in("Nov 19, 2019 by Lena Hartwig@lhartwig")
    ('Lena Hartwig',)
    >>> names_in("2021-03-03 18:05 来源：港口网 作者：李明")
    ('李明',)
    >>> names_in("OMAR SALEH | MADRID, Reuters")
    ('Omar Saleh', 'Reuters')
    """
    if not byline.isascii() and (signed := NAMED_IN_SIGNS.search(byline)):
        return tuple(re.split("[、，, ]", signed["names"] or signed["korean"]))
    text = _of_writers(byline)
    text = without_days(MAIL.sub(" | ", text.replace("[email protected]", " | ")))
    inner = None if looks_like_name(text.strip()) else BY_WITHIN.search(text)
    match = BYLINE.match(text.strip(" |"))
    text = match["names"] if match else inner["names"] if inner else text
    text = NOT_NAMES.sub(" | ", text)
    text = GLUED_WORD.sub(" | ", GLUED_TITLE.sub(", ", OF_THE_HOUSE.sub("", text)))
    text = AFTER_NAMES.split(FROM_PLACES.sub("", text), maxsplit=1)[0]
    names: list[str] = []
    for part in _parts(text):
        part = COUNT_BEHIND.sub("", part)
        name = (part if BUREAU.search(part.strip()) else _without_role(part, first=not names)).strip(
            ' \t.,:;|–—-*•·"“”>/'
        )
        name = _once(BEHIND.sub("", AVATAR.sub("", WORD_BEFORE.sub("", name))))
        if (
            not name
            or (name[0].islower() and name.split()[0] not in PARTICLES and name not in AGENCIES)
            or FIGURE_OR_TAG.search(name)
            or len(name) < 2
            or len(name.split()) > 6
            or name in DEGREES
            or ":" in name
            or name[0] in "+#"  # a topic
            or sum(word[0].islower() and word not in PARTICLES for word in name.split()) >= FEWEST_SMALL
            or (names and INSTITUTION.search(name))
            or (names and name[0].islower() and " " not in name.removeprefix(name.split()[0]).strip())
            or (NO_OTHER if names else NOBODY).fullmatch(name)
            or (names and name.split()[-1].casefold() in ENDS_PAPER)
        ):
            continue
        words = name.casefold().split()
        if all(word in DATE_WORDS or word in PAGE_WORDS for word in words) or (
            words[0] in PAGE_WORDS and not BUREAU.search(name)
        ):
            continue
        if (cased := _cased(name)) not in names:
            names.append(cased)
    in_place = len(names) == 2 and BUREAU.search(names[1]) and not BUREAU.search(names[0]) and f"{names[0]}," in text
    return tuple(names[1:] if in_place else names)


def _parts(text: str) -> Iterator[str]:
    """Yield what stands between the names; behind the first a single word after a comma or a bar, a place or a section, is left out,
    and all that follows a full name and a dash, a place or a house: "Lena Hartwig — Harbour Post".
    """
    begin, listed = 0, False
    for gap in (*NAME_BREAK.finditer(text), None):
        part = text[begin : gap.start() if gap else len(text)].strip()
        if not (listed and part and " " not in part and part not in AGENCIES):
            yield part
        if gap and " " in part and gap[0].strip() in DASHES:
            return
        if gap:
            begin, listed = gap.end(), (listed or part != "") and gap[0].strip() in LISTS


def _once(name: str) -> str:
    """Return a name that stands twice in a row, as beside its owner's picture, once.

    >>> [_once(twice) for twice in ("Lena Hartwig By Lena Hartwig", "Lena HartwigLena Hartwig")]
    ['Lena Hartwig', 'Lena Hartwig']
    """
    words = name.split()
    half = len(words) // 2
    if half > 1 and words[:half] == words[-half:]:
        return " ".join(words[:half])
    once = name[: len(name) // 2]
    return once if " " in once and once * 2 == name else name


def _without_role(part: str, first: bool) -> str:
    """Take off what somebody is: "Lena Hartwig, Staff Writer".

    A byline of nothing else, "Rasender Reporter", is a name; behind a name a role and a single word, "AP Writer", are none.
    """
    rest = ROLE_WORDS.sub("", part)
    if not rest.strip(" ,"):
        return ""
    if len(rest.split()) >= 2 or len(part.split()) < 2 or rest == part:
        return rest
    return part if first else ""


def without_days(text: str) -> str:
    """Return a line with bars in place of its days, hours and what tells how long ago."""
    text = AGO.sub(" | ", text)
    for day in reversed(written_days(text)):
        text = text[: day.start] + " | " + text[day.end :]
    return CLOCK.sub(" | ", text)


def _cased(name: str) -> str:
    """Return a name shouted in capitals as it is usually spelt; agencies and papers stay."""
    shouted = name.isupper() and " " in name and len(name) >= SHORTEST_SHOUTED
    return name.title() if shouted and PAPERS.isdisjoint(name.split()) else name
