"""Days written in words or figures, in many forms and languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ..text import fold, small
from .calendars import days_of_other_calendars

MONTH_NAMES = (
    "january ιαν ιανουάριος janvāris janvārī sausio jaanuar იანვარი იანვარს հունվարի جنوری ژانویه জানুয়ারি januarja januara јануара јануар януари januára janar янв янв. sty oca січ січ. jan jan. januar jänner januari jän janvier janv janv. enero ene gennaio gen janeiro styczeń stycznia "
    "января январь leden ledna ocak يناير كانون_الثاني ianuarie січня janúar gener ינואר בינואר ιανουαρίου tammikuuta január januári जनवरी siječnja",
    "february φεβ φεβρουάριος februāris februārī vasario veebruar თებერვალი თებერვალს փետրվարի فروری فوریه ফেব্রুয়ারি februarja februara фебруара фебруар февруари februára shkurt feb feb. febr. februar feber februari février fevrier févr févr. febrero febbraio fevereiro fev "
    "lutego luty февр февр. фев фев. lut şub лют лют. февраля февраль únor února şubat فبراير شباط februarie лютого febrúar febrer פברואר בפברואר φεβρουαρίου helmikuuta február फरवरी veljače februari",
    "march μαρ μάρτιος martā kovo märts მარტი მარტს մարտի مارچ মার্চ märtsil mar mrt mrt. мар мар. márc márc. бер бер. bře mar. märz mär mrz maerz maart mars marzo março marca marzec марта март březen března mart مارس آذار marts març martie maret березня מרץ במרץ מרס μαρτίου maaliskuuta március maret मार्च ožujka",
    "april απρ απρίλιος aprīlis aprīlī balandžio aprill აპრილი აპრილს ապրիլի اپریل آوریل এপ্রিল aprila април априла apríla prill apr апр апр. kwi kwi. nis квіт квіт. ápr ápr. dub apr. avril avr avr. abril abr aprile kwietnia kwiecień апреля апрель duben dubna nisan أبريل ابريل نيسان aprilie apríl квітня אפריל באפריל απριλίου huhtikuuta április अप्रैल travnja",
    "may μάιος maijs maijā gegužės მაისი მაისს մայիսի مئی মে мај маја mája mai máj máj. трав трав. kvě mei mayo maggio mag maio maja maj мая май květen května mayıs مايو أيار maí maig травня מאי במאי μαΐου toukokuuta május मई svibnja",
    "june ιουν ιούνιος jūnijs jūnijā birželio juuni ივნისი ივნისს հունիսի جون ژوئن জুন junija juna јун јуна юни júna qershor jun июн июн. cze czer haz черв черв. jún jún. jun. juni juin junio giugno giu junho czerwca czerwiec июня июнь červen června haziran يونيو حزيران iunie júní juny червня יוני ביוני ιουνίου kesäkuuta június जून lipnja",
    "july ιουλ ιούλιος jūlijs jūlijā liepos juuli ივლისი ივლისს հուլիսի جولائی ژوئیه জুলাই julija jula јул јула юли júla korrik julai jul июл июл. lip lip. tem лип лип. júl júl. jul. juli juillet juil juil. julio luglio lug julho lipca lipiec июля июль červenec července temmuz يوليو تموز iulie júlí juliol липня יולי ביולי ιουλίου heinäkuuta július जुलाई srpnja",
    "august αυγ αύγουστος augusts augustā rugpjūčio აგვისტო აგვისტოს օգոստոսի اگست اوت আগস্ট avgusta augusta gusht ogos aug авг авг. sier ağu серп серп. srp aug. augustus août aout agosto ago sierpnia sierpień августа август srpen srpna ağustos أغسطس اغسطس آب agustus ágúst agost серпня augusztus אוגוסט באוגוסט αυγούστου elokuuta augusztus agustus अगस्त kolovoza",
    "september σεπ σεπτέμβριος septembris septembrī rugsėjo სექტემბერი სექტემბერს սեպտեմբերի ستمبر سپتامبر সেপ্টেম্বর septembra септембра септембар септември shtator sept сент сент. сен сен. wrz wrz. eyl вер вер. szept szept. zář sept. sep sep. septembre septiembre setiembre settembre set setembro września wrzesień "
    "сентября сентябрь září eylül سبتمبر أيلول setembre septembrie szeptember вересня ספטמבר בספטמבר σεπτεμβρίου syyskuuta szeptember सितंबर rujna",
    "october οκτ οκτώβριος oktobris oktobrī spalio oktoober ოქტომბერი ოქტომბერს հոկտեմբերի اکتوبر اکتبر অক্টোবর oktobra октобра октобар октомври októbra tetor oct окт окт. paź paź. eki жовт жовт. říj oct. oktober okt okt. octobre octubre ottobre ott outubro out października październik "
    "октября октябрь říjen října ekim أكتوبر اكتوبر تشرين_الأول octombrie október жовтня אוקטובר באוקטובר οκτωβρίου lokakuuta október अक्टूबर",
    "november νοε νοέμβριος novembris novembrī lapkričio ნოემბერი ნოემბერს նոյեմբերի نومبر نوامبر নভেম্বর novembra новембра новембар ноември nëntor nov нояб нояб. ноя ноя. lis lis. kas лист nov. novembre noviembre novembro listopada listopad ноября ноябрь listopadu kasım نوفمبر تشرين_الثاني noiembrie nóvember листопада נובמבר בנובמבר νοεμβρίου marraskuuta नवंबर studenoga",
    "december δεκ δεκέμβριος decembris decembrī gruodžio detsember დეკემბერი დეკემბერს դեկտեմբերի دسمبر دسامبر ডিসেম্বর decembra децембра децембар декември dhjetor disember dec дек дек. gru gru. ara груд груд. dec. dezember dez dez. décembre decembre déc déc. diciembre dic dicembre dezembro grudnia "
    "grudzień декабря декабрь prosinec prosince aralık ديسمبر كانون_الأول desember decembrie desembre грудня דצמבר בדצמבר δεκεμβρίου joulukuuta दिसंबर prosinca",
)
"""Names and short forms of the twelve months; `_` stands for a space."""

WEEKDAY_NAMES = (
    "monday mon montag lundi lunes lunedì segunda-feira maandag الاثنين الإثنين دوشنبه понедельник poniedziałek pondělí pazartesi måndag mandag hétfő luni",
    "tuesday tue tues dienstag mardi martes martedì terça-feira dinsdag الثلاثاء سه‌شنبه вторник wtorek úterý salı tisdag tirsdag kedd marți",
    "wednesday wed weds mittwoch mercredi miércoles mercoledì quarta-feira woensdag الأربعاء الاربعاء چهارشنبه среда środa středa çarşamba onsdag szerda miercuri",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì quinta-feira donderdag الخميس پنجشنبه پنج‌شنبه четверг czwartek čtvrtek perşembe torsdag csütörtök joi",
    "friday fri freitag vendredi viernes venerdì sexta-feira vrijdag الجمعة جمعه пятница piątek pátek cuma fredag péntek vineri",
    "saturday sat samstag samedi sábado sabato zaterdag السبت شنبه суббота sobota cumartesi lördag lørdag szombat sâmbătă",
    "sunday sun sonntag dimanche domingo domenica zondag الأحد الاحد یکشنبه یک‌شنبه воскресенье niedziela neděle pazar söndag søndag vasárnap duminică",
)
"""Names of the seven days, Monday first."""


def _numbers_by_name(names: tuple[str, ...], first: int) -> dict[str, int]:
    return {name.replace("_", " "): number for number, row in enumerate(names, first) for name in row.split()}


MONTHS = _numbers_by_name(MONTH_NAMES, 1)
WEEKDAYS = _numbers_by_name(WEEKDAY_NAMES, 0)
MONTH_NUMBERS = {small(name): number for name, number in MONTHS.items()}
WEEKDAY_NUMBERS = {small(name): number for name, number in WEEKDAYS.items()}
"""The same by the names as they are looked up: "KASIM" is matched by "kasım"."""


def any_of(names: Iterable[str]) -> str:
    """Return an expression for any of `names`, the longest first; those with another first letter are not tried.

    >>> any_of(["may", "juni", "mayo"])
    '(?=[jm])(?:j(?:uni)|m(?:ayo|ay))'
    """
    rests: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        rests.setdefault(name[0], []).append(re.escape(name[1:]))
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?=[{''.join(rests)}])(?:{branches})"


_MONTH = rf"(?P<month>{any_of(MONTHS)})"
_ENGLISH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = (
    r"(?P<year>(?:19|20)\d\d)(?:(?=\d{1,2}:\d\d)|(?=[0-3]?\d\.?\s[^\W\d]{3})|(?=[0-3]?\d\.[01]?\d\.\d{4})|(?!\d|:\d\d))"
)
"""A year may have an hour glued to it, or the day of an update: "2. Februar 20203. Februar 2020". In "28.09.1912:56" stands none."""
_DAY = r"(?=\d)(?:(?<!\d)|(?<=20\d\d))(?P<day>[0-3]?\d)"
_NTH = r"(?:st|nd|rd|th|er|ᵉʳ|º|°|ª|\.)?"

WRITTEN = (
    rf"(?<!\d){_YEAR}(?:[-/.•]|\.\s)(?P<month>[01]?\d)(?:[-/.•]|\.\s)(?P<day>[0-3]?\d)(?!\d)",
    rf"(?<!\w){_MONTH}[\s.,-]{{1,3}}{_DAY}{_NTH}(?:\s*,\s*|\s+|\.\s*|/|-)(?:of\s+)?{_YEAR}",
    rf"{_DAY}{_NTH}[\s\-/.]{{0,3}}(?:of\s+|de\s+|d[’'])?{_MONTH}(?![^\W\d])(?:\s?/\s?[^\W\d]+(?:\s[^\W\d]+)?)?[\s.,\-/]{{0,3}}(?:de[l]?\s+|of\s+)?{_YEAR}",
    rf"(?<![\d.])(?P<day>[0-3]?\d)\s?\.\s?(?P<month>[0-3]?\d)\s?\.\s?{_YEAR}",
    r"(?<![\d.])(?<![<>=≤≥]\s)(?<!\d\.\d\s)(?<!\d\.\d\d\s)(?<![<>=≤≥v])(?<!ion\s)(?<!ions\s)(?<!fore\s)(?<!ough\s)(?P<day>[0-3]?\d)\s?\.\s?(?P<month>[0-3]?\d)\s?\.\s?(?P<year>\d\d)(?:(?=\d\d:\d\d)|(?!:\d\d|[\d.]*\d))(?!\s?(?:%|€|\$|eur|mio|million))",
    r"(?<![\d/])(?P<first>[0-3]?\d)\s?[/-]\s?(?P<second>[0-3]?\d)\s?[/-]\s?(?P<year>(?:19|20)\d\d)(?!\d)",
    r"(?<![\w/.-])(?P<first>[0-3]\d)-(?P<second>[0-3]\d)-(?P<year>[0-3]\d)(?![\w/.-])",
    r"(?<![\d/.])(?P<first>[0-3]?\d)/(?P<second>[0-3]?\d)/(?P<year>\d\d)(?![\d/])",
    rf"(?<=[a-z])(?-i:(?P<month>{_ENGLISH}))\s{_DAY},\s{_YEAR}",
    rf"(?<!\d){_YEAR}[年년]\s?(?P<month>[01]?\d)[月월]\s?(?P<day>[0-3]?\d)[日일]",
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)[.,]?(?:\sm\.)?\s{_MONTH}\s{_DAY}(?!\d)",
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)\.?\sgada\s{_DAY}\.\s{_MONTH}",
    rf"{_DAY} tháng (?P<month>[01]?\d),?(?: năm)? {_YEAR}",
)
"""A whole day, year and all, in the order in which the forms are tried at one place. In "< 7.4.12" and "version 7.4.12" stands none."""
ENTRY = re.compile(r"\s?:\s(?=[^\W\d_]{2,}\s[^\W\d_]{2,})")
"""Between the day and the words of an entry in a list of events: "2021-03-02: Vendor notified"."""

IN_WORDS = tuple(form for form in WRITTEN if _MONTH in form or _ENGLISH in form)
IN_FIGURES = re.compile(r"\d\s?[-/.•年년]\s?\d|\d tháng \d")
"""What the other forms have."""

_WEEKDAY = rf"(?P<weekday>{any_of(WEEKDAYS)})"
YEARLESS = (
    rf"(?<!\w){_WEEKDAY}[.,]?\s*\(\s*{_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?\s*\)",
    rf"(?<!\w){_WEEKDAY}[.,]?\s*\(\s*{_DAY}{_NTH}\s+(?:de\s+)?{_MONTH}\s*\)",
    rf"(?<!\w){_WEEKDAY},?\s+{_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?(?![\d/.,]*\d)",
    rf"(?<!\w){_WEEKDAY},?\s+(?:den\s+|le\s+|the\s+)?{_DAY}{_NTH}\s+(?:of\s+|de\s+)?{_MONTH}(?![^\W\d])",
)
"""A weekday and a day of a month that leave the year open: `Thursday (February 25)`."""
FIGURE = re.compile(r"\d")
FIGURES = b"0123456789"
WEEKDAY_WORDS = frozenset(word for name in WEEKDAYS for word in fold(name).split())
"""Without one of them, and a figure, none of these is tried: they are slow, and asked of every paragraph."""

AMERICAN = re.compile(
    r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b|(?<!\d)(?:0?\d|1[0-2])(?:[:.]\d\d)*\s?[ap]\.?m\b", re.IGNORECASE
)
"""A clock of twelve hours or a zone of the United States: there the month comes first."""
FIGURES_OF_SCRIPTS = "".join(
    chr(zero + figure)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040, 0x17E0, 0xFF10)
    for figure in range(10)
)
"""Arabic, Persian, those of India, Thai, Lao, Burmese, Khmer, and wide ones."""
_EASTERN = f"[{FIGURES_OF_SCRIPTS}]"
MAY_BE_DAY = re.compile(rf"\d(?:(?<=1)[349]\d\d|(?<=2)[05]\d\d|年|년|\s?[./-]\s?\d\d?\s?[./-]\s?\d\d|(?<={_EASTERN}))")
"""A year, or three figures of a day: without one of them no form is tried. Each opens with a figure, for the engine skips to these."""
EASTERN = re.compile(_EASTERN)
EASTERN_DIGITS = {ord(figure): str(unicodedata.decimal(figure)) for figure in FIGURES_OF_SCRIPTS}


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day found in a text."""

    day: date
    text: str
    """the words that say so"""
    start: int
    end: int
    other: date | None = None
    """the other day that the figures fit, as those of 3/4/2021 do"""


