"""Marks: a false statement costs what a true one earns, and what a machine checked is told apart."""

from statistics import mean

import pytest

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.mock_exam import DRAWING, Answer, Marks, exam, grade, marks, prompt, statements, total

PLAN = exam(1)


def mark(*answers):
    return total(marks(PLAN, answers))


def test_a_ticked_twin_costs_as_much_as_a_point_earns():
    assert mark(Answer("E02", frozenset({1, 2, 3}))).got == 3
    assert mark(Answer("E02", frozenset({1, 2, 3}), fooled=frozenset({1}))).got == 2
    assert mark(Answer("E02", frozenset({1}), fooled=frozenset({1, 2}))).got == 0


def test_hits_and_false_alarms_are_counted_apart():
    whole = mark(Answer("E02", frozenset({1, 2}), fooled=frozenset({3})), Answer("E03", frozenset({1})))
    assert (whole.hits, whole.false_alarms) == (3, 1)


def test_help_costs_nothing():
    assert mark(Answer("E02", frozenset({1}), hints=2)) == mark(Answer("E02", frozenset({1})))


def test_what_a_machine_checked_is_kept_apart():
    whole = mark(Answer(DRAWING, checked=0.5), Answer("E02", frozenset({1})))
    points = len(prompt(DRAWING).points)
    assert (whole.checked_got, whole.checked_possible) == (points / 2, points)
    assert whole.got == points / 2 + 1


def test_topics_are_marked_apart_and_add_up():
    table = marks(PLAN, [Answer("E02", frozenset({1})), Answer("A01", frozenset({1, 2}))])
    assert {key: one.got for key, one in table.items()} == {"lstm": 1, "sequences": 2}
    assert total(table).got == 3


def test_an_answer_to_what_is_not_in_the_bank_is_refused():
    with pytest.raises(ValueError, match="there is no question 'Z99'"):
        marks(PLAN, [Answer("Z99")])
    with pytest.raises(ValueError, match="E02 has points 1 to 3"):
        marks(PLAN, [Answer("E02", fooled=frozenset({9}))])


@pytest.mark.parametrize(
    ("share", "number"),
    [
        (1.0, "1.0"),
        (0.95, "1.0"),
        (0.94, "1.3"),
        (0.8, "2.0"),
        (0.6, "3.3"),
        (0.5, "3.7"),
        (0.4, "4.0"),
        (0.39, "5.0"),
        (0, "5.0"),
    ],
)
def test_the_grade_follows_the_share(share, number):
    assert grade(Marks(share * 100, 100)).number == number


def ticking(everything, true_share=1.0):
    """The grade of somebody who ticks all there is, or a share of what is true, over all lists of the bank."""
    answers = []
    for question in questions().values():
        lines = statements(question.id, question.points, 1)
        true = [line.point for line in lines if line.true]
        false = [line.point for line in lines if not line.true] if everything else []
        answers.append(Answer(question.id, frozenset(true[: round(true_share * len(true))]), fooled=frozenset(false)))
    return grade(total(marks(PLAN, answers)))


def test_whoever_ticks_everything_gets_a_four_at_best_and_half_of_the_truth_lies_between():
    everything, half, whole = ticking(True), ticking(False, 0.5), ticking(False)
    assert float(everything.number) >= 4.0
    assert float(whole.number) == 1.0
    assert 1.0 < float(half.number) < 4.0


def test_ticking_everything_earns_less_than_ticking_half_of_what_is_true_in_nearly_every_list():
    shares = []
    for question in questions().values():
        lines = statements(question.id, question.points, 1)
        shares.append(sum(1 if line.true else -1 for line in lines) / len(question.points))
    assert mean(shares) < 0.4
