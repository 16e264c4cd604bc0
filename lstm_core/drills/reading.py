"""Read what is typed into a field, and write a value as it is asked for. Complaints are sentences."""

import re
from collections.abc import Callable
from typing import NoReturn

import numpy as np

from lstm_core.drills.field import Field, Value
from lstm_core.prose.complaint import complaint
from lstm_core.prose.text import decimal, true_minus
from lstm_core.run.answers import read_number
from lstm_core.run.numerals import has_two_readings

LONGEST = 400  # characters of an answer
SEPARATORS = (r"\s*;\s*", r"\s*,\s+|\s+,\s*|\s+", r"\s*,\s*")  # 0,5; 0,3 and 0.5, 0.3 and 0,5 0,3 and 0.5,0.3
UNITS = {"b": 1, "bytes": 1, "byte": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}


def read(asked: Field, text: str) -> Value:
    """The value of a typed text. Raises ValueError with a sentence."""
    if not text.strip():
        raise complaint("no_answer")
    if len(text) > LONGEST:
        raise complaint("long_answer", count=len(text), most=LONGEST)
    return READERS[asked.kind](asked, text.strip())


def written(asked: Field, value: Value) -> str:
    """A value in text, with the digits asked for, so that it can be typed back."""
    if isinstance(value, tuple):
        between = {"shape": " × ", "sequence": " "}.get(asked.kind, "; ")
        return between.join(written(asked, entry) for entry in value)
    if isinstance(value, str | int):
        return true_minus(str(value)) if isinstance(value, int) else value
    value += 0.0  # no minus before a zero
    if asked.rtol:
        return true_minus(np.format_float_positional(value, precision=asked.digits, fractional=False, trim="-"))
    return re.sub(r"^−(0\.0*)$", r"\1", decimal(value, asked.digits))


def _number(asked: Field, text: str) -> float:
    """A number. 60,000 is sixty where a distance is marked, and asked about where only a share is."""
    doubtful = has_two_readings(text)
    if doubtful and asked.span:
        readings = [read_number(text, whole) for whole in (False, True)]
        inside = [value for value in readings if asked.span[0] <= value <= asked.span[1]]
        return (inside or readings)[0]
    if doubtful and asked.rtol and ("," in doubtful or doubtful.endswith("000")):
        _ask(doubtful)
    return read_number(text)


def _ask(doubtful: str) -> NoReturn:
    thousands, decimals = re.sub("[.,]", "", doubtful), f"{float(doubtful.replace(',', '.')):g}"
    raise complaint("two_readings", text=doubtful, thousands=thousands, decimals=decimals)


def _integer(_: Field, text: str) -> int:
    value = read_number(text, whole=True)
    if abs(value - round(value)) > 1e-6:
        raise complaint("not_whole", value=f"{value:g}")
    return round(value)


def _bytes(_: Field, text: str) -> int:
    """A number of bytes, or of kB, MB, KiB, MiB where that is said; 1.792 MB and 1,792 MB are decimals."""
    found = re.fullmatch(r"(.*?)\s*([kmg]?i?b|bytes?)?", text, re.IGNORECASE | re.DOTALL)
    number, unit = (found[1], found[2]) if found else (text, None)
    factor = UNITS[(unit or "b").lower()]
    count = read_number(number, whole=factor == 1) * factor
    if not np.isfinite(count):
        raise complaint("large_bytes")
    return round(count)


def _vector(asked: Field, text: str) -> tuple[float, ...]:
    """Numbers with ; or spaces between them, or commas; whichever gives as many as are asked for."""
    inside = text.strip("()[] \n")
    cuts = [re.split(between, inside.strip("; ")) for between in SEPARATORS]
    words = next((cut for cut in cuts if len(cut) == asked.size), next((cut for cut in cuts if len(cut) > 1), cuts[0]))
    if len(words) == 2 * asked.size and cuts[2] == words and ";" not in text and "." not in text:
        raise complaint("which_commas")
    return tuple(read_number(word) for word in words)


def _shape(asked: Field, text: str) -> tuple[int, ...]:
    """Sizes with ×, x, a comma or a space between them; a column of n numbers counts as (n,)."""
    words = [word for word in re.split(r"[\s,;x×*()\[\]]+", text.lower()) if word]
    if not words or not all(re.fullmatch(r"\d{1,6}", word) for word in words):
        raise complaint("no_shape", text=text[:20])
    sizes = tuple(map(int, words))
    return sizes[:1] if asked.size == 1 and len(sizes) == 2 and sizes[1] == 1 else sizes


def _choice(asked: Field, text: str) -> str:
    found = [choice for choice in asked.choices if choice.casefold() == text.casefold()]
    if not found:
        raise complaint("no_choice", text=text[:40], choices=", ".join(asked.choices))
    return found[0]


def _sequence(asked: Field, text: str) -> tuple[str, ...]:
    """Letters, with or without anything between them: BAC, B A C or B, A, C."""
    letters = tuple(re.sub(r"[\s,;→>()'\"-]+", "", text).upper())
    if not letters or any(letter not in asked.choices for letter in letters):
        raise complaint("no_sequence", letters=", ".join(asked.choices))
    return letters


READERS: dict[str, Callable[[Field, str], Value]] = {
    "number": _number,
    "integer": _integer,
    "bytes": _bytes,
    "vector": _vector,
    "shape": _shape,
    "choice": _choice,
    "sequence": _sequence,
}
