r"""How equations are spelled: LaTeX, Unicode and plain typing, brought to one plain spelling.

\tilde{C}_t = \tanh(\mathbf{W}_C \cdot [h_{t-1}, x_t] + b_C)   becomes   C~_t = tanh( W_C * [h_{t-1}, x_t] + b_C)
"""

import re
import unicodedata

from lstm_core.grade.equations.code import without_code
from lstm_core.grade.equations.layout import SWALLOWED, without_layout
from lstm_core.prose.complaint import complaint

LONGEST = 4_000  # characters that are read
_EARLY = str.maketrans({"˜": "~", "∼": "~", "´": "'", "\u2026": " "} | dict.fromkeys("\u200b\u200c\u200d\ufeff"))
_SIGNS = str.maketrans(
    dict.fromkeys("−–—‐‑‒﹣－", "-")
    | dict.fromkeys("·⋅∙•×∗@⋆✕", "*")
    | dict.fromkeys("∘◦⊗⨀⨂○◯⚬⊚⊛⊡", "⊙")
    | dict.fromkeys("′’ʹ`", "'")
    | dict.fromkeys("≔←", "=")
    | dict.fromkeys("\u0302\u0303\u0304\u0305", "~")  # a hat, tilde or bar over the letter before
    | {"⟨": "<", "⟩": ">", "〈": "<", "〉": ">", "⊕": "+", "‖": ",", "∥": ",", "$": " ", "&": " "}
)
_COMMANDS = {
    "sigma": "σ", "phi": "φ", "varphi": "φ", "Gamma": "Γ", "prime": "'", "top": "T", "intercal": "T",
    "odot": "⊙", "circ": "⊙", "otimes": "⊙", "bigodot": "⊙", "bigotimes": "⊙", "bigcirc": "⊙", "boxdot": "⊙",
    "circledast": "⊙", "star": "*", "bullet": "*", "centerdot": "*", "cdotp": "*",
    "cdot": "*", "times": "*", "ast": "*", "oplus": "+", "mid": ",",
    "langle": "<", "rangle": ">", "gets": "=", "leftarrow": "=",
}  # fmt: skip
_SILENT = {"left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "quad", "qquad", "displaystyle", "nonumber"}
_FONT = r"\\(?:math(?:bf|rm|it|cal|sf)|boldsymbol|bm|text(?:bf|it|rm)?|operatorname|vec|mbox)\b\*?\s*"
_ACCENT = r"\\(?:wide)?(?:tilde|hat|bar)\b\s*(?:\{\s*([A-Za-z]+)([^{}]*(?:\{[^{}]*\})?[^{}]*)\}|([A-Za-z]))"
_LOWERED, _RAISED = "[\u2080-\u209c\u1d62-\u1d6a]+", "[\u2070-\u207f\u1d57\u1d40]+"


def equations_in(text: str) -> list[tuple[int, str]]:
    """Every equation of a text in plain spelling, with the line it begins in."""
    if len(text) > LONGEST:
        raise complaint("long_page", count=len(text), most=LONGEST)
    found: list[tuple[int, str]] = []
    number = 1
    for line in without_code(without_layout(text)).split("\n"):
        for row in re.split(r"\\\\|[#%].*", line.replace(SWALLOWED, " ")):
            for piece in _apart(_without_remarks(plain_spelling(row))):
                if found and _goes_on(found[-1][1], piece):
                    found[-1] = (found[-1][0], f"{found[-1][1]} {piece}".rstrip(" ."))
                else:
                    found.append((number, _bare(piece)))
        number += 1 + line.count(SWALLOWED)
    return found


def plain_spelling(row: str) -> str:
    """One row without LaTeX commands, fonts and rare signs; C with a tilde becomes C~."""
    row = re.sub(r"\.\*", "⊙", re.sub(r"(?<=\d)\.(?=\s*[-+,)])", "", row.translate(_EARLY)))
    row = re.sub(_LOWERED, lambda found: f"_{{{found[0]}}}", row)
    row = re.sub(_RAISED, lambda found: f"^{{{found[0]}}}", row)
    row = unicodedata.normalize("NFKD", row).translate(_SIGNS)
    row = re.sub(r"\\(?:begin|end|label|tag)\s*\{[^{}]*\}", " ", row)
    for _ in range(2):  # a font inside an accent, and an accent inside a font
        row = re.sub(_FONT + r"\{([^{}]*)\}", r" \1", row)
        row = re.sub(_ACCENT, lambda found: f" {found[1] or found[3]}~{found[2] or ''}", row)
    row = re.sub(_FONT, " ", row)
    row = re.sub(r"\\([A-Za-z]+)", _command, row)
    row = re.sub(r"\\([{}_])", r"\1", re.sub(r"\\[,;:! ()\[\]]", " ", row))
    row = re.sub(r"(?<![A-Za-z}])~\s*([A-Za-z])", r"\1~", row)  # ~C is C~
    row = re.sub(r"\^\s*\{?\s*'\s*\}?", "'", row)
    return row.replace(":=", "=").replace("<-", "=").replace("||", ",")


def _without_remarks(row: str) -> str:
    """A row without its number (3) or a remark (forget gate) at its end."""
    row = re.sub(r"\s+\(\d+(?:[.,]\d+)*[a-z]?\)\s*[.,;]?\s*$", "", row)
    return re.sub(r"\s+\((?:[A-Za-z]+[ -])+[A-Za-z]+\)\s*[.,;]?\s*$", "", row)


def _command(found: re.Match[str]) -> str:
    word = found[1]
    return _COMMANDS.get(word, " " if word in _SILENT else f" {word} ")


def _apart(row: str) -> list[str]:
    """The equations of one row: a ; or , that stands in no bracket ends one."""
    depth, begin, pieces = 0, 0, []
    for at, sign in enumerate(row):
        depth = max(depth + (sign in "([{") - (sign in ")]}"), 0)
        if sign in ";," and not depth:
            pieces.append(row[begin:at])
            begin = at + 1
    pieces.append(row[begin:])
    return [piece.strip() for piece in pieces if piece.strip(" .")]


def _goes_on(before: str, piece: str) -> bool:
    """Whether a piece belongs to the equation before it: a long sum may run over several rows."""
    if "=" in piece.lstrip("="):
        return False
    opened = sum(before.count(sign) for sign in "([{") > sum(before.count(sign) for sign in ")]}")
    return piece.startswith(tuple("+*⊙=")) or before.endswith(tuple("+*⊙=")) or opened


def _bare(piece: str) -> str:
    """An equation without its number, bullet, label or full stop: "forget gate: f = ..." becomes "f = ..."."""
    piece = re.sub(r"^(?:\(?\d+[.)]\s*|[-*]\s+)", "", piece)
    return re.sub(r"^[^=:()\[\]]*:(?!=)", "", piece).strip(" .") or "?"
