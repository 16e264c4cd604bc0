"""Every number in a lesson that we measured is computed again, from the results that come with the app."""

import re

import pytest

from lstm_core.course.lessons import lessons
from lstm_core.training.sweep import SeedSummary, results_of_task, summary
from lstm_core.training.sweep.choosing import tried
from lstm_core.training.sweep.report import compare

DELAYED, RECALL, STORY = "recall with distractors", "recall", "story"
NUMBER_WORDS = {0: "none"}


@pytest.fixture(scope="module")
def delayed() -> dict[tuple[str, str, int], SeedSummary]:
    return {(row.cell, row.initial, row.delay): row for row in summary(results_of_task(DELAYED))}


def text_of(key: str) -> str:
    """All that a lesson tells, its prediction and misconceptions too."""
    lesson = lessons()[key]
    return "\n".join(
        [lesson.predict.ask, lesson.predict.because, *(one.wrong for one in lesson.misconceptions)]
        + ["".join(part for part in one.parts if isinstance(part, str)) for one in lesson.paragraphs]
    )


def counted(row: SeedSummary) -> str:
    """ "none of 20" or "7 of 20"."""
    return f"{NUMBER_WORDS.get(row.solved, row.solved)} of {row.of}"


def spread(row: SeedSummary) -> str:
    """ "315 batches (median; quartiles 295 to 342)"; the words are said for the first one only."""
    assert row.batches is not None
    assert row.quartiles is not None
    return f"{row.batches:.0f} ({row.quartiles[0]:.0f} to {row.quartiles[1]:.0f})"


def budget(task: str) -> int:
    (steps,) = {result.settings["steps"] for result in results_of_task(task)}
    return int(steps)


def flat(text: str) -> str:
    """Without the words that are said with the first number only, and with one unit for all."""
    return text.replace("median; quartiles ", "").replace(" batches of 64 (", " (").replace(" batches (", " (")


def test_lesson_1_has_the_batches_of_the_stories():
    elman, lstm, gru = summary(results_of_task(STORY))
    text = flat(text_of("sequences"))
    assert (elman.cell, lstm.cell, gru.cell) == ("Elman", "LSTM", "GRU")
    assert f"the GRU had it after {spread(gru)} and the LSTM after {spread(lstm)}" in text
    assert (gru.solved, lstm.solved) == (gru.of, lstm.of) == (20, 20)
    assert f"{NUMBER_WORDS[elman.solved]} of the {elman.of} seeds after {budget(STORY):,} batches" in text
    assert "With 32 units" in text
    assert {result.settings["hidden"] for result in results_of_task(STORY)} == {32}


def test_lesson_9_has_the_batches_of_recall():
    elman, lstm, gru = summary(results_of_task(RECALL))
    text = flat(text_of("training"))
    assert f"The LSTM solved recall after {spread(lstm)}, the GRU after {spread(gru)}" in text
    assert f"Elman’s net after {spread(elman)}" in text
    assert (lstm.solved, gru.solved) == (lstm.of, gru.of)
    assert f"Elman with {elman.solved} of {elman.of} within {budget(RECALL):,} batches" in text
    assert {result.settings["time"] for result in results_of_task(RECALL)} == {20}


@pytest.mark.parametrize("task", [STORY, RECALL, DELAYED])
def test_lessons_speak_of_the_rates_and_seeds_there_were(task):
    assert len(tried("learning_rate", task).values) == 3
    assert len({result.seed for result in results_of_task(task)}) == 20


def test_lesson_7_has_how_far_the_gru_gets(delayed):
    text = text_of("gru")
    assert delayed["GRU", "chrono", 200].solved == 20
    assert "over 200 steps with all 20 seeds" in text
    fifty, hundred = delayed["GRU", "Keras", 50], delayed["GRU", "Keras", 100]
    assert f"{counted(fifty)} had solved it over 50 steps after {budget(DELAYED):,} batches" in text
    assert (f"and {NUMBER_WORDS[hundred.solved]} over 100", hundred.of) == ("and none over 100", 20)
    assert "and none over 100" in text


