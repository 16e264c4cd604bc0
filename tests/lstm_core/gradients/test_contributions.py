"""Each step's part of the gradient: the numbers of the lesson, finite differences, and what truncation takes away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.gradients.contributions import MOST_STEPS, UnrolledChain, read_inputs, stored_bytes

weight = st.floats(-2, 2)
chains = st.builds(
    UnrolledChain, weight, weight, st.lists(weight, min_size=1, max_size=MOST_STEPS).map(tuple), st.booleans()
)


def test_the_example_of_the_lesson():
    """h_t = tanh(h_(t-1) / 2 + x_t), one pulse, L = h_3² / 2."""
    chain = UnrolledChain()
    assert chain.hs == pytest.approx((0.7616, 0.3634, 0.1797), abs=5e-5)
    assert chain.contributions("w") == pytest.approx((0, 0.05748, 0.06320), abs=5e-6)
    assert sum(chain.contributions("w")) == pytest.approx(0.12069, abs=5e-6)
    assert chain.slope("w") == pytest.approx(0.120685, abs=1e-6)


@given(chains, st.sampled_from("wu"))
def test_the_contributions_add_up_to_the_finite_difference(chain, name):
    assert sum(chain.contributions(name)) == pytest.approx(chain.slope(name), abs=1e-7, rel=1e-6)


@given(chains)
def test_delta_follows_the_recursion_of_the_lesson(chain):
    hs, deltas = (*chain.hs, 0.0), (*chain.deltas, 0.0)
    for t in range(len(chain.xs)):
        own = hs[t] if t in chain.read else 0.0
        assert deltas[t] == pytest.approx(own + chain.w * (1 - hs[t + 1] ** 2) * deltas[t + 1], abs=1e-12)


def test_truncation_cuts_the_gradient_and_not_the_state():
    whole, cut = UnrolledChain(xs=(1.0, 0.0, 0.0, 0.5)), UnrolledChain(xs=(1.0, 0.0, 0.0, 0.5), cut=2)
    assert cut.hs == whole.hs
    assert cut.contributions("w") == (0.0, 0.0, *whole.contributions("w")[2:])
    assert cut.deltas[:2] == (0.0, 0.0)


def test_with_a_loss_at_every_step_each_of_them_reaches_back_as_far_as_the_cut():
    chain = UnrolledChain(xs=(1.0, 0.5, -0.5), every=True, cut=2)
    terms = chain.terms("u")
    assert chain.contributions("u") == pytest.approx(
        (terms[0, 0] + terms[1, 0], terms[1, 1] + terms[2, 1], terms[2, 2])
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"xs": ()}, "1 to 8"),
        ({"xs": (0.0,) * 9}, "9 inputs"),
        ({"w": float("nan")}, "w is nan"),
        ({"xs": (7.0,)}, "x1"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(settings, words):
    with pytest.raises(ValueError, match=words):
        UnrolledChain(**settings)


def test_inputs_are_read_as_people_type_them():
    assert read_inputs("1, 0, −0.5") == (1.0, 0.0, -0.5)
    with pytest.raises(ValueError, match="commas"):
        read_inputs("one, two")


def test_memory_grows_with_time_batch_units_and_vectors():
    assert stored_bytes(7, time=100, batch=32, hidden=128) == 7 * 100 * 32 * 128 * 4
