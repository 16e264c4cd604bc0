"""What programs print around the numbers of a matrix: names, labels, shapes, types and scales.

`bare` takes it away, so that only numbers, brackets and separators are left. Known are NumPy, PyTorch (today's and the
first ones, and those of R and C++), TensorFlow, Keras, JAX, Paddle, R, MATLAB, Julia, Mathematica, SymPy,
pandas, Rust, JavaScript and LaTeX.
"""

import re
from typing import NoReturn

COLUMNS = "\x01"  # stands on a line of its own where a wide matrix goes on with its next columns

_SIGNS = str.maketrans(
    dict.fromkeys("−–—‐‑‒﹣－", "-")
    | dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " ")
    | dict.fromkeys("\x01\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad", "")
    | dict.fromkeys("⎡⎢⎣⎤⎥⎦┃", " ")
    | dict.fromkeys("│┆", "|")
    | {chr(0xFF01 + k): chr(0x21 + k) for k in range(94) if chr(0xFF01 + k) != "－"}  # full width
)
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_NAME = r"[A-Za-z_][\w.]*(?:[/:][\w.]+)*"
_LEFT_OUT = re.compile(r"\.\.\.|…|⋮|⋯|⋱|getOption|\bomitted\b")
_SEVERAL_PAGES = re.compile(r"\(:,\s*:,|\(\d+\s*,\s*\.\s*,\s*\.\s*\)|^\s*, , |\d\s*[×x]\s*\d+\s*[×x]\s*\d", re.M)
_BY_COLUMNS = re.compile(r"\b(matrix|structure|cbind)\s*\((?!\s*\[)")
_WORKED_OUT = re.compile(
    r"[\])]\s*(\.\s*(?:T|t\(\)|reshape|view|transpose)\b|\.?'|\^\s*(?:\{?\s*T\b|\\top)|[*/]\s*[\d.]+)|(<\s*/\s*\w+\s*>)"
)
_LATEX = re.compile(r"\\begin\{(\w*matrix\*?|array|tabular)\}(?:\{[clr|]*\})?(.*?)\\end\{\1\}", re.S)
_LATEX_AROUND = re.compile(r"\\(?:left|right)\s*[\[\](){}|.]|\\[\[\]]|\$+|\\hline")
_ANGLES = (
    re.compile(r"\bgrad_fn\s*=\s*<[^<>]*>"),
    re.compile(r"<[^<>]*?\b(?:numpy|value)\s*=", re.S),
    re.compile(r"<[^<>\[\]]*>", re.S),
    re.compile(r">\s*$"),
)
_TYPE_BEHIND = re.compile(  # [torch.FloatTensor of size 2x2], [ CPUFloatType{2,2} ]
    r"\[[\w.]*Tensor[^\[\]]*\]|\[\s*\w+Type\{[^{}\[\]]*\}\s*\]|\[\s*(?:requires_grad|grad_fn)\s*=[^\[\]]*\]"
    r"|\[\s*\d+ rows x \d+ columns\s*\]"
)
_KEYWORDS = re.compile(
    r"\b(?:dtype|device|requires_grad|grad_fn|shape|size|layout|weak_type|name|trainable|sharding|numpy"
    r"|place|stop_gradient|strides|kernel_init)\s*=\s*"
    r"(?:\w*\([^()]*\)|'[^']*'|\"[^\"]*\"|[A-Za-z_][\w.:]*(?:\([^()]*\))?)"
)
_SCALAR = re.compile(r"\b(?:\w+\.)*(?:float|bfloat|int|double|half)_?\d*\(\s*([^()\s,]+)\s*\)")
_CALL = re.compile(
    r"\b(?:\w+\.)*(?:tensor|array|asarray|DeviceArray|Parameter|Variable|\w*Tensor|list|tuple|c|dlarray|single|double|matrix|OrderedDict|dict)\s*\(",
    re.I,
)
_TYPED = re.compile(r"\b(?:Float|Int|UInt|Double|Single)\d*(?=\[)")  # Float32[0.1 0.2]
_SIZE = re.compile(r"\b(?:torch\.Size|TensorShape)\(\s*[\[(][^()\[\]]*[\])]\s*\)")
_FORTRAN = re.compile(r"(?<=[\d.])(?:[dDf]|\*\^)(?=[-+]?\d)")  # 1d-3, and Julia's 1f-3, and Mathematica's 1*^-3
_SINGLE = re.compile(r"(?<=[\d.])[fF](?![\w.])")  # 0.1f of C
_KEPT_IN = re.compile(r"\b(?:Float|Int)\d+Array(?:\(\d+\))?\s*(?=\[)|\b(?:array|vec)!\s*(?=\[)")
_WORDS = re.compile(
    r"Parameter containing:|^\s*Param\b\s*:?|^\s*(?:torch_tensor|Tensor|Diagonal Matrix)\s*$|^\s*(?:```|~~~).*$"
    r"|^\s*(?:>>>?|julia>|In \[\d+\]:) *[A-Za-z_][\w.]*(?:\(\w+\))?\s*$|^\s*Out\[\d+\][:=]",
    re.M,
)
_COMMENT = re.compile(r"#.*|(?<!\d)%.*")
_KEY = re.compile(r"^\s*(?:OrderedDict|dict)?[\s({\[]*(['\"])[A-Za-z_][\w./:]*\1\s*[:,]\s*")  # of a dictionary or pair
_SERIES = re.compile(r"\n(?:(?:Name|Length): [^\n]*, )*dtype: \w+\s*$")
_TITLE = re.compile(
    rf"^\s*(?:(?:static|const|float|double)\s+)*['\"]?{_NAME}['\"]?(?:\[\d+\])*\s*(?:=|:(?!\S)|:=)\s*|^\s*=\s*(?=\{{)"
)
_SIZES = r"\d+(?:\s*\([A-Z]\))?(?:\s*[×x]\s*\d+(?:\s*\([A-Z]\))?)+"
_SHAPE_LINE = re.compile(
    rf"^\s*(?:{_SIZES}(?:\s+[A-Za-z]\w*(?:[({{].*[)}}])?)*|\d+-element\s.*):?\s*$"
    rf"|^\s*(?:shape|size|dim(?:ension)?s?)\s*[:=]?\s*(?:{_SIZES}|\d+\s*,\s*\d+)\s*$",
    re.I,
)
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
    text = "\n".join(_COMMENT.sub("", line) for line in text.splitlines())
    if keyed := _KEY.match(text):
        text = without_stray_ends(text[keyed.end() :])
    if _SERIES.search(text):
        text = re.sub(r"^\s*\S+[ \t]+", "", _SERIES.sub("", text), flags=re.M)
    text = _LATEX.sub(lambda found: "[" + found[2].replace("\\\\", ";").replace("&", " ") + "]", text)
    text = _LATEX_AROUND.sub(" ", text) if "\\" in text or "$" in text else text
    for angle in _ANGLES:
        text = angle.sub(" ", text)
    for pattern in (_WORDS, _TYPE_BEHIND, _SIZE, _KEYWORDS, _TYPED, _KEPT_IN):
        text = pattern.sub(" ", text)
    text = _without_calls(_SCALAR.sub(r" \1 ", text))
    text = _SINGLE.sub("", _FORTRAN.sub("e", "\n".join(_lines(text.splitlines()))))
    scales = {float(scale) for scale in _SCALE.findall(text)}
    if len(scales) > 1:
        raise ValueError("it has several factors in front of numbers; multiply them in, and paste the numbers alone")
    plain = _SCALE.sub(" ", text).replace("{", "[").replace("}", "]")
    return plain, scales.pop() if scales else 1.0


