"""An exam comes back from the log as it was, however it was written, and never breaks what reads it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.bank.parting import Parting
from lstm_core.exam.log.event import Event, check
from lstm_core.exam.mock_exam import Answer, event_data, exam, grade, marks, next_prompt, saved_exams, total

PLAN = exam(3, ["gru", "bptt"], 30, level=3, manner="exact", language="de", last=["E02", "C01+1"])
FIRST = Answer("K01", frozenset({1, 3}), 1, seconds=170.0)
TRIED = Parting(("C_{t-1} = 2",), "C_t", 1.0, 0.76, ("C_t = 1", r"C_t = \tanh(1) = 0.76"))
SECOND = Answer("E01", found=("M2",), checked=0.8, seconds=200.0, parting=TRIED)
THIRD = Answer("M2", frozenset({1}), fooled=frozenset({1}), doubts=((1, "words"),))


def event(answer, elapsed=0.0, over=False, at=1000.0, notes=""):
    data = json.loads(json.dumps(event_data(PLAN, answer, elapsed, over, notes)))
    made = Event(at, "exam", "one", data)
    check(made)
    return made


def test_an_exam_comes_back_as_it_was():
    events = [event(None), event(FIRST, 170, notes="what I said"), event(SECOND, 370), event(THIRD, 400, at=1400.0)]
    [one] = saved_exams(events)
    assert one.plan == PLAN
    assert one.answers == (FIRST, SECOND, THIRD)
    assert one.notes["K01"] == "what I said"
    assert (one.elapsed, one.at, one.over) == (400, 1400.0, False)
    assert next_prompt(one.plan, one.answers, one.elapsed) == next_prompt(PLAN, [FIRST, SECOND, THIRD], 400)


def test_an_answer_given_in_two_tabs_counts_once():
    other = Answer("K01", frozenset({7}))
    assert saved_exams([event(FIRST), event(other), event(SECOND)])[0].answers == (FIRST, SECOND)


def test_an_exam_that_was_ended_is_over():
    assert saved_exams([event(FIRST), event(None, 500, over=True)])[0].over


def test_an_exam_of_an_older_version_is_read_as_far_as_it_can_be():
    old = {
        "plan": {"seed": 3, "topics": ["gru", "poetry"], "minutes": 20, "questions": ["K01"]},
        "answer": {"prompt": "K01", "ticked": [1, 99]},
    }
    gone = old | {"answer": {"prompt": "Z99", "ticked": [1]}}
    [one] = saved_exams([Event(1.0, "exam", "old", old), Event(2.0, "exam", "old", gone)])
    assert one.plan.topics == ("gru",)
    assert one.answers == (Answer("K01", frozenset({1})),)


FRAME = {"seed": 3, "topics": ["gru"], "minutes": 20}
INFINITE, NONE = float("inf"), float("nan")  # as json.loads reads Infinity, 1e400 and NaN


def by_hand(frame=FRAME, **answer):
    """An exam from a row that was written by hand."""
    data = {"plan": frame, "answer": answer, "elapsed": 100}
    return saved_exams([Event(1.0, "exam", "x", data)])


@pytest.mark.parametrize("key", ["E01+1", "E01?1", "M2", "K01?1"])
def test_a_follow_up_whose_question_the_log_has_lost_is_read_and_the_exam_goes_on(key):
    [one] = by_hand(prompt=key, ticked=[1])
    assert one.answers == (Answer(key, frozenset({1})),)
    assert next_prompt(one.plan, one.answers, one.elapsed).id in questions()


@pytest.mark.parametrize(
    "wrong",
    [{"ticked": [INFINITE]}, {"hints": INFINITE}, {"checked": NONE}, {"seconds": NONE}, {"doubts": [[INFINITE, "x"]]}],
    ids=str,
)
def test_an_answer_with_numbers_that_are_none_is_passed_over(wrong):
    [one] = by_hand(prompt="K01", **wrong)
    assert not one.answers
    assert total(marks(one.plan, one.answers)).share == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": INFINITE},
        {"minutes": INFINITE},
        {"manner": "cruel"},
        {"manner": ["kind"]},
        {"language": "fr"},
        {"language": ["de"]},
        {"level": "2"},
    ],
    ids=str,
)
def test_an_exam_that_could_not_be_held_is_passed_over(wrong):
    assert not by_hand(FRAME | wrong, prompt="K01")


def test_what_stands_in_a_row_a_thousand_times_counts_once():
    [one] = by_hand(FRAME | {"topics": ["gru"] * 1000}, prompt="K01", doubts=[[1, "words"]] * 1000, found=["M2"] * 1000)
    assert one.plan.topics == ("gru",)
    assert one.answers[0].doubts == ((1, "words"),)
    assert len(one.answers[0].found) <= 20


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["K01", "E01+1", "M2"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["plan", "answer", "seed", "topics", "minutes", "prompt", "ticked", "doubts", "checked", "elapsed"]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["plan", "answer", "elapsed", "over", "notes"]), JSON, max_size=5), max_size=4
    )
)
def test_whatever_a_log_holds_it_is_read_or_passed_over(rows):
    for one in saved_exams([Event(float(k), "exam", "x", row) for k, row in enumerate(rows)]):
        next_prompt(one.plan, one.answers, one.elapsed)
        grade(total(marks(one.plan, one.answers)))


def test_an_event_never_becomes_too_large_for_the_log():
    large = Answer(
        "E01", frozenset(range(1, 10)), doubts=tuple((k, "w" * 500) for k in range(1, 10)), found=("M2",) * 20
    )
    many = exam(1, last=[f"E{k:02}+{j}" for k in range(1, 15) for j in range(1, 9)])
    check(Event(1.0, "exam", "x", event_data(many, large, 1.0, False, "ä" * 5000)))


@pytest.mark.parametrize(
    "forged",
    [
        "words",
        {"given": ["x"]},
        vars(TRIED) | {"right": NONE},
        vars(TRIED) | {"sums": ["one"]},
        vars(TRIED) | {"where": "C_t$ ![a picture](https://example.org/seen.png) $"},
        vars(TRIED) | {"given": ["x_t = 1"] * 9},
        vars(TRIED) | {"given": ["1" * 1000]},
    ],
)
def test_numbers_that_no_examiner_would_try_are_passed_over(forged):
    [one] = by_hand(prompt="E01", parting=forged)
    assert one.answers[0].parting is None
