"""Words that tell what a line is for, in many languages: who wrote, what somebody is, when, and the page's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from ..patterns import MONTHS, WEEKDAYS
from .tokens import Array, read_tokens

WORDS: Mapping[str, str] = {
    "by": "by von par por di door av af od przez tekst text texte texto testo words story author authors autor autorin autoren auteur "
    "auteurs autore autori автор авторы текст yazan yazar haber written writer geschrieben verfasst écrit escrito scritto skrevet skriven "
    "reporting reported posted redaktion بقلم كتب كتبت إعداد تقرير 記者 文 作者 著者 執筆 撰文 tarafından نویسنده نگارنده מאת teksti tekst kirjoittaja",
    "role": "reporter reporters editor editors correspondent correspondents writer writers staff journalist journalists columnist contributor "
    "contributors producer analyst bureau desk newsroom critic redakteur redakteurin redakteure korrespondent korrespondentin journalistin autor "
    "autorin volontär volontärin leiter leiterin ressort chefredakteur reporterin redaktør reporter journaliste correspondant correspondante "
    "rédacteur rédactrice redactor redactora periodista corresponsal giornalista redattore jornalista repórter verslaggever redacteur muhabir "
    "muhabiri editör редактор корреспондент журналист toimittaja gastautor gastbeitrag kolumne kommentar freier freie senior agency agencies",
    "published": "published publication posted created date veröffentlicht erschienen erstellt eingestellt datum stand publié publiée mis publicado "
    "publicada pubblicato pubblicata publicerad publisert udgivet opublikowano dodano gepubliceerd опубликовано дата yayınlanma yayın giriş tarih "
    "نشر نُشر تاريخ 公開 掲載 発布 发布 配信 julkaistu datums",
    "updated": "updated update updates modified revised changed aktualisiert aktualisierung geändert letzte zuletzt jour modifié modifiée actualizado "
    "actualizada aggiornato aggiornamento atualizado uppdaterad oppdatert opdateret aktualizacja bijgewerkt обновлено güncelleme güncellenme تحديث 更新 päivitetty",
    "time": "am pm uhr gmt utc est edt pst pdt cet cest bst et ore às alle clock kl min ago",
    "month": " ".join(name for name in MONTHS if " " not in name),
    "weekday": " ".join(WEEKDAYS),
    "page": "home menu search login log sign subscribe newsletter contact about privacy cookies cookie terms help account shop store app apps register "
    "startseite suche anmelden abo kontakt impressum datenschutz agb menü accueil recherche inscrire inicio buscar contacto suscribirse cerca abbonati "
    "skip content navigation close back next previous top facebook twitter instagram youtube linkedin whatsapp pinterest rss print email mail share teilen",
    "more": "more related read also latest popular trending recommended mehr weitere lesen auch meistgelesen verwandte plus lire aussi más leer leggi anche "
    "categories category tags tag topics archive archives kategorie kategorien themen archiv",
    "reader": "comment comments reply replies kommentare kommentar antworten commentaires répondre comentarios responder says said sagt meint like likes "
    "report melden views shares user gast guest",
    "picture": "photo photos foto fotos bild bilder image picture credit getty copyright reuters afp dpa ap shutterstock istock pixabay unsplash imago quelle source illustration video",
}  # fmt: skip
"""For each use, its words; those of a script without spaces by their first two signs."""

SAYS_WHEN = frozenset(f"{WORDS['published']} {WORDS['updated']}".split())
"""Words beside the day on which a page was published or last changed."""


@cache
def known_words() -> tuple[Array, Array]:
    """Return the hashes of all words, rising, as `read_tokens` has them; and the uses of each, a bit a use in the order of `WORDS`."""
    uses: dict[int, int] = {}
    for number, words in enumerate(WORDS.values()):
        tokens = read_tokens(words.split())
        firsts = np.flatnonzero(np.diff(tokens.line, prepend=-1))
        for word in tokens.words[firsts].tolist():
            uses[word] = uses.get(word, 0) | 1 << number
    return np.array(sorted(uses), np.uint64), np.array([uses[word] for word in sorted(uses)])