@cache
def _form(pattern: str) -> re.Pattern[str]:
    """Return a form compiled, when it is first asked for: the months of all languages take longer than a paste."""
    return re.compile(pattern, re.IGNORECASE)


def has_figure(text: str) -> bool:
    """True if a figure stands in `text`: without one it names no day."""
    if text.isascii():  # four times as fast as the search
        return len(text.encode().translate(None, FIGURES)) < len(text)
    return FIGURE.search(text) is not None


@lru_cache(maxsize=8192)
def written_days(text: str) -> tuple[WrittenDay, ...]:
    """Return the days that `text` names with their year, in the order in which they stand."""
    if not has_figure(text) or not MAY_BE_DAY.search(text):
        return ()
    text = _western(text)
    found: list[WrittenDay] = []
    american, taken = AMERICAN.search(text) is not None, bytearray(len(text))
    for pattern in WRITTEN if IN_FIGURES.search(text) else IN_WORDS:
        for match in _form(pattern).finditer(text):
            day = _day_of(match, american)
            if day and not any(taken[day.start : day.end]):
                found.append(day)
                taken[day.start : day.end] = bytes([1]) * (day.end - day.start)
    if not found:
        other = days_of_other_calendars(text)
        found = [WrittenDay(day, text[start:end].strip(), start, end) for day, start, end in other]
    return tuple(sorted(found, key=lambda day: day.start))


