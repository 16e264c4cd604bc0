"""A next-symbol net that is being taught, as a job for the trainer's thread."""

from collections.abc import Iterator

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.settings import Progress, Settings
from lstm_core.training.job import Job


class Writing(Job[Progress | None]):
    """A corpus on its way into a net; `progress` is None until the first update."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        super().__init__(None)
        self.corpus, self.settings = corpus, settings
        self.problem = ""  # why it ended early, in a sentence

    def begin(self) -> Iterator[Progress | None]:
        """The updates of the training."""
        from lstm_core.generation.learning import train  # here, so that the thread and not a page waits for torch

        return train(self.corpus, self.settings)

    def give_up(self, sentence: str) -> None:
        """Keep the sentence; what was learnt stays."""
        self.problem = sentence
