"""How it went the last time is told from the exams that were begun before, topic by topic."""

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.mock_exam import Answer, SavedExam, exam, exams_before, last_marks, last_total

PLAN = exam(1, [], 20)
FIRST, SECOND = list(topics())[:2]
ASKED = {topic: next(q for q in questions().values() if q.topic == topic) for topic in (FIRST, SECOND)}


def whole(topic):
    """An answer with every point."""
    return Answer(ASKED[topic].id, frozenset(range(1, len(ASKED[topic].points) + 1)))


def nothing(topic):
    return Answer(ASKED[topic].id)


def saved(name, *answers):
    return SavedExam(name, PLAN, answers, {}, 60.0, 1.0, True)


def test_a_topic_that_did_not_come_up_last_time_is_told_from_the_exam_before_that():
    before = [saved("a", nothing(FIRST), whole(SECOND)), saved("b", whole(FIRST))]
    assert {topic: one.share for topic, one in last_marks(before).items()} == {FIRST: 1.0, SECOND: 1.0}


def test_only_exams_that_were_begun_before_and_had_an_answer_count():
    log = [
        saved("a", whole(FIRST)),
        saved("left at once"),
        saved("this", nothing(FIRST)),
        saved("later", whole(SECOND)),
    ]
    assert [one.id for one in exams_before(log, "this")] == ["a"]
    assert [one.id for one in exams_before(log, "not in the log")] == ["a", "this", "later"]


def test_the_last_exam_as_a_whole():
    before = [saved("a", whole(FIRST)), saved("b", nothing(FIRST), whole(SECOND))]
    points = {topic: len(ASKED[topic].points) for topic in ASKED}
    last = last_total(before)
    assert last is not None
    assert (last.got, last.possible) == (points[SECOND], sum(points.values()))
    assert last_total([]) is None