def test_lesson_8_has_how_far_each_cell_gets_as_keras_starts_it(delayed):
    text = text_of("comparison")
    keras = {(cell, delay): row for (cell, start, delay), row in delayed.items() if start == "Keras"}
    assert all(row.solved == row.of for (_, delay), row in keras.items() if delay == 10)
    elman, lstm = keras["Elman", 10], keras["LSTM", 10]
    assert f"Elman takes {elman.batches:.0f} batches where the LSTM takes {lstm.batches:.0f}" in text
    elman, lstm, gru = (keras[cell, 20] for cell in ("Elman", "LSTM", "GRU"))
    assert f"Over 20 steps {counted(lstm)} LSTMs do, {counted(gru)} GRUs and {counted(elman)} Elman nets" in text
    assert {compare(lstm, elman), compare(lstm, gru), compare(gru, elman)} == {0}
    assert "which is too close to call" in text
    elman, lstm, gru = (keras[cell, 50] for cell in ("Elman", "LSTM", "GRU"))
    assert f"Over 50 steps it is {counted(lstm)} LSTMs after {budget(DELAYED):,} batches" in text
    assert f"but only {counted(gru)} GRUs and {counted(elman)} Elman nets" in text
    assert compare(lstm, elman) == compare(lstm, gru) == 1
    assert (keras["LSTM", 100].solved, keras["GRU", 100].solved) == (0, 0)
    assert "As Keras starts them, neither does over 100." in text
    assert f"{counted(keras['Elman', 20])} seeds of ours can. At 50 steps {counted(keras['Elman', 50])} had" in text


def test_lesson_8_claims_that_elman_is_nowhere_ahead_and_he_is_not(delayed):
    assert "once all are tuned in the same way, Elman is nowhere clearly ahead" in text_of("comparison")
    for start, delay in {(start, delay) for cell, start, delay in delayed if cell == "Elman"}:
        assert compare(delayed["Elman", start, delay], delayed["LSTM", start, delay]) <= 0


def test_lesson_8_has_what_biases_that_fit_do(delayed):
    text = text_of("comparison")
    lstm, gru = delayed["LSTM", "chrono", 200], delayed["GRU", "chrono", 200]
    assert f"{counted(lstm)} seeds, after {lstm.batches:.0f} and {gru.batches:.0f} batches" in text
    assert (gru.solved, gru.of) == (lstm.solved, lstm.of)
    opened, beyond = delayed["LSTM", "Keras", 50], delayed["LSTM", "Keras", 100]
    assert f"{counted(opened)} seeds learnt to open it within {budget(DELAYED):,} batches" in text
    assert f"at 100 steps {counted(beyond)}. With a bias that fits the delay, {counted(lstm)} get to 200" in text


def test_lesson_8_has_how_far_the_first_lstm_gets(delayed):
    fifty, hundred, far = (delayed["LSTM 1997", "Keras", delay] for delay in (50, 100, 200))
    words = f"{counted(fifty)} seeds get to 50 steps, {counted(hundred)} to 100 and {counted(far)} to 200"
    assert words in text_of("comparison")


def test_the_prediction_of_lesson_8_is_a_power():
    left = 0.731**50
    assert 5.5e6 < 1 / left < 6.5e6
    assert "one part in six million" in lessons()["comparison"].predict.because
    assert (
        lessons()["comparison"].predict.options[lessons()["comparison"].predict.right - 1] == "Less than a millionth."
    )
    assert 1e-12 < left < 1e-6


def test_no_other_lesson_tells_of_seeds_that_are_not_counted_here():
    """Whoever writes a sentence about our seeds gives it a test above, and its lesson a place in this list."""
    seeds = re.compile(r"\d+ (?:of \d+ )?(?:fresh )?seeds")
    assert {key for key in lessons() if seeds.search(text_of(key))} == {"sequences", "gru", "comparison", "training"}
