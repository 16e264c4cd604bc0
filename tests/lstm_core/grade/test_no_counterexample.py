"""What the grader takes as right differs nowhere: not in 10,000 tries by formulas written out here; nothing is found.

A drawing is worked out here wire by wire, without the code that looks for a counterexample.
"""

import random
from dataclasses import replace

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import Drawing, Wire, drawing_of, grade
from lstm_core.grade.counterexample import counterexample
from lstm_core.grade.drawing import HEIGHT, WIDTH
from lstm_core.grade.equations import read_plain
from lstm_core.grade.exercises import DRAWN_CELLS
from lstm_core.grade.written import mark_equations

TRIES, FORMS = 10_000, 24
ROUNDING = 1e-9
WORDS = {"f": "forget gate", "i": "input", "C̃": "candidate", "o": "output gate", "r": "reset", "z": "update", "h̃": "n"}
PEEPHOLES = [("f", "c"), ("i", "c"), ("o", "add")]


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def layer(w, name, squash, **read):
    return squash(sum(w[name, source] * value for source, value in read.items()) + w[name, "bias"])


def elman(w, x, h, c):
    return {"h_next": layer(w, "h", np.tanh, x=x, h=h)}


def gru(w, x, h, c):
    r, z = (layer(w, gate, sigmoid, x=x, h=h) for gate in "rz")
    return {"h_next": (1 - z) * h + z * layer(w, "h̃", np.tanh, x=x, mul=r * h)}


def lstm(w, x, h, c):
    """With peepholes, which have a weight of 0 where there are none."""
    f, i = (layer(w, gate, sigmoid, x=x, h=h, c=c) for gate in "fi")
    new = f * c + i * layer(w, "C̃", np.tanh, x=x, h=h)
    return {"c_next": new, "h_next": layer(w, "o", sigmoid, x=x, h=h, add=new) * np.tanh(new)}


FORMULAS = {"Elman": elman, "GRU": gru, "LSTM": lstm, "Peephole LSTM": lstm}


def numbers(name):
    """Weights by box and what it reads, and what comes in: TRIES of each."""
    rng = np.random.default_rng(0)
    boxes = {"Elman": "h", "GRU": ("r", "z", "h̃")}.get(name, ("f", "i", "C̃", "o"))
    weights = {
        (box, source): rng.normal(0, 2, TRIES) for box in boxes for source in ("x", "h", "c", "add", "mul", "bias")
    }
    if name == "LSTM":
        weights |= dict.fromkeys(PEEPHOLES, 0.0)
    return weights, {source: rng.normal(0, 2, TRIES) for source in "xhc"}


def worked_out(drawing, letters, weights, given):
    """What leaves a drawing; `letters` names the boxes with weights, by id."""
    parts = {part.id: part for part in drawing.parts}
    into = {
        id: [wire.source for wire in sorted(drawing.wires, key=lambda w: w.port) if wire.target == id] for id in parts
    }

    def read(id):
        ends = [parts[source] for source in into[id]]
        return [each for end in ends for each in (read(end.id) if end.kind == "join" else [end])]

    def value(part):
        kind, squash = part.kind, {"sigmoid": sigmoid, "tanh": np.tanh}.get(part.kind)
        if kind in given:
            return given[kind]
        if part.id in letters:
            return layer(weights, letters[part.id], squash, **{one.kind: value(one) for one in read(part.id)})
        inside = [value(one) for one in read(part.id)]
        if kind == "mul":
            return inside[0] * inside[1]
        if kind == "add":
            return inside[0] + inside[1]
        return 1 - inside[0] if kind == "one_minus" else squash(inside[0]) if squash else inside[0]

    return {part.kind: value(part) for part in drawing.parts if part.kind in ("h_next", "c_next")}


