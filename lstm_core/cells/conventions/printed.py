"""What programs print around the numbers of a matrix: names, labels, shapes, types and scales.

`bare` takes it away, so that only numbers, brackets and separators are left. Known are NumPy, PyTorch (today's and the
first ones), TensorFlow, Keras, JAX, R, MATLAB, Julia, Mathematica, pandas and LaTeX.
"""

import re
from typing import NoReturn

COLUMNS = "\x01"  # stands on a line of its own where a wide matrix goes on with its next columns

_SIGNS = str.maketrans(
    dict.fromkeys("−–‐‑‒﹣－", "-")
    | dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
    | dict.fromkeys("\x01\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad", "")
    | dict.fromkeys("⎡⎢⎣⎤⎥⎦│┃", " ")
    | {chr(0xFF01 + k): chr(0x21 + k) for k in range(94) if chr(0xFF01 + k) != "－"}  # full width
)
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_NAME = r"[A-Za-z_][\w.]*(?:[/:][\w.]+)*"
_LEFT_OUT = re.compile(r"\.\.\.|…|⋮|⋯|⋱|getOption|\bomitted\b")
_SEVERAL_PAGES = re.compile(r"\(:,\s*:,|\(\d+\s*,\s*\.\s*,\s*\.\s*\)|^\s*, , |\d\s*[×x]\s*\d+\s*[×x]\s*\d", re.M)
_BY_COLUMNS = re.compile(r"\b(matrix|structure|cbind)\s*\(")
_LATEX = re.compile(r"\\begin\{(\w*matrix\*?|array)\}(?:\{[clr|]*\})?(.*?)\\end\{\1\}", re.S)
_ANGLES = (
    re.compile(r"\bgrad_fn\s*=\s*<[^<>]*>"),
    re.compile(r"<[^<>]*?\b(?:numpy|value)\s*=", re.S),
    re.compile(r"<[^<>\[\]]*>", re.S),
    re.compile(r">\s*$"),
)
_TYPE_BEHIND = re.compile(r"\[[\w.]*Tensor[^\[\]]*\]")  # [torch.FloatTensor of size 2x2]
_KEYWORDS = re.compile(
    r"\b(?:dtype|device|requires_grad|grad_fn|shape|size|layout|weak_type|name|trainable|sharding|numpy)\s*=\s*"
    r"(?:\([^()]*\)|'[^']*'|\"[^\"]*\"|[A-Za-z_][\w.:]*(?:\([^()]*\))?)"
)
_SCALAR = re.compile(r"\b(?:\w+\.)*(?:float|bfloat|int|double|half)_?\d*\(\s*([^()\s,]+)\s*\)")
_CALL = re.compile(
    r"\b(?:\w+\.)*(?:tensor|array|asarray|DeviceArray|Parameter|Variable|\w*Tensor|list|tuple|c|dlarray|single|double)\s*\(",
    re.I,
)
_TYPED = re.compile(r"\b(?:Float|Int|UInt|Double|Single)\d*(?=\[)")  # Float32[0.1 0.2]
_SIZE = re.compile(r"\b(?:torch\.Size|TensorShape)\(\s*[\[(][^()\[\]]*[\])]\s*\)")
_FORTRAN = re.compile(r"(?<=[\d.])[dD](?=[-+]?\d)")
_WORDS = re.compile(r"Parameter containing:|^\s*Param\b\s*:?", re.M)
_COMMENT = re.compile(r"[#%].*")
_TITLE = re.compile(rf"^\s*['\"]?{_NAME}['\"]?\s*(?:=|:(?!\S)|:=)\s*")
_SHAPE_LINE = re.compile(r"^\s*\d+(?:\s*[×x]\s*\d+(?:\s+[A-Za-z]\w*(?:\{.*\})?)*|-element\s.*):?\s*$")
_COLUMN_LINE = re.compile(r"^\s*(?:(?:\[\s*,\s*\d+\s*\]\s*)+|Columns?\s+\d+(?:\s+(?:through|to|and)\s+\d+)?:?)\s*$")
_ROW_LABEL = re.compile(r"^\s*\[\s*\d+\s*,\s*\]")
_PLACE = re.compile(r"^\s*\[(\d+)\]\s+(?=[^\s\[\]][^\[\]]*$)")
_SCALE = re.compile(rf"^\s*({_NUMBER})\s*\*\s*(?=\[|$)", re.M)


def bare(text: str) -> tuple[str, float]:
    """The text without what is printed around its numbers, and the factor that was printed in front of them all.

    Raises ValueError with a sentence where a part of the numbers is not there, or where they stand in another order.
    """
    text = text.translate(_SIGNS)
    _refuse_parts(text)
    text = _LATEX.sub(lambda found: "[" + found[2].replace("\\\\", ";").replace("&", " ") + "]", text)
    for angle in _ANGLES:
        text = angle.sub(" ", text)
    for pattern in (_TYPE_BEHIND, _WORDS, _SIZE, _KEYWORDS, _TYPED):
        text = pattern.sub(" ", text)
    text = _without_calls(_SCALAR.sub(r" \1 ", text))
    text = _FORTRAN.sub("e", "\n".join(_lines(text.splitlines())))
    scales = {float(scale) for scale in _SCALE.findall(text)}
    if len(scales) > 1:
        raise ValueError("it has several factors in front of numbers; multiply them in, and paste the numbers alone")
    plain = _SCALE.sub(" ", text).replace("{", "[").replace("}", "]")
    return plain, scales.pop() if scales else 1.0


def _refuse_parts(text: str) -> None:
    if _LEFT_OUT.search(text):
        raise ValueError("the printer left numbers out (...); print the whole matrix, and paste that")
    if _SEVERAL_PAGES.search(text):
        _too_deep()
    if found := _BY_COLUMNS.search(text):
        raise ValueError(f"R's {found[1]}(...) lists numbers by columns; print the matrix, and paste what is printed")


def _too_deep() -> NoReturn:
    raise ValueError("it has three dimensions or more; a block has one or two: choose one layer, or one part")


def _without_calls(text: str) -> str:
    """tensor(...) and the like become what stands between their brackets."""
    while found := _CALL.search(text):
        start, depth = found.end(), 1
        end = start
        while end < len(text) and depth:
            depth += (text[end] == "(") - (text[end] == ")")
            end += 1
        if depth:
            raise ValueError("a bracket is open; close it, or leave all brackets out")
        text = f"{text[: found.start()]} {text[start : end - 1]} {text[end:]}"
    return text


def _lines(lines: list[str]) -> list[str]:
    """Every line without titles, comments and labels."""
    kept = [_TITLE.sub("", _COMMENT.sub("", line)) for line in lines]
    kept = [COLUMNS if _COLUMN_LINE.match(line) else _ROW_LABEL.sub("", line) for line in kept]
    kept = [line for line in kept if line.strip() and not _SHAPE_LINE.match(line)]
    places = [found[1] for line in kept if (found := _PLACE.match(line))]
    if len(places) == len(kept) and places[:1] == ["1"]:  # a vector as R prints it: each line says where it begins
        return [" ".join(_PLACE.sub("", line) for line in kept)]
    return kept
