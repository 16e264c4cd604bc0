"""What several pages that train need."""

import pytest

from lstm_core.training.trainer import Trainer


@pytest.fixture
def submitted(monkeypatch):
    """The jobs that a page hands to the trainer; they are stopped at the end."""
    jobs, submit = [], Trainer.submit
    monkeypatch.setattr(Trainer, "submit", lambda self, job, *who: [jobs.append(job), submit(self, job, *who)][1])
    yield jobs
    for job in jobs:
        job.stop()
