"""Where a sweep is trained changes nothing but its times: one core, two, or the workers of a Dask cluster."""

import json
import subprocess
import sys

import pytest

from lstm_core.training.sweep import RESULTS, load_results, read_grid
from lstm_core.training.sweep import engines as places
from lstm_core.training.sweep.running import sweep
from tools.cluster import cluster
from tools.serving import ROOT

GRID = """
first_seed = 40

[all]
hidden = 4
batch = 8
steps = 150

[[runs]]
cell = ["LSTM", "GRU"]
delay = [3, 5]
seeds = 4
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """What comes of the grid on one core."""
    return trained(tmp_path_factory.mktemp("alone"))


@pytest.fixture(scope="module")
def workers():
    pytest.importorskip("distributed", reason="requirements-cluster.txt is not installed")
    with cluster() as started:
        yield started


def trained(folder, **where):
    """The lines that a sweep writes, without their times, by the key of the experiment."""
    grid = folder / "grid.toml"
    grid.write_text(GRID)
    list(sweep(grid, **where))
    return lines(grid)


def lines(grid):
    found = [json.loads(line) for line in grid.with_name(RESULTS).read_text().splitlines()]
    assert len(found) == len({line["key"] for line in found}), "something was counted twice"
    return {line["key"]: {name: value for name, value in line.items() if name != "seconds"} for line in found}


@pytest.mark.slow
def test_two_processes_write_the_lines_that_one_writes(alone, tmp_path):
    assert len(alone) == 16
    assert trained(tmp_path, jobs=2) == alone


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_half_way_loses_and_doubles_nothing(alone, workers, tmp_path):
    grid = tmp_path / "grid.toml"
    grid.write_text(GRID)
    for done, total, result in sweep(grid, scheduler=workers.address):
        assert load_results(grid.with_name(RESULTS))[-1] == result, "it is on disk before it is shown"
        if done == total // 2:
            workers.workers[0].kill()
    assert workers.workers[0].wait(10) != 0
    assert lines(grid) == alone


@pytest.mark.slow
def test_a_sweep_that_was_begun_here_is_finished_there(alone, workers, tmp_path):
    grid = tmp_path / "grid.toml"
    grid.write_text(GRID)
    for done, _, _ in sweep(grid):
        if done == 5:
            break
    assert [total for _, total, _ in sweep(grid, scheduler=workers.address)] == [11] * 11
    assert lines(grid) == alone


def test_a_worker_with_another_version_of_a_cell_is_told_apart(grid_of_one):
    from lstm_core.training.sweep.engines import run

    with pytest.raises(ValueError, match="LSTM is another cell on this worker"):
        run("not its key", grid_of_one)


@pytest.fixture
def grid_of_one(tmp_path):
    (tmp_path / "one.toml").write_text("[[runs]]\nsteps = 10\n")
    return next(iter(read_grid(tmp_path / "one.toml").values()))


def test_a_scheduler_that_is_not_there_is_named(monkeypatch, grid_of_one):
    pytest.importorskip("distributed", reason="requirements-cluster.txt is not installed")
    monkeypatch.setattr(places, "PATIENCE", 0.3)
    with pytest.raises(ValueError, match=r"No Dask scheduler answers at tcp://127.0.0.1:9; it should look like"):
        next(places.cluster({"key": grid_of_one}, "tcp://127.0.0.1:9"))


@pytest.mark.slow
def test_a_scheduler_without_workers_is_not_waited_for_for_ever(monkeypatch, grid_of_one):
    pytest.importorskip("distributed", reason="requirements-cluster.txt is not installed")
    with cluster(0) as empty:
        monkeypatch.setattr(places, "PATIENCE", 2)
        with pytest.raises(ValueError, match="has no workers"):
            next(places.cluster({"key": grid_of_one}, empty.address))


def test_without_dask_a_sentence_says_what_to_install(monkeypatch, grid_of_one):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ValueError, match=r"pip install -r requirements-cluster\.txt"):
        next(places.cluster({"key": grid_of_one}, "tcp://127.0.0.1:9"))


@pytest.mark.slow
def test_dask_is_not_imported_by_a_sweep_on_this_machine():
    code = "import sys, lstm_core.training.sweep.command; assert not {'dask', 'distributed'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
