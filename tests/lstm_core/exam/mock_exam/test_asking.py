"""An exam opens briefly, has the LSTM drawn, goes into breadth, reacts to what was said, and ends with its time."""

from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.bank.parting import Parting
from lstm_core.exam.mock_exam import DRAWING, MANNERS, OPENING, Answer, exam, next_prompt

PLANS = st.builds(
    exam,
    st.integers(0, 10**6),
    st.sets(st.sampled_from(sorted(topics()))),
    st.integers(10, 60),
    level=st.integers(1, 3),
    manner=st.sampled_from(sorted(MANNERS)),
    weak=st.sets(st.sampled_from(sorted(topics()))),
)


@st.composite
def answered(draw, plan):
    """Any answers that may come, as far as the exam goes."""
    answers = []
    while (now := next_prompt(plan, answers)) is not None:
        numbers = st.frozensets(st.integers(1, len(now.points)))
        doubts = st.lists(st.tuples(st.integers(1, len(now.points)), st.just("words")), max_size=1).map(tuple)
        found = st.sampled_from([(), ("M2",), ("M99",)]) if now.draw else st.just(())
        answers.append(
            Answer(
                now.id,
                draw(numbers),
                draw(st.integers(0, len(now.hints))),
                draw(numbers),
                draw(doubts) if now.id in questions() else (),
                draw(found),
                draw(st.none() | st.floats(0, 1)) if now.draw else None,
                draw(st.floats(5, 400)),
                parting=draw(st.sampled_from([None, TRIED])) if now.draw or now.writes else None,
            )
        )
        assert len(answers) <= 1000
    return answers


@given(st.data())
def test_whatever_is_answered_nothing_is_asked_twice_and_the_clock_ends_it(data):
    plan = data.draw(PLANS)
    answers = data.draw(answered(plan))
    asked = [answer.prompt for answer in answers]
    assert len(set(asked)) == len(asked)
    assert asked[0] == OPENING or questions()[asked[0]].opens
    assert sum(answer.seconds for answer in answers[:-1]) < plan.seconds


@given(PLANS)
def test_when_the_time_is_up_nothing_more_is_asked(plan):
    assert next_prompt(plan, [], plan.seconds) is None
    assert next_prompt(plan, [Answer(OPENING)], plan.seconds - 1) is None
    assert next_prompt(plan, [Answer(OPENING)], 60) is not None


@given(PLANS)
def test_the_same_answers_lead_to_the_same_prompt(plan):
    answers = [Answer(OPENING, frozenset({1}))]
    assert next_prompt(plan, answers) == next_prompt(plan, answers)


def test_a_mistake_in_the_drawing_is_asked_about_first():
    plan = exam(1)
    begun = [Answer(OPENING, frozenset({1, 2, 3, 4, 5, 6, 7}), seconds=230)]
    drawn = Answer(DRAWING, found=("M99", "M2"), checked=0.8, seconds=100)
    assert next_prompt(plan, [*begun, drawn]).wording == findings()["M2"].prompt


TRIED = Parting(("C_{t-1} = 2",), "C_t", 1.0, 0.76, ("C_t = 1", "C_t = 0.76"))


@pytest.mark.parametrize(
    ("manner", "minutes", "prompts"),
    [("exact", 20, ["E01!", "M2"]), ("kind", 20, ["E01!", "M2"]), ("kind", 10, ["E01!"]), ("hurried", 20, ["M2"])],
)
def test_what_is_drawn_wrong_is_tried_with_numbers_first_unless_time_is_short(manner, minutes, prompts):
    plan = exam(1, minutes=minutes, manner=manner)
    answers = [Answer(OPENING, seconds=110), Answer(DRAWING, found=("M2",), checked=0.8, seconds=100, parting=TRIED)]
    asked = []
    while (now := next_prompt(plan, answers)).root not in questions() or now.id == f"{DRAWING}!":
        asked.append(now.id)
        assert (now.parting is TRIED) is now.id.endswith("!")
        answers.append(Answer(now.id, checked=0.0, seconds=30))
    assert asked == prompts


def test_numbers_are_tried_once_in_an_exam():
    plan = exam(1)
    begun = [Answer(OPENING, seconds=230), Answer(DRAWING, checked=0.8, parting=TRIED), Answer("E01!", checked=1.0)]
    written = Answer("E15", checked=0.5, parting=TRIED)
    assert next_prompt(plan, [*begun, written]).id != "E15!"
    assert next_prompt(plan, [begun[0], written]).id == "E15!"


def test_what_the_words_contradict_is_asked_back_with_these_words():
    plan = exam(1)
    begun = [Answer(OPENING, seconds=230), Answer(DRAWING, checked=1.0), Answer("E01+1", frozenset({1, 2}))]
    explained = next_prompt(plan, begun)
    doubtful = Answer(explained.id, doubts=((2, "the gate adds"),))
    back = next_prompt(plan, [*begun, doubtful])
    assert back.id == f"{explained.id}?2"
    assert "the gate adds" in back.wording.en
    assert "the gate adds" in back.wording.de
    assert back.points == (explained.points[1],)


def test_a_false_statement_that_was_ticked_is_asked_about_before_what_is_missing():
    plan = exam(1)
    question = questions()[DRAWING]
    point = next(one.point for one in question.follow_ups if not one.harder and one.point > 1)
    begun = [Answer(OPENING, seconds=230), Answer(DRAWING, fooled=frozenset({point}))]
    assert questions()[DRAWING].points.index(next_prompt(plan, begun).digs) + 1 == point


def test_the_next_question_is_harder_after_a_good_answer_and_easier_after_a_poor_one():
    levels = {}
    for right in (True, False):
        answers = [Answer(OPENING, seconds=230)]
        plan = exam(3)
        for _ in range(5):
            now = next_prompt(plan, answers)
            answers.append(Answer(now.id, frozenset(range(1, len(now.points) + 1)) if right else frozenset()))
        levels[right] = mean(questions()[one.prompt].level for one in answers[2:] if one.prompt in questions())
    assert levels[True] > levels[False]


def test_topics_that_are_weak_come_first():
    plan = exam(5, weak=["gru", "bptt"])
    assert set(plan.topics[:2]) == {"gru", "bptt"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"asked": ["poetry"]}, "there is no topic poetry"),
        ({"weak": ["poetry"]}, "there is no topic poetry"),
        ({"minutes": 5}, "an exam lasts 10 to 60 minutes, not 5"),
        ({"level": 4}, "the level is 1, 2 or 3, not 4"),
        ({"manner": "cruel"}, "the manner is one of"),
    ],
)
def test_an_exam_that_cannot_be_held_is_refused_in_a_sentence(wrong, words):
    with pytest.raises(ValueError, match=words):
        exam(1, **wrong)
