"""Numbers in a link: arrays as short text that survives a URL, and back."""

import math
from collections.abc import Mapping
from itertools import islice
from typing import Any

import numpy as np

from lstm_core.cell import Shape

LARGEST = 10.0  # numbers in links, sliders and tables lie within ± this
SEPARATOR = "_"


def pack(arrays: Mapping[str, Any]) -> str:
    """All numbers, in order, with up to four decimals: "0.5_-1_2.25"."""
    numbers = [round(float(number), 4) + 0.0 for array in arrays.values() for number in np.ravel(array)]
    return SEPARATOR.join(f"{number:g}" for number in numbers)


def unpack(text: str, shapes: Mapping[str, Shape]) -> dict[str, np.ndarray]:
    """The arrays of these shapes. Raises ValueError with a sentence if the text does not fit them."""
    words = text.split(SEPARATOR)
    needed = sum(math.prod(shape) for shape in shapes.values())
    if len(words) != needed:
        raise ValueError(f"The link carries {len(words)} numbers, but this cell needs {needed}. It was left aside.")
    numbers = iter([_number(word) for word in words])
    return {name: np.array(list(islice(numbers, math.prod(shape)))).reshape(shape) for name, shape in shapes.items()}


def _number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        raise ValueError(f"The link carries “{word[:20]}”, which is not a number. It was left aside.") from None
    if not abs(number) <= LARGEST:
        raise ValueError(f"The link carries {word[:20]}; numbers must be between −{LARGEST:g} and {LARGEST:g}.")
    return number
