"""The head of a letter as mail programs write it into a text: "From: ...", "Sent: ...", in their users' languages."""

from __future__ import annotations

import re
from typing import NamedTuple

NAMES = {
    "from": "from|von|de|od|fra|från|van|da|mittente|nadawca|от|от кого|отправитель|від|від кого|lähettäjä|šalje|feladó|expeditorul|"
    "de la|kimden|gönderen|saatja|expéditeur|remitente|remetente|absender|avsändare|από|发件人|寄件人|寄件者|差出人|送信者|보낸 사람|보낸사람|מאת|من|از|ผู้ส่ง|dari|từ|од",
    "date": "date|sent|datum|gesendet|dato|sendt|data|fecha|enviado|enviado el|enviada em|envoyé|envoyé le|inviato|verzonden|wysłano|"
    "дата|отправлено|надіслано|відправлено|skickat|päivämäärä|päiväys|lähetetty|dátum|elküldve|dată|trimis|tarih|gönderilme tarihi|gönderilen|gönderildi|odesláno|odoslané|poslano|"
    "ημερομηνία|στάλθηκε|日期|发送时间|发送日期|寄件日期|傳送時間|日時|送信日時|日付|날짜|보낸 날짜|תאריך|נשלח|التاريخ|تاريخ|تم الإرسال|تاریخ|วันที่|tanggal|ngày|датум",
    "subject": "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|temat|тема|předmět|predmet|emne|ämne|aihe|tárgy|subiect|"
    "subiectul|konu|naslov|teema|θέμα|主题|主旨|标题|標題|件名|제목|נושא|الموضوع|موضوع|เรื่อง|subjek|chủ đề|наслов",
    "to": "to|an|para|à|a|pour|do|komu|кому|til|till|aan|vastaanottaja|címzett|destinatarul|către|kime|alıcı|adresat|pre|prima|destinataire|destinatario|προς|"
    "收件人|收件者|宛先|받는 사람|받는사람|אל|إلى|به|ถึง|kepada|đến",
    "more": "cc|bcc|cci|cco|ccn|kopie|kopie (cc)|copie à|kopia|kopi|kopio|másolat|másolatot kap|копия|копія|kópia|dw|bilgi|κοιν.|抄送|副本|참조|reply-to|antwort an|répondre à|"
    "responder a|rispondi a|antwoord aan|svar til|svara till|odpověď na|organization|organisation|importance|priority|attachments|anlagen",
}
"""What mail programs write before the facts of a letter they forward, in their users' languages."""
LABELS = {label: name for name, labels in NAMES.items() for label in labels.split("|")}
FIELD = re.compile(r"^[\s>]*+[*_]{0,2}([^:：*]{1,24}?)\s?[*_]{0,2}\s?[:：][*_]{0,2}(?:\s+|$|(?=[^\s/]))(.*)$")
PREFIXES = re.compile(
    r"^(?:\s*(?:re|fwd?|aw|wg|tr|rv|sv|vs|vb|vl|odp|pd|enc|res|ref|rif|i|antw|doorst|ynt|i̇lt|ilt|redir|videresend|továbbítás|"
    r"转发|轉寄|转寄|回复|回覆|전달|답장|fs|пересл)\.?(?:\[\d+\])?\s*[:：])+",
    re.IGNORECASE,
)
"""What programs of all countries put before the subject of a letter they forward or answer."""
BETWEEN_DASHES = re.compile(r"^[\s>]*+(?:[-_=]{6,}+|[-_=]{3,}+.{1,60}?[-_=]{3,}+)\s*+$")
"""A line between dashes, as nearly every program puts above a forwarded letter."""
OPENING = re.compile(r"^[\s>]*+\S[^.!?]{0,60}\s?[:：]\s*+$")
"""What Apple's programs put there: "Begin forwarded message:"."""
GREETING = re.compile(
    r"(?:hi|hey|hello|dear|good (?:morning|afternoon|evening)|fyi|hallo|liebe[rs]?|guten (?:tag|morgen)|bonjour|salut|chère?s?|hola|buen(?:os|as) \w+|"
    r"ciao|buongiorno|olá|hej|hei|cześć|dzień dobry|привет|здравствуйте|добрый день|merhaba)\b[^.?]{0,40}(?:[,:!]|$)",
    re.IGNORECASE,
)
"""How a note to a colleague opens; no headline and no story does."""


class Field(NamedTuple):
    """A line of a letter's head."""

    name: str
    """a key of NAMES"""
    value: str


def letter_field(line: str) -> Field | None:
    """Return what a line of a letter's head tells, or None.

    >>> letter_field("Betreff: Neue Boje")
    Field(name='subject', value='Neue Boje')
    """
    match = FIELD.match(line)
    name = LABELS.get(" ".join(match[1].casefold().split())) if match else None
    return Field(name, match[2].strip(" \t*")) if match and name else None


def announces_letter(line: str) -> bool:
    """True for a line that mail programs put above a letter they forward.

    >>> announces_letter("---------- Forwarded message ---------"), announces_letter("Begin forwarded message:")
    (True, True)
    """
    return bool(BETWEEN_DASHES.match(line) or OPENING.match(line))


def without_prefixes(subject: str) -> str:
    """Return a letter's subject as it was before it was forwarded or answered.

    >>> without_prefixes("WG: Re: Neue Boje")
    'Neue Boje'
    """
    return PREFIXES.sub("", subject).strip()
