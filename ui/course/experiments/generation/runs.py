"""The training of a next-symbol net, of which a visitor has one at a time."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.settings import TextSettings
from ui.common.run_slot import RunSlot

if TYPE_CHECKING:
    from lstm_core.generation.job import GenerationJob

SLOT: RunSlot[GenerationJob] = RunSlot("next-symbol net", count(1))


def current() -> GenerationJob | None:
    """The training that was started last; None if there is none, or if the connection was lost meanwhile."""
    return next(iter(SLOT.current()), None)


def start(corpus: Corpus, settings: TextSettings) -> None:
    """Begin a training; the one before it is stopped. Raises ValueError with a sentence if the trainer is full."""
    from lstm_core.generation.job import GenerationJob

    SLOT.start([GenerationJob(corpus, settings)])
