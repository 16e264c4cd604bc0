"""What an examiner says aloud are words: of formulas, their code is never read."""

import re

import pytest

from lstm_core.exam.bank.bank import questions
from lstm_core.prose.spoken import spoken_text

CODE = re.compile(r"[\\${}_^`*<>|~&=+⊙≈×]")


@pytest.mark.parametrize(
    ("written", "english", "german"),
    [
        (r"$C_t$", "C t", "C t"),
        (r"$h_{t-1}$.", "h t minus 1.", "h t minus 1."),
        (r"$\tilde{C}_t$", "C tilde t", "C Schlange t"),
        (r"$W_{hh}^T$", "W h h transposed", "W h h transponiert"),
        (r"$\frac{\partial L}{\partial W_{hh}}$", "d L over d W h h", "d L durch d W h h"),
        (r"$\sigma(x) = 0.5$", "sigma (x) equals 0.5", "Sigma (x) gleich 0.5"),
        (r"$\sqrt{2}$", "the square root of 2", "Wurzel aus 2"),
        ("`nn.RNN`, **not** *this*", "nn.RNN, not this", "nn.RNN, not this"),
        ("a + b", "a plus b", "a plus b"),
        ("What is that?", "What is that?", "What is that?"),
        ("", "", ""),
    ],
)
def test_a_formula_is_read_as_somebody_says_it(written, english, german):
    assert (spoken_text(written, "en"), spoken_text(written, "de")) == (english, german)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_code_is_left_in_any_question_follow_up_or_hint(language):
    texts = [
        one[language]
        for question in questions().values()
        for one in (question.prompt, *question.hints, *(dig.prompt for dig in question.follow_ups))
    ]
    assert len(texts) > 300
    assert [text for text in texts if CODE.search(spoken_text(text, language))] == []
    assert any("$" in text for text in texts)
