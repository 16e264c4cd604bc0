"""What is taken along repeats the run without this app: checked by running it in a process of its own."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.cells.custom import checked_name, read_own
from lstm_core.tasks import TASKS, designed
from lstm_core.tasks.draft import channels, task_name
from lstm_core.training import LECTURE, PRESETS, Experiment, train
from lstm_core.training.export import notebook, picture, script, table

SHORT = Experiment(hidden=8, batch=20, steps=20, seed=3, until_solved=False)
RUNS = {
    **{f"{name}": SHORT.but(cell=cell) for name, cell in CELLS.items()},
    **{f"task {name}": PRESETS[name].but(steps=10, batch=20, hidden=8) for name in TASKS},
    **{f"lecture {name}": LECTURE[name].but(steps=20) for name in LECTURE},
    "two layers, SGD, all steps": SHORT.but(layers=2, optimizer="SGD", loss="all steps", learning_rate=0.1),
    "PyTorch's weights, steps that count": SHORT.but(initial="PyTorch", loss="steps that count", clip=0.0),
    "GRU, PyTorch's weights": SHORT.but(cell=CELLS["GRU"], initial="PyTorch"),
    "a task of one's own": SHORT.but(task=designed("mine", [["a", 1], ["", -2]], [["", ""], ["a", 0]], noise=0.5)),
    "chrono, delay": SHORT.but(cell=CELLS["Peephole LSTM"], initial="chrono", delay=9),
}


DRIVER = """
import json, runpy, sys
found = [runpy.run_path(path)["losses"] for path in sys.argv[1:]]
print(json.dumps(found))
"""


def executed(sources: list[str], folder: Path) -> list[list[float]]:
    """The losses of scripts, run in a process of their own that cannot find our modules."""
    paths = [folder / f"run_{k}.py" for k in range(len(sources))]
    for path, source in zip(paths, sources, strict=True):
        path.write_text(source, encoding="utf-8")
    command = [sys.executable, "-I", "-W", "error", "-c", DRIVER, *map(str, paths)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def repeated(tmp_path_factory) -> dict[str, list[float]]:
    """The losses of every script in RUNS."""
    sources = [script(experiment, experiment.steps) for experiment in RUNS.values()]
    assert not any("lstm_core" in source for source in sources)
    return dict(zip(RUNS, executed(sources, tmp_path_factory.mktemp("scripts")), strict=True))


def last(experiment, rate=None):
    *_, progress = train(experiment, rate)
    return progress


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.slow
def test_the_script_repeats_the_run(name, repeated):
    np.testing.assert_allclose(repeated[name], last(RUNS[name]).losses, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_a_learning_rate_changed_on_the_way_is_in_the_script(tmp_path):
    rates = iter([0.02] * 7 + [0.001] * 13)
    progress = last(SHORT, lambda: next(rates))
    (found,) = executed([script(SHORT, 20, {1: 0.02, 8: 0.001})], tmp_path)
    np.testing.assert_allclose(found, progress.losses, rtol=1e-5, atol=1e-6)


def test_the_notebook_holds_the_script():
    source = script(SHORT, 20)
    book = json.loads(notebook(source))
    assert book["nbformat"] == 4
    code = "\n".join("".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code")
    assert all(line in source for line in code.splitlines())
    compile(code, "notebook", "exec")
    assert "".join(book["cells"][0]["source"]).startswith("# recall: LSTM")
    assert len({cell["id"] for cell in book["cells"]}) == len(book["cells"])


def test_the_table_has_a_row_for_every_batch():
    progress = last(SHORT)
    head, *rows = table(progress).splitlines()
    assert head == "batch,loss,score,rmse_counted"
    assert len(rows) == 20
    assert float(rows[9].split(",")[1]) == progress.losses[9]
    assert [k for k, row in enumerate(rows, 1) if row.split(",")[3]] == [10, 20]


def test_the_picture_is_a_well_formed_drawing_with_the_sentence_in_it():
    from xml.etree import ElementTree

    progress = last(SHORT)
    drawn = picture(SHORT, progress.history, 2)
    assert progress.history.watched.words[2] in "".join(ElementTree.fromstring(drawn).itertext())


NAMES = st.from_regex(r"\A[^\W\d_][\w+\- ]{0,29}\Z")
CHANNELS = st.from_regex(r"\A[^\W_][\w+\-' ]{0,19}\Z")
WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.sampled_from(
    ['"""', "\\", "#", "\n", "{x}", "%s"]
)


@settings(deadline=None, max_examples=60)
@given(name=NAMES, cell=NAMES, channel=CHANNELS, words=WORDS)
def test_no_name_of_a_learner_becomes_code_in_a_script_or_a_notebook(name, cell, channel, words):
    """Parsed by Python, the script is the one of a task and a cell with plain names; a notebook has as many cells."""
    try:
        own = named(name, cell, channel, words)
    except ValueError:
        assume(False)
    plain = script(named("Task", "Cell", "a", ""), 5)
    hostile = script(own, 5)
    assert ast.dump(ast.parse(hostile)) == ast.dump(ast.parse(plain))
    cells = json.loads(notebook(hostile))["cells"]
    assert [one["cell_type"] for one in cells] == [one["cell_type"] for one in json.loads(notebook(plain))["cells"]]


def named(name: str, cell: str, channel: str, words: str) -> Experiment:
    """An experiment with a task and a cell of one's own, read as strictly as the app reads them."""
    task = designed(task_name(name), [["1"], [""]], [[""], ["1"]], inputs=channels(channel, "channel"), outputs=("b",))
    page = f"x\nh\nh_next = tanh(linear(x, h))  # {words}"
    return SHORT.but(task=task, cell=read_own(checked_name(cell), page))
