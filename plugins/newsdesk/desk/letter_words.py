"""What programs write around letters, in their users' languages: above one that is forwarded, and below."""

from __future__ import annotations

import re

LABELS = {
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
FIELDS = {label: name for name, labels in LABELS.items() for label in labels.split("|")}
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
