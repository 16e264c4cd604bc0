"""Lesson 9: no training without a prediction, and what is said in the end is what the run was judged to be."""

import pytest

from lstm_core.course.experiments.learning_rates import RATES, experiment, outcome
from lstm_core.training.progress import History, Progress
from tools.apptest import open_page

MOST_LOOKS = 500


def said(at):
    return "\n".join(element.value for element in [*at.markdown, *at.caption])


def opened(rate):
    at = open_page("course", {"lesson": "training", "open": "true"})
    return at.segmented_control(key="rate").set_value(rate).run()


def trained(rate, prediction):
    at = opened(rate)
    at.radio(key=f"learning rate {rate:g}").set_value(prediction).run()
    at.button(key="rate_start").click().run()
    for _ in range(MOST_LOOKS):  # the trainer sets the pace
        at.run()
        assert not at.exception
        if "you answered" in said(at):
            return at
    raise AssertionError("it did not end")


def test_nothing_is_trained_before_it_is_predicted():
    at = opened(RATES[1])
    assert at.button(key="rate_start").disabled
    assert not any(button.key == "rate_stop" for button in at.button)


def test_the_middle_rate_solves_it_and_the_answer_is_told():
    at = trained(RATES[1], "No")
    assert "you answered “No”. It solved the task after " in said(at)


def test_a_run_that_is_stopped_is_not_judged():
    at = opened(RATES[0])
    at.radio(key=f"learning rate {RATES[0]:g}").set_value("Yes").run()
    at.button(key="rate_start").click().run()
    at.button(key="rate_stop").click().run()
    for _ in range(MOST_LOOKS):
        at.run()
        if "you answered" in said(at):
            break
    assert not at.exception
    assert "so nobody knows" in said(at)
    assert "did not solve" not in said(at)


@pytest.mark.parametrize(("rate", "words"), [(RATES[0], "still falling"), (RATES[2], "no longer falls")])
def test_of_the_outer_rates_one_is_too_slow_and_one_too_large(rate, words):
    from lstm_core.training.run import Run

    run = Run(experiment(rate))
    run.begin()
    while not run.done.is_set():
        run.work(1.0)
    assert words in outcome(run.progress)


@pytest.mark.parametrize(("end", "words"), [(0.5, "still falling"), (1.0, "no longer falls"), (1.4, "no longer falls")])
def test_how_the_loss_moved_is_read_off_its_last_two_hundred_batches(end, words):
    losses = [9.0] * 100 + [1.0] * 100 + [end] * 100
    sentence = outcome(Progress(300, end, history=History(losses=losses)))
    assert words in sentence
    assert f"{end:.3f} over the last 100" in sentence
