"""What an exam is about and how hard it is follows from the log, and may be chosen; links name choices."""

import pytest

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.log.event import Event
from tests.apps import press
from tests.pages.oral.sitting import exam, said
from tools.apptest import open_page
from ui.practise.oral import exam_session


def test_the_exam_begins_where_the_log_says_one_is_weak_and_at_the_level_of_the_last_one(app, monkeypatch):
    events = [
        Event(float(k), "question", one.id, {"ticked": 0, "of": len(one.points)})
        for k, one in enumerate(questions().values())
        if one.topic in ("gru", "bptt")
    ]
    monkeypatch.setattr(exam_session, "recorded", lambda kind: events if kind == "question" else [])
    press(app, "begin")
    assert set(exam(app).plan.topics[:2]) == {"gru", "bptt"}
    assert exam(app).plan.level == 2


def test_whoever_wants_another_level_gets_it(app):
    app.segmented_control(key="oral_level").set_value(3).run()
    press(app, "begin")
    assert exam(app).plan.level == 3


@pytest.mark.parametrize(
    ("query", "manner", "topics"),
    [
        ({"oral_manner": "Exact", "oral_topics": "The GRU"}, "exact", ["gru"]),
        ({"oral_manner": "Exact", "oral_topics": "The GRU", "oral_language": "Deutsch"}, "exact", ["gru"]),
        ({"oral_manner": "Genau", "oral_topics": "Die GRU"}, "exact", ["gru"]),
        ({"oral_manner": "Nonsense", "oral_topics": "Nonsense"}, "kind", []),
    ],
)
def test_an_address_names_a_choice_in_either_language(query, manner, topics):
    app = open_page("oral", query)
    assert app.segmented_control(key="oral_manner").value == manner
    assert app.pills(key="oral_topics").value == topics


def test_a_link_of_an_older_version_to_single_questions_in_german_still_leads_there():
    app = open_page("oral", {"oral_way": "Single questions", "practice_language": "Deutsch", "question": "E04"})
    assert questions()["E04"].prompt.de in said(app)
