"""Small nets of threshold units, run once more with plain numbers; what they compute is told from all the rest."""

from itertools import product

import pytest

from lstm_core.drills.templates.tiny_rnn import FUNCTIONS, NETS, TinyNet, computed
from tests.lstm_core.drills.reference import made


def outputs(given, bits):
    h, found = [0.0] * len(given["b"]), []
    for bit in bits:
        rows = zip(given["U"], given["w"], given["b"], strict=True)
        h = [float(sum(u * old for u, old in zip(row, h, strict=True)) + w * bit + b > 0) for row, w, b in rows]
        found.append(int(sum(v * new for v, new in zip(given["v"], h, strict=True)) + given["a"] > 0))
    return found


def test_n25_is_what_the_net_outputs_on_these_bits_and_on_all_others():
    for drill in made("N25"):
        assert [int(y) for y in drill.answers["ys"]] == outputs(drill.given, drill.given["bits"])
        function = FUNCTIONS[drill.answers["function"]]
        for bits in product((0, 1), repeat=7):
            assert list(function(bits)) == outputs(drill.given, bits)


def test_every_function_has_a_net_and_no_two_are_the_same():
    assert sorted(map(computed, NETS)) == sorted(FUNCTIONS)


def test_a_net_that_computes_something_else_is_refused():
    with pytest.raises(ValueError, match="nothing that has a name"):
        computed(TinyNet(((-1,),), (1,), (-0.5,), (1,)))  # a 1 silences the next one
