"""The one trainer of this server, and where a visitor stands among those who use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.common.held_jobs import release_abandoned
from ui.common.server_wide import server_wide
from ui.common.session import session
from ui.common.startup import freeze

if TYPE_CHECKING:
    from lstm_core.training.trainer import Trainer


@server_wide
def trainer() -> Trainer:
    """The one thread that trains for everybody."""
    from lstm_core.training.trainer import Trainer

    return Trainer(_warm_up, release_abandoned)


def start_trainer() -> None:
    """Let the thread import torch in the background, so that the first run starts at once."""
    trainer()


def _warm_up() -> None:
    """In the trainer's thread, before its first run: import torch, take two updates, and keep the collector away."""
    from lstm_core.training import Experiment, train

    for _ in train(Experiment(hidden=2, batch=2, steps=2)):
        pass
    freeze()


def visitor_id() -> str:
    """Who this visitor is among those who train: all tabs of a learner are one."""
    return session().learner.name or session().train.seat


def time_shares() -> int:
    """Into how many parts the trainer's time is divided just now until one of them is for one run of this visitor."""
    return trainer().time_shares(visitor_id())


def queue_position() -> str:
    """How many learners have their turn before this one, in words; "" for one who is training."""
    ahead = trainer().learners_ahead(visitor_id())
    return f"{ahead} {'learner has' if ahead == 1 else 'learners have'} a turn before you" if ahead else ""
