"""A grid that a learner filled in becomes the task that was meant."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.tasks import Batch, Task, baselines, designed, fixed_sequences

XS = [["1", "v", ""], ["", "", ""], ["", "", "1"], ["", "", ""]]
YS = [[""], [""], ["v"], [""]]


def make(task: Task, batch: int = 500, time: int | None = None) -> Batch:
    return task.make(np.random.default_rng(0), batch, time)


def refuse(sentence: str, xs=XS, ys=YS, **more) -> None:
    with pytest.raises(ValueError) as caught:
        designed("mine", xs, ys, **more)
    assert str(caught.value) == sentence


def test_a_letter_is_drawn_anew_for_each_sequence_and_is_the_same_wherever_it_stands():
    xs, ys, mask = make(designed("mine", XS, YS), 5000)
    value = xs[..., 1].max(axis=0)
    assert len(np.unique(value)) > 4900
    assert value.mean() == pytest.approx(0.5, abs=0.02)
    assert value.std() == pytest.approx(0.2887, abs=0.01)
    assert np.array_equal(ys[..., 0].max(axis=0), value)
    assert np.array_equal(ys[..., 0] != 0, mask > 0)


def test_the_whole_pattern_is_shifted_and_every_beginning_comes_equally_often():
    xs, ys, _ = make(designed("mine", XS, YS, shift=6), 7000)
    store, ask, answer = xs[..., 0].argmax(axis=0), xs[..., 2].argmax(axis=0), ys[..., 0].argmax(axis=0)
    assert len(xs) == 10
    assert np.abs(np.bincount(store, minlength=7) - 1000).max() < 150
    assert (ask - store == 2).all()
    assert (answer == ask).all()


def test_numbers_stay_and_empty_cells_are_zero():
    task = designed("mine", [[0.25, None], ["−1,5", float("nan")]], [["", 1], [0, " "]], shift=0)
    xs, ys, mask = make(task, 3)
    assert (xs == np.array([[0.25, 0], [-1.5, 0]])[:, None]).all()
    assert (ys == np.array([[0, 1], [0, 0]])[:, None]).all()
    assert (mask == 1).all()  # a 0 that is written down counts as well


def test_two_letters_are_two_values():
    xs, ys, _ = make(designed("mine", [["a"], ["b"], [""]], [[""], [""], ["a"]], shift=0))
    assert abs(np.corrcoef(xs[0, :, 0], xs[1, :, 0])[0, 1]) < 0.15
    assert np.array_equal(ys[2], xs[0])


def test_capital_letters_are_letters():
    assert designed("mine", XS, [[""], [""], ["V"], [""]]) == designed("mine", XS, YS)


def test_noise_fills_the_empty_cells_of_lines_with_letters_and_no_others():
    xs, ys, _ = make(designed("mine", XS, YS, noise=0.4), 2000)
    store, value, recall = (xs[..., line] for line in range(3))
    assert set(np.unique(store)) == set(np.unique(recall)) == {0, 1}
    told = value[store > 0]
    noise = value[store == 0]
    assert noise.min() >= 0
    assert 0.39 < noise.max() < 0.4
    assert noise.mean() == pytest.approx(0.2, abs=0.01)
    assert np.array_equal(np.sort(told), np.sort(ys[ys != 0]))
    assert told.max() > 0.9


def test_a_cell_with_a_zero_written_down_stays_free_of_noise():
    xs = make(designed("mine", [["v"], [0], [""]], [[""], [""], ["v"]], noise=1, shift=0)).xs
    assert not xs[1].any()
    assert xs[2].all()


def test_a_mask_says_which_steps_count():
    task = designed("mine", XS, YS, mask=[0, 0, 1, 1], shift=0)
    assert np.array_equal(make(task, 1).mask[:, 0], [0, 0, 1, 1])


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.integers(1, 9), st.integers(0, 9), st.integers(1, 5), st.integers(0, 12))
def test_sizes_are_as_asked(rows, shift, batch, extra):
    task = designed("mine", [["v", ""]] * rows, [["", "", "v"]] * rows, shift=shift)
    xs, ys, mask = make(task, batch, rows + extra)
    assert (xs.shape, ys.shape, mask.shape) == (
        (rows + extra, batch, 2),
        (rows + extra, batch, 3),
        (rows + extra, batch),
    )
    assert {xs.dtype, ys.dtype, mask.dtype} == {np.dtype(np.float32)}
    assert (mask.sum(axis=0) == rows).all()
    assert len(make(task, 1).xs) == rows + shift
    with pytest.raises(ValueError, match="needs"):
        make(task, 1, rows - 1)


def test_a_designed_task_is_solved_by_its_ideal_output_and_not_by_silence():
    task = designed("mine", XS, YS)
    batch = make(task, 1000)
    assert task.solved(batch.ys, batch).solved
    assert not task.solved(np.zeros_like(batch.ys), batch).solved
    assert "at the steps that count" in task.solved(batch.ys, batch).words
    assert baselines(batch)["when, not what"].rmse_counted == pytest.approx(0.289, abs=0.02)


def test_a_designed_task_can_be_watched():
    watched = fixed_sequences(designed("mine", XS, YS))
    assert len(watched.words) == 4
    value, step = watched.batch.ys[..., 0].max(axis=0), watched.batch.ys[..., 0].argmax(axis=0)
    assert watched.words[0] == f"Due: {value[0]:.2f} at step {step[0] + 1}."


def test_a_designed_task_can_be_compared_saved_and_made_again():
    task = designed("mine", XS, YS, noise=0.5, inputs=("store", "value", "recall"))
    plan = task.maker
    make(task)
    again = designed(task.name, plan.xs, plan.ys, plan.mask, plan.shift, plan.noise, task.inputs, task.outputs)
    assert again == task == pickle.loads(pickle.dumps(task))
    assert hash(again) == hash(task)
    assert designed("mine", XS, YS, shift=1) != designed("mine", XS, YS, shift=2)


def test_channels_have_names():
    task = designed("mine", XS, YS, outputs=["answer"])
    assert task.inputs == ("input 1", "input 2", "input 3")
    assert task.outputs == ("answer",)


def test_what_is_wrong_with_a_grid_is_said_in_a_sentence():
    refuse("The inputs have 0 steps; a pattern has 1 to 200.", xs=[])
    refuse("There are 0 outputs; a pattern has 1 to 8.", ys=[[]] * 4)
    refuse("The inputs have 4 steps, but the outputs 3; they need as many.", ys=YS[:3])
    refuse("Step 3 has 1 cells, but there are 3 channels.", xs=[*XS[:2], ["1"], XS[3]])
    refuse("There are 3 inputs, but 1 names for them.", inputs=["store"])
    refuse("output 1 should output w at step 3, but no input has given w by then.", ys=[[""], [""], ["w"], [""]])
    refuse(
        "output 1 should output v at step 1, but no input has given v by then.",
        xs=[XS[1], XS[0], *XS[2:]],
        ys=[["v"]] * 4,
    )
    refuse("output 1 at step 2 holds “vv”; write a number, or one letter from a to z.", ys=[[""], ["vv"], ["v"], [""]])
    refuse("output 1 at step 2 holds 11; numbers must be between −10 and 10.", ys=[[""], ["11"], ["v"], [""]])
    refuse("output 1 at step 2 holds inf; numbers must be between −10 and 10.", ys=[[""], [np.inf], ["v"], [""]])
    refuse(
        f"output 1 at step 2 holds “1{'0' * 19}”; write a number, or one letter from a to z.",
        ys=[[""], [10**400], ["v"], [""]],
    )
    refuse("No step counts yet. Write down what the net should output, at one step at least.", ys=[[""]] * 4)
    refuse("The mask has 2 steps, but the outputs 4; they need as many.", mask=[1, 1])
    refuse("The pattern cannot begin up to -1 steps late; from 0 to 200 are possible.", shift=-1)
    refuse("Noise of 1.5 is not possible; it goes from 0 (none) to 1 (as large as the values).", noise=1.5)
    refuse(f"Noise of 1{'0' * 19} is not possible; it goes from 0 (none) to 1 (as large as the values).", noise=10**400)
