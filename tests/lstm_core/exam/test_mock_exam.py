"""A mock exam opens as exams do, digs where least was said, keeps its time, and can be repeated."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.prompts import prompt
from lstm_core.exam.mock_exam import Answer, Marks, exam, marks, next_prompt, total

SEEDS = st.integers(0, 10**6)
TOPICS = st.sets(st.sampled_from(sorted(topics())))
MINUTES = st.integers(10, 60)
DRAWN = {one.topic for one in questions().values() if one.draw}


@st.composite
def sittings(draw):
    """A whole exam: its plan, what was asked, and any answers a learner might give."""
    plan = exam(draw(SEEDS), draw(TOPICS), draw(MINUTES))
    asked, answers = [], []
    while (now := next_prompt(plan, answers)) is not None:
        asked.append(now)
        ticked = draw(st.frozensets(st.integers(1, len(now.points))))
        answers.append(Answer(now.id, ticked, draw(st.integers(0, len(now.hints)))))
        assert len(asked) <= 100
    return plan, asked, answers


def sit(plan, share):
    """The ids asked if the first part of every answer is ticked, and the answers."""
    answers = []
    while (now := next_prompt(plan, answers)) is not None:
        answers.append(Answer(now.id, frozenset(range(1, 1 + round(share * len(now.points))))))
    return [answer.prompt for answer in answers], answers


def topic_of(key):
    return questions()[key].topic


def share(answer):
    return len(answer.ticked) / len(prompt(answer.prompt).points)


@given(sittings())
def test_an_exam_opens_with_the_mind_map_and_has_a_cell_to_draw(sitting):
    plan, asked, _ = sitting
    assert asked[0].id == "K01"
    assert asked[0].topic == "oral"
    assert any(one.draw for one in asked)
    assert [one.id for one in asked if one.digs is None] == list(plan.questions)


@given(sittings())
def test_an_exam_keeps_its_time_and_asks_nothing_twice(sitting):
    plan, asked, _ = sitting
    assert sum(one.minutes for one in asked) <= plan.minutes
    assert len({one.id for one in asked}) == len(asked)


@given(SEEDS, TOPICS, MINUTES)
def test_all_questions_find_their_time_even_if_nothing_is_ever_ticked(seed, chosen, minutes):
    plan = exam(seed, chosen, minutes)
    asked, _ = sit(plan, 0)
    assert set(plan.questions) <= set(asked)
    assert sum(prompt(key).minutes for key in asked) <= minutes


@given(SEEDS, TOPICS, MINUTES)
def test_the_questions_are_about_the_topics_that_were_asked_for(seed, chosen, minutes):
    _, drawing, *others = map(topic_of, exam(seed, chosen, minutes).questions)
    wanted = chosen or topics().keys()
    assert set(others) <= wanted
    assert drawing in wanted or not wanted & DRAWN  # where none of the topics has a cell to draw, the LSTM's is taken


@given(SEEDS, TOPICS, MINUTES)
def test_two_questions_in_a_row_share_a_topic_only_if_the_others_are_used_up(seed, chosen, minutes):
    plan = exam(seed, chosen, minutes)
    for k in range(2, len(plan.questions)):
        if topic_of(plan.questions[k]) == topic_of(plan.questions[k - 1]):
            left = {key for key, one in questions().items() if one.topic in plan.topics} - set(plan.questions[:k])
            assert {topic_of(key) for key in left} == {topic_of(plan.questions[k])}


@given(SEEDS, TOPICS, MINUTES)
def test_the_same_seed_and_the_same_ticks_give_the_same_exam(seed, chosen, minutes):
    plan = exam(seed, chosen, minutes)
    assert plan == exam(seed, sorted(chosen, reverse=True), minutes)
    assert sit(plan, 0.5) == sit(plan, 0.5)


def test_each_of_the_cells_may_have_to_be_drawn():
    assert {prompt(exam(seed).questions[1]).draw for seed in range(20)} == {"Elman", "LSTM", "GRU"}


def test_seeds_differ():
    assert len({exam(seed).questions for seed in range(20)}) >= 15


@given(sittings())
def test_a_follow_up_goes_into_what_was_not_ticked_if_one_does(sitting):
    _, asked, answers = sitting
    for k, now in enumerate(asked):
        if now.digs:
            question = questions()[now.id.partition("+")[0]]
            before = {answer.prompt: answer for answer in answers[:k]}
            ticked = before[question.id].ticked
            open_ones = [one for one in question.follow_ups if one.id not in before]
            point = next(one.point for one in open_ones if one.id == now.id)
            assert point not in ticked or all(one.point in ticked for one in open_ones)


@given(sittings())
def test_in_the_end_the_examiner_comes_back_to_where_least_was_ticked(sitting):
    plan, asked, answers = sitting
    given_first = {answer.prompt: answer for answer in answers}
    last = plan.questions[-1]
    at = [one.id for one in asked].index(last)
    for k in range(at + 1, len(asked)):
        about = asked[k].id.partition("+")[0]
        if about != last:
            before = {one.id for one in asked[:k]}
            others = [key for key in plan.questions if any(f.id not in before for f in questions()[key].follow_ups)]
            assert share(given_first[about]) == min(share(given_first[key]) for key in others)


def test_a_poor_answer_is_dug_into_twice_and_a_good_one_once():
    plan = exam(1, ["lstm"], 40)
    drawn = plan.questions[1]
    poor, good = (sit(plan, part)[0] for part in (0, 1))
    following = lambda ids: ids[ids.index(drawn) + 1 : ids.index(plan.questions[2])]
    assert [key.partition("+")[0] for key in following(poor)] == [drawn, drawn]
    assert [key.partition("+")[0] for key in following(good)] == [drawn]


@given(sittings())
def test_marks_add_up(sitting):
    plan, asked, answers = sitting
    table = marks(plan, answers)
    assert table.keys() == {one.topic for one in asked}
    assert total(table).possible == sum(len(one.points) for one in asked)
    assert total(table).got <= sum(len(answer.ticked) for answer in answers)
    for topic, one in table.items():
        own = [answer for answer in answers if prompt(answer.prompt).topic == topic]
        assert one.got == sum(max(0, len(answer.ticked) - answer.hints / 4) for answer in own)
        assert 0 <= one.got <= one.possible


@given(sittings(), st.data())
def test_one_more_tick_never_lowers_the_marks_and_one_more_hint_costs_little(sitting, data):
    plan, asked, answers = sitting
    k = data.draw(st.integers(0, len(asked) - 1))
    before = total(marks(plan, answers)).got
    more = replace(answers[k], ticked=answers[k].ticked | {data.draw(st.integers(1, len(asked[k].points)))})
    assert total(marks(plan, [*answers[:k], more, *answers[k + 1 :]])).got >= before
    if answers[k].hints < len(asked[k].hints):
        helped = replace(answers[k], hints=answers[k].hints + 1)
        assert 0 <= before - total(marks(plan, [*answers[:k], helped, *answers[k + 1 :]])).got <= 0.25


def test_full_marks_are_full_and_nothing_is_nothing():
    plan = exam(5, minutes=30)
    for part in (0, 1):
        table = marks(plan, sit(plan, part)[1])
        assert all(one == Marks(part * one.possible, one.possible) for one in table.values())


def test_of_two_answers_to_one_prompt_the_later_counts():
    plan = exam(0)
    first, second = Answer("K01", frozenset({1})), Answer("K01", frozenset({1, 2}))
    assert marks(plan, [first, second]) == marks(plan, [second])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: exam(0, ["knitting"]), "there is no topic knitting; we have sequences, elman"),
        (lambda: exam(0, minutes=5), "an exam lasts 10 to 60 minutes, not 5"),
        (lambda: prompt("Z99"), "there is no question 'Z99'"),
        (lambda: prompt("E01+9"), "there is no question 'E01+9'"),
        (lambda: next_prompt(exam(0), [Answer("A9", frozenset())]), "A9 is not asked in this exam; it has K01"),
        (lambda: marks(exam(0), [Answer("K01", frozenset({9}))]), "K01 has points 1 to 7, not [9]"),
        (lambda: marks(exam(0), [Answer("K01", frozenset(), 5)]), "K01 has 2 hints, not 5"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        wrong()
