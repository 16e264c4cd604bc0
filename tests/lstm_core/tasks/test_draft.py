"""A draft keeps what was typed, whatever becomes of its shape, and is a task as soon as it can be one."""

import json

import pytest

from lstm_core.tasks import TASKS, designed
from lstm_core.tasks.draft import (
    Draft,
    channels,
    draft_data,
    examples,
    of_length,
    read_draft,
    task_name,
    task_of,
    with_channels,
)

DRAFT = Draft(("store", "value"), ("answer",), (("1", "v"), ("", "w")), (("",), ("v",)), 2)


@pytest.mark.parametrize("name", [name for name in examples() if name != "empty"])
def test_every_example_is_a_task_at_once(name):
    draft = examples()[name]
    task = task_of("mine", draft)
    assert (task.inputs, task.outputs) == (draft.inputs, draft.outputs)
    assert task.least == draft.steps
    assert draft.note


def test_the_empty_example_says_what_is_missing():
    with pytest.raises(ValueError, match="No step counts yet"):
        task_of("mine", examples()["empty"])


def test_a_draft_is_the_task_of_its_grids():
    names = {"inputs": DRAFT.inputs, "outputs": DRAFT.outputs}
    assert task_of("mine", DRAFT.but(shift=3, noise=0.5)) == designed(
        "mine", DRAFT.xs, DRAFT.ys, shift=3, noise=0.5, **names
    )


def test_a_draft_that_shrinks_and_grows_again_has_lost_nothing():
    short = of_length(DRAFT, 1)
    assert short.steps == 1
    assert of_length(short, 2) == DRAFT
    longer = of_length(DRAFT, 4)
    assert longer.xs == (("1", "v"), ("", "w"), ("", ""), ("", ""))
    assert longer.ys == (("",), ("v",), ("",), ("",))


@pytest.mark.parametrize(
    ("inputs", "first_row"),
    [
        (("store", "number"), ("1", "v")),  # renamed
        (("value",), ("v",)),  # taken out
        (("value", "store"), ("v", "1")),  # moved
        (("store", "value", "recall"), ("1", "v", "")),  # added
        (("recall", "store", "value"), ("", "1", "v")),
        (("a", "b", "c"), ("1", "v", "")),
    ],
)
def test_a_column_goes_along_with_its_name_or_takes_the_place_of_one_that_has_gone(inputs, first_row):
    changed = with_channels(DRAFT, inputs, ("answer",))
    assert changed.inputs == inputs
    assert changed.xs[0] == first_row
    assert changed.ys == DRAFT.ys


def test_channels_are_read_from_a_line():
    assert channels(" store,  my  value , recall,", "input") == ("store", "my value", "recall")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Write 1 to 8 inputs"),
        ("a,,b", "Write 1 to 8 inputs"),
        ("a,b,c,d,e,f,g,h,i", "Write 1 to 8 inputs"),
        ("a, b, a", "two inputs called a"),
        ("a" * 21, "cannot be used"),
        ("<b>", "cannot be used"),
    ],
)
def test_channels_that_cannot_be_used_get_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        channels(text, "input")


@pytest.mark.parametrize("name", ["", "  ", "1st", "a" * 31, "<script>", "a/b", "_x"])
def test_a_name_that_cannot_be_used_gets_a_sentence(name):
    with pytest.raises(ValueError, match="begins with a letter"):
        task_name(name)


def test_a_name_that_is_taken_gets_a_sentence():
    with pytest.raises(ValueError, match="There is a task called recall already"):
        task_of(" recall ", DRAFT, tuple(TASKS))


@pytest.mark.parametrize("name", [name for name in examples() if name != "empty"])
def test_a_draft_is_read_as_it_was_written(name):
    draft = examples()[name]
    written = json.loads(json.dumps(draft_data(draft)))
    read = read_draft("Mine", written)
    assert task_of("Mine", read) == task_of("Mine", draft)
    assert draft_data(read) == written


def test_rows_below_the_last_step_are_not_written():
    draft = next(iter(examples().values()))
    assert draft_data(of_length(of_length(draft, draft.steps + 3), draft.steps)) == draft_data(draft)


@pytest.mark.parametrize(
    "odd",
    [{"xs": 3}, {"xs": []}, {"ys": [["1"]]}, {"noise": "much"}, {"shift": 1e400}, {"inputs": [3]}, {"outputs": []}],
)
def test_what_is_no_draft_is_refused(odd):
    with pytest.raises(ValueError, match=r"."):
        read_draft("Mine", draft_data(next(iter(examples().values()))) | odd)
