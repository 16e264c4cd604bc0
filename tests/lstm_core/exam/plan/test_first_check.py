"""Six minutes place a learner: what nobody could guess vouches for a chapter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.log.event import Event
from lstm_core.exam.log.event import check as check_event
from lstm_core.exam.plan import WISHES, event_data, first_check, placement
from lstm_core.exam.plan.first_check import DRAWN, KIND, MINUTES
from lstm_core.grade.exercises import SECONDS
from tests.lstm_core.exam.plan.examples import FEW, LESSONS, NOW, made

SEEDS = st.integers(0, 10_000)


def answers(check, right=True):
    return [pair.right if right else 1 - pair.right for pair in check.pairs], [right] * len(check.numbers)


@given(seed=SEEDS)
@FEW
def test_it_is_a_drawing_six_pairs_and_three_numbers_that_fit_into_six_minutes(seed):
    check = first_check(seed, LESSONS)
    assert check == first_check(seed, LESSONS)
    assert check.cell == "LSTM"
    assert len(check.pairs) == 6
    assert len(check.numbers) == 3
    assert SECONDS + 6 * 12 + 3 * 35 <= 60 * MINUTES
    assert {pair.lesson for pair in check.pairs} | {number.lesson for number in check.numbers} <= set(range(1, 13))


@given(seed=SEEDS)
@FEW
def test_of_each_pair_one_is_a_point_of_the_bank_and_the_other_its_twin(seed):
    for pair in first_check(seed, LESSONS).pairs:
        point = questions()[pair.question].points[pair.point - 1]
        assert pair.statements[pair.right] == point.wording
        assert pair.statements[1 - pair.right] == point.twin
    for number in first_check(seed, LESSONS).numbers:
        assert number.field.name in number.drill.answers
        assert number.drill.mark(str(number.drill.answer)).right


def test_seeds_ask_different_things():
    assert len({tuple(pair.question for pair in first_check(seed, LESSONS).pairs) for seed in range(10)}) > 5


def test_who_knows_everything_skips_every_lesson_and_who_knows_nothing_none():
    check = first_check(1, LESSONS)
    assert set(placement(check, LESSONS, 100, *answers(check)).known) == LESSONS.keys()
    nothing = placement(check, LESSONS, None, *answers(check, right=False))
    assert nothing.known == ()
    assert (nothing.right, nothing.of) == (0, 10)
    left_out = placement(check, LESSONS, None, [None] * 6, [None] * 3)
    assert left_out == nothing


@given(seed=SEEDS, chosen=st.lists(st.integers(0, 1), min_size=6, max_size=6))
@FEW
def test_guessing_statements_alone_vouches_for_nothing(seed, chosen):
    assert placement(first_check(seed, LESSONS), LESSONS, 0, chosen, [None] * 3).known == ()


def test_the_drawing_vouches_for_the_lessons_about_it():
    check = first_check(2, LESSONS)
    wrong = answers(check, right=False)
    assert placement(check, LESSONS, DRAWN, *wrong).known == ("lstm", "draw")
    assert placement(check, LESSONS, DRAWN - 1, *wrong).known == ()


def test_a_number_vouches_for_its_lesson_and_with_both_pairs_for_its_chapter():
    check = first_check(3, LESSONS)
    chosen, _ = answers(check)
    number = check.numbers[0]
    alone = placement(check, LESSONS, None, [None] * 6, [True, None, None])
    assert [LESSONS[key].number for key in alone.known] == [number.lesson]
    chapter = placement(check, LESSONS, None, chosen, [True, None, None])
    assert [LESSONS[key].number for key in chapter.known] == [1, 2, 3, 4]


def test_another_number_of_answers_is_refused():
    check = first_check(4, LESSONS)
    with pytest.raises(ValueError, match="6 pairs and 3 numbers"):
        placement(check, LESSONS, None, [1], [True] * 3)


def test_what_it_found_is_kept_by_the_log_and_skipped_by_the_plan():
    check = first_check(5, LESSONS)
    found = placement(check, LESSONS, 100, *answers(check))
    event = Event(NOW - 1, KIND, "first", event_data(check, found))
    check_event(event)
    for wish in WISHES:
        assert "lesson" not in [row.kind for row in made(3, events=[event], wish=wish).rows]
