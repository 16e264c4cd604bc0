"""What can be seen of a run: its progress after one update, and the history it leaves behind."""

from dataclasses import dataclass, field

import numpy as np

from lstm_core.tasks import CriterionResult, Errors, Watched

Weights = dict[str, np.ndarray]
OF_A_LOSS, OF_A_LOOK = 32, 400  # bytes of a number in a list, of a score with its errors


@dataclass(frozen=True)
class Progress:
    """What can be seen of a run after one update; never changed, only replaced."""

    step: int
    loss: float
    verdict: CriterionResult | None = None  # the last judgement on 1,000 fresh sequences
    solved: bool = False  # the criterion was met twice in a row
    problem: str = ""  # why the run ended early, in a sentence
    history: "History" = field(default_factory=lambda: History(), repr=False)

    @property
    def losses(self) -> tuple[float, ...]:
        """The loss of every update so far."""
        return tuple(self.history.losses[: self.step])


@dataclass
class History:
    """What a run leaves behind; only ever appended to, so that older Progress stays true."""

    losses: list[float] = field(default_factory=list)
    scores: list[tuple[int, float]] = field(default_factory=list)  # (update, score of the criterion)
    errors: list[tuple[int, Errors]] = field(default_factory=list)  # (update, errors on fresh sequences)
    baselines: dict[str, Errors] = field(default_factory=dict)  # what nets reach there that ignore their inputs
    pictures: list[tuple[int, np.ndarray]] = field(default_factory=list)  # (update, (time, sequences, outputs))
    watched: Watched | None = None  # the fixed sequences in the pictures
    weights: list[Weights] = field(default_factory=list)  # the last good ones

    @property
    def size(self) -> int:
        """How many bytes it takes, about; pictures are all of one size."""
        pictures = len(self.pictures) * self.pictures[0][1].nbytes if self.pictures else 0
        watched = sum(array.nbytes for array in self.watched.batch) if self.watched else 0
        weights = sum(weight.nbytes for layer in self.weights for weight in layer.values())
        return len(self.losses) * OF_A_LOSS + len(self.scores) * OF_A_LOOK + pictures + watched + weights
