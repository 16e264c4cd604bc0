"""Train a next-symbol net: truncated backpropagation through time with carried state, and Adam.

`train` is a generator: every `next` is one update, and whoever iterates decides when to stop.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from lstm_core.cells.torch_layout import from_torch
from lstm_core.generation.corpus import Corpus, encoded, stream
from lstm_core.generation.model import SymbolNet
from lstm_core.generation.predictor import bits
from lstm_core.generation.search.decoding import sample
from lstm_core.generation.settings import Evaluation, TextProgress, TextSettings
from lstm_core.training.optimizers import Adam, Flat

EVALUATED_EVERY = 50  # updates between two evaluations
HELD_OUT = 4_000  # held-out symbols at most in an evaluation
TRAINING = 1_500  # and symbols it learns from, for comparison
SAMPLE_LENGTH, TEMPERATURE = 120, 0.7  # of the sample in an evaluation


def train(
    corpus: Corpus, settings: TextSettings | None = None, clock: Callable[[], float] | None = None
) -> Iterator[TextProgress]:
    """Yield after every update; stop iterating to stop training. A clock fills in the seconds."""
    settings, now = settings or TextSettings(), clock or (lambda: 0.0)
    torch.set_num_threads(1)  # the setting belongs to this thread
    start, learner = now(), _Learner(corpus, settings)
    net = best = learner.net()
    evaluations = [_evaluate(net, corpus, 0)]
    for step in range(1, settings.steps + 1):
        loss_bits = learner.update(settings.learning_rate * (1 - (step - 1) / settings.steps))
        if step % EVALUATED_EVERY == 0 or step == settings.steps:
            net = learner.net()
            evaluations.append(_evaluate(net, corpus, step))
            if evaluations[-1].held_out == min(evaluation.held_out for evaluation in evaluations):
                best = net
        yield TextProgress(step, loss_bits, evaluations[-1].held_out, now() - start, net, best, tuple(evaluations))


def _evaluate(net: SymbolNet, corpus: Corpus, step: int) -> Evaluation:
    """Both kinds of pieces alike: the state is carried on, nothing is dropped out. `begin` takes the first END."""
    training = bits(net, stream(corpus.training)[1 : TRAINING + 1])
    held_out = bits(net, stream(corpus.held_out)[1 : HELD_OUT + 1])
    return Evaluation(step, training, held_out, sample(net, SAMPLE_LENGTH, 0, TEMPERATURE))


class _Learner:
    """nn.LSTM between a one-hot symbol and a softmax, with the state it carries through the text."""

    def __init__(self, corpus: Corpus, settings: TextSettings) -> None:
        self.corpus, self.settings = corpus, settings
        self.random = torch.Generator().manual_seed(settings.seed)
        count = len(corpus.symbols)
        self.lstm, self.readout = nn.LSTM(count, settings.hidden), nn.Linear(settings.hidden, count)
        self.flat = Flat([self.lstm, self.readout])
        self._first_weights()
        self.adam = Adam(self.flat)
        self.windows = _windows(corpus, settings)
        self.state: tuple[Tensor, Tensor] | None = None

    def update(self, rate: float) -> float:
        """One window forward, back, and a step of Adam; bits per symbol."""
        xs, ys, fresh = next(self.windows)
        self.flat.gradients.zero_()
        hot = torch.zeros(*xs.shape, len(self.corpus.symbols)).scatter_(2, xs.unsqueeze(2), 1.0)
        hs, state = self.lstm(hot, None if fresh else self.state)
        self.state = (state[0].detach(), state[1].detach())  # carried on, but gradients stop here
        loss = cross_entropy(self.readout(self._dropped(hs)).flatten(0, 1), ys.flatten())
        if not math.isfinite(float(loss.detach())):
            raise ValueError("The loss is no longer a number: the updates grew too large. Try a smaller learning rate.")
        loss.backward()
        self.flat.clip(1.0)
        self.adam.step(rate)
        return float(loss.detach()) / math.log(2)

    def net(self) -> SymbolNet:
        """The net as it is now, its weights under our names."""
        with torch.no_grad():
            stacked = {name[:-3]: weight.numpy().copy() for name, weight in self.lstm.named_parameters()}
            readout = {"W_y": self.readout.weight.numpy().copy(), "b_y": self.readout.bias.numpy().copy()}
        return SymbolNet(self.corpus.symbols, from_torch("LSTM", stacked) | readout)

    def _first_weights(self) -> None:
        """Uniform as in torch, but from our seed, and with an open forget gate."""
        bound, hidden = self.settings.hidden**-0.5, self.settings.hidden
        with torch.no_grad():
            self.flat.values.uniform_(-bound, bound, generator=self.random)
            biases = dict(self.lstm.named_parameters())
            biases["bias_ih_l0"][hidden : 2 * hidden] = 1.0
            biases["bias_hh_l0"].zero_()

    def _dropped(self, hs: Tensor) -> Tensor:
        keep = 1 - self.settings.dropout
        return hs * (torch.rand(hs.shape, generator=self.random) < keep) / keep


def _windows(corpus: Corpus, settings: TextSettings) -> Iterator[tuple[Tensor, Tensor, bool]]:
    """Inputs and targets, (time, batch) each, without end; True where the pieces begin in a new order."""
    rng, pieces = np.random.default_rng([settings.seed, 1]), corpus.training
    while True:
        text = encoded(corpus.symbols, stream(tuple(pieces[k] for k in rng.permutation(len(pieces)))))
        length = max((len(text) - 1) // settings.batch, 1)
        starts = np.minimum(np.arange(settings.batch) * length, len(text) - 1 - length)
        for begin in range(0, length, settings.time):
            steps = np.arange(begin, min(begin + settings.time, length))[:, None] + starts
            yield torch.from_numpy(text[steps]), torch.from_numpy(text[steps + 1]), begin == 0
