"""Every formula that we have can be set by Typst, letter for letter."""

import json
import re

import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lstm_core.cell.roles import ROLES
from lstm_core.cells import CELLS
from lstm_core.exam.paper.typeset import math, pieces
from lstm_core.latex import CONVENTIONS, equations
from lstm_core.prose import FOLDER, read


def texts(part):
    """Every text in a file of prose."""
    if isinstance(part, str):
        yield part
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from texts(inner)


def set_by_typst(formulas):
    """What a reader of the PDF sees, one formula a line, in plain letters and without spaces."""
    pypdf = pytest.importorskip("pypdf")
    import io
    import unicodedata

    source = "#set page(width: 60cm, height: auto)\n" + "\n\n".join(f"${formula}$" for formula in formulas)
    pdf = typst.compile(source.encode(), format="pdf", ignore_system_fonts=True)
    shown = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    lines = [re.sub(r"\s", "", unicodedata.normalize("NFKC", line)) for line in shown.splitlines()]
    return [line for line in lines if line]


def letters(latex):
    """The letters of a formula of ours, in the order in which they are read."""
    plain = latex.replace(r"\tilde{C}", "C\u0303").replace(r"\tilde{h}", "h\u0303")
    for command, letter in {r"\sigma": "σ", r"\tanh": "tanh", r"\odot": "⊙", r"\cdot": "⋅", "-": "−"}.items():
        plain = plain.replace(command, letter)
    return re.sub(r"[\s{}_]", "", plain)


@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=lambda convention: convention.name)
@pytest.mark.parametrize("cell", CELLS.values(), ids=lambda cell: cell.name)
def test_every_equation_of_every_cell_is_set_letter_for_letter(cell, convention):
    formulas = equations(cell, convention)
    assert set_by_typst(map(math, formulas)) == [letters(formula) for formula in formulas]


def test_a_coloured_equation_reads_the_same():
    hue = ROLES["gate"].ink("light")
    paint = lambda name, symbol: rf"\textcolor{{{hue}}}{{{symbol}}}"
    formulas, plain = equations(CELLS["LSTM"], paint=paint), equations(CELLS["LSTM"])
    assert all(f'rgb("{hue}")' in math(formula) for formula in formulas)
    assert set_by_typst(map(math, formulas)) == [letters(formula) for formula in plain]


@pytest.mark.parametrize("file", ["stages", "sheet", "presets", "grade"])
def test_every_formula_in_our_prose_can_be_set(file):
    assert (FOLDER / f"{file}.toml").exists()
    prose = [text.replace("{{", "{").replace("}}", "}") for text in texts(read(file))]
    found = [part["math"] for text in prose for part in pieces(text) if "math" in part]
    assert found
    typst.compile("\n\n".join(f"${formula}$" for formula in found).encode(), format="pdf", ignore_system_fonts=True)


def test_words_and_formulas_come_in_turn():
    assert pieces("At $o_t = 0$ it is *hidden*.") == [
        {"words": "At "},
        {"math": "o _(t) = 0"},
        {"words": " it is *hidden*."},
    ]
    assert pieces("") == []


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\frac{1}{2}", r"\\frac has no counterpart"),
        ("x_{t", "never closed"),
        ("x}", "never opened"),
        ("x_", "missing at the end"),
        (r"\mathrm x", "must be in braces"),
    ],
)
def test_a_formula_that_cannot_be_set_is_refused_in_a_sentence(latex, words):
    with pytest.raises(ValueError, match=words):
        math(latex)


@pytest.mark.parametrize("latex", ['#import "x"', "a / b", '"text"', "x & y", "#(1+1)"])
def test_what_means_something_to_typst_is_only_a_sign_here(latex):
    assert set_by_typst([math(latex)]) == [re.sub(r"[\s]", "", latex)]


COMMANDS = st.sampled_from(
    [
        r"\text{",
        r"\mathrm{",
        r"\tilde{",
        r"\textcolor{#8d6100}{",
        "}",
        '"',
        "\\",
        '#panic("in")',
        "#read(",
        "$",
        "(",
        ")",
    ]
)


@settings(deadline=None, max_examples=80)
@given(st.lists(COMMANDS | st.text('ab_^ #"$\\{}()[]/*@&', max_size=4), max_size=8).map("".join))
@example(r'\text{"#panic("in")#"}')
@example(r'\mathrm{a", panic("in"), "}')
@example(r'\textcolor{#8d6100"), ..panic("in"), rgb("}{x}')
@example(r"\text{a\}")
def test_no_formula_becomes_a_command_of_typst(latex):
    """Typst would stop at a command. All that it finds wrong with what is accepted is an index without a letter."""
    try:
        formula = math(latex)
    except ValueError:  # refused
        return
    source = f"#let formula = {json.dumps(formula, ensure_ascii=False)}\n{SETS}"
    try:
        typst.compile(source.encode(), ignore_system_fonts=True)
    except typst.TypstError as error:
        complaint = error.message
    else:
        complaint = ""
    assert re.fullmatch("(unexpected (hat|underscore))?", complaint)


SETS = '$#eval(formula, mode: "math")$'
