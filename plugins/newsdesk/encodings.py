"""Bytes to text: what a mark shows, what is declared, what can be detected; and a word on what was guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

ODD = bytes((*range(9), *range(14, 32)))
"""Control characters that no text has."""
BINARY_SHARE = 0.02
"""Share of control and damaged characters, NULs aside, from which on a file is no text."""
SPACED = 0.02
"""Share of NULs, all in every other place, from which on a text is UTF-16: Arabic has them in its spaces only."""
BROKEN = 2
"""Damaged characters up to which a text of any length is one."""
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
"""Byte order marks, the longer first: UTF-32's begins as UTF-16's does."""
HEAD = 4096
"""Bytes of a page in which it says its encoding; a browser looks into 1024, but mail programs write long heads."""
COMMENT = re.compile(rb"<!--(?:(?!<!--|-->).)*+-->", re.DOTALL)
DECLARED = re.compile(
    rb"""<\?xml\s[^<>]*?encoding\s*+=\s*+["']([\w.:-]+)|<meta\s[^<>]*?charset\s*+=\s*+["']?\s*+([\w.:-]+)""",
    re.IGNORECASE,
)
SHIFTED = re.compile(rb"\x1b(?:\$[@AB()]|\([BIJ])")
"""What ISO-2022-JP and its kin write before other letters, in bytes that UTF-8 would take for plain ones."""
PLAIN_BYTES = ("iso2022_jp", "iso2022_kr", "hz", "utf-7")
"""Encodings whose bytes are all ASCII: declared, they come before UTF-8."""
NO_CHARSETS = ("unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem")
"""Codecs of Python that no text is written in."""
NOTHING = ("us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "8bit", "binary", "")
"""What programs declare that did not know: of letters beyond ASCII it says nothing."""
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
"""By codec: one that reads the same bytes and more; texts said to be in the narrow one hold what only the other has."""
WESTERN = "cp1252"
PUNCTUATION = bytes(
    (0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA3, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xBB)
)
"""Quotation marks, dashes and signs of Windows-1252: English with these alone says nothing of a language, and is that."""  # fmt: skip
INSIDE = re.compile(rb"[A-Za-z][\x82\x84\x85\x93\x94][a-z]")
"""Where no quotation mark stands: of these bytes, DOS makes letters."""
FEW = 4
"""Letters beyond ASCII from which on a language shows: with fewer a foreign name would speak for the whole text."""
UNSURE = 0.05
"""The detector's confidence below which it knows nothing: right answers for two lines of German came at 0.07."""
SAMPLE = 100_000
"""Bytes that are shown to the detector."""
LATIN_9 = re.compile(rb"\xa4|[A-Za-z\xc0-\xff][\xa6\xa8\xb4\xb8\xbc-\xbe]|[\xa6\xa8\xb4\xb8\xbc-\xbe][A-Za-z\xc0-\xff]")
"""The Euro sign, or a letter within a word, where Windows-1252 has a currency sign or a fraction."""
LATIN_2 = re.compile(rb"[a-z\xe0-\xff][\xb1\xb6\xbb\xbe][a-z\xe0-\xff]")
NOT_LATIN_2 = re.compile(rb"[\x80-\x9f]")
"""Where ISO 8859-2 has letters and Windows-1250 signs, and the reverse; the detector often takes the one for the other."""
ACCENTED, BEYOND_ASCII = re.compile(r"(?<!\w)[^\W\d_\x00-\x7f]{4,}"), re.compile(r"[^\W\d_\x00-\x7f]\w*")
FEWEST_ACCENTED, MOST_ACCENTED = 5, 0.2
"""Words that begin with four accented letters, and their share of what goes on from one: such words are rare in Western Europe."""
DAMAGED = 0.01
"""Share of broken characters, of those beyond ASCII, up to which a declared encoding is believed."""


class NotText(ValueError):
    """A file that holds no text, or cannot be read; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text and what had to be done to read it."""

    text: str
    note: str = ""
    """for the editor, if the bytes could not be read with certainty; it ends with what to do"""


def decode(content: bytes, declared: str = "") -> Text:
    """Return the text of `content`; `declared` is an encoding named beside it, as by a server. Raises NotText.

    A byte order mark decides; then NULs, which stand in every other place of UTF-16; then UTF-8. Then what is declared
    is believed, if it decodes; else the encoding is detected, and what cannot be told is Windows-1252.
    """
    mark = next((encoding for mark, encoding in MARKS if content.startswith(mark)), "")
    if mark:
        return _checked(*_decoded(content, mark))
    nuls, second = content.count(0), content[1::2].count(0)
    if nuls > len(content) * 0.2 or (nuls > len(content) * SPACED and second in (0, nuls)):
        little = second * 2 >= nuls
        text = content.decode("utf-16-le" if little else "utf-16-be", "replace")
        return _checked(text, "read as UTF-16 without a byte order mark; look for damaged letters")
    text, note = _without_mark(content, declared)
    if nuls:
        text, note = text.replace("\0", ""), note or "held NUL characters; they were passed over"
    return _checked(text, note)


def codec_of(label: str) -> str:
    """Return Python's name of the codec that reads what a label names, and all that is sent under it; empty if none does.

    >>> codec_of("gb2312"), codec_of("ISO-8859-1"), codec_of("iso-8859-8-i"), codec_of("cp-850"), codec_of("utf8mb4")
    ('gb18030', 'cp1252', 'iso8859-8', 'cp850', '')
    """
    import webencodings

    label = label.strip(" \t\r\n\"'").lower()
    if label in NOTHING:
        return ""
    found = webencodings.lookup(label)
    try:
        if found and found.name not in ("replacement", "x-user-defined"):
            name = found.codec_info.name
        else:
            name = codecs.lookup(re.sub(r"^(?:cp|ibm|windows|win|dos)[-_ ]?(?=\d)", "cp", label)).name
        plain = name in PLAIN_BYTES or bytes(range(32, 92)).decode(name) == bytes(range(32, 92)).decode("ascii")
    except (LookupError, ValueError, AttributeError):
        return ""
    known = name.replace("-", "_") not in NO_CHARSETS and (plain or name.startswith("utf-"))
    return WIDER.get(name, name) if known else ""


def _names(content: bytes, declared: str) -> Iterator[str]:
    """Yield the names under which `content` is said to be written: what came beside it, then its own."""
    if declared:
        yield declared
    if b"<" in content[:HEAD]:
        found = DECLARED.search(COMMENT.sub(b"", content[:HEAD]))
        if found:
            name = (found[1] or found[2]).decode("ascii", "replace")
            if not name.lower().startswith(("utf-16", "utf-32")):  # it could not have been read
                yield name


def _without_mark(content: bytes, declared: str) -> tuple[str, str]:
    """Return the text and a note."""
    whole = _strictly(content, "utf-8")
    shifted = whole is not None and whole.isascii() and SHIFTED.search(content) is not None
    if whole is not None and not shifted and not (declared and whole.isascii()):
        return whole, ""
    codecs_named = [codec for codec in map(codec_of, _names(content, declared)) if codec]
    if whole is not None:
        plain = [codec for codec in codecs_named if codec in PLAIN_BYTES] + ["iso2022_jp_2"] * shifted
        return next((text for text in (_strictly(content, codec) for codec in plain) if text is not None), whole), ""
    for codec in ["utf-8", *codecs_named]:
        text, note = _decoded(content, codec)
        if _is_nearly_whole(text, codec) and not (codec == WESTERN and _is_hardly_western(text)):
            return text, note
    _check_bytes(content)
    codec = _detected(content)
    text = content.decode(codec, "replace")
    return text, f"not UTF-8; read as {name_of(codec)} (guessed); save the file as UTF-8 to be sure"


def _strictly(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _decoded(content: bytes, codec: str) -> tuple[str, str]:
    """Return the text, and a note if some of it could not be read."""
    text = _strictly(content, codec)
    if text is not None:
        return text, ""
    text = content.decode(codec, "replace")
    broken = text.count("\ufffd")
    many = f"{broken} characters that are" if broken > 1 else "a character that is"
    return text, f"holds {many} broken in {name_of(codec)}; look for '\ufffd'"


def _is_nearly_whole(text: str, codec: str) -> bool:
    """True if `text` is what was meant, but for damage done on the way.

    Of texts in other encodings, hardly any letter beyond ASCII is one in UTF-8 too, so that a few that are tell much.
    """
    broken = text.count("\ufffd")
    if not broken:
        return True
    beyond = sum(char > "\x7f" for char in text) - broken
    return broken * 2 <= beyond if codec == "utf-8" else broken <= beyond * DAMAGED


def _is_hardly_western(text: str) -> bool:
    """True if many words have an accent on each letter, as in no language of Western Europe: pages call any bytes "iso-8859-1"."""
    accented, other = ACCENTED.findall(text), BEYOND_ASCII.findall(text)
    return len(accented) >= FEWEST_ACCENTED and len(accented) > MOST_ACCENTED * len(other)


def _detected(content: bytes) -> str:
    """Return the codec that `content` is most likely written in."""
    letters = content.translate(None, bytes(range(128)) + PUNCTUATION)
    if len(letters) + len(INSIDE.findall(content)) < FEW:
        return WESTERN
    import chardet

    found = chardet.detect(
        _telling(content),
        encoding_era=chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME,
        compat_names=False,
        no_match_encoding=WESTERN,
    )
    codec = codec_of(found["encoding"] or "")
    if not codec or found["confidence"] < UNSURE or codec.startswith("utf"):
        return WESTERN
    if codec == "iso8859-15" and not LATIN_9.search(content):
        return WESTERN
    if codec == "cp1250" and LATIN_2.search(content) and not NOT_LATIN_2.search(content):
        return "iso8859-2"
    return codec if _is_nearly_whole(content.decode(codec, "replace"), codec) else WESTERN


def _telling(content: bytes) -> bytes:
    """Return the lines that hold more than ASCII, without markup: in a saved page, scripts would outweigh the words."""
    lines = re.sub(rb"<[^<>]{0,2000}>", b"\n", content).splitlines()
    return b"\n".join(line for line in lines if not line.isascii())[:SAMPLE]


def name_of(codec: str) -> str:
    """Return the name of a codec as an editor knows it.

    >>> name_of("cp1251"), name_of("koi8-r"), name_of("gb18030"), name_of("cp932")
    ('Windows-1251', 'KOI8-R', 'GB18030', 'Shift_JIS')
    """
    known = {"cp932": "Shift_JIS", "cp949": "EUC-KR", "big5hkscs": "Big5", "mac-roman": "Mac Roman"}
    known |= dict.fromkeys(("euc_jp", "euc_jis_2004", "euc_jisx0213"), "EUC-JP")
    windows = re.sub(r"^cp(?=125\d$|874$)", "Windows-", codec)
    return known.get(codec) or (windows if windows != codec else codec.upper().replace("ISO8859", "ISO 8859"))


def _check_bytes(content: bytes) -> None:
    """Raise NotText for what is no text in any encoding: no detector needs to look at a picture."""
    if len(content) - len(content.translate(None, ODD)) - content.count(0) > len(content) * BINARY_SHARE:
        raise NotText("is no text (a picture or a document?); paste the words of the story")


def _checked(text: str, note: str = "") -> Text:
    coded = text.encode("utf-8", "replace")
    odd, broken = len(coded) - len(coded.translate(None, ODD)), text.count("\ufffd")
    if odd + (broken if broken > BROKEN else 0) > len(text) * BINARY_SHARE:
        raise NotText("is no text (a picture or a document?); paste the words of the story")
    return Text(text, note)
