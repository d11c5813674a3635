"""Lines known by their own words: a table.

A row says what kind of line it knows, why such a line is left out, and the words of the whole line.
Patterns are matched against the whole of a line in lower case, with plain spaces and straight quotes.
A story *about* comments, cookies or subscriptions has the same words inside sentences: therefore every
pattern must cover the line from its first to its last word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 400
"""Characters; a longer line is a paragraph, whatever its words."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of line that belongs to the page."""

    name: str
    reason: str
    """for readers, to stand after "removed, because it is"""
    patterns: tuple[str, ...]
    """regular expressions, each for a whole line in lower case"""
    ends_story: bool = False
    """True if what follows such a line is seldom story any more"""
    needs: frozenset[str] = frozenset()
    """words or marks of which one must stand in the line, where the patterns alone would take crossheads, look too long, or open with anything"""


def words(listed: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(listed.split())


RULES = (
    Rule(
        "comment-form",
        "part of the page's comment form",
        (
            r"\d+ (?:thoughts|responses|replies|comments|kommentare|gedanken) (?:on|to|zu) .{0,160}",
            r"(?:\d+ )?(?:people|users) (?:commented|replied).{0,30}",
            r"\(?\d*\)? ?comments?(?:\(s\))?:?(?: ?\(?\d+\)?)?",
            r"(?:no comments(?: yet)?|be the first to comment)[.!]?",
            r"(?:leave|post|add|write|submit|join|view|show|see|read|hide|sort|load|close)(?: (?:a|an|the|all|your|more|in|by|on))* "
            r"(?:\d+ )?(?:comments?|reply|response|replies|conversation|discussion)s?(?: \(?\d+\)?)?(?: here)?[.!»>]?",
            r"comment policy.*",
            r"\d{1,5} ?/ ?\d{3,5}",
            r"(?:your )?(?:name|email|e-mail|email address|comment|website)(?: ?\*| \(required\).*)",
            r"(?:your )?email (?:address )?will not be (?:published|shared|displayed).*",
            r"required fields are marked.*",
            r"save my name,? email,? and website in this browser.*",
            r"notify me of (?:new|follow-?up).{0,60}",
            r"(?:post|submit|send) comment",
            r"cancel reply|reply|antworten|responder|répondre|permalink|report(?: this)? (?:comment|abuse)|reply \d+",
            r"comments (?:are|have been|for this \w+ are) (?:closed|disabled|moderated|off|now closed).{0,60}",
            r"comments (?:powered by|by) .{1,30}",
            r"(?:please )?(?:log|sign) ?in (?:or (?:register|sign up) )?to (?:leave a |post a |post )?(?:comments?|reply).{0,30}",
            r"you must be (?:logged|signed) in to .{0,40}",
            r"what do you think\?(?: .{0,60})?|have your say.{0,40}|join the (?:conversation|discussion|debate).{0,30}",
            r"(?:\d+|keine|ein|noch keine) kommentare?|kommentare?(?: ?\(?\d+\)?)?|kommentar (?:schreiben|hinterlassen|verfassen|abgeben)",
            r"schreibe? (?:einen|den ersten) kommentar.{0,20}|hinterlasse (?:eine antwort|einen kommentar)|kommentare (?:lesen|anzeigen).{0,20}",
            r"(?:\d+ )?commentaires?(?: ?\(?\d+\)?)?|laisser un commentaire|(?:poster|ajouter|écrire) un commentaire|réagir",
            r"(?:\d+ )?comentarios?(?: ?\(?\d+\)?)?|(?:\d+ )?comentários?|deixe (?:uma resposta|um comentário)|deja (?:un comentario|una respuesta)",
            r"(?:\d+ )?comment[oi](?: ?\(?\d+\)?)?|lascia un commento|reacties?(?: ?\(?\d+\)?)?|laat een reactie achter|geef een reactie",
            r"(?:\d+ )?(?:ال)?تعليق(?:ات)?(?: ?\(?\d+\)?)?|(?:اترك|أضف) (?:تعليق(?:ا|ًا|اً)?|رد(?:ا|ًا)?).{0,20}|لا توجد تعليقات.{0,10}",
            r"(?:o )?seu endereço de e-mail não será publicado.*|deine e-mail-adresse wird nicht veröffentlicht.*|"
            r"votre adresse (?:e-mail|de messagerie) ne sera pas publiée.*|tu dirección de correo electrónico no será publicada.*",
        ),
        ends_story=True,
    ),
    Rule(
        "reader-poll",
        "a question of the page to its readers",
        (
            r"(?:do|did) you (?:like|enjoy|find) this (?:article|story|post|page).{0,30}\?",
            r"(?:was|is) this (?:article|story|post|page|information|content) (?:helpful|useful|interesting).{0,20}\??",
            r"(?:rate|recommend) this(?: (?:article|story|post|page))?|how (?:would you rate|did you like) this .{0,30}\??",
            r"found (?:the|this) (?:story|article) interesting\?|thanks? (?:you )?for (?:your|the) (?:feedback|vote|rating).{0,20}",
            r"hat ihnen (?:der|dieser) (?:artikel|beitrag) gefallen\?|war (?:dieser|der) (?:artikel|beitrag) hilfreich\?",
            r"cet article vous a(?:-t-il)? .{3,20} \?|هل أعجبك هذا (?:المقال|الموضوع)؟",
            r"vote(?: now)?|results|view results|spotted (?:a mistake|an error|something wrong).{0,60}|report (?:an? )?(?:error|typo|mistake).{0,30}",
        ),
        ends_story=True,
    ),
    Rule(
        "share-bar",
        "a share button",
        (
            "(?:share )?all sharing options.{0,160}",
            "(?:icon (?:facebook|twitter|linkedin|google plus|whatsapp|e-?mail|pinterest|reddit|print|x|xing|telegram) ?){2,12}",
            r"share (?:your thoughts|with (?:your )?friends|your opinion|the story).{0,40}",
            r"(?:(?:whatsapp|facebook|twitter|pint|pinterest|baixar|download|email|messenger|telegram|linkedin|instagram|compartilhar|copiar|tweet|share)[ ,|/]*){2,8}",
            r"(?:(?:share|post|send|tweet|pin|save|print|email|e-mail|copy|link|like|facebook|twitter|x|linkedin|whatsapp|"
            r"pinterest|reddit|telegram|messenger|instagram|youtube|tumblr|flipboard|pocket|mail|sms|viber|line|vk|xing|"
            r"google\+?|google plus|mastodon|bluesky|threads|wechat|weibo|skype|tiktok|snapchat|rss|mix|fb|url|"
            r"buffer|digg|stumbleupon|evernote|signal|gmail|bookmark|teilen|twittern|drucken|merken|mailen|"
            r"partager|imprimer|envoyer|compartir|imprimir|enviar|compartilhar|condividi|stampa|delen|dela|"
            r"شارك|مشاركة|طباعة|فيسبوك|تويتر|واتساب|تلغرام|تيليغرام|إيميل)(?:[ ,|/·•:+>&-]+|$)){1,9}",
            r"(?:click to )?share (?:on|via|to|with|this|it|by)\b.{0,50}|(?:post|tweet|pin) (?:this|on|it)\b.{0,20}",
            r"\d[\d.,]*\s?[km]?\+? (?:total )?(?:shares?|likes?|tweets?|pins?|claps?|reactions?)(?: on \w+)?|shares?:? ?\d*|likes?:? ?\d*",
            r"share\w*(?: ?(?:facebook|twitter|linkedin|whatsapp|pinterest|reddit|email|tweet|pin|google\+?|print|telegram))+.{0,12}",
            r"sharing is caring!?|spread the (?:love|word)!?|like this:?|like loading\.*|share this:?(?: .{0,20})?|share article|"
            r"copy (?:link|url|shortlink).{0,20}|link copied!?|copied!?|copy to clipboard|shortlink|short url",
            r"(?:auf|bei|via|per) (?:facebook|twitter|whatsapp|xing|linkedin|e-?mail|pinterest) (?:teilen|versenden|senden|empfehlen)",
            r"(?:artikel|beitrag|seite) (?:teilen|drucken|versenden|merken|empfehlen)|partager (?:sur|cet article|par).{0,25}|"
            r"compart(?:ir|e|ilhar?) (?:en|no|na|esta?|este|por|via).{0,30}|شارك (?:ال|على|هذا|عبر).{0,30}|"
            r"print(?:er)?[- ]friendly(?: version)?|print (?:this )?(?:page|article|story)|email (?:this )?(?:page|article|story|to a friend).{0,10}",
            r"(?:gefällt mir|like|j'aime|me gusta|curtir|mi piace)(?: ?\d+)?",
        ),
    ),
    Rule(
        "sign-up",
        "an offer to sign up",
        (
            "(?:breaking |morning |evening |daily |weekly )*(?:news )?(?:emails?|alerts|briefings?)",
            "no spam\\b.{0,200}",
            "(?:get|receive) (?:breaking|the latest|exclusive|our best|more) .{0,60}(?:news|updates|stories|deals|offers|headlines)\\b.{0,120}",
            "(?:join|visit|check out) our .{0,40}(?:forums?|community|newsletter|channel|facebook (?:page|group)).{0,160}",
            "let our news meet your inbox.{0,120}",
            "(?:this (?:site|form)|the site) is protected by re ?captcha.{0,120}",
            "(?:thank you|thanks) for signing up.{0,120}",
            "there was a (?:problem|error).{0,80}",
            "(?:most recent|latest) newsletter",
            r"(?:sign|signing) ?up(?: (?:now|here|today|free|to|for|with|below)\b.{0,140})?[.!]?",
            r"subscribe(?: (?:now|here|today|to|for|and|with|via|by|on|free|newsletter)\b.{0,140})?[.!:]?|subscriptions?|subscriber (?:login|services?|benefits)",
            r"(?:get|receive|have) (?:our|the|all|more|your|daily|weekly|breaking|a)\b.{0,90}"
            r"(?:newsletters?|in(?:to)? your inbox|by e?-?mail|to your inbox|delivered).{0,60}",
            r"(?:get|receive|the (?:best|top|biggest|day's|week's|latest|most important|stories|news) .{0,40}) ?.{3,80}(?:every|each) (?:morning|evening|day|week|weekday|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: at .{1,12})?[.!]?",
            r"(?:free |daily |weekly |our |the |email |morning |evening |more )*(?:newsletters?|e-?newsletters?|mailing list|email alerts?|news alerts?)(?: sign-?up)?[:.!]?",
            r"(?:please )?(?:enter|type|add|insert|submit|your)(?: in)?(?: (?:your|a|an|valid))* e-?mail(?: address)?.{0,30}",
            r"(?:your )?e-?mail address:?|your e-?mail|join (?:our|the) (?:mailing list|newsletter|community).{0,40}|join (?:us|now|free)(?: (?:today|now))?[.!]?",
            r"(?:thank you|thanks) for (?:subscribing|signing up|registering).{0,60}|you(?:'re| are| have been)(?: now)? (?:subscribed|signed up).{0,40}",
            r"by (?:signing up|subscribing|submitting|registering|clicking|providing|entering|continuing).{0,30} (?:you|i)\b.{0,240}",
            r"(?:unsubscribe|opt out|you can unsubscribe)\b.{0,60}|we (?:will|'ll) never (?:share|sell|spam).{0,60}|no spam.{0,50}",
            r"(?:become|be) a (?:member|subscriber|supporter|patron)\b.{0,80}|support (?:us|our (?:work|journalism|reporting)|independent journalism|quality journalism|the \w+)\b.{0,120}",
            r"(?:start your )?free trial.{0,40}|try (?:it )?(?:for )?free.{0,40}|donate(?: (?:now|today|here|to .{1,40}))?!?|make a donation|contribute",
            r"(?:already|not) a (?:subscriber|member)\?.{0,60}|to (?:continue|keep) reading.{0,100}|this (?:article|content|story) is (?:for|available to|reserved for) (?:subscribers|members).{0,60}",
            r"(?:newsletter|newsletters)? ?(?:abonnieren|bestellen|anmelden|abonnement|abo|abos)[.!]?|(?:jetzt |hier )?(?:den |unseren )?newsletter (?:abonnieren|bestellen|anmelden).{0,60}",
            r"melden sie sich .{0,60}newsletter.{0,40}|(?:ihre|deine) e-?mail(?:-?adresse)?\*?",
            r"(?:s')?abonner(?: .{0,40})?|s'inscrire(?: .{0,40})?|inscrivez-vous .{0,60}|abonnez-vous.{0,60}|je m'abonne|recevez .{0,80}(?:newsletter|e-?mail|lettre).{0,30}",
            r"suscr[ií]b(?:ete|irse|ase|ite)\b.{0,60}|inscreva-se.{0,60}|assine.{0,40}|iscriviti.{0,60}|insira seu e-?mail.{0,20}|abonneer.{0,40}",
            r"(?:اشترك|سجل|انضم)(?:وا)?(?: (?:في|الآن|إلى|معنا|ب).{0,80})?|النشرة (?:البريدية|الإخبارية|اليومية).{0,40}|أدخل بريدك.{0,40}|بريدك الإلكتروني.{0,20}",
        ),
    ),
    Rule(
        "cookie-notice",
        "a notice about cookies or consent",
        (
            r"(?:accept|reject|manage|allow|decline|agree to)(?: (?:all|and|&|your|our|only|necessary))*(?: (?:cookies?|close|continue|preferences|settings|choices))+[.!]?",
            r"cookies?(?: (?:policy|settings|preferences|notice|consent|information|statement|richtlinie|einstellungen))?|"
            r"(?:i )?(?:accept|agree)(?: all)?|got it!?|i understand|ok(?:ay)?[,!]?(?: got it!?)?|einverstanden|akzeptieren|alle akzeptieren|zustimmen|j'accepte|tout accepter|aceptar|aceito",
            r"by (?:using|continuing to (?:use|browse)|browsing|visiting) (?:this|our|the) .{0,30}(?:site|website|page|service).{0,240}",
            r"(?:diese (?:web)?(?:seite|site)|wir|unsere website) (?:verwendet|verwenden|nutzt|nutzen|benutzt|setzt) cookies.*|(?:ce site|nous) utilis(?:e|ons) des cookies.*|"
            r"(?:este sitio|este site|utilizamos|usamos).{0,20} cookies.*|(?:يستخدم|نستخدم).{0,30}(?:ملفات تعريف الارتباط|الكوكيز).*",
            r"(?:do not sell|your privacy (?:choices|rights|matters)|privacy (?:settings|preferences|manager|center)|gdpr|ccpa)\b.{0,50}|"
            r"(?:manage|update) (?:your )?(?:consent|privacy) ?(?:preferences|settings|choices)?|we (?:value|care about|respect) your privacy.{0,200}",
        ),
    ),
    Rule(
        "picture-credit",
        "the name of who made a picture",
        (
            r"(?:(?:foto|bild|photo|image|credit)s?:? ?)?© ?(?!.*(?:19|20)\d\d)(?!.*(?:right|recht|droit|derech|direit|diritt|copyright|ltd|inc\.|gmbh|verlag|media)).{2,60}",
        ),
    ),
    Rule(
        "copyright-line",
        "a copyright notice",
        (
            r"(?:©|&copy;|copyright ?(?:©|\(c\)|&copy;|:|(?:19|20)\d\d)|\(c\) ?(?:19|20)\d\d).{0,200}|copyright",
            r"(?:this material|this article|no part of this|content on this).{0,40}(?:may not be (?:published|reproduced|copied|republished|used)).{0,200}",
            r"(?:reproduction|republication|reprinting).{0,60} (?:prohibited|permission|forbidden).{0,100}|creative commons.{0,60}|"
            r"(?:licensed|published|available) under .{0,30}(?:creative commons|cc[ -]by).{0,60}",
        ),
        ends_story=True,
    ),
    Rule(
        "log-in",
        "a link to log in",
        (
            r"(?:(?:log|sign) ?-?(?:in|out|on)|register|login|logout|my (?:account|profile|subscription)|your account|create (?:an |your )?account|account|profile)"
            r"(?: ?(?:/|\||or|and|&|-|to)? ?(?:(?:log|sign) ?-?(?:in|out|up|on)|register|login|subscribe|join|create (?:an )?account|my account|your account|continue|comment|manage))*[.!]?",
            r"(?:forgot|forgotten|lost|reset)(?: your| my)? (?:password|username)\??|(?:username|password|user ?name|remember me|keep me logged in):?\*?",
            r"(?:anmelden|einloggen|registrieren|abmelden|ausloggen|mein konto|konto|benutzername|passwort)(?: ?(?:/|\||oder)? ?(?:anmelden|einloggen|registrieren))?",
            r"(?:se connecter|connexion|déconnexion|mon compte|créer un compte|identifiez-vous)|(?:iniciar sesión|acceder|mi cuenta|entrar|cadastre-se|accedi|registrati|inloggen|registreren)|"
            r"تسجيل (?:الدخول|الخروج)|حسابي|دخول|إنشاء حساب|(?:don't|do not|already) have an account\?.{0,40}|new user\?.{0,40}|(?:hello|welcome|hi),? (?:guest|user|back).{0,20}",
        ),
    ),
    Rule(
        "advertisement",
        "a mark of an advertisement",
        (
            r"(?:-+ ?)?(?:advertisements?|advertising|advertorial|ads?|adverts?|sponsored(?: (?:content|by .{1,40}|links?|post|stories))?|promoted(?: (?:content|stories|links?|by .{1,30}))?|"
            r"paid (?:content|post|partner content|for by [^,.]{1,30})|partner content|anzeigen?|werbung|publicité|publicidade?|publicidad|pubblicità|advertentie|annonce|reklam[ae]?|إعلان(?:ات)?|adchoices|ad choices)"
            r"(?: ?-+)?[:.]?(?: \(?\d+\)?)?",
            r"(?:ad|article|story|this story|content) continues (?:below|after).{0,40}|(?:story|article) continues|continue reading (?:below|the main story|this).{0,60}|scroll (?:down )?(?:to|for) (?:continue|more).{0,40}|"
            r"(?:why am i seeing|report|close|skip|hide|remove) (?:this |these )?(?:ads?|advertisement)\??|about (?:our |these )?ads|advertise(?: with us)?|powered by (?:wordpress|taboola|outbrain|disqus|google|livefyre|vip|shopify|squarespace|wix|blogger|\S+\.\w{2,4})[^,]{0,30}|recommended by .{0,20}|by taboola|taboola|outbrain",
            r"(?:weiterlesen|lesen sie weiter) nach der anzeige.{0,20}|nach der anzeige.{0,20}|artikel wird unterhalb.{0,30}|la suite après .{0,20}publicité.{0,10}",
        ),
    ),
    Rule(
        "read-more",
        "a link to another story",
        (
            "\\W*(?:also|plus|and|ps|psst|on [\\w.]+\\.(?:com|org|net|co\\.uk)) ?: .{4,160}",
            "(?:get|download) .{2,40} on the go.{0,40}",
            r"\W*(?:read more|read also|also read|read next|read on|read this|read the full (?:story|article|report)|read full (?:story|article)|full story|more details|see also|see more|see all|view all|view more|"
            r"show more|load more|learn more|find out more|discover more|click here|more here|more info|continue reading|keep reading|further reading|watch more|watch now|watch live|listen now|next up|up next|show all|show less|read less|expand|collapse|view gallery|more)"
            r"(?: here| now| about this| on this)?(?: ?[:>»→…|-].{0,160}|\.{3})?\W*",
            r"\W*(?:read more|also read|read also|read|more|see also|related|related (?:story|article|post|news|content|coverage|reading)|recommended|don't miss|don't miss it|you may also like|must read|must-read|"
            r"in pictures|in photos|watch|video|gallery|explainer|live updates|opinion|analysis|fact check|from the archive|suggested reading|further reading|listen|podcast|quiz|trending|exclusive)"
            r"(?: (?:about|on|from) .{1,40})? ?(?:[:>»→|]|\s-\s) ?\S.{3,160}",
            r"(?:lesen sie (?:auch|mehr|hier|dazu).{0,140}|mehr (?:zum thema|dazu|lesen|erfahren|anzeigen|infos?)\b.{0,100}|weiterlesen.{0,20}|weitere (?:artikel|informationen|infos|meldungen|nachrichten).{0,30}|zum (?:artikel|thema|video).{0,40}|alle anzeigen)",
            r"(?:(?:à )?lire (?:aussi|la suite|également|plus).{0,140}|voir (?:aussi|plus|tout).{0,100}|en savoir plus.{0,20}|(?:lea|lee|leer|ver|vea) (?:también|más|mas|todo).{0,140}|(?:leia|veja) (?:também|mais).{0,140}|saiba mais.{0,20}|"
            r"leggi anche.{0,140}|(?:lees|bekijk) (?:ook|meer|verder).{0,140})",
            r"(?:اقر[أأا]|إقرأ|شاهد|طالع|اقرؤوا|اقرئي)(?:وا)? (?:أيض[اًا]+|المزيد|كذلك).{0,140}|المزيد(?: (?:من|عن|حول) .{0,60})?|للمزيد.{0,60}|عرض (?:المزيد|الكل)",
        ),
    ),
    Rule(
        "related-heading",
        "the heading of a list of other stories",
        (
            "next up(?: in .{1,40})?|more .{2,30} news|(?:more|latest) (?:in|from) .{2,40}",
            r"(?:você|voce) (?:pode|também pode|vai) gostar.{0,10}|quizá te interese.{0,10}|te recomendamos.{0,10}|te puede gustar.{0,10}|también te puede interesar.{0,10}|à lire ensuite|nos derniers articles|recommandé pour vous|auch interessant.{0,10}|unsere empfehlungen.{0,10}|das könnte (?:ihnen|dir|euch|sie|dich) auch.{0,30}|weitere themen|lesetipps?|читайте также.{0,60}|похожие (?:статьи|записи|новости|материалы)|популярное|przeczytaj (?:także|również).{0,60}|zobacz (?:także|również).{0,60}|ilgili haberler|lue myös",
            r"(?:related|similar|recommended|suggested|popular|latest|recent|trending|featured|top|more|other|most|hot|today's|editors?'?s?|this week's|current|breaking|best|our|must-read)(?: (?:related|popular|recent|top|latest|read|viewed|shared|commented|top|great|picks?|choice|news|of the day|this week|today|on|for you|from us))*"
            r"(?: (?:stories|story|articles?|posts?|news|coverage|content|topics?|links?|reads?|reading|headlines?|videos?|tags?|searches|viewed|shared|commented|popular|picks?|choice|from us|comments|galleries|photos|products|items|tweets|entries|events))+(?: (?:in|from|on|about|by|for) .{1,50}| now| today| this week)?:?",
            r"related|trending(?: now)?|trending topics?|latest|most (?:read|popular|viewed|shared|recent|commented|watched|emailed)(?: (?:in|on|stories|now|today|articles|news)\b.{0,30})?|popular|recommended(?: for you| reading| stories)?|top stories|you (?:may|might|will|'ll|should) (?:also )?(?:like|enjoy|be interested in|want to read|have missed|love)(?: this| these)?[:.…]*|"
            r"more (?:from|on|in|about|like|by)\b.{0,60}|in (?:this (?:article|story|section|issue|series|video|package)|other news|related news|case you missed it)[:.]?|also (?:on|in|from|of interest)\b.{0,40}|elsewhere (?:on|in)\b.{0,40}|around the web|from (?:the|our|around the) (?:web|partners?|network|archives?|blog|shop|newsroom)|what to read next|(?:next|previous|prev|newer|older) (?:article|story|post|page|entry|posts|entries)s?.{0,4}|"
            r"don't miss(?: (?:this|it|these|out))?[:!]?|what's (?:hot|trending)|editors?'?s? (?:picks?|choice)|staff picks|sponsored stories|you missed|in case you missed it|hot topics|more to explore|more to read|more stories|more news|more|also read|see also:?|read also:?|keep reading|read next|up next|next up|explore more|from our sponsors?|today's top .{0,30}|this just in|just in|developing",
            r"(?:mehr|weitere|ähnliche|verwandte|aktuelle|neueste|neuste|beliebte|meistgelesene?|passende|das könnte (?:sie|dich)|auch interessant|meist(?:gelesen|kommentiert|geklickt)|top-?(?:themen|artikel|news)|zum thema|themen|empfehlungen|aus dem archiv|das interessiert|die neuesten)"
            r"(?: (?:zum thema|artikel|beiträge|themen|news|nachrichten|meldungen|videos?|auch interessieren|interessieren|auch|gelesen|aus .{1,30}|von .{1,30}|in .{1,20}|posts))*:?",
            r"(?:sur le même (?:sujet|thème)|articles? (?:liés|similaires|récents|connexes|populaires)|à lire(?: aussi)?|les plus (?:lus|populaires|partagés)|dans la même rubrique|vous aimerez aussi|à découvrir|noticias relacionadas|artículos relacionados|te puede interesar|le puede interesar|lo más (?:leído|visto|popular)|más (?:noticias|leídas|información|sobre .{1,40})|relacionad[oa]s|"
            r"artigos relacionados|artigos populares|notícias relacionadas|mais lidas|veja também|posts relacionados|articoli correlati|potrebbe interessarti.{0,20}|più letti|gerelateerd(?:e artikelen)?|meest gelezen|lees ook)(?: .{0,30})?:?",
            r"(?:مواضيع|مقالات|أخبار|اخبار|موضوعات|مواد) (?:ذات صلة|مشابهة|متعلقة|أخرى)|ذات صلة|الأكثر (?:قراءة|مشاهدة|تداولا|شعبية)|قد (?:يهمك|يعجبك)(?: أيض[اًا]+)?|آخر الأخبار|اقرأ أيضا:?|اخترنا لك.{0,10}|أهم الأخبار",
        ),
        ends_story=True,
    ),
    Rule(
        "reading-time",
        "a count of the page",
        (
            r"(?:(?:estimated |average )?(?:reading|read) time:? ?)?(?:about |approx\.? |~ ?)?\d+(?: ?- ?\d+)? ?(?:min(?:ute)?s?\.?|mins)(?: (?:read|to read|reading time|watch|listen|video|\d+ sec(?:onds?)?))?",
            r"(?:lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|leestijd|مدة القراءة|وقت القراءة)\s?:?\s?.{0,25}|lecture \d+ min.{0,5}",
            r"\d[\d.,]*\s?[km]? (?:views?|reads?|hits|visits|people (?:reading|like this)|followers?|subscribers?|votes?|ratings?|downloads?|aufrufe|mal gelesen|vues|lectures|visualizaciones|visitas|مشاهدة|قراءة)|(?:views?|hits|post views|aufrufe|vues|visitas) ?: ?\d[\d.,]*",
            r"\(?\d+ (?:of|/|von|sur|de) \d+\)?|page \d+(?: (?:of|/) \d+)?|seite \d+(?: von \d+)?|slide \d+.{0,12}|\d{1,3}|\d+/\d+|[<>«»‹›←→|·•*×✕+\-_=#.…▲▼★☆]+|[a-z]|\d+ ?%|#\d+",
        ),
    ),
    Rule(
        "media-player",
        "part of a media player",
        (
            "(?:image|media|photo|picture|video) (?:(?:copyright|credit|source):?|(?:by|via):) .{2,80}",
            "\\d+ of \\d+(?: (?:photos?|images?|slides?|pictures?))?|(?:back to|view|see|open|full) gallery",
            r"(?:caption|gallery|back to gallery|slideshow|view fullscreen|more photos|photos:? ?\d*|file photo|photo|image|images?:? ?\d+|logo|thumbnail|article_thumb|avatar|фото:?|видео|реклама)\W{0,2}",
            r"(?:listen(?: (?:to (?:this|the) (?:article|story|post|page)|now|here|live).{0,40})?|this (?:article|audio|audio file) (?:is|was) (?:auto|read by|generated).{0,60}|audio (?:version|article|player|unavailable)|hear this (?:article|story).{0,20}|artikel (?:an)?hören|écouter (?:l'|cet )article.{0,20}|escuchar.{0,20}|استمع.{0,30})",
            r"(?:play|pause|mute|unmute|replay|rewind|volume|fullscreen|full screen|enter fullscreen|exit fullscreen|autoplay|subtitles|captions|closed captions|settings|quality|loaded|progress|live|stream type live|remaining time|current time|duration time|duration|playback rate|chapters|descriptions|seek to live.{0,30}|picture-in-picture|skip ad|loading(?: \.*)?|loading\.*|buffering|video unavailable|media player|"
            r"audio track|share video|watch video|play video|video player(?: is loading\.?)?|this is a modal window\.?.{0,60}|beginning of dialog window.{0,80}|end of dialog window\.?|close modal dialog|video duration.{0,20}|now playing|playing now|play all|open in app|video|videos|audio|photos?|images?|gallery|galleries|bild|bilder|foto|fotos|image|slideshow|podcast|podcasts|pictures?)(?: ?[:/-]? ?[\d:.%x ]{1,14})?[.:]?",
            r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|(?:current|remaining|duration) time ?[\d:/ -]{1,16}|to (?:view|play) (?:this|the) (?:video|content|media).{0,120}|(?:please enable|you need|your browser).{0,30}(?:javascript|flash|html5|support|outdated).{0,120}|javascript (?:is )?(?:disabled|required).{0,80}|this (?:video|content|browser) (?:is|cannot|can't|has been) (?:not |no longer )?(?:available|supported|be played|removed|disabled).{0,60}",
            r"(?:image|photo|video|picture|media) (?:caption|copyright|credit|source|gallery|playback is unsupported on your device)|(?:toggle|open|view|show|hide|close|see|enlarge|expand)(?: the)? (?:captions?|image|gallery|photos?|slideshow|full ?screen)(?: .{0,20})?|click to (?:enlarge|expand|view|play)|(?:next|previous) (?:image|photo|slide|video)|enlarge this image|hide caption|toggle caption",
        ),
    ),
    Rule(
        "skip-link",
        "a skip link or menu button of the page",
        (
            r"(?:suche|suchen|menü|menu|navigation|schließen|öffnen|startseite|rechercher|recherche|fermer|accueil|buscar|busca|cerrar|inicio|início|cerca|chiudi|zoeken|sluiten|sök|szukaj|بحث|القائمة|الرئيسية|إغلاق|انتقل إلى المحتوى.{0,20}|تخطي إلى المحتوى.{0,20}|alternar navegação(?: ?menu)?|suche nach:?|search for:?|buscar por:?|rechercher ?:?|type (?:and|to) (?:hit enter to )?search.{0,20}|search\.\.\.|search (?:this|the|our) (?:site|website|blog).{0,10}|search .{1,20}\.\.\.)(?: (?:öffnen|schließen|umschalten|ein-?/?ausblenden))?",
        ),
    ),
    Rule(
        "topics-line",
        "a list of the page's tags",
        (
            r"(?:topics?|tags?|filed under|filed in|posted in|posted under|categor(?:y|ies)|categorized|tagged(?: (?:as|with|in))?|keywords?|in this (?:story|article)|more about|explore|themen|schlagw(?:orte|örter)|stichwort(?:e)?|kategorien?|mots[- ]clés|étiquettes|etiquetas|temas|categorias|الوسوم|كلمات مفتاحية|الكلمات (?:المفتاحية|الدلالية)|وسوم|labels|trefwoorden|tagi)(?: ?:.{0,160}| \W? ?.{0,60}\|.{0,80})?",
            r"(?:#[\w\u0600-\u06ff-]+[ ,]*){1,12}",
        ),
    ),
    Rule(
        "follow-us",
        "an invitation to follow the page",
        (
            "(?:e-?mail|contact|reach|write to) .{2,40} at \\S+@\\S+.{0,160}",
            "(?:about|über|sobre|a propos de|à propos de|acerca de|chi è|over) (?:the |den |die |der |el |la |o |a |l')?(?:author|writer|autor(?:in|a|e)?|auteur)s?:?",
            r"(?:follow|like|find|join|connect with|visit|contact|email|e-mail|write to|reach|watch)(?: (?:us|me|him|her|them|along|the author|our .{1,20}|@?\w+(?: \w+)?))? (?:on|at|via|in|here)(?: (?:our|social|social media))?\W? ?(?:facebook|twitter|instagram|linkedin|youtube|google news|google\+|pinterest|telegram|whatsapp|flipboard|social media|tiktok|snapchat|tumblr|@|apple news|mastodon|bluesky|rss).{0,120}",
            r"follow(?: (?:us|me|this|author|topic|topics|@\w+|the author|more|[\w.]+ on .{1,30}))?[:!.]?|followed|following|unfollow|(?:stay|get|keep) (?:connected|in touch|informed|up to date)(?: .{0,60})?[:!.]?|connect(?: with us)?:?|social(?: media)?:?|find us(?: on)?:?|(?:folgen sie|folge|folgt) uns.{0,40}|suivez[- ](?:nous|moi).{0,40}|síguenos.{0,40}|siga-nos.{0,40}|seguici.{0,30}|volg ons.{0,30}|تابعنا.{0,40}|تابعونا.{0,40}",
            r"(?:download|get|install|open|try|use)(?: (?:the|our|it|on|in|for|free|from|now|new|\w+))* (?:app|apps|app store|google play|play store|itunes|android|ios|iphone|ipad)\b.{0,40}|(?:app store|google play|available on .{1,30})|(?:allow|enable|turn on|get|desktop|push) (?:\w+ )?notifications?.{0,40}|(?:add|set) .{1,30} as (?:a |your )?preferred source.{0,30}|contact (?:the )?(?:author|writer|reporter|editor|newsroom)s?.{0,60}|(?:got|have|send)(?: us)? (?:a|any|your) (?:tip|news tip|story|story idea)s?\??.{0,100}|"
            r"@[\w.]{2,30}|(?:email|e-mail|contact|mail):? ?[\w.+-]+@[\w.-]+|(?:see|view|read|more|all)(?: (?:all|more|full|other))*(?: (?:posts?|articles?|stories|bio|biography|profile))+(?: (?:by|from|of) .{1,40})?",
        ),
    ),
    Rule(
        "head-label",
        "a label of the page, its value on the next line",
        (
            r"(?:author|authors|by|written by|story by|words by|publish(?:ed)? date|date published|date|published|posted|updated|last updated|posted on|published on|category|section|autor|datum|auteur|fecha)\W{0,2}",
        ),
    ),
    Rule(
        "footer-link",
        "a link of the page's footer or menu",
        (
            "visit our corporate site.{0,40}",
            r"(?!(?:the|of|with|for|to|this|our|us) )(?:(?:about|contact|help|faqs?|careers?|jobs|press|privacy|terms|legal|disclaimer|sitemap|site map|accessibility|advertise|feedback|imprint|impressum|datenschutz|agb|kontakt|über uns|redaktion|karriere|mediadaten|support|newsroom|editorial|corrections|ethics|masthead|staff|store|shop|archives?|rss|feeds?|subscribe|home|homepage|login|cookies?|licensing|reprints|permissions|customer service|classifieds|events|podcasts?|e-?paper|e-?newspaper|mobile|apps?|"
            r"us|me|me/contact|the|our|of|use|service|services|and|&|policy|policies|statement|conditions|notice|centre|center|with|to|for|this|site|media|kit|information|info|rights|code|conduct|standards|guidelines|team|ads|choices|community|principles|submissions?|your|mentions légales|nous contacter|qui sommes-nous|confidentialité|contacto|contato|aviso legal|privacidad|privacidade|quienes somos|quem somos|chi siamo|contatti|colofon|من نحن|اتصل بنا|سياسة الخصوصية|الشروط والأحكام|خريطة الموقع|nutzungsbedingungen|datenschutzerklärung|datenschutzhinweise|haftungsausschluss)(?:[ |/·•,*:-]+|$)){1,12}",
            r"read about our approach to external linking\.?|proudly powered by .{0,60}|theme(?:: .{1,40}| by .{1,40})|(?:website|site|web) (?:designed|built|developed|hosted|design) ?(?:and (?:developed|hosted) )?by [^,.]{1,40}|part of the [^,.]{1,40} (?:network|group)|version \d[\d.]*|proudly made .{1,30}",
            r"(?:quotes|data|prices|market data|stock (?:data|quotes)).{0,40}(?:delayed|provided by|powered by).{0,120}|(?:fundamental|mutual fund|earnings).{0,30}data.{0,60}provided by.{0,60}",
        ),
    ),
    Rule(
        "footer-link",
        "a link of the page's footer or menu",
        ("an? [^,.]{1,30} (?:publication|website)",),
        needs=words("publication website"),
    ),
    Rule(
        "comment-form",
        "part of the page's comment form",
        (".{0,40}\\* ?denotes required fields?.*",),
        ends_story=True,
        needs=words("denotes"),
    ),
    Rule(
        "share-bar",
        "a share button",
        (
            "(?:share|tweet|pin|post|send|email|e-mail|print|save|copy|like|follow|teilen|partager|compartir|compartilhar|condividi|auf|sur|en|by|per|via|this|the|it|us|on|to|with|a|link|article|story|page|post|in|close|open|show|options?|sharing|extra|panel|icon|button|logo|opens?|new|window|tab|click|friend|friends|clipboard|your|facebook|twitter|linkedin|whatsapp|email|reddit|pinterest|telegram|messenger|url|x|more|for|later)(?: (?:share|tweet|pin|post|email|e-mail|print|save|copy|this|the|it|us|on|to|with|a|link|article|story|page|in|close|open|show|options?|sharing|extra|panel|icon|button|logo|opens?|new|window|tab|friend|friends|clipboard|your|facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|messenger|url|x|more|for|later|via|by|teilen|auf|sur|en)){1,11}[:.!]?",
        ),
        needs=words(
            "clipboard compartilhar compartir condividi copy email facebook follow linkedin mail messenger partager pinterest print reddit share teilen telegram tweet twitter url whatsapp"
        ),
    ),
    Rule(
        "copyright-line",
        "a copyright notice",
        (".{0,80}(?:copyright ©?|©|\\(c\\)) ?(?:copyright )?(?:19|20)\\d\\d.{0,160}",),
        ends_story=True,
        needs=words("(c) copyright ©"),
    ),
    Rule(
        "copyright-line",
        "a copyright notice",
        (
            ".{0,160}\\ball rights reserved\\b.{0,120}|.{0,100}alle rechte vorbehalten.{0,60}|.{0,100}tous droits réservés.{0,60}|.{0,100}todos los derechos reservados.{0,60}|.{0,100}todos os direitos reservados.{0,60}|.{0,80}tutti i diritti riservati.{0,60}|.{0,80}(?:جميع|كافة|كل) الحقوق محفوظة.{0,80}",
        ),
        ends_story=True,
        needs=words("reservados reserved riservati réservés vorbehalten محفوظة"),
    ),
    Rule(
        "skip-link",
        "a skip link or menu button of the page",
        (
            "(?:skip|jump|go|back|scroll|return|zurück|zum|direkt zum|aller|retour|ir|volver|pular|voltar)(?: (?:directly|direkt|to|nach|zu|zum|zur|au|à|al|a|para|the|o|la|le|main|top|content|navigation|nav|menu|footer|header|page|home|homepage|search|site|index|of|article|oben|inhalt|suche|startseite|übersicht|contenu|conteúdo|contenido|inicio|início|haut|en|de|accueil|principal|primary|sidebar|secondary|results|\\W))+",
        ),
        needs=words(
            "accueil contenido content contenu conteúdo footer haut header homepage inhalt inicio início jump menu nav navigation oben results search sidebar skip startseite suche top übersicht"
        ),
    ),
    Rule(
        "skip-link",
        "a skip link or menu button of the page",
        (
            "(?!(?:the|and|for|all|this|home for) )(?:(?:open|close|toggle|show|hide|expand|main|site|primary|mobile|secondary|footer|user|top|navigation|navigations|nav|menu|search|header|sidebar|sub-?menu|side|full|hamburger|the|and|drawer|bar|overlay|panel|modal|dialog|popup|window|home|this|query|submit|for|icon|button|form|site|field|box|input|clear|all|sections|section|more|less|options|dropdown|x|sub|us edition|edition|international)(?:[ .:!|/×-]+|$)){1,7}",
        ),
        needs=words(
            "close dialog drawer dropdown edition footer hamburger header home menu menus modal nav navigation navigations overlay popup search sidebar subscribe toggle"
        ),
    ),
    Rule(
        "comment-form",
        "part of the page's comment form",
        (
            r".{1,30}(?: says| sagt| dit| dijo)?:? ?\d{1,2}[./ ].{4,30} (?:at|um|à|a las) \d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?(?: \(?edit\)?)?",
        ),
        ends_story=True,
        needs=words("at um à las"),
    ),
    Rule(
        "cookie-notice",
        "a notice about cookies or consent",
        (
            r"(?:we|this (?:web)?site|our (?:web)?sites?|.{2,30}\.(?:com|org|net|de)) (?:and our partners )?uses? cookies.*",
        ),
        needs=words("cookies"),
    ),
    Rule(
        "advertisement",
        "a mark of an advertisement",
        (
            r".{0,40}may (?:earn|receive) (?:a|an) (?:small )?(?:affiliate )?commission.{0,160}|this (?:post|article|page|site) (?:may )?contains? affiliate.{0,160}",
        ),
        needs=words("commission affiliate"),
    ),
    Rule(
        "read-more",
        "a link to another story",
        (".{0,60}\\b(?:by )?click(?:ing)? (?:here|on this link|this link)[.!]?",),
        needs=words("click clicking"),
    ),
    Rule(
        "media-player",
        "part of a media player",
        (r"(?:[\w.'&%]+-){4,}[\w.'&%-]+|[\w-]{2,}_[\w-]{2,}",),
        needs=words("- _"),
    ),
    Rule(
        "media-player",
        "part of a media player",
        (r"\S+\.(?:jpe?g|png|gif|svg|webp|mp4|pdf)",),
        needs=words("jpg jpeg png gif svg webp mp4 pdf"),
    ),
    Rule(
        "footer-link",
        "a link of the page's footer or menu",
        (".{2,40} is (?:a )?part of .{2,60}(?:inc|network|publisher|media group|ltd|plc|llc)\\b.{0,160}",),
        needs=words("part"),
    ),
    Rule(
        "follow-us",
        "an invitation to follow the page",
        (r"[\w.+-]+@[\w-]+\.[\w.]+",),
        needs=words("@"),
    ),
    Rule(
        "footer-link",
        "a link of the page's footer or menu",
        (r"(?:bbc|cnn|nyt|.{2,20}) is not responsible for .{0,60}external (?:sites?|links?).{0,80}",),
        needs=words("responsible"),
    ),
)

PLAIN = tuple((rule, pattern) for rule in RULES if not rule.needs for pattern in rule.patterns)
"""The patterns that need no word, each with its rule; by their number, `openings.py` tells how their lines can open."""

REASONS = {rule.name: rule.reason for rule in RULES} | {
    "before-the-story": "above the story, among the words of the page",
    "after-the-story": "below the story, among the words of the page",
    "within-the-story": "between the lines of the story, but a line of the page",
    "headline-twice": "the headline once more",
    "kicker-twice": "the section's name once more",
    "caption-twice": "the same caption once more",
    "paragraph-twice": "a paragraph of the story once more",
    "pull-quote": "a sentence of the story once more, as a pull quote",
    "related-headline": "the headline of another story",
    "breadcrumb": "the page's path of sections",
    "byline-twice": "the byline once more",
    "author-box": "the page's words about the author",
    "publisher-name": "the name of the page",
    "picture-label": "a label of a picture that is not there",
    "page-part": "in the page's menu, footer, side column or form, by its own marks",
    "editors-drop": "dropped by the editor",
}
"""Why a line was left out, in words for readers, by the rule's name."""

FULL_STOP = re.compile(r"[.!?؟…][\"')\]]*$")
SPOKEN = re.compile(
    r"\b(?:said|says|told|tells|asked|asks|ruled|wrote|writes|added|adds|warned|explained|replied|argued|recalled|sagte|sagt|erklärte|dit|dijo|disse|ha detto)\b"
    r"|(?:^|\s)و?(?:قال|قالت|أضاف|ذكر)\b|^\""
)
TO_THE_READER = re.compile(
    r"\b(?:you|your|yours|we|we're|our|us|my|(?:lesen|klicken|folgen|melden|erhalten|geben|sichern|abonnieren|diskutieren|finden) sie|ihre?[nmr]?|dein\w*|wir|uns|unser\w*|vous|votre|vos|nous|nos|notre|nuestr\w+|utilizamos|usamos|seu|sua|nossos?|"
    r"this (?:site|website|page|article|story|video|content|form|post|browser|service|material|is a modal|copy|feature)|these (?:ads|terms)|be the first|click|copied|loading|player|"
    r"modal|dialog|javascript|browser|clipboard|newsletters?|inbox|cookies?|recaptcha|passwords?|subscribers|reserved|permission|(?:19|20)\d\d|unsubscribe|e-?mail|trademarks?|"
    r"advertisement|affiliate|scroll|app|alerts|delivered)\b|©|محفوظة|بريدك|موقعنا|معنا|تعليق"
)


def is_told(folded: str) -> bool:
    """True for a sentence of a story that has a rule's words: it tells of somebody, and does not speak to the reader.

    "Support the miners had hoped for never came." A line of the page with a full stop says "you", "our" or "this site".
    """
    if not FULL_STOP.search(folded) or folded.count(" ") < 3:
        return False
    if "©" in folded or "rights reserved" in folded:
        return folded.startswith('"') and SPOKEN.search(folded, 1) is not None
    asks = any(mark in folded[-2:] for mark in "?؟")
    return SPOKEN.search(folded) is not None or (not asks and TO_THE_READER.search(folded) is None)
