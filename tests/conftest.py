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
