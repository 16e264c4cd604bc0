"""A next-symbol net that is being taught, as a job for the trainer's thread."""

from collections.abc import Iterator

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.settings import Progress, Settings
from lstm_core.training.job import Job

ORDERS, COUNTED = (1, 2, 3, 4, 5), 60_000  # of the n-grams beside it; symbols they count, so that no turn takes long


class Writing(Job[Progress | None]):
    """A corpus on its way into a net; `progress` is None until the first update."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        super().__init__(None)
        self.corpus, self.settings = corpus, settings
        self.counted: dict[int, float] = {}  # bits per symbol of the n-grams, by their order
        self.problem = ""  # why it ended early, in a sentence

    def begin(self) -> Iterator[Progress | None]:
        """The n-grams, one in a turn, and the updates of the training."""
        from lstm_core.generation.learning import train  # here, so that the thread and not a page waits for torch

        for order in ORDERS:
            self.counted |= baselines(self.corpus, (order,), COUNTED)
            yield None
        yield from train(self.corpus, self.settings)

    def give_up(self, sentence: str) -> None:
        """Keep the sentence; what was learnt stays."""
        self.problem = sentence
