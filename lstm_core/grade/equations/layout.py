r"""Takes away what only says how equations look: fonts, sizes, spaces, environments of LaTeX, Markdown, unseen signs.

{\bf f}_t &= \sigma\Big(W_f \begin{bmatrix} h_{t-1} \\ x_t \end{bmatrix}\Big) && \text{forget gate} \\[2mm]

becomes  f_t &= \sigma(W_f [h_{t-1}, x_t]) \\. Line breaks inside an environment become SWALLOWED, so that lines can be
counted.
"""

import re
import unicodedata

SWALLOWED = "\x0b"
DEEPEST = 12  # braces inside one another
_INVISIBLE = {"\u2062": " ", "\u2063": ",", "\u2064": "+", "\t": "\t"}  # times, separator and plus that nobody sees
_COLUMN = re.compile(r"\\begin\s*\{(\w*matrix\*?|array)\}\s*(?:\[\w\]\s*)?(?:\{[clr|@ ]*\})?(.*?)\\end\s*\{\1\}", re.S)
_ENVIRONMENT = re.compile(
    r"\\begin\s*\{(?:array|tabular)\}\s*(?:\[\w\]\s*)?\{[^{}]*\}"
    r"|\\begin\s*\{(?:alignat|alignedat|xalignat)\*?\}\s*\{\d+\}"
    r"|\\(?:begin|end)\s*\{\w+\*?\}"
)
_ROW_END = re.compile(r"\\\\\*?(?:[ \t]*\[\s*-?[\d.]*\s*\\?[a-z]+\s*\])?|\\(?:newline|tabularnewline|cr)\b")
_SIGN_OF_BRACE = re.compile(r"(?<!\\)((?:\\\\)*)\\([{}])")  # \{, but not the brace behind a row's end \\
_SIZES = re.compile(r"\\[bB]igg?[lrm]?(?![A-Za-z])|\\(?:left|right|middle)(?![A-Za-z])\s*\.?(?=\s*[^\w\s]|\s*$)")
_SWITCHES = re.compile(
    r"\\(?:bf|rm|it|sf|tt|cal|sc|em|bfseries|rmfamily|boldmath|displaystyle|textstyle|scriptstyle|limits|nolimits"
    r"|notag|nonumber|quad|qquad|enspace|thinspace|medspace|thickspace|negthinspace|relax|allowbreak|mathstrut|strut|centering|noindent"
    r"|mathopen|mathclose|hfill|hline|smallskip|medskip|bigskip)(?![A-Za-z])\*?"
)
_WORDS = re.compile(
    r"(?:&|\\q?quad\b|\\hspace\*?\s*\{[^{}]*\}|\\[;,:> ]|\s)\s*\\(?:text\w*|mbox|hbox|mathrm|intertext)\s*\{[^{}]*\}"
    r"(?=\s*(?:\\\\|[&.,;]|$))",
    re.M,
)
_GROUP = re.compile(r"(?P<sub>[_^]\s*)?(?P<macro>\\[A-Za-z]+\*?\s*)?\{(?P<inside>[^{}]*)\}")
_BRACES = ("underbrace", "overbrace", "underbracket", "overbracket")
_BRACE = re.compile(
    rf"\\(?:{'|'.join(_BRACES)})\s*\{{([^{{}}]*)\}}(?:\s*[_^]\s*(?:⟦[^⟦⟧]*⟧|\{{[^{{}}]*\}})|(?!\s*[_^]\s*\{{))"
)
_STYLES = re.compile(
    r"math[a-z]+|text[a-z]*|sym[a-z]+|boldsymbol|bm|pmb|mbox|hbox|operatorname|vec|emph|boxed|underline|smash|ensuremath"
    r"|rm|bf|it|sf|tt|cal|bold|fbox|mathop|llap|rlap|clap|substack"
)
_BETWEEN = {  # signs that take no argument: the braces behind one belong to what comes next
    "odot", "circ", "otimes", "bigodot", "bigotimes", "bigcirc", "boxdot", "circledast", "star", "bullet", "centerdot",
    "cdotp", "cdot", "times", "ast", "oplus", "mid", "gets", "leftarrow",
}  # fmt: skip
_DROPPED = {
    "label", "tag", "hspace", "vspace", "mspace", "hskip", "phantom", "hphantom", "vphantom", "color", "textcolor",
    "colorbox", "fcolorbox", "intertext", "shortintertext", "ref", "eqref", "cite", "footnote", "stackrel", "overset",
    "underset", "class", "href", "raisebox", "scalebox", "kern",
}  # fmt: skip


def without_layout(text: str) -> str:
    """A text with the same equations and nothing that only says how they look."""
    text = "".join(map(_seen, text.replace("\r\n", "\n")))
    text = _without_markdown(text)
    text = _ROW_END.sub(r"\\\\", _SWITCHES.sub(" ", _WORDS.sub(" ", text)))
    text = _COLUMN.sub(_column, text)
    text = _ENVIRONMENT.sub(" ", text)
    text = _SIZES.sub("", text)
    return _without_groups(_SIGN_OF_BRACE.sub(lambda found: found[1] + "()"[found[2] == "}"], text))


def _seen(sign: str) -> str:
    """A sign, or what an unseen one stands for: nothing, mostly."""
    if sign in _INVISIBLE:
        return _INVISIBLE[sign]
    return "" if unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f" else sign


def _without_markdown(text: str) -> str:
    text = re.sub(r"^[ \t]*(?:```|~~~).*$", "", text, flags=re.M)
    text = re.sub(r"`([^`\n]*=[^`\n]*)`", r"\1", text)
    text = re.sub(r"\*\*([^*\n]+)\*\*", r"\1", text)
    return re.sub(r"^[ \t]*>+[ \t]?", "", text, flags=re.M)


def _column(found: re.Match[str]) -> str:
    """A column of a matrix as [h, x]; an array that holds equations is only layout."""
    if "=" in found[2]:
        return found[2]
    rows = [" ".join(row.replace("&", " ").split()) for row in found[2].split(r"\\")]
    return f"[{', '.join(filter(None, rows))}]" + SWALLOWED * found[0].count("\n")


def _without_groups(text: str) -> str:
    """Braces taken away from the inside out, with the styles in front of them; those of indices and accents stay."""
    for _ in range(DEEPEST):
        before, text = text, _GROUP.sub(_ungrouped, _BRACE.sub(r" \1", text))
        if text == before:
            break
    return text.replace("⟦", "{").replace("⟧", "}")


def _ungrouped(found: re.Match[str]) -> str:
    """One innermost group: what is in it, or the group marked as one to keep."""
    sub, macro, inside = found["sub"] or "", (found["macro"] or "").strip(" \\*\n"), found["inside"].strip()
    if macro in _BRACES:
        return found[0]  # until what stands below is known
    if macro in _DROPPED:
        return sub
    if macro in _BETWEEN:
        return f"{sub}{found['macro']} {inside}"
    if macro and not _STYLES.fullmatch(macro):
        return f"{sub}{found['macro']}⟦{found['inside']}⟧"
    if macro.startswith(("text", "mbox", "hbox")) and _is_words(inside):
        inside = ""
    if sub:
        return f"{sub}⟦{inside}⟧" if inside else ""
    return f" {inside}" if macro else inside


def _is_words(inside: str) -> bool:
    """Whether this is an explanation and no name: two words or more."""
    return len(re.findall(r"[A-Za-zÄÖÜäöüß]{2,}", inside)) > 1
