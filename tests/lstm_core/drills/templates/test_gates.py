"""Gates on vectors written out, and the lesson's table of instructions."""

import math

from tests.lstm_core.drills.reference import made, near


def test_n04_is_the_cell_written_out_entry_by_entry():
    for drill in made("N04"):
        n = drill.given
        c = [n["f"][k] * n["c"][k] + n["i"][k] * n["g"][k] for k in range(3)]
        assert drill.answers["c"] == near(tuple(c))
        assert drill.answers["h"] == near(tuple(n["o"][k] * math.tanh(c[k]) for k in range(3)))


TABLE = {(1, 0): "keep", (0, 0): "reset", (0, 1): "write", (1, 1): "add"}  # f, i: the table of lesson 12


def test_n05_is_the_table_of_the_lesson():
    for drill in made("N05", "forward"):
        n = {gate: round(value) for gate, value in drill.given.items()}
        assert drill.answers == {"memory": TABLE[n["f"], n["i"]], "output": "shown" if n["o"] else "hidden"}
    for drill in made("N05", "inverse"):
        a = drill.answers
        assert TABLE[int(a["f"]), int(a["i"])] == drill.given["memory"]
        assert a["o"] == (drill.given["output"] == "shown")
