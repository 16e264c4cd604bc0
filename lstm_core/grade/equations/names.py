"""A name as learners write it: which value or weight it means, and of which time step.

h_{t-1}  h_t-1  ht-1  h(t-1)  h^{<t-1>}  h_prev  h_old     the old h
C~_t  c_tilde  g_t  candidate                              the candidate g
W_f  Wf  W_{hf}  U_f  V_f  p_f                             a weight
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

FUNCTIONS = {
    **dict.fromkeys(("σ", "sigmoid", "sigma", "sig", "sigm", "logistic"), "sigmoid"),
    **dict.fromkeys(("tanh", "φ", "phi"), "tanh"),
    "expit": "sigmoid",
    **dict.fromkeys(("concat", "cat", "concatenate", "hstack", "vstack"), "join"),
    **dict.fromkeys(("dot", "matmul", "mm", "mv"), "times"),  # of code: dot(W, x)
    **dict.fromkeys(("multiply", "mul"), "by unit"),
    **dict.fromkeys(("add", "plus"), "plus"),
    **dict.fromkeys(("subtract", "sub"), "minus"),
}
SAME = {"c~": "g", "candidate": "g", "cand": "g", "h~": "n", "y~": "y", "yhat": "y"}
_GLUED = "(?:[xhcfiogzrnyasujkqCHXFIOGZRN]{0,2}|in|rec|out|self)"  # what may follow the letter of a weight
GIVEN = ("x", "h", "c")  # the lecture's letters for what a step is given
_OLD, _NEW = ("t-1", "tm1", "prev", "previous", "old", "last", "alt"), ("new", "next", "neu")
_MARKS = dict.fromkeys(_OLD, "old") | dict.fromkeys(_NEW, "new") | {"t": "now", "t+1": "next"}
_TILDES = ("tilde", "hat", "cand", "candidate")
_TAIL = r"(?:t(?:[-+]1(?![\d.]))?|prev|old|new|next|tilde|hat)(?![A-Za-z])"  # what may be glued to a single letter
_WORD = re.compile(rf"(?:[A-Za-z]|[WUV][xhcXHC])(?={_TAIL})|[A-Za-z\u0370-\u03ff]+")
_PARTS = re.compile(
    rf"""(?P<tail>{_TAIL}) | (?P<tilde>~) | (?P<prime>'+)
    | \s*_\s*\{{(?P<sub>[^{{}}]*)\}} | \s*_\s*\((?P<low>[^()]*)\) | \s*_\s*(?P<bare>t[-+]1(?![\d.])|[A-Za-z0-9]+)
    | \s*\^\s*(?:\{{(?P<sup>[^{{}}]*)\}}|<(?P<angle>[^<>]*)>|\((?P<round>[^()]*)\)|(?P<sign>[A-Za-z0-9]))
    | \s?[(\[<]\s*(?P<index>t\s*(?:[-+]\s*1\s*)?)[)\]>]""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Name:
    """One name of a formula."""

    text: str  # as the learner wrote it
    kind: str  # "value", "weight", "bias" or "function"
    key: str  # the same for every way to write the same name: g for C~, W_f for Wf, tanh for φ
    mark: str = ""  # its time: "old" (t-1), "now" (t), "next" (t+1), "new" (h' or h_new), or "" for none


def name_at(row: str, at: int, defined: Collection[str], alone: bool = True) -> tuple[list[Name], int]:
    """The name that begins at a place, and where it ends; Wx_t and fC are several names, written as one.

    `defined` holds the keys that have an equation; `alone` says that nothing is multiplied with the name from the left.
    """
    word = _WORD.match(row, at)
    assert word, "names begin with a letter"
    spelled, mark, end = _indexed(word, row)
    name = _meant(row[at:end].strip()[:40], spelled, mark, defined)
    if name.kind == "function" and name.key == "join" and row[end:].lstrip()[:1] not in ("(", "["):
        name = replace(name, kind="value", key=word[0].lower())  # concat = [h, x], and W_f concat
    follows = re.compile(r"\s*[*⊙.]?\s*[A-Za-zσφ(\[]").match(row, end)
    return _unglued(name, word[0], defined, alone=alone and not follows), end


def _indexed(word: re.Match[str], row: str) -> tuple[str, str, int]:
    """A name without its time, its time, and where both end."""
    end, mark, tilde, subs, primed = word.end(), "", "", "", False
    while part := _PARTS.match(row, end):
        what, end = _shortened(part, row)
        primed |= part.lastgroup == "prime"
        tilde = "~" if part.lastgroup == "tilde" or what in _TILDES else tilde
        mark = _MARKS.get(what, mark)
        if part.lastgroup not in ("tilde", "prime") and what not in {*_MARKS, *_TILDES, "T"}:
            subs += f"_{what}"
    if primed:  # h' is the new h, but C'_t, with an index, a candidate
        tilde, mark = ("~", mark) if mark else (tilde, "new")
    return word[0] + tilde + subs, mark, end


def _shortened(part: re.Match[str], row: str) -> tuple[str, int]:
    """What an index says, and where it ends: W_fh_t is W_f h_t, as LaTeX would print it."""
    what, end = re.sub(r"[\s<>(),]", "", part[part.lastgroup or 0]), part.end()
    if part.lastgroup == "bare" and what not in {*_MARKS, *_TILDES} and 2 <= len(what) <= 3 and what[-1].isalpha():
        glued = row[end : end + 1] in ("_", "~", "'") or re.fullmatch("t[A-Za-z]", what)
        return (what[:-1], end - 1) if glued else (what, end)
    return what, end


def _meant(text: str, spelled: str, mark: str, defined: Collection[str]) -> Name:
    word, _, sub = spelled.partition("_")
    if word.lower() in FUNCTIONS:
        squashed = word == "σ" and sub in ("c", "h", "s")  # activations of a state, as σ_c and σ_h of Wikipedia's LSTM
        return Name(text, "function", "tanh" if squashed else FUNCTIONS[word.lower()])
    letter, rest = word[0], word[1:] + sub
    if not mark and re.fullmatch(rf"[WUV]{_GLUED}", word):
        return Name(text, "weight", f"{letter}_{rest}")
    key = SAME.get(spelled.lower(), spelled.lower())
    if key in defined or key in GIVEN:
        return Name(text, "value", key, mark)
    if re.fullmatch(r"[Bb](?:ias|[A-Za-z]{0,2})", word):
        return Name(text, "bias", f"b_{rest.removeprefix('ias')}", mark)
    if re.fullmatch(rf"[WUVRP]{_GLUED}|[wuvp][A-Za-z]?", word):
        return Name(text, "weight", f"{letter}_{rest}", mark)
    return Name(text, "value", key, mark)


def _unglued(name: Name, base: str, defined: Collection[str], alone: bool) -> list[Name]:
    """Wx is W and x where it multiplies nothing else, and fc is f and c if both have a meaning."""
    if not 2 <= len(base) <= 3 or name.kind in ("function", "bias") or name.key in defined:
        return [name]
    letters = [_meant(letter, letter, "", defined) for letter in base]
    known = all(part.kind == "weight" or part.key in defined or part.key in GIVEN for part in letters)
    if not known or (name.kind == "weight" and not (alone or name.mark)) or letters[-1].kind != "value":
        return [name]
    return [*letters[:-1], replace(letters[-1], text=name.text.removeprefix(base[:-1]), mark=name.mark)]
