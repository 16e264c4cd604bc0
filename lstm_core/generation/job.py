"""The training of a next-symbol net as a job for the trainer's thread."""

from collections.abc import Iterator

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.ngrams import baselines
from lstm_core.generation.settings import TextProgress, TextSettings
from lstm_core.training.job import Job

ORDERS, COUNTED = (1, 2, 3, 4, 5), 60_000  # of the n-grams beside it; symbols counted, so that no turn takes long


class GenerationJob(Job[TextProgress | None]):
    """Trains a net on a corpus; `progress` is None until the first update."""

    def __init__(self, corpus: Corpus, settings: TextSettings) -> None:
        super().__init__(None)
        self.corpus, self.settings = corpus, settings
        self.ngram_bits: dict[int, float] = {}  # bits per symbol of the n-grams, by their order
        self.problem = ""  # why it ended early, in a sentence

    def begin(self) -> Iterator[TextProgress | None]:
        """The n-grams, one per turn, then the updates of the training."""
        from lstm_core.generation.learning import train  # here, so that the thread and not a page waits for torch

        for order in ORDERS:
            self.ngram_bits |= baselines(self.corpus, (order,), COUNTED)
            yield None
        yield from train(self.corpus, self.settings)

    def fail(self, sentence: str) -> None:
        """Keep the sentence, and what has been learnt."""
        self.problem = sentence