def laid_out(drawing, rng):
    """Mirrored, upside down, turned on its side, or as it was."""
    ways = [
        lambda x, y: (x, y),
        lambda x, y: (WIDTH - x, y),
        lambda x, y: (x, HEIGHT - y),
        lambda x, y: (2 * y, x // 2),
    ]
    way = rng.choice(ways)
    places = [way(part.x, part.y) for part in drawing.parts]
    return replace(drawing, parts=tuple(replace(p, x=x, y=y) for p, (x, y) in zip(drawing.parts, places, strict=True)))


def reordered(drawing, rng):
    """Parts and wires in another order, and the two wires of a × or a + at each other's port."""
    turned = {part.id for part in drawing.parts if part.kind in ("mul", "add") and rng.random() < 0.5}
    wires = [replace(wire, port=1 - wire.port) if wire.target in turned else wire for wire in drawing.wires]
    return Drawing(tuple(rng.sample(drawing.parts, len(drawing.parts))), tuple(rng.sample(wires, len(wires))))


def named(drawing, rng):
    """No names, those of the book, or words."""
    way = rng.choice([lambda label: "", lambda label: label, lambda label: WORDS.get(label.removesuffix("_t"), label)])
    return replace(drawing, parts=tuple(replace(part, label=way(part.label)) for part in drawing.parts))


def without_joins(drawing, rng):
    """Every wire to its box by itself."""
    if rng.random() < 0.5:
        return drawing
    joins = {part.id for part in drawing.parts if part.kind == "join"}
    into = {join: [wire.source for wire in drawing.wires if wire.target == join] for join in joins}
    ends = [(wire, source) for wire in drawing.wires if wire.target not in joins
            for source in into.get(wire.source, [wire.source])]  # fmt: skip
    wires = tuple(Wire(f"w{k}", source, wire.target, wire.port) for k, (wire, source) in enumerate(ends, 1))
    return Drawing(tuple(part for part in drawing.parts if part.id not in joins), wires)


def swapped(drawing):
    """z and 1 − z in each other's place, as other books have it."""
    (rest,) = [part.id for part in drawing.parts if part.kind == "one_minus"]
    (gate,) = [wire.source for wire in drawing.wires if wire.target == rest]
    change = {gate: rest, rest: gate}
    products = {part.id for part in drawing.parts if part.kind == "mul"}
    wires = [
        replace(wire, source=change.get(wire.source, wire.source)) if wire.target in products else wire
        for wire in drawing.wires
    ]
    return replace(drawing, wires=tuple(wires))


def can_be_swapped(name):
    """Whether it has a gate and what that leaves over."""
    return any(part.kind == "one_minus" for part in drawing_of(CELLS[name]).parts)


FORMS_OF = [(name, turned) for name in DRAWN_CELLS for turned in (False, True) if can_be_swapped(name) or not turned]


@pytest.mark.parametrize(("name", "turned"), FORMS_OF)
def test_a_right_drawing_in_any_form_gives_what_the_formula_gives_and_is_not_proved_wrong(name, turned):
    right, rng = drawing_of(CELLS[name]), random.Random(0)
    letters = {part.id: part.label.removesuffix("_t") for part in right.parts if part.label}
    letters |= {part.id: "h" for part in right.parts if name == "Elman" and part.kind == "tanh"}
    weights, given = numbers(name)
    expected = FORMULAS[name](weights, *(given[source] for source in "xhc"))
    read_as = weights | {(box, of): -value for (box, of), value in weights.items() if turned and box == "z"}
    for _ in range(FORMS):
        form = swapped(right) if turned else right
        for change in (without_joins, reordered, named, laid_out):
            form = change(form, rng)
        found = worked_out(form, letters, read_as, given)
        assert all(np.allclose(found[new], expected[new], rtol=0, atol=ROUNDING) for new in expected)
        assert grade(form, CELLS[name]).mark >= (95 if name == "Elman" else 90)
        assert not grade(form, CELLS[name]).remarks or all(part.label == "" for part in form.parts)
        assert counterexample(form, CELLS[name]) is None


def test_a_wrong_drawing_would_be_told_apart_by_the_formula():
    right = drawing_of(CELLS["LSTM"])
    letters = {part.id: part.label.removesuffix("_t") for part in right.parts if part.label}
    wrong = replace(right, parts=tuple(replace(p, kind="mul") if p.kind == "add" else p for p in right.parts))
    weights, given = numbers("LSTM")
    found = worked_out(wrong, letters, weights | {("o", "mul"): 0.0}, given)
    assert not np.allclose(found["c_next"], lstm(weights, given["x"], given["h"], given["c"])["c_next"])


LSTM = """f_t = σ(W_f [h_{t-1}, x_t] + b_f)
i_t = σ(W_i [h_{t-1}, x_t] + b_i)
C~_t = tanh(W_C [h_{t-1}, x_t] + b_C)
C_t = f_t * C_{t-1} + i_t * C~_t
o_t = σ(W_o [h_{t-1}, x_t] + b_o)
h_t = o_t * tanh(C_t)"""


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("C_t = f_t * C_{t-1} + i_t * C~_t", "C_t = C~_t * i_t + C_{t-1} * f_t"),
        ("h_t = o_t * tanh(C_t)", "h_t = tanh(C_t) * o_t"),
        ("h_t = o_t * tanh(C_t)", "h_t = o_t * tanh(f_t * C_{t-1} + i_t * C~_t)"),
        ("C_t = f_t * C_{t-1} + i_t * C~_t", "C_t = f_t * C_{t-1} + tanh(W_C [h_{t-1}, x_t] + b_C) * i_t"),
        ("f_t = σ(W_f [h_{t-1}, x_t] + b_f)", "f_t = σ(b_f + W_f x_t + U_f h_{t-1})"),
        ("f_t = σ(W_f [h_{t-1}, x_t] + b_f)", "f_t = σ(W_f [x_t, h_{t-1}] + b_f)"),
    ],
)
def test_equations_that_the_grader_takes_are_not_proved_wrong(line, instead):
    text = LSTM.replace(line, instead)
    assert text != LSTM
    assert mark_equations(text, CELLS["LSTM"]).share == 1
    assert counterexample(read_plain("Yours", text), CELLS["LSTM"]) is None
