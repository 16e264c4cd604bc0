"""Numbers as people write them: 60,000 and 60.000, 60 000 and 60'000, 1.000,5, 2·10⁻³, and every kind of minus.

A point or comma with three digits behind it may part thousands or decimals. `whole` says that a whole number is
asked for, so that it parts thousands; else it is decimal. `has_two_readings` tells where a page had better ask.
"""

import re
import unicodedata

from lstm_core.prose.complaint import complaint

_GAPS = " \t\u00a0\u2000-\u200a\u202f\u205f'’_"
_NUMERAL = re.compile(rf"(?<![\w.,])\d[\d.,{_GAPS}]*\d(?![\d])")
_GROUPED = (  # thousands for certain, and the decimals behind them
    re.compile(rf"(\d{{1,3}}(?:[{_GAPS}]\d{{3}})+)(?:[.,](\d+))?"),
    re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d+)"),
    re.compile(r"(\d{1,3}(?:,\d{3})+)\.(\d+)"),
    re.compile(r"(\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,})()"),
)
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_SEVERAL_MARKS = re.compile(r"\d+[.,]\d+[.,][\d.,]*\d")
_FRACTION = re.compile(r"(\d*)\s?([¼-¾⅐-⅞])")
_LOST_POWER = re.compile(r"\*\s*10-\d+(?![\d.,])")  # 2*10-3, where copying lowered the exponent
_ROUGHLY = re.compile(r"^\s*[=≈≃~∼]\s*")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_EXPONENT = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_SIGNS = str.maketrans(
    dict.fromkeys("−–—‐‑‒﹣－", "-")
    | dict.fromkeys("·⋅∙•×✕⨯∗", "*")
    | dict.fromkeys("÷∕⁄", "/")
    | {chr(0xFF01 + k): chr(0x21 + k) for k in range(94) if chr(0xFF01 + k) != "－"}  # full width
    | dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", "")
)


def plain(text: str, whole: bool = False) -> str:
    """The same text with points for decimals, no thousands marks, and signs of a keyboard.

    Raises ValueError with a sentence for a numeral that cannot be one number, such as 1.5.2, and for 2·10-3.
    """
    text = _FRACTION.sub(lambda found: repr(int(found[1] or 0) + unicodedata.numeric(found[2])), text)
    text = _ROUGHLY.sub("", text)
    text = _EXPONENT.sub(lambda found: f"^({found[0].translate(_RAISED)})", text.translate(_SIGNS))
    text = re.sub(r"(?<=\d)\s*[xX]\s*(?=[\d(])", "*", text)
    if lost := _LOST_POWER.search(text):
        power = lost[0].lstrip("* ")
        raise complaint("lost_power", power=power, raised=f"{power[:2]}^{power[2:]}")
    return _NUMERAL.sub(lambda found: _one_number(found[0], whole), text)


def has_two_readings(text: str) -> str:
    """The first numeral that may mean thousands or decimals, such as 60.000; "" if there is none."""
    found = (numeral[0] for numeral in _NUMERAL.finditer(text.translate(_SIGNS)))
    return next((numeral for numeral in found if _TWO_READINGS.fullmatch(numeral)), "")


def _one_number(numeral: str, whole: bool) -> str:
    """A numeral with a point for its decimals; what holds gaps that part no thousands stays as it is."""
    for pattern in _GROUPED:
        if found := pattern.fullmatch(numeral):
            return "".join(re.findall(r"\d", found[1])) + (f".{found[2]}" if found[2] else "")
    if whole and _TWO_READINGS.fullmatch(numeral):
        return re.sub("[.,]", "", numeral)
    if _SEVERAL_MARKS.fullmatch(numeral):
        raise complaint("several_marks", text=numeral[:20])
    return numeral
