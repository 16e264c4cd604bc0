"""The bytes of a file as text. An alphabet that cannot be told is asked for: a wrong guess would be learnt."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOST = "\ufffd"  # what stands for bytes that cannot be read
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_RARE = 1_000  # at most every so manyth character may be left out
# Letters that Windows-1252 shares with its neighbours, and letters that mean others there (ø is ř in Prague):
_SHARED = frozenset("äöüÄÖÜßéÉ„“”‚‘’–—…«»€§°·\xa0")
_WESTERN = frozenset("àâãåæçèêëìîïñòôõøùûœáíóúÀÂÃÅÆÇÈÊËÎÏÑÔÕØŒÁÍÓÚ¿¡")
_WORDS = re.compile(
    r"(?i)\b(?:à|où|très|même|être|père|mère|après|voilà|è|più|già|così|perciò|não|são|então|señora?|años?|niños?|"
    r"mañana|también|después|på|får|også|være|når|från|många)\b"
)  # of French, Italian, Portuguese, Spanish, Danish, Norwegian and Swedish; no other language has them
_WESTERN_NOTE = "It is not in UTF-8 and was read as Windows-1252. If letters look wrong, save it as UTF-8."
_SAVE_AS = "Save it as UTF-8, which every plain text editor can do, and choose it again."


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and a sentence for whatever was left out. Raises ValueError with a sentence if it cannot be told."""
    encoding = _unicode(data)
    notes: tuple[str, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, notes = _damaged(data, encoding)
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a\x00")  # the end in DOS
    controls = len(_CONTROL.findall(text))
    if controls > 1 + len(text) // _RARE:
        raise ValueError(f"This file is not a text. Choose one that a plain text editor can open. {_SAVE_AS}")
    left_out = _places(text, _CONTROL, "a control sign")
    return _CONTROL.sub("", text), (*notes, *left_out)


def _unicode(data: bytes) -> str:
    """Which kind of Unicode it is, if it is one: by its mark, or by the zeros in its spaces."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if marked or data.count(0) <= len(data) // 100:
        return marked or "utf-8"
    pairs = [data[k : k + 2] for k in range(0, len(data), 2)]
    little, big = (sum(map(pairs.count, spaces)) for spaces in ((b" \0", b"\n\0"), (b"\0 ", b"\0\n")))
    if 9 * min(little, big) >= max(little, big):
        return "utf-8"
    return "utf-16-le" if little > big else "utf-16-be"


def _damaged(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """A text with some wrong bytes, or in another encoding than Unicode."""
    text = data.decode(encoding, "replace")
    lost = text.count(_LOST)
    is_rare = lost <= 1 + len(text) // _RARE
    sure = 4 * lost <= sum(sign > "\x7f" for sign in text) - lost  # the other letters are Unicode
    if not (is_rare and sure):
        western = _western(data)
        if western:
            return western, (_WESTERN_NOTE,)
    if not is_rare:
        if len(_CONTROL_BYTE.findall(data)) > 1 + len(data) // _RARE:
            raise ValueError(f"This file is not a text. Choose one that a plain text editor can open. {_SAVE_AS}")
        raise ValueError(f"This file is not in UTF-8, and its letters cannot be told from others. {_SAVE_AS}")
    tidy = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace(_LOST, ""), tuple(_places(tidy, re.compile(_LOST), "a sign that is not UTF-8"))


def _western(data: bytes) -> str:
    """The text in Windows-1252, "" if it may be in the encoding of another region."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    special = [sign for sign in text if sign > "\x7f"]
    known = set(special) <= _SHARED | _WESTERN and not re.search(r"[^\W\d_][„“”‚][^\W\d_]", text)
    few = 4 * len(special) <= sum(map(str.isalpha, text))
    return text if known and few and (set(special) <= _SHARED or _WORDS.search(text)) else ""


def _places(text: str, signs: re.Pattern[str], what: str) -> list[str]:
    """A sentence for every line that holds such signs."""
    lines = (number for number, line in enumerate(text.split("\n"), 1) if signs.search(line))
    return [f"Line {number}: {what} was left out." for number in lines]
