"""Sentences as they are read aloud: formulas become words, and nothing of their code is left."""

import re

from lstm_core.prose import read

SAME = {  # other ways to write a sign of spoken.toml
    "prime": "'", "leq": "le", "geq": "ge", "rightarrow": "to", "dots": "cdots", "ldots": "cdots",
    "epsilon": "varepsilon", "log": "ln", "ast": "cdot", "mid": "", "lVert": "", "rVert": "", "colon": ":",
    "−": "-", "–": "-", "×": "times", "·": "cdot", "⊙": "odot", "≈": "approx", "≤": "le", "≥": "ge", "→": "to",
    "∂": "partial", "∞": "infty", "±": "pm", "√": "sqrt", "∑": "sum", "σ": "sigma", "τ": "tau", "δ": "delta",
    "γ": "gamma", "λ": "lambda", "…": "cdots", "|": ",", "\u0303": "~",
}  # fmt: skip
POWERS = {"<<T>>": "^T", "<<\\top>>": "^T", "<<2>>": "^2"}
LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ₜₕₓₙᵢⱼₖ", "0123456789+-thxnijk")
_FORMULA = re.compile(r"\$\$?(.+?)\$\$?", re.DOTALL)
_GROUP = r"\{([^{}]*)\}"
_INSIDE = (  # what takes groups, the innermost first, until nothing changes
    (re.compile(r"\\(?:mathrm|text|mathbf|operatorname|mathit|underbrace|boldsymbol)\s*" + _GROUP), r" \1 "),
    (re.compile(r"\\(?:tilde|widetilde)\s*(?:" + _GROUP + r"|(\w))"), r" \1\2 ~ "),
    (re.compile(r"\\(?:bar|hat|vec)\s*(?:" + _GROUP + r"|(\w))"), r" \1\2 "),
    (re.compile(r"\\[dt]?frac\s*" + _GROUP + r"\s*" + _GROUP), r" \1 / \2 "),
    (re.compile(r"\^\s*(?:\{\s*\(?(T|2|\\top)\)?\s*\}|(T|2|\\top)(?!\w))"), r" <<\1\2>> "),
    (re.compile(r"_\{([a-z])([a-z])\}"), r" \1 \2 "),
    (re.compile(r"\^\s*(?:\{\s*\\prime\s*\}|\\prime)"), " ' "),
    (re.compile(r"\^\s*" + _GROUP), r" ^ \1 "),
    (re.compile(r"_\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\\sqrt\s*\{([^{}]*)\}"), r" \\sqrt \1 "),
)
_BRACES = re.compile(r"\{([^{}]*)\}")
_ORNAMENT = re.compile(
    r"\\(?:begin|end)\s*\w*|\\(?:left|right|big|Big|bigl|bigr|quad|qquad)(?![a-zA-Z])|\\[,;:!|\\ ]|&"
)
_TOKEN = re.compile(r"<<(?:T|2|\\top)>>|\\[a-zA-Z]+|[a-zA-Z]+|\d+(?:[.,]\d+)*|[^\s_{}\\$]")
_MARKS = re.compile(r"[`{}]|\*\*|(?<!\w)[*_]|[*_](?!\w)|\[|\](?:\([^)]*\))?")


def spoken_text(sentence: str, language: str) -> str:
    r"""A sentence with $...$ and Markdown in it, to be heard: $\tilde{C}_{t-1}$ is "C tilde t minus 1"."""
    text = _FORMULA.sub(lambda found: f" {_formula(found.group(1), language)} ", sentence)
    text = _MARKS.sub("", re.sub(r"(?<=\w)_(?=\w)", " ", text)).translate(LOWERED)
    words = [_word(sign, language) if sign in SAME or sign in "+=<>" else sign for sign in text]
    return _joined("".join(words))


def _formula(latex: str, language: str) -> str:
    """The words of one formula."""
    text, before = _ORNAMENT.sub(" ", latex.translate(LOWERED)), ""
    while text != before:
        before = text
        for pattern, replacement in _INSIDE:
            text = pattern.sub(replacement, text)
        text = _BRACES.sub(r" \1 ", text) if text == before else text
    return " ".join(_word(sign, language) for sign in _TOKEN.findall(text))


def _word(sign: str, language: str) -> str:
    """A sign as it is said; what nobody has written words for is said as it is."""
    name = sign if len(sign) == 1 else sign.strip("\\<>")
    name = SAME.get(name, name) if name != sign or len(sign) == 1 else sign
    known = read("spoken").get(POWERS.get(sign, name))
    return f" {known[language]} " if known else name


def _joined(text: str) -> str:
    """Single spaces, and none before a point or a comma."""
    return re.sub(r"\s+([.,;:?!)])", r"\1", re.sub(r"\s+", " ", text)).replace("( ", "(").strip()
