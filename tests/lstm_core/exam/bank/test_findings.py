"""Every mistake that the grader knows by name has a question, which its twin does not answer."""

import re

import pytest

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.findings import findings
from lstm_core.exam.hearing import heard
from lstm_core.prose import read


def test_every_mistake_with_a_name_has_a_question():
    assert findings().keys() == read("grade")["named"].keys()


@pytest.mark.parametrize("name", findings())
def test_a_question_is_whole_in_both_languages(name):
    one = findings()[name]
    assert one.topic in topics()
    assert one.prompt.de != one.prompt.en
    for point in one.points:
        for text in (point.wording, point.twin, point.why):
            assert text.de != text.en
            assert not re.search(r"\b(the|what|which|is)\b", text.de)


@pytest.mark.parametrize("name", findings())
def test_a_rule_hears_its_own_point_and_not_its_twin_nor_the_question(name):
    one = findings()[name]
    for point in one.points:
        for language in ("en", "de"):
            assert heard([point], point.wording[language], language)[0].ticked, language
            assert not heard([point], point.twin[language], language)[0].ticked, language
            assert not heard([point], one.prompt[language], language)[0].ticked, language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[M1]\nprompt.en = "What?"\nprompt.de = "Was?"', "mine.toml, M1: points must be there"),
        (
            '[M1]\nprompt.en = "What?"\nprompt.de = "Was?"\n[[M1.points]]\nen = "x"\nde = "y"\ncite = "S0:3"',
            "mine.toml, M1, line 4: twin and why must be there",
        ),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path, text, words):
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(words)):
        findings(tmp_path / "mine.toml")
