"""What programs write below letters, in their users' languages."""

from __future__ import annotations

import re

FOOTER = re.compile(
    r"\b(?:you(?:['’]re| are)? (?:are )?(?:receiving|received|getting) this|unsubscribe|opt[ -]out|(?:update|manage) your preferences|"
    r"sie erhalten dies|abbestellen|newsletter abmelden|vous recevez c|se d[ée]s(?:inscrire|abonner)|d[ée]sinscription|recibe[s]? este|darse de baja|"
    r"cancelar (?:a |la )?(?:inscrição|suscripción|assinatura)|ricevi questa|disiscriv|annulla l['’]iscrizione|u ontvangt deze|afmelden|uitschrijven|"
    r"otrzymuj\w+ t[ęe] wiadomość|wypis(?:z|ać) się|odhlásit odběr|avregistrera|avsluta prenumeration|afmeld|meld deg av|peruuta tilaus|leiratkoz|dezabon|"
    r"aboneliğ\w+ (?:iptal|sonlandır)|вы получили это|отписаться|відписатися)|取消订阅|退订|取消訂閱|配信停止|수신\s?거부|לביטול הרישום|إلغاء الاشتراك|لغو اشتراک|ยกเลิกการรับ",
    re.IGNORECASE,
)
"""How the block below a newsletter begins or goes on: why it came, and how to end that."""
SENT_FROM = re.compile(
    r"^\W*(?:sent (?:from|via|with)|get outlook|von mein\w*|gesendet (?:von|mit)|diese nachricht wurde|envoyée? (?:de|depuis|à partir)|enviad[oa] (?:desde|do|a partir)|inviat[oa] da|"
    r"verzonden (?:met|vanaf|van)|verstuurd van|skickat från|sendt fra|wysłan[eo] z|отправлено (?:с|из)|надіслано з|odesláno z|odoslané z|lähetetty|elküldve|az iphone|trimis de|"
    r"gönderildi|στάλθηκε|dikirim dari)\b.{0,60}$|^\W*(?:发自我的|從我的|iphone(?:から送信|'?umdan gönderildi|imdan gönderildi)|나의 iphone에서|נשלח מה|أُ?رسلت? من|مُ?رسل من|ส่งจาก).{0,40}$",
    re.IGNORECASE,
)
"""What a telephone writes below a letter."""