def is_entry(text: str) -> bool:
    """True if `text` opens with a day and goes on with what happened on it.

    >>> [is_entry(t) for t in ("2021-03-02: Vendor notified", "3 March 2021 – Harbour Post", "3 March 2021: 10:05")]
    [True, False, False]
    """
    days = written_days(text)
    return bool(days) and days[0].start == 0 and ENTRY.match(text, days[0].end) is not None


def _western(text: str) -> str:
    return text.translate(EASTERN_DIGITS) if not text.isascii() and EASTERN.search(text) else text


def _day_of(match: re.Match[str], american: bool) -> WrittenDay | None:
    groups = match.groupdict()
    year = int(groups["year"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    other = None
    if "first" in groups:
        day, month = int(groups["first"]), int(groups["second"])
        open_ = 0 < day <= 12 and 0 < month <= 12 and day != month
        if month > 12 or (open_ and american):
            day, month = month, day
        other = date(year, day, month) if open_ else None
    else:
        day = int(groups["day"])
        month = _month_number(groups["month"])
        if month > 12 and match.start("day") < match.start("month"):  # "12.16.14": the month comes first
            day, month = month, day
    try:
        return WrittenDay(date(year, month, day), match.group().strip(), match.start(), match.end(), other)
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return int(name) if name.isdecimal() else MONTH_NUMBERS[small(name)]


DAY_OF_MONTH = rf"(?<!\w){_MONTH}\.?\s{_DAY}(?:st|nd|rd|th)?(?![\d/]|,?\s(?:19|20)\d\d)"
"""A day whose year is left open: the `Nov 18` of "Posted Nov 18, 8:19 PM"."""
NEARBY = 3
"""Days between an open day and a whole one that may lend it its year."""


def lent_year(text: str, others: Iterable[WrittenDay]) -> WrittenDay | None:
    """Return the first open day of `text` with the year of a whole day near it, if the paste names one."""
    match = _form(DAY_OF_MONTH).search(text)
    if not match:
        return None
    for other in others:
        try:
            found = date(other.day.year, _month_number(match["month"]), int(match["day"]))
        except ValueError:
            return None
        if abs((found - other.day).days) <= NEARBY:
            return WrittenDay(found, match.group(), match.start(), match.end())
    return None


YEAR_BEHIND = re.compile(r",?\s(?:de\s|of\s)?(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class YearlessDay:
    """A weekday and a day of a month, such as `Thursday (February 25)`."""

    weekday: int
    """0 for Monday"""
    month: int
    day: int
    text: str


def yearless_days(text: str) -> Iterator[YearlessDay]:
    """Yield the weekday-and-day pairs that `text` names without a year."""
    if not has_figure(text) or WEEKDAY_WORDS.isdisjoint(fold(text).split()):
        return
    text = _western(text)
    for pattern in YEARLESS:
        for match in _form(pattern).finditer(text):
            if YEAR_BEHIND.match(text, match.end()):
                continue
            yield YearlessDay(
                WEEKDAY_NUMBERS[small(match["weekday"])],
                _month_number(match["month"]),
                int(match["day"]),
                match.group(),
            )


def fitting_year(day: YearlessDay, latest: date) -> int | None:
    """Return the latest year, not after `latest`, in which `day` falls on its weekday.

    None if no year of the last 28 fits: the calendar repeats itself after that.

    >>> fitting_year(YearlessDay(3, 2, 25, ""), date(2026, 11, 22))
    2021
    """
    for year in range(latest.year, latest.year - 28, -1):
        try:
            tried = date(year, day.month, day.day)
        except ValueError:
            continue
        if tried <= latest and tried.weekday() == day.weekday:
            return year
    return None
