"""The words that open a byline, in many languages."""

from __future__ import annotations

import re

LABELS = [
    *"""byline author authors writer reporter journalist journaliste journalister skribent kirjoittaja kirjoittajat toimittaja toimittajat muhabir haber
    autor autorin autoren autores autora auteur auteurs autore autori autorė autorius autors autoři autorka autorzy avtor avtorica autorea
    text textes texte texto textos testi oleh tekst teksti teksts interview redaktion höfundur szerző szerzők írta müəllif yazar yazan penulis pewarta egilea piše pišu
    redactor redactora napsal napsala zpracoval zpracovala автор автори авторы авторка текст аутор пише συντάκτης συντάκτρια κείμενο
    ავტორი հեղինակ লেখক लेखक เรื่อง ผู้เขียน 执笔 執筆 執筆者 取材・文 著者 كتب كتبت تقرير كاتب گزارش کاتب
    """.split(),
    *("di", "published by", "posted by", "tác giả", "scris de", "γράφει ο", "γράφει η", "ditulis oleh"),
]
"""With a colon; without it they may open anything."""
BEFORE_CAPITALS = (
    "author autor autorin autores autoren auteur auteurs escribe escriben piše пише napsal napsala oleh".split()
)
"""Without a colon, before a word in capitals."""
WITHOUT_COLON = [*"بقلم إعداد نویسنده نگارنده מאת โดย testo".split(), "به قلم", "testo di", "a cura di"]
"""With a colon or without."""
ENGLISH = r"(?:\W*+(?:words|story|report|reported|reporting|text|written|posted|published|submitted|article|interview|created|opinion|analysis|commentary)\s++)?by\b:?"
GERMAN = (
    r"(?:(?:eine? (?:\w{0,20}(?:beitrag|artikel|interview|kommentar|bericht|analyse|reportage|recherche|essay|glosse|kolumne))|erstellt|eingestellt|verfasst|geschrieben|veröffentlicht)\s+)?von\b:?"
    r"|das (?:gespräch|interview) führten?\b"
)
FRENCH = (
    r"(?:(?:publié|écrit|rédigé|posté|(?:une? )?(?:article|analyse|enquête|reportage|récit|tribune)) )?par\b(?:\s?:)?"
    r"|une? (?:article|analyse|enquête|reportage|récit|tribune) de\b|de(?=\snotre\s(?:envoyée?|correspondante?)\b)"
)
SPANISH = r"(?:(?:publicado|escrito|redactado) )?por\b:?|une? (?:reportaje|artículo|análisis) de\b"
OTHERS = r"te(?:xt|xte|xto|kst|sto)\s?(?:[&/+]|und|och|og|et|e|y|en)\s?(?:fotos?|bild(?:er)?|photos?|video)\s*:|dal(?:la)? nostr[oa] (?:inviat[oa]|corrispondente)\b|di\b|door\b|av\b|af\b|oprac(?:\.|owanie\s*+:|owała?\b)"
FROM_PLACE = (
    r"from(?=\s(?-i:[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){1,2}\sin\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?$))"
)


def _any_of(words: list[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


BYLINE = re.compile(
    rf"^(?:{ENGLISH}|{_any_of(LABELS)}\s*[:：]|{_any_of(BEFORE_CAPITALS)}\s+(?=(?-i:[^\W\d_a-zа-яß-ÿ]))"
    rf"|{GERMAN}|{FRENCH}|{SPANISH}|{FROM_PLACE}|{OTHERS}|{_any_of(WITHOUT_COLON)}(?:\s*+:)?)\s*(?P<names>\S.*)$",
    re.IGNORECASE,
)
"""A line that opens with the word for "by"; what follows may be names and more."""
