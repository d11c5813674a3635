"""How lines can open that a pattern knows: a row for each of `PLAIN`. Written by `invoke openings`; not by hand."""

OPENINGS = (
    "0",  # comment-form
    "0 peo use",  # comment-form
    "( ) 0 com",  # comment-form
    "be. no.",  # comment-form
    "add clo hid joi lea loa pos rea see sho sor sub vie wri",  # comment-form
    "com",  # comment-form
    "0",  # comment-form
    "com e.m ema nam web you",  # comment-form
    "ema you",  # comment-form
    "req",  # comment-form
    "sav",  # comment-form
    "not",  # comment-form
    "pos sen sub",  # comment-form
    "ant can per rep res rép",  # comment-form
    "com",  # comment-form
    "com",  # comment-form
    "log ple sig",  # comment-form
    "you",  # comment-form
    "hav joi wha",  # comment-form
    "0 ein kei kom noc",  # comment-form
    "hin kom sch",  # comment-form
    "0 ajo com lai pos réa écr",  # comment-form
    "0 com dei dej",  # comment-form
    "0 com gee laa las rea",  # comment-form
    "0 أضف اتر الت تعل لا.",  # comment-form
    "dei o.s seu tu. vot",  # comment-form
    "did do.",  # reader-poll
    "is. was",  # reader-poll
    "how rat rec",  # reader-poll
    "fou tha",  # reader-poll
    "hat war",  # reader-poll
    "cet هل.",  # reader-poll
    "rep res spo vie vot",  # reader-poll
    "all sha",  # share-bar
    "ico",  # share-bar
    "sha",  # share-bar
    "bai com cop dow ema fac ins lin mes pin sha tel twe twi wha",  # share-bar
    "blu boo buf com con cop del dig dru e.m ema env eve fac fb fb. fbb fbc fbd fbe fbf fbg fbi fbl fbm fbp fbr fbs fbt fbu fbv fbw fbx fby fbإ fbت fbش fbط fbف fbم fbو fli gma goo imp ins lik lin mai mas mer mes mix par pin poc pos pri red rss sav sen sha sig sky sms sna sta stu tei tel thr tik tum twe twi url vib vk vk. vkb vkc vkd vke vkf vkg vki vkl vkm vkp vkr vks vkt vku vkv vkw vkx vky vkإ vkت vkش vkط vkف vkم vkو wec wei wha x x. x.. x.b x.c x.d x.e x.f x.g x.i x.l x.m x.p x.r x.s x.t x.u x.v x.w x.x x.y x.إ x.ت x.ش x.ط x.ف x.م x.و xbl xbo xbu xco xde xdi xdr xe. xem xen xev xfa xfb xfl xgm xgo xim xin xli xma xme xmi xpa xpi xpo xpr xre xrs xsa xse xsh xsi xsk xsm xsn xst xte xth xti xtu xtw xur xvi xvk xwe xwh xx xx. xxb xxc xxd xxe xxf xxg xxi xxl xxm xxp xxr xxs xxt xxu xxv xxw xxx xxy xxإ xxت xxش xxط xxف xxم xxو xyo xإي xتل xتو xتي xشا xطب xفي xمش xوا you إيم تلغ توي تيل شار طبا فيس مشا وات",  # share-bar
    "cli pin pos sha twe",  # share-bar
    "0 lik sha",  # share-bar
    "sha",  # share-bar
    "cop lik lin sha sho spr",  # share-bar
    "auf bei per via",  # share-bar
    "art bei com ema par pri sei شار",  # share-bar
    "cur gef j.a lik me. mi.",  # share-bar
    "ale bre bri dai ema eve mor new wee",  # sign-up
    "no.",  # sign-up
    "get rec",  # sign-up
    "che joi vis",  # sign-up
    "let",  # sign-up
    "the thi",  # sign-up
    "tha",  # sign-up
    "the",  # sign-up
    "lat mos",  # sign-up
    "sig",  # sign-up
    "sub",  # sign-up
    "get hav rec",  # sign-up
    "get rec the",  # sign-up
    "dai e.n ema ene eve fre mai mor new our the wee",  # sign-up
    "add ent ins ple sub typ you",  # sign-up
    "e.m ema joi you",  # sign-up
    "tha you",  # sign-up
    "by.",  # sign-up
    "no. opt uns we. you",  # sign-up
    "be. bec sup",  # sign-up
    "con don fre mak sta try",  # sign-up
    "alr not thi to.",  # sign-up
    "abo anm bes den hie jet new uns",  # sign-up
    "dei ihr mel",  # sign-up
    "abo ins je. rec s.a s.i",  # sign-up
    "abo ass ins isc sus",  # sign-up
    "أدخ اشت الن انض بري سجل",  # sign-up
    "acc agr all dec man rej",  # cookie-notice
    "acc ace agr akz all coo ein got i.a i.u j.a ok ok. oka tou zus",  # cookie-notice
    "by.",  # cookie-notice
    "ce. die est nou uns usa uti wir نست يست",  # cookie-notice
    "ccp do. gdp man pri upd we. you",  # cookie-notice
    "bil cre fot ima pho ©",  # picture-credit
    "& ( cop ©",  # copyright-line
    "con no. thi",  # copyright-line
    "ava cre lic pub rep",  # copyright-line
    "acc cre log my. pro reg sig you",  # log-in
    "for kee los pas rem res use",  # log-in
    "abm anm aus ben ein kon mei pas reg",  # log-in
    "acc alr cad con cré do. don déc ent hel hi. ide ini inl mi. mon new reg se. wel إنش تسج حسا دخو",  # log-in
    "- ad ad. adc ads adv ann anz pai par pro pub rek spo wer إعل",  # advertisement
    "abo ad. adv art by. clo con hid out pow rec rem rep scr ski sto tab thi why",  # advertisement
    "art la. les nac wei",  # advertisement
    "# & ( ) * + - . < = > @ \\W _ als and on. plu ps. pss | ~ © « · » × • … ‹ › ← → ▲ ▼ ★ ☆ ✕",  # read-more
    "dow get",  # read-more
    "# & ( ) * + - . < = > @ \\W _ als cli col con dis exp fin ful fur kee lea lis loa mor nex rea see sho up. vie wat | ~ © « · » × • … ‹ › ← → ▲ ▼ ★ ☆ ✕",  # read-more
    "# & ( ) * + - . < = > @ \\W _ als ana don exc exp fac fro fur gal in. lis liv mor mus opi pod qui rea rec rel see sug tre vid wat you | ~ © « · » × • … ‹ › ← → ▲ ▼ ★ ☆ ✕",  # read-more
    "all les meh wei zum",  # read-more
    "bek en. lea lee leg lei lir sai vea vej ver voi à.l",  # read-more
    "إقر اقر الم شاه طال عرض للم",  # read-more
    "lat mor nex",  # related-heading
    "auc das ilg les lue nos prz qui rec tam te. uns voc wei zob à.l поп пох чит",  # related-heading
    "bes bre cur edi fea hot lat mor mos mus oth our pop rec rel sim sug thi tod top tre",  # related-heading
    "als aro dev don edi els exp fro hot in. jus kee lat mor mos new nex old pop pre rea rec rel see spo sta thi tod top tre up. wha you",  # related-heading
    "akt auc aus bel das die emp meh mei neu pas the top ver wei zum ähn",  # related-heading
    "art dan ger le. lee les lo. mai mee más not più pos pot rel sur te. vej vou à.d à.l",  # related-heading
    "آخر أخب أهم اخب اخت اقر الأ ذات قد. مقا موا موض",  # related-heading
    "0 abo app ave est rea ~",  # reading-time
    "lec lee les tem tie مدة وقت",  # reading-time
    "0 auf hit pos vie vis vue",  # reading-time
    "# ( * + - . 0 < = > _ a b c d e f g h i j k l m n o p pag q r s sei sli t u v w x y z | « · » × • … ‹ › ← → ▲ ▼ ★ ☆ ✕",  # reading-time
    "ima med pho pic vid",  # media-player
    "0 bac ful ope see vie",  # media-player
    "art ava bac cap fil gal ima log mor pho sli thu vie вид рек фот",  # media-player
    "art aud esc hea lis thi éco است",  # media-player
    "aud aut beg bil buf cap cha clo cur des dur end ent exi fot ful gal ima liv loa med mut now ope pau pho pic pla pod pro qua rem rep rew see set sha ski sli str sub thi unm vid vol wat",  # media-player
    "0 cur dur jav ple rem thi to. you",  # media-player
    "cli clo enl exp hid ima med nex ope pho pic pre see sho tog vid vie",  # media-player
    "acc alt bus cer chi fer ini iní men nav rec sch sea slu sta suc szu sök typ zoe öff إغل الر الق انت بحث تخط",  # skip-link
    "cat eti exp fil in. kat key lab mor mot pos sch sti tag tem the top tre éti الك الو كلم وسو",  # topics-line
    "#",  # topics-line
    "con e.m ema rea wri",  # follow-us
    "a.p abo ace chi ove sob à.p übe",  # follow-us
    "con e.m ema fin fol joi lik rea vis wat wri",  # follow-us
    "con fin fol get kee seg sig soc sta sui síg unf vol تاب",  # follow-us
    "@ add all app ava con des dow e.m ema ena get goo got hav ins mai mor ope pus rea see sen set try tur use vie",  # follow-us
    "aut by by. cat dat fec las pos pub sec sto upd wor wri",  # head-label
    "vis",  # footer-link
    "& abo acc ads adv agb and app arc avi car cen chi cho cla cod col com con coo cor cus dat dis e.n e.p edi ene epa eth eve faq fee for gui haf hel hom imp inf job kar kit kon leg lic log mas me me. mea mec med mee mef meg meh mei mej mek mel mem men meo mep meq mer mes met meu mew mey meü meا meخ meس meم mob new not nou nut of of. ofa ofc ofd ofe off ofg ofh ofi ofj ofk ofl ofm ofn ofo ofp ofq ofr ofs oft ofu ofw ofy ofü ofا ofخ ofس ofم our per pod pol pre pri que qui red rep rig rss ser sho sit sta sto sub sup tea ter the thi to to. toa toc tod toe tof tog toh toi toj tok tol tom ton too top toq tor tos tot tou tow toy toü toا toخ toس toم us us. usa usc usd use usf usg ush usi usj usk usl usm usn uso usp usq usr uss ust usu usw usy usü usا usخ usس usم wit you übe اتص الش خري سيا من.",  # footer-link
    "par pro rea sit the ver web",  # footer-link
    "dat ear fun mar mut pri quo sto",  # footer-link
)
