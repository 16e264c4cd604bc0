"""The quiz about parameters: right against PyTorch's own count, and every typical mistake is told from the others."""

import pytest
from torch import nn

from lstm_core.course.experiments.parameter_quiz import HANDED_OUT, mark, quiz_net, traps, worked

NETS = [quiz_net(seed) for seed in range(HANDED_OUT)]


@pytest.mark.parametrize("asked", NETS)
def test_the_answer_is_what_pytorch_counts_less_its_second_bias(asked):
    theirs = sum(p.numel() for p in nn.RNN(asked.inputs, asked.hidden).parameters())
    readout = sum(p.numel() for p in nn.Linear(asked.hidden, asked.outputs).parameters())
    assert asked.answer == theirs - asked.hidden + readout
    assert mark(asked, str(asked.answer)).right


@pytest.mark.parametrize("asked", NETS)
def test_every_mistake_gives_another_number_and_is_named(asked):
    values = [trap.value for trap in traps(asked)]
    assert len({asked.answer, *values}) == len(values) + 1
    for trap in traps(asked):
        said = mark(asked, str(trap.value))
        assert not said.right
        assert trap.words in said.text


def test_t_times_as_many_is_recognised():
    asked = quiz_net(0)
    assert "a set of weights for each of the 10 copies" in mark(asked, str(10 * asked.answer)).text


def test_a_sum_may_be_typed_and_nonsense_gets_a_sentence():
    asked = quiz_net(0)
    assert mark(asked, "4*3 + 4*4 + 4 + 8 + 2").right
    assert "Count W_xh" in mark(asked, "5").text
    with pytest.raises(ValueError, match="number"):
        mark(asked, "many")


def test_the_way_ends_at_the_answer():
    assert worked(quiz_net(0)).endswith("= 42")
