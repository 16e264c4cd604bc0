"""Every number in lessons 3 and 4 comes out of the code, and every source they cite is there."""

import math
import re
import tomllib

import numpy as np
import pytest

from lstm_core.cell.memory import half_life
from lstm_core.cells import CELLS
from lstm_core.figure.explain import cite
from lstm_core.gradients.backprop import stored_values
from lstm_core.gradients.contributions import UnrolledChain
from lstm_core.gradients.jacobians import powers
from tools.serving import ROOT

FOLDER = ROOT / "lstm_core" / "course" / "lessons"
FILES = ("03_bptt.md", "04_vanishing.md")
WORDS = {1: "one", 4: "four", 7: "seven"}


def text(file):
    return (FOLDER / file).read_text(encoding="utf-8")


def test_the_worked_example_of_lesson_3_is_that_of_the_code():
    chain, words = UnrolledChain(), text(FILES[0])
    assert ", ".join(f"{h:.4f}" for h in chain.hs[:2]) + f" and {chain.hs[2]:.4f}" in words
    first, second, third = chain.contributions("w")
    assert (
        f"are {first:g}, {second:.5f} and {third:.5f}, together **{sum(chain.contributions('w')):.5f}**" in words
    )  # fmt: skip


def test_the_memory_cost_of_lesson_3_is_that_of_the_cells():
    elman, gru, lstm = (WORDS[len(stored_values(CELLS[name]))] for name in ("Elman", "GRU", "LSTM"))
    assert f"{elman} vector per step for an Elman net, {gru} for a GRU and {lstm} for an LSTM" in text(FILES[0])


def test_the_share_of_a_long_dependence_in_lesson_3_is_counted():
    inside = sum(begin // 20 == (begin + 15) // 20 for begin in range(20))
    assert f"over 15 steps has both ends in one piece in only {inside / 20:.0%}".replace("%", " %") in text(FILES[0])


def test_the_powers_of_lesson_4_are_those_of_the_numbers():
    words = text(FILES[1])
    for base, steps, digits in ((0.9, 20, ".3f"), (0.9, 50, ".4f"), (1.1, 50, ".0f")):
        assert f"{base:g}^{{{steps}}} = {base**steps:{digits}}" in words
    assert 0.25**5 < 1e-3 < 0.25**4, "less than a thousandth is left after 5 steps"


def test_the_norms_of_the_matrix_in_lesson_4_are_computed():
    found = powers(np.array([[0.5, 10.0], [0.0, 0.5]]), 20)
    early = [f"{found[k]:.1f}" for k in (1, 2, 3, 5)]
    assert f"{', '.join(early[:3])} and {early[3]}" in text(FILES[1])
    assert f"{found[10]:.2f} at $k = 10$ and {found[20]:.4f} at $k = 20$" in text(FILES[1])


def test_the_forget_gate_of_lesson_4_fades_as_fast_as_it_says():
    gate = 1 / (1 + math.exp(-1))
    assert f"a forget gate of {gate:.2f}" in text(FILES[1])
    assert gate**15 < 0.01 < gate**14
    assert half_life(gate) == pytest.approx(2.2, abs=0.05)


@pytest.mark.parametrize("file", FILES)
def test_every_source_is_one_that_we_have(file):
    _, head, body = text(file).split("+++\n")
    row = tomllib.loads(head)
    named = [source for wrong in row["misconception"] for source in wrong["cites"]]
    cited = [one for brackets in re.findall(r"\[([^\[\]]+)\]$", body, re.MULTILINE) for one in brackets.split("; ")]
    assert named
    assert cited
    for source in named + cited:
        assert cite(source)


@pytest.mark.parametrize("file", FILES)
def test_every_paragraph_ends_with_its_sources(file):
    paragraphs = [block for block in text(file).split("+++\n")[2].split("\n\n") if not block.lstrip().startswith("#")]
    assert all(block.strip().endswith("]") for block in paragraphs)


@pytest.mark.parametrize("file", FILES)
def test_nodes_that_light_up_are_nodes_of_the_cell(file):
    _, head, body = text(file).split("+++\n")
    cell = CELLS[tomllib.loads(head)["cell"]]
    for names in re.findall(r"^\{([^{}$]*)\}", body, re.MULTILINE):
        assert all(name.strip() in cell for name in names.split(","))
