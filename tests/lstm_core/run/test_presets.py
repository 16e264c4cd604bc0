"""Every preset keeps its promise, whatever comes in."""

import re

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.prose import read
from lstm_core.run import random_weights, step
from lstm_core.run.presets import OPEN, Preset, preset_weights, presets

ALL = [
    pytest.param(cell, preset, id=f"{cell.name}-{preset.name}") for cell in CELLS.values() for preset in presets(cell)
]


def worth(promise: str, values: dict[str, np.ndarray]) -> np.ndarray:
    """What a promise such as "tanh(c)", "c + g" or "0" comes to."""
    return sum((_term(term, values) for term in promise.split(" + ")), np.zeros(1))


def _term(term: str, values: dict[str, np.ndarray]) -> np.ndarray:
    if match := re.fullmatch(r"tanh\((\w+)\)", term):
        return np.tanh(values[match[1]])
    return values[term] if term in values else np.array([float(term)])


@pytest.mark.parametrize(("cell", "preset"), ALL)
def test_a_preset_keeps_its_promise(cell, preset):
    rng = np.random.default_rng(7)
    for seed in range(50):
        weights = preset_weights(cell, preset, random_weights(cell, 1, 1, seed))
        values = step(cell, weights, {name: rng.uniform(-1, 1, 1) for name in cell.inputs})
        for node, promise in preset.then.items():
            assert values[node] == pytest.approx(worth(promise, values), abs=0.01), node


@pytest.mark.parametrize(("cell", "preset"), ALL)
def test_a_preset_sets_its_gates_and_leaves_the_rest(cell, preset):
    base = random_weights(cell, 1, 1, seed=1)
    changed = preset_weights(cell, preset, base)
    values = step(cell, changed, {name: np.ones(1) for name in cell.inputs})
    for gate, value in preset.gates.items():
        assert values[gate] == pytest.approx(value, abs=0.001)
    assert {name: array.shape for name, array in changed.items()} == cell.shapes(1, 1)
    gates = {weight for gate in preset.gates for node in cell.sums(gate) for weight in node.weights}
    for name in base.keys() - gates - preset.weights.keys():
        assert changed[name] == base[name]


@pytest.mark.parametrize("cell", CELLS.values(), ids=lambda cell: cell.name)
def test_every_cell_has_presets_and_no_two_of_one_name_or_one_setting(cell):
    found = presets(cell)
    assert len(found) >= 3
    assert len({preset.name for preset in found}) == len(found)
    settings = [sorted({**preset.gates, **preset.weights}.items()) for preset in found]
    assert all(settings.count(setting) == 1 for setting in settings)


@pytest.mark.parametrize(("cell", "preset"), ALL)
def test_a_note_is_one_short_sentence(cell, preset):
    assert preset.note.endswith(".")
    assert len(re.findall(r"[.?!](\s|$)", preset.note)) == 1
    assert len(preset.note.split()) <= 30
    assert preset.note.count("$") % 2 == 0


def test_presets_are_only_offered_to_cells_we_ship():
    assert all(set(row["cells"]) <= CELLS.keys() for row in read("presets")["preset"])
    assert presets(read_cell("Mine", "x\nh\nh_next = tanh(linear(x, h))")) == []


def test_the_table_of_operations_is_there():
    """The six rows of gate settings that everybody should know, in the values f, i, o."""
    gates = {preset.name: tuple(preset.gates.values()) for preset in presets(CELLS["LSTM"])}
    assert gates == {
        "Keep silently": (1, 0, 0),
        "Keep and show": (1, 0, 1),
        "Replace silently": (0, 1, 0),
        "Like an Elman cell": (0, 1, 1),
        "Reset": (0, 0),
        "Accumulate": (1, 1, 1),
    }


def test_an_open_gate_has_nothing_but_its_bias():
    weights = preset_weights(CELLS["Peephole LSTM"], presets(CELLS["Peephole LSTM"])[0], _ones("Peephole LSTM"))
    assert [weights[name].item() for name in ("W_f", "U_f", "p_f", "b_f")] == [0, 0, 0, OPEN]
    assert [weights[name].item() for name in ("W_i", "U_i", "p_i", "b_i")] == [0, 0, 0, -OPEN]
    assert weights["W_g"].item() == 1


def test_a_gate_may_be_half_open():
    half = Preset("Half", "", {"f": 0.9, "i": 0.5, "o": 0.99999}, {}, {})
    weights = preset_weights(CELLS["LSTM"], half, _ones("LSTM"))
    assert weights["b_f"] == pytest.approx(np.log(9))
    assert weights["b_i"] == 0
    assert weights["b_o"] == OPEN


def test_the_base_is_not_changed():
    base = _ones("LSTM")
    preset_weights(CELLS["LSTM"], presets(CELLS["LSTM"])[0], base)
    assert all((array == 1).all() for array in base.values())


@pytest.mark.parametrize(
    ("gates", "words"),
    [
        ({"g": 1.0}, "g is not a gate of LSTM"),
        ({"z": 1.0}, "z is not a gate of LSTM"),
        ({"f": 1.5}, "f cannot be 1.5"),
    ],
)
def test_what_cannot_be_held_is_refused_in_a_sentence(gates, words):
    with pytest.raises(ValueError, match=words):
        preset_weights(CELLS["LSTM"], Preset("Wrong", "", gates, {}, {}), _ones("LSTM"))


def _ones(name: str) -> dict[str, np.ndarray]:
    return {weight: np.ones(shape) for weight, shape in CELLS[name].shapes(1, 1).items()}
