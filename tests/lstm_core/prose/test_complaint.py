"""Whatever is refused is refused in both languages, and every sentence of the file is one that may come up."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import lstm_core
from lstm_core.prose import read
from lstm_core.prose.complaint import Complaint, complaint, sentence, why

SOURCES = list(Path(lstm_core.__file__).parent.rglob("*.py"))
TEXTS = read("complaints")


def asked_for():
    """Every key with which the code asks for a sentence, and the blanks that it fills."""
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("complaint", "sentence") and call.args:
                for key in keys_of(call.args[0]):
                    yield key, {word.arg for word in call.keywords}


def keys_of(node):
    """The keys that an argument may have: a constant, one of two, or what an f-string matches."""
    match node:
        case ast.Constant(value=str(key)):
            return [key]
        case ast.IfExp(body=body, orelse=other):
            return [*keys_of(body), *keys_of(other)]
        case ast.JoinedStr(values=parts):
            form = "".join(
                re.escape(part.value) if isinstance(part, ast.Constant) else "(parts|wires|part|wire)" for part in parts
            )
            return [key for key in TEXTS if re.fullmatch(form, key)]
        case ast.Name(id="kind"):
            return ["bias_taken", "matrix_taken"]
    return []


ASKED = dict(asked_for())


def blanks(text):
    return set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text.replace("{{", "").replace("}}", "")))


def test_every_sentence_is_asked_for_and_every_one_that_is_asked_for_is_there():
    assert ASKED.keys() == TEXTS.keys()


@pytest.mark.parametrize("key", TEXTS)
def test_a_sentence_has_no_other_blanks_than_those_that_are_filled(key):
    for language in ("en", "de"):
        assert blanks(TEXTS[key][language]) <= ASKED[key]


def test_no_two_sentences_are_the_same():
    assert max(Counter(text["en"] for text in TEXTS.values()).values()) == 1


def test_a_complaint_is_english_as_text_and_german_where_german_is_spoken():
    error = complaint("unknown_sign", sign="'%'")
    assert isinstance(error, ValueError)
    assert str(error).startswith("cannot read '%'")
    assert error.wording.de.startswith("'%' ist hier nicht zu lesen")


def test_a_blank_may_be_filled_by_what_was_complained_about_within():
    inner = complaint("no_left", number=3)
    assert sentence("in_line", number=1, text="", why=why(inner)).de == "Zeile 1: Zeile 3: Links vom = fehlt etwas"
    assert why(ValueError("plain")) == "plain"
    assert isinstance(inner, Complaint)


def test_a_key_that_is_not_there_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        complaint("nonsense")
