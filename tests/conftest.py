"""What holds for all tests: nobody's own log is touched, and every chart is held against Vega-Lite's schema."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _a_log_of_our_own(tmp_path_factory):
    os.environ["RECALL_DATABASE"] = f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.sqlite'}"


@pytest.fixture(scope="session", autouse=True)
def _charts_are_valid():
    from ui.common import charts

    charts.VALIDATE = True


@pytest.fixture
def submitted(monkeypatch):
    """The runs that a page hands to the trainer; they are stopped at the end."""
    from lstm_core.training.trainer import Trainer

    runs, submit = [], Trainer.submit

    def noted(self, run, *learner):
        runs.append(run)
        return submit(self, run, *learner)

    monkeypatch.setattr(Trainer, "submit", noted)
    yield runs
    for run in runs:
        run.stop()
