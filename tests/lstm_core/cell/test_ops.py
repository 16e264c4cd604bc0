"""Every row of the table of operations says the same thing in NumPy, in torch, in code and in LaTeX."""

import inspect
import math
import operator

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cell.ops import ACTIVATIONS, MATRICES, OPS, WEIGHTED
from lstm_core.run import Numpy

SCHOOL = {
    "sigmoid": lambda a: 1 / (1 + math.exp(-a)),
    "tanh": math.tanh,
    "mul": operator.mul,
    "add": operator.add,
    "one_minus": lambda a: 1 - a,
}
each_op = pytest.mark.parametrize("name", OPS)


def test_the_list_of_operations_is_closed():
    assert OPS.keys() == SCHOOL.keys()
    assert ACTIVATIONS.issubset(OPS)
    assert WEIGHTED.isdisjoint(OPS)
    assert len(MATRICES) == 3


@each_op
@given(a=st.floats(-30, 30), b=st.floats(-30, 30))
def test_numpy_and_torch_compute_what_is_taught_at_school(name, a, b):
    op = OPS[name]
    expected = SCHOOL[name](*(a, b)[: op.arity])
    ours = op.apply(Numpy, *map(np.array, (a, b)[: op.arity]))
    theirs = op.apply(torch, *(torch.tensor(v, dtype=torch.double) for v in (a, b)[: op.arity]))
    assert ours == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert theirs.item() == pytest.approx(expected, rel=1e-12, abs=1e-12)


@each_op
@given(a=st.floats(-5, 5), b=st.floats(-5, 5))
def test_the_code_that_is_printed_computes_the_operation(name, a, b):
    names = {"a": a, "b": b, "sigmoid": SCHOOL["sigmoid"], "tanh": math.tanh}
    expected = SCHOOL[name](*(a, b)[: OPS[name].arity])
    assert eval(OPS[name].code.format("a", "b"), names) == pytest.approx(expected)


@each_op
def test_arity_is_what_the_templates_and_the_function_take(name):
    op = OPS[name]
    for template in (op.latex, op.code):
        assert [f"{{{k}}}" in template for k in range(3)] == [k < op.arity for k in range(3)]
    assert len(inspect.signature(op.apply).parameters) == op.arity + 1


@each_op
def test_exactly_the_operations_that_commute_say_so(name):
    op = OPS[name]
    assert op.commutes == (op.arity == 2 and op.apply(Numpy, 2.0, 5.0) == op.apply(Numpy, 5.0, 2.0))


@pytest.mark.parametrize("a", [-1e308, -1e4, 0.0, 1e4, 1e308])
def test_our_sigmoid_never_overflows_and_stays_between_0_and_1(a):
    with np.errstate(all="raise"):
        value = Numpy.sigmoid(np.array(a))
    assert 0 <= value <= 1
    assert value + Numpy.sigmoid(np.array(-a)) == pytest.approx(1)
