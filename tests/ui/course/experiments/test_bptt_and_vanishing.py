"""The experiments of lessons 3 and 4: what they ask, what they say, and that they do without torch."""

import subprocess
import sys

import pytest

from lstm_core.gradients.contributions import UnrolledChain
from tests.apps import in_words, press, turn
from tools.apptest import run_script
from tools.serving import ROOT


def experiment(key):
    import importlib

    importlib.import_module(f"ui.course.experiments.{key}").show()


def opened(key, part=""):
    at = run_script(experiment, key)
    return turn(at, key, part) if part else at


def said(at):
    return " ".join(element.value for element in at.markdown)


def test_the_sum_of_the_bars_and_the_finite_difference_stand_on_the_page():
    words = said(opened("bptt"))
    assert "0.00000 + 0.05748 + 0.06320 = **0.12069**" in words
    assert "Its slope is **0.12069**" in words


def test_every_slider_moves_the_figure():
    at = opened("bptt")
    before = in_words(at)
    for key, value in (("bptt_w", 1.0), ("bptt_u", -0.5), ("bptt_steps", 5)):
        at.slider(key=key).set_value(value).run()
        assert not at.exception
        assert in_words(at) != before
        before = in_words(at)
    chain = UnrolledChain(1.0, -0.5, (1.0, 0.0, 0.0, 0.0, 0.0))
    assert f"**{sum(chain.contributions('w')):.5f}**".replace("-", "−") in said(at)


def test_going_back_shows_one_delta_more_at_a_time():
    at = opened("bptt")
    at.slider(key="bptt_back_3").set_value(1).run()
    assert "δ3 = 0.180." in in_words(at)[0]
    assert "δ2" not in in_words(at)[0]
    at.slider(key="bptt_back_3").set_value(2).run()
    assert "δ3 = 0.180, δ2 = 0.087." in in_words(at)[0]


def test_inputs_of_ones_own_are_taken_and_nonsense_gets_a_sentence():
    at = opened("bptt")
    at.segmented_control(key="bptt_inputs").set_value("my own").run()
    at.text_input(key="bptt_own").set_value("1, 2").run()
    assert not at.exception
    assert "unrolled over 2 steps" in in_words(at)[0]
    for typed in ("one", "1, 9", "1, 1, 1, 1, 1, 1, 1, 1, 1", ""):
        at.text_input(key="bptt_own").set_value(typed).run()
        assert not at.exception
        assert not in_words(at)
        assert any(":red[" in caption.value for caption in at.caption)
    at.text_input(key="bptt_own").set_value("0.5").run()
    assert not at.exception


@pytest.mark.parametrize(("guess", "verdict"), [([1, 2], "Right"), ([3], "Not quite"), ([], "Not quite")])
def test_truncation_is_predicted_before_it_is_shown(guess, verdict):
    at = opened("bptt")
    assert not [slider for slider in at.slider if slider.key == "bptt_k_3"]
    at.pills[0].set_value(guess).run()
    press(at, "bptt_do_cut")
    assert f"{verdict}. With k = 1 it was 1, 2" in said(at)
    assert "the truncated one **0.06320**, 52% of it" in said(at)
    at.slider(key="bptt_k_3").set_value(3).run()
    assert "= **0.12069**" in said(at)


def test_with_a_loss_at_every_step_no_bar_goes_altogether():
    at = opened("bptt")
    at.segmented_control(key="bptt_read").set_value("at every step").run()
    press(at, "bptt_do_cut")
    assert "Right. With k = 1 it was none of them" in said(at)


def test_memory_is_counted_for_three_cells():
    at = opened("bptt")
    assert "| LSTM | 7 | 11.47 MB | 2.29 MB |" in said(at)
    at.number_input(key="bptt_time").set_value(200).run()
    assert "| LSTM | 7 | 22.94 MB | 2.29 MB |" in said(at)


def test_the_lag_is_guessed_before_the_curve_is_shown():
    at = opened("vanishing")
    by_lag = lambda: [chart for chart in at.get("vega_lite_chart") if "by lag" in chart.proto.alt]
    assert not by_lag()
    at.number_input(key="vanishing_guess").set_value(34).run()
    press(at, "vanishing_show")
    assert "Well seen: you said 34, it is **36**" in said(at)
    assert by_lag()
    assert any("Elman h, all ways" in words for words in in_words(at))
    assert "| Elman&nbsp;h | 0.882 | 36 |" in said(at)


def test_every_setting_of_the_plot_can_be_moved():
    at = opened("vanishing")
    press(at, "vanishing_show")
    for key, value in (
        ("vanishing_scale", 3.0),
        ("vanishing_bias", 6.0),
        ("vanishing_time", 200),
        ("vanishing_loud", 3.0),
    ):
        at.slider(key=key).set_value(value).run()
        assert not at.exception
    for squash in ("sigmoid", "nothing"):
        at.segmented_control(key="vanishing_squash").set_value(squash).run()
        assert not at.exception
    assert "It explodes" in said(at)
    at.segmented_control(key="vanishing_when").set_value("after training").run()
    assert not at.exception
    assert "Elman too" in said(at)


def test_a_matrix_with_small_eigenvalues_may_still_stretch():
    at = opened("vanishing", "The trap of the eigenvalues")
    assert "| ‖Wᵏ‖ | 10 | 10 | 7.5 | 3.1 | 0.2 | 0.00038 |" in said(at)
    at.slider(key="trap_beside").set_value(0.0).run()
    assert "**sufficient**" in said(at)
    at.slider(key="trap_eigenvalue").set_value(1.1).run()
    assert "never dies out" in said(at)


def test_the_clipped_step_stays_where_the_plain_one_flies_off():
    at = opened("vanishing", "A cliff, and clipping")
    assert "The gradient here is **511.50**" in said(at)
    assert "leads to $b$ = **−51.15**, with clipping to **−0.10**" in said(at)
    at.slider(key="cliff_start").set_value(0.3).run()
    assert "clipping leaves it as it is" in said(at)


@pytest.mark.slow
def test_the_experiments_do_without_torch():
    code = (
        "import sys\n"
        "from tests.apps import press\n"
        "from tests.ui.course.experiments.test_bptt_and_vanishing import opened\n"
        "for key in ('bptt', 'vanishing'):\n"
        "    at = opened(key)\n"
        "    for button in [button.key for button in at.button]:\n"
        "        press(at, button)\n"
        "    assert at.get('vega_lite_chart')\n"
        "    assert 'torch' not in sys.modules, key\n"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, check=True, timeout=60)