def without_stray_ends(words: str) -> str:
    """Text without the brackets at its end that were opened before it: those of a whole dictionary."""
    opening = {")": "(", "]": "[", "}": "{"}
    words = words.rstrip(" ,\r\n\t")
    while words and words[-1] in opening and words.count(words[-1]) > words.count(opening[words[-1]]):
        words = words[:-1].rstrip(" ,\r\n\t")
    return words


def _refuse_parts(text: str) -> None:
    if _LEFT_OUT.search(text):
        raise ValueError("the printer left numbers out (...); print the whole matrix, and paste that")
    if _SEVERAL_PAGES.search(text):
        _too_deep()
    if found := _WORKED_OUT.search(text):
        raise ValueError(f"“{found[0].strip()[:20]}” is still to be worked out; paste the numbers that come out")
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
    """Every line without titles and labels."""
    lines = [line for line in lines if not _SHAPE_LINE.match(line)]
    kept = [_TITLE.sub("", line) for line in lines]
    kept = [COLUMNS if _COLUMN_LINE.match(line) else _ROW_LABEL.sub("", line) for line in kept]
    kept = [line for line in kept if line.strip() and not _SHAPE_LINE.match(line)]
    places = [found[1] for line in kept if (found := _PLACE.match(line))]
    if len(places) == len(kept) and places[:1] == ["1"]:  # a vector as R prints it: each line says where it begins
        return [" ".join(_PLACE.sub("", line) for line in kept)]
    return kept
